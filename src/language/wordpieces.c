/*
 * A folded form is cut at each mark, and each part into the longest pieces that there are.
 */
#include "language/wordpieces.h"

#include "base/arena.h"
#include "base/hash.h"
#include "base/str.h"
#include "language/features.h"

enum { LONGEST_PART = 100 };

bool wordpieces_load(wordpieces *out, const model_file *file, onr_error *err)
{
    return model_number(&out->count, file, "pieces", 1, 1 << 22, err) &&
           model_number(&out->unknown, file, "unk", 0, out->count - 1, err) &&
           slot_table_load(&out->slots, file, "piece.slots", err) &&
           code_table_load(&out->split, file, "split", err);
}

static bool stands_alone(uint32_t c, const wordpieces *pieces)
{
    if (c < 128)
        return c > ' ' && c < 127 && !is_ascii_letter((char)c) && !is_ascii_digit((char)c);
    return feature_is_listed(pieces->split, c);
}

/* Where each character of a part ends. */
typedef struct part_ends {
    size_t at[LONGEST_PART];
    size_t count;
} part_ends;

/* The longest piece from `*from` on; moves `*from` behind it. False: there is none. */
static bool longest_piece(uint32_t *id, size_t *from, size_t *next, onr_str part,
                          const part_ends *ends, const wordpieces *pieces)
{
    uint64_t h = feature_hash(*from ? 'c' : 'p', (onr_str){0});
    size_t at = *from, first = *next;
    bool found = false;
    for (size_t i = first; i < ends->count; i++) {
        h = hash_more(h, (onr_str){part.data + at, ends->at[i] - at});
        at = ends->at[i];
        uint32_t value;
        if (slot_find(&value, pieces->slots, h) && value && value <= pieces->count) {
            *id = value - 1;
            *from = at;
            *next = i + 1;
            found = true;
        }
    }
    return found;
}

/* The pieces of a part; one unknown where it cannot be cut up whole. */
static size_t split_part(uint32_t *ids, size_t most, onr_str part, const wordpieces *pieces)
{
    part_ends ends = {.count = 0};
    for (size_t at = 0; at < part.len;) {
        utf8_next(part, &at);
        if (ends.count == LONGEST_PART) {
            ids[0] = pieces->unknown;
            return 1;
        }
        ends.at[ends.count++] = at;
    }
    size_t count = 0, from = 0, next = 0;
    while (from < part.len) {
        uint32_t id;
        if (!longest_piece(&id, &from, &next, part, &ends, pieces)) {
            ids[0] = pieces->unknown;
            return 1;
        }
        if (count < most)
            ids[count++] = id;
    }
    return count;
}

size_t wordpiece_split(uint32_t *ids, size_t most, onr_str form, const wordpieces *pieces,
                       const alphabet *a, onr_arena *scratch)
{
    onr_arena_mark mark = onr_arena_mark_take(scratch);
    onr_str folded = feature_fold(form, a, scratch);
    if (!folded.data)
        return 0;
    size_t count = 0, start = 0;
    for (size_t at = 0; at < folded.len && count < most;) {
        size_t here = at;
        uint32_t c = utf8_next(folded, &at);
        bool alone = stands_alone(c, pieces);
        if (!alone && c != ' ' && at < folded.len)
            continue;
        size_t end = alone || c == ' ' ? here : at;
        if (end > start)
            count += split_part(ids + count, most - count,
                                (onr_str){folded.data + start, end - start}, pieces);
        if (alone && count < most)
            count += split_part(ids + count, most - count, (onr_str){folded.data + here, at - here},
                                pieces);
        start = at;
    }
    onr_arena_mark_release(scratch, mark);
    if (!count)
        ids[count++] = pieces->unknown;
    return count;
}
