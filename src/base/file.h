/*
 * Files as bytes: the one place of the library that opens any. Models are mapped;
 * whatever else the library reads comes in as bytes.
 */
#ifndef ONR_SRC_BASE_FILE_H
#define ONR_SRC_BASE_FILE_H

#include "onrecord/base.h"

/* A file mapped read-only. */
typedef struct file_map {
    onr_str bytes;
} file_map;

/* Maps `path` (NUL-terminated). Fails with ONR_E_IO, `err->source` set. */
bool file_map_open(file_map *out, const char *path, onr_error *err);
void file_map_close(file_map *map);

#endif
