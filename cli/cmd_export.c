/* onrecord export: the records of a store, each as it was read, in a form of others. */
#include "cli.h"
#include "export/seen.h"

/* As much as all the names of a large store. */
enum { NAMES_MEMORY = 1 << 30 };

typedef struct exporting {
    const settings *settings;
    export_style style;
    seen_names seen;
    onr_models models;
    onr_arena *made; /* What is written of one record. */
    bool failed;
    onr_error err;
} exporting;

static bool write_made(exporting *e, const onr_record *record)
{
    buffer to = {.arena = e->made};
    onr_str text;
    export_put_record(e->settings->format, &to, record, e->style);
    return buffer_finish(&text, &to, "write a record", &e->err) && write_output(text, &e->err);
}

/* A store has no words and trees: they are read again where they are asked for. */
static bool add_words(exporting *e, onr_record *record)
{
    return !e->settings->format->needs_words ||
           onr_read_words(&record->text, &record->article, &e->models, e->made, &e->err);
}

/* False ends the export, be it for a fault or since nobody reads on. */
static bool write_record(int64_t page, const onr_record *record, void *user)
{
    exporting *e = user;
    onr_record with_words = *record;
    (void)page;
    bool ok = add_words(e, &with_words) && write_made(e, &with_words);
    if (ok && e->seen.arena && onr_arena_full(e->seen.arena))
        ok = onr_fail(&e->err, ONR_E_MEMORY, 0, "export fewer pages at a time",
                      "the names of all pages do not fit into memory");
    e->failed = !ok && e->err.code != ONR_OK;
    onr_arena_reset(e->made);
    return ok;
}

/* Of a page that is asked for all is written that is sure enough, and nothing that is not; a page
 * on which nothing is remains. */
static int export_all(exporting *e, onr_store *store, onr_arena *arena)
{
    onr_error err = {0};
    onr_question question = e->settings->question;
    e->style.least = (float)question.min_confidence;
    question.min_confidence = 0;
    int status = EXIT_READ;
    if (!write_export_frame(e->settings->format->head, e->style, &status))
        return status;
    bool asked = onr_store_pages(store, &question, write_record, e, arena, &err);
    if (e->failed)
        print_error(&e->err);
    if (!asked)
        print_error(&err);
    if (e->failed || !asked)
        return e->failed && e->err.code == ONR_E_IO ? EXIT_UNWRITTEN : EXIT_SOME_FAILED;
    write_export_frame(e->settings->format->foot, e->style, &status);
    return status;
}

static int export_store(exporting *e, const settings *s)
{
    onr_error err = {0};
    onr_store *store = NULL;
    int status = EXIT_SOME_FAILED;
    onr_arena *arena = settings_arena(s);
    e->made = settings_arena(s);
    e->seen.arena = s->format->remembers ? onr_arena_new(NAMES_MEMORY) : NULL;
    e->style.seen = &e->seen;
    bool room = arena && e->made && (e->seen.arena || !s->format->remembers);
    if (!room)
        onr_fail(&err, ONR_E_MEMORY, 0, "free some memory", "no memory for the records");
    if (room && store_open(&store, s->store, ONR_STORE_READ, &err))
        status = export_all(e, store, arena);
    else
        print_error(&err);
    onr_store_close(store);
    onr_arena_free(e->seen.arena);
    onr_arena_free(e->made);
    onr_arena_free(arena);
    return status;
}

int cmd_export(const command *self, int argc, char **argv)
{
    settings s;
    settings_read(&s, self, argc, argv);
    exporting e = {.settings = &s, .style = s.style};
    if (s.format->needs_words && !models_find(&e.models, &s))
        return EXIT_USAGE;
    int status = s.told == ONR_LINK_KINDS ? export_store(&e, &s) : export_stories(&s);
    if (s.format->needs_words)
        models_drop(&e.models);
    return finish_output(status);
}
