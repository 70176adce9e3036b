/**
 * Base: strings, spans, arenas, errors, notes. Knows nothing of news.
 *
 * Strings are UTF-8, never NUL-terminated, and belong to whoever made them; all
 * offsets and lengths are bytes unless a name says otherwise.
 */
#ifndef ONRECORD_BASE_H
#define ONRECORD_BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define ONR_API __attribute__((visibility("default")))
#define ONR_PRINTF(at, first) __attribute__((format(printf, at, first)))
#else
#define ONR_API
#define ONR_PRINTF(at, first)
#endif

/** A piece of text or bytes that lives elsewhere. `data` may be NULL where `len` is 0. */
typedef struct onr_str {
    const char *data;
    size_t len;
} onr_str;

/** A list of strings. */
typedef struct onr_strs {
    const onr_str *items;
    size_t count;
} onr_strs;

/** `[start, end)` in bytes; of the article's text unless a field says otherwise. */
typedef struct onr_span {
    uint32_t start;
    uint32_t end;
} onr_span;

/** A role that may be broken in several pieces: its spans in text order. */
typedef struct onr_spans {
    const onr_span *items;
    size_t count;
} onr_spans;

/** Wraps a string literal. */
#define ONR_STR(literal) ((onr_str){(literal), sizeof(literal) - 1})

/** What went wrong, in kinds that a caller can act on. */
typedef enum onr_code {
    ONR_OK,
    ONR_E_MEMORY, /**< An arena's limit is reached, or the system has no memory left. */
    ONR_E_IO,     /**< A file cannot be opened, read or written. */
    ONR_E_FORMAT, /**< The input is not what it should be. */
    ONR_E_LIMIT,  /**< The input is larger or deeper than is read. */
    ONR_E_MODEL,  /**< A model file is damaged, or of another version. */
    ONR_E_STORE,  /**< The store cannot be read or written. */
} onr_code;

/** A plain value: nothing in it needs to be released. */
typedef struct onr_error {
    onr_code code;
    uint64_t byte;    /**< Offset in `source` where the fault lies; 0 where there is none. */
    char source[256]; /**< Path, URL or record; set by whoever opened it. May be empty. */
    char what[200];   /**< What is wrong, without a full stop. */
    char advice[120]; /**< What to do about it. May be empty. */
} onr_error;

/**
 * Fills `err` (may be NULL) with what is wrong, as printf writes `format`, at `byte` of the input,
 * and what to do about it (`advice`, may be NULL); longer texts are cut to their fields. Returns
 * false, so that a check can end in `return onr_fail(…)`.
 */
ONR_API bool onr_fail(onr_error *err, onr_code code, uint64_t byte, const char *advice,
                      const char *format, ...) ONR_PRINTF(5, 6);

/** The name of a code as it is printed: "ok", "memory", "io", …; "unknown" for no code. */
ONR_API const char *onr_code_name(onr_code code);

/** Which instructions may be used; plain C gives the same answers. */
typedef enum onr_simd {
    ONR_SIMD_BEST, /**< All that there is, AMX included. */
    ONR_SIMD_NONE,
    ONR_SIMD_AVX2,
    ONR_SIMD_AVX512,
    ONR_SIMD_NEON
} onr_simd;

/**
 * Memory for one page: a chain of blocks with a hard limit, released as a whole.
 * Not to be shared between threads.
 *
 * A full arena stays full: `onr_arena_alloc` returns NULL from then on, and
 * `onr_arena_full` says so once at the end of a step.
 */
typedef struct onr_arena onr_arena;

/** What the document of an arena may take beside memory; 0: what it is at first. */
typedef struct onr_bounds {
    uint32_t depth;          /**< Of elements in one another: 512, at most 4,096. */
    uint32_t sentence_words; /**< Words of a sentence: 256, which is the most, too. */
    uint32_t unfold_ratio;   /**< What a body of more than 4 MiB unfolds to, a byte of it: 256. */
} onr_bounds;

/** A place in an arena to go back to; its members are the arena's own. */
typedef struct onr_arena_mark {
    void *block;
    size_t used;
    size_t total;
} onr_arena_mark;

/** Makes an arena that holds at most `limit` bytes, its scratch included. NULL: no memory. */
ONR_API onr_arena *onr_arena_new(size_t limit);

/** Releases the arena, its scratch and all that lives in them. NULL is allowed. */
ONR_API void onr_arena_free(onr_arena *arena);

/** Forgets all that lives in the arena and its scratch and makes it usable again, full or not; the
 * first block (64 KiB) is kept for what comes next. */
ONR_API void onr_arena_reset(onr_arena *arena);

/** `size` bytes, zeroed, aligned to 64 bytes from 64 up and to 16 below. NULL: the arena is full.
 */
ONR_API void *onr_arena_alloc(onr_arena *arena, size_t size);

/** `count` elements of `size` bytes, zeroed. NULL: the arena is full, or the product overflows,
 * which makes it full. */
ONR_API void *onr_arena_alloc_array(onr_arena *arena, size_t count, size_t size);

/** Whether an allocation has failed, in it or its scratch, since the arena was new or reset. */
ONR_API bool onr_arena_full(const onr_arena *arena);

/**
 * Makes the arena full until it is reset, so that whatever works with it ends with ONR_E_MEMORY
 * soon: for a page that takes too long. Alone of these functions it may be called from another
 * thread.
 */
ONR_API void onr_arena_stop(onr_arena *arena);

/** Bounds what is read into the arena and its scratch from now on; a reset changes nothing of it.
 */
ONR_API void onr_arena_bound(onr_arena *arena, onr_bounds bounds);

/** How what is read into the arena is bounded: no member is 0. */
ONR_API onr_bounds onr_arena_bounds(const onr_arena *arena);

/** Bytes in use, its scratch included, for tests and for reports of memory. */
ONR_API size_t onr_arena_used(const onr_arena *arena);

/** What a step needs only while it works: an arena, and the place in it where the step began. */
typedef struct onr_scratch {
    onr_arena *arena;
    onr_arena_mark mark;
} onr_scratch;

/**
 * Begins a step whose result goes to `result`: what it needs only while it works goes to the
 * `arena` of what this gives, until `onr_scratch_end`.
 *
 *     onr_scratch s = onr_scratch_begin(arena);
 *     uint32_t *counts = onr_arena_alloc_array(s.arena, n, sizeof *counts);
 *     …
 *     onr_scratch_end(&s);
 *
 * That is never the arena of the result, even where `result` is another step's scratch; so a
 * result outlives the end. Steps end in the reverse of the order in which they began, as calls
 * do. Scratch counts against the limit of the arena that it belongs to, and an allocation that
 * fails in one of them makes all of them full. No error of its own: where the system has no
 * memory left, all of them are full from the beginning.
 */
ONR_API onr_scratch onr_scratch_begin(onr_arena *result);

/** Ends the step: all that it took from `scratch->arena` is gone, and `scratch->arena` is NULL. */
ONR_API void onr_scratch_end(onr_scratch *scratch);

/** Remembers a place in `arena`, for a loop that needs the same room again and again. */
ONR_API onr_arena_mark onr_arena_mark_take(const onr_arena *arena);

/** Gives back all that was taken of `arena` since `mark`; what is full stays so. */
ONR_API void onr_arena_mark_release(onr_arena *arena, onr_arena_mark mark);

/** What was given up: no fault, but never silent. A record lists these. */
typedef struct onr_note {
    const char *layer; /**< "page", "article", … */
    uint64_t start;    /**< Bytes of the input, `[start, end)`. */
    uint64_t end;
    onr_str reason;
} onr_note;

/** Notes in the order in which they were made. */
typedef struct onr_notes {
    const onr_note *items;
    size_t count;
} onr_notes;

#ifdef __cplusplus
}
#endif

#endif
