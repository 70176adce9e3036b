/*
 * Decides by the tree alone: whose a verb is that has no speaker yet, and which words cannot be
 * what is said.
 */
#include "attribution/grammar.h"

#include "attribution/act.h"
#include "attribution/lexicon.h"
#include "attribution/passive.h"
#include "attribution/phrases.h"
#include "base/str.h"
#include "language/walk.h"

/* "Was unaware" */
static bool is_predicate(const finder *f, int32_t word)
{
    return word_at(f, word)->upos == ONR_ADJ &&
           (phrase_child(f, word, ONR_COP) >= 0 || phrase_child(f, word, ONR_AUX_REL) >= 0);
}

/* A participle alone ("asked by", "when asked") is nobody's who stands with it. */
static bool is_active(const finder *f, int32_t verb)
{
    const onr_word *w = word_at(f, verb);
    if (is_predicate(f, verb))
        return true;
    if (w->upos != ONR_VERB)
        return false;
    return !str_is(w->xpos, "VBN") || walk_child_listed(f->text, verb, "have|'ve") >= 0;
}

/* The verb's subject; parsers call a finite verb's passive, too. */
static int32_t subject_of(const finder *f, int32_t verb)
{
    int32_t subject = phrase_child(f, verb, ONR_NSUBJ);
    bool passive = subject >= 0 && str_is(word_at(f, subject)->subtype, "pass");
    return passive && !str_listed(word_at(f, verb)->xpos, "VBD|VBZ|VBP") ? -1 : subject;
}

/* "She is understood to have promised it", "was unable to confirm it": the verb of whose subject an
 * infinitive tells what it does; or -1. */
static int32_t verb_of_doer(const finder *f, int32_t infinitive)
{
    const onr_word *w = word_at(f, infinitive);
    int32_t above = w->relation == ONR_XCOMP ? w->head : -1;
    bool told = above >= 0 && str_is(word_at(f, above)->xpos, "VBN") &&
                str_listed(word_at(f, above)->lemma, "say|report|understand|believe|think|allege|"
                                                     "know|expect|suppose|rumour|rumor");
    return told || (above >= 0 && str_listed(word_at(f, above)->lemma, "able|unable")) ? above : -1;
}

/* Whose the verb is by its clause, or by the clauses before that it is joined to: "Karst said so,
 * but declined". */
static int32_t whose(const finder *f, int32_t verb)
{
    enum { MOST_JOINED = 4 };
    for (int steps = 0; steps < MOST_JOINED && is_active(f, verb); steps++) {
        const onr_word *w = word_at(f, verb);
        if (phrase_child(f, verb, ONR_NSUBJ) >= 0)
            return subject_of(f, verb);
        bool finite = str_listed(w->xpos, "VBD|VBZ|VBP") || is_predicate(f, verb);
        int32_t above = verb_of_doer(f, verb);
        if (above >= 0 && phrase_child(f, above, ONR_NSUBJ) >= 0)
            return phrase_child(f, above, ONR_NSUBJ);
        if (above < 0 && (w->relation != ONR_CONJ || w->head < 0 || !finite))
            return -1;
        verb = w->head;
    }
    return -1;
}

/* "Ohm should stay and demand": the verb before, whose "should" and subject are the second's; -1.
 */
static int32_t verb_before(const finder *f, int32_t verb)
{
    static const char modals[] = "will|would|shall|should|must|may|might|can|could|'ll|’ll";
    const onr_word *w = word_at(f, verb);
    bool bare = str_is(w->xpos, "VB") && w->relation == ONR_CONJ && w->head >= 0 &&
                phrase_child(f, verb, ONR_NSUBJ) < 0 && phrase_child(f, verb, ONR_MARK) < 0;
    bool shares = bare && walk_child_listed(f->text, w->head, modals) >= 0 &&
                  phrase_child(f, w->head, ONR_NSUBJ) >= 0;
    return shares ? w->head : -1;
}

bool grammar_shares_modal(const finder *f, int32_t verb)
{
    return verb_before(f, verb) >= 0;
}

/* Whether the word can be who speaks: no "there", and quoted as the cue is. */
static bool can_speak(const finder *f, int32_t word, int32_t cue)
{
    return word >= 0 && !str_listed(word_at(f, word)->form, "there|what|that|this") &&
           f->reading.quote_of[word] == f->reading.quote_of[cue];
}

/* The verb of the clause that an infinitive is a part of: "urged them to leave". */
static int32_t above_infinitive(const finder *f, int32_t verb)
{
    bool infinitive = word_at(f, verb)->relation == ONR_XCOMP && word_at(f, verb)->head >= 0 &&
                      phrase_child(f, verb, ONR_NSUBJ) < 0;
    return infinitive ? word_at(f, verb)->head : verb;
}

int32_t grammar_goes_with(const finder *f, int32_t cue)
{
    const onr_word *w = word_at(f, cue);
    bool goes_with = w->relation == ONR_ADVCL && w->head >= 0 && str_is(w->xpos, "VBG") &&
                     phrase_child(f, cue, ONR_NSUBJ) < 0;
    int32_t subject = goes_with ? phrase_child(f, w->head, ONR_NSUBJ) : -1;
    return can_speak(f, subject, cue) ? subject : -1;
}

/* "Karst urged them to leave, warning of a flood": whose a participle behind a comma is, which may
 * be taken for a noun; or -1. */
static int32_t goes_on(const finder *f, int32_t cue)
{
    const onr_word *w = word_at(f, cue);
    bool participle = w->relation == ONR_ADVCL && w->head >= 0 && str_ends(w->form, "ing") &&
                      phrase_child(f, cue, ONR_NSUBJ) < 0 && cue > 0 &&
                      str_is(word_at(f, cue - 1)->form, ",");
    return participle ? phrase_child(f, above_infinitive(f, w->head), ONR_NSUBJ) : -1;
}

/* Whether a word has the role that does not stand below `top`; -1: any. */
static bool has_role(const finder *f, const uint8_t *roles, window at, role wanted, int32_t top)
{
    for (int32_t i = at.first; i < at.end; i++)
        if (roles[i - at.first] == wanted && (top < 0 || !walk_within(f->text, i, top)))
            return true;
    return false;
}

static void give(const finder *f, uint8_t *roles, window at, int32_t subject)
{
    if (has_role(f, roles, at, ROLE_SOURCE, -1))
        return;
    if (!can_speak(f, subject, at.cue) || !has_role(f, roles, at, ROLE_CONTENT, subject))
        return;
    for (int32_t i = at.first; i < at.end; i++)
        if (walk_within(f->text, i, subject) && !walk_within(f->text, at.cue, i))
            roles[i - at.first] = ROLE_SOURCE;
}

static void give_subject(const finder *f, uint8_t *roles, window at)
{
    give(f, roles, at, whose(f, at.cue));
}

void grammar_give_participle(const finder *f, uint8_t *roles, window at)
{
    give(f, roles, at, goes_on(f, at.cue));
}

/* "Which Karst calls a trap and Ostrava defends": what another says whose clause about the noun is
 * joined to the cue's is none of what the cue says. Elsewhere parsers join what is said, too. */
static void end_at_others(const finder *f, uint8_t *roles, window at)
{
    if (word_at(f, at.cue)->relation != ONR_ACL)
        return;
    for (int32_t c = phrase_child(f, at.cue, ONR_CONJ); c >= 0;
         c = walk_child(f->text, at.cue, ONR_CONJ, c)) {
        if (phrase_child(f, c, ONR_NSUBJ) < 0 || !is_active(f, c))
            continue;
        for (int32_t i = at.first; i < at.end; i++)
            if (walk_within(f->text, i, c))
                roles[i - at.first] = ROLE_NEITHER;
    }
}

bool grammar_can_join(const onr_word *first, const onr_word *second)
{
    if (first->upos != ONR_VERB && first->upos != ONR_AUX)
        return false;
    if (str_is(second->xpos, "VBG"))
        return str_listed(first->xpos, "VBD|VBZ|VBP|MD|VBG");
    /* "has paid and blamed", which taggers may take for the past of "blame" */
    return str_equal(first->xpos, second->xpos) ||
           (str_is(second->xpos, "VBD") && str_is(first->xpos, "VBN"));
}

/* Whether something is said between the cue and a verb, and none of its words can be joined to
 * that.
 */
static bool said_is_over(const finder *f, const uint8_t *roles, window at, int32_t verb)
{
    bool any = false;
    for (int32_t i = at.first; i < at.end && i < verb; i++) {
        if (roles[i - at.first] != ROLE_CONTENT)
            continue;
        if (grammar_can_join(word_at(f, i), word_at(f, verb)))
            return false;
        any = any || i > at.cue;
    }
    return any;
}

/* "The guild says that tolls doubled and wants a gate", "accused them of fraud and closed the
 * gate": what who speaks does besides, told with a verb that none of what he says can be joined to,
 * is none of that. */
static void end_at_second_verb(const finder *f, uint8_t *roles, window at)
{
    int32_t second = phrase_child(f, at.cue, ONR_CONJ);
    const onr_word *cue = word_at(f, at.cue);
    while (second >= 0 && second < at.cue)
        second = walk_child(f->text, at.cue, ONR_CONJ, second);
    if (second < 0 || !str_listed(cue->xpos, "VBD|VBZ|VBP") ||
        !str_equal(word_at(f, second)->xpos, cue->xpos) ||
        phrase_child(f, second, ONR_NSUBJ) >= 0 || !said_is_over(f, roles, at, second))
        return;
    for (int32_t i = second; i < at.end; i++)
        if (walk_within(f->text, i, second))
            roles[i - at.first] = ROLE_NEITHER;
    int32_t joins = phrase_child(f, second, ONR_CC);
    if (joins >= at.first && joins < second)
        roles[joins - at.first] = ROLE_NEITHER;
}

/* Whether the noun's clause is what it claims: "the claim that they fled is a lie". */
static bool has_claimed_clause(const finder *f, const uint8_t *roles, window at)
{
    int32_t clause = phrase_child(f, at.cue, ONR_ACL);
    return word_at(f, at.cue)->relation == ONR_NSUBJ && clause >= 0 && clause < at.end &&
           phrase_child(f, clause, ONR_MARK) >= 0 && roles[clause - at.first] == ROLE_CONTENT;
}

/* "Called the claims about the dam a lie": what the claims are called is none of what they claim.
 */
static bool is_called_something(const finder *f, int32_t noun)
{
    const onr_word *w = word_at(f, noun);
    return w->relation == ONR_OBJ && w->head >= 0 &&
           (phrase_oblique(f, w->head, "as") >= 0 || act_is_naming(word_at(f, w->head)));
}

void grammar_end_with_noun(const finder *f, uint8_t *roles, window at)
{
    if (word_at(f, at.cue)->upos != ONR_NOUN ||
        !(has_claimed_clause(f, roles, at) || is_called_something(f, at.cue)))
        return;
    for (int32_t i = at.first; i < at.end; i++)
        if (!walk_within(f->text, i, at.cue) && roles[i - at.first] == ROLE_CONTENT)
            roles[i - at.first] = ROLE_NEITHER;
}

/* "Brushed aside accusations that it had lied": what is done to a claim takes in the word for it.
 * Elsewhere ("voiced concern that") the verb and the noun are one. */
static void begin_with_claim(const finder *f, uint8_t *roles, window at)
{
    int32_t claim = phrase_child(f, at.cue, ONR_OBJ);
    const lexicon_cue *known =
        claim > at.cue && claim < at.end ? lexicon_find_cue(word_at(f, claim)->lemma) : NULL;
    bool faces = known && known->noun_act >= 0 &&
                 (lexicon_word(word_at(f, at.cue)->lemma) & WORD_FACING ||
                  (phrase_child(f, at.cue, ONR_COMPOUND) >= 0 && passive_agent(f, claim) >= 0));
    if (!faces || word_at(f, claim)->upos != ONR_NOUN || roles[claim - at.first] != ROLE_NEITHER ||
        !has_role(f, roles, at, ROLE_CONTENT, -1) || has_role(f, roles, at, ROLE_CONTENT, claim))
        return;
    for (int32_t i = at.cue + 1; i < at.end; i++)
        if (roles[i - at.first] == ROLE_NEITHER && walk_within(f->text, i, claim))
            roles[i - at.first] = ROLE_CONTENT;
}

/* Whether the word stands in a clause about the cue's subject whose verb is none of who speaks. */
static bool is_told_of_subject(const finder *f, const uint8_t *roles, window at, int32_t word,
                               int32_t subject)
{
    enum { MOST_STEPS = 16 };
    for (int steps = 0; word >= at.first && word < at.end && steps < MOST_STEPS; steps++) {
        const onr_word *w = word_at(f, word);
        if (w->relation == ONR_ACL && w->head == subject)
            return roles[word - at.first] != ROLE_SOURCE;
        word = w->head;
    }
    return false;
}

/* Who should stay should demand, whoever says so. */
static void take_shared_subject(const finder *f, uint8_t *roles, window at)
{
    int32_t first = verb_before(f, at.cue);
    int32_t subject = first >= 0 ? phrase_child(f, first, ONR_NSUBJ) : -1;
    if (subject < at.first || subject >= at.cue || !can_speak(f, subject, at.cue))
        return;
    for (int32_t i = at.first; i < at.end; i++)
        if (walk_within(f->text, i, subject))
            roles[i - at.first] = ROLE_SOURCE;
        else if (roles[i - at.first] == ROLE_SOURCE)
            roles[i - at.first] = ROLE_NEITHER;
}

/* "Varga, whom the judge called a thief, vowed": the judge is told of by the way, and vows nothing.
 */
static void leave_out_aside(const finder *f, uint8_t *roles, window at)
{
    int32_t subject = phrase_child(f, at.cue, ONR_NSUBJ);
    if (subject < at.first || subject >= at.cue || !is_active(f, at.cue))
        return;
    bool any = false;
    for (int32_t i = at.first; i < at.cue; i++)
        if (roles[i - at.first] == ROLE_SOURCE && is_told_of_subject(f, roles, at, i, subject)) {
            roles[i - at.first] = ROLE_NEITHER;
            any = true;
        }
    if (any)
        give_subject(f, roles, at);
}

/* "“…,” sighed Varga": who stands behind a verb behind what is quoted sighs it, and is no part of
 * that. */
static void give_inverted(const finder *f, uint8_t *roles, window at)
{
    int32_t subject = phrase_child(f, at.cue, ONR_NSUBJ);
    int32_t before = at.cue - 1;
    bool behind = before >= at.first && f->reading.quote_of[at.cue] < 0 &&
                  (f->reading.quote_of[before] >= 0 ||
                   (before > at.first && f->reading.quote_of[before - 1] >= 0 &&
                    str_is(word_at(f, before)->form, ",")));
    if (!behind || subject <= at.cue || !is_active(f, at.cue) || !can_speak(f, subject, at.cue))
        return;
    for (int32_t i = at.cue + 1; i < at.end; i++)
        if (walk_within(f->text, i, subject) && f->reading.quote_of[i] < 0)
            roles[i - at.first] = ROLE_SOURCE;
}

/* "Claims by Karst that they fled are lies, Ostrava said": of a clause that is said the subject is
 * said whole. */
static void complete_subject(const finder *f, uint8_t *roles, window at)
{
    static const onr_relation ways[] = {ONR_CCOMP, ONR_OBL, ONR_PARATAXIS};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        int32_t said = phrase_child(f, at.cue, ways[i]);
        int32_t who = said >= at.first && said < at.end && roles[said - at.first] == ROLE_CONTENT
                          ? phrase_child(f, said, ONR_NSUBJ)
                          : -1;
        int32_t clause = who >= at.first ? phrase_child(f, who, ONR_ACL) : -1;
        if (who < at.first || who >= said || word_at(f, who)->upos != ONR_NOUN || clause < who ||
            roles[clause - at.first] != ROLE_CONTENT)
            continue;
        for (int32_t k = at.first; k < said; k++)
            if (roles[k - at.first] == ROLE_NEITHER && walk_within(f->text, k, who))
                roles[k - at.first] = ROLE_CONTENT;
    }
}

/* "Admitted telling the board that it was false": the deed that is admitted is said whole. */
static void take_deed(const finder *f, uint8_t *roles, window at)
{
    static const char of_deeds[] = "admit|deny|confess|acknowledge|recall|regret|propose|suggest|"
                                   "recommend|consider|oppose";
    int32_t deed = at.cue + 1;
    if (deed >= at.end || !str_is(word_at(f, deed)->xpos, "VBG") ||
        word_at(f, deed)->head != at.cue || roles[deed - at.first] != ROLE_NEITHER ||
        !str_listed(word_at(f, at.cue)->lemma, of_deeds))
        return;
    for (int32_t i = deed; i < at.end; i++)
        if (roles[i - at.first] == ROLE_NEITHER && walk_within(f->text, i, deed))
            roles[i - at.first] = ROLE_CONTENT;
}

/* Whether a child of the cue tells when, where or to whom something is said, and is not what is
 * said ("laughed at reports that"). */
static bool is_beside_said(const finder *f, int32_t child)
{
    const onr_word *w = word_at(f, child);
    const lexicon_cue *known = lexicon_find_cue(w->lemma);
    return w->relation == ONR_ADVMOD || w->relation == ONR_OBL || w->relation == ONR_ADVCL ||
           ((w->relation == ONR_IOBJ || w->relation == ONR_OBJ) &&
            !(known && known->noun_act >= 0));
}

/* "Said after the talks that the war was over": what stands between the cue and "that" is none of
 * what is said. */
static void begin_with_that(const finder *f, uint8_t *roles, window at)
{
    int32_t said = phrase_child(f, at.cue, ONR_CCOMP);
    int32_t that = said > at.cue ? phrase_child(f, said, ONR_MARK) : -1;
    if (that <= at.cue || that >= at.end || word_at(f, at.cue)->upos != ONR_VERB ||
        !str_is(word_at(f, that)->form, "that") || roles[that - at.first] != ROLE_CONTENT)
        return;
    for (int32_t c = walk_first(f->text, at.cue); c >= 0; c = walk_next(f->text, c)) {
        if (c < at.cue || c > that || !is_beside_said(f, c))
            continue;
        for (int32_t i = at.cue + 1; i < that; i++)
            if (roles[i - at.first] == ROLE_CONTENT && f->reading.quote_of[i] < 0 &&
                walk_within(f->text, i, c))
                roles[i - at.first] = ROLE_NEITHER;
    }
}

/* "Described as “invented” reports by Karst that they fled": whose claim is called something is
 * said whole, wherever parsers hang its clause. */
static void take_claim(const finder *f, uint8_t *roles, window at)
{
    const onr_word *cue = word_at(f, at.cue);
    if (!act_is_naming(cue) && !(lexicon_word(cue->lemma) & WORD_FACING))
        return;
    int32_t told = phrase_child(f, at.cue, ONR_CCOMP);
    for (int32_t c = walk_first(f->text, at.cue); c >= 0; c = walk_next(f->text, c)) {
        const onr_word *w = word_at(f, c);
        bool claim = c > at.cue && (w->relation == ONR_OBJ || w->relation == ONR_OBL) &&
                     lexicon_word(w->lemma) & WORD_ALLEGATION && passive_agent(f, c) >= 0;
        for (int32_t i = at.cue + 1; claim && i < at.end; i++)
            if (roles[i - at.first] == ROLE_NEITHER &&
                (walk_within(f->text, i, c) ||
                 (told > c && i > c && walk_within(f->text, i, told))))
                roles[i - at.first] = ROLE_CONTENT;
    }
}

void grammar_mend(const finder *f, uint8_t *roles, window at)
{
    take_shared_subject(f, roles, at);
    leave_out_aside(f, roles, at);
    give_inverted(f, roles, at);
    give_subject(f, roles, at);
    end_at_others(f, roles, at);
    end_at_second_verb(f, roles, at);
    grammar_end_with_noun(f, roles, at);
    complete_subject(f, roles, at);
    begin_with_claim(f, roles, at);
    take_deed(f, roles, at);
    begin_with_that(f, roles, at);
    take_claim(f, roles, at);
}

int32_t grammar_before_quote(const finder *f, int32_t cue)
{
    int32_t quote = f->reading.quote_of[cue], who = phrase_child(f, cue, ONR_NSUBJ);
    bool before = quote >= 0 && who >= 0 && f->reading.quote_of[who] < 0 &&
                  word_at(f, who)->span.end <= f->reading.quotes.items[quote].start &&
                  word_at(f, who)->sentence == word_at(f, cue)->sentence;
    return before && is_active(f, cue) && !str_listed(word_at(f, who)->xpos, "WP|WDT") ? who : -1;
}
