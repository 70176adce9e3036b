#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "onrecord/bindings.h"

enum { MEMORY = 64 << 20 };

static onr_models *models;
static onr_error err;

static const char page[] =
    "<html><title>Gate</title><body><p>The mayor of Ostrava said on Monday that the "
    "gate was shut.</p><p>The council denied that it had been told of it.</p>";

static int load(void **state)
{
    (void)state;
    models = onr_bound_models("models/language-fast.onr", &err);
    return models ? 0 : -1;
}

static int drop(void **state)
{
    (void)state;
    onr_bound_models_free(models);
    return 0;
}

static char *read_as(const onr_models *with, const char *form, size_t memory)
{
    err = (onr_error){0};
    return onr_bound_read(with, page, sizeof page - 1, form, "utf-8", "2026-03-04",
                          "http://a.example/", "gate", memory, &err);
}

static void with_models_a_page_gives_its_record_without_them_its_article(void **state)
{
    (void)state;
    char *record = read_as(models, "html", MEMORY), *article = read_as(NULL, "auto", MEMORY);
    assert_non_null(record);
    assert_non_null(article);
    assert_non_null(strstr(record, "\"statements\":[{\"id\":\"S1\""));
    assert_non_null(strstr(record, "\"published\":\"2026-03-04\""));
    assert_null(strstr(article, "statements"));
    assert_non_null(strstr(article, "\"url\":\"http://a.example/\""));
    onr_bound_free(record);
    onr_bound_free(article);
}

static void what_is_not_known_of_a_page_may_be_null(void **state)
{
    (void)state;
    char *record =
        onr_bound_read(models, page, sizeof page - 1, "page", NULL, NULL, NULL, NULL, MEMORY, &err);
    assert_non_null(record);
    assert_non_null(strstr(record, "\"url\":null"));
    onr_bound_free(record);
    onr_bound_free(NULL);
    onr_bound_models_free(NULL);
}

static void a_form_that_there_is_none_of_is_told(void **state)
{
    (void)state;
    assert_null(read_as(models, "poem", MEMORY));
    assert_int_equal(err.code, ONR_E_FORMAT);
    assert_string_equal(err.what, "no form is called \"poem\"");
}

static void too_little_memory_is_told_for_record_and_article(void **state)
{
    (void)state;
    for (size_t memory = 100; memory < 1000000; memory *= 3) {
        const onr_models *with[] = {models, NULL};
        for (int i = 0; i < 2; i++) {
            char *given = read_as(with[i], "html", memory);
            assert_true(given || err.code == ONR_E_MEMORY);
            onr_bound_free(given);
        }
    }
    assert_null(read_as(NULL, "html", 100));
    assert_null(read_as(models, "html", 100));
}

static void a_model_that_is_not_there_is_told(void **state)
{
    (void)state;
    assert_null(onr_bound_models("models/none.onr", &err));
    assert_int_equal(err.code, ONR_E_IO);
    assert_string_equal(err.source, "models/none.onr");
    assert_null(onr_bound_models("README.md", &err));
    assert_int_equal(err.code, ONR_E_MODEL);
    assert_string_equal(err.source, "README.md");
}

/* A store with the page above in it. */
static onr_store *make_store(char path[64])
{
    onr_store *store;
    onr_record record;
    bool added;
    onr_arena *arena = onr_arena_new(MEMORY);
    snprintf(path, 64, "/tmp/onrecord-bindings-%ld", (long)getpid());
    unlink(path);
    onr_input input = {.bytes = {page, sizeof page - 1}, .given = {.date = ONR_STR("2026-03-04")}};
    assert_true(onr_read(&record, &input, models, arena, &err));
    assert_true(onr_store_open(&store, path, ONR_STORE_CREATE, &err));
    assert_true(onr_store_add(store, &record, &added, arena, &err) && added);
    onr_store_close(store);
    onr_arena_free(arena);
    store = onr_bound_store(path, &err);
    assert_non_null(store);
    return store;
}

static size_t answers(onr_store *store, const char *const *conditions)
{
    size_t lines = 0;
    char *given = onr_bound_query(store, conditions, &err);
    assert_non_null(given);
    for (const char *at = given; (at = strchr(at, '\n')); at++)
        lines++;
    onr_bound_free(given);
    return lines;
}

#define ASK(...) ((const char *const[]){__VA_ARGS__, NULL})

static void a_store_is_asked_by_names_and_values_in_turn(void **state)
{
    (void)state;
    char path[64];
    onr_store *store = make_store(path);
    size_t all = answers(store, (const char *const[]){NULL});
    assert_true(all >= 2);
    size_t denied = answers(store, ASK("act", "deny"));
    assert_in_range(denied, 1, all - 1);
    assert_int_equal(answers(store, ASK("act", "deny", "limit", "9", "act", "state")), all);
    assert_int_equal(answers(store, ASK("limit", "1", "sort", "newest")), 1);
    assert_int_equal(answers(store, ASK("sort", "confidence", "min-confidence", "0")), all);
    assert_int_equal(answers(store, ASK("since", "2026-04")), 0);
    assert_int_equal(answers(store, ASK("until", "2026-03", "sort", "oldest")), all);
    assert_in_range(answers(store, ASK("about", "gate")), 1, all);
    static const char *const lists[] = {"by",    "to",    "quote", "outlet",
                                        "chain", "class", "actor", "instrument"};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        assert_int_equal(answers(store, ASK(lists[i], "Nobody")), 0);
    /* A name without a value asks for nothing. */
    assert_int_equal(answers(store, ASK("act")), all);
    onr_store_close(store);
    unlink(path);
}

static void a_condition_that_there_is_none_of_is_told(void **state)
{
    (void)state;
    char path[64];
    onr_store *store = make_store(path);
    assert_null(onr_bound_query(store, ASK("colour", "red"), &err));
    assert_string_equal(err.what, "no condition is called \"colour\"");
    assert_null(onr_bound_query(store, ASK("sort", "colour"), &err));
    assert_string_equal(err.what, "no order is called \"colour\"");
    assert_null(onr_bound_query(store, ASK("since", "soon"), &err));
    assert_string_equal(err.what, "\"soon\" is no date");
    onr_store_close(store);
    unlink(path);
    assert_null(onr_bound_store("/no/such/store", &err));
    assert_int_equal(err.code, ONR_E_STORE);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(with_models_a_page_gives_its_record_without_them_its_article),
        cmocka_unit_test(what_is_not_known_of_a_page_may_be_null),
        cmocka_unit_test(a_form_that_there_is_none_of_is_told),
        cmocka_unit_test(too_little_memory_is_told_for_record_and_article),
        cmocka_unit_test(a_model_that_is_not_there_is_told),
        cmocka_unit_test(a_store_is_asked_by_names_and_values_in_turn),
        cmocka_unit_test(a_condition_that_there_is_none_of_is_told),
    };
    return cmocka_run_group_tests(tests, load, drop);
}
