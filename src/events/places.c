#include "events/places.h"

#include "base/arena.h"

/* Words that touch `span`: `[first, end)`. */
static onr_span words_of(const onr_text *text, onr_span span)
{
    size_t first = onr_text_word_from(text, span.start), end = first;
    while (end < text->word_count && text->words[end].span.start < span.end)
        end++;
    return (onr_span){(uint32_t)first, (uint32_t)end};
}

/* Writes `value` to the words of a span, where what is there came from a longer one; with
 * `outermost`, from a shorter one. */
static void paint(int32_t *of, uint32_t *lengths, const onr_text *text, onr_span span,
                  int32_t value, bool outermost)
{
    onr_span words = words_of(text, span);
    uint32_t length = outermost ? UINT32_MAX - (span.end - span.start) : span.end - span.start;
    for (uint32_t i = words.start; i < words.end; i++) {
        if (lengths[i] <= length)
            continue;
        lengths[i] = length;
        of[i] = value;
    }
}

static void clear(int32_t *of, uint32_t *lengths, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        of[i] = -1;
        lengths[i] = UINT32_MAX;
    }
}

bool places_find(places *out, const onr_text *text, const onr_entities *entities,
                 const onr_statements *statements, onr_arena *arena)
{
    size_t n = text->word_count ? text->word_count : 1;
    *out = (places){text,
                    entities,
                    statements,
                    arena_array(arena, int32_t, n),
                    arena_array(arena, int32_t, n),
                    arena_array(arena, int32_t, n),
                    arena_array(arena, int32_t, n)};
    uint32_t *lengths = arena_array(arena, uint32_t, n);
    if (onr_arena_full(arena))
        return false;
    clear(out->entity_of, lengths, text->word_count);
    for (size_t i = 0; i < entities->mention_count; i++)
        paint(out->entity_of, lengths, text, entities->mentions[i].span,
              entities->mentions[i].entity, false);
    clear(out->part_of, lengths, text->word_count);
    for (size_t i = 0; i < entities->mention_count; i++)
        paint(out->part_of, lengths, text, entities->mentions[i].span, entities->mentions[i].entity,
              true);
    clear(out->told_in, lengths, text->word_count);
    for (size_t i = 0; i < statements->count; i++)
        for (size_t k = 0; k < statements->items[i].content.count; k++)
            paint(out->told_in, lengths, text, statements->items[i].content.items[k], (int32_t)i,
                  false);
    clear(out->cue_of, lengths, text->word_count);
    for (size_t i = 0; i < statements->count; i++)
        for (size_t k = 0; k < statements->items[i].cue.count; k++)
            paint(out->cue_of, lengths, text, statements->items[i].cue.items[k], (int32_t)i, false);
    return true;
}
