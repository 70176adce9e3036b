#include "dictionaries.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/str.h"
#include "intake/source.h"

/* Larger than any dictionary there is. */
static const size_t MOST_BYTES = (size_t)256 << 20;

static bool fail(const char *path, const char *what, const char *advice)
{
    onr_error err = {0};
    source_fail(path, 0, what, advice, &err);
    print_error(&err);
    return false;
}

static bool read_file(char **bytes, size_t *len, const char *path)
{
    source from = {0};
    onr_error err = {0};
    size_t room = 0;
    *bytes = NULL;
    bool ok = source_open(&from, path, -1, 0, MOST_BYTES, &err) && source_see_all(&from, &err);
    if (ok) {
        *len = source_view(&from).len;
        ok = source_take(&from, *len, bytes, &room) ||
             source_fail(path, 0, strerror(ENOMEM), "free some memory", &err);
    }
    source_free(&from);
    if (!ok)
        print_error(&err);
    return ok;
}

static bool open_file(dictionary_files *files, const char *path, onr_dictionary_kind kind)
{
    char *bytes, *name = strdup(path);
    size_t len;
    onr_dictionary *larger = realloc(files->items, (files->count + 1) * sizeof *larger);
    files->items = larger ? larger : files->items;
    if (!name || !larger || !read_file(&bytes, &len, path)) {
        free(name);
        return name && larger ? false : fail(path, strerror(ENOMEM), "free some memory");
    }
    files->items[files->count++] = (onr_dictionary){kind, str_of(name), {bytes, len}};
    return true;
}

static int is_dictionary(const struct dirent *entry)
{
    onr_dictionary_kind kind;
    return entry->d_name[0] != '.' && onr_dictionary_kind_of(&kind, str_of(entry->d_name));
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static bool open_in(dictionary_files *files, const char *folder, const char *name)
{
    char path[4096];
    struct stat status;
    onr_dictionary_kind kind;
    if (snprintf(path, sizeof path, "%s/%s", folder, name) >= (int)sizeof path)
        return fail(folder, strerror(ENAMETOOLONG), "move it nearer to the root");
    /* A pipe would be waited for until somebody writes to it. */
    if (stat(path, &status) == 0 && !S_ISREG(status.st_mode))
        return fail(path, "not a regular file", "take it out of the folder");
    onr_dictionary_kind_of(&kind, str_of(name));
    return open_file(files, path, kind);
}

static bool open_folder(dictionary_files *files, const char *path)
{
    struct dirent **entries;
    int count = scandir(path, &entries, is_dictionary, by_bytes);
    if (count < 0)
        return fail(path, strerror(errno), "check the folder's permissions");
    bool ok = count > 0 || fail(path, "no dictionary is in this folder",
                                "their names end in .actors, .agents, .verbs, .discards, .issues "
                                "or .tsv");
    for (int i = 0; i < count; i++) {
        ok = ok && open_in(files, path, entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
    return ok;
}

bool dictionaries_open(dictionary_files *files, const char *path)
{
    struct stat status;
    onr_dictionary_kind kind;
    if (stat(path, &status) != 0)
        return fail(path, strerror(errno), "check the name");
    if (S_ISDIR(status.st_mode))
        return open_folder(files, path);
    if (!onr_dictionary_kind_of(&kind, str_of(path)))
        return fail(path, "not known as a dictionary",
                    "let its name end in .actors, .agents, .verbs, .discards, .issues or .tsv");
    return open_file(files, path, kind);
}

void dictionaries_close(dictionary_files *files)
{
    for (size_t i = 0; i < files->count; i++) {
        free((void *)(uintptr_t)files->items[i].name.data);
        free((void *)(uintptr_t)files->items[i].bytes.data);
    }
    free(files->items);
    *files = (dictionary_files){0};
}

void dictionaries_print(FILE *to, const dictionary_files *files, const onr_fault *fault)
{
    print_shown(to, files->items[fault->dictionary].name);
    fprintf(to, ":%u: ", (unsigned)fault->line);
    print_shown(to, fault->what);
    fputc('\n', to);
}

bool dictionaries_find(const onr_codebook **out, const settings *s)
{
    dictionary_files files = {0};
    onr_error err = {0};
    bool ok = true;
    *out = NULL;
    for (size_t i = 0; ok && i < s->actor_count; i++)
        ok = dictionaries_open(&files, s->actors[i]);
    if (ok && s->codebook)
        ok = dictionaries_open(&files, s->codebook);
    if (ok && files.count && !onr_codebook_load(out, files.items, files.count, &err)) {
        print_error(&err);
        ok = false;
    }
    size_t count = 0;
    const onr_fault *faults = *out ? onr_codebook_faults(*out, &count) : NULL;
    for (size_t i = 0; i < count; i++)
        dictionaries_print(stderr, &files, &faults[i]);
    dictionaries_close(&files);
    return ok;
}
