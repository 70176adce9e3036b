#include "across/words.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/table.h"
#include "base/text.h"
#include "learn/embedded.h"

enum { LONGEST_WORD = 64, CLUSTER_ROWS = 1 << 17 };

typedef struct table_row {
    const char *word;
} table_row;

/* Words that stand in sentences about anything. Sorted. */
static const table_row function_words[] = {
    {"a"},        {"about"},   {"after"},   {"again"},   {"against"}, {"all"},    {"also"},
    {"although"}, {"am"},      {"an"},      {"and"},     {"any"},     {"are"},    {"as"},
    {"at"},       {"be"},      {"because"}, {"been"},    {"before"},  {"being"},  {"between"},
    {"both"},     {"but"},     {"by"},      {"can"},     {"could"},   {"did"},    {"do"},
    {"does"},     {"doing"},   {"down"},    {"during"},  {"each"},    {"even"},   {"few"},
    {"for"},      {"from"},    {"further"}, {"get"},     {"got"},     {"had"},    {"has"},
    {"have"},     {"having"},  {"he"},      {"her"},     {"here"},    {"hers"},   {"herself"},
    {"him"},      {"himself"}, {"his"},     {"how"},     {"however"}, {"i"},      {"if"},
    {"in"},       {"into"},    {"is"},      {"it"},      {"its"},     {"itself"}, {"just"},
    {"may"},      {"me"},      {"might"},   {"more"},    {"most"},    {"much"},   {"must"},
    {"my"},       {"myself"},  {"of"},      {"off"},     {"on"},      {"once"},   {"one"},
    {"only"},     {"or"},      {"other"},   {"our"},     {"ours"},    {"out"},    {"over"},
    {"own"},      {"said"},    {"same"},    {"say"},     {"saying"},  {"says"},   {"shall"},
    {"she"},      {"should"},  {"so"},      {"some"},    {"such"},    {"than"},   {"that"},
    {"the"},      {"their"},   {"theirs"},  {"them"},    {"then"},    {"there"},  {"these"},
    {"they"},     {"this"},    {"those"},   {"through"}, {"to"},      {"told"},   {"too"},
    {"under"},    {"until"},   {"up"},      {"upon"},    {"us"},      {"very"},   {"was"},
    {"we"},       {"were"},    {"what"},    {"when"},    {"where"},   {"which"},  {"while"},
    {"who"},      {"whom"},    {"whose"},   {"why"},     {"will"},    {"with"},   {"would"},
    {"you"},      {"your"},    {"yours"},
};

static const char refusals[] = "not|no|never|n't|nobody|nothing|none|nor|neither|without|cannot|"
                               "deny|denies|denied|denying|false|untrue|baseless|isn't|aren't|"
                               "wasn't|weren't|don't|doesn't|didn't|won't|wouldn't|can't|couldn't|"
                               "hasn't|haven't|hadn't|shouldn't";

/* A typographic apostrophe, which counts as the plain one. */
static bool is_apostrophe(onr_str text, size_t at)
{
    return text.len - at >= 3 && memcmp(text.data + at, "\xE2\x80\x99", 3) == 0;
}

/* The mark of punctuation of U+2000 to U+206F that begins at `at`. */
static bool is_general_mark(onr_str text, size_t at)
{
    return text.len - at >= 3 && (uint8_t)text.data[at] == 0xE2 &&
           ((uint8_t)text.data[at + 1] == 0x80 || (uint8_t)text.data[at + 1] == 0x81);
}

/* Whether the byte at `at` is part of a word, an apostrophe between letters included. */
static size_t word_bytes(onr_str text, size_t at, bool begun)
{
    char c = text.data[at];
    if (is_ascii_letter(c) || is_ascii_digit(c))
        return 1;
    bool letter_behind = false;
    size_t apostrophe = c == '\'' ? 1 : is_apostrophe(text, at) ? 3 : 0;
    if (apostrophe && begun && at + apostrophe < text.len)
        letter_behind = is_ascii_letter(text.data[at + apostrophe]);
    if (apostrophe)
        return letter_behind ? apostrophe : 0;
    if ((c == '.' || c == ',') && begun && at + 1 < text.len && is_ascii_digit(text.data[at - 1]))
        return is_ascii_digit(text.data[at + 1]);
    return (uint8_t)c >= 0x80 && !is_general_mark(text, at) ? 1 : 0;
}

/* In lower case, with plain apostrophes, without "'s". */
static onr_str fold_word(char out[LONGEST_WORD], onr_str word)
{
    char plain[LONGEST_WORD];
    size_t n = 0;
    for (size_t i = 0; i < word.len && n + 1 < LONGEST_WORD; i++) {
        bool curly = is_apostrophe(word, i);
        plain[n++] = curly ? '\'' : word.data[i];
        i += curly ? 2 : 0;
    }
    onr_str folded = {out, text_lower(out, LONGEST_WORD, (onr_str){plain, n})};
    if (str_ends(folded, "'s"))
        folded.len -= 2;
    return folded;
}

static bool is_doubled(onr_str word)
{
    return word.len > 3 && word.data[word.len - 1] == word.data[word.len - 2] &&
           !str_listed((onr_str){word.data + word.len - 1, 1}, "s|l|e|o");
}

/* Endings of English, off by the longest: crude, for both sides are cut alike. */
static onr_str stem_of(onr_str word)
{
    static const char *const endings[] = {"ations", "ation", "ingly", "ments", "ment", "ions",
                                          "ion",    "ings",  "ing",   "edly",  "ied",  "ies",
                                          "ed",     "es",    "ly",    "s",     "e",    "y"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (word.len >= strlen(endings[i]) + 3 && str_ends(word, endings[i]) &&
            !str_ends(word, "ss")) {
            word.len -= strlen(endings[i]);
            break;
        }
    if (is_doubled(word))
        word.len--;
    if (word.len > 3 && (str_ends(word, "e") || str_ends(word, "y") || str_ends(word, "i")))
        word.len--;
    return word;
}

static uint32_t short_hash(onr_str word)
{
    uint64_t hash = hash_text(word);
    return (uint32_t)(hash ^ hash >> 32);
}

/* Quotation marks, and whether what they hold ends with the block. */
typedef struct word_reader {
    onr_str text;
    const uint16_t *clusters;
    bool quoted;
    bool sentence_begins;
} word_reader;

static void pass_mark(word_reader *r, size_t at)
{
    char c = r->text.data[at];
    bool opens = is_general_mark(r->text, at) && (uint8_t)r->text.data[at + 2] == 0x9C;
    bool closes = is_general_mark(r->text, at) && (uint8_t)r->text.data[at + 2] == 0x9D;
    if (c == '"')
        r->quoted = !r->quoted;
    else if (opens || closes)
        r->quoted = opens;
    else if (c == '\n')
        r->quoted = false;
    if (c == '.' || c == '!' || c == '?' || c == '\n' || c == '"' || c == ':' || opens)
        r->sentence_begins = true;
}

static compared_word describe(word_reader *r, onr_span span)
{
    char out[LONGEST_WORD];
    onr_str word = str_slice(r->text, span), folded = fold_word(out, word);
    bool capital = str_has_capital(word);
    bool function = TABLE_FIND(table_find, folded, function_words) != NULL;
    compared_word made = {.form = short_hash(folded), .stem = short_hash(stem_of(folded))};
    uint32_t row = short_hash(folded) & (CLUSTER_ROWS - 1);
    uint16_t cluster = r->clusters ? r->clusters[row] : 0;
    made.kin = (uint16_t)(cluster ? 1 + (cluster - 1) % 512 : 0);
    made.span = span;
    made.marks = (uint8_t)((function ? WORD_FUNCTION : 0) | (r->quoted ? WORD_QUOTED : 0) |
                           (is_ascii_digit(word.data[0]) ? WORD_NUMBER : 0) |
                           (capital && !function && !r->sentence_begins ? WORD_NAME : 0) |
                           (str_listed(folded, refusals) ? WORD_NOT : 0));
    r->sentence_begins = false;
    return made;
}

bool words_read(compared_words *out, onr_str text, onr_arena *arena)
{
    list(compared_word) words = {0};
    word_reader r = {
        text, (const uint16_t *)(const void *)embedded_section(EMBEDDED_CLUSTERS, "clusters").data,
        false, true};
    for (size_t at = 0; at < text.len;) {
        size_t end = at;
        for (size_t n; end < text.len && (n = word_bytes(text, end, end > at)) > 0;)
            end += n;
        if (end > at) {
            list_push(&words, describe(&r, ((onr_span){(uint32_t)at, (uint32_t)end})), arena);
            at = end;
        } else {
            pass_mark(&r, at);
            at++;
        }
    }
    *out = (compared_words){words.items, words.count};
    return !onr_arena_full(arena);
}

size_t words_from(const compared_words *words, uint32_t byte)
{
    return table_first_from(byte + 1, words->items, words->count, sizeof *words->items,
                            offsetof(compared_word, span.end));
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

void set_order(number_set *set)
{
    size_t kept = 0;
    if (set->count)
        qsort(set->items, set->count, sizeof *set->items, by_number);
    for (size_t i = 0; i < set->count; i++)
        if (i == 0 || set->items[i] != set->items[kept - 1])
            set->items[kept++] = set->items[i];
    set->count = kept;
}

size_t set_shared(number_set a, number_set b)
{
    size_t shared = 0;
    for (size_t i = 0, k = 0; i < a.count && k < b.count;) {
        shared += a.items[i] == b.items[k];
        bool first = a.items[i] <= b.items[k], second = b.items[k] <= a.items[i];
        i += first;
        k += second;
    }
    return shared;
}
