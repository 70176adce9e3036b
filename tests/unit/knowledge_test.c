#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/str.h"
#include "entities/knowledge.h"
#include "entities/titles.h"

enum { MOST = 16 };

static onr_arena *arena;
static knowledge k;

static int set_up(void **state)
{
    (void)state;
    arena = onr_arena_new(1 << 20);
    k = knowledge_open();
    return !arena;
}

static int tear_down(void **state)
{
    (void)state;
    onr_arena_free(arena);
    return 0;
}

/* The row of `name` that belongs to `id`; NULL where `name` is not known to be its. */
static const known_name *name_of(const char *name, const char *id)
{
    const known_name *found[MOST];
    size_t n = knowledge_find(found, MOST, &k, str_of(name));
    for (size_t i = 0; i < n; i++) {
        const known_thing *t = knowledge_thing(&k, found[i]->thing);
        if (t && str_is(knowledge_text(&k, t->id), id))
            return found[i];
    }
    return NULL;
}

static size_t count_of(const char *name)
{
    const known_name *found[MOST];
    return knowledge_find(found, MOST, &k, str_of(name));
}

static void assert_code(const char *name, const char *id, const char *when, const char *code)
{
    const known_name *n = name_of(name, id);
    assert_non_null(n);
    onr_str is =
        knowledge_code(&k, knowledge_thing(&k, n->thing), stretch_of_edtf(str_of(when)), arena);
    if (!str_is(is, code))
        fail_msg("%s on \"%s\" is \"%.*s\", not \"%s\"", name, when, (int)is.len, is.data, code);
}

static void a_state_is_found_by_each_of_its_names(void **state)
{
    (void)state;
    const struct {
        const char *name;
        known_use use;
    } names[] = {{"Romania", KNOWN_BY_NAME},       {"Rumania", KNOWN_BY_OTHER},
                 {"Romanian", KNOWN_BY_ADJECTIVE}, {"Romanians", KNOWN_BY_PLURAL},
                 {"Bucharest", KNOWN_BY_CAPITAL},  {"Cotroceni", KNOWN_BY_GOVERNMENT}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const known_name *n = name_of(names[i].name, "ROU");
        assert_non_null(n);
        assert_int_equal(n->use, names[i].use);
    }
}

static void every_member_of_the_united_nations_is_known(void **state)
{
    (void)state;
    const char *some[] = {"Andorra",  "Benin",   "Bhutan", "Eswatini", "Fiji",    "Gabon",
                          "Kiribati", "Lesotho", "Nauru",  "Palau",    "Togo",    "Tuvalu",
                          "Vanuatu",  "Comoros", "Samoa",  "Djibouti", "Grenada", "Timor-Leste"};
    for (size_t i = 0; i < sizeof some / sizeof *some; i++)
        assert_true(count_of(some[i]) > 0);
}

static void accents_articles_and_apostrophes_do_not_matter(void **state)
{
    (void)state;
    assert_non_null(name_of("Cote d\xE2\x80\x99Ivoire", "CIV"));
    assert_non_null(name_of("C\xC3\xB4te d'Ivoire", "CIV"));
    assert_non_null(name_of("the Netherlands", "NLD"));
    assert_non_null(name_of("The Hague", "NLD"));
    assert_non_null(name_of("Francois Hollande", "person/francois-hollande"));
    assert_non_null(name_of("Recep Tayyip Erdo\xC4\x9F\x61n", "person/recep-tayyip-erdogan"));
}

static void headlines_in_capitals_are_read_and_words_in_small_letters_are_no_names(void **state)
{
    (void)state;
    assert_non_null(name_of("RUSSIA", "RUS"));
    assert_int_equal(count_of("turkey"), 0);
    assert_int_equal(count_of("chad"), 0);
}

static void an_abbreviation_is_itself_in_capitals_alone(void **state)
{
    (void)state;
    assert_non_null(name_of("US", "USA"));
    assert_non_null(name_of("U.S.", "USA"));
    assert_int_equal(count_of("us"), 0);
    assert_int_equal(count_of("Us"), 0);
    assert_non_null(name_of("WHO", "igo/world-health-organization"));
    assert_int_equal(count_of("who"), 0);
    assert_int_equal(count_of("Who"), 0);
    assert_non_null(name_of("Nato", "igo/nato"));
    assert_int_equal(count_of("is"), 0);
}

static void a_name_of_two_things_has_a_row_that_says_which(void **state)
{
    (void)state;
    const known_name *georgia = name_of("Georgia", "GEO");
    assert_non_null(georgia);
    assert_non_null(name_of("Georgia", "place/USA/Georgia"));
    assert_true(georgia->doubt > 0);
    assert_int_equal(k.doubts[georgia->doubt - 1].prefer, georgia->thing);
    assert_int_equal(name_of("Romania", "ROU")->doubt, 0);
}

static void a_name_that_is_nobodys_own_is_known_as_such(void **state)
{
    (void)state;
    const known_name *found[MOST];
    assert_int_equal(knowledge_find(found, MOST, &k, ONR_STR("Foreign Ministry")), 1);
    assert_null(knowledge_thing(&k, found[0]->thing));
    assert_int_equal(k.doubts[found[0]->doubt - 1].prefer, KNOWN_NOTHING);
}

static void a_former_name_has_its_time(void **state)
{
    (void)state;
    const known_name *zaire = name_of("Zaire", "COD");
    assert_non_null(zaire);
    assert_true(knowledge_bore(&k, zaire, stretch_of_edtf(ONR_STR("1995"))));
    assert_false(knowledge_bore(&k, zaire, stretch_of_edtf(ONR_STR("2015-03"))));
    assert_true(knowledge_bore(&k, zaire, any_day));
    assert_false(
        knowledge_bore(&k, name_of("Soviet Union", "SUN"), stretch_of_edtf(ONR_STR("2015-03"))));
}

static void a_code_follows_the_office_that_is_held_on_the_day(void **state)
{
    (void)state;
    const char *rice = "person/condoleezza-rice";
    assert_code("Condoleezza Rice", rice, "2006-05-01", "USAGOV");
    assert_code("Condoleezza Rice", rice, "2012-05-01", "USAELI");
    const char *merkel = "person/angela-merkel";
    assert_code("Merkel", merkel, "2021-12-08", "DEUGOV");
    assert_code("Merkel", merkel, "2021-12-09", "DEUELI");
    assert_code("Merkel", merkel, "1999-01-01", "");
}

static void a_senator_is_of_the_legislature_and_a_candidate_of_a_party(void **state)
{
    (void)state;
    const char *obama = "person/barack-obama";
    assert_code("Barack Obama", obama, "2006-05-01", "USALEG");
    assert_code("Barack Obama", obama, "2010", "USAGOV");
    const char *trump = "person/donald-trump";
    assert_code("Donald Trump", trump, "2016-03-01", "USAPTY");
    assert_code("Donald Trump", trump, "2018-03-01", "USAGOV");
    assert_code("Donald Trump", trump, "2021-06-01", "USAELI");
}

static void days_that_do_not_decide_give_no_code(void **state)
{
    (void)state;
    assert_code("Donald Trump", "person/donald-trump", "2017", "");
    assert_code("Angela Merkel", "person/angela-merkel", "", "");
    assert_code("Xi Jinping", "person/xi-jinping", "", "CHNGOV");
    assert_code("Ismail Haniyeh", "person/ismail-haniyeh", "2015", "PSEREB");
}

static void titles_and_nouns_tell_a_sector(void **state)
{
    (void)state;
    assert_string_equal(title_find(ONR_STR("Prime Minister"))->sector, "GOV");
    assert_string_equal(title_find(ONR_STR("taoiseach"))->office, "prime minister");
    assert_string_equal(title_find(ONR_STR("professor"))->political, "no");
    assert_string_equal(title_find(ONR_STR("spokeswoman"))->gender, "f");
    assert_null(title_find(ONR_STR("wednesday")));
    assert_string_equal(sector_noun_find(ONR_STR("armed forces"))->sector, "MIL");
    assert_string_equal(sector_noun_find(ONR_STR("Parliament"))->sector, "LEG");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_state_is_found_by_each_of_its_names),
        cmocka_unit_test(every_member_of_the_united_nations_is_known),
        cmocka_unit_test(accents_articles_and_apostrophes_do_not_matter),
        cmocka_unit_test(headlines_in_capitals_are_read_and_words_in_small_letters_are_no_names),
        cmocka_unit_test(an_abbreviation_is_itself_in_capitals_alone),
        cmocka_unit_test(a_name_of_two_things_has_a_row_that_says_which),
        cmocka_unit_test(a_name_that_is_nobodys_own_is_known_as_such),
        cmocka_unit_test(a_former_name_has_its_time),
        cmocka_unit_test(a_code_follows_the_office_that_is_held_on_the_day),
        cmocka_unit_test(a_senator_is_of_the_legislature_and_a_candidate_of_a_party),
        cmocka_unit_test(days_that_do_not_decide_give_no_code),
        cmocka_unit_test(titles_and_nouns_tell_a_sector),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
