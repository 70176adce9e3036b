#include "events/status.h"

#include "base/str.h"
#include "language/walk.h"

/* The statement whose content the word heads: "denied that Karst had [attacked]"; or -1. */
static int32_t statement_above(const places *r, int32_t word)
{
    int32_t head = r->text->words[word].head, told = r->told_in[word];
    return head >= 0 && told >= 0 && r->cue_of[head] == told ? told : ONR_NO_STATEMENT;
}

/* "Had Karst attacked": an auxiliary before its subject. */
static bool is_turned(const onr_text *text, int32_t word)
{
    int32_t had = walk_child_listed(text, word, "had"),
            subject = walk_child(text, word, ONR_NSUBJ, -1);
    return had >= 0 && subject > had && text->words[word].relation == ONR_ADVCL;
}

/* "Will fly out to meet them": to do what is to come. */
static bool is_end_of_plan(const onr_text *text, int32_t word)
{
    int32_t above = text->words[word].head;
    return above >= 0 && walk_child_listed(text, word, "to") >= 0 &&
           walk_child_listed(text, above, "will|shall|'ll") >= 0;
}

/* "Is to attack", "plans to attack": by the word above. */
static bool by_head(onr_status *out, const onr_text *text, int32_t word)
{
    const onr_word *w = &text->words[word];
    bool governed = w->relation == ONR_XCOMP || w->relation == ONR_ADVCL ||
                    w->relation == ONR_ACL || w->relation == ONR_CCOMP || w->relation == ONR_OBL;
    onr_str above = w->head >= 0 && governed ? text->words[w->head].lemma : (onr_str){"", 0};
    if (str_listed(above, "plan|intend|prepare|aim|schedule|set|due|about") ||
        (governed && is_end_of_plan(text, word)) ||
        (walk_child_listed(text, word, "to") >= 0 && walk_child_listed(text, word, "is|are") >= 0))
        *out = ONR_PLANNED;
    else
        return false;
    return true;
}

/* Whether one of the words is an auxiliary of the verb; "in May" is none. */
static bool has_auxiliary(const onr_text *text, int32_t verb, const char *words)
{
    for (int32_t c = walk_child(text, verb, ONR_AUX_REL, -1); c >= 0;
         c = walk_child(text, verb, ONR_AUX_REL, c))
        if (str_listed(text->words[c].form, words))
            return true;
    return false;
}

bool status_by_words(onr_status *out, const places *r, int32_t word)
{
    const onr_text *text = r->text;
    int32_t s = statement_above(r, word);
    if ((s >= 0 && r->statements->items[s].act == ONR_ACT_DENY &&
         !r->statements->items[s].negated) ||
        walk_child_listed(text, word, "not|never|n't") >= 0)
        *out = ONR_DENIED;
    else if (walk_child_listed(text, word, "if|unless") >= 0 ||
             has_auxiliary(text, word, "could|might|would|may") || is_turned(text, word))
        *out = ONR_HYPOTHETICAL;
    else if (walk_child_listed(text, word, "will|shall|'ll") >= 0)
        *out = ONR_PLANNED;
    else
        return by_head(out, text, word);
    return true;
}
