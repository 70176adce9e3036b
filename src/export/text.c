/*
 * For people: of a record the article's title and sources, then each statement with those that
 * stand in it indented under it, events, disputes. No visitor of the record's fields: it tells
 * of few of them, in sentences, and orders statements by which stands in which.
 */
#include "base/arena.h"
#include "base/str.h"
#include "base/terminal.h"
#include "export/format.h"

typedef struct page_out {
    buffer *to;
    const onr_record *record;
    bool colour;
    const int32_t *first_inside; /* Of each statement, the first in it; then its next sibling. */
    const int32_t *next;
} page_out;

static void style(const page_out *o, const char *code)
{
    if (o->colour)
        buffer_format(o->to, "\033[%sm", code);
}

/*
 * On one line, and nothing that a terminal would obey: white space and control characters become
 * one space, what turns text around is left out, and a byte that is no UTF-8 becomes "?".
 */
static void put_words(buffer *to, onr_str text)
{
    bool space = false;
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        uint32_t c = utf8_next(text, &at);
        if (c == ' ' || terminal_obeys(c)) {
            space = true;
            continue;
        }
        if (terminal_turns_on(c))
            continue;
        if (space)
            buffer_put_char(to, ' ');
        space = false;
        if (c == 0xFFFD && at - from == 1)
            buffer_put_char(to, '?');
        else
            buffer_put(to, (onr_str){text.data + from, at - from});
    }
}

static void words(const page_out *o, onr_str text)
{
    put_words(o->to, text);
}

static void span_words(const page_out *o, onr_spans spans)
{
    for (size_t i = 0; i < spans.count; i++) {
        if (i)
            buffer_put(o->to, ONR_STR(" … "));
        words(o, str_slice(o->record->article.text, spans.items[i]));
    }
}

static void labelled(const page_out *o, const char *label, onr_strs list)
{
    if (list.count == 0)
        return;
    buffer_format(o->to, "%s: ", label);
    for (size_t i = 0; i < list.count; i++) {
        if (i)
            buffer_put(o->to, ONR_STR(", "));
        words(o, list.items[i]);
    }
    buffer_put_char(o->to, '\n');
}

static void head(const page_out *o)
{
    const onr_article *a = &o->record->article;
    style(o, "1");
    words(o, a->title.len ? a->title : o->record->name);
    style(o, "0");
    buffer_put_char(o->to, '\n');
    labelled(o, "Outlet", (onr_strs){&a->outlet, a->outlet.len > 0});
    labelled(o, "Published", (onr_strs){&a->published, a->published.len > 0});
    labelled(o, "By", a->byline);
    labelled(o, "Sources", a->sources);
    labelled(o, "Tags", a->tags);
}

static void party(const page_out *o, int32_t entity, onr_spans spans)
{
    if (entity >= 0)
        words(o, o->record->entities.items[entity].name);
    else if (spans.count)
        span_words(o, spans);
    else
        buffer_put(o->to, ONR_STR("(nobody named)"));
}

static void statement(const page_out *o, int32_t i, int depth)
{
    const onr_statement *s = &o->record->statements.items[i];
    buffer_format(o->to, "%*sS%d ", 2 + 4 * depth, "", (int)i + 1);
    style(o, "1");
    party(o, s->speaker_entity, s->speaker);
    style(o, "0");
    style(o, "36");
    buffer_format(o->to, " %s%s%s%s", onr_act_name(s->act), s->negated ? " (not said)" : "",
                  s->hedged ? " (reportedly)" : "", s->unrealised ? " (not yet said)" : "");
    style(o, "0");
    if (s->addressee_entity >= 0 || s->addressee.count) {
        buffer_put(o->to, ONR_STR(" → "));
        party(o, s->addressee_entity, s->addressee);
    }
    if (s->on_word_of.count) {
        buffer_put(o->to, ONR_STR(", on the word of "));
        span_words(o, s->on_word_of);
    }
    buffer_put(o->to, ONR_STR(": "));
    span_words(o, s->content);
    buffer_put_char(o->to, '\n');
}

/* Without recursion: how deep statements stand in one another is up to the page. */
static void statements(const page_out *o)
{
    int32_t at = o->first_inside[o->record->statements.count];
    int depth = 0;
    if (at >= 0)
        buffer_put(o->to, ONR_STR("\nStatements\n"));
    while (at >= 0) {
        statement(o, at, depth < 20 ? depth : 20);
        if (o->first_inside[at] >= 0) {
            at = o->first_inside[at];
            depth++;
            continue;
        }
        while (at >= 0 && o->next[at] < 0) {
            at = o->record->statements.items[at].inside;
            depth--;
        }
        at = at >= 0 ? o->next[at] : at;
    }
}

static void parties(const page_out *o, const int32_t *entities, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i)
            buffer_put(o->to, ONR_STR(", "));
        words(o, o->record->entities.items[entities[i]].name);
    }
    if (count == 0)
        buffer_put(o->to, ONR_STR("(nobody named)"));
}

static void events(const page_out *o)
{
    const onr_events *all = &o->record->events;
    if (all->count)
        buffer_put(o->to, ONR_STR("\nEvents\n"));
    for (size_t i = 0; i < all->count; i++) {
        const onr_event *e = &all->items[i];
        buffer_format(o->to, "  V%zu ", i + 1);
        style(o, "33");
        buffer_format(o->to, "%s %s", onr_plover_name(e->event_class), e->cameo ? e->cameo : "");
        style(o, "0");
        buffer_put(o->to, ONR_STR(": "));
        parties(o, e->actors, e->actor_count);
        if (e->recipient_count) {
            buffer_put(o->to, ONR_STR(" → "));
            parties(o, e->recipients, e->recipient_count);
        }
        buffer_format(o->to, " (%s", onr_status_name(e->status));
        if (e->vouched >= 0)
            buffer_format(o->to, ", S%d", (int)e->vouched + 1);
        buffer_put(o->to, ONR_STR(")\n"));
    }
}

static void disputes(const page_out *o)
{
    if (o->record->dispute_count)
        buffer_put(o->to, ONR_STR("\nDisputes\n"));
    for (size_t i = 0; i < o->record->dispute_count; i++) {
        const onr_dispute *d = &o->record->disputes[i];
        buffer_format(o->to, "  S%d denies S%d: ", (int)d->denial + 1, (int)d->claim + 1);
        span_words(o, (onr_spans){&d->about, 1});
        buffer_put_char(o->to, '\n');
    }
}

static void notes(const page_out *o)
{
    const onr_notes *all = &o->record->notes;
    if (all->count)
        buffer_put(o->to, ONR_STR("\nNotes\n"));
    for (size_t i = 0; i < all->count; i++) {
        buffer_format(o->to, "  %s, bytes %llu-%llu: ", all->items[i].layer,
                      (unsigned long long)all->items[i].start,
                      (unsigned long long)all->items[i].end);
        words(o, all->items[i].reason);
        buffer_put_char(o->to, '\n');
    }
}

/* Links the statements that stand in each; the last entry holds those that stand in none. */
static bool link_statements(page_out *o, onr_arena *arena)
{
    size_t n = o->record->statements.count;
    int32_t *first = arena_array(arena, int32_t, n + 1);
    int32_t *next = arena_array(arena, int32_t, n + 1);
    if (!first || !next)
        return false;
    for (size_t i = 0; i <= n; i++)
        first[i] = next[i] = ONR_NO_STATEMENT;
    for (size_t i = n; i-- > 0;) {
        int32_t inside = o->record->statements.items[i].inside;
        size_t at = inside >= 0 ? (size_t)inside : n;
        next[i] = first[at];
        first[at] = (int32_t)i;
    }
    o->first_inside = first;
    o->next = next;
    return true;
}

static void put_record(buffer *to, const onr_record *record, export_style style)
{
    page_out o = {.to = to, .record = record, .colour = style.colour};
    if (!link_statements(&o, to->arena))
        return;
    head(&o);
    statements(&o);
    events(&o);
    disputes(&o);
    notes(&o);
    buffer_put_char(to, '\n');
}

/* An article that ends its last line itself gets no second newline. */
static void put_article(buffer *to, onr_str name, const onr_article *article)
{
    (void)name;
    buffer_put(to, article->text);
    if (article->text.len && !str_ends(article->text, "\n"))
        buffer_put_char(to, '\n');
}

static void put_answer(buffer *to, const onr_answer *a, export_style style)
{
    (void)style;
    put_words(to, a->published.len ? a->published : ONR_STR("undated"));
    buffer_put(to, ONR_STR("  "));
    put_words(to, a->speaker.len ? a->speaker : ONR_STR("(nobody named)"));
    if (a->speaker_words.len && !str_equal(a->speaker, a->speaker_words)) {
        buffer_put(to, ONR_STR(" [“"));
        put_words(to, a->speaker_words);
        buffer_put(to, ONR_STR("”]"));
    }
    buffer_format(to, " [%.*s]%s%s%s ", (int)a->act.len, a->act.data,
                  a->negated ? " (not said)" : "", a->hedged ? " (reportedly)" : "",
                  a->unrealised ? " (not yet said)" : "");
    put_words(to, a->content);
    buffer_put(to, ONR_STR("\n    "));
    put_words(to, a->chain);
    buffer_put(to, ONR_STR("\n    "));
    put_words(to, a->url.len ? a->url : a->source);
    buffer_format(to, ":%u-%u ", a->bytes.start, a->bytes.end);
    put_words(to, a->id);
    buffer_put_char(to, '\n');
}

const export_format export_text = {.name = "text",
                                   .about = "for people",
                                   .record = put_record,
                                   .article = put_article,
                                   .answer = put_answer};

bool onr_record_write_text(onr_str *out, const onr_record *record, bool colour, onr_arena *arena,
                           onr_error *err)
{
    buffer to = {.arena = arena};
    put_record(&to, record, (export_style){.colour = colour});
    return buffer_finish(out, &to, "write the record", err);
}
