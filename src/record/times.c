/*
 * When a statement was made and an event happened: the time that hangs on its cue or
 * trigger. A time within what was said tells of something else.
 */
#include "base/arena.h"
#include "base/span.h"
#include "onrecord/record.h"

static int32_t time_of_statement(const onr_record *record, const onr_statement *s)
{
    int32_t at = onr_times_of(&record->times, &record->text, s->cue);
    return at >= 0 && !spans_meet(s->content, record->times.items[at].span) ? at : ONR_NO_TIME;
}

/* A statement's own act is done when it is said. */
static int32_t time_of_event(const onr_record *record, const int32_t *said, const onr_event *e)
{
    const onr_statement *s = e->vouched >= 0 ? &record->statements.items[e->vouched] : NULL;
    if (s && e->trigger.count && spans_meet(s->cue, e->trigger.items[0]))
        return said[e->vouched];
    return onr_times_of(&record->times, &record->text, e->trigger);
}

bool onr_record_find_times(onr_record *record, onr_arena *arena, onr_error *err)
{
    size_t statements = record->statements.count, events = record->events.count;
    if (!onr_times_find(&record->times, &record->text, record->article.published, arena, err))
        return false;
    int32_t *said = arena_array(arena, int32_t, statements);
    int32_t *when = arena_array(arena, int32_t, events);
    if (onr_arena_full(arena))
        return arena_fail(err, "find when things were said");
    for (size_t i = 0; i < statements; i++)
        said[i] = time_of_statement(record, &record->statements.items[i]);
    for (size_t i = 0; i < events; i++)
        when[i] = time_of_event(record, said, &record->events.items[i]);
    record->said = said;
    record->when = when;
    return true;
}
