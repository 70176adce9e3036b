/*
 * onrecord serve: a store in a browser. Listens on 127.0.0.1 alone, and answers only those who call
 * it by that name: a page from elsewhere whose name leads here (DNS rebinding) learns nothing.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <microhttpd.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "base/arena.h"
#include "base/str.h"
#include "cli.h"

/* Most memory for one answer; most bytes of a page that are read to be shown. */
enum { ANSWER_MEMORY = 512 << 20, MOST_BYTES = 32 << 20, MOST_ASKED = 64 };

typedef struct serving {
    onr_store *store;
    uint16_t port;
} serving;

/* Reads all of a file, unfolded where it is compressed. */
static bool read_file(onr_str *out, int file, onr_arena *arena)
{
    gzFile in = gzdopen(file, "rb");
    char *data = in ? arena_take(arena, MOST_BYTES) : NULL;
    int len = data ? gzread(in, data, MOST_BYTES) : -1;
    if (in)
        gzclose(in);
    else
        close(file);
    *out = (onr_str){data, len > 0 ? (size_t)len : 0};
    return len > 0;
}

/* The page as it was read, where its source still has the same bytes: whatever else a store names
 * is not shown. */
static bool bytes_of(onr_str *out, const onr_record *record, onr_arena *arena, void *user)
{
    char path[4096], id[sizeof record->id];
    struct stat status;
    (void)user;
    snprintf(path, sizeof path, "%.*s", (int)record->source.len, record->source.data);
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (file < 0)
        return false;
    if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
        close(file);
        return false;
    }
    if (!read_file(out, file, arena))
        return false;
    onr_record_identify(id, *out);
    return strcmp(id, record->id) == 0;
}

typedef struct values {
    onr_web_value items[MOST_ASKED];
    size_t count;
} values;

static enum MHD_Result take_value(void *user, enum MHD_ValueKind kind, const char *name,
                                  size_t name_len, const char *value, size_t len)
{
    values *v = user;
    (void)kind;
    if (v->count < MOST_ASKED)
        v->items[v->count++] =
            (onr_web_value){{name, name_len}, {value ? value : "", value ? len : 0}};
    return MHD_YES;
}

/* "127.0.0.1:8377", "localhost:8377": how those call it who sit at this machine. */
static bool is_called_here(const serving *s, const char *host)
{
    char here[2][32];
    snprintf(here[0], sizeof here[0], "127.0.0.1:%u", s->port);
    snprintf(here[1], sizeof here[1], "localhost:%u", s->port);
    return host && (strcasecmp(host, here[0]) == 0 || strcasecmp(host, here[1]) == 0);
}

static bool answer(onr_web_answer *out, const serving *s, struct MHD_Connection *connection,
                   const char *path, const char *method, onr_arena *arena, onr_error *err)
{
    values v = {0};
    const char *host = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Host");
    if (!is_called_here(s, host))
        return onr_web_refuse(out, str_of(path), MHD_HTTP_FORBIDDEN, "called by another name",
                              "open the address that `onrecord serve` printed", arena, err);
    if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0)
        return onr_web_refuse(out, str_of(path), MHD_HTTP_METHOD_NOT_ALLOWED,
                              "nothing can be changed here", "ask by GET", arena, err);
    MHD_get_connection_values_n(connection, MHD_GET_ARGUMENT_KIND, take_value, &v);
    const onr_web_request request = {
        .path = str_of(path), .values = v.items, .count = v.count, .bytes_of = bytes_of};
    return onr_web_ask(out, s->store, &request, arena, err);
}

static enum MHD_Result deliver(struct MHD_Connection *connection, const onr_web_answer *a)
{
    static const char *const headers[][2] = {{"X-Content-Type-Options", "nosniff"},
                                             {"X-Frame-Options", "DENY"},
                                             {"Referrer-Policy", "no-referrer"},
                                             {"Cross-Origin-Resource-Policy", "same-origin"},
                                             {"Cross-Origin-Opener-Policy", "same-origin"},
                                             {"Cache-Control", "no-store"}};
    union {
        const char *constant;
        void *plain; /* It is copied. */
    } body = {.constant = a->body.len ? a->body.data : ""};
    struct MHD_Response *response =
        MHD_create_response_from_buffer(a->body.len, body.plain, MHD_RESPMEM_MUST_COPY);
    if (!response)
        return MHD_NO;
    MHD_add_response_header(response, "Content-Type", a->type);
    MHD_add_response_header(response, "Content-Security-Policy", onr_web_policy());
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        MHD_add_response_header(response, headers[i][0], headers[i][1]);
    enum MHD_Result result = MHD_queue_response(connection, (unsigned)a->status, response);
    MHD_destroy_response(response);
    return result;
}

static enum MHD_Result handle(void *user, struct MHD_Connection *connection, const char *path,
                              const char *method, const char *version, const char *upload,
                              size_t *upload_len, void **state)
{
    static const onr_web_answer no_room = {500, "text/plain", {"no memory for the answer\n", 25}};
    onr_web_answer out;
    onr_error err = {0};
    (void)version;
    (void)upload;
    (void)state;
    *upload_len = 0;
    onr_arena *arena = onr_arena_new(ANSWER_MEMORY);
    bool ok = arena && answer(&out, user, connection, path, method, arena, &err);
    enum MHD_Result result = deliver(connection, ok ? &out : &no_room);
    onr_arena_free(arena);
    return result;
}

static uint16_t port_of(struct MHD_Daemon *server, long asked)
{
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(server, MHD_DAEMON_INFO_BIND_PORT);
    return info ? info->port : (uint16_t)asked;
}

static struct MHD_Daemon *start(serving *s, long port)
{
    struct sockaddr_in here = {.sin_family = AF_INET,
                               .sin_port = htons((uint16_t)port),
                               .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    return MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD, (uint16_t)port, NULL, NULL, handle, s,
                            MHD_OPTION_SOCK_ADDR, &here, MHD_OPTION_CONNECTION_LIMIT, 64u,
                            MHD_OPTION_CONNECTION_TIMEOUT, 20u, MHD_OPTION_END);
}

/* Serves until a signal ends it: that is how it is meant to end, and no fault. */
static int serve(onr_store *store, long port)
{
    serving s = {.store = store};
    sigset_t ending;
    int caught;
    sigemptyset(&ending);
    sigaddset(&ending, SIGINT);
    sigaddset(&ending, SIGTERM);
    sigaddset(&ending, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &ending, NULL);
    /* Before the first request: it is answered by the port. */
    s.port = (uint16_t)port;
    struct MHD_Daemon *server = start(&s, port);
    if (!server) {
        fprintf(stderr, "onrecord: port %ld cannot be listened on: %s; choose another by --port\n",
                port, strerror(errno));
        return EXIT_SOME_FAILED;
    }
    s.port = port_of(server, port);
    printf("http://127.0.0.1:%u/  (Ctrl-C ends it)\n", s.port);
    fflush(stdout);
    sigwait(&ending, &caught);
    MHD_stop_daemon(server);
    return EXIT_READ;
}

int cmd_serve(const command *self, int argc, char **argv)
{
    settings s;
    onr_error err = {0};
    onr_store *store = NULL;
    int status = EXIT_SOME_FAILED;
    settings_read(&s, self, argc, argv);
    if (store_open(&store, s.store, ONR_STORE_READ, &err))
        status = serve(store, s.port);
    else
        print_error(&err);
    onr_store_close(store);
    return finish_output(status);
}
