/*
 * Where the batch's pages come from. What a name on the command line stands for, a kind of
 * intake opens, gives page by page and closes; a new kind (archives, feeds, queues) is a file
 * of this folder and a line in intake.c's table.
 */
#ifndef ONR_CLI_INTAKE_H
#define ONR_CLI_INTAKE_H

#include "cli.h"
#include "intake/names.h"
#include "intake/stream.h"

typedef struct intake intake;

typedef struct intake_kind {
    /* Whether what is called `name` comes in this way. */
    bool (*takes)(const settings *s, onr_str name);
    /* Readies `from->name`; what it keeps open is released by `close` alone. */
    bool (*open)(intake *from, onr_error *err);
    /*
     * The next page into `j`, whose input is named after `from` already; `j->ok` says whether it
     * could be read, `j->err` why not. False: there is none left.
     */
    bool (*next)(intake *from, job *j);
    void (*close)(intake *from);
} intake_kind;

/* The names of what is to be read, of which one is open. */
struct intake {
    const settings *s;
    int fd;         /* What the only name stands for, open already and the caller's; else -1. */
    uint64_t first; /* Where in it the descriptor's first byte stands. */
    name_list names;
    const char *name;        /* Of what is open; it goes with the next one. */
    const intake_kind *kind; /* Of what is open, or NULL. */
    stream in;
    uint64_t at; /* Bytes that were read of it. */
};

/* Allows what is named in `allowed`, and opens the list of names. Fails with ONR_E_IO. */
bool intake_open(intake *out, const settings *s, sandbox *allowed, onr_error *err);

/* Whether the command line stands for more pages than one, as far as its names tell. */
bool intake_is_several(const settings *s);

/* Takes the next page into `j`; `j->ok` false: it could not be read. Returns false at the end. */
bool intake_next(intake *from, job *j);

/* Releases what a job holds, but for its arena, which is reset. */
void intake_clear(job *j);

/* Closes what is open, if anything, and the names. */
void intake_end(intake *from);

/* The kinds, in the order in which they are asked. */
extern const intake_kind intake_json_lines, intake_whole;

#endif
