/*
 * The form of every model file: named sections behind a checked head.
 *
 *   8 bytes  "ONRMODEL"
 *   u32      version (1)
 *   u32      number of sections
 *   u64      length of the whole file
 *   u32      CRC-32 of all bytes behind the head
 *   u32      zero
 *   then     a table of {char name[32]; u64 offset; u64 length}, zero-padded names
 *   then     the sections, each aligned to 64 bytes
 *
 * Little-endian. `train/container.py` writes it.
 */
#ifndef ONR_SRC_BASE_CONTAINER_H
#define ONR_SRC_BASE_CONTAINER_H

#include "onrecord/base.h"

typedef struct container {
    onr_str bytes;
    uint32_t section_count;
} container;

/*
 * Checks magic, version, length, checksum and table, so that no section can
 * reach outside `bytes`. Fails with ONR_E_MODEL, `err->byte` at the field at fault.
 */
bool container_open(container *out, onr_str bytes, onr_error *err);

/* The same for bytes that were checked when the library was built (learn/embedded.h). */
container container_trust(onr_str bytes);

/* The section `name`; an empty string (data NULL) where there is none. */
onr_str container_section(const container *c, const char *name);

/* The section `name`, which must be `len` bytes long. */
bool container_section_of(onr_str *out, const container *c, const char *name, size_t len,
                          onr_error *err);

#endif
