#include "codebook/reader.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/str.h"

bool reader_fault(dictionary_reader *r, const char *format, ...)
{
    char what[200];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    onr_fault fault = {r->dictionary, r->line, arena_copy(r->book->arena, str_of(what))};
    list_push(&r->book->faults, fault, r->book->arena);
    return false;
}

/* The next line as it stands. */
static bool next_raw(onr_str *out, dictionary_reader *r)
{
    if (!r->rest.len)
        return false;
    const char *end = memchr(r->rest.data, '\n', r->rest.len);
    size_t len = end ? (size_t)(end - r->rest.data) : r->rest.len, skip = len + (end != NULL);
    *out = (onr_str){r->rest.data, len};
    r->rest = (onr_str){r->rest.data + skip, r->rest.len - skip};
    r->line++;
    return true;
}

static onr_str without_mark(onr_str line)
{
    return str_starts(line, "\xEF\xBB\xBF") ? (onr_str){line.data + 3, line.len - 3} : line;
}

/* ";" and "#" begin a comment, but within brackets. */
static onr_str without_comment(onr_str line)
{
    int depth = 0;
    for (size_t i = 0; i < line.len; i++) {
        char c = line.data[i];
        depth += c == '[' ? 1 : c == ']' && depth ? -1 : 0;
        if ((c == ';' || c == '#') && !depth)
            return (onr_str){line.data, i};
    }
    return line;
}

/* "<!-- … -->", over lines, and the headings in pointed brackets of issues. */
static bool is_markup(dictionary_reader *r, onr_str line)
{
    bool begins = str_starts(line, "<");
    if (str_starts(line, "<!--"))
        r->in_comment = true;
    bool inside = r->in_comment;
    if (inside && str_find(line, ONR_STR("-->"), 0) != SIZE_MAX)
        r->in_comment = false;
    return inside || begins;
}

bool reader_next(onr_str *out, dictionary_reader *r, bool is_table)
{
    while (next_raw(out, r)) {
        *out = r->line == 1 ? without_mark(*out) : *out;
        onr_str line = str_trim(*out);
        if (utf8_check(*out) < out->len) {
            reader_fault(r, "not UTF-8 (byte %zu of the line): save the file as UTF-8",
                         utf8_check(*out) + 1);
            continue;
        }
        if (is_table && line.len && line.data[0] != '#')
            return true;
        if (is_table || is_markup(r, line))
            continue;
        *out = str_trim(without_comment(line));
        if (out->len)
            return true;
    }
    return false;
}

bool reader_take_brackets(onr_str *out, onr_str *text, char open, char close, dictionary_reader *r)
{
    const char *end = memchr(text->data, close, text->len);
    if (!end)
        return reader_fault(r, "\"%c\" is not closed by \"%c\"", open, close);
    size_t len = (size_t)(end - text->data);
    *out = str_trim((onr_str){text->data + 1, len - 1});
    *text = str_trim((onr_str){text->data + len + 1, text->len - len - 1});
    return true;
}

static bool is_joint(char c)
{
    return c == '_' || is_ascii_space(c);
}

/* The next stretch without "_" or blanks. */
static bool next_piece(onr_str *out, onr_str phrase, size_t *at)
{
    size_t from = *at;
    while (from < phrase.len && is_joint(phrase.data[from]))
        from++;
    size_t end = from;
    while (end < phrase.len && !is_joint(phrase.data[end]))
        end++;
    *at = end;
    *out = (onr_str){phrase.data + from, end - from};
    return end > from;
}

/* Goes from `node` along the units of one piece; counts them. */
static uint32_t go_units(dictionary_reader *r, uint32_t node, onr_str piece, size_t *count)
{
    char room[64];
    onr_str unit;
    for (size_t at = 0; unit_next(&unit, piece, &at, room, sizeof room); ++*count)
        node = node_go(&r->book->phrases, node, unit_add(&r->book->phrases, unit));
    return node;
}

uint32_t reader_node(bool *exact, dictionary_reader *r, uint32_t root, onr_str phrase)
{
    size_t count = 0, begun;
    uint32_t node = root;
    const char *brackets = "[]{}()";
    for (size_t i = 0; i < phrase.len; i++)
        if (phrase.data[i] && strchr(brackets, phrase.data[i])) {
            reader_fault(r, "\"%c\" stands alone", phrase.data[i]);
            return PHRASE_NONE;
        }
    onr_str piece;
    for (size_t at = 0; next_piece(&piece, phrase, &at) && count <= PHRASE_MOST_UNITS;) {
        begun = count;
        uint32_t set =
            piece.data[0] == '&' && piece.len > 1 ? reader_find_set(r->book, piece) : PHRASE_NONE;
        if (set != PHRASE_NONE) {
            node = node_go_set(&r->book->phrases, node, r->book->sets.items[set].root);
            count++;
        } else if (piece.data[0] == '&' && piece.len > 1) {
            reader_fault(r, "no synonym set %.*s stands above it", (int)piece.len, piece.data);
            return PHRASE_NONE;
        } else
            node = go_units(r, node, piece, &count);
        if (count == begun && !str_is(piece, "&")) {
            reader_fault(r, "nothing can match \"%.*s\": it has no letter and no digit",
                         (int)piece.len, piece.data);
            return PHRASE_NONE;
        }
    }
    if (count == 0 || count > PHRASE_MOST_UNITS) {
        reader_fault(r, count ? "a phrase of more than %d words" : "a phrase without words",
                     PHRASE_MOST_UNITS);
        return PHRASE_NONE;
    }
    *exact = phrase.data[phrase.len - 1] == '_';
    return node;
}

bool reader_enter(dictionary_reader *r, uint32_t root, onr_str phrase, uint32_t value)
{
    phrase_entry entry = {.value = value, .dictionary = r->dictionary, .line = r->line};
    uint32_t node = reader_node(&entry.exact, r, root, phrase);
    if (node == PHRASE_NONE)
        return false;
    uint32_t first = r->book->phrases.nodes.items[node].first_entry;
    node_enter(&r->book->phrases, node, entry);
    if (first == PHRASE_NONE)
        return true;
    const phrase_entry *other = &r->book->phrases.entries.items[first];
    if (other->dictionary == r->dictionary)
        return reader_fault(r, "\"%.*s\" stands in line %u already, which decides", (int)phrase.len,
                            phrase.data, other->line);
    return true;
}

uint32_t reader_find_set(const onr_codebook *book, onr_str name)
{
    char room[64];
    onr_str bare = name;
    while (bare.len && bare.data[bare.len - 1] == '_')
        bare.len--;
    uint32_t unit = unit_find(&book->phrases, (onr_str){room, unit_name(room, sizeof room, bare)});
    return unit == PHRASE_NONE ? PHRASE_NONE : map_get(&book->set_of, (uint64_t)unit + 1);
}

void reader_begin_set(dictionary_reader *r, onr_str name, uint32_t *current)
{
    char room[64];
    synonyms set = {node_new(&r->book->phrases), r->line, true};
    *current = PHRASE_NONE;
    if (name.len < 2 || memchr(name.data, ' ', name.len)) {
        reader_fault(r, "a synonym set is called by one word: &MONEY");
        return;
    }
    if (reader_find_set(r->book, name) != PHRASE_NONE) {
        *current = reader_find_set(r->book, name);
        reader_fault(r, "%.*s stands in line %u already; both together are the set", (int)name.len,
                     name.data, r->book->sets.items[*current].line);
        return;
    }
    onr_str bare = {name.data, name.len};
    while (bare.data[bare.len - 1] == '_')
        bare.len--;
    uint32_t unit =
        unit_add(&r->book->phrases, (onr_str){room, unit_name(room, sizeof room, bare)});
    list_push(&r->book->sets, set, r->book->arena);
    if (unit == PHRASE_NONE || onr_arena_full(r->book->arena))
        return;
    *current = (uint32_t)r->book->sets.count - 1;
    map_put(&r->book->set_of, (uint64_t)unit + 1, *current, r->book->arena);
}

/* Whether one of its pieces, wherever it stands, is a set's name: "MAYOR_OF_&TOWN". */
static bool names_set(onr_str phrase)
{
    onr_str piece;
    for (size_t at = 0; next_piece(&piece, phrase, &at);)
        if (piece.data[0] == '&' && piece.len > 1)
            return true;
    return false;
}

void reader_add_to_set(dictionary_reader *r, uint32_t set, onr_str phrase)
{
    /* else a set might hold itself, and matching it would never end */
    if (names_set(phrase)) {
        reader_fault(r, "a synonym set in a synonym set is not read");
        return;
    }
    onr_codebook *book = r->book;
    if (!reader_enter(r, book->sets.items[set].root, phrase, 0))
        return;
    char room[64];
    onr_str unit;
    size_t at = 0;
    book->sets.items[set].is_empty = false;
    unit_next(&unit, phrase, &at, room, sizeof room);
    uint64_t key = (uint64_t)unit_find(&book->phrases, unit) + 1;
    set_start start = {set, map_get(&book->set_start_of, key)};
    list_push(&book->set_starts, start, book->arena);
    if (!onr_arena_full(book->arena))
        map_put(&book->set_start_of, key, (uint32_t)book->set_starts.count - 1, book->arena);
}
