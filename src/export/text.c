/*
 * For people: of a record the article's title and sources, disputes, each statement with those
 * that stand in it indented under it, events. No visitor of the record's fields: it tells of few
 * of them, in sentences, and orders statements by which stands in which.
 */
#include "base/arena.h"
#include "base/str.h"
#include "base/terminal.h"
#include "export/text_asked.h"
#include "export/text_page.h"
#include "export/wording.h"

static void labelled(text_page *p, const char *label, onr_strs list)
{
    if (list.count == 0)
        return;
    lines_begin(&p->out, 0, 4);
    lines_format(&p->out, "%s: ", label);
    for (size_t i = 0; i < list.count; i++) {
        if (i)
            lines_say(&p->out, ", ");
        lines_put(&p->out, list.items[i]);
    }
    lines_end(&p->out);
}

static void head(text_page *p)
{
    const onr_article *a = &p->record->article;
    lines_begin(&p->out, 0, 4);
    lines_style(&p->out, "1");
    onr_str title = shown_title(p->record);
    lines_put(&p->out, title.len ? title : ONR_STR("(no title)"));
    lines_style(&p->out, "0");
    lines_end(&p->out);
    labelled(p, "Outlet", (onr_strs){&a->outlet, a->outlet.len > 0});
    labelled(p, "Published", (onr_strs){&a->published, a->published.len > 0});
    labelled(p, "By", a->byline);
    labelled(p, "Sources", a->sources);
    labelled(p, "Tags", a->tags);
}

static void notes(text_page *p)
{
    const onr_notes *all = &p->record->notes;
    if (all->count)
        text_heading(p, "Notes");
    for (size_t i = 0; i < all->count; i++) {
        lines_begin(&p->out, 2, 6);
        lines_format(&p->out, "%s, bytes %llu-%llu: ", all->items[i].layer,
                     (unsigned long long)all->items[i].start,
                     (unsigned long long)all->items[i].end);
        lines_put(&p->out, all->items[i].reason);
        lines_end(&p->out);
    }
}

static void number_paragraphs(uint32_t *out, const onr_article *article)
{
    uint32_t number = 0;
    for (size_t i = 0; i < article->block_count; i++)
        out[i] = article->blocks[i].kind == ONR_BLOCK_TITLE ? 0 : ++number;
}

static void link_statements(int32_t *first, int32_t *next, const onr_statements *all)
{
    size_t n = all->count;
    for (size_t i = 0; i <= n; i++)
        first[i] = next[i] = ONR_NO_STATEMENT;
    for (size_t i = n; i-- > 0;) {
        int32_t inside = all->items[i].inside;
        size_t at = inside >= 0 ? (size_t)inside : n;
        next[i] = first[at];
        first[at] = (int32_t)i;
    }
}

/* False: the arena is full. */
static bool survey(text_page *p, onr_arena *arena)
{
    const onr_record *r = p->record;
    uint32_t *paragraphs = arena_array(arena, uint32_t, r->article.block_count + 1);
    int32_t *first = arena_array(arena, int32_t, r->statements.count + 1);
    int32_t *next = arena_array(arena, int32_t, r->statements.count + 1);
    if (!paragraphs || !first || !next)
        return false;
    number_paragraphs(paragraphs, &r->article);
    link_statements(first, next, &r->statements);
    p->paragraphs = paragraphs;
    p->first_inside = first;
    p->next = next;
    return true;
}

static void put_record(buffer *to, const onr_record *record, export_style style)
{
    text_page p = {.out = {.to = to, .width = style.text.width, .colour = style.text.colour},
                   .record = record,
                   .style = style};
    onr_scratch scratch = onr_scratch_begin(to->arena);
    if (survey(&p, scratch.arena)) {
        head(&p);
        text_disputes(&p);
        text_statements(&p);
        text_events(&p);
        text_doubtful(&p);
        notes(&p);
        buffer_put_char(to, '\n');
    }
    onr_scratch_end(&scratch);
}

/* Of several pages each has its name above it and an empty line behind it. An article that ends
 * its last line itself gets no second newline. */
/* As it stands, lines and all, but for what else a terminal would obey. */
static void put_text(buffer *to, onr_str text)
{
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        uint32_t c = utf8_next(text, &at);
        if (terminal_obeys(c) && c != '\n' && c != '\t')
            buffer_put_char(to, ' ');
        else if (!terminal_turns_on(c))
            buffer_put(to, (onr_str){text.data + from, at - from});
    }
}

static void put_article(buffer *to, onr_str name, const onr_article *article, export_style style)
{
    lines out = {.to = to};
    if (style.parted) {
        lines_say(&out, "==> ");
        lines_put(&out, name.len ? name : ONR_STR("standard input"));
        lines_say(&out, " <==\n");
    }
    put_text(to, article->text);
    if (article->text.len && !str_ends(article->text, "\n"))
        buffer_put_char(to, '\n');
    if (style.parted)
        buffer_put_char(to, '\n');
}

const export_format export_text = {.name = "text",
                                   .about = "for people",
                                   .for_people = true,
                                   .needs_text = true,
                                   .record = put_record,
                                   .article = put_article,
                                   .answer = text_put_answer,
                                   .disputed = text_put_disputed,
                                   .count = text_put_count,
                                   .entry = text_put_entry};

bool onr_record_write_text(onr_str *out, const onr_record *record, const onr_text_style *style,
                           onr_arena *arena, onr_error *err)
{
    buffer to = {.arena = arena};
    put_record(&to, record, (export_style){.text = *style});
    return buffer_finish(out, &to, "write the record", err);
}
