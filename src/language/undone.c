#include "language/undone.h"

#include "base/str.h"
#include "language/walk.h"

static bool has_child(const onr_text *text, int32_t head, const char *words)
{
    return walk_child_listed(text, head, words) >= 0;
}

/* "There is no proof", "found little evidence", "did not see any sign". */
static bool is_no_evidence(const onr_text *text, int32_t noun)
{
    const onr_word *w = &text->words[noun];
    if (!str_listed(w->lemma, "proof|evidence|sign|indication|suggestion|hint|record|reason"))
        return false;
    return has_child(text, noun, "no|little|scant") ||
           (w->head >= 0 && walk_is_negated(text, w->head));
}

/* "Nothing shows that", "nobody says that". */
static bool is_by_nobody(const onr_text *text, int32_t verb)
{
    int32_t subject = walk_child(text, verb, ONR_NSUBJ, -1);
    return subject >= 0 && str_listed(text->words[subject].lemma, "nothing|nobody|none");
}

/* "Failed to", "refrained from", "stopped short of", "did not go so far as to". */
static bool is_left(const onr_text *text, int32_t verb)
{
    const onr_word *w = &text->words[verb];
    if (str_is(w->lemma, "stop"))
        return has_child(text, verb, "short");
    if (str_is(w->lemma, "short") && w->head >= 0)
        return str_is(text->words[w->head].lemma, "stop");
    if (str_is(w->lemma, "far") && w->head >= 0)
        return walk_is_negated(text, w->head);
    if (str_is(w->lemma, "go"))
        return has_child(text, verb, "far") && walk_is_negated(text, verb);
    return str_listed(w->lemma, "fail|refrain|abstain|avoid|forbear") &&
           !walk_is_negated(text, verb);
}

/* "Would neither confirm nor deny it", "neither the judge nor the abbot denied it" */
static bool is_neither(const onr_text *text, int32_t verb)
{
    const onr_word *w = &text->words[verb];
    int32_t subject = walk_child(text, verb, ONR_NSUBJ, -1);
    bool nobody = subject >= 0 && has_child(text, subject, "neither");
    return nobody || has_child(text, verb, "neither|nor") ||
           (w->relation == ONR_CONJ && w->head >= 0 && has_child(text, w->head, "neither"));
}

bool undone_is(const onr_text *text, int32_t verb)
{
    if (is_neither(text, verb))
        return true;
    for (int steps = 0; steps < 6; steps++) {
        const onr_word *w = &text->words[verb];
        int32_t above = w->head;
        if (above < 0)
            return false;
        bool clause = w->relation == ONR_XCOMP || w->relation == ONR_ADVCL ||
                      w->relation == ONR_CCOMP || w->relation == ONR_OBL || w->relation == ONR_ACL;
        bool told = w->relation == ONR_CCOMP || w->relation == ONR_ACL;
        if ((clause && is_left(text, above)) || (told && is_no_evidence(text, above)) ||
            (w->relation == ONR_CCOMP && is_by_nobody(text, above)))
            return true;
        if (w->relation != ONR_CONJ && w->relation != ONR_XCOMP)
            return false;
        verb = above;
    }
    return false;
}
