/**
 * Store: the records of many pages, to be asked and to be had back.
 * Decides when two pages are the same: when their bytes have the same SHA-256. Keeps them in an
 * SQLite file (version 3.37 or later: STRICT tables, FTS5), or in a PostgreSQL database; the tables
 * are in docs/STORE.md. Does not know how a page is read.
 */
#ifndef ONRECORD_STORE_H
#define ONRECORD_STORE_H

#include "onrecord/across.h"
#include "onrecord/export.h"

#ifdef __cplusplus
extern "C" {
#endif

/** An open store. One thread at a time may use it; each program opens its own. */
typedef struct onr_store onr_store;

/** What a store is opened for. */
typedef enum onr_store_mode {
    ONR_STORE_READ,   /**< To be asked; it may lie where nothing can be written. */
    ONR_STORE_WRITE,  /**< To be changed; it must be there. */
    ONR_STORE_CREATE, /**< To be changed, and made where it is not there. */
} onr_store_mode;

/**
 * Opens the store at `path` (NUL-terminated): a file, or where the library is built with libpq the
 * address of a database ("postgresql://host/name"). One that an older version made is brought up to
 * this one first, whole or not at all. Where another program makes or holds it, this waits a
 * minute at most.
 *
 * Fails with ONR_E_STORE, `err->source` naming it: it is not there, is no store, is one of a later
 * version, is an older one that cannot be written, or is held; with ONR_E_MEMORY. Close with
 * `onr_store_close`.
 */
ONR_API bool onr_store_open(onr_store **out, const char *path, onr_store_mode mode, onr_error *err);

/**
 * Called while an older store is brought up to this version: first with both numbers 0, then after
 * each of its `all` pages.
 */
typedef void onr_upgrade_fn(const char *path, uint64_t done, uint64_t all, void *user);

/** As `onr_store_open`, and calls `each` with `user` as often as there is something to wait for. */
ONR_API bool onr_store_open_telling(onr_store **out, const char *path, onr_store_mode mode,
                                    onr_upgrade_fn *each, void *user, onr_error *err);

/** Closes the store; a batch that was not committed is as if it had never begun. NULL: nothing. */
ONR_API void onr_store_close(onr_store *store);

/**
 * Looks through the whole file whether it is as it was written; takes time by its size. A
 * PostgreSQL server looks after its own.
 *
 * Fails with ONR_E_STORE where it is damaged, saying how.
 */
ONR_API bool onr_store_check(onr_store *store, onr_error *err);

/** Begins a batch: until `onr_store_commit` other programs see nothing of it. Fails with
 * ONR_E_STORE. */
ONR_API bool onr_store_begin(onr_store *store, onr_error *err);

/** Keeps the whole batch, on the disk too; where that fails (ONR_E_STORE), nothing of it. */
ONR_API bool onr_store_commit(onr_store *store, onr_error *err);

/** Whether the store has the page of that id (`onr_record_identify`). Fails with ONR_E_STORE. */
ONR_API bool onr_store_knows(onr_store *store, const char *id, bool *known, onr_error *err);

/**
 * Adds a record, whole or not at all; `*added` is false where the same page (by `record->id`) is
 * there already, and then nothing changes. Outside a batch it is one of its own. `arena` holds
 * what is written, and may be reset afterwards.
 *
 * Fails with ONR_E_STORE, and with ONR_E_MEMORY when the arena is full.
 */
ONR_API bool onr_store_add(onr_store *store, const onr_record *record, bool *added,
                           onr_arena *arena, onr_error *err);

/**
 * Notes that what `reference` says where to find, whose bytes have `digest`, could not be read, and
 * why: for those that work off a queue. The same bytes are noted
 * once.
 *
 * Fails with ONR_E_STORE.
 */
ONR_API bool onr_store_put_aside(onr_store *store, onr_str digest, onr_str reference,
                                 onr_str reason, onr_error *err);

/** In which order answers come; what is equal there, by page and place. */
typedef enum onr_sort {
    ONR_SORT_OLDEST, /**< By the day of publication; pages without one come first. */
    ONR_SORT_NEWEST,
    ONR_SORT_CONFIDENCE, /**< The surest first. */
    ONR_SORT_SAID,       /**< By the time of the cue, where there is one, else of publication. */
} onr_sort;

/**
 * What is asked of statements. Of the values of a list one must hold, of the fields all; an empty
 * field asks for anything.
 *
 * Names are compared with all that the page or the knowledge base calls somebody, the case of ASCII
 * letters aside. Capital letters, a multiple of three, are also the beginning of a code: "RUS" is
 * the state and all whose code begins so.
 */
typedef struct onr_question {
    onr_strs by;          /**< Speakers: names or codes; a group's members speak, too. */
    onr_strs to;          /**< Addressees, likewise. */
    onr_strs acts;        /**< "deny". */
    onr_strs quotes;      /**< "direct", "indirect", "mixed". */
    onr_strs outlets;     /**< Names of the page's outlet. */
    onr_strs chains;      /**< Names in the chain of word, the page's outlet included. */
    onr_strs classes;     /**< PLOVER classes of an event that the statement vouches for. */
    onr_strs actors;      /**< Who takes part in such an event: names or codes. */
    onr_strs instruments; /**< Words in the name, or the kind, of an instrument that the statement
                               names or that has a standing by it. */
    onr_str about;        /**< Words, all of which stand in the content (FTS5, stemmed). */
    onr_str since;        /**< EDTF days, inclusive, of the page's publication. A month or a year */
    onr_str until;        /**< meets each of its days. */
    double min_confidence;
    int64_t page; /**< The key of the one page that is asked; 0: all. */
    onr_sort sort;
    uint64_t limit; /**< Most answers; 0: all. */
    uint64_t skip;  /**< Answers that are left out before the first. */
} onr_question;

/** Called for each answer; false ends the search. It may ask the store, not change it. */
typedef bool onr_answer_fn(const onr_answer *answer, void *user);

/**
 * Asks the store and calls `each` with `user` for every statement for which all of the question
 * holds. What an answer points to lasts until `each` returns.
 *
 * Fails with ONR_E_STORE, and with ONR_E_MEMORY; a search that `each` ended is no failure.
 */
ONR_API bool onr_store_query(onr_store *store, const onr_question *question, onr_answer_fn *each,
                             void *user, onr_error *err);

/** Called for each dispute; false ends the search. It may ask the store, not change it. */
typedef bool onr_disputed_fn(const onr_disputed *dispute, void *user);

/**
 * Calls `each` for every dispute within a page of whose two statements one at least meets the
 * question, in its order. Fails as `onr_store_query` does.
 */
ONR_API bool onr_store_disputes(onr_store *store, const onr_question *question,
                                onr_disputed_fn *each, void *user, onr_error *err);

/** By what statements are counted. */
typedef enum onr_count_by {
    ONR_COUNT_BY_SPEAKER,
    ONR_COUNT_BY_CODE, /**< The speaker's. */
    ONR_COUNT_BY_ADDRESSEE,
    ONR_COUNT_BY_ACT,
    ONR_COUNT_BY_QUOTE,
    ONR_COUNT_BY_OUTLET,
    ONR_COUNT_BY_CHAIN,
    ONR_COUNT_BY_CLASS,      /**< Of the events that they vouch for. */
    ONR_COUNT_BY_INSTRUMENT, /**< That have a standing by them. */
    ONR_COUNT_BY_DAY,        /**< Of publication, as is the next. */
    ONR_COUNT_BY_MONTH,
    ONR_COUNT_BY_YEAR,
    ONR_COUNT_BY_COUNT, /**< How many there are. */
} onr_count_by;

/** "speaker", "code", …; the string is static. */
ONR_API const char *onr_count_by_name(onr_count_by by);

/** Called for each value; empty where a statement has none. False ends it. */
typedef bool onr_count_fn(onr_str value, uint64_t count, void *user);

/**
 * Counts the statements that meet the question, by value, the most frequent first, days, months and
 * years in their order; `limit` and `skip` count values. Fails as `onr_store_query` does.
 */
ONR_API bool onr_store_count(onr_store *store, const onr_question *question, onr_count_by by,
                             onr_count_fn *each, void *user, onr_error *err);

/** Called for the id of each page ("sha256:…", NUL-terminated); false ends it. */
typedef bool onr_id_fn(const char *id, void *user);

/** Calls `each` for every page that the store has, in no order. Fails with ONR_E_STORE. */
ONR_API bool onr_store_ids(onr_store *store, onr_id_fn *each, void *user, onr_error *err);

/** Called for each page; false ends the search. `page` is its key in the store; `record` and all in
 * it last until `each` returns. It may ask the store, not change it. */
typedef bool onr_page_fn(int64_t page, const onr_record *record, void *user);

/**
 * Calls `each` with the whole record of every page that has a statement for which the question
 * holds, in the order of publication; of every page where it asks for nothing, and of those without
 * statements, too, where it asks for outlet and day alone. `limit` and `skip` count pages. The JSON
 * of a record is the one that it had when it was added. `arena` holds a record at a time, and is
 * reset before each.
 *
 * Fails with ONR_E_STORE, and with ONR_E_MEMORY when the arena is full.
 */
ONR_API bool onr_store_pages(onr_store *store, const onr_question *question, onr_page_fn *each,
                             void *user, onr_arena *arena, onr_error *err);

/**
 * The whole record of one page, given by its id ("sha256:…" or the first eight digits or more of
 * it), its key ("17"), or its name or source where one page alone has it. `*found` is false where
 * there is none, or more than one. `out` lives in `arena`.
 *
 * Fails with ONR_E_STORE, and with ONR_E_MEMORY when the arena is full.
 */
ONR_API bool onr_store_page(onr_store *store, onr_str page, onr_record *out, bool *found,
                            onr_arena *arena, onr_error *err);

/** Called for each; false ends that. It may not use the store. */
typedef bool onr_story_fn(const onr_story *story, void *user);

/**
 * Calls `each` with everything of a kind that the store's pages tell: utterances, also those that
 * one page alone reports, events and instruments with several reports, pairs of copies, and
 * disputes, also those within a page, one a pair of utterances. In the order of pages' ids,
 * whatever the order in which pages were added. Pages that a later version has replaced are left
 * out.
 *
 * Fails with ONR_E_STORE, and with ONR_E_MEMORY when the arena is full.
 */
ONR_API bool onr_store_stories(onr_store *store, onr_link_kind kind, onr_story_fn *each, void *user,
                               onr_arena *arena, onr_error *err);

/**
 * Calls `each` once, with the utterance that a statement of the page of that key reports (S1 is 1):
 * all reports of it in the store, and of how many sources they are, as onr_store_stories has it;
 * not at all where there is no such statement.
 *
 * Fails with ONR_E_STORE, and with ONR_E_MEMORY when the arena is full.
 */
ONR_API bool onr_store_story(onr_store *store, int64_t page, int64_t statement, onr_story_fn *each,
                             void *user, onr_arena *arena, onr_error *err);

/**
 * Undoes the links between two places, each written "PAGE.S3" (PAGE as onr_store_page takes it) or,
 * for copies, "PAGE": from now on they are kept apart, also when pages are removed and added again.
 * `*found` is false where there is no such place, or no link between them.
 *
 * Fails with ONR_E_STORE, and with ONR_E_MEMORY when the arena is full.
 */
ONR_API bool onr_store_unlink(onr_store *store, onr_str a, onr_str b, bool *found, onr_arena *arena,
                              onr_error *err);

/**
 * Parts an entity, written "PAGE.E4" (PAGE as onr_store_page takes it), from whoever it was taken
 * for in other pages: it becomes an actor of its own, also when its page is removed and added
 * again. `*found` is false where there is no such entity.
 *
 * Fails with ONR_E_STORE, and with ONR_E_MEMORY when the arena is full.
 */
ONR_API bool onr_store_part(onr_store *store, onr_str entity, bool *found, onr_arena *arena,
                            onr_error *err);

/**
 * Takes the page of that id for what its source says now: the one other page of the same source,
 * name and address becomes an older version of it, which no question meets. `*changed`: there was
 * such a page, and no second one. Fails with ONR_E_STORE.
 */
ONR_API bool onr_store_update(onr_store *store, const char *id, bool *changed, onr_error *err);

/**
 * Removes a page, given as to onr_store_page, with all that hangs on it; `*found` is false where
 * there is none, or more than one. An older version that it had replaced counts again.
 *
 * Fails with ONR_E_STORE, and with ONR_E_MEMORY when the arena is full.
 */
ONR_API bool onr_store_remove(onr_store *store, onr_str page, bool *found, onr_arena *arena,
                              onr_error *err);

/** Adds a record; a page of the same id (`record->id`) goes first. Fails as `onr_store_add` does.
 */
ONR_API bool onr_store_replace(onr_store *store, const onr_record *record, onr_arena *arena,
                               onr_error *err);

#ifdef __cplusplus
}
#endif

#endif
