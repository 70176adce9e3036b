/*
 * A record for people: the article's title and sources, then each statement with
 * those that stand in it indented under it, events, disputes.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "cli.h"

typedef struct page_out {
    FILE *to;
    const onr_record *record;
    bool colour;
    const int32_t *first_inside; /* Of each statement, the first in it; then its next sibling. */
    const int32_t *next;
} page_out;

static void style(const page_out *o, const char *code)
{
    if (o->colour)
        fprintf(o->to, "\033[%sm", code);
}

/* On one line: runs of white space become one space. */
static void words(const page_out *o, onr_str text)
{
    bool space = false;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.data[i];
        if (c <= ' ' || c == 0x7f) {
            space = true;
            continue;
        }
        if (space)
            fputc(' ', o->to);
        space = false;
        fputc(c, o->to);
    }
}

static void span_words(const page_out *o, onr_spans spans)
{
    for (size_t i = 0; i < spans.count; i++) {
        if (i)
            fputs(" … ", o->to);
        words(o, (onr_str){o->record->article.text.data + spans.items[i].start,
                           spans.items[i].end - spans.items[i].start});
    }
}

static void labelled(const page_out *o, const char *label, onr_strs list)
{
    if (list.count == 0)
        return;
    fprintf(o->to, "%s: ", label);
    for (size_t i = 0; i < list.count; i++) {
        if (i)
            fputs(", ", o->to);
        words(o, list.items[i]);
    }
    fputc('\n', o->to);
}

static void head(const page_out *o)
{
    const onr_article *a = &o->record->article;
    style(o, "1");
    words(o, a->title.len ? a->title : o->record->name);
    style(o, "0");
    fputc('\n', o->to);
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
        fputs("(nobody named)", o->to);
}

static void statement(const page_out *o, int32_t i, int depth)
{
    const onr_statement *s = &o->record->statements.items[i];
    fprintf(o->to, "%*sS%d ", 2 + 4 * depth, "", (int)i + 1);
    style(o, "1");
    party(o, s->speaker_entity, s->speaker);
    style(o, "0");
    style(o, "36");
    fprintf(o->to, " %s%s%s%s", onr_act_name(s->act), s->negated ? " (not said)" : "",
            s->hedged ? " (reportedly)" : "", s->unrealised ? " (not yet said)" : "");
    style(o, "0");
    if (s->addressee_entity >= 0 || s->addressee.count) {
        fputs(" → ", o->to);
        party(o, s->addressee_entity, s->addressee);
    }
    if (s->on_word_of.count) {
        fputs(", on the word of ", o->to);
        span_words(o, s->on_word_of);
    }
    fprintf(o->to, ": ");
    span_words(o, s->content);
    fputc('\n', o->to);
}

/* Without recursion: how deep statements stand in one another is up to the page. */
static void statements(const page_out *o)
{
    int32_t at = o->first_inside[o->record->statements.count];
    int depth = 0;
    if (at >= 0)
        fputs("\nStatements\n", o->to);
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
            fputs(", ", o->to);
        words(o, o->record->entities.items[entities[i]].name);
    }
    if (count == 0)
        fputs("(nobody named)", o->to);
}

static void events(const page_out *o)
{
    const onr_events *all = &o->record->events;
    if (all->count)
        fputs("\nEvents\n", o->to);
    for (size_t i = 0; i < all->count; i++) {
        const onr_event *e = &all->items[i];
        fprintf(o->to, "  V%zu ", i + 1);
        style(o, "33");
        fprintf(o->to, "%s %s", onr_plover_name(e->event_class), e->cameo ? e->cameo : "");
        style(o, "0");
        fputs(": ", o->to);
        parties(o, e->actors, e->actor_count);
        if (e->recipient_count) {
            fputs(" → ", o->to);
            parties(o, e->recipients, e->recipient_count);
        }
        fprintf(o->to, " (%s", onr_status_name(e->status));
        if (e->vouched >= 0)
            fprintf(o->to, ", S%d", (int)e->vouched + 1);
        fputs(")\n", o->to);
    }
}

static void disputes(const page_out *o)
{
    if (o->record->dispute_count)
        fputs("\nDisputes\n", o->to);
    for (size_t i = 0; i < o->record->dispute_count; i++) {
        const onr_dispute *d = &o->record->disputes[i];
        fprintf(o->to, "  S%d denies S%d: ", (int)d->denial + 1, (int)d->claim + 1);
        span_words(o, (onr_spans){&d->about, 1});
        fputc('\n', o->to);
    }
}

static void notes(const page_out *o)
{
    const onr_notes *all = &o->record->notes;
    if (all->count)
        fputs("\nNotes\n", o->to);
    for (size_t i = 0; i < all->count; i++) {
        fprintf(o->to, "  %s, bytes %llu-%llu: ", all->items[i].layer,
                (unsigned long long)all->items[i].start, (unsigned long long)all->items[i].end);
        words(o, all->items[i].reason);
        fputc('\n', o->to);
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

bool render_text(onr_str *out, const onr_record *record, bool colour, onr_arena *arena,
                 onr_error *err)
{
    char *text = NULL;
    size_t len = 0;
    page_out o = {.record = record, .colour = colour};
    if (!link_statements(&o, arena) || !(o.to = open_memstream(&text, &len)))
        return arena_fail(err, "write the record");
    head(&o);
    statements(&o);
    events(&o);
    disputes(&o);
    notes(&o);
    fputc('\n', o.to);
    bool ok = fclose(o.to) == 0;
    if (ok)
        *out = arena_copy(arena, (onr_str){text, len});
    free(text);
    return (ok && !onr_arena_full(arena)) || arena_fail(err, "write the record");
}
