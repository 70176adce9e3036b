/*
 * Decides by the tree alone: of a cue in the passive the speaker is who stands behind "by", and no
 * part of the content, whatever the words around it look like.
 */
#include "attribution/passive.h"

#include "attribution/phrases.h"
#include "base/str.h"
#include "language/walk.h"

static bool is_passive(const finder *f, int32_t cue)
{
    const onr_word *w = word_at(f, cue);
    bool bare = w->relation == ONR_ACL;
    if (!str_is(w->xpos, "VBN"))
        return false;
    for (int32_t c = walk_first(f->text, cue); c >= 0; c = walk_next(f->text, c)) {
        const onr_word *child = word_at(f, c);
        if (str_is(child->subtype, "pass"))
            return true;
        bare = bare && child->relation != ONR_AUX_REL;
    }
    return bare;
}

/* Whether a word can be somebody who speaks: "by Friday" and "by a margin" are not. */
static bool is_somebody(const finder *f, int32_t word)
{
    const onr_word *w = word_at(f, word);
    bool dated = f->reading.name[word] > ONR_NAME_DATE;
    if (dated)
        return false;
    return phrase_entity(f, word) != ONR_NO_ENTITY || w->upos == ONR_PROPN || w->upos == ONR_PRON ||
           str_is(w->xpos, "NNS");
}

int32_t passive_agent(const finder *f, int32_t cue)
{
    if (!is_passive(f, cue))
        return -1;
    for (int32_t o = phrase_child(f, cue, ONR_OBL); o >= 0;
         o = walk_child(f->text, cue, ONR_OBL, o))
        if (o > cue && walk_child_listed(f->text, o, "by") >= 0 && is_somebody(f, o))
            return o;
    return -1;
}

int32_t passive_subject(const finder *f, int32_t cue)
{
    return phrase_child(f, cue, ONR_NSUBJ);
}

void passive_give(const finder *f, uint8_t *roles, window at, int32_t agent)
{
    int32_t by = phrase_child(f, agent, ONR_CASE);
    for (int32_t i = at.first; i < at.end; i++) {
        uint8_t *of = &roles[i - at.first];
        if (i == by)
            *of = ROLE_NEITHER;
        else if (walk_within(f->text, i, agent))
            *of = ROLE_SOURCE;
        else if (*of == ROLE_SOURCE)
            *of = ROLE_CONTENT;
    }
}
