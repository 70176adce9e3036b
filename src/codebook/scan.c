#include "codebook/scan.h"

#include "base/str.h"
#include "codebook/actors.h"

/* Steps of one walk, where synonym sets branch: more than any phrase needs. */
enum { MOST_STEPS = 512 };

typedef struct walk {
    const text_units *units;
    size_t start;
    phrase_match best;
    int steps;
} walk;

static uint32_t find_unit(const onr_codebook *book, onr_str text)
{
    char room[64];
    onr_str unit;
    size_t at = 0;
    return unit_next(&unit, text, &at, room, sizeof room) ? unit_find(&book->phrases, unit)
                                                          : PHRASE_NONE;
}

/* A mark that no phrase goes over: all but hyphens, dots, apostrophes, "&" and "/". */
static bool parts_phrases(onr_str form)
{
    return form.len && !str_listed(form, "-|.|'|\xE2\x80\x99|&|/|\xE2\x80\x93");
}

bool units_read(text_units *out, const onr_codebook *book, const onr_text *text, onr_arena *arena)
{
    list(text_unit) all = {0};
    uint32_t *first = arena_array(arena, uint32_t, text->word_count + 1);
    bool parted = true;
    for (uint32_t i = 0; first && i < text->word_count; i++) {
        const onr_word *w = &text->words[i];
        char room[64];
        onr_str unit;
        first[i] = (uint32_t)all.count;
        parted = parted || (i && w->sentence != text->words[i - 1].sentence);
        for (size_t at = 0; unit_next(&unit, w->form, &at, room, sizeof room); parted = false) {
            uint32_t form = unit_find(&book->phrases, unit);
            text_unit u = {form, form, i, parted};
            list_push(&all, u, arena);
        }
        if (all.count == first[i])
            parted = parted || parts_phrases(w->form);
        else if (all.count == first[i] + 1)
            all.items[first[i]].lemma = find_unit(book, w->lemma);
    }
    if (first)
        first[text->word_count] = (uint32_t)all.count;
    *out = (text_units){book, all.items, all.count, first};
    return !onr_arena_full(arena);
}

/* The first entry that may end here: an exact one only at the form itself. */
static uint32_t entry_at(const phrase_book *book, uint32_t node, bool by_form)
{
    uint32_t e = book->nodes.items[node].first_entry;
    while (e != PHRASE_NONE && book->entries.items[e].exact && !by_form)
        e = book->entries.items[e].next;
    return e;
}

/* Goes on from `node`, where unit `at` comes next. */
static void go(walk *w, uint32_t node, size_t at, bool by_form)
{
    const phrase_book *book = &w->units->book->phrases;
    uint32_t entry = entry_at(book, node, by_form);
    if (entry != PHRASE_NONE && at > w->best.end)
        w->best = (phrase_match){entry, at};
    if (++w->steps > MOST_STEPS || at == w->units->count ||
        (at > w->start && w->units->items[at].parted))
        return;
    const text_unit *u = &w->units->items[at];
    uint32_t child = node_child(book, node, u->form);
    if (child != PHRASE_NONE)
        go(w, child, at + 1, true);
    child = u->lemma != u->form ? node_child(book, node, u->lemma) : PHRASE_NONE;
    if (child != PHRASE_NONE)
        go(w, child, at + 1, false);
    for (uint32_t e = book->nodes.items[node].sets; e != PHRASE_NONE;
         e = book->set_edges.items[e].next) {
        phrase_match word = units_match(w->units, book->set_edges.items[e].root, at);
        w->steps += PHRASE_MOST_UNITS;
        if (word.entry != PHRASE_NONE)
            go(w, book->set_edges.items[e].to, word.end, true);
    }
}

phrase_match units_match(const text_units *units, uint32_t root, size_t at)
{
    walk w = {.units = units, .start = at, .best = {PHRASE_NONE, at}};
    go(&w, root, at, true);
    return w.best;
}

/* Marks the words of the phrases below `root`, from left to right, the longest first. */
static void mark_all(const own_match **of, const text_units *units, uint32_t root,
                     const own_match **other, onr_arena *arena)
{
    for (size_t at = 0; at < units->count;) {
        phrase_match found = units_match(units, root, at);
        uint32_t first = units->items[at].word;
        own_match *kept = found.entry == PHRASE_NONE || (other && other[first])
                              ? NULL
                              : arena_array(arena, own_match, 1);
        if (!kept) {
            at++;
            continue;
        }
        *kept = (own_match){first, units->items[found.end - 1].word + 1, found.entry,
                            units->book->phrases.entries.items[found.entry].value};
        for (uint32_t i = kept->first; i < kept->end; i++)
            of[i] = kept;
        at = found.end;
    }
}

bool own_matches_find(own_matches *out, const onr_codebook *book, const onr_text *text,
                      onr_arena *arena)
{
    text_units units;
    size_t n = text->word_count ? text->word_count : 1;
    *out = (own_matches){arena_array(arena, const own_match *, n),
                         arena_array(arena, const own_match *, n)};
    if (onr_arena_full(arena) || !units_read(&units, book, text, arena))
        return false;
    mark_all(out->actor_of, &units, book->actor_root, NULL, arena);
    mark_all(out->agent_of, &units, book->agent_root, out->actor_of, arena);
    return !onr_arena_full(arena);
}
