/*
 * Where the batch's pages come from. What a name on the command line stands for is opened, looked
 * at, and given page by page by a kind of intake; a new kind (archives, feeds, queues) is a file
 * of this folder and a line in intake.c's table.
 */
#ifndef ONR_CLI_INTAKE_H
#define ONR_CLI_INTAKE_H

#include "cli.h"
#include "intake/names.h"
#include "intake/source.h"
#include "intake/zip.h"
#include "onrecord/crawl.h"

typedef struct intake intake;

typedef struct intake_kind {
    const char *name; /* As --as has it; NULL: it is never asked for by name. */
    /* Whether what is called `name` and begins so comes in this way; at least 512 bytes are there,
     * or all. NULL: it is never guessed. */
    bool (*takes)(onr_str name, onr_str begin);
    /*
     * The next page into `j`, whose input is named after `from` already; `j->ok` says whether it
     * could be read, `j->err` why not. False: there is none left.
     */
    bool (*next)(intake *from, job *j);
} intake_kind;

/* The names of what is to be read, of which one is open. */
struct intake {
    const settings *s;
    int fd;         /* What the only name stands for, open already and the caller's; else -1. */
    uint64_t first; /* Where in it the descriptor's first byte stands. */
    name_list names;
    const char *name;        /* Of what is open; it goes with the next one. */
    const intake_kind *kind; /* Of what is open, or NULL. */
    source in;
    bool taken; /* Of what is one page: it was given; of a feed: it was read. */
    zip *zip;   /* A zip file that is open, whose members are what is read; or NULL. */
    int zip_fd;
    onr_arena *arena; /* Of the feed. */
    onr_feed feed;
    size_t next_item;
    uint64_t finished; /* Bytes of the files that were closed. */
};

/* Allows what is named in `allowed`, and opens the list of names. Fails with ONR_E_IO. */
bool intake_open(intake *out, const settings *s, sandbox *allowed, onr_error *err);

/* Whether the page in `j` is one of several, as far as names and files tell. */
bool intake_is_several(const settings *s, const job *j);

/* Takes the next page into `j`; `j->ok` false: it could not be read. Returns false at the end. */
bool intake_next(intake *from, job *j);

/* Readies a job for the next page: its memory stays, unless it is much. */
void intake_clear(job *j);

/* Bytes of all files that were read, as they lie. */
uint64_t intake_done(const intake *from);

/* Closes what is open, if anything, and the names. */
void intake_end(intake *from);

/* Says where in its file the page in `j` stands: it is one of several. */
void intake_locate(job *j, uint64_t offset, uint64_t length);

/* The kinds, in the order in which they are asked. */
extern const intake_kind intake_warc, intake_feed, intake_mhtml, intake_json, intake_json_lines,
    intake_whole;

/* That of a name, or NULL: there is none such. */
const intake_kind *intake_kind_called(const char *name);

#endif
