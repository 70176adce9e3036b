/*
 * Finds who is who: names and what the table knows of them, bodies of a state
 * ("Russian Embassy"), roles ("the alliance") and pronouns.
 */
#include "base/str.h"
#include "base/table.h"
#include "base/text.h"
#include "entities/bearers.h"
#include "entities/called.h"
#include "entities/coding.h"
#include "entities/issuers.h"
#include "entities/joint.h"
#include "entities/labels.h"
#include "entities/persons.h"
#include "entities/links.h"
#include "entities/own.h"
#include "entities/parties.h"
#include "entities/pronouns.h"
#include "entities/roles.h"
#include "entities/titles.h"
#include "entities/words.h"
#include "language/walk.h"
#include "learn/embedded.h"

static onr_str known_text(const finder *f, uint32_t offset)
{
    return knowledge_text(&f->base, offset);
}

static onr_str words_of(const finder *f, int32_t i)
{
    onr_span span = f->name_of[i] ? f->name_of[i]->span : word_at(f, i)->span;
    return str_slice(f->text->text, span);
}

/* A name that might be a person's is none where nobody of the page is called so in full: "Chad". */
static known_match match_of(const finder *f, onr_str words, int32_t i)
{
    const onr_name *label = f->name_of[i];
    if (label && label->kind == ONR_NAME_PERSON && called_is_bare(f, label))
        label = NULL;
    return code_find(&f->base, &f->states, words, label);
}

/* The state or organisation of states that the name with head `i` names. */
static const known_thing *state_named(const finder *f, int32_t i)
{
    const known_thing *known = match_of(f, words_of(f, i), i).thing;
    return known && (known->kind == KNOWN_STATE || known->kind == KNOWN_IGO) ? known : NULL;
}

/* The state that "its" stands for; NULL: it is no such word, or stands for none. */
static const known_thing *state_owning(const finder *f, int32_t i)
{
    bool owns = str_listed(word_at(f, i)->form, "its|Its") && !f->name_of[i];
    int32_t e = owns ? party_at(f, i) : ONR_NO_ENTITY;
    const entity_draft *d = e != ONR_NO_ENTITY ? &f->drafts.items[e] : NULL;
    return d && d->kind == ONR_ENTITY_STATE ? d->known : NULL;
}

/* The state that an adjective or possessor of `head` names; NULL where there is none. */
static const known_thing *state_beside(const finder *f, int32_t head)
{
    static const onr_relation ways[] = {ONR_AMOD, ONR_COMPOUND, ONR_NMOD, ONR_FLAT};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        for (int32_t c = walk_child(f->text, head, ways[i], -1); c >= 0;
             c = walk_child(f->text, head, ways[i], c)) {
            /* "Embassy in Belgium" is not Belgium's, "ministry of Russia" is Russia's. */
            if (f->is_part[c] || walk_child_listed(f->text, c, "in|at|to|from|with|on") >= 0)
                continue;
            const known_thing *known = state_named(f, c);
            known = known ? known : state_owning(f, c);
            if (known)
                return known;
        }
    return NULL;
}

/* The same, or the state of a title before a name: "French President". */
static const known_thing *state_of(const finder *f, int32_t head)
{
    const known_thing *known = state_beside(f, head);
    for (int32_t c = walk_child(f->text, head, ONR_NMOD, -1); !known && c >= 0;
         c = walk_child(f->text, head, ONR_NMOD, c))
        known = str_is(word_at(f, c)->subtype, "desc") ? state_beside(f, c) : NULL;
    return known;
}

static onr_str body_code(finder *f, const known_thing *state, onr_str lemma)
{
    if (state->kind == KNOWN_IGO)
        return known_text(f, state->code);
    unsigned noun = noun_is(lemma);
    const char *sector = noun & NOUN_MILITARY       ? "MIL"
                         : noun & NOUN_LEGISLATURE  ? "LEG"
                         : noun & NOUN_POLICE       ? "COP"
                         : noun & NOUN_JUDICIARY    ? "JUD"
                         : noun & NOUN_INTELLIGENCE ? "SPY"
                                                    : "GOV";
    return arena_format(f->arena, "%s%s", f->base.text.data + state->code, sector);
}

/* What a word is by its lemma, of which much is asked. */
typedef struct word_sense {
    unsigned noun; /* NOUN_… */
    uint32_t role;
} word_sense;

static word_sense sense_of(const onr_word *w)
{
    return (word_sense){noun_is(w->lemma), person_role(w->lemma)};
}

static bool is_body_or_role(const onr_word *w, word_sense is)
{
    return (w->upos == ONR_NOUN || w->upos == ONR_PROPN) &&
           (is.role || is.noun & NOUN_BODY || noun_is(w->form) & NOUN_BODY);
}

/* What a noun is of, behind the child `after` of it (-1: the first such), or -1. */
static int32_t next_of(const finder *f, int32_t noun, int32_t after)
{
    int32_t c = walk_child(f->text, noun, ONR_NMOD, after);
    while (c >= 0 && walk_child_listed(f->text, c, "of") < 0)
        c = walk_child(f->text, noun, ONR_NMOD, c);
    return c;
}

/* "The administration of French President Ada Lund" is France's. */
static const known_thing *state_of_head(const finder *f, int32_t government)
{
    const known_thing *known = NULL;
    for (int32_t c = next_of(f, government, -1); c >= 0 && !known; c = next_of(f, government, c))
        known = state_of(f, c);
    return known;
}

static onr_str without_article(onr_str words)
{
    return words.len > 4 && str_starts(words, "the ") ? (onr_str){words.data + 4, words.len - 4}
                                                      : words;
}

static bool find_known(finder *f, int32_t i, onr_span span, known_match match);

/* The phrase of `head` from its first word with a capital on: "paramilitary Rapid Support Forces".
 */
static onr_span from_capital(const finder *f, int32_t head, onr_span phrase)
{
    int32_t i = (int32_t)onr_text_word_from(f->text, phrase.start);
    while (i < head && !str_has_capital(word_at(f, i)->form))
        i++;
    return (onr_span){word_at(f, i)->span.start, phrase.end};
}

/* "The Obama administration", "U.S. State Department": what has a name as a whole. */
static bool find_whole(finder *f, int32_t i)
{
    onr_span span = f->name_of[i] ? f->name_of[i]->span : finder_phrase(f, i);
    known_match match = match_of(f, without_article(str_slice(f->text->text, span)), i);
    if (!match.thing && !f->name_of[i]) {
        span = from_capital(f, i, span);
        match = match_of(f, str_slice(f->text->text, span), i);
    }
    return match.thing && find_known(f, i, span, match);
}

static onr_entity_kind kind_of_name(const onr_name *name)
{
    return name->kind == ONR_NAME_PERSON ? ONR_ENTITY_PERSON
           : name->kind == ONR_NAME_NORP ? ONR_ENTITY_PEOPLE
                                         : ONR_ENTITY_ORGANISATION;
}

/* "The government of Ostrava", "the republic of Karst", of which nothing is known, are Ostrava and
 * Karst as others are their states. */
static bool find_government_of(finder *f, int32_t government)
{
    for (int32_t c = next_of(f, government, -1); c >= 0; c = next_of(f, government, c)) {
        const onr_name *name = f->name_of[c];
        if (!name)
            continue;
        onr_str words = without_article(str_slice(f->text->text, name->span));
        int32_t e = finder_find(f, words, kind_of_name(name), NULL);
        if (e == ONR_NO_ENTITY)
            e = finder_add_entity(f, words, kind_of_name(name), (onr_str){"", 0}, NULL);
        finder_add_mention(f, e, government, finder_phrase(f, government));
        finder_note_named(f, e, government, 0);
        return true;
    }
    return false;
}

/* What the table knows of a person by the full name. */
typedef enum standing { NOT_KNOWN, HELD_OFFICE, HELD_NONE } standing;

/* Whether somebody of that name held one of the offices (NULL: any) with that code. */
static standing standing_of(const finder *f, onr_str name, onr_str code, const char *offices)
{
    enum { MOST_ROWS = 8 };
    const known_name *rows[MOST_ROWS];
    size_t n = knowledge_find(rows, MOST_ROWS, &f->base, name);
    standing found = NOT_KNOWN;
    for (size_t i = 0; i < n; i++) {
        const known_thing *t = knowledge_thing(&f->base, rows[i]->thing);
        bool person = t && t->kind == KNOWN_PERSON && rows[i]->use != KNOWN_BY_SHORT;
        found = person ? HELD_NONE : found;
        for (uint32_t k = 0; person && k < t->term_count; k++) {
            const known_term *term = &f->base.terms[t->first_term + k];
            if (str_equal(known_text(f, term->code), code) &&
                (!offices || str_listed(known_text(f, term->office), offices)))
                return HELD_OFFICE;
        }
    }
    return found;
}

static bool has_led(const finder *f, onr_str name, onr_str code)
{
    return standing_of(f, name, code, "president|prime minister|monarch") == HELD_OFFICE;
}

/* "The French president", "the French leader", of whom the page has told that he is: the last one
 * of that state who has the role, else the last whom its name may take up; or nobody. */
static int32_t holder_of_state(const finder *f, int32_t i, onr_str code)
{
    onr_str lemma = word_at(f, i)->lemma;
    bool lesser = person_is_lesser(f->text, i);
    uint32_t role = person_role(lemma), kin = lesser ? 0 : person_kin(lemma);
    int32_t relative = ONR_NO_ENTITY;
    if (walk_child_listed(f->text, i, "the|its") < 0 || str_is(word_at(f, i)->xpos, "NNS"))
        return ONR_NO_ENTITY;
    for (size_t m = f->mentions.count, steps = 0; m-- > 0 && steps < MENTIONS_BACK; steps++) {
        int32_t e = f->mentions.items[m].entity;
        const entity_draft *d = &f->drafts.items[e];
        bool same = (lesser ? d->lesser : d->roles) & role;
        bool alike = kin && !d->lesser && (!d->roles || d->roles & kin);
        if (d->kind != ONR_ENTITY_PERSON || !(same || alike) ||
            !(str_equal(d->code, code) || (!d->code.len && has_led(f, d->name, code))))
            continue;
        if (same)
            return e;
        relative = relative == ONR_NO_ENTITY ? e : relative;
    }
    return relative;
}

/* Whether word `i` is the role of somebody who was named with it, or like it, and his state. */
static bool takes_up_holder(finder *f, int32_t i)
{
    const onr_word *w = word_at(f, i);
    const known_thing *state =
        person_role(w->lemma) && !role_stands_with_name(f, i) ? state_of(f, i) : NULL;
    return state && holder_of_state(f, i, body_code(f, state, w->lemma)) != ONR_NO_ENTITY;
}

static bool find_body(finder *f, int32_t i)
{
    const onr_word *w = word_at(f, i);
    const word_sense is = sense_of(w);
    bool is_either = is_body_or_role(w, is);
    if (is_either && find_whole(f, i))
        return true;
    if (is.role && role_stands_with_name(f, i))
        return false;
    const known_thing *state = is_either ? state_of(f, i) : NULL;
    if (!state && (is.noun & NOUN_GOVERNMENT))
        state = state_of_head(f, i);
    if (!state)
        return (is.noun & (NOUN_GOVERNMENT | NOUN_STATE)) && find_government_of(f, i);
    if ((is.noun & NOUN_GOVERNMENT) && state->kind == KNOWN_STATE) {
        int32_t e = finder_find(f, ONR_STR(""), ONR_ENTITY_STATE, state);
        onr_str code = finder_government_code(f, state);
        if (e == ONR_NO_ENTITY)
            e = finder_add_entity(f, known_text(f, state->name), ONR_ENTITY_STATE, code, state);
        if (e != ONR_NO_ENTITY)
            f->drafts.items[e].code = code;
        finder_add_mention(f, e, i, finder_phrase(f, i));
        return true;
    }
    onr_span span = finder_phrase(f, i);
    onr_str name = str_slice(f->text->text, span);
    uint32_t role = is.role;
    onr_entity_kind kind = role                               ? ONR_ENTITY_PERSON
                           : noun_is(w->form) & NOUN_OFFICIAL ? ONR_ENTITY_UNNAMED_SOURCE
                                                              : ONR_ENTITY_GOVERNMENT_BODY;
    onr_str code = body_code(f, state, w->lemma);
    int32_t e = role ? holder_of_state(f, i, code) : ONR_NO_ENTITY;
    if (e == ONR_NO_ENTITY) {
        e = finder_find(f, name, ONR_ENTITY_GOVERNMENT_BODY, NULL);
        if (e != ONR_NO_ENTITY && !str_equal(f->drafts.items[e].code, code))
            e = ONR_NO_ENTITY; /* "its army", of another state */
    }
    if (e == ONR_NO_ENTITY)
        e = finder_add_entity(f, name, kind, code, NULL);
    finder_add_mention(f, e, i, span);
    finder_note_named(f, e, i, role);
    return true;
}

/* "in Bucharest", "the Bucharest summit": a place, and not its government. */
static bool is_mere_place(const finder *f, int32_t i)
{
    static const char where[] = "in|at|from|to|of|near|outside|around|into|through|across|over";
    return word_at(f, i)->relation == ONR_COMPOUND || walk_child_listed(f->text, i, where) >= 0;
}

/* "Romanians" are not their state. */
static bool find_people(finder *f, int32_t i, onr_span span, const known_thing *state)
{
    onr_str words = str_slice(f->text->text, span);
    int32_t e = finder_find(f, words, ONR_ENTITY_PEOPLE, NULL);
    if (e == ONR_NO_ENTITY)
        e = finder_add_entity(f, words, ONR_ENTITY_PEOPLE, known_text(f, state->code), NULL);
    finder_add_mention(f, e, i, span);
    finder_note_named(f, e, i, 0);
    return true;
}

/* "An Ostravan said", "another German who was there": one of a people, by their adjective too. */
static bool is_one_of_people(const finder *f, int32_t i, known_use use)
{
    return (use == KNOWN_BY_ADJECTIVE || use == KNOWN_BY_SINGULAR) &&
           walk_child_listed(f->text, i, "a|an|another|one") >= 0;
}

/* "Jews and Chinese", "many Chinese": people, where "the Chinese" may be their government, and "in
 * Chinese" is a language. */
static bool is_people_by_adjective(const finder *f, int32_t i, known_use use)
{
    enum { MOST_JOINED = 8 };
    int32_t at = i;
    for (int n = 0; n < MOST_JOINED && word_at(f, at)->relation == ONR_CONJ; n++)
        at = word_at(f, at)->head;
    onr_relation way = word_at(f, at)->relation;
    bool part = way == ONR_NMOD || way == ONR_OBL;
    bool before_noun =
        i + 1 < (int32_t)f->text->word_count &&
        (word_at(f, i + 1)->upos == ONR_NOUN || word_at(f, i + 1)->upos == ONR_PROPN);
    return use == KNOWN_BY_ADJECTIVE && !before_noun && walk_child(f->text, i, ONR_COP, -1) < 0 &&
           walk_child_listed(f->text, i, "the") < 0 && walk_child_listed(f->text, at, "the") < 0 &&
           (way == ONR_NSUBJ || way == ONR_OBJ ||
            (part && walk_child_listed(f->text, at, "of|for|among|by|against|between|with") >= 0) ||
            str_listed(word_at(f, i)->xpos, "NNS|NNPS") ||
            (at != i && str_listed(word_at(f, at)->xpos, "NNS|NNPS")));
}

static bool find_one_of_people(finder *f, int32_t i, const known_thing *state)
{
    onr_str words = str_slice(f->text->text, finder_whole_phrase(f, i));
    int32_t e = finder_find(f, words, ONR_ENTITY_PERSON, NULL);
    if (e == ONR_NO_ENTITY)
        e = finder_add_entity(f, words, ONR_ENTITY_PERSON, known_text(f, state->code), NULL);
    finder_add_mention(f, e, i, finder_phrase(f, i));
    finder_note_named(f, e, i, 0);
    return true;
}

/* Whether a verb gives the noun that it hangs on a name: "a nurse named Ada Lund", not "people
 * named Lund". */
static bool gives_name(const finder *f, int32_t verb)
{
    const onr_word *w = word_at(f, verb);
    return w->relation == ONR_ACL && w->head >= 0 && str_is(w->xpos, "VBN") &&
           str_listed(w->lemma, "name|call") && !str_is(word_at(f, w->head)->xpos, "NNS");
}

/* The noun before name `i` that the name says who it is of: "her deputy, Olga Wendt", "the rebel
 * group Free Karst", "a nurse named Ada Lund"; or -1. */
static int32_t explained_by(const finder *f, int32_t i)
{
    onr_relation way = word_at(f, i)->relation;
    int32_t noun = word_at(f, i)->head;
    bool explains = way == ONR_APPOS || way == ONR_FLAT;
    if (noun >= 0 && (way == ONR_XCOMP || way == ONR_OBJ) && gives_name(f, noun)) {
        noun = word_at(f, noun)->head;
        explains = true;
    }
    bool before = explains && noun >= 0 && noun < i && word_at(f, noun)->upos == ONR_NOUN;
    return before && !f->name_of[noun] ? noun : -1;
}

/* Whether a name behind noun `i` says who it is. */
static bool is_explained(const finder *f, int32_t i)
{
    static const onr_relation ways[] = {ONR_APPOS, ONR_FLAT, ONR_XCOMP, ONR_OBJ};
    int32_t clause = walk_child(f->text, i, ONR_ACL, -1);
    bool named = clause > i && gives_name(f, clause);
    for (size_t k = 0; k < sizeof ways / sizeof *ways; k++) {
        int32_t head = k < 2 ? i : clause;
        for (int32_t c = k < 2 || named ? walk_child(f->text, head, ways[k], -1) : -1; c >= 0;
             c = walk_child(f->text, head, ways[k], c))
            if (c > i && f->name_of[c] && f->name_of[c]->kind <= ONR_NAME_NORP)
                return true;
    }
    return false;
}

/* The noun that the name explains means whoever has the name, too. */
static void add_explained(finder *f, int32_t e, int32_t i)
{
    int32_t noun = explained_by(f, i);
    if (noun < 0 || e == ONR_NO_ENTITY)
        return;
    int32_t last = f->drafts.items[e].last;
    finder_add_mention(f, e, noun, finder_phrase(f, noun));
    f->drafts.items[e].last = last;
}

static bool find_known(finder *f, int32_t i, onr_span span, known_match match)
{
    const known_thing *known = match.thing;
    if ((match.use == KNOWN_BY_CAPITAL || known->kind == KNOWN_REGION) && is_mere_place(f, i))
        return true;
    if (is_one_of_people(f, i, match.use))
        return find_one_of_people(f, i, known);
    if (match.use == KNOWN_BY_SINGULAR || match.use == KNOWN_BY_PLURAL ||
        is_people_by_adjective(f, i, match.use))
        return find_people(f, i, span, known);
    int32_t e = finder_find(f, ONR_STR(""), code_kind((known_kind)known->kind), known);
    if (e == ONR_NO_ENTITY)
        e = finder_add_entity(f, known_text(f, known->name), code_kind((known_kind)known->kind),
                              known_text(f, known->code), known);
    if (e != ONR_NO_ENTITY && known->kind == KNOWN_STATE && code_is_government(match.use))
        f->drafts.items[e].code = finder_government_code(f, known);
    add_explained(f, e, i);
    finder_add_mention(f, e, i, span);
    finder_note_named(f, e, i, 0);
    return true;
}

/* The noun of "her Karstian counterpart Ada Lund", with or without a comma; or -1. */
static int32_t counterpart_before(const finder *f, int32_t name)
{
    int32_t at = (int32_t)f->name_of[name]->first_word - 1;
    if (at > 0 && str_is(word_at(f, at)->form, ","))
        at--;
    bool same = at >= 0 && word_at(f, at)->sentence == word_at(f, name)->sentence;
    return same && str_is(word_at(f, at)->lemma, "counterpart") ? at : -1;
}

/* What the person was called who was named last and called something. */
static uint32_t last_roles(const finder *f)
{
    for (size_t m = f->mentions.count, steps = 0; m-- > 0 && steps < MENTIONS_BACK; steps++) {
        const entity_draft *d = &f->drafts.items[f->mentions.items[m].entity];
        if (d->kind == ONR_ENTITY_PERSON && d->roles)
            return d->roles;
    }
    return 0;
}

/* "Russian Foreign Minister Sergei Lavrov": the role in front gives the code. */
static void note_person(finder *f, int32_t e, int32_t i)
{
    entity_draft *d = &f->drafts.items[e];
    const known_thing *state = d->code.len ? NULL : state_of(f, i);
    uint32_t roles = person_roles(f->text, i, false), lesser = person_roles(f->text, i, true);
    int32_t counterpart = roles | lesser ? -1 : counterpart_before(f, i);
    if (counterpart >= 0) {
        roles = last_roles(f);
        state = d->code.len ? NULL : state_beside(f, counterpart);
    }
    if (state && roles)
        d->code = body_code(f, state, ONR_STR(""));
    if (!d->gender)
        d->gender = person_gender(f->text, f->name_of[i], i);
    d->roles |= roles;
    d->lesser |= lesser;
}

/* Whom letters stand for by the page's own word, "Coastal Pilots Union (CPU)", whoever else is
 * known by them; or nobody. */
static int32_t find_in_full(finder *f, const onr_name *name, onr_str letters)
{
    int32_t e = called_in_full(f, name);
    for (size_t k = 0; k < letters.len; k++)
        if (!is_ascii_capital(letters.data[k]))
            return e;
    if (e == ONR_NO_ENTITY)
        e = finder_find(f, letters, ONR_ENTITY_ORGANISATION, NULL);
    bool other = e != ONR_NO_ENTITY && str_equal(f->drafts.items[e].name, letters);
    return other ? ONR_NO_ENTITY : e;
}

/* "ADA LUND" is Ada Lund; letters alone may be a nickname. */
static onr_str person_words(const finder *f, const onr_name *name, onr_str words)
{
    enum { MOST_LETTERS = 3 };
    for (uint32_t k = 0; k < name->word_count; k++) {
        onr_str form = word_at(f, (int32_t)(name->first_word + k))->form;
        if (form.len > MOST_LETTERS && is_in_capitals(form))
            return text_out_of_capitals(words, f->arena);
    }
    return words;
}

/* Who has a state's name for a surname, "Ireland" of Megan Ireland, before the page names the
 * state; or nobody. */
static int32_t bearer_of_state(const finder *f, int32_t i, onr_str words, const known_thing *state)
{
    bool may = state->kind == KNOWN_STATE && str_equal(words, word_at(f, i)->form) &&
               !is_mere_place(f, i) && called_is_in_full(f, words) &&
               finder_find(f, ONR_STR(""), ONR_ENTITY_STATE, state) == ONR_NO_ENTITY;
    int32_t e = may ? finder_find_person(f, words, GENDER_UNKNOWN) : ONR_NO_ENTITY;
    const entity_draft *d = e != ONR_NO_ENTITY ? &f->drafts.items[e] : NULL;
    bool bears = d && d->kind == ONR_ENTITY_PERSON && !d->is_guess &&
                 str_equal(bearer_surname(d->name), words);
    return bears ? e : ONR_NO_ENTITY;
}

/* "RFK Jr.", whatever it was taken for, of a page that has a Robert F. Kennedy Jr. */
static bool is_by_initials(const finder *f, onr_str words)
{
    enum { FEWEST = 3 };
    onr_str letters = bearer_surname(words);
    int32_t e = letters.len >= FEWEST && is_in_capitals(letters)
                    ? finder_find_person(f, words, GENDER_UNKNOWN)
                    : ONR_NO_ENTITY;
    return e != ONR_NO_ENTITY && f->drafts.items[e].kind == ONR_ENTITY_PERSON;
}

/* "The Post", which may be the Lakeside Post. */
static bool is_called_the(const finder *f, const onr_name *name)
{
    const onr_word *w = word_at(f, (int32_t)name->first_word);
    return name->word_count == 1 &&
           (str_listed(w->form, "the") || (name->first_word > 0 && w[-1].sentence == w->sentence &&
                                           str_listed(w[-1].form, "the")));
}

/* Whether the name begins its sentence, as its subject, and nothing beside it tells who it is. */
static bool is_bare_subject(const finder *f, int32_t i)
{
    const onr_name *name = f->name_of[i];
    const onr_word *w = word_at(f, i);
    return name->word_count > 1 && w->relation == ONR_NSUBJ &&
           name->first_word == f->text->sentences[w->sentence].first_word &&
           walk_child(f->text, i, ONR_APPOS, -1) < 0 && walk_child(f->text, i, ONR_ACL, -1) < 0 &&
           !person_roles(f->text, i, false) && !person_roles(f->text, i, true);
}

/* "The embassy's spokesman denied it. Ada Lund said …": whoever comes into a text by a bare name is
 * who the sentence before, in the same paragraph, brought in by his office; or nobody. */
static int32_t known_by_office(const finder *f, int32_t i, onr_str words)
{
    uint32_t sentence = word_at(f, i)->sentence;
    if (!sentence || !is_bare_subject(f, i))
        return ONR_NO_ENTITY;
    const onr_sentence *last = &f->text->sentences[sentence - 1];
    onr_span gap = {last->span.end, word_at(f, i)->span.start};
    if (str_find(str_slice(f->text->text, gap), ONR_STR("\n"), 0) != SIZE_MAX)
        return ONR_NO_ENTITY;
    for (size_t m = f->mentions.count, steps = 0; m-- > 0 && steps < MENTIONS_BACK; steps++) {
        const onr_mention *at = &f->mentions.items[m];
        const onr_word *w = word_at(f, at->head);
        if (w->sentence + 1 < sentence)
            break;
        const entity_draft *d = &f->drafts.items[at->entity];
        bool subject = w->relation == ONR_NSUBJ && w->upos == ONR_NOUN && w->head >= 0 &&
                       word_at(f, w->head)->relation == ONR_ROOT && person_role(w->lemma);
        if (subject && d->kind == ONR_ENTITY_PERSON && !d->known && !str_is(w->xpos, "NNS") &&
            draft_is_named(d->name, w->form) && d->mentions.items[0].start >= last->span.start)
            return standing_of(f, words, d->code, NULL) == HELD_NONE ? ONR_NO_ENTITY : at->entity;
    }
    return ONR_NO_ENTITY;
}

/* Gives somebody who was known by his office alone his name. */
static void give_name(finder *f, int32_t e, onr_str words)
{
    f->drafts.items[e].name = words;
    f->drafts.items[e].is_guess = false;
    finder_index(f, e);
}

static bool find_name(finder *f, int32_t i)
{
    const onr_name *name = f->name_of[i];
    onr_span span = name ? name->span : word_at(f, i)->span;
    onr_str words = without_article(str_slice(f->text->text, span));
    int32_t meant = name ? find_in_full(f, name, words) : ONR_NO_ENTITY;
    known_match match = match_of(f, words, i);
    if (meant == ONR_NO_ENTITY && match.thing)
        meant = bearer_of_state(f, i, words, match.thing);
    if (meant != ONR_NO_ENTITY) {
        finder_add_mention(f, meant, i, span);
        finder_note_named(f, meant, i, 0);
        return true;
    }
    if (match.thing)
        return find_known(f, i, span, match);
    if (!name || name->kind == ONR_NAME_LOCATION || name->kind >= ONR_NAME_DATE ||
        title_find(words))
        return false;
    onr_entity_kind kind = kind_of_name(name);
    if (kind == ONR_ENTITY_ORGANISATION && is_by_initials(f, words))
        kind = ONR_ENTITY_PERSON;
    if (kind == ONR_ENTITY_PERSON)
        words = called_with_surname(f, name, person_words(f, name, words));
    if (kind == ONR_ENTITY_ORGANISATION) {
        span = called_whole(f, name, i);
        words = without_article(str_slice(f->text->text, span));
        match = match_of(f, words, i);
        if (match.thing)
            return find_known(f, i, span, match);
    }
    int32_t e = kind == ONR_ENTITY_PERSON
                    ? finder_find_person(f, words, person_gender(f->text, name, i))
                    : finder_find(f, words, kind, NULL);
    if (e == ONR_NO_ENTITY && kind == ONR_ENTITY_ORGANISATION && is_called_the(f, name))
        e = finder_find_last(f, words);
    if (e == ONR_NO_ENTITY && kind == ONR_ENTITY_PERSON) {
        e = known_by_office(f, i, words);
        if (e != ONR_NO_ENTITY)
            give_name(f, e, words);
    }
    if (e == ONR_NO_ENTITY)
        e = finder_add_entity(f, words, kind, (onr_str){"", 0}, NULL);
    if (e == ONR_NO_ENTITY)
        return true;
    entity_draft *d = &f->drafts.items[e];
    if (!d->known && words.len > d->name.len) {
        d->name = words;
        finder_index(f, e);
    }
    if (kind == ONR_ENTITY_PERSON) {
        note_person(f, e, i);
        joint_note_nouns(f, e, i);
    }
    add_explained(f, e, i);
    finder_add_mention(f, e, i, span);
    finder_note_named(f, e, i, 0);
    return true;
}

static void find_pronoun(finder *f, int32_t i)
{
    int32_t e = party_before_clause(f, i);
    if (e == ONR_NO_ENTITY)
        e = party_meant(f, i);
    if (e != ONR_NO_ENTITY && narrator_is_meant(&f->narrator, f->text, i) &&
        !narrator_is_author(&f->narrator, f->drafts.items[e].name))
        return;
    bool one = e == ONR_NO_ENTITY || f->drafts.items[e].kind == ONR_ENTITY_PERSON ||
               word_at(f, f->drafts.items[e].last)->sentence + 1 < word_at(f, i)->sentence;
    if (one && str_listed(word_at(f, i)->form, "they|them")) {
        int32_t group = party_group_before(f, i);
        e = group != ONR_NO_ENTITY ? group : e;
    }
    if (e == ONR_NO_ENTITY && str_is(word_at(f, i)->form, "They"))
        e = role_subject_before(f, i);
    if (e == ONR_NO_ENTITY && party_is_crowd(word_at(f, i)->form))
        party_find(f, i);
    if (e == ONR_NO_ENTITY)
        return;
    finder_add_mention(f, e, i, word_at(f, i)->span);
    gender meant = person_pronoun(word_at(f, i)->form);
    if (meant) {
        f->drafts.items[e].meant_as = meant;
        f->last_meant = e;
    }
}

/* A group's mention comes when its last member does; all the others are in order already. */
static void sort_mentions(finder *f)
{
    onr_mention *m = f->mentions.items;
    for (size_t i = 1; i < f->mentions.count; i++) {
        onr_mention moved = m[i];
        size_t at = i;
        for (; at > 0 && m[at - 1].head > moved.head; at--)
            m[at] = m[at - 1];
        m[at] = moved;
    }
}

/* An entity's mentions in the order of the text; of two that overlap ("the party", in "its leader
 * of the party", both of one) the one that begins first is kept. */
static onr_spans part_mentions(const span_list *all)
{
    onr_span *m = all->items;
    size_t n = 0;
    for (size_t i = 1; i < all->count; i++) {
        onr_span moved = m[i];
        size_t at = i;
        for (; at > 0 && m[at - 1].start > moved.start; at--)
            m[at] = m[at - 1];
        m[at] = moved;
    }
    for (size_t i = 0; i < all->count; i++)
        if (n == 0 || m[n - 1].end <= m[i].start)
            m[n++] = m[i];
    return (onr_spans){m, n};
}

/* Whether a mention's head is a word of a name. */
static bool is_name_word(const onr_word *w)
{
    return w->upos == ONR_PROPN || (w->upos == ONR_ADJ && str_has_capital(w->form));
}

/* By entity, whether it has a name of its own, by which others know it, too. */
static bool *find_named(const finder *f, onr_arena *scratch)
{
    bool *named = arena_array(scratch, bool, f->drafts.count);
    for (size_t i = 0; named && i < f->drafts.count; i++) {
        const entity_draft *d = &f->drafts.items[i];
        named[i] = d->known || d->own || (d->kind == ONR_ENTITY_PERSON && !d->is_guess);
    }
    for (size_t i = 0; named && i < f->mentions.count; i++) {
        const onr_mention *m = &f->mentions.items[i];
        const entity_draft *d = &f->drafts.items[m->entity];
        const onr_word *head = word_at(f, m->head);
        bool counts = !d->members.count && d->kind != ONR_ENTITY_UNNAMED_SOURCE;
        if (counts && is_name_word(head) && draft_is_named(d->name, head->form))
            named[m->entity] = true;
    }
    return named;
}

static void give(onr_entities *out, finder *f, onr_arena *scratch)
{
    sort_mentions(f);
    const bool *named = find_named(f, scratch);
    onr_entity *items = arena_array(f->arena, onr_entity, f->drafts.count);
    for (size_t i = 0; items && named && i < f->drafts.count; i++) {
        const entity_draft *d = &f->drafts.items[i];
        const known_thing *known = d->known ? d->known : d->person;
        items[i] = (onr_entity){.name = d->name,
                                .kind = d->kind,
                                .code = d->code,
                                .known = known ? knowledge_text(&f->base, known->id) : (onr_str){0},
                                .is_nameless = !named[i],
                                .aliases = {d->aliases.items, d->aliases.count},
                                .members = d->members.items,
                                .member_count = d->members.count,
                                .mentions = part_mentions(&d->mentions)};
    }
    *out = (onr_entities){items, f->drafts.count, f->mentions.items, f->mentions.count};
}

bool finder_begin(finder *f, const onr_text *text, onr_arena *scratch, onr_arena *arena)
{
    onr_str weights = embedded_section(EMBEDDED_PRONOUNS, "weights");
    *f = (finder){.text = text,
                  .pronoun_weights = (const float *)(const void *)weights.data,
                  .last_meant = ONR_NO_ENTITY,
                  .arena = arena};
    f->is_party = link_parties(text, scratch);
    f->base = knowledge_open();
    codes_count_states(&f->states, &f->base, text, scratch);
    f->name_of = arena_array(scratch, const onr_name *, text->word_count);
    f->is_part = arena_array(scratch, bool, text->word_count);
    return f->name_of && f->is_part && called_begin(f, scratch) && issuers_begin(f, scratch) &&
           labels_begin(f, scratch) && index_begin(&f->index, text->word_count, scratch);
}

/* "The two met", or "two in three voters say". */
static void find_number(finder *f, int32_t i)
{
    bool two = str_is(word_at(f, i)->form, "two") && walk_child_listed(f->text, i, "the") >= 0;
    int32_t group = two ? party_group_before(f, i) : ONR_NO_ENTITY;
    if (group != ONR_NO_ENTITY)
        finder_add_mention(f, group, i, finder_phrase(f, i));
    else if (word_at(f, i)->relation == ONR_NSUBJ)
        party_find(f, i);
}

/* "Rear Adm. Jan Moe": the first words of a title right before a person's name are nobody besides,
 * whatever name or tree they were given. */
static bool is_title_before_name(const finder *f, int32_t i)
{
    enum { LONGEST = 4 };
    int32_t count = (int32_t)f->text->word_count;
    if (word_at(f, i)->upos != ONR_PROPN)
        return false;
    for (int32_t last = i; last < i + LONGEST && last + 1 < count; last++) {
        const onr_name *name = f->name_of[last + 1];
        onr_span title = {word_at(f, i)->span.start, word_at(f, last)->span.end};
        if (name && name->kind == ONR_NAME_PERSON && (int32_t)name->first_word == last + 1 &&
            title_find(str_slice(f->text->text, title)))
            return true;
    }
    return false;
}

void finder_read(finder *f, int32_t i)
{
    onr_upos upos = word_at(f, i)->upos;
    if (own_read(f, i))
        party_find_group(f, i);
    else if (f->is_part[i] || is_title_before_name(f, i))
        return;
    else if (joint_find(f, i))
        return;
    else if (upos == ONR_PRON)
        find_pronoun(f, i);
    else if ((upos == ONR_DET && party_is_crowd(word_at(f, i)->form)) ||
             (upos == ONR_ADJ && (party_is_crowd(word_at(f, i)->form) || party_is_aged(f, i))))
        party_find(f, i);
    else if (upos == ONR_NUM)
        find_number(f, i);
    else if (upos == ONR_NOUN || upos == ONR_PROPN || f->name_of[i]) {
        bool by_word = upos == ONR_PROPN && person_is_partisan(word_at(f, i)->lemma);
        bool is_member = ((by_word || person_is_short(word_at(f, i))) && role_find(f, i)) ||
                         (!takes_up_holder(f, i) && role_find_placed(f, i));
        bool may_name = upos != ONR_NOUN || (f->name_of[i] && is_in_capitals(word_at(f, i)->form));
        if (!is_member && !find_body(f, i) && !(may_name && find_name(f, i)) && !role_find(f, i) &&
            !role_stands_with_name(f, i) &&
            !(upos == ONR_NOUN && (is_explained(f, i) || issuer_find(f, i))))
            party_find(f, i);
        own_read_agent(f, i);
        party_find_group(f, i);
    }
    issuer_read(f, i);
}

bool onr_entities_find(onr_entities *out, const onr_text *text, onr_str published, onr_strs byline,
                       const onr_codebook *own, onr_arena *arena, onr_error *err)
{
    onr_scratch scratch = onr_scratch_begin(arena);
    finder f;
    bool ok = finder_begin(&f, text, scratch.arena, arena) && own_begin(&f, own, scratch.arena) &&
              narrator_begin(&f.narrator, text, byline, scratch.arena);
    for (int32_t i = 0; ok && !onr_arena_full(arena) && i < (int32_t)text->word_count; i++)
        finder_read(&f, i);
    ok = ok && !onr_arena_full(arena) && coding_give(&f, published);
    if (ok)
        give(out, &f, scratch.arena);
    onr_scratch_end(&scratch);
    return (ok && !onr_arena_full(arena)) || arena_fail(err, "find entities");
}

int32_t onr_entities_of_word(const onr_entities *entities, int32_t head)
{
    const onr_mention *mentions = entities->mentions;
    size_t count = entities->mention_count;
    size_t at = table_first_from((uint32_t)head, mentions, count, sizeof *mentions,
                                 offsetof(onr_mention, head));
    return at < count && mentions[at].head == head ? mentions[at].entity : ONR_NO_ENTITY;
}

bool onr_entity_has_member(const onr_entity *group, int32_t entity)
{
    for (size_t i = 0; i < group->member_count; i++)
        if (group->members[i] == entity)
            return true;
    return false;
}

const char *onr_entity_kind_name(onr_entity_kind kind)
{
    static const char *const names[] = {"state",        "government body", "IGO",    "person",
                                        "organisation", "armed group",     "outlet", "company",
                                        "people",       "unnamed source",  "group"};
    return names[kind];
}
