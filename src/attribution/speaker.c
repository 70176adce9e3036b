#include "attribution/speaker.h"

#include "attribution/phrases.h"
#include "base/str.h"
#include "language/walk.h"

/* What "who", "which" or "that" stands for: the noun that the cue's clause hangs from, or -1. */
static int32_t antecedent(const finder *f, int32_t cue)
{
    for (int32_t at = cue, steps = 0; at >= 0 && steps < 16; at = word_at(f, at)->head, steps++)
        if (word_at(f, at)->relation == ONR_ACL)
            return word_at(f, at)->head;
    return -1;
}

/* The noun phrase of `head` without the clause that the cue stands in. */
static onr_spans phrase_without(const finder *f, int32_t head, int32_t cue)
{
    for (int32_t c = phrase_child(f, head, ONR_ACL); c >= 0;
         c = walk_child(f->text, head, ONR_ACL, c))
        if (walk_within(f->text, cue, c)) {
            int32_t cuts[2] = {c, phrase_child(f, head, ONR_CASE)};
            return walk_spans(f->text, head, cuts, cuts[1] >= 0 ? 2 : 1, f->arena);
        }
    return phrase_of_tree(f, head, phrase_child(f, head, ONR_CASE));
}

/* "Karst hits back: Demands an inquiry": right behind a headline's colon, the verb's subject is
 * that of the clause before; else -1. */
static int32_t subject_before_colon(const finder *f, int32_t cue)
{
    const onr_word *w = word_at(f, cue);
    bool finite = str_listed(w->xpos, "VBZ|VBD|VBP");
    if (!finite || w->relation != ONR_PARATAXIS || w->head < 0 || w->head >= cue ||
        !str_is(word_at(f, cue - 1)->form, ":") || phrase_child(f, cue, ONR_NSUBJ) >= 0)
        return -1;
    return phrase_child(f, w->head, ONR_NSUBJ);
}

void speaker_find(const finder *f, onr_statement *s, const finding *g)
{
    int32_t head = phrase_head_of_role(f, g, ROLE_SOURCE);
    s->speaker = phrase_of_role(f, g, ROLE_SOURCE);
    s->speaker_entity = ONR_NO_ENTITY;
    if (head < 0) {
        head = subject_before_colon(f, g->cue);
        s->speaker = phrase_of_tree(f, head, -1);
    }
    if (head < 0)
        return;
    bool relative = word_at(f, head)->upos == ONR_PRON &&
                    str_listed(word_at(f, head)->form, "who|which|that|whom");
    int32_t stands_for = relative ? antecedent(f, g->cue) : -1;
    if (stands_for >= 0) {
        head = stands_for;
        s->speaker = phrase_without(f, head, g->cue);
    }
    s->speaker_entity = phrase_entity(f, head);
}
