/*
 * The arena is full at the first, the second, … the last allocation: a page gives an error or what
 * it gives otherwise, and nothing between the two.
 * Usage: arena_test RUNS MODEL PAGE...; so many runs a page, spread over its allocations.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/str.h"
#include "export/format.h"
#include "export/seen.h"
#include "faults/failing.h"
#include "onrecord.h"
#include "onrecord.h"
#include "onrecord/conllu.h"

typedef struct trial {
    size_t step;
    onr_str page;
    onr_form form;
    const onr_models *models;
    const onr_record *record; /* Of the page, read before anything fails. */
    onr_arena *arena;
    const char *path;
} trial;

/* What is done with a page, with its output. */
typedef bool step_fn(onr_str *out, const trial *t, onr_error *err);

static bool extract(onr_str *out, const trial *t, onr_error *err)
{
    onr_article article;
    onr_input input = {.bytes = t->page, .form = t->form};
    return onr_read_article(&article, &input, t->arena, err) &&
           onr_record_write_article(out, ONR_STR("page"), &article, t->arena, err);
}

static bool parse(onr_str *out, const trial *t, onr_error *err)
{
    onr_page read;
    onr_text text;
    return onr_page_read(&read, t->page, ONR_FORM_ARTICLE, (onr_str){0}, t->arena, err) &&
           onr_language_read(&text, read.text, NULL, 0, t->models->language, t->arena, err) &&
           onr_conllu_write(out, &text, t->arena, err);
}

static bool read(onr_str *out, const trial *t, onr_error *err)
{
    onr_record record;
    onr_input input = {.bytes = t->page, .form = t->form};
    return onr_read(&record, &input, t->models, t->arena, err) &&
           onr_record_write_json(out, &record, t->arena, err);
}

/* What is in each dictionary meets words of the pages. */
static bool read_by_book(onr_str *out, const trial *t, onr_error *err)
{
    static const onr_dictionary dictionaries[] = {
        {ONR_DICTIONARY_ACTORS, ONR_STR("a"),
         ONR_STR("CALDERRA_ [CLD]\n+CALDERRAN_\n\t[CLDGOV 850101-991231]\nNORVAND [NRV]\n")},
        {ONR_DICTIONARY_AGENTS, ONR_STR("b"),
         ONR_STR("!PLACE!\n  MINISTRY\n  MINISTER_\nPRIME_!PLACE! [~GOV]\nPRESIDENT [~GOV]\n")},
        {ONR_DICTIONARY_VERBS, ONR_STR("c"),
         ONR_STR("&DEAL\n+ACCORD\n\n--- SIGN [057] ---\nSIGN {SIGNS SIGNED}\n- * &DEAL [057]\n"
                 "--- MEET [040] ---\nMEET {MET MEETS}\n- $ * + [040]\n- * WITH % [040]\n")},
        {ONR_DICTIONARY_DISCARDS, ONR_STR("d"), ONR_STR("+WEATHER\nFOOTBALL\n")},
        {ONR_DICTIONARY_ISSUES, ONR_STR("e"), ONR_STR("WATER [WATER]\nn:BORDER [BORDER]\n")},
        {ONR_DICTIONARY_TABLE, ONR_STR("f"), ONR_STR("signed\tAGREE\t-\nwarned\tTHREATEN\t-\n")},
    };
    onr_models models = *t->models;
    onr_record record;
    onr_input input = {.bytes = t->page, .form = t->form};
    bool ok = onr_codebook_load(&models.own, dictionaries,
                                sizeof dictionaries / sizeof *dictionaries, err) &&
              onr_read(&record, &input, &models, t->arena, err) &&
              onr_record_write_json(out, &record, t->arena, err);
    onr_codebook_free(models.own);
    return ok;
}

static void put_form(buffer *to, const export_format *format, const trial *t)
{
    seen_names seen = {.arena = t->arena};
    export_style style = {.seen = &seen, .least = .5F, .text = {.all = true, .bytes = true}};
    if (format->head)
        format->head(to, style);
    export_put_record(format, to, t->record, style);
    style.no_text = !format->needs_text;
    if (style.no_text)
        export_put_record(format, to, t->record, style);
    if (format->foot)
        format->foot(to, style);
}

/* A record in each form, then what of it is sure as a report, then out of its JSON. */
static bool write(onr_str *out, const trial *t, onr_error *err)
{
    buffer to = {.arena = t->arena};
    const export_format *format;
    onr_record sure = *t->record, back;
    onr_str json, report;
    for (size_t i = 0; (format = export_format_at(i)); i++)
        if (format->record)
            put_form(&to, format, t);
    bool ok = onr_record_keep_sure(&sure, .5F, t->arena, err) &&
              onr_web_report_page(&report, &sure, t->page, t->arena, err) &&
              onr_record_write_json(&json, t->record, t->arena, err) &&
              onr_record_read_json(&back, json, (onr_str){0}, t->arena, err) &&
              onr_record_write_json(&json, &back, t->arena, err);
    if (!ok)
        return false;
    buffer_put(&to, report);
    buffer_put(&to, json);
    return buffer_finish(out, &to, "write a record in all forms", err);
}

static const struct {
    const char *name;
    step_fn *step;
} steps[] = {{"extract", extract},
             {"parse", parse},
             {"read", read},
             {"read with dictionaries", read_by_book},
             {"write", write}};

/* The output with the n-th allocation failing, 0: none of them; data NULL: an error was given. */
static onr_str output_of(const trial *t, size_t n, onr_error *err)
{
    onr_str out = {0};
    onr_arena_reset(t->arena);
    *err = (onr_error){0};
    made = 0;
    failing = n;
    bool ok = steps[t->step].step(&out, t, err);
    failing = 0;
    return ok ? out : (onr_str){0};
}

static bool is_error_or(onr_str whole, onr_str out, const onr_error *err)
{
    if (!out.data)
        return err->code == ONR_E_MEMORY && err->what[0] != '\0';
    return str_equal(whole, out);
}

/* How many of the page's allocations could not fail without harm. */
static size_t try_page(const trial *t, size_t runs)
{
    onr_error err;
    onr_str kept = output_of(t, 0, &err);
    char *bytes = malloc(kept.len + 1);
    size_t count = made, bad = 0;
    if (!bytes || !kept.data) {
        printf("FAIL: %s of %s: %s\n", steps[t->step].name, t->path, err.what);
        free(bytes);
        return 1;
    }
    onr_str whole = {memcpy(bytes, kept.data, kept.len), kept.len};
    for (size_t n = 1; n <= count; n += count / runs + 1) {
        onr_str out = output_of(t, n, &err);
        if (is_error_or(whole, out, &err))
            continue;
        printf("FAIL: %s of %s, allocation %zu of %zu: %s\n", steps[t->step].name, t->path, n,
               count, out.data ? "another output" : err.what);
        bad++;
    }
    free(bytes);
    return bad;
}

static size_t try_steps(trial *t, size_t runs)
{
    file_map file;
    onr_error err;
    size_t bad = 0;
    if (!file_map_open(&file, t->path, &err)) {
        printf("FAIL: %s: %s\n", t->path, err.what);
        return 1;
    }
    onr_record record;
    onr_arena *arena = onr_arena_new((size_t)1 << 30);
    t->page = file.bytes;
    t->form = str_ends(str_of(t->path), ".page.txt") ? ONR_FORM_PAGE : ONR_FORM_AUTO;
    onr_input input = {.bytes = t->page, .form = t->form};
    if (!arena || !onr_read(&record, &input, t->models, arena, &err)) {
        printf("FAIL: %s: %s\n", t->path, err.what);
        return 1;
    }
    t->record = &record;
    for (t->step = 0; t->step < sizeof steps / sizeof *steps; t->step++)
        bad += try_page(t, runs);
    onr_arena_free(arena);
    file_map_close(&file);
    return bad;
}

int main(int argc, char **argv)
{
    onr_models models;
    onr_error err;
    size_t bad = 0;
    if (argc < 4 || !onr_models_load(&models, argv[2], ONR_SIMD_BEST, &err)) {
        printf("FAIL: usage: arena_test RUNS MODEL PAGE..., with a model that can be read\n");
        return 1;
    }
    trial t = {.models = &models, .arena = onr_arena_new((size_t)1 << 30)};
    for (int i = 3; i < argc; i++) {
        t.path = argv[i];
        bad += try_steps(&t, strtoul(argv[1], NULL, 10));
    }
    onr_arena_free(t.arena);
    onr_models_free(&models);
    return bad > 0;
}
