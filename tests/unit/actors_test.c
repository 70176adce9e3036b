/*
 * Who is the same across pages, and who is parted by hand.
 */
#include "kept_pages.h"

/* Who is on a page: entities of these names and codes, each a person unless its name is a state's.
 */
static void add_page_of(onr_store *store, const char *id, const onr_entity *entities, size_t count)
{
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_record record = {.entities = {.items = entities, .count = count}};
    onr_error err;
    bool added;
    snprintf(record.id, sizeof record.id, "%s", id);
    assert_true(onr_store_add(store, &record, &added, arena, &err));
    assert_true(added);
    onr_arena_free(arena);
}

static bool note_number(const store_value *cells, void *user)
{
    *(int64_t *)user = cells[0].number;
    return false;
}

/* Whether entity `i` of page `a` is the same across pages as entity `k` of page `b`. */
static bool is_same(onr_store *store, int64_t a, int64_t i, int64_t b, int64_t k)
{
    const store_value keys[] = {number_value(a * KEYS_A_PAGE + i),
                                number_value(b * KEYS_A_PAGE + k)};
    int64_t same = -1;
    onr_error err;
    assert_true(store->engine->select(
        store,
        "SELECT x.actor = y.actor FROM entity x JOIN entity y ON y.key = ?2 WHERE x.key = ?1", keys,
        2, note_number, &same, &err));
    assert_true(same >= 0);
    return same == 1;
}

#define PERSON(called, coded)                                                                      \
    ((onr_entity){.name = ONR_STR(called), .kind = ONR_ENTITY_PERSON, .code = ONR_STR(coded)})

static void whoever_the_knowledge_base_knows_is_one_across_pages(void **state)
{
    (void)state;
    onr_store *store;
    onr_error err;
    const onr_entity here = {.name = ONR_STR("Russia"),
                             .kind = ONR_ENTITY_STATE,
                             .code = ONR_STR("RUS"),
                             .known = ONR_STR("RUS")};
    const onr_entity there = {
        .name = ONR_STR("the Kremlin"), .kind = ONR_ENTITY_STATE, .known = ONR_STR("RUS")};
    assert_true(onr_store_open(&store, ":memory:", ONR_STORE_CREATE, &err));
    add_page_of(store, "sha256:1", &here, 1);
    add_page_of(store, "sha256:2", &there, 1);
    assert_true(is_same(store, 1, 1, 2, 1));
    onr_store_close(store);
}

static void persons_of_one_name_are_one_unless_a_country_parts_them(void **state)
{
    (void)state;
    onr_store *store;
    onr_error err;
    const onr_entity page_1[] = {PERSON("Ada Lum", "XYZGOV")};
    const onr_entity page_2[] = {PERSON("Ada Lum", "XYZLEG")};
    const onr_entity page_3[] = {PERSON("Ada Lum", "VWXGOV")};
    const onr_entity page_4[] = {PERSON("Ada Lum", ""), PERSON("Bo Ek", "VWXGOV")};
    const onr_entity page_5[] = {PERSON("Ada Lum", "XYZ"), PERSON("Ada Lum", "XYZ")};
    const onr_entity page_6[] = {PERSON("Lum", "")};
    const onr_entity page_7[] = {PERSON("Lum", ""), PERSON("Bo Ek", "XYZGOV")};
    const onr_entity page_9[] = {PERSON("Lum", "XYZGOV")};
    assert_true(onr_store_open(&store, ":memory:", ONR_STORE_CREATE, &err));
    add_page_of(store, "sha256:1", page_1, 1);
    add_page_of(store, "sha256:2", page_2, 1);
    add_page_of(store, "sha256:3", page_3, 1);
    add_page_of(store, "sha256:4", page_4, 2);
    add_page_of(store, "sha256:5", page_5, 2);
    add_page_of(store, "sha256:6", page_6, 1);
    add_page_of(store, "sha256:7", page_7, 2);
    assert_true(store->engine->select(store, "INSERT INTO parted VALUES ('sha256:8', 1)", NULL, 0,
                                      NULL, NULL, &err));
    add_page_of(store, "sha256:8", page_2, 1);
    assert_true(is_same(store, 1, 1, 2, 1));
    assert_false(is_same(store, 1, 1, 3, 1)); /* of another country */
    assert_true(is_same(store, 3, 1, 4, 1));  /* on a page about that country */
    assert_false(is_same(store, 1, 1, 4, 1));
    assert_true(is_same(store, 1, 1, 5, 1));
    assert_false(is_same(store, 5, 1, 5, 2)); /* two of a page */
    add_page_of(store, "sha256:9", page_9, 1);
    assert_false(is_same(store, 1, 1, 6, 1)); /* a family name alone */
    assert_false(is_same(store, 1, 1, 7, 1)); /* and on a page about the country */
    assert_true(is_same(store, 1, 1, 9, 1));  /* and of the same office */
    assert_false(is_same(store, 1, 1, 8, 1)); /* parted by hand */
    onr_store_close(store);
}

static void who_has_no_name_is_nobody_of_another_page(void **state)
{
    (void)state;
    const onr_entity nameless = {.name = ONR_STR("Experts"),
                                 .kind = ONR_ENTITY_PEOPLE,
                                 .code = ONR_STR("XYZ"),
                                 .is_nameless = true};
    onr_entity named = nameless;
    named.is_nameless = false;
    onr_store *store;
    onr_error err;
    assert_true(onr_store_open(&store, ":memory:", ONR_STORE_CREATE, &err));
    add_page_of(store, "sha256:1", &nameless, 1);
    add_page_of(store, "sha256:2", &nameless, 1);
    add_page_of(store, "sha256:3", &named, 1);
    add_page_of(store, "sha256:4", &named, 1);
    assert_false(is_same(store, 1, 1, 2, 1));
    assert_false(is_same(store, 2, 1, 3, 1)); /* a paper of that name */
    assert_true(is_same(store, 3, 1, 4, 1));
    onr_store_close(store);
}

static void a_known_person_is_one_by_family_name_and_whole_name(void **state)
{
    (void)state;
    onr_entity by_family = PERSON("Putin", "RUSGOV"), whole = PERSON("Vladimir Putin", "RUSGOV");
    by_family.known = whole.known = ONR_STR("person/vladimir-putin");
    onr_store *store;
    onr_error err;
    int64_t found = 0;
    assert_true(onr_store_open(&store, ":memory:", ONR_STORE_CREATE, &err));
    add_page_of(store, "sha256:1", &by_family, 1);
    add_page_of(store, "sha256:2", &whole, 1);
    assert_true(is_same(store, 1, 1, 2, 1));
    assert_true(store->engine->select(store,
                                      "SELECT count(*) FROM actor WHERE name = 'Vladimir Putin'",
                                      NULL, 0, note_number, &found, &err));
    assert_int_equal(found, 1); /* by the best known name, whichever page comes first */
    onr_store_close(store);
}

static void an_entity_that_is_parted_stays_so_when_its_page_comes_again(void **state)
{
    (void)state;
    onr_store *store;
    onr_error err;
    bool found;
    const onr_entity ada_of_xyz[] = {PERSON("Ada Lum", "XYZGOV")};
    onr_arena *arena = onr_arena_new(1 << 24);
    assert_true(onr_store_open(&store, ":memory:", ONR_STORE_CREATE, &err));
    add_page_of(store, "sha256:1", ada_of_xyz, 1);
    add_page_of(store, "sha256:2", ada_of_xyz, 1);
    assert_true(is_same(store, 1, 1, 2, 1));
    assert_true(onr_store_part(store, ONR_STR("2.E1"), &found, arena, &err));
    assert_true(found);
    assert_false(is_same(store, 1, 1, 2, 1));
    assert_true(onr_store_part(store, ONR_STR("2.E9"), &found, arena, &err));
    assert_false(found);
    assert_true(onr_store_remove(store, ONR_STR("2"), &found, arena, &err));
    add_page_of(store, "sha256:2", ada_of_xyz, 1);
    assert_false(is_same(store, 1, 1, 2, 1));
    onr_store_close(store);
    onr_arena_free(arena);
}

static void only_an_entity_that_is_there_can_be_parted(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        bool is_there;
    } cases[] = {{"1.E1", true}, {"1.E2", false}, {"1.S1", false}, {"1", false}, {"9.E1", false}};
    const onr_record one = page_at("sha256:1", "", "2026-02-03");
    onr_store *store = store_of(&one, 1);
    onr_arena *arena = onr_arena_new(1 << 24);
    onr_error err;
    bool found;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(onr_store_part(store, str_of(cases[i].name), &found, arena, &err));
        assert_int_equal(found, cases[i].is_there);
    }
    onr_store_close(store);
    onr_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whoever_the_knowledge_base_knows_is_one_across_pages),
        cmocka_unit_test(persons_of_one_name_are_one_unless_a_country_parts_them),
        cmocka_unit_test(who_has_no_name_is_nobody_of_another_page),
        cmocka_unit_test(a_known_person_is_one_by_family_name_and_whole_name),
        cmocka_unit_test(an_entity_that_is_parted_stays_so_when_its_page_comes_again),
        cmocka_unit_test(only_an_entity_that_is_there_can_be_parted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
