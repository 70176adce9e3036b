/*
 * Sentences that go on as a list below them: who speaks in its items, what is said by all of them.
 */
#ifndef ONR_SRC_ATTRIBUTION_LISTS_H
#define ONR_SRC_ATTRIBUTION_LISTS_H

#include "attribution/drafts.h"

/* "The ministers: / - agreed to meet; / - called on …": what each item does is done by whom the
 * line above names; "She urged donors to: / - pay; / - publish …": all items are said. */
void lists_settle(finder *f);

#endif
