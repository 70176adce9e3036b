/* onrecord show: entries of a store, each with its page, its paragraph and its bytes. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "cli.h"
#include "record/visit.h"

enum { RECORD_MEMORY = 1 << 30 };

/* "17.S3": a page, and an entry of it; without a letter, the page's whole record. */
typedef struct entry_name {
    onr_str page;
    char letter;
    size_t number;
} entry_name;

static entry_name name_of(const char *text)
{
    onr_str all = str_of(text);
    size_t at = all.len;
    while (at > 0 && is_ascii_digit(all.data[at - 1]))
        at--;
    if (at == all.len || at < 2 || all.data[at - 2] != '.' || !strchr("SVEI", all.data[at - 1]))
        return (entry_name){.page = all};
    return (entry_name){{all.data, at - 2}, all.data[at - 1], strtoul(text + at, NULL, 10)};
}

static bool write_entry(const settings *s, const onr_record *record, const char *called,
                        const entry_name *name, onr_arena *arena, onr_error *err)
{
    buffer to = {.arena = arena};
    onr_str text;
    export_style style = {.text = {.colour = wants_colour(), .width = output_width()}};
    if (name->letter)
        s->format->entry(&to, record, str_of(called), name->letter, name->number - 1, style);
    else
        s->format->record(&to, record, style);
    return buffer_finish(&text, &to, "write an entry", err) && write_output(text, err);
}

/* Another one is shown all the same where this one is not there. */
static int show(const settings *s, onr_store *store, const char *called, onr_arena *arena)
{
    onr_error err = {0};
    onr_record record;
    bool found;
    entry_name name = name_of(called);
    onr_arena_reset(arena);
    if (!onr_store_page(store, name.page, &record, &found, arena, &err)) {
        print_error(&err);
        return EXIT_SOME_FAILED;
    }
    size_t count = found && name.letter ? visit_count(&record, name.letter) : 1;
    if (!found || (name.letter && (name.number == 0 || name.number > count))) {
        fputs("onrecord: ", stderr);
        print_shown(stderr, str_of(called));
        fputs(": no such entry in ", stderr);
        print_store(stderr, s);
        fputs("; `onrecord query` gives their ids\n", stderr);
        return EXIT_SOME_FAILED;
    }
    if (!write_entry(s, &record, called, &name, arena, &err) && err.code != ONR_OK) {
        print_error(&err);
        return EXIT_UNWRITTEN;
    }
    return EXIT_READ;
}

static int show_all(const settings *s, onr_store *store, onr_arena *arena)
{
    int worst = EXIT_READ;
    for (int i = 0; i < s->file_count && worst != EXIT_UNWRITTEN; i++) {
        int status = show(s, store, s->files[i], arena);
        worst = status > worst ? status : worst;
    }
    return worst;
}

int cmd_show(const command *self, int argc, char **argv)
{
    settings s;
    onr_error err = {0};
    onr_store *store = NULL;
    int status = EXIT_SOME_FAILED;
    settings_read(&s, self, argc, argv);
    onr_arena *arena = onr_arena_new(RECORD_MEMORY);
    if (!arena)
        onr_fail(&err, ONR_E_MEMORY, 0, "free some memory", "no memory for a record");
    if (arena && store_open(&store, s.store, ONR_STORE_READ, &err))
        status = show_all(&s, store, arena);
    else
        print_error(&err);
    onr_store_close(store);
    onr_arena_free(arena);
    return finish_output(status);
}
