/*
 * What is no page at all.
 */
#ifndef ONR_SRC_PAGE_REFUSE_H
#define ONR_SRC_PAGE_REFUSE_H

#include "onrecord/page.h"

/* Fails with ONR_E_FORMAT where `bytes` are those of another kind of file, or of none that holds
 * text. `charset` is what they were decoded as. */
bool page_accept(onr_str bytes, const char *charset, onr_error *err);

#endif
