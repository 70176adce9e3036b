/*
 * A lane takes references from the queue, one at a time, and brings what they name into the store.
 * A worker has as many as it reads pages at a time.
 */
#ifndef ONR_CLI_WORK_LANE_H
#define ONR_CLI_WORK_LANE_H

#include <stdatomic.h>

#include "queue/queue.h"
#include "queue/reference.h"
#include "work/reader.h"

typedef struct lane {
    const settings *s;
    const atomic_bool *stop; /* Takes nothing more when it is set. */
    reader reader;
    onr_store *store; /* NULL, and no queue is open either: not yet, or one of them was lost. */
    queue queue;
    onr_arena *arena; /* For one delivery. */
    pthread_t thread;
    size_t pages, added, put_aside;
} lane;

/* Starts the lane's reader; to be closed, whether it succeeds or not. Fails with ONR_E_MEMORY. */
bool lane_open(lane *out, const settings *s, const onr_models *models, const atomic_bool *stop,
               onr_error *err);
void lane_close(lane *l);

/* Works until `stop` is set, whatever becomes of queue and store; a lane's thread. */
void *lane_run(void *lane);

#endif
