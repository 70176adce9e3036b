/*
 * The main of programs that write what a trainer learns from, page by page: PROGRAM MODEL FILE...
 */
#ifndef ONR_TRAIN_EACH_PAGE_H
#define ONR_TRAIN_EACH_PAGE_H

#include <stdio.h>
#include <stdlib.h>

#include "onrecord.h"

/* Writes what is to be learnt of one page to standard output. */
typedef bool page_reader(const char *path, const onr_models *models, onr_arena *arena,
                         onr_error *err);

static inline int each_page(int argc, char **argv, page_reader *read)
{
    onr_models models;
    onr_error err = {0};
    onr_arena *arena = onr_arena_new((size_t)1 << 30);
    bool ok = argc > 2 && arena && onr_models_load(&models, argv[1], ONR_SIMD_BEST, &err);
    if (!ok)
        return fprintf(stderr, "usage: %s MODEL FILE...: %s\n", argv[0], err.what), EXIT_FAILURE;
    for (int i = 2; i < argc && ok; i++)
        if (!(ok = read(argv[i], &models, arena, &err)))
            fprintf(stderr, "%s: %s\n", argv[i], err.what);
    onr_models_free(&models);
    onr_arena_free(arena);
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}

#endif
