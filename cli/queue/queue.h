/*
 * Queues of references (reference.h), from which workers take pages into a store. A queue gives
 * each reference to one worker at a time, counts how often it was given, and gives it again when
 * the worker ended, or lost the queue, before it was settled. What stands behind an address is a
 * kind: a file of this folder and a line in queue.c's table.
 */
#ifndef ONR_CLI_QUEUE_QUEUE_H
#define ONR_CLI_QUEUE_QUEUE_H

#include "onrecord.h"

/* How often a reference is given before whoever has it puts it aside. */
enum { MOST_DELIVERIES = 5 };

/* A reference in the hands of a worker. */
typedef struct delivery {
    onr_str reference; /* Its text, until the delivery is settled. Empty: there was none. */
    int count;         /* How often it was given, this time included. */
    int64_t key;       /* The kind's own. */
} delivery;

typedef enum outcome {
    OUTCOME_DONE,  /* In the store, or put aside there: off the queue. */
    OUTCOME_AGAIN, /* Could not be read: to be given again, in a few seconds. */
} outcome;

typedef struct queue queue;

/* All fail with ONR_E_IO, by `queue_fail`; `settle` with ONR_E_STORE, too. */
typedef struct queue_kind {
    const char *schemes; /* With which its addresses begin, parted by "|". */
    /* `close` is called whether it succeeds or not. */
    bool (*open)(queue *q, onr_error *err);
    void (*close)(queue *q);
    /* Puts a reference in, for good; `id` is a digest of it, by which one that is there already can
     * be known. */
    bool (*put)(queue *q, onr_str reference, const char *id, onr_error *err);
    /* How many references are in it, those that workers have included. */
    bool (*count)(queue *q, uint64_t *out, onr_error *err);
    /* Waits a second at most. */
    bool (*take)(queue *q, delivery *out, onr_error *err);
    /* Tells that the worker is still at it; where nobody hears that, another may be given it, too.
     */
    void (*hold)(queue *q);
    /* Ends the delivery; where `q->has_batch`, in one transaction with the store's batch. */
    bool (*settle)(queue *q, const delivery *d, outcome how, onr_error *err);
} queue_kind;

struct queue {
    const queue_kind *kind;
    const char *address;
    onr_store *store; /* What is taken goes here; NULL: things are put in alone. */
    bool has_batch;   /* From `take` to `settle` the store is in a batch that the queue began. */
    void *state;      /* The kind's. */
};

/* The kinds that this program was built with, in words. */
extern const char queue_kinds[];

/* What stands behind `address`. NULL: nothing that this program was built with. */
const queue_kind *queue_kind_of(const char *address);

/*
 * Opens the queue at `address`, makes it where there is none. With `store`, references are taken
 * from it into that store, which is open and stays the caller's. Fails with ONR_E_IO.
 */
bool queue_open(queue *out, const char *address, onr_store *store, onr_error *err);
void queue_close(queue *q);

/* Puts a reference's text in. */
bool queue_put(queue *q, onr_str message, onr_error *err);

/* Fills `err`; its source is the queue's address without user and password. */
bool queue_fail(const queue *q, const char *doing, const char *what, onr_error *err);

extern const queue_kind queue_nats, queue_postgres;

#endif
