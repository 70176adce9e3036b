/*
 * Who is who by the researcher's own dictionaries (codebook/actors.h), which decide wherever they
 * match.
 */
#ifndef ONR_SRC_ENTITIES_OWN_H
#define ONR_SRC_ENTITIES_OWN_H

#include "entities/drafts.h"

/* Finds what of the dictionaries stands in the text, if there are any. False: the arena is full. */
bool own_begin(finder *f, const onr_codebook *book, onr_arena *scratch);

/* Takes in word `i`, where a name of a dictionary has it. False: none has. */
bool own_read(finder *f, int32_t i);

/* Takes in a noun of a dictionary that stands for nobody yet. */
void own_read_agent(finder *f, int32_t i);

/* The code of an entity on a stretch of days, where the dictionaries decide it: they name the
 * entity, or a noun beside one of its mentions. False: they do not. `mentions` are those of
 * `finder.mentions`, each with its next one in `next`; `state` is the state whose page it is, or 0.
 */
bool own_code(onr_str *out, const finder *f, const entity_draft *d, stretch when, int32_t first,
              const int32_t *next, uint32_t state);

#endif
