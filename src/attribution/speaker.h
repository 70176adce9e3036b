/*
 * Who speaks: the words that the model takes for the source, and the entity that they name.
 */
#ifndef ONR_SRC_ATTRIBUTION_SPEAKER_H
#define ONR_SRC_ATTRIBUTION_SPEAKER_H

#include "attribution/drafts.h"

/* Fills speaker and speaker_entity. Of "who" and "which" the speaker is the noun they stand for. */
void speaker_find(const finder *f, onr_statement *s, const finding *g);

/* Leaves out of speakers the clauses about them that hold statements of their own, of drafts whose
 * cues stand behind theirs: "was condemned by Karst, which says that it lies". */
void speaker_leave_out_clauses(finder *f);

/* The verb that makes what a noun names, "makes no new call": whoever is its subject has that call
 * for his word; or -1. */
int32_t speaker_making(const finder *f, int32_t cue);

/* The words that "who", "which" or "that" stands for in the clause that the cue is in, without the
 * clause; none where they are not known. */
onr_spans speaker_antecedent(const finder *f, int32_t cue, int32_t pronoun);

#endif
