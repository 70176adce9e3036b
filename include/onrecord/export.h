/**
 * Export: a record, or an article alone, in a form that others read.
 * Decides how a form looks; what a record holds is `onrecord/record.h`.
 */
#ifndef ONRECORD_EXPORT_H
#define ONRECORD_EXPORT_H

#include "onrecord/across.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * The record as one line of JSON without a newline behind it: UTF-8, keys in the
 * order of docs/RECORD.md, the same record always the same bytes. A byte of the page
 * that is not UTF-8 stands as "?", so that all spans stay true.
 *
 * Fails with ONR_E_MEMORY when the arena is full; what is given is never cut short.
 */
ONR_API bool onr_record_write_json(onr_str *out, const onr_record *record, onr_arena *arena,
                                   onr_error *err);

/**
 * The record that `onr_record_write_json` wrote as `json`: written again, it gives the same bytes.
 * `text` is the article's where the JSON's own is left empty; else it may be empty. `out` lives in
 * `arena` and may point into `json` and `text`; it has no words (`out->text`), and of its times
 * those alone that hang on a statement or an event.
 *
 * Fails with ONR_E_FORMAT or ONR_E_LIMIT where it is no such record, ONR_E_MEMORY when the arena is
 * full.
 */
ONR_API bool onr_record_read_json(onr_record *out, onr_str json, onr_str text, onr_arena *arena,
                                  onr_error *err);

/**
 * The article alone, called `name`, as one line of JSON: text, title, byline, dates,
 * blocks. Fails as `onr_record_write_json` does.
 */
ONR_API bool onr_record_write_article(onr_str *out, onr_str name, const onr_article *article,
                                      onr_arena *arena, onr_error *err);

/** How a record for people looks. Zeros: lines as long as they are, no colour. */
typedef struct onr_text_style {
    unsigned width; /**< Columns that a line may take; 0: any number. */
    bool colour;    /**< With the escapes of a terminal (ISO 6429), and none but those. */
    bool all;       /**< Doubtful statements too, at the end. */
    bool bytes;     /**< Of each statement the source and the bytes of its paragraph. */
} onr_text_style;

/**
 * The record for people, in lines of UTF-8: title and sources, disputes, statements in the order of
 * the page with those that stand in each indented under it, events. Fails as
 * `onr_record_write_json` does.
 */
ONR_API bool onr_record_write_text(onr_str *out, const onr_record *record,
                                   const onr_text_style *style, onr_arena *arena, onr_error *err);

/**
 * What several pages tell, as one line of JSON: an utterance, event or instrument with its reports,
 * a pair of copies, a dispute. `number`, from 1, is its name in a list of one kind: "U1". Fails
 * with ONR_E_MEMORY when the arena is full.
 */
ONR_API bool onr_story_write_json(onr_str *out, onr_link_kind kind, const onr_story *story,
                                  size_t number, onr_arena *arena, onr_error *err);

#ifdef __cplusplus
}
#endif

#endif
