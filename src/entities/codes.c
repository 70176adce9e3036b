#include "entities/codes.h"

#include "base/str.h"

enum { MOST_ROWS = 32 };

static void count_state(state_counts *out, uint32_t state, onr_arena *arena)
{
    for (size_t i = 0; i < out->count; i++)
        if (out->items[i].state == state) {
            out->items[i].count++;
            return;
        }
    state_count first = {state, 1};
    list_push(out, first, arena);
}

static uint32_t count_of(const state_counts *counts, uint32_t state)
{
    for (size_t i = 0; i < counts->count; i++)
        if (counts->items[i].state == state)
            return counts->items[i].count;
    return 0;
}

bool codes_names_state(const state_counts *counts, uint32_t state)
{
    return state && count_of(counts, state) > 0;
}

/* Of a person that of the last office. */
static uint32_t home_of(const knowledge *k, const known_thing *t)
{
    bool held = t->kind == KNOWN_PERSON && t->term_count > 0;
    return held ? k->terms[t->first_term + t->term_count - 1].state : t->state;
}

bool code_is_of_faith(onr_str code)
{
    return str_listed(code, "CHR|HIN|JEW|MOS");
}

bool code_is_of_kurds(onr_str code)
{
    return str_is(code, "KUR");
}

static bool is_of_people(const knowledge *k, uint32_t state)
{
    onr_str code = knowledge_text(k, state);
    return code_is_of_faith(code) || code_is_of_kurds(code);
}

/* Whether words behind a name tell that it is a part of the USA's: "Georgia Democrats", "Georgia’s
 * governor". What is of a state of its own is Georgian, and has no governor. */
static bool is_of_part(const onr_text *text, size_t word)
{
    static const char american[] =
        "governor|gov.|lieutenant|lt.|attorney|secretary|senate|house|supreme|state|legislature|"
        "senator|sen.|representative|rep.|congressman|congresswoman|lawmakers|legislators|voters|"
        "democrat|democrats|democratic|republican|republicans|gop";
    const onr_word *w = &text->words[word];
    size_t next = word + 1;
    if (next < text->word_count && str_listed(w[1].form, "'s|’s"))
        next++;
    return next < text->word_count && text->words[next].sentence == w->sentence &&
           str_listed(text->words[next].form, american);
}

/* Of a name that is a state's and also that of a part of another, that other where the words beside
 * it say so; 0: they do not. */
static uint32_t state_of_part(const knowledge *k, const known_name **rows, size_t n,
                              const onr_text *text, const onr_name *name)
{
    bool is_state = false;
    uint32_t whole = 0;
    for (size_t i = 0; i < n; i++) {
        const known_thing *t = knowledge_thing(k, rows[i]->thing);
        is_state = is_state || (t && t->kind == KNOWN_STATE);
        whole = t && t->kind == KNOWN_PLACE ? t->state : whole;
    }
    bool is_part = is_state && whole && name->word_count == 1 && is_of_part(text, name->first_word);
    return is_part ? whole : 0;
}

void codes_count_states(state_counts *out, const knowledge *k, const onr_text *text,
                        onr_arena *arena)
{
    for (size_t i = 0; i < text->name_count; i++) {
        const known_name *rows[MOST_ROWS];
        onr_str name = str_slice(text->text, text->names[i].span);
        size_t n = knowledge_find(rows, MOST_ROWS, k, name);
        const known_thing *thing = n ? knowledge_thing(k, rows[0]->thing) : NULL;
        bool one = n > 0 &&
                   (rows[n - 1]->thing == rows[0]->thing || (thing && thing->kind != KNOWN_PERSON));
        uint32_t state = thing && one && !rows[0]->doubt ? home_of(k, thing) : 0;
        state = state ? state : state_of_part(k, rows, n, text, &text->names[i]);
        if (state && !is_of_people(k, state))
            count_state(out, state, arena);
    }
}

/* The state that most names belong to, or NULL; and how many belong to any. */
static const state_count *most_named(uint32_t *all, const state_counts *counts)
{
    const state_count *most = NULL;
    *all = 0;
    for (size_t i = 0; i < counts->count; i++) {
        *all += counts->items[i].count;
        most = !most || counts->items[i].count > most->count ? &counts->items[i] : most;
    }
    return most;
}

/* The state that at least `fewest` names and `some` of `many` belong to; 0: none. */
static uint32_t state_of_most(const state_counts *counts, uint32_t fewest, uint32_t some,
                              uint32_t many)
{
    uint32_t all;
    const state_count *most = most_named(&all, counts);
    return most && most->count >= fewest && many * most->count >= some * all ? most->state : 0;
}

uint32_t codes_main_state(const state_counts *counts)
{
    return state_of_most(counts, 3, 2, 3);
}

uint32_t codes_sole_state(const state_counts *counts)
{
    return state_of_most(counts, 5, 4, 5);
}

uint32_t codes_most_named(uint32_t *count, uint32_t *fifths, const state_counts *counts)
{
    uint32_t all;
    const state_count *most = most_named(&all, counts);
    *count = most ? most->count : 0;
    *fifths = most ? 5 * most->count / all : 0;
    return most ? most->state : 0;
}

uint32_t codes_most_named_of(const state_counts *counts, const knowledge *k, const char *listed)
{
    uint32_t most = 0, state = 0;
    for (size_t i = 0; i < counts->count; i++)
        if (counts->items[i].count > most &&
            str_listed(knowledge_text(k, counts->items[i].state), listed)) {
            most = counts->items[i].count;
            state = counts->items[i].state;
        }
    return state;
}

static bool is_actor(const known_thing *t)
{
    return t->kind != KNOWN_PERSON && t->kind != KNOWN_PLACE;
}

/* Whether a name that means several things may be a person's, too. */
static bool may_be_person(const knowledge *k, const known_name *row)
{
    onr_str other = row->doubt ? knowledge_text(k, k->doubts[row->doubt - 1].other) : (onr_str){0};
    return str_find(other, ONR_STR("name"), 0) != SIZE_MAX;
}

/* Of a name that may be another word: whether it must not mean `t` by the network's label. What is
 * no land, nor stands for somebody by his seat, must be taken for an organisation: "Time", "Dawn".
 */
static bool speaks_against(const onr_name *label, const known_thing *t, uint32_t use,
                           bool of_person)
{
    bool is_land = t->kind == KNOWN_STATE || t->kind == KNOWN_PLACE || t->kind == KNOWN_REGION ||
                   use == KNOWN_BY_CAPITAL;
    if (is_land)
        return label &&
               ((label->kind == ONR_NAME_PERSON && of_person) || label->kind == ONR_NAME_DATE);
    return !label || label->kind != ONR_NAME_ORGANISATION;
}

/* Of several that bear the name, the only one whose state the page names. */
static const known_name *by_context(const known_name **rows, size_t n, const knowledge *k,
                                    const state_counts *counts)
{
    const known_name *only = NULL;
    for (size_t i = 0; i < n; i++) {
        const known_thing *t = knowledge_thing(k, rows[i]->thing);
        if (!t || t->kind == KNOWN_PERSON || !t->state || !count_of(counts, t->state))
            continue;
        if (only && only->thing != rows[i]->thing)
            return NULL;
        only = only ? only : rows[i];
    }
    return only;
}

static const known_name *by_preference(const known_name **rows, size_t n, const knowledge *k)
{
    for (size_t i = 0; i < n; i++)
        if (rows[i]->thing == k->doubts[rows[i]->doubt - 1].prefer &&
            rows[i]->thing != KNOWN_NOTHING)
            return rows[i];
    return NULL;
}

/* "The Senate" on a page about Chile, which never names the United States, is not theirs. */
static bool is_of_another_state(const known_thing *t, const state_counts *counts)
{
    uint32_t of_page = codes_main_state(counts);
    return (t->kind == KNOWN_BODY || t->kind == KNOWN_PARTY) && t->state && of_page &&
           of_page != t->state && !count_of(counts, t->state);
}

static const known_name *choose(const known_name **rows, size_t n, const knowledge *k,
                                const state_counts *counts, const onr_name *label)
{
    const known_name *chosen = NULL;
    size_t others = 0;
    for (size_t i = 0; i < n; i++) {
        const known_thing *t = knowledge_thing(k, rows[i]->thing);
        if (t && t->kind != KNOWN_PERSON && !rows[i]->doubt)
            return rows[i];
        others += t && t->kind != KNOWN_PERSON && (i == 0 || rows[i]->thing != rows[i - 1]->thing);
    }
    if (others > 1)
        chosen = by_context(rows, n, k, counts);
    if (!chosen && n)
        for (size_t i = 0; i < n && !chosen; i++)
            chosen = rows[i]->doubt ? by_preference(&rows[i], n - i, k) : NULL;
    const known_thing *t = chosen ? knowledge_thing(k, chosen->thing) : NULL;
    if (t && chosen->doubt && is_of_another_state(t, counts))
        return NULL;
    return t && !speaks_against(label, t, chosen->use, may_be_person(k, chosen)) ? chosen : NULL;
}

static known_match match_of(const knowledge *k, const state_counts *counts, onr_str name,
                            const onr_name *label)
{
    const known_name *rows[MOST_ROWS];
    size_t n = knowledge_find(rows, MOST_ROWS, k, name);
    const known_name *row = choose(rows, n, k, counts, label);
    return row ? (known_match){knowledge_thing(k, row->thing), (known_use)row->use}
               : (known_match){NULL, KNOWN_BY_NAME};
}

known_match code_find(const knowledge *k, const state_counts *counts, onr_str name,
                      const onr_name *label)
{
    known_match match = match_of(k, counts, name, label);
    return match.thing && is_actor(match.thing) ? match : (known_match){NULL, KNOWN_BY_NAME};
}

known_match code_find_place(const knowledge *k, const state_counts *counts, onr_str name)
{
    known_match match = match_of(k, counts, name, NULL);
    const known_name *rows[MOST_ROWS];
    size_t n = match.thing && match.use == KNOWN_BY_CAPITAL && !match.thing->state
                   ? knowledge_find(rows, MOST_ROWS, k, name)
                   : 0;
    /* A union's seat lies in a state. */
    for (size_t i = 0; i < n; i++)
        if (rows[i]->thing != KNOWN_NOTHING && knowledge_thing(k, rows[i]->thing)->state)
            return (known_match){knowledge_thing(k, rows[i]->thing), (known_use)rows[i]->use};
    return match;
}

onr_entity_kind code_kind(known_kind kind)
{
    static const onr_entity_kind kinds[] = {
        [KNOWN_STATE] = ONR_ENTITY_STATE,          [KNOWN_IGO] = ONR_ENTITY_IGO,
        [KNOWN_BODY] = ONR_ENTITY_GOVERNMENT_BODY, [KNOWN_PARTY] = ONR_ENTITY_ORGANISATION,
        [KNOWN_GROUP] = ONR_ENTITY_ARMED_GROUP,    [KNOWN_ORGANISATION] = ONR_ENTITY_ORGANISATION,
        [KNOWN_COMPANY] = ONR_ENTITY_COMPANY,      [KNOWN_OUTLET] = ONR_ENTITY_OUTLET,
        [KNOWN_PERSON] = ONR_ENTITY_PERSON,        [KNOWN_PLACE] = ONR_ENTITY_PEOPLE,
        [KNOWN_REGION] = ONR_ENTITY_GROUP,
    };
    return kinds[kind];
}
