#include "entities/coding.h"

#include "base/str.h"
#include "entities/descriptions.h"
#include "entities/own.h"
#include "entities/persons.h"
#include "language/walk.h"

enum { MOST_ROWS = 32 };

typedef struct coder {
    finder *f;
    stretch when;        /* The page's day, or what is known of it. */
    bool is_dated;       /* Whether it is known by the page's own word. */
    bool is_political;   /* Whether it names parties, or somebody who is of politics for certain. */
    uint32_t main_state; /* Whose page it is, or 0. */
    int32_t *first;      /* By entity: its first mention, or -1. */
    int32_t *next;       /* By mention: the next one of its entity, or -1. */
    int32_t *of_word;    /* By word: the entity of the mention that it heads, or ONR_NO_ENTITY. */
} coder;

static const onr_str no_code = {"", 0};

static onr_str joined(const coder *c, uint32_t state, onr_str sector)
{
    return arena_format(c->f->arena, "%s%.*s", c->f->base.text.data + state, (int)sector.len,
                        sector.data);
}

static onr_str sector_of_code(onr_str code)
{
    return code.len > 3 ? (onr_str){code.data + 3, code.len - 3} : no_code;
}

/* Whether somebody who has left such an office is coded as of the elite (CAMEO's ELI): of
 * government, parliament, courts, forces, police, secret services. Others, such as rebels and
 * candidates of parties, keep their code. */
static bool becomes_elite(onr_str sector)
{
    return str_listed(sector, "GOV|LEG|JUD|MIL|COP|SPY");
}

/* The code of Kurds of a sector, or of none: that of the state of theirs that the page names most,
 * then theirs; empty where it names none. Who fights is of the region's forces in Iraq, and a rebel
 * elsewhere, whatever the page calls him. */
static onr_str code_of_kurds(const coder *c, onr_str sector)
{
    uint32_t home = codes_most_named_of(&c->f->states, &c->f->base, "IRN|IRQ|SYR|TUR");
    if (!home)
        return no_code;
    if (str_listed(sector, "MIL|REB"))
        sector = str_is(knowledge_text(&c->f->base, home), "IRQ") ? ONR_STR("MIL") : ONR_STR("REB");
    return arena_format(c->f->arena, "%sKUR%.*s", c->f->base.text.data + home, (int)sector.len,
                        sector.data);
}

/* The code that a description gives; empty where it tells no sector or nobody's. */
static onr_str described(const coder *c, const description *d, bool may_be_main)
{
    const known_thing *owner = d->owner;
    onr_str of_owner = owner ? knowledge_text(&c->f->base, owner->code) : no_code;
    bool by_owner = owner && owner->kind != KNOWN_STATE && owner->kind != KNOWN_PLACE &&
                    owner->kind != KNOWN_REGION && of_owner.len > 3;
    if (by_owner && (!d->sector.len || !str_listed(d->sector, "LEG|JUD|PTY|OPP|REB|CVL")))
        return of_owner;
    uint32_t state = d->state ? d->state : may_be_main ? c->main_state : 0;
    if (state && code_is_of_faith(knowledge_text(&c->f->base, state)))
        state = c->main_state; /* "A Christian pastor" is of some state. */
    if (!state || !d->sector.len)
        return no_code;
    if (code_is_of_kurds(knowledge_text(&c->f->base, state)))
        return code_of_kurds(c, d->sector);
    return joined(c, state, d->former && becomes_elite(d->sector) ? ONR_STR("ELI") : d->sector);
}

/* Whether `d` says what `best` does not. */
static bool says_more(const description *d, const description *best)
{
    return (d->sector.len || d->title) &&
           (!(best->sector.len || best->title) || (!best->state && d->state));
}

/* What the page says somebody is, at the first mention that tells. */
static description description_of_entity(const coder *c, size_t entity)
{
    description best = {0};
    for (int32_t i = c->first[entity]; i >= 0; i = c->next[i]) {
        const onr_mention *m = &c->f->mentions.items[i];
        if (!c->f->name_of[m->head])
            continue;
        const description d = description_beside(c->f, m->head);
        if (says_more(&d, &best))
            best = d;
        if (best.sector.len && best.state)
            break;
    }
    return best;
}

/* Whether somebody ever had a term with this sector, or has ended one. */
static bool may_have(const coder *c, const known_thing *person, onr_str code)
{
    for (uint32_t i = 0; i < person->term_count; i++) {
        onr_str term = knowledge_text(&c->f->base, c->f->base.terms[person->first_term + i].code);
        bool elite = str_is(sector_of_code(code), "ELI") && term.len >= 3 &&
                     memcmp(term.data, code.data, 3) == 0;
        if (str_equal(term, code) || elite)
            return true;
    }
    return false;
}

/* Of several of a name the one in office; NULL: nobody is known, or more than one may be meant. */
static const known_thing *person_named(const coder *c, onr_str name)
{
    const known_name *rows[MOST_ROWS];
    size_t n = knowledge_find(rows, MOST_ROWS, &c->f->base, name);
    const known_thing *only = NULL, *held = NULL;
    size_t count = 0, holders = 0;
    for (size_t i = 0; i < n; i++) {
        const known_thing *t = knowledge_thing(&c->f->base, rows[i]->thing);
        bool again = t == only; /* The same name in another case. */
        if (!t || again || t->kind != KNOWN_PERSON || rows[i]->use == KNOWN_BY_SHORT)
            continue;
        only = t;
        count++;
        bool holds = false;
        for (uint32_t k = 0; k < t->term_count; k++)
            holds = holds || knowledge_held(&c->f->base.terms[t->first_term + k], c->when);
        held = holds ? t : held;
        holders += holds;
    }
    return count == 1 ? only : holders == 1 ? held : NULL;
}

static bool held_office(const coder *c, const known_thing *t, const description *d, stretch when)
{
    for (uint32_t k = 0; k < t->term_count; k++) {
        const known_term *term = &c->f->base.terms[t->first_term + k];
        bool same = !d || (str_is(knowledge_text(&c->f->base, term->office), d->title->office) &&
                           (!d->state || term->state == d->state));
        if (same && knowledge_held(term, when))
            return true;
    }
    return false;
}

/*
 * By a family name alone: of those of that name the only one who ever held the office that the page
 * gives (`d`; NULL: any), else the only one who held it in the page's days.
 */
static const known_thing *person_of_family(const coder *c, onr_str name, const description *d)
{
    const known_name *rows[MOST_ROWS];
    size_t n = knowledge_find(rows, MOST_ROWS, &c->f->base, name), ever = 0, then = 0;
    const known_thing *one_ever = NULL, *one_then = NULL;
    for (size_t i = 0; i < n; i++) {
        const known_thing *t = knowledge_thing(&c->f->base, rows[i]->thing);
        if (!t || t == one_ever || t->kind != KNOWN_PERSON || !held_office(c, t, d, any_day))
            continue;
        one_ever = t;
        ever++;
        if (held_office(c, t, d, c->when)) {
            one_then = t;
            then++;
        }
    }
    return ever == 1 ? one_ever : then == 1 && c->when.first > 0 ? one_then : NULL;
}

/* Whether the page names the state in which somebody held an office. */
static bool is_at_home(const coder *c, const known_thing *t)
{
    for (uint32_t k = 0; k < t->term_count; k++)
        if (codes_names_state(&c->f->states, c->f->base.terms[t->first_term + k].state))
            return true;
    return false;
}

static const known_thing *person_of(const coder *c, const entity_draft *d, const description *says)
{
    const known_thing *t = person_named(c, d->name);
    if (!t && says->title && *says->title->office)
        return person_of_family(c, d->name, says);
    /* A page of politics that never gives the first name takes him to be known to everybody. */
    if (!t && c->is_political && !first_name_is(d->name))
        t = person_of_family(c, d->name, NULL);
    return t && is_at_home(c, t) ? t : NULL;
}

/* Whether somebody is of politics by a whole name, or by the office that the page gives. */
static bool is_politician(const coder *c, size_t entity)
{
    const entity_draft *d = &c->f->drafts.items[entity];
    if (d->kind != ONR_ENTITY_PERSON || d->is_guess)
        return false;
    const description says = description_of_entity(c, entity);
    bool whole = str_find(d->name, ONR_STR(" "), 0) != SIZE_MAX && person_named(c, d->name);
    return whole || (says.title && *says.title->office);
}

/* Few words have no room for a first name: "Putin condemns attack". */
static bool tells_politics(const coder *c)
{
    enum { FEW = 100 };
    if (c->f->text->word_count < FEW)
        return true;
    for (size_t i = 0; i < c->f->drafts.count; i++) {
        const known_thing *known = c->f->drafts.items[i].known;
        if ((known && (known->kind == KNOWN_PARTY || known->kind == KNOWN_GROUP ||
                       known->kind == KNOWN_BODY)) ||
            is_politician(c, i))
            return true;
    }
    return false;
}

/* The state of all offices that somebody held; empty: they were of several, or of none. */
static onr_str home_of(const coder *c, const known_thing *person)
{
    onr_str home = no_code;
    for (uint32_t i = 0; i < person->term_count; i++) {
        onr_str code = knowledge_text(&c->f->base, c->f->base.terms[person->first_term + i].code);
        onr_str state = {code.data, code.len < 3 ? 0 : 3};
        if (str_listed(state, "IGO|IMG") || (home.len && !str_equal(home, state)))
            return no_code;
        home = state;
    }
    return home;
}

static void code_person(coder *c, size_t entity)
{
    entity_draft *d = &c->f->drafts.items[entity];
    description says = description_of_entity(c, entity);
    const known_thing *person = person_of(c, d, &says);
    onr_str by_page = described(c, &says, true);
    onr_str by_day = person ? knowledge_code(&c->f->base, person, c->when, c->f->arena) : no_code;
    /* A namesake: who is no politician by what the page says, and held no office then. */
    bool other = says.title && str_is(str_of(says.title->political), "no") && by_page.len &&
                 (!by_day.len || str_is(sector_of_code(by_day), "ELI"));
    d->person = other ? NULL : person;
    if (!d->person)
        d->code = by_page.len ? by_page : d->code;
    else
        d->code = by_day.len ? by_day : may_have(c, person, by_page) ? by_page : home_of(c, person);
}

/* What the codes of two have in common: the code, or else its country; empty: nothing. Of a party's
 * people and of those out of office, who are often both, no common country is told. */
static onr_str common_code(onr_str a, onr_str b)
{
    if (str_equal(a, b))
        return a;
    bool same_state = a.len >= 3 && b.len >= 3 && memcmp(a.data, b.data, 3) == 0 &&
                      !str_listed((onr_str){a.data, 3}, "IGO|IMG");
    bool unsure =
        str_listed(sector_of_code(a), "PTY|ELI") || str_listed(sector_of_code(b), "PTY|ELI");
    return same_state && !unsure ? (onr_str){a.data, 3} : no_code;
}

static void code_group(coder *c, size_t entity)
{
    entity_draft *d = &c->f->drafts.items[entity];
    onr_str common = c->f->drafts.items[d->members.items[0]].code;
    for (size_t i = 1; i < d->members.count; i++)
        common = common_code(common, c->f->drafts.items[d->members.items[i]].code);
    d->code = common;
}

/* Whose people are: "its fighters", "members of the Front", "Front militants"; ONR_NO_ENTITY:
 * nobody's. */
static int32_t owner_of_people(const coder *c, int32_t head)
{
    static const char belonging[] = "member|fighter|militant|militiaman|troop|rebel|gunman|leader";
    const onr_text *text = c->f->text;
    if (!str_listed(word_at(c->f, head)->lemma, belonging))
        return ONR_NO_ENTITY;
    for (int32_t w = walk_first(text, head); w >= 0; w = walk_next(text, w)) {
        onr_relation way = word_at(c->f, w)->relation;
        bool owns = way == ONR_COMPOUND ||
                    (way == ONR_NMOD && (str_is(word_at(c->f, w)->subtype, "poss") ||
                                         walk_child_listed(text, w, "of|from") >= 0));
        if (owns && c->of_word[w] != ONR_NO_ENTITY)
            return c->of_word[w];
    }
    return ONR_NO_ENTITY;
}

/* Of people who are an armed group's the group's own code. */
static onr_str code_of_owner(const coder *c, size_t entity)
{
    for (int32_t i = c->first[entity]; i >= 0; i = c->next[i]) {
        int32_t owner = owner_of_people(c, c->f->mentions.items[i].head);
        if (owner != ONR_NO_ENTITY && c->f->drafts.items[owner].kind == ONR_ENTITY_ARMED_GROUP)
            return c->f->drafts.items[owner].code;
    }
    return no_code;
}

/* Whether a phrase for people names the land that they are of: "Karstian landowners". CAMEO has
 * codes in a state's place for those of a faith and for Kurds, who are of some state besides. */
static bool tells_land(const coder *c, const entity_draft *d, const description *says)
{
    bool people = d->kind == ONR_ENTITY_PEOPLE || (d->kind == ONR_ENTITY_PERSON && d->is_guess);
    const known_thing *owner = says->owner;
    return people && says->state && owner &&
           (owner->kind == KNOWN_STATE || owner->kind == KNOWN_PLACE) &&
           !code_is_of_faith(knowledge_text(&c->f->base, says->state)) &&
           !code_is_of_kurds(knowledge_text(&c->f->base, says->state));
}

/* The code of people without a word for what they do: of the land that their phrase names, or of
 * the faith ("Muslims"), or of Kurds; empty: it names none. */
static onr_str code_of_people(const coder *c, const entity_draft *d, const description *says,
                              int32_t head)
{
    onr_str code = says->state ? knowledge_text(&c->f->base, says->state) : no_code;
    if (d->tells_state)
        return joined(c, says->state, no_code);
    if (d->kind != ONR_ENTITY_PEOPLE || word_at(c->f, head)->upos == ONR_ADJ)
        return no_code;
    return code_is_of_faith(code)   ? code
           : code_is_of_kurds(code) ? code_of_kurds(c, no_code)
                                    : no_code;
}

static void code_thing(coder *c, size_t entity)
{
    entity_draft *d = &c->f->drafts.items[entity];
    onr_str of_owner = d->kind == ONR_ENTITY_PEOPLE ? code_of_owner(c, entity) : no_code;
    if (of_owner.len) {
        d->code = of_owner;
        return;
    }
    if (d->kind == ONR_ENTITY_ORGANISATION || d->kind == ONR_ENTITY_OUTLET ||
        d->kind == ONR_ENTITY_COMPANY || d->kind == ONR_ENTITY_PERSON) {
        description says = description_of_name(c->f, d->name);
        d->code = described(c, &says, true);
        if (d->code.len)
            return;
    }
    for (int32_t i = c->first[entity]; i >= 0; i = c->next[i]) {
        const onr_mention *m = &c->f->mentions.items[i];
        if (word_at(c->f, m->head)->upos == ONR_PRON)
            continue;
        description says = description_of_phrase(c->f, m->head);
        onr_str code = described(c, &says, true);
        d->tells_state = tells_land(c, d, &says);
        if (!code.len)
            code = code_of_people(c, d, &says, m->head);
        if (code.len)
            d->code = code;
        return;
    }
}

/* What speaks for days: a term of somebody whom the page names, more if it gives that office. */
typedef struct witness {
    uint32_t from, to;
    uint32_t weight;
} witness;

/* They are weighed against one another; more than these change nothing. */
enum { MOST_WITNESSES = 256 };
typedef list(witness) witnesses;

static void call_witnesses(witnesses *out, const coder *c, size_t entity, onr_arena *arena)
{
    enum { NAMED = 1, IN_OFFICE = 3 };
    description says = description_of_entity(c, entity);
    const known_thing *t = person_of(c, &c->f->drafts.items[entity], &says);
    for (uint32_t i = 0; t && i < t->term_count && out->count < MOST_WITNESSES; i++) {
        const known_term *term = &c->f->base.terms[t->first_term + i];
        onr_str sector = sector_of_code(knowledge_text(&c->f->base, term->code));
        bool same = !says.former && says.sector.len && str_equal(sector, says.sector) &&
                    (!says.title || !*says.title->office ||
                     str_is(knowledge_text(&c->f->base, term->office), says.title->office));
        witness w = {term->from, term->to ? term->to : any_day.last, same ? IN_OFFICE : NAMED};
        list_push(out, w, arena);
    }
}

/* The first day of the latest year that the text names, as far as it is past; 0: none. */
static day latest_year(const coder *c)
{
    enum { FIRST = 1950, LAST = 2026 };
    day latest = 0;
    for (size_t i = 0; i < c->f->text->word_count; i++) {
        const onr_word *w = word_at(c->f, (int32_t)i);
        stretch year = w->upos == ONR_NUM && w->form.len == 4 ? stretch_of_edtf(w->form) : any_day;
        if (day_year(year.first) >= FIRST && day_year(year.first) <= LAST && year.first > latest)
            latest = year.first;
    }
    return latest;
}

static uint32_t weight_on(const witnesses *all, day on)
{
    uint32_t weight = 0;
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].from <= on && on <= all->items[i].to)
            weight += all->items[i].weight;
    return weight;
}

/* The last day of those from `on` for which the same terms go on. */
static day end_of(const witnesses *all, day on)
{
    day end = any_day.last;
    for (size_t i = 0; i < all->count; i++) {
        const witness *w = &all->items[i];
        if (w->from > on && w->from - 1 < end)
            end = w->from - 1;
        if (w->to >= on && w->to < end)
            end = w->to;
    }
    return end;
}

/*
 * The days for which most terms of office speak: from the first such stretch to the end of the
 * last. That number rises only where a term begins, so only those days are tried.
 */
static stretch date_by_offices(const coder *c, onr_arena *arena)
{
    witnesses all = {0};
    for (size_t i = 0; i < c->f->drafts.count; i++)
        if (c->f->drafts.items[i].kind == ONR_ENTITY_PERSON)
            call_witnesses(&all, c, i, arena);
    day not_before = latest_year(c);
    uint32_t most = 0;
    for (size_t i = 0; i < all.count; i++) {
        uint32_t weight = weight_on(&all, all.items[i].from);
        if (end_of(&all, all.items[i].from) >= not_before)
            most = weight > most ? weight : most;
    }
    stretch when = {any_day.last, 0};
    for (size_t i = 0; most > 1 && i < all.count; i++) {
        day from = all.items[i].from, end = end_of(&all, from);
        if (weight_on(&all, from) < most || end < not_before)
            continue;
        when.first = from < when.first ? from : when.first;
        when.last = end > when.last ? end : when.last;
    }
    if (when.first > when.last)
        return (stretch){not_before, any_day.last};
    when.first = when.first < not_before ? not_before : when.first;
    return when;
}

static bool link_mentions(coder *c, onr_arena *scratch)
{
    size_t entities = c->f->drafts.count, mentions = c->f->mentions.count;
    c->first = arena_array(scratch, int32_t, entities + 1);
    c->next = arena_array(scratch, int32_t, mentions + 1);
    c->of_word = arena_array(scratch, int32_t, c->f->text->word_count + 1);
    if (!c->first || !c->next || !c->of_word)
        return false;
    for (size_t i = 0; i < c->f->text->word_count; i++)
        c->of_word[i] = ONR_NO_ENTITY;
    for (size_t i = 0; i < entities; i++)
        c->first[i] = -1;
    for (size_t i = mentions; i-- > 0;) {
        int32_t entity = c->f->mentions.items[i].entity;
        c->of_word[c->f->mentions.items[i].head] = entity;
        c->next[i] = c->first[entity];
        c->first[entity] = (int32_t)i;
    }
    return true;
}

/* A state that the page keeps naming, and that does something, is its government. */
static bool is_government(const entity_draft *d)
{
    return d->kind == ONR_ENTITY_STATE && d->known && d->acts && d->mentions.count > 2;
}

/* Whose code no dictionary of the researcher's decides. */
static void code_by_tables(coder *c, size_t entity)
{
    entity_draft *d = &c->f->drafts.items[entity];
    if (is_government(d))
        d->code = finder_government_code(c->f, d->known);
    /* "The gunman" is nobody whom tables know by name. */
    if (d->kind == ONR_ENTITY_PERSON && !d->is_guess)
        code_person(c, entity);
    else if (!d->known)
        code_thing(c, entity);
}

/* The sector of what the page tells no more of than its kind. Of a person that would be a guess. */
static onr_str sector_of_kind(onr_entity_kind kind)
{
    return kind == ONR_ENTITY_GOVERNMENT_BODY ? ONR_STR("GOV")
           : kind == ONR_ENTITY_OUTLET        ? ONR_STR("MED")
           : kind == ONR_ENTITY_COMPANY       ? ONR_STR("BUS")
           : kind == ONR_ENTITY_ORGANISATION  ? ONR_STR("CVL")
                                              : no_code;
}

/* On a page about one state alone, `state`, whoever has no code yet is of it, as far as is
 * certain. */
static void code_by_page(coder *c, entity_draft *d, uint32_t state)
{
    bool apart = d->kind == ONR_ENTITY_STATE || d->kind == ONR_ENTITY_IGO ||
                 d->kind == ONR_ENTITY_ARMED_GROUP || d->members.count || d->known;
    if (!apart && !d->code.len)
        d->code = joined(c, state, sector_of_kind(d->kind));
}

/* Whether the page's words may tell more of somebody than the tables, which are sure of states, of
 * organisations of them, of those of a faith, of Kurds, and of whoever they know but persons. A
 * group is what its members are. */
static bool may_be_seen(const entity_draft *d)
{
    bool sure = (d->known && d->known->kind != KNOWN_PERSON && d->code.len) ||
                /* "A Russian official" */
                (d->kind == ONR_ENTITY_UNNAMED_SOURCE && d->code.len > 3);
    onr_str begins = {d->code.data, d->code.len < 3 ? 0 : 3};
    onr_str then = {d->code.data + begins.len, d->code.len < 6 ? 0 : 3};
    return !sure && !d->members.count && d->kind != ONR_ENTITY_STATE && d->kind != ONR_ENTITY_IGO &&
           !str_listed(begins, "IGO|IMG") && !code_is_of_faith(begins) && !code_is_of_kurds(then);
}

/* Who the knowledge base says that somebody is; NULL: it does not know. */
static const known_thing *person_known(const coder *c, size_t entity)
{
    const entity_draft *d = &c->f->drafts.items[entity];
    if (d->kind != ONR_ENTITY_PERSON)
        return NULL;
    description says = description_of_entity(c, entity);
    return person_of(c, d, &says);
}

static void look_at_each(const coder *c, const bool *is_decided, coding_look *look, void *to)
{
    uint32_t count = 0, share = 0;
    uint32_t most_named = codes_most_named(&count, &share, &c->f->states);
    for (size_t i = 0; i < c->f->drafts.count; i++) {
        entity_draft *d = &c->f->drafts.items[i];
        if (is_decided[i] || !may_be_seen(d))
            continue;
        const known_thing *person = person_known(c, i);
        /* Who was in which office on the page's day is beyond doubt. */
        if (person && c->is_dated && d->code.len > 3)
            continue;
        sector_view v = {.f = c->f,
                         .draft = d,
                         .person = person,
                         .next = c->next,
                         .first = c->first[i],
                         .main = most_named ? knowledge_text(&c->f->base, most_named) : no_code,
                         .share = share,
                         .named = count};
        look(d, &v, to);
    }
}

static void give_codes(coder *c, bool *is_decided, onr_arena *scratch)
{
    finder *f = c->f;
    if (c->when.first == 0)
        c->when = date_by_offices(c, scratch);
    for (size_t i = 0; i < f->drafts.count; i++) {
        is_decided[i] = own_code(&f->drafts.items[i].code, f, &f->drafts.items[i], c->when,
                                 c->first[i], c->next, c->main_state);
        if (!is_decided[i])
            code_by_tables(c, i);
    }
    uint32_t sole = codes_sole_state(&f->states);
    for (size_t i = 0; sole && i < f->drafts.count; i++)
        code_by_page(c, &f->drafts.items[i], sole);
}

static void code_groups(coder *c)
{
    for (size_t i = 0; i < c->f->drafts.count; i++)
        if (c->f->drafts.items[i].members.count > 1 && !c->f->drafts.items[i].code.len)
            code_group(c, i);
}

bool coding_look_at(finder *f, onr_str published, coding_look *look, void *to)
{
    onr_scratch scratch = onr_scratch_begin(f->arena);
    coder c = {
        .f = f, .when = stretch_of_edtf(published), .main_state = codes_main_state(&f->states)};
    c.is_dated = c.when.first > 0;
    bool *is_decided = arena_array(scratch.arena, bool, f->drafts.count + 1);
    bool ok = link_mentions(&c, scratch.arena) && is_decided;
    if (ok) {
        c.is_political = tells_politics(&c);
        give_codes(&c, is_decided, scratch.arena);
        look_at_each(&c, is_decided, look, to);
        code_groups(&c);
    }
    onr_scratch_end(&scratch);
    return ok;
}

typedef struct sector_taker {
    sector_model model;
    onr_arena *arena;
} sector_taker;

static void take_sector(entity_draft *d, const sector_view *v, void *to)
{
    const sector_taker *taker = to;
    d->code = sector_code(v, &taker->model, taker->arena);
}

bool coding_give(finder *f, onr_str published)
{
    sector_taker taker = {sector_model_open(), f->arena};
    return coding_look_at(f, published, take_sector, &taker);
}
