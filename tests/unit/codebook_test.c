/* A researcher's dictionaries in, what they decide and their faults out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "parsed_text.h"

#include "codebook/actors.h"
#include "onrecord/entities.h"

static const onr_codebook *load(onr_dictionary_kind kind, const char *lines)
{
    const onr_codebook *book;
    onr_error err;
    onr_dictionary dictionary = {kind, ONR_STR("mine"), str_of(lines)};
    assert_true(onr_codebook_load(&book, &dictionary, 1, &err));
    return book;
}

/* "line: what" of each fault, parted by line ends. */
static onr_str faults_of(onr_dictionary_kind kind, const char *lines, onr_arena *arena)
{
    const onr_codebook *book = load(kind, lines);
    onr_str all = {"", 0};
    size_t count;
    const onr_fault *faults = onr_codebook_faults(book, &count);
    for (size_t i = 0; i < count; i++)
        all = arena_format(arena, "%.*s%s%u: %.*s", (int)all.len, all.data, i ? "\n" : "",
                           faults[i].line, (int)faults[i].what.len, faults[i].what.data);
    onr_codebook_free(book);
    return all;
}

static void assert_faults(onr_dictionary_kind kind, const char *lines, const char *wanted)
{
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_str found = faults_of(kind, lines, arena);
    if (!str_is(found, wanted))
        print_message("found: %.*s\n", (int)found.len, found.data);
    assert_true(str_is(found, wanted));
    onr_arena_free(arena);
}

static const char veld_words[] = "Veld accused Ostrava of lying.";
static const char veld_rows[] = "Veld PROPN Veld 2 nsubj P\naccused VERB accuse 0 root\n"
                                "Ostrava PROPN Ostrava 2 obj L\nof SCONJ of 5 mark\n"
                                "lying VERB lie 2 advcl\n. PUNCT . 2 punct";

/* Asserts the code of the entity that word `head` of the sentence mentions, on a day. */
static void assert_code(const char *lines, const char *day, int32_t head, const char *wanted)
{
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_text text = parsed_text(veld_words, veld_rows, arena);
    const onr_codebook *book = load(ONR_DICTIONARY_ACTORS, lines);
    onr_entities found;
    onr_error err;
    assert_true(onr_entities_find(&found, &text, str_of(day), book, arena, &err));
    onr_str code = found.items[onr_entities_of_word(&found, head)].code;
    if (!str_is(code, wanted))
        print_message("on %s: %.*s\n", day, (int)code.len, code.data);
    assert_true(str_is(code, wanted));
    onr_arena_free(arena);
    onr_codebook_free(book);
}

static const char veld[] = "MARA_VELD_ ; the minister\n"
                           "+VELD\n"
                           "\t[KAROPP <20200101]\n"
                           "\t[KARGOV 20200101-20221231 20250101-20261231]\n"
                           "\t[KARELI]\n";

static void a_code_holds_on_its_days(void **state)
{
    (void)state;
    assert_code(veld, "2019-06-01", 0, "KAROPP");
    assert_code(veld, "2022-12-31", 0, "KARGOV");
    assert_code(veld, "2023-01-01", 0, "KARELI");
}

static void each_of_two_stretches_of_days_is_read(void **state)
{
    (void)state;
    assert_code(veld, "2021-05-05", 0, "KARGOV");
    assert_code(veld, "2025-05-05", 0, "KARGOV");
}

static void a_month_must_lie_in_the_stretch_as_a_whole(void **state)
{
    (void)state;
    assert_code(veld, "2022-12", 0, "KARGOV");
    assert_code(veld, "2022", 0, "KARGOV");
    assert_code("VELD [KARGOV 20220615-20231231] [KARELI]", "2022-06", 0, "KARELI");
}

static void years_of_two_digits_are_of_the_last_hundred_years(void **state)
{
    (void)state;
    assert_code("VELD [KARGOV 980101-020101]", "1999-01-01", 0, "KARGOV");
    assert_code("VELD [KARGOV 980101-020101]", "2001-01-01", 0, "KARGOV");
    assert_code("VELD [KARGOV >980101]", "1998-01-01", 0, "");
    assert_code("VELD [KARGOV >980101]", "1998-01-02", 0, "KARGOV");
}

static void one_blank_before_a_code_is_enough(void **state)
{
    (void)state;
    assert_code("VELD [KARGOV]", "2024", 0, "KARGOV");
    assert_code("VELD\n [KARGOV]", "2024", 0, "KARGOV");
    assert_code("VELD\n [KAROPP <2020]\n [KARGOV >2019]", "2024", 0, "KARGOV");
}

static void a_repeated_actor_does_not_overwrite_the_first(void **state)
{
    (void)state;
    const char repeated[] = "VELD [KARGOV 2020-2022]\nVELD [KARELI]\n";
    assert_code(repeated, "2021", 0, "KARGOV");
    assert_code(repeated, "2024", 0, "KARELI");
    assert_faults(ONR_DICTIONARY_ACTORS, repeated,
                  "2: \"VELD\" stands in line 1 already, which decides");
}

static void an_own_name_decides_before_the_knowledge_base(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_text text = parsed_text(demand_words, demand_rows, arena);
    const onr_codebook *book = load(ONR_DICTIONARY_ACTORS, "RUSSIA [XRU]\n+MOSCOW_\n");
    onr_entities found;
    onr_error err;
    assert_true(onr_entities_find(&found, &text, ONR_STR(""), book, arena, &err));
    const onr_entity *moscow = &found.items[onr_entities_of_word(&found, 6)];
    assert_true(str_is(moscow->code, "XRU"));
    assert_int_equal(moscow->kind, ONR_ENTITY_STATE);
    onr_arena_free(arena);
    onr_codebook_free(book);
}

static void synonyms_stand_in_names(void **state)
{
    (void)state;
    assert_code("&TOWN\n+OSTRAVA\n+KARST CITY\n\n&TOWN_ [OST]\n", "2024", 2, "OST");
    assert_faults(ONR_DICTIONARY_ACTORS, "MAYOR_OF_&TOWN [OST]",
                  "1: no synonym set &TOWN stands above it");
}

static void an_agent_adds_to_the_code_of_its_state(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_text text =
        parsed_text("Ostravan policewomen left.",
                    "Ostravan ADJ ostravan 2 amod N\npolicewomen NOUN policewoman 3 nsubj\n"
                    "left VERB leave 0 root\n. PUNCT . 3 punct",
                    arena);
    onr_dictionary both[] = {
        {ONR_DICTIONARY_ACTORS, ONR_STR("a"), ONR_STR("OSTRAVA [OST]\n+OSTRAVAN_")},
        {ONR_DICTIONARY_AGENTS, ONR_STR("b"),
         ONR_STR("!PERSON! = MAN, MEN, WOMAN, WOMEN\nPOLICE!PERSON! {} [~COP]")},
    };
    const onr_codebook *book;
    onr_entities found;
    onr_error err;
    assert_true(onr_codebook_load(&book, both, 2, &err));
    assert_true(onr_entities_find(&found, &text, ONR_STR(""), book, arena, &err));
    assert_true(str_is(found.items[onr_entities_of_word(&found, 1)].code, "OSTCOP"));
    onr_arena_free(arena);
    onr_codebook_free(book);
}

static void a_fault_of_actors_names_its_line(void **state)
{
    (void)state;
    assert_faults(ONR_DICTIONARY_ACTORS, "# names\n\nKARST [KAR\n",
                  "3: \"[\" is not closed by \"]\"\n3: an actor without a code");
    assert_faults(ONR_DICTIONARY_ACTORS, "KARST [120]--\n",
                  "1: \"--\" behind the code is not read");
    assert_faults(ONR_DICTIONARY_ACTORS, "KARST [KAR 930230] [KAR]\n",
                  "1: \"930230\" is no day: write 930120, 19930120, <930120 or 930120-970120");
    assert_faults(ONR_DICTIONARY_ACTORS, "KARST [KAR 20200101-20190101] [KAR]\n",
                  "1: \"20200101-20190101\" ends before it begins: no day is in it");
    assert_faults(ONR_DICTIONARY_ACTORS, "KARST [KAR] [KAS]\n",
                  "1: nothing can reach code KAS: one without days stands before it");
    assert_faults(ONR_DICTIONARY_ACTORS, "+KARST\n[KAR]\n-- [KAR]\n",
                  "1: another name without an actor above it\n"
                  "2: a code without an actor above it\n"
                  "3: nothing can match \"--\": it has no letter and no digit");
    assert_faults(ONR_DICTIONARY_ACTORS, "KARST [KAR]\n\xFF [X]\n",
                  "2: not UTF-8 (byte 1 of the line): save the file as UTF-8");
}

static void a_fault_of_agents_names_its_line(void **state)
{
    (void)state;
    assert_faults(ONR_DICTIONARY_AGENTS, "POLICE [COP]\n",
                  "1: code \"COP\" does not say with \"~\" where the actor's goes: [~GOV]");
    assert_faults(ONR_DICTIONARY_AGENTS, "POLICE\n",
                  "1: an agent without a code: write POLICE [~COP]");
    assert_faults(ONR_DICTIONARY_AGENTS, "CHAIR!X! [~GOV]\n",
                  "1: no substitution !X! stands above it");
}

static void the_end_of_a_name_tells_the_kind(void **state)
{
    (void)state;
    onr_dictionary_kind kind;
    assert_true(onr_dictionary_kind_of(&kind, ONR_STR("lake.agents")));
    assert_int_equal(kind, ONR_DICTIONARY_AGENTS);
    assert_false(onr_dictionary_kind_of(&kind, ONR_STR("agents.txt")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_code_holds_on_its_days),
        cmocka_unit_test(each_of_two_stretches_of_days_is_read),
        cmocka_unit_test(a_month_must_lie_in_the_stretch_as_a_whole),
        cmocka_unit_test(years_of_two_digits_are_of_the_last_hundred_years),
        cmocka_unit_test(one_blank_before_a_code_is_enough),
        cmocka_unit_test(a_repeated_actor_does_not_overwrite_the_first),
        cmocka_unit_test(an_own_name_decides_before_the_knowledge_base),
        cmocka_unit_test(synonyms_stand_in_names),
        cmocka_unit_test(an_agent_adds_to_the_code_of_its_state),
        cmocka_unit_test(a_fault_of_actors_names_its_line),
        cmocka_unit_test(a_fault_of_agents_names_its_line),
        cmocka_unit_test(the_end_of_a_name_tells_the_kind),
    };
    (void)accuse_words, (void)accuse_rows;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
