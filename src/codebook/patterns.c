#include "codebook/patterns.h"

#include "base/str.h"
#include "codebook/clauses.h"
#include "codebook/scan.h"
#include "language/walk.h"

/* Words of a clause that patterns look at. */
enum { MOST_SIDE = 96 };

static const size_t NO_UNIT = SIZE_MAX;

typedef enum side { SIDE_NONE, SIDE_LEFT, SIDE_RIGHT } side;

/* A verb of the dictionary in its clause, whose words are marked by their side. */
typedef struct asked {
    const onr_codebook *book;
    const onr_text *text;
    const text_units *units;
    const int32_t *somebody;
    uint8_t *side_of; /* By word. */
    int32_t words[MOST_SIDE];
    size_t word_count;
    clause clause;
    size_t first_unit, end_unit; /* Of the verb's phrase. */
} asked;

/* Where a pattern matches: whom it names by place, and how well. */
typedef struct fit {
    const own_pattern *pattern;
    int32_t source, target;
    bool both;
} fit;

static void mark(asked *a, int32_t word, side which)
{
    if (a->word_count == MOST_SIDE || a->side_of[word] != SIDE_NONE || word == a->clause.verb)
        return;
    a->side_of[word] = (uint8_t)which;
    a->words[a->word_count++] = word;
}

static void mark_below(asked *a, int32_t top, side which)
{
    for (int32_t i = top; i >= 0 && a->word_count < MOST_SIDE; i = walk_below(a->text, i, top))
        mark(a, i, which);
}

/*
 * A pattern is written for the active voice: in a passive the agent's words stand before the verb,
 * and the subject's behind it. `as_written`: where the words themselves stand.
 */
static void mark_clause(asked *a, bool as_written)
{
    const clause *c = &a->clause;
    bool turn = c->passive && !as_written;
    if (c->subject >= 0)
        mark_below(a, c->subject, turn ? SIDE_RIGHT : SIDE_LEFT);
    if (turn && c->agent >= 0)
        mark_below(a, c->agent, SIDE_LEFT);
    for (int32_t w = walk_first(a->text, c->verb); w >= 0; w = walk_next(a->text, w)) {
        const onr_word *child = &a->text->words[w];
        bool before = w < c->verb && (child->relation == ONR_AUX_REL ||
                                      child->relation == ONR_ADVMOD || child->relation == ONR_MARK);
        if (before)
            mark_below(a, w, SIDE_LEFT);
        else if (clause_is_right(child) && w != c->subject)
            mark_below(a, w, SIDE_RIGHT);
    }
}

static void unmark(asked *a)
{
    for (size_t i = 0; i < a->word_count; i++)
        a->side_of[a->words[i]] = SIDE_NONE;
    a->word_count = 0;
}

/* The unit behind a token's words that begin at unit `at`; NO_UNIT: they do not. */
static size_t match_token(const asked *a, const pattern_token *t, size_t at)
{
    if (at >= a->units->count)
        return NO_UNIT;
    const text_unit *u = &a->units->items[at];
    if (t->kind == TOKEN_WORD)
        return u->form == t->value || u->lemma == t->value ? at + 1 : NO_UNIT;
    phrase_match m = units_match(a->units, a->book->sets.items[t->value].root, at);
    return m.entry == PHRASE_NONE ? NO_UNIT : m.end;
}

static bool is_article(const asked *a, size_t at)
{
    return at < a->units->count && a->text->words[a->units->items[at].word].upos == ONR_DET;
}

/* The unit behind tokens that are joined, which begin at unit `at`, articles between them aside;
 * NO_UNIT: they do not. */
static size_t match_run(const asked *a, const pattern_token *t, size_t count, size_t at)
{
    for (size_t i = 0; at != NO_UNIT && i < count; i++) {
        bool parted = i > 0 && at < a->units->count && a->units->items[at].parted;
        size_t end = parted ? NO_UNIT : match_token(a, &t[i], at);
        if (end == NO_UNIT && i > 0 && !parted && is_article(a, at))
            end = match_token(a, &t[i], at + 1);
        at = end;
    }
    return at;
}

/* A run is a token and those joined to it. */
static size_t run_length(const pattern_token *t, size_t left)
{
    size_t n = 1;
    while (n < left && t[n].joined && t[n].kind <= TOKEN_SET)
        n++;
    return n;
}

/* Finds a run among the words of a side; the word that it ends with, or -1. */
static int32_t find_run(const asked *a, const pattern_token *t, size_t count, side which,
                        bool from_verb, bool to_verb)
{
    const uint32_t *first_of = a->units->first_of;
    for (size_t i = 0; i < a->word_count; i++) {
        int32_t w = a->words[i];
        if (a->side_of[w] != which)
            continue;
        for (size_t at = first_of[w]; at < first_of[w + 1]; at++) {
            if (from_verb && at != a->end_unit)
                continue;
            size_t end = match_run(a, t, count, at);
            if (end != NO_UNIT && (!to_verb || end == a->first_unit))
                return (int32_t)a->units->items[end - 1].word;
        }
    }
    return -1;
}

/* "(BY FORCE)", "{ARMS DEAL}": the last is the phrase's head, and the others stand below it. */
static int32_t find_group(const asked *a, const pattern_token *t, size_t count, side which)
{
    for (size_t i = 0; i < a->word_count; i++) {
        int32_t head = a->words[i];
        size_t at = a->units->first_of[head], found = 0;
        if (a->side_of[head] != which || at == a->units->first_of[head + 1] ||
            match_token(a, &t[count - 1], at) == NO_UNIT)
            continue;
        for (size_t k = 0; k + 1 < count; k++) {
            bool below = t[k].kind > TOKEN_SET;
            for (int32_t w = walk_below(a->text, head, head), n = 0; w >= 0 && !below && n < 32;
                 w = walk_below(a->text, w, head), n++)
                below = a->units->first_of[w] < a->units->first_of[w + 1] &&
                        match_token(a, &t[k], a->units->first_of[w]) != NO_UNIT;
            found += below;
        }
        if (found + 1 == count)
            return head;
    }
    return -1;
}

static size_t group_length(const pattern_token *t, size_t left)
{
    size_t n = 1;
    while (n < left && t[n].group == t[0].group)
        n++;
    return n;
}

/* The phrase that preposition `word` leads, or -1: it is none. */
static int32_t led_by(const onr_text *text, int32_t word)
{
    if (word < 0 || text->words[word].relation != ONR_CASE)
        return -1;
    return text->words[word].head;
}

/*
 * Somebody for "$" or "+": behind a preposition whom it leads, else whoever stands there on that
 * side. -1: nobody does, and the pattern does not match.
 */
static int32_t find_party(const asked *a, int32_t behind, side which)
{
    int32_t led = led_by(a->text, behind);
    if (led >= 0)
        return clause_somebody(a->text, led, a->somebody);
    const clause *c = &a->clause;
    for (size_t i = 0; i < a->word_count; i++)
        if (a->side_of[a->words[i]] == which && a->somebody[a->words[i]] >= 0 &&
            a->words[i] != c->verb)
            return a->words[i];
    return -1;
}

static bool fit_party(fit *f, const asked *a, pattern_kind kind, int32_t behind, side which)
{
    int32_t word = find_party(a, behind, which);
    if (kind == TOKEN_TARGET)
        f->target = word;
    else
        f->source = word;
    f->both = f->both || kind == TOKEN_BOTH;
    return word >= 0;
}

static bool fits(fit *f, const asked *a, const own_pattern *p)
{
    const pattern_token *t = &a->book->tokens.items[p->first_token];
    int32_t behind = -1;
    *f = (fit){.pattern = p, .source = -1, .target = -1};
    for (size_t i = 0; i < p->token_count;) {
        side which = i < p->verb_at ? SIDE_LEFT : SIDE_RIGHT;
        size_t n = 1;
        if (t[i].group) {
            n = group_length(&t[i], p->token_count - i);
            behind = find_group(a, &t[i], n, which);
            if (behind < 0)
                return false;
        } else if (t[i].kind <= TOKEN_SET) {
            n = run_length(&t[i], p->token_count - i);
            bool from_verb = i == p->verb_at + 1 && t[i].joined;
            bool to_verb = i + n == p->verb_at && t[p->verb_at].joined;
            behind = find_run(a, &t[i], n, which, from_verb, to_verb);
            if (behind < 0)
                return false;
        } else if (t[i].kind != TOKEN_VERB && t[i].kind != TOKEN_SKIP &&
                   !fit_party(f, a, t[i].kind, behind, which))
            return false;
        else if (t[i].kind == TOKEN_VERB)
            behind = -1;
        i += n;
    }
    return true;
}

static bool is_better(const fit *f, const fit *best)
{
    return !best->pattern || f->pattern->weight > best->pattern->weight ||
           (f->pattern->weight == best->pattern->weight && f->pattern < best->pattern);
}

static void try_key(fit *best, const asked *a, uint64_t key)
{
    for (uint32_t i = map_get(&a->book->pattern_of, key); i != PHRASE_NONE;
         i = a->book->patterns.items[i].next) {
        fit f;
        if (fits(&f, a, &a->book->patterns.items[i]) && is_better(&f, best))
            *best = f;
    }
}

/* Patterns are looked up by a word or synonym set that they have, so that those that the clause has
 * no word of cost nothing. */
static void try_unit(fit *best, const asked *a, uint32_t block, uint32_t unit)
{
    if (unit == PHRASE_NONE)
        return;
    try_key(best, a, patterns_key(block, &(pattern_token){.kind = TOKEN_WORD, .value = unit}));
    for (uint32_t s = map_get(&a->book->set_start_of, (uint64_t)unit + 1); s != PHRASE_NONE;
         s = a->book->set_starts.items[s].next)
        try_key(best, a,
                patterns_key(block, &(pattern_token){.kind = TOKEN_SET,
                                                     .value = a->book->set_starts.items[s].set}));
}

static void try_all(fit *best, const asked *a, uint32_t block)
{
    try_key(best, a, patterns_key(block, NULL));
    for (size_t i = 0; i < a->word_count; i++) {
        int32_t w = a->words[i];
        for (uint32_t u = a->units->first_of[w]; u < a->units->first_of[w + 1]; u++) {
            try_unit(best, a, block, a->units->items[u].form);
            if (a->units->items[u].lemma != a->units->items[u].form)
                try_unit(best, a, block, a->units->items[u].lemma);
        }
    }
}

/* Whom the tree gives where the pattern names nobody. */
static void fill_parties(own_event *e, const asked *a)
{
    const clause *c = &a->clause;
    if (e->source < 0)
        e->source = clause_somebody(a->text, c->passive ? c->agent : c->subject, a->somebody);
    if (e->target < 0 && !e->both)
        e->target = clause_target(a->text, c, a->somebody, e->source);
}

/* What the dictionary says of a verb: the best pattern, else its own code. False: nothing. */
static bool ask_verb(own_event *out, asked *a, const own_verb *verb)
{
    fit best = {.pattern = NULL};
    a->clause = clause_read(a->text, out->trigger);
    mark_clause(a, false);
    try_all(&best, a, verb->block);
    unmark(a);
    if (a->clause.passive && !best.pattern) {
        mark_clause(a, true);
        try_all(&best, a, verb->block);
        unmark(a);
    }
    out->rule = best.pattern ? best.pattern->rule : verb->rule;
    out->source = best.pattern ? best.source : -1;
    out->target = best.pattern ? best.target : -1;
    out->both = best.both;
    if (out->rule.is_given)
        fill_parties(out, a);
    return out->rule.is_given;
}

/* "Karst's attack on Ostrava": who stands beside a noun. Of one that a verb takes ("launched an
 * attack") the verb's parties fill what is missing. */
static void ask_noun(own_event *e, const onr_text *text, const int32_t *somebody)
{
    for (int32_t c = walk_first(text, e->trigger); c >= 0; c = walk_next(text, c)) {
        const onr_word *w = &text->words[c];
        bool by = walk_child_listed(text, c, "by") >= 0;
        bool has_case = walk_child(text, c, ONR_CASE, -1) >= 0 && !str_is(w->subtype, "poss");
        bool beside =
            w->relation == ONR_NMOD || w->relation == ONR_AMOD || w->relation == ONR_COMPOUND;
        int32_t found = beside ? clause_somebody(text, c, somebody) : -1;
        if (found < 0 || somebody[found] == somebody[e->trigger])
            continue;
        if (has_case && !by)
            e->target = e->target < 0 ? found : e->target;
        else
            e->source = e->source < 0 ? found : e->source;
    }
    int32_t verb = text->words[e->trigger].head;
    if (verb < 0 || text->words[verb].upos != ONR_VERB)
        return;
    clause c = clause_read(text, verb);
    if (text->words[e->trigger].relation == ONR_OBJ)
        e->taken_by = verb;
    if (e->source < 0 && c.subject != e->trigger)
        e->source = clause_somebody(text, c.passive ? c.agent : c.subject, somebody);
    if (e->target < 0 && c.subject != e->trigger)
        e->target = clause_target(text, &c, somebody, e->source);
}

/* The word of a phrase's units whose head is outside. */
static int32_t head_of(const onr_text *text, const text_units *units, size_t at, size_t end)
{
    int32_t first = (int32_t)units->items[at].word, last = (int32_t)units->items[end - 1].word;
    for (int32_t i = first; i <= last; i++)
        if (text->words[i].head < first || text->words[i].head > last)
            return i;
    return first;
}

typedef list(own_event) own_event_list;

/* A phrase of the table: of a verb it has the verb's parties. */
static void ask_phrase(own_event *e, asked *a)
{
    if (a->text->words[e->trigger].upos == ONR_VERB) {
        a->clause = clause_read(a->text, e->trigger);
        fill_parties(e, a);
    } else
        ask_noun(e, a->text, a->somebody);
}

static size_t find_table(own_event_list *out, asked *a, size_t at, onr_arena *arena)
{
    phrase_match m = units_match(a->units, a->book->table_root, at);
    if (m.entry == PHRASE_NONE)
        return at;
    own_event e = {.trigger = head_of(a->text, a->units, at, m.end),
                   .taken_by = -1,
                   .source = -1,
                   .target = -1,
                   .rule = a->book->table.items[a->book->phrases.entries.items[m.entry].value]};
    ask_phrase(&e, a);
    list_push(out, e, arena);
    return m.end;
}

static uint32_t unit_of(const asked *a, int32_t word)
{
    uint32_t at = a->units->first_of[word];
    return at < a->units->first_of[word + 1] ? a->units->items[at].form : PHRASE_NONE;
}

/* The entry of a verb with a word that stands apart from it: "carried the plan out" is "CARRY_OUT",
 * too. */
static uint32_t with_particle(const asked *a, size_t at)
{
    const phrase_book *book = &a->book->phrases;
    const text_unit *u = &a->units->items[at];
    uint32_t node = node_child(book, a->book->verb_root, u->form);
    if (node == PHRASE_NONE)
        node = node_child(book, a->book->verb_root, u->lemma);
    for (int32_t c = node == PHRASE_NONE ? -1 : walk_first(a->text, (int32_t)u->word); c >= 0;
         c = walk_next(a->text, c)) {
        const onr_word *w = &a->text->words[c];
        bool may = w->relation == ONR_ADVMOD || str_is(w->subtype, "prt");
        uint32_t child = may ? node_child(book, node, unit_of(a, c)) : PHRASE_NONE;
        if (child != PHRASE_NONE && book->nodes.items[child].first_entry != PHRASE_NONE)
            return book->nodes.items[child].first_entry;
    }
    return PHRASE_NONE;
}

static size_t find_verb(own_event_list *out, asked *a, size_t at, onr_arena *arena)
{
    phrase_match m = units_match(a->units, a->book->verb_root, at);
    uint32_t apart = m.end <= at + 1 ? with_particle(a, at) : PHRASE_NONE;
    uint32_t entry = apart != PHRASE_NONE ? apart : m.entry;
    if (entry == PHRASE_NONE)
        return at;
    const own_verb *verb = &a->book->verbs.items[a->book->phrases.entries.items[entry].value];
    size_t end = m.entry == PHRASE_NONE ? at + 1 : m.end;
    size_t unit = at + verb->unit < end ? at + verb->unit : at;
    own_event e = {.trigger = (int32_t)a->units->items[unit].word, .taken_by = -1};
    if (a->text->words[e.trigger].upos != ONR_VERB)
        return at;
    a->first_unit = at;
    a->end_unit = end;
    if (ask_verb(&e, a, verb))
        list_push(out, e, arena);
    return end;
}

/* Puts them in the order of their triggers. Of one that the table and the verbs have the first
 * that was found decides, which is the table's. */
static void sort_events(own_event_list *out, const own_event_list *all, size_t words,
                        onr_arena *arena)
{
    const own_event **of_word = arena_array(arena, const own_event *, words);
    if (!of_word)
        return;
    for (size_t i = 0; i < all->count; i++)
        if (!of_word[all->items[i].trigger])
            of_word[all->items[i].trigger] = &all->items[i];
    for (size_t i = 0; i < words; i++)
        if (of_word[i])
            list_push(out, *of_word[i], arena);
}

static void add_issue(onr_strs *out, onr_str code, onr_arena *arena)
{
    for (size_t i = 0; i < out->count; i++)
        if (str_equal(out->items[i], code))
            return;
    onr_str *larger = arena_array(arena, onr_str, out->count + 1);
    if (!larger)
        return;
    for (size_t i = 0; i < out->count; i++)
        larger[i] = out->items[i];
    larger[out->count] = code;
    *out = (onr_strs){larger, out->count + 1};
}

/* What is discarded and what sentences are about. */
static void find_sentences(bool *discarded, onr_strs *issues, const asked *a, onr_arena *arena)
{
    bool page = false;
    for (size_t at = 0; at < a->units->count; at++) {
        uint32_t sentence = a->text->words[a->units->items[at].word].sentence;
        phrase_match no = units_match(a->units, a->book->discard_root, at);
        phrase_match of = units_match(a->units, a->book->issue_root, at);
        if (no.entry != PHRASE_NONE) {
            discarded[sentence] = true;
            page = page || a->book->phrases.entries.items[no.entry].value;
        }
        if (of.entry != PHRASE_NONE)
            add_issue(&issues[sentence],
                      a->book->issues.items[a->book->phrases.entries.items[of.entry].value], arena);
    }
    for (size_t i = 0; page && i < a->text->sentence_count; i++)
        discarded[i] = true;
}

bool own_events_find(own_events *out, const onr_codebook *book, const onr_text *text,
                     const int32_t *somebody, onr_arena *arena)
{
    text_units units;
    own_event_list all = {0}, sorted = {0};
    size_t words = text->word_count + 1, sentences = text->sentence_count + 1;
    bool *discarded = arena_array(arena, bool, sentences);
    onr_strs *issues = arena_array(arena, onr_strs, sentences);
    asked a = {book, text, &units, somebody, .side_of = arena_array(arena, uint8_t, words)};
    if (onr_arena_full(arena) || !units_read(&units, book, text, arena))
        return false;
    for (size_t at = 0; at < units.count;) {
        size_t end = find_table(&all, &a, at, arena);
        at = end > at ? end : at + 1;
    }
    for (size_t at = 0; at < units.count;) {
        size_t end = find_verb(&all, &a, at, arena);
        at = end > at ? end : at + 1;
    }
    sort_events(&sorted, &all, words, arena);
    find_sentences(discarded, issues, &a, arena);
    *out = (own_events){sorted.items, sorted.count, discarded, issues};
    return !onr_arena_full(arena);
}

bool own_has_events(const onr_codebook *book)
{
    return book &&
           (book->verbs.count || book->table.count || book->issues.count || book->has_discards);
}
