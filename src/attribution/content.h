/*
 * What is said: the words that the model takes for content, quotations whole, and how it is quoted.
 */
#ifndef ONR_SRC_ATTRIBUTION_CONTENT_H
#define ONR_SRC_ATTRIBUTION_CONTENT_H

#include "attribution/drafts.h"

/* What the model takes for content; quotations of which it holds a piece are content whole. */
onr_spans content_find(const finder *f, const finding *g);

/* A quotation and the paragraphs of the same speech before and behind it. */
onr_spans content_chain(const finder *f, int32_t quote);

onr_quote content_kind(const finder *f, onr_spans content);

/* The content of `s` and, with an accusation or a demand, whom it is aimed at: "accused [Sylvania
 * of shelling the village]". */
onr_spans content_with_party(const finder *f, const onr_statement *s, const finding *g);

/* The content of `s` without whom a promise, an offer or an apology is made to: "offered Karst [two
 * boats]". */
onr_spans content_without_addressee(const finder *f, const onr_statement *s, int32_t cue);

/* Whether the content is a clause that hangs from the cue, or speech. */
bool content_is_worded(const finder *f, const finding *g);

/* Of "who", "which" or "that" alone ("the pact, which Karst rejected") the content is what it
 * stands for. */
onr_spans content_with_antecedent(const finder *f, onr_spans content, int32_t cue);

/* "“Will you go?” Orr asked the minister.": of who asks and is asked alone the content is the
 * question before them. */
onr_spans content_with_question(const finder *f, onr_spans content, int32_t cue);

#endif
