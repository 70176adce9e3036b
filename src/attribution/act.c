#include "attribution/act.h"

#include "attribution/idioms.h"
#include "attribution/lexicon.h"
#include "base/str.h"
#include "language/walk.h"

bool act_is_known(const onr_word *cue)
{
    const lexicon_cue *entry = lexicon_find_cue(cue->lemma);
    return entry && (cue->upos == ONR_NOUN ? entry->noun_act : entry->verb_act) >= 0;
}

onr_act act_typical(const onr_word *cue)
{
    const lexicon_cue *entry = lexicon_find_cue(cue->lemma);
    if (!entry)
        return ONR_ACT_STATE;
    int first = cue->upos == ONR_NOUN ? entry->noun_act : entry->verb_act;
    int other = cue->upos == ONR_NOUN ? entry->verb_act : entry->noun_act;
    return (onr_act)(first >= 0 ? first : other);
}

/* data/acts.tsv */
static const struct act_row {
    const char *name;
    onr_act act;
    int prevails; /* Of several acts in one content the greatest counts. */
} acts[] = {
#include "attribution/acts.inc"
};
_Static_assert(sizeof acts / sizeof *acts == ONR_ACT_COUNT, "data/acts.tsv has a row for each act");

static const struct act_row *row_of(onr_act act)
{
    const struct act_row *row = acts;
    while (row->act != act)
        row++;
    return row;
}

bool act_prevails(onr_act act, onr_act over)
{
    return row_of(act)->prevails > row_of(over)->prevails;
}

const char *onr_act_name(onr_act act)
{
    return row_of(act)->name;
}

bool act_is_naming(const onr_word *cue)
{
    return str_listed(cue->lemma, "call|describe|brand|label|dub|portray|term|denounce|decry|slam|"
                                  "characterise|characterize|depict|mock|deride|ridicule|nickname|"
                                  "vilify|castigate|rubbish|blast|paint");
}

bool act_is_fixed(const onr_word *cue)
{
    return str_listed(cue->lemma,
                      "accuse|criticise|criticize|condemn|blame|denounce|praise|thank|urge|demand|"
                      "promise|pledge|refuse|oppose|threaten|propose|support|endorse|admit|"
                      "acknowledge|apologise|apologize|object|quote|cite|paraphrase");
}

int32_t act_repeated(const onr_text *text, int32_t cue)
{
    int32_t noun = str_listed(text->words[cue].lemma, "repeat|reiterate|renew|restate")
                       ? walk_child(text, cue, ONR_OBJ, -1)
                       : -1;
    return noun >= 0 && text->words[noun].upos == ONR_NOUN && act_is_known(&text->words[noun])
               ? noun
               : -1;
}

int32_t act_warned_against(const onr_text *text, int32_t cue)
{
    int32_t whom = -1;
    if (!str_is(text->words[cue].lemma, "warn"))
        return -1;
    for (int32_t c = walk_first(text, cue); c >= 0; c = walk_next(text, c)) {
        const onr_word *w = &text->words[c];
        bool nominal = w->upos == ONR_NOUN || w->upos == ONR_PROPN || w->upos == ONR_PRON;
        /* "Warned them against lying", "warned them not to lie" */
        if (whom >= 0 && (walk_child_listed(text, c, "against") >= 0 ||
                          (w->relation == ONR_XCOMP && walk_is_negated(text, c) &&
                           walk_child_listed(text, c, "to") >= 0)))
            return whom;
        whom = whom < 0 && c > cue && nominal ? c : whom;
    }
    return -1;
}

bool act_moves_subject(const onr_text *text, int32_t cue)
{
    const onr_word *w = &text->words[cue];
    int32_t who = walk_child(text, cue, ONR_NSUBJ, -1), what = walk_child(text, cue, ONR_XCOMP, -1);
    what = what >= 0 ? what : walk_child(text, cue, ONR_ADVCL, -1);
    return str_is(w->xpos, "VBN") && who >= 0 && who < cue && what > cue &&
           str_is(text->words[who].subtype, "pass") && walk_child_listed(text, what, "to") >= 0 &&
           str_listed(w->lemma, "advise|request|urge|order|instruct|warn|ask|tell|encourage|invite|"
                                "summon|call|press|pressure|implore|beg");
}

bool act_asks_that(const onr_text *text, int32_t cue)
{
    int32_t what =
        str_is(text->words[cue].lemma, "ask") ? walk_child(text, cue, ONR_CCOMP, -1) : -1;
    int32_t mark = what > cue ? walk_child(text, what, ONR_MARK, -1) : -1;
    return mark >= 0 && str_is(text->words[mark].form, "that");
}

bool act_vows_harm(const onr_text *text, int32_t cue)
{
    int32_t deed =
        str_listed(text->words[cue].lemma, "vow|swear") ? walk_child(text, cue, ONR_XCOMP, -1) : -1;
    return deed >= 0 && !walk_is_negated(text, deed) &&
           (lexicon_word(text->words[deed].lemma) & WORD_THREAT ||
            str_listed(text->words[deed].lemma, "respond|answer"));
}

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
    return walk_child(s->text, head, relation, -1);
}

static bool has_word(const saying *s, int32_t head, const char *words)
{
    return walk_child_listed(s->text, head, words) >= 0;
}

static onr_str lemma_of(const saying *s, int32_t word)
{
    return word >= 0 ? s->text->words[word].lemma : (onr_str){"", 0};
}

/* Whether the lemma is one that data/act_words.tsv gives as `as`. */
static bool is_word(onr_str lemma, unsigned as)
{
    return lexicon_word(lemma) & as;
}

/* Whether who speaks is the subject: "we" in his own words, "they" in another's. */
static bool subject_is_self(const saying *s, int32_t clause)
{
    static const char marks[] = "“|\"|‘|'|''|``|«|„";
    int32_t subject = child_of(s, clause, ONR_NSUBJ);
    size_t first = onr_text_word_from(s->text, s->content.items[0].start);
    bool quoted = first < s->text->word_count && str_listed(s->text->words[first].form, marks);
    return subject >= 0 &&
           str_listed(s->text->words[subject].form, quoted ? "we|I" : "we|I|it|they|he|she");
}

/* Something bad that may come: "could have repercussions", "is in danger". */
static bool foretells_danger(const saying *s, int32_t clause, bool supposed)
{
    int32_t obj = child_of(s, clause, ONR_OBJ);
    if (is_word(lemma_of(s, clause), WORD_DANGER))
        return has_word(s, clause, "in|at") || supposed;
    return supposed && is_word(lemma_of(s, obj), WORD_DANGER);
}

static bool finds_nothing(const saying *s, int32_t clause)
{
    static const onr_relation ways[] = {ONR_OBJ, ONR_NSUBJ};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        int32_t what = child_of(s, clause, ways[i]);
        if (is_word(lemma_of(s, what), WORD_EVIDENCE) && has_word(s, what, "no"))
            return true;
    }
    return is_word(lemma_of(s, clause), WORD_EVIDENCE) && has_word(s, clause, "no");
}

/* "Should be open by Thursday", "the rain should ease": what is expected, and asked of nobody. */
static bool expects(const saying *s, int32_t clause)
{
    static const char happens[] =
        "arrive|reach|last|fall|rise|improve|clear|ease|cool|warm|dry|melt|"
        "recover|rebound|grow|shrink|drop|subside|settle|suffice|come";
    int32_t who = child_of(s, clause, ONR_NSUBJ), when = child_of(s, clause, ONR_OBL);
    bool of_thing = who >= 0 && s->text->words[who].upos == ONR_NOUN;
    bool by_then = child_of(s, clause, ONR_COP) >= 0 && when >= 0 && has_word(s, when, "by") &&
                   str_listed(lemma_of(s, clause), "open|ready|available|complete|able|back|over");
    return has_word(s, clause, "should|ought") && !has_word(s, clause, "have") &&
           ((of_thing && str_listed(lemma_of(s, clause), happens)) || by_then);
}

/* "Must have been forged", "must be the work of a clerk", "must be dreaming": what is concluded,
 * and asked of nobody. */
static bool guesses(const saying *s, int32_t clause)
{
    int32_t have = walk_child_listed(s->text, clause, "have");
    bool of_past = have >= 0 && (has_word(s, clause, "must") || has_word(s, have, "must"));
    bool of_origin = child_of(s, clause, ONR_COP) >= 0 &&
                     str_listed(lemma_of(s, clause), "work|doing|result|product|fault|mistake|"
                                                     "error|accident|coincidence|joke|lie|hoax|"
                                                     "forgery|fake|trick|reason|cause");
    int32_t whence = child_of(s, clause, ONR_OBL);
    bool comes = str_listed(lemma_of(s, clause), "come|stem|originate|arise|derive") &&
                 whence >= 0 && has_word(s, whence, "from");
    bool goes_on = str_is(s->text->words[clause].xpos, "VBG") && has_word(s, clause, "be");
    return of_past || (has_word(s, clause, "must") && (of_origin || comes || goes_on)) ||
           expects(s, clause);
}

/* "Take him to court", "had made it up": what more than its verb does to somebody, or to a tale. */
static bool goes_to_law(const saying *s, int32_t clause)
{
    for (int32_t o = child_of(s, clause, ONR_OBL); o >= 0;
         o = walk_child(s->text, clause, ONR_OBL, o))
        if (str_listed(lemma_of(s, o), "court|trial|tribunal") && has_word(s, o, "to"))
            return str_listed(lemma_of(s, clause), "take|drag|bring|haul");
    return false;
}

static bool makes_up(const saying *s, int32_t clause)
{
    int32_t up = child_of(s, clause, ONR_COMPOUND), what = child_of(s, clause, ONR_OBJ);
    return str_is(lemma_of(s, clause), "make") && up >= 0 &&
           str_is(s->text->words[up].form, "up") && what >= 0 &&
           (s->text->words[what].upos == ONR_PRON || is_word(lemma_of(s, what), WORD_ALLEGATION) ||
            str_listed(lemma_of(s, what), "evidence|fact|quote|number|figure|lie"));
}

/* "I oppose it", "she will vote against it", "we are against the toll" */
static bool opposes(const saying *s, int32_t clause)
{
    if (str_listed(lemma_of(s, clause), "oppose|veto"))
        return true;
    int32_t what = child_of(s, clause, ONR_OBL);
    return str_is(lemma_of(s, clause), "vote") &&
           ((what >= 0 && has_word(s, what, "against")) || has_word(s, clause, "against|no"));
}

/* Whether the verb is something to do, which one may refuse to. */
static bool is_deed(const saying *s, int32_t clause)
{
    return s->text->words[clause].upos == ONR_VERB && child_of(s, clause, ONR_OBJ) >= 0 &&
           !str_listed(lemma_of(s, clause), "have|know|see|need|find|get|hear|like|forget|miss|"
                                            "lose|want|understand|mean|believe|regret|feel");
}

/* Whether the word is a claim, or stands for what was said before. */
static bool is_claim(const saying *s, int32_t word)
{
    return is_word(lemma_of(s, word), WORD_ALLEGATION) ||
           (word >= 0 && str_listed(s->text->words[word].form, "it|this|that|they|these|those"));
}

/* What the words of a clause do, `typical` where they only report. */
static onr_act act_of_clause(const saying *s, int32_t clause, onr_act typical)
{
    onr_str lemma = lemma_of(s, clause);
    bool own = subject_is_self(s, clause);
    int32_t who = child_of(s, clause, ONR_NSUBJ);
    bool subject = who >= 0;
    bool future = has_word(s, clause, "will|would|'ll|shall");
    bool supposed = future || has_word(s, clause, "might|may|could|can");
    bool negated = walk_is_negated(s->text, clause);
    if (own && future && !negated && (is_word(lemma, WORD_THREAT) || goes_to_law(s, clause)))
        return ONR_ACT_THREATEN;
    if (subject && !own && has_word(s, clause, "must|should|ought") && !guesses(s, clause))
        return ONR_ACT_DEMAND;
    bool untrue = is_word(lemma, WORD_DENIAL) && is_claim(s, who); /* "the story is nonsense" */
    bool blames = (is_word(lemma, WORD_ACCUSATION) && !untrue) || makes_up(s, clause) ||
                  (str_is(lemma, "fail") && child_of(s, clause, ONR_XCOMP) >= 0);
    if (!own && !negated && !supposed && blames)
        return ONR_ACT_ACCUSE;
    if (own && ((future && negated && (is_word(lemma, WORD_REFUSAL) || is_deed(s, clause))) ||
                (!negated && opposes(s, clause))))
        return ONR_ACT_REFUSE;
    if (own && future && !negated && is_word(lemma, WORD_PROMISE))
        return ONR_ACT_PROMISE;
    if (finds_nothing(s, clause) || (!negated && is_word(lemma, WORD_DENIAL)))
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

bool act_is_main(const onr_text *text, int32_t cue, onr_spans content, int32_t clause)
{
    saying s = {text, content, cue};
    return is_main(&s, clause);
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
            if (row_of(act)->prevails > row_of(best)->prevails)
                best = act;
        }
    }
    return best;
}

/* Whether one of the clauses that the content is made of is such. */
static bool has_main(const saying *s, bool (*is_such)(const saying *s, int32_t clause))
{
    const onr_word *words = s->text->words;
    for (size_t i = 0; i < s->content.count; i++) {
        int32_t w = (int32_t)onr_text_word_from(s->text, s->content.items[i].start);
        for (; (size_t)w < s->text->word_count && words[w].span.end <= s->content.items[i].end; w++)
            if (is_main(s, w) && is_such(s, w))
                return true;
    }
    return false;
}

bool act_guesses(const onr_text *text, int32_t cue, onr_spans content)
{
    saying s = {text, content, cue};
    return has_main(&s, guesses);
}

static bool opposes_himself(const saying *s, int32_t clause)
{
    return subject_is_self(s, clause) && !walk_is_negated(s->text, clause) && opposes(s, clause);
}

bool act_opposes(const onr_text *text, int32_t cue, onr_spans content)
{
    saying s = {text, content, cue};
    return has_main(&s, opposes_himself);
}

/* "The judge had lied": somebody else did what one is blamed for, and nobody says that he did not.
 */
static bool blames_another(const saying *s, int32_t clause)
{
    int32_t who = child_of(s, clause, ONR_NSUBJ);
    return s->text->words[clause].upos == ONR_VERB && who >= 0 && !subject_is_self(s, clause) &&
           !is_claim(s, who) && is_word(lemma_of(s, clause), WORD_ACCUSATION) &&
           !is_word(lemma_of(s, clause), WORD_DENIAL) && !walk_is_negated(s->text, clause);
}

bool act_blames(const onr_text *text, int32_t cue, onr_spans content)
{
    saying s = {text, content, cue};
    return has_main(&s, blames_another);
}

static bool is_of_another(const saying *s, int32_t clause)
{
    int32_t who = child_of(s, clause, ONR_NSUBJ);
    return who >= 0 && s->text->words[who].upos != ONR_PRON &&
           !has_word(s, who, "my|our|his|her|its|their");
}

/* "The charge was an invention" */
static bool is_called_untrue(const saying *s, int32_t clause)
{
    int32_t who = child_of(s, clause, ONR_NSUBJ);
    return who != s->cue && is_word(lemma_of(s, who), WORD_ALLEGATION) &&
           is_word(lemma_of(s, clause), WORD_DENIAL) && !walk_is_negated(s->text, clause);
}

static bool is_in_phrase(const saying *s, int32_t clause)
{
    if (is_called_untrue(s, clause))
        return true;
    if (walk_is_negated(s->text, clause))
        return false;
    return subject_is_self(s, clause) ? goes_to_law(s, clause) : makes_up(s, clause);
}

bool act_is_in_phrase(const onr_text *text, int32_t cue, onr_spans content)
{
    saying s = {text, content, cue};
    return has_main(&s, is_in_phrase);
}

bool act_is_of_another(const onr_text *text, int32_t cue, onr_spans content)
{
    saying s = {text, content, cue};
    int32_t about = child_of(&s, cue, ONR_ACL); /* "the claim that they fled" */
    return about >= 0 ? is_of_another(&s, about) : has_main(&s, is_of_another);
}

bool act_affirms(const onr_text *text, onr_spans content)
{
    static const char negating[] = "not|n't|n’t|never|no|none|nobody|nothing|neither|nor|without|"
                                   "cannot|innocent|otherwise|contrary|deny|denial|"
                                   "reject|refute|dispute|contradict";
    for (size_t i = 0; i < content.count; i++) {
        size_t w = onr_text_word_from(text, content.items[i].start);
        for (; w < text->word_count && text->words[w].span.end <= content.items[i].end; w++)
            if (str_listed(text->words[w].lemma, negating) ||
                is_word(text->words[w].lemma, WORD_DENIAL))
                return false;
    }
    return true;
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

/* Rivals call nobody anything good. */
static bool is_by_opponents(const saying *s)
{
    static const onr_relation ways[] = {ONR_NSUBJ, ONR_OBL};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        int32_t who = child_of(s, s->cue, ways[i]);
        bool speaks = who >= 0 && (ways[i] == ONR_OBL) == has_word(s, who, "by");
        if (speaks &&
            str_listed(lemma_of(s, who), "rival|critic|opponent|detractor|enemy|foe|adversary"))
            return true;
    }
    return false;
}

/* Whether word `i` is what the cue calls something: "called the inquiry a sham"; "labelled the
 * story “a myth”", which parsers put beside the story; "dismissed as false reports by …". */
static bool is_label(const saying *s, int32_t i)
{
    const onr_word *w = &s->text->words[i];
    if (w->head == s->cue)
        return (w->relation != ONR_OBJ || child_of(s, s->cue, ONR_OBJ) < i) &&
               w->relation != ONR_NSUBJ;
    if (w->head < 0 || s->text->words[w->head].head != s->cue)
        return false;
    /* "termed “invented” reports by …" */
    bool first = i > s->cue && i <= s->cue + 2 && s->text->words[i - 1].upos != ONR_DET;
    return (w->relation == ONR_APPOS && w->head < i) ||
           ((w->relation == ONR_AMOD || (w->relation == ONR_ACL && i < w->head)) &&
            (first || has_word(s, w->head, "as") || has_word(s, i, "as")));
}

/* "Called it “fake news”": whether the word tells what sort of news it is called. */
static bool is_of_label(const saying *s, int32_t i)
{
    const onr_word *w = &s->text->words[i];
    return w->relation == ONR_AMOD && w->head > i &&
           str_listed(s->text->words[w->head].lemma,
                      "news|information|propaganda|claim|rumour|rumor") &&
           is_label(s, w->head);
}

/* What calling something by the word is: a claim that is called absurd is denied, a plan that is so
 * is blamed. */
static onr_act act_of_label(const saying *s, onr_str label, onr_act typical)
{
    unsigned as = lexicon_word(label);
    int32_t what = child_of(s, s->cue, ONR_OBJ);
    if (as & WORD_DENIAL && (what < 0 || is_claim(s, what) || !(as & WORD_ACCUSATION)))
        return ONR_ACT_DENY;
    if (as & WORD_ACCUSATION)
        return ONR_ACT_ACCUSE;
    return as & WORD_PRAISE ? ONR_ACT_PRAISE : typical;
}

/* "Called the inquiry a sham", "described the vote as free": what X is said to be. */
static onr_act act_of_naming(const saying *s, onr_act typical)
{
    for (size_t i = 0; i < s->content.count; i++) {
        int32_t w = (int32_t)onr_text_word_from(s->text, s->content.items[i].start);
        for (; (size_t)w < s->text->word_count &&
               s->text->words[w].span.end <= s->content.items[i].end;
             w++) {
            onr_act act = act_of_label(s, s->text->words[w].lemma, typical);
            if (act != typical && (is_label(s, w) || is_of_label(s, w)))
                return act;
        }
    }
    return is_by_opponents(s) ? ONR_ACT_ACCUSE : typical;
}

/* Whether another is to act: an infinitive with a subject or addressee of its own. */
static bool moves_another(const saying *s, int32_t clause)
{
    int32_t subject = child_of(s, s->cue, ONR_NSUBJ);
    bool passive = subject >= 0 && str_is(s->text->words[subject].subtype, "pass");
    return clause >= 0 && s->text->words[clause].relation == ONR_XCOMP &&
           s->text->words[clause].upos == ONR_VERB &&
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
         o = walk_child(s->text, s->cue, ONR_OBL, o))
        if (has_word(s, o, "from"))
            return true;
    int32_t of = obj >= 0 ? child_of(s, obj, ONR_NMOD) : -1;
    return of >= 0 && has_word(s, of, "from");
}

/* "Claimed the bombing", "claimed responsibility for it", "a claim of responsibility": what one did
 * oneself. */
static bool owns_up(const saying *s)
{
    const onr_word *cue = &s->text->words[s->cue];
    int32_t what = child_of(s, s->cue, cue->upos == ONR_NOUN ? ONR_NMOD : ONR_OBJ);
    int32_t subject = child_of(s, s->cue, ONR_NSUBJ);
    if (what < 0 && subject >= 0 && str_is(s->text->words[subject].subtype, "pass"))
        what = subject;
    return str_is(cue->lemma, "claim") && is_word(lemma_of(s, what), WORD_OWNED);
}

/* "Calls the tax on tea a theft": whether a preposition's phrase goes with what is called so. */
static bool is_of_object(const saying *s, int32_t oblique)
{
    int32_t what = child_of(s, s->cue, ONR_OBJ);
    return what > s->cue && what < oblique && str_is(lemma_of(s, s->cue), "call") &&
           !has_word(s, oblique, "to|for");
}

/* What the cue's own frame says, before the content is looked at. */
static onr_act act_of_frame(const saying *s, int32_t clause, onr_act typical)
{
    onr_str lemma = lemma_of(s, s->cue);
    int32_t subject = child_of(s, s->cue, ONR_NSUBJ);
    bool passive = subject >= 0 && str_is(s->text->words[subject].subtype, "pass");
    bool calls = str_is(lemma, "call") && !passive; /* "was called a thief on Monday" */
    if (moves_another(s, clause) &&
        str_listed(lemma, "want|ask|tell|like|need|warn|call|invite|advise"))
        return ONR_ACT_DEMAND;
    if (act_asks_that(s->text, s->cue))
        return ONR_ACT_DEMAND;
    onr_act idiom;
    if (idiom_find(s->text, s->cue, &idiom) >= 0)
        return idiom;
    if (owns_up(s))
        return ONR_ACT_ADMIT;
    if (act_vows_harm(s->text, s->cue))
        return ONR_ACT_THREATEN;
    int32_t repeated = act_repeated(s->text, s->cue);
    if (repeated >= 0)
        return act_typical(&s->text->words[repeated]);
    if (str_is(lemma, "rule"))
        return has_word(s, s->cue, "out") ? ONR_ACT_REFUSE : ONR_ACT_STATE;
    if (calls && has_word(s, s->cue, "on|for"))
        return ONR_ACT_DEMAND;
    int32_t oblique = child_of(s, s->cue, ONR_OBL);
    if ((calls || str_is(lemma, "warn")) && oblique >= 0 && clause < 0 && !is_of_object(s, oblique))
        return ONR_ACT_DEMAND;
    if (act_warned_against(s->text, s->cue) >= 0)
        return ONR_ACT_DEMAND;
    if (calls) {
        for (int32_t o = child_of(s, s->cue, ONR_OBL); o >= 0;
             o = walk_child(s->text, s->cue, ONR_OBL, o))
            if (has_word(s, o, "on|for|upon") && !is_of_object(s, o))
                return ONR_ACT_DEMAND;
    }
    if (str_is(lemma, "want") && from_another(s))
        return ONR_ACT_DEMAND;
    if (str_listed(lemma, "reject|dismiss")) {
        const onr_word *cue = &s->text->words[s->cue];
        int32_t object = child_of(s, s->cue, ONR_OBJ);
        bool about = str_is(cue->subtype, "relcl") &&
                     (object < 0 || str_listed(s->text->words[object].xpos, "WDT|WP"));
        onr_str what = lemma_of(s, about ? cue->head : object);
        if (is_word(what, WORD_ALLEGATION))
            return ONR_ACT_DENY;
        if (str_listed(what,
                       "call|demand|request|appeal|proposal|offer|suggestion|plan|invitation"))
            return ONR_ACT_REFUSE;
    }
    return typical;
}

onr_act act_find(const onr_text *text, int32_t cue, onr_spans content, int32_t clause,
                 onr_act typical, bool *negated)
{
    saying s = {text, content, cue};
    onr_str lemma = text->words[cue].lemma;
    *negated = walk_is_negated(s.text, cue);
    if (*negated && (typical == ONR_ACT_AGREE || str_listed(lemma, "recognize|recognise"))) {
        *negated = false;
        return ONR_ACT_REFUSE;
    }
    if (str_listed(lemma, "quote|cite|paraphrase")) /* what another said is his */
        return typical;
    onr_act framed = act_of_frame(&s, clause, typical);
    if (framed != typical)
        return framed;
    bool reports = clause >= 0 && str_listed(lemma, "insist|suggest") &&
                   !is_subjunctive(&s, clause) && !has_word(&s, clause, "to");
    if (reports)
        typical = ONR_ACT_STATE;
    if (act_is_naming(&text->words[cue]))
        return act_of_naming(&s, typical);
    if (typical == ONR_ACT_STATE && begins_with_no(&s))
        return ONR_ACT_DENY;
    if (typical == ONR_ACT_STATE || typical == ONR_ACT_WARN || str_listed(lemma, "vow|pledge"))
        return act_of_content(&s, typical);
    bool settled = act_is_fixed(&text->words[cue]); /* "admitted that the name was false" */
    if (typical == ONR_ACT_ADMIT && !settled && act_of_content(&s, typical) == ONR_ACT_DENY)
        return ONR_ACT_DENY;
    return typical;
}
