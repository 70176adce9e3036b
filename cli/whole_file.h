/*
 * A file that is written whole or not at all: beside its place first, and in its place at the end.
 * Threads that are in the sandbox may change no names by then (sandbox.h), so that a process of its
 * own, which sees nothing of what is written, waits to do it; it also takes away what is left where
 * the program is killed.
 */
#ifndef ONR_CLI_WHOLE_FILE_H
#define ONR_CLI_WHOLE_FILE_H

#include <stdbool.h>
#include <sys/stat.h>

#include "onrecord/base.h"

typedef struct whole_file {
    int fd;                  /* To write to. */
    int end, done;           /* Pipes to the process that waits, and back; -1: there is none. */
    struct whole_said *said; /* Memory that both share. */
} whole_file;

/*
 * Opens `path` to be written; `is` tells what is there, NULL: nothing. A device or a pipe is
 * written as it comes. Before any thread is started. False: errno says why not.
 */
bool whole_file_open(whole_file *out, const char *path, const struct stat *is);

/* Puts what was written into its place, or, where it is not `whole`, takes it away. False: errno
 * says why it could not be put there. */
bool whole_file_close(whole_file *f, bool whole);

#endif
