/*
 * From words' roles and from the tree to spans and heads.
 */
#ifndef ONR_SRC_ATTRIBUTION_PHRASES_H
#define ONR_SRC_ATTRIBUTION_PHRASES_H

#include "attribution/drafts.h"

/* What the word is to the cue; the cue and its particle are neither speaker nor content. */
role phrase_role(const finding *g, int32_t word);

/* The spans of the words of a role, without the stops, commas and dashes at their ends. */
onr_spans phrase_of_role(const finder *f, const finding *g, role wanted);

/* The word of a role in the cue's sentence that stands highest in the tree, or -1. */
int32_t phrase_head_of_role(const finder *f, const finding *g, role wanted);

onr_spans phrase_of_span(const finder *f, onr_span span);

/* The subtree of `top` without that of `cut` (-1: nothing is cut); empty where `top` is -1. */
onr_spans phrase_of_tree(const finder *f, int32_t top, int32_t cut);

/* The spans of both, which stand in text order; what overlaps or has only blanks between is one. */
onr_spans phrase_join(const finder *f, onr_spans a, onr_spans b);

/* The spans without what `cut` holds of them; all of them where no words would be left. */
onr_spans phrase_leave_out(const finder *f, onr_spans spans, onr_span cut);

/* Whether the word is a cue that only tells that others say so: "reportedly". */
bool phrase_is_hedge(const finder *f, int32_t word);

/* The first child of `head` by `relation`, or -1. */
int32_t phrase_child(const finder *f, int32_t head, onr_relation relation);

/* The first oblique of `head` with one of the words ("as|of"), or -1. */
int32_t phrase_oblique(const finder *f, int32_t head, const char *words);

/* The entity that the phrase of `head` (-1: none) names: by a name that goes with its head ("the
 * leader of the party, Ada Lund"), else by the head. */
int32_t phrase_entity(const finder *f, int32_t head);

#endif
