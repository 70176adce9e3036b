/*
 * Whom words take up that name nobody: "both", "the two sides", "the latter", "the treasurer".
 */
#ifndef ONR_SRC_ENTITIES_JOINT_H
#define ONR_SRC_ENTITIES_JOINT_H

#include "entities/drafts.h"

/* Mentions by word `i` those two whom the sentence before names together or alone: "both", "the
 * pair", "the two leaders"; or the one of them that "the former" and "the latter" mean. False:
 * there are none, or it is no such word. */
bool joint_find(finder *f, int32_t i);

/* Keeps the nouns that stand with a person's name for what he is called by: "Jan Kloot, her
 * treasurer". */
void joint_note_nouns(finder *f, int32_t person, int32_t head);

/* The person last called by noun `i` beside his name; or nobody. */
int32_t joint_called(const finder *f, int32_t i);

#endif
