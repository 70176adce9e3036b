#include "codebook/clauses.h"

#include "base/str.h"
#include "language/walk.h"

/* Of a phrase so many words are looked at: more than a phrase has that names somebody. */
enum { MOST_WORDS = 40, MOST_STEPS = 6 };

static int32_t own_subject(const onr_text *text, int32_t verb)
{
    int32_t subject = walk_child(text, verb, ONR_NSUBJ, -1);
    return subject >= 0 ? subject : walk_child(text, verb, ONR_CSUBJ, -1);
}

/* The verb whose subject is meant, where `verb` has none of its own; -1 and `*subject`: a noun. */
static int32_t verb_above(const onr_text *text, int32_t verb, int32_t *subject)
{
    const onr_word *w = &text->words[verb];
    *subject = -1;
    switch (w->relation) {
    case ONR_CONJ:
    case ONR_ADVCL:
    case ONR_PARATAXIS: return w->head;
    case ONR_XCOMP:
        /* "Urged Karst to leave": Karst is to. */
        *subject = w->head >= 0 ? walk_child(text, w->head, ONR_OBJ, -1) : -1;
        return *subject >= 0 ? -1 : w->head;
    case ONR_ACL: *subject = w->head; return -1;
    default: return -1;
    }
}

static bool is_passive(const onr_text *text, int32_t verb)
{
    for (int32_t c = walk_first(text, verb); c >= 0; c = walk_next(text, c))
        if (str_is(text->words[c].subtype, "pass"))
            return true;
    const onr_word *w = &text->words[verb];
    return w->relation == ONR_ACL && str_is(w->xpos, "VBN") && !str_is(w->subtype, "relcl");
}

clause clause_read(const onr_text *text, int32_t verb)
{
    clause c = {verb, own_subject(text, verb), -1, is_passive(text, verb)};
    const onr_word *w = &text->words[verb];
    if (c.subject >= 0 && w->relation == ONR_ACL && w->head >= 0 &&
        text->words[c.subject].upos == ONR_PRON)
        c.subject = w->head; /* "the troops who attacked" */
    for (int32_t at = verb, step = 0; c.subject < 0 && at >= 0 && step < MOST_STEPS; step++) {
        at = verb_above(text, at, &c.subject);
        if (c.subject < 0 && at >= 0)
            c.subject = own_subject(text, at);
    }
    for (int32_t o = c.passive ? walk_child(text, verb, ONR_OBL, -1) : -1; o >= 0;
         o = walk_child(text, verb, ONR_OBL, o))
        if (walk_child_listed(text, o, "by") >= 0)
            c.agent = o;
    return c;
}

bool clause_is_right(const onr_word *child)
{
    switch (child->relation) {
    case ONR_NSUBJ:
    case ONR_CSUBJ:
    case ONR_CONJ:
    case ONR_CC:
    case ONR_PARATAXIS:
    case ONR_PUNCT_REL:
    case ONR_AUX_REL: return false;
    default: return true;
    }
}

int32_t clause_somebody(const onr_text *text, int32_t top, const int32_t *somebody)
{
    int32_t i = top;
    if (top >= 0 && somebody[top] >= 0)
        return top;
    for (int n = 0; i >= 0 && n < MOST_WORDS; n++, i = walk_below(text, i, top))
        if (somebody[i] >= 0)
            return i;
    return -1;
}

/* Somebody below a child of the verb by one of two relations. */
static int32_t by_relation(const onr_text *text, const clause *c, onr_relation way,
                           const int32_t *somebody, int32_t but)
{
    for (int32_t o = walk_child(text, c->verb, way, -1); o >= 0;
         o = walk_child(text, c->verb, way, o)) {
        int32_t found = o == c->agent ? -1 : clause_somebody(text, o, somebody);
        if (found >= 0 && (but < 0 || somebody[found] != somebody[but]))
            return found;
    }
    return -1;
}

int32_t clause_target(const onr_text *text, const clause *c, const int32_t *somebody, int32_t but)
{
    static const onr_relation ways[] = {ONR_IOBJ, ONR_OBJ, ONR_OBL, ONR_XCOMP, ONR_CCOMP};
    if (c->passive && c->subject >= 0) {
        int32_t found = clause_somebody(text, c->subject, somebody);
        if (found >= 0 && (but < 0 || somebody[found] != somebody[but]))
            return found;
    }
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        int32_t found = by_relation(text, c, ways[i], somebody, but);
        if (found >= 0)
            return found;
    }
    return -1;
}
