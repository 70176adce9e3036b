/*
 * Features are hashes of forms and shapes up to four tokens to each side, of pairs and threes of
 * them, and of where in the paragraph the place is.
 */
#include "language/boundaries.h"

#include <unicode/uchar.h>

#include "base/hash.h"
#include "base/str.h"
#include "learn/embedded.h"

enum { BEFORE = 1, BEHIND = 2, LONGEST_FORM = 24, LONGEST_SHAPE = 6 };
enum { IN_QUOTES = 1, IN_BRACKETS = 2 };

/* Marks that differ in their looks alone are one. */
static uint32_t plain(uint32_t c)
{
    switch (c) {
    case 0x2018:
    case 0x2019: return '\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0xAB:
    case 0xBB: return '"';
    case 0x2013:
    case 0x2014: return 0x2014;
    default: return c;
    }
}

static char class_of(uint32_t c)
{
    if (c < 128)
        return is_ascii_digit((char)c)     ? 'd'
               : !is_ascii_letter((char)c) ? (char)c
               : c < 'a'                   ? 'X'
                                           : 'x';
    if (u_isupper((UChar32)c))
        return 'X';
    return u_isalpha((UChar32)c) ? 'x' : u_charType((UChar32)c) == U_OTHER_SYMBOL ? 's' : 0;
}

/* The form's letters small, its figures alike; the shape's runs cut after two. */
static void hash_form(boundary_token *out, onr_str form)
{
    uint32_t hash = 17, shape = 29, length = 0, run = 0, symbols = 0, last = 0;
    for (size_t at = 0; at < form.len;) {
        uint32_t c = plain(utf8_next(form, &at));
        char class = class_of(c);
        uint32_t symbol = class ? (uint32_t)(unsigned char)class : c;
        run = symbol == last ? run + 1 : 0;
        last = symbol;
        if (run < 2 && symbols < LONGEST_SHAPE) {
            shape = hash_mix(shape, symbol);
            symbols++;
        }
        if (length++ < LONGEST_FORM)
            hash = hash_mix(hash, class == 'd' ? '0'
                                  : c < 128    ? (uint32_t)ascii_lower((char)c)
                                               : c);
    }
    out->form = length > LONGEST_FORM ? shape : hash;
    out->shape = shape;
}

static bool is_final(onr_str form)
{
    char last = form.data[form.len - 1];
    return last == '.' || last == '!' || last == '?' || str_is(form, "\xE2\x80\xA6");
}

static uint8_t step(size_t distance)
{
    return (uint8_t)(distance < 5    ? distance
                     : distance < 7  ? 5
                     : distance < 10 ? 6
                     : distance < 15 ? 7
                     : distance < 25 ? 8
                                     : 9);
}

/* A quotation mark of any kind: what it opens or closes is told by white space, else by its kind.
 */
static bool is_quote(onr_str form)
{
    size_t at = 0;
    uint32_t c = utf8_next(form, &at);
    bool single = c == '\'' || c == '`' || c == 0x2018 || c == 0x2019;
    return at == form.len ? single || plain(c) == '"' : str_is(form, "''") || str_is(form, "``");
}

static bool opens_quote(onr_str form, bool space_before, bool glued, bool open)
{
    size_t at = 0;
    uint32_t c = utf8_next(form, &at);
    if (space_before == glued)
        return glued;
    if (c == '"' || c == '\'')
        return !open;
    return c == '`' || c == 0x2018 || c == 0x201C || c == 0x201E || c == 0xAB;
}

static void pair_marks(boundary_token *t, onr_str form, bool space_before, bool *quotes,
                       bool *brackets)
{
    if (is_quote(form)) {
        *quotes = opens_quote(form, space_before, t->glued, *quotes);
        t->form = t->shape = hash_mix('"', *quotes);
    } else if (*form.data == '(' || *form.data == ')') {
        *brackets = *form.data == '(';
    }
    t->inside = (uint8_t)(*brackets * IN_BRACKETS + *quotes * IN_QUOTES);
}

/* How many words of a paragraph have small letters, how many a capital, how many are a small "i"
 * alone, and how many marks end sentences. */
typedef struct tally {
    size_t small, capital, i, final;
} tally;

static void count_word(tally *sum, onr_str form)
{
    char first = form.data[0];
    if (first >= 'A' && first <= 'Z')
        sum->capital++;
    else if (first >= 'a' && first <= 'z')
        sum->small++;
    sum->i += str_is(form, "i");
    sum->final += is_final(form);
}

static uint32_t style_of(const tally *sum)
{
    uint32_t letters = sum->i ? 1 : sum->capital > 2 * sum->small ? 2 : !sum->capital ? 3 : 0;
    return letters * 2 + (sum->final > 0);
}

void boundary_describe(paragraph *out, boundary_token *tokens, const onr_text *text, size_t first,
                       size_t count)
{
    tally sum = {0};
    bool quotes = false, brackets = false, space_before = true;
    size_t since = 0;
    for (size_t i = 0; i < count; i++) {
        boundary_token *t = &tokens[i];
        const onr_token *token = &text->tokens[first + i];
        onr_str form = str_slice(text->text, token->span);
        hash_form(t, form);
        t->glued = i + 1 < count && token->span.end == token[1].span.start;
        pair_marks(t, form, space_before, &quotes, &brackets);
        count_word(&sum, form);
        since = is_final(form) ? 0 : since + 1;
        t->since = step(since);
        space_before = !t->glued;
    }
    size_t until = 9;
    for (size_t i = count; i-- > 0;) {
        tokens[i].until = step(until);
        bool final = is_final(str_slice(text->text, text->tokens[first + i].span));
        until = final ? 0 : until + 1;
    }
    *out = (paragraph){tokens, count, style_of(&sum)};
}

static bool is_word_byte(char c)
{
    return is_ascii_letter(c) || is_ascii_digit(c) || (unsigned char)c >= 128;
}

bool boundary_possible(const paragraph *p, const onr_text *text, size_t first, size_t i)
{
    if (i + 1 >= p->count || !p->tokens[i].glued)
        return i + 1 < p->count;
    const onr_token *token = &text->tokens[first + i];
    char last = text->text.data[token->span.end - 1];
    onr_str behind = str_slice(text->text, token[1].span);
    return (last == '.' || last == '!' || last == '?' || last == ')' || last == '"') &&
           (is_word_byte(*behind.data) || (is_quote(behind) && p->tokens[i + 1].glued));
}

void boundary_features(uint32_t out[BOUNDARY_FEATURES], const paragraph *p, size_t i)
{
    enum { REACH = 4 };
    uint32_t forms[2 * REACH], shapes[2 * REACH];
    size_t n = 0;
    for (size_t k = 0; k < 2 * REACH; k++) {
        size_t at = i + k + 1;
        bool outside = at < REACH || at - REACH >= p->count;
        forms[k] = outside ? at < REACH ? BEFORE : BEHIND : p->tokens[at - REACH].form;
        shapes[k] = outside ? forms[k] : p->tokens[at - REACH].shape;
        out[n++] = hash_mix(forms[k], (uint32_t)(100 + k));
        out[n++] = hash_mix(shapes[k], (uint32_t)(200 + k));
    }
    const boundary_token *here = &p->tokens[i];
    const uint32_t *f = forms + REACH - 1, *s = shapes + REACH - 1, glued = here->glued;
    size_t left = i + 1, right = p->count - i - 1;
    const uint32_t pairs[][3] = {
        {s[0], s[1], glued},
        {f[0], f[1], 0},
        {f[0], s[1], glued},
        {s[0], f[1], glued},
        {f[-1], f[0], 0},
        {f[1], f[2], 0},
        {s[-1], s[0], s[1]},
        {s[0], s[1], s[2]},
        {f[0], s[1], s[2]},
        {s[-1], f[0], s[1]},
        {s[-2], s[-1], s[0]},
        {s[1], s[2], s[3]},
        {f[-1], s[0], f[1]},
        {s[0], f[1], s[2]},
        {here->since, s[0], s[1]},
        {here->until, s[0], s[1]},
        {here->since, here->until, f[0]},
        {here->inside, f[0], s[1]},
        {p->style, s[0], s[1]},
        {p->style, here->since, f[1]},
        {step(left), s[0], s[1]},
        {step(right), s[0], s[1]},
    };
    for (uint32_t k = 0; k < sizeof pairs / sizeof *pairs; k++)
        out[n++] = hash_mix(hash_mix(hash_mix(300 + k, pairs[k][0]), pairs[k][1]), pairs[k][2]);
}

/* Sections stand at multiples of 64 bytes, so that their numbers may be read in place. */
static const void *section(const char *name)
{
    return embedded_section(EMBEDDED_BOUNDARIES, name).data;
}

boundary_model boundary_model_find(void)
{
    return (boundary_model){section("rows"), section("hidden.bias"), section("out.weight"),
                            section("out.bias")};
}

bool boundary_is_end(const boundary_model *model, const uint32_t features[BOUNDARY_FEATURES])
{
    int32_t hidden[BOUNDARY_HIDDEN], sum = *model->out_bias;
    memcpy(hidden, model->hidden_bias, sizeof hidden);
    for (size_t i = 0; i < BOUNDARY_FEATURES; i++) {
        const int8_t *row = model->rows + (features[i] >> (32 - BOUNDARY_BITS)) * BOUNDARY_HIDDEN;
        for (size_t k = 0; k < BOUNDARY_HIDDEN; k++)
            hidden[k] += row[k];
    }
    for (size_t k = 0; k < BOUNDARY_HIDDEN; k++)
        sum += hidden[k] > 0 ? hidden[k] * model->out_weight[k] : 0;
    return sum > 0;
}
