#include "web/frame.h"

#include "base/str.h"
#include "web/style.inc"

/* Within a document, where a frame's ancestors cannot be told. */
#define POLICY                                                                                     \
    "default-src 'none'; style-src '" STYLE_HASH "'; img-src 'self'; base-uri 'none'; "            \
    "form-action 'self'"

const char *frame_policy(void)
{
    return POLICY "; frame-ancestors 'none'";
}

static void put_views(buffer *to, const char *here)
{
    static const struct {
        const char *name, *path;
    } views[] = {{"Search", "/search"},
                 {"Timeline", "/timeline"},
                 {"Disputes", "/disputes"},
                 {"Actors", "/actors"},
                 {"Articles", "/article"}};
    html_put(to, "<header class=\"site\"><strong>onrecord</strong><nav aria-label=\"Views\">");
    for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
        buffer_format(to, "<a href=\"%s\"%s>%s</a>", views[i].path,
                      strcmp(views[i].name, here) == 0 ? " aria-current=\"page\"" : "",
                      views[i].name);
    }
    html_put(to, "</nav></header>\n");
}

void frame_begin(buffer *to, onr_str title, const char *here)
{
    html_put(to, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                 "<meta http-equiv=\"Content-Security-Policy\" content=\"" POLICY "\">\n"
                 "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                 "<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
    html_text(to, title);
    html_put(to, "</title>\n<style>");
    html_put(to, style);
    html_put(to,
             "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">To the content</a>\n");
    if (here)
        put_views(to, here);
    html_put(to, "<main id=\"main\">\n");
}

void frame_end(buffer *to)
{
    html_put(to,
             "</main>\n<footer>Made by onrecord: what a machine read, with how sure it is. Every "
             "entry points at the bytes of the page that support it.</footer>\n</body>\n"
             "</html>\n");
}
