/*
 * Statements or events as W3C Web Annotations (Recommendation of 2017), a line each. A passage has
 * two targets: in the page, by its words and those around it, and by the bytes of its paragraph; in
 * the article's text, by bytes. Without the text the paragraph's bytes stand for it in the page.
 */
#include <stdio.h>

#include "base/str.h"
#include "export/members.h"

/* Bytes of text before and behind the words, about; characters stay whole. */
enum { AROUND = 32 };

static bool begins_character(onr_str text, uint32_t at)
{
    return at >= text.len || ((unsigned char)text.data[at] & 0xC0) != 0x80;
}

/* What stands before or behind `span` in the same block; `block` NULL: nothing. */
static onr_span before(onr_str text, const onr_block *block, onr_span span)
{
    uint32_t least = block ? block->span.start : span.start;
    uint32_t start = span.start - least > AROUND ? span.start - AROUND : least;
    while (start < span.start && !begins_character(text, start))
        start++;
    return (onr_span){start, span.start};
}

static onr_span behind(onr_str text, const onr_block *block, onr_span span)
{
    uint32_t most = block && block->span.end > span.end ? block->span.end : span.end;
    uint32_t end = most - span.end > AROUND ? span.end + AROUND : most;
    while (end > span.end && !begins_character(text, end))
        end--;
    return (onr_span){span.end, end};
}

static void put_quotation(json_writer *w, const onr_record *record, onr_span span)
{
    const onr_article *a = &record->article;
    json_open(w, '{');
    member_text(w, "type", ONR_STR("TextQuoteSelector"));
    member_text(w, "exact", parts_text(record, span));
    member_text(w, "prefix", parts_text(record, before(a->text, parts_block(a, span.start), span)));
    member_text(w, "suffix",
                parts_text(record, behind(a->text, parts_block(a, span.end - 1), span)));
    json_close(w, '}');
}

static void put_position(json_writer *w, onr_span span)
{
    member_text(w, "type", ONR_STR("DataPositionSelector"));
    json_put_key(w, "start");
    json_put_integer(w, span.start);
    json_put_key(w, "end");
    json_put_integer(w, span.end);
}

/* Alternatives that select the same: the words anywhere, and within their paragraph's bytes. */
static void put_in_page(json_writer *w, const onr_record *record, onr_span span)
{
    bool has_text = record->article.text.len > 0;
    json_open(w, '{');
    member_page(w, "source", record);
    json_put_key(w, "selector");
    json_open(w, '[');
    if (has_text)
        put_quotation(w, record, span);
    json_open(w, '{');
    put_position(w, parts_page_bytes(&record->article, span));
    if (has_text) {
        json_put_key(w, "refinedBy");
        put_quotation(w, record, span);
    }
    json_close(w, '}');
    json_close(w, ']');
    json_close(w, '}');
}

/* The article's text, UTF-8, as the record's JSON has it. */
static void put_in_text(json_writer *w, const onr_record *record, onr_span span)
{
    char urn[128];
    json_open(w, '{');
    snprintf(urn, sizeof urn, "urn:onrecord:%s#text", record->id);
    member_text(w, "source", str_of(urn));
    json_put_key(w, "selector");
    json_open(w, '{');
    put_position(w, span);
    json_close(w, '}');
    json_close(w, '}');
}

static void put_targets(json_writer *w, const onr_record *record, onr_span span)
{
    json_put_key(w, "target");
    json_open(w, '[');
    put_in_page(w, record, span);
    put_in_text(w, record, span);
    json_close(w, ']');
}

static void begin(json_writer *w, const onr_record *record, char letter, size_t index,
                  const char *tag)
{
    json_open(w, '{');
    member_text(w, "@context", ONR_STR("http://www.w3.org/ns/anno.jsonld"));
    member_reference(w, "id", record, letter, index);
    member_text(w, "type", ONR_STR("Annotation"));
    member_text(w, "motivation", ONR_STR("classifying"));
    json_put_key(w, "body");
    json_open(w, '[');
    json_open(w, '{');
    member_text(w, "type", ONR_STR("TextualBody"));
    member_text(w, "purpose", ONR_STR("tagging"));
    member_text(w, "value", str_of(tag));
    json_close(w, '}');
}

/* "Speaker → addressee: act", as a person would read it. */
static void put_description(json_writer *w, onr_str who, onr_str whom, const char *what)
{
    onr_scratch scratch = onr_scratch_begin(w->to->arena);
    buffer made = {.arena = scratch.arena};
    buffer_put(&made, who.len ? who : ONR_STR("?"));
    if (whom.len) {
        buffer_put(&made, ONR_STR(" → "));
        buffer_put(&made, whom);
    }
    buffer_put(&made, ONR_STR(": "));
    buffer_put(&made, str_of(what));
    json_open(w, '{');
    member_text(w, "type", ONR_STR("TextualBody"));
    member_text(w, "purpose", ONR_STR("describing"));
    member_text(w, "format", ONR_STR("text/plain"));
    member_text(w, "value", (onr_str){made.data, made.len});
    json_close(w, '}');
    json_close(w, ']');
    onr_scratch_end(&scratch);
}

static onr_str name_of(const onr_record *record, int32_t entity)
{
    const onr_entity *e = parts_entity(record, entity);
    return e ? e->name : (onr_str){"", 0};
}

static void put_statements(buffer *to, const onr_record *record, float least)
{
    for (size_t i = 0; i < record->statements.count; i++) {
        const onr_statement *s = &record->statements.items[i];
        onr_span span = parts_said(s);
        json_writer w = {.to = to};
        if (s->confidence < least || span.start == span.end)
            continue;
        begin(&w, record, 'S', i, onr_act_name(s->act));
        put_description(&w, name_of(record, s->speaker_entity),
                        name_of(record, s->addressee_entity), onr_act_name(s->act));
        put_targets(&w, record, span);
        json_close(&w, '}');
        buffer_put_char(to, '\n');
    }
}

static void put_events(buffer *to, const onr_record *record, float least)
{
    for (size_t i = 0; i < record->events.count; i++) {
        const onr_event *e = &record->events.items[i];
        json_writer w = {.to = to};
        if (e->confidence < least || e->trigger.count == 0)
            continue;
        begin(&w, record, 'V', i, onr_plover_name(e->event_class));
        put_description(&w, name_of(record, e->actor_count ? e->actors[0] : ONR_NO_ENTITY),
                        name_of(record, e->recipient_count ? e->recipients[0] : ONR_NO_ENTITY),
                        onr_plover_name(e->event_class));
        put_targets(&w, record, parts_whole(e->trigger));
        json_close(&w, '}');
        buffer_put_char(to, '\n');
    }
}

static void put_record(buffer *to, const onr_record *record, export_style style)
{
    if (style.what && strcmp(style.what, "events") == 0)
        put_events(to, record, style.least);
    else
        put_statements(to, record, style.least);
}

const export_format export_annotation = {.name = "annotation",
                                         .about = "W3C Web Annotations",
                                         .tables = "statements|events",
                                         .record = put_record};
