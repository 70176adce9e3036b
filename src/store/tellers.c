#include "store/tellers.h"

#include "base/str.h"

static onr_span first_of(onr_spans spans)
{
    return spans.count ? spans.items[0] : (onr_span){0};
}

static onr_str entity_name(const onr_record *record, int32_t entity)
{
    return entity >= 0 ? record->entities.items[entity].name : (onr_str){0};
}

static void tell_statement(teller *out, const onr_record *record, int32_t item)
{
    const onr_statement *s = &record->statements.items[item];
    out->who = entity_name(record, s->speaker_entity);
    if (out->who.len == 0 && s->speaker.count)
        out->who = str_slice(record->article.text, s->speaker.items[0]);
    out->what = str_of(onr_act_name(s->act));
    out->place = first_of(s->cue);
}

static void tell_event(teller *out, const onr_record *record, int32_t item)
{
    const onr_event *e = &record->events.items[item];
    out->who = e->actor_count ? entity_name(record, e->actors[0]) : (onr_str){0};
    out->what = str_of(onr_plover_name(e->event_class));
    out->place = first_of(e->trigger);
}

static void tell_instrument(teller *out, const onr_record *record, int32_t item)
{
    const onr_instrument *i = &record->instruments.items[item];
    out->who = str_slice(record->article.text, i->name);
    out->what = str_of(onr_instrument_kind_name(i->kind));
    out->place = i->name;
}

void teller_read(teller *out, const onr_record *record, onr_link_kind kind, int32_t item)
{
    switch (kind) {
    case ONR_LINK_EVENT: tell_event(out, record, item); break;
    case ONR_LINK_INSTRUMENT: tell_instrument(out, record, item); break;
    default: tell_statement(out, record, item); break;
    }
}

size_t teller_count(const onr_record *record, onr_link_kind kind)
{
    switch (kind) {
    case ONR_LINK_EVENT: return record->events.count;
    case ONR_LINK_INSTRUMENT: return record->instruments.count;
    default: return record->statements.count;
    }
}
