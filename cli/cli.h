/*
 * What the subcommands share: settings from the command line, exit statuses, and
 * the batch that reads pages and hands their results on in order.
 */
#ifndef ONR_CLI_H
#define ONR_CLI_H

#include <argp.h>
#include <stdio.h>

#include "export/format.h"
#include "onrecord.h"
#include "onrecord/conllu.h"
#include "work/tally.h"

/* Exit statuses, as documented in `onrecord --help`. EXIT_SIGNAL: and the signal's number. */
enum { EXIT_READ = 0, EXIT_SOME_FAILED = 1, EXIT_USAGE = 2, EXIT_UNWRITTEN = 3, EXIT_SIGNAL = 128 };

/* Bits that say which subcommands take an option. */
enum {
    READ = 1 << 0,
    EXTRACT = 1 << 1,
    PARSE = 1 << 2,
    ADD = 1 << 3,
    QUERY = 1 << 4,
    KNOWLEDGE = 1 << 5,
    DOCTOR = 1 << 6,
    DISPUTES = 1 << 7,
    TIMELINE = 1 << 8,
    SHOW = 1 << 9,
    VERIFY = 1 << 10,
    COMPLETION = 1 << 11,
    REPORT = 1 << 12,
    SERVE = 1 << 13,
    DICT = 1 << 14,
    EXPORT = 1 << 15,
    UNLINK = 1 << 16,
    REMOVE = 1 << 17,
    WORK = 1 << 18,
    ENQUEUE = 1 << 19,
};

/* A subcommand, as main.c lists them. */
typedef struct command {
    const char *name;
    int (*run)(const struct command *self, int argc, char **argv);
    unsigned bit;                                /* READ, … */
    const char *arguments;                       /* As `--help` shows them. */
    bool (*writes)(const export_format *format); /* NULL: it has one form of output. */
    const char *model; /* What it reads with unless told otherwise; NULL: needs none. */
    const char *about;
} command;

/* Values that an option may be given at most; options that may be given more than once. */
enum { MOST_VALUES = 32, LIST_OPTIONS = 9 };

typedef struct settings {
    const command *command;
    const char *as; /* As --as has it; NULL: nothing was said. */
    onr_form form;
    const struct intake_kind *kind; /* How what is read holds pages; NULL: it is one. */
    bool detect;                    /* The bytes say how. */
    bool tokenized;
    long port;                   /* Of serve; 0: any that is free. */
    const export_format *format; /* Of those that write records or answers. */
    export_style style;          /* As the options ask for it. */
    const char *output;          /* Of report: a file; NULL: standard output. */
    onr_given given;
    const char *model;               /* A name ("best", "fast") or a file. */
    const char *actors[MOST_VALUES]; /* Dictionaries of actors and agents. */
    size_t actor_count;
    const char *codebook; /* A folder of dictionaries, or NULL. */
    long workers;
    long page_memory; /* MB */
    long page_seconds;
    onr_bounds bounds; /* Of a page, beside memory and seconds. */
    onr_question question;
    onr_str values[LIST_OPTIONS][MOST_VALUES]; /* What the question's lists point to. */
    onr_count_by count_by;                     /* ONR_COUNT_BY_COUNT: not to be counted. */
    const char *store;                         /* Of all that work on one; NULL: none. */
    char store_name[4096];                     /* What that points to. */
    bool unordered;                            /* Results as they come. */
    const char *resume;                        /* The journal of a run that may go on, or NULL. */
    bool recursive;                            /* Of a folder all files in it are read. */
    const char *list;                          /* A file of names of files, or NULL. */
    bool replace;       /* Of add: pages that the store has are read again. */
    bool update;        /* Of add: what a source says now takes the place of what it said. */
    onr_link_kind told; /* Of export: what several pages tell; ONR_LINK_KINDS: records. */
    const char *queue;  /* Of work and enqueue: its address. */
    char **files;
    int file_count;
} settings;

/*
 * Fills `out` from the arguments of `self`; ends the program with EXIT_USAGE where they
 * are wrong.
 */
void settings_read(settings *out, const command *self, int argc, char **argv);

/* Ends the program with EXIT_USAGE, and says why, where an option is none of `self`, or stands with
 * a value that it does not take or without one that it does. */
void check_spelling(const command *self, int argc, char **argv);

/* Option number `index` of a command; false behind the last. */
bool settings_option(struct argp_option *out, const command *self, size_t index);

/* Subcommand number `i`; NULL behind the last. */
const command *command_at(size_t i);

/* The conditions on statements, as options of a command; `input` of its parser is the settings. */
extern const struct argp question_options;

/* Has pages read as `form` says: auto, html, page, … False: there is no such form. */
bool settings_take_form(settings *s, onr_str form);

/* As onr_store_open; tells of what there is to wait for. */
bool store_open(onr_store **out, const char *path, onr_store_mode mode, onr_error *err);

/* Prints the name of the store that the settings have. */
void print_store(FILE *to, const settings *s);

/* An arena for a page, bounded as the settings say. NULL: no memory. */
onr_arena *settings_arena(const settings *s);

/* Loads the models, and the dictionaries that the settings name; prints why not. */
bool models_find(onr_models *out, const settings *s);
void models_drop(onr_models *models);

/* Prints text without what a terminal would obey. */
void print_shown(FILE *to, onr_str text);

/* argp_error, but for that: what was given stands in what is said. */
_Noreturn void wrong_usage(const struct argp_state *state, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Prints "source:byte: what; advice". */
void print_error(const onr_error *err);

/* A page on its way through the batch. */
typedef struct job {
    onr_input input;
    char *bytes; /* Owned, of `room`; input.bytes points here, or into the arena. */
    size_t room;
    /* Makes input.bytes of what came in, on the thread that reads it; NULL: it is that already. */
    bool (*unfold)(struct job *j, size_t most, onr_error *err);
    onr_arena *arena;
    onr_record record;
    onr_str output;
    bool is_file; /* The page is all that stands in its source. */
    bool known;   /* Of add: the store has it, and it was not read. */
    bool ok;
    onr_error err;
    uint64_t number; /* In the order of the input, from 0. */
    page_kind kind;  /* Of a page that was read: what came of it. */
    bool pending;    /* It was handed on, but is not safe yet. */
} job;

typedef bool job_fn(job *j, void *user, onr_error *err);

/* Makes the pages safe that are pending. */
typedef bool settle_fn(void *user, onr_error *err);

/*
 * Reads all pages that the settings name, with `settings->workers` threads: `work` on
 * any thread, `deliver` on this one in input order. `settle` is called where some are pending
 * and no page comes for a while, or any more; NULL where none ever is. A `deliver`
 * or `settle` that fails ends the batch. Returns the exit status.
 */
int batch_run(const settings *s, job_fn *work, job_fn *deliver, settle_fn *settle, void *user);

/* Writes `j->output` to standard output: whole, or not at all where that is a file. */
job_fn deliver_output;

/* The same of any text. */
bool write_output(onr_str text, onr_error *err);

/* The same, and says why not; `*status` then is that nothing was written, but for a closed pipe. */
bool write_or_tell(onr_str text, int *status);

/* So what a form has before the first record or behind the last; `frame` may be NULL. */
bool write_export_frame(void (*frame)(buffer *to, export_style style), export_style style,
                        int *status);

bool wants_colour(void);

/* The columns of the terminal that standard output is, else those that COLUMNS tells; 0: any. */
unsigned output_width(void);

/* Flushes standard output; the exit status that comes of it. */
int finish_output(int status);

int cmd_read(const command *self, int argc, char **argv);
int cmd_extract(const command *self, int argc, char **argv);
int cmd_parse(const command *self, int argc, char **argv);
int cmd_add(const command *self, int argc, char **argv);
int cmd_query(const command *self, int argc, char **argv);
int cmd_disputes(const command *self, int argc, char **argv);
int cmd_timeline(const command *self, int argc, char **argv);
int cmd_show(const command *self, int argc, char **argv);
int cmd_verify(const command *self, int argc, char **argv);
int cmd_completion(const command *self, int argc, char **argv);
int cmd_report(const command *self, int argc, char **argv);
int cmd_serve(const command *self, int argc, char **argv);
/* Prints what the pages of the store tell of the same, by `s->told`; the exit status. */
int export_stories(const settings *s);

int cmd_export(const command *self, int argc, char **argv);
int cmd_unlink(const command *self, int argc, char **argv);
int cmd_remove(const command *self, int argc, char **argv);
int cmd_doctor(const command *self, int argc, char **argv);
int cmd_dict(const command *self, int argc, char **argv);
int cmd_enqueue(const command *self, int argc, char **argv);
int cmd_work(const command *self, int argc, char **argv);
int cmd_knowledge(const command *self, int argc, char **argv);

#endif
