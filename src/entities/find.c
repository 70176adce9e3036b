/*
 * Finds who is who: names and what the table knows of them, bodies of a state
 * ("Russian Embassy"), roles ("the alliance") and pronouns.
 */
#include "base/str.h"
#include "base/table.h"
#include "base/text.h"
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
#include "entities/titles.h"
#include "entities/words.h"
#include "language/walk.h"
#include "learn/embedded.h"

/* How many mentions are looked back on for whom a noun stands for: a bound that no article
 * meets. */
enum { LOOK_BACK = 256 };

static onr_str known_text(const finder *f, uint32_t offset)
{
    return knowledge_text(&f->base, offset);
}

static void note_named(finder *f, int32_t entity, int32_t head, uint32_t roles)
{
    if (entity == ONR_NO_ENTITY)
        return;
    f->drafts.items[entity].last_named = head;
    f->drafts.items[entity].roles |= roles;
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

static bool is_body_or_role(const onr_word *w)
{
    return (w->upos == ONR_NOUN || w->upos == ONR_PROPN) &&
           ((noun_is(w->form) | noun_is(w->lemma)) & NOUN_BODY || person_role(w->lemma));
}

/* Whether a name stands with the role, which then is found by its name. */
static bool stands_with_name(const finder *f, int32_t i)
{
    static const onr_relation ways[] = {ONR_APPOS, ONR_FLAT};
    for (size_t k = 0; k < sizeof ways / sizeof *ways; k++)
        for (int32_t c = walk_child(f->text, i, ways[k], -1); c >= 0;
             c = walk_child(f->text, i, ways[k], c))
            if (f->name_of[c] && f->name_of[c]->kind == ONR_NAME_PERSON)
                return true;
    int32_t head = word_at(f, i)->head, next = i + 1;
    if (next < (int32_t)f->text->word_count && f->name_of[next] &&
        f->name_of[next]->kind == ONR_NAME_PERSON && person_noun_beside(f->text, i, next))
        return true;
    onr_relation way = word_at(f, i)->relation;
    return head >= 0 && f->name_of[head] && f->name_of[head]->kind == ONR_NAME_PERSON &&
           (way == ONR_COMPOUND || way == ONR_APPOS || str_is(word_at(f, i)->subtype, "desc"));
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

/* "The Obama administration", "U.S. State Department": what has a name as a whole. */
static bool find_whole(finder *f, int32_t i)
{
    onr_span span = f->name_of[i] ? f->name_of[i]->span : finder_phrase(f, i);
    known_match match = match_of(f, without_article(str_slice(f->text->text, span)), i);
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
        note_named(f, e, government, 0);
        return true;
    }
    return false;
}

/* "The French president", of whom the page has told that he is: the last one of that state who has
 * the role; or nobody. */
static int32_t holder_of_state(const finder *f, int32_t i, onr_str code)
{
    uint32_t role = person_role(word_at(f, i)->lemma);
    bool lesser = person_is_lesser(f->text, i);
    if (walk_child_listed(f->text, i, "the") < 0 || str_is(word_at(f, i)->xpos, "NNS"))
        return ONR_NO_ENTITY;
    for (size_t m = f->mentions.count, steps = 0; m-- > 0 && steps < LOOK_BACK; steps++) {
        int32_t e = f->mentions.items[m].entity;
        const entity_draft *d = &f->drafts.items[e];
        if (d->kind == ONR_ENTITY_PERSON && (lesser ? d->lesser : d->roles) & role &&
            str_equal(d->code, code))
            return e;
    }
    return ONR_NO_ENTITY;
}

static bool find_body(finder *f, int32_t i)
{
    const onr_word *w = word_at(f, i);
    if (is_body_or_role(w) && find_whole(f, i))
        return true;
    if (person_role(w->lemma) && stands_with_name(f, i))
        return false;
    const known_thing *state = is_body_or_role(w) ? state_of(f, i) : NULL;
    if (!state && (noun_is(w->lemma) & NOUN_GOVERNMENT))
        state = state_of_head(f, i);
    if (!state)
        return (noun_is(w->lemma) & (NOUN_GOVERNMENT | NOUN_STATE)) && find_government_of(f, i);
    if ((noun_is(w->lemma) & NOUN_GOVERNMENT) && state->kind == KNOWN_STATE) {
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
    uint32_t role = person_role(w->lemma);
    onr_entity_kind kind = role ? ONR_ENTITY_PERSON : ONR_ENTITY_GOVERNMENT_BODY;
    onr_str code = body_code(f, state, w->lemma);
    int32_t e = role ? holder_of_state(f, i, code) : ONR_NO_ENTITY;
    if (e == ONR_NO_ENTITY)
        e = finder_find(f, name, ONR_ENTITY_GOVERNMENT_BODY, NULL);
    if (e == ONR_NO_ENTITY)
        e = finder_add_entity(f, name, kind, code, NULL);
    finder_add_mention(f, e, i, span);
    note_named(f, e, i, role);
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
    note_named(f, e, i, 0);
    return true;
}

/* "An Ostravan said", "another German who was there": one of a people, by their adjective too. */
static bool is_one_of_people(const finder *f, int32_t i, known_use use)
{
    return (use == KNOWN_BY_ADJECTIVE || use == KNOWN_BY_SINGULAR) &&
           walk_child_listed(f->text, i, "a|an|another|one") >= 0;
}

static bool find_one_of_people(finder *f, int32_t i, const known_thing *state)
{
    onr_str words = str_slice(f->text->text, finder_whole_phrase(f, i));
    int32_t e = finder_find(f, words, ONR_ENTITY_PERSON, NULL);
    if (e == ONR_NO_ENTITY)
        e = finder_add_entity(f, words, ONR_ENTITY_PERSON, known_text(f, state->code), NULL);
    finder_add_mention(f, e, i, finder_phrase(f, i));
    note_named(f, e, i, 0);
    return true;
}

/* The noun before name `i` that the name says who it is of: "her deputy, Olga Wendt", "the rebel
 * group Free Karst"; or -1. */
static int32_t explained_by(const finder *f, int32_t i)
{
    onr_relation way = word_at(f, i)->relation;
    int32_t noun = word_at(f, i)->head;
    bool explains = noun >= 0 && noun < i && (way == ONR_APPOS || way == ONR_FLAT) &&
                    word_at(f, noun)->upos == ONR_NOUN && !f->name_of[noun];
    return explains ? noun : -1;
}

/* Whether a name behind noun `i` says who it is. */
static bool is_explained(const finder *f, int32_t i)
{
    static const onr_relation ways[] = {ONR_APPOS, ONR_FLAT};
    for (size_t k = 0; k < sizeof ways / sizeof *ways; k++)
        for (int32_t c = walk_child(f->text, i, ways[k], -1); c >= 0;
             c = walk_child(f->text, i, ways[k], c))
            if (c > i && f->name_of[c] && f->name_of[c]->kind <= ONR_NAME_NORP)
                return true;
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
    if (match.use == KNOWN_BY_SINGULAR || match.use == KNOWN_BY_PLURAL)
        return find_people(f, i, span, known);
    int32_t e = finder_find(f, ONR_STR(""), code_kind((known_kind)known->kind), known);
    if (e == ONR_NO_ENTITY)
        e = finder_add_entity(f, known_text(f, known->name), code_kind((known_kind)known->kind),
                              known_text(f, known->code), known);
    if (e != ONR_NO_ENTITY && known->kind == KNOWN_STATE && code_is_government(match.use))
        f->drafts.items[e].code = finder_government_code(f, known);
    add_explained(f, e, i);
    finder_add_mention(f, e, i, span);
    note_named(f, e, i, 0);
    return true;
}

/* "Russian Foreign Minister Sergei Lavrov": the role in front gives the code. */
static void note_person(finder *f, int32_t e, int32_t i)
{
    entity_draft *d = &f->drafts.items[e];
    const known_thing *state = d->code.len ? NULL : state_of(f, i);
    uint32_t roles = person_roles(f->text, i, false), lesser = person_roles(f->text, i, true);
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

static bool find_name(finder *f, int32_t i)
{
    const onr_name *name = f->name_of[i];
    onr_span span = name ? name->span : word_at(f, i)->span;
    onr_str words = without_article(str_slice(f->text->text, span));
    int32_t short_for = name ? find_in_full(f, name, words) : ONR_NO_ENTITY;
    if (short_for != ONR_NO_ENTITY) {
        finder_add_mention(f, short_for, i, span);
        note_named(f, short_for, i, 0);
        return true;
    }
    known_match match = match_of(f, words, i);
    if (match.thing)
        return find_known(f, i, span, match);
    if (!name || name->kind == ONR_NAME_LOCATION || name->kind >= ONR_NAME_DATE ||
        title_find(words))
        return false;
    onr_entity_kind kind = kind_of_name(name);
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
    note_named(f, e, i, 0);
    return true;
}

/* When an entity was named last. A subject counts as named a sentence's length, 25 words, later
 * than it was. Set by hand on the pages of docs/FIGURES.md, "Whole records". */
static int64_t named_at(const entity_draft *d)
{
    bool subject = d->last_subject >= 0 && d->last_subject + 25 > d->last;
    return subject ? d->last_subject + 25 : d->last;
}

static int32_t last_of(const finder *f, int32_t before, onr_entity_kind kind)
{
    int32_t best = ONR_NO_ENTITY;
    int64_t best_at = -1;
    for (size_t m = f->mentions.count, steps = 0; m-- > 0 && steps < LOOK_BACK; steps++) {
        int32_t e = f->mentions.items[m].entity;
        const entity_draft *d = &f->drafts.items[e];
        int64_t at = named_at(d);
        if (d->kind != kind || d->last >= before || at < best_at || (at == best_at && e >= best))
            continue;
        best_at = at;
        best = e;
    }
    return best;
}

/* The last entity whose name holds the word; of several who were named together the one. */
static int32_t last_named(const finder *f, onr_str word)
{
    for (size_t m = f->mentions.count, steps = 0; m-- > 0 && steps < LOOK_BACK; steps++) {
        int32_t e = f->mentions.items[m].entity;
        const entity_draft *d = &f->drafts.items[e];
        if (d->members.count < 2 && draft_is_named(d->name, word))
            return e;
    }
    return ONR_NO_ENTITY;
}

/* Whether somebody whom no table knows has a name: of several words, in capitals. */
static bool has_own_name(const entity_draft *d)
{
    size_t last = d->name.len;
    while (last > 0 && d->name.data[last - 1] != ' ')
        last--;
    return last > 0 && str_has_capital(d->name) &&
           str_has_capital((onr_str){d->name.data + last, d->name.len - last});
}

/* The only organisation that was named close by: "the watchdog" takes it up; or none. */
static int32_t only_organisation(const finder *f, int32_t i)
{
    enum { NEAR = 3 }; /* sentences; set by hand */
    int32_t only = ONR_NO_ENTITY;
    for (size_t m = f->mentions.count, steps = 0; m-- > 0 && steps < LOOK_BACK; steps++) {
        int32_t e = f->mentions.items[m].entity;
        const entity_draft *d = &f->drafts.items[e];
        if (word_at(f, i)->sentence - word_at(f, f->mentions.items[m].head)->sentence > NEAR)
            break;
        bool is_named = d->is_guess ? has_own_name(d) : d->known || str_has_capital(d->name);
        if (!is_named || e == only ||
            (d->kind != ONR_ENTITY_ORGANISATION && d->kind != ONR_ENTITY_COMPANY))
            continue;
        if (only != ONR_NO_ENTITY)
            return ONR_NO_ENTITY;
        only = e;
    }
    return only;
}

/* "The premier", and neither "the French premier" nor "the leader of the opposition". */
static bool is_plainly_called(const finder *f, int32_t i)
{
    for (int32_t c = walk_first(f->text, i); c >= 0; c = walk_next(f->text, c))
        if (word_at(f, c)->relation != ONR_DET_REL && word_at(f, c)->upos != ONR_PUNCT)
            return false;
    return walk_child_listed(f->text, i, "the") >= 0;
}

/* Whom "we" means in a quotation, who quotes it tells later. */
static bool is_of_first_person(const finder *f, const onr_mention *m)
{
    return str_listed(word_at(f, m->head)->lemma, "I|we|my|our|me|us");
}

/* Whether a role has the name of a place or party before it: "the Utah senator". */
static bool is_placed_role(const finder *f, int32_t i)
{
    const onr_word *w = word_at(f, i);
    bool placed = false;
    for (int32_t c = walk_first(f->text, i); c >= 0 && c < i; c = walk_next(f->text, c)) {
        bool before =
            word_at(f, c)->relation == ONR_COMPOUND || word_at(f, c)->relation == ONR_AMOD;
        placed = placed || (before && str_has_capital(word_at(f, c)->form));
    }
    return placed && w->upos == ONR_NOUN && !str_is(w->xpos, "NNS") && person_role(w->lemma) &&
           walk_child_listed(f->text, i, "the") >= 0;
}

/* The only person who was named close by and called by no role, where nobody has this one: a page
 * brings in nobody as "the Utah senator", without a name. */
static int32_t only_person(const finder *f, int32_t i)
{
    enum { NEAR = 2 }; /* sentences; set by hand */
    uint32_t role = person_role(word_at(f, i)->lemma);
    int32_t only = ONR_NO_ENTITY;
    for (size_t m = f->mentions.count, steps = 0; m-- > 0 && steps < LOOK_BACK; steps++) {
        int32_t e = f->mentions.items[m].entity;
        const entity_draft *d = &f->drafts.items[e];
        if ((d->roles | d->lesser) & role)
            return ONR_NO_ENTITY;
        bool is_near = word_at(f, i)->sentence - word_at(f, d->last)->sentence <= NEAR;
        if (d->kind != ONR_ENTITY_PERSON || e == only || !is_near || d->roles)
            continue;
        if (only != ONR_NO_ENTITY || !has_own_name(d))
            return ONR_NO_ENTITY;
        only = e;
    }
    return only;
}

static bool find_placed_role(finder *f, int32_t i)
{
    unsigned sex = noun_is(word_at(f, i)->lemma);
    int32_t e = is_placed_role(f, i) && !stands_with_name(f, i) ? only_person(f, i) : ONR_NO_ENTITY;
    gender own = sex & NOUN_MAN ? GENDER_MALE : sex & NOUN_WOMAN ? GENDER_FEMALE : GENDER_UNKNOWN;
    if (e == ONR_NO_ENTITY ||
        (own && f->drafts.items[e].gender && f->drafts.items[e].gender != own))
        return false;
    finder_add_mention(f, e, i, finder_phrase(f, i));
    note_named(f, e, i, person_role(word_at(f, i)->lemma));
    return true;
}

/* The word that tells which minister word `i` is, "prime", "foreign"; empty: none does. */
static onr_str portfolio_of(const finder *f, int32_t i)
{
    static const char portfolios[] = "prime|foreign|finance|interior|defence|defense|justice|home|"
                                     "health|economy|trade|energy|education|transport|agriculture|"
                                     "labour|labor|culture|environment|oil|information";
    const onr_word *w = word_at(f, i), *before = i > 0 ? word_at(f, i - 1) : NULL;
    bool tells = str_equal_nocase(w->lemma, ONR_STR("minister")) && before &&
                 before->sentence == w->sentence && str_listed(before->form, portfolios);
    return tells ? before->form : (onr_str){0};
}

/* Whether somebody was called another minister than word `i` is, and not that one. */
static bool is_other_minister(const finder *f, const entity_draft *d, int32_t i)
{
    enum { MOST_MENTIONS = 4 };
    onr_str own = portfolio_of(f, i);
    bool other = false;
    for (size_t m = 0; own.len && m < d->mentions.count && m < MOST_MENTIONS; m++) {
        int32_t at = (int32_t)onr_text_word_from(f->text, d->mentions.items[m].start);
        at -= at > 0; /* the title stands before the name */
        for (; at < i && word_at(f, at)->span.end <= d->mentions.items[m].end; at++) {
            onr_str called = portfolio_of(f, at);
            if (called.len && str_equal_nocase(called, own))
                return false;
            other = other || called.len;
        }
    }
    return other;
}

/*
 * "The minister" is who was called so last; else the person named last, if close by and never
 * called by a role. "Its minister" is nobody who was named as something else.
 */
static int32_t find_holder(const finder *f, int32_t i, uint32_t role, bool definite)
{
    enum { NEAR = 2 }; /* sentences; set by hand */
    int32_t other = ONR_NO_ENTITY, relative = ONR_NO_ENTITY;
    bool lesser = person_is_lesser(f->text, i);
    uint32_t kin = is_plainly_called(f, i) ? person_kin(word_at(f, i)->lemma) : 0;
    bool is_member = person_is_partisan(word_at(f, i)->lemma); /* besides what else he is */
    for (size_t m = f->mentions.count, steps = 0; m-- > 0 && steps < LOOK_BACK; steps++) {
        int32_t e = f->mentions.items[m].entity;
        const entity_draft *d = &f->drafts.items[e];
        if (finder_is_told_of(f, d, i) || is_of_first_person(f, &f->mentions.items[m]) ||
            is_other_minister(f, d, i))
            continue;
        if ((lesser ? d->lesser : d->roles) & role)
            return e;
        bool is_near = word_at(f, i)->sentence - word_at(f, d->last)->sentence <= NEAR;
        if (d->roles & kin && is_near) {
            kin = relative == ONR_NO_ENTITY || relative == e ? kin : 0; /* of two, neither */
            relative = kin ? e : ONR_NO_ENTITY;
        }
        if (other == ONR_NO_ENTITY && d->kind == ONR_ENTITY_PERSON && (!d->roles || is_member) &&
            is_near)
            other = e;
    }
    return relative != ONR_NO_ENTITY ? relative : definite ? other : ONR_NO_ENTITY;
}

static int32_t find_role_holder(finder *f, int32_t i, onr_span span)
{
    uint32_t role = person_role(word_at(f, i)->lemma);
    bool definite = walk_child_listed(f->text, i, "the|this|that") >= 0;
    /* "The Ohio Republican" takes up somebody named: nobody comes into a text so. */
    bool takes_up = !f->is_party || person_is_partisan(word_at(f, i)->lemma);
    int32_t e = find_holder(f, i, role, definite && takes_up);
    if (e == ONR_NO_ENTITY && !f->is_party) {
        e = finder_add_entity(f, str_slice(f->text->text, span), ONR_ENTITY_PERSON,
                              (onr_str){"", 0}, NULL);
        note_named(f, e, i, role);
        finder_call_by_phrase(f, e, i);
    }
    return e;
}

/* "The As-Safir newspaper" is the one of that name, whichever was mentioned last. */
static bool has_name_beside(const finder *f, int32_t i)
{
    for (int32_t c = walk_child(f->text, i, ONR_COMPOUND, -1); c >= 0;
         c = walk_child(f->text, i, ONR_COMPOUND, c))
        if (word_at(f, c)->upos == ONR_PROPN)
            return true;
    return false;
}

/* "Front militants" and "the Front group" are the armed group that is called so; "ten Front
 * militants" are some of it. */
static bool find_fighters(finder *f, int32_t i)
{
    if (!(noun_is(word_at(f, i)->lemma) & NOUN_FIGHTERS) ||
        walk_child(f->text, i, ONR_NUMMOD, -1) >= 0)
        return false;
    for (int32_t c = walk_child(f->text, i, ONR_COMPOUND, -1); c >= 0;
         c = walk_child(f->text, i, ONR_COMPOUND, c)) {
        int32_t e = party_at(f, c);
        if (e == ONR_NO_ENTITY || f->drafts.items[e].kind != ONR_ENTITY_ARMED_GROUP)
            continue;
        finder_add_mention(f, e, i, finder_phrase(f, i));
        return true;
    }
    return false;
}

static bool find_role(finder *f, int32_t i)
{
    const onr_word *w = word_at(f, i);
    bool is_role = person_role(w->lemma) && (!f->name_of[i] || person_is_partisan(w->lemma) ||
                                             person_is_short(w)); /* "The PM" */
    if (w->upos != ONR_NOUN && !is_role)
        return false;
    if (find_fighters(f, i))
        return true;
    onr_span span = finder_phrase(f, i);
    unsigned by_form = noun_is(w->form), by_lemma = noun_is(w->lemma);
    if ((by_lemma & NOUN_SOURCE) || (by_form & (NOUN_PEOPLE | NOUN_OFFICIAL))) {
        onr_str name = str_slice(f->text->text, span);
        bool people = by_form & NOUN_PEOPLE;
        int32_t e = finder_find(f, name, ONR_ENTITY_PEOPLE, NULL);
        if (e == ONR_NO_ENTITY)
            e = finder_add_entity(f, name, people ? ONR_ENTITY_PEOPLE : ONR_ENTITY_UNNAMED_SOURCE,
                                  (onr_str){"", 0}, NULL);
        finder_call_by_phrase(f, e, i);
        finder_add_mention(f, e, i, span);
        return true;
    }
    if (walk_child_listed(f->text, i, "the|this|that|his|her|its|their") < 0 ||
        (has_name_beside(f, i) && !person_is_partisan(w->lemma)))
        return false;
    int32_t called = person_role(w->lemma) ? ONR_NO_ENTITY : joint_called(f, i);
    if (called != ONR_NO_ENTITY) {
        finder_add_mention(f, called, i, span);
        return true;
    }
    bool of_kind = by_lemma & (NOUN_ALLIANCE | NOUN_STATE | NOUN_OUTLET | NOUN_GROUP);
    int32_t e = of_kind ? party_taken_up(f, i) : ONR_NO_ENTITY;
    if (e != ONR_NO_ENTITY) {
        finder_add_mention(f, e, i, span);
        return true;
    }
    if (by_lemma & NOUN_ALLIANCE)
        e = last_of(f, i, ONR_ENTITY_IGO);
    else if (by_lemma & NOUN_STATE)
        e = last_of(f, i, ONR_ENTITY_STATE);
    else if (by_lemma & NOUN_OUTLET)
        e = last_of(f, i, ONR_ENTITY_OUTLET);
    else if (person_role(w->lemma) && !str_listed(w->xpos, "NNS|NNPS") && !stands_with_name(f, i))
        e = find_role_holder(f, i, span);
    else if (by_lemma & (NOUN_BODY | NOUN_GROUP))
        e = last_named(f, w->form);
    if (e == ONR_NO_ENTITY && by_lemma & NOUN_GROUP)
        e = only_organisation(f, i);
    finder_add_mention(f, e, i, span);
    return e != ONR_NO_ENTITY;
}

/* "The union met. They said": the subject of the sentence before, the only one named there who can
 * be many; or none. */
static int32_t subject_before(const finder *f, int32_t i)
{
    uint32_t sentence = word_at(f, i)->sentence;
    int32_t e = only_organisation(f, i);
    if (e == ONR_NO_ENTITY || f->drafts.items[e].last_subject < 0 ||
        word_at(f, f->drafts.items[e].last_subject)->sentence + 1 != sentence)
        return ONR_NO_ENTITY;
    for (size_t m = f->mentions.count, steps = 0; m-- > 0 && steps < LOOK_BACK; steps++) {
        const onr_mention *other = &f->mentions.items[m];
        if (word_at(f, other->head)->sentence + 1 < sentence)
            break;
        onr_entity_kind kind = f->drafts.items[other->entity].kind;
        if (kind == ONR_ENTITY_PEOPLE || kind == ONR_ENTITY_UNNAMED_SOURCE ||
            kind == ONR_ENTITY_GROUP)
            return ONR_NO_ENTITY;
    }
    return e;
}

static void find_pronoun(finder *f, int32_t i)
{
    int32_t e = party_before_clause(f, i);
    if (e == ONR_NO_ENTITY)
        e = party_meant(f, i);
    bool one = e == ONR_NO_ENTITY || f->drafts.items[e].kind == ONR_ENTITY_PERSON ||
               word_at(f, f->drafts.items[e].last)->sentence + 1 < word_at(f, i)->sentence;
    if (one && str_listed(word_at(f, i)->form, "they|them")) {
        int32_t group = party_group_before(f, i);
        e = group != ONR_NO_ENTITY ? group : e;
    }
    if (e == ONR_NO_ENTITY && str_is(word_at(f, i)->form, "They"))
        e = subject_before(f, i);
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

static void give(onr_entities *out, finder *f)
{
    sort_mentions(f);
    onr_entity *items = arena_array(f->arena, onr_entity, f->drafts.count);
    for (size_t i = 0; items && i < f->drafts.count; i++) {
        const entity_draft *d = &f->drafts.items[i];
        items[i] =
            (onr_entity){.name = d->name,
                         .kind = d->kind,
                         .code = d->code,
                         .known = d->known ? knowledge_text(&f->base, d->known->id) : (onr_str){0},
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
        bool is_member = ((by_word || person_is_short(word_at(f, i))) && find_role(f, i)) ||
                         find_placed_role(f, i);
        bool may_name = upos != ONR_NOUN || (f->name_of[i] && is_in_capitals(word_at(f, i)->form));
        if (!is_member && !find_body(f, i) && !(may_name && find_name(f, i)) && !find_role(f, i) &&
            !stands_with_name(f, i) &&
            !(upos == ONR_NOUN && (is_explained(f, i) || issuer_find(f, i))))
            party_find(f, i);
        own_read_agent(f, i);
        party_find_group(f, i);
    }
    issuer_read(f, i);
}

bool onr_entities_find(onr_entities *out, const onr_text *text, onr_str published,
                       const onr_codebook *own, onr_arena *arena, onr_error *err)
{
    onr_scratch scratch = onr_scratch_begin(arena);
    finder f;
    bool ok = finder_begin(&f, text, scratch.arena, arena) && own_begin(&f, own, scratch.arena);
    for (int32_t i = 0; ok && !onr_arena_full(arena) && i < (int32_t)text->word_count; i++)
        finder_read(&f, i);
    ok = ok && !onr_arena_full(arena) && coding_give(&f, published);
    if (ok)
        give(out, &f);
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
