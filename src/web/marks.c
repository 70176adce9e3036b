#include "web/marks.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/str.h"
#include "export/wording.h"
#include "web/statement.h"

typedef enum mark_kind { MARK_CONTENT, MARK_SPEAKER, MARK_ADDRESSEE, MARK_CUE } mark_kind;

struct mark {
    onr_span span;
    mark_kind kind;
    uint32_t statement;
    bool first; /* The statement's first piece of this kind, at which links point. */
};

/* What holds others comes before them. */
static int by_place(const void *a, const void *b)
{
    const mark *x = a, *y = b;
    if (x->span.start != y->span.start)
        return x->span.start < y->span.start ? -1 : 1;
    if (x->span.end != y->span.end)
        return x->span.end > y->span.end ? -1 : 1;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    return (x->statement > y->statement) - (x->statement < y->statement);
}

static void take(marks *m, onr_spans spans, mark_kind kind, size_t statement)
{
    for (size_t i = 0; i < spans.count; i++)
        if (spans.items[i].start < spans.items[i].end)
            m->items[m->count++] = (mark){spans.items[i], kind, (uint32_t)statement, i == 0};
}

bool marks_find(marks *out, const onr_record *record, const char *prefix, onr_arena *arena)
{
    const onr_statements *all = &record->statements;
    size_t room = 1;
    for (size_t i = 0; i < all->count; i++)
        room += all->items[i].content.count + all->items[i].speaker.count +
                all->items[i].cue.count + all->items[i].addressee.count;
    *out = (marks){.record = record, .prefix = prefix, .items = arena_array(arena, mark, room)};
    for (size_t i = 0; out->items && i < all->count; i++) {
        take(out, all->items[i].content, MARK_CONTENT, i);
        take(out, all->items[i].speaker, MARK_SPEAKER, i);
        take(out, all->items[i].addressee, MARK_ADDRESSEE, i);
        take(out, all->items[i].cue, MARK_CUE, i);
    }
    if (out->count)
        qsort(out->items, out->count, sizeof *out->items, by_place);
    return out->items;
}

/* What hovering and the keyboard show of a statement. */
static void put_tip(const marks *m, buffer *to, size_t i)
{
    const onr_record *r = m->record;
    html_put(to, "<span class=\"tip\"><span>");
    buffer_format(to, "S%zu ", i + 1);
    put_sentence(to, r, i);
    html_put(to, "</span>");
    if (r->chains && r->chains[i].count) {
        html_put(to, "<span class=\"chain\">On the word of: ");
        put_chain(to, r->chains[i]);
        html_put(to, "</span>");
    }
    html_put(to, "<span class=\"sure\">Confidence ");
    html_share(to, (double)r->statements.items[i].confidence);
    html_put(to, "</span></span>");
}

static void open_mark(const marks *m, buffer *to, const mark *at, bool again)
{
    const onr_act act = m->record->statements.items[at->statement].act;
    switch (at->kind) {
    case MARK_SPEAKER: html_put(to, "<span class=\"sp\">"); return;
    case MARK_ADDRESSEE: html_put(to, "<span class=\"to\">"); return;
    case MARK_CUE: buffer_format(to, "<span class=\"cue %s\">", act_class(act)); return;
    case MARK_CONTENT: break;
    }
    buffer_format(to, "<span class=\"st %s\" tabindex=\"0\"", act_class(act));
    if (at->first && !again)
        buffer_format(to, " id=\"%sS%u\" data-act=\"%s\"", m->prefix, at->statement + 1,
                      act_past(act));
    html_put(to, ">");
    put_tip(m, to, at->statement);
}

/* Closes what ends at `at` or before. */
static void close_marks(marks *m, buffer *to, uint32_t at)
{
    while (m->depth && m->ends[m->depth - 1] <= at) {
        html_put(to, "</span>");
        m->depth--;
    }
}

/* Marks lie in one another: of one that reaches out of another what reaches out stays unmarked, and
 * so does what is deeper than anybody could tell apart. */
static void open_marks(marks *m, buffer *to, uint32_t at)
{
    for (; m->next < m->count && m->items[m->next].span.start <= at; m->next++) {
        const mark *one = &m->items[m->next];
        uint32_t end = one->span.end;
        if (m->depth && m->ends[m->depth - 1] < end)
            end = m->ends[m->depth - 1];
        if (end <= at || m->depth == sizeof m->open / sizeof *m->open)
            continue;
        m->open[m->depth] = one;
        m->ends[m->depth++] = end;
        open_mark(m, to, one, false);
    }
}

static uint32_t next_place(const marks *m, uint32_t end)
{
    uint32_t next = end;
    if (m->depth && m->ends[m->depth - 1] < next)
        next = m->ends[m->depth - 1];
    if (m->next < m->count && m->items[m->next].span.start < next)
        next = m->items[m->next].span.start;
    return next;
}

void marks_put(marks *m, buffer *to, onr_span block)
{
    for (size_t i = 0; i < m->depth; i++)
        open_mark(m, to, m->open[i], true);
    for (uint32_t at = block.start; at < block.end;) {
        close_marks(m, to, at);
        open_marks(m, to, at);
        uint32_t next = next_place(m, block.end);
        html_text(to, str_slice(m->record->article.text, (onr_span){at, next}));
        at = next;
    }
    close_marks(m, to, block.end);
    for (size_t i = 0; i < m->depth; i++)
        html_put(to, "</span>");
}
