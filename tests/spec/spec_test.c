/*
 * Runs specs (tests/spec/README.md): the text without its marks is read, what is found is
 * written with marks as a spec has them, and the two must be the same.
 * Usage: spec_test MODEL PATTERN..., where "-" reads sentences and prints them as specs.
 */
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/span.h"
#include "base/str.h"
#include "onrecord.h"

/* Text under construction. */
typedef list(char) chars;
typedef list(onr_str) strs;

typedef struct spec {
    onr_str title;
    size_t line;
    bool unmet;     /* "##!": not so yet. */
    onr_str marked; /* White space folded; '\n' between paragraphs. */
    onr_str plain;  /* The same without marks. */
    strs items;     /* "1 state", "2 disputes 1", … */
} spec;

/* A span to be marked. */
typedef struct mark {
    onr_span span;
    size_t statement;
    const char *role;
} mark;
typedef list(mark) marks;

static void put(chars *out, onr_str text, onr_arena *arena)
{
    for (size_t i = 0; i < text.len; i++)
        list_push(out, text.data[i], arena);
}

static onr_str done(const chars *text)
{
    return (onr_str){text->items, text->count};
}

static bool holds(const strs *list, onr_str item)
{
    for (size_t i = 0; i < list->count; i++)
        if (str_equal(list->items[i], item))
            return true;
    return false;
}

/* -- Reading a spec ------------------------------------------------------------------- */

static onr_str next_line(onr_str *rest)
{
    size_t end = str_find(*rest, ONR_STR("\n"), 0);
    end = end == SIZE_MAX ? rest->len : end;
    onr_str line = {rest->data, end};
    size_t taken = end < rest->len ? end + 1 : end;
    *rest = (onr_str){rest->data + taken, rest->len - taken};
    return str_trim(line);
}

/* Length of the mark's beginning at `at`, "[12.speaker ", or 0. */
static size_t opening_at(onr_str text, size_t at)
{
    size_t i = at + 1;
    if (text.data[at] != '[')
        return 0;
    while (i < text.len && is_ascii_digit(text.data[i]))
        i++;
    if (i == at + 1 || i >= text.len || text.data[i] != '.')
        return 0;
    while (i < text.len && text.data[i] != ' ')
        i++;
    return i + 1 - at;
}

static onr_str without_marks(onr_str marked, onr_arena *arena)
{
    chars out = {0};
    size_t depth = 0;
    for (size_t i = 0; i < marked.len; i++) {
        size_t opening = opening_at(marked, i);
        if (opening) {
            depth++;
            i += opening - 1;
        } else if (marked.data[i] == ']' && depth) {
            depth--;
        } else {
            list_push(&out, marked.data[i], arena);
        }
    }
    return done(&out);
}

static void add_items(strs *items, onr_str line, onr_arena *arena)
{
    while (line.len) {
        size_t end = str_find(line, ONR_STR(";"), 0);
        end = end == SIZE_MAX ? line.len : end;
        onr_str item = str_trim((onr_str){line.data, end});
        if (item.len)
            list_push(items, item, arena);
        end += end < line.len;
        line = (onr_str){line.data + end, line.len - end};
    }
}

/* The spec behind the next "##"; false: there is none. */
static bool read_spec(spec *out, onr_str *rest, size_t *line_number, onr_arena *arena)
{
    chars text = {0};
    bool paragraph = false;
    *out = (spec){0};
    while (rest->len) {
        if (out->title.len && str_starts(*rest, "##"))
            break;
        onr_str line = next_line(rest);
        ++*line_number;
        if (str_starts(line, "## ") || str_starts(line, "##! ")) {
            out->unmet = line.data[2] == '!';
            out->title = (onr_str){line.data + 3 + out->unmet, line.len - 3 - out->unmet};
            out->line = *line_number;
        } else if (out->title.len && str_starts(line, "=>")) {
            add_items(&out->items, (onr_str){line.data + 2, line.len - 2}, arena);
        } else if (out->title.len && line.len) {
            if (text.count)
                list_push(&text, paragraph ? '\n' : ' ', arena);
            put(&text, line, arena);
            paragraph = false;
        } else {
            paragraph = true;
        }
    }
    out->marked = done(&text);
    out->plain = without_marks(out->marked, arena);
    return out->title.len > 0;
}

/* -- Writing what is found as a spec -------------------------------------------------- */

static void add_marks(marks *out, onr_spans spans, size_t statement, const char *role,
                      onr_arena *arena)
{
    for (size_t i = 0; i < spans.count; i++)
        list_push(out, ((mark){spans.items[i], statement, role}), arena);
}

/* Outer marks first; of two over the same words the earlier statement's. */
static int by_place(const void *a, const void *b)
{
    const mark *x = a, *y = b;
    if (x->span.start != y->span.start)
        return x->span.start < y->span.start ? -1 : 1;
    if (x->span.end != y->span.end)
        return x->span.end > y->span.end ? -1 : 1;
    if (x->statement != y->statement)
        return x->statement < y->statement ? -1 : 1;
    return strcmp(x->role, y->role);
}

static marks marks_of(const onr_statements *all, onr_arena *arena)
{
    marks out = {0};
    for (size_t i = 0; i < all->count; i++) {
        const onr_statement *s = &all->items[i];
        add_marks(&out, s->speaker, i, "speaker", arena);
        add_marks(&out, s->cue, i, "cue", arena);
        add_marks(&out, s->content, i, "content", arena);
        add_marks(&out, s->addressee, i, "addressee", arena);
        add_marks(&out, s->on_word_of, i, "on_word_of", arena);
    }
    if (out.count)
        qsort(out.items, out.count, sizeof *out.items, by_place);
    return out;
}

static onr_str write_marked(const onr_record *record, onr_arena *arena)
{
    onr_str text = record->article.text;
    marks all = marks_of(&record->statements, arena);
    chars out = {0};
    size_t next = 0;
    for (size_t at = 0; at <= text.len; at++) {
        for (size_t i = 0; i < all.count; i++)
            if (all.items[i].span.end == at)
                list_push(&out, ']', arena);
        for (; next < all.count && all.items[next].span.start == at; next++)
            put(&out,
                arena_format(arena, "[%zu.%s ", all.items[next].statement + 1,
                             all.items[next].role),
                arena);
        if (at < text.len)
            list_push(&out, text.data[at], arena);
    }
    return done(&out);
}

/* The innermost statement whose content holds the cue of `i`, as the brackets nest. */
static int32_t nested_in(const onr_statements *all, size_t i)
{
    int32_t best = ONR_NO_STATEMENT;
    uint32_t shortest = UINT32_MAX;
    for (size_t k = 0; k < all->count; k++) {
        onr_spans content = all->items[k].content;
        if (k == i || !spans_hold(content, all->items[i].cue.items[0]))
            continue;
        uint32_t reach = content.items[content.count - 1].end - content.items[0].start;
        if (reach < shortest) {
            shortest = reach;
            best = (int32_t)k;
        }
    }
    return best;
}

/* What each statement is: what a spec must say, and to `more` what it may. */
static void add_statement(strs *must, strs *more, const onr_record *record, size_t i,
                          onr_arena *arena)
{
    const onr_statement *s = &record->statements.items[i];
    const onr_entity *who = record->entities.items;
    list_push(must,
              arena_format(arena, "%zu %s%s%s%s", i + 1, s->negated ? "negated " : "",
                           s->hedged ? "hedged " : "", s->unrealised ? "unrealised " : "",
                           onr_act_name(s->act)),
              arena);
    if (s->inside != nested_in(&record->statements, i))
        list_push(must,
                  s->inside < 0 ? arena_format(arena, "%zu inside none", i + 1)
                                : arena_format(arena, "%zu inside %d", i + 1, (int)s->inside + 1),
                  arena);
    list_push(more, arena_format(arena, "%zu %s", i + 1, onr_quote_name(s->quote)), arena);
    if (record->said[i] >= 0) {
        onr_str when = record->times.items[record->said[i]].when;
        list_push(more, arena_format(arena, "%zu said %.*s", i + 1, (int)when.len, when.data),
                  arena);
    }
    if (s->speaker_entity >= 0)
        list_push(more,
                  arena_format(arena, "%zu by %.*s", i + 1, (int)who[s->speaker_entity].name.len,
                               who[s->speaker_entity].name.data),
                  arena);
    if (s->addressee_entity >= 0)
        list_push(more,
                  arena_format(arena, "%zu to %.*s", i + 1, (int)who[s->addressee_entity].name.len,
                               who[s->addressee_entity].name.data),
                  arena);
}

static void put_parties(chars *out, const onr_record *record, const int32_t *entities, size_t count,
                        onr_arena *arena)
{
    for (size_t i = 0; i < count; i++) {
        put(out, i ? ONR_STR(", ") : ONR_STR(""), arena);
        put(out, record->entities.items[entities[i]].name, arena);
    }
}

static onr_str event_item(const onr_record *record, const onr_event *e, onr_arena *arena)
{
    chars out = {0};
    put(&out, str_of(onr_plover_name(e->event_class)), arena);
    put(&out, ONR_STR(": "), arena);
    put_parties(&out, record, e->actors, e->actor_count, arena);
    put(&out, e->recipient_count ? ONR_STR(" -> ") : ONR_STR(""), arena);
    put_parties(&out, record, e->recipients, e->recipient_count, arena);
    put(&out, arena_format(arena, " (%s", onr_status_name(e->status)), arena);
    if (e->vouched >= 0)
        put(&out, arena_format(arena, ", %d", (int)e->vouched + 1), arena);
    put(&out, ONR_STR(")"), arena);
    return done(&out);
}

static void find_items(strs *must, strs *events, strs *more, const onr_record *record,
                       onr_arena *arena)
{
    for (size_t i = 0; i < record->statements.count; i++)
        add_statement(must, more, record, i, arena);
    for (size_t i = 0; i < record->dispute_count; i++)
        list_push(must,
                  arena_format(arena, "%d disputes %d", (int)record->disputes[i].denial + 1,
                               (int)record->disputes[i].claim + 1),
                  arena);
    for (size_t i = 0; i < record->events.count; i++)
        list_push(events, event_item(record, &record->events.items[i], arena), arena);
    if (events->count == 0)
        list_push(more, ONR_STR("no events"), arena);
}

/* -- Comparing ------------------------------------------------------------------------ */

static bool is_event(onr_str item)
{
    return item.len && item.data[0] >= 'A' && item.data[0] <= 'Z';
}

static bool read_text(onr_record *out, onr_str text, const onr_models *models, onr_arena *arena)
{
    onr_error err = {0};
    onr_input input = {.bytes = text,
                       .form = ONR_FORM_ARTICLE,
                       .charset = ONR_STR("utf-8"),
                       .given = {.date = ONR_STR("2026-03-04")}};
    if (onr_read(out, &input, models, arena, &err))
        return true;
    printf("  not read: %s\n", err.what);
    return false;
}

static void print_items(const char *what, const strs *items)
{
    for (size_t i = 0; i < items->count; i++)
        printf("%s%.*s", i ? "; " : what, (int)items->items[i].len, items->items[i].data);
    if (items->count)
        putchar('\n');
}

static strs missing(const strs *wanted, const strs *found, onr_arena *arena)
{
    strs out = {0};
    for (size_t i = 0; i < wanted->count; i++)
        if (!holds(found, wanted->items[i]))
            list_push(&out, wanted->items[i], arena);
    return out;
}

static bool is_as_marked(const spec *s, const onr_models *models, onr_arena *arena)
{
    onr_record record;
    strs must = {0}, events = {0}, found = {0};
    if (!read_text(&record, s->plain, models, arena))
        return false;
    find_items(&must, &events, &found, &record, arena);
    bool tells_events = false;
    for (size_t i = 0; i < s->items.count; i++)
        tells_events = tells_events || is_event(s->items.items[i]);
    for (size_t i = 0; i < events.count; i++)
        list_push(tells_events ? &must : &found, events.items[i], arena);
    for (size_t i = 0; i < must.count; i++)
        list_push(&found, must.items[i], arena);
    onr_str marked = write_marked(&record, arena);
    strs unsaid = missing(&must, &s->items, arena);
    strs not_found = missing(&s->items, &found, arena);
    bool met = str_equal(marked, s->marked) && !unsaid.count && !not_found.count;
    if (met && s->unmet)
        printf("FAIL: line %zu: holds by now, make it \"##\": %.*s\n", s->line, (int)s->title.len,
               s->title.data);
    if (met || s->unmet)
        return met != s->unmet;
    printf("FAIL: line %zu: %.*s\n", s->line, (int)s->title.len, s->title.data);
    if (!str_equal(marked, s->marked))
        printf("  wanted: %.*s\n  found:  %.*s\n", (int)s->marked.len, s->marked.data,
               (int)marked.len, marked.data);
    print_items("  not found: ", &not_found);
    print_items("  found, but not in the spec: ", &unsaid);
    return false;
}

static bool run_file(const char *path, const onr_models *models, onr_arena *arena)
{
    file_map file;
    onr_error err = {0};
    spec s;
    size_t line = 0, held = 0, count = 0;
    if (!file_map_open(&file, path, &err)) {
        printf("%s: %s\n", path, err.what);
        return false;
    }
    onr_str rest = file.bytes;
    for (; read_spec(&s, &rest, &line, arena); count++) {
        held += is_as_marked(&s, models, arena);
        onr_arena_reset(arena);
    }
    file_map_close(&file);
    printf("%s: %zu as marked, %zu not\n", path, held, count - held);
    return held == count && count > 0;
}

static void print_specs(const onr_models *models, onr_arena *arena)
{
    char line[8192];
    onr_record record;
    while (fgets(line, sizeof line, stdin)) {
        strs must = {0}, events = {0}, more = {0};
        if (!read_text(&record, str_trim(str_of(line)), models, arena))
            return;
        find_items(&must, &events, &more, &record, arena);
        onr_str marked = write_marked(&record, arena);
        printf("## \n%.*s\n", (int)marked.len, marked.data);
        print_items("=> ", &must);
        print_items("=> ", &more);
        print_items("=> ", &events);
        putchar('\n');
        onr_arena_reset(arena);
    }
}

static bool run_pattern(const char *pattern, const onr_models *models, onr_arena *arena)
{
    glob_t found;
    bool ok = glob(pattern, 0, NULL, &found) == 0;
    if (!ok)
        printf("%s: no such file\n", pattern);
    for (size_t i = 0; i < found.gl_pathc; i++)
        ok = run_file(found.gl_pathv[i], models, arena) && ok;
    globfree(&found);
    return ok;
}

int main(int argc, char **argv)
{
    onr_models models;
    onr_error err;
    onr_arena *arena = onr_arena_new((size_t)1 << 28);
    if (argc < 3 || !arena || !onr_models_load(&models, argv[1], ONR_SIMD_BEST, &err)) {
        fprintf(stderr, "usage: spec_test MODEL PATTERN...|-\n");
        return 2;
    }
    bool ok = true;
    for (int i = 2; i < argc; i++)
        if (strcmp(argv[i], "-") == 0)
            print_specs(&models, arena);
        else
            ok = run_pattern(argv[i], &models, arena) && ok;
    onr_models_free(&models);
    onr_arena_free(arena);
    return ok ? 0 : 1;
}
