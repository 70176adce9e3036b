/*
 * Decides whether a headline ends with who says it. What stands before the mark must be said at
 * all: a clause, or with a dash, which parts much else, a quotation.
 */
#include "attribution/headlines.h"

#include "base/str.h"

enum { LONGEST_TAIL = 7, FEWEST_SAID = 3 }; /* words */

static bool is_finite(const onr_word *w)
{
    return str_listed(w->xpos, "VBD|VBZ|VBP|MD");
}

/* The end of the text's first line, where no stop ends it. */
static int32_t end_of_headline(const finder *f)
{
    const onr_text *text = f->text;
    const char *end = text->text.len ? memchr(text->text.data, '\n', text->text.len) : NULL;
    int32_t words = end ? (int32_t)onr_text_word_from(text, (uint32_t)(end - text->text.data)) : 0;
    return words > 0 && f->reading.headline[word_at(f, words - 1)->sentence] ? words : 0;
}

/* The last colon or dash that a few words stand behind; or -1. */
static int32_t last_mark(const finder *f, int32_t end)
{
    for (int32_t i = end - 2; i >= FEWEST_SAID && i + 1 + LONGEST_TAIL >= end; i--)
        if (f->reading.quote_of[i] < 0 && str_listed(word_at(f, i)->form, ":|–|—|―|--|-"))
            return i;
    return -1;
}

/* Who the words name, none of which tells what somebody does; sets whom they mean. */
static bool is_speaker(const finder *f, int32_t first, int32_t end, int32_t *entity)
{
    static const char bare[] = "police|minister|ministry|official|officials|source|sources|army|"
                               "military|government|report|study|court|lawyer|union|experts|expert|"
                               "analyst|analysts|witnesses|president|premier|mayor|envoy|aide";
    bool is_bare = false;
    *entity = ONR_NO_ENTITY;
    for (int32_t i = first; i < end; i++) {
        const onr_word *w = word_at(f, i);
        if (is_finite(w) || f->reading.quote_of[i] >= 0 || str_listed(w->form, ":|?|!"))
            return false;
        int32_t e = onr_entities_of_word(f->entities, i);
        *entity = *entity == ONR_NO_ENTITY || e != ONR_NO_ENTITY ? e : *entity;
        is_bare = is_bare || f->reading.name[i] || str_listed(w->lemma, bare) ||
                  str_listed(w->form, bare);
    }
    bool outlet = *entity != ONR_NO_ENTITY && f->entities->items[*entity].kind == ONR_ENTITY_OUTLET;
    return !outlet && (*entity != ONR_NO_ENTITY || is_bare);
}

/* Whether the words before the mark say something. */
static bool is_said(const finder *f, int32_t mark)
{
    bool colon = str_is(word_at(f, mark)->form, ":"), clause = false, quoted = false;
    if (str_listed(word_at(f, 0)->lemma, "what|how|why|who|when|where|which"))
        return false;
    for (int32_t i = 0; i < mark; i++) {
        if (str_listed(word_at(f, i)->form, ":|?"))
            return false;
        clause = clause || is_finite(word_at(f, i));
        quoted = quoted || f->reading.quote_of[i] >= 0;
    }
    return quoted || (colon && clause);
}

bool headline_tail_find(headline_tail *out, const finder *f)
{
    int32_t end = end_of_headline(f), mark = last_mark(f, end);
    *out = (headline_tail){mark, end, ONR_NO_ENTITY};
    return mark > 0 && is_speaker(f, mark + 1, end, &out->entity) && is_said(f, mark);
}
