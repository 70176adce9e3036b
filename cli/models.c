/*
 * Where the models are: what the command line or the environment names, else beside the
 * program, else where they were installed.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "dictionaries.h"

enum { DIRECTORY_SIZE = 4096, PATH_SIZE = DIRECTORY_SIZE + 64 };

static bool is_readable(const char *path)
{
    return access(path, R_OK) == 0;
}

static const char *models_directory(char room[DIRECTORY_SIZE])
{
    static const char *const beside[] = {"/../models", "/../share/onrecord/models"};
    const char *told = getenv("ONRECORD_MODELS");
    if (told && *told)
        return told;
    ssize_t n = readlink("/proc/self/exe", room, DIRECTORY_SIZE - 32);
    while (n > 0 && room[n - 1] != '/')
        n--;
    for (size_t i = 0; n > 0 && i < 2; i++) {
        strcpy(room + n - 1, beside[i]);
        if (is_readable(room))
            return room;
    }
    return ONRECORD_MODELS_DIRECTORY;
}

static const char *model_file(char path[PATH_SIZE], const char *name)
{
    char room[DIRECTORY_SIZE];
    if (strchr(name, '/') || str_ends(str_of(name), ".onr"))
        return name;
    snprintf(path, PATH_SIZE, "%s/language-%s.onr", models_directory(room), name);
    return path;
}

bool models_find(onr_models *out, const settings *s)
{
    char path[PATH_SIZE];
    onr_error err = {0};
    if (!onr_models_load(out, model_file(path, s->model), ONR_SIMD_BEST, &err)) {
        print_error(&err);
        return false;
    }
    if (dictionaries_find(&out->own, s))
        return true;
    models_drop(out);
    return false;
}

void models_drop(onr_models *models)
{
    onr_codebook_free(models->own);
    onr_models_free(models);
}
