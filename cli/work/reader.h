/*
 * A thread in the sandbox that reads the pages of what it is given, one at a time. Whoever gives
 * may open files and talk to servers, but sees of a page only its record.
 */
#ifndef ONR_CLI_WORK_READER_H
#define ONR_CLI_WORK_READER_H

#include <pthread.h>

#include "cli.h"
#include "intake/intake.h"
#include "work/clock.h"

typedef enum reader_state {
    READER_IDLE,  /* Waits for something to read. */
    READER_ASKED, /* Reads the next page. */
    READER_PAGE,  /* `page` is there, read or with its fault. */
    READER_END,   /* There is no other page in what was given. */
    READER_CLOSE, /* Is to let go of what it was given. */
    READER_GONE,  /* Is to end. */
} reader_state;

typedef struct reader {
    const onr_models *models;
    settings s; /* Of what is read: its name, its form, what is known of it. */
    char *name;
    intake from;
    job page;
    pthread_t thread;
    page_clock clock;     /* Of the page at hand. */
    pthread_mutex_t lock; /* Guards clock and state; who may touch the rest, the state says. */
    pthread_cond_t changed;
    reader_state state;
} reader;

/* Starts the thread; its pages take the memory that `s` says. Fails with ONR_E_MEMORY. */
bool reader_start(reader *out, const settings *s, const onr_models *models, onr_error *err);
void reader_stop(reader *r);

/* Gives it the bytes of `fd`, which begin at `first` of the file called `name`, to be read as `s`
 * says; all stay the caller's until `reader_close`. */
void reader_open(reader *r, const settings *s, char *name, int fd, uint64_t first);

/* Waits for the next page, `seconds` at most: READER_PAGE, READER_END, or READER_ASKED. One that
 * has taken more than its time by then is given up. */
reader_state reader_wait(reader *r, int seconds);

/* After READER_PAGE: the page is done with, and the next one wanted. */
void reader_go_on(reader *r);

/* Lets go of what it was given, wherever it is with it. */
void reader_close(reader *r);

#endif
