/*
 * Acts, events and days in the words of a sentence, as people read them.
 */
#ifndef ONR_SRC_EXPORT_WORDING_H
#define ONR_SRC_EXPORT_WORDING_H

#include "base/buffer.h"
#include "onrecord/record.h"

/* The act of that name; ONR_ACT_STATE where there is none. */
onr_act act_called(onr_str name);

/* "denied", "accused", "thought". */
const char *act_past(onr_act act);

/* Room for what is done with words, as a phrase. */
enum { ACT_PHRASE = 64 };

/* "reportedly denied", "did not promise", "would demand" (not yet said). Who speaks may say no
 * already: "no cabinet" promised something. */
void statement_phrase(char out[ACT_PHRASE], const onr_record *record, const onr_statement *s);
void answer_phrase(char out[ACT_PHRASE], const onr_answer *a);

/* What a page is called: its article's title, else its name; empty where it has neither. */
onr_str shown_title(const onr_record *record);

/* Who is meant, as it is shown: a name; "?" for nobody known. */
onr_str shown_name(const onr_record *record, int32_t entity);

/* Whether a page's own words say no more than `name`, an article aside, so that it stands alone. */
bool says_no_more(onr_str words, onr_str name);

/* The same of what a statement has for who is called `name`; no words say no more. */
bool spans_say_no_more(const onr_record *record, onr_spans words, onr_str name);

/* "19 Feb 2026" of "2026-02-19", "Feb 2026" of "2026-02"; stretches with "to" between. Other EDTF
 * stays as it is. */
void put_when(buffer *to, onr_str edtf);

#endif
