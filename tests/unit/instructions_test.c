#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/str.h"
#include "onrecord.h"
#include "onrecord/export.h"

/* The first is plain C; what the machine has not, falls back to that. */
static const onr_simd sets[] = {ONR_SIMD_NONE, ONR_SIMD_AVX2, ONR_SIMD_AVX512, ONR_SIMD_NEON,
                                ONR_SIMD_BEST};
enum { SETS = sizeof sets / sizeof *sets };

static onr_models models[SETS];
static onr_arena *arena;

static char *record_of(onr_str bytes, onr_form form, const onr_models *with)
{
    onr_record record;
    onr_str json;
    onr_error err;
    onr_input input = {.bytes = bytes, .form = form};
    onr_arena_reset(arena);
    assert_true(onr_read(&record, &input, with, arena, &err));
    assert_true(onr_record_write_json(&json, &record, arena, &err));
    return strndup(json.data, json.len);
}

static void compare(const char *path)
{
    file_map file;
    onr_error err;
    assert_true(file_map_open(&file, path, &err));
    onr_form form = str_ends(str_of(path), ".page.txt") ? ONR_FORM_PAGE : ONR_FORM_AUTO;
    char *plain = record_of(file.bytes, form, &models[0]);
    assert_true(strlen(plain) > 1000);
    for (size_t i = 1; i < SETS; i++) {
        char *other = record_of(file.bytes, form, &models[i]);
        if (strcmp(plain, other) != 0)
            fail_msg("%s: another record with instruction set %d than without", path, sets[i]);
        free(other);
    }
    free(plain);
    file_map_close(&file);
}

/* `best` without vectors takes a second a page. */
static void compare_all(const char *model, const char *pattern)
{
    glob_t pages;
    onr_error err;
    for (size_t i = 0; i < SETS; i++)
        assert_true(onr_models_load(&models[i], model, sets[i], &err));
    assert_int_equal(glob(pattern, 0, NULL, &pages), 0);
    for (size_t i = 0; i < pages.gl_pathc; i++)
        compare(pages.gl_pathv[i]);
    globfree(&pages);
    for (size_t i = 0; i < SETS; i++)
        onr_models_free(&models[i]);
}

static void a_record_is_the_same_by_whatever_instructions(void **state)
{
    (void)state;
    compare_all("models/language-fast.onr", "tests/golden/*.html");
    compare_all("models/language-fast.onr", "tests/golden/*.page.txt");
    compare_all("models/language-best.onr", "tests/golden/brief.html");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_record_is_the_same_by_whatever_instructions),
    };
    arena = onr_arena_new((size_t)1 << 30);
    int status = arena ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
    onr_arena_free(arena);
    return status;
}
