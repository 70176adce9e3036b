#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"
#include "language/lemmas.h"
#include "language/mend.h"
#include "language/windows.h"
#include "onrecord/conllu.h"
#include "parsed_text.h"

static void plain_c_and_the_best_instructions_write_the_same_conllu(void **state)
{
    (void)state;
    onr_error err;
    file_map file;
    assert_true(file_map_open(&file, "models/language-fast.onr", &err));
    onr_str text = ONR_STR("The minister said the ministry wouldn't comment. \"It isn't over,\" "
                           "Jane Doe of the U.S. Senate told reporters in Berlin on Monday.");
    onr_str out[2];
    onr_arena *arenas[2];
    for (int i = 0; i < 2; i++) {
        const onr_language_model *model;
        onr_text read;
        arenas[i] = onr_arena_new(1 << 26);
        assert_true(
            onr_language_model_load(&model, file.bytes, i ? ONR_SIMD_BEST : ONR_SIMD_NONE, &err));
        assert_true(onr_language_read(&read, text, NULL, 0, model, arenas[i], &err));
        assert_int_equal(read.sentence_count, 2);
        assert_true(onr_conllu_write(&out[i], &read, arenas[i], &err));
        onr_text again;
        assert_true(onr_conllu_read(&again, out[i], arenas[i], &err));
        assert_true(str_equal(again.text, text));
        assert_int_equal(again.word_count, read.word_count);
        onr_language_model_free(model);
    }
    assert_true(str_equal(out[0], out[1]));
    onr_arena_free(arenas[0]);
    onr_arena_free(arenas[1]);
    file_map_close(&file);
}

static void assert_english(bool expected, const char *text, const char *declared)
{
    if (onr_language_is_english(str_of(text), str_of(declared)) != expected)
        fail_msg("\"%s\" is taken for %s", text, expected ? "another language" : "English");
}

static void what_is_not_english_is_known_by_its_words(void **state)
{
    (void)state;
    assert_english(true, "The bishop said that he would not sell the bell, whoever asked for it.",
                   "");
    assert_english(true, "The bishop said that he would not sell the bell, whoever asked.", "fi");
    assert_english(true, "Bishop: no sale", "");
    assert_english(true,
                   "Glass firms halve output. Bishop Odo Kern offered Bremen two bells. Lotte "
                   "Varga sold Lund nine barges.",
                   "");
    assert_english(false, "Biskopen selger ikke klokken, og det har Varga visst lenge nok.", "");
    assert_english(
        false,
        "Der Bischof will die Glocke nicht verkaufen, wer auch immer danach fragt, hie\xC3\x9F "
        "es am Sonntag in der Messe.",
        "");
    assert_english(false,
                   "L'\xC3\xA9v\xC3\xAAque ne vendra pas la cloche, a-t-il dit dimanche "
                   "devant les fid\xC3\xA8les r\xC3\xA9unis.",
                   "en");
    assert_english(false, "Епископ не продаст колокол", "");
    assert_english(false, "Biskop: ingen handel", "nb");
}

static void a_lemma_goes_by_form_and_tag(void **state)
{
    (void)state;
    static const struct {
        const char *form;
        onr_upos upos;
        const char *xpos, *lemma;
    } wanted[] = {
        {"i", ONR_PRON, "PRP", "I"},
        {"kerala", ONR_PROPN, "NNP", "Kerala"},
        {"TBILISI", ONR_PROPN, "NNP", "Tbilisi"},
        {"NATO", ONR_PROPN, "NNP", "NATO"},
        {"12,400", ONR_NUM, "CD", "12400"},
        {"fled", ONR_VERB, "VBD", "flee"},
        {"provoked", ONR_VERB, "VBN", "provoke"},
        {"leaves", ONR_NOUN, "NNS", "leaf"},
        {"leaves", ONR_VERB, "VBZ", "leave"},
        {"headquarters", ONR_NOUN, "NNS", "headquarters"},
        {"better", ONR_ADJ, "JJR", "good"},
        {"better", ONR_ADV, "RBR", "well"},
    };
    onr_error err;
    file_map file;
    assert_true(file_map_open(&file, "models/language-fast.onr", &err));
    const onr_language_model *model;
    assert_true(onr_language_model_load(&model, file.bytes, ONR_SIMD_NONE, &err));
    onr_arena *arena = onr_arena_new(1 << 20);
    lemma_cache *cache = lemma_cache_new(1, arena);
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        onr_str form = {wanted[i].form, strlen(wanted[i].form)};
        onr_str xpos = {wanted[i].xpos, strlen(wanted[i].xpos)};
        onr_str lemma = lemma_find(cache, form, wanted[i].upos, xpos, model, arena);
        char got[64];
        snprintf(got, sizeof got, "%.*s", (int)lemma.len, lemma.data);
        assert_string_equal(got, wanted[i].lemma);
    }
    onr_arena_free(arena);
    onr_language_model_free(model);
    file_map_close(&file);
}

static void children_are_walked_in_text_order(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_text text = parsed_text(demand_words, demand_rows, arena);
    int32_t told = 3, wants = 7;
    assert_int_equal(walk_first(&text, told), 2);
    assert_int_equal(walk_next(&text, 2), 4);
    assert_int_equal(walk_child(&text, told, ONR_CCOMP, -1), wants);
    assert_int_equal(walk_child(&text, told, ONR_CCOMP, wants), -1);
    assert_int_equal(walk_child_listed(&text, wants, "who|that"), 5);
    assert_true(walk_within(&text, 8, told));
    assert_false(walk_within(&text, told, wants));
    onr_arena_free(arena);
}

static void a_phrase_is_its_subtree_without_what_is_cut(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_text text = parsed_text(demand_words, demand_rows, arena);
    int32_t told = 3, wants = 7, cut = 2;
    onr_spans spans = walk_spans(&text, wants, NULL, 0, arena);
    assert_int_equal(spans.count, 1);
    assert_true(str_is(str_slice(text.text, spans.items[0]), "that Moscow wants a guarantee"));
    spans = walk_spans(&text, told, &cut, 1, arena);
    assert_int_equal(spans.count, 1);
    assert_true(str_is(str_slice(text.text, spans.items[0]),
                       "told Izvestia that Moscow wants a guarantee"));
    assert_int_equal(walk_spans(&text, wants, &told, 1, arena).count, 0);
    onr_arena_free(arena);
}

/* A sentence of so many words that looking at all of them for each would not end. */
static void walks_look_at_no_more_than_they_ask_for(void **state)
{
    (void)state;
    enum { COUNT = 1 << 19 };
    onr_arena *arena = onr_arena_new((size_t)1 << 28);
    onr_word *words = arena_array(arena, onr_word, COUNT);
    onr_sentence sentence = {.word_count = COUNT};
    onr_text text = {
        .words = words, .word_count = COUNT, .sentences = &sentence, .sentence_count = 1};
    for (int32_t i = 0; i < COUNT; i++)
        words[i] = (onr_word){.span = {(uint32_t)i, (uint32_t)i + 1},
                              .head = i == 0  ? ONR_NO_HEAD
                                      : i & 1 ? 0
                                              : i - 1,
                              .relation = ONR_CONJ};
    assert_true(walk_link(&text, arena));
    int32_t children = 0;
    for (int32_t c = walk_child(&text, 0, ONR_CONJ, -1); c >= 0;
         c = walk_child(&text, 0, ONR_CONJ, c)) {
        onr_arena_mark mark = onr_arena_mark_take(arena);
        assert_int_equal(walk_spans(&text, c, NULL, 0, arena).count, 1);
        onr_arena_mark_release(arena, mark);
        children++;
    }
    assert_int_equal(children, COUNT / 2);
    onr_arena_free(arena);
}

static void a_head_that_loops_ends_too(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_text text = parsed_text("one two three",
                                "one NUM one 3 conj\ntwo NUM two 1 conj\n"
                                "three NUM three 2 conj",
                                arena);
    assert_int_equal(walk_child(&text, 0, ONR_OBJ, -1), -1);
    assert_int_equal(walk_spans(&text, 0, NULL, 0, arena).count, 1);
    onr_arena_free(arena);
}

static void a_text_without_trees_has_no_children(void **state)
{
    (void)state;
    onr_word word = {.head = ONR_NO_HEAD};
    onr_text text = {.words = &word, .word_count = 1};
    assert_int_equal(walk_child(&text, 0, ONR_OBJ, -1), -1);
    assert_int_equal(walk_child_listed(&text, 0, "a"), -1);
}

/* Sentences of these sizes; a block's first one is marked by a size below 0. */
static void cut(char *out, const int *sizes, size_t count, size_t limit)
{
    packed_sentence s[16];
    for (size_t i = 0; i < count; i++)
        s[i] = (packed_sentence){.size = (uint32_t)abs(sizes[i]), .opens_block = sizes[i] < 0};
    windows_cut(s, count, limit);
    for (size_t i = 0; i < count; i++)
        out[i] = s[i].opens_window ? '|' : '.';
    out[count] = 0;
}

static void whole_blocks_share_a_window_while_they_fit(void **state)
{
    (void)state;
    char got[17];
    cut(got, (const int[]){-30, 20, -40, -10}, 4, 100);
    assert_string_equal(got, "|...");
    cut(got, (const int[]){-30, 20, -40, -20}, 4, 100);
    assert_string_equal(got, "|..|");
}

static void a_block_too_large_is_packed_by_sentences(void **state)
{
    (void)state;
    char got[17];
    cut(got, (const int[]){-10, -60, 30, 40, -20}, 5, 100);
    assert_string_equal(got, "||.|.");
    cut(got, (const int[]){-10, -300, -20}, 3, 100);
    assert_string_equal(got, "|||");
}

static void a_word_is_hung_on_nothing_that_hangs_on_it(void **state)
{
    (void)state;
    onr_word words[] = {{.head = ONR_NO_HEAD}, {.head = 0}, {.head = 1}, {.head = 0}};
    assert_false(mend_hang(words, 0, 2, ONR_CONJ));
    assert_false(mend_hang(words, 1, 1, ONR_CONJ));
    assert_int_equal(words[1].head, 0);
    assert_true(mend_hang(words, 3, 2, ONR_OBJ));
    assert_int_equal(words[3].head, 2);
    assert_false(mend_hang(words, 1, 3, ONR_CONJ)); /* 3 hangs on it by now */
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_c_and_the_best_instructions_write_the_same_conllu),
        cmocka_unit_test(what_is_not_english_is_known_by_its_words),
        cmocka_unit_test(a_lemma_goes_by_form_and_tag),
        cmocka_unit_test(children_are_walked_in_text_order),
        cmocka_unit_test(a_word_is_hung_on_nothing_that_hangs_on_it),
        cmocka_unit_test(a_phrase_is_its_subtree_without_what_is_cut),
        cmocka_unit_test(walks_look_at_no_more_than_they_ask_for),
        cmocka_unit_test(a_head_that_loops_ends_too),
        cmocka_unit_test(a_text_without_trees_has_no_children),
        cmocka_unit_test(whole_blocks_share_a_window_while_they_fit),
        cmocka_unit_test(a_block_too_large_is_packed_by_sentences),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
