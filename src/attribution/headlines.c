/*
 * Decides whether a headline ends with who says it. What stands before the mark must be said at
 * all: a clause, or with a dash, which parts much else, a quotation.
 */
#include "attribution/headlines.h"

#include "attribution/act.h"
#include "attribution/layout.h"
#include "base/str.h"
#include "entities/words.h"

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

/* Whether a word, and not a name, tells who speaks: "police", the "chief" of "airport chief". */
static bool is_bare_speaker(const finder *f, int32_t word, int32_t first, int32_t end)
{
    static const char bodies[] = "police|ministry|source|sources|army|military|government|report|"
                                 "study|court|union|experts";
    const onr_word *w = word_at(f, word);
    bool person = word + 1 == end && w->upos == ONR_NOUN && noun_is_person(w->lemma) &&
                  word_at(f, first)->upos != ONR_DET;
    return person || str_listed(w->lemma, bodies) || str_listed(w->form, bodies);
}

/* "File photo: Norr Agency": who took it says nothing. */
static bool is_credit(const finder *f, int32_t mark)
{
    return str_listed(word_at(f, mark - 1)->lemma, "photo|photograph|picture|image|video|graphic|"
                                                   "illustration|credit|source|courtesy");
}

/* Who the words name, none of which tells what somebody does; sets whom they mean, and whether a
 * word alone tells that somebody speaks. */
static bool is_speaker(const finder *f, int32_t first, int32_t end, int32_t *entity, bool *bare)
{
    bool is_name = false;
    *bare = false;
    *entity = ONR_NO_ENTITY;
    for (int32_t i = first; i < end; i++) {
        const onr_word *w = word_at(f, i);
        if (is_finite(w) || f->reading.quote_of[i] >= 0 || str_listed(w->form, ":|?|!"))
            return false;
        int32_t e = onr_entities_of_word(f->entities, i);
        *entity = *entity == ONR_NO_ENTITY || e != ONR_NO_ENTITY ? e : *entity;
        is_name = is_name || f->reading.name[i];
        *bare = *bare || is_bare_speaker(f, i, first, end);
    }
    bool outlet = *entity != ONR_NO_ENTITY && f->entities->items[*entity].kind == ONR_ENTITY_OUTLET;
    return !outlet && (*entity != ONR_NO_ENTITY || is_name || *bare);
}

/* Whether the words before the mark say something: "six held over fire", too, before a speaker that
 * is a word alone; with a dash only where that is the last word. */
static bool is_said(const finder *f, int32_t mark, bool bare, bool alone)
{
    bool colon = str_is(word_at(f, mark)->form, ":"), clause = false, quoted = false;
    if (str_listed(word_at(f, 0)->lemma, "what|how|why|who|when|where|which"))
        return false;
    for (int32_t i = 0; i < mark; i++) {
        if (str_listed(word_at(f, i)->form, ":|?"))
            return false;
        clause = clause || is_finite(word_at(f, i)) || (bare && str_is(word_at(f, i)->xpos, "VBN"));
        quoted = quoted || f->reading.quote_of[i] >= 0;
    }
    return quoted || ((colon || alone) && clause);
}

bool headline_tail_find(headline_tail *out, const finder *f)
{
    int32_t end = end_of_headline(f), mark = last_mark(f, end);
    *out = (headline_tail){mark, end, ONR_NO_ENTITY};
    bool bare = false;
    if (mark <= 0 || is_credit(f, mark) || !is_speaker(f, mark + 1, end, &out->entity, &bare))
        return false;
    bool alone = is_bare_speaker(f, end - 1, mark + 1, end); /* "… - police" */
    return is_said(f, mark, bare, alone);
}

/* Whether the words are a phrase that ends with who speaks: no clause, no object in the plain. */
static bool is_noun_phrase(const finder *f, int32_t first, int32_t end)
{
    for (int32_t i = first; i < end; i++)
        if (is_finite(word_at(f, i)) || f->reading.quote_of[i] >= 0 ||
            word_at(f, i)->upos == ONR_PUNCT || word_at(f, i)->upos == ONR_ADP)
            return false;
    onr_upos begins = word_at(f, first)->upos, ends = word_at(f, end - 1)->upos;
    return begins != ONR_NUM && begins != ONR_DET && (ends == ONR_NOUN || ends == ONR_PROPN);
}

/* Whether the verb tells who said what stands before the comma, rather than what else the one did
 * who is named there: "says" always, "claims", "warns" behind a quotation. */
static bool is_inverted(const finder *f, int32_t verb)
{
    const onr_word *w = word_at(f, verb);
    bool behind_quotation = verb >= 2 && str_is(word_at(f, verb - 2)->xpos, "''");
    return str_is(word_at(f, verb - 1)->form, ",") &&
           (str_listed(w->form, "says|say|said") ||
            (behind_quotation && is_finite(w) && act_is_known(w)));
}

bool headline_verb_find(headline_tail *out, const finder *f)
{
    int32_t end = end_of_headline(f);
    for (int32_t i = end - 2; i > FEWEST_SAID && i + 1 + LONGEST_TAIL >= end; i--) {
        if (!is_inverted(f, i) || !is_noun_phrase(f, i + 1, end))
            continue;
        *out = (headline_tail){i, end, layout_named(f, i + 1, end)};
        return true;
    }
    return false;
}
