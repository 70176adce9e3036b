#include "attribution/act.h"

#include "base/str.h"
#include "entities/tree.h"

static const char negations[] = "not|n't|n’t|never";

static bool subject_is_self(const onr_text *text, int32_t clause)
{
    int32_t s = tree_child(text, clause, ONR_NSUBJ, -1);
    return s >= 0 && str_listed(text->words[s].form, "we|I|it|they|he|she");
}

static bool has_subject(const onr_text *text, int32_t clause)
{
    return tree_child(text, clause, ONR_NSUBJ, -1) >= 0;
}

/* What the words of a reported clause do, `typical` where they only report. */
static onr_act act_of_clause(const onr_text *text, int32_t clause, onr_act typical)
{
    onr_str lemma = text->words[clause].lemma;
    bool own = subject_is_self(text, clause);
    bool future = tree_child_listed(text, clause, "will|would|'ll|shall") >= 0;
    bool negated = tree_child_listed(text, clause, negations) >= 0;
    if (own && future && !negated &&
        str_listed(lemma, "retaliate|attack|strike|destroy|punish|respond|hit|annihilate"))
        return ONR_ACT_THREATEN;
    if (has_subject(text, clause) && !own && tree_child_listed(text, clause, "must|should|ought") >= 0)
        return ONR_ACT_DEMAND;
    if (!own && str_listed(lemma, "deceive|violate|betray|lie|breach|undermine|provoke|illegal|"
                                  "unlawful|unacceptable|blame|destabilize|escalate"))
        return ONR_ACT_ACCUSE;
    if (own && future && negated &&
        str_listed(lemma, "accept|allow|pursue|join|agree|participate|negotiate|recognize|sign|"
                          "support|tolerate|withdraw|take|attend|return"))
        return ONR_ACT_REFUSE;
    if (own && future && !negated && str_listed(lemma, "help|support|protect|provide|assist|honour"))
        return ONR_ACT_PROMISE;
    return typical;
}

onr_act act_find(const onr_text *text, int32_t cue, int32_t clause, onr_act typical, bool *negated)
{
    onr_str lemma = text->words[cue].lemma;
    *negated = tree_child_listed(text, cue, negations) >= 0;
    if (*negated && (typical == ONR_ACT_AGREE || str_is(lemma, "recognize"))) {
        *negated = false;
        return ONR_ACT_REFUSE;
    }
    bool other_acts = clause >= 0 && text->words[clause].relation == ONR_XCOMP &&
                      (tree_child(text, cue, ONR_OBJ, -1) >= 0 || has_subject(text, clause));
    if (other_acts && str_listed(lemma, "want|ask|tell|like|expect|need|warn|call|invite|advise"))
        return str_is(lemma, "expect") ? ONR_ACT_THINK : ONR_ACT_DEMAND;
    if (str_is(lemma, "call") && tree_child(text, cue, ONR_OBL, -1) >= 0)
        return ONR_ACT_DEMAND;
    if (str_is(lemma, "warn") && tree_child(text, cue, ONR_OBL, -1) >= 0 && clause < 0)
        return ONR_ACT_DEMAND;
    if (clause < 0)
        return typical;
    if (typical == ONR_ACT_STATE || typical == ONR_ACT_WARN || str_listed(lemma, "vow|pledge"))
        return act_of_clause(text, clause, typical);
    bool tensed = text->words[clause].relation == ONR_CCOMP && text->words[clause].xpos.len == 3 &&
                  tree_child_listed(text, clause, "must|should") < 0;
    if (tensed && str_listed(lemma, "insist|suggest"))
        return act_of_clause(text, clause, ONR_ACT_STATE);
    return typical;
}
