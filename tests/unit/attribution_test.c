#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "parsed_text.h"

#include "attribution/features.h"
#include "attribution/model.h"
#include "attribution/quotes.h"
#include "learn/embedded.h"
#include "onrecord/attribution.h"

static onr_statements statements_of(const char *words, const char *rows, onr_text *text,
                                    onr_arena *arena)
{
    *text = parsed_text(words, rows, arena);
    onr_entities entities;
    onr_statements found;
    onr_notes notes;
    onr_error err;
    assert_true(onr_entities_find(&entities, text, ONR_STR(""), (onr_strs){0}, NULL, arena, &err));
    assert_true(onr_attribution_find(&found, &notes, text, &entities, arena, &err));
    return found;
}

static void what_a_party_accused_has_done_is_content(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_text text;
    onr_statements found = statements_of(accuse_words, accuse_rows, &text, arena);
    assert_int_equal(found.count, 1);
    const onr_statement *s = found.items;
    assert_int_equal(s->act, ONR_ACT_ACCUSE);
    assert_true(str_is(str_slice(text.text, s->speaker.items[0]), "Kyiv"));
    assert_true(str_is(str_slice(text.text, s->content.items[0]), "Moscow of lying"));
    assert_int_equal(s->addressee.count, 0);
    onr_arena_free(arena);
}

static void who_is_told_is_the_addressee(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_text text;
    onr_statements found = statements_of(demand_words, demand_rows, &text, arena);
    assert_true(found.count >= 1);
    const onr_statement *s = found.items;
    assert_true(str_is(str_slice(text.text, s->addressee.items[0]), "Izvestia"));
    assert_true(str_is(str_slice(text.text, s->content.items[0]), "that Moscow wants a guarantee"));
    assert_int_equal(s->quote, ONR_QUOTE_INDIRECT);
    assert_int_equal(s->inside, ONR_NO_STATEMENT);
    onr_arena_free(arena);
}

static void a_quotation_left_open_ends_with_its_paragraph(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    quotes q = quotes_find(ONR_STR("He said: “One.\n“Two.” \"Three\""), arena);
    assert_int_equal(q.all.count, 3);
    assert_int_equal(q.all.items[0].start, 9);
    assert_int_equal(q.open.count, 0);
    onr_arena_free(arena);
}

static void assert_quotes(const char *text, const char *first, size_t count)
{
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_str whole = {text, strlen(text)};
    onr_spans q = quotes_find(whole, arena).all;
    assert_int_equal(q.count, count);
    if (count)
        assert_true(str_is(str_slice(whole, q.items[0]), first));
    onr_arena_free(arena);
}

static void a_quotation_that_nobody_closed_is_told(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    assert_int_equal(quotes_find(ONR_STR("“Stay. He left.\nShe came."), arena).open.count, 1);
    assert_int_equal(quotes_find(ONR_STR("“Stay.” He left."), arena).open.count, 0);
    onr_arena_free(arena);
    assert_quotes("“The bell fell. He left.\nShe came.", "“The bell fell.", 1);
    assert_quotes("“The bell fell. We left.\nShe came.", "“The bell fell. We left.", 1);
    assert_quotes("“The bell fell, Ida Lund said. We left.\n", "“The bell fell", 1);
}

static void single_and_doubled_marks_open_quotations_too(void **state)
{
    (void)state;
    assert_quotes("He said: ‘We’ll go.’ She left.", "‘We’ll go.’", 1);
    assert_quotes("'We won't go,' he said.", "'We won't go,'", 1);
    assert_quotes("''We won't go,'' he said.", "''We won't go,''", 1);
    assert_quotes("«Non», dit-il.", "«Non»", 1);
}

static void an_apostrophe_opens_none(void **state)
{
    (void)state;
    assert_quotes("The ministers’ plan wasn’t theirs", NULL, 0);
    assert_quotes("The ministers' plan wasn't their mayor's", NULL, 0);
}

static void a_cue_in_a_quotation_sees_that_quotation_alone(void **state)
{
    (void)state;
    static const char words[] = "“ We want a long peace , ” he said .";
    static const char rows[] = "“ PUNCT “ 3 punct\nWe PRON we 3 nsubj\nwant VERB want 10 ccomp\n"
                               "a DET a 6 det\nlong ADJ long 6 amod\npeace NOUN peace 3 obj\n"
                               ", PUNCT , 3 punct\n” PUNCT ” 3 punct\nhe PRON he 10 nsubj\n"
                               "said VERB say 0 root\n. PUNCT . 10 punct";
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_text text = parsed_text(words, rows, arena);
    reading r;
    assert_true(reading_build(&r, &text, arena));
    window inner = features_window(&r, 2), outer = features_window(&r, 9);
    assert_int_equal(inner.first, 0);
    assert_int_equal(inner.end, 8);
    assert_int_equal(outer.end, 11);
    onr_arena_free(arena);
}

static void the_learnt_tables_have_the_sizes_that_their_code_reads(void **state)
{
    (void)state;
    model m = model_learnt();
    assert_int_equal(m.cues.mask + 1, 1 << 18);
    assert_int_equal(m.roles.mask + 1, 1 << 18);
    assert_int_equal(m.edges.mask + 1, 1 << 13);
    size_t all = CLUSTER_ROWS;
    assert_int_equal(embedded_section(EMBEDDED_CLUSTERS, "clusters").len, all * sizeof(uint16_t));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_party_accused_has_done_is_content),
        cmocka_unit_test(who_is_told_is_the_addressee),
        cmocka_unit_test(a_quotation_left_open_ends_with_its_paragraph),
        cmocka_unit_test(a_quotation_that_nobody_closed_is_told),
        cmocka_unit_test(single_and_doubled_marks_open_quotations_too),
        cmocka_unit_test(an_apostrophe_opens_none),
        cmocka_unit_test(a_cue_in_a_quotation_sees_that_quotation_alone),
        cmocka_unit_test(the_learnt_tables_have_the_sizes_that_their_code_reads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
