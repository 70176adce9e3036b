/* onrecord unlink, onrecord remove: what is undone in a store. */
#include "base/str.h"
#include "cli.h"
#include "store/engine.h"

enum { CHANGE_MEMORY = 16 << 20 };

typedef bool change_fn(onr_store *store, const settings *s, size_t *missing, onr_arena *arena,
                       onr_error *err);

static int change_store(const settings *s, change_fn *change)
{
    onr_error err = {0};
    onr_store *store = NULL;
    size_t missing = 0;
    onr_arena *arena = onr_arena_new(CHANGE_MEMORY);
    bool ok = arena != NULL ||
              onr_fail(&err, ONR_E_MEMORY, 0, "free some memory", "no memory for the store");
    ok = ok && store_open(&store, s->store, ONR_STORE_WRITE, &err) &&
         onr_store_begin(store, &err) && change(store, s, &missing, arena, &err) &&
         onr_store_commit(store, &err);
    if (!ok)
        print_error(&err);
    onr_store_close(store);
    onr_arena_free(arena);
    return finish_output(!ok ? EXIT_UNWRITTEN : missing ? EXIT_SOME_FAILED : EXIT_READ);
}

/* "STORE: no page X; give its id" */
static void tell_missing(const settings *s, size_t *missing, const char *advice, const char *what,
                         const char *first, const char *second)
{
    onr_error err = {0};
    ++*missing;
    onr_fail(&err, ONR_E_STORE, 0, advice, "no %s %s%s%s", what, first, *second ? " and " : "",
             second);
    store_tell_name(err.source, sizeof err.source, s->store);
    print_error(&err);
}

static bool part_one(onr_store *store, const settings *s, size_t *missing, onr_arena *arena,
                     onr_error *err)
{
    bool found = false;
    if (!onr_store_part(store, str_of(s->files[0]), &found, arena, err))
        return false;
    if (!found)
        tell_missing(s, missing, "give PAGE.E4 as `onrecord read` prints it", "entity", s->files[0],
                     "");
    return true;
}

static bool unlink_two(onr_store *store, const settings *s, size_t *missing, onr_arena *arena,
                       onr_error *err)
{
    bool found = false;
    if (s->file_count == 1)
        return part_one(store, s, missing, arena, err);
    if (!onr_store_unlink(store, str_of(s->files[0]), str_of(s->files[1]), &found, arena, err))
        return false;
    if (!found)
        tell_missing(s, missing, "`onrecord export` prints those that there are", "link between",
                     s->files[0], s->files[1]);
    return true;
}

static bool remove_all(onr_store *store, const settings *s, size_t *missing, onr_arena *arena,
                       onr_error *err)
{
    size_t removed = 0;
    for (int i = 0; i < s->file_count; i++) {
        bool found = false;
        if (!onr_store_remove(store, str_of(s->files[i]), &found, arena, err))
            return false;
        removed += found;
        if (!found)
            tell_missing(s, missing, "give its id (sha256:…)", "page or several of the name",
                         s->files[i], "");
    }
    printf("%zu pages removed from ", removed);
    print_store(stdout, s);
    putchar('\n');
    return true;
}

int cmd_unlink(const command *self, int argc, char **argv)
{
    settings s;
    settings_read(&s, self, argc, argv);
    return change_store(&s, unlink_two);
}

int cmd_remove(const command *self, int argc, char **argv)
{
    settings s;
    settings_read(&s, self, argc, argv);
    return change_store(&s, remove_all);
}
