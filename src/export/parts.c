#include "export/parts.h"

#include <math.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/day.h"
#include "base/str.h"
#include "base/table.h"

onr_span parts_whole(onr_spans spans)
{
    if (spans.count == 0)
        return (onr_span){0};
    return (onr_span){spans.items[0].start, spans.items[spans.count - 1].end};
}

onr_span parts_said(const onr_statement *statement)
{
    return parts_whole(statement->content.count ? statement->content : statement->cue);
}

onr_str parts_text(const onr_record *record, onr_span span)
{
    onr_str text = record->article.text;
    return span.end <= text.len && span.start < span.end ? str_slice(text, span) : (onr_str){"", 0};
}

void parts_put_words(buffer *to, const onr_record *record, onr_spans spans)
{
    for (size_t i = 0; i < spans.count; i++) {
        onr_str words = parts_text(record, spans.items[i]);
        if (i && words.len)
            buffer_put(to, ONR_STR(" … "));
        buffer_put(to, words);
    }
}

const onr_entity *parts_entity(const onr_record *record, int32_t index)
{
    return index >= 0 ? &record->entities.items[index] : NULL;
}

void parts_put_party(buffer *to, const onr_record *record, int32_t entity, onr_spans spans)
{
    if (entity >= 0)
        buffer_put(to, record->entities.items[entity].name);
    else
        parts_put_words(to, record, spans);
}

const onr_block *parts_block(const onr_article *article, uint32_t at)
{
    size_t i = table_first_from(at + 1, article->blocks, article->block_count,
                                sizeof *article->blocks, offsetof(onr_block, span.end));
    return i < article->block_count && article->blocks[i].span.start <= at ? &article->blocks[i]
                                                                           : NULL;
}

onr_span parts_page_bytes(const onr_article *article, onr_span span)
{
    const onr_block *first = parts_block(article, span.start);
    const onr_block *last = span.end > span.start ? parts_block(article, span.end - 1) : first;
    if (!first)
        return (onr_span){0};
    return (onr_span){first->bytes.start, last && last->bytes.end > first->bytes.end
                                              ? last->bytes.end
                                              : first->bytes.end};
}

static onr_str when_of(const onr_record *record, const int32_t *list, size_t i)
{
    return list && list[i] >= 0 ? record->times.items[list[i]].when : (onr_str){"", 0};
}

onr_str parts_event_when(const onr_record *record, size_t event)
{
    return when_of(record, record->when, event);
}

onr_str parts_statement_when(const onr_record *record, size_t statement)
{
    return when_of(record, record->said, statement);
}

onr_str parts_event_date(const onr_record *record, size_t event)
{
    onr_str when = parts_event_when(record, event);
    return edtf_unmarked(when.len ? when : record->article.published);
}

void parts_put_id(buffer *to, char letter, int32_t index)
{
    if (index >= 0)
        buffer_format(to, "%c%d", letter, (int)index + 1);
}

void parts_put_reference(buffer *to, const onr_record *record, char letter, size_t index)
{
    buffer_format(to, "%s#%c%zu", record->id, letter, index + 1);
}

void parts_put_share(buffer *to, double share)
{
    unsigned thousandths = (unsigned)lround(share * 1000);
    buffer_format(to, "%u.%03u", thousandths / 1000, thousandths % 1000);
}

onr_str parts_code(onr_str code, size_t i)
{
    return code.len >= 3 * i + 3 ? (onr_str){code.data + 3 * i, 3} : (onr_str){"", 0};
}

onr_str parts_country(onr_str code)
{
    onr_str first = parts_code(code, 0);
    return str_listed(first, "IGO|NGO|NGM|MNC|IMG|INT") ? (onr_str){"", 0} : first;
}

enum { INDEX_STEP = 64 };

/* Of UTF-8, all bytes but those that go on with a character. */
static uint32_t characters_in(const char *from, const char *end)
{
    uint32_t count = 0;
    for (; from < end; from++)
        count += ((unsigned char)*from & 0xC0) != 0x80;
    return count;
}

character_index characters_count(onr_str text, onr_arena *arena)
{
    size_t steps = text.len / INDEX_STEP + 1;
    uint32_t *before = arena_array(arena, uint32_t, steps);
    for (size_t i = 1; before && i < steps; i++) {
        const char *from = text.data + (i - 1) * INDEX_STEP;
        before[i] = before[i - 1] + characters_in(from, from + INDEX_STEP);
    }
    return (character_index){text, before};
}

uint32_t characters_before(const character_index *index, uint32_t byte)
{
    if (!index->before || byte > index->text.len)
        return 0;
    const char *from = index->text.data + byte / INDEX_STEP * INDEX_STEP;
    return index->before[byte / INDEX_STEP] + characters_in(from, index->text.data + byte);
}

/* What has no name of its own is called by the page's words. */
static bool has_name(const onr_entity *entity)
{
    return entity->kind != ONR_ENTITY_GROUP && entity->kind != ONR_ENTITY_UNNAMED_SOURCE &&
           entity->kind != ONR_ENTITY_PEOPLE;
}

bool parts_without_text(onr_record *out, const onr_record *record, onr_arena *arena)
{
    size_t count = record->entities.count;
    onr_entity *entities = arena_array(arena, onr_entity, count ? count : 1);
    if (!entities)
        return false;
    for (size_t i = 0; i < count; i++) {
        entities[i] = record->entities.items[i];
        if (!has_name(&entities[i])) {
            entities[i].name = (onr_str){"", 0};
            entities[i].aliases = (onr_strs){0};
        }
    }
    *out = *record;
    out->entities.items = entities;
    out->chains = NULL;
    out->text = (onr_text){0};
    out->article.text = out->article.title = (onr_str){"", 0};
    out->article.byline = out->article.tags = (onr_strs){0};
    return true;
}
