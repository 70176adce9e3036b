/*
 * The tokeniser: white space first, then addresses, numbers and words, then each mark alone.
 * Conventions are those of UD English EWT: hyphens split but behind a prefix, contractions are
 * one token of two words, an abbreviation keeps its full stop.
 */
#include "language/tokens.h"

#include <unicode/uchar.h>

#include "base/arena.h"
#include "base/str.h"

typedef struct scanner {
    onr_str text;
    size_t end; /* of the piece between white space */
    list(onr_token) tokens;
    list(onr_word) words;
    bool in_single_quotes;
    onr_arena *arena;
} scanner;

/* Prefixes that EWT leaves on their word. */
static const char *const prefixes[] = {
    "anti", "bi",   "co",   "counter", "cross", "e",    "ex",    "extra", "inter", "intra", "mega",
    "micro", "mid", "mini", "multi",   "neo",   "non",  "over",  "pan",   "post",  "pre",   "pro",
    "pseudo", "quasi", "re", "semi",   "sub",   "super", "trans", "ultra", "un",   "under"};

/* Abbreviations that keep their full stop. */
static const char *const abbreviations[] = {
    "adm",  "al",   "apr",  "assn", "atty", "aug",  "ave",  "bros", "capt", "cf",   "cmdr", "co",
    "col",  "corp", "cpl",  "dec",  "dept", "det",  "dr",   "e.g",  "eg",   "esp",  "est",  "etc",
    "ext",  "feb",  "fig",  "ft",   "gen",  "gov",  "govs", "hon",  "i.e",  "inc",  "insp", "jan",
    "jr",   "jul",  "jun",  "lt",   "ltd",  "maj",  "messrs", "mr", "mrs",  "ms",   "mt",   "no",
    "nov",  "oct",  "ph.d", "pres", "prof", "rep",  "reps", "rev",  "sen",  "sens", "sept", "sep",
    "sgt",  "sr",   "st",   "supt", "univ", "vol",  "vs"};

/* Words written as one: where the second begins. Sorted by nothing: they are few. */
static const struct {
    const char *form;
    uint32_t cut;
} joined[] = {{"cannot", 3}, {"gonna", 3},  {"wanna", 3},  {"gotta", 3},  {"gimme", 3},
              {"lemme", 3},  {"dont", 2},   {"didnt", 3},  {"doesnt", 4}, {"isnt", 2},
              {"wasnt", 3},  {"couldnt", 5}, {"wouldnt", 5}, {"havent", 4}, {"arent", 3}};

static bool is_one_of(onr_str form, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal_nocase(form, (onr_str){list[i], strlen(list[i])}))
            return true;
    return false;
}
#define IS_ONE_OF(form, list) is_one_of((form), (list), sizeof(list) / sizeof *(list))

bool token_is_space(uint32_t c)
{
    return c <= ' ' || c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200B) ||
           c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

static uint32_t peek(const scanner *s, size_t at)
{
    onr_str piece = {s->text.data, s->end};
    return at < s->end ? utf8_next(piece, &at) : 0;
}

static bool is_word_part(uint32_t c)
{
    if (c < 128)
        return c == '_' || is_ascii_digit((char)c) || is_ascii_letter((char)c);
    int8_t type = u_charType((UChar32)c);
    return u_isalnum((UChar32)c) || type == U_NON_SPACING_MARK || type == U_FORMAT_CHAR ||
           type == U_COMBINING_SPACING_MARK;
}

static bool is_apostrophe(uint32_t c) { return c == '\'' || c == 0x2019; }
static bool is_letter(uint32_t c) { return u_isalpha((UChar32)c); }
static bool is_digit(uint32_t c) { return c >= '0' && c <= '9'; }

/* Bytes of an apostrophe at `at`; 0 where there is none. */
static size_t apostrophe_at(const scanner *s, size_t at)
{
    uint32_t c = peek(s, at);
    return !is_apostrophe(c) ? 0 : c == '\'' ? 1 : 3;
}

static void add_token(scanner *s, size_t start, size_t end)
{
    onr_token token = {{(uint32_t)start, (uint32_t)end}, (uint32_t)s->words.count, 0};
    list_push(&s->tokens, token, s->arena);
}

static void add_word(scanner *s, size_t start, size_t end)
{
    if (!s->tokens.count)
        return;
    onr_span span = {(uint32_t)start, (uint32_t)end};
    onr_word word = {.span = span, .form = str_slice(s->text, span), .head = ONR_NO_HEAD,
                     .token = (uint32_t)s->tokens.count - 1};
    list_push(&s->words, word, s->arena);
    s->tokens.items[s->tokens.count - 1].word_count++;
}

static void add_plain(scanner *s, size_t start, size_t end)
{
    add_token(s, start, end);
    add_word(s, start, end);
}

/* Where the last contraction of [start, end) begins; `end` where there is none. */
static size_t contraction_in(const scanner *s, size_t start, size_t end)
{
    onr_str form = {s->text.data + start, end - start};
    for (size_t i = 0; i < sizeof joined / sizeof *joined; i++)
        if (str_equal_nocase(form, (onr_str){joined[i].form, strlen(joined[i].form)}))
            return start + joined[i].cut;
    static const char *const tails[] = {"s", "m", "d", "ll", "re", "ve", ""};
    for (size_t at = end; at > start + 1;) {
        do
            at--;
        while (at > start && ((unsigned char)s->text.data[at] & 0xC0) == 0x80);
        size_t mark = apostrophe_at(s, at);
        if (!mark)
            continue;
        onr_str tail = {s->text.data + at + mark, end - at - mark};
        if (at > start + 1 && str_equal_nocase(tail, ONR_STR("t")) &&
            ascii_lower(s->text.data[at - 1]) == 'n')
            return at - 1;
        return at > start && IS_ONE_OF(tail, tails) ? at : end;
    }
    return end;
}

static void add_contracted(scanner *s, size_t start, size_t end)
{
    size_t cuts[3], count = 0, rest = end;
    while (count < 3) {
        size_t cut = contraction_in(s, start, rest);
        if (cut == rest || cut == start)
            break;
        cuts[count++] = rest = cut;
    }
    add_token(s, start, end);
    add_word(s, start, count ? cuts[count - 1] : end);
    while (count-- > 0)
        add_word(s, cuts[count], count ? cuts[count - 1] : end);
}

static bool is_address(onr_str piece)
{
    if (str_starts(piece, "http://") || str_starts(piece, "https://") ||
        str_starts(piece, "www.") || str_starts(piece, "mailto:"))
        return true;
    const char *at = piece.len ? memchr(piece.data, '@', piece.len) : NULL;
    if (!at || at == piece.data)
        return false;
    size_t behind = (size_t)(at - piece.data) + 1;
    return memchr(piece.data + behind, '.', piece.len - behind) != NULL;
}

static size_t scan_address(const scanner *s, size_t start)
{
    size_t end = start;
    while (end < s->end && !strchr("<>\"", s->text.data[end]))
        end++;
    while (end > start && strchr(".,;:!?)]'", s->text.data[end - 1]))
        end--;
    return end;
}

/* Digits with what joins them: 1,000.50 · 9:30 · 9/11 · 713-853-3989, but 2-3 is three tokens. */
static size_t scan_number(const scanner *s, size_t at)
{
    size_t start = at, hyphen = 0, hyphens = 0;
    for (;; at++) {
        char c = at < s->end ? s->text.data[at] : ' ';
        bool joins = at + 1 < s->end && is_digit(peek(s, at + 1)) && at > start;
        if (is_ascii_digit(c) || (joins && strchr(".,:/", c)))
            continue;
        if (!joins || c != '-')
            break;
        if (!hyphens++)
            hyphen = at;
    }
    return hyphens == 1 ? hyphen : at;
}

static const char *const units[] = {"am", "pm", "km", "kg", "cm", "mm", "mph", "bn", "lbs"};

static size_t scan_word(const scanner *s, size_t start);

static size_t scan_figures(const scanner *s, size_t start)
{
    size_t number = scan_number(s, start);
    size_t end = scan_word(s, start);
    onr_str tail = {s->text.data + number, end > number ? end - number : 0};
    if (number >= end || IS_ONE_OF(tail, units) || str_equal_nocase(tail, ONR_STR("a.m.")) ||
        str_equal_nocase(tail, ONR_STR("p.m.")) || !is_letter(peek(s, number)))
        return number;
    return end;
}

/* Whether the full stop at `at` belongs to the word that began at `start`. */
static bool keeps_stop(const scanner *s, size_t start, size_t at)
{
    onr_str form = {s->text.data + start, at - start};
    bool initial = form.len == 1 && is_ascii_letter(form.data[0]) && form.data[0] < 'a' &&
                   form.data[0] != 'I';
    bool dotted = form.len >= 3 && form.data[form.len - 2] == '.' &&
                  is_ascii_letter(form.data[form.len - 1]);
    return initial || dotted || IS_ONE_OF(form, abbreviations);
}

/* Whether the mark `c` between two parts of a word joins them. */
static bool joins(const scanner *s, size_t start, size_t at, uint32_t c)
{
    size_t width = c < 128 ? 1 : 3;
    uint32_t next = peek(s, at + width);
    onr_str form = {s->text.data + start, at - start};
    if (is_apostrophe(c))
        return is_letter(next);
    if (c == '&')
        return form.len <= 3 && u_isupper((UChar32)next) && form.data[form.len - 1] < 'a';
    if (c == '-')
        return is_letter(next) && IS_ONE_OF(form, prefixes);
    bool single = form.len == 1 || (form.len > 1 && form.data[form.len - 2] == '.');
    return c == '.' && is_letter(next) &&
           (single || u_islower((UChar32)next) || str_equal_nocase(form, ONR_STR("Ph")));
}

static size_t scan_word(const scanner *s, size_t start)
{
    size_t at = start;
    onr_str piece = {s->text.data, s->end};
    while (at < s->end) {
        size_t next = at;
        uint32_t c = utf8_next(piece, &next);
        if (!is_word_part(c) && (at == start || !joins(s, start, at, c)))
            break;
        at = next;
    }
    if (at > start && peek(s, at) == '.' && peek(s, at + 1) != '.' && keeps_stop(s, start, at))
        at++;
    return at;
}

/* A plural's genitive, where no quotation in single marks is open. */
static size_t scan_genitive(const scanner *s, size_t start, size_t end)
{
    size_t mark = apostrophe_at(s, end);
    bool plural = end > start + 1 && ascii_lower(s->text.data[end - 1]) == 's';
    return mark && plural && !s->in_single_quotes ? end + mark : end;
}

/* Marks that stand together as one token. */
static size_t scan_mark(const scanner *s, size_t start)
{
    onr_str piece = {s->text.data, s->end};
    size_t end = start;
    uint32_t first = utf8_next(piece, &end);
    if (first >= 128 || !strchr(".-!?*=_<>#~'`", (int)first))
        return end;
    const char *same = first == '!' || first == '?' ? "!?" : NULL;
    while (end < s->end && s->text.data[end] &&
           (same ? strchr(same, s->text.data[end]) != NULL
                 : s->text.data[end] == (char)first))
        end++;
    return end;
}

static void note_quote(scanner *s, size_t start)
{
    uint32_t c = peek(s, start);
    if (c == 0x2018 || (c == '\'' && !s->in_single_quotes))
        s->in_single_quotes = true;
    else if (is_apostrophe(c))
        s->in_single_quotes = false;
}

static size_t scan_one(scanner *s, size_t at)
{
    uint32_t c = peek(s, at), next = peek(s, at + 1);
    size_t end;
    if (is_digit(c)) {
        end = scan_figures(s, at);
        add_plain(s, at, end);
    } else if (is_word_part(c)) {
        end = scan_genitive(s, at, scan_word(s, at));
        add_contracted(s, at, end);
    } else if ((c == '@' || c == '#') && is_word_part(next)) {
        end = scan_word(s, at + 1);
        add_plain(s, at, end);
    } else {
        end = scan_mark(s, at);
        note_quote(s, at);
        add_plain(s, at, end);
    }
    return end;
}

static void scan_piece(scanner *s, size_t start)
{
    size_t at = start;
    while (at < s->end && strchr("([<\"", s->text.data[at]) && s->text.data[at]) {
        add_plain(s, at, at + 1);
        at++;
    }
    if (is_address((onr_str){s->text.data + at, s->end - at})) {
        size_t end = scan_address(s, at);
        if (end > at)
            add_plain(s, at, end);
        at = end;
    }
    while (at < s->end && !onr_arena_full(s->arena))
        at = scan_one(s, at);
}

bool token_find(onr_text *text, const uint32_t *ends, size_t end_count, onr_arena *arena)
{
    scanner s = {.text = text->text, .arena = arena};
    size_t block = 0;
    for (size_t at = 0; at < s.text.len && !onr_arena_full(arena);) {
        size_t start = at;
        if (token_is_space(utf8_next(s.text, &at)))
            continue;
        while (block < end_count && ends[block] <= start) {
            block++;
            s.in_single_quotes = false;
        }
        size_t limit = block < end_count && ends[block] < s.text.len ? ends[block] : s.text.len;
        for (size_t next = at; at < limit; at = next)
            if (token_is_space(utf8_next(s.text, &next)))
                break;
        s.end = at;
        scan_piece(&s, start);
    }
    text->tokens = s.tokens.items;
    text->token_count = s.tokens.count;
    text->words = s.words.items;
    text->word_count = s.words.count;
    return !onr_arena_full(arena);
}
