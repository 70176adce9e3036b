#include "record/numbers.h"

#include <math.h>

#include "base/str.h"
#include "base/table.h"

/* Where the reader is: the words of one sentence. */
typedef struct reader {
    const onr_text *text;
    size_t at, end;
} reader;

static onr_str form_at(const reader *r, size_t at)
{
    return at < r->end ? r->text->words[at].form : (onr_str){0};
}

static bool is_form(const reader *r, size_t at, const char *words)
{
    return form_at(r, at).len > 0 && str_listed(form_at(r, at), words);
}

/* "three-quarters": the word behind a hyphen that touches both. */
static size_t past_hyphen(const reader *r, size_t at)
{
    return at + is_form(r, at, "-|‑");
}

typedef enum numeral_kind { UNIT, TENS, SCALE, LETTER, PART, PARTS } numeral_kind;

/* A word of which numbers are made; a part's value is what it divides by. */
typedef struct numeral {
    const char *name;
    double value;
    numeral_kind kind;
} numeral;

/* Sorted by name. Seconds are no parts. */
static const numeral numerals[] = {
    {"b", 1e9, LETTER},      {"billion", 1e9, SCALE},   {"bn", 1e9, SCALE},
    {"crore", 1e7, SCALE},   {"crores", 1e7, SCALE},    {"dozen", 12, SCALE},
    {"eight", 8, UNIT},      {"eighteen", 18, UNIT},    {"eighth", 8, PART},
    {"eighths", 8, PARTS},   {"eighty", 80, TENS},      {"eleven", 11, UNIT},
    {"fifteen", 15, UNIT},   {"fifth", 5, PART},        {"fifths", 5, PARTS},
    {"fifty", 50, TENS},     {"five", 5, UNIT},         {"forty", 40, TENS},
    {"four", 4, UNIT},       {"fourteen", 14, UNIT},    {"half", 2, PART},
    {"halves", 2, PARTS},    {"hundred", 100, SCALE},   {"k", 1e3, LETTER},
    {"lakh", 1e5, SCALE},    {"lakhs", 1e5, SCALE},     {"m", 1e6, LETTER},
    {"million", 1e6, SCALE}, {"mln", 1e6, SCALE},       {"mn", 1e6, SCALE},
    {"nine", 9, UNIT},       {"nineteen", 19, UNIT},    {"ninety", 90, TENS},
    {"ninth", 9, PART},      {"ninths", 9, PARTS},      {"one", 1, UNIT},
    {"quarter", 4, PART},    {"quarters", 4, PARTS},    {"seven", 7, UNIT},
    {"seventeen", 17, UNIT}, {"seventh", 7, PART},      {"sevenths", 7, PARTS},
    {"seventy", 70, TENS},   {"six", 6, UNIT},          {"sixteen", 16, UNIT},
    {"sixth", 6, PART},      {"sixths", 6, PARTS},      {"sixty", 60, TENS},
    {"ten", 10, UNIT},       {"tenth", 10, PART},       {"tenths", 10, PARTS},
    {"third", 3, PART},      {"thirds", 3, PARTS},      {"thirteen", 13, UNIT},
    {"thirty", 30, TENS},    {"thousand", 1e3, SCALE},  {"three", 3, UNIT},
    {"tn", 1e12, SCALE},     {"trillion", 1e12, SCALE}, {"trn", 1e12, SCALE},
    {"twelve", 12, UNIT},    {"twenty", 20, TENS},      {"two", 2, UNIT},
    {"zero", 0, UNIT},
};

static const numeral *numeral_at(const reader *r, size_t at)
{
    return TABLE_FIND(table_find_nocase, form_at(r, at), numerals);
}

/* What a word below a hundred counts; -1: it is none. */
static int small_number(const reader *r, size_t at)
{
    const numeral *word = numeral_at(r, at);
    return word && word->kind <= TENS ? (int)word->value : -1;
}

/* What a word multiplies by; 0: it is none. Of letters those alone that the tagger, or a
 * currency's sign, makes such a word: "5 m" may be metres. */
static double scale_of(const reader *r, size_t at, bool money)
{
    const numeral *word = numeral_at(r, at);
    if (!word || (word->kind != SCALE && word->kind != LETTER))
        return 0;
    bool known = word->kind == SCALE || money ||
                 str_listed(r->text->words[at].lemma, "thousand|million|billion");
    return known ? word->value : 0;
}

/* "1,234,567", "6.5", ".5"; commas part groups of three. */
static bool read_digits(double *value, onr_str word)
{
    double sum = 0, place = 0;
    size_t group = 0;
    bool grouped = false;
    for (size_t i = 0; i < word.len; i++) {
        char c = word.data[i];
        if (is_ascii_digit(c)) {
            sum = place > 0 ? sum + (c - '0') / place : sum * 10 + (c - '0');
            place *= 10;
            group++;
        } else if (c == ',' && place == 0 && (grouped ? group == 3 : group >= 1 && group <= 3)) {
            grouped = true;
            group = 0;
        } else if (c == '.' && place == 0 && i + 1 < word.len) {
            place = 10;
        } else {
            return false;
        }
    }
    *value = sum;
    return word.len > 0 && word.len < 24 && (!grouped || place > 0 || group == 3);
}

/* "½" and the like, alone or behind digits; 0: none. */
static double vulgar_fraction(onr_str word)
{
    static const double values[] = {0, .5, .25, .75, 1 / 3.0, 2 / 3.0};
    return values[str_place(word, "½|¼|¾|⅓|⅔")];
}

/* "and a half" behind a number. */
static bool take_and_a_half(reader *r)
{
    size_t at = past_hyphen(r, r->at);
    if (!is_form(r, at, "and"))
        return false;
    at = past_hyphen(r, at + 1);
    if (!is_form(r, at, "a|one"))
        return false;
    at = past_hyphen(r, at + 1);
    if (!is_form(r, at, "half"))
        return false;
    r->at = at + 1;
    return true;
}

/* "8 million", "2.5bn", "25-million": scales behind a number, the largest last. */
static void take_scales(reader *r, number *n, bool money)
{
    for (size_t at = past_hyphen(r, r->at); scale_of(r, at, money) > 0; at = r->at) {
        n->value *= scale_of(r, at, money);
        n->scaled = true;
        r->at = at + 1;
    }
}

static bool read_figures(reader *r, number *n, bool money)
{
    onr_str word = form_at(r, r->at);
    if (!read_digits(&n->value, word) && vulgar_fraction(word) <= 0)
        return false;
    n->value = vulgar_fraction(word) > 0 ? vulgar_fraction(word) : n->value;
    n->digits = true;
    r->at++;
    if (vulgar_fraction(form_at(r, r->at)) > 0)
        n->value += vulgar_fraction(form_at(r, r->at++));
    n->value += take_and_a_half(r) ? .5 : 0;
    take_scales(r, n, money);
    return true;
}

/* What a numeral up to 999 adds at `at`, and the words that it takes: "twenty-five", "two hundred
 * and six", "a hundred". 0 words: none. */
static size_t below_thousand(const reader *r, size_t at, double *value)
{
    size_t from = at;
    int first = small_number(r, at);
    bool one = is_form(r, at, "a|an") && is_form(r, past_hyphen(r, at + 1), "hundred");
    if (first < 0 && !one)
        return 0;
    *value = one ? 1 : first;
    at++;
    int unit = small_number(r, past_hyphen(r, at));
    if (first >= 20 && unit > 0 && unit < 10) {
        *value += unit;
        at = past_hyphen(r, at) + 1;
    }
    if (!is_form(r, past_hyphen(r, at), "hundred"))
        return at - from;
    at = past_hyphen(r, at) + 1;
    *value *= 100;
    double rest = 0;
    reader behind = {r->text, 0, r->end};
    size_t joined = at + is_form(r, at, "and");
    size_t more = is_form(r, joined, "a|an") ? 0 : below_thousand(&behind, joined, &rest);
    if (more && rest > 0 && rest < 100) {
        *value += rest;
        at = joined + more;
    }
    return at - from;
}

/* "Three million two hundred thousand", "a million", "half a million", "a dozen". */
static bool read_words(reader *r, number *n)
{
    double part = 0, least = INFINITY;
    size_t start = r->at;
    while (r->at < r->end) {
        size_t taken = below_thousand(r, r->at, &part);
        bool one = !taken && r->at == start && is_form(r, r->at, "a|an") &&
                   scale_of(r, past_hyphen(r, r->at + 1), false) >= 12;
        if (!taken && !one)
            break;
        number piece = {.value = one ? 1 : part};
        reader behind = {r->text, r->at + (one ? 1 : taken), r->end};
        piece.value += take_and_a_half(&behind) ? .5 : 0;
        take_scales(&behind, &piece, false);
        piece.value +=
            piece.scaled && take_and_a_half(&behind) ? piece.value / (one ? 2 : 2 * part) : 0;
        if (r->at > start && piece.value >= least)
            break;
        n->value += piece.value;
        n->scaled = n->scaled || piece.scaled;
        least = piece.scaled ? piece.value : 0;
        r->at = behind.at;
    }
    return r->at > start;
}

/* "Half a million", "a half-dozen", "half a dozen". */
static bool read_half_scale(reader *r, number *n)
{
    size_t at = r->at + is_form(r, r->at, "a");
    if (!is_form(r, at, "half"))
        return false;
    at = past_hyphen(r, at + 1);
    at += is_form(r, at, "a");
    double scale = scale_of(r, at, false);
    if (scale <= 0 || is_form(r, at, "dozens"))
        return false;
    *n = (number){.value = scale / 2, .scaled = true};
    r->at = at + 1;
    return true;
}

/* What a word divides by: "third" 3; 0: it is no part. */
static int denominator(const reader *r, size_t at)
{
    const numeral *word = numeral_at(r, at);
    return word && word->kind >= PART ? (int)word->value : 0;
}

/* Three digits, as a reader would write them. */
static double rounded(double share)
{
    return round(share * 1000) / 1000;
}

/* Whether the word is an adjective or a unit here: "a third man", "one quarter", "half-brother". */
static bool is_no_part(const reader *r, size_t at)
{
    const onr_word *w = &r->text->words[at];
    bool plural = str_ends(w->form, "s") || is_form(r, at + 1, "of");
    bool before_noun =
        at + 1 < r->end && r->text->words[at + 1].upos == ONR_NOUN && w->head == (int32_t)at + 1;
    return !plural && (w->upos == ONR_ADJ || w->upos == ONR_ADV || before_noun ||
                       is_form(r, at + 1, "-|time|times|place"));
}

/* "A third", "two-thirds", "three quarters", "half of", "half the". */
static bool read_fraction(reader *r, number *n)
{
    size_t at = r->at;
    bool half = is_form(r, at, "half");
    int above = is_form(r, at, "a|an") || half ? 1 : small_number(r, at);
    if (above <= 0 || above > 9)
        return false;
    at = half ? at : past_hyphen(r, at + 1);
    int below = denominator(r, at);
    bool parts = is_form(r, at + 1, "of|the|a|an|its|their|his|her|all|that|this");
    /* "A month and a half" */
    if (is_form(r, r->at - 1, "and") && below == 2)
        return false;
    if (below <= above || (half ? !parts || is_form(r, at - 1, "in") : is_no_part(r, at)))
        return false;
    bool unit = is_form(r, at, "quarter|quarters") && !is_form(r, at + 1, "of|the");
    if (unit && (above == 1) && !is_form(r, r->at, "a"))
        return false;
    *n = (number){.value = rounded((double)above / below), .share = true};
    r->at = at + 1;
    return true;
}

/* "Half an hour": half of a unit, not a share. */
static bool read_half_unit(reader *r, number *n)
{
    if (!is_form(r, r->at, "half") || !is_form(r, r->at + 1, "a|an"))
        return false;
    if (!is_form(r, r->at + 2, "hour|century|mile|day|decade|kilometer|kilometre|percent|point"))
        return false;
    *n = (number){.value = .5};
    r->at += 2;
    return true;
}

/* "Six in 10", "two out of three": shares where the whole is a round one. */
static void take_whole(reader *r, number *n)
{
    size_t at = r->at;
    if (is_form(r, at, "in"))
        at += 1 + is_form(r, at + 1, "every");
    else if (is_form(r, at, "out") && is_form(r, at + 1, "of"))
        at += 2 + is_form(r, at + 2, "every");
    else
        return;
    number whole = {0};
    reader behind = {r->text, at, r->end};
    bool read = read_figures(&behind, &whole, false) || read_words(&behind, &whole);
    bool round = whole.value <= 10 || whole.value == 20 || whole.value == 100;
    bool counts = behind.at < r->end && str_listed(r->text->words[behind.at].lemma,
                                                   "day|week|month|year|hour|minute|game|match");
    if (!read || !round || counts || whole.value <= n->value || n->value < 1)
        return;
    *n = (number){.value = rounded(n->value / whole.value), .share = true, .digits = n->digits};
    r->at = behind.at;
}

/* Whether a number may begin with the word, which most words begin none with: a figure, "½", "a",
 * a numeral. */
static bool may_begin(const reader *r)
{
    onr_str word = form_at(r, r->at);
    bool figure = word.len && (is_ascii_digit(*word.data) || *word.data == '.' ||
                               (unsigned char)*word.data >= 0x80);
    return figure || is_form(r, r->at, "a|an") || numeral_at(r, r->at);
}

bool number_read(number *out, const onr_text *text, size_t at, size_t end, bool money)
{
    reader r = {text, at, end};
    *out = (number){0};
    if (!may_begin(&r))
        return false;
    bool read = read_half_unit(&r, out) || read_half_scale(&r, out) || read_fraction(&r, out);
    if (!read && (read_figures(&r, out, money) || read_words(&r, out))) {
        read = true;
        take_whole(&r, out);
    }
    out->first = at;
    out->end = r.at;
    return read;
}
