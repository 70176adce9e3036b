/* onrecord query: who said what, from a store. */
#include "cli.h"

#include <string.h>

/* The columns of CSV and the keys of JSON, in their order. */
static const struct {
    const char *name;
    size_t at;
} columns[] = {
    {"page", offsetof(onr_answer, page)},
    {"source", offsetof(onr_answer, source)},
    {"url", offsetof(onr_answer, url)},
    {"title", offsetof(onr_answer, title)},
    {"outlet", offsetof(onr_answer, outlet)},
    {"published", offsetof(onr_answer, published)},
    {"statement", offsetof(onr_answer, statement)},
    {"speaker", offsetof(onr_answer, speaker)},
    {"code", offsetof(onr_answer, code)},
    {"cue", offsetof(onr_answer, cue)},
    {"act", offsetof(onr_answer, act)},
    {"content", offsetof(onr_answer, content)},
    {"addressee", offsetof(onr_answer, addressee)},
    {"chain", offsetof(onr_answer, chain)},
};
enum { COLUMN_COUNT = sizeof columns / sizeof *columns };

static onr_str column(const onr_answer *answer, size_t i)
{
    return *(const onr_str *)(const void *)((const char *)answer + columns[i].at);
}

static void print(onr_str text)
{
    fwrite(text.data, 1, text.len, stdout);
}

static void print_quoted(onr_str text)
{
    putchar('"');
    for (size_t i = 0; i < text.len; i++) {
        if (text.data[i] == '"')
            putchar('"');
        putchar(text.data[i]);
    }
    putchar('"');
}

static bool print_csv(const onr_answer *answer, void *user)
{
    (void)user;
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        print_quoted(column(answer, i));
        putchar(',');
    }
    printf("%d,%d,%d,%u,%u,%u,%u,%.3f\r\n", answer->negated, answer->hedged, answer->unrealised,
           answer->span.start, answer->span.end, answer->bytes.start, answer->bytes.end,
           answer->confidence);
    return !ferror(stdout);
}

static bool print_json(const onr_answer *answer, void *user)
{
    (void)user;
    json_t *o = json_object();
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        onr_str text = column(answer, i);
        json_object_set_new(o, columns[i].name,
                            text.len ? json_stringn(text.data, text.len) : json_null());
    }
    json_object_set_new(o, "negated", json_boolean(answer->negated));
    json_object_set_new(o, "hedged", json_boolean(answer->hedged));
    json_object_set_new(o, "unrealised", json_boolean(answer->unrealised));
    json_object_set_new(o, "span", json_pack("[ii]", answer->span.start, answer->span.end));
    json_object_set_new(o, "bytes", json_pack("[ii]", answer->bytes.start, answer->bytes.end));
    json_object_set_new(o, "confidence", json_real(answer->confidence));
    json_dumpf(o, stdout, JSON_COMPACT | JSON_REAL_PRECISION(4));
    json_decref(o);
    putchar('\n');
    return !ferror(stdout);
}

static bool print_text(const onr_answer *answer, void *user)
{
    (void)user;
    print(answer->published.len ? answer->published : ONR_STR("undated"));
    fputs("  ", stdout);
    print(answer->speaker.len ? answer->speaker : ONR_STR("(nobody named)"));
    printf(" [%.*s]%s%s%s ", (int)answer->act.len, answer->act.data,
           answer->negated ? " (not said)" : "", answer->hedged ? " (reportedly)" : "",
           answer->unrealised ? " (not yet said)" : "");
    print(answer->content);
    fputs("\n    ", stdout);
    print(answer->chain);
    fputs("\n    ", stdout);
    print(answer->url.len ? answer->url : answer->source);
    printf(":%u-%u ", answer->bytes.start, answer->bytes.end);
    print(answer->statement);
    putchar('\n');
    return !ferror(stdout);
}

static void print_header(void)
{
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        printf("%s,", columns[i].name);
    fputs("negated,hedged,unrealised,start,end,bytes_start,bytes_end,confidence\r\n", stdout);
}

int cmd_query(const command *self, int argc, char **argv)
{
    settings s;
    onr_error err = {0};
    onr_store *store = NULL;
    settings_read(&s, self, argc, argv);
    onr_answer_fn *each = s.format == FORMAT_CSV     ? print_csv
                          : s.format == FORMAT_JSONL ? print_json
                                                     : print_text;
    bool ok = onr_store_open(&store, s.store, false, &err);
    if (ok && s.format == FORMAT_CSV)
        print_header();
    ok = ok && onr_store_query(store, &s.question, each, NULL, &err);
    onr_store_close(store);
    if (!ok)
        print_error(&err);
    return finish_output(ok ? EXIT_READ : EXIT_SOME_FAILED);
}
