/*
 * Compares the visible text of pages with gumbo's: the same words in the same order?
 *   html_text FILE...     HTML, .gz too; prints each page that differs, where it first does, and
 *                         at the end how many agree
 * Both read the page as UTF-8. Left out on both sides is what nobody sees or what the page layer
 * leaves out of its text: script, style, title, noscript, template, svg and raw text of frames.
 */
#include <gumbo.h>
#include <stdio.h>
#include <stdlib.h>
#include <zlib.h>

#include "base/str.h"
#include "page/charset.h"

/* U+FFFD is what gumbo makes of a NUL, which the page layer leaves out: both are a blank here.
 * Bytes, with runs of white space become one blank, as far as they are compared. */
typedef struct words {
    char *data;
    size_t len, room;
} words;

static void add(words *w, const char *text, size_t len)
{
    for (size_t at = 0, next; at < len; at = next) {
        next = at;
        uint32_t c = utf8_next((onr_str){text, len}, &next);
        bool space = c <= ' ' || c == 0xA0 || c == 0xFFFD;
        if (space && (w->len == 0 || w->data[w->len - 1] == ' '))
            continue;
        if (w->len + 8 > w->room && !(w->data = realloc(w->data, w->room = 2 * w->room + 4096)))
            exit(1);
        for (size_t i = at; i < next; i++)
            w->data[w->len++] = space ? ' ' : text[i];
        if (space)
            w->len -= next - at - 1;
    }
}

static bool is_left_out(onr_str name)
{
    return str_listed(name, "script|style|title|noscript|template|svg|iframe|noembed|noframes");
}

static void take_ours(words *out, const onr_page *page)
{
    for (size_t i = 0; i < page->node_count; i++) {
        const onr_node *n = &page->nodes[i];
        if (n->tag == ONR_TAG_TEXT)
            add(out, page->text.data + n->text.start, n->text.end - n->text.start);
        else if (is_left_out(n->name))
            i = (size_t)n->end - 1;
    }
}

static void take_gumbos(words *out, const GumboNode *node)
{
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
        node->type == GUMBO_NODE_CDATA)
        add(out, node->v.text.text, strlen(node->v.text.text));
    if (node->type != GUMBO_NODE_ELEMENT ||
        is_left_out(str_of(gumbo_normalized_tagname(node->v.element.tag))))
        return;
    for (unsigned i = 0; i < node->v.element.children.length; i++)
        take_gumbos(out, node->v.element.children.data[i]);
}

static onr_str read_file(const char *path)
{
    static char bytes[1 << 26];
    gzFile in = gzopen(path, "rb");
    int len = in ? gzread(in, bytes, sizeof bytes) : -1;
    if (len < 0) {
        fprintf(stderr, "html_text: %s: cannot be read\n", path);
        exit(2);
    }
    gzclose(in);
    return (onr_str){bytes, (size_t)len};
}

static void print_around(const char *whose, const words *w, size_t at)
{
    size_t start = at > 40 ? at - 40 : 0, end = at + 60 < w->len ? at + 60 : w->len;
    printf("  %s: …%.*s…\n", whose, end > start ? (int)(end - start) : 0, w->data + start);
}

static bool compare(const char *path, onr_str utf8, onr_arena *arena)
{
    onr_page page;
    onr_error err;
    words ours = {0}, gumbos = {0};
    if (!onr_page_read(&page, utf8, ONR_FORM_HTML, ONR_STR("utf-8"), arena, &err))
        return false;
    take_ours(&ours, &page);
    GumboOutput *out = gumbo_parse_with_options(&kGumboDefaultOptions, utf8.data, utf8.len);
    take_gumbos(&gumbos, out->root);
    gumbo_destroy_output(&kGumboDefaultOptions, out);
    size_t at = 0, least = ours.len < gumbos.len ? ours.len : gumbos.len;
    while (at < least && ours.data[at] == gumbos.data[at])
        at++;
    /* a blank at the end is none */
    bool same = at == least && ours.len + gumbos.len - 2 * least <= 1;
    if (!same) {
        printf("%s: at byte %zu of %zu and %zu\n", path, at, ours.len, gumbos.len);
        print_around("ours ", &ours, at);
        print_around("gumbo", &gumbos, at);
    }
    free(ours.data);
    free(gumbos.data);
    return same;
}

int main(int argc, char **argv)
{
    int same = 0;
    onr_arena *arena = onr_arena_new((size_t)1 << 32);
    for (int i = 1; arena && i < argc; i++) {
        note_list notes = {0};
        decoded source = {0};
        onr_error err;
        if (charset_decode(&source, read_file(argv[i]), (onr_str){0}, ONR_FORM_HTML, &notes, arena,
                           &err))
            same += compare(argv[i], source.text, arena);
        onr_arena_reset(arena);
    }
    printf("%d of %d pages have the same text\n", same, argc - 1);
    onr_arena_free(arena);
    return 0;
}
