#include "entities/persons.h"

#include "base/str.h"
#include "base/table.h"
#include "entities/first_names.h"
#include "entities/tree.h"

static const char *const role_words[] = {
    "president", "minister",   "spokesman", "spokeswoman", "spokesperson", "ambassador",
    "premier",   "chancellor", "king",      "queen",       "secretary",    "leader",
    "envoy",     "diplomat",   "general",   "senator",     "lawmaker",     "candidate",
    "chief",     "governor",   "mayor",     "judge",       "lawyer",       "director",
    "chairman",  "commander",  "deputy",    "prosecutor",  "professor",    "adviser",
};

static const char men[] = "Mr|Mr.|Sir|Lord|King|Prince|spokesman|chairman|congressman|businessman";
static const char women[] = "Mrs|Mrs.|Ms|Ms.|Miss|Lady|Dame|Queen|Princess|spokeswoman|chairwoman|"
                            "congresswoman|businesswoman";

uint32_t person_role(onr_str lemma)
{
    for (size_t i = 0; i < sizeof role_words / sizeof *role_words; i++)
        if (str_equal_nocase(lemma, str_of(role_words[i])))
            return (uint32_t)1 << i;
    return 0;
}

static bool names_a_role_of(const onr_text *text, int32_t word, int32_t head)
{
    const onr_word *w = &text->words[word];
    return (w->head == head && (w->relation == ONR_COMPOUND || w->relation == ONR_APPOS ||
                                w->relation == ONR_FLAT || w->relation == ONR_NMOD)) ||
           (text->words[head].head == word &&
            (text->words[head].relation == ONR_APPOS || text->words[head].relation == ONR_FLAT));
}

uint32_t person_roles(const onr_text *text, int32_t head)
{
    const onr_sentence *s = &text->sentences[text->words[head].sentence];
    uint32_t roles = 0;
    for (uint32_t i = s->first_word; i < s->first_word + s->word_count; i++)
        if (names_a_role_of(text, (int32_t)i, head))
            roles |= person_role(text->words[i].lemma);
    return roles;
}

static gender gender_of_word(onr_str word)
{
    return str_listed(word, men)     ? GENDER_MALE
           : str_listed(word, women) ? GENDER_FEMALE
                                     : GENDER_UNKNOWN;
}

static gender first_name_gender(onr_str name)
{
    if (TABLE_FIND(table_find, name, names_of_men))
        return GENDER_MALE;
    if (TABLE_FIND(table_find, name, names_of_women))
        return GENDER_FEMALE;
    return GENDER_UNKNOWN;
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
    return !found && name->word_count > 1 ? first_name_gender(first->form) : found;
}

gender person_pronoun(onr_str form)
{
    return str_listed(form, "he|him|his|himself")     ? GENDER_MALE
           : str_listed(form, "she|her|hers|herself") ? GENDER_FEMALE
                                                      : GENDER_UNKNOWN;
}
