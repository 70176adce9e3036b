/*
 * A digest as bytes: numbers of seven bits a byte, the lowest first, and hashes of HASH_BYTES. Its
 * form is part of a store's version.
 */
#include "across/digest.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/str.h"

static void put_number(buffer *to, uint32_t number)
{
    for (; number > 0x7F; number >>= 7)
        buffer_put_char(to, (char)(0x80 | (number & 0x7F)));
    buffer_put_char(to, (char)number);
}

/* Days may lie before the first one that is counted. */
static void put_day(buffer *to, int32_t number)
{
    put_number(to, (uint32_t)number << 1 ^ (uint32_t)(number >> 31));
}

static void put_hash(buffer *to, uint32_t hash)
{
    char bytes[HASH_BYTES];
    for (size_t i = 0; i < HASH_BYTES; i++)
        bytes[i] = (char)(hash >> (8 * i) & 0xFF);
    buffer_put(to, (onr_str){bytes, sizeof bytes});
}

static void put_set(buffer *to, number_set set)
{
    put_number(to, (uint32_t)set.count);
    for (size_t i = 0; i < set.count; i++)
        put_hash(to, set.items[i]);
}

static void put_list(buffer *to, party_list list)
{
    put_number(to, (uint32_t)list.count);
    for (size_t i = 0; i < list.count; i++)
        put_number(to, list.items[i]);
}

static void put_party(buffer *to, const party *p)
{
    put_number(to,
               (uint32_t)(p->known | p->is_role << 1 | p->one_word << 2) | (uint32_t)p->kind << 3);
    put_number(to, (uint32_t)p->code.len);
    buffer_put(to, p->code);
    put_set(to, p->names);
    put_hash(to, p->last);
    put_hash(to, p->head);
}

static void put_said(buffer *to, const said *s)
{
    const matter *m = &s->content;
    put_number(to, s->speaker);
    put_number(to, (uint32_t)s->act);
    put_number(to, (uint32_t)(s->negated | s->unrealised << 1 | s->is_inside << 2 | s->sure << 3 |
                              s->quoted << 4 | m->denied << 5));
    put_day(to, s->day);
    put_set(to, m->stems);
    buffer_put(to, (onr_str){(const char *)m->often, m->stems.count});
    put_set(to, m->names);
    put_set(to, m->values);
    put_set(to, m->kin);
    put_set(to, m->grams);
    put_set(to, m->pairs);
}

static void put_event(buffer *to, const happened *e)
{
    put_number(to, (uint32_t)e->event_class);
    put_day(to, e->day);
    put_list(to, e->actors);
    put_list(to, e->recipients);
    put_set(to, e->around);
}

static void put_instrument(buffer *to, const named *n)
{
    put_number(to, (uint32_t)n->kind);
    put_list(to, n->parties);
    put_set(to, n->stems);
    put_set(to, n->names);
}

static void put_shingles(buffer *to, const onr_digest *d)
{
    put_number(to, (uint32_t)d->run_count);
    put_number(to, (uint32_t)d->shingle_count);
    for (size_t i = 0; i < d->shingle_count; i++) {
        put_hash(to, d->shingles[i].hash);
        put_number(to, d->shingles[i].at);
    }
}

bool onr_across_write(onr_str *out, const onr_digest *d, onr_arena *arena, onr_error *err)
{
    buffer to = {.arena = arena};
    put_day(&to, d->day);
    put_number(&to, (uint32_t)d->party_count);
    for (size_t i = 0; i < d->party_count; i++)
        put_party(&to, &d->parties[i]);
    put_number(&to, (uint32_t)d->said_count);
    for (size_t i = 0; i < d->said_count; i++)
        put_said(&to, &d->said[i]);
    put_number(&to, (uint32_t)d->event_count);
    for (size_t i = 0; i < d->event_count; i++)
        put_event(&to, &d->events[i]);
    put_number(&to, (uint32_t)d->instrument_count);
    for (size_t i = 0; i < d->instrument_count; i++)
        put_instrument(&to, &d->instruments[i]);
    put_shingles(&to, d);
    return buffer_finish(out, &to, "keep what pages are compared by", err);
}

/* Bytes that do not hold what they should end the reading: `bad`, and everything is 0 from there.
 */
typedef struct reader {
    onr_str left;
    onr_arena *arena;
    size_t party_count;
    bool bad;
} reader;

static uint32_t take_byte(reader *r)
{
    if (r->left.len == 0) {
        r->bad = true;
        return 0;
    }
    r->left.len--;
    return (uint8_t)*r->left.data++;
}

static uint32_t take_number(reader *r)
{
    uint32_t number = 0, byte = 0x80;
    for (unsigned shift = 0; shift < 35 && byte & 0x80; shift += 7) {
        byte = take_byte(r);
        number |= (byte & 0x7F) << shift;
    }
    r->bad |= (byte & 0x80) != 0;
    return number;
}

static int32_t take_day(reader *r)
{
    uint32_t number = take_number(r);
    return (int32_t)(number >> 1 ^ (0 - (number & 1)));
}

static uint32_t take_hash(reader *r)
{
    uint32_t hash = 0;
    for (size_t i = 0; i < HASH_BYTES; i++)
        hash |= take_byte(r) << (8 * i);
    return hash;
}

/* How many there are, each of so many bytes at least; 0 where there cannot be so many. */
static size_t take_count(reader *r, size_t least)
{
    size_t count = take_number(r);
    if (count <= r->left.len / least)
        return count;
    r->bad = true;
    return 0;
}

/* One of those below `end`. */
static uint32_t take_choice(reader *r, size_t end)
{
    uint32_t number = take_number(r);
    if (number < end)
        return number;
    r->bad = true;
    return 0;
}

static number_set take_set(reader *r)
{
    size_t count = take_count(r, HASH_BYTES);
    number_set out = {arena_take(r->arena, (count + 1) * sizeof(uint32_t)), 0};
    for (; out.items && out.count < count; out.count++)
        out.items[out.count] = take_hash(r);
    return out;
}

static party_list take_list(reader *r)
{
    size_t count = take_count(r, 1);
    party_list out = {arena_take(r->arena, (count + 1) * sizeof(uint32_t)), 0};
    for (; out.items && out.count < count; out.count++)
        out.items[out.count] = take_choice(r, r->party_count);
    return out;
}

static onr_str take_bytes(reader *r, size_t len)
{
    onr_str out = {r->left.data, len < r->left.len ? len : r->left.len};
    r->bad |= out.len < len;
    r->left.data += out.len;
    r->left.len -= out.len;
    return out;
}

static void take_party(party *out, reader *r)
{
    uint32_t marks = take_number(r);
    out->known = marks & 1;
    out->is_role = marks >> 1 & 1;
    out->one_word = marks >> 2 & 1;
    out->kind = (onr_entity_kind)(marks >> 3);
    out->code = take_bytes(r, take_number(r));
    out->names = take_set(r);
    out->last = take_hash(r);
    out->head = take_hash(r);
}

static void take_matter(matter *out, reader *r)
{
    out->stems = take_set(r);
    onr_str often = take_bytes(r, out->stems.count);
    out->often = arena_take(r->arena, often.len + 1);
    if (out->often && often.len == out->stems.count)
        memcpy(out->often, often.data, often.len);
    else
        out->stems.count = 0;
    matter_weigh(out, r->arena);
    out->names = take_set(r);
    out->values = take_set(r);
    out->kin = take_set(r);
    out->grams = take_set(r);
    out->pairs = take_set(r);
}

static void take_said(said *out, reader *r)
{
    out->speaker = take_choice(r, r->party_count);
    out->act = (onr_act)take_choice(r, ONR_ACT_COUNT);
    uint32_t marks = take_number(r);
    out->negated = marks & 1;
    out->unrealised = marks >> 1 & 1;
    out->is_inside = marks >> 2 & 1;
    out->sure = marks >> 3 & 1;
    out->quoted = marks >> 4 & 1;
    out->content.denied = marks >> 5 & 1;
    out->day = take_day(r);
    take_matter(&out->content, r);
}

static void take_event(happened *out, reader *r)
{
    out->event_class = (onr_plover)take_number(r);
    out->day = take_day(r);
    out->actors = take_list(r);
    out->recipients = take_list(r);
    out->around = take_set(r);
}

static void take_instrument(named *out, reader *r)
{
    out->kind = (onr_instrument_kind)take_number(r);
    out->parties = take_list(r);
    out->stems = take_set(r);
    out->names = take_set(r);
}

static void take_shingles(onr_digest *out, reader *r)
{
    out->run_count = take_number(r);
    size_t count = take_count(r, HASH_BYTES + 1);
    shingle *all = arena_take(r->arena, (count + 1) * sizeof *all);
    for (size_t i = 0; all && i < count; i++) {
        all[i].hash = take_hash(r);
        all[i].at = take_number(r);
    }
    out->shingles = all;
    out->shingle_count = all ? count : 0;
    /* Equal runs are one shingle; the share of a copy is one of shingles. */
    r->bad |= count > out->run_count || (count == 0 && out->run_count > 0);
}

/* Room for as many of `size` bytes as there are. */
static void *take_room(reader *r, size_t *count, size_t size)
{
    *count = take_count(r, 1);
    void *out = onr_arena_alloc_array(r->arena, *count + 1, size);
    *count = out ? *count : 0;
    return out;
}

static void take_all(onr_digest *out, reader *r)
{
    out->day = take_day(r);
    out->parties = take_room(r, &out->party_count, sizeof *out->parties);
    for (size_t i = 0; i < out->party_count; i++)
        take_party(&out->parties[i], r);
    r->party_count = out->party_count;
    out->said = take_room(r, &out->said_count, sizeof *out->said);
    for (size_t i = 0; i < out->said_count; i++)
        take_said(&out->said[i], r);
    out->events = take_room(r, &out->event_count, sizeof *out->events);
    for (size_t i = 0; i < out->event_count; i++)
        take_event(&out->events[i], r);
    out->instruments = take_room(r, &out->instrument_count, sizeof *out->instruments);
    for (size_t i = 0; i < out->instrument_count; i++)
        take_instrument(&out->instruments[i], r);
    take_shingles(out, r);
}

bool onr_across_read(const onr_digest **out, onr_str bytes, onr_arena *arena, onr_error *err)
{
    onr_digest *d = arena_array(arena, onr_digest, 1);
    onr_str copy = arena_copy(arena, bytes);
    reader r = {.left = copy, .arena = arena};
    if (d && !onr_arena_full(arena))
        take_all(d, &r);
    *out = d;
    if (onr_arena_full(arena))
        return arena_fail(err, "compare a page with others");
    return (!r.bad && r.left.len == 0) ||
           onr_fail(err, ONR_E_FORMAT, copy.len - r.left.len, "put back a copy of the store",
                    "what a page is compared by is damaged");
}
