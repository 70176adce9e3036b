/*
 * The tokeniser: white space first, then addresses, numbers and words, then each mark alone.
 * Conventions are those of UD English EWT: hyphens split but behind a prefix, contractions are
 * one token of two words, an abbreviation keeps its full stop.
 */
#include "language/tokens.h"

#include <unicode/uchar.h>

#include "base/arena.h"
#include "base/str.h"
#include "language/dots.h"
#include "language/forms.h"

typedef struct scanner {
    onr_str text;
    size_t start, end; /* of the piece between white space */
    size_t limit;      /* the block's end */
    list(onr_token) tokens;
    list(onr_word) words;
    bool in_single_quotes;
    bool in_brackets;
    bool has_at, has_stop;   /* the piece has a "@"; a "." before a letter or figure */
    size_t no_mail, no_file; /* no mail address, no file name begins before that byte */
    onr_arena *arena;
} scanner;

bool token_is_space(uint32_t c)
{
    return c <= ' ' || c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200B) ||
           c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

static uint32_t peek(const scanner *s, size_t at)
{
    onr_str piece = {s->text.data, s->end};
    if (at >= s->end)
        return 0;
    unsigned char c = (unsigned char)s->text.data[at];
    return c < 128 ? c : utf8_next(piece, &at);
}

/* The byte at `at`, where only ASCII matters. */
static char byte_at(const scanner *s, size_t at)
{
    return at < s->end ? s->text.data[at] : 0;
}

static bool is_among(char c, const char *set)
{
    return c && strchr(set, c);
}

static bool is_format(uint32_t c)
{
    return u_charType((UChar32)c) == U_FORMAT_CHAR;
}

static bool is_word_part(uint32_t c)
{
    if (c < 128)
        return c == '_' || is_ascii_digit((char)c) || is_ascii_letter((char)c);
    int8_t type = u_charType((UChar32)c);
    return u_isalnum((UChar32)c) || type == U_NON_SPACING_MARK || type == U_FORMAT_CHAR ||
           type == U_COMBINING_SPACING_MARK;
}

static bool is_apostrophe(uint32_t c)
{
    return c == '\'' || c == 0x2019;
}

static bool is_letter(uint32_t c)
{
    return c < 128 ? is_ascii_letter((char)c) : u_isalpha((UChar32)c);
}

static bool is_capital(uint32_t c)
{
    return c < 128 ? c >= 'A' && c <= 'Z' : u_isupper((UChar32)c);
}

static bool is_small(uint32_t c)
{
    return c < 128 ? c >= 'a' && c <= 'z' : u_islower((UChar32)c);
}

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

/* Bytes of a mark that may stand in a word: all but one are ASCII. */
static size_t width_of(uint32_t mark)
{
    return mark < 128 ? 1 : 3;
}

/* Bytes of an apostrophe at `at`; 0 where there is none. */
static size_t apostrophe_at(const scanner *s, size_t at)
{
    uint32_t c = peek(s, at);
    return !is_apostrophe(c) && c != '`' ? 0 : width_of(c);
}

static void add_token(scanner *s, size_t start, size_t end)
{
    onr_token token = {{(uint32_t)start, (uint32_t)end}, (uint32_t)s->words.count, 0};
    list_push(&s->tokens, token, s->arena);
}

/* A word as it is known: without the soft hyphens at which its line may be broken. */
static onr_str without_hyphens(onr_str form, onr_arena *arena)
{
    onr_str hyphen = ONR_STR("\xC2\xAD");
    size_t n = 0;
    if (str_find(form, hyphen, 0) == SIZE_MAX)
        return form;
    char *out = arena_array(arena, char, form.len);
    for (size_t at = 0; out && at < form.len; at++)
        if (str_starts((onr_str){form.data + at, form.len - at}, hyphen.data))
            at++;
        else
            out[n++] = form.data[at];
    return n ? (onr_str){out, n} : form;
}

static void add_word(scanner *s, size_t start, size_t end)
{
    if (!s->tokens.count)
        return;
    onr_span span = {(uint32_t)start, (uint32_t)end};
    onr_word word = {.span = span,
                     .form = without_hyphens(str_slice(s->text, span), s->arena),
                     .head = ONR_NO_HEAD,
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
        return !tail.len || str_listed(tail, "s|m|d|ll|re|ve") ? at : end;
    }
    return end;
}

/* "can't've" has two, and no word has more than three. */
static size_t find_cuts(size_t cuts[3], const scanner *s, size_t start, size_t end)
{
    form_cuts joined = form_joined((onr_str){s->text.data + start, end - start});
    size_t count = 0;
    if (joined.second)
        cuts[count++] = start + joined.second;
    if (joined.first)
        cuts[count++] = start + joined.first;
    for (size_t rest = end; !joined.first && count < 3;) {
        size_t cut = contraction_in(s, start, rest);
        if (cut == rest)
            break;
        cuts[count++] = rest = cut;
    }
    return count;
}

static void add_contracted(scanner *s, size_t start, size_t end)
{
    size_t cuts[3], count = find_cuts(cuts, s, start, end);
    add_token(s, start, end);
    add_word(s, start, count ? cuts[count - 1] : end);
    while (count-- > 0)
        add_word(s, cuts[count], count ? cuts[count - 1] : end);
}

/* Letters and figures from `at` to `end` that stand in addresses and file names. */
static size_t skip_name(const scanner *s, size_t at, const char *marks)
{
    while (at < s->end && (is_ascii_letter(s->text.data[at]) || is_ascii_digit(s->text.data[at]) ||
                           is_among(s->text.data[at], marks)))
        at++;
    return at;
}

/* An address to its end: the marks that close a sentence are not in it, an ellipsis is. */
static size_t scan_path(const scanner *s, size_t start)
{
    size_t end = start;
    bool bracket = false;
    for (; end < s->end && !is_among(s->text.data[end], "<>\""); end++)
        bracket = bracket || s->text.data[end] == '(';
    if (end >= start + 3 && memcmp(s->text.data + end - 3, "...", 3) == 0)
        return end;
    while (is_among(s->text.data[end - 1], ".,;:!?]'") ||
           (!bracket && s->text.data[end - 1] == ')'))
        end--;
    return end;
}

/* What is no address to its end is none from any of its later parts on, either. */
static size_t scan_mail(scanner *s, size_t start)
{
    if (start < s->no_mail)
        return start;
    size_t at = skip_name(s, start, "._%+-"), end = at;
    if (at > start && byte_at(s, at) == '@')
        end = skip_name(s, at + 1, "._-");
    while (end > at && is_among(s->text.data[end - 1], "._-"))
        end--;
    if (end > at + 1 && !is_digit(peek(s, at + 1)))
        return end;
    s->no_mail = at;
    return start;
}

/* "report-2.pdf", "Example.Com/news": told by their ending. */
static size_t scan_file(scanner *s, size_t start)
{
    if (start < s->no_file)
        return start;
    size_t name = skip_name(s, start, "._~#-"), end = name, stop = end;
    while (end > start && is_among(s->text.data[end - 1], "._~#-"))
        stop = --end;
    while (stop > start && s->text.data[stop - 1] != '.')
        stop--;
    if (stop == start || !form_is_extension((onr_str){s->text.data + stop, end - stop})) {
        s->no_file = name;
        return start;
    }
    return byte_at(s, end) == '/' && is_word_part(peek(s, end + 1)) ? scan_path(s, end) : end;
}

/* The address or file name at `start`; `start` where there is none. */
static size_t scan_address(scanner *s, size_t start)
{
    onr_str rest = {s->text.data + start, s->end - start};
    char first = ascii_lower(*rest.data);
    static const char *const schemes[] = {"http://", "https://", "ftp://", "www.", "mailto:"};
    if (first == 'h' || first == 'w' || first == 'f' || first == 'm')
        for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
            onr_str scheme = {schemes[i], strlen(schemes[i])};
            if (rest.len > scheme.len && str_equal_nocase((onr_str){rest.data, scheme.len}, scheme))
                return scan_path(s, start);
        }
    size_t end = s->has_at ? scan_mail(s, start) : start;
    return end == start && s->has_stop ? scan_file(s, start) : end;
}

/* Whether the hyphen at `hyphen` joins a telephone number (555-0123) or a code, and no range. */
static bool joins_figures(const scanner *s, size_t start, size_t hyphen, size_t end)
{
    size_t before = 0;
    while (hyphen - before > start && is_ascii_digit(s->text.data[hyphen - before - 1]))
        before++;
    onr_str after = {s->text.data + hyphen + 1, end - hyphen - 1};
    return after.len == 4 && (before == 1 || before == 3 || before == 5) && !str_ends(after, "00");
}

/* A comma joins where three figures follow: 1,200, but 13,14 is a list. */
static bool joins_thousands(const scanner *s, size_t at)
{
    for (size_t i = 1; i <= 3; i++)
        if (!is_digit(peek(s, at + i)))
            return false;
    return !is_digit(peek(s, at + 4));
}

/* Digits, a sign or stop before them, with what joins them: 1,000.50 · 9:30 · 9/11 · 555-555-0123,
 * but 2-3 is three tokens. */
static size_t scan_number(const scanner *s, size_t start)
{
    size_t at = start, hyphen = 0, hyphens = 0;
    for (;; at++) {
        char c = byte_at(s, at);
        if (is_ascii_digit(c) || at == start)
            continue;
        bool joins = is_digit(peek(s, at + 1));
        if (joins && (is_among(c, ".:/") || (c == ',' && joins_thousands(s, at))))
            continue;
        if (!joins || c != '-')
            break;
        if (!hyphens++)
            hyphen = at;
    }
    return hyphens == 1 && !joins_figures(s, start, hyphen, at) ? hyphen : at;
}

static size_t scan_word(const scanner *s, size_t start);

/* A number, with letters that are part of it (5th, 1990s, 60's) and without its unit (5km, 9pm). */
static size_t scan_figures(const scanner *s, size_t start)
{
    size_t number = scan_number(s, start);
    size_t mark = apostrophe_at(s, number);
    if (mark && byte_at(s, number + mark) == 's' && !is_word_part(peek(s, number + mark + 1)))
        return number + mark + 1;
    if (!is_letter(peek(s, number)))
        return number;
    size_t end = scan_word(s, number);
    onr_str tail = {s->text.data + number, end - number};
    if (form_is_unit(tail) || str_equal_nocase(tail, ONR_STR("a.m.")) ||
        str_equal_nocase(tail, ONR_STR("p.m.")))
        return number;
    return end;
}

/* The first character behind `at` that is no white space; 0 at the block's end. */
static uint32_t next_visible(const scanner *s, size_t at)
{
    onr_str block = {s->text.data, s->limit};
    while (at < s->limit) {
        uint32_t c = utf8_next(block, &at);
        if (!token_is_space(c))
            return c;
    }
    return 0;
}

/* The word of letters that ends before `end`, or begins at `start`. */
static onr_str word_before(const scanner *s, size_t end)
{
    size_t start = end;
    while (start > 0 && is_ascii_letter(s->text.data[start - 1]))
        start--;
    return (onr_str){s->text.data + start, end - start};
}

static onr_str word_from(const scanner *s, size_t start)
{
    size_t end = start;
    while (end < s->limit && is_ascii_letter(s->text.data[end]))
        end++;
    return (onr_str){s->text.data + start, end - start};
}

static bool is_capitalised(onr_str word)
{
    return word.len > 1 && str_has_capital(word) && !is_ascii_capital(word.data[1]);
}

/* "Ada I. Lund": whether the "I" at `start` is an initial and no word of its own; but "World War I.
 * Lund". */
static bool is_middle_initial(const scanner *s, size_t start)
{
    static const char numbered[] = "war|part|phase|act|book|volume|king|queen|pope|emperor|tsar";
    size_t next = start + 3; /* behind the dot and a blank */
    if (start < 2 || next >= s->limit || s->text.data[start - 1] != ' ' ||
        s->text.data[next - 1] != ' ')
        return false;
    onr_str first = word_before(s, start - 1), surname = word_from(s, next);
    size_t begin = (size_t)(first.data - s->text.data);
    onr_str before = begin > 1 ? word_before(s, begin - 1) : (onr_str){"", 0};
    return is_capitalised(first) && is_capitalised(surname) && !is_capitalised(before) &&
           !dots_is_opener(first) && !dots_is_opener(surname) && !dots_is_lettered(first) &&
           !str_listed(first, numbered);
}

/* Whether the full stop at `at` belongs to the word that began at `start`. */
static bool keeps_stop(const scanner *s, size_t start, size_t at)
{
    onr_str form = {s->text.data + start, at - start};
    size_t stops = 0;
    while (byte_at(s, at + stops) == '.')
        stops++;
    bool dotted = form.len >= 3 && form.data[form.len - 2] == '.';
    if (stops > 2 || (stops == 2 && !dotted))
        return false;
    if (dotted)
        return true;
    if (form.len == 1 && str_has_capital(form))
        return form.data[0] != 'I' ? next_visible(s, at + 1) != 0 : is_middle_initial(s, start);
    switch (form_stop(form)) {
    case STOP_NOT: return false;
    case STOP_ALWAYS: return true;
    case STOP_CAPITAL: return form.data[0] < 'a';
    case STOP_NUMBER: return is_digit(next_visible(s, at + 1));
    case STOP_INSIDE: {
        uint32_t next = next_visible(s, at + 1);
        return next && !is_capital(next);
    }
    }
    return false;
}

static bool is_shouted(onr_str form)
{
    for (size_t i = 0; i < form.len; i++)
        if (form.data[i] < 'A' || form.data[i] > 'Z')
            return false;
    return form.len > 1;
}

/* Whether the mark `c` between two parts of a word joins them. */
static bool joins(const scanner *s, size_t start, size_t at, uint32_t c)
{
    if (c != '.' && c != '-' && c != '&' && c != '/' && c != '*' && c != '`' && !is_apostrophe(c))
        return false;
    uint32_t next = peek(s, at + width_of(c));
    onr_str form = {s->text.data + start, at - start};
    char last = form.data[form.len - 1];
    switch (c) {
    case '-':
        return (is_letter(next) || is_digit(next)) && !is_shouted(form) &&
               form_is_prefix(form, !is_small(next));
    case '&': return form.len <= 3 && is_capital(next) && last < 'a';
    case '/': /* w/o, c/o, n/a, s/he, and w/ alone */
        if (form.len != 1 || !is_ascii_letter(*form.data))
            return false;
        return is_letter(next) ? !is_letter(peek(s, at + 4)) : *form.data == 'w' && !next;
    case '*': return is_small(next) && last >= 'a';
    case '`': return byte_at(s, at + 1) == 's' && !is_word_part(peek(s, at + 2));
    case '.': /* U.S, e.g, example.net; but J.Doe is an initial and a name */
        if (!is_letter(next) || (form.len == 1 && is_capital(next) && is_small(peek(s, at + 2))))
            return false;
        return form.len == 1 || is_small(next) || form.data[form.len - 2] == '.' ||
               str_is(form, "Ph");
    default: return is_letter(next);
    }
}

static size_t scan_word(const scanner *s, size_t start)
{
    size_t at = start;
    onr_str piece = {s->text.data, s->end};
    for (size_t seen = at; seen < s->end;) {
        size_t next = seen;
        uint32_t c = utf8_next(piece, &next);
        if (!is_word_part(c) && !joins(s, start, seen, c))
            break;
        seen = next;
        if (c < 128 || !is_format(c)) /* a word ends with what is seen of it */
            at = seen;
    }
    if (byte_at(s, at) == '.' && keeps_stop(s, start, at))
        at++;
    /* US$5, A$5, HK$5 */
    if (byte_at(s, at) == '$' && at - start <= 2 && s->text.data[start] < 'a' &&
        is_digit(peek(s, at + 1)))
        at++;
    return at;
}

/* A word broken off, "th-": what is no word because it has no vowel keeps its hyphen. */
static size_t scan_fragment(const scanner *s, size_t start, size_t end)
{
    if (byte_at(s, end) != '-' || end + 1 < s->end || s->text.data[end - 1] < 'a')
        return end;
    for (size_t at = start; at < end; at++)
        if (is_among(ascii_lower(s->text.data[at]), "aeiouy0123456789_."))
            return end;
    return end + 1;
}

/* A plural's genitive, where no quotation in single marks is open. */
static size_t scan_genitive(const scanner *s, size_t start, size_t end)
{
    uint32_t mark = peek(s, end);
    bool plural = end > start + 1 && ascii_lower(s->text.data[end - 1]) == 's';
    return is_apostrophe(mark) && plural && !s->in_single_quotes ? end + width_of(mark) : end;
}

/* Longer ones first where one begins another. */
static const char *const emoticons[] = {":'-(", ":'(", ":-))", ":-)", ":-(", ":-D", ":-P", ":-p",
                                        ":-/",  ":-|", ":))",  ":)",  ":(",  ":D",  ":P",  ":p",
                                        ":O",   ":/",  ":|",   ";-)", ";)",  ";P",  "=)",  "=(",
                                        "=D",   "(:",  "^_^",  "-_-", "<3",  ">:("};

/* A smile, where it does not close brackets and no word or figure goes on behind it. */
static size_t scan_emoticon(const scanner *s, size_t start)
{
    onr_str rest = {s->text.data + start, s->end - start};
    if (s->in_brackets || !is_among(*rest.data, ":;=(^-<>"))
        return start;
    for (size_t i = 0; i < sizeof emoticons / sizeof *emoticons; i++)
        if (str_starts(rest, emoticons[i])) {
            size_t end = start + strlen(emoticons[i]);
            return is_word_part(peek(s, end)) || byte_at(s, end) == '/' ? start : end;
        }
    return start;
}

/* A run of one mark; of several that end sentences (?!); of three and more that draw a line. */
static size_t scan_run(const scanner *s, size_t start)
{
    char first = s->text.data[start];
    bool runs = is_among(first, "-*=_<>#~'`+$.");
    size_t same = start, line = start, final = start;
    while (runs && byte_at(s, same) == first)
        same++;
    while (is_among(byte_at(s, line), "-=_*~+|<>"))
        line++;
    while (is_among(byte_at(s, final), ".!?"))
        final++;
    if (final > start)
        return first == '.' && same - start > 2 ? same : final;
    onr_str pair = {s->text.data + start, line - start};
    if (line > start && (line - start > 2 || str_listed(pair, "->|<-|>=|<=|=>")))
        return line;
    return runs ? same : start + 1;
}

static bool is_modifier(uint32_t c)
{
    return c == 0xFE0F || c == 0x20E3 || (c >= 0x1F3FB && c <= 0x1F3FF) ||
           (c >= 0xE0020 && c <= 0xE007F);
}

/* A mark beyond ASCII, with what changes its looks and, for pictures, what is joined to them. */
static size_t scan_sign(const scanner *s, size_t start)
{
    onr_str piece = {s->text.data, s->end};
    size_t end = start;
    uint32_t first = utf8_next(piece, &end);
    bool region = first >= 0x1F1E6 && first <= 0x1F1FF;
    for (size_t next = end; next < s->end; end = next) {
        uint32_t c = utf8_next(piece, &next);
        bool pair = region && c >= 0x1F1E6 && c <= 0x1F1FF;
        bool run =
            c == first ? c == 0x2013 || c == 0x2014 || c == 0x2019 : first == 0x2018 && c == 0x2019;
        if (c == 0x200D && next < s->end)
            utf8_next(piece, &next);
        else if (!is_modifier(c) && !pair && !run)
            break;
        region = region && !pair;
    }
    return end;
}

static size_t scan_mark(const scanner *s, size_t start)
{
    onr_str rest = {s->text.data + start, s->end - start};
    if ((unsigned char)s->text.data[start] >= 128)
        return scan_sign(s, start);
    if (str_starts(rest, "[...]"))
        return start + 5;
    size_t end = scan_emoticon(s, start);
    return end > start ? end : scan_run(s, start);
}

static void note_pairs(scanner *s, size_t start)
{
    uint32_t c = peek(s, start);
    if (c == 0x2018 || (c == '\'' && !s->in_single_quotes))
        s->in_single_quotes = true;
    else if (is_apostrophe(c))
        s->in_single_quotes = false;
    else if (c == '(' || c == ')')
        s->in_brackets = c == '(';
}

/* '72, '60s, 'em: what an apostrophe begins that stands for what is left out. */
static size_t scan_clipped(const scanner *s, size_t start)
{
    size_t mark = start > s->start || s->in_single_quotes ? 0 : apostrophe_at(s, start);
    if (!mark && start == s->start && peek(s, start) == 0x2018)
        mark = 3;
    size_t end = mark ? skip_name(s, start + mark, "") : start;
    onr_str form = {s->text.data + start + mark, mark ? end - start - mark : 0};
    bool year = form.len >= 2 && is_ascii_digit(form.data[0]) && is_ascii_digit(form.data[1]) &&
                (form.len == 2 || (form.len == 3 && form.data[2] == 's'));
    return year || (form.len && form_is_clipped(form)) ? end : start;
}

static bool begins_number(const scanner *s, size_t at, uint32_t c, uint32_t next)
{
    char before = at > s->start ? s->text.data[at - 1] : ' ';
    return is_digit(c) || (is_digit(next) && ((c == '+' && before == ' ') ||
                                              (c == '.' && is_among(before, " $(-\xA3"))));
}

static size_t scan_one(scanner *s, size_t at)
{
    uint32_t c = peek(s, at), next = peek(s, at + 1);
    bool ending = c == '.' && at > s->start && s->text.data[at - 1] == ')';
    size_t end =
        (is_word_part(c) || ending) && (s->has_at || s->has_stop || next == 't' || next == 'w')
            ? scan_address(s, at)
            : at;
    if (end == at)
        end = scan_clipped(s, at);
    if (end > at) {
        add_plain(s, at, end);
    } else if (begins_number(s, at, c, next)) {
        end = scan_figures(s, at);
        add_plain(s, at, end);
    } else if (is_word_part(c)) {
        end = scan_fragment(s, at, scan_genitive(s, at, scan_word(s, at)));
        add_contracted(s, at, end);
    } else if ((c == '@' || c == '#') && is_letter(next)) {
        end = scan_word(s, at + 1);
        add_plain(s, at, end);
    } else {
        end = scan_mark(s, at);
        note_pairs(s, at);
        add_plain(s, at, end);
    }
    return end;
}

/* Behind characters that are invisible at `at`: a word may stand behind a mark of its direction. */
static size_t skip_invisible(const scanner *s, size_t at)
{
    onr_str piece = {s->text.data, s->end};
    for (size_t next = at; at < s->end && (unsigned char)s->text.data[at] >= 0xC2; at = next)
        if (!is_format(utf8_next(piece, &next)))
            break;
    return at;
}

static void scan_piece(scanner *s)
{
    size_t at = s->start;
    while (at < s->end && !onr_arena_full(s->arena)) {
        at = skip_invisible(s, at);
        if (at < s->end)
            at = scan_one(s, at);
    }
}

/* Finds the piece that begins at `start`, and what is in it. */
static void find_piece(scanner *s, size_t start)
{
    s->start = start;
    s->has_at = s->has_stop = false;
    size_t at = start;
    for (size_t next = at; at < s->limit; at = next) {
        unsigned char c = (unsigned char)s->text.data[at];
        next++;
        if (c <= ' ' || (c >= 128 && (next = at, token_is_space(utf8_next(s->text, &next)))))
            break;
        s->has_at = s->has_at || c == '@';
        s->has_stop = s->has_stop ||
                      (c == '.' && next < s->limit &&
                       (is_ascii_letter(s->text.data[next]) || is_ascii_digit(s->text.data[next])));
    }
    s->end = at;
}

/* Where the paragraph ends that `start` is in: at an empty line, or with the block. */
static size_t find_limit(onr_str text, size_t start, size_t block_end)
{
    size_t lines = 0;
    for (size_t at = start; at < block_end; at++) {
        const char *line = lines ? NULL : memchr(text.data + at, '\n', block_end - at);
        if (!lines && !line)
            break;
        if (line)
            at = (size_t)(line - text.data);
        lines = text.data[at] == '\n' ? lines + 1 : (unsigned char)text.data[at] <= ' ' ? lines : 0;
        if (lines > 1)
            return at;
    }
    return block_end;
}

bool token_find(onr_text *text, const uint32_t *ends, size_t end_count, onr_arena *arena)
{
    scanner s = {.text = text->text, .arena = arena};
    size_t block = 0;
    for (size_t at = 0; at < s.text.len && !onr_arena_full(arena);) {
        size_t start = at;
        if (token_is_space(utf8_next(s.text, &at)))
            continue;
        if (start >= s.limit) {
            while (block < end_count && ends[block] <= start)
                block++;
            bool within = block < end_count && ends[block] < s.text.len;
            s.limit = find_limit(s.text, start, within ? ends[block] : s.text.len);
            s.in_single_quotes = s.in_brackets = false;
        }
        find_piece(&s, start);
        scan_piece(&s);
        at = s.end;
    }
    text->tokens = s.tokens.items;
    text->token_count = s.tokens.count;
    text->words = s.words.items;
    text->word_count = s.words.count;
    return !onr_arena_full(arena);
}
