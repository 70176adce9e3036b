/*
 * Decides what a clause, or somebody who is joined to others, hangs on where the tree says what no
 * English sentence has: "“…,” sighed Varga" with Varga as whom he sighs; "Karst, which hoped, and
 * Sylvania, which feared" with Karst as who feared; "claims by Karst that they fled are lies" with
 * the lies as what is claimed.
 */
#include "base/str.h"
#include "language/mend.h"
#include "language/walk.h"

static int32_t child(const onr_text *text, int32_t head, onr_relation relation)
{
    return walk_child(text, head, relation, -1);
}

static bool is_finite(const onr_word *w)
{
    return w->upos == ONR_VERB && str_listed(w->xpos, "VBD|VBZ|VBP");
}

static bool is_name_or_noun(const onr_word *w)
{
    return w->upos == ONR_NOUN || w->upos == ONR_PROPN;
}

static bool is_claim(const onr_word *w)
{
    return str_listed(w->lemma, "claim|report|allegation|accusation|charge|assertion|suggestion|"
                                "rumour|rumor|story|statement|insinuation");
}

static bool is_closing(const onr_word *w)
{
    return str_is(w->xpos, "''") || (w->upos == ONR_PUNCT && str_listed(w->form, "”|’|»"));
}

/* Whether the quotation that ends before word `i` is a sentence: it begins with its own, or behind
 * a comma or colon. */
static bool is_sentence_quoted(const onr_text *text, int32_t i)
{
    int32_t first = (int32_t)text->sentences[text->words[i].sentence].first_word, k = i - 1;
    while (k > first && !str_is(text->words[k].xpos, "``"))
        k--;
    return k == first || text->words[k - 1].upos == ONR_PUNCT;
}

/* Whether the word stands right behind a quotation that is a sentence, "“…,” sighed": its comma or
 * stop stands before the mark or behind it. */
static bool is_behind_speech(const onr_text *text, int32_t i)
{
    const onr_word *w = &text->words[i];
    if (i < 3 || w[-1].sentence != w->sentence || w[-2].sentence != w->sentence)
        return false;
    bool ends = (is_closing(w - 1) && str_listed(w[-2].form, ",|?|!|.|…|–|—|--")) ||
                (is_closing(w - 2) && str_is(w[-1].form, ","));
    return ends && is_sentence_quoted(text, i);
}

/* Whether all words between two are of the phrase of the second. */
static bool begins_behind(const onr_text *text, int32_t before, int32_t head)
{
    for (int32_t k = before + 1; k < head; k++)
        if (!walk_within(text, k, head))
            return false;
    return head > before;
}

/* "“…,” sighed Varga": who stands right behind the verb sighs it. */
static bool mend_inverted(onr_word *words, const onr_text *text, int32_t verb)
{
    static const onr_relation ways[] = {ONR_OBJ, ONR_IOBJ};
    if (!is_finite(&words[verb]) || !is_behind_speech(text, verb))
        return false;
    int32_t said = child(text, verb, ONR_NSUBJ);
    if (said >= 0 && (said > verb || walk_child(text, verb, ONR_NSUBJ, said) >= 0))
        return false;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        int32_t who = child(text, verb, ways[i]);
        if (who < 0 || !is_name_or_noun(&words[who]) || !begins_behind(text, verb, who))
            continue;
        mend_hang(words, who, verb, ONR_NSUBJ);
        if (said >= 0)
            mend_hang(words, said, verb, ONR_CCOMP);
        return true;
    }
    return false;
}

/* "Karst, which hoped, and Sylvania, which feared": behind one clause about Karst, and somebody who
 * is joined to it, the next clause is about him. */
static bool mend_second_clause(onr_word *words, const onr_text *text, int32_t verb)
{
    int32_t noun = words[verb].relation == ONR_ACL ? words[verb].head : -1;
    int32_t first = noun >= 0 ? child(text, noun, ONR_ACL) : -1;
    if (first < 0 || first >= verb)
        return false;
    int32_t joined = walk_child(text, noun, ONR_CONJ, -1);
    while (joined >= 0 && joined < first)
        joined = walk_child(text, noun, ONR_CONJ, joined);
    if (joined < 0 || joined >= verb)
        return false;
    const onr_str subtype = words[verb].subtype;
    mend_hang(words, verb, joined, ONR_ACL);
    words[verb].subtype = subtype;
    return true;
}

/* Whether a clause hangs on what it cannot be about: the verb before the name, or a word that the
 * name is no part of and that is itself part of another clause. */
static bool is_misplaced(const onr_text *text, int32_t verb, int32_t name)
{
    const onr_word *w = &text->words[verb];
    if (w->relation == ONR_CCOMP && w->head < name)
        return true;
    bool is_about = w->relation == ONR_ACL && w->head < name && !walk_within(text, name, w->head);
    return str_is(w->subtype, "relcl") && (is_about || w->relation == ONR_ADVCL);
}

/* "Karst, which hoped" with the clause about something before Karst: right behind a name and a
 * comma it is about the name. */
static bool mend_clause_of_name(onr_word *words, const onr_text *text, int32_t verb)
{
    int32_t pronoun = child(text, verb, ONR_NSUBJ), name = pronoun - 2;
    if (name < 0 || pronoun > verb || !str_listed(words[pronoun].form, "who|which") ||
        !str_is(words[pronoun - 1].form, ",") || words[name].upos != ONR_PROPN ||
        !is_misplaced(text, verb, name))
        return false;
    if (words[name].relation == ONR_FLAT)
        name = words[name].head;
    if (!mend_hang(words, verb, name, ONR_ACL))
        return false;
    words[verb].subtype = ONR_STR("relcl");
    return true;
}

/* "Accused Karst and its troops of burning it" with the troops alone as who burned it: it is what
 * both are accused of. */
static bool mend_charge(onr_word *words, const onr_text *text, int32_t deed)
{
    int32_t last = words[deed].relation == ONR_ACL ? words[deed].head : -1;
    int32_t first = last >= 0 && words[last].relation == ONR_CONJ ? words[last].head : last;
    int32_t verb = first >= 0 && words[first].relation == ONR_OBJ ? words[first].head : -1;
    bool charged = verb >= 0 && verb < first && first <= last && last < deed &&
                   str_listed(words[verb].lemma, "accuse|suspect|convict|acquit") &&
                   str_is(words[deed].xpos, "VBG") && walk_child_listed(text, deed, "of") >= 0;
    return charged && mend_hang(words, deed, verb, ONR_ADVCL);
}

/* "The owner of the ferry Amber, Ida Lund" with Amber as the owner: a name right behind a noun is
 * that one's, and who is called behind the comma is the owner. */
static bool mend_name_of_thing(onr_word *words, const onr_text *text, int32_t name)
{
    int32_t owner = words[name].relation == ONR_APPOS ? words[name].head : -1, thing = name - 1;
    if (owner < 0 || thing <= owner || words[name].upos != ONR_PROPN ||
        words[thing].upos != ONR_NOUN || words[thing].relation != ONR_NMOD ||
        words[thing].head != owner)
        return false;
    for (int32_t who = child(text, name, ONR_APPOS); who >= 0;
         who = walk_child(text, name, ONR_APPOS, who))
        if (str_is(words[who - 1].form, ","))
            mend_hang(words, who, owner, ONR_APPOS);
    return mend_hang(words, name, thing, ONR_APPOS);
}

/* "Ministers of Karst, Sylvania and Ostrava left" with Sylvania as who left: between two who are
 * joined stands a third. */
static bool mend_middle(onr_word *words, const onr_text *text, int32_t last)
{
    int32_t first = words[last].relation == ONR_CONJ ? words[last].head : -1;
    int32_t joins = child(text, last, ONR_CC);
    if (first < 0 || joins < first + 3 || joins > last || !str_is(words[joins].form, "and"))
        return false;
    int32_t middle = str_is(words[joins - 1].form, ",") ? joins - 2 : joins - 1, comma;
    if (words[middle].relation == ONR_FLAT)
        middle = words[middle].head;
    for (comma = middle - 1; comma > first && !str_is(words[comma].form, ","); comma--)
        if (!walk_within(text, comma, middle))
            return false;
    bool is_third = comma > first && words[middle].relation == ONR_NSUBJ &&
                    words[middle].head > last && words[middle].upos == ONR_PROPN &&
                    walk_within(text, comma - 1, first);
    return is_third && mend_hang(words, middle, first, ONR_CONJ);
}

/* "It was Karst, not Ostrava, that asked", with Ostrava as who asked, or nobody: it was Karst. */
static bool mend_cleft(onr_word *words, const onr_text *text, int32_t verb)
{
    onr_relation way = words[verb].relation;
    int32_t pronoun = child(text, verb, ONR_NSUBJ), noun = words[verb].head;
    if ((way != ONR_ACL && way != ONR_CONJ) || pronoun < noun || noun < 0 ||
        !is_finite(&words[verb]) || !str_listed(words[pronoun].form, "who|that"))
        return false;
    bool other = words[noun].relation == ONR_CONJ && walk_child_listed(text, noun, "not") >= 0;
    int32_t meant = other ? words[noun].head : noun, it = child(text, meant, ONR_NSUBJ);
    bool is_cleft = it >= 0 && it < meant && str_listed(words[it].form, "it") &&
                    child(text, meant, ONR_COP) >= 0 && is_name_or_noun(&words[meant]);
    if (!is_cleft || (!other && way == ONR_ACL) || !mend_hang(words, verb, meant, ONR_ACL))
        return false;
    words[verb].subtype = ONR_STR("relcl");
    return true;
}

/* "Met his deputy, Ada Varga" with Varga as who is called: right behind what is somebody's she is
 * that. */
static bool mend_called(onr_word *words, const onr_text *text, int32_t name)
{
    int32_t noun = name - 2;
    if (words[name].relation != ONR_VOCATIVE || words[name].upos != ONR_PROPN || noun < 0 ||
        words[noun].sentence != words[name].sentence || words[noun].upos != ONR_NOUN ||
        !str_is(words[name - 1].form, ","))
        return false;
    int32_t whose = walk_child_listed(text, noun, "his|her|its|their");
    return whose >= 0 && whose < noun && mend_hang(words, name, noun, ONR_APPOS);
}

/* Whether the adverbial is what is branded: "as absurd accusations", with "as" taken to lead to
 * them, or "as slander Sylvanian claims", which nothing leads to. */
static bool is_branded(const onr_text *text, int32_t claim)
{
    bool led_to = walk_child_listed(text, claim, "as") >= 0 && child(text, claim, ONR_AMOD) >= 0;
    return is_claim(&text->words[claim]) && (led_to || child(text, claim, ONR_CASE) < 0);
}

/* "Described as “a tale” a claim by Karst that …", with the claim beside the tale: it is what is
 * described. */
static bool mend_described(onr_word *words, const onr_text *text, int32_t verb)
{
    static const char naming[] = "describe|dismiss|brand|label|term|denounce|reject|slam|condemn|"
                                 "decry|deride|ridicule|characterise|characterize";
    int32_t as = child(text, verb, ONR_OBL);
    if (as < 0 || child(text, verb, ONR_OBJ) >= 0 || !str_listed(words[verb].lemma, naming))
        return false;
    for (; as >= 0; as = walk_child(text, verb, ONR_OBL, as)) {
        int32_t claim = walk_child_listed(text, as, "as") >= 0 ? child(text, as, ONR_APPOS) : -1;
        if (claim > as && is_claim(&words[claim]))
            return mend_hang(words, claim, verb, ONR_OBJ);
    }
    return false;
}

/* "Karst, which hoped, and Nova and Ostrava": behind a clause about Karst, who is joined to Nova is
 * none of Karst's. */
static bool mend_second_pair(onr_word *words, const onr_text *text, int32_t last)
{
    int32_t first = words[last].relation == ONR_CONJ ? words[last].head : -1;
    int32_t joins = child(text, last, ONR_CC), before = joins - 1;
    if (first < 0 || joins < 1 || before <= first || !str_is(words[joins].form, "and"))
        return false;
    if (words[before].relation == ONR_FLAT)
        before = words[before].head;
    int32_t clause = child(text, first, ONR_ACL);
    bool is_partner = words[before].relation == ONR_CONJ && words[before].head == first &&
                      clause > first && clause < before;
    if (is_partner)
        mend_hang(words, last, before, ONR_CONJ);
    return is_partner;
}

/* The first word of the quotation that ends with the sentence's last words, "… “a fabrication”.";
 * or -1. */
static int32_t last_quoted(const onr_text *text, const onr_sentence *s)
{
    enum { LONGEST = 8 };
    int32_t k = (int32_t)(s->first_word + s->word_count) - 1, first = (int32_t)s->first_word;
    while (k > first && text->words[k].upos == ONR_PUNCT && !is_closing(&text->words[k]))
        k--;
    if (k <= first || !is_closing(&text->words[k]))
        return -1;
    for (int32_t i = k - 1; i > first && i > k - LONGEST; i--)
        if (str_is(text->words[i].xpos, "``"))
            return i + 1;
    return -1;
}

/* "Karst called reports that its guards shot farmers “a fabrication”" with the fabrication as shot:
 * what is quoted at the end is what they are called. */
static bool mend_called_last(onr_word *words, const onr_text *text, int32_t verb)
{
    static const char naming[] = "call|brand|label|dub|term|deem|consider|declare";
    int32_t claim = child(text, verb, ONR_OBJ);
    int32_t clause = claim >= 0 && is_claim(&words[claim]) ? child(text, claim, ONR_ACL) : -1;
    if (claim < 0 || clause < claim || !str_listed(words[verb].lemma, naming) ||
        child(text, verb, ONR_XCOMP) >= 0)
        return false;
    int32_t first = last_quoted(text, &text->sentences[words[verb].sentence]), label = first;
    if (first <= clause + 1 || !walk_within(text, first, clause))
        return false;
    while (words[label].head > first)
        label = words[label].head;
    mend_hang(words, label, verb, ONR_XCOMP);
    return true;
}

/* "Karst on Sunday branded as absurd accusations by …" as if Karst were branded: what is claimed is
 * what is branded, and "as" tells what it is called. */
static bool mend_branded(onr_word *words, const onr_text *text, int32_t verb)
{
    int32_t who = child(text, verb, ONR_NSUBJ);
    if (!str_is(words[verb].xpos, "VBN") || words[verb].relation != ONR_ROOT || who < 0 ||
        child(text, verb, ONR_AUX_REL) >= 0 || child(text, verb, ONR_OBJ) >= 0)
        return false;
    int32_t claim = child(text, verb, ONR_OBL);
    while (claim >= 0 && !is_branded(text, claim))
        claim = walk_child(text, verb, ONR_OBL, claim);
    if (claim < 0 || child(text, claim, ONR_ACL) < claim)
        return false;
    words[verb].xpos = ONR_STR("VBD");
    words[who].subtype = (onr_str){"", 0};
    return mend_hang(words, claim, verb, ONR_OBJ);
}

/* "Varga, whom the judge praised, left": without a verb of its own the sentence has the second of
 * two clauses about Varga for one. */
static bool mend_verbless(onr_word *words, const onr_text *text, int32_t verb)
{
    int32_t noun = words[verb].relation == ONR_ACL ? words[verb].head : -1;
    if (noun < 0 || noun >= verb || words[noun].head != ONR_NO_HEAD || !is_finite(&words[verb]) ||
        !is_name_or_noun(&words[noun]) || !str_is(words[verb - 1].form, ","))
        return false;
    int32_t first = child(text, noun, ONR_ACL);
    if (first >= verb || child(text, verb, ONR_NSUBJ) >= 0 ||
        walk_child_listed(text, verb, "who|which|that|whom|whose") >= 0)
        return false;
    words[verb].head = ONR_NO_HEAD;
    words[verb].relation = ONR_ROOT;
    words[verb].subtype = (onr_str){"", 0};
    mend_hang(words, noun, verb, ONR_NSUBJ);
    return true;
}

/* Whether a clause about the noun ends right before the comma: "the bank, which is Karst's, and".
 */
static bool ends_clause(const onr_text *text, int32_t noun, int32_t comma)
{
    int32_t clause = child(text, noun, ONR_ACL);
    return clause > noun && clause < comma && walk_within(text, comma - 1, clause);
}

/* "Diver Ohm and sailor Varga left" with each of them as a subject: the second is joined. */
static bool mend_two_subjects(onr_word *words, const onr_text *text, int32_t second)
{
    int32_t verb = words[second].relation == ONR_NSUBJ ? words[second].head : -1;
    int32_t joins = child(text, second, ONR_CC);
    if (verb <= second || joins < 1 || joins > second || !str_is(words[joins].form, "and"))
        return false;
    int32_t first = child(text, verb, ONR_NSUBJ);
    if (first < 0 || first >= joins || !is_name_or_noun(&words[first]) ||
        (str_is(words[joins - 1].form, ",") && !ends_clause(text, first, joins - 1)))
        return false;
    return mend_hang(words, second, first, ONR_CONJ);
}

/* "Karst, Sylvania and Ostrava left" with Karst as a subject of its own: the others are joined to
 * it. */
static bool mend_list_of_subjects(onr_word *words, const onr_text *text, int32_t second)
{
    int32_t verb = words[second].relation == ONR_NSUBJ ? words[second].head : -1;
    int32_t first = verb > second ? child(text, verb, ONR_NSUBJ) : -1;
    int32_t last = child(text, second, ONR_CONJ);
    if (first < 0 || first >= second || last < second || last > verb ||
        words[first].upos != ONR_PROPN || !is_name_or_noun(&words[second]) ||
        walk_child_listed(text, last, "and") < 0)
        return false;
    int32_t comma = second - 1;
    while (comma > first && !str_is(words[comma].form, ",") && walk_within(text, comma, second))
        comma--;
    if (comma <= first || !str_is(words[comma].form, ","))
        return false;
    mend_hang(words, second, first, ONR_CONJ);
    for (int32_t c = last; c >= 0; c = walk_child(text, second, ONR_CONJ, c))
        mend_hang(words, c, first, ONR_CONJ);
    return true;
}

/* "Which Karst calls a trap and Ostrava upholds" with Ostrava as one more trap: right behind "and",
 * before a verb that has no subject, stands the subject. */
static bool mend_second_verb(onr_word *words, const onr_text *text, int32_t verb)
{
    int32_t who = verb - 1;
    if (who < 1 || !is_finite(&words[verb]) || child(text, verb, ONR_NSUBJ) >= 0 ||
        words[who].relation != ONR_CONJ || words[who].upos != ONR_PROPN)
        return false;
    int32_t first = words[who].head, joins = child(text, who, ONR_CC);
    int32_t above = words[first].upos == ONR_VERB ? first : words[first].head;
    bool beside = words[verb].head == first || words[verb].head == above;
    if (joins < 0 || joins > who || !begins_behind(text, joins, who) || above < 0 || above > who ||
        words[above].upos != ONR_VERB || !beside)
        return false;
    mend_hang(words, verb, above, ONR_CONJ);
    mend_hang(words, who, verb, ONR_NSUBJ);
    mend_hang(words, joins, verb, ONR_CC);
    return true;
}

/* "Karst, and Sylvania and Ostrava" with both "and" on Ostrava: the first is Sylvania's. */
static bool mend_joining_word(onr_word *words, const onr_text *text, int32_t joins)
{
    int32_t last = words[joins].relation == ONR_CC ? words[joins].head : -1;
    int32_t before = last > joins && words[last].relation == ONR_CONJ ? words[last].head : -1;
    if (before <= joins || words[before].relation != ONR_CONJ ||
        !begins_behind(text, joins, before))
        return false;
    return mend_hang(words, joins, before, ONR_CC);
}

/* "Karst and Nova Ostrava" with "Nova" and "Ostrava" as two who are joined: with nothing between
 * them they are one name. */
static bool mend_parted_name(onr_word *words, const onr_text *text, int32_t second)
{
    if (second == 0 || words[second - 1].sentence != words[second].sentence)
        return false;
    const onr_word *a = &words[second - 1], *b = &words[second];
    bool is_one = a->upos == ONR_PROPN && b->upos == ONR_PROPN && a->relation == ONR_CONJ &&
                  b->relation == ONR_CONJ && a->head == b->head && child(text, second, ONR_CC) < 0;
    if (is_one)
        mend_hang(words, second, second - 1, ONR_FLAT);
    return is_one;
}

/* What stands for a noun of claiming at its sentence's start, whatever the tagger takes it for. */
static bool begins_with_claim(const onr_text *text, int32_t i)
{
    const onr_word *w = &text->words[i];
    const onr_sentence *s = &text->sentences[w->sentence];
    size_t before = (size_t)i - s->first_word; /* "a", "the latest", "its" */
    bool begins = before == 0 || (before <= 2 && w->relation == ONR_NSUBJ &&
                                  walk_within(text, (int32_t)s->first_word, i));
    return (size_t)i + 4 < s->first_word + s->word_count && begins && is_claim(w) &&
           str_listed(w[1].form, "by|from|that|of|in");
}

/* The places of "claims … that they fled are lies". */
typedef struct claim {
    int32_t noun, that, verb, is, label;
} claim;

/* "Are", of lies or of what is invented. */
static bool is_being(const onr_word *words, int32_t k)
{
    const onr_word *w = &words[k];
    return w->relation == ONR_COP || (w->relation == ONR_AUX_REL && str_is(w->lemma, "be") &&
                                      str_is(words[w->head].xpos, "VBN"));
}

/* What is done to something, where the tree has made that the label's subject: "that they laid
 * mines is a lie"; or -1. */
static int32_t lost_object(const onr_text *text, const claim *c)
{
    for (int32_t k = c->is - 1; k > c->verb; k--)
        if (text->words[k].relation == ONR_NSUBJ && text->words[k].head == c->label)
            return k;
    return -1;
}

/* Finds what is claimed and what that is called; false: the words are no such sentence. */
static bool find_claim(claim *out, const onr_text *text, int32_t noun)
{
    enum { LONGEST = 24 };
    const onr_word *words = text->words;
    *out = (claim){noun, -1, -1, -1, -1};
    for (int32_t k = noun + 1; k < noun + LONGEST && (size_t)k < text->word_count; k++) {
        const onr_word *w = &words[k];
        if (w->sentence != words[noun].sentence)
            return false;
        if (out->that < 0 && w->upos == ONR_VERB)
            return false;
        if (out->that < 0 && w->relation == ONR_MARK && str_is(w->form, "that"))
            out->that = k;
        else if (out->that >= 0 && out->verb < 0 && w->upos == ONR_VERB)
            out->verb = k;
        else if (out->verb >= 0 && w->head > k && is_being(words, k)) {
            out->is = k;
            out->label = w->head;
            return words[noun].head != out->label || words[out->verb].head != noun ||
                   lost_object(text, out) >= 0;
        }
    }
    return false;
}

/* What the words from `first` to `last` hang on as a whole. */
static int32_t top_of(const onr_text *text, int32_t first, int32_t last)
{
    int32_t top = first;
    for (int32_t up; (up = text->words[top].head) >= first && up <= last;)
        top = up;
    return top;
}

/* Hangs a word where another hung; false: that hangs on the word. */
static bool take_place(onr_word *words, int32_t word, onr_word other)
{
    if (other.head != ONR_NO_HEAD && other.head != words[word].head &&
        !mend_hang(words, word, other.head, other.relation))
        return false;
    words[word].head = other.head;
    words[word].relation = other.relation;
    words[word].subtype = other.subtype;
    return true;
}

/* What all hung on so far, and is none of these, is the claim's or part of what is claimed. */
static void keep_top(onr_word *words, const claim *c, int32_t top)
{
    if (top == c->noun || top == c->verb || top == c->label)
        return;
    if (top < c->that)
        mend_hang(words, top, c->noun, ONR_NMOD);
    else
        mend_hang(words, top, c->verb, ONR_DEP);
}

/* What was the label's subject, or has the verb hung on it, is who does what is claimed. */
static void give_claimed_subject(onr_word *words, const onr_text *text, const claim *c)
{
    for (int32_t k = c->that + 1; k < c->verb; k++)
        if (words[k].head == c->label && words[k].relation == ONR_NSUBJ &&
            child(text, c->verb, ONR_NSUBJ) < 0)
            mend_hang(words, k, c->verb, ONR_NSUBJ);
}

/* "Claims by Karst that they fled are lies": the claims are lies, and that they fled is claimed. */
static bool mend_claim(onr_word *words, const onr_text *text, int32_t noun)
{
    claim c;
    if (!begins_with_claim(text, noun) || !find_claim(&c, text, noun))
        return false;
    int32_t object = lost_object(text, &c), top = top_of(text, noun, c.label);
    if (!take_place(words, c.label, words[top]))
        return false;
    mend_hang(words, noun, c.label, ONR_NSUBJ);
    mend_hang(words, c.verb, noun, ONR_ACL);
    mend_hang(words, c.that, c.verb, ONR_MARK);
    keep_top(words, &c, top);
    give_claimed_subject(words, text, &c);
    if (object >= 0)
        mend_hang(words, object, c.verb, ONR_OBJ);
    words[noun].upos = ONR_NOUN;
    words[noun].xpos = ONR_STR("NNS");
    for (int32_t k = noun + 1; k < c.that; k++)
        if (words[k].head == noun && words[k].relation == ONR_OBL)
            mend_hang(words, k, noun, ONR_NMOD);
    return true;
}

/* "Karst and Sylvania agreed" with Karst as the first word of Sylvania's name: two are joined. */
static bool mend_first_of_two(onr_word *words, const onr_text *text, int32_t first)
{
    int32_t last = words[first].relation == ONR_FLAT ? words[first].head : -1, joins = first + 1;
    if (last <= joins || words[joins].relation != ONR_CC || words[joins].head != last ||
        !str_is(words[joins].form, "and") || words[first].upos != ONR_PROPN ||
        words[last].upos != ONR_PROPN)
        return false;
    for (int32_t k = (int32_t)text->sentences[words[first].sentence].first_word; k < first; k++)
        if (words[k].head == last)
            mend_hang(words, k, first, words[k].relation);
    take_place(words, first, words[last]);
    mend_hang(words, last, first, ONR_CONJ);
    return true;
}

/* "Varga called on Ohm to wait." as if Varga were called: the main verb of a whole sentence is
 * finite, and behind what is done to somebody stands by whom, of what or for what. */
static bool mend_active(onr_word *words, const onr_text *text, int32_t verb)
{
    const onr_word *w = &words[verb];
    const onr_sentence *s = &text->sentences[w->sentence];
    int32_t who = child(text, verb, ONR_NSUBJ), end = (int32_t)(s->first_word + s->word_count) - 1;
    if (w->relation != ONR_ROOT || !str_is(w->xpos, "VBN") || who < 0 || who > verb ||
        verb >= end || !str_is(words[end].form, ".") || child(text, verb, ONR_AUX_REL) >= 0 ||
        str_listed(words[verb + 1].form, "by|of|as|for|to|."))
        return false;
    for (int32_t o = child(text, verb, ONR_OBL); o >= 0; o = walk_child(text, verb, ONR_OBL, o))
        if (walk_child_listed(text, o, "by") >= 0)
            return false;
    words[verb].xpos = ONR_STR("VBD");
    words[who].subtype = (onr_str){"", 0};
    return true;
}

/* "The guild says tolls have doubled and wants a gate" with the tolls as what wants one: a verb
 * that is of one alone is joined to what one does, not to what many do. */
static bool mend_number(onr_word *words, const onr_text *text, int32_t verb)
{
    int32_t inner = words[verb].relation == ONR_CONJ ? words[verb].head : -1;
    int32_t many = inner >= 0 ? child(text, inner, ONR_NSUBJ) : -1;
    int32_t outer = many >= 0 && words[inner].relation == ONR_CCOMP ? words[inner].head : -1;
    int32_t one = outer >= 0 ? child(text, outer, ONR_NSUBJ) : -1;
    bool is_of_one = str_is(words[verb].xpos, "VBZ") && words[verb].upos == ONR_VERB &&
                     child(text, verb, ONR_NSUBJ) < 0;
    return is_of_one && one >= 0 && one < outer && outer < many && many < verb &&
           str_listed(words[many].xpos, "NNS|NNPS") && str_is(words[outer].xpos, "VBZ") &&
           str_listed(words[one].xpos, "NN|NNP|PRP") && mend_hang(words, verb, outer, ONR_CONJ);
}

/* "Accused him of taking bribes and seized his ships" with the seizing joined to the taking: a
 * finite verb is joined to the finite one above. */
static bool mend_finite(onr_word *words, const onr_text *text, int32_t verb)
{
    int32_t inner = words[verb].relation == ONR_CONJ ? words[verb].head : -1;
    int32_t outer =
        inner >= 0 && inner < verb && words[inner].relation != ONR_CONJ ? words[inner].head : -1;
    bool bare = inner >= 0 && child(text, inner, ONR_AUX_REL) < 0 &&
                (str_is(words[inner].xpos, "VBG") ||
                 (str_is(words[inner].xpos, "VB") && walk_child_listed(text, inner, "to") >= 0));
    return bare && outer >= 0 && outer < inner && str_listed(words[verb].xpos, "VBD|VBZ") &&
           words[verb].upos == ONR_VERB && words[outer].upos == ONR_VERB &&
           str_equal(words[verb].xpos, words[outer].xpos) && child(text, verb, ONR_NSUBJ) < 0 &&
           child(text, verb, ONR_AUX_REL) < 0 && mend_hang(words, verb, outer, ONR_CONJ);
}

/* "With many calling for it and some questioning it" with the many as what sort of calling it is:
 * they call. */
static bool mend_some(onr_word *words, const onr_text *text, int32_t verb)
{
    int32_t some = verb - 1, first = words[verb].relation == ONR_CONJ ? words[verb].head : verb;
    bool led =
        str_ends(words[verb].form, "ing") && some > 0 && words[some].head == verb &&
        str_listed(words[some].form, "many|some|others|several|few|most|both|all|each|none") &&
        child(text, verb, ONR_NSUBJ) < 0;
    if (!led || first < 0 || walk_child_listed(text, first, "with") < 0)
        return false;
    mend_hang(words, some, verb, ONR_NSUBJ);
    words[verb].upos = ONR_VERB;
    words[verb].xpos = ONR_STR("VBG");
    return true;
}

/* "An envoy, asked by the Daily, said", with the asking as a past tense: nobody asks by somebody.
 */
static bool mend_agent(onr_word *words, const onr_text *text, int32_t verb)
{
    int32_t who = child(text, verb, ONR_OBL);
    bool aside = words[verb].relation == ONR_ADVCL || words[verb].relation == ONR_ACL;
    if (!aside || !str_is(words[verb].xpos, "VBD") || who < verb ||
        !str_is(words[who].subtype, "agent") || child(text, verb, ONR_NSUBJ) >= 0 ||
        child(text, verb, ONR_OBJ) >= 0)
        return false;
    words[verb].xpos = ONR_STR("VBN");
    return true;
}

/* Whether a clause behind "that" lacks nothing that the word could stand for: "that the state would
 * pay compensation". */
static bool is_whole(const onr_text *text, int32_t clause, int32_t that)
{
    int32_t who = child(text, clause, ONR_NSUBJ), what = child(text, clause, ONR_OBJ);
    what = what == that ? walk_child(text, clause, ONR_OBJ, that) : what;
    bool needs_none = child(text, clause, ONR_COP) >= 0 || str_is(text->words[that].xpos, "IN");
    return who > that && (what > clause || needs_none);
}

/* "Told families of the victims that the state would pay" with the paying as a clause about the
 * victims: it is what they are told. */
static bool mend_told(onr_word *words, const onr_text *text, int32_t clause)
{
    enum { MOST_STEPS = 6 };
    int32_t that = walk_child_listed(text, clause, "that"), verb = words[clause].head;
    if (words[clause].relation != ONR_ACL || that < 0 || that > clause ||
        !is_whole(text, clause, that) || verb < 0 || is_claim(&words[verb]))
        return false;
    for (int steps = 0; steps < MOST_STEPS && verb >= 0 && words[verb].upos != ONR_VERB; steps++)
        verb = words[verb].head;
    if (verb < 0 || verb > that || child(text, verb, ONR_CCOMP) >= 0 ||
        !str_listed(words[verb].lemma, "tell|inform|remind|assure|notify|convince|warn") ||
        (child(text, verb, ONR_OBJ) < 0 && child(text, verb, ONR_IOBJ) < 0))
        return false;
    /* "told him the news that" */
    if (child(text, verb, ONR_IOBJ) >= 0 && words[clause].head == child(text, verb, ONR_OBJ))
        return false;
    words[that].relation = ONR_MARK;
    return mend_hang(words, clause, verb, ONR_CCOMP);
}

bool mend_joined(onr_word *words, const onr_text *text)
{
    bool any = false;
    for (int32_t i = 0; i < (int32_t)text->word_count; i++)
        any = mend_inverted(words, text, i) || mend_second_clause(words, text, i) ||
              mend_clause_of_name(words, text, i) || mend_branded(words, text, i) ||
              mend_verbless(words, text, i) || mend_two_subjects(words, text, i) ||
              mend_list_of_subjects(words, text, i) || mend_second_verb(words, text, i) ||
              mend_joining_word(words, text, i) || mend_parted_name(words, text, i) ||
              mend_claim(words, text, i) || mend_called_last(words, text, i) ||
              mend_described(words, text, i) || mend_second_pair(words, text, i) ||
              mend_called(words, text, i) || mend_first_of_two(words, text, i) ||
              mend_active(words, text, i) || mend_number(words, text, i) ||
              mend_some(words, text, i) || mend_finite(words, text, i) ||
              mend_told(words, text, i) || mend_agent(words, text, i) ||
              mend_cleft(words, text, i) || mend_middle(words, text, i) ||
              mend_charge(words, text, i) || mend_name_of_thing(words, text, i) || any;
    return any;
}
