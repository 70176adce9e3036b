/*
 * A model's file while it is loaded: numbers and lists of its `meta`, tensors and matrices of its
 * sections, all sizes checked. What fails here fails with ONR_E_MODEL, naming what is wrong, or
 * with ONR_E_MEMORY.
 */
#ifndef ONR_SRC_NETWORK_MODEL_FILE_H
#define ONR_SRC_NETWORK_MODEL_FILE_H

#include "base/container.h"
#include "base/json.h"
#include "network/kernels/kernels.h"

enum { MOST_CHANNELS = 1024, MOST_OUTPUTS = 4096 };

typedef struct model_file {
    container sections;
    const json_value *meta;
    const kernels *kernels; /* which matrices are packed for */
    onr_arena *arena;       /* of all that is made of the file's bytes */
} model_file;

/* The bytes must outlive what is made of them. */
bool model_file_open(model_file *out, onr_str bytes, const kernels *k, onr_arena *arena,
                     onr_error *err);

bool model_damaged(onr_error *err, const char *what);
bool model_no_memory(onr_error *err);

/* A number of `meta`, from `least` to `most`. */
bool model_number(uint32_t *out, const model_file *file, const char *name, uint32_t least,
                  uint32_t most, onr_error *err);

/* The same, of what kernels work on: a multiple of PANEL. */
bool model_width(uint32_t *out, const model_file *file, const char *name, onr_error *err);

/* A value of `meta` that is a number, the same way; `name` is what the fault is called. */
bool model_number_of(uint32_t *out, const json_value *value, const char *name, uint32_t least,
                     uint32_t most, onr_error *err);

/* How many items a list of `meta` has; 0 where there is none. */
size_t model_count(const model_file *file, const char *name);

/* A list of `meta`, which must hold `count` texts, at least one: its first. */
bool model_texts(const json_value **out, const model_file *file, const char *name, size_t count,
                 onr_error *err);

/* Sets `*out`, a pointer of any kind, to a section of `len` bytes, aligned to 4. */
bool model_tensor(const void *out, const model_file *file, const char *name, size_t len,
                  onr_error *err);

/* The same of a section that is a whole number of entries of `size` bytes, at least one. */
bool model_entries(const void *out, size_t *count, const model_file *file, const char *name,
                   size_t size, onr_error *err);

/* Packs NAME.weight for the file's kernels; NAME.scale and NAME.bias go with it. */
bool model_matrix(matrix *out, const model_file *file, const char *name, size_t outputs,
                  size_t inputs, int32_t zero, onr_error *err);

#endif
