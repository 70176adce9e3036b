#include "events/accidents.h"

#include "base/str.h"
#include "base/table.h"
#include "language/walk.h"

static const char *const accidents[] = {
#include "events/accidents.inc"
};

static bool is_accident(const onr_text *text, int32_t word)
{
    return word >= 0 && TABLE_FIND(table_find_nocase, text->words[word].lemma, accidents);
}

/* "Killed by a flood", "killed in a crash": by whom tells more than in what. */
static bool suffers(const onr_text *text, int32_t verb)
{
    bool in_accident = false;
    for (int32_t c = walk_first(text, verb); c >= 0; c = walk_next(text, c)) {
        if (text->words[c].relation != ONR_OBL)
            continue;
        if (walk_child_listed(text, c, "by") >= 0)
            return is_accident(text, c);
        in_accident =
            in_accident || (walk_child_listed(text, c, "in") >= 0 && is_accident(text, c));
    }
    return in_accident;
}

bool accident_does(const onr_text *text, int32_t verb)
{
    int32_t subject = walk_child(text, verb, ONR_NSUBJ, -1);
    if (subject < 0 || str_is(text->words[subject].subtype, "pass"))
        return suffers(text, verb);
    /* "a fire that killed" */
    bool relative = str_listed(text->words[subject].form, "that|which") &&
                    text->words[verb].relation == ONR_ACL;
    return is_accident(text, relative ? text->words[verb].head : subject);
}
