/*
 * A question as SQL: its conditions and their parameters.
 */
#ifndef ONR_SRC_STORE_QUESTION_H
#define ONR_SRC_STORE_QUESTION_H

#include "base/arena.h"
#include "base/buffer.h"
#include "store/engine.h"
#include "store/keys.h"

/* What a question may ask for, each of which an index leads to. */
typedef enum condition {
    OF_SPEAKER,
    OF_ADDRESSEE,
    OF_ACT,
    OF_CHAIN,
    OF_EVENT,
    OF_INSTRUMENT,
    OF_WORDS,
    OF_OUTLET,
    CONDITION_COUNT
} condition;

enum { MOST_ASKED = 256, MOST_LISTS = 16 };

/* SQL that grows, and its parameters. */
typedef struct asking {
    const store_engine *engine;
    onr_arena *arena;
    buffer sql;
    /* Conditions that many rows meet: they are looked at in each row that the others lead to. The
     * others give the keys of all that meet them. */
    bool many[CONDITION_COUNT];
    bool by_page; /* One page after another is gone through. */
    store_value parameters[MOST_ASKED];
    size_t count;
    /* Lists that are parameters already, from the one of that number on. */
    struct {
        const onr_str *items;
        bool folded;
        size_t first;
    } lists[MOST_LISTS];
    size_t list_count;
} asking;

/* Puts SQL and a parameter: "?3". */
void ask_put(asking *a, const char *sql);
void ask_value(asking *a, store_value value);

/* "(?1, ?2)"; `folded`: the case of ASCII letters aside. */
void ask_list(asking *a, onr_strs values, bool folded);

/* Whether the question asks for anything but pages, and whether for anything at all. */
bool question_is_of_statements(const onr_question *q);
bool question_is_of_all(const onr_question *q);

/* The conditions on a page `p` and on a statement `s`, each with " AND " before it. */
void question_of_page(asking *a, const onr_question *q);
void question_of_statement(asking *a, const onr_question *q);

/* Rows of whatever meets one condition, as many as there are answers or more; of words, the keys of
 * the statements. */
void question_probe(asking *a, const onr_question *q, condition what);

/* The keys of the entities that go by one of the names or codes; of the statements whose `party`
 * ("speaker", "addressee") is no entity and goes by one of them; of those that an event which is
 * asked for stands on. A key may come twice. */
void question_entities(asking *a, onr_strs names);
void question_unknown(asking *a, const char *party, onr_strs names);
void question_events(asking *a, const onr_question *q);

/* Whether the words that are asked for stand in the statement `s`, one of few. */
void question_words(asking *a, const onr_question *q);

/* Those on the days of a page `p`, which lead by an index of days. */
void question_of_days(asking *a, const onr_question *q);

/* " LIMIT …", where there is one. */
void question_limit(asking *a, const onr_question *q);

/* Runs what was put. */
bool ask_run(asking *a, onr_store *store, store_cells_fn *each, void *user, onr_error *err);

#endif
