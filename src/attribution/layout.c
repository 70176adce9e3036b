#include "attribution/layout.h"

#include "attribution/act.h"
#include "attribution/content.h"
#include "attribution/phrases.h"
#include "base/table.h"
#include "base/text.h"
#include "language/walk.h"

/* A layout is as sure as this; that its parts are right is less so. */
static const certainty by_layout = {0.9f, 0.9f};

uint32_t layout_line_end(const finder *f, uint32_t at)
{
    onr_str text = f->text->text;
    const char *end = at < text.len ? memchr(text.data + at, '\n', text.len - at) : NULL;
    return end ? (uint32_t)(end - text.data) : (uint32_t)text.len;
}

void layout_words_in(const finder *f, int32_t *first, int32_t *end, uint32_t from, uint32_t to)
{
    *first = (int32_t)onr_text_word_from(f->text, from);
    *end = (int32_t)onr_text_word_from(f->text, to);
}

onr_spans layout_phrase(const finder *f, int32_t first, int32_t end)
{
    walk_trim(f->text, &first, &end, false);
    if (first >= end)
        return (onr_spans){0};
    return phrase_of_span(f,
                          (onr_span){word_at(f, first)->span.start, word_at(f, end - 1)->span.end});
}

int32_t layout_label_before(const finder *f, int32_t colon)
{
    const onr_sentence *s = &f->text->sentences[word_at(f, colon)->sentence];
    int32_t first = (int32_t)s->first_word, entity = ONR_NO_ENTITY;
    if (colon - first > LONGEST_LABEL)
        return ONR_NO_ENTITY;
    for (int32_t i = first; i < colon && entity == ONR_NO_ENTITY; i++)
        if (f->reading.name[i] || is_in_capitals(word_at(f, i)->form))
            entity = onr_entities_of_word(f->entities, i);
    return entity;
}

int32_t layout_head(const finder *f, int32_t first, int32_t end)
{
    int32_t head = first;
    while (head < end && word_at(f, head)->head >= first && word_at(f, head)->head < end)
        head = word_at(f, head)->head;
    return head;
}

int32_t layout_named(const finder *f, int32_t first, int32_t end)
{
    int32_t head = layout_head(f, first, end);
    int32_t entity = head < end ? phrase_entity(f, head) : ONR_NO_ENTITY;
    for (int32_t i = first; i < end && entity == ONR_NO_ENTITY; i++)
        entity = onr_entities_of_word(f->entities, i);
    return entity;
}

draft layout_draft(const finder *f, int32_t cue, onr_spans cue_words, onr_spans content)
{
    onr_statement s = {.speaker_entity = ONR_NO_ENTITY,
                       .addressee_entity = ONR_NO_ENTITY,
                       .inside = ONR_NO_STATEMENT,
                       .cue = cue_words,
                       .content = content,
                       .quote = content_kind(f, content),
                       .confidence = by_layout.outside};
    s.act = act_find(f->text, cue, content, -1, act_typical(word_at(f, cue)), &s.negated);
    return (draft){s, cue, by_layout, {0.0f, 0.0f}, 1.0f, false, true};
}

size_t layout_draft_from(const finder *f, int32_t cue)
{
    return table_first_from((uint32_t)cue, f->drafts.items, f->drafts.count,
                            sizeof *f->drafts.items, offsetof(draft, cue));
}

draft *layout_draft_at(finder *f, int32_t cue)
{
    size_t at = layout_draft_from(f, cue);
    return at < f->drafts.count && f->drafts.items[at].cue == cue ? &f->drafts.items[at] : NULL;
}

bool layout_is_kept(const draft *d)
{
    return d->sure.outside >= d->least.outside;
}

void layout_leave_out(draft *d)
{
    if (!d)
        return;
    d->sure = (certainty){0.0f, 0.0f};
    d->least = (certainty){2.0f, 2.0f};
}

void layout_merge(finder *f, const draft_list *more)
{
    draft_list all = {0};
    size_t k = 0;
    if (!more->count)
        return;
    for (size_t i = 0; i < f->drafts.count; i++) {
        for (; k < more->count && more->items[k].cue < f->drafts.items[i].cue; k++)
            list_push(&all, more->items[k], f->arena);
        list_push(&all, f->drafts.items[i], f->arena);
    }
    for (; k < more->count; k++)
        list_push(&all, more->items[k], f->arena);
    f->drafts.items = all.items;
    f->drafts.count = all.count;
    f->drafts.capacity = all.capacity;
}
