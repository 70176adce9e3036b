#include "entities/own.h"

#include "base/str.h"
#include "entities/descriptions.h"
#include "entities/persons.h"
#include "entities/words.h"
#include "language/walk.h"

/* The word of `[first, end)` whose head is outside. */
static int32_t head_of(const onr_text *text, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (text->words[i].head < (int32_t)first || text->words[i].head >= (int32_t)end)
            return (int32_t)i;
    return (int32_t)first;
}

static uint32_t end_of(const onr_name *name)
{
    return name->first_word + name->word_count;
}

/* "May" who may, "us" and the US: a name is a noun or an adjective, and capitals where it is short.
 */
static bool may_be_name(const onr_text *text, const own_match *m, int32_t head)
{
    enum { SHORT = 3 };
    const onr_word *w = &text->words[head];
    if (w->upos != ONR_NOUN && w->upos != ONR_PROPN && w->upos != ONR_ADJ && w->upos != ONR_X)
        return false;
    for (size_t i = 0; m->end - m->first == 1 && w->form.len <= SHORT && i < w->form.len; i++)
        if (w->form.data[i] >= 'a' && w->form.data[i] <= 'z')
            return false;
    return true;
}

/*
 * The words that a match mentions somebody by, as a name that the network found has them: "Kerry"
 * means all of "John Kerry", and "China" nobody in "Bank of China".
 */
static bool widen(own_mention *out, const onr_text *text, const own_match *m, const onr_name *name)
{
    uint32_t first = m->first, end = m->end;
    int32_t head = head_of(text, first, end);
    if (name && (name->first_word < first || end_of(name) > end)) {
        int32_t top = head_of(text, name->first_word, end_of(name));
        bool is_all = (top >= (int32_t)first && top < (int32_t)end) ||
                      (name->kind == ONR_NAME_PERSON && end == end_of(name));
        if (!is_all)
            return false;
        first = name->first_word < first ? name->first_word : first;
        end = end_of(name) > end ? end_of(name) : end;
        head = head_of(text, first, end);
    }
    *out = (own_mention){
        m, {text->words[first].span.start, text->words[end - 1].span.end}, head, first, end};
    return may_be_name(text, m, head_of(text, m->first, m->end));
}

static const onr_name **names_by_word(const onr_text *text, onr_arena *scratch)
{
    const onr_name **of = arena_array(scratch, const onr_name *, text->word_count + 1);
    for (size_t i = 0; of && i < text->name_count; i++)
        for (uint32_t k = text->names[i].first_word; k < end_of(&text->names[i]); k++)
            of[k] = &text->names[i];
    return of;
}

bool own_begin(finder *f, const onr_codebook *book, onr_arena *scratch)
{
    f->own = (own_names){.book = book};
    if (!book)
        return true;
    const onr_text *text = f->text;
    const onr_name **name_of = names_by_word(text, scratch);
    f->own.of_word = arena_array(scratch, const own_mention *, text->word_count + 1);
    if (!name_of || !f->own.of_word || !own_matches_find(&f->own.found, book, text, scratch))
        return false;
    const own_match *last = NULL;
    for (size_t i = 0; i < text->word_count; i++) {
        const own_match *m = f->own.found.actor_of[i];
        own_mention mention;
        if (!m || m == last)
            continue;
        last = m;
        if (!widen(&mention, text, m, name_of[head_of(text, m->first, m->end)]))
            continue;
        own_mention *kept = arena_array(scratch, own_mention, 1);
        if (!kept)
            return false;
        *kept = mention;
        for (uint32_t k = kept->first; k < kept->end; k++)
            f->own.of_word[k] = kept;
    }
    return true;
}

/* What somebody is of whom only the code is known. */
static onr_entity_kind kind_of_code(onr_str code)
{
    static const struct {
        const char *sectors;
        onr_entity_kind kind;
    } by_sector[] = {
        {"GOV|MIL|LEG|JUD|COP|SPY", ONR_ENTITY_GOVERNMENT_BODY},
        {"REB|INS|SEP|UAF", ONR_ENTITY_ARMED_GROUP},
        {"MED|JRN", ONR_ENTITY_OUTLET},
        {"BUS|MNC", ONR_ENTITY_COMPANY},
        {"CVL|CIV|REF", ONR_ENTITY_PEOPLE},
    };
    if (code.len == 3)
        return ONR_ENTITY_STATE;
    if (str_starts(code, "IGO") || str_starts(code, "IMG"))
        return ONR_ENTITY_IGO;
    onr_str sector = code.len >= 6 ? (onr_str){code.data + 3, 3} : (onr_str){"", 0};
    for (size_t i = 0; i < sizeof by_sector / sizeof *by_sector; i++)
        if (str_listed(sector, by_sector[i].sectors))
            return by_sector[i].kind;
    return ONR_ENTITY_ORGANISATION;
}

static onr_entity_kind kind_of(const finder *f, const own_mention *m, const known_thing *known)
{
    const onr_name *label = f->name_of[m->head];
    if (known)
        return code_kind((known_kind)known->kind);
    if (label && label->kind == ONR_NAME_PERSON)
        return ONR_ENTITY_PERSON;
    return kind_of_code(actor_code_in(f->own.book, m->match->entry, 0, any_day.last));
}

/* The entity of an actor of the dictionary, whatever it is called; else one of that name. */
static int32_t find_or_add(finder *f, const own_mention *m)
{
    onr_str words = str_slice(f->text->text, m->span);
    int32_t e = finder_find_own(f, m->match->value);
    if (e != ONR_NO_ENTITY)
        return e;
    const known_thing *known = code_find(&f->base, &f->states, words, f->name_of[m->head]).thing;
    onr_entity_kind kind = kind_of(f, m, known);
    e = kind == ONR_ENTITY_PERSON && !known ? finder_find_person(f, words, GENDER_UNKNOWN)
                                            : finder_find(f, words, kind, known);
    if (e == ONR_NO_ENTITY || f->drafts.items[e].own)
        e = finder_add_entity(f, known ? knowledge_text(&f->base, known->name) : words, kind,
                              (onr_str){"", 0}, known);
    if (e != ONR_NO_ENTITY)
        finder_index_own(f, e, m->match);
    return e;
}

bool own_read(finder *f, int32_t i)
{
    const own_mention *m = f->own.of_word ? f->own.of_word[i] : NULL;
    if (!m)
        return false;
    if (m->head != i)
        return true;
    int32_t e = find_or_add(f, m);
    if (e == ONR_NO_ENTITY)
        return true;
    entity_draft *d = &f->drafts.items[e];
    d->last_named = i;
    if (d->kind == ONR_ENTITY_PERSON) {
        d->roles |= person_roles(f->text, i, false);
        d->lesser |= person_roles(f->text, i, true);
        if (!d->gender && f->name_of[i])
            d->gender = person_gender(f->text, f->name_of[i], i);
    }
    finder_add_mention(f, e, i, m->span);
    return true;
}

/* Whether a noun there does or suffers something, or is one of several that do. */
static bool takes_part(const onr_word *w)
{
    switch (w->relation) {
    case ONR_NSUBJ:
    case ONR_OBJ:
    case ONR_IOBJ:
    case ONR_OBL:
    case ONR_CONJ: return true;
    default: return false;
    }
}

void own_read_agent(finder *f, int32_t i)
{
    const own_match *m = f->own.book ? f->own.found.agent_of[i] : NULL;
    bool has_mention = f->mentions.count && f->mentions.items[f->mentions.count - 1].head == i;
    if (!m || has_mention || head_of(f->text, m->first, m->end) != i ||
        word_at(f, i)->upos != ONR_NOUN || !takes_part(word_at(f, i)))
        return;
    onr_span span = finder_phrase(f, i);
    onr_str name = str_slice(f->text->text, span);
    onr_entity_kind kind = str_is(word_at(f, i)->xpos, "NNS")     ? ONR_ENTITY_PEOPLE
                           : noun_is_person(word_at(f, i)->lemma) ? ONR_ENTITY_PERSON
                                                                  : ONR_ENTITY_ORGANISATION;
    int32_t e = finder_find(f, name, ONR_ENTITY_PEOPLE, NULL);
    if (e == ONR_NO_ENTITY)
        e = finder_add_entity(f, name, kind, (onr_str){"", 0}, NULL);
    finder_add_mention(f, e, i, span);
}

/* What belongs to the phrase of `head` and may say what or whose somebody is. */
static bool tells_of(const onr_word *w)
{
    switch (w->relation) {
    case ONR_AMOD:
    case ONR_APPOS:
    case ONR_COMPOUND:
    case ONR_FLAT:
    case ONR_NMOD: return true;
    default: return false;
    }
}

/* The word of a noun of the dictionary that is the head, or of a person stands beside it; -1. */
static int32_t agent_beside(const finder *f, int32_t head, bool is_person)
{
    if (f->own.found.agent_of[head])
        return head;
    for (int32_t c = is_person ? walk_first(f->text, head) : -1; c >= 0; c = walk_next(f->text, c))
        if (f->own.found.agent_of[c] && tells_of(word_at(f, c)) &&
            walk_child(f->text, c, ONR_CASE, -1) < 0)
            return c;
    return -1;
}

/* The code of an actor of the dictionary whose word stands below `head`. */
static onr_str owner_below(const finder *f, int32_t head, stretch when)
{
    for (int32_t c = walk_first(f->text, head); c >= 0; c = walk_next(f->text, c)) {
        const own_match *m = f->own.found.actor_of[c];
        if (m && tells_of(word_at(f, c)))
            return actor_code_in(f->own.book, m->entry, when.first, when.last);
    }
    return (onr_str){"", 0};
}

static onr_str owner_of(const finder *f, int32_t noun, int32_t head, stretch when, uint32_t state)
{
    onr_str owner = owner_below(f, noun, when);
    if (!owner.len && noun != head)
        owner = owner_below(f, head, when);
    if (owner.len)
        return owner;
    description says = description_of_phrase(f, noun);
    if (!says.state)
        says = description_beside(f, head);
    state = says.state ? says.state : state;
    return state ? knowledge_text(&f->base, state) : owner;
}

static bool code_by_agents(onr_str *out, const finder *f, const entity_draft *d, stretch when,
                           int32_t first, const int32_t *next, uint32_t state)
{
    bool is_person = d->kind == ONR_ENTITY_PERSON;
    for (int32_t i = d->known && !is_person ? -1 : first; i >= 0; i = next[i]) {
        int32_t head = f->mentions.items[i].head;
        int32_t noun = word_at(f, head)->upos == ONR_PRON ? -1 : agent_beside(f, head, is_person);
        if (noun < 0)
            continue;
        *out = agent_code(f->own.book, f->own.found.agent_of[noun],
                          owner_of(f, noun, head, when, state), f->arena);
        return true;
    }
    return false;
}

bool own_code(onr_str *out, const finder *f, const entity_draft *d, stretch when, int32_t first,
              const int32_t *next, uint32_t state)
{
    if (!f->own.book)
        return false;
    if (!d->own)
        return code_by_agents(out, f, d, when, first, next, state);
    *out = actor_code_in(f->own.book, d->own->entry, when.first, when.last);
    return true;
}
