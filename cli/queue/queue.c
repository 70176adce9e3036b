/*
 * Which kind of queue an address stands for.
 */
#include "queue/queue.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "queue/reference.h"

static const queue_kind *const kinds[] = {
#ifdef HAVE_NATS
    &queue_nats,
#endif
#ifdef HAVE_POSTGRESQL
    &queue_postgres,
#endif
    NULL,
};

#if defined HAVE_NATS && defined HAVE_POSTGRESQL
const char queue_kinds[] = "both";
#elif defined HAVE_NATS
const char queue_kinds[] = "NATS alone";
#elif defined HAVE_POSTGRESQL
const char queue_kinds[] = "PostgreSQL alone";
#else
const char queue_kinds[] = "neither (docs/WORKERS.md)";
#endif

const queue_kind *queue_kind_of(const char *address)
{
    const char *end = strstr(address, "://");
    for (size_t i = 0; end && kinds[i]; i++)
        if (str_listed((onr_str){address, (size_t)(end - address)}, kinds[i]->schemes))
            return kinds[i];
    return NULL;
}

bool queue_open(queue *out, const char *address, onr_store *store, onr_error *err)
{
    *out = (queue){.kind = queue_kind_of(address), .address = address, .store = store};
    if (!out->kind)
        return queue_fail(out, "open the queue", "no address of a queue", err);
    if (out->kind->open(out, err))
        return true;
    queue_close(out);
    return false;
}

void queue_close(queue *q)
{
    if (q->kind)
        q->kind->close(q);
    *q = (queue){0};
}

bool queue_put(queue *q, onr_str message, onr_error *err)
{
    char id[DIGEST_SIZE];
    digest_of(id, message);
    return q->kind->put(q, message, id, err);
}

/* "nats://user:word@host" is told as "nats://host". */
static void write_address(char *out, size_t size, const char *address)
{
    const char *kind = strstr(address, "://");
    onr_str host = str_host(address);
    snprintf(out, size, "%.*s%.*s", kind ? (int)(kind + 3 - address) : 0, address, (int)host.len,
             host.data);
}

bool queue_fail(const queue *q, const char *doing, const char *what, onr_error *err)
{
    size_t len = strcspn(what, "\n");
    onr_fail(err, ONR_E_IO, 0, "check the address, and that its server runs", "%s: %.*s", doing,
             (int)len, what);
    write_address(err->source, sizeof err->source, q->address);
    return false;
}
