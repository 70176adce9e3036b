#include "entities/persons.h"

#include "base/str.h"
#include "base/table.h"
#include "base/text.h"
#include "entities/first_names.h"
#include "entities/words.h"

/* data/roles.tsv */
static const char *const roles[] = {
#include "entities/roles.inc"
};
_Static_assert(sizeof roles / sizeof *roles <= 32, "a role is a bit of 32");

/* data/role_words.tsv: other words for a role. */
static const struct other_word {
    const char *word, *role;
    bool is_partisan;
} other_words[] = {
#include "entities/role_words.inc"
};

/* data/role_kin.tsv: who may be taken up by another role's name, "|" between. */
static const struct kin {
    const char *noun, *roles;
} kin[] = {
#include "entities/role_kin.inc"
};

static const struct other_word *other_word_of(onr_str lemma)
{
    return TABLE_FIND(table_find_nocase, lemma, other_words);
}

bool person_is_partisan(onr_str lemma)
{
    const struct other_word *other = other_word_of(lemma);
    return other && other->is_partisan;
}

bool person_is_short(const onr_word *w)
{
    return is_in_capitals(w->form) && other_word_of(w->lemma);
}

/* "Ex-governor" without what makes him a former one. */
static onr_str without_ex(onr_str word)
{
    enum { PREFIX = 3 };
    bool former = word.len > PREFIX && str_starts_nocase(word, "ex-");
    return former ? (onr_str){word.data + PREFIX, word.len - PREFIX} : word;
}

uint32_t person_role(onr_str lemma)
{
    lemma = without_ex(lemma);
    const struct other_word *other = other_word_of(lemma);
    onr_str word = other ? str_of(other->role) : lemma;
    const char *const *role = TABLE_FIND(table_find_nocase, word, roles);
    return role ? (uint32_t)1 << (role - roles) : 0;
}

uint32_t person_kin(onr_str lemma)
{
    uint32_t found = 0;
    const struct kin *row = TABLE_FIND(table_find_nocase, lemma, kin);
    for (const char *at = row ? row->roles : ""; *at;) {
        size_t length = strcspn(at, "|");
        found |= person_role((onr_str){at, length});
        at += length + (at[length] == '|');
    }
    return found;
}

bool person_noun_beside(const onr_text *text, int32_t noun, int32_t head)
{
    const onr_word *w = &text->words[noun], *name = &text->words[head];
    return noun + 1 == head && w->upos == ONR_NOUN && w->head == name->head && w->head >= 0 &&
           w->relation == name->relation;
}

static bool names_a_role_of(const onr_text *text, int32_t word, int32_t head)
{
    const onr_word *w = &text->words[word];
    if (person_noun_beside(text, word, head))
        return true;
    return (w->head == head && (w->relation == ONR_COMPOUND || w->relation == ONR_APPOS ||
                                w->relation == ONR_FLAT || w->relation == ONR_NMOD)) ||
           (text->words[head].head == word &&
            (text->words[head].relation == ONR_APPOS || text->words[head].relation == ONR_FLAT));
}

/* Whether the word before `k` belongs to the same title as the role does: "prime", in "deputy prime
 * minister". */
static bool goes_before_role(const onr_text *text, int32_t k, int32_t role)
{
    const onr_word *w = &text->words[k], *r = &text->words[role];
    bool alike = w->head == role || (r->head >= 0 && w->head == r->head);
    return k == role - 1 || (w->sentence == r->sentence && alike && w->upos != ONR_PUNCT &&
                             w->upos != ONR_DET && w->upos != ONR_ADP);
}

bool person_is_lesser(const onr_text *text, int32_t word)
{
    enum { LONGEST = 4 };
    onr_str own = text->words[word].form;
    if (without_ex(own).len != own.len || str_listed(own, "VP|DPM"))
        return true;
    for (int32_t k = word - 1; k >= 0 && k >= word - LONGEST; k--) {
        if (text->words[k].sentence != text->words[word].sentence ||
            !goes_before_role(text, k, word))
            return false;
        if (str_listed(text->words[k].form,
                       "deputy|vice|former|ex|acting|shadow|assistant|outgoing|late|past|"
                       "interim|incoming|then|caretaker|one-time|onetime|retired|-"))
            return true;
    }
    return false;
}

uint32_t person_roles(const onr_text *text, int32_t head, bool lesser)
{
    const onr_sentence *s = &text->sentences[text->words[head].sentence];
    uint32_t found = 0;
    for (uint32_t i = s->first_word; i < s->first_word + s->word_count; i++)
        if (names_a_role_of(text, (int32_t)i, head) && person_is_lesser(text, (int32_t)i) == lesser)
            found |= person_role(text->words[i].lemma);
    return found;
}

static gender gender_of_word(onr_str word)
{
    unsigned noun = noun_is(word);
    return noun & NOUN_MAN ? GENDER_MALE : noun & NOUN_WOMAN ? GENDER_FEMALE : GENDER_UNKNOWN;
}

/* "Ocasio-Cortez": a surname, whatever its first part is called; but "Jean-Pierre". */
static bool is_joined_surname(const onr_text *text, const onr_name *name)
{
    onr_str words = str_slice(text->text, name->span);
    return name->word_count > 1 && str_find(words, ONR_STR(" "), 0) == SIZE_MAX &&
           !first_name_is(text->words[name->first_word + name->word_count - 1].form);
}

gender person_gender(const onr_text *text, const onr_name *name, int32_t head)
{
    const onr_word *first = &text->words[name->first_word];
    gender found = gender_of_word(first->form);
    if (!found && name->first_word > 0 && first[-1].sentence == first->sentence)
        found = gender_of_word(first[-1].form);
    const onr_sentence *s = &text->sentences[first->sentence];
    for (uint32_t i = s->first_word; !found && i < s->first_word + s->word_count; i++)
        if (names_a_role_of(text, (int32_t)i, head))
            found = gender_of_word(text->words[i].lemma);
    /* A name of one word is the last name. */
    bool full = name->word_count > 1 && !is_joined_surname(text, name);
    return !found && full ? first_name_gender(first->form) : found;
}

gender person_pronoun(onr_str form)
{
    return str_listed(form, "he|him|his|himself")     ? GENDER_MALE
           : str_listed(form, "she|her|hers|herself") ? GENDER_FEMALE
                                                      : GENDER_UNKNOWN;
}
