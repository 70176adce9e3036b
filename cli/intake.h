/*
 * Where the batch's pages come from.
 */
#ifndef ONR_CLI_INTAKE_H
#define ONR_CLI_INTAKE_H

#include <zlib.h>

#include "cli.h"

/* The files of the command line, of which one is open. */
typedef struct source {
    const settings *s;
    int next_file;
    const char *path;
    gzFile file; /* Open between lines of a file of JSON lines. */
    uint64_t at; /* Offset of the next line. */
} source;

/* Takes the next page into `j`; `j->ok` false: it could not be read. Returns false at the end. */
bool next_page(source *from, job *j);

/* Releases what a job holds, but for its arena, which is reset. */
void clear_job(job *j);

/* Closes the file that is open, if any. */
void close_file(source *from);

#endif
