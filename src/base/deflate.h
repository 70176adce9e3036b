/*
 * Text made smaller (RFC 1950), for what is kept and seldom read.
 */
#ifndef ONR_SRC_BASE_DEFLATE_H
#define ONR_SRC_BASE_DEFLATE_H

#include "onrecord/base.h"

/* Fails with ONR_E_MEMORY. */
bool deflate_text(onr_str *out, onr_str text, onr_arena *arena, onr_error *err);

/* `size`: of the text. Fails with ONR_E_FORMAT where these are not its bytes, with ONR_E_MEMORY. */
bool inflate_text(onr_str *out, onr_str bytes, size_t size, onr_arena *arena, onr_error *err);

#endif
