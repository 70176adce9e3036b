/*
 * The arena is full at the first, the second, … the last allocation: a page gives an error or what
 * it gives otherwise, and nothing between the two. The linker (--wrap) puts the counting between
 * the layers and the arena; only arena_format is not counted, as its arguments cannot be passed on.
 * Usage: arena_test RUNS MODEL PAGE...; so many runs a page, spread over its allocations.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"
#include "onrecord.h"
#include "onrecord/conllu.h"

static size_t made, failing;

static bool must_fail(onr_arena *arena);

#define COUNTED(type, failed, name, parameters, ...)                                               \
    type __real_##name parameters;                                                                 \
    type __wrap_##name parameters;                                                                 \
    type __wrap_##name parameters                                                                  \
    {                                                                                              \
        return must_fail(arena) ? failed : __real_##name(__VA_ARGS__);                             \
    }

COUNTED(void *, NULL, arena_take, (onr_arena * arena, size_t size), arena, size)
COUNTED(void *, NULL, onr_arena_alloc, (onr_arena * arena, size_t size), arena, size)
COUNTED(void *, NULL, onr_arena_alloc_array, (onr_arena * arena, size_t count, size_t size), arena,
        count, size)
COUNTED(onr_str, (onr_str){0}, arena_copy, (onr_arena * arena, onr_str text), arena, text)
COUNTED(bool, false, list_grow,
        (void **items, size_t count, size_t *capacity, size_t size, onr_arena *arena), items, count,
        capacity, size, arena)

static bool must_fail(onr_arena *arena)
{
    if (++made != failing)
        return false;
    /* More than there can be: the arena, and whose scratch it is, are full from now on. */
    return __real_onr_arena_alloc_array(arena, SIZE_MAX, 2) == NULL;
}

/* What is done with a page, with its output. */
typedef bool step_fn(onr_str *out, onr_str page, onr_form form, const onr_models *models,
                     onr_arena *arena, onr_error *err);

static bool extract(onr_str *out, onr_str page, onr_form form, const onr_models *models,
                    onr_arena *arena, onr_error *err)
{
    onr_page read;
    onr_article article;
    (void)models;
    return onr_page_read(&read, page, form, (onr_str){0}, arena, err) &&
           onr_article_find(&article, &read, NULL, arena, err) &&
           onr_record_write_article(out, ONR_STR("page"), &article, arena, err);
}

static bool parse(onr_str *out, onr_str page, onr_form form, const onr_models *models,
                  onr_arena *arena, onr_error *err)
{
    onr_page read;
    onr_text text;
    (void)form;
    return onr_page_read(&read, page, ONR_FORM_ARTICLE, (onr_str){0}, arena, err) &&
           onr_language_read(&text, read.text, NULL, 0, models->language, arena, err) &&
           onr_conllu_write(out, &text, arena, err);
}

static bool read(onr_str *out, onr_str page, onr_form form, const onr_models *models,
                 onr_arena *arena, onr_error *err)
{
    onr_record record;
    onr_input input = {.bytes = page, .form = form};
    return onr_read(&record, &input, models, arena, err) &&
           onr_record_write_json(out, &record, arena, err);
}

static const struct {
    const char *name;
    step_fn *step;
} steps[] = {{"extract", extract}, {"parse", parse}, {"read", read}};

typedef struct trial {
    size_t step;
    onr_str page;
    onr_form form;
    const onr_models *models;
    onr_arena *arena;
    const char *path;
} trial;

/* The output with the n-th allocation failing, 0: none of them; data NULL: an error was given. */
static onr_str output_of(const trial *t, size_t n, onr_error *err)
{
    onr_str out = {0};
    onr_arena_reset(t->arena);
    *err = (onr_error){0};
    made = 0;
    failing = n;
    bool ok = steps[t->step].step(&out, t->page, t->form, t->models, t->arena, err);
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
    t->page = file.bytes;
    t->form = str_ends(str_of(t->path), ".page.txt") ? ONR_FORM_PAGE : ONR_FORM_AUTO;
    for (t->step = 0; t->step < sizeof steps / sizeof *steps; t->step++)
        bad += try_page(t, runs);
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
