/*
 * Dictionaries of actors: a name, its other names behind "+", its codes in brackets with their
 * days, on the same line or on lines of their own.
 */
#include "codebook/actors.h"

#include "base/day.h"
#include "base/str.h"
#include "codebook/load.h"

static const uint32_t last_day = 99991231;

/* The actor of the lines that are read. */
typedef struct actor_lines {
    dictionary_reader *r;
    uint32_t actor; /* Index, or PHRASE_NONE. */
    uint32_t line;  /* Of its first name. */
} actor_lines;

static uint32_t number_of(onr_str digits)
{
    uint32_t n = 0;
    for (size_t i = 0; i < digits.len; i++)
        n = n * 10 + (uint32_t)(digits.data[i] - '0');
    return n;
}

static bool are_digits(onr_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!is_ascii_digit(text.data[i]))
            return false;
    return text.len > 0;
}

/*
 * The first and the last day of "930120", "19930120" or "1993". Of two digits, years up to 30 are
 * of this century, as TABARI's are. False: no such day.
 */
static bool read_days(uint32_t *first, uint32_t *last, onr_str text)
{
    if (!are_digits(text) || (text.len != 4 && text.len != 6 && text.len != 8))
        return false;
    uint32_t n = number_of(text);
    if (text.len == 4) {
        *first = n * 10000 + 101;
        *last = n * 10000 + 1231;
        return n >= 1000;
    }
    if (text.len == 6)
        n += n / 10000 > 30 ? 19000000 : 20000000;
    *first = *last = day_of(n / 10000, n / 100 % 100, n % 100);
    return *first != 0;
}

/* "<930120", ">930120", "930120-970120", "930120". False, and a fault is told. */
static bool read_range(actor_code *out, dictionary_reader *r, onr_str text)
{
    uint32_t first, last, to_first, to_last;
    char sign = text.data[0];
    size_t dash = str_find(text, ONR_STR("-"), 0);
    onr_str from = sign == '<' || sign == '>' ? (onr_str){text.data + 1, text.len - 1} : text;
    onr_str to = {text.data, 0};
    if (dash != SIZE_MAX && from.len == text.len) {
        from.len = dash;
        to = (onr_str){text.data + dash + 1, text.len - dash - 1};
    }
    if (!read_days(&first, &last, from) ||
        (dash != SIZE_MAX && !read_days(&to_first, &to_last, to)))
        return reader_fault(r,
                            "\"%.*s\" is no day: write 930120, 19930120, <930120 or "
                            "930120-970120",
                            (int)text.len, text.data);
    out->dated = true;
    out->from = sign == '>' ? day_after(last, 1) : sign == '<' ? 0 : first;
    out->to = sign == '<' ? day_after(first, -1) : sign == '>' ? last_day : last;
    out->to = dash != SIZE_MAX ? to_last : out->to;
    return out->from <= out->to ||
           reader_fault(r, "\"%.*s\" ends before it begins: no day is in it", (int)text.len,
                        text.data);
}

static bool is_code(onr_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!is_ascii_letter(text.data[i]) && !is_ascii_digit(text.data[i]) &&
            text.data[i] != '/' && text.data[i] != '-')
            return false;
    return text.len > 0;
}

static onr_str take_word(onr_str *text)
{
    size_t n = 0;
    while (n < text->len && !is_ascii_space(text->data[n]))
        n++;
    onr_str word = {text->data, n};
    *text = str_trim((onr_str){text->data + n, text->len - n});
    return word;
}

/* "<" and its day, which blanks part in the line: the day's blanks go. */
static bool is_lone_sign(onr_str word)
{
    return word.len == 1 && (word.data[0] == '<' || word.data[0] == '>');
}

static void keep_code(actor_lines *a, actor_code code)
{
    onr_codebook *book = a->r->book;
    actor *of = &book->actors.items[a->actor];
    for (uint32_t i = 0; i < of->code_count && !code.dated; i++)
        if (!book->codes.items[of->first_code + i].dated) {
            reader_fault(a->r, "nothing can reach code %.*s: one without days stands before it",
                         (int)code.code.len, code.code.data);
            return;
        }
    list_push(&book->codes, code, book->arena);
    if (!onr_arena_full(book->arena))
        book->actors.items[a->actor].code_count++;
}

/* "USAGOV 930120-970120 010120-050120": a code, and each stretch of days that it holds in. */
static void read_code(actor_lines *a, onr_str inside)
{
    onr_str word = take_word(&inside), code = word;
    if (!is_code(word)) {
        reader_fault(a->r, "\"%.*s\" is no code of an actor", (int)word.len, word.data);
        return;
    }
    code = arena_copy(a->r->book->arena, word);
    actor_code row = {code, 0, last_day, false};
    if (!inside.len)
        keep_code(a, row);
    while (inside.len) {
        char joined[40];
        word = take_word(&inside);
        if (is_lone_sign(word) && inside.len && inside.len < sizeof joined) {
            joined[0] = word.data[0];
            word = take_word(&inside);
            memcpy(joined + 1, word.data, word.len);
            word = (onr_str){joined, word.len + 1};
        }
        if (read_range(&row, a->r, word))
            keep_code(a, row);
    }
}

/* All the brackets of a line. */
static void read_codes(actor_lines *a, onr_str text)
{
    onr_str inside;
    if (a->actor == PHRASE_NONE) {
        reader_fault(a->r, "a code without an actor above it");
        return;
    }
    while (text.len) {
        if (text.data[0] != '[') {
            reader_fault(a->r, "\"%.*s\" behind the code is not read", (int)text.len, text.data);
            return;
        }
        if (!reader_take_brackets(&inside, &text, '[', ']', a->r))
            return;
        if (!inside.len)
            reader_fault(a->r, "an empty code");
        else
            read_code(a, inside);
    }
}

/* An actor of whom no code can be told decides nothing. */
static void end_actor(actor_lines *a)
{
    onr_codebook *book = a->r->book;
    if (a->actor == PHRASE_NONE || onr_arena_full(book->arena) ||
        book->actors.items[a->actor].code_count > 0)
        return;
    uint32_t at = a->r->line;
    a->r->line = a->line;
    reader_fault(a->r, "an actor without a code");
    a->r->line = at;
}

static void begin_actor(actor_lines *a)
{
    onr_codebook *book = a->r->book;
    actor next = {(uint32_t)book->codes.count, 0};
    end_actor(a);
    list_push(&book->actors, next, book->arena);
    a->actor = onr_arena_full(book->arena) ? PHRASE_NONE : (uint32_t)book->actors.count - 1;
    a->line = a->r->line;
}

/* A name, and the codes behind it. */
static void read_name(actor_lines *a, onr_str line)
{
    const char *bracket = memchr(line.data, '[', line.len);
    size_t len = bracket ? (size_t)(bracket - line.data) : line.len;
    reader_enter(a->r, a->r->book->actor_root, str_trim((onr_str){line.data, len}), a->actor);
    if (bracket)
        read_codes(a, (onr_str){bracket, line.len - len});
}

void actors_load(dictionary_reader *r)
{
    actor_lines a = {.r = r, .actor = PHRASE_NONE};
    uint32_t set = PHRASE_NONE;
    for (onr_str line; reader_next(&line, r, false) && !onr_arena_full(r->book->arena);) {
        onr_str behind = str_trim((onr_str){line.data + 1, line.len - 1});
        if (line.data[0] == '&' && !memchr(line.data, '[', line.len)) {
            end_actor(&a);
            a.actor = PHRASE_NONE;
            reader_begin_set(r, line, &set);
        } else if (line.data[0] == '+' && a.actor == PHRASE_NONE && set != PHRASE_NONE) {
            reader_add_to_set(r, set, behind);
        } else if (line.data[0] == '+' && a.actor == PHRASE_NONE) {
            reader_fault(r, "another name without an actor above it");
        } else if (line.data[0] == '+') {
            read_name(&a, behind);
        } else if (line.data[0] == '[') {
            read_codes(&a, line);
        } else {
            begin_actor(&a);
            if (a.actor != PHRASE_NONE)
                read_name(&a, line);
        }
    }
    end_actor(&a);
}

/* The first and last day of a stretch that may be of a month or year alone. */
static uint32_t first_of(uint32_t number)
{
    uint32_t month = number / 100 % 100;
    return number % 100 ? number : number / 10000 * 10000 + (month ? month : 1) * 100 + 1;
}

static const actor_code *code_in(const onr_codebook *book, const actor *a, uint32_t first,
                                 uint32_t last)
{
    const actor_code *undated = NULL;
    for (uint32_t i = 0; i < a->code_count; i++) {
        const actor_code *c = &book->codes.items[a->first_code + i];
        if (c->dated && c->from <= first_of(first) && last <= c->to)
            return c;
        undated = c->dated || undated ? undated : c;
    }
    return undated;
}

onr_str actor_code_in(const onr_codebook *book, uint32_t entry, uint32_t first, uint32_t last)
{
    for (; entry != PHRASE_NONE; entry = book->phrases.entries.items[entry].next) {
        const actor *a = &book->actors.items[book->phrases.entries.items[entry].value];
        const actor_code *c = code_in(book, a, first, last);
        if (c)
            return c->code;
    }
    return (onr_str){"", 0};
}
