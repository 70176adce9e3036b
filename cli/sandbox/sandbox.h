/*
 * The sandbox: what a thread that looks at strangers' bytes may still ask of the system. Once its
 * inputs are known it opens no other file, writes to none, starts no program and knows no network;
 * what Linux grants of that is told by `onrecord doctor`.
 */
#ifndef ONR_CLI_SANDBOX_H
#define ONR_CLI_SANDBOX_H

#include <stdbool.h>

/* Who a thread is: what it may do beyond computing. */
typedef enum sandbox_role {
    SANDBOX_READS,  /* Opens the inputs to read them, writes to standard error. */
    SANDBOX_WRITES, /* Writes to standard output and error, opens nothing. */
    SANDBOX_SENDS,  /* As SANDBOX_WRITES; and talks over connections that are open. */
    SANDBOX_STORES, /* As SANDBOX_WRITES; and reads and writes files in the store's folder. */
} sandbox_role;

typedef struct sandbox {
    int inputs; /* Rules of Landlock, or -1. */
    int store;
    int journal; /* Which those that write may write, or -1. */
    bool lists;  /* Readers may list folders that are allowed. */
} sandbox;

/*
 * Of files only what is in the folder of `store` (may be NULL) may be opened. To be closed; threads
 * that entered stay in.
 */
void sandbox_open(sandbox *out, const char *store);

/* Allows readers to open `path`; of a folder the files in it, and where it `lists` to walk it. */
void sandbox_allow(sandbox *s, const char *path, bool lists);

void sandbox_close(sandbox *s);

/* Puts the calling thread in; there is no way out. What the system does not know is left out. */
void sandbox_enter(const sandbox *s, sandbox_role role);

/* What `sandbox_enter` refuses to a thread that reads, each to be tried: true, if it went through.
 */
typedef struct sandbox_promise {
    const char *what;
    bool (*is_broken)(void);
} sandbox_promise;

extern const sandbox_promise sandbox_promises[];
extern const int sandbox_promise_count;

#endif
