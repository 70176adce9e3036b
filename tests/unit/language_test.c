#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"
#include "language/windows.h"
#include "language/boundaries.h"
#include "language/lemmas.h"
#include "language/mend.h"
#include "language/sentences.h"
#include "language/tokens.h"
#include "learn/embedded.h"
#include "onrecord/conllu.h"
#include "parsed_text.h"

/* The words parted by blanks, the sentences by " | ". */
static void assert_words(const char *text, const char *wanted)
{
    onr_arena *arena = onr_arena_new(1 << 22);
    onr_text t = {.text = {text, strlen(text)}};
    assert_true(token_find(&t, NULL, 0, arena));
    assert_true(sentence_find(&t, NULL, 0, arena));
    char got[1000];
    size_t len = 0;
    for (size_t i = 0; i < t.word_count; i++) {
        if (i)
            got[len++] = ' ';
        if (i && t.words[i].sentence != t.words[i - 1].sentence) {
            memcpy(got + len, "| ", 2);
            len += 2;
        }
        memcpy(got + len, t.words[i].form.data, t.words[i].form.len);
        len += t.words[i].form.len;
    }
    got[len] = 0;
    assert_string_equal(got, wanted);
    onr_arena_free(arena);
}

static void contractions_are_two_words(void **state)
{
    (void)state;
    assert_words("They don't say it cannot last.", "They do n't say it can not last .");
    assert_words("She\xE2\x80\x99ll back Britain\xE2\x80\x99s plan",
                 "She \xE2\x80\x99ll back Britain \xE2\x80\x99s plan");
    assert_words("the senators' vote", "the senators ' vote");
}

static void abbreviations_and_numbers_stay_whole(void **state)
{
    (void)state;
    assert_words("Mr. J. Doe of the U.S. paid 1,200.50 at 9:30.",
                 "Mr. J. Doe of the U.S. paid 1,200.50 at 9:30 .");
    assert_words("a pro-trade, left-leaning bloc", "a pro-trade , left - leaning bloc");
}

static void names_of_places_in_the_net_and_smiles_stay_whole(void **state)
{
    (void)state;
    assert_words("Write to a.doe@example.org, see (www.example.org/a-b).",
                 "Write to a.doe@example.org , see ( www.example.org/a-b ) .");
    assert_words("the file brief-2.PDF :) and (see: this)",
                 "the file brief-2.PDF :) and ( see : this )");
    assert_words("call 555-0123 or 5km on 3-5 May", "call 555-0123 or 5 km on 3 - 5 May");
}

static void a_stop_stays_where_its_word_is_cut_short(void **state)
{
    (void)state;
    assert_words("In No. 5 he said no. 5 was it.", "In No. 5 he said no. 5 was it .");
    assert_words("Rep. Roe, D-Calif., paid US$5m to J.Doe.",
                 "Rep. Roe , D - Calif. , paid US$ 5 m to J. Doe .");
    assert_words("Ores, salts, etc. are dear. I like ores etc.",
                 "Ores , salts , etc. are dear . | I like ores etc .");
}

static void an_item_behind_a_bullet_is_a_sentence(void **state)
{
    (void)state;
    assert_words("The plan has parts\n• a new\n  school\n• a bridge",
                 "The plan has parts | • a new school | • a bridge");
    assert_words("red • green", "red • green");
}

static void what_cannot_be_seen_makes_no_word(void **state)
{
    (void)state;
    assert_words("\xE2\x80\x8E (\xE2\x80\x8E a) \xE2\x80\x8B z", "( a ) z");
    assert_words("Yes \xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD\xF0\x9F\x87\xAA\xF0\x9F\x87\xBA",
                 "Yes \xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD \xF0\x9F\x87\xAA\xF0\x9F\x87\xBA");
    assert_words("The coun\xC2\xAD"
                 "cil's pay\xC2\xADment",
                 "The council 's payment");
}

static void a_sentence_ends_behind_its_closing_quote(void **state)
{
    (void)state;
    assert_words("\"We won.\" Then he left.", "\" We won . \" | Then he left .");
    assert_words("\"Did we win?\" he asked.", "\" Did we win ? \" he asked .");
    assert_words("First\n\nSecond", "First | Second");
}

static void an_abbreviation_ends_no_sentence_before_a_name(void **state)
{
    (void)state;
    assert_words("She met Gov. Roe and Mrs. Doe at 9 a.m. on Jan. 4. They left.",
                 "She met Gov. Roe and Mrs. Doe at 9 a.m. on Jan. 4 . | They left .");
    assert_words("The bill passed the U.S. Senate. J. R. Doe voted for it.",
                 "The bill passed the U.S. Senate . | J. R. Doe voted for it .");
}

static void a_dot_ends_a_sentence_before_a_word_that_is_no_name(void **state)
{
    (void)state;
    assert_words("They had spied for the M.I.A. Nobody knew.",
                 "They had spied for the M.I.A. | Nobody knew .");
    assert_words("It sells tin to Orr Ltd. That firm is small.",
                 "It sells tin to Orr Ltd. | That firm is small .");
    assert_words("The bank shut at 3 p.m. Guards stayed. She left at 4 p.m. The lamp burnt.",
                 "The bank shut at 3 p.m. | Guards stayed . | She left at 4 p.m. | The lamp "
                 "burnt .");
    assert_words("We need option D. Miners want option E. Both cost much.",
                 "We need option D. | Miners want option E. | Both cost much .");
}

static void a_name_may_follow_what_its_bearer_heads(void **state)
{
    (void)state;
    assert_words("The chief of the N.B.I. Rosa P. Quist stepped down.",
                 "The chief of the N.B.I. Rosa P. Quist stepped down .");
    assert_words("A judge at the C.J.E. Pieter Maas agreed.", "A judge at the C.J.E. Pieter Maas "
                                                              "agreed .");
}

static void a_closing_mark_may_touch_the_next_sentence(void **state)
{
    (void)state;
    assert_words("“Nobody asked us.”The guild then walked out.",
                 "“ Nobody asked us . ” | The guild then walked out .");
    assert_words("\"Is it dead?\"Farmers laughed.", "\" Is it dead ? \" | Farmers laughed .");
}

static void speech_stays_with_who_speaks(void **state)
{
    (void)state;
    assert_words("\"Who pays?\" the minister asked. \"We do,\" said Doe.",
                 "\" Who pays ? \" the minister asked . | \" We do , \" said Doe .");
    assert_words("The envoy said: \"We will go.\" Nobody went.",
                 "The envoy said : \" We will go . \" | Nobody went .");
    assert_words("Critics call it a \"ghost bridge\" Ministers deny that.",
                 "Critics call it a \" ghost bridge \" Ministers deny that .");
    assert_words("He was told 'no.' 'We tried again,' he said.",
                 "He was told ' no . ' | ' We tried again , ' he said .");
}

static void a_dateline_and_a_list_are_parted(void **state)
{
    (void)state;
    assert_words("OSTRAVA (AP) \xE2\x80\x94 The council met on Monday.",
                 "OSTRAVA ( AP ) \xE2\x80\x94 | The council met on Monday .");
    assert_words("Ostrava, Moravia - The council met.", "Ostrava , Moravia - | The council met .");
    assert_words("Ostrava, March 8 (AP) The council met.",
                 "Ostrava , March 8 ( AP ) | The council met .");
    assert_words("OSTRAVA - 40 miners met.", "OSTRAVA - | 40 miners met .");
    assert_words("The plan:\n\n- lower tolls\n\n- no new debt",
                 "The plan : | - lower tolls | - no new debt");
}

static void what_a_dash_puts_in_is_no_dateline(void **state)
{
    (void)state;
    assert_words("Ostrava - Moravia's largest town - met.",
                 "Ostrava - Moravia 's largest town - met .");
    assert_words("Moravia, Silesia - and Ostrava.", "Moravia , Silesia - and Ostrava .");
    assert_words("Ida Lund, mayor - \"No.\"", "Ida Lund , mayor - \" No . \"");
}

static void a_sentence_longer_than_any_is_cut_with_a_note(void **state)
{
    (void)state;
    enum { LENGTH = 600 };
    char words[2 * LENGTH + 1] = "";
    for (int i = 0; i < LENGTH; i++)
        memcpy(words + 2 * i, "a ", 3);
    onr_arena *arena = onr_arena_new(1 << 22);
    onr_text t = {.text = {words, strlen(words)}};
    assert_true(token_find(&t, NULL, 0, arena));
    assert_true(sentence_find(&t, NULL, 0, arena));
    assert_int_equal(t.sentence_count, 3);
    assert_int_equal(t.sentences[0].word_count, 256);
    assert_int_equal(t.sentences[2].first_word, 512);
    assert_int_equal(t.words[599].sentence, 2);
    assert_int_equal(t.notes.count, 1);
    assert_int_equal(t.notes.items[0].start, 0);
    assert_int_equal(t.notes.items[0].end, 2 * LENGTH - 1);
    assert_true(
        str_is(t.notes.items[0].reason, "a sentence of more than 256 words is read in pieces"));
    onr_arena_free(arena);
}

static void
how_long_a_sentence_may_be_is_up_to_the_reader_as_far_as_a_network_takes_it(void **state)
{
    (void)state;
    static const struct {
        uint32_t asked, sentences;
    } cases[] = {{4, 2}, {7, 2}, {8, 1}, {100000, 1}};
    onr_arena *arena = onr_arena_new(1 << 22);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        onr_text t = {.text = ONR_STR("The gate was shut for the whole night")};
        onr_arena_bound(arena, (onr_bounds){.sentence_words = cases[i].asked});
        assert_true(token_find(&t, NULL, 0, arena));
        assert_true(sentence_find(&t, NULL, 0, arena));
        assert_int_equal(t.sentence_count, cases[i].sentences);
        assert_int_equal(t.notes.count, cases[i].sentences - 1);
    }
    onr_arena_free(arena);
}

static void a_text_that_offsets_cannot_tell_is_refused(void **state)
{
    (void)state;
    onr_text text;
    onr_error err;
    assert_false(onr_language_read(&text, (onr_str){"", INT32_MAX}, NULL, 0, NULL, NULL, &err));
    assert_int_equal(err.code, ONR_E_LIMIT);
    assert_string_equal(err.what, "2147483647 bytes of text");
}

static void what_is_written_in_haste_has_sentences_too(void **state)
{
    (void)state;
    assert_words("i asked them twice. they never called back! why is that? it was so bad",
                 "i asked them twice . | they never called back ! | why is that ? | it was so bad");
    assert_words("She works for Yahoo! in Texas. Does he?",
                 "She works for Yahoo ! in Texas . | Does he ?");
}

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

static void what_was_read_of_conllu_is_written_again(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_text text;
    onr_str out;
    onr_error err;
    static const char read[] = "# newpar\n# sent_id = a-7\r\n# note\n"
                               "1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\tTokenRange=5:10\n"
                               "1\tdo\t_\tX\t_\t_\t0\tdep\t_\t_\n"
                               "2\tn't\t_\tX\t_\t_\t0\tdep\t_\t_\n"
                               "3\tgo\t_\tX\t_\t_\t0\tdep\t_\tTokenRange=13:15\n\n"
                               "1\tyes\t_\tX\t_\t_\t0\tdep\t_\tTokenRange=1:4000000000\n";
    static const char written[] = "# newpar\n# sent_id = a-7\n# note\n# text = don't   go\n"
                                  "1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\tTokenRange=5:10\n"
                                  "1\tdo\t_\tX\t_\t_\t0\tdep\t_\t_\n"
                                  "2\tn't\t_\tX\t_\t_\t0\tdep\t_\t_\n"
                                  "3\tgo\t_\tX\t_\t_\t0\tdep\t_\tTokenRange=13:15\n\n"
                                  "# sent_id = 2\n# text = yes\n"
                                  "1\tyes\t_\tX\t_\t_\t0\tdep\t_\tTokenRange=16:19\n\n";
    assert_true(onr_conllu_read(&text, ONR_STR(read), arena, &err));
    assert_true(onr_conllu_write(&out, &text, arena, &err));
    assert_int_equal(out.len, sizeof written - 1);
    assert_memory_equal(out.data, written, out.len);
    onr_arena_free(arena);
}

static void a_line_without_columns_is_refused_with_its_byte(void **state)
{
    (void)state;
    onr_arena *arena = onr_arena_new(1 << 20);
    onr_text text;
    onr_error err;
    assert_false(onr_conllu_read(&text, ONR_STR("# a\nword\n"), arena, &err));
    assert_int_equal(err.byte, 4);
    onr_arena_free(arena);
}

static void the_splitter_s_model_has_the_sizes_that_its_code_reads(void **state)
{
    (void)state;
    size_t row = BOUNDARY_HIDDEN, number = sizeof(int32_t);
    assert_int_equal(embedded_section(EMBEDDED_BOUNDARIES, "rows").len, row << BOUNDARY_BITS);
    assert_int_equal(embedded_section(EMBEDDED_BOUNDARIES, "hidden.bias").len, row * number);
    assert_int_equal(embedded_section(EMBEDDED_BOUNDARIES, "out.weight").len, row * number);
    assert_int_equal(embedded_section(EMBEDDED_BOUNDARIES, "out.bias").len, number);
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
        cmocka_unit_test(what_was_read_of_conllu_is_written_again),
        cmocka_unit_test(contractions_are_two_words),
        cmocka_unit_test(abbreviations_and_numbers_stay_whole),
        cmocka_unit_test(names_of_places_in_the_net_and_smiles_stay_whole),
        cmocka_unit_test(a_stop_stays_where_its_word_is_cut_short),
        cmocka_unit_test(an_item_behind_a_bullet_is_a_sentence),
        cmocka_unit_test(what_cannot_be_seen_makes_no_word),
        cmocka_unit_test(a_sentence_ends_behind_its_closing_quote),
        cmocka_unit_test(an_abbreviation_ends_no_sentence_before_a_name),
        cmocka_unit_test(a_dot_ends_a_sentence_before_a_word_that_is_no_name),
        cmocka_unit_test(a_name_may_follow_what_its_bearer_heads),
        cmocka_unit_test(a_closing_mark_may_touch_the_next_sentence),
        cmocka_unit_test(speech_stays_with_who_speaks),
        cmocka_unit_test(a_dateline_and_a_list_are_parted),
        cmocka_unit_test(what_a_dash_puts_in_is_no_dateline),
        cmocka_unit_test(a_sentence_longer_than_any_is_cut_with_a_note),
        cmocka_unit_test(
            how_long_a_sentence_may_be_is_up_to_the_reader_as_far_as_a_network_takes_it),
        cmocka_unit_test(what_is_written_in_haste_has_sentences_too),
        cmocka_unit_test(a_text_that_offsets_cannot_tell_is_refused),
        cmocka_unit_test(the_splitter_s_model_has_the_sizes_that_its_code_reads),
        cmocka_unit_test(plain_c_and_the_best_instructions_write_the_same_conllu),
        cmocka_unit_test(what_is_not_english_is_known_by_its_words),
        cmocka_unit_test(a_lemma_goes_by_form_and_tag),
        cmocka_unit_test(children_are_walked_in_text_order),
        cmocka_unit_test(a_word_is_hung_on_nothing_that_hangs_on_it),
        cmocka_unit_test(a_phrase_is_its_subtree_without_what_is_cut),
        cmocka_unit_test(walks_look_at_no_more_than_they_ask_for),
        cmocka_unit_test(a_head_that_loops_ends_too),
        cmocka_unit_test(a_text_without_trees_has_no_children),
        cmocka_unit_test(a_line_without_columns_is_refused_with_its_byte),
        cmocka_unit_test(whole_blocks_share_a_window_while_they_fit),
        cmocka_unit_test(a_block_too_large_is_packed_by_sentences),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
