/*
 * A small store, made of the samples, for targets that ask one. It lies in memory where the system
 * has such files.
 */
#ifndef ONR_TESTS_FUZZ_MADE_STORE_H
#define ONR_TESTS_FUZZ_MADE_STORE_H

#include <assert.h>
#include <stdio.h>
#include <unistd.h>

#include "base/file.h"
#include "onrecord.h"
#include "onrecord/store.h"

static void add_file(onr_store *store, const onr_models *models, const char *path, onr_arena *arena)
{
    file_map file;
    onr_error err;
    onr_record record;
    bool added;
    assert(file_map_open(&file, path, &err));
    onr_input input = {.bytes = file.bytes, .name = {path, 6}};
    assert(onr_read(&record, &input, models, arena, &err));
    assert(onr_store_add(store, &record, &added, arena, &err));
    onr_arena_reset(arena);
    file_map_close(&file);
}

/* With what SQLite keeps beside it. */
static void unlink_store(const char *path)
{
    static const char *const ends[] = {"", "-wal", "-shm"};
    char name[160];
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        snprintf(name, sizeof name, "%s%s", path, ends[i]);
        unlink(name);
    }
}

/* Writes its path to `path`. */
static void make_store(char *path, size_t size)
{
    onr_models models;
    onr_store *store;
    onr_error err;
    onr_arena *arena = onr_arena_new((size_t)1 << 26);
    snprintf(path, size, "%s/onrecord-fuzz-%ld", access("/dev/shm", W_OK) ? "/tmp" : "/dev/shm",
             (long)getpid());
    unlink_store(path);
    assert(arena && onr_models_load(&models, "models/language-fast.onr", ONR_SIMD_BEST, &err));
    assert(onr_store_open(&store, path, ONR_STORE_CREATE, &err));
    add_file(store, &models, "samples/dam-accord.html", arena);
    add_file(store, &models, "samples/grain-corridor.page.txt", arena);
    onr_store_close(store);
    onr_models_free(&models);
    onr_arena_free(arena);
}

#endif
