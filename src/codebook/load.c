/*
 * Dictionaries become a codebook.
 */
#include "codebook/load.h"

#include <stdlib.h>

#include "base/str.h"

/* More than all dictionaries of TABARI and PETRARCH together need a hundred times. */
static const size_t MOST_MEMORY = (size_t)1 << 30;

static const struct {
    const char *ending;
    void (*load)(dictionary_reader *r);
} kinds[] = {
    [ONR_DICTIONARY_ACTORS] = {".actors", actors_load},
    [ONR_DICTIONARY_AGENTS] = {".agents", agents_load},
    [ONR_DICTIONARY_VERBS] = {".verbs", verbs_load},
    [ONR_DICTIONARY_DISCARDS] = {".discards", discards_load},
    [ONR_DICTIONARY_ISSUES] = {".issues", issues_load},
    [ONR_DICTIONARY_TABLE] = {".tsv", table_load},
};
enum { KIND_COUNT = sizeof kinds / sizeof *kinds };

bool onr_dictionary_kind_of(onr_dictionary_kind *out, onr_str name)
{
    for (int i = 0; i < KIND_COUNT; i++)
        if (str_ends(name, kinds[i].ending)) {
            *out = (onr_dictionary_kind)i;
            return true;
        }
    return false;
}

static onr_codebook *new_book(void)
{
    onr_arena *arena = onr_arena_new(MOST_MEMORY);
    onr_codebook *book = arena ? onr_arena_alloc(arena, sizeof *book) : NULL;
    if (!book) {
        onr_arena_free(arena);
        return NULL;
    }
    book->arena = book->phrases.arena = arena;
    uint32_t *roots[] = {&book->actor_root,   &book->agent_root, &book->verb_root,
                         &book->discard_root, &book->issue_root, &book->table_root};
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
        *roots[i] = node_new(&book->phrases);
    return book;
}

bool onr_codebook_load(const onr_codebook **out, const onr_dictionary *dictionaries, size_t count,
                       onr_error *err)
{
    onr_codebook *book = new_book();
    for (size_t i = 0; book && i < count; i++) {
        dictionary_reader r = {
            .book = book, .dictionary = (uint32_t)i, .rest = dictionaries[i].bytes};
        kinds[dictionaries[i].kind].load(&r);
    }
    *out = book;
    if (book && !onr_arena_full(book->arena))
        return true;
    onr_codebook_free(book);
    *out = NULL;
    return onr_fail(err, ONR_E_MEMORY, 0, "load fewer or smaller dictionaries",
                    "dictionaries take more memory than there is");
}

void onr_codebook_free(const onr_codebook *book)
{
    if (book)
        onr_arena_free(book->arena);
}

const onr_fault *onr_codebook_faults(const onr_codebook *book, size_t *count)
{
    *count = book->faults.count;
    return book->faults.items;
}
