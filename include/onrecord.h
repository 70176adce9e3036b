/**
 * onrecord: political news, put on the record.
 *
 * The layers, in the order in which a page goes through them. A layer knows
 * itself and those before it.
 */
#ifndef ONRECORD_H
#define ONRECORD_H

#include "onrecord/base.h"        /* arenas, errors, spans */
#include "onrecord/crawl.h"       /* what crawlers keep -> bytes of pages */
#include "onrecord/page.h"        /* bytes -> characters and structure */
#include "onrecord/article.h"     /* -> the article in blocks, title, date, sources */
#include "onrecord/language.h"    /* -> words, tags, trees, names */
#include "onrecord/times.h"       /* -> which days are meant */
#include "onrecord/codebook.h"    /* the researcher's own dictionaries */
#include "onrecord/entities.h"    /* -> who is who */
#include "onrecord/attribution.h" /* -> who says what, in which words */
#include "onrecord/events.h"      /* -> who does what to whom */
#include "onrecord/record.h"      /* -> the page's record */
#include "onrecord/export.h"      /* -> JSON, text */
#include "onrecord/store.h"       /* many records, to be asked */
#include "onrecord/web.h"         /* records and stores, to be looked at */

#ifdef __cplusplus
extern "C" {
#endif

/** What was trained, loaded once and shared by all threads. */
typedef struct onr_models {
    const onr_language_model *language;
    onr_str file;            /**< The mapped file; private. */
    const onr_codebook *own; /**< The researcher's dictionaries, or NULL; stay the caller's. */
} onr_models;

/**
 * Maps and checks the language model in the file `path` (NUL-terminated). Fails with
 * ONR_E_IO or ONR_E_MODEL, `err->source` naming the file. Release with `onr_models_free`.
 */
ONR_API bool onr_models_load(onr_models *out, const char *path, onr_simd simd, onr_error *err);

/** Releases what `onr_models_load` took; nothing that was read with it may be used any more. */
ONR_API void onr_models_free(onr_models *models);

/** A page to be read. */
typedef struct onr_input {
    onr_str bytes;
    onr_form form;
    onr_str name;    /**< May be empty. */
    onr_str source;  /**< Path, URL or WARC record; may be empty. */
    onr_str charset; /**< From the transport; may be empty. */
    onr_given given;
    onr_origin origin; /**< Where in its source the page stands. */
    onr_notes notes;   /**< What was given up on the way to these bytes. */
} onr_input;

/**
 * Reads one page into its record. The record lives in `arena` and points into
 * `input->bytes`. `models` may be shared between threads, `arena` may not.
 *
 * Fails with ONR_E_MEMORY when the arena is full; with ONR_E_LIMIT and ONR_E_FORMAT as
 * `onr_page_read` does.
 */
ONR_API bool onr_read(onr_record *out, const onr_input *input, const onr_models *models,
                      onr_arena *arena, onr_error *err);

/**
 * Reads one page as far as its article, whose notes then say what was given up on the way to it,
 * too. Fails as `onr_read` does.
 */
ONR_API bool onr_read_article(onr_article *out, const onr_input *input, onr_arena *arena,
                              onr_error *err);

/**
 * Reads the words of an article alone, with their tags, trees and names, as `onr_read` does: for a
 * record that came back without them. Fails with ONR_E_MEMORY.
 */
ONR_API bool onr_read_words(onr_text *out, const onr_article *article, const onr_models *models,
                            onr_arena *arena, onr_error *err);

#ifdef __cplusplus
}
#endif

#endif
