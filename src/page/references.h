/*
 * Character references: "&eacute;", "&#233;", "&#xE9;".
 */
#ifndef ONR_SRC_PAGE_REFERENCES_H
#define ONR_SRC_PAGE_REFERENCES_H

#include "base/str.h"

enum { REFERENCE_CHARS = 8 };

/*
 * Reads the reference whose "&" stands at `at`. Gives how many bytes of `text` it takes, its
 * characters in `out`; 0 where none stands there. In attributes a name without its semicolon
 * counts only where neither a letter, a digit nor "=" follows.
 */
size_t reference_read(char out[REFERENCE_CHARS], size_t *out_len, onr_str text, size_t at,
                      bool in_attribute);

#endif
