/*
 * Decides who holds an office: of "Karst's ambassador to the U.N. Lena Brask said so" with "the
 * U.N. Lena Brask" as one name to whom she is ambassador, it is Lena Brask who says so.
 */
#include "language/offices.h"

#include "base/str.h"
#include "language/mend.h"
#include "language/walk.h"

/* The office that the words before the name of a place tell, "ambassador to the"; or -1. */
static int32_t office_before(const onr_text *text, const onr_name *place)
{
    int32_t leads = (int32_t)place->first_word - 1;
    if (leads > 0 && str_is(text->words[leads].form, "the"))
        leads--;
    const onr_word *office = leads > 0 ? &text->words[leads - 1] : NULL;
    bool of = office && str_listed(text->words[leads].form, "to|of|for|at|in") &&
              office->sentence == text->words[place->first_word].sentence;
    return of && (office->upos == ONR_NOUN || office->upos == ONR_PROPN) ? leads - 1 : -1;
}

/* Whether the tree has both apart: the person as what the office is of, or beside it. */
static bool are_apart(const onr_word *words, int32_t office, int32_t person)
{
    const onr_word *o = &words[office], *p = &words[person];
    return o->relation != ONR_ROOT &&
           (p->head == office ? p->relation == ONR_NMOD
                              : p->head == o->head && p->relation == o->relation);
}

/* What stands before the end of the place and hangs on the person is the place's. */
static void part_place(onr_word *words, const onr_text *text, const onr_name *place, int32_t office,
                       int32_t person)
{
    int32_t last = (int32_t)(place->first_word + place->word_count) - 1, of = last;
    while (of >= (int32_t)place->first_word && words[of].head != person)
        of--;
    if (of < (int32_t)place->first_word)
        return;
    mend_hang(words, of, office, ONR_NMOD);
    for (int32_t c = walk_first(text, person), next; c >= 0 && c <= last; c = next) {
        next = walk_next(text, c);
        if (c > office && c != of)
            mend_hang(words, c, of, words[c].relation);
    }
}

static bool mend_holder(onr_word *words, const onr_text *text, const onr_name *place,
                        const onr_name *name)
{
    int32_t person = (int32_t)name->first_word, office = office_before(text, place);
    bool named = place->kind == ONR_NAME_ORGANISATION || place->kind == ONR_NAME_LOCATION;
    if (!named || name->kind != ONR_NAME_PERSON || name->word_count < 2 || office < 0 ||
        place->first_word + place->word_count != name->first_word ||
        !are_apart(words, office, person))
        return false;
    onr_word was = words[office];
    if (words[person].head == office) {
        words[person].head = was.head;
        words[person].relation = was.relation;
        words[person].subtype = was.subtype;
    }
    part_place(words, text, place, office, person);
    mend_hang(words, office, person, ONR_NMOD);
    words[office].subtype = ONR_STR("desc");
    return true;
}

bool offices_mend(onr_word *words, const onr_text *text)
{
    bool any = false;
    for (size_t i = 1; i < text->name_count; i++)
        any = mend_holder(words, text, &text->names[i - 1], &text->names[i]) || any;
    return any;
}
