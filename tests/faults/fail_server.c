/*
 * Preloaded into a program: its call number FAIL_AT of libpq or libnats fails, all others are
 * theirs. FAIL_HOW: "error", the call is not made; "lost", it is made, and what it answered is lost
 * on the way back (counted are those alone that change something). How many there were goes to the
 * file COUNT_CALLS.
 */
#include <dlfcn.h>
#include <libpq-fe.h>
#include <nats/nats.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "counter.h"

#pragma GCC visibility push(default)

static atomic_long made;
static long failing;
static bool is_lost;

__attribute__((constructor)) static void begin(void)
{
    const char *how = getenv("FAIL_HOW");
    counter_open(getenv("COUNT_CALLS"), ftruncate);
    failing = getenv("FAIL_AT") ? atol(getenv("FAIL_AT")) : 0;
    is_lost = how && strcmp(how, "lost") == 0;
}

__attribute__((destructor)) static void tell_count(void)
{
    counter_tell((long)made);
}

static bool must_fail(void)
{
    return ++made == failing;
}

#define FIND(name, ...)                                                                            \
    static __typeof__(name) *real;                                                                 \
    if (!real)                                                                                     \
    *(void **)&real = dlsym(RTLD_NEXT, #name)

/* What only asks. */
#define ASKS(type, name, failed, parameters, ...)                                                  \
    type name parameters                                                                           \
    {                                                                                              \
        FIND(name);                                                                                \
        return !is_lost && must_fail() ? failed : real(__VA_ARGS__);                               \
    }

/* What changes something; `drop` is what becomes of an answer that is lost. */
#define CHANGES(type, name, failed, drop, parameters, ...)                                         \
    type name parameters                                                                           \
    {                                                                                              \
        FIND(name);                                                                                \
        if (!must_fail())                                                                          \
            return real(__VA_ARGS__);                                                              \
        if (is_lost)                                                                               \
            drop(real(__VA_ARGS__));                                                               \
        return failed;                                                                             \
    }

CHANGES(PGresult *, PQexec, NULL, PQclear, (PGconn * pg, const char *sql), pg, sql)
CHANGES(PGresult *, PQexecParams, NULL, PQclear,
        (PGconn * pg, const char *sql, int count, const Oid *types, const char *const *values,
         const int *lengths, const int *formats, int form),
        pg, sql, count, types, values, lengths, formats, form)
ASKS(PGconn *, PQconnectdbParams, NULL,
     (const char *const *names, const char *const *values, int expand), names, values, expand)
ASKS(PGresult *, PQprepare, NULL,
     (PGconn * pg, const char *name, const char *sql, int count, const Oid *types), pg, name, sql,
     count, types)
ASKS(int, PQconsumeInput, 0, (PGconn * pg), pg)

CHANGES(natsStatus, js_Publish, NATS_TIMEOUT, (void),
        (jsPubAck * *out, jsCtx *js, const char *subject, const void *data, int len,
         jsPubOptions *options, jsErrCode *code),
        out, js, subject, data, len, options, code)
CHANGES(natsStatus, natsMsg_AckSync, NATS_TIMEOUT, (void),
        (natsMsg * message, jsOptions *options, jsErrCode *code), message, options, code)
ASKS(natsStatus, natsOptions_Create, NATS_NO_MEMORY, (natsOptions * *out), out)
ASKS(natsStatus, natsOptions_SetServers, NATS_NO_MEMORY,
     (natsOptions * options, const char **servers, int count), options, servers, count)
ASKS(natsStatus, natsConnection_Connect, NATS_NO_SERVER,
     (natsConnection * *out, natsOptions *options), out, options)
ASKS(natsStatus, natsConnection_JetStream, NATS_NO_MEMORY,
     (jsCtx * *out, natsConnection *connection, jsOptions *options), out, connection, options)
ASKS(natsStatus, js_GetStreamInfo, NATS_TIMEOUT,
     (jsStreamInfo * *out, jsCtx *js, const char *stream, jsOptions *options, jsErrCode *code), out,
     js, stream, options, code)
ASKS(natsStatus, js_GetConsumerInfo, NATS_TIMEOUT,
     (jsConsumerInfo * *out, jsCtx *js, const char *stream, const char *consumer,
      jsOptions *options, jsErrCode *code),
     out, js, stream, consumer, options, code)
ASKS(natsStatus, js_AddStream, NATS_TIMEOUT,
     (jsStreamInfo * *out, jsCtx *js, jsStreamConfig *wanted, jsOptions *options, jsErrCode *code),
     out, js, wanted, options, code)
ASKS(natsStatus, js_PullSubscribe, NATS_NO_MEMORY,
     (natsSubscription * *out, jsCtx *js, const char *subject, const char *durable,
      jsOptions *options, jsSubOptions *how, jsErrCode *code),
     out, js, subject, durable, options, how, code)
ASKS(natsStatus, natsSubscription_Fetch, NATS_CONNECTION_CLOSED,
     (natsMsgList * out, natsSubscription *from, int count, int64_t wait, jsErrCode *code), out,
     from, count, wait, code)
ASKS(natsStatus, natsMsg_GetMetaData, NATS_NO_MEMORY, (jsMsgMetaData * *out, natsMsg *message), out,
     message)
