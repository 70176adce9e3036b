#include "attribution/blame.h"

#include "attribution/act.h"
#include "attribution/lexicon.h"
#include "attribution/phrases.h"
#include "base/str.h"
#include "language/walk.h"

static bool is_word(const finder *f, int32_t word, unsigned as)
{
    return word >= 0 && lexicon_word(word_at(f, word)->lemma) & as;
}

static bool is_ones_own(const finder *f, int32_t noun)
{
    return noun >= 0 && walk_child_listed(f->text, noun, "his|her|its|their|your") >= 0;
}

/* "Told the governor": "he" and "they" mean whom it is told, where the page means nobody else. */
static bool tells_somebody(const finder *f, int32_t cue)
{
    return str_is(word_at(f, cue)->lemma, "tell") &&
           (phrase_child(f, cue, ONR_IOBJ) >= 0 || phrase_child(f, cue, ONR_OBJ) >= 0);
}

/* Whether the subject is another than who speaks. In a quotation any but "I" and "we" is; outside
 * of one a pronoun is of whom the page means by it. */
static bool is_another(const finder *f, const onr_statement *s, int32_t cue, int32_t subject)
{
    onr_str form = word_at(f, subject)->form;
    int32_t e = onr_entities_of_word(f->entities, subject);
    if (str_listed(form, "I|we"))
        return false;
    if (f->reading.quote_of[subject] >= 0)
        return !str_listed(form, "it|this|that|there");
    if (word_at(f, subject)->upos == ONR_PRON)
        return e != ONR_NO_ENTITY ? e != s->speaker_entity : tells_somebody(f, cue);
    return e == ONR_NO_ENTITY || e != s->speaker_entity;
}

/* "To save his seat", "to win votes", as the end of what a verb of the clause tells. */
static bool is_gain(const finder *f, int32_t verb)
{
    int32_t what = phrase_child(f, verb, ONR_OBJ);
    what = what >= 0 ? what : phrase_child(f, verb, ONR_OBL);
    return str_is(word_at(f, verb)->xpos, "VB") && walk_child_listed(f->text, verb, "to") >= 0 &&
           is_word(f, verb, WORD_GRASP) && (is_ones_own(f, what) || is_word(f, what, WORD_GAIN));
}

static bool is_for_gain(const finder *f, int32_t clause)
{
    static const onr_relation ways[] = {ONR_ADVCL, ONR_XCOMP, ONR_ACL};
    const int32_t above[] = {clause, phrase_child(f, clause, ONR_OBJ)};
    for (size_t a = 0; a < 2; a++)
        for (size_t i = 0; above[a] >= 0 && i < sizeof ways / sizeof *ways; i++) {
            int32_t verb = phrase_child(f, above[a], ways[i]);
            if (verb >= 0 && is_gain(f, verb))
                return true;
        }
    return false;
}

/* Whether one of the words of the clause, of its objects and adverbials is that. */
static bool has_within(const finder *f, int32_t clause, const char *words)
{
    for (int32_t i = walk_below(f->text, clause, clause), steps = 0; i >= 0 && steps < 24;
         i = walk_below(f->text, i, clause), steps++)
        if (str_listed(word_at(f, i)->form, words))
            return true;
    return false;
}

/* Whether one of the words of the clause is what one grasps for. */
static bool has_gain(const finder *f, int32_t clause)
{
    return is_word(f, phrase_child(f, clause, ONR_OBJ), WORD_GAIN) ||
           is_word(f, phrase_child(f, clause, ONR_OBL), WORD_GAIN);
}

/* "Loves his yacht more than the town", "puts his purse before the sick". */
static bool prefers_own(const finder *f, int32_t clause)
{
    onr_str lemma = word_at(f, clause)->lemma;
    bool own = has_within(f, clause, "his|her|its|their|your") || has_gain(f, clause);
    if (str_listed(lemma, "love|like|care|value|worry|think|need|prize|treasure|enjoy|want") &&
        has_within(f, clause, "than"))
        return own && has_within(f, clause, "more|better|less");
    if (str_is(lemma, "prefer"))
        return own && has_within(f, clause, "to|over");
    return str_listed(lemma, "put|place|rank|prize|value|treasure") && own &&
           has_within(f, clause, "before|above|ahead");
}

/* "Would rather build a palace than a school" */
static bool would_rather(const finder *f, int32_t clause)
{
    return has_within(f, clause, "rather") && has_within(f, clause, "than") &&
           walk_child_listed(f->text, clause, "would|'d|’d") >= 0;
}

/* "Never kept a promise" */
static bool breaks_word(const finder *f, int32_t clause)
{
    int32_t what = phrase_child(f, clause, ONR_OBJ);
    bool keeps = str_listed(word_at(f, clause)->lemma, "keep|honour|honor|fulfil|fulfill");
    return keeps && what >= 0 && walk_is_negated(f->text, clause) &&
           str_listed(word_at(f, what)->lemma, "promise|word|pledge|vow|commitment");
}

/* "They had no plan", "the council lacks the courage". */
static bool lacks(const finder *f, int32_t clause)
{
    onr_str lemma = word_at(f, clause)->lemma;
    int32_t what = phrase_child(f, clause, ONR_OBJ);
    if (!is_word(f, what, WORD_DUTY))
        return false;
    return (str_listed(lemma, "have|show") && walk_child_listed(f->text, what, "no|little") >= 0) ||
           (str_is(lemma, "have") && walk_is_negated(f->text, clause)) || str_is(lemma, "lack");
}

/* "Turned the port into a junkyard", "was asleep at the wheel". */
static bool ruins(const finder *f, int32_t clause)
{
    bool asleep = str_is(word_at(f, clause)->lemma, "asleep");
    if (!asleep && !str_listed(word_at(f, clause)->lemma, "turn|make|reduce|run"))
        return false;
    for (int32_t c = walk_first(f->text, clause); c >= 0; c = walk_next(f->text, c)) {
        bool at_post = asleep && str_listed(word_at(f, c)->lemma, "wheel|switch|helm|post");
        if (at_post ||
            (!asleep && is_word(f, c, WORD_RUIN) && walk_child_listed(f->text, c, "into|to") >= 0))
            return true;
    }
    return false;
}

/* Was “only throwing mud”: what a speaker's own words make little of. */
static bool belittles(const finder *f, int32_t clause, int32_t subject)
{
    static const char harmless[] = "do|try|help|follow|joke|ask|wait|say|report|protect|be|get|"
                                   "start|begin|look|answer|defend|tell|talk|listen|work";
    int32_t least = walk_child_listed(f->text, clause, "only|just|merely|simply");
    return least >= 0 && least < clause && str_is(word_at(f, clause)->xpos, "VBG") &&
           f->reading.quote_of[clause] >= 0 && f->reading.quote_of[subject] < 0 &&
           !str_listed(word_at(f, clause)->lemma, harmless);
}

/* "Is responsible for the deaths": for harm, and not for the ferries. */
static bool is_at_fault(const finder *f, int32_t cue, int32_t clause)
{
    static const char harms[] = "abuse|attack|atrocity|bloodshed|bombing|collapse|crash|crime|"
                                "crisis|death|delay|destruction|"
                                "disaster|escalation|explosion|failure|famine|flood|killing|loss|"
                                "massacre|mess|misery|murder|"
                                "shortage|suffering|violence|war";
    int32_t what = phrase_oblique(f, clause, "for");
    return str_is(word_at(f, clause)->lemma, "responsible") && what > clause &&
           str_listed(word_at(f, what)->lemma, harms) && !str_is(word_at(f, cue)->lemma, "claim");
}

static bool blames(const finder *f, const onr_statement *s, int32_t cue, int32_t clause)
{
    int32_t subject = phrase_child(f, clause, ONR_NSUBJ);
    if (subject < 0 || str_is(word_at(f, subject)->subtype, "pass") ||
        !is_another(f, s, cue, subject))
        return false;
    if (lacks(f, clause) || would_rather(f, clause) || breaks_word(f, clause))
        return true;
    bool supposed = walk_child_listed(f->text, clause, "will|would|'ll|could|might|may|if") >= 0;
    if (supposed || walk_is_negated(f->text, clause))
        return false;
    return is_at_fault(f, cue, clause) || is_for_gain(f, clause) || prefers_own(f, clause) ||
           ruins(f, clause) || belittles(f, clause, subject);
}

/* Whether the subject is who speaks, or the state whose official that is by his code. */
static bool is_own_side(const finder *f, const onr_statement *s, int32_t subject)
{
    enum { STATE = 3 }; /* letters of a code */
    int32_t e = onr_entities_of_word(f->entities, subject);
    if (e == ONR_NO_ENTITY || s->speaker_entity == ONR_NO_ENTITY)
        return false;
    onr_str theirs = f->entities->items[e].code, own = f->entities->items[s->speaker_entity].code;
    bool same = theirs.len >= STATE && own.len >= STATE && !str_starts(own, "IGO") &&
                memcmp(theirs.data, own.data, STATE) == 0;
    return e == s->speaker_entity || same;
}

/* "Karst did not bomb the convoy", by Karst: what one would be blamed for, and did not do. */
static bool disowns(const finder *f, const onr_statement *s, int32_t clause)
{
    static const char deeds[] = "kill|bomb|shell|attack|poison|torture|arm|fund|finance|steal|rig|"
                                "hack|spy|abduct|kidnap|invade|murder|shoot|fire|bribe|cheat|lie|"
                                "violate|breach|interfere|meddle|plot|target|strike|sabotage";
    static const char dealings[] = "meet|ask|promise|tell|own|receive|pay|sell|sign|order|"
                                   "approve|authorise|authorize|threaten|touch|text|mention|offer|"
                                   "contact|accept|agree|hide|help|lend";
    int32_t subject = phrase_child(f, clause, ONR_NSUBJ);
    bool never = walk_child_listed(f->text, clause, "never") >= 0;
    bool past = walk_child_listed(f->text, clause, "did|had|has|have") >= 0 ||
                (never && str_is(word_at(f, clause)->xpos, "VBD"));
    return subject >= 0 && past && walk_is_negated(f->text, clause) &&
           (str_listed(word_at(f, clause)->lemma, deeds) || is_word(f, clause, WORD_ACCUSATION) ||
            (never && str_listed(word_at(f, clause)->lemma, dealings))) &&
           is_own_side(f, s, subject);
}

/* Whether one of the clauses that the content is made of is such. */
static bool has_clause(const finder *f, const onr_statement *s, int32_t cue,
                       bool (*is_such)(const finder *f, const onr_statement *s, int32_t clause))
{
    for (size_t i = 0; i < s->content.count; i++) {
        int32_t w = (int32_t)onr_text_word_from(f->text, s->content.items[i].start);
        for (;
             (size_t)w < f->text->word_count && word_at(f, w)->span.end <= s->content.items[i].end;
             w++)
            if (word_at(f, w)->upos == ONR_VERB && act_is_main(f->text, cue, s->content, w) &&
                is_such(f, s, w))
                return true;
    }
    return false;
}

bool blame_is_disowned(const finder *f, const onr_statement *s, int32_t cue)
{
    return has_clause(f, s, cue, disowns);
}

bool blame_is_told(const finder *f, const onr_statement *s, int32_t cue)
{
    for (size_t i = 0; i < s->content.count; i++) {
        int32_t w = (int32_t)onr_text_word_from(f->text, s->content.items[i].start);
        for (;
             (size_t)w < f->text->word_count && word_at(f, w)->span.end <= s->content.items[i].end;
             w++) {
            bool clause = word_at(f, w)->upos == ONR_VERB || word_at(f, w)->upos == ONR_ADJ;
            if (clause && act_is_main(f->text, cue, s->content, w) && blames(f, s, cue, w))
                return true;
        }
    }
    return false;
}
