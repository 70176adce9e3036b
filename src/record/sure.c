/*
 * Leaves out what is not sure enough. Statements are named by their index all over the record, so
 * each name goes over to the new index, or to nobody.
 */
#include "base/arena.h"
#include "onrecord/record.h"

/* Of each statement its new index, or ONR_NO_STATEMENT. */
static int32_t *renumber(const onr_statements *all, float least, onr_arena *arena)
{
    int32_t *out = arena_array(arena, int32_t, all->count ? all->count : 1);
    int32_t kept = 0;
    for (size_t i = 0; out && i < all->count; i++)
        out[i] = all->items[i].confidence >= least ? kept++ : ONR_NO_STATEMENT;
    return out;
}

/*
 * Of each statement the new index of the innermost one around it that is kept. Paths that were
 * walked are shortened, so that each is walked once.
 */
static int32_t *outer_kept(const onr_statements *all, const int32_t *index, onr_arena *arena)
{
    int32_t *around = arena_array(arena, int32_t, all->count ? all->count : 1);
    for (size_t i = 0; around && i < all->count; i++)
        around[i] = all->items[i].inside;
    for (size_t i = 0; around && i < all->count; i++) {
        int32_t found = around[i], next;
        while (found >= 0 && index[found] < 0)
            found = around[found];
        for (int32_t at = around[i]; at != found; at = next) {
            next = around[at];
            around[at] = found;
        }
        around[i] = found;
    }
    for (size_t i = 0; around && i < all->count; i++)
        around[i] = around[i] >= 0 ? index[around[i]] : ONR_NO_STATEMENT;
    return around;
}

static bool keep_statements(onr_record *r, const int32_t *index, onr_arena *arena)
{
    const onr_statements all = r->statements;
    size_t room = all.count ? all.count : 1;
    onr_statement *kept = arena_array(arena, onr_statement, room);
    int32_t *said = arena_array(arena, int32_t, room);
    onr_strs *chains = arena_array(arena, onr_strs, room);
    const int32_t *around = outer_kept(&all, index, arena);
    if (!kept || !said || !chains || !around)
        return false;
    r->statements = (onr_statements){.items = kept};
    for (size_t i = 0; i < all.count; i++) {
        if (index[i] < 0)
            continue;
        kept[index[i]] = all.items[i];
        kept[index[i]].inside = around[i];
        said[index[i]] = r->said ? r->said[i] : ONR_NO_TIME;
        if (r->chains)
            chains[index[i]] = r->chains[i];
        r->statements.count++;
    }
    r->said = said;
    r->chains = r->chains ? chains : NULL;
    return true;
}

/* Whether what `vouched` tells is kept; it gets its new index. */
static bool renumbered(int32_t *vouched, const int32_t *index)
{
    if (*vouched < 0)
        return true;
    *vouched = index[*vouched];
    return *vouched >= 0;
}

/* An event of which another is a repeat comes before it; where it is not kept, the repeat is the
 * first. */
static bool keep_events(onr_record *r, const int32_t *index, float least, onr_arena *arena)
{
    const onr_events all = r->events;
    size_t room = all.count ? all.count : 1;
    onr_event *kept = arena_array(arena, onr_event, room);
    int32_t *when = arena_array(arena, int32_t, room);
    int32_t *place = arena_array(arena, int32_t, room);
    if (!kept || !when || !place)
        return false;
    r->events = (onr_events){.items = kept};
    for (size_t i = 0; i < all.count; i++) {
        onr_event e = all.items[i];
        place[i] = ONR_NO_EVENT;
        if (e.confidence < least || !renumbered(&e.vouched, index))
            continue;
        e.same_as = e.same_as >= 0 ? place[e.same_as] : ONR_NO_EVENT;
        place[i] = (int32_t)r->events.count;
        when[r->events.count] = r->when ? r->when[i] : ONR_NO_TIME;
        kept[r->events.count++] = e;
    }
    r->when = when;
    return true;
}

static bool keep_disputes(onr_record *r, const int32_t *index, onr_arena *arena)
{
    onr_dispute *kept = arena_array(arena, onr_dispute, r->dispute_count ? r->dispute_count : 1);
    size_t count = 0;
    for (size_t i = 0; kept && i < r->dispute_count; i++) {
        onr_dispute d = r->disputes[i];
        if (renumbered(&d.claim, index) && renumbered(&d.denial, index))
            kept[count++] = d;
    }
    r->disputes = kept;
    r->dispute_count = count;
    return kept;
}

static bool keep_figures(onr_record *r, const int32_t *index, onr_arena *arena)
{
    const onr_figures all = r->figures;
    onr_figure *kept = arena_array(arena, onr_figure, all.count ? all.count : 1);
    r->figures = (onr_figures){.items = kept};
    for (size_t i = 0; kept && i < all.count; i++) {
        onr_figure f = all.items[i];
        if (renumbered(&f.vouched, index))
            kept[r->figures.count++] = f;
    }
    return kept;
}

static bool keep_standings(onr_instrument *instrument, const int32_t *index, onr_arena *arena)
{
    size_t count = instrument->standing_count;
    onr_standing_by *kept = arena_array(arena, onr_standing_by, count ? count : 1);
    instrument->standing_count = 0;
    for (size_t i = 0; kept && i < count; i++) {
        onr_standing_by s = instrument->standings[i];
        if (renumbered(&s.statement, index))
            kept[instrument->standing_count++] = s;
    }
    instrument->standings = kept;
    return kept;
}

static bool keep_instruments(onr_record *r, const int32_t *index, float least, onr_arena *arena)
{
    const onr_instruments all = r->instruments;
    onr_instrument *kept = arena_array(arena, onr_instrument, all.count ? all.count : 1);
    bool ok = kept;
    r->instruments = (onr_instruments){.items = kept};
    for (size_t i = 0; ok && i < all.count; i++) {
        onr_instrument instrument = all.items[i];
        if (instrument.confidence < least)
            continue;
        ok = keep_standings(&instrument, index, arena);
        kept[r->instruments.count++] = instrument;
    }
    return ok;
}

bool onr_record_keep_sure(onr_record *record, float least, onr_arena *arena, onr_error *err)
{
    const int32_t *index = renumber(&record->statements, least, arena);
    bool ok = index && keep_statements(record, index, arena) &&
              keep_events(record, index, least, arena) && keep_disputes(record, index, arena) &&
              keep_figures(record, index, arena) && keep_instruments(record, index, least, arena);
    return ok || arena_fail(err, "leave out what is not sure");
}
