#include "across/digest.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/day.h"
#include "base/hash.h"
#include "base/str.h"

/* Words of a run that is the same in a quotation, of one that is the same in prose; and how many on
 * each side of a trigger tell of its event. */
enum { GRAM = 5, SHINGLE = 4, AROUND = 12 };

/* What a page is about by its most frequent words, two of them a trace; and which of its shingles
 * are traces. */
enum { TOPICS = 14, NAME_WEIGHT = 2, SHARE_OF_SHINGLES = 8, SHINGLE_WEIGHT = 2 };

/* A page that is being read: its words, how often it has each stem, whose party is whose. */
typedef struct digester {
    onr_digest *out;
    const onr_record *record;
    compared_words words;
    number_set stems;
    uint8_t *often;
    uint32_t *party_of; /* By entity, from 1; 0: it has none yet. */
    onr_arena *arena;
} digester;

static number_set new_set(size_t most, onr_arena *arena)
{
    return (number_set){.items = arena_array(arena, uint32_t, most + 1)};
}

static void add(number_set *set, uint32_t value)
{
    if (set->items)
        set->items[set->count++] = value & HASH_MASK;
}

static void take_word(matter *m, const compared_word *w, uint32_t *before)
{
    m->denied |= (w->marks & WORD_NOT) != 0;
    if (w->marks & (WORD_FUNCTION | WORD_NOT))
        return;
    add(&m->stems, w->stem);
    add(&m->kin, w->kin ? w->kin : w->stem);
    if (w->marks & WORD_NAME)
        add(&m->names, w->stem);
    if (w->marks & WORD_NUMBER)
        add(&m->values, w->stem);
    if (*before)
        add(&m->pairs, hash_mix(*before, w->stem));
    *before = w->stem;
}

static void take_grams(matter *m, const compared_word *words, size_t count)
{
    for (size_t i = 0; i + GRAM <= count; i++) {
        uint32_t hash = 1;
        for (size_t k = 0; k < GRAM; k++)
            hash = hash_mix(hash, words[i + k].form);
        add(&m->grams, hash);
    }
}

static size_t words_within(const compared_words *words, onr_span span, size_t *first)
{
    *first = words_from(words, span.start);
    size_t end = *first;
    while (end < words->count && words->items[end].span.end <= span.end)
        end++;
    return end - *first;
}

/* What the words of `spans` are about. */
static void read_matter(matter *out, const compared_words *words, onr_spans spans, onr_arena *arena)
{
    size_t first, most = 0;
    uint32_t before = 0;
    for (size_t s = 0; s < spans.count; s++)
        most += words_within(words, spans.items[s], &first);
    *out = (matter){.stems = new_set(most, arena),
                    .names = new_set(most, arena),
                    .values = new_set(most, arena),
                    .kin = new_set(most, arena),
                    .grams = new_set(most, arena),
                    .pairs = new_set(most, arena)};
    for (size_t s = 0; s < spans.count && !onr_arena_full(arena); s++) {
        size_t count = words_within(words, spans.items[s], &first);
        for (size_t i = 0; i < count; i++)
            take_word(out, &words->items[first + i], &before);
        take_grams(out, &words->items[first], count);
    }
    number_set *const sets[] = {&out->stems, &out->names, &out->values,
                                &out->kin,   &out->grams, &out->pairs};
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
        set_order(sets[i]);
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* How often the page has each stem: what it says in every sentence tells two sentences apart least.
 */
static void count_stems(digester *d)
{
    size_t n = d->words.count, kept = 0;
    uint32_t *all = arena_array(d->arena, uint32_t, n + 1);
    d->often = arena_array(d->arena, uint8_t, n + 1);
    if (onr_arena_full(d->arena))
        return;
    for (size_t i = 0; i < n; i++)
        all[i] = d->words.items[i].stem & HASH_MASK;
    if (n)
        qsort(all, n, sizeof *all, by_number);
    for (size_t i = 0; i < n; i++) {
        if (kept == 0 || all[kept - 1] != all[i])
            all[kept++] = all[i];
        if (d->often[kept - 1] < UINT8_MAX)
            d->often[kept - 1]++;
    }
    d->stems = (number_set){all, kept};
}

void matter_weigh(matter *m, onr_arena *arena)
{
    m->rarity = arena_array(arena, float, m->stems.count + 1);
    for (size_t i = 0; m->rarity && i < m->stems.count; i++) {
        m->rarity[i] = 1 / sqrtf((float)m->often[i]);
        m->all_rarity += m->rarity[i];
    }
}

static void weigh_stems(matter *m, const digester *d)
{
    m->often = arena_array(d->arena, uint8_t, m->stems.count + 1);
    for (size_t i = 0, k = 0; m->often && i < m->stems.count; i++) {
        while (k < d->stems.count && d->stems.items[k] < m->stems.items[i])
            k++;
        m->often[i] = k < d->stems.count ? d->often[k] : 1;
    }
    if (m->often)
        matter_weigh(m, d->arena);
}

/* The number of the party that an entity is, or where there is none the page's words. */
static uint32_t party_number(digester *d, int32_t entity, onr_spans called)
{
    onr_digest *out = d->out;
    if (entity >= 0 && d->party_of[entity])
        return d->party_of[entity] - 1;
    party_read(&out->parties[out->party_count], d->record, entity, called, d->arena);
    if (entity >= 0)
        d->party_of[entity] = (uint32_t)out->party_count + 1;
    return (uint32_t)out->party_count++;
}

static party_list list_parties(digester *d, const int32_t *entities, size_t count)
{
    party_list out = {.items = arena_array(d->arena, uint32_t, count + 1)};
    for (size_t i = 0; out.items && i < count; i++)
        out.items[out.count++] = party_number(d, entities[i], (onr_spans){0});
    return out;
}

static int32_t number_of(onr_str edtf)
{
    day of = edtf_read_day(edtf);
    return of ? day_number(of) : 0;
}

static int32_t day_of_time(const onr_record *r, const int32_t *times, size_t i)
{
    int32_t time = times ? times[i] : ONR_NO_TIME;
    return time >= 0 ? number_of(r->times.items[time].when) : 0;
}

static bool is_quoted(const compared_words *words, onr_spans content)
{
    size_t first, quoted = 0;
    for (size_t s = 0; s < content.count; s++)
        for (size_t i = 0, n = words_within(words, content.items[s], &first); i < n; i++)
            quoted += (words->items[first + i].marks & WORD_QUOTED) != 0;
    return quoted >= GRAM;
}

static void read_said(said *out, digester *d, size_t i)
{
    const onr_record *r = d->record;
    const onr_statement *s = &r->statements.items[i];
    int32_t told = day_of_time(r, r->said, i);
    read_matter(&out->content, &d->words, s->content, d->arena);
    weigh_stems(&out->content, d);
    out->speaker = party_number(d, s->speaker_entity, s->speaker);
    out->act = s->act;
    out->negated = s->negated;
    out->unrealised = s->unrealised;
    out->is_inside = s->inside >= 0;
    out->quoted = is_quoted(&d->words, s->content);
    out->sure = told != 0;
    out->day = told ? told : d->out->day;
}

/* Whether a line ends between a word and the next. */
static bool ends_block(onr_str text, const compared_words *words, size_t i)
{
    onr_span between = {words->items[i].span.end, words->items[i + 1].span.start};
    return memchr(text.data + between.start, '\n', between.end - between.start) != NULL;
}

/* The words on both sides of a trigger, within its block. */
static void read_around(number_set *out, const digester *d, onr_spans trigger)
{
    const compared_words *words = &d->words;
    onr_str text = d->record->article.text;
    matter m;
    if (trigger.count == 0)
        return;
    size_t at = words_from(words, trigger.items[0].start), first = at, last = at;
    if (at == words->count)
        return;
    while (first > 0 && at - first < AROUND && !ends_block(text, words, first - 1))
        first--;
    while (last + 1 < words->count && last - at < AROUND && !ends_block(text, words, last))
        last++;
    onr_span around = {words->items[first].span.start, words->items[last].span.end};
    read_matter(&m, words, (onr_spans){&around, 1}, d->arena);
    *out = m.stems;
}

static void read_event(happened *out, digester *d, size_t i)
{
    const onr_event *e = &d->record->events.items[i];
    int32_t told = day_of_time(d->record, d->record->when, i);
    out->event_class = e->event_class;
    out->day = told ? told : d->out->day;
    out->actors = list_parties(d, e->actors, e->actor_count);
    out->recipients = list_parties(d, e->recipients, e->recipient_count);
    read_around(&out->around, d, e->trigger);
}

/* "A Bill" of a headline: a noun with a capital behind an article names no one text. */
static bool names_nothing(onr_str name, const matter *m)
{
    return m->stems.count <= 1 && (str_starts_nocase(name, "a ") || str_starts_nocase(name, "an "));
}

static void read_instrument(named *out, digester *d, size_t i)
{
    const onr_instrument *instrument = &d->record->instruments.items[i];
    matter m;
    read_matter(&m, &d->words, (onr_spans){&instrument->name, 1}, d->arena);
    out->kind = instrument->kind;
    out->parties = list_parties(d, instrument->parties, instrument->party_count);
    out->stems = m.stems;
    onr_str name = str_slice(d->record->article.text, instrument->name);
    out->names = names_nothing(name, &m) ? (number_set){0} : m.names;
}

static size_t at_most(size_t count)
{
    return count < MOST_ITEMS ? count : MOST_ITEMS;
}

static void read_items(digester *d)
{
    onr_digest *out = d->out;
    const onr_record *r = d->record;
    out->said_count = at_most(r->statements.count);
    out->event_count = at_most(r->events.count);
    out->instrument_count = at_most(r->instruments.count);
    out->said = arena_array(d->arena, said, out->said_count + 1);
    out->events = arena_array(d->arena, happened, out->event_count + 1);
    out->instruments = arena_array(d->arena, named, out->instrument_count + 1);
    out->parties = arena_array(d->arena, party, r->entities.count + out->said_count + 1);
    d->party_of = arena_array(d->arena, uint32_t, r->entities.count + 1);
    for (size_t i = 0; i < out->said_count && !onr_arena_full(d->arena); i++)
        read_said(&out->said[i], d, i);
    for (size_t i = 0; i < out->event_count && !onr_arena_full(d->arena); i++)
        read_event(&out->events[i], d, i);
    for (size_t i = 0; i < out->instrument_count && !onr_arena_full(d->arena); i++)
        read_instrument(&out->instruments[i], d, i);
}

static int by_shingle(const void *a, const void *b)
{
    const shingle *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash > y->hash ? 1 : -1;
    return (x->at > y->at) - (x->at < y->at);
}

/* Runs of words outside quotation marks: what two pages quote from a third is no copying. */
static size_t list_shingles(shingle *out, const compared_words *words)
{
    size_t n = 0, run = 0;
    for (size_t i = 0; i < words->count; i++) {
        run = words->items[i].marks & WORD_QUOTED ? 0 : run + 1;
        if (run < SHINGLE)
            continue;
        uint64_t hash = hash_start;
        for (size_t k = i + 1 - SHINGLE; k <= i; k++)
            hash = (hash ^ words->items[k].form) * 1099511628211u;
        out[n] = (shingle){(uint32_t)(hash ^ hash >> 32) & HASH_MASK, (uint32_t)n};
        n++;
    }
    return n;
}

static void read_shingles(digester *d)
{
    shingle *all = arena_array(d->arena, shingle, d->words.count + 1);
    size_t kept = 0;
    if (!all)
        return;
    size_t n = list_shingles(all, &d->words);
    if (n)
        qsort(all, n, sizeof *all, by_shingle);
    for (size_t i = 0; i < n; i++)
        if (kept == 0 || all[i].hash != all[kept - 1].hash)
            all[kept++] = all[i];
    d->out->run_count = n;
    d->out->shingles = all;
    d->out->shingle_count = kept;
}

/* A word and how often the page has it, names counted double. */
typedef struct topic {
    uint32_t stem, count;
} topic;

static int by_stem(const void *a, const void *b)
{
    const topic *x = a, *y = b;
    return (x->stem > y->stem) - (x->stem < y->stem);
}

static int by_count(const void *a, const void *b)
{
    const topic *x = a, *y = b;
    return x->count != y->count ? (x->count < y->count) - (x->count > y->count) : by_stem(a, b);
}

static size_t find_topics(topic out[TOPICS], const compared_words *words, onr_arena *arena)
{
    onr_scratch s = onr_scratch_begin(arena);
    topic *all = arena_array(s.arena, topic, words->count + 1);
    size_t n = 0, kept = 0;
    for (size_t i = 0; all && i < words->count; i++) {
        const compared_word *w = &words->items[i];
        if (!(w->marks & (WORD_FUNCTION | WORD_NOT | WORD_NUMBER)))
            all[n++] = (topic){w->stem, w->marks & WORD_NAME ? NAME_WEIGHT : 1};
    }
    if (n)
        qsort(all, n, sizeof *all, by_stem);
    for (size_t i = 0; i < n; i++)
        if (kept && all[kept - 1].stem == all[i].stem)
            all[kept - 1].count += all[i].count;
        else
            all[kept++] = all[i];
    if (kept)
        qsort(all, kept, sizeof *all, by_count);
    kept = kept > TOPICS ? TOPICS : kept;
    for (size_t i = 0; i < kept; i++)
        out[i] = all[i];
    onr_scratch_end(&s);
    return kept;
}

static int by_hash(const void *a, const void *b)
{
    const onr_trace *x = a, *y = b;
    return (x->hash > y->hash) - (x->hash < y->hash);
}

/* Runs of five words, quoted or not; those with one hash in eight, so that both pages keep the
 * same ones. */
static size_t trace_runs(onr_trace *out, const compared_words *words)
{
    size_t n = 0;
    for (size_t i = 0; i + GRAM <= words->count; i++) {
        uint64_t hash = hash_start;
        for (size_t k = 0; k < GRAM; k++)
            hash = (hash ^ words->items[i + k].form) * 1099511628211u;
        hash ^= hash >> 29;
        if (hash % SHARE_OF_SHINGLES == 0)
            out[n++] = (onr_trace){(uint32_t)(hash >> 16), SHINGLE_WEIGHT};
    }
    return n;
}

static size_t trace_topics(onr_trace *out, const compared_words *words, onr_arena *arena)
{
    topic topics[TOPICS];
    size_t n = 0, count = find_topics(topics, words, arena);
    for (size_t i = 0; i < count; i++)
        for (size_t k = i + 1; k < count; k++) {
            uint64_t a = topics[i].stem, b = topics[k].stem;
            uint64_t pair = a < b ? a << 32 | b : b << 32 | a;
            pair = (pair ^ pair >> 31) * 0x9E3779B97F4A7C15u;
            out[n++] = (onr_trace){(uint32_t)(pair >> 32), 1};
        }
    return n;
}

static void read_traces(digester *d)
{
    onr_digest *to = d->out;
    onr_trace *out = arena_array(d->arena, onr_trace, d->words.count + TOPICS * TOPICS);
    if (!out)
        return;
    size_t n = trace_runs(out, &d->words);
    n += trace_topics(out + n, &d->words, d->arena);
    if (n)
        qsort(out, n, sizeof *out, by_hash);
    for (size_t i = 0; i < n; i++)
        if (to->trace_count == 0 || out[i].hash != out[to->trace_count - 1].hash)
            out[to->trace_count++] = out[i];
    to->traces = out;
}

bool onr_across_digest(const onr_digest **out, const onr_record *record, onr_arena *arena,
                       onr_error *err)
{
    digester d = {.out = arena_array(arena, onr_digest, 1), .record = record, .arena = arena};
    if (!d.out || !words_read(&d.words, record->article.text, arena))
        return arena_fail(err, "compare a page with others");
    d.out->record = record;
    d.out->day = number_of(record->article.published);
    count_stems(&d);
    if (!onr_arena_full(arena)) {
        read_items(&d);
        read_shingles(&d);
        read_traces(&d);
    }
    *out = d.out;
    return !onr_arena_full(arena) || arena_fail(err, "compare a page with others");
}

const onr_trace *onr_across_traces(const onr_digest *digest, size_t *count)
{
    *count = digest->trace_count;
    return digest->traces;
}

int32_t onr_across_day(const onr_digest *digest)
{
    return digest->day;
}
