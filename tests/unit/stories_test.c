/*
 * What several pages tell of the same: reports of one utterance, copies, links that are undone, and
 * which version of a page counts.
 */
#include "kept_pages.h"

typedef struct told {
    size_t stories, reports, sources;
    char pages[64]; /* Names of the reports' pages. */
} told;

static bool take_story(const onr_story *story, void *user)
{
    told *out = user;
    out->stories++;
    out->reports += story->report_count;
    out->sources += story->sources;
    for (size_t i = 0; i < story->report_count; i++)
        strncat(out->pages, story->reports[i].page.data, story->reports[i].page.len);
    return true;
}

static told utterances_of(onr_store *store)
{
    onr_arena *arena = onr_arena_new(1 << 24);
    onr_error err;
    told out = {0};
    assert_true(onr_store_stories(store, ONR_LINK_UTTERANCE, take_story, &out, arena, &err));
    onr_arena_free(arena);
    return out;
}

static void pages_that_report_one_utterance_are_joined_in_whatever_order_they_come(void **state)
{
    (void)state;
    const onr_record one = page_at("sha256:1", "", "2026-02-03");
    const onr_record two = page_at("sha256:2", "", "2026-02-04");
    onr_store *first = store_of((onr_record[]){one, two}, 2);
    onr_store *second = store_of((onr_record[]){two, one}, 2);
    told a = utterances_of(first), b = utterances_of(second);
    assert_int_equal(a.stories, 1);
    assert_int_equal(a.reports, 2);
    assert_int_equal(a.sources, 1); /* both are the Gazette's */
    assert_string_equal(a.pages, "12");
    assert_string_equal(b.pages, "12");
    onr_store_close(first);
    onr_store_close(second);
}

static told utterance_of(onr_store *store, int64_t page)
{
    onr_arena *arena = onr_arena_new(1 << 24);
    onr_error err;
    told out = {0};
    assert_true(onr_store_story(store, page, 1, take_story, &out, arena, &err));
    onr_arena_free(arena);
    return out;
}

/* The agency's page, of which both are copies, does not say itself what they report. */
static void reports_in_copies_of_a_third_page_are_of_one_source(void **state)
{
    (void)state;
    onr_record records[] = {page_at("sha256:1", "", "2026-02-03"),
                            page_at("sha256:2", "", "2026-02-03"),
                            page_at("sha256:3", "", "2026-02-03")};
    records[1].article.outlet = ONR_STR("The Herald");
    records[2].article.outlet = ONR_STR("The Agency");
    records[2].statements.count = records[2].events.count = 0;
    onr_store *store = store_of(records, 3);
    onr_error err;
    assert_int_equal(utterances_of(store).sources, 2);
    assert_int_equal(utterance_of(store, 1).sources, 2);
    assert_true(store->engine->select(
        store,
        "INSERT INTO link (kind, page, item, other_page, other_item, score, why)"
        " VALUES ('copy', 1, 0, 3, 0, 0.9, ''), ('copy', 2, 0, 3, 0, 0.9, '')",
        NULL, 0, NULL, NULL, &err));
    assert_int_equal(utterances_of(store).sources, 1);
    assert_int_equal(utterance_of(store, 1).reports, 2);
    assert_int_equal(utterance_of(store, 1).sources, 1);
    assert_int_equal(utterance_of(store, 2).sources, 1);
    onr_store_close(store);
}

static void what_was_unlinked_stays_so_when_the_page_comes_again(void **state)
{
    (void)state;
    const onr_record records[] = {page_at("sha256:1", "", "2026-02-03"),
                                  page_at("sha256:2", "", "2026-02-04")};
    onr_store *store = store_of(records, 2);
    onr_arena *arena = onr_arena_new(1 << 24);
    onr_error err;
    bool found;
    assert_true(onr_store_unlink(store, ONR_STR("1.S2"), ONR_STR("2.S1"), &found, arena, &err));
    assert_false(found);
    assert_true(onr_store_unlink(store, ONR_STR("2.S1"), ONR_STR("1.S1"), &found, arena, &err));
    assert_true(found);
    assert_int_equal(utterances_of(store).stories, 2);
    assert_true(onr_store_replace(store, &records[0], arena, &err));
    assert_int_equal(utterances_of(store).stories, 2);
    onr_store_close(store);
    onr_arena_free(arena);
}

static bool is_unlinked(onr_store *store, const char *a, const char *b)
{
    onr_arena *arena = onr_arena_new(1 << 24);
    onr_error err;
    bool found;
    assert_true(onr_store_unlink(store, str_of(a), str_of(b), &found, arena, &err));
    onr_arena_free(arena);
    return found;
}

static void a_link_is_undone_by_its_kind_whichever_way_round_it_is_named(void **state)
{
    (void)state;
    const onr_record records[] = {page_at("sha256:1", "", "2026-02-03"),
                                  page_at("sha256:2", "", "2026-02-04")};
    onr_store *store = store_of(records, 2);
    onr_error err;
    assert_true(store->engine->select(
        store,
        "INSERT INTO link (kind, page, item, other_page, other_item, score, why)"
        " VALUES ('copy', 1, 0, 2, 0, 0.9, ''), ('event', 1, 7, 2, 8, 0.9, ''),"
        " ('instrument', 1, 7, 2, 8, 0.9, ''), ('dispute', 1, 7, 2, 8, 0.9, '')",
        NULL, 0, NULL, NULL, &err));
    static const char *const links[][2] = {
        {"1", "2"}, {"2.V8", "1.V7"}, {"1.I7", "2.I8"}, {"2.S8", "1.S7"}};
    static const char *const none[][2] = {
        {"1.S7", "2.V8"}, {"1.V8", "2.V7"},  {"1", "2.V8"},           {"1.V7", "9.V8"},
        {"9.V7", "2.V8"}, {"1.V7x", "2.V8"}, {"1.V", "2.V8"},         {".V7", "2.V8"},
        {"V7", "V8"},     {"1.X7", "2.X8"},  {"1.V7", "2.V800000008"}};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_false(is_unlinked(store, none[i][0], none[i][1]));
    for (size_t i = 0; i < sizeof links / sizeof *links; i++)
        assert_true(is_unlinked(store, links[i][0], links[i][1]));
    onr_store_close(store);
}

static size_t stories_of(onr_store *store, int64_t page, int64_t statement)
{
    onr_arena *arena = onr_arena_new(1 << 24);
    onr_error err;
    told out = {0};
    assert_true(onr_store_story(store, page, statement, take_story, &out, arena, &err));
    onr_arena_free(arena);
    assert_true(out.reports == out.stories && out.sources == out.stories);
    return out.stories;
}

static void what_one_page_alone_tells_is_a_story_of_one_report(void **state)
{
    (void)state;
    const onr_record one = page_at("sha256:1", "", "2026-02-03");
    onr_store *store = store_of(&one, 1);
    assert_int_equal(stories_of(store, 1, 1), 1);
    assert_int_equal(stories_of(store, 1, 2), 0);
    assert_int_equal(stories_of(store, 1, 0), 0);
    assert_int_equal(stories_of(store, 9, 1), 0);
    onr_store_close(store);
}

/* Who has enough after some stories. */
typedef struct patience {
    size_t most, taken;
} patience;

static bool take_some(const onr_story *story, void *user)
{
    patience *p = user;
    assert_true(story->report_count > 0);
    return ++p->taken < p->most;
}

static size_t taken_of(onr_store *store, onr_link_kind kind, size_t most)
{
    onr_arena *arena = onr_arena_new(1 << 24);
    onr_error err;
    patience p = {.most = most};
    assert_true(onr_store_stories(store, kind, take_some, &p, arena, &err));
    onr_arena_free(arena);
    return p.taken;
}

/* One utterance that two pages report, and two that one page alone has; two copies; a denial of
 * that utterance, reported of both pages, and another. */
static void stories_end_where_whoever_asks_has_enough(void **state)
{
    (void)state;
    static const struct {
        onr_link_kind kind;
        size_t all;
    } cases[] = {{ONR_LINK_UTTERANCE, 3}, {ONR_LINK_COPY, 2}, {ONR_LINK_DISPUTE, 2}};
    const onr_record records[] = {
        page_at("sha256:1", "", "2026-02-03"), page_at("sha256:2", "", "2026-02-04"),
        page_at("sha256:3", "", "2016-02-04"), page_at("sha256:4", "", "2006-02-04")};
    onr_store *store = store_of(records, 4);
    onr_error err;
    assert_true(store->engine->select(
        store,
        "INSERT INTO link (kind, page, item, other_page, other_item, score, why)"
        " VALUES ('copy', 1, 0, 3, 0, 0.9, ''), ('copy', 2, 0, 3, 0, 0.9, ''),"
        " ('dispute', 1, 1, 3, 7, 0.5, ''), ('dispute', 2, 1, 3, 7, 0.9, ''),"
        " ('dispute', 1, 1, 3, 8, 0.7, '')",
        NULL, 0, NULL, NULL, &err));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(taken_of(store, cases[i].kind, SIZE_MAX), cases[i].all);
        for (size_t most = 1; most <= cases[i].all; most++)
            assert_int_equal(taken_of(store, cases[i].kind, most), most);
    }
    onr_store_close(store);
}

static void a_later_page_of_an_address_replaces_the_older_one_until_it_is_removed(void **state)
{
    (void)state;
    const onr_record records[] = {page_at("sha256:1", "https://gazette.test/bridges", "2026-02-03"),
                                  page_at("sha256:2", "https://gazette.test/bridges", "2026-02-04"),
                                  page_at("sha256:3", "https://gazette.test/", "2026-02-04"),
                                  page_at("sha256:4", "https://gazette.test/", "2026-02-04")};
    onr_store *store = store_of(records, 2);
    onr_arena *arena = onr_arena_new(1 << 24);
    onr_error err;
    bool found;
    assert_int_equal(ask(store, (onr_question){0}), 1);
    assert_string_equal(utterances_of(store).pages, "2");
    assert_true(onr_store_remove(store, ONR_STR("2"), &found, arena, &err));
    assert_true(found);
    assert_string_equal(utterances_of(store).pages, "1");
    assert_true(onr_store_remove(store, ONR_STR("2"), &found, arena, &err));
    onr_store_close(store);
    store = store_of(records + 2, 2);
    assert_int_equal(ask(store, (onr_question){0}), 2); /* a site's address is no page's */
    onr_store_close(store);
    onr_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_that_report_one_utterance_are_joined_in_whatever_order_they_come),
        cmocka_unit_test(reports_in_copies_of_a_third_page_are_of_one_source),
        cmocka_unit_test(what_was_unlinked_stays_so_when_the_page_comes_again),
        cmocka_unit_test(a_link_is_undone_by_its_kind_whichever_way_round_it_is_named),
        cmocka_unit_test(what_one_page_alone_tells_is_a_story_of_one_report),
        cmocka_unit_test(stories_end_where_whoever_asks_has_enough),
        cmocka_unit_test(a_later_page_of_an_address_replaces_the_older_one_until_it_is_removed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
