/*
 * The forms of output: what each says of a record, an article, an answer, and that none is ever
 * written by half.
 */
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/str.h"
#include "export/format.h"
#include "export/scores.h"
#include "export/seen.h"
#include "export/wording.h"
#include "told_record.h"

static bool holds(onr_str json, const char *part)
{
    return str_find(json, str_of(part), 0) != SIZE_MAX;
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
    const onr_record record = {.article = {.text = ONR_STR("No cabinet promised it.")}};
    onr_statement s = {.speaker = {&nobody, 1},
                       .speaker_entity = ONR_NO_ENTITY,
                       .act = ONR_ACT_PROMISE,
                       .negated = true};
    char phrase[ACT_PHRASE];
    statement_phrase(phrase, &record, &s);
    assert_string_equal(phrase, "promised");
}

static void json_names_statements_and_says_null_for_nobody(void **state)
{
    (void)state;
    onr_statement statements[2];
    onr_entity entities[3];
    onr_record record = told_record(statements, entities);
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_str json;
    onr_error err;
    assert_true(onr_record_write_json(&json, &record, arena, &err));
    assert_true(holds(json, "\"id\":\"S2\",\"speaker\":[[24,26]],\"speaker_entity\":\"E3\""));
    assert_true(holds(json, "\"addressee\":null,\"addressee_entity\":null"));
    assert_true(holds(json, "\"inside\":\"S1\""));
    assert_true(holds(json, "\"confidence\":0.9}"));
    onr_arena_free(arena);
}

static void ill_formed_bytes_keep_their_places_in_json(void **state)
{
    (void)state;
    onr_record record = {.article = {.text = ONR_STR("a\xff\xc3(b")}};
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_str json;
    onr_error err;
    assert_true(onr_record_write_json(&json, &record, arena, &err));
    assert_true(holds(json, "\"text\":\"a\?\?(b\""));
    onr_arena_free(arena);
}

static onr_answer answer_of_ada(void)
{
    return (onr_answer){.id = ONR_STR("7.S1"),
                        .speaker_words = ONR_STR("she"),
                        .page = ONR_STR("sha256:1"),
                        .source = ONR_STR("ada.html"),
                        .statement = ONR_STR("S1"),
                        .speaker = ONR_STR("Ada \"the pen\" Lum"),
                        .act = ONR_STR("deny"),
                        .content = ONR_STR("that the gate, once shut, opened"),
                        .chain = ONR_STR("this page \xE2\x86\x90 Ada Lum"),
                        .quote = ONR_STR("direct"),
                        .hedged = true,
                        .span = {3, 35},
                        .bytes = {100, 140},
                        .confidence = 0.9};
}

static const export_format *format_called(const char *name)
{
    for (size_t i = 0; export_format_at(i); i++)
        if (strcmp(export_format_at(i)->name, name) == 0)
            return export_format_at(i);
    fail();
    return NULL;
}

static void an_answer_is_a_row_of_csv_under_the_names_of_its_fields(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    buffer to = {.arena = arena};
    onr_answer answer = answer_of_ada();
    onr_str line;
    format_called("csv")->answer_head(&to);
    format_called("csv")->answer(&to, &answer, (export_style){0});
    assert_true(buffer_finish(&line, &to, "", NULL));
    assert_true(str_is(
        line,
        "id,page,source,url,title,outlet,published,statement,speaker,speaker_words,code,cue,act,"
        "content,addressee,chain,said,quote,negated,hedged,unrealised,start,end,bytes_start,bytes_"
        "end,"
        "confidence\r\n"
        "\"7.S1\",\"sha256:1\",\"ada.html\",\"\",\"\",\"\",\"\",\"S1\",\"Ada \"\"the pen\"\" "
        "Lum\",\"she\",\"\",\"\","
        "\"deny\",\"that the gate, once shut, opened\",\"\",\"this page \xE2\x86\x90 Ada Lum\","
        "\"\",\"direct\",0,1,0,3,35,100,140,0.900\r\n"));
    onr_arena_free(arena);
}

static void an_answer_is_a_line_of_json(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    buffer to = {.arena = arena};
    onr_answer answer = answer_of_ada();
    onr_str line;
    format_called("jsonl")->answer(&to, &answer, (export_style){0});
    assert_true(buffer_finish(&line, &to, "", NULL));
    assert_true(holds(
        line, "{\"id\":\"7.S1\",\"page\":\"sha256:1\",\"source\":\"ada.html\",\"url\":null,"));
    assert_true(holds(line, "\"negated\":false,\"hedged\":true,\"unrealised\":false,"
                            "\"span\":[3,35],\"bytes\":[100,140],\"confidence\":0.9}\n"));
    onr_arena_free(arena);
}

static void an_answer_for_people_leads_back_to_its_bytes(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    buffer to = {.arena = arena};
    onr_answer answer = answer_of_ada();
    onr_str line;
    format_called("text")->answer(&to, &answer, (export_style){0});
    assert_true(buffer_finish(&line, &to, "", NULL));
    assert_true(str_is(line,
                       "undated  Ada \"the pen\" Lum [“she”] reportedly denied: “that the gate, "
                       "once shut, opened” (0.90)\n    this page \xE2\x86\x90 Ada Lum\n"
                       "    ada.html:100-140 7.S1\n"));
    onr_arena_free(arena);
}

static void an_answer_for_people_says_to_whom_and_by_which_verb(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    buffer to = {.arena = arena};
    onr_answer answer = answer_of_ada();
    onr_str line;
    answer.act = ONR_STR("promise");
    answer.cue = ONR_STR("gave her word");
    answer.addressee = ONR_STR("Kesh");
    answer.published = ONR_STR("2026-05-02");
    answer.quote = ONR_STR("indirect");
    answer.negated = true;
    answer.hedged = false;
    format_called("text")->answer(&to, &answer, (export_style){0});
    assert_true(buffer_finish(&line, &to, "", NULL));
    assert_true(str_starts(line, "2026-05-02  Ada \"the pen\" Lum [“she”] did not promise "
                                 "[“gave her word”] → Kesh: that the gate, once shut, opened "
                                 "(0.90)\n"));
    onr_arena_free(arena);
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
    onr_arena *arena = onr_arena_new(1 << 20);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        buffer to = {.arena = arena};
        onr_answer answer = answer_of_ada();
        onr_str line;
        answer.content = str_of(cases[i].content);
        format_called("text")->answer(&to, &answer, (export_style){0});
        assert_true(buffer_finish(&line, &to, "", NULL));
        assert_true(holds(line, cases[i].shown));
    }
    onr_arena_free(arena);
}

static void what_a_terminal_would_obey_is_not_shown_to_people(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    buffer to = {.arena = arena};
    onr_answer answer = answer_of_ada();
    onr_str line;
    answer.speaker = ONR_STR("Ada\033[31m\a\b Lum");
    answer.content = ONR_STR("a\xC2\x9B"
                             "b\n \xE2\x80\xAE\x63\xE2\x81\xA6 d\x9B\xE2\x80\xA8"
                             "e");
    answer.chain = ONR_STR("x\nforged: line");
    answer.source = ONR_STR("a\r\nb.html");
    format_called("text")->answer(&to, &answer, (export_style){0});
    assert_true(buffer_finish(&line, &to, "", NULL));
    assert_true(str_is(line,
                       "undated  Ada [31m Lum [“she”] reportedly denied: “a b c d? e” (0.90)\n"
                       "    x forged: line\n    a b.html:100-140 7.S1\n"));
    onr_arena_free(arena);
}

/* Of what is for programs JSON keeps it, as an escape; tables have a blank, words a mark. */
static void no_form_of_output_is_obeyed_by_a_terminal(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_answer answer = answer_of_ada();
    onr_str line;
    answer.speaker = ONR_STR("Ada\033[31m\r\xC2\x9B \xE2\x80\xAE\x7FLum");
    buffer json = {.arena = arena}, csv = {.arena = arena}, text = {.arena = arena};
    format_called("jsonl")->answer(&json, &answer, (export_style){0});
    assert_true(buffer_finish(&line, &json, "", NULL));
    assert_true(holds(line, "\"Ada\\u001B[31m\\r\\u009B \\u202E\\u007FLum\""));
    format_called("csv")->answer(&csv, &answer, (export_style){0});
    assert_true(buffer_finish(&line, &csv, "", NULL));
    assert_true(holds(line, "\"Ada [31m   \xE2\x80\xAE Lum\""));
    onr_article article = {.text = ONR_STR("Ada\033\xC2\x9B Lum\n\tsaid\xE2\x80\xAE so.")};
    format_called("text")->article(&text, ONR_STR("a"), &article, (export_style){0});
    assert_true(buffer_finish(&line, &text, "", NULL));
    assert_true(str_is(line, "Ada   Lum\n\tsaid so.\n"));
    onr_arena_free(arena);
}

static void a_spreadsheet_runs_no_cell_where_it_is_told_not_to(void **state)
{
    (void)state;
    static const char *const cells[] = {"=1+1",
                                        "+1",
                                        "-1",
                                        "@a",
                                        "\t=1",
                                        "\xEF\xBC\x9D"
                                        "1",
                                        "\xEF\xBC\x8B"
                                        "1"};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        onr_arena *arena = onr_arena_new(1 << 20);
        buffer to = {.arena = arena};
        onr_answer answer = {.id = str_of(cells[i]), .source = ONR_STR("a=b")};
        onr_str line;
        format_called("csv")->answer(&to, &answer, (export_style){.spreadsheet = true});
        assert_true(buffer_finish(&line, &to, "", NULL));
        assert_true(str_starts(line, "\"'"));
        assert_true(holds(line, cells[i]) && holds(line, ",\"a=b\","));
        buffer plain = {.arena = arena};
        format_called("csv")->answer(&plain, &answer, (export_style){0});
        assert_true(buffer_finish(&line, &plain, "", NULL));
        assert_int_equal(line.data[1], cells[i][0]);
        onr_arena_free(arena);
    }
}

static onr_str text_of(const onr_record *record, onr_text_style style, onr_arena *arena)
{
    onr_str out;
    assert_true(onr_record_write_text(&out, record, &style, arena, NULL));
    return out;
}

static void for_people_what_stands_in_a_statement_is_indented_under_it(void **state)
{
    (void)state;
    onr_statement statements[2];
    onr_entity entities[3];
    onr_record record = told_record(statements, entities);
    onr_arena *arena = onr_arena_new(1 << 20);
    statements[1].confidence = 0.8f;
    assert_true(holds(text_of(&record, (onr_text_style){0}, arena),
                      "¶1    S1 Ada stated [“told”] → the Daily: that Bo wants a pledge (0.90)\n"
                      "          S2 Bo demanded [“wants”]: a pledge (0.80)\n"));
    onr_arena_free(arena);
}

static void the_words_of_the_page_stand_beside_a_name_and_nobody_is_a_question_mark(void **state)
{
    (void)state;
    onr_statement statements[2];
    onr_entity entities[3];
    onr_record record = told_record(statements, entities);
    onr_arena *arena = onr_arena_new(1 << 20);
    entities[0].name = ONR_STR("Ada Lum");
    entities[1].name = ONR_STR("Daily");
    statements[1].speaker_entity = ONR_NO_ENTITY;
    statements[1].confidence = 0.8f;
    onr_str out = text_of(&record, (onr_text_style){0}, arena);
    assert_true(holds(out, "S1 Ada Lum [“Ada”] stated"));
    assert_true(holds(out, "→ Daily: that"));
    assert_true(holds(out, "S2 ? [“Bo”] demanded"));
    onr_arena_free(arena);
}

static void an_act_stands_in_the_past_or_as_what_was_not_done(void **state)
{
    (void)state;
    onr_statement statements[2];
    onr_entity entities[3];
    onr_record record = told_record(statements, entities);
    onr_arena *arena = onr_arena_new(1 << 20);
    statements[0].act = ONR_ACT_DENY;
    statements[0].hedged = true;
    statements[1].negated = true;
    statements[1].confidence = 0.8f;
    onr_str out = text_of(&record, (onr_text_style){0}, arena);
    assert_true(holds(out, "Ada reportedly denied [“told”]"));
    assert_true(holds(out, "Bo did not demand [“wants”]"));
    statements[1].unrealised = true;
    assert_true(holds(text_of(&record, (onr_text_style){0}, arena), "Bo would not demand"));
    onr_arena_free(arena);
}

/* The text of two statements that are so sure. */
static onr_str text_of_two(float first, float second, onr_text_style style, onr_arena *arena)
{
    onr_statement statements[2];
    onr_entity entities[3];
    onr_record record = told_record(statements, entities);
    statements[0].confidence = first;
    statements[1].confidence = second;
    return text_of(&record, style, arena);
}

static void doubtful_statements_stand_at_the_end_where_they_are_asked_for(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_str out = text_of_two(0.1f, 0.8f, (onr_text_style){0}, arena);
    assert_true(holds(out, "Statements\n¶1    S2 Bo demanded [“wants”]: a pledge (0.80)\n"));
    assert_true(holds(out, "Doubtful\n      1 statement; --all shows it\n"));
    assert_false(holds(out, "S1"));
    assert_true(holds(text_of_two(0.1f, 0.8f, (onr_text_style){.all = true}, arena),
                      "Doubtful\n¶1    S1 Ada stated"));
    onr_arena_free(arena);
}

static void doubtful_is_what_is_rather_wrong_than_right(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_str out = text_of_two(0.49f, 0.5f, (onr_text_style){0}, arena);
    assert_true(holds(out, "S2 Bo demanded [“wants”]: a pledge (0.50)"));
    assert_false(holds(out, "S1"));
    onr_arena_free(arena);
}

static void a_dispute_names_the_claim_and_under_it_both_sides(void **state)
{
    (void)state;
    onr_statement statements[2];
    onr_entity entities[3];
    onr_record record = told_record(statements, entities);
    onr_arena *arena = onr_arena_new(1 << 20);
    const onr_dispute dispute = {.claim = 1, .denial = 0, .about = pledge};
    record.disputes = &dispute;
    record.dispute_count = 1;
    assert_true(holds(text_of(&record, (onr_text_style){0}, arena),
                      "Disputes\n  a pledge\n      claimed by Bo (S2, ¶1)\n"
                      "      denied by Ada (S1, ¶1)\n"));
    onr_arena_free(arena);
}

static void the_bytes_of_a_statement_are_those_of_its_paragraph(void **state)
{
    (void)state;
    onr_statement statements[2];
    onr_entity entities[3];
    onr_record record = told_record(statements, entities);
    onr_arena *arena = onr_arena_new(1 << 20);
    record.source = ONR_STR("ada.html");
    assert_true(holds(text_of(&record, (onr_text_style){.bytes = true}, arena),
                      "¶1    S1 Ada stated [“told”] → the Daily: that Bo wants a pledge (0.90)\n"
                      "          ada.html:40-82\n"));
    onr_arena_free(arena);
}

static void an_event_is_a_sentence_where_it_adds_to_its_statement(void **state)
{
    (void)state;
    onr_statement statements[2];
    onr_entity entities[3];
    onr_record record = told_record(statements, entities);
    onr_arena *arena = onr_arena_new(1 << 20);
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
    assert_false(holds(text_of(&record, (onr_text_style){0}, arena), "Events"));
    event.recipients = &one;
    event.recipient_count = 1;
    assert_true(holds(text_of(&record, (onr_text_style){0}, arena),
                      "Events\n  V1 Bo → the Daily: demanded (REQUEST) a pledge, 19 Feb 2026, "
                      "told by the Daily\n"));
    onr_arena_free(arena);
}

static void an_event_that_is_told_has_its_word_its_place_and_whose_word_it_is(void **state)
{
    (void)state;
    onr_statement statements[2];
    onr_entity entities[3];
    onr_record record = told_record(statements, entities);
    onr_arena *arena = onr_arena_new(1 << 20);
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
    onr_str text = text_of(&record, (onr_text_style){0}, arena);
    assert_true(holds(text, "Events\n"
                            "  V1 Ada, the Daily and Bo: “a pledge” (AGREE), Karst, planned, told "
                            "by Ada\n"
                            "  V2 ? → Ada and the Daily: “a pledge” (AID), told by Ada\n"
                            "  V4 Ada: demanded (REQUEST) a pledge, told by The Page\n"));
    onr_arena_free(arena);
}

static void lines_keep_to_the_width_and_what_goes_on_hangs(void **state)
{
    (void)state;
    onr_statement statements[2];
    onr_entity entities[3];
    onr_record record = told_record(statements, entities);
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_str plain = text_of(&record, (onr_text_style){.width = 40}, arena);
    assert_true(holds(plain, "¶1    S1 Ada stated [“told”] → the\n"
                             "          Daily: that Bo wants a pledge\n"
                             "          (0.90)\n"));
    onr_str coloured = text_of(&record, (onr_text_style){.width = 40, .colour = true}, arena);
    assert_true(
        holds(coloured, "→ \033[1mthe\n          Daily\033[0m: that Bo wants a pledge\033[2m\n"));
    entities[0].name = ONR_STR("北京北京北京北京北京北京");
    assert_true(holds(text_of(&record, (onr_text_style){.width = 40}, arena),
                      "S1 北京北京北京北京北京北京\n          [“Ada”]"));
    onr_arena_free(arena);
}

static void what_is_not_sure_enough_is_left_out_with_what_only_it_vouches_for(void **state)
{
    (void)state;
    onr_statement statements[2];
    onr_entity entities[3];
    onr_record record = told_record(statements, entities);
    onr_arena *arena = onr_arena_new(1 << 20);
    const onr_event event = {.vouched = 0, .same_as = ONR_NO_EVENT, .confidence = 1};
    const onr_dispute dispute = {.claim = 1, .denial = 0};
    statements[0].confidence = 0.4f;
    statements[1].confidence = 0.6f;
    record.events = (onr_events){&event, 1};
    record.disputes = &dispute;
    record.dispute_count = 1;
    assert_true(onr_record_keep_sure(&record, 0.5f, arena, NULL));
    assert_int_equal(record.statements.count, 1);
    assert_int_equal(record.statements.items[0].act, ONR_ACT_DEMAND);
    assert_int_equal(record.statements.items[0].inside, ONR_NO_STATEMENT);
    assert_int_equal(record.events.count, 0);
    assert_int_equal(record.dispute_count, 0);
    onr_arena_free(arena);
}

/* What `name` writes of the told record with an event: Ada asks Bo. */
static onr_str written_as(const char *name, export_style style, onr_arena *arena)
{
    static const int32_t ada_alone[] = {0}, bo_alone[] = {2}, both[] = {0, 2};
    static const onr_event events[] = {{.actors = ada_alone,
                                        .actor_count = 1,
                                        .recipients = bo_alone,
                                        .recipient_count = 1,
                                        .event_class = ONR_REQUEST,
                                        .cameo = "10",
                                        .trigger = {&told, 1},
                                        .vouched = 0,
                                        .same_as = ONR_NO_EVENT,
                                        .confidence = 0.8f},
                                       {.actors = ada_alone,
                                        .actor_count = 1,
                                        .recipients = bo_alone,
                                        .recipient_count = 1,
                                        .event_class = ONR_REQUEST,
                                        .cameo = "10",
                                        .trigger = {&wants, 1},
                                        .vouched = 0,
                                        .same_as = 0,
                                        .confidence = 0.8f},
                                       {.actors = both,
                                        .actor_count = 2,
                                        .event_class = ONR_CONSULT,
                                        .cameo = "04",
                                        .trigger = {&wants, 1},
                                        .vouched = ONR_NO_STATEMENT,
                                        .same_as = ONR_NO_EVENT,
                                        .confidence = 0.8f},
                                       {.actors = both,
                                        .actor_count = 2,
                                        .event_class = ONR_ASSAULT,
                                        .cameo = "",
                                        .trigger = {&wants, 1},
                                        .vouched = ONR_NO_STATEMENT,
                                        .same_as = ONR_NO_EVENT,
                                        .status = ONR_DENIED,
                                        .confidence = 0.8f}};
    static onr_statement statements[2];
    static onr_entity entities[3];
    onr_record record = told_record(statements, entities);
    seen_names seen = {.arena = arena};
    buffer to = {.arena = arena};
    onr_str out;
    record.events = (onr_events){events, 4};
    style.seen = &seen;
    export_put_record(format_called(name), &to, &record, style);
    assert_true(buffer_finish(&out, &to, "", NULL));
    return out;
}

static size_t lines_of(onr_str text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.len; i++)
        count += text.data[i] == '\n';
    return count;
}

static void in_gdelt_a_happening_is_a_row_a_pair_and_each_telling_a_mention(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 22);
    onr_str events = written_as("gdelt", (export_style){0}, arena);
    onr_str mentions = written_as("gdelt", (export_style){.what = "mentions"}, arena);
    assert_int_equal(lines_of(events), 1 + 2); /* the meeting in both directions; no denied fight */
    assert_int_equal(lines_of(mentions), 2 + 2);
    assert_true(holds(events, "\t1\t100\t100\t10\t3\t-5.0\t2\t1\t1\t"));
    assert_true(holds(mentions, "\t0\t24\t27\t1\t80\t"));
    onr_arena_free(arena);
}

static void without_text_no_word_of_the_page_is_left_but_names(void **state)
{
    (void)state;
    static const char *const forms[] = {"jsonl",   "csv",        "tsv",   "gdelt", "plover",
                                        "polecat", "annotation", "claim", "ftm",   "graphml"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        onr_arena *arena = onr_arena_new(1 << 22);
        onr_str bare = written_as(forms[i], (export_style){.no_text = true}, arena);
        assert_false(holds(bare, "pledge"));
        assert_false(holds(bare, "told"));
        assert_true(holds(bare, "Ada"));
        onr_arena_free(arena);
    }
}

static void what_is_less_sure_is_left_out_and_the_others_keep_their_ids(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 22);
    onr_str sure = written_as("jsonl", (export_style){.least = 0.5f}, arena);
    assert_true(holds(sure, "\"id\":\"S1\"") && !holds(sure, "\"id\":\"S2\""));
    assert_true(holds(sure, "\"id\":\"V4\""));
    sure = written_as("csv", (export_style){.least = 0.5f}, arena);
    assert_int_equal(lines_of(sure), 1);
    onr_arena_free(arena);
}

static void a_name_is_new_once(void **state)
{
    (void)state;
    seen_names names = {.arena = onr_arena_new(1 << 22)};
    char name[16];
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < 5000; i++) {
            snprintf(name, sizeof name, "name %d", i);
            assert_int_equal(seen_first(&names, str_of(name)), round == 0);
        }
    onr_arena_free(names.arena);
}

static void scores_are_those_of_a_code_or_of_the_one_above_it(void **state)
{
    (void)state;
    assert_string_equal(score_goldstein(ONR_STR("1042")), "-5.0");
    assert_string_equal(score_goldstein(ONR_STR("0874")), "10.0");
    assert_string_equal(score_goldstein(ONR_STR("0879")), "9.0");
    assert_string_equal(score_goldstein(ONR_STR("")), "");
    assert_string_equal(score_quad_class(ONR_STR("0311"), ONR_AGREE), "1");
    assert_string_equal(score_quad_class(ONR_STR("17"), ONR_COERCE), "4");
    assert_string_equal(score_quad_class(ONR_STR(""), ONR_ASSAULT), "4");
    for (int i = ONR_AGREE; i <= ONR_ASSAULT; i++)
        assert_true(strlen(score_plover_quad((onr_plover)i)) == 2 && *score_plover((onr_plover)i));
}

/* The record in `format`, in an arena of `limit` bytes. */
static bool fits(size_t *len, const export_format *format, size_t limit)
{
    onr_statement statements[2];
    onr_entity entities[3];
    onr_record record = told_record(statements, entities);
    onr_arena *arena = onr_arena_new(limit);
    buffer to = {.arena = arena};
    onr_str out;
    onr_error err;
    seen_names seen = {.arena = onr_arena_new(1 << 20)};
    format->record(&to, &record, (export_style){.seen = &seen});
    bool ok = buffer_finish(&out, &to, "write the record", &err);
    assert_true(ok || err.code == ONR_E_MEMORY);
    *len = ok ? out.len : 0;
    onr_arena_free(seen.arena);
    onr_arena_free(arena);
    return ok;
}

static void a_record_is_written_whole_or_an_error_says_why_not(void **state)
{
    (void)state;
    for (size_t i = 0; export_format_at(i); i++) {
        const export_format *format = export_format_at(i);
        size_t whole, len;
        if (!format->record)
            continue;
        assert_true(fits(&whole, format, 1 << 20));
        for (size_t limit = 0; limit < 1 << 14; limit += 100)
            assert_true(!fits(&len, format, limit) || len == whole);
    }
}

/* What tests/golden lays out for people, as it was written: without white space around values. */
static onr_str written(const char *path, onr_arena *arena)
{
    buffer to = {.arena = arena};
    onr_str out = {0};
    bool quoted = false, escaped = false;
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    for (int c; (c = getc(file)) != EOF;) {
        if (quoted || (c != '\n' && c != ' '))
            buffer_put_char(&to, (char)c);
        quoted ^= c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
    }
    fclose(file);
    assert_true(buffer_finish(&out, &to, "read a golden record", NULL));
    return out;
}

static void a_record_that_is_read_from_json_writes_the_same_json(void **state)
{
    (void)state;
    glob_t pages;
    assert_int_equal(glob("tests/golden/*.json", 0, NULL, &pages), 0);
    assert_true(pages.gl_pathc >= 8);
    for (size_t i = 0; i < pages.gl_pathc; i++) {
        onr_arena *arena = onr_arena_new(64 << 20);
        onr_str json = written(pages.gl_pathv[i], arena), again;
        onr_record record;
        onr_error err;
        assert_true(onr_record_read_json(&record, json, (onr_str){0}, arena, &err));
        assert_true(onr_record_write_json(&again, &record, arena, &err));
        if (!str_equal(json, again))
            fail_msg("%s: read and written again it differs:\n%.*s", pages.gl_pathv[i],
                     (int)again.len, again.data);
        onr_arena_free(arena);
    }
    globfree(&pages);
}

static void whatever_a_day_was_taken_from_is_read_again(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    for (int from = ONR_DATE_META; from <= ONR_DATE_FETCHED; from++) {
        onr_record record = {.id = "sha256:1", .article.published_from = (onr_date_from)from},
                   again;
        onr_str json;
        onr_error err;
        assert_true(onr_record_write_json(&json, &record, arena, &err));
        assert_true(onr_record_read_json(&again, json, (onr_str){0}, arena, &err));
        assert_int_equal(again.article.published_from, from);
    }
    onr_arena_free(arena);
}

static void where_a_page_lies_in_its_file_is_read_again(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_record record = {
        .id = "sha256:1",
        .source = ONR_STR("crawl.warc.gz"),
        .origin = {1099511627776, 575, ONR_STR("sha1:GATE"), ONR_STR("2026-03-04T12:00:00Z")}};
    onr_record again;
    onr_str json;
    onr_error err;
    assert_true(onr_record_write_json(&json, &record, arena, &err));
    assert_true(onr_record_read_json(&again, json, (onr_str){0}, arena, &err));
    assert_true(again.origin.offset == 1099511627776);
    assert_true(again.origin.length == 575);
    assert_true(str_is(again.origin.digest, "sha1:GATE"));
    assert_true(str_is(again.origin.fetched, "2026-03-04T12:00:00Z"));
    onr_arena_free(arena);
}

static void json_that_points_at_nothing_is_no_record(void **state)
{
    (void)state;
    static const char *const records[] = {
        "{\"page\":{\"text\":\"a\"}}",
        "{\"page\":{\"id\":\"sha256:1\",\"text\":\"a\",\"blocks\":[{\"kind\":\"title\",\"span\":[0,"
        "2]}]}}",
        "{\"page\":{\"id\":\"sha256:1\",\"text\":\"a\"},\"statements\":[{\"cue\":[[0,1]],"
        "\"inside\":\"S2\"}]}",
        "{\"page\":{\"id\":\"sha256:1\",\"text\":\"a\"},\"statements\":[{\"act\":\"sing\"}]}",
        "{\"page\":{\"id\":\"sha256:1\",\"text\":\"a\"},\"statements\":[{\"inside\":\"S1\"}]}",
        "{\"page\":{\"id\":\"sha256:1\",\"text\":\"a\"},\"statements\":[{\"inside\":\"S3\"},"
        "{\"inside\":\"S1\"},{\"inside\":\"S2\"}]}",
        "{\"page\":{\"id\":\"sha256:1\",\"text\":\"a\"},\"events\":[{\"actor\":[null]}]}",
        "{\"page\":{\"id\":\"sha256:1\",\"text\":\"a\"},\"statements\":[{}],"
        "\"disputes\":[{\"claim\":\"S1\"}]}",
        "{\"page\":{\"id\":\"sha256:1\",\"text\":\"a\"},\"statements\":[{\"confidence\":1.5}]}",
        "{\"page\":{\"id\":\"sha256:1\",\"text\":\"a\"},\"events\":[{\"confidence\":-0.5}]}",
        "[]",
    };
    for (size_t i = 0; i < sizeof records / sizeof *records; i++) {
        onr_arena *arena = onr_arena_new(1 << 20);
        onr_record record;
        onr_error err;
        assert_false(onr_record_read_json(&record, str_of(records[i]), (onr_str){0}, arena, &err));
        assert_int_equal(err.code, ONR_E_FORMAT);
        onr_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_is_denied_twice),
        cmocka_unit_test(who_is_nobody_known_may_say_no_in_the_words_of_the_page),
        cmocka_unit_test(json_names_statements_and_says_null_for_nobody),
        cmocka_unit_test(a_record_that_is_read_from_json_writes_the_same_json),
        cmocka_unit_test(whatever_a_day_was_taken_from_is_read_again),
        cmocka_unit_test(where_a_page_lies_in_its_file_is_read_again),
        cmocka_unit_test(json_that_points_at_nothing_is_no_record),
        cmocka_unit_test(ill_formed_bytes_keep_their_places_in_json),
        cmocka_unit_test(an_answer_is_a_row_of_csv_under_the_names_of_its_fields),
        cmocka_unit_test(an_answer_is_a_line_of_json),
        cmocka_unit_test(an_answer_for_people_leads_back_to_its_bytes),
        cmocka_unit_test(an_answer_for_people_says_to_whom_and_by_which_verb),
        cmocka_unit_test(what_is_quoted_gets_marks_only_where_the_page_has_none),
        cmocka_unit_test(what_a_terminal_would_obey_is_not_shown_to_people),
        cmocka_unit_test(no_form_of_output_is_obeyed_by_a_terminal),
        cmocka_unit_test(a_spreadsheet_runs_no_cell_where_it_is_told_not_to),
        cmocka_unit_test(for_people_what_stands_in_a_statement_is_indented_under_it),
        cmocka_unit_test(the_words_of_the_page_stand_beside_a_name_and_nobody_is_a_question_mark),
        cmocka_unit_test(an_act_stands_in_the_past_or_as_what_was_not_done),
        cmocka_unit_test(doubtful_statements_stand_at_the_end_where_they_are_asked_for),
        cmocka_unit_test(doubtful_is_what_is_rather_wrong_than_right),
        cmocka_unit_test(a_dispute_names_the_claim_and_under_it_both_sides),
        cmocka_unit_test(the_bytes_of_a_statement_are_those_of_its_paragraph),
        cmocka_unit_test(an_event_is_a_sentence_where_it_adds_to_its_statement),
        cmocka_unit_test(an_event_that_is_told_has_its_word_its_place_and_whose_word_it_is),
        cmocka_unit_test(lines_keep_to_the_width_and_what_goes_on_hangs),
        cmocka_unit_test(what_is_not_sure_enough_is_left_out_with_what_only_it_vouches_for),
        cmocka_unit_test(in_gdelt_a_happening_is_a_row_a_pair_and_each_telling_a_mention),
        cmocka_unit_test(without_text_no_word_of_the_page_is_left_but_names),
        cmocka_unit_test(what_is_less_sure_is_left_out_and_the_others_keep_their_ids),
        cmocka_unit_test(a_name_is_new_once),
        cmocka_unit_test(scores_are_those_of_a_code_or_of_the_one_above_it),
        cmocka_unit_test(a_record_is_written_whole_or_an_error_says_why_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
