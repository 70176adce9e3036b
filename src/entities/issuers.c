#include "entities/issuers.h"

#include "base/span.h"
#include "base/str.h"
#include "entities/parties.h"
#include "entities/words.h"
#include "language/walk.h"

static const char made[] = "write|file|release|issue|publish|post|upload|sign|author|produce|"
                           "circulate|send|give|make|record|do|conduct|commission|compile|"
                           "prepare|draft|broadcast";

/* "Filed by Ohm", "attributed to the Front": whom the clause about a document names; or -1. */
static int32_t issuer_in_clause(const finder *f, int32_t verb)
{
    const onr_word *w = word_at(f, verb);
    const char *way = str_listed(w->lemma, made)      ? "by"
                      : str_is(w->lemma, "attribute") ? "to"
                                                      : NULL;
    if (!way || !str_is(w->xpos, "VBN"))
        return -1;
    int32_t c = walk_child(f->text, verb, ONR_OBL, -1);
    while (c >= 0 && walk_child_listed(f->text, c, way) < 0)
        c = walk_child(f->text, verb, ONR_OBL, c);
    return c;
}

/* The name that a noun goes with: "the newspaper Amber Courier", "the Amber Courier newspaper"; the
 * word itself, where it is a name or has none. */
static int32_t name_with(const finder *f, int32_t noun)
{
    int32_t next = noun + 1;
    if (word_at(f, noun)->upos != ONR_NOUN || f->name_of[noun])
        return noun;
    /* "the chemist Ida Lund": parsers may hang both on the verb */
    if (next < (int32_t)f->text->word_count && f->name_of[next] &&
        word_at(f, next)->head == word_at(f, noun)->head)
        return next;
    bool outlet = noun_is(word_at(f, noun)->lemma) & NOUN_OUTLET;
    for (int32_t c = walk_first(f->text, noun); c >= 0; c = walk_next(f->text, c)) {
        onr_relation way = word_at(f, c)->relation;
        bool goes_with = (c > noun && (way == ONR_FLAT || way == ONR_APPOS)) ||
                         (c < noun && outlet && way == ONR_COMPOUND);
        if (goes_with && f->name_of[c])
            return c;
    }
    return noun;
}

/* "A report by Ohm", "a tweet from Ohm", "Ohm's letter": the word, or -1. */
static int32_t maker_of(const finder *f, int32_t document)
{
    for (int32_t c = walk_first(f->text, document); c >= 0; c = walk_next(f->text, c)) {
        const onr_word *w = word_at(f, c);
        int32_t maker = -1;
        if (w->relation == ONR_NMOD &&
            (str_is(w->subtype, "poss") || walk_child_listed(f->text, c, "by|from") >= 0))
            maker = c;
        else if (w->relation == ONR_COMPOUND && w->upos == ONR_PROPN)
            maker = c;
        else if (w->relation == ONR_ACL)
            maker = issuer_in_clause(f, c);
        if (maker >= 0)
            return maker;
    }
    return -1;
}

/* The word that tells who issued a document, or else where it stands: "a report in the Gazette";
 * -1: nothing does. */
static int32_t issuer_noun(const finder *f, int32_t document)
{
    int32_t maker = maker_of(f, document);
    for (int32_t c = walk_child(f->text, document, ONR_NMOD, -1); maker < 0 && c >= 0;
         c = walk_child(f->text, document, ONR_NMOD, c))
        if (walk_child_listed(f->text, c, "in|on") >= 0)
            maker = c;
    return maker;
}

/* The word that names who issued a document, or -1. */
static int32_t issuer_of(const finder *f, int32_t document)
{
    int32_t noun = issuer_noun(f, document);
    return noun >= 0 ? name_with(f, noun) : -1;
}

/* The last of those whom "and" joins to the first, but within its name; else the first. */
static int32_t last_of(const finder *f, int32_t first)
{
    const onr_name *name = f->name_of[first];
    int32_t last = first;
    for (int32_t c = walk_child(f->text, first, ONR_CONJ, -1); c >= 0;
         c = walk_child(f->text, first, ONR_CONJ, c))
        if (c > last && !(name && span_holds(name->span, word_at(f, c)->span)))
            last = c;
    return last;
}

/* Who issued it by the last word of who did: "a statement by Karst, Sylvania and Ostrava" is of all
 * of them. */
static int32_t party_of(finder *f, int32_t last)
{
    int32_t first = word_at(f, last)->relation == ONR_CONJ ? word_at(f, last)->head : -1;
    int32_t group = first >= 0 ? party_join(f, first, last) : ONR_NO_ENTITY;
    return group != ONR_NO_ENTITY ? group : party_at(f, last);
}

bool issuers_begin(finder *f, onr_arena *scratch)
{
    if (!f->is_party)
        return true;
    size_t count = f->text->word_count;
    f->issued = arena_array(scratch, int32_t, count + 1);
    for (size_t i = 0; f->issued && i < count; i++)
        f->issued[i] = -1;
    for (size_t i = 0; f->issued && i < count; i++) {
        bool speaks = (f->is_party[i] || word_at(f, (int32_t)i)->relation == ONR_NSUBJ) &&
                      (noun_is(word_at(f, (int32_t)i)->lemma) & NOUN_DOCUMENT);
        int32_t issuer = speaks ? issuer_of(f, (int32_t)i) : -1;
        if (issuer < 0)
            continue;
        f->issued[last_of(f, issuer)] = (int32_t)i;
        f->is_party[issuer] = f->is_party[issuer] || f->is_party[i];
    }
    return f->issued != NULL;
}

/* "A Pentagon report" is the Pentagon's, "the Sylvania report" is about Sylvania. A report in the
 * Gazette is the Gazette's, one in Sylvania or on the bank somebody else's. */
static bool may_issue(const finder *f, int32_t document, onr_entity_kind kind)
{
    int32_t noun = issuer_noun(f, document);
    bool outlet = kind == ONR_ENTITY_OUTLET || (noun_is(word_at(f, noun)->lemma) & NOUN_OUTLET);
    if (walk_child_listed(f->text, noun, "in") >= 0)
        return outlet || kind == ONR_ENTITY_ORGANISATION;
    if (walk_child_listed(f->text, noun, "on") >= 0)
        return outlet;
    return word_at(f, noun)->relation != ONR_COMPOUND || kind == ONR_ENTITY_OUTLET ||
           kind == ONR_ENTITY_IGO || kind == ONR_ENTITY_GOVERNMENT_BODY;
}

/* Takes in the document as a mention of who issued it, whose latest mention stays the one that has
 * words of his own. */
static bool give(finder *f, int32_t document, int32_t issuer)
{
    int32_t e = party_of(f, issuer);
    if (e == ONR_NO_ENTITY || !may_issue(f, document, f->drafts.items[e].kind))
        return false;
    int32_t last = f->drafts.items[e].last;
    finder_add_mention(f, e, document, finder_phrase(f, document));
    f->drafts.items[e].last = last;
    return true;
}

bool issuer_find(finder *f, int32_t document)
{
    int32_t issuer = f->issued ? issuer_of(f, document) : -1;
    issuer = issuer >= 0 ? last_of(f, issuer) : -1;
    if (issuer < 0 || f->issued[issuer] != document)
        return false;
    return issuer > document || give(f, document, issuer);
}

void issuer_read(finder *f, int32_t i)
{
    int32_t document = f->issued ? f->issued[i] : -1;
    if (document >= 0 && document < i && !give(f, document, i))
        party_find(f, document);
}
