/*
 * Decides which word a verb's subject is, where the tree says what no English sentence has:
 * "Karst denies hiding it" with Karst as who hides, past the verb that has no subject then; "Karst
 * on Sunday denied it" with Karst hung on Sunday. And what somebody was accused of.
 */
#include "language/mend.h"

#include "base/str.h"
#include "language/walk.h"

/* How far before its verb a subject is looked for. */
enum { REACH = 12, MOST_STEPS = 16 };

static bool wants_subject(const onr_text *text, int32_t verb)
{
    static const onr_relation subjects[] = {ONR_NSUBJ, ONR_CSUBJ, ONR_EXPL};
    const onr_word *w = &text->words[verb];
    if (w->upos != ONR_VERB)
        return false;
    /* a participle without an auxiliary that is no clause about something is a past tense */
    bool mistaken = str_is(w->xpos, "VBN") && walk_child(text, verb, ONR_AUX_REL, -1) < 0 &&
                    (w->relation == ONR_ROOT || w->relation == ONR_CCOMP);
    if (!mistaken && !str_listed(w->xpos, "VBD|VBZ|VBP"))
        return false;
    for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++)
        if (walk_child(text, verb, subjects[i], -1) >= 0)
            return false;
    return true;
}

/* The word above `i` that is the last one before the verb; its own head is the verb, or stands
 * behind it, or outside. */
static int32_t top_before(const onr_text *text, int32_t i, int32_t verb)
{
    for (int steps = 0; steps < MOST_STEPS; steps++) {
        int32_t head = text->words[i].head;
        if (head < 0 || head >= verb)
            break;
        i = head;
    }
    return i;
}

static bool is_nominal(const onr_text *text, int32_t i)
{
    const onr_word *w = &text->words[i];
    bool asks = str_listed(w->xpos, "WP|WDT|WP$|WRB");
    return (w->upos == ONR_NOUN || w->upos == ONR_PROPN || w->upos == ONR_PRON) && !asks &&
           walk_child(text, i, ONR_CASE, -1) < 0;
}

/* The subject that stands before the verb and hangs beyond it, or on an adverbial; or -1. */
static int32_t lost_subject(const onr_text *text, int32_t verb)
{
    const onr_word *words = text->words;
    for (int32_t i = verb - 1; i >= 0 && i > verb - REACH; i--) {
        int32_t top = top_before(text, i, verb);
        if (words[i].sentence != words[verb].sentence)
            return -1;
        if (words[top].head > verb)
            return is_nominal(text, top) && walk_within(text, words[top].head, verb) ? top : -1;
        if (words[top].head != verb)
            return -1;
        /* what stands before a preposition is none of its phrase */
        bool beyond = words[top].relation == ONR_OBL && words[i].head == top &&
                      walk_child(text, top, ONR_CASE, -1) > i &&
                      walk_child(text, top, ONR_COP, -1) < 0;
        if (beyond && is_nominal(text, i))
            return i;
    }
    return -1;
}

/* Whether a word is `top` or stands below it by the heads as they are now, of which those before
 * may have been mended. */
static bool is_below(const onr_word *words, int32_t word, int32_t top)
{
    while (word != top && word != ONR_NO_HEAD)
        word = words[word].head;
    return word == top;
}

bool mend_hang(onr_word *words, int32_t word, int32_t head, onr_relation relation)
{
    if (is_below(words, head, word))
        return false;
    words[word].head = head;
    words[word].relation = relation;
    words[word].subtype = (onr_str){"", 0};
    return true;
}

/* The child of `head` by that relation behind that preposition, or -1. */
static int32_t behind(const onr_text *text, int32_t head, onr_relation relation,
                      const char *preposition)
{
    int32_t c = walk_child(text, head, relation, -1);
    while (c >= 0 && walk_child_listed(text, c, preposition) < 0)
        c = walk_child(text, head, relation, c);
    return c;
}

/* "Blamed by the mayor for the flood": what for, which the tree has hung on the mayor; or -1. A
 * name may be his ("by the mayor of Ostrava"), and so may what an office is for. */
static int32_t lost_charge(const onr_text *text, int32_t verb)
{
    const onr_word *w = &text->words[verb];
    if (!str_is(w->xpos, "VBN"))
        return -1;
    bool of = str_listed(w->lemma, "accuse|convict|suspect");
    bool blames = str_listed(w->lemma, "blame|criticise|criticize|condemn|praise|attack");
    const char *preposition = of ? "of" : "for";
    if (!(of || blames) || behind(text, verb, ONR_OBL, preposition) >= 0)
        return -1;
    int32_t agent = behind(text, verb, ONR_OBL, "by");
    int32_t charge = agent >= 0 ? behind(text, agent, ONR_NMOD, preposition) : -1;
    bool office = agent >= 0 && str_listed(text->words[agent].lemma,
                                           "minister|secretary|spokesman|spokeswoman|candidate|"
                                           "director|commissioner|officer|group|number|dozen");
    bool many = agent >= 0 && str_is(text->words[agent].xpos, "NNS");
    return charge >= 0 && !office && !(of && many) && text->words[charge].upos == ONR_NOUN ? charge
                                                                                           : -1;
}

/* "Karst quoted Varga as saying so", both as who quotes: the second is who is quoted; or -1. Behind
 * what is said ("“…,” said Varga") the verb stands before its only subject. */
static int32_t second_subject(const onr_text *text, int32_t verb)
{
    int32_t first = walk_child(text, verb, ONR_NSUBJ, -1);
    int32_t second = first >= 0 && first < verb ? walk_child(text, verb, ONR_NSUBJ, first) : -1;
    bool right_behind = second > verb && str_listed(text->words[verb].xpos, "VBD|VBZ|VBP") &&
                        walk_child(text, verb, ONR_OBJ, -1) < 0;
    return right_behind && text->words[verb].upos == ONR_VERB ? second : -1;
}

/* "Arguing Varga hides it", Varga as who argues: the subject behind a participle is that of the
 * clause behind, which then is the answer; or -1. */
static int32_t clause_without_subject(const onr_text *text, int32_t verb)
{
    int32_t subject = walk_child(text, verb, ONR_NSUBJ, -1),
            clause = walk_child(text, verb, ONR_CCOMP, -1);
    bool mistaken = str_is(text->words[verb].xpos, "VBG") && subject > verb && clause > subject &&
                    wants_subject(text, clause);
    return mistaken ? clause : -1;
}

/* "Varga, you may have guessed, was cross", Varga as who guesses: the first of two subjects of what
 * is put in is that of the clause behind, which has none; or -1. */
static int32_t subject_around(const onr_text *text, int32_t verb)
{
    const onr_word *w = &text->words[verb];
    int32_t first = walk_child(text, verb, ONR_NSUBJ, -1),
            second = first >= 0 ? walk_child(text, verb, ONR_NSUBJ, first) : -1;
    bool put_in = w->relation == ONR_PARATAXIS && w->head > verb && second > first && second < verb;
    return put_in && walk_child(text, w->head, ONR_NSUBJ, -1) < 0 ? first : -1;
}

/* "Varga, denounced by the judge, told": the participle that is put in between commas, which the
 * tree has made of what is told, with Varga as who did it; or -1. */
static int32_t participle_put_in(const onr_text *text, int32_t verb)
{
    int32_t put_in = wants_subject(text, verb) ? walk_child(text, verb, ONR_CCOMP, -1) : -1;
    int32_t who = put_in >= 0 ? walk_child(text, put_in, ONR_NSUBJ, -1) : -1;
    bool is_aside =
        who >= 0 && who < put_in - 1 && put_in < verb - 1 &&
        str_is(text->words[put_in].xpos, "VBN") && walk_child(text, put_in, ONR_AUX_REL, -1) < 0 &&
        str_is(text->words[put_in - 1].form, ",") && str_is(text->words[verb - 1].form, ",");
    return is_aside ? put_in : -1;
}

static bool mend_put_in(onr_word *words, const onr_text *text, int32_t verb)
{
    int32_t put_in = participle_put_in(text, verb);
    if (put_in < 0)
        return false;
    int32_t who = walk_child(text, put_in, ONR_NSUBJ, -1);
    mend_hang(words, who, verb, ONR_NSUBJ);
    mend_hang(words, put_in, who, ONR_ACL);
    return true;
}

/* "Accused Varga of lying", with Varga as who is of lying: what he is accused of; or -1. */
static int32_t lost_deed(const onr_text *text, int32_t verb)
{
    int32_t whom = walk_child(text, verb, ONR_OBJ, -1);
    int32_t deed = whom > verb ? walk_child(text, whom, ONR_ACL, -1) : -1;
    bool of = deed >= 0 && str_listed(text->words[verb].lemma, "accuse|suspect|convict|acquit");
    bool is_charge = of && deed > whom && str_is(text->words[deed].xpos, "VBG") &&
                     walk_child_listed(text, deed, "of") >= 0;
    return is_charge ? deed : -1;
}

/* "Which Karst hails", with "which" as who hails it, too: it is what is hailed; or -1. */
static int32_t hailed_pronoun(const onr_text *text, int32_t verb)
{
    int32_t first = walk_child(text, verb, ONR_NSUBJ, -1),
            second = first >= 0 ? walk_child(text, verb, ONR_NSUBJ, first) : -1;
    bool relative = first >= 0 && text->words[verb].relation == ONR_ACL &&
                    str_is(text->words[first].xpos, "WDT");
    return relative && second > first && second < verb && walk_child(text, verb, ONR_OBJ, -1) < 0
               ? first
               : -1;
}

/* "The road was safe, said Karst, but …", with Karst as to whom it is said: who says it; or -1. */
static int32_t inverted_speaker(const onr_text *text, int32_t verb)
{
    const onr_word *w = &text->words[verb];
    int32_t who = verb + 1;
    bool put_in = verb > 0 && w->relation == ONR_PARATAXIS &&
                  str_is(text->words[verb - 1].form, ",") &&
                  str_listed(w->lemma, "say|claim|argue|insist|add|maintain|write|note");
    if (!put_in || (size_t)who >= text->word_count || walk_child(text, verb, ONR_NSUBJ, -1) >= 0)
        return -1;
    bool is_object = text->words[who].head == verb && (text->words[who].relation == ONR_IOBJ ||
                                                       text->words[who].relation == ONR_OBJ);
    return is_object && text->words[who].upos == ONR_PROPN ? who : -1;
}

static bool mend_places(onr_word *words, const onr_text *text, int32_t verb)
{
    int32_t pronoun = hailed_pronoun(text, verb), speaker = inverted_speaker(text, verb);
    if (pronoun >= 0)
        mend_hang(words, pronoun, verb, ONR_OBJ);
    if (speaker >= 0)
        mend_hang(words, speaker, verb, ONR_NSUBJ);
    return pronoun >= 0 || speaker >= 0;
}

static bool mend_inner(onr_word *words, const onr_text *text, int32_t verb)
{
    int32_t clause = clause_without_subject(text, verb), around = subject_around(text, verb);
    if (clause >= 0)
        mend_hang(words, walk_child(text, verb, ONR_NSUBJ, -1), clause, ONR_NSUBJ);
    if (around >= 0)
        mend_hang(words, around, words[verb].head, ONR_NSUBJ);
    int32_t deed = lost_deed(text, verb);
    if (deed >= 0)
        mend_hang(words, deed, verb, ONR_ADVCL);
    bool placed = mend_places(words, text, verb);
    return mend_put_in(words, text, verb) || placed || deed >= 0 || clause >= 0 || around >= 0;
}

bool mend_trees(onr_word *words, const onr_text *text)
{
    bool any = false;
    for (int32_t verb = 0; verb < (int32_t)text->word_count; verb++) {
        int32_t subject = wants_subject(text, verb) ? lost_subject(text, verb) : -1;
        int32_t charge = lost_charge(text, verb), second = second_subject(text, verb);
        if (second >= 0)
            mend_hang(words, second, verb, ONR_OBJ);
        if (charge >= 0)
            mend_hang(words, charge, verb, ONR_OBL);
        if (subject >= 0) {
            mend_hang(words, subject, verb, ONR_NSUBJ);
            if (str_is(words[verb].xpos, "VBN"))
                words[verb].xpos = ONR_STR("VBD");
        }
        any = mend_inner(words, text, verb) || any || subject >= 0 || charge >= 0 || second >= 0;
    }
    return any;
}
