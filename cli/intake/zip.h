/*
 * Zip files, WACZ among them, as a sequence of members.
 */
#ifndef ONR_CLI_ZIP_H
#define ONR_CLI_ZIP_H

#include "onrecord/base.h"

typedef struct zip zip;

/* Whether a file that begins so is one. */
bool zip_is(onr_str begin);

/* Opens what `fd`, which stays the caller's, holds under the name `path`. NULL: a read failed, as
 * `*fault` says (errno), or that is 0, and it is cut off, not to be read in any order, or there is
 * no memory. */
zip *zip_open(const char *path, int fd, int *fault);
void zip_close(zip *z);

typedef enum zip_next { ZIP_END, ZIP_MEMBER, ZIP_BAD_MEMBER, ZIP_BAD } zip_next;

/* Opens the next member with pages in it; `*name`, its path behind that of the file, stays until
 * the next call. ZIP_BAD: nothing can be read behind it. */
zip_next zip_next_member(zip *z, const char **name);

/* Whether the member that was gone to is one for which a password is asked. */
bool zip_is_encrypted(const zip *z);

/* Why the file could not be read at the last call; NULL: it could. */
const char *zip_fault(const zip *z);

/* Where in the file the open member's first byte stands; 0 where it is folded. */
uint64_t zip_offset(const zip *z);

/* A `window_read` of the open member. */
long zip_read(void *from, char *out, size_t room);

#endif
