#include "codebook/phrases.h"

#include "base/hash.h"
#include "base/text.h"

/* Fibonacci hashing (Knuth 6.4): keys are small numbers, or hashes. */
static size_t place_of(const number_map *map, uint64_t key)
{
    size_t at = (size_t)((key * 0x9E3779B97F4A7C15u) >> 32) & (map->room - 1);
    while (map->keys[at] && map->keys[at] != key)
        at = (at + 1) & (map->room - 1);
    return at;
}

static bool grow(number_map *map, onr_arena *arena)
{
    enum { FIRST = 64 };
    number_map larger = {.room = map->room ? map->room * 2 : FIRST, .count = map->count};
    larger.keys = arena_array(arena, uint64_t, larger.room);
    larger.values = arena_array(arena, uint32_t, larger.room);
    if (!larger.keys || !larger.values)
        return false;
    for (size_t i = 0; i < map->room; i++)
        if (map->keys[i]) {
            size_t at = place_of(&larger, map->keys[i]);
            larger.keys[at] = map->keys[i];
            larger.values[at] = map->values[i];
        }
    *map = larger;
    return true;
}

bool map_put(number_map *map, uint64_t key, uint32_t value, onr_arena *arena)
{
    if (map->count * 2 >= map->room && !grow(map, arena))
        return false;
    size_t at = place_of(map, key);
    map->count += map->keys[at] == 0;
    map->keys[at] = key;
    map->values[at] = value;
    return true;
}

uint32_t map_get(const number_map *map, uint64_t key)
{
    if (!map->room)
        return PHRASE_NONE;
    size_t at = place_of(map, key);
    return map->keys[at] ? map->values[at] : PHRASE_NONE;
}

static bool is_of_unit(char c)
{
    return is_ascii_letter(c) || is_ascii_digit(c) || (unsigned char)c >= 0x80;
}

/* The length of a mark of Unicode's punctuation at `at` (U+2000 to U+206F, "«", "»", U+00A0), which
 * parts units as ASCII's does; 0: it is none. */
static size_t mark_at(onr_str text, size_t at)
{
    size_t end = at;
    uint32_t c = utf8_next(text, &end);
    bool is_mark = (c >= 0x2000 && c <= 0x206F) || c == 0xAB || c == 0xBB || c == 0xA0;
    return is_mark ? end - at : 0;
}

bool unit_next(onr_str *out, onr_str text, size_t *at, char *room, size_t size)
{
    size_t from = *at, mark;
    while (from < text.len && (!is_of_unit(text.data[from]) || mark_at(text, from)))
        from += (mark = mark_at(text, from)) ? mark : 1;
    size_t end = from;
    while (end < text.len && is_of_unit(text.data[end]) && !mark_at(text, end))
        end++;
    *at = end;
    *out = (onr_str){room, 0};
    if (end == from)
        return false;
    out->len = text_lower(room, size, (onr_str){text.data + from, end - from});
    return true;
}

size_t unit_name(char *room, size_t size, onr_str name)
{
    return text_lower(room, size, name);
}

/* A hash that is no empty key, and the next one to try where another unit has it. */
static uint64_t first_key(onr_str unit)
{
    return hash_text(unit) | 1;
}

static uint64_t next_key(uint64_t key)
{
    return (key * 0x9E3779B97F4A7C15u) | 1;
}

uint32_t unit_find(const phrase_book *book, onr_str unit)
{
    for (uint64_t key = first_key(unit);; key = next_key(key)) {
        uint32_t found = map_get(&book->unit_of, key);
        if (found == PHRASE_NONE || str_equal(book->units.items[found], unit))
            return found;
    }
}

uint32_t unit_add(phrase_book *book, onr_str unit)
{
    uint32_t found = unit_find(book, unit), number = (uint32_t)book->units.count;
    uint64_t key = first_key(unit);
    if (found != PHRASE_NONE)
        return found;
    while (map_get(&book->unit_of, key) != PHRASE_NONE)
        key = next_key(key);
    onr_str copy = arena_copy(book->arena, unit);
    list_push(&book->units, copy, book->arena);
    if (onr_arena_full(book->arena) || !map_put(&book->unit_of, key, number, book->arena))
        return PHRASE_NONE;
    return number;
}

uint32_t node_new(phrase_book *book)
{
    phrase_node node = {PHRASE_NONE, PHRASE_NONE};
    list_push(&book->nodes, node, book->arena);
    return onr_arena_full(book->arena) ? PHRASE_NONE : (uint32_t)book->nodes.count - 1;
}

/* No edge leads from a node by unit 0 to where the key would be empty: nodes count from 1. */
static uint64_t edge_key(uint32_t node, uint32_t unit)
{
    return ((uint64_t)node + 1) << 32 | unit;
}

uint32_t node_child(const phrase_book *book, uint32_t node, uint32_t unit)
{
    return unit == PHRASE_NONE ? PHRASE_NONE : map_get(&book->edges, edge_key(node, unit));
}

uint32_t node_go(phrase_book *book, uint32_t node, uint32_t unit)
{
    if (node == PHRASE_NONE || unit == PHRASE_NONE)
        return PHRASE_NONE;
    uint32_t child = node_child(book, node, unit);
    if (child != PHRASE_NONE)
        return child;
    child = node_new(book);
    if (child == PHRASE_NONE || !map_put(&book->edges, edge_key(node, unit), child, book->arena))
        return PHRASE_NONE;
    return child;
}

uint32_t node_go_set(phrase_book *book, uint32_t node, uint32_t root)
{
    if (node == PHRASE_NONE)
        return PHRASE_NONE;
    for (uint32_t e = book->nodes.items[node].sets; e != PHRASE_NONE;
         e = book->set_edges.items[e].next)
        if (book->set_edges.items[e].root == root)
            return book->set_edges.items[e].to;
    set_edge edge = {root, node_new(book), book->nodes.items[node].sets};
    list_push(&book->set_edges, edge, book->arena);
    if (onr_arena_full(book->arena))
        return PHRASE_NONE;
    book->nodes.items[node].sets = (uint32_t)book->set_edges.count - 1;
    return edge.to;
}

void node_enter(phrase_book *book, uint32_t node, phrase_entry entry)
{
    /* Of a phrase that several dictionaries have, the first entries decide: sixteen are enough. */
    enum { MOST = 16 };
    if (node == PHRASE_NONE)
        return;
    uint32_t last = book->nodes.items[node].first_entry, count = 0;
    for (; last != PHRASE_NONE && book->entries.items[last].next != PHRASE_NONE && count < MOST;
         count++)
        last = book->entries.items[last].next;
    if (count == MOST)
        return;
    uint32_t added = (uint32_t)book->entries.count;
    entry.next = PHRASE_NONE;
    list_push(&book->entries, entry, book->arena);
    if (onr_arena_full(book->arena))
        return;
    *(last == PHRASE_NONE ? &book->nodes.items[node].first_entry
                          : &book->entries.items[last].next) = added;
}
