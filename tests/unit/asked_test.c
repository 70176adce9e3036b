/*
 * What a store is asked: which questions find a statement, how what many say is found and counted,
 * and the bounds of what may be asked.
 */
#include "kept_pages.h"

#include "many_pages.h"
#include "store/keys.h"
#include "store/tallies.h"

static void a_statement_is_found_by_each_of_its_parts(void **state)
{
    (void)state;
    onr_store *store = store_with(empty_store(), "sha256:1", "2026-02");
    const struct {
        onr_question question;
        size_t answers;
    } cases[] = {
        {{.by = ONE("lum")}, 1},
        {{.by = ONE("XYZGOV")}, 1},
        {{.by = ONE("XYZ")}, 1}, /* the beginning of a code */
        {{.by = ONE("XY")}, 0},
        {{.by = ONE("Bo")}, 0},
        {{.by = {(const onr_str[]){ONR_STR("Bo"), ONR_STR("Ada Lum")}, 2}}, 1},
        {{.about = ONR_STR("bridge close")}, 1},
        {{.about = ONR_STR("tunnel")}, 0},
        {{.acts = ONE("deny")}, 1},
        {{.acts = ONE("state")}, 0},
        {{.quotes = ONE("direct")}, 1},
        {{.outlets = ONE("the gazette")}, 1},
        {{.outlets = ONE("The Herald")}, 0},
        {{.chains = ONE("the gazette")}, 1},
        {{.classes = ONE("REJECT"), .actors = ONE("lum")}, 1},
        {{.classes = ONE("AID")}, 0},
        {{.actors = ONE("Bo")}, 0},
        {{.min_confidence = 0.75}, 1},
        {{.min_confidence = 0.76}, 0},
        {{.since = ONR_STR("2026-02-19")}, 1},
        {{.until = ONR_STR("2026-02-19")}, 1},
        {{.since = ONR_STR("2026-03")}, 0},
        {{.until = ONR_STR("2026-01")}, 0},
        {{.until = ONR_STR("2026")}, 1},
        {{.skip = 1}, 0},
        {{.limit = 1}, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (ask(store, cases[i].question) != cases[i].answers)
            fail_msg("question %zu has %zu answers", i, answers);
    onr_store_close(store);
}

static void what_is_asked_for_has_bounds(void **state)
{
    (void)state;
    const onr_record one = page_at("sha256:1", "", "2026-02-03");
    onr_str names[300];
    onr_store *store = store_of(&one, 1);
    onr_error err;
    for (size_t i = 0; i < 300; i++)
        names[i] = lum;
    for (onr_sort sort = ONR_SORT_OLDEST; sort <= ONR_SORT_CONFIDENCE; sort++) {
        assert_int_equal(ask(store, (onr_question){.limit = UINT64_MAX, .sort = sort}), 1);
        assert_int_equal(ask(store, (onr_question){.limit = 1, .skip = UINT64_MAX, .sort = sort}),
                         0);
    }
    assert_int_equal(ask(store, (onr_question){.by = {names, 100}}), 1);
    assert_false(onr_store_query(store, &(onr_question){.by = {names, 300}}, count, NULL, &err));
    assert_int_equal(err.code, ONR_E_LIMIT);
    assert_string_equal(err.advice, "ask for fewer at once");
    onr_store_close(store);
}

static void what_all_statements_come_to_changes_with_each_page(void **state)
{
    (void)state;
    const onr_record records[] = {page_at("sha256:1", "https://gazette.test/bridges", "2026-02-03"),
                                  page_at("sha256:2", "https://gazette.test/bridges", "2026-02-04"),
                                  page_at("sha256:3", "", "2026-02")};
    onr_store *store = store_of(records, 1);
    onr_arena *arena = onr_arena_new(1 << 24);
    onr_error err;
    bool found, added;
    counted acts = {0}, days = {0};
    assert_counts_are_kept(store);
    for (int i = 1; i < 3; i++) {
        assert_true(onr_store_add(store, &records[i], &added, arena, &err));
        assert_counts_are_kept(store);
    }
    assert_true(
        onr_store_count(store, &(onr_question){0}, ONR_COUNT_BY_ACT, note_count, &acts, &err));
    assert_string_equal(acts.text, "deny 2; "); /* the first page is an older version */
    assert_true(onr_store_remove(store, ONR_STR("2"), &found, arena, &err) && found);
    assert_counts_are_kept(store);
    assert_true(onr_store_replace(store, &records[2], arena, &err));
    assert_true(onr_store_remove(store, ONR_STR("1"), &found, arena, &err) && found);
    assert_counts_are_kept(store);
    assert_true(
        onr_store_count(store, &(onr_question){0}, ONR_COUNT_BY_DAY, note_count, &days, &err));
    assert_string_equal(days.text, "2026-02 1; ");
    onr_store_close(store);
    onr_arena_free(arena);
}

/* Answers' ids, as many as may come. */
typedef struct id_list {
    char (*ids)[24];
    size_t count;
} id_list;

enum { MOST_IDS = 60000 };

static bool take_id(const onr_answer *answer, void *user)
{
    id_list *out = user;
    assert_true(out->count < MOST_IDS);
    snprintf(out->ids[out->count++], sizeof *out->ids, "%.*s", (int)answer->id.len,
             answer->id.data);
    return true;
}

static bool take_claim(const onr_disputed *dispute, void *user)
{
    return take_id(&dispute->claim, user);
}

/* Few answers wanted of many come of another plan than all of them. */
static void assert_some_are_of_all(onr_store *store, onr_question q, id_list *all, id_list *some,
                                   bool disputes)
{
    onr_error err;
    all->count = some->count = 0;
    q.limit = q.skip = 0;
    assert_true(disputes ? onr_store_disputes(store, &q, take_claim, all, &err)
                         : onr_store_query(store, &q, take_id, all, &err));
    q.limit = 9;
    q.skip = 4;
    assert_true(disputes ? onr_store_disputes(store, &q, take_claim, some, &err)
                         : onr_store_query(store, &q, take_id, some, &err));
    size_t left = all->count < 4 ? 0 : all->count - 4;
    assert_int_equal(some->count, left < 9 ? left : 9);
    for (size_t i = 0; i < some->count; i++)
        assert_string_equal(some->ids[i], all->ids[i + 4]);
}

/* What an answer has of each kind that answers have one of. */
static onr_str value_of(const onr_answer *a, onr_count_by by)
{
    switch (by) {
    case ONR_COUNT_BY_SPEAKER: return a->speaker;
    case ONR_COUNT_BY_CODE: return a->code;
    case ONR_COUNT_BY_ADDRESSEE: return a->addressee;
    case ONR_COUNT_BY_ACT: return a->act;
    case ONR_COUNT_BY_QUOTE: return a->quote;
    case ONR_COUNT_BY_OUTLET: return a->outlet;
    case ONR_COUNT_BY_CHAIN: return a->chain;
    case ONR_COUNT_BY_MONTH: return (onr_str){a->published.data, a->published.len < 7 ? 0 : 7};
    default: return a->published;
    }
}

enum { MOST_VALUES = 400 };

typedef struct value_counts {
    size_t count;
    struct {
        char value[48];
        uint64_t number;
    } items[MOST_VALUES];
} value_counts;

static bool take_count(onr_str value, uint64_t number, void *user)
{
    value_counts *out = user;
    assert_true(out->count < MOST_VALUES);
    snprintf(out->items[out->count].value, sizeof out->items->value, "%.*s", (int)value.len,
             value.data);
    out->items[out->count++].number = number;
    return true;
}

static void take_off(value_counts *from, onr_str value)
{
    for (size_t i = 0; i < from->count; i++)
        if (str_is(value, from->items[i].value) && from->items[i].number > 0) {
            from->items[i].number--;
            return;
        }
    fail_msg("%.*s is not counted", (int)value.len, value.data);
}

/* A statement may have several of a class, or of an instrument. */
static bool is_single(onr_count_by by)
{
    return by != ONR_COUNT_BY_CLASS && by != ONR_COUNT_BY_INSTRUMENT && by != ONR_COUNT_BY_YEAR;
}

static bool take_all_off(const onr_answer *answer, void *user)
{
    value_counts *counts = user;
    for (onr_count_by by = 0; by < ONR_COUNT_BY_COUNT; by++)
        if (is_single(by))
            take_off(&counts[by], value_of(answer, by));
    return true;
}

/* Each value is counted as often as an answer has it. */
static void assert_counts_are_of_answers(onr_store *store, onr_question q)
{
    static value_counts counts[ONR_COUNT_BY_COUNT];
    onr_error err;
    q.limit = 0;
    for (onr_count_by by = 0; by < ONR_COUNT_BY_COUNT; by++) {
        counts[by].count = 0;
        assert_true(onr_store_count(store, &q, by, take_count, &counts[by], &err));
    }
    assert_true(onr_store_query(store, &q, take_all_off, counts, &err));
    for (onr_count_by by = 0; by < ONR_COUNT_BY_COUNT; by++)
        for (size_t i = 0; is_single(by) && i < counts[by].count; i++)
            assert_int_equal(counts[by].items[i].number, 0);
}

static const struct {
    onr_question q;
    size_t answers;
} of_many[] = {
    {{.sort = ONR_SORT_OLDEST}, 13999},
    {{.by = ONE("Ada Lum")}, 10509}, /* S1, every other S2, and where Bo is a group with her */
    {{.by = ONE("bo key")}, 3500},
    {{.by = ONE("XYZ")}, 7010},
    {{.by = ONE("XYZ"), .acts = ONE("deny")}, 7000},
    {{.by = ONE("Bo Key"), .acts = ONE("deny")}, 0},
    {{.by = ONE("Ada Lum"), .acts = ONE("state"), .chains = ONE("the herald")}, 3509},
    {{.to = ONE("QQQ")}, 6999},
    {{.to = ONE("Bo Key"), .about = ONR_STR("bridges")}, 6999},
    {{.acts = ONE("state"), .outlets = ONE("the gazette")}, 3500},
    {{.quotes = ONE("indirect"), .min_confidence = 0.2}, 6999},
    {{.chains = ONE("The Herald"), .about = ONR_STR("closing bridges")}, 6985},
    {{.about = ONR_STR("bridges")}, 13985},
    {{.about = ONR_STR("ferries")}, 14},
    {{.about = ONR_STR("ferries"), .by = ONE("Ada Lum")}, 2},
    {{.classes = ONE("REJECT")}, 7000},
    {{.classes = ONE("REJECT"), .actors = ONE("Ada Lum"), .acts = ONE("deny")}, 7000},
    {{.by = ONE("Ada Lum"), .since = ONR_STR("2020"), .until = ONR_STR("2024-03")}, 2217},
    {{.acts = ONE("deny"), .since = ONR_STR("2012-02-13"), .until = ONR_STR("2012-02-13")}, 0},
    {{.acts = ONE("deny"), .page = 700}, 1},
};

static onr_store *store_with_many(const char *many)
{
    onr_store *store = store_with(empty_store(), "sha256:1", "2009-05-05");
    onr_error err;
    assert_true(store->engine->select(store, many, NULL, 0, NULL, NULL, &err));
    if (!getenv("ONRECORD_TEST_STORE"))
        assert_true(store->engine->select(store, many_words, NULL, 0, NULL, NULL, &err));
    onr_arena *arena = onr_arena_new(1 << 24);
    assert_true(onr_store_begin(store, &err) && tallies_make(store, arena, &err) &&
                onr_store_commit(store, &err));
    onr_arena_free(arena);
    return store;
}

/* A class is of the statement that vouches for the event; others have none. */
static void assert_others_are_of_no_class(onr_store *store)
{
    onr_error err;
    counted classes = {0};
    const onr_question of_gazette = {.outlets = ONE("The Gazette"), .since = ONR_STR("2010")};
    assert_true(
        onr_store_count(store, &of_gazette, ONR_COUNT_BY_CLASS, note_count, &classes, &err));
    assert_string_equal(classes.text, " 3500; REJECT 3500; ");
}

static void what_many_say_is_found_and_counted_as_what_few_say_is(void **state)
{
    (void)state;
    id_list all = {malloc(MOST_IDS * sizeof *all.ids), 0},
            some = {malloc(MOST_IDS * sizeof *some.ids), 0};
    onr_store *store = store_with_many(many_pages);
    for (size_t i = 0; i < sizeof of_many / sizeof *of_many; i++)
        for (onr_sort sort = ONR_SORT_OLDEST; sort <= ONR_SORT_CONFIDENCE; sort++) {
            onr_question q = of_many[i].q;
            q.sort = sort;
            assert_some_are_of_all(store, q, &all, &some, false);
            assert_int_equal(all.count, of_many[i].answers);
            assert_some_are_of_all(store, q, &all, &some, true);
        }
    for (size_t i = 0; i < sizeof of_many / sizeof *of_many; i++)
        assert_counts_are_of_answers(store, of_many[i].q);
    assert_others_are_of_no_class(store);
    onr_store_close(store);
    free(all.ids);
    free(some.ids);
}

static const struct {
    onr_question q;
    size_t answers;
} of_very_many[] = {
    {{.about = ONR_STR("bridges")}, 54021},
    {{.about = ONR_STR("bridges"), .by = ONE("Ada")}, 54000},
    {{.about = ONR_STR("closing bridges"), .by = ONE("Cy")}, 20},
    {{.about = ONR_STR("bridges"), .by = ONE("Cy"), .min_confidence = 0.4}, 20},
    {{.about = ONR_STR("bridges"), .by = ONE("Cy"), .until = ONR_STR("2012-05-04")}, 0},
    {{.about = ONR_STR("ferries"), .by = ONE("Cy")}, 3980},
};

/* Where so many have the words, those that come first by all else are looked at for them; all that
 * have them only where too few of those do. */
static void what_very_many_say_is_found_as_what_few_say_is(void **state)
{
    (void)state;
    id_list all = {malloc(MOST_IDS * sizeof *all.ids), 0},
            some = {malloc(MOST_IDS * sizeof *some.ids), 0};
    onr_store *store = store_with_many(many_statements);
    onr_error err;
    for (size_t i = 0; i < sizeof of_very_many / sizeof *of_very_many; i++)
        for (onr_sort sort = ONR_SORT_OLDEST; sort <= ONR_SORT_CONFIDENCE; sort++) {
            onr_question q = of_very_many[i].q;
            q.sort = sort;
            assert_some_are_of_all(store, q, &all, &some, false);
            assert_int_equal(all.count, of_very_many[i].answers);
        }
    some.count = 0;
    assert_true(onr_store_query(store, &(onr_question){.about = ONR_STR("bridges"), .limit = 300},
                                take_id, &some, &err));
    assert_int_equal(some.count, 300);
    onr_store_close(store);
    free(all.ids);
    free(some.ids);
}

static void keys_of_several_runs_come_in_order(void **state)
{
    (void)state;
    static const int64_t lists[][8] = {{0},
                                       {7, 1},
                                       {5, 1, 1},
                                       {3, 9, 2, 8},
                                       {1, 2, 3, 4, 5},
                                       {6, 5, 4, 3, 2, 1},
                                       {4, 8, 3, 3, 9, 1, 2},
                                       {INT64_MAX, -1, INT64_MIN, 0}};
    static const size_t counts[] = {0, 2, 3, 4, 5, 6, 7, 4};
    onr_arena *arena = onr_arena_new(1 << 20);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        key_list keys = {0};
        int64_t sum = 0, sorted = 0;
        for (size_t k = 0; k < counts[i]; k++) {
            list_push(&keys, lists[i][k], arena);
            sum ^= lists[i][k];
        }
        keys_sort(&keys, arena);
        assert_int_equal(keys.count, counts[i]);
        for (size_t k = 0; k < keys.count; k++) {
            sorted ^= keys.items[k];
            assert_true(k == 0 || keys.items[k - 1] <= keys.items[k]);
            assert_true(keys_have(&keys, 0, keys.count, keys.items[k]));
        }
        assert_true(sorted == sum);
        assert_false(keys_have(&keys, 0, keys.count, 77));
        list_push(&keys, 77, arena);
        assert_int_equal(keys.items[keys.count - 1], 77);
    }
    onr_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_statement_is_found_by_each_of_its_parts),
        cmocka_unit_test(what_is_asked_for_has_bounds),
        cmocka_unit_test(what_all_statements_come_to_changes_with_each_page),
        cmocka_unit_test(what_many_say_is_found_and_counted_as_what_few_say_is),
        cmocka_unit_test(what_very_many_say_is_found_as_what_few_say_is),
        cmocka_unit_test(keys_of_several_runs_come_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
