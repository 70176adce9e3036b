/*
 * A record out of its JSON: json.c the other way round, field by field. It may come from strangers:
 * whatever points outside the text or at no entry is a fault.
 */
#include <math.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "onrecord/export.h"

typedef struct reading {
    onr_record *out;
    onr_arena *arena;
    onr_error *err;
    bool ok;
    onr_time *times; /* Of statements, then of events; those that have none are left out. */
    size_t time_count;
} reading;

static bool refuse(reading *r, const char *what)
{
    if (r->ok)
        onr_fail(r->err, ONR_E_FORMAT, 0, "give a record as onrecord writes it", "a record with %s",
                 what);
    r->ok = false;
    return false;
}

/* Room for the elements of a list, zeroed, and for one where there are none. */
static void *room_for(reading *r, const json_value *from, size_t size)
{
    size_t count = json_is(from, JSON_OPEN_ARRAY) ? from->count : 0;
    void *items = onr_arena_alloc_array(r->arena, count ? count : 1, size);
    if (!items && r->ok)
        r->ok = arena_fail(r->err, "read a record");
    return r->ok ? items : NULL;
}

static onr_str text_of(const json_value *object, const char *key)
{
    return json_string_of(json_member(object, key));
}

static onr_strs texts_of(reading *r, const json_value *object, const char *key)
{
    const json_value *from = json_member(object, key);
    onr_str *items = room_for(r, from, sizeof *items);
    size_t count = 0;
    for (const json_value *at = json_element(from); items && at; at = at->next)
        items[count++] = json_string_of(at);
    return (onr_strs){items, count};
}

static onr_span range_of(reading *r, const json_value *from, uint64_t most)
{
    int64_t start = 0, end = 0;
    const json_value *first = json_element(from);
    if (!first)
        return (onr_span){0};
    if (!json_integer_of(&start, first) || !json_integer_of(&end, first->next) || start < 0 ||
        end < start || (uint64_t)end > most)
        refuse(r, "a span that is none, or lies outside the text");
    return (onr_span){(uint32_t)start, (uint32_t)end};
}

static onr_span span_of(reading *r, const json_value *object, const char *key)
{
    return range_of(r, json_member(object, key), r->out->article.text.len);
}

static onr_span bytes_of(reading *r, const json_value *object)
{
    return range_of(r, json_member(object, "bytes"), UINT32_MAX);
}

static onr_spans spans_of(reading *r, const json_value *object, const char *key)
{
    const json_value *from = json_member(object, key);
    onr_span *items = room_for(r, from, sizeof *items);
    size_t count = 0;
    for (const json_value *at = json_element(from); items && at; at = at->next)
        items[count++] = range_of(r, at, r->out->article.text.len);
    return (onr_spans){items, count};
}

/* "E7" is 6 where there are 7 entities at least; null is -1, as no entity and no statement are. */
static int32_t index_of(reading *r, const json_value *id, char letter, size_t count)
{
    onr_str text = json_string_of(id);
    uint64_t number = 0;
    size_t at = 1;
    if (text.len == 0)
        return -1;
    while (at < text.len && is_ascii_digit(text.data[at]) && number <= count)
        number = number * 10 + (uint64_t)(text.data[at++] - '0');
    if (text.data[0] != letter || at < text.len || number == 0 || number > count)
        refuse(r, "an id of nothing in it");
    return (int32_t)number - 1;
}

static int32_t id_of(reading *r, const json_value *object, const char *key, char letter,
                     size_t count)
{
    return index_of(r, json_member(object, key), letter, count);
}

/* Of what must be there. */
static int32_t given_id_of(reading *r, const json_value *object, const char *key, char letter,
                           size_t count)
{
    int32_t index = id_of(r, object, key, letter, count);
    if (index < 0)
        refuse(r, "no id where one must be");
    return index;
}

static const int32_t *ids_of(reading *r, size_t *found, const json_value *object, const char *key)
{
    const json_value *from = json_member(object, key);
    int32_t *items = room_for(r, from, sizeof *items);
    *found = 0;
    for (const json_value *at = json_element(from); items && at; at = at->next) {
        items[*found] = index_of(r, at, 'E', r->out->entities.count);
        if (items[(*found)++] < 0)
            refuse(r, "no id where one must be");
    }
    return items;
}

static bool flag_of(const json_value *object, const char *key)
{
    return json_is(json_member(object, key), JSON_TRUE);
}

static double number_of(const json_value *object, const char *key)
{
    double number = (double)NAN;
    json_number_of(&number, json_member(object, key));
    return number;
}

static float share_of(reading *r, const json_value *object, const char *key)
{
    double share = number_of(object, key);
    if (share < 0 || share > 1)
        refuse(r, "a confidence that is no share of one");
    return isnan(share) ? 0 : (float)share;
}

/* A reader of one of the words of an enumeration up to `last`; a missing one is its first. */
#define WORD_READER(type, last, name_of)                                                           \
    static type read_##type(reading *r, const json_value *object, const char *key)                 \
    {                                                                                              \
        onr_str word = text_of(object, key);                                                       \
        for (int i = 0; i <= (int)(last); i++)                                                     \
            if (word.len == 0 || str_is_name(word, name_of((type)i)))                              \
                return (type)i;                                                                    \
        refuse(r, "a word that its field never has");                                              \
        return (type)0;                                                                            \
    }

static bool str_is_name(onr_str word, const char *name)
{
    return name && str_is(word, name);
}

WORD_READER(onr_date_from, ONR_DATE_FETCHED, onr_date_from_name)
WORD_READER(onr_block_kind, ONR_BLOCK_SOURCES, onr_block_kind_name)
WORD_READER(onr_entity_kind, ONR_ENTITY_GROUP, onr_entity_kind_name)
WORD_READER(onr_quote, ONR_QUOTE_MIXED, onr_quote_name)
WORD_READER(onr_act, ONR_ACT_COUNT - 1, onr_act_name)
WORD_READER(onr_plover, ONR_ASSAULT, onr_plover_name)
WORD_READER(onr_status, ONR_HYPOTHETICAL, onr_status_name)
WORD_READER(onr_instrument_kind, ONR_INSTRUMENT_ULTIMATUM, onr_instrument_kind_name)
WORD_READER(onr_standing, ONR_STANDING_REVOKED, onr_standing_name)

/* A NUL-terminated copy. */
static const char *string_of(reading *r, const json_value *object, const char *key)
{
    onr_str text = text_of(object, key);
    return arena_format(r->arena, "%.*s", (int)text.len, text.data).data;
}

static void read_blocks(reading *r, const json_value *page)
{
    const json_value *from = json_member(page, "blocks");
    onr_block *blocks = room_for(r, from, sizeof *blocks);
    onr_article *out = &r->out->article;
    for (const json_value *at = json_element(from); blocks && at; at = at->next)
        blocks[out->block_count++] = (onr_block){.kind = read_onr_block_kind(r, at, "kind"),
                                                 .span = span_of(r, at, "span"),
                                                 .bytes = bytes_of(r, at)};
    out->blocks = blocks;
}

/* Below 2^53, as all that a file has. */
static uint64_t size_of(const json_value *object, const char *key)
{
    double number = number_of(object, key);
    return number >= 0 && number < 9007199254740992.0 ? (uint64_t)number : 0;
}

static onr_origin read_origin(const json_value *page)
{
    return (onr_origin){.offset = size_of(page, "offset"),
                        .length = size_of(page, "length"),
                        .digest = text_of(page, "digest"),
                        .fetched = text_of(page, "fetched")};
}

static void read_page(reading *r, const json_value *page, onr_str text)
{
    onr_str id = text_of(page, "id");
    if (!json_is(page, JSON_OPEN_OBJECT) || id.len == 0 || id.len >= sizeof r->out->id)
        refuse(r, "no page that has an id");
    else
        memcpy(r->out->id, id.data, id.len);
    r->out->source = text_of(page, "source");
    r->out->origin = read_origin(page);
    r->out->name = text_of(page, "name");
    r->out->article = (onr_article){.text = text.len ? text : text_of(page, "text"),
                                    .title = text_of(page, "title"),
                                    .byline = texts_of(r, page, "byline"),
                                    .published = text_of(page, "published"),
                                    .published_from = read_onr_date_from(r, page, "published_from"),
                                    .outlet = text_of(page, "outlet"),
                                    .language = text_of(page, "language"),
                                    .url = text_of(page, "url"),
                                    .tags = texts_of(r, page, "tags"),
                                    .sources = texts_of(r, page, "sources")};
    read_blocks(r, page);
}

static onr_entity read_entity(reading *r, const json_value *from)
{
    onr_entity out = {.name = text_of(from, "name"),
                      .kind = read_onr_entity_kind(r, from, "kind"),
                      .code = text_of(from, "code"),
                      .aliases = texts_of(r, from, "aliases"),
                      .mentions = spans_of(r, from, "mentions")};
    out.members = ids_of(r, &out.member_count, from, "members");
    return out;
}

static void read_entities(reading *r, const json_value *from)
{
    onr_entity *items = room_for(r, from, sizeof *items);
    size_t count = 0;
    if (!items)
        return;
    /* A group may come before its members. */
    r->out->entities.count = json_is(from, JSON_OPEN_ARRAY) ? from->count : 0;
    for (const json_value *at = json_element(from); at; at = at->next)
        items[count++] = read_entity(r, at);
    r->out->entities.items = items;
}

static onr_statement read_statement(reading *r, const json_value *from)
{
    size_t entities = r->out->entities.count;
    return (onr_statement){
        .speaker = spans_of(r, from, "speaker"),
        .speaker_entity = id_of(r, from, "speaker_entity", 'E', entities),
        .cue = spans_of(r, from, "cue"),
        .content = spans_of(r, from, "content"),
        .addressee = spans_of(r, from, "addressee"),
        .addressee_entity = id_of(r, from, "addressee_entity", 'E', entities),
        .quote = read_onr_quote(r, from, "quote"),
        .act = read_onr_act(r, from, "act"),
        .negated = flag_of(from, "negated"),
        .hedged = flag_of(from, "hedged"),
        .unrealised = flag_of(from, "unrealised"),
        .inside = id_of(r, from, "inside", 'S', r->out->statements.count),
        .on_word_of = spans_of(r, from, "on_word_of"),
        .confidence = share_of(r, from, "confidence"),
    };
}

/* The index of a time that is kept for an entry; ONR_NO_TIME where it has none. */
static int32_t keep_time(reading *r, bool has_one, onr_time time)
{
    if (!has_one)
        return ONR_NO_TIME;
    r->times[r->time_count] = time;
    return (int32_t)r->time_count++;
}

static int32_t read_said(reading *r, const json_value *statement)
{
    const json_value *said = json_member(statement, "said");
    onr_time time = {.span = span_of(r, said, "span"), .when = text_of(said, "when")};
    return keep_time(r, json_is(said, JSON_OPEN_OBJECT), time);
}

/* Each is walked outwards until one that was: where that is of the same walk, it leads back. */
static void check_nesting(reading *r)
{
    const onr_statements *all = &r->out->statements;
    uint32_t *walk = arena_array(r->arena, uint32_t, all->count + 1);
    for (size_t i = 0; walk && i < all->count; i++) {
        int32_t at = (int32_t)i;
        for (; at >= 0 && walk[at] == 0; at = all->items[at].inside)
            walk[at] = (uint32_t)i + 1;
        if (at >= 0 && walk[at] == i + 1)
            refuse(r, "a statement that stands in itself");
    }
}

static void read_statements(reading *r, const json_value *from)
{
    onr_statement *items = room_for(r, from, sizeof *items);
    onr_strs *chains = room_for(r, from, sizeof *chains);
    int32_t *said = room_for(r, from, sizeof *said);
    size_t count = 0;
    if (!items || !chains || !said)
        return;
    r->out->statements.count = json_is(from, JSON_OPEN_ARRAY) ? from->count : 0;
    for (const json_value *at = json_element(from); at; at = at->next, count++) {
        items[count] = read_statement(r, at);
        chains[count] = texts_of(r, at, "chain");
        said[count] = read_said(r, at);
    }
    r->out->statements.items = items;
    r->out->chains = chains;
    r->out->said = said;
    if (r->ok)
        check_nesting(r);
}

static onr_event read_event(reading *r, const json_value *from)
{
    onr_event out = {.event_class = read_onr_plover(r, from, "class"),
                     .mode = text_of(from, "mode"),
                     .cameo = string_of(r, from, "cameo"),
                     .trigger = spans_of(r, from, "trigger"),
                     .status = read_onr_status(r, from, "status"),
                     .vouched = id_of(r, from, "vouched", 'S', r->out->statements.count),
                     .where = text_of(from, "where"),
                     .same_as = id_of(r, from, "same_as", 'V', r->out->events.count),
                     .issues = texts_of(r, from, "issues"),
                     .confidence = share_of(r, from, "confidence")};
    out.actors = ids_of(r, &out.actor_count, from, "actor");
    out.recipients = ids_of(r, &out.recipient_count, from, "recipient");
    return out;
}

static void read_events(reading *r, const json_value *from)
{
    onr_event *items = room_for(r, from, sizeof *items);
    int32_t *when = room_for(r, from, sizeof *when);
    size_t count = 0;
    r->out->events.count = json_is(from, JSON_OPEN_ARRAY) ? from->count : 0;
    for (const json_value *at = json_element(from); items && when && at; at = at->next, count++) {
        onr_time time = {.when = text_of(at, "when")};
        items[count] = read_event(r, at);
        when[count] = keep_time(r, time.when.len > 0, time);
    }
    r->out->events = (onr_events){items, count};
    r->out->when = when;
}

static void read_standings(reading *r, onr_instrument *out, const json_value *instrument)
{
    const json_value *from = json_member(instrument, "standings");
    onr_standing_by *items = room_for(r, from, sizeof *items);
    for (const json_value *at = json_element(from); items && at; at = at->next)
        items[out->standing_count++] =
            (onr_standing_by){id_of(r, at, "statement", 'S', r->out->statements.count),
                              read_onr_standing(r, at, "standing")};
    out->standings = items;
}

static void read_instruments(reading *r, const json_value *from)
{
    onr_instrument *items = room_for(r, from, sizeof *items);
    size_t count = 0;
    for (const json_value *at = json_element(from); items && at; at = at->next) {
        onr_instrument *out = &items[count++];
        *out = (onr_instrument){.name = span_of(r, at, "name"),
                                .kind = read_onr_instrument_kind(r, at, "kind"),
                                .when = text_of(at, "when"),
                                .confidence = share_of(r, at, "confidence")};
        out->parties = ids_of(r, &out->party_count, at, "parties");
        read_standings(r, out, at);
    }
    r->out->instruments = (onr_instruments){items, count};
}

static void read_disputes(reading *r, const json_value *from)
{
    size_t statements = r->out->statements.count, count = 0;
    onr_dispute *items = room_for(r, from, sizeof *items);
    for (const json_value *at = json_element(from); items && at; at = at->next)
        items[count++] = (onr_dispute){.claim = given_id_of(r, at, "claim", 'S', statements),
                                       .denial = given_id_of(r, at, "denial", 'S', statements),
                                       .about = span_of(r, at, "about")};
    r->out->disputes = items;
    r->out->dispute_count = count;
}

static void read_figures(reading *r, const json_value *from)
{
    onr_figure *items = room_for(r, from, sizeof *items);
    size_t count = 0;
    for (const json_value *at = json_element(from); items && at; at = at->next)
        items[count++] =
            (onr_figure){.span = span_of(r, at, "span"),
                         .subject = span_of(r, at, "subject"),
                         .measure = span_of(r, at, "measure"),
                         .value = number_of(at, "value"),
                         .to = number_of(at, "to"),
                         .unit = text_of(at, "unit"),
                         .approximate = flag_of(at, "approximate"),
                         .vouched = id_of(r, at, "vouched", 'S', r->out->statements.count)};
    r->out->figures = (onr_figures){items, count};
}

static void read_notes(reading *r, const json_value *from)
{
    onr_note *items = room_for(r, from, sizeof *items);
    size_t count = 0;
    for (const json_value *at = json_element(from); items && at; at = at->next) {
        onr_span bytes = bytes_of(r, at);
        items[count++] = (onr_note){.layer = string_of(r, at, "layer"),
                                    .start = bytes.start,
                                    .end = bytes.end,
                                    .reason = text_of(at, "reason")};
    }
    r->out->notes = (onr_notes){items, count};
}

/* Each statement and each event has one time at most. */
static bool make_room_for_times(reading *r, const json_value *statements, const json_value *events)
{
    size_t count = 1 + (json_is(statements, JSON_OPEN_ARRAY) ? statements->count : 0) +
                   (json_is(events, JSON_OPEN_ARRAY) ? events->count : 0);
    r->times = arena_array(r->arena, onr_time, count);
    if (!r->times)
        r->ok = arena_fail(r->err, "read a record");
    return r->ok;
}

bool onr_record_read_json(onr_record *out, onr_str json, onr_str text, onr_arena *arena,
                          onr_error *err)
{
    const json_value *from = NULL;
    reading r = {.out = out, .arena = arena, .err = err, .ok = true};
    *out = (onr_record){0};
    if (!json_read(&from, json, NULL, arena, err))
        return false;
    const json_value *statements = json_member(from, "statements");
    const json_value *events = json_member(from, "events");
    if (!make_room_for_times(&r, statements, events))
        return false;
    read_page(&r, json_member(from, "page"), text);
    read_entities(&r, json_member(from, "entities"));
    read_statements(&r, statements);
    read_events(&r, events);
    read_instruments(&r, json_member(from, "instruments"));
    read_disputes(&r, json_member(from, "disputes"));
    read_figures(&r, json_member(from, "figures"));
    read_notes(&r, json_member(from, "notes"));
    out->times = (onr_times){r.times, r.time_count};
    if (r.ok && onr_arena_full(arena))
        r.ok = arena_fail(err, "read a record");
    return r.ok;
}
