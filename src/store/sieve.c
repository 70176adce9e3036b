/*
 * Each condition is looked up once, and becomes something that a number is quickly looked for in:
 * sorted keys, or a bit a key.
 */
#include "store/sieve.h"

#include "base/arena.h"
#include "base/str.h"
#include "store/column.h"
#include "store/takers.h"

/* Keys of entities or statements, in order; `first`, `end`: those of the page that is looked at. */
typedef struct sorted_keys {
    key_list keys;
    size_t first, end;
} sorted_keys;

/* A bit for each key. */
typedef struct key_bits {
    list(uint64_t) words;
} key_bits;

/* Who is meant: by entities, and by statements whose speaker is none. */
typedef struct party {
    bool asked;
    fact column;
    sorted_keys entities, unknown;
} party;

typedef struct sieve {
    const onr_question *q;
    onr_arena *arena;
    party by, to;
    bool acts[256], quotes[256];
    uint32_t since_year, since, until;
    key_bits chains, outlets;
    sorted_keys worded, in_events;
    bool words, events;
    const sieve_visit *visit;
} sieve;

typedef struct bit_taker {
    key_bits *bits;
    onr_arena *arena;
} bit_taker;

enum { BITS = 64 };

static bool take_bit(const store_value *cells, void *user)
{
    const bit_taker *to = user;
    size_t word = (size_t)cells[0].number / BITS;
    while (to->bits->words.count <= word && !onr_arena_full(to->arena))
        list_push(&to->bits->words, 0, to->arena);
    if (word < to->bits->words.count)
        to->bits->words.items[word] |= (uint64_t)1 << cells[0].number % BITS;
    return true;
}

static bool has_bit(const key_bits *bits, uint32_t key)
{
    return key / BITS < bits->words.count && (bits->words.items[key / BITS] >> key % BITS & 1);
}

/* Pages mostly come in the order of their keys. */
static void turn_to(sorted_keys *keys, int64_t page)
{
    const int64_t from = page * KEYS_A_PAGE, to = from + KEYS_A_PAGE;
    size_t at = keys->end, count = keys->keys.count;
    if (at > 0 && keys->keys.items[at - 1] >= from)
        at = keys_from(&keys->keys, 0, count, from);
    while (at < count && keys->keys.items[at] < from)
        at++;
    keys->first = at;
    while (at < count && keys->keys.items[at] < to)
        at++;
    keys->end = at;
}

/* Whether entry `number` of the page that was turned to is among them. */
static bool has_number(const sorted_keys *keys, const fact_page *page, uint32_t number)
{
    return keys_have(&keys->keys, keys->first, keys->end, page->key * KEYS_A_PAGE + number);
}

static asking asking_of(sieve *s, onr_store *store)
{
    return (asking){.engine = store->engine, .arena = s->arena, .sql = {.arena = s->arena}};
}

static bool ask_keys(sorted_keys *out, sieve *s, asking *a, onr_store *store, onr_error *err)
{
    keys_taken found = {.arena = s->arena};
    bool ok = ask_run(a, store, take_keys, &found, err);
    keys_sort(&found.keys, s->arena);
    out->keys = found.keys;
    return ok;
}

static bool find_party(party *out, sieve *s, onr_store *store, const char *name, onr_strs names,
                       onr_error *err)
{
    asking known = asking_of(s, store), unknown = known;
    out->asked = names.count > 0;
    if (!out->asked)
        return true;
    question_entities(&known, names);
    question_unknown(&unknown, name, names);
    return ask_keys(&out->entities, s, &known, store, err) &&
           ask_keys(&out->unknown, s, &unknown, store, err);
}

/* An index of words gives some ten million keys a second. */
enum { FEW_WORDED = 50000 };

static bool find_words(sieve *s, onr_store *store, sieve_words *words, onr_error *err)
{
    asking a = asking_of(s, store);
    s->words = s->q->about.len && *words != WORDS_LEFT_OUT;
    if (!s->words)
        return true;
    question_probe(&a, s->q, OF_WORDS);
    if (*words == WORDS_IF_FEW) {
        ask_put(&a, " LIMIT ");
        ask_value(&a, number_value(FEW_WORDED));
    }
    if (!ask_keys(&s->worded, s, &a, store, err))
        return false;
    if (*words == WORDS_IF_FEW && s->worded.keys.count == FEW_WORDED) {
        *words = WORDS_LEFT_OUT;
        s->words = false;
    }
    return true;
}

static bool find_events(sieve *s, onr_store *store, onr_error *err)
{
    asking a = asking_of(s, store);
    if (!s->events)
        return true;
    question_events(&a, s->q);
    return ask_keys(&s->in_events, s, &a, store, err);
}

static bool find_bits(sieve *s, onr_store *store, onr_error *err)
{
    asking chains = asking_of(s, store), outlets = chains;
    ask_put(&chains, "SELECT n.chain FROM chain_name n WHERE n.name IN ");
    ask_list(&chains, s->q->chains, false);
    ask_put(&outlets, "SELECT key FROM tally WHERE kind = 'outlet' AND lower(value) IN ");
    ask_list(&outlets, s->q->outlets, true);
    return (s->q->chains.count == 0 ||
            ask_run(&chains, store, take_bit, &(bit_taker){&s->chains, s->arena}, err)) &&
           (s->q->outlets.count == 0 ||
            ask_run(&outlets, store, take_bit, &(bit_taker){&s->outlets, s->arena}, err));
}

/* A page of a month or a year has its first day before `since`, but in the same year. */
static void take_days(sieve *s)
{
    enum { DAYS_OF_A_YEAR = 10000 };
    s->since = fact_day(column_first_day(s->q->since, s->arena));
    s->since_year = s->since / DAYS_OF_A_YEAR * DAYS_OF_A_YEAR;
    s->until = fact_day(column_last_day(s->q->until, s->arena));
}

static void take_signs(sieve *s)
{
    for (size_t i = 0; i < s->q->acts.count; i++)
        s->acts[fact_act(s->q->acts.items[i])] = true;
    for (size_t i = 0; i < s->q->quotes.count; i++)
        s->quotes[fact_quote(s->q->quotes.items[i])] = true;
}

static bool has_days(const sieve *s, const fact_head *head)
{
    if (s->q->since.len && (head->first_day < s->since_year || head->last_day < s->since))
        return false;
    return s->q->until.len == 0 || (head->first_day && head->first_day <= s->until);
}

static bool is_page(const sieve *s, const fact_page *page)
{
    return has_days(s, &page->head) &&
           (s->q->outlets.count == 0 || has_bit(&s->outlets, page->head.outlet)) &&
           (s->q->page == 0 || s->q->page == page->key);
}

/* Whether somebody in that group is meant; groups stand in the order of their numbers. */
static bool has_member(const party *who, const fact_page *page, uint32_t group)
{
    const char *members = page->pairs[FACT_MEMBERS];
    size_t low = 0, count = page->pair_counts[FACT_MEMBERS];
    for (size_t high = count; low < high;) {
        size_t middle = low + (high - low) / 2;
        if (fact_owner(members, middle) < group)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < count && fact_owner(members, low) == group; low++)
        if (has_number(&who->entities, page, fact_other(members, low)))
            return true;
    return false;
}

static bool is_meant(const party *who, const fact_page *page, size_t i)
{
    uint32_t entity = fact_at(page->columns[who->column], i);
    return entity == 0 ? has_number(&who->unknown, page, (uint32_t)i + 1)
                       : has_number(&who->entities, page, entity) || has_member(who, page, entity);
}

static bool has_signs(const sieve *s, const fact_page *page, size_t i)
{
    const onr_question *q = s->q;
    if (!page->columns[FACT_SIGNS])
        return true;
    uint32_t signs = fact_at(page->columns[FACT_SIGNS], i);
    return (q->acts.count == 0 || s->acts[signs_act(signs)]) &&
           (q->quotes.count == 0 || s->quotes[signs_quote(signs)]) &&
           (double)signs_sureness(signs) / SURENESS >= q->min_confidence;
}

static bool is_statement(const sieve *s, const fact_page *page, size_t i)
{
    return has_signs(s, page, i) &&
           (s->q->chains.count == 0 ||
            has_bit(&s->chains, fact_at(page->columns[FACT_CHAIN], i))) &&
           (!s->by.asked || is_meant(&s->by, page, i)) &&
           (!s->to.asked || is_meant(&s->to, page, i)) &&
           (!s->words || has_number(&s->worded, page, (uint32_t)i + 1)) &&
           (!s->events || has_number(&s->in_events, page, (uint32_t)i + 1));
}

static bool has_any(const party *who)
{
    return !who->asked || who->entities.first < who->entities.end ||
           who->unknown.first < who->unknown.end;
}

/* Nobody of a page that has none of the keys is looked at. */
static bool turn_all(sieve *s, const fact_page *page)
{
    party *parties[] = {&s->by, &s->to};
    for (size_t i = 0; i < 2; i++) {
        turn_to(&parties[i]->entities, page->key);
        turn_to(&parties[i]->unknown, page->key);
    }
    turn_to(&s->worded, page->key);
    turn_to(&s->in_events, page->key);
    return has_any(&s->by) && has_any(&s->to) && (!s->words || s->worded.first < s->worded.end) &&
           (!s->events || s->in_events.first < s->in_events.end);
}

static bool take_page(const fact_page *page, void *user)
{
    sieve *s = user;
    const sieve_visit *visit = s->visit;
    if (!is_page(s, page) || (visit->wants && !visit->wants(page, visit->user)) ||
        !turn_all(s, page))
        return true;
    for (size_t i = 0; i < page->head.statements; i++)
        if (is_statement(s, page, i) && !visit->each(page, i, visit->user))
            return false;
    return true;
}

static uint32_t columns_of(const sieve *s)
{
    const onr_question *q = s->q;
    uint32_t out = s->visit->columns;
    if (q->acts.count || q->quotes.count || q->min_confidence > 0)
        out |= 1u << FACT_SIGNS;
    if (q->chains.count)
        out |= 1u << FACT_CHAIN;
    if (s->by.asked)
        out |= 1u << FACT_SPEAKER | 1u << FACT_MEMBERS;
    if (s->to.asked)
        out |= 1u << FACT_ADDRESSEE | 1u << FACT_MEMBERS;
    return out;
}

bool sieve_run(onr_store *store, const onr_question *q, sieve_words *words,
               const sieve_visit *visit, onr_arena *arena, onr_error *err)
{
    sieve s = {.q = q,
               .arena = arena,
               .by.column = FACT_SPEAKER,
               .to.column = FACT_ADDRESSEE,
               .events = q->classes.count || q->actors.count,
               .visit = visit};
    take_days(&s);
    take_signs(&s);
    if (!find_party(&s.by, &s, store, "speaker", q->by, err) ||
        !find_party(&s.to, &s, store, "addressee", q->to, err) ||
        !find_words(&s, store, words, err) || !find_events(&s, store, err) ||
        !find_bits(&s, store, err))
        return false;
    if (onr_arena_full(arena))
        return arena_fail(err, "find what is asked for");
    return facts_each(store, columns_of(&s), take_page, &s, arena, err);
}
