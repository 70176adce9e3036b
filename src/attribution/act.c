#include "attribution/act.h"

#include "attribution/lexicon.h"
#include "base/str.h"
#include "entities/tree.h"

bool act_is_known(const onr_word *cue)
{
    const lexicon_entry *entry = lexicon_find(cue->lemma);
    return entry && (cue->upos == ONR_NOUN ? entry->noun_act : entry->verb_act) >= 0;
}

onr_act act_typical(const onr_word *cue)
{
    const lexicon_entry *entry = lexicon_find(cue->lemma);
    if (!entry)
        return ONR_ACT_STATE;
    int first = cue->upos == ONR_NOUN ? entry->noun_act : entry->verb_act;
    int other = cue->upos == ONR_NOUN ? entry->verb_act : entry->noun_act;
    return (onr_act)(first >= 0 ? first : other);
}

static const char negations[] = "not|n't|n’t|never";

/* What the head of a clause says of its subject, by the act that saying so is. */
static const char harming[] = "retaliate|attack|strike|destroy|punish|hit|annihilate|crush|avenge|"
                              "merciless|ruthless|bomb|expel|sue";
static const char blaming[] =
    "deceive|violate|betray|lie|breach|undermine|provoke|illegal|unlawful|unacceptable|blame|"
    "destabilize|destabilise|escalate|irregular|inappropriate|improper|wrong|unfair|unjust|"
    "irresponsible|reckless|careless|negligent|responsible|sham|charade|hoax|farce|disgrace|"
    "scandal|shameful|disgraceful|outrageous|corrupt|dishonest|hypocritical|hypocrite|racist|"
    "bigot|liar|criminal|illegitimate|unconstitutional|mislead|manipulate|exploit|blind|"
    "abuse|steal|cheat|incompetent|unfit|cruel|inhumane|barbaric";
static const char turning_down[] =
    "accept|allow|pursue|join|agree|participate|negotiate|recognize|"
    "recognise|sign|support|tolerate|withdraw|take|attend|return|"
    "comply|surrender|yield|bow|resign|quit|leave|apologize|apologise|pay|"
    "meet|talk|permit|let|back|vote|run|change";
static const char helping[] = "help|support|protect|provide|assist|honour|honor|stand|defend|"
                              "rebuild|deliver|restore|send|pay|fund";
static const char untrue[] = "false|untrue|baseless|unfounded|groundless|nonsense|fabricate|"
                             "fabrication|fake|debunk|invent|inaccurate|incorrect";
static const char evidence[] = "evidence|indication|link|linkage|proof|basis|truth|collusion|"
                               "wrongdoing|knowledge|involvement|intention|plan|role";
static const char dangers[] = "danger|threat|risk|repercussion|consequence|catastrophe|disaster|"
                              "chaos|collapse|famine|bloodshed|escalation|recession";
static const char allegations[] = "allegation|accusation|claim|charge|report|suggestion|notion|"
                                  "idea|rumour|rumor|assertion|insinuation";
static const char praiseworthy[] = "great|excellent|brilliant|wonderful|historic|courageous|brave|"
                                   "heroic|hero|impressive|democratic|exemplary|model|outstanding|"
                                   "remarkable|success";

/* A content and what says it. */
typedef struct saying {
    const onr_text *text;
    onr_spans content;
    int32_t cue;
} saying;

static bool is_content(const saying *s, int32_t word)
{
    onr_span at = s->text->words[word].span;
    for (size_t i = 0; i < s->content.count; i++)
        if (s->content.items[i].start <= at.start && at.end <= s->content.items[i].end)
            return true;
    return false;
}

static int32_t child_of(const saying *s, int32_t head, onr_relation relation)
{
    return tree_child(s->text, head, relation, -1);
}

static bool has_word(const saying *s, int32_t head, const char *words)
{
    return tree_child_listed(s->text, head, words) >= 0;
}

static onr_str lemma_of(const saying *s, int32_t word)
{
    return word >= 0 ? s->text->words[word].lemma : (onr_str){"", 0};
}

static bool subject_is_self(const saying *s, int32_t clause)
{
    int32_t subject = child_of(s, clause, ONR_NSUBJ);
    return subject >= 0 && str_listed(s->text->words[subject].form, "we|I|it|they|he|she");
}

/* Something bad that may come: "could have repercussions", "is in danger". */
static bool foretells_danger(const saying *s, int32_t clause, bool supposed)
{
    int32_t obj = child_of(s, clause, ONR_OBJ);
    if (str_listed(lemma_of(s, clause), dangers))
        return has_word(s, clause, "in|at") || supposed;
    return supposed && str_listed(lemma_of(s, obj), dangers);
}

static bool finds_nothing(const saying *s, int32_t clause)
{
    static const onr_relation ways[] = {ONR_OBJ, ONR_NSUBJ};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        int32_t what = child_of(s, clause, ways[i]);
        if (str_listed(lemma_of(s, what), evidence) && has_word(s, what, "no"))
            return true;
    }
    return str_listed(lemma_of(s, clause), evidence) && has_word(s, clause, "no");
}

/* What the words of a clause do, `typical` where they only report. */
static onr_act act_of_clause(const saying *s, int32_t clause, onr_act typical)
{
    onr_str lemma = lemma_of(s, clause);
    bool own = subject_is_self(s, clause);
    bool subject = child_of(s, clause, ONR_NSUBJ) >= 0;
    bool future = has_word(s, clause, "will|would|'ll|shall");
    bool supposed = future || has_word(s, clause, "might|may|could|can");
    bool negated = has_word(s, clause, negations);
    if (own && future && !negated && str_listed(lemma, harming))
        return ONR_ACT_THREATEN;
    if (subject && !own && has_word(s, clause, "must|should|ought"))
        return ONR_ACT_DEMAND;
    bool blames = str_listed(lemma, blaming) ||
                  (str_is(lemma, "fail") && child_of(s, clause, ONR_XCOMP) >= 0);
    if (!own && !negated && !supposed && blames)
        return ONR_ACT_ACCUSE;
    if (own && future && negated && str_listed(lemma, turning_down))
        return ONR_ACT_REFUSE;
    if (own && future && !negated && str_listed(lemma, helping))
        return ONR_ACT_PROMISE;
    if (finds_nothing(s, clause) || (!negated && str_listed(lemma, untrue)))
        return ONR_ACT_DENY;
    if (foretells_danger(s, clause, supposed))
        return ONR_ACT_WARN;
    return typical;
}

/* Whether the clause is one of those that the content is made of, not one within another. */
static bool is_main(const saying *s, int32_t clause)
{
    for (int steps = 0; steps < 16; steps++) {
        const onr_word *w = &s->text->words[clause];
        if (w->head < 0 || w->head == s->cue || !is_content(s, w->head))
            return w->relation != ONR_ACL && w->relation != ONR_ADVCL;
        if (w->relation != ONR_CONJ && w->relation != ONR_PARATAXIS)
            return false;
        clause = w->head;
    }
    return false;
}

static int weight_of(onr_act act)
{
    static const onr_act order[] = {ONR_ACT_THREATEN, ONR_ACT_DEMAND,  ONR_ACT_ACCUSE,
                                    ONR_ACT_REFUSE,   ONR_ACT_PROMISE, ONR_ACT_DENY,
                                    ONR_ACT_WARN};
    int count = sizeof order / sizeof *order;
    for (int i = 0; i < count; i++)
        if (order[i] == act)
            return count - i;
    return 0;
}

/* The weightiest act of the content's main clauses. */
static onr_act act_of_content(const saying *s, onr_act typical)
{
    onr_act best = typical;
    const onr_word *words = s->text->words;
    for (size_t i = 0; i < s->content.count; i++) {
        int32_t w = (int32_t)onr_text_word_from(s->text, s->content.items[i].start);
        for (; (size_t)w < s->text->word_count && words[w].span.end <= s->content.items[i].end;
             w++) {
            bool clause =
                words[w].upos == ONR_VERB || words[w].upos == ONR_ADJ || words[w].upos == ONR_NOUN;
            if (!clause || w == s->cue || !is_main(s, w))
                continue;
            onr_act act = act_of_clause(s, w, typical);
            if (weight_of(act) > weight_of(best))
                best = act;
        }
    }
    return best;
}

/* "No, …": the whole content turns a claim down. */
static bool begins_with_no(const saying *s)
{
    int32_t w = (int32_t)onr_text_word_from(s->text, s->content.items[0].start);
    while ((size_t)w + 1 < s->text->word_count && s->text->words[w].upos == ONR_PUNCT)
        w++;
    return (size_t)w + 1 < s->text->word_count &&
           str_equal_nocase(s->text->words[w].form, ONR_STR("no")) &&
           str_is(s->text->words[w + 1].form, ",");
}

/* "Called the inquiry a sham", "described the vote as free": what X is said to be. */
static onr_act act_of_naming(const saying *s, onr_act typical)
{
    for (size_t i = 0; i < s->content.count; i++) {
        int32_t w = (int32_t)onr_text_word_from(s->text, s->content.items[i].start);
        for (; (size_t)w < s->text->word_count &&
               s->text->words[w].span.end <= s->content.items[i].end;
             w++) {
            const onr_word *word = &s->text->words[w];
            bool named =
                word->head == s->cue && word->relation != ONR_OBJ && word->relation != ONR_NSUBJ;
            if (named && str_listed(word->lemma, blaming))
                return ONR_ACT_ACCUSE;
            if (named && str_listed(word->lemma, praiseworthy))
                return ONR_ACT_PRAISE;
        }
    }
    return typical;
}

/* Whether another is to act: an infinitive with a subject or addressee of its own. */
static bool moves_another(const saying *s, int32_t clause)
{
    int32_t subject = child_of(s, s->cue, ONR_NSUBJ);
    bool passive = subject >= 0 && str_is(s->text->words[subject].subtype, "pass");
    return clause >= 0 && s->text->words[clause].relation == ONR_XCOMP &&
           (passive || child_of(s, s->cue, ONR_OBJ) >= 0 || child_of(s, clause, ONR_NSUBJ) >= 0);
}

/* "That the pact revoke its pledge": no ending, whoever the subject is. */
static bool is_subjunctive(const saying *s, int32_t clause)
{
    onr_str tag = s->text->words[clause].xpos;
    int32_t subject = child_of(s, clause, ONR_NSUBJ);
    bool finite = child_of(s, clause, ONR_AUX_REL) >= 0 || child_of(s, clause, ONR_COP) >= 0;
    bool singular = subject >= 0 && str_listed(s->text->words[subject].xpos, "NN|NNP");
    return !finite && (str_is(tag, "VB") || (str_is(tag, "VBP") && singular));
}

static bool from_another(const saying *s)
{
    int32_t obj = child_of(s, s->cue, ONR_OBJ);
    for (int32_t o = child_of(s, s->cue, ONR_OBL); o >= 0;
         o = tree_child(s->text, s->cue, ONR_OBL, o))
        if (has_word(s, o, "from"))
            return true;
    int32_t of = obj >= 0 ? child_of(s, obj, ONR_NMOD) : -1;
    return of >= 0 && has_word(s, of, "from");
}

/* What the cue's own frame says, before the content is looked at. */
static onr_act act_of_frame(const saying *s, int32_t clause, onr_act typical)
{
    onr_str lemma = lemma_of(s, s->cue);
    bool calls = str_is(lemma, "call");
    if (moves_another(s, clause) &&
        str_listed(lemma, "want|ask|tell|like|need|warn|call|invite|advise"))
        return ONR_ACT_DEMAND;
    if (str_is(lemma, "rule"))
        return has_word(s, s->cue, "out") ? ONR_ACT_REFUSE : ONR_ACT_STATE;
    if (calls && has_word(s, s->cue, "on|for"))
        return ONR_ACT_DEMAND;
    if (str_listed(lemma, "call|warn") && child_of(s, s->cue, ONR_OBL) >= 0 && clause < 0)
        return ONR_ACT_DEMAND;
    if (calls) {
        for (int32_t o = child_of(s, s->cue, ONR_OBL); o >= 0;
             o = tree_child(s->text, s->cue, ONR_OBL, o))
            if (has_word(s, o, "on|for|upon"))
                return ONR_ACT_DEMAND;
    }
    if (str_is(lemma, "want") && from_another(s))
        return ONR_ACT_DEMAND;
    if (str_listed(lemma, "reject|dismiss") &&
        str_listed(lemma_of(s, child_of(s, s->cue, ONR_OBJ)), allegations))
        return ONR_ACT_DENY;
    return typical;
}

onr_act act_find(const onr_text *text, int32_t cue, onr_spans content, int32_t clause,
                 onr_act typical, bool *negated)
{
    saying s = {text, content, cue};
    onr_str lemma = text->words[cue].lemma;
    *negated = has_word(&s, cue, negations);
    if (*negated && (typical == ONR_ACT_AGREE || str_listed(lemma, "recognize|recognise"))) {
        *negated = false;
        return ONR_ACT_REFUSE;
    }
    onr_act framed = act_of_frame(&s, clause, typical);
    if (framed != typical)
        return framed;
    bool reports = clause >= 0 && str_listed(lemma, "insist|suggest") &&
                   !is_subjunctive(&s, clause) && !has_word(&s, clause, "to");
    if (reports)
        typical = ONR_ACT_STATE;
    if (str_listed(lemma, "call|describe|brand|label|dub|portray"))
        return act_of_naming(&s, typical);
    if (typical == ONR_ACT_STATE && begins_with_no(&s))
        return ONR_ACT_DENY;
    if (typical == ONR_ACT_STATE || typical == ONR_ACT_WARN || str_listed(lemma, "vow|pledge"))
        return act_of_content(&s, typical);
    if (typical == ONR_ACT_ADMIT && act_of_content(&s, typical) == ONR_ACT_DENY)
        return ONR_ACT_DENY;
    return typical;
}
