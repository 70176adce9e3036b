/*
 * Events as sentences, those alone that add something to the statements: "Russia → NATO: demanded
 * (REQUEST) …, 19 Feb 2026, told by Izvestia".
 */
#include "base/str.h"
#include "export/text_page.h"
#include "export/wording.h"

static const onr_statement *statement_of(const text_page *p, int32_t i)
{
    return i >= 0 ? &p->record->statements.items[i] : NULL;
}

/* Whether an event is what its statement does by being said. */
static bool is_own_act(const onr_event *e, const onr_statement *s)
{
    return s && e->trigger.count && s->cue.count &&
           e->trigger.items[0].start == s->cue.items[0].start;
}

static bool is_only(const int32_t *parties, size_t count, int32_t entity)
{
    return count == 0 || (count == 1 && parties[0] == entity);
}

/* A statement's own act adds the party that it is aimed at, where that is not its addressee. On a
 * doubtful word stands nothing sure, and a repeat is told already. */
static bool adds(const text_page *p, const onr_event *e)
{
    const onr_statement *s = statement_of(p, e->vouched);
    if (e->same_as >= 0 || (s && text_is_doubtful(s) && !p->style.text.all))
        return false;
    return !is_own_act(e, s) || !is_only(e->actors, e->actor_count, s->speaker_entity) ||
           !is_only(e->recipients, e->recipient_count, s->addressee_entity);
}

static void parties(text_page *p, const int32_t *entities, size_t count)
{
    lines_style(&p->out, "1");
    for (size_t i = 0; i < count; i++) {
        if (i)
            lines_say(&p->out, i + 1 == count ? " and " : ", ");
        lines_put(&p->out, p->record->entities.items[entities[i]].name);
    }
    if (count == 0)
        lines_say(&p->out, "?");
    lines_style(&p->out, "0");
}

/* "demanded (REQUEST) the text"; of what is told, the page's word for it. */
static void deed(text_page *p, const onr_event *e, const onr_statement *own)
{
    lines_style(&p->out, "33");
    if (own) {
        lines_say(&p->out, act_past(own->act));
    } else {
        lines_say(&p->out, "“");
        text_spans(p, e->trigger);
        lines_say(&p->out, "”");
    }
    lines_style(&p->out, "0");
    lines_format(&p->out, " (%s)", onr_plover_name(e->event_class));
    if (!own)
        return;
    lines_say(&p->out, " ");
    text_spans(p, own->content);
}

/* Whose word it is: the last link of the chain; for a speaker's own act the one before him. */
static onr_str teller(const text_page *p, const onr_event *e, const onr_statement *own)
{
    const onr_record *r = p->record;
    onr_str page = r->article.outlet.len ? r->article.outlet : ONR_STR("this page");
    if (e->vouched < 0 || !r->chains || r->chains[e->vouched].count == 0)
        return page;
    onr_strs chain = r->chains[e->vouched];
    if (!own)
        return chain.items[chain.count - 1];
    onr_str speaker =
        own->speaker_entity >= 0 ? r->entities.items[own->speaker_entity].name : (onr_str){0};
    for (size_t i = chain.count; i-- > 1;)
        if (str_equal(chain.items[i], speaker))
            return chain.items[i - 1];
    return chain.items[0];
}

static onr_str day_of_event(const text_page *p, size_t i)
{
    const onr_record *r = p->record;
    return r->when && r->when[i] != ONR_NO_TIME ? r->times.items[r->when[i]].when : (onr_str){0};
}

static void event(text_page *p, size_t i)
{
    const onr_event *e = &p->record->events.items[i];
    const onr_statement *s = statement_of(p, e->vouched);
    const onr_statement *own = is_own_act(e, s) ? s : NULL;
    onr_str day = day_of_event(p, i);
    lines_begin(&p->out, 2, 6);
    lines_format(&p->out, "V%zu ", i + 1);
    parties(p, e->actors, e->actor_count);
    if (e->recipient_count) {
        lines_say(&p->out, " → ");
        parties(p, e->recipients, e->recipient_count);
    }
    lines_say(&p->out, ": ");
    deed(p, e, own);
    if (e->where.len) {
        lines_say(&p->out, ", ");
        lines_put(&p->out, e->where);
    }
    if (e->status != ONR_HAPPENED)
        lines_format(&p->out, ", %s", onr_status_name(e->status));
    if (day.len) {
        lines_say(&p->out, ", ");
        text_when(p, day);
    }
    lines_say(&p->out, ", told by ");
    lines_put(&p->out, teller(p, e, own));
    lines_end(&p->out);
}

void text_events(text_page *p)
{
    const onr_events *all = &p->record->events;
    bool begun = false;
    for (size_t i = 0; i < all->count; i++) {
        if (!adds(p, &all->items[i]))
            continue;
        if (!begun)
            text_heading(p, "Events");
        begun = true;
        event(p, i);
    }
}
