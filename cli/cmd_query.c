/* onrecord query: who said what, from a store. */
#include "cli.h"

/* More than a page of records has; an answer is one statement of one. */
enum { ANSWER_MEMORY = 1 << 30 };

typedef struct asking {
    const export_format *format;
    export_style style;
    onr_arena *arena; /* For one answer at a time. */
    bool failed;      /* An answer could not be written, and `err` says why. */
    onr_error err;
} asking;

/* False ends the search, be it for a fault or since nobody reads on. */
static bool write_buffer(asking *a, buffer *from)
{
    onr_str text;
    bool ok = buffer_finish(&text, from, "write an answer", &a->err) && write_output(text, &a->err);
    a->failed = a->err.code != ONR_OK;
    onr_arena_reset(a->arena);
    return ok;
}

static bool write_head(asking *a)
{
    buffer to = {.arena = a->arena};
    if (a->format->answer_head)
        a->format->answer_head(&to);
    return write_buffer(a, &to);
}

static bool write_answer(const onr_answer *answer, void *user)
{
    asking *a = user;
    buffer to = {.arena = a->arena};
    a->format->answer(&to, answer, a->style);
    return write_buffer(a, &to);
}

static int ask(asking *a, onr_store *store, const onr_question *question)
{
    onr_error err = {0};
    bool asked = !write_head(a) || onr_store_query(store, question, write_answer, a, &err);
    if (a->failed)
        print_error(&a->err);
    if (!asked)
        print_error(&err);
    return a->failed ? EXIT_UNWRITTEN : asked ? EXIT_READ : EXIT_SOME_FAILED;
}

int cmd_query(const command *self, int argc, char **argv)
{
    settings s;
    onr_error err = {0};
    onr_store *store = NULL;
    int status = EXIT_SOME_FAILED;
    settings_read(&s, self, argc, argv);
    asking a = {.format = s.format,
                .style = {.spreadsheet = s.spreadsheet},
                .arena = onr_arena_new(ANSWER_MEMORY)};
    if (!a.arena)
        onr_fail(&err, ONR_E_MEMORY, 0, "free some memory", "no memory for the answers");
    if (a.arena && onr_store_open(&store, s.store, ONR_STORE_READ, &err))
        status = ask(&a, store, &s.question);
    else
        print_error(&err);
    onr_store_close(store);
    onr_arena_free(a.arena);
    return finish_output(status);
}
