#include "attribution/overt.h"

#include <string.h>

#include "attribution/act.h"
#include "attribution/lexicon.h"
#include "attribution/phrases.h"
#include "base/str.h"
#include "entities/words.h"
#include "language/walk.h"

/* What such a clause adds to the score of its act; chosen on the pages that `fast` learnt and does
 * not know by heart. */
static const float OVERT = 6.0f;

/* A content's clause, and what says it. */
typedef struct clause {
    const finder *f;
    const onr_statement *statement;
    int32_t cue, head;
    int32_t subject; /* -1: it has none. */
} clause;

static const onr_word *head_of(const clause *c)
{
    return word_at(c->f, c->head);
}

static bool is_head(const clause *c, const char *lemmas)
{
    return str_listed(head_of(c)->lemma, lemmas);
}

static bool is_lemma(const clause *c, int32_t word, const char *lemmas)
{
    return word >= 0 && str_listed(word_at(c->f, word)->lemma, lemmas);
}

static bool has_word(const clause *c, int32_t head, const char *words)
{
    return head >= 0 && walk_child_listed(c->f->text, head, words) >= 0;
}

static int32_t child_of(const clause *c, onr_relation relation)
{
    return phrase_child(c->f, c->head, relation);
}

static int32_t word_below(const clause *c, const char *words)
{
    return walk_child_listed(c->f->text, c->head, words);
}

static bool is_word(const clause *c, int32_t word, unsigned as)
{
    return word >= 0 && lexicon_word(word_at(c->f, word)->lemma) & as;
}

static bool is_negated(const clause *c)
{
    return walk_is_negated(c->f->text, c->head);
}

static bool is_quoted(const clause *c, int32_t word)
{
    return c->f->reading.quote_of[word] >= 0;
}

static bool is_future(const clause *c)
{
    return has_word(c, c->head, "will|would|'ll|’ll|shall|wo");
}

/* "Her government", "our members": whom somebody speaks for. */
static bool is_own_body(const clause *c, int32_t noun)
{
    static const char bodies[] = "administration|agency|army|boat|cabinet|client|campaign|"
                                 "coalition|company|country|fighter|force|"
                                 "government|group|guard|member|ministry|plane|ship|movement|navy|"
                                 "office|party|police|soldier|team|"
                                 "troop|union";
    return is_lemma(c, noun, bodies) &&
           has_word(c, noun, is_quoted(c, noun) ? "my|our" : "my|our|his|her|its|their");
}

/* "Moscow would respond", of a spokeswoman of Russia's government: whether he serves that state. */
static bool serves(const onr_entity *speaker, const onr_entity *state)
{
    return state->kind == ONR_ENTITY_STATE && state->code.len >= 3 && speaker->code.len >= 6 &&
           memcmp(state->code.data, speaker->code.data, 3) == 0 &&
           str_listed((onr_str){speaker->code.data + 3, 3}, "GOV|MIL|SPY");
}

/* Whether the subject is who speaks, or whom he speaks for. */
static bool is_own(const clause *c)
{
    if (c->subject < 0)
        return false;
    const onr_word *w = word_at(c->f, c->subject);
    if (str_listed(w->form, "I|we|We") || is_own_body(c, c->subject))
        return true;
    if (is_quoted(c, c->subject))
        return false;
    int32_t e = onr_entities_of_word(c->f->entities, c->subject);
    int32_t speaker = c->statement->speaker_entity;
    if (e != ONR_NO_ENTITY)
        return e == speaker || (speaker != ONR_NO_ENTITY &&
                                serves(&c->f->entities->items[speaker], &c->f->entities->items[e]));
    bool of_hearers = str_is(word_at(c->f, c->cue)->lemma, "tell") && str_is(w->form, "they");
    return !of_hearers && str_listed(w->form, "he|she|it|they");
}

/* Whether it is somebody else, and not everybody: "you" and "people" have to do many things. */
static bool is_another(const clause *c)
{
    if (c->subject < 0 || is_own(c))
        return false;
    const onr_word *w = word_at(c->f, c->subject);
    if (str_listed(w->form, "he|she|they|He|She|They"))
        return true;
    if (w->upos == ONR_NOUN && noun_is_person(w->lemma) && !str_is(w->lemma, "person"))
        return true;
    int32_t e = onr_entities_of_word(c->f->entities, c->subject);
    return w->upos != ONR_PRON && e != ONR_NO_ENTITY && e != c->statement->speaker_entity;
}

/* Whether a person, body or thing that is not who speaks is the subject. */
static bool is_of_others(const clause *c)
{
    return c->subject >= 0 && !is_own(c) &&
           (word_at(c->f, c->subject)->upos != ONR_PRON || is_another(c));
}

/* "Must", "should", and "has to", "needs to", whose clause is the one below. */
static bool obliges(const clause *c, int32_t *deed)
{
    *deed = c->head;
    if (is_negated(c) || is_future(c) || has_word(c, c->head, "yet|may|might|could"))
        return false;
    if (has_word(c, c->head, "must|should|ought"))
        return true;
    *deed = child_of(c, ONR_XCOMP);
    return *deed > c->head && str_listed(head_of(c)->form, "has|have|need|needs|got|needed|had") &&
           has_word(c, *deed, "to") && word_at(c->f, *deed)->upos == ONR_VERB;
}

/* "It is time for them to leave", "the time has come to talk". */
static bool is_time_to(const clause *c)
{
    static const onr_relation ways[] = {ONR_ACL, ONR_ADVCL, ONR_XCOMP, ONR_CCOMP, ONR_CSUBJ};
    int32_t time = is_head(c, "time") ? c->head : is_head(c, "come") ? c->subject : -1;
    if (!is_lemma(c, time, "time") || is_negated(c))
        return false;
    int32_t what = phrase_child(c->f, time, ONR_AMOD);
    bool is = time == c->head && has_word(c, time, "is|'s|’s|was") && !has_word(c, time, "a|an") &&
              (what < 0 || is_lemma(c, what, "high|right|past")) &&
              is_lemma(c, c->subject, "it|now|this");
    bool came = time == c->subject && has_word(c, c->head, "has|had");
    for (size_t i = 0; (is || came) && i < sizeof ways / sizeof *ways; i++) {
        int32_t deed = phrase_child(c->f, time, ways[i]);
        deed = deed < 0 ? child_of(c, ways[i]) : deed;
        int32_t who = deed > time ? phrase_child(c->f, deed, ONR_NSUBJ) : -1;
        bool beside = who >= 0 && str_is(word_at(c->f, deed)->subtype, "relcl");
        if (who >= 0 && !beside && !str_listed(word_at(c->f, who)->form, "we|I"))
            return true;
    }
    return false;
}

/* "He has to go", "the shelling must end". */
static bool is_to_go(const clause *c)
{
    int32_t deed;
    return obliges(c, &deed) && !is_own(c) && c->subject >= 0 &&
           !str_listed(word_at(c->f, c->subject)->form, "you|one|we|people") &&
           !walk_is_negated(c->f->text, deed) &&
           is_lemma(c, deed, "go|resign|quit|stop|end|apologise|apologize|cease|withdraw|step");
}

/* "Member states have to do their part". */
static bool is_to_act(const clause *c)
{
    int32_t deed;
    if (!obliges(c, &deed) || !is_another(c) || has_word(c, deed, "have|should") ||
        str_listed(head_of(c)->form, "had|needed"))
        return false;
    return word_at(c->f, deed)->upos == ONR_VERB &&
           !is_lemma(c, deed, "win|get|know|earn|answer|see|look|have|assume|decide") &&
           !is_lemma(c, phrase_child(c->f, deed, ONR_OBJ), "price") &&
           !str_listed(word_at(c->f, c->subject)->form, "they|They");
}

/* "Must be held to account": what others are to do, whoever they are. */
static bool is_to_be_done(const clause *c)
{
    int32_t deed;
    if (!obliges(c, &deed) || !str_is(word_at(c->f, deed)->xpos, "VBN"))
        return false;
    return has_word(c, deed, "be") &&
           is_lemma(c, deed,
                    "hold|release|free|stop|lift|end|investigate|punish|prosecute|"
                    "withdraw|respect|return|restore|scrap|ban|disarm|halt|jail|"
                    "reopen|reinstate|drop|abolish|repeal|defeat|sack|arrest");
}

/* "Would do well to listen", "would be better advised to look at its own prisons". */
static bool is_advised(const clause *c)
{
    if (!is_future(c) || !is_of_others(c) || is_negated(c))
        return false;
    return (is_head(c, "do") && has_word(c, c->head, "well|better") &&
            (child_of(c, ONR_XCOMP) >= 0 || child_of(c, ONR_ADVCL) >= 0)) ||
           (is_head(c, "advise|advised") && has_word(c, c->head, "better|well"));
}

/* "It has until Friday to hand over the memos". */
static bool is_until(const clause *c)
{
    int32_t until = phrase_oblique(c->f, c->head, "until|till");
    return is_head(c, "have") && c->subject >= 0 && until >= 0 && child_of(c, ONR_OBJ) < 0 &&
           !str_listed(word_at(c->f, c->subject)->form, "I|we|We") &&
           (child_of(c, ONR_XCOMP) >= 0 || child_of(c, ONR_ADVCL) >= 0 ||
            phrase_child(c->f, until, ONR_ACL) >= 0);
}

/* "We will not rest until they are home". */
static bool is_steadfast(const clause *c)
{
    return is_own(c) && is_future(c) && is_negated(c) &&
           (is_head(c, "rest|stop|sleep|relent|tire|waver|cease|abandon|forget") ||
            (is_head(c, "give") && has_word(c, c->head, "up")));
}

/* "No farmer will be left behind". */
static bool is_left_by_none(const clause *c)
{
    return is_head(c, "leave|forget|abandon") && is_future(c) && has_word(c, c->head, "be") &&
           (is_negated(c) || has_word(c, c->subject, "no") ||
            is_lemma(c, c->subject, "nobody|none"));
}

/* "We will rebuild the school", "would make money available", "pick up the bill". */
static bool is_for_others(const clause *c)
{
    if (!is_own(c) || !(is_future(c) || has_word(c, c->head, "going")) || is_negated(c))
        return false;
    int32_t what = child_of(c, ONR_OBJ);
    return (is_word(c, c->head, WORD_PROMISE) && !is_head(c, "support|send|deliver|stand|defend") &&
            !is_lemma(c, what, "information|detail|update")) ||
           (is_head(c, "scrap|abolish|cut|lower|end|slash") &&
            is_lemma(c, what,
                     "tax|fee|charge|toll|levy|duty|tariff|price|rent|fare|bill|tuition")) ||
           (is_head(c, "refund|reimburse|compensate|repair|reopen|feed|house|guarantee|donate|"
                       "waive|raise") &&
            !(is_head(c, "raise") && !is_lemma(c, what, "wage|pension|pay|benefit|salary"))) ||
           (is_head(c, "make") && has_word(c, c->head, "available")) ||
           (is_head(c, "pick") && is_lemma(c, what, "bill|tab")) ||
           (is_head(c, "stand") && phrase_oblique(c->f, c->head, "by|behind|beside") >= 0);
}

/* "Any ship that comes will be sunk", "whoever fires will pay". */
static bool is_harm_to_any(const clause *c)
{
    static const char harms[] =
        "arrest|bomb|crush|deport|destroy|execute|expel|fire|hang|hunt|jail|"
        "kill|lock|prosecute|punish|shoot|sink|strike|deal|treat";
    bool any = has_word(c, c->subject, "any|every|each|those|all") ||
               is_lemma(c, c->subject, "anyone|anybody|everyone|those|whoever|looter|traitor");
    if (!any || !is_future(c) || is_negated(c))
        return false;
    return (str_is(head_of(c)->xpos, "VBN") && has_word(c, c->head, "be") && is_head(c, harms)) ||
           is_head(c, "pay|answer|regret|burn");
}

/* "Will face consequences", "will pay a heavy price", "will not go unpunished". */
static bool is_reckoning(const clause *c)
{
    if (!is_future(c) || c->subject < 0 || is_own(c))
        return false;
    int32_t what = child_of(c, ONR_OBJ);
    if (is_negated(c))
        return is_head(c, "go|remain|stay|unpunished|unanswered") &&
               (has_word(c, c->head, "unpunished|unanswered|unavenged") ||
                is_head(c, "unpunished|unanswered"));
    return (is_head(c, "face|suffer|bear|feel") && is_lemma(c, what, "consequence|wrath")) ||
           (is_head(c, "pay") && is_lemma(c, what, "price")) ||
           (is_head(c, "follow|come") &&
            is_lemma(c, c->subject, "response|answer|retaliation|reprisal|revenge"));
}

/* "We will retaliate", "would go to court", "its members would walk out". */
static bool is_own_harm(const clause *c)
{
    if (!is_own(c) || !is_future(c) || is_negated(c))
        return false;
    int32_t to = phrase_oblique(c->f, c->head, "to"), in = phrase_oblique(c->f, c->head, "in|with");
    return is_head(c, "retaliate|sue|avenge|annihilate|punish|crush|destroy|bomb|expel") ||
           (is_head(c, "go") && is_lemma(c, to, "court|war")) ||
           (is_head(c, "defend") &&
            is_lemma(c, child_of(c, ONR_OBJ), "land|inch|acre|border|territory|soil")) ||
           (is_head(c, "walk") && has_word(c, c->head, "out")) ||
           (is_head(c, "hit|strike|fight") && has_word(c, c->head, "back")) ||
           (is_head(c, "take") && is_lemma(c, child_of(c, ONR_OBJ), "action|revenge") &&
            (has_word(c, child_of(c, ONR_OBJ), "legal|military|industrial") ||
             is_lemma(c, child_of(c, ONR_OBJ), "revenge"))) ||
           (is_head(c, "respond") && is_lemma(c, in, "kind|force|fire"));
}

/* Whether the subject is a claim, or stands for what was said before. */
static bool is_of_claim(const clause *c)
{
    return is_word(c, c->subject, WORD_ALLEGATION) ||
           is_lemma(c, c->subject,
                    "estimate|figure|evidence|document|letter|video|picture|image|"
                    "headline|article|quote|news|information|money") ||
           (c->subject >= 0 && str_listed(word_at(c->f, c->subject)->form,
                                          "it|this|that|they|these|those|It|This|That|They|all"));
}

/* "There is no truth in it", "no such talks took place", "that is not the case". */
static bool is_untrue(const clause *c)
{
    static const char grounds[] = "truth|basis|foundation|substance|merit";
    int32_t what = child_of(c, ONR_OBJ);
    if (is_negated(c))
        return is_head(c, "case|true|so|accurate|correct") && c->subject >= 0 &&
               (is_of_claim(c) || str_is(word_at(c->f, c->subject)->form, "which"));
    if (is_word(c, c->head, WORD_DENIAL) && !is_word(c, c->head, WORD_ACCUSATION))
        return child_of(c, ONR_COP) >= 0 && !is_future(c) && is_of_claim(c);
    if (is_head(c, grounds) && has_word(c, c->head, "no"))
        return true;
    if ((is_lemma(c, what, grounds) && has_word(c, what, "no")) ||
        (is_lemma(c, c->subject, grounds) && has_word(c, c->subject, "no")))
        return true;
    if ((has_word(c, c->subject, "such") && has_word(c, c->subject, "no")) ||
        (what >= 0 && has_word(c, what, "such") && has_word(c, what, "no")))
        return true;
    if (is_head(c, "have") && is_lemma(c, what, "nothing")) {
        int32_t deed = phrase_child(c->f, what, ONR_ACL);
        int32_t with = deed >= 0 ? phrase_oblique(c->f, deed, "with") : -1;
        return is_lemma(c, deed, "do") && (is_own(c) || is_lemma(c, with, "truth|reality|fact") ||
                                           is_word(c, c->subject, WORD_ALLEGATION));
    }
    if (is_head(c, "wide|far"))
        return has_word(c, phrase_oblique(c->f, c->head, "of|from"), "the") &&
               is_lemma(c, phrase_oblique(c->f, c->head, "of|from"), "mark|truth");
    return false;
}

/* "Has no intention of resigning", "will not be blackmailed", "there will be no amnesty". */
static bool is_own_no(const clause *c)
{
    int32_t what = child_of(c, ONR_OBJ);
    if (is_own(c) && is_head(c, "have") && is_lemma(c, what, "intention") &&
        has_word(c, what, "no"))
        return phrase_child(c->f, what, ONR_ACL) >= 0 && !has_word(c, c->head, "had");
    if (is_own(c) && is_negated(c) && is_future(c) && str_is(head_of(c)->xpos, "VBN"))
        return is_head(c, "lecture|blackmail|bully|intimidate|silence|cow|rush|dictate|push|force|"
                          "draw|deter|pressure|threaten|provoke|swayed|sway");
    if (is_own(c) && is_negated(c) && is_future(c) && !has_word(c, c->head, "be"))
        return is_head(c, "change|sign|pay|attend|negotiate|talk|accept|recognise|recognize|resign|"
                          "withdraw|budge|back|yield|surrender|comply|join|support|vote");
    if (is_own(c) && is_negated(c) && has_word(c, c->head, "do|does"))
        return is_head(c, "bargain|negotiate") && phrase_oblique(c->f, c->head, "with") >= 0;
    if (is_own(c) && is_negated(c) && has_word(c, c->head, "can|could|ca"))
        return is_head(c, "accept|support|back|endorse|agree|tolerate|sign|recognise|recognize|"
                          "allow|condone") ||
               (is_head(c, "put") && is_lemma(c, what, "name"));
    if (is_head(c, "be") && is_future(c) && has_word(c, c->head, "there|There") && c->subject >= 0)
        return has_word(c, c->subject, "no") &&
               is_lemma(c, c->subject,
                        "election|amnesty|talk|deal|negotiation|concession|pardon|"
                        "compromise|retreat|surrender|ceasefire|truce|referendum|"
                        "bailout|exception|apology");
    return false;
}

/* "I was wrong", "we made a mistake", "we are sorry for it". */
static bool is_own_fault(const clause *c)
{
    if (!is_own(c) || is_negated(c) || is_future(c))
        return false;
    int32_t what = child_of(c, ONR_OBJ);
    return is_head(c, "wrong|mistaken") ||
           (is_head(c, "ashamed") && phrase_oblique(c->f, c->head, "of") >= 0) ||
           (is_head(c, "apologise|apologize") &&
            !is_lemma(c, phrase_oblique(c->f, c->head, "to"), "nobody|one")) ||
           (is_head(c, "sorry") &&
            (phrase_oblique(c->f, c->head, "for|about") >= 0 || child_of(c, ONR_ADVCL) >= 0)) ||
           (is_head(c, "get") && what >= 0 && has_word(c, c->head, "wrong")) ||
           (is_head(c, "make") && is_lemma(c, what, "mistake|error"));
}

/* "They have done a magnificent job", "he is an amazing man", "we are grateful to them". */
static bool is_good(const clause *c)
{
    static const char good[] = "great|magnificent|excellent|fantastic|amazing|wonderful|tremendous|"
                               "incredible|outstanding|remarkable|superb|brilliant|terrific|"
                               "extraordinary|exemplary|heroic|courageous|brave|marvellous";
    if (is_negated(c))
        return false;
    if (is_own(c))
        return is_head(c, "grateful|thankful|indebted") &&
               phrase_oblique(c->f, c->head, "to|for") >= 0;
    int32_t what = child_of(c, ONR_OBJ);
    if (is_head(c, "do"))
        return is_lemma(c, what, "job|work|service") && has_word(c, what, good);
    if (is_head(c, "nothing") && has_word(c, c->head, "short"))
        return is_lemma(c, phrase_oblique(c->f, word_below(c, "short"), "of"), good);
    return child_of(c, ONR_COP) >= 0 && is_another(c) &&
           (is_head(c, "heroic|courageous|brave|outstanding|exemplary|hero|patriot") ||
            (is_head(c, "man|woman|person|leader|friend|partner|ally|governor|president|minister|"
                        "senator|mayor|champion|colleague|job") &&
             has_word(c, c->head, good)));
}

/* "Had known it and had done nothing", "hid the test results", "treats us like a colony". */
static bool is_wrongdoing(const clause *c)
{
    static const char vices[] = "lie|bluff|cheat|mislead|deceive|betray|loot|embezzle|pander|"
                                "grandstand|stonewall|dither|meddle|collude|extort|plunder|smear";
    if (!is_of_others(c) || is_negated(c) || is_future(c))
        return false;
    int32_t what = child_of(c, ONR_OBJ), as = phrase_oblique(c->f, c->head, "like|to");
    bool meant = has_word(c, c->head, "deliberately|intentionally|knowingly") ||
                 is_lemma(c, phrase_oblique(c->f, c->head, "on"), "purpose");
    bool active = !str_is(word_at(c->f, c->subject)->subtype, "pass") &&
                  !has_word(c, c->head, "if|may|might|could");
    return (meant && head_of(c)->upos == ONR_VERB) ||
           (active && head_of(c)->upos == ONR_VERB && is_head(c, vices)) ||
           (is_head(c, "deserve") && has_word(c, c->head, "better")) ||
           (is_head(c, "do") && is_lemma(c, what, "nothing") &&
            phrase_child(c->f, what, ONR_AMOD) < 0) ||
           (is_head(c, "hide|bury|conceal|suppress|withhold|falsify|doctor|shred") &&
            is_lemma(c, what,
                     "truth|result|evidence|email|fact|donation|report|fault|information|"
                     "crime|test|risk|record|file|document|loss|figure|memo")) ||
           (is_head(c, "cover") && has_word(c, c->head, "up")) ||
           (is_head(c, "treat") && has_word(c, as, "like")) ||
           (is_head(c, "hold") && is_lemma(c, as, "ransom"));
}

/* "Would run out of food", "thousands could starve". */
static bool is_danger(const clause *c)
{
    if (!(is_future(c) || has_word(c, c->head, "could|may|might")) || is_negated(c) || is_own(c))
        return false;
    return is_head(c, "starve|perish|drown") ||
           (is_head(c, "run") &&
            (has_word(c, c->head, "out") ||
             has_word(c, phrase_oblique(c->f, c->head, "of"), "out")) &&
            is_lemma(c, phrase_oblique(c->f, c->head, "of"),
                     "food|water|fuel|money|medicine|time|power|oxygen"));
}

/* "We are ready to talk", "is open to talks". */
static bool is_offer(const clause *c)
{
    if (!is_own(c) || is_negated(c) || has_word(c, c->head, "may|might|if|not"))
        return false;
    int32_t deed = child_of(c, ONR_XCOMP);
    deed = deed < 0 ? child_of(c, ONR_ADVCL) : deed;
    return (is_head(c, "ready|willing|prepared") && deed > c->head &&
            word_at(c->f, deed)->upos == ONR_VERB) ||
           (is_head(c, "open") && phrase_oblique(c->f, c->head, "to") >= 0);
}

/* The subject, which a clause may share with the one that it is joined to. */
static int32_t subject_of(const finder *f, int32_t head)
{
    for (int steps = 0; steps < 4; steps++) {
        int32_t subject = phrase_child(f, head, ONR_NSUBJ);
        int32_t whoever = phrase_child(f, head, ONR_CSUBJ);
        if (subject < 0 && whoever >= 0)
            return phrase_child(f, whoever, ONR_NSUBJ);
        if (subject >= 0 || word_at(f, head)->relation != ONR_CONJ)
            return subject;
        head = word_at(f, head)->head;
    }
    return -1;
}

/* "We stand by her", "he has my vote". */
static bool is_backing(const clause *c)
{
    int32_t what = child_of(c, ONR_OBJ);
    if (is_negated(c) || is_future(c))
        return false;
    if (is_own(c))
        return is_head(c, "stand") && phrase_oblique(c->f, c->head, "by|behind|with|beside") >= 0;
    return is_head(c, "have") && is_lemma(c, what, "vote|support|backing|blessing") &&
           has_word(c, what, "my|our");
}

static const struct sign {
    onr_act act;
    bool (*is_such)(const clause *c);
} signs[] = {
    {ONR_ACT_DEMAND, is_time_to},     {ONR_ACT_DEMAND, is_to_go},
    {ONR_ACT_DEMAND, is_to_act},      {ONR_ACT_DEMAND, is_to_be_done},
    {ONR_ACT_PROMISE, is_steadfast},  {ONR_ACT_PROMISE, is_left_by_none},
    {ONR_ACT_PROMISE, is_for_others}, {ONR_ACT_THREATEN, is_harm_to_any},
    {ONR_ACT_THREATEN, is_reckoning}, {ONR_ACT_THREATEN, is_own_harm},
    {ONR_ACT_DENY, is_untrue},        {ONR_ACT_REFUSE, is_own_no},
    {ONR_ACT_ADMIT, is_own_fault},    {ONR_ACT_PRAISE, is_good},
    {ONR_ACT_ACCUSE, is_wrongdoing},  {ONR_ACT_WARN, is_danger},
    {ONR_ACT_PROPOSE, is_offer},      {ONR_ACT_AGREE, is_backing},
    {ONR_ACT_DEMAND, is_advised},     {ONR_ACT_DEMAND, is_until},
};

static bool may_be_clause(onr_upos upos)
{
    return upos == ONR_VERB || upos == ONR_AUX || upos == ONR_ADJ || upos == ONR_NOUN ||
           upos == ONR_PRON;
}

void overt_add(float *scores, const finder *f, const onr_statement *s, int32_t cue)
{
    bool found[sizeof signs / sizeof *signs] = {false};
    for (size_t i = 0; i < s->content.count; i++) {
        int32_t w = (int32_t)onr_text_word_from(f->text, s->content.items[i].start);
        for (;
             (size_t)w < f->text->word_count && word_at(f, w)->span.end <= s->content.items[i].end;
             w++) {
            onr_upos upos = word_at(f, w)->upos;
            if (w == cue || !may_be_clause(upos) || !act_is_main(f->text, cue, s->content, w))
                continue;
            clause c = {f, s, cue, w, subject_of(f, w)};
            for (size_t k = 0; k < sizeof signs / sizeof *signs; k++)
                found[k] |= signs[k].is_such(&c);
        }
    }
    for (size_t k = 0; k < sizeof signs / sizeof *signs; k++)
        if (found[k])
            scores[signs[k].act] += OVERT;
}
