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

static uint32_t mix(uint32_t hash, uint32_t value)
{
    return hash_mix(hash, value);
}

static number_set new_set(size_t most, onr_arena *arena)
{
    return (number_set){.items = arena_array(arena, uint32_t, most + 1)};
}

static void add(number_set *set, uint32_t value)
{
    if (set->items)
        set->items[set->count++] = value;
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
        add(&m->pairs, mix(*before, w->stem));
    *before = w->stem;
}

static void take_grams(matter *m, const compared_word *words, size_t count)
{
    for (size_t i = 0; i + GRAM <= count; i++) {
        uint32_t hash = 1;
        for (size_t k = 0; k < GRAM; k++)
            hash = mix(hash, words[i + k].form);
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

void matter_read(matter *out, const compared_words *words, onr_spans spans, onr_arena *arena)
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
                    .pairs = new_set(most, arena),
                    .words = most};
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
static void count_stems(onr_digest *d, onr_arena *arena)
{
    size_t n = d->words.count, kept = 0;
    uint32_t *all = arena_array(arena, uint32_t, n + 1);
    d->counts = arena_array(arena, uint32_t, n + 1);
    if (onr_arena_full(arena))
        return;
    for (size_t i = 0; i < n; i++)
        all[i] = d->words.items[i].stem;
    if (n)
        qsort(all, n, sizeof *all, by_number);
    for (size_t i = 0; i < n; i++) {
        if (kept == 0 || all[kept - 1] != all[i])
            all[kept++] = all[i];
        d->counts[kept - 1]++;
    }
    d->stems = (number_set){all, kept};
}

static void weigh_stems(matter *m, const onr_digest *d, onr_arena *arena)
{
    m->rarity = arena_array(arena, float, m->stems.count + 1);
    for (size_t i = 0, k = 0; m->rarity && i < m->stems.count; i++) {
        while (k < d->stems.count && d->stems.items[k] < m->stems.items[i])
            k++;
        m->rarity[i] = 1 / sqrtf((float)(k < d->stems.count ? d->counts[k] : 1));
    }
}

static int32_t number_of(onr_str edtf)
{
    day of = edtf_read_day(edtf);
    return of ? day_number(of) : 0;
}

static bool is_quoted(const compared_words *words, onr_spans content)
{
    size_t first, quoted = 0;
    for (size_t s = 0; s < content.count; s++)
        for (size_t i = 0, n = words_within(words, content.items[s], &first); i < n; i++)
            quoted += (words->items[first + i].marks & WORD_QUOTED) != 0;
    return quoted >= GRAM;
}

static void read_said(said *out, const onr_digest *d, size_t i, onr_arena *arena)
{
    const onr_record *r = d->record;
    const onr_statement *s = &r->statements.items[i];
    party_read(&out->speaker, r, s->speaker_entity, s->speaker, arena);
    party_read(&out->addressee, r, s->addressee_entity, s->addressee, arena);
    matter_read(&out->content, &d->words, s->content, arena);
    weigh_stems(&out->content, d, arena);
    out->quoted = is_quoted(&d->words, s->content);
    int32_t time = r->said ? r->said[i] : ONR_NO_TIME;
    int32_t told = time >= 0 ? number_of(r->times.items[time].when) : 0;
    out->sure = told != 0;
    out->day = told ? told : d->day;
}

/* Whether a line ends between a word and the next. */
static bool ends_block(onr_str text, const compared_words *words, size_t i)
{
    onr_span between = {words->items[i].span.end, words->items[i + 1].span.start};
    return memchr(text.data + between.start, '\n', between.end - between.start) != NULL;
}

/* The words on both sides of a trigger, within its block. */
static void read_event(matter *out, const onr_digest *d, const onr_event *e, onr_arena *arena)
{
    if (e->trigger.count == 0)
        return;
    const compared_words *words = &d->words;
    onr_str text = d->record->article.text;
    size_t at = words_from(words, e->trigger.items[0].start), first = at, last = at;
    if (at == words->count)
        return;
    while (first > 0 && at - first < AROUND && !ends_block(text, words, first - 1))
        first--;
    while (last + 1 < words->count && last - at < AROUND && !ends_block(text, words, last))
        last++;
    onr_span around = {words->items[first].span.start, words->items[last].span.end};
    matter_read(out, words, (onr_spans){&around, 1}, arena);
}

static void read_items(onr_digest *d, onr_arena *arena)
{
    const onr_record *r = d->record;
    for (size_t i = 0; i < r->entities.count && !onr_arena_full(arena); i++)
        party_read(&d->parties[i], r, (int32_t)i, (onr_spans){0}, arena);
    for (size_t i = 0; i < d->said_count && !onr_arena_full(arena); i++)
        read_said(&d->said[i], d, i, arena);
    for (size_t i = 0; i < d->event_count && !onr_arena_full(arena); i++)
        read_event(&d->events[i], d, &r->events.items[i], arena);
    for (size_t i = 0; i < d->instrument_count && !onr_arena_full(arena); i++)
        matter_read(&d->instruments[i], &d->words, (onr_spans){&r->instruments.items[i].name, 1},
                    arena);
}

/* Runs of words outside quotation marks: what two pages quote from a third is no copying. */
static void read_shingles(onr_digest *d, onr_arena *arena)
{
    uint64_t *out = arena_array(arena, uint64_t, d->words.count + 1);
    size_t n = 0, run = 0;
    for (size_t i = 0; out && i < d->words.count; i++) {
        run = d->words.items[i].marks & WORD_QUOTED ? 0 : run + 1;
        if (run < SHINGLE)
            continue;
        uint64_t hash = hash_start;
        for (size_t k = i + 1 - SHINGLE; k <= i; k++)
            hash = (hash ^ d->words.items[k].form) * 1099511628211u;
        out[n++] = hash;
    }
    d->shingles = out;
    d->shingle_count = n;
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
            out[n++] = (onr_trace){hash, SHINGLE_WEIGHT};
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
            out[n++] = (onr_trace){(pair ^ pair >> 31) * 0x9E3779B97F4A7C15u, 1};
        }
    return n;
}

static void read_traces(onr_digest *d, onr_arena *arena)
{
    onr_trace *out = arena_array(arena, onr_trace, d->words.count + TOPICS * TOPICS);
    if (!out)
        return;
    size_t n = trace_runs(out, &d->words);
    n += trace_topics(out + n, &d->words, arena);
    if (n)
        qsort(out, n, sizeof *out, by_hash);
    for (size_t i = 0; i < n; i++)
        if (d->trace_count == 0 || out[i].hash != out[d->trace_count - 1].hash)
            out[d->trace_count++] = out[i];
    d->traces = out;
}

static size_t at_most(size_t count)
{
    return count < MOST_ITEMS ? count : MOST_ITEMS;
}

bool onr_across_digest(const onr_digest **out, const onr_record *record, onr_arena *arena,
                       onr_error *err)
{
    onr_digest *d = arena_array(arena, onr_digest, 1);
    if (!d || !words_read(&d->words, record->article.text, arena))
        return arena_fail(err, "compare a page with others");
    d->record = record;
    d->day = number_of(record->article.published);
    d->said_count = at_most(record->statements.count);
    d->event_count = at_most(record->events.count);
    d->instrument_count = at_most(record->instruments.count);
    d->parties = arena_array(arena, party, record->entities.count + 1);
    d->said = arena_array(arena, said, d->said_count + 1);
    d->events = arena_array(arena, matter, d->event_count + 1);
    d->instruments = arena_array(arena, matter, d->instrument_count + 1);
    count_stems(d, arena);
    if (!onr_arena_full(arena)) {
        read_items(d, arena);
        read_shingles(d, arena);
        read_traces(d, arena);
    }
    *out = d;
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
