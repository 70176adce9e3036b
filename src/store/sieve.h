/*
 * A question looked at in `facts`: which statements meet all that is asked for, of which there may
 * be many.
 */
#ifndef ONR_SRC_STORE_SIEVE_H
#define ONR_SRC_STORE_SIEVE_H

#include "store/facts.h"
#include "store/question.h"

/* A statement that meets the question: the `i`th of its page. False ends that. */
typedef bool sieve_fn(const fact_page *page, size_t i, void *user);

/* Who goes through them. */
typedef struct sieve_visit {
    uint32_t columns; /* Which `each` looks at: "1 << FACT_CODE | …". */
    /* Whether anything of that page is wanted yet; NULL: of every one. */
    bool (*wants)(const fact_page *page, void *user);
    sieve_fn *each;
    void *user;
} sieve_visit;

/* Whether the words that are asked for are looked for: in all statements that have them; the same,
 * if they are not too many; not at all. */
typedef enum sieve_words { WORDS_LOOKED_FOR, WORDS_IF_FEW, WORDS_LEFT_OUT } sieve_words;

/*
 * Goes through all statements that meet `q`, in no order. `*words`, where the words were too many,
 * becomes WORDS_LEFT_OUT. What a question about instruments asks for is not in `facts`. Fails with
 * ONR_E_STORE and ONR_E_MEMORY.
 */
bool sieve_run(onr_store *store, const onr_question *q, sieve_words *words,
               const sieve_visit *visit, onr_arena *arena, onr_error *err);

#endif
