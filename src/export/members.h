/*
 * What the forms that are JSON have in common beside the record's own fields.
 */
#ifndef ONR_SRC_EXPORT_MEMBERS_H
#define ONR_SRC_EXPORT_MEMBERS_H

#include "base/json.h"
#include "export/parts.h"

/* A member; one without a value is left out, and `_or_null` one is null. */
void member_text(json_writer *w, const char *key, onr_str text);
void member_text_or_null(json_writer *w, const char *key, onr_str text);
void member_share(json_writer *w, const char *key, double share);

/* The words of a role; left out where there are none. */
void member_words(json_writer *w, const char *key, const onr_record *record, onr_spans spans);

/* "urn:onrecord:sha256:…#S3" under `key`; "S3". */
void member_reference(json_writer *w, const char *key, const onr_record *record, char letter,
                      size_t index);
void member_id(json_writer *w, const char *key, char letter, int32_t index);

/* Where the page is: its URL, else "urn:onrecord:" and its id. */
void member_page(json_writer *w, const char *key, const onr_record *record);

#endif
