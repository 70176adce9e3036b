/*
 * What two pages tell of the same: copies, reports of one utterance, disputes; which links make a
 * group, and how many sources its reports have.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/str.h"
#include "onrecord/across.h"

/* "Speaker|cue|content" in a page's text, the speaker being an entity of that name. */
typedef struct telling {
    const char *speaker, *cue, *content;
    onr_act act;
} telling;

static onr_arena *arena;

static int make_arena(void **state)
{
    (void)state;
    arena = onr_arena_new(1 << 26);
    return arena ? 0 : 1;
}

static int free_arena(void **state)
{
    (void)state;
    onr_arena_free(arena);
    return 0;
}

static onr_spans span_of(onr_str text, const char *words)
{
    onr_span *span = arena_array(arena, onr_span, 1);
    size_t at = str_find(text, str_of(words), 0);
    assert_true(at != SIZE_MAX);
    *span = (onr_span){(uint32_t)at, (uint32_t)(at + strlen(words))};
    return (onr_spans){span, 1};
}

static const onr_digest *page(const char *text, const char *published, const telling *told,
                              size_t count)
{
    static unsigned number;
    onr_record *r = arena_array(arena, onr_record, 1);
    onr_statement *statements = arena_array(arena, onr_statement, count + 1);
    onr_entity *entities = arena_array(arena, onr_entity, count + 1);
    const onr_digest *digest;
    onr_error err;
    r->article.text = str_of(text);
    r->article.published = str_of(published);
    snprintf(r->id, sizeof r->id, "sha256:%08x", ++number);
    for (size_t i = 0; i < count; i++) {
        entities[i] = (onr_entity){.name = str_of(told[i].speaker), .kind = ONR_ENTITY_PERSON};
        statements[i] = (onr_statement){.speaker = span_of(r->article.text, told[i].speaker),
                                        .speaker_entity = (int32_t)i,
                                        .cue = span_of(r->article.text, told[i].cue),
                                        .content = span_of(r->article.text, told[i].content),
                                        .addressee_entity = ONR_NO_ENTITY,
                                        .act = told[i].act,
                                        .inside = ONR_NO_STATEMENT};
    }
    r->entities = (onr_entities){.items = entities, .count = count};
    r->statements = (onr_statements){statements, count};
    assert_true(onr_across_digest(&digest, r, arena, &err));
    return digest;
}

/* A page of one statement. */
static const onr_digest *saying(const char *speaker, const char *content, const char *published)
{
    telling told = {speaker, " said ", content, ONR_ACT_STATE};
    onr_str text = arena_format(arena, "%s said %s.%c", speaker, content, 0);
    return page(text.data, published, &told, 1);
}

static const onr_digest *kept(const onr_digest *digest)
{
    const onr_digest *out;
    onr_str bytes;
    onr_error err;
    assert_true(onr_across_write(&bytes, digest, arena, &err));
    assert_true(onr_across_read(&out, bytes, arena, &err));
    return out;
}

static void assert_same(onr_links one, onr_links other)
{
    assert_int_equal(one.count, other.count);
    for (size_t i = 0; i < one.count; i++) {
        assert_int_equal(one.items[i].kind, other.items[i].kind);
        assert_memory_equal(one.items[i].item, other.items[i].item, sizeof one.items[i].item);
        assert_memory_equal(&one.items[i].score, &other.items[i].score, sizeof(float));
        assert_true(str_equal(one.items[i].why, other.items[i].why));
    }
}

/* In every test, what was kept gives the same links as what was just read. */
static onr_links compare(const onr_digest *a, const onr_digest *b)
{
    onr_links links, again;
    onr_error err;
    assert_true(onr_across_compare(&links, a, b, arena, &err));
    assert_true(onr_across_compare(&again, a, kept(b), arena, &err));
    assert_same(links, again);
    assert_true(onr_across_compare(&again, kept(a), b, arena, &err));
    assert_same(links, again);
    return links;
}

static bool are_one(const onr_digest *a, const onr_digest *b)
{
    onr_links links = compare(a, b);
    return links.count == 1 && links.items[0].kind == ONR_LINK_UTTERANCE;
}

static void a_quotation_is_the_same_whoever_prints_more_of_it(void **state)
{
    (void)state;
    const onr_digest *a = saying(
        "Jana Brandt", "“the gates stay open until the last barge is through”", "2026-03-04");
    const onr_digest *b = saying(
        "Brandt", "“The gates stay open until the last barge is through, and then we shall see”",
        "2026-03-05");
    onr_links links = compare(a, b);
    assert_int_equal(links.count, 1);
    assert_true(str_starts(links.items[0].why, "same speaker, quotation"));
}

static void a_paraphrase_is_the_same_by_speaker_day_and_words(void **state)
{
    (void)state;
    const onr_digest *a =
        saying("Jana Brandt", "that the lower dam will be repaired before winter", "2026-03-04");
    assert_true(
        are_one(a, saying("Jana Brandt", "the lower dam would be repaired before the winter",
                          "2026-03-05")));
    assert_false(
        are_one(a, saying("Tomas Hale", "the lower dam would be repaired before the winter",
                          "2026-03-05")));
    assert_false(
        are_one(a, saying("Jana Brandt", "the lower dam would be repaired before the winter",
                          "2026-03-09")));
    assert_false(
        are_one(a, saying("Jana Brandt", "the harvest fair brings visitors from three valleys",
                          "2026-03-05")));
    assert_false(
        are_one(a, saying("Jana Brandt", "the lower dam will never be repaired", "2026-03-05")));
}

static void links_do_not_depend_on_which_page_came_first(void **state)
{
    (void)state;
    const onr_digest *a =
        saying("Jana Brandt", "that the lower dam will be repaired before winter", "2026-03-04");
    const onr_digest *b =
        saying("Jana Brandt", "the lower dam would be repaired before the winter", "2026-03-05");
    onr_links one = compare(a, b), other = compare(b, a);
    assert_int_equal(one.count, other.count);
    assert_true(one.items[0].score <= other.items[0].score &&
                one.items[0].score >= other.items[0].score);
    assert_true(str_equal(one.items[0].why, other.items[0].why));
}

static const char prose[] =
    "The council of Ostrava met on Tuesday behind closed doors. For three hours nobody left the "
    "hall. "
    "When the doors opened, the mayor carried a map of the lower valley under his arm. Barges had "
    "waited at the locks since dawn, and their crews played cards on the quay. By nightfall the "
    "water "
    "stood a hand below the mark that the old flood had left on the mill.\n";

static const char other_prose[] =
    "A hand of cards was all the crews had. The mill was dark, and nobody in the lower valley "
    "spoke of "
    "the flood. On the quay a map lay in the rain. It was Tuesday, and the doors of the hall were "
    "shut. "
    "The council had promised to open the locks by dawn, but the mayor did not come, and the "
    "barges of "
    "Ostrava stayed where they were until the water rose to the mark of the old mill.\n";

static void a_page_under_another_title_is_a_copy_and_so_is_a_part_of_it(void **state)
{
    (void)state;
    onr_str retitled = arena_format(arena, "Doors closed in Ostrava\n%s%c", prose, 0);
    onr_str cut =
        arena_format(arena, "%.*s\nWe shall report on this story as it goes on.%c", 230, prose, 0);
    const onr_digest *whole = page(prose, "2026-03-04", NULL, 0);
    onr_links links = compare(whole, page(retitled.data, "2026-03-05", NULL, 0));
    assert_int_equal(links.count, 1);
    assert_int_equal(links.items[0].kind, ONR_LINK_COPY);
    assert_true(links.items[0].score > 0.99F);
    assert_int_equal(compare(whole, page(cut.data, "2026-03-05", NULL, 0)).count, 1);
    assert_int_equal(compare(whole, page(other_prose, "2026-03-05", NULL, 0)).count, 0);
}

static void what_two_pages_quote_makes_no_copy(void **state)
{
    (void)state;
    static const char quotation[] =
        "“We opened the gates at dawn and we shall keep them open until the last barge is through, "
        "whatever the upper valley says of it and whoever pays for the water that we lose by it.”";
    onr_str a = arena_format(arena, "%s%s%c", prose, quotation, 0);
    onr_str b = arena_format(arena, "%s%s%c", other_prose, quotation, 0);
    assert_int_equal(compare(page(a.data, "", NULL, 0), page(b.data, "", NULL, 0)).count, 0);
}

static void a_denial_disputes_the_claim_of_another_page(void **state)
{
    (void)state;
    const telling denies = {"Tomas Hale", "denied", "that the accord binds the next parliament",
                            ONR_ACT_DENY};
    const onr_digest *claim =
        saying("Jana Brandt", "that the accord binds the next parliament of Ostrava", "");
    const onr_digest *denial =
        page("Tomas Hale denied that the accord binds the next parliament.", "", &denies, 1);
    onr_links links = compare(claim, denial), turned = compare(denial, claim);
    assert_int_equal(links.count, 1);
    assert_int_equal(links.items[0].kind, ONR_LINK_DISPUTE);
    assert_int_equal(links.items[0].page[0], 0);
    assert_int_equal(turned.items[0].page[0], 1);
}

static void pages_of_one_story_share_traces(void **state)
{
    (void)state;
    size_t n, m, weight = 0;
    onr_str retitled = arena_format(arena, "Doors closed\n%s%c", prose, 0);
    const onr_trace *a = onr_across_traces(page(prose, "", NULL, 0), &n);
    const onr_trace *b = onr_across_traces(page(retitled.data, "", NULL, 0), &m);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < m; k++)
            weight += a[i].hash == b[k].hash ? a[i].weight : 0;
    assert_true(weight >= ONR_TRACES_ALIKE);
}

static void damaged_bytes_are_no_digest(void **state)
{
    (void)state;
    const onr_digest *out;
    onr_str bytes;
    onr_error err;
    assert_true(onr_across_write(
        &bytes, saying("Jana Brandt", "“the gates stay open until the last barge is through”", ""),
        arena, &err));
    for (size_t len = 0; len < bytes.len; len++) {
        assert_false(onr_across_read(&out, (onr_str){bytes.data, len}, arena, &err));
        assert_int_equal(err.code, ONR_E_FORMAT);
    }
    char *other = arena_array(arena, char, bytes.len);
    for (size_t at = 0; at < bytes.len; at++) {
        memcpy(other, bytes.data, bytes.len);
        other[at] = (char)0xFF;
        if (!onr_across_read(&out, (onr_str){other, bytes.len}, arena, &err))
            assert_int_equal(err.code, ONR_E_FORMAT);
    }
}

static onr_link link_of(uint32_t a, uint32_t b, float score)
{
    return (onr_link){ONR_LINK_UTTERANCE, {a, b}, {0, 0}, score, ONR_STR("")};
}

static onr_told_list join(const onr_link *links, size_t count)
{
    onr_told_list groups;
    onr_error err;
    assert_true(onr_across_join(&groups, links, count, arena, &err));
    return groups;
}

static void one_wrong_link_does_not_join_two_utterances(void **state)
{
    (void)state;
    const onr_link links[] = {link_of(0, 1, 0.9F), link_of(0, 2, 0.9F), link_of(1, 2, 0.9F),
                              link_of(3, 4, 0.9F), link_of(3, 5, 0.9F), link_of(4, 5, 0.9F),
                              link_of(2, 3, 0.7F)};
    onr_told_list groups = join(links, 7);
    assert_int_equal(groups.count, 2);
    assert_int_equal(groups.items[0].count, 3);
    assert_int_equal(groups.items[1].places[0].page, 3);
}

static void the_order_of_links_does_not_matter(void **state)
{
    (void)state;
    const onr_link links[] = {link_of(0, 1, 0.9F), link_of(1, 2, 0.8F), link_of(2, 3, 0.7F)};
    const onr_link turned[] = {links[2], links[0], links[1]};
    onr_told_list one = join(links, 3), other = join(turned, 3);
    assert_int_equal(one.count, other.count);
    assert_int_equal(one.items[0].count, other.items[0].count);
}

static void what_was_undone_stays_apart(void **state)
{
    (void)state;
    const onr_link links[] = {link_of(0, 1, 0.9F), link_of(1, 2, 0.9F), link_of(0, 2, -1)};
    onr_told_list groups = join(links, 3);
    assert_int_equal(groups.count, 1);
    assert_int_equal(groups.items[0].count, 2);
}

static void reports_on_one_word_are_one_source(void **state)
{
    (void)state;
    const onr_grounds reports[] = {
        {{7, 1, 0}}, {{7, 2, 0}}, {{8, 3, 99}}, {{9, 4, 99}}, {{5, 5, 0}}};
    size_t sources;
    onr_error err;
    assert_true(onr_across_sources(&sources, reports, 5, arena, &err));
    assert_int_equal(sources, 3);
}

static void whoever_told_the_page_vouches_for_the_words(void **state)
{
    (void)state;
    const onr_str names[] = {ONR_STR("The Gazette"), ONR_STR("Reuters"), ONR_STR("Jana Brandt")};
    const onr_entity speaker = {.name = names[2]};
    const onr_statement said = {.speaker_entity = 0, .inside = ONR_NO_STATEMENT};
    const onr_strs chain = {names, 3}, straight = {(const onr_str[]){names[0], names[2]}, 2};
    onr_record record = {.article = {.outlet = names[0]},
                         .entities = {.items = &speaker, .count = 1},
                         .statements = {&said, 1},
                         .chains = &chain};
    onr_str origin;
    onr_error err;
    assert_true(onr_across_origin(&origin, &record, ONR_LINK_UTTERANCE, 0, arena, &err));
    assert_true(str_is(origin, "reuters"));
    record.chains = &straight;
    assert_true(onr_across_origin(&origin, &record, ONR_LINK_UTTERANCE, 0, arena, &err));
    assert_true(str_is(origin, "the gazette"));
}

/* A page on which a draft has that name. */
static const onr_digest *naming(const char *name)
{
    static unsigned number;
    onr_record *r = arena_array(arena, onr_record, 1);
    onr_instrument *draft = arena_array(arena, onr_instrument, 1);
    const onr_digest *digest;
    onr_error err;
    r->article.text = arena_format(arena, "The council passed %s on Friday.", name);
    r->article.published = ONR_STR("2026-03-04");
    snprintf(r->id, sizeof r->id, "sha256:d%07x", ++number);
    *draft = (onr_instrument){.name = span_of(r->article.text, name).items[0],
                              .kind = ONR_INSTRUMENT_DRAFT};
    r->instruments = (onr_instruments){draft, 1};
    assert_true(onr_across_digest(&digest, r, arena, &err));
    return digest;
}

static void a_bill_of_a_headline_is_no_other_page_s(void **state)
{
    (void)state;
    assert_int_equal(compare(naming("A Bill"), naming("A Bill")).count, 0);
    assert_int_equal(
        compare(naming("the Clean Rivers Bill"), naming("the Clean Rivers Bill")).count, 1);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, make_arena, free_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_bill_of_a_headline_is_no_other_page_s),
        TEST(a_quotation_is_the_same_whoever_prints_more_of_it),
        TEST(a_paraphrase_is_the_same_by_speaker_day_and_words),
        TEST(links_do_not_depend_on_which_page_came_first),
        TEST(a_page_under_another_title_is_a_copy_and_so_is_a_part_of_it),
        TEST(what_two_pages_quote_makes_no_copy),
        TEST(a_denial_disputes_the_claim_of_another_page),
        TEST(pages_of_one_story_share_traces),
        TEST(damaged_bytes_are_no_digest),
        TEST(one_wrong_link_does_not_join_two_utterances),
        TEST(the_order_of_links_does_not_matter),
        TEST(what_was_undone_stays_apart),
        TEST(reports_on_one_word_are_one_source),
        TEST(whoever_told_the_page_vouches_for_the_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
