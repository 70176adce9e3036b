/*
 * Blame that no single word tells: "he is slowing the inquiry to save his seat".
 */
#ifndef ONR_SRC_ATTRIBUTION_BLAME_H
#define ONR_SRC_ATTRIBUTION_BLAME_H

#include "attribution/drafts.h"

/* Whether who speaks says that his own side did not do what one is blamed for. */
bool blame_is_disowned(const finder *f, const onr_statement *s, int32_t cue);

/* Whether the statement's content says of another than who speaks that he acts for his own gain,
 * cares for his own things most, lacks what one must have, or ruins something. */
bool blame_is_told(const finder *f, const onr_statement *s, int32_t cue);

#endif
