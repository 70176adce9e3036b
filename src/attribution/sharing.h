/*
 * Whose a quotation is that two statements have for their content.
 */
#ifndef ONR_SRC_ATTRIBUTION_SHARING_H
#define ONR_SRC_ATTRIBUTION_SHARING_H

#include "attribution/drafts.h"

/* Takes a whole quotation out of the content of a draft where another nearby, neither of which
 * stands in the other, has it too and is by far likelier to by the heads. */
void sharing_settle(finder *f);

#endif
