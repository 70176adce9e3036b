/*
 * The parts of the form "text" that answer a store's questions: format.h says what each is.
 */
#ifndef ONR_SRC_EXPORT_TEXT_ASKED_H
#define ONR_SRC_EXPORT_TEXT_ASKED_H

#include "export/format.h"

void text_put_answer(buffer *to, const onr_answer *a, export_style style);
void text_put_disputed(buffer *to, const onr_disputed *d, export_style style);
void text_put_count(buffer *to, const char *by, onr_str value, uint64_t count, export_style style);
void text_put_entry(buffer *to, const onr_record *record, onr_str called, char letter, size_t i,
                    export_style style);

#endif
