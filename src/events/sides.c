#include "events/sides.h"

#include "base/str.h"
#include "language/walk.h"

bool parties_hold(const parties *p, int32_t entity)
{
    for (size_t i = 0; i < p->count; i++)
        if (p->entity[i] == entity)
            return true;
    return false;
}

void parties_add(parties *p, int32_t entity, float chance)
{
    size_t at = p->count;
    while (at > 0 && p->chance[at - 1] < chance)
        at--;
    if (at == MOST_PARTIES)
        return;
    size_t last = p->count < MOST_PARTIES ? p->count++ : MOST_PARTIES - 1;
    for (size_t i = last; i > at; i--) {
        p->entity[i] = p->entity[i - 1];
        p->chance[i] = p->chance[i - 1];
    }
    p->entity[at] = entity;
    p->chance[at] = chance;
}

static void add_at(parties *p, const places *r, int32_t word)
{
    int32_t entity = r->entity_of[word];
    if (entity >= 0 && !parties_hold(p, entity))
        parties_add(p, entity, 0.0f);
}

/* Adds those whom "and" joins to `word`, and itself. */
static void add_joined(parties *p, const places *r, int32_t word)
{
    add_at(p, r, word);
    for (int32_t c = walk_child(r->text, word, ONR_CONJ, -1); c >= 0;
         c = walk_child(r->text, word, ONR_CONJ, c))
        add_at(p, r, c);
}

/* The next phrase behind one of these prepositions that hangs on `word`, past its child `after`
 * (-1: the first of all); or -1. */
static int32_t phrase_behind(const onr_text *text, int32_t word, const char *prepositions,
                             int32_t after)
{
    for (int32_t c = after >= 0 ? walk_next(text, after) : walk_first(text, word); c >= 0;
         c = walk_next(text, c)) {
        onr_relation way = text->words[c].relation;
        if ((way == ONR_NMOD || way == ONR_OBL) && walk_child_listed(text, c, prepositions) >= 0)
            return c;
    }
    return -1;
}

/* The verb of "held [talks]", else the word itself. */
static int32_t verb_of(const onr_text *text, int32_t word)
{
    const onr_word *w = &text->words[word];
    return w->relation == ONR_OBJ && w->head >= 0 ? w->head : word;
}

parties sides_between(const places *r, int32_t trigger)
{
    parties found = {.count = 0};
    int32_t phrase = phrase_behind(r->text, trigger, "between", -1);
    if (phrase < 0)
        phrase = phrase_behind(r->text, verb_of(r->text, trigger), "between", -1);
    if (phrase >= 0)
        add_joined(&found, r, phrase);
    return found;
}

bool sides_have_mediator(const places *r, int32_t trigger)
{
    int32_t who = walk_child(r->text, trigger, ONR_NSUBJ, -1);
    return str_listed(r->text->words[trigger].lemma, "mediate|arbitrate|broker|shuttle") &&
           who >= 0 && r->entity_of[who] >= 0 && sides_between(r, trigger).count != 0;
}

/* All those behind "with" and "against"; whether there are any. */
static bool add_behind(parties *p, const places *r, int32_t word)
{
    bool found = false;
    for (int32_t c = phrase_behind(r->text, word, "with|against", -1); c >= 0;
         c = phrase_behind(r->text, word, "with|against", c)) {
        add_joined(p, r, c);
        found = true;
    }
    return found;
}

void sides_add_others(parties *p, const places *r, int32_t trigger)
{
    const onr_text *text = r->text;
    int32_t verb = verb_of(text, trigger), object = walk_child(text, trigger, ONR_OBJ, -1);
    if (object >= 0 &&
        str_listed(text->words[trigger].lemma, "meet|telephone|phone|call|fight|battle|combat"))
        add_joined(p, r, object);
    else if (!add_behind(p, r, trigger) && verb != trigger)
        add_behind(p, r, verb);
}
