#include "web/article.h"

#include "base/str.h"
#include "export/wording.h"
#include "web/marks.h"
#include "web/statement.h"

/* More raw bytes of one block than these are not shown: text out of JSON-LD has its whole script.
 */
enum { MOST_RAW = 4096 };

typedef struct view {
    buffer *to;
    const onr_record *record;
    onr_str bytes;
    const char *prefix;
    marks marks;
} view;

static void put_head(view *v)
{
    const onr_article *a = &v->record->article;
    buffer *to = v->to;
    buffer_format(to, "<h1 id=\"%stop\">", v->prefix);
    html_text(to, shown_title(v->record));
    html_put(to, "</h1>\n<p class=\"meta\">");
    html_text(to, a->outlet.len ? a->outlet : ONR_STR("Outlet unknown"));
    html_put(to, " · ");
    if (a->published.len)
        put_when(to, a->published);
    else
        html_put(to, "undated");
    for (size_t i = 0; i < a->byline.count; i++) {
        html_put(to, i ? ", " : " · by ");
        html_text(to, a->byline.items[i]);
    }
    html_put(to, " · read from ");
    html_text(to, v->record->source.len ? v->record->source : ONR_STR("standard input"));
    html_put(to, "</p>\n");
}

static void put_legend(view *v)
{
    static const struct {
        onr_act act;
        const char *words;
    } groups[] = {{ONR_ACT_STATE, "states, admits, thinks"},
                  {ONR_ACT_DENY, "denies, accuses, refuses, threatens"},
                  {ONR_ACT_DEMAND, "demands, warns, asks"},
                  {ONR_ACT_PROMISE, "promises, proposes, agrees, praises"}};
    html_put(v->to, "<ul class=\"legend\" aria-label=\"Colours\">");
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        buffer_format(v->to, "<li><span class=\"st %s\">%s</span></li>", act_class(groups[i].act),
                      groups[i].words);
    html_put(v->to, "<li><span class=\"sp\">speaker</span></li><li><span class=\"cue\">cue</span>"
                    "</li><li><span class=\"to\">addressee</span></li></ul>\n");
}

static void put_switch(view *v)
{
    if (v->bytes.len == 0) {
        html_put(v->to, "<p class=\"note\">The bytes that were read are not at hand.</p>\n");
        return;
    }
    buffer_format(v->to,
                  "<input class=\"switch\" type=\"checkbox\" id=\"%sraw\"> <label for=\"%sraw\">"
                  "Show the bytes that were read</label>\n",
                  v->prefix, v->prefix);
}

static void put_raw(view *v, const onr_block *block)
{
    onr_span range = block->bytes;
    if (v->bytes.len == 0 || range.end > v->bytes.len || range.start >= range.end)
        return;
    uint32_t shown = range.end - range.start > MOST_RAW ? range.start + MOST_RAW : range.end;
    buffer_format(v->to, "<div class=\"raw\"><span class=\"meta\">bytes %u–%u</span>\n",
                  range.start, range.end);
    html_bytes(v->to, str_slice(v->bytes, (onr_span){range.start, shown}));
    if (shown < range.end)
        buffer_format(v->to, "\n… %u more", range.end - shown);
    html_put(v->to, "</div>");
}

static void put_block(view *v, const onr_block *block, size_t number)
{
    const char *tag =
        block->kind == ONR_BLOCK_HEADING || block->kind == ONR_BLOCK_TITLE ? "h2" : "p";
    html_put(v->to, "<div class=\"block\">");
    if (number)
        buffer_format(v->to, "<span class=\"no\">¶%zu</span>", number);
    buffer_format(v->to, "<%s class=\"words\">", tag);
    marks_put(&v->marks, v->to, block->span);
    buffer_format(v->to, "</%s>", tag);
    put_raw(v, block);
    html_put(v->to, "</div>\n");
}

static void put_text(view *v)
{
    const onr_article *a = &v->record->article;
    size_t number = 0;
    html_put(v->to, "<div class=\"text\">\n");
    for (size_t i = 0; i < a->block_count; i++)
        put_block(v, &a->blocks[i], a->blocks[i].kind == ONR_BLOCK_TITLE ? 0 : ++number);
    html_put(v->to, "</div>\n");
}

static void put_side(view *v, const char *verb, int32_t i)
{
    const onr_statement *s = &v->record->statements.items[i];
    buffer_format(v->to, "%s by ", verb);
    put_party(v->to, v->record, s->speaker_entity, s->speaker);
    buffer_format(v->to, " (<a href=\"#%sS%d\">S%d</a>)", v->prefix, (int)i + 1, (int)i + 1);
}

static void put_disputes(view *v)
{
    const onr_record *r = v->record;
    if (r->dispute_count == 0)
        return;
    html_put(v->to, "<h2>Disputes</h2>\n<ul class=\"cards\">\n");
    for (size_t i = 0; i < r->dispute_count; i++) {
        html_put(v->to, "<li>“");
        html_text(v->to, str_slice(r->article.text, r->disputes[i].about));
        html_put(v->to, "”<br>");
        put_side(v, "claimed", r->disputes[i].claim);
        html_put(v->to, ", ");
        put_side(v, "denied", r->disputes[i].denial);
        html_put(v->to, "</li>\n");
    }
    html_put(v->to, "</ul>\n");
}

static void put_list(view *v)
{
    const onr_record *r = v->record;
    buffer_format(v->to, "<details><summary>All %zu statements as a list</summary>\n<ol>\n",
                  r->statements.count);
    for (size_t i = 0; i < r->statements.count; i++) {
        html_put(v->to, "<li>");
        put_sentence(v->to, r, i);
        html_put(v->to, ": ");
        put_words(v->to, r, r->statements.items[i].content);
        buffer_format(v->to, " <a href=\"#%sS%zu\">in the text</a>", v->prefix, i + 1);
        html_put(v->to, "<br><span class=\"chain\">");
        if (r->chains)
            put_chain(v->to, r->chains[i]);
        html_put(v->to, "</span> <span class=\"sure\">(");
        html_share(v->to, (double)r->statements.items[i].confidence);
        html_put(v->to, ")</span></li>\n");
    }
    html_put(v->to, "</ol></details>\n");
}

void article_put(buffer *to, const onr_record *record, onr_str bytes, const char *prefix)
{
    onr_scratch scratch = onr_scratch_begin(to->arena);
    view v = {.to = to, .record = record, .bytes = bytes, .prefix = prefix};
    if (marks_find(&v.marks, record, prefix, scratch.arena)) {
        html_put(to, "<article>\n");
        put_head(&v);
        put_disputes(&v);
        put_legend(&v);
        put_switch(&v);
        put_text(&v);
        put_list(&v);
        html_put(to, "</article>\n");
    }
    onr_scratch_end(&scratch);
}
