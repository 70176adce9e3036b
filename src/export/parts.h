/*
 * What several forms of output say of a record: in which words, of which bytes, on which day. A
 * record may come without its text; then it has no words, and all else stays as it is.
 */
#ifndef ONR_SRC_EXPORT_PARTS_H
#define ONR_SRC_EXPORT_PARTS_H

#include "base/buffer.h"
#include "export/format.h"

/* From the first byte of a role to its last; empty where it has no pieces. */
onr_span parts_whole(onr_spans spans);

/* What a statement says, else its cue. */
onr_span parts_said(const onr_statement *statement);

/* The words of a span, and of a role, its pieces joined by " … ". */
onr_str parts_text(const onr_record *record, onr_span span);
void parts_put_words(buffer *to, const onr_record *record, onr_spans spans);

/* Of a party the name of the entity, where it is known, else the page's words. */
void parts_put_party(buffer *to, const onr_record *record, int32_t entity, onr_spans spans);

/* NULL: nobody. */
const onr_entity *parts_entity(const onr_record *record, int32_t index);

/* The block that a byte of the text stands in, or NULL; and the bytes of the page that the blocks
 * of `span` came from. */
const onr_block *parts_block(const onr_article *article, uint32_t at);
onr_span parts_page_bytes(const onr_article *article, onr_span span);

/* When an event or what a statement tells of happens, in EDTF; empty: not known. */
onr_str parts_event_when(const onr_record *record, size_t event);
onr_str parts_statement_when(const onr_record *record, size_t statement);

/* The time of an event, else that of the page, which is when it was known: GDELT's way. */
onr_str parts_event_date(const onr_record *record, size_t event);

/* "S3"; nothing for a negative index. */
void parts_put_id(buffer *to, char letter, int32_t index);

/* "sha256:…#S3", which no other page's entry is called. */
void parts_put_reference(buffer *to, const onr_record *record, char letter, size_t index);

/* 0.25 as "0.250", whatever the locale. */
void parts_put_share(buffer *to, double share);

/* The letters of a CAMEO code in threes: the part number `i`, or nothing. */
onr_str parts_code(onr_str code, size_t i);

/* The country of an actor's code; empty where it begins with none ("IGOUNO"). */
onr_str parts_country(onr_str code);

/* The number of the characters before a byte of a text, each looked up in the same time. */
typedef struct character_index {
    onr_str text;
    const uint32_t *before; /* Of each 64th byte; NULL: no memory. */
} character_index;

character_index characters_count(onr_str text, onr_arena *arena);
uint32_t characters_before(const character_index *index, uint32_t byte);

/*
 * A shallow copy without the page's own words: no text, title, byline, tags or chains of word, and
 * no names but those of somebody: a group's is its words.
 */
bool parts_without_text(onr_record *out, const onr_record *record, onr_arena *arena);

#endif
