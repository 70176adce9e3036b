/*
 * A queue in NATS JetStream: a work-queue stream, which keeps a reference until it is acknowledged,
 * and one durable consumer that all workers pull from. It is replicated to as many servers as the
 * address names. Whoever lost the server waits until it, or another one, is back.
 */
#include <nats/nats.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/str.h"
#include "queue/queue.h"

/* Milliseconds. A delivery that nobody holds for so long is given to another, unless the consumer
 * was made otherwise. */
enum { ACK_WAIT = 30000, TAKE_WAIT = 1000, RECONNECT_WAIT = 500, PUT_WAIT = 5000 };
enum { PUT_TRIES = 12, MOST_SERVERS = 16, MOST_REPLICAS = 5 };

static const char stream_name[] = "ONRECORD", subject[] = "onrecord.pages", durable[] = "onrecord";

typedef struct nats_state {
    natsOptions *options;
    natsConnection *connection;
    jsCtx *js;
    natsSubscription *pull;
    natsMsg *taken;
    int server_count;
    uint64_t run; /* Of this program, unlike any other's. */
} nats_state;

static bool nats_fail(const queue *q, const char *doing, natsStatus status, onr_error *err)
{
    return queue_fail(q, doing, natsStatus_GetText(status), err);
}

/* "nats://a:4222,b:4222" names two servers; what comes behind a comma may have the scheme, too. */
static natsStatus set_servers(nats_state *n, char *addresses)
{
    const char *servers[MOST_SERVERS];
    char *rest = addresses;
    for (char *one; n->server_count < MOST_SERVERS && (one = strtok_r(rest, ",", &rest));)
        servers[n->server_count++] = one;
    return natsOptions_SetServers(n->options, servers, n->server_count);
}

static natsStatus set_options(nats_state *n, const char *address)
{
    char *addresses = strdup(address);
    natsStatus s = addresses ? natsOptions_Create(&n->options) : NATS_NO_MEMORY;
    if (s == NATS_OK)
        s = set_servers(n, addresses);
    if (s == NATS_OK)
        s = natsOptions_SetMaxReconnect(n->options, -1);
    if (s == NATS_OK)
        s = natsOptions_SetReconnectWait(n->options, RECONNECT_WAIT);
    free(addresses);
    return s;
}

static natsStatus make_stream(nats_state *n)
{
    const char *subjects[] = {subject};
    jsStreamConfig wanted;
    jsStreamConfig_Init(&wanted);
    wanted.Name = stream_name;
    wanted.Subjects = subjects;
    wanted.SubjectsLen = 1;
    wanted.Retention = js_WorkQueuePolicy;
    wanted.Storage = js_FileStorage;
    wanted.Replicas = n->server_count < MOST_REPLICAS ? n->server_count : MOST_REPLICAS;
    return js_AddStream(NULL, n->js, &wanted, NULL, NULL);
}

/* One that is there stays as somebody made it, with its replicas. */
static natsStatus find_stream(nats_state *n)
{
    jsStreamInfo *there = NULL;
    natsStatus s = js_GetStreamInfo(&there, n->js, stream_name, NULL, NULL);
    jsStreamInfo_Destroy(there);
    return s == NATS_NOT_FOUND ? make_stream(n) : s;
}

/* How often a reference is given is counted by the server, and is the workers' to end. */
static natsStatus make_consumer(nats_state *n)
{
    jsConsumerConfig wanted;
    jsConsumerConfig_Init(&wanted);
    wanted.Durable = durable;
    wanted.AckPolicy = js_AckExplicit;
    wanted.AckWait = (int64_t)ACK_WAIT * 1000000;
    wanted.MaxDeliver = -1;
    wanted.MaxAckPending = -1;
    return js_AddConsumer(NULL, n->js, stream_name, &wanted, NULL, NULL);
}

/* One that is there stays as somebody made it, with how long it waits. */
static natsStatus find_consumer(nats_state *n)
{
    jsConsumerInfo *there = NULL;
    natsStatus s = js_GetConsumerInfo(&there, n->js, stream_name, durable, NULL, NULL);
    jsConsumerInfo_Destroy(there);
    return s == NATS_NOT_FOUND ? make_consumer(n) : s;
}

static natsStatus subscribe(nats_state *n)
{
    jsSubOptions options;
    jsSubOptions_Init(&options);
    options.Stream = stream_name;
    options.Consumer = durable;
    natsStatus s = find_consumer(n);
    return s == NATS_OK ? js_PullSubscribe(&n->pull, n->js, subject, durable, NULL, &options, NULL)
                        : s;
}

static bool open_nats(queue *q, onr_error *err)
{
    nats_state *n = q->state = calloc(1, sizeof *n);
    natsStatus s = n ? set_options(n, q->address) : NATS_NO_MEMORY;
    if (n && getrandom(&n->run, sizeof n->run, 0) != sizeof n->run)
        s = NATS_SYS_ERROR;
    if (s == NATS_OK)
        s = natsConnection_Connect(&n->connection, n->options);
    if (s == NATS_OK)
        s = natsConnection_JetStream(&n->js, n->connection, NULL);
    if (s == NATS_OK)
        s = find_stream(n);
    if (s == NATS_OK && q->store)
        s = subscribe(n);
    return s == NATS_OK || nats_fail(q, "open the queue", s, err);
}

static void close_nats(queue *q)
{
    nats_state *n = q->state;
    if (!n)
        return;
    natsMsg_Destroy(n->taken);
    natsSubscription_Destroy(n->pull);
    jsCtx_Destroy(n->js);
    natsConnection_Destroy(n->connection);
    natsOptions_Destroy(n->options);
    free(n);
}

/* A message whose receipt was lost is sent again; the server knows it by its id, for two minutes.
 * Put in by another run, it is meant anew. */
static bool put(queue *q, onr_str reference, const char *id, onr_error *err)
{
    nats_state *n = q->state;
    jsPubOptions options;
    natsStatus s = NATS_TIMEOUT;
    char of_run[128];
    snprintf(of_run, sizeof of_run, "%016llx:%s", (unsigned long long)n->run, id);
    jsPubOptions_Init(&options);
    options.MsgId = of_run;
    options.MaxWait = PUT_WAIT;
    for (int i = 0; s != NATS_OK && i < PUT_TRIES; i++) {
        if (i)
            nats_Sleep(RECONNECT_WAIT);
        s = js_Publish(NULL, n->js, subject, reference.data, (int)reference.len, &options, NULL);
    }
    return s == NATS_OK || nats_fail(q, "put a page in", s, err);
}

static natsStatus count_stream(nats_state *n, uint64_t *out)
{
    jsStreamInfo *info = NULL;
    natsStatus s = js_GetStreamInfo(&info, n->js, stream_name, NULL, NULL);
    if (s == NATS_OK)
        *out = info->State.Msgs;
    jsStreamInfo_Destroy(info);
    return s;
}

/* What the consumer has before it; not what is in the stream, which a server that was killed may
 * (2.9.10) keep though it was acknowledged. */
static bool count(queue *q, uint64_t *out, onr_error *err)
{
    nats_state *n = q->state;
    jsConsumerInfo *info = NULL;
    natsStatus s = js_GetConsumerInfo(&info, n->js, stream_name, durable, NULL, NULL);
    if (s == NATS_OK)
        *out = info->NumPending + (uint64_t)info->NumAckPending;
    jsConsumerInfo_Destroy(info);
    if (s == NATS_NOT_FOUND)
        s = count_stream(n, out);
    return s == NATS_OK || nats_fail(q, "count the pages", s, err);
}

static natsStatus count_deliveries(delivery *out, natsMsg *message)
{
    jsMsgMetaData *data = NULL;
    natsStatus s = natsMsg_GetMetaData(&data, message);
    if (s == NATS_OK)
        out->count = (int)data->NumDelivered;
    jsMsgMetaData_Destroy(data);
    return s;
}

static bool take(queue *q, delivery *out, onr_error *err)
{
    nats_state *n = q->state;
    natsMsgList list = {0};
    *out = (delivery){0};
    natsStatus s = natsSubscription_Fetch(&list, n->pull, 1, TAKE_WAIT, NULL);
    if (s == NATS_TIMEOUT)
        return true;
    if (s == NATS_OK) {
        n->taken = list.Msgs[0];
        list.Msgs[0] = NULL;
        out->reference =
            (onr_str){natsMsg_GetData(n->taken), (size_t)natsMsg_GetDataLength(n->taken)};
        s = count_deliveries(out, n->taken);
    }
    natsMsgList_Destroy(&list);
    return s == NATS_OK || nats_fail(q, "take a page", s, err);
}

static void hold(queue *q)
{
    nats_state *n = q->state;
    (void)natsMsg_InProgress(n->taken, NULL);
}

/* A second more from one delivery to the next. */
static natsStatus give_back(natsMsg *message, const delivery *d)
{
    return natsMsg_NakWithDelay(message, (int64_t)d->count * 1000, NULL);
}

/* An acknowledgement that is lost only has the page given again, and found in the store. */
static bool settle(queue *q, const delivery *d, outcome how, onr_error *err)
{
    nats_state *n = q->state;
    natsStatus s =
        how == OUTCOME_DONE ? natsMsg_AckSync(n->taken, NULL, NULL) : give_back(n->taken, d);
    natsMsg_Destroy(n->taken);
    n->taken = NULL;
    return s == NATS_OK || nats_fail(q, "give a page back", s, err);
}

const queue_kind queue_nats = {.schemes = "nats|tls",
                               .open = open_nats,
                               .close = close_nats,
                               .put = put,
                               .count = count,
                               .take = take,
                               .hold = hold,
                               .settle = settle};
