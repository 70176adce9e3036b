/* onrecord export --what utterances, …: what the pages of a store tell of the same. */
#include "cli.h"

enum { STORIES_MEMORY = 1 << 30, LINE_MEMORY = 64 << 20 };

typedef struct exporting {
    onr_link_kind what;
    onr_arena *arena; /* For one line at a time. */
    size_t count;
    bool failed;
    onr_error err;
} exporting;

static bool write_story(const onr_story *story, void *user)
{
    exporting *e = user;
    onr_str line;
    bool ok = onr_story_write_json(&line, e->what, story, ++e->count, e->arena, &e->err) &&
              write_output(line, &e->err);
    e->failed = e->err.code != ONR_OK;
    onr_arena_reset(e->arena);
    return ok;
}

static int write_stories(exporting *e, onr_store *store, onr_arena *arena)
{
    onr_error err = {0};
    bool ok = onr_store_stories(store, e->what, write_story, e, arena, &err);
    if (e->failed)
        print_error(&e->err);
    if (!ok)
        print_error(&err);
    return e->failed ? EXIT_UNWRITTEN : ok ? EXIT_READ : EXIT_SOME_FAILED;
}

int export_stories(const settings *s)
{
    onr_error err = {0};
    onr_store *store = NULL;
    int status = EXIT_SOME_FAILED;
    exporting e = {.what = s->told, .arena = onr_arena_new(LINE_MEMORY)};
    onr_arena *arena = onr_arena_new(STORIES_MEMORY);
    if (!e.arena || !arena)
        onr_fail(&err, ONR_E_MEMORY, 0, "free some memory", "no memory for what is told");
    if (e.arena && arena && store_open(&store, s->store, ONR_STORE_READ, &err))
        status = write_stories(&e, store, arena);
    else
        print_error(&err);
    onr_store_close(store);
    onr_arena_free(arena);
    onr_arena_free(e.arena);
    return status;
}
