#include "language/subwords.h"

#include "base/arena.h"
#include "base/str.h"
#include "language/features.h"

bool subwords_load(subwords *out, const model_file *file, onr_error *err)
{
    return model_number(&out->words, file, "words", 1, 1 << 22, err) &&
           model_number(&out->buckets, file, "buckets", 1, 1 << 22, err) &&
           ((out->buckets & (out->buckets - 1)) == 0 || model_damaged(err, "buckets")) &&
           slot_table_load(&out->vocabulary, file, "vocab.slots", err);
}

static void add_row(word_rows *rows, const subwords *tables, char kind, onr_str text)
{
    uint64_t h = feature_hash(kind, text);
    rows->subs[rows->sub_count++] = (uint32_t)(h ^ (h >> 32)) & (tables->buckets - 1);
}

static bool is_inside(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* Beginnings of 1 to 4 characters and ends of 1 to 5, each shorter than the whole. */
static void add_ends(word_rows *rows, const subwords *tables, onr_str key)
{
    size_t at = 0;
    for (char kind = '1'; kind <= '4'; kind++) {
        do
            at++;
        while (at < key.len && is_inside(key.data[at]));
        if (at >= key.len)
            break;
        add_row(rows, tables, kind, (onr_str){key.data, at});
    }
    at = key.len;
    for (char kind = 'a'; kind <= 'e'; kind++) {
        do
            at--;
        while (at && is_inside(key.data[at]));
        if (!at)
            break;
        add_row(rows, tables, kind, (onr_str){key.data + at, key.len - at});
    }
}

/* The folded form with digits as 0. No data: the arena is full. */
static onr_str make_key(onr_str form, const alphabet *a, onr_arena *scratch)
{
    onr_str folded = feature_fold(form, a, scratch);
    if (!folded.len)
        return folded.data ? ONR_STR("?") : folded;
    char *key = onr_arena_alloc(scratch, folded.len);
    for (size_t i = 0; key && i < folded.len; i++)
        key[i] = is_ascii_digit(folded.data[i]) ? '0' : folded.data[i];
    return (onr_str){key, folded.len};
}

bool subwords_find(word_rows *out, onr_str form, uint8_t glue, const subwords *tables,
                   const alphabet *a, onr_arena *scratch)
{
    onr_arena_mark mark = onr_arena_mark_take(scratch);
    onr_str key = make_key(form, a, scratch);
    if (!key.data)
        return false;
    *out = (word_rows){.glue = glue};
    if (!slot_find(&out->word, tables->vocabulary, feature_hash('W', key)) ||
        out->word >= tables->words)
        out->word = 0;
    char shape[48];
    add_row(out, tables, 'W', key);
    add_ends(out, tables, key);
    add_row(out, tables, 'H', feature_shape(shape, form, a));
    onr_arena_mark_release(scratch, mark);
    return true;
}
