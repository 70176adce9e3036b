#include "attribution/idioms.h"

#include <stdio.h>

#include "base/str.h"
#include "base/table.h"
#include "language/walk.h"

static const struct idiom {
    const char *words, *then;
    onr_act act;
} idioms[] = {
#include "attribution/idioms.inc"
};

static const struct idiom *named(onr_str verb, onr_str with)
{
    char words[32];
    int length = snprintf(words, sizeof words, "%.*s %.*s", (int)verb.len, verb.data, (int)with.len,
                          with.data);
    return length > 0 && (size_t)length < sizeof words
               ? TABLE_FIND(table_find_nocase, ((onr_str){words, (size_t)length}), idioms)
               : NULL;
}

/* Whether what must follow does, behind the verb or behind its object. */
static bool goes_on(const onr_text *text, const struct idiom *which, int32_t verb, int32_t with)
{
    if (str_is(str_of(which->then), "-"))
        return walk_child(text, verb, ONR_OBJ, -1) >= 0;
    if (str_is(str_of(which->then), "+"))
        return walk_child(text, verb, ONR_CCOMP, -1) >= 0 ||
               walk_child(text, with, ONR_CCOMP, -1) >= 0 ||
               walk_child_listed(text, verb, "it|that|this") >= 0;
    for (int32_t c = walk_first(text, verb); c >= 0; c = walk_next(text, c))
        if (c > verb && walk_child_listed(text, c, which->then) >= 0)
            return true;
    return walk_child_listed(text, verb, which->then) >= 0 ||
           walk_child_listed(text, with, which->then) >= 0;
}

int32_t idiom_find(const onr_text *text, int32_t verb, onr_act *act)
{
    const onr_word *v = &text->words[verb];
    if (v->upos != ONR_VERB)
        return -1;
    for (int32_t c = walk_first(text, verb); c >= 0; c = walk_next(text, c)) {
        const onr_word *w = &text->words[c];
        bool part = w->relation == ONR_OBJ || w->relation == ONR_COMPOUND ||
                    w->relation == ONR_ADVMOD || w->relation == ONR_XCOMP;
        const struct idiom *found = part && c > verb ? named(v->lemma, w->lemma) : NULL;
        if (found && goes_on(text, found, verb, c)) {
            if (act)
                *act = found->act;
            return c;
        }
    }
    return -1;
}
