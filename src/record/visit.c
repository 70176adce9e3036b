/*
 * Which fields a record has, what they are called and in which order they come.
 */
#include "record/visit.h"

#include <math.h>

#include "base/str.h"

static void text(const visitor *v, const char *key, onr_str value)
{
    v->field(v->user, &(field){.key = key, .type = FIELD_TEXT, .text = value});
}

static void text_if_any(const visitor *v, const char *key, onr_str value)
{
    v->field(v->user, &(field){.key = key, .type = FIELD_TEXT, .optional = true, .text = value});
}

/* A word of a fixed set; NULL: none of them. */
static void name(const visitor *v, const char *key, const char *value)
{
    text_if_any(v, key, value ? str_of(value) : (onr_str){0});
}

static void texts(const visitor *v, const char *key, onr_strs value)
{
    v->field(v->user, &(field){.key = key, .type = FIELD_TEXTS, .texts = value});
}

static void range(const visitor *v, const char *key, uint64_t start, uint64_t end)
{
    v->field(v->user, &(field){.key = key, .type = FIELD_RANGE, .range = {start, end}});
}

static void span(const visitor *v, const char *key, onr_span value)
{
    range(v, key, value.start, value.end);
}

static void span_if_any(const visitor *v, const char *key, onr_span value)
{
    v->field(v->user, &(field){.key = key,
                               .type = FIELD_RANGE,
                               .optional = true,
                               .range = {value.start, value.end}});
}

static void spans(const visitor *v, const char *key, onr_spans value)
{
    v->field(v->user, &(field){.key = key, .type = FIELD_SPANS, .spans = value});
}

static void spans_if_any(const visitor *v, const char *key, onr_spans value)
{
    v->field(v->user, &(field){.key = key, .type = FIELD_SPANS, .optional = true, .spans = value});
}

static void id(const visitor *v, const char *key, char letter, int32_t index)
{
    v->field(v->user, &(field){.key = key, .type = FIELD_ID, .letter = letter, .index = index});
}

static void ids(const visitor *v, const char *key, char letter, const int32_t *items, size_t count)
{
    v->field(v->user,
             &(field){.key = key, .type = FIELD_IDS, .letter = letter, .indices = {items, count}});
}

static void number(const visitor *v, const char *key, double value)
{
    v->field(v->user, &(field){.key = key, .type = FIELD_NUMBER, .number = value});
}

/* A count or an offset, unless there is none. */
static void count_if_any(const visitor *v, const char *key, uint64_t value, bool any)
{
    number(v, key, any ? (double)value : NAN);
}

static void flag(const visitor *v, const char *key, bool value)
{
    v->field(v->user, &(field){.key = key, .type = FIELD_FLAG, .flag = value});
}

static void share(const visitor *v, const char *key, double value)
{
    v->field(v->user, &(field){.key = key, .type = FIELD_SHARE, .share = value});
}

static void nothing(const visitor *v, const char *key)
{
    v->field(v->user, &(field){.key = key, .type = FIELD_NOTHING});
}

static void open_list(const visitor *v, const char *key)
{
    v->open(v->user, key, true);
}

static void close_list(const visitor *v)
{
    v->close(v->user, true);
}

/* `key` is NULL within a list. */
static void open_object(const visitor *v, const char *key)
{
    v->open(v->user, key, false);
}

static void close_object(const visitor *v)
{
    v->close(v->user, false);
}

static void blocks(const visitor *v, const onr_article *article)
{
    open_list(v, "blocks");
    for (size_t i = 0; i < article->block_count; i++) {
        const onr_block *block = &article->blocks[i];
        open_object(v, NULL);
        name(v, "kind", onr_block_kind_name(block->kind));
        span(v, "span", block->span);
        span(v, "bytes", block->bytes);
        close_object(v);
    }
    close_list(v);
}

static void page(const visitor *v, const onr_record *record)
{
    const onr_article *article = &record->article;
    open_object(v, "page");
    text(v, "id", str_of(record->id));
    text_if_any(v, "source", record->source);
    count_if_any(v, "offset", record->origin.offset, record->origin.length > 0);
    count_if_any(v, "length", record->origin.length, record->origin.length > 0);
    text_if_any(v, "digest", record->origin.digest);
    text_if_any(v, "fetched", record->origin.fetched);
    text_if_any(v, "name", record->name);
    text_if_any(v, "url", article->url);
    text_if_any(v, "outlet", article->outlet);
    text_if_any(v, "title", article->title);
    texts(v, "byline", article->byline);
    text_if_any(v, "published", article->published);
    name(v, "published_from", onr_date_from_name(article->published_from));
    text_if_any(v, "language", article->language);
    texts(v, "tags", article->tags);
    texts(v, "sources", article->sources);
    text(v, "text", article->text);
    blocks(v, article);
    close_object(v);
}

/* `key`: NULL within a list, here and below. */
static void entity(const visitor *v, const char *key, const onr_record *record, size_t i)
{
    const onr_entity *e = &record->entities.items[i];
    open_object(v, key);
    id(v, "id", 'E', (int32_t)i);
    text(v, "name", e->name);
    name(v, "kind", onr_entity_kind_name(e->kind));
    text_if_any(v, "code", e->code);
    texts(v, "aliases", e->aliases);
    ids(v, "members", 'E', e->members, e->member_count);
    spans(v, "mentions", e->mentions);
    close_object(v);
}

static void entities(const visitor *v, const onr_record *record)
{
    open_list(v, "entities");
    for (size_t i = 0; i < record->entities.count; i++)
        entity(v, NULL, record, i);
    close_list(v);
}

/* The time that entry `i` of a record's list has, or NULL. */
static const onr_time *time_of(const onr_record *record, const int32_t *list, size_t i)
{
    return list && list[i] >= 0 ? &record->times.items[list[i]] : NULL;
}

static void said(const visitor *v, const onr_time *time)
{
    if (!time) {
        nothing(v, "said");
        return;
    }
    open_object(v, "said");
    span(v, "span", time->span);
    text_if_any(v, "when", time->when);
    close_object(v);
}

static void statement(const visitor *v, const char *key, const onr_record *record, size_t i)
{
    const onr_statement *s = &record->statements.items[i];
    open_object(v, key);
    id(v, "id", 'S', (int32_t)i);
    spans_if_any(v, "speaker", s->speaker);
    id(v, "speaker_entity", 'E', s->speaker_entity);
    spans(v, "cue", s->cue);
    spans(v, "content", s->content);
    spans_if_any(v, "addressee", s->addressee);
    id(v, "addressee_entity", 'E', s->addressee_entity);
    name(v, "quote", onr_quote_name(s->quote));
    name(v, "act", onr_act_name(s->act));
    flag(v, "negated", s->negated);
    flag(v, "hedged", s->hedged);
    flag(v, "unrealised", s->unrealised);
    id(v, "inside", 'S', s->inside);
    spans_if_any(v, "on_word_of", s->on_word_of);
    texts(v, "chain", record->chains ? record->chains[i] : (onr_strs){0});
    said(v, time_of(record, record->said, i));
    share(v, "confidence", (double)s->confidence);
    close_object(v);
}

static void statements(const visitor *v, const onr_record *record)
{
    open_list(v, "statements");
    for (size_t i = 0; i < record->statements.count; i++)
        if (record->statements.items[i].confidence >= v->least)
            statement(v, NULL, record, i);
    close_list(v);
}

static void event(const visitor *v, const char *key, const onr_record *record, size_t i)
{
    const onr_event *e = &record->events.items[i];
    const onr_time *time = time_of(record, record->when, i);
    open_object(v, key);
    id(v, "id", 'V', (int32_t)i);
    ids(v, "actor", 'E', e->actors, e->actor_count);
    ids(v, "recipient", 'E', e->recipients, e->recipient_count);
    name(v, "class", onr_plover_name(e->event_class));
    text_if_any(v, "mode", e->mode);
    name(v, "cameo", e->cameo);
    spans(v, "trigger", e->trigger);
    text_if_any(v, "when", time ? time->when : (onr_str){0});
    text_if_any(v, "where", e->where);
    name(v, "status", onr_status_name(e->status));
    id(v, "vouched", 'S', e->vouched);
    id(v, "same_as", 'V', e->same_as);
    if (e->issues.count)
        texts(v, "issues", e->issues);
    share(v, "confidence", (double)e->confidence);
    close_object(v);
}

static void events(const visitor *v, const onr_record *record)
{
    open_list(v, "events");
    for (size_t i = 0; i < record->events.count; i++)
        if (record->events.items[i].confidence >= v->least)
            event(v, NULL, record, i);
    close_list(v);
}

static void disputes(const visitor *v, const onr_record *record)
{
    open_list(v, "disputes");
    for (size_t i = 0; i < record->dispute_count; i++) {
        const onr_dispute *dispute = &record->disputes[i];
        open_object(v, NULL);
        id(v, "claim", 'S', dispute->claim);
        id(v, "denial", 'S', dispute->denial);
        span(v, "about", dispute->about);
        close_object(v);
    }
    close_list(v);
}

static void standings(const visitor *v, const onr_instrument *of)
{
    open_list(v, "standings");
    for (size_t i = 0; i < of->standing_count; i++) {
        open_object(v, NULL);
        id(v, "statement", 'S', of->standings[i].statement);
        name(v, "standing", onr_standing_name(of->standings[i].standing));
        close_object(v);
    }
    close_list(v);
}

static void instrument(const visitor *v, const char *key, const onr_record *record, size_t i)
{
    const onr_instrument *n = &record->instruments.items[i];
    open_object(v, key);
    id(v, "id", 'I', (int32_t)i);
    span(v, "name", n->name);
    name(v, "kind", onr_instrument_kind_name(n->kind));
    ids(v, "parties", 'E', n->parties, n->party_count);
    text_if_any(v, "when", n->when);
    standings(v, n);
    share(v, "confidence", n->confidence);
    close_object(v);
}

static void instruments(const visitor *v, const onr_record *record)
{
    open_list(v, "instruments");
    for (size_t i = 0; i < record->instruments.count; i++)
        if (record->instruments.items[i].confidence >= v->least)
            instrument(v, NULL, record, i);
    close_list(v);
}

static void figures(const visitor *v, const onr_figures *all)
{
    open_list(v, "figures");
    for (size_t i = 0; i < all->count; i++) {
        const onr_figure *figure = &all->items[i];
        open_object(v, NULL);
        span(v, "span", figure->span);
        span_if_any(v, "subject", figure->subject);
        span_if_any(v, "measure", figure->measure);
        number(v, "value", figure->value);
        number(v, "to", figure->to);
        text_if_any(v, "unit", figure->unit);
        flag(v, "approximate", figure->approximate);
        id(v, "vouched", 'S', figure->vouched);
        close_object(v);
    }
    close_list(v);
}

static void notes(const visitor *v, onr_notes all)
{
    open_list(v, "notes");
    for (size_t i = 0; i < all.count; i++) {
        open_object(v, NULL);
        text(v, "layer", str_of(all.items[i].layer));
        range(v, "bytes", all.items[i].start, all.items[i].end);
        text(v, "reason", all.items[i].reason);
        close_object(v);
    }
    close_list(v);
}

void visit_record(const visitor *v, const onr_record *record)
{
    open_object(v, NULL);
    page(v, record);
    entities(v, record);
    statements(v, record);
    events(v, record);
    instruments(v, record);
    disputes(v, record);
    figures(v, &record->figures);
    notes(v, record->notes);
    close_object(v);
}

void visit_article(const visitor *v, onr_str called, const onr_article *article)
{
    open_object(v, NULL);
    text_if_any(v, "name", called);
    text(v, "text", article->text);
    text_if_any(v, "title", article->title);
    texts(v, "byline", article->byline);
    text_if_any(v, "published", article->published);
    name(v, "published_from", onr_date_from_name(article->published_from));
    text_if_any(v, "outlet", article->outlet);
    text_if_any(v, "url", article->url);
    text_if_any(v, "language", article->language);
    texts(v, "tags", article->tags);
    texts(v, "sources", article->sources);
    blocks(v, article);
    notes(v, article->notes);
    close_object(v);
}

void visit_answer(const visitor *v, const onr_answer *answer)
{
    open_object(v, NULL);
    text_if_any(v, "id", answer->id);
    text_if_any(v, "page", answer->page);
    text_if_any(v, "source", answer->source);
    text_if_any(v, "url", answer->url);
    text_if_any(v, "title", answer->title);
    text_if_any(v, "outlet", answer->outlet);
    text_if_any(v, "published", answer->published);
    text_if_any(v, "statement", answer->statement);
    text_if_any(v, "speaker", answer->speaker);
    text_if_any(v, "speaker_words", answer->speaker_words);
    text_if_any(v, "code", answer->code);
    text_if_any(v, "cue", answer->cue);
    text_if_any(v, "act", answer->act);
    text_if_any(v, "content", answer->content);
    text_if_any(v, "addressee", answer->addressee);
    text_if_any(v, "chain", answer->chain);
    text_if_any(v, "said", answer->said);
    text_if_any(v, "quote", answer->quote);
    flag(v, "negated", answer->negated);
    flag(v, "hedged", answer->hedged);
    flag(v, "unrealised", answer->unrealised);
    span(v, "span", answer->span);
    span(v, "bytes", answer->bytes);
    share(v, "confidence", answer->confidence);
    close_object(v);
}

/* Where a statement's page is, once for both. */
static void disputed_page(const visitor *v, const onr_answer *answer)
{
    text_if_any(v, "page", answer->page);
    text_if_any(v, "source", answer->source);
    text_if_any(v, "url", answer->url);
    text_if_any(v, "title", answer->title);
    text_if_any(v, "outlet", answer->outlet);
    text_if_any(v, "published", answer->published);
}

static void disputed_side(const visitor *v, const char *key, const onr_answer *answer)
{
    open_object(v, key);
    text_if_any(v, "id", answer->id);
    text_if_any(v, "speaker", answer->speaker);
    text_if_any(v, "speaker_words", answer->speaker_words);
    text_if_any(v, "code", answer->code);
    text_if_any(v, "act", answer->act);
    text_if_any(v, "content", answer->content);
    text_if_any(v, "chain", answer->chain);
    span(v, "bytes", answer->bytes);
    share(v, "confidence", answer->confidence);
    close_object(v);
}

void visit_disputed(const visitor *v, const onr_disputed *disputed)
{
    open_object(v, NULL);
    disputed_page(v, &disputed->claim);
    disputed_side(v, "claim", &disputed->claim);
    disputed_side(v, "denial", &disputed->denial);
    text_if_any(v, "about", disputed->about);
    close_object(v);
}

/* The kinds of entries that have ids. */
static const struct entry_kind {
    char letter;
    void (*visit)(const visitor *v, const char *key, const onr_record *record, size_t i);
} entry_kinds[] = {{'S', statement}, {'V', event}, {'E', entity}, {'I', instrument}};

size_t visit_count(const onr_record *record, char letter)
{
    switch (letter) {
    case 'S': return record->statements.count;
    case 'V': return record->events.count;
    case 'E': return record->entities.count;
    case 'I': return record->instruments.count;
    default: return 0;
    }
}

/* The words that an entry stands on: content or cue, trigger, name, first mention. */
static onr_span place_of(const onr_record *record, char letter, size_t i)
{
    onr_spans at = {0};
    switch (letter) {
    case 'S':
        at = record->statements.items[i].content;
        if (at.count == 0)
            at = record->statements.items[i].cue;
        break;
    case 'V': at = record->events.items[i].trigger; break;
    case 'E': at = record->entities.items[i].mentions; break;
    default: return record->instruments.items[i].name;
    }
    return at.count ? at.items[0] : (onr_span){0};
}

const onr_block *visit_block(const onr_record *record, char letter, size_t i)
{
    onr_span at = place_of(record, letter, i);
    for (size_t k = 0; k < record->article.block_count; k++)
        if (record->article.blocks[k].span.end > at.start)
            return &record->article.blocks[k];
    return NULL;
}

static void context(const visitor *v, const onr_record *record, const onr_block *block)
{
    if (!block) {
        nothing(v, "context");
        return;
    }
    open_object(v, "context");
    text(v, "text", str_slice(record->article.text, block->span));
    span(v, "span", block->span);
    span(v, "bytes", block->bytes);
    close_object(v);
}

void visit_entry(const visitor *v, const onr_record *record, onr_str called, char letter, size_t i)
{
    const onr_article *article = &record->article;
    open_object(v, NULL);
    text(v, "id", called);
    text(v, "page", str_of(record->id));
    text_if_any(v, "source", record->source);
    count_if_any(v, "offset", record->origin.offset, record->origin.length > 0);
    count_if_any(v, "length", record->origin.length, record->origin.length > 0);
    text_if_any(v, "url", article->url);
    text_if_any(v, "title", article->title);
    text_if_any(v, "outlet", article->outlet);
    text_if_any(v, "published", article->published);
    for (size_t k = 0; k < sizeof entry_kinds / sizeof *entry_kinds; k++)
        if (entry_kinds[k].letter == letter)
            entry_kinds[k].visit(v, "entry", record, i);
    context(v, record, visit_block(record, letter, i));
    close_object(v);
}
