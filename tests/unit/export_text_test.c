/*
 * The form "text": records and answers in sentences, as people read them on a terminal.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "export/wording.h"
#include "written.h"

/* Each test begins with Ada, who told the Daily what Bo wants. */
static onr_statement statements[2];
static onr_entity entities[3];
static onr_record record;
static onr_arena *arena;

static int set_up(void **state)
{
    (void)state;
    record = told_record(statements, entities);
    arena = onr_arena_new(1 << 20);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    onr_arena_free(arena);
    return 0;
}

static onr_str shown_in(onr_text_style style)
{
    onr_str out;
    assert_true(onr_record_write_text(&out, &record, &style, arena, NULL));
    return out;
}

static onr_str shown(void)
{
    return shown_in((onr_text_style){0});
}

static onr_str answered(const onr_answer *answer)
{
    return answered_in("text", answer, (export_style){0}, arena);
}

static void a_page_is_called_by_its_title_or_its_name_or_neither(void **state)
{
    (void)state;
    record.name = ONR_STR("ada.html");
    record.article.title = ONR_STR("The gate is shut");
    assert_true(str_starts(shown(), "The gate is shut\n"));
    record.article.title = (onr_str){0};
    assert_true(str_starts(shown(), "ada.html\n"));
    record.name = (onr_str){0};
    assert_true(str_starts(shown(), "(no title)\n"));
}

static void an_answer_for_people_leads_back_to_its_bytes(void **state)
{
    (void)state;
    onr_answer answer = answer_of_ada();
    onr_str line = answered(&answer);
    assert_true(str_is(line,
                       "undated  Ada \"the pen\" Lum [“she”] reportedly denied: “that the gate, "
                       "once shut, opened” (0.90)\n    this page \xE2\x86\x90 Ada Lum\n"
                       "    ada.html:100-140 7.S1\n"));
}

static void an_answer_for_people_says_to_whom_and_by_which_verb(void **state)
{
    (void)state;
    onr_answer answer = answer_of_ada();
    answer.act = ONR_STR("promise");
    answer.cue = ONR_STR("gave her word");
    answer.addressee = ONR_STR("Kesh");
    answer.published = ONR_STR("2026-05-02");
    answer.quote = ONR_STR("indirect");
    answer.negated = true;
    answer.hedged = false;
    onr_str line = answered(&answer);
    assert_true(str_starts(line, "2026-05-02  Ada \"the pen\" Lum [“she”] did not promise "
                                 "[“gave her word”] → Kesh: that the gate, once shut, opened "
                                 "(0.90)\n"));
}

static void what_is_quoted_gets_marks_only_where_the_page_has_none(void **state)
{
    (void)state;
    static const struct {
        const char *content, *shown;
    } cases[] = {{"We will not sign.", ": “We will not sign.” ("},
                 {"\"We will not sign.\"", ": \"We will not sign.\" ("},
                 {"'We will not sign.'", ": 'We will not sign.' ("},
                 {"it “insults every driver”", ": it “insults every driver” ("},
                 {"We won't sign.", ": “We won't sign.” ("}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        onr_answer answer = answer_of_ada();
        answer.content = str_of(cases[i].content);
        onr_str line = answered(&answer);
        assert_true(holds(line, cases[i].shown));
    }
}

static void what_a_terminal_would_obey_is_not_shown_to_people(void **state)
{
    (void)state;
    onr_answer answer = answer_of_ada();
    answer.speaker = ONR_STR("Ada\033[31m\a\b Lum");
    answer.content = ONR_STR("a\xC2\x9B"
                             "b\n \xE2\x80\xAE\x63\xE2\x81\xA6 d\x9B\xE2\x80\xA8"
                             "e");
    answer.chain = ONR_STR("x\nforged: line");
    answer.source = ONR_STR("a\r\nb.html");
    onr_str line = answered(&answer);
    assert_true(str_is(line,
                       "undated  Ada [31m Lum [“she”] reportedly denied: “a b c d? e” (0.90)\n"
                       "    x forged: line\n    a b.html:100-140 7.S1\n"));
}

static void nobody_is_denied_twice(void **state)
{
    (void)state;
    static const struct {
        const char *speaker;
        bool hedged, unrealised;
        const char *phrase;
    } cases[] = {{"Ada Lund", false, false, "did not promise"},
                 {"No cabinet", false, false, "promised"},
                 {"nobody", false, true, "would promise"},
                 {"Nora Quist", true, false, "reportedly did not promise"}};
    char phrase[ACT_PHRASE];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        onr_answer answer = {.speaker = str_of(cases[i].speaker),
                             .act = ONR_STR("promise"),
                             .negated = true,
                             .hedged = cases[i].hedged,
                             .unrealised = cases[i].unrealised};
        answer_phrase(phrase, &answer);
        assert_string_equal(phrase, cases[i].phrase);
    }
}

/* Nobody is meant by "no cabinet": the words alone tell. */
static void who_is_nobody_known_may_say_no_in_the_words_of_the_page(void **state)
{
    (void)state;
    static const onr_span nobody = {0, 10};
    const onr_record nobody_known = {.article = {.text = ONR_STR("No cabinet promised it.")}};
    onr_statement s = {.speaker = {&nobody, 1},
                       .speaker_entity = ONR_NO_ENTITY,
                       .act = ONR_ACT_PROMISE,
                       .negated = true};
    char phrase[ACT_PHRASE];
    statement_phrase(phrase, &nobody_known, &s);
    assert_string_equal(phrase, "promised");
}

static void for_people_what_stands_in_a_statement_is_indented_under_it(void **state)
{
    (void)state;
    statements[1].confidence = 0.8f;
    assert_true(holds(shown(),
                      "¶1    S1 Ada stated [“told”] → the Daily: that Bo wants a pledge (0.90)\n"
                      "          S2 Bo demanded [“wants”]: a pledge (0.80)\n"));
}

static void the_words_of_the_page_stand_beside_a_name_and_nobody_is_a_question_mark(void **state)
{
    (void)state;
    entities[0].name = ONR_STR("Ada Lum");
    entities[1].name = ONR_STR("Daily");
    statements[1].speaker_entity = ONR_NO_ENTITY;
    statements[1].confidence = 0.8f;
    onr_str out = shown();
    assert_true(holds(out, "S1 Ada Lum [“Ada”] stated"));
    assert_true(holds(out, "→ Daily: that"));
    assert_true(holds(out, "S2 ? [“Bo”] demanded"));
}

static void an_act_stands_in_the_past_or_as_what_was_not_done(void **state)
{
    (void)state;
    statements[0].act = ONR_ACT_DENY;
    statements[0].hedged = true;
    statements[1].negated = true;
    statements[1].confidence = 0.8f;
    onr_str out = shown();
    assert_true(holds(out, "Ada reportedly denied [“told”]"));
    assert_true(holds(out, "Bo did not demand [“wants”]"));
    statements[1].unrealised = true;
    assert_true(holds(shown(), "Bo would not demand"));
}

/* Of two statements that are so sure. */
static onr_str shown_of_two(float first, float second, onr_text_style style)
{
    statements[0].confidence = first;
    statements[1].confidence = second;
    return shown_in(style);
}

static void doubtful_statements_stand_at_the_end_where_they_are_asked_for(void **state)
{
    (void)state;
    onr_str out = shown_of_two(0.1f, 0.8f, (onr_text_style){0});
    assert_true(holds(out, "Statements\n¶1    S2 Bo demanded [“wants”]: a pledge (0.80)\n"));
    assert_true(holds(out, "Doubtful\n      1 statement; --all shows it\n"));
    assert_false(holds(out, "S1"));
    assert_true(holds(shown_of_two(0.1f, 0.8f, (onr_text_style){.all = true}),
                      "Doubtful\n¶1    S1 Ada stated"));
}

static void doubtful_is_what_is_rather_wrong_than_right(void **state)
{
    (void)state;
    onr_str out = shown_of_two(0.49f, 0.5f, (onr_text_style){0});
    assert_true(holds(out, "S2 Bo demanded [“wants”]: a pledge (0.50)"));
    assert_false(holds(out, "S1"));
}

static void a_dispute_names_the_claim_and_under_it_both_sides(void **state)
{
    (void)state;
    const onr_dispute dispute = {.claim = 1, .denial = 0, .about = pledge};
    record.disputes = &dispute;
    record.dispute_count = 1;
    assert_true(holds(shown(), "Disputes\n  a pledge\n      claimed by Bo (S2, ¶1)\n"
                               "      denied by Ada (S1, ¶1)\n"));
}

static void the_bytes_of_a_statement_are_those_of_its_paragraph(void **state)
{
    (void)state;
    record.source = ONR_STR("ada.html");
    assert_true(holds(shown_in((onr_text_style){.bytes = true}),
                      "¶1    S1 Ada stated [“told”] → the Daily: that Bo wants a pledge (0.90)\n"
                      "          ada.html:40-82\n"));
}

static void an_event_is_a_sentence_where_it_adds_to_its_statement(void **state)
{
    (void)state;
    const int32_t two = 2, one = 1;
    const onr_time time = {.when = ONR_STR("2026-02-19")};
    const int32_t when = 0;
    const onr_str names[] = {ONR_STR("The Page"), ONR_STR("the Daily"), ONR_STR("Bo")};
    const onr_strs chains[] = {{names, 2}, {names, 3}};
    onr_event event = {.actors = &two,
                       .actor_count = 1,
                       .event_class = ONR_REQUEST,
                       .trigger = {&wants, 1},
                       .vouched = 1,
                       .same_as = ONR_NO_EVENT};
    statements[1].confidence = 0.8f;
    record.events = (onr_events){&event, 1};
    record.chains = chains;
    record.times = (onr_times){&time, 1};
    record.when = &when;
    assert_false(holds(shown(), "Events"));
    event.recipients = &one;
    event.recipient_count = 1;
    assert_true(holds(shown(),
                      "Events\n  V1 Bo → the Daily: demanded (REQUEST) a pledge, 19 Feb 2026, "
                      "told by the Daily\n"));
}

static void an_event_that_is_told_has_its_word_its_place_and_whose_word_it_is(void **state)
{
    (void)state;
    const int32_t who[] = {0, 1, 2};
    const onr_str names[] = {ONR_STR("The Page"), ONR_STR("Ada")};
    const onr_strs chains[] = {{names, 2}, {names, 2}};
    const onr_event events[] = {{.actors = who,
                                 .actor_count = 3,
                                 .event_class = ONR_AGREE,
                                 .trigger = {&pledge, 1},
                                 .where = ONR_STR("Karst"),
                                 .status = ONR_PLANNED,
                                 .vouched = 0,
                                 .same_as = ONR_NO_EVENT},
                                {.recipients = who,
                                 .recipient_count = 2,
                                 .event_class = ONR_AID,
                                 .trigger = {&pledge, 1},
                                 .vouched = 1,
                                 .same_as = ONR_NO_EVENT},
                                {.actors = who,
                                 .actor_count = 1,
                                 .event_class = ONR_AID,
                                 .trigger = {&pledge, 1},
                                 .vouched = ONR_NO_STATEMENT,
                                 .same_as = 1},
                                {.actors = who,
                                 .actor_count = 1,
                                 .event_class = ONR_REQUEST,
                                 .trigger = {&wants, 1},
                                 .vouched = 1,
                                 .same_as = ONR_NO_EVENT}};
    record.events = (onr_events){events, 4};
    record.chains = chains;
    statements[1].confidence = 0.8f;
    onr_str text = shown();
    assert_true(holds(text, "Events\n"
                            "  V1 Ada, the Daily and Bo: “a pledge” (AGREE), Karst, planned, told "
                            "by Ada\n"
                            "  V2 ? → Ada and the Daily: “a pledge” (AID), told by Ada\n"
                            "  V4 Ada: demanded (REQUEST) a pledge, told by The Page\n"));
}

static void lines_keep_to_the_width_and_what_goes_on_hangs(void **state)
{
    (void)state;
    onr_str plain = shown_in((onr_text_style){.width = 40});
    assert_true(holds(plain, "¶1    S1 Ada stated [“told”] → the\n"
                             "          Daily: that Bo wants a pledge\n"
                             "          (0.90)\n"));
    onr_str coloured = shown_in((onr_text_style){.width = 40, .colour = true});
    assert_true(
        holds(coloured, "→ \033[1mthe\n          Daily\033[0m: that Bo wants a pledge\033[2m\n"));
    entities[0].name = ONR_STR("北京北京北京北京北京北京");
    assert_true(holds(shown_in((onr_text_style){.width = 40}),
                      "S1 北京北京北京北京北京北京\n          [“Ada”]"));
}

#define TEXT_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEXT_TEST(a_page_is_called_by_its_title_or_its_name_or_neither),
        TEXT_TEST(an_answer_for_people_leads_back_to_its_bytes),
        TEXT_TEST(an_answer_for_people_says_to_whom_and_by_which_verb),
        TEXT_TEST(what_is_quoted_gets_marks_only_where_the_page_has_none),
        TEXT_TEST(what_a_terminal_would_obey_is_not_shown_to_people),
        TEXT_TEST(nobody_is_denied_twice),
        TEXT_TEST(who_is_nobody_known_may_say_no_in_the_words_of_the_page),
        TEXT_TEST(for_people_what_stands_in_a_statement_is_indented_under_it),
        TEXT_TEST(the_words_of_the_page_stand_beside_a_name_and_nobody_is_a_question_mark),
        TEXT_TEST(an_act_stands_in_the_past_or_as_what_was_not_done),
        TEXT_TEST(doubtful_statements_stand_at_the_end_where_they_are_asked_for),
        TEXT_TEST(doubtful_is_what_is_rather_wrong_than_right),
        TEXT_TEST(a_dispute_names_the_claim_and_under_it_both_sides),
        TEXT_TEST(the_bytes_of_a_statement_are_those_of_its_paragraph),
        TEXT_TEST(an_event_is_a_sentence_where_it_adds_to_its_statement),
        TEXT_TEST(an_event_that_is_told_has_its_word_its_place_and_whose_word_it_is),
        TEXT_TEST(lines_keep_to_the_width_and_what_goes_on_hangs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
