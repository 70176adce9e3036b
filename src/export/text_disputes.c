/*
 * Disputes as people read them: the claim, under it who claims and who denies it.
 */
#include "base/arena.h"
#include "base/str.h"
#include "export/text_page.h"

/* "S9, ¶4", "S1, title" */
static void reference(text_page *p, int32_t i)
{
    size_t paragraph = text_paragraph(p, text_place(p, i));
    lines_format(&p->out, "S%d, ", (int)i + 1);
    if (paragraph)
        lines_format(&p->out, "¶%zu", paragraph);
    else
        lines_say(&p->out, "title");
}

static void side(text_page *p, const char *verb, int32_t i)
{
    const onr_statement *s = &p->record->statements.items[i];
    lines_begin(&p->out, 6, 10);
    lines_say(&p->out, verb);
    lines_say(&p->out, " by ");
    text_party(p, s->speaker_entity, s->speaker);
    lines_say(&p->out, " (");
    reference(p, i);
    lines_say(&p->out, ")");
    lines_end(&p->out);
}

/* Of each statement the first dispute in which it is the claim, of each dispute the next of the
 * same claim; counted from 1. */
typedef struct denials {
    int32_t *first;
    int32_t *next;
} denials;

static bool link_denials(denials *out, const onr_record *record, onr_arena *arena)
{
    size_t n = record->dispute_count;
    out->first = arena_array(arena, int32_t, record->statements.count + 1);
    out->next = arena_array(arena, int32_t, n + 1);
    if (!out->first || !out->next)
        return false;
    for (size_t i = n; i-- > 0;) {
        int32_t *first = &out->first[record->disputes[i].claim];
        out->next[i] = *first;
        *first = (int32_t)i + 1;
    }
    return true;
}

static void dispute(text_page *p, const denials *d, size_t at)
{
    const onr_dispute *all = p->record->disputes;
    lines_begin(&p->out, 2, 6);
    lines_style(&p->out, "35");
    lines_put(&p->out, str_slice(p->record->article.text, all[at].about));
    lines_style(&p->out, "0");
    lines_end(&p->out);
    side(p, "claimed", all[at].claim);
    for (int32_t i = (int32_t)at + 1; i; i = d->next[i - 1])
        side(p, "denied", all[i - 1].denial);
}

void text_disputes(text_page *p)
{
    denials d;
    onr_scratch scratch = onr_scratch_begin(p->out.to->arena);
    if (p->record->dispute_count && link_denials(&d, p->record, scratch.arena)) {
        text_heading(p, "Disputes");
        for (size_t i = 0; i < p->record->dispute_count; i++)
            if (d.first[p->record->disputes[i].claim] == (int32_t)i + 1)
                dispute(p, &d, i);
    }
    onr_scratch_end(&scratch);
}
