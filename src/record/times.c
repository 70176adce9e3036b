/*
 * When a statement was made and an event happened: the time that hangs on its cue or
 * trigger. A time within what was said tells of something else.
 */
#include "base/arena.h"
#include "base/span.h"
#include "base/str.h"
#include "base/table.h"
#include "onrecord/record.h"

/* "Denied on Friday that it would strike": the clause begins behind the time, whatever the content
 * was taken to be. */
static bool stands_before_clause(const onr_record *record, const onr_time *time)
{
    size_t behind = time->first_word + time->word_count;
    return behind < record->text.word_count && str_is(record->text.words[behind].form, "that");
}

static int32_t time_of_statement(const onr_record *record, const onr_statement *s)
{
    int32_t at = onr_times_of(&record->times, &record->text, s->cue);
    const onr_time *time = at >= 0 ? &record->times.items[at] : NULL;
    bool its_own =
        time && (!spans_meet(s->content, time->span) || stands_before_clause(record, time));
    return its_own ? at : ONR_NO_TIME;
}

/* A statement's own act is done when it is said. */
static int32_t time_of_event(const onr_record *record, const int32_t *said, const onr_event *e)
{
    const onr_statement *s = e->vouched >= 0 ? &record->statements.items[e->vouched] : NULL;
    if (s && e->trigger.count && spans_meet(s->cue, e->trigger.items[0]))
        return said[e->vouched];
    return onr_times_of(&record->times, &record->text, e->trigger);
}

/* What is quoted counts from the day on which it was said: "tomorrow" of a speech of last May. */
static void count_from_speech(const onr_record *record, const onr_statement *s, int32_t said,
                              onr_time *times, onr_arena *arena)
{
    if (said < 0 || s->quote != ONR_QUOTE_DIRECT)
        return;
    for (size_t c = 0; c < s->content.count; c++)
        for (size_t i = table_first_from(s->content.items[c].start, times, record->times.count,
                                         sizeof *times, offsetof(onr_time, span.start));
             i < record->times.count && times[i].span.end <= s->content.items[c].end; i++)
            onr_times_count_from(&times[i], &record->text, times[said].when, arena);
}

bool onr_record_find_times(onr_record *record, onr_arena *arena, onr_error *err)
{
    size_t statements = record->statements.count, events = record->events.count;
    if (!onr_times_find(&record->times, &record->text, record->article.published, arena, err))
        return false;
    int32_t *said = arena_array(arena, int32_t, statements);
    int32_t *when = arena_array(arena, int32_t, events);
    onr_time *times = arena_array(arena, onr_time, record->times.count + 1);
    if (onr_arena_full(arena))
        return arena_fail(err, "find when things were said");
    for (size_t i = 0; i < record->times.count; i++)
        times[i] = record->times.items[i];
    for (size_t i = 0; i < statements; i++)
        said[i] = time_of_statement(record, &record->statements.items[i]);
    for (size_t i = 0; i < events; i++)
        when[i] = time_of_event(record, said, &record->events.items[i]);
    for (size_t i = 0; i < statements; i++)
        count_from_speech(record, &record->statements.items[i], said[i], times, arena);
    record->times.items = times;
    record->said = said;
    record->when = when;
    return true;
}
