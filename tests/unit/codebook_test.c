/* A researcher's dictionaries in, what they decide and their faults out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "parsed_text.h"

#include "codebook/actors.h"
#include "onrecord/events.h"

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
    assert_true(onr_entities_find(&found, &text, str_of(day), (onr_strs){0}, book, arena, &err));
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
    assert_true(onr_entities_find(&found, &text, ONR_STR(""), (onr_strs){0}, book, arena, &err));
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
    assert_faults(ONR_DICTIONARY_ACTORS, "&TOWN\n+KARST\n+_&TOWN\n+OLD_&TOWN\n",
                  "3: a synonym set in a synonym set is not read\n"
                  "4: a synonym set in a synonym set is not read");
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
    assert_true(onr_entities_find(&found, &text, ONR_STR(""), (onr_strs){0}, book, arena, &err));
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

/* Two states that fight, in parsed sentences. */
static const char who[] = "KARST [KAR]\nOSTRAVA [OST]\n";
static const char rocket_words[] = "Karst attacked Ostrava with a rocket.";
static const char rocket_rows[] = "Karst PROPN Karst 2 nsubj L\nattacked VERB attack 0 root\n"
                                  "Ostrava PROPN Ostrava 2 obj L\nwith ADP with 6 case\n"
                                  "a DET a 6 det\nrocket NOUN rocket 2 obl\n. PUNCT . 2 punct";
static const char passive_words[] = "Ostrava was attacked by Karst.";
static const char passive_rows[] = "Ostrava PROPN Ostrava 3 nsubj:pass L\nwas AUX be 3 aux:pass\n"
                                   "attacked VERB attack 0 root\nby ADP by 5 case\n"
                                   "Karst PROPN Karst 3 obl:agent L\n. PUNCT . 3 punct";
static const char plan_words[] = "Karst attacked the plan of Ostrava.";
static const char plan_rows[] = "Karst PROPN Karst 2 nsubj L\nattacked VERB attack 0 root\n"
                                "the DET the 4 det\nplan NOUN plan 2 obj\nof ADP of 6 case\n"
                                "Ostrava PROPN Ostrava 4 nmod L\n. PUNCT . 2 punct";
static const char met_words[] = "Karst and Ostrava met.";
static const char met_rows[] = "Karst PROPN Karst 4 nsubj L\nand CCONJ and 3 cc\n"
                               "Ostrava PROPN Ostrava 1 conj L\nmet VERB meet 0 root\n"
                               ". PUNCT . 4 punct";
static const char out_words[] = "Karst threw Ostrava out.";
static const char out_rows[] = "Karst PROPN Karst 2 nsubj L\nthrew VERB throw 0 root\n"
                               "Ostrava PROPN Ostrava 2 obj L\nout ADP out 2 compound:prt\n"
                               ". PUNCT . 2 punct";
static const char raid_words[] = "Karst launched a raid on Ostrava.";
static const char raid_rows[] = "Karst PROPN Karst 2 nsubj L\nlaunched VERB launch 0 root\n"
                                "a DET a 4 det\nraid NOUN raid 2 obj\non ADP on 6 case\n"
                                "Ostrava PROPN Ostrava 4 nmod L\n. PUNCT . 2 punct";

static onr_str put_parties(onr_str to, const onr_entities *all, const int32_t *items, size_t count,
                           onr_arena *arena)
{
    for (size_t i = 0; i < count; i++)
        to = arena_format(arena, "%.*s%s%.*s", (int)to.len, to.data, i ? "+" : " ",
                          (int)all->items[items[i]].code.len, all->items[items[i]].code.data);
    return to;
}

/* "ASSAULT/aerial 195 KAR > OST (happened); …" */
static onr_str told(const onr_events *events, const onr_entities *all, onr_arena *arena)
{
    onr_str to = {"", 0};
    for (size_t i = 0; i < events->count; i++) {
        const onr_event *e = &events->items[i];
        to = arena_format(arena, "%.*s%s%s%s%.*s %s", (int)to.len, to.data, i ? "; " : "",
                          onr_plover_name(e->event_class), e->mode.len ? "/" : "", (int)e->mode.len,
                          e->mode.data, e->cameo);
        to = put_parties(to, all, e->actors, e->actor_count, arena);
        to = arena_format(arena, "%.*s >", (int)to.len, to.data);
        to = put_parties(to, all, e->recipients, e->recipient_count, arena);
        for (size_t k = 0; k < e->issues.count; k++)
            to = arena_format(arena, "%.*s [%.*s]", (int)to.len, to.data,
                              (int)e->issues.items[k].len, e->issues.items[k].data);
    }
    return to;
}

static void assert_told(const char *words, const char *rows, onr_dictionary_kind kind,
                        const char *lines, const char *wanted)
{
    onr_arena *arena = onr_arena_new(1 << 21);
    onr_text text = parsed_text(words, rows, arena);
    onr_dictionary all[] = {{ONR_DICTIONARY_ACTORS, ONR_STR("who"), str_of(who)},
                            {ONR_DICTIONARY_VERBS, ONR_STR("verbs"), ONR_STR("ATTACK [190]\n")},
                            {kind, ONR_STR("mine"), str_of(lines)}};
    if (kind == ONR_DICTIONARY_VERBS || kind == ONR_DICTIONARY_TABLE)
        all[1] = all[2];
    const onr_codebook *book;
    onr_entities entities;
    onr_statements statements = {0};
    onr_events found;
    onr_notes notes;
    onr_error err;
    assert_true(onr_codebook_load(&book, all, 3, &err));
    assert_true(onr_entities_find(&entities, &text, ONR_STR(""), (onr_strs){0}, book, arena, &err));
    assert_true(onr_events_find(&found, &notes, &text, &entities, &statements, book, arena, &err));
    assert_int_equal(notes.count > 0, kind == ONR_DICTIONARY_DISCARDS && !*wanted);
    onr_str is = told(&found, &entities, arena);
    if (!str_is(is, wanted))
        print_message("%s\n found: %.*s\nwanted: %s\n", words, (int)is.len, is.data, wanted);
    assert_true(str_is(is, wanted));
    onr_arena_free(arena);
    onr_codebook_free(book);
}

static void assert_coded(const char *words, const char *rows, const char *verbs, const char *wanted)
{
    assert_told(words, rows, ONR_DICTIONARY_VERBS, verbs, wanted);
}

static void a_verb_has_the_code_of_its_block(void **state)
{
    (void)state;
    assert_coded(rocket_words, rocket_rows, "--- ATTACK [190] ---\nATTACK\n",
                 "ASSAULT 190 KAR > OST");
    assert_coded(rocket_words, rocket_rows, "--- ATTACK ---\nATTACK {ATTACKED} [112]\n",
                 "ACCUSE 112 KAR > OST");
    assert_coded(rocket_words, rocket_rows, "ATTACK [190]\nSTORM [191]\n", "ASSAULT 190 KAR > OST");
}

static void the_pattern_that_asks_for_most_decides(void **state)
{
    (void)state;
    assert_coded(rocket_words, rocket_rows,
                 "&WEAPON\n+ROCKET\n+HAND GRENADE\n\nATTACK [190]\n- * WITH [191]\n"
                 "- $ * + WITH_&WEAPON [194]\n- * BRIDGE [175]\n",
                 "ASSAULT 194 KAR > OST");
    assert_coded(rocket_words, rocket_rows, "ATTACK [190]\n- * (WITH ROCKET) [195]\n",
                 "ASSAULT 195 KAR > OST");
    assert_coded(rocket_words, rocket_rows, "ATTACK [190]\n- * (BY ROCKET) [195]\n",
                 "ASSAULT 190 KAR > OST");
}

static void words_before_the_verb_stand_with_its_subject(void **state)
{
    (void)state;
    assert_coded(rocket_words, rocket_rows, "ATTACK [190]\n- KARST * [191]\n",
                 "COERCE 191 KAR > OST");
    assert_coded(rocket_words, rocket_rows, "ATTACK [190]\n- OSTRAVA * [191]\n",
                 "ASSAULT 190 KAR > OST");
}

static void a_passive_is_read_by_its_tree(void **state)
{
    (void)state;
    assert_coded(passive_words, passive_rows, "ATTACK [190]\n", "ASSAULT 190 KAR > OST");
    assert_coded(passive_words, passive_rows, "ATTACK [190]\n- KARST * OSTRAVA [194]\n",
                 "ASSAULT 194 KAR > OST");
    assert_coded(passive_words, passive_rows, "ATTACK [190]\n- + * BY $ [195]\n",
                 "ASSAULT 195 KAR > OST");
}

static void a_null_code_says_that_there_is_no_event(void **state)
{
    (void)state;
    assert_coded(plan_words, plan_rows, "ATTACK [190]\n- * PLAN [---]\n", "");
    assert_coded(plan_words, plan_rows, "ATTACK [---]\n", "");
}

static void percent_is_for_those_who_do_it_together(void **state)
{
    (void)state;
    assert_coded(met_words, met_rows, "MEET [---]\n- % * [046]\n", "CONSULT 046 KAR+OST >");
}

static void two_codes_are_two_events(void **state)
{
    (void)state;
    assert_coded(rocket_words, rocket_rows, "ATTACK [042:043]\n",
                 "CONSULT 042 KAR > OST; CONSULT 043 OST > KAR");
}

static void a_verb_of_two_words_may_stand_apart(void **state)
{
    (void)state;
    assert_coded(out_words, out_rows, "THROW_OUT [161]\n", "SANCTION 161 KAR > OST");
}

static void a_table_has_phrases_classes_and_modes(void **state)
{
    (void)state;
    assert_told(raid_words, raid_rows, ONR_DICTIONARY_TABLE,
                "phrase\tclass\tmode\nraid\tCOERCE\tseize\n", "COERCE/seize 17 KAR > OST");
    assert_told(out_words, out_rows, ONR_DICTIONARY_TABLE, "threw\t161\n",
                "SANCTION 161 KAR > OST");
}

static void discards_take_a_sentence_out_and_issues_mark_it(void **state)
{
    (void)state;
    assert_told(rocket_words, rocket_rows, ONR_DICTIONARY_DISCARDS, "A_ROCKET\n", "");
    assert_told(rocket_words, rocket_rows, ONR_DICTIONARY_DISCARDS, "BRIDGE\n",
                "ASSAULT 190 KAR > OST");
    assert_told(rocket_words, rocket_rows, ONR_DICTIONARY_ISSUES, "n:ROCKET [ARMS]\n",
                "ASSAULT 190 KAR > OST [ARMS]");
}

static void a_fault_of_verbs_names_its_line(void **state)
{
    (void)state;
    assert_faults(ONR_DICTIONARY_VERBS, "HIT [190]\n- * BAR [120]--\n- * BAR 120]--\n",
                  "2: \"--\" behind the code is not read\n3: \"]\" without \"[\"");
    assert_faults(ONR_DICTIONARY_VERBS, "--- HIT [120]--\nHIT\n",
                  "1: \"--\" behind the code: a heading ends in \"---\"");
    assert_faults(ONR_DICTIONARY_VERBS, "HIT [321]\n- * BAR [ATTACK]\n",
                  "1: CAMEO has no code \"321\"\n"
                  "2: \"ATTACK\" is no code of CAMEO and no class of PLOVER");
    assert_faults(ONR_DICTIONARY_VERBS,
                  "&EMPTY\n\nHIT [190]\n- BAR [190]\n- * &NONE [190]\n"
                  "- * &EMPTY [190]\n- * -- [190]\n- * % $ [190]\n",
                  "4: nothing can match: no verb (\"*\")\n"
                  "5: nothing can match &NONE: no such synonym set stands above it\n"
                  "6: nothing can match &EMPTY: the synonym set is empty\n"
                  "7: nothing can match \"--\": it has no letter and no digit\n"
                  "8: nothing can match: one \"$\" and one \"+\", or one \"%\"");
    assert_faults(ONR_DICTIONARY_VERBS, "HIT [190]\n- * BAR [190]\n- * BAR [191]\nHIT\n",
                  "3: the same pattern stands in line 2 already, which decides\n"
                  "4: \"HIT\" stands in line 1 already, which decides");
}

static void a_fault_of_lists_names_its_line(void **state)
{
    (void)state;
    assert_faults(ONR_DICTIONARY_TABLE, "raid\tCOERCE\tflood\nraid\n",
                  "1: COERCE has no mode \"flood\": seize|restrict|censor|curfew|martial-law|"
                  "arrest|deport|withhold|misinformation|cyber\n"
                  "2: one cell: tabs must part phrase, class and mode");
    assert_faults(ONR_DICTIONARY_ISSUES, "DAM\n",
                  "1: an issue without a code: write DAM RELEASE [WATER]");
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
        cmocka_unit_test(a_verb_has_the_code_of_its_block),
        cmocka_unit_test(the_pattern_that_asks_for_most_decides),
        cmocka_unit_test(words_before_the_verb_stand_with_its_subject),
        cmocka_unit_test(a_passive_is_read_by_its_tree),
        cmocka_unit_test(a_null_code_says_that_there_is_no_event),
        cmocka_unit_test(percent_is_for_those_who_do_it_together),
        cmocka_unit_test(two_codes_are_two_events),
        cmocka_unit_test(a_verb_of_two_words_may_stand_apart),
        cmocka_unit_test(a_table_has_phrases_classes_and_modes),
        cmocka_unit_test(discards_take_a_sentence_out_and_issues_mark_it),
        cmocka_unit_test(a_fault_of_verbs_names_its_line),
        cmocka_unit_test(a_fault_of_lists_names_its_line),
        cmocka_unit_test(the_end_of_a_name_tells_the_kind),
    };
    (void)accuse_words, (void)accuse_rows;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
