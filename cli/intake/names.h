/*
 * The names of what is to be read: those of the command line, or of a list, and of a folder all
 * files in it, by name and folder by folder.
 */
#ifndef ONR_CLI_NAMES_H
#define ONR_CLI_NAMES_H

#include "cli.h"
#include "sandbox/sandbox.h"

/* A folder that is being walked. */
typedef struct open_folder {
    char *path;
    struct dirent **entries;
    int count, next;
} open_folder;

typedef struct name_list {
    const settings *s;
    int next_file;
    FILE *list;
    bool zero;  /* A byte of zero was in it. */
    char *name; /* The one at hand, owned. */
    size_t name_room;
    open_folder *folders; /* Those that are open, the innermost last. */
    size_t depth;
} name_list;

/* Opens the list, if there is one, and allows in `s` that what is named be opened. Fails with
 * ONR_E_IO. */
bool names_open(name_list *out, const settings *s, sandbox *allowed, onr_error *err);
void names_close(name_list *n);

/* The next name, which stays until the next call; NULL: there is none left, or, where `err` is
 * filled, a folder cannot be read, and more names may follow. */
const char *names_next(name_list *n, onr_error *err);

#endif
