#include "events/repeats.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/table.h"
#include "language/walk.h"

/* An event as it is compared: its parties in the order of their numbers. */
typedef struct happening {
    onr_plover event_class;
    size_t index, actor_count, party_count;
    int32_t *parties; /* actors, then recipients */
} happening;

static int by_number(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

static int by_size(size_t x, size_t y)
{
    return (x > y) - (x < y);
}

static int compare(const happening *x, const happening *y)
{
    int order = by_size(x->event_class, y->event_class);
    order = order ? order : by_size(x->actor_count, y->actor_count);
    order = order ? order : by_size(x->party_count, y->party_count);
    for (size_t i = 0; !order && i < x->party_count; i++)
        order = by_number(&x->parties[i], &y->parties[i]);
    return order;
}

static int by_parties(const void *a, const void *b)
{
    const happening *x = a, *y = b;
    int order = compare(x, y);
    return order ? order : by_size(x->index, y->index);
}

static bool describe(happening *out, const onr_event *e, size_t index, onr_arena *scratch)
{
    size_t count = e->actor_count + e->recipient_count;
    *out = (happening){e->event_class, index, e->actor_count, count,
                       arena_array(scratch, int32_t, count + 1)};
    if (!out->parties)
        return false;
    memcpy(out->parties, e->actors, e->actor_count * sizeof *e->actors);
    if (e->recipient_count)
        memcpy(out->parties + e->actor_count, e->recipients,
               e->recipient_count * sizeof *e->recipients);
    qsort(out->parties, e->actor_count, sizeof *out->parties, by_number);
    qsort(out->parties + e->actor_count, e->recipient_count, sizeof *out->parties, by_number);
    return true;
}

bool repeats_find(onr_event *events, size_t count, onr_arena *arena)
{
    onr_scratch scratch = onr_scratch_begin(arena);
    happening *all = arena_array(scratch.arena, happening, count + 1);
    size_t n = 0, first = 0;
    bool ok = all != NULL;
    for (size_t i = 0; ok && i < count; i++)
        if (events[i].actor_count)
            ok = describe(&all[n++], &events[i], i, scratch.arena);
    if (ok && n)
        qsort(all, n, sizeof *all, by_parties);
    for (size_t i = 1; ok && i < n; i++) {
        if (compare(&all[first], &all[i]) == 0)
            events[all[i].index].same_as = (int32_t)all[first].index;
        else
            first = i;
    }
    onr_scratch_end(&scratch);
    return ok;
}

static const onr_name *place_of(const onr_text *text, int32_t word)
{
    size_t behind = table_first_from((uint32_t)word + 1, text->names, text->name_count,
                                     sizeof *text->names, offsetof(onr_name, first_word));
    const onr_name *name = behind ? &text->names[behind - 1] : NULL;
    bool holds = name && (uint32_t)word < name->first_word + name->word_count;
    return holds && name->kind == ONR_NAME_LOCATION ? name : NULL;
}

/* The first place that a phrase of the word's names. */
static const onr_name *place_beside(const onr_text *text, int32_t word)
{
    for (int32_t c = walk_first(text, word); c >= 0; c = walk_next(text, c)) {
        onr_relation way = text->words[c].relation;
        if ((way != ONR_OBL && way != ONR_NMOD) ||
            walk_child_listed(text, c, "in|at|near|outside") < 0)
            continue;
        const onr_name *place = place_of(text, c);
        if (place)
            return place;
    }
    return NULL;
}

void repeats_place(onr_event *event, const onr_text *text)
{
    int32_t trigger = (int32_t)onr_text_word_from(text, event->trigger.items[0].start);
    const onr_name *place = place_beside(text, trigger);
    /* "Held by police in Karst": parsers hang the place on who did it, or whom it was done to */
    for (int32_t c = walk_first(text, trigger); !place && c >= 0; c = walk_next(text, c)) {
        const onr_word *w = &text->words[c];
        bool agent = w->relation == ONR_OBL && walk_child_listed(text, c, "by") >= 0;
        if (c > trigger && (agent || w->relation == ONR_OBJ))
            place = place_beside(text, c);
    }
    if (place)
        event->where = str_slice(text->text, place->span);
}
