/*
 * Whose it is what two statements have for their content: a quotation, or a clause that "and"
 * joins.
 */
#ifndef ONR_SRC_ATTRIBUTION_SHARING_H
#define ONR_SRC_ATTRIBUTION_SHARING_H

#include "attribution/drafts.h"

/* Takes a whole quotation out of the content of a draft where another nearby, neither of which
 * stands in the other, has it too and is by far likelier to by the heads; and a clause with a cue
 * of the same speaker out of what "and" joins it to. */
void sharing_settle(finder *f);

#endif
