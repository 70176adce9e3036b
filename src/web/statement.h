/*
 * A statement's parts in HTML, as all views show them.
 */
#ifndef ONR_SRC_WEB_STATEMENT_H
#define ONR_SRC_WEB_STATEMENT_H

#include "onrecord/record.h"
#include "web/html.h"

/* The class of the style that an act has. */
const char *act_class(onr_act act);

/* The words of `spans`, " … " between them. */
void put_words(buffer *to, const onr_record *record, onr_spans spans);

/* Who is meant, beside it the page's own words where they are others; "?" for nobody known. */
void put_party(buffer *to, const onr_record *record, int32_t entity, onr_spans words);

/* "Nora Quist [“she”] denied [“rejected”] → the council, 3 Mar 2026" */
void put_sentence(buffer *to, const onr_record *record, size_t i);

/* "The Post ← Reuters ← Nora Quist" */
void put_chain(buffer *to, onr_strs chain);

#endif
