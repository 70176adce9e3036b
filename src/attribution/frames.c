#include "attribution/frames.h"

#include "attribution/act.h"
#include "attribution/addressee.h"
#include "attribution/cues.h"
#include "attribution/idioms.h"
#include "attribution/lexicon.h"
#include "attribution/passive.h"
#include "attribution/phrases.h"
#include "base/span.h"
#include "base/str.h"
#include "base/table.h"
#include "language/undone.h"
#include "language/walk.h"

/* data/things.tsv */
static const char *const things[] = {
#include "attribution/things.inc"
};

/* What may be a cue within other words at least. Set by hand. */
static const float LEAST = 0.2f;

/* "Which Karst calls a trap and Ostrava upholds": what another does with his words, of the same
 * thing, is a cue as the first is, where the verb is one that names an act. */
static certainty with_joined(const finder *f, int32_t word, certainty sure)
{
    const onr_word *w = word_at(f, word);
    size_t last = f->drafts.count;
    bool joined = w->relation == ONR_CONJ && last > 0 && f->drafts.items[last - 1].cue == w->head &&
                  word_at(f, w->head)->relation == ONR_ACL && phrase_child(f, word, ONR_NSUBJ) >= 0;
    if (!joined || !act_is_known(w) || act_typical(w) == ONR_ACT_STATE)
        return sure;
    const draft *first = &f->drafts.items[last - 1];
    if (first->sure.outside >= first->least.outside && sure.outside < first->least.outside)
        sure.outside = first->least.outside;
    return sure;
}

/* "Demanded that they leave and decided to wait": a verb that is joined to a cue, and stands in
 * nothing that is said by it, is as surely one as the heads have it for one within. */
static certainty behind_joined(const finder *f, int32_t word, certainty sure)
{
    enum { LOOK_BACK = 4 };
    const onr_word *w = word_at(f, word);
    if (w->relation != ONR_CONJ || w->head < 0 || sure.outside >= sure.inside ||
        phrase_child(f, word, ONR_NSUBJ) >= 0)
        return sure;
    for (size_t i = f->drafts.count, n = 0; i-- > 0 && n < LOOK_BACK; n++) {
        const draft *d = &f->drafts.items[i];
        if (d->cue == w->head && str_equal(w->xpos, word_at(f, d->cue)->xpos) &&
            !spans_hold(d->statement.content, w->span))
            sure.outside = sure.inside;
    }
    return sure;
}

static certainty probability_of(const finder *f, int32_t word)
{
    features seen;
    features_of_cue(&seen, &f->reading, word);
    return cue_probability(f, word, model_cue(&f->model, &seen));
}

/* "Turned down a request from Karst": a noun that is certainly a cue within what another says, as
 * the object of a verb, leaves no other cue for that than the verb, if it may be one. */
static bool holds_nested(const finder *f, int32_t word)
{
    enum { REACH = 12 };
    static const float CERTAIN = 0.9f, NOT_BY_ITSELF = 0.1f;
    int32_t what = word_at(f, word)->upos == ONR_VERB ? phrase_child(f, word, ONR_OBJ) : -1;
    if (what <= word || what > word + REACH || word_at(f, what)->upos != ONR_NOUN ||
        phrase_child(f, word, ONR_NSUBJ) < 0 || reading_in_speech(&f->reading, word))
        return false;
    certainty nested = probability_of(f, what);
    return nested.inside >= CERTAIN && nested.outside <= NOT_BY_ITSELF;
}

/* "Was slammed as a theft by farmers": what somebody is called, and by whom, is told in full. */
static bool is_named_by(const finder *f, int32_t word)
{
    return word_at(f, word)->upos == ONR_VERB && act_is_naming(word_at(f, word)) &&
           (phrase_child(f, word, ONR_NSUBJ) >= 0 || word_at(f, word)->relation == ONR_ACL) &&
           passive_label(f, word) >= 0 && passive_agent(f, word) >= 0;
}

/* What an active verb says that its object is: "called him a thief", "hailed it as a shield"; or
 * -1.
 */
static int32_t label_of(const finder *f, int32_t verb)
{
    int32_t what = phrase_child(f, verb, ONR_OBJ);
    int32_t second = what >= 0 ? walk_child(f->text, verb, ONR_OBJ, what) : -1;
    int32_t said_to_be = phrase_child(f, verb, ONR_XCOMP);
    if (said_to_be >= 0 && word_at(f, said_to_be)->upos != ONR_VERB)
        return said_to_be;
    return second >= 0 ? second : phrase_oblique(f, verb, "as");
}

/* Whether a verb is told of somebody who does it: its subject, or the noun that it is told of. */
static bool is_of_somebody(const finder *f, int32_t verb)
{
    int32_t who = phrase_child(f, verb, ONR_NSUBJ);
    bool relative = who >= 0 && word_at(f, verb)->relation == ONR_ACL &&
                    str_listed(word_at(f, who)->form, "who|which|that");
    return who >= 0 && !str_is(word_at(f, who)->subtype, "pass") &&
           (relative ? phrase_entity(f, word_at(f, verb)->head) : phrase_entity(f, who)) !=
               ONR_NO_ENTITY;
}

/* "Whom Karst called a thief", "which Karst upholds as the last word": what one says that somebody
 * or something is, where the verb or the noun for it leaves no doubt that one says it. */
static bool is_labelling(const finder *f, int32_t word)
{
    static const unsigned telling = WORD_ACCUSATION | WORD_DENIAL | WORD_PRAISE;
    const onr_word *w = word_at(f, word);
    int32_t label = w->upos == ONR_VERB && is_of_somebody(f, word) ? label_of(f, word) : -1;
    if (label < 0)
        return false;
    bool stance = act_is_known(w) && act_typical(w) != ONR_ACT_STATE &&
                  act_typical(w) != ONR_ACT_THINK && walk_child_listed(f->text, label, "as") >= 0;
    return stance || (act_is_naming(w) && lexicon_word(word_at(f, label)->lemma) & telling);
}

/* "Karst, which backed the toll": what somebody is for or against whom a clause is about. */
static bool is_stance(const finder *f, int32_t word)
{
    static const char stances[] =
        "support|back|oppose|favour|favor|endorse|welcome|champion|defend|"
        "uphold|resist|reject|condemn|praise|applaud|denounce|criticise|"
        "criticize";
    const onr_word *w = word_at(f, word);
    int32_t what = phrase_child(f, word, ONR_OBJ);
    return w->upos == ONR_VERB && w->relation == ONR_ACL && str_listed(w->lemma, stances) &&
           what > word && word_at(f, what)->upos == ONR_NOUN &&
           phrase_entity(f, what) == ONR_NO_ENTITY && is_of_somebody(f, word);
}

/* "The lake promises good fishing": by something that cannot speak. */
static bool is_by_thing(const finder *f, int32_t word)
{
    int32_t who = word_at(f, word)->upos == ONR_VERB ? phrase_child(f, word, ONR_NSUBJ) : -1;
    return who >= 0 && word_at(f, who)->upos == ONR_NOUN &&
           !str_is(word_at(f, who)->subtype, "pass") &&
           TABLE_FIND(table_find_nocase, word_at(f, who)->lemma, things);
}

/* "The vote angers the port": what is done to others' minds is not said, whoever does it. */
static bool is_effect(const finder *f, int32_t word)
{
    static const char effects[] =
        "anger|divide|split|upset|shock|stun|outrage|infuriate|alarm|dismay|delight|please|"
        "surprise|disappoint|rattle|rock|shake|spark|fuel|stir|unite|rile|unsettle|embarrass|"
        "frighten|scare|puzzle|baffle|overshadow";
    const onr_word *w = word_at(f, word);
    int32_t who = phrase_child(f, word, ONR_NSUBJ);
    return w->upos == ONR_VERB && str_listed(w->lemma, effects) && !str_is(w->xpos, "VBN") &&
           phrase_child(f, word, ONR_OBJ) >= 0 && who >= 0 &&
           !str_is(word_at(f, who)->subtype, "pass");
}

/* "Blasted the crowd with tear gas": a blow that no word deals. */
static bool is_blow(const finder *f, int32_t word)
{
    static const char arms[] =
        "gas|water|cannon|pepper|spray|bullet|rocket|shell|missile|bomb|fire|"
        "artillery|grenade|stone|baton|gunfire|drone|mortar|torch|light";
    int32_t with = word_at(f, word)->upos == ONR_VERB ? phrase_oblique(f, word, "with") : -1;
    return with > word && act_is_naming(word_at(f, word)) &&
           str_listed(word_at(f, with)->lemma, arms);
}

/* "As feared, they left": nobody in particular feared it, and nothing that is told is feared. */
static bool is_as_foreseen(const finder *f, int32_t word)
{
    const onr_word *w = word_at(f, word);
    return str_is(w->xpos, "VBN") && w->relation == ONR_ADVCL &&
           phrase_child(f, word, ONR_OBL) < 0 && phrase_child(f, word, ONR_NSUBJ) < 0 &&
           walk_child_listed(f->text, word, "as|As") >= 0;
}

/* "Came under fire for the sale": what for is told, so that the fire is none of guns. */
static bool is_blamed_for(const finder *f, int32_t word)
{
    return word_at(f, word)->upos == ONR_VERB && passive_is_under_fire(f, word) &&
           phrase_oblique(f, word, "for|over") > word;
}

/* "Questioned about it", "by Lund about it", with what it is about hung on Lund. */
static bool asks_about(const finder *f, int32_t word)
{
    static const char marks[] = "on|about|over";
    int32_t by = passive_agent(f, word);
    int32_t about = by >= 0 ? phrase_child(f, by, ONR_NMOD) : -1;
    return phrase_oblique(f, word, marks) > word ||
           (about >= 0 && walk_child_listed(f->text, about, marks) >= 0);
}

/* "Pressed on the emails, she declined to say": whom the clause is about is asked. */
static bool is_asked(const finder *f, int32_t word)
{
    const onr_word *w = word_at(f, word);
    int32_t next = word + 1;
    return str_is(w->xpos, "VBN") && str_listed(w->lemma, "press|question|quiz|grill|challenge") &&
           addressee_asked(f, word) >= 0 && next < (int32_t)f->text->word_count &&
           (str_listed(word_at(f, next)->form, "on|about|over|whether|why|if") ||
            asks_about(f, word));
}

/* "Put the toll at seven": what somebody says that a number is. */
static bool is_estimate(const finder *f, int32_t word)
{
    const onr_word *w = word_at(f, word);
    int32_t what = str_listed(w->lemma, "put|place") ? phrase_child(f, word, ONR_OBJ) : -1;
    int32_t number = what > word ? phrase_oblique(f, word, "at") : -1;
    return number > what && phrase_child(f, word, ONR_NSUBJ) >= 0 &&
           str_listed(word_at(f, what)->lemma,
                      "toll|number|cost|figure|damage|loss|price|bill|total|"
                      "turnout|casualty|share");
}

bool frame_is_wished(const finder *f, int32_t word)
{
    static const char doing[] =
        "thank|inform|stress|emphasise|emphasize|underline|underscore|remind|"
        "congratulate|express|reiterate|point|assure|apologise|apologize|"
        "clarify|commend";
    int32_t wish = word_at(f, word)->relation == ONR_XCOMP ? word_at(f, word)->head : -1;
    if (wish < 0 || !str_listed(word_at(f, word)->lemma, doing) ||
        walk_child_listed(f->text, word, "to") < 0 || walk_is_negated(f->text, wish))
        return false;
    int32_t who = phrase_child(f, wish, ONR_NSUBJ);
    return (str_is(word_at(f, wish)->lemma, "like") &&
            walk_child_listed(f->text, wish, "would|'d|’d") >= 0) ||
           (str_listed(word_at(f, wish)->lemma, "want|wish") && who >= 0 &&
            str_listed(word_at(f, who)->form, "I|we"));
}

/* "Would like" of "would like to thank". */
static bool is_wish_to_say(const finder *f, int32_t word)
{
    bool wishes = str_listed(word_at(f, word)->lemma, "like|want|wish");
    int32_t done = wishes ? phrase_child(f, word, ONR_XCOMP) : -1;
    return done > word && frame_is_wished(f, done);
}

/* "Karst opposes the toll", as a headline: whose act the verb names does it. */
static bool is_headline_act(const finder *f, int32_t word)
{
    static const char acts[] = "oppose|condemn|reject|refuse|demand|urge|accuse|deny|criticise|"
                               "criticize|denounce|praise|vow|pledge|veto";
    const onr_word *w = word_at(f, word);
    int32_t who = phrase_child(f, word, ONR_NSUBJ);
    bool rules_out = str_is(w->lemma, "rule") && cue_particle(f, word) >= 0;
    return w->relation == ONR_ROOT && f->reading.headline[w->sentence] &&
           str_listed(w->xpos, "VBZ|VBP") && (rules_out || str_listed(w->lemma, acts)) &&
           who >= 0 && who < word && phrase_entity(f, who) != ONR_NO_ENTITY;
}

/* "Could not verify the tape", "was not able to confirm it": what somebody does not vouch for. */
static bool is_unverified(const finder *f, int32_t word)
{
    const onr_word *w = word_at(f, word);
    bool able = w->relation == ONR_XCOMP && w->head >= 0 &&
                str_listed(word_at(f, w->head)->lemma, "able|unable");
    int32_t verb = able ? w->head : word;
    int32_t who = phrase_child(f, verb, ONR_NSUBJ);
    return str_listed(w->lemma, "verify|confirm|corroborate|authenticate") &&
           (walk_is_negated(f->text, verb) || str_is(word_at(f, verb)->lemma, "unable")) &&
           phrase_child(f, word, ONR_OBJ) > word && who >= 0 && who < word &&
           phrase_entity(f, who) != ONR_NO_ENTITY;
}

/* "Karst's insistence that it be paid": somebody's, of whom a clause with "that" tells what it is.
 */
static bool is_claimed(const finder *f, int32_t word)
{
    const onr_word *w = word_at(f, word);
    int32_t whose = phrase_child(f, word, ONR_NMOD), clause = phrase_child(f, word, ONR_ACL);
    int32_t that = clause > word ? phrase_child(f, clause, ONR_MARK) : -1;
    return w->upos == ONR_NOUN && act_is_known(w) && whose >= 0 && whose < word &&
           that == word + 1 && str_is(word_at(f, that)->form, "that") &&
           !str_is(word_at(f, clause)->subtype, "relcl") &&
           str_is(word_at(f, whose)->subtype, "poss") && phrase_entity(f, whose) != ONR_NO_ENTITY;
}

/* "Recalled its ambassador": who was sent, and nothing that one remembers. */
static bool is_calling_home(const finder *f, int32_t word)
{
    int32_t whom = str_is(word_at(f, word)->lemma, "recall") ? phrase_child(f, word, ONR_OBJ) : -1;
    return whom > word &&
           str_listed(word_at(f, whom)->lemma,
                      "ambassador|envoy|diplomat|consul|delegation|attaché|troop|troops|"
                      "soldier|contingent|parliament|lawmaker|staff");
}

/* "Offered two ships to Karst", "promised Karst a loan": what somebody would give to whom. */
static bool is_gift(const finder *f, int32_t word)
{
    const onr_word *w = word_at(f, word);
    int32_t what = phrase_child(f, word, ONR_OBJ), whom = phrase_child(f, word, ONR_IOBJ);
    whom = whom >= 0 ? whom : phrase_oblique(f, word, "to");
    return str_listed(w->lemma, "offer|promise|pledge") && str_listed(w->xpos, "VBD|VBZ|VBP") &&
           what > word && word_at(f, what)->upos == ONR_NOUN && whom > word &&
           phrase_entity(f, whom) != ONR_NO_ENTITY && is_of_somebody(f, word);
}

/* "Is being pressed by Karst to pay": who is moved to do something, and by whom. */
static bool is_moved_by(const finder *f, int32_t word)
{
    return act_moves_subject(f->text, word) && passive_agent(f, word) >= 0;
}

/* "An offer from Karst to host the talks", "a demand by Karst that it be paid": whose it is, and
 * what it is. */
static bool is_sent_by(const finder *f, int32_t word)
{
    const onr_word *w = word_at(f, word);
    int32_t by = w->upos == ONR_NOUN && act_is_known(w) ? passive_agent(f, word) : -1;
    int32_t end = by, count = (int32_t)f->text->word_count;
    while (by > word && end < count && walk_within(f->text, end, by))
        end++;
    return by > word && end < count && phrase_entity(f, by) != ONR_NO_ENTITY &&
           (str_is(word_at(f, end)->xpos, "TO") || str_is(word_at(f, end)->form, "that"));
}

/* "Stopped short of accusing Karst": what is told is that somebody does not do it. */
static bool is_held_back(const finder *f, int32_t word)
{
    const onr_word *w = word_at(f, word);
    return str_is(w->xpos, "VBG") && w->head >= 0 && act_is_known(w) &&
           act_typical(w) != ONR_ACT_STATE && act_typical(w) != ONR_ACT_THINK &&
           str_listed(word_at(f, w->head)->lemma, "stop|fall|short") &&
           walk_child_listed(f->text, word, "of") >= 0 && undone_is(f->text, word);
}

/* "“…,” groaned Varga", "“…,” Varga groaned": whatever verb it is, what is quoted is said by it. */
static bool is_behind_quotation(const finder *f, int32_t word)
{
    const onr_word *w = word_at(f, word);
    int32_t who = phrase_child(f, word, ONR_NSUBJ);
    if (!str_is(w->xpos, "VBD") || who < 0 || f->reading.quote_of[word] >= 0 ||
        f->reading.quote_of[who] >= 0 || phrase_child(f, word, ONR_OBJ) >= 0 ||
        phrase_entity(f, who) == ONR_NO_ENTITY)
        return false;
    int32_t first = word;
    while (who < word && first > 0 && walk_within(f->text, first - 1, who))
        first--;
    return first > 1 && str_is(word_at(f, first - 1)->xpos, "''") &&
           f->reading.quote_of[first - 2] >= 0 &&
           str_listed(word_at(f, first - 2)->form, who < word ? "," : ",|!|?");
}

/* "We dismiss the claim": what who speaks does himself in his own words. */
static bool is_own_stance(const finder *f, int32_t word)
{
    static const char stances[] = "accuse|blame|condemn|criticise|criticize|denounce|reject|"
                                  "dismiss|deny|oppose|support|endorse|welcome|praise|demand|"
                                  "urge|promise|pledge|refuse|propose|accept";
    const onr_word *w = word_at(f, word);
    int32_t who = phrase_child(f, word, ONR_NSUBJ), what = phrase_child(f, word, ONR_OBJ);
    return str_is(w->xpos, "VBP") && str_listed(w->lemma, stances) && what > word && who >= 0 &&
           who < word && str_listed(word_at(f, who)->form, "I|we");
}

certainty frame_certainty(const finder *f, int32_t word)
{
    if (is_by_thing(f, word) || is_as_foreseen(f, word) || is_effect(f, word) || is_blow(f, word) ||
        is_wish_to_say(f, word) || is_calling_home(f, word) || undone_endangers(f->text, word))
        return (certainty){0.0f, 0.0f};
    certainty sure = behind_joined(f, word, with_joined(f, word, probability_of(f, word)));
    certainty bounds = cue_heard_enough(f, word);
    float enough = bounds.outside;
    bool is_wished = frame_is_wished(f, word);
    bool is_idiom = idiom_find(f->text, word, NULL) >= 0;
    bool told = is_idiom && !str_is(word_at(f, word)->xpos, "VBG") &&
                walk_child_listed(f->text, word, "to|would|could|might|may|should") < 0;
    if ((is_wished || told || is_sent_by(f, word) || is_own_stance(f, word)) &&
        sure.inside < bounds.inside)
        sure.inside = bounds.inside;
    if (sure.outside >= enough)
        return sure;
    if (is_idiom || is_unverified(f, word) || is_claimed(f, word) || is_named_by(f, word) ||
        is_labelling(f, word) || is_stance(f, word) || is_blamed_for(f, word) || is_wished ||
        is_asked(f, word) || is_headline_act(f, word) || is_estimate(f, word) || is_gift(f, word) ||
        is_held_back(f, word) || is_moved_by(f, word) || is_behind_quotation(f, word) ||
        (sure.inside >= LEAST && holds_nested(f, word)))
        sure.outside = enough;
    return sure;
}
