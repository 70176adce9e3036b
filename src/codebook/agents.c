/*
 * Dictionaries of agents: "POLICE_OFFICER {POLICE_OFFICERS} [~COP]", and substitutions:
 * "!PERSON! = MAN, WOMAN", which "CHAIR!PERSON! [~GOV]" has.
 */
#include "base/str.h"
#include "codebook/actors.h"
#include "codebook/load.h"

/* A phrase that substitutions make more of than that is a fault. */
enum { MOST_MADE = 1000 };

typedef struct substitution {
    onr_str name; /* With its marks: "!PERSON!" */
    onr_str words;
} substitution;

typedef struct agent_lines {
    dictionary_reader *r;
    list(substitution) substitutions;
    size_t made; /* Phrases of the line at hand. */
    bool exact;
} agent_lines;

static void define(agent_lines *a, onr_str line)
{
    size_t mark = str_find(line, ONR_STR("!"), 1), is = str_find(line, ONR_STR("="), 0);
    if (mark == SIZE_MAX || is == SIZE_MAX || is < mark) {
        reader_fault(a->r, "a substitution is written !PERSON! = MAN, WOMAN");
        return;
    }
    substitution s = {{line.data, mark + 1}, {line.data + is + 1, line.len - is - 1}};
    list_push(&a->substitutions, s, a->r->book->arena);
}

/* The next of words that commas part. */
static onr_str next_word(onr_str words, size_t *at)
{
    size_t comma = str_find(words, ONR_STR(","), *at), from = *at;
    size_t end = comma == SIZE_MAX ? words.len : comma;
    *at = end + 1;
    return str_trim((onr_str){words.data + from, end - from});
}

static const substitution *find(const agent_lines *a, onr_str name)
{
    for (size_t i = 0; i < a->substitutions.count; i++)
        if (str_equal_nocase(a->substitutions.items[i].name, name))
            return &a->substitutions.items[i];
    return NULL;
}

/* Enters a phrase once for each word of each of its substitutions. */
static void enter_all(agent_lines *a, onr_str phrase, uint32_t value)
{
    onr_arena *arena = a->r->book->arena;
    size_t begin = str_find(phrase, ONR_STR("!"), 0);
    size_t end = begin == SIZE_MAX ? begin : str_find(phrase, ONR_STR("!"), begin + 1);
    if (++a->made > MOST_MADE || onr_arena_full(arena))
        return;
    if (end == SIZE_MAX) {
        reader_enter(a->r, a->r->book->agent_root,
                     a->exact ? arena_format(arena, "%.*s_", (int)phrase.len, phrase.data) : phrase,
                     value);
        return;
    }
    const substitution *s = find(a, (onr_str){phrase.data + begin, end + 1 - begin});
    if (!s) {
        reader_fault(a->r, "no substitution %.*s stands above it", (int)(end + 1 - begin),
                     phrase.data + begin);
        return;
    }
    for (size_t at = 0; at < s->words.len;) {
        onr_str word = next_word(s->words, &at);
        enter_all(a,
                  arena_format(arena, "%.*s%.*s%.*s", (int)begin, phrase.data, (int)word.len,
                               word.data, (int)(phrase.len - end - 1), phrase.data + end + 1),
                  value);
    }
}

/* "~GOV": a new agent's index; PHRASE_NONE, and a fault is told. */
static uint32_t read_code(agent_lines *a, onr_str code)
{
    onr_codebook *book = a->r->book;
    size_t mark = str_find(code, ONR_STR("~"), 0);
    if (mark == SIZE_MAX) {
        reader_fault(a->r, "code \"%.*s\" does not say with \"~\" where the actor's goes: [~GOV]",
                     (int)code.len, code.data);
        return PHRASE_NONE;
    }
    agent made = {arena_copy(book->arena, (onr_str){code.data, mark}),
                  arena_copy(book->arena, (onr_str){code.data + mark + 1, code.len - mark - 1})};
    list_push(&book->agents, made, book->arena);
    return onr_arena_full(book->arena) ? PHRASE_NONE : (uint32_t)book->agents.count - 1;
}

/* Parts a line; false, and a fault is told: it has not the form of one. */
static bool part_line(agent_lines *a, onr_str line, onr_str *phrase, onr_str *plural, onr_str *code)
{
    size_t at = 0;
    while (at < line.len && line.data[at] != '{' && line.data[at] != '[')
        at++;
    *phrase = str_trim((onr_str){line.data, at});
    *plural = (onr_str){NULL, 0};
    line = (onr_str){line.data + at, line.len - at};
    if (line.len && line.data[0] == '{' && !reader_take_brackets(plural, &line, '{', '}', a->r))
        return false;
    if (!line.len || line.data[0] != '[')
        return reader_fault(a->r, "an agent without a code: write POLICE [~COP]");
    if (!reader_take_brackets(code, &line, '[', ']', a->r))
        return false;
    return !line.len ||
           reader_fault(a->r, "\"%.*s\" behind the code is not read", (int)line.len, line.data);
}

static void read_agent(agent_lines *a, onr_str line)
{
    onr_str phrase, plural, code;
    if (!part_line(a, line, &phrase, &plural, &code))
        return;
    uint32_t value = read_code(a, code);
    if (value == PHRASE_NONE)
        return;
    a->made = 0;
    a->exact = plural.data != NULL; /* Its plural is told, or it has none. */
    enter_all(a, phrase, value);
    if (plural.len)
        enter_all(a, plural, value);
    if (a->made > MOST_MADE)
        reader_fault(a->r, "more than %d phrases by its substitutions: the rest is left out",
                     MOST_MADE);
}

void agents_load(dictionary_reader *r)
{
    agent_lines a = {.r = r};
    uint32_t set = PHRASE_NONE;
    for (onr_str line; reader_next(&line, r, false) && !onr_arena_full(r->book->arena);) {
        if (line.data[0] == '!' && str_find(line, ONR_STR("="), 0) != SIZE_MAX)
            define(&a, line);
        else if (line.data[0] == '&' && !memchr(line.data, '[', line.len))
            reader_begin_set(r, line, &set);
        else if (line.data[0] == '+' && set != PHRASE_NONE)
            reader_add_to_set(r, set, str_trim((onr_str){line.data + 1, line.len - 1}));
        else
            read_agent(&a, line);
    }
}

onr_str agent_code(const onr_codebook *book, const own_match *match, onr_str owner,
                   onr_arena *arena)
{
    const agent *a = &book->agents.items[match->value];
    bool needs = a->before.len == 0;
    onr_str of = owner.len || !needs ? owner : ONR_STR("---");
    return arena_format(arena, "%.*s%.*s%.*s", (int)a->before.len, a->before.data, (int)of.len,
                        of.data, (int)a->behind.len, a->behind.data);
}
