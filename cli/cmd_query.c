/*
 * onrecord query, disputes and timeline: who said what, who denies it, and when, from a store.
 * Whatever is asked, no answer at all is told on standard error and by the exit status.
 */
#include <string.h>

#include "base/str.h"
#include "cli.h"

/* More than a page of records has; an answer is one statement of one. */
enum { ANSWER_MEMORY = 1 << 30 };

typedef struct asking {
    const settings *s;
    export_style style;
    onr_arena *arena; /* For one answer at a time. */
    size_t answers;
    char day[16]; /* Of a timeline: the last one. */
    bool failed;  /* An answer could not be written, and `err` says why. */
    onr_error err;
} asking;

typedef bool asking_fn(asking *a, onr_store *store, onr_error *err);

/* False ends the search, be it for a fault or since nobody reads on. */
static bool write_buffer(asking *a, buffer *from)
{
    onr_str text;
    bool ok = buffer_finish(&text, from, "write an answer", &a->err) && write_output(text, &a->err);
    a->failed = a->err.code != ONR_OK;
    onr_arena_reset(a->arena);
    return ok;
}

/* Behind what `to` has already. */
static bool write_behind(asking *a, buffer *to, const onr_answer *answer)
{
    if (a->answers++ == 0 && a->s->format->answer_head)
        a->s->format->answer_head(to);
    a->s->format->answer(to, answer, a->style);
    return write_buffer(a, to);
}

static bool write_answer(const onr_answer *answer, void *user)
{
    asking *a = user;
    buffer to = {.arena = a->arena};
    return write_behind(a, &to, answer);
}

static bool ask_statements(asking *a, onr_store *store, onr_error *err)
{
    return onr_store_query(store, &a->s->question, write_answer, a, err);
}

static bool write_count(onr_str value, uint64_t count, void *user)
{
    asking *a = user;
    buffer to = {.arena = a->arena};
    const char *by = onr_count_by_name(a->s->count_by);
    if (a->answers++ == 0 && a->s->format->count_head)
        a->s->format->count_head(&to, by);
    a->s->format->count(&to, by, value, count, a->style);
    return write_buffer(a, &to);
}

static bool ask_counts(asking *a, onr_store *store, onr_error *err)
{
    return onr_store_count(store, &a->s->question, a->s->count_by, write_count, a, err);
}

static bool write_disputed(const onr_disputed *disputed, void *user)
{
    asking *a = user;
    buffer to = {.arena = a->arena};
    if (a->answers++ == 0 && a->s->format->disputed_head)
        a->s->format->disputed_head(&to);
    a->s->format->disputed(&to, disputed, a->style);
    return write_buffer(a, &to);
}

static bool ask_disputes(asking *a, onr_store *store, onr_error *err)
{
    return onr_store_disputes(store, &a->s->question, write_disputed, a, err);
}

/* For people, a line in front of the first statement of each day. */
static void put_day(asking *a, const onr_answer *answer, buffer *to)
{
    onr_str when = answer->said.len ? answer->said : answer->published;
    onr_str day = when.len ? when : ONR_STR("undated");
    if (!a->s->format->for_people || str_is(day, a->day))
        return;
    buffer_format(to, "%s%.*s\n", a->answers ? "\n" : "", (int)day.len, day.data);
    snprintf(a->day, sizeof a->day, "%.*s", (int)day.len, day.data);
}

static bool write_on_its_day(const onr_answer *answer, void *user)
{
    asking *a = user;
    buffer to = {.arena = a->arena};
    put_day(a, answer, &to);
    return write_behind(a, &to, answer);
}

static bool ask_timeline(asking *a, onr_store *store, onr_error *err)
{
    onr_question question = a->s->question;
    question.sort = ONR_SORT_SAID;
    return onr_store_query(store, &question, write_on_its_day, a, err);
}

static int ask(asking *a, asking_fn *how, onr_store *store)
{
    onr_error err = {0};
    bool asked = how(a, store, &err);
    if (a->failed)
        print_error(&a->err);
    if (!asked)
        print_error(&err);
    if (asked && a->answers == 0) {
        fputs("onrecord: nothing in ", stderr);
        print_store(stderr, a->s);
        fputs(" meets that\n", stderr);
    }
    return a->failed ? EXIT_UNWRITTEN : asked && a->answers ? EXIT_READ : EXIT_SOME_FAILED;
}

static int open_and_ask(const settings *s, asking_fn *how)
{
    onr_error err = {0};
    onr_store *store = NULL;
    int status = EXIT_SOME_FAILED;
    asking a = {.s = s,
                .style = {.text = {.colour = wants_colour(), .width = output_width()},
                          .spreadsheet = s->style.spreadsheet},
                .arena = onr_arena_new(ANSWER_MEMORY)};
    if (!a.arena)
        onr_fail(&err, ONR_E_MEMORY, 0, "free some memory", "no memory for the answers");
    if (a.arena && store_open(&store, s->store, ONR_STORE_READ, &err))
        status = ask(&a, how, store);
    else
        print_error(&err);
    onr_store_close(store);
    onr_arena_free(a.arena);
    return finish_output(status);
}

int cmd_query(const command *self, int argc, char **argv)
{
    settings s;
    settings_read(&s, self, argc, argv);
    return open_and_ask(&s, s.count_by == ONR_COUNT_BY_COUNT ? ask_statements : ask_counts);
}

int cmd_disputes(const command *self, int argc, char **argv)
{
    settings s;
    settings_read(&s, self, argc, argv);
    return open_and_ask(&s, ask_disputes);
}

int cmd_timeline(const command *self, int argc, char **argv)
{
    settings s;
    settings_read(&s, self, argc, argv);
    return open_and_ask(&s, ask_timeline);
}
