/*
 * Dictionaries of verbs. A block has a heading ("--- ATTACK [190] ---"), verbs ("ATTACK {ATTACKED
 * ATTACKS} [190]") and patterns ("- $ * + WITH_&WEAPON [194]"); without headings, as in TABARI,
 * each verb has a block of its own. Synonym sets stand above.
 */
#include "base/hash.h"
#include "base/str.h"
#include "codebook/codes.h"
#include "codebook/load.h"

typedef struct verb_lines {
    dictionary_reader *r;
    bool has_headings;
    uint32_t block; /* PHRASE_NONE: none has begun. */
    bool has_verb;  /* The block has one. */
    uint32_t set;   /* The set that "+" adds to, or PHRASE_NONE. */
    own_rule of_block;
    number_map seen;            /* Patterns, by a hash of their tokens and block: their lines. */
    list(pattern_token) tokens; /* Of the pattern at hand. */
    size_t verb_at, verb_count;
    int sources, targets, both;
} verb_lines;

static void begin_block(verb_lines *v)
{
    v->block = v->r->book->block_count++;
    v->has_verb = false;
    v->of_block = (own_rule){0};
    v->set = PHRASE_NONE;
}

/* "--- ATTACK [190] ---" */
static void read_heading(verb_lines *v, onr_str line)
{
    size_t open = str_find(line, ONR_STR("["), 0);
    onr_str code, rest;
    begin_block(v);
    if (open == SIZE_MAX)
        return;
    rest = (onr_str){line.data + open, line.len - open};
    if (!reader_take_brackets(&code, &rest, '[', ']', v->r))
        return;
    if (!str_is(rest, "---"))
        reader_fault(v->r, "\"%.*s\" behind the code: a heading ends in \"---\"", (int)rest.len,
                     rest.data);
    if (code.len && !codes_read(&v->of_block, v->r, code))
        v->of_block = (own_rule){0};
}

/* The index of the verb among the units of "CASH_+CUT"; the "+" goes. */
static uint32_t verb_unit(onr_str phrase)
{
    char room[64];
    onr_str unit;
    size_t mark = str_find(phrase, ONR_STR("+"), 0), at = 0;
    uint32_t n = 0;
    while (mark != SIZE_MAX && unit_next(&unit, phrase, &at, room, sizeof room) && at <= mark)
        n++;
    return n;
}

static void enter_verb(verb_lines *v, onr_str phrase, own_rule rule, bool exact)
{
    onr_codebook *book = v->r->book;
    own_verb verb = {v->block, verb_unit(phrase), rule};
    list_push(&book->verbs, verb, book->arena);
    if (exact)
        phrase = arena_format(book->arena, "%.*s_", (int)phrase.len, phrase.data);
    if (onr_arena_full(book->arena) ||
        !reader_enter(v->r, book->verb_root, phrase, (uint32_t)book->verbs.count - 1))
        return;
    v->has_verb = true;
}

/* "ATTACK {ATTACKED ATTACKS} [190]" */
static void read_verb(verb_lines *v, onr_str line)
{
    size_t at = 0;
    onr_str forms = {"", 0}, code = {"", 0};
    own_rule rule = v->of_block;
    if (!v->has_headings)
        begin_block(v);
    while (at < line.len && line.data[at] != '{' && line.data[at] != '[')
        at++;
    onr_str phrase = str_trim((onr_str){line.data, at});
    line = (onr_str){line.data + at, line.len - at};
    if (line.len && line.data[0] == '{' && !reader_take_brackets(&forms, &line, '{', '}', v->r))
        return;
    if (line.len && line.data[0] == '[' && !reader_take_brackets(&code, &line, '[', ']', v->r))
        return;
    if (line.len)
        reader_fault(v->r, "\"%.*s\" behind the verb is not read", (int)line.len, line.data);
    if (code.len && !codes_read(&rule, v->r, code))
        rule = (own_rule){0};
    if (!phrase.len || v->block == PHRASE_NONE) {
        reader_fault(v->r, phrase.len ? "a verb outside of a block" : "a code without a verb");
        return;
    }
    enter_verb(v, phrase, rule, false);
    for (size_t from = 0; from < forms.len;) {
        size_t end = from;
        while (end < forms.len && !is_ascii_space(forms.data[end]) && forms.data[end] != ',')
            end++;
        onr_str form = {forms.data + from, end - from};
        if (form.len && !str_equal_nocase(form, phrase))
            enter_verb(v, form, rule, true);
        from = end + 1;
    }
}

static void push_token(verb_lines *v, pattern_token token)
{
    list_push(&v->tokens, token, v->r->book->arena);
}

/* A word of a pattern, which may be several units. */
static bool push_words(verb_lines *v, onr_str piece, pattern_token token)
{
    char room[64];
    onr_str unit;
    size_t at = 0, count = v->tokens.count;
    for (; unit_next(&unit, piece, &at, room, sizeof room); token.joined = true) {
        token.value = unit_add(&v->r->book->phrases, unit);
        push_token(v, token);
    }
    return v->tokens.count > count ||
           reader_fault(v->r, "nothing can match \"%.*s\": it has no letter and no digit",
                        (int)piece.len, piece.data);
}

static bool push_set(verb_lines *v, onr_str piece, pattern_token token)
{
    const onr_codebook *book = v->r->book;
    token.kind = TOKEN_SET;
    token.value = reader_find_set(book, piece);
    if (token.value == PHRASE_NONE)
        return reader_fault(v->r, "nothing can match %.*s: no such synonym set stands above it",
                            (int)piece.len, piece.data);
    if (book->sets.items[token.value].is_empty)
        return reader_fault(v->r, "nothing can match %.*s: the synonym set is empty",
                            (int)piece.len, piece.data);
    push_token(v, token);
    return true;
}

static bool push_piece(verb_lines *v, onr_str piece, pattern_token token)
{
    if (piece.len == 1)
        switch (piece.data[0]) {
        case '*':
            v->verb_at = v->tokens.count;
            v->verb_count++;
            token.kind = TOKEN_VERB;
            break;
        case '$':
            v->sources++;
            token.kind = TOKEN_SOURCE;
            break;
        case '+':
            v->targets++;
            token.kind = TOKEN_TARGET;
            break;
        case '%':
            v->both++;
            token.kind = TOKEN_BOTH;
            break;
        case '^': token.kind = TOKEN_SKIP; break;
        default: return push_words(v, piece, token);
        }
    else
        return piece.data[0] == '&' ? push_set(v, piece, token) : push_words(v, piece, token);
    push_token(v, token);
    return true;
}

/* Reads the tokens of a pattern. Within "( )" and "{ }" all belong to one phrase. */
static bool read_tokens(verb_lines *v, onr_str text)
{
    uint8_t group = 0, groups = 0;
    bool joined = false;
    for (size_t i = 0; i < text.len;) {
        char c = text.data[i];
        if (c == '(' || c == '{') {
            if (group)
                return reader_fault(v->r, "\"%c\" within brackets", c);
            group = ++groups;
        } else if (c == ')' || c == '}') {
            if (!group)
                return reader_fault(v->r, "\"%c\" closes nothing", c);
            group = 0;
        }
        if (strchr("(){}_", c) || is_ascii_space(c)) {
            joined = c == '_';
            i++;
            continue;
        }
        size_t end = i;
        while (end < text.len && !is_ascii_space(text.data[end]) &&
               !strchr("(){}_", text.data[end]))
            end++;
        pattern_token token = {.joined = joined && !group, .group = group};
        if (!push_piece(v, (onr_str){text.data + i, end - i}, token))
            return false;
        joined = false;
        i = end;
    }
    return !group || reader_fault(v->r, "a bracket is not closed");
}

static bool check_tokens(verb_lines *v)
{
    if (v->verb_count != 1)
        return reader_fault(v->r, v->verb_count ? "nothing can match: more than one verb (\"*\")"
                                                : "nothing can match: no verb (\"*\")");
    if (v->sources > 1 || v->targets > 1 || v->both > 1 || (v->both && v->sources + v->targets))
        return reader_fault(v->r, "nothing can match: one \"$\" and one \"+\", or one \"%%\"");
    return v->tokens.count <= PATTERN_MOST_TOKENS ||
           reader_fault(v->r, "a pattern of more than %d words", PATTERN_MOST_TOKENS);
}

static bool is_repeated(verb_lines *v)
{
    uint64_t hash = hash_start;
    for (size_t i = 0; i < v->tokens.count; i++) {
        const pattern_token *t = &v->tokens.items[i];
        hash = (hash ^ ((uint64_t)t->value << 12 | (uint64_t)t->kind << 8 |
                        (uint64_t)t->joined << 7 | (uint64_t)t->group)) *
               1099511628211u;
    }
    hash = (hash ^ ((uint64_t)v->block + 1)) * 1099511628211u | 1;
    uint32_t line = map_get(&v->seen, hash);
    if (line != PHRASE_NONE)
        return !reader_fault(v->r, "the same pattern stands in line %u already, which decides",
                             line);
    map_put(&v->seen, hash, v->r->line, v->r->book->arena);
    return false;
}

/* The word by which a pattern is looked up: the first behind the verb, else the first before it. */
static uint32_t key_token(const verb_lines *v)
{
    for (size_t i = v->verb_at; i < v->tokens.count; i++)
        if (v->tokens.items[i].kind <= TOKEN_SET)
            return (uint32_t)i;
    for (size_t i = 0; i < v->verb_at; i++)
        if (v->tokens.items[i].kind <= TOKEN_SET)
            return (uint32_t)i;
    return PHRASE_NONE;
}

static void keep_pattern(verb_lines *v, own_rule rule)
{
    onr_codebook *book = v->r->book;
    own_pattern p = {.first_token = (uint32_t)book->tokens.count,
                     .token_count = (uint32_t)v->tokens.count,
                     .verb_at = (uint32_t)v->verb_at,
                     .rule = rule};
    for (size_t i = 0; i < v->tokens.count; i++) {
        pattern_kind kind = v->tokens.items[i].kind;
        p.weight += kind <= TOKEN_SET ? 2 : kind == TOKEN_VERB || kind == TOKEN_SKIP ? 0 : 1;
        list_push(&book->tokens, v->tokens.items[i], book->arena);
    }
    uint32_t key = key_token(v), index = (uint32_t)book->patterns.count;
    uint64_t place = patterns_key(v->block, key == PHRASE_NONE ? NULL : &v->tokens.items[key]);
    p.next = map_get(&book->pattern_of, place);
    list_push(&book->patterns, p, book->arena);
    if (!onr_arena_full(book->arena))
        map_put(&book->pattern_of, place, index, book->arena);
}

/* "- $ * + WITH_&WEAPON [194]" */
static void read_pattern(verb_lines *v, onr_str line)
{
    size_t open = str_find(line, ONR_STR("["), 0);
    onr_str text = {line.data, open == SIZE_MAX ? line.len : open}, code;
    onr_str rest = {line.data + text.len, line.len - text.len};
    own_rule rule;
    v->set = PHRASE_NONE;
    v->tokens.count = 0;
    v->verb_count = 0;
    v->sources = v->targets = v->both = 0;
    if (v->block == PHRASE_NONE || !v->has_verb) {
        reader_fault(v->r, "nothing can match: no verb stands above the pattern");
        return;
    }
    if (open == SIZE_MAX) {
        reader_fault(v->r, memchr(line.data, ']', line.len) ? "\"]\" without \"[\""
                                                            : "a pattern without a code");
        return;
    }
    if (!reader_take_brackets(&code, &rest, '[', ']', v->r) || !codes_read(&rule, v->r, code) ||
        !read_tokens(v, text) || !check_tokens(v) || is_repeated(v))
        return;
    if (rest.len)
        reader_fault(v->r, "\"%.*s\" behind the code is not read", (int)rest.len, rest.data);
    keep_pattern(v, rule);
}

static bool has_headings(onr_str bytes)
{
    return str_starts(bytes, "---") || str_find(bytes, ONR_STR("\n---"), 0) != SIZE_MAX;
}

void verbs_load(dictionary_reader *r)
{
    verb_lines v = {
        .r = r, .has_headings = has_headings(r->rest), .block = PHRASE_NONE, .set = PHRASE_NONE};
    for (onr_str line; reader_next(&line, r, false) && !onr_arena_full(r->book->arena);) {
        onr_str behind = str_trim((onr_str){line.data + 1, line.len - 1});
        if (str_starts(line, "---"))
            read_heading(&v, line);
        else if (line.data[0] == '&')
            reader_begin_set(r, line, &v.set);
        else if (line.data[0] == '+' && v.set != PHRASE_NONE)
            reader_add_to_set(r, v.set, behind);
        else if (line.data[0] == '-')
            read_pattern(&v, behind);
        else if (line.data[0] == '~')
            reader_fault(r, "transformations (\"~\") are not read");
        else
            read_verb(&v, line);
    }
}
