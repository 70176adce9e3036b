#include "language/undone.h"

#include "base/str.h"
#include "language/walk.h"

static bool has_child(const onr_text *text, int32_t head, const char *words)
{
    return walk_child_listed(text, head, words) >= 0;
}

/* "Held back from", "shied away from", "stopped short of", "came close to" */
static bool is_kept_from(const onr_text *text, int32_t verb)
{
    onr_str lemma = text->words[verb].lemma;
    return (str_listed(lemma, "stop|fall|come|pull") &&
            has_child(text, verb, "short|close|near")) ||
           (str_listed(lemma, "hold|draw|pull|step|shy|shie|back|shrink|steer|stay|turn") &&
            has_child(text, verb, "back|away|off|clear")) ||
           (str_listed(lemma, "have|be") && has_child(text, verb, "yet"));
}

/* "There is no proof", "found little evidence", "did not see any sign". */
static bool is_no_evidence(const onr_text *text, int32_t noun)
{
    const onr_word *w = &text->words[noun];
    if (!str_listed(w->lemma, "proof|evidence|sign|indication|suggestion|hint|record|reason"))
        return false;
    return has_child(text, noun, "no|little|scant") ||
           (w->head >= 0 &&
            (walk_is_negated(text, w->head) ||
             (text->words[w->head].head >= 0 && is_kept_from(text, text->words[w->head].head))));
}

static bool is_nobody(const onr_text *text, int32_t word)
{
    return word >= 0 && (str_listed(text->words[word].lemma, "nothing|nobody|none|little") ||
                         has_child(text, word, "no"));
}

/* "Nothing shows that", "no letter shows that", "there is little to show that". */
static bool is_by_nobody(const onr_text *text, int32_t verb)
{
    int32_t above = text->words[verb].head;
    bool is_end = above >= 0 && has_child(text, verb, "to");
    return is_nobody(text, walk_child(text, verb, ONR_NSUBJ, -1)) ||
           (is_end && (is_nobody(text, above) || has_child(text, above, "nothing|little")));
}

/* "It has not been proved that", "it is not true that": nobody in particular does not know it. */
static bool is_unproved(const onr_text *text, int32_t verb)
{
    return str_listed(text->words[verb].lemma, "prove|show|establish|demonstrate|true|clear") &&
           walk_is_negated(text, verb) && has_child(text, verb, "it|It");
}

/* "Failed to", "refrained from", "did not go so far as to". */
static bool is_left(const onr_text *text, int32_t verb)
{
    const onr_word *w = &text->words[verb];
    if (is_kept_from(text, verb))
        return !walk_is_negated(text, verb);
    if (str_is(w->lemma, "short") && w->head >= 0)
        return str_is(text->words[w->head].lemma, "stop");
    if (str_is(w->lemma, "far") && w->head >= 0)
        return walk_is_negated(text, w->head);
    if (str_is(w->lemma, "go"))
        return has_child(text, verb, "far") && walk_is_negated(text, verb);
    if (str_is(w->lemma, "able"))
        return walk_is_negated(text, verb);
    return str_listed(w->lemma, "fail|refrain|abstain|avoid|forbear|neglect|omit|unable") &&
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

/* "Refused to confirm or deny it" */
static bool is_refused(const onr_text *text, int32_t verb)
{
    const onr_word *w = &text->words[verb];
    const onr_word *first = w->relation == ONR_CONJ && w->head >= 0 ? &text->words[w->head] : NULL;
    return first && str_is(w->lemma, "deny") && first->relation == ONR_XCOMP && first->head >= 0 &&
           str_listed(text->words[first->head].lemma, "refuse|decline");
}

/* "No candidate but Lund" */
static bool is_somebody_after_all(const onr_text *text, int32_t nobody)
{
    static const char none_but[] = "but|except|besides";
    int32_t c = walk_first(text, nobody);
    while (c >= 0 && !has_child(text, c, none_but))
        c = walk_next(text, c);
    return c >= 0 || has_child(text, nobody, none_but);
}

bool undone_by_nobody(const onr_text *text, int32_t verb)
{
    int32_t subject = walk_child(text, verb, ONR_NSUBJ, -1);
    if (subject < 0 || is_somebody_after_all(text, subject))
        return false;
    int32_t no = walk_child_listed(text, subject, "no|neither");
    return (no >= 0 && no < subject && text->words[no + 1].upos != ONR_NUM) ||
           str_listed(text->words[subject].lemma, "nobody|none|neither");
}

bool undone_is(const onr_text *text, int32_t verb)
{
    if (is_neither(text, verb) || is_refused(text, verb))
        return true;
    for (int steps = 0; steps < 6; steps++) {
        const onr_word *w = &text->words[verb];
        int32_t above = w->head;
        if (above < 0)
            return false;
        bool clause = w->relation == ONR_XCOMP || w->relation == ONR_ADVCL ||
                      w->relation == ONR_CCOMP || w->relation == ONR_OBL || w->relation == ONR_ACL;
        bool told = w->relation == ONR_CCOMP || w->relation == ONR_ACL;
        /* "Pulled back, warning that" is none of it, as "pulled back from warning" is */
        bool beside = w->relation == ONR_ADVCL && str_ends(w->form, "ing") &&
                      !has_child(text, verb, "from|of|to|at");
        if ((clause && !beside && is_left(text, above)) || (told && is_no_evidence(text, above)) ||
            (w->relation == ONR_CCOMP && (is_by_nobody(text, above) || is_unproved(text, above))))
            return true;
        if (w->relation != ONR_CONJ && w->relation != ONR_XCOMP)
            return false;
        verb = above;
    }
    return false;
}

bool undone_endangers(const onr_text *text, int32_t verb)
{
    const onr_word *w = &text->words[verb];
    int32_t what = walk_child(text, verb, ONR_OBJ, -1);
    bool goes_with = w->relation == ONR_ADVCL || w->relation == ONR_ACL;
    int32_t by = walk_child(text, verb, ONR_OBL, -1);
    if (!str_listed(w->form, "threatening|endangering|imperilling|imperiling|jeopardising|"
                             "jeopardizing") ||
        !goes_with || what < 0 || text->words[what].upos != ONR_NOUN ||
        walk_child(text, verb, ONR_XCOMP, -1) >= 0 ||
        (by >= 0 && !has_child(text, by, "in|of|across")))
        return false;
    int32_t owner = walk_child(text, what, ONR_NMOD, -1);
    return has_child(text, what, "the|its|their|his|her") ||
           (owner >= 0 && str_is(text->words[owner].subtype, "poss"));
}
