#include "entities/drafts.h"

#include "base/hash.h"
#include "base/span.h"
#include "base/str.h"
#include "entities/bearers.h"
#include "language/walk.h"

/* How many entities that have a key of the index in common are compared: a bound that no article
 * meets. */
enum { MOST_SAME = 64 };

/* Of a person's name. */
enum { MOST_INITIALS = 8 };

/* Keys of the index, which takes all kinds; a part of a name is no whole name. */
static uint64_t key_of_name(onr_str name)
{
    return hash_text_nocase(name);
}

static uint64_t key_of_word(onr_str word)
{
    return ~hash_text(word);
}

static uint64_t key_of_known(const known_thing *known)
{
    return (uint64_t)(uintptr_t)known * 0x9E3779B97F4A7C15u;
}

static uint64_t key_of_own(uint32_t actor)
{
    return ~((uint64_t)actor * 0x9E3779B97F4A7C15u);
}

void finder_index(finder *f, int32_t entity)
{
    const entity_draft *d = &f->drafts.items[entity];
    index_add(&f->index, key_of_name(d->name), entity);
    index_add(&f->index, key_of_word(bearer_surname(d->name)), entity);
    if (d->kind != ONR_ENTITY_PERSON)
        return;
    char room[MOST_INITIALS];
    onr_str initials = bearer_initials(room, sizeof room, d->name);
    if (bearer_first_name(d->name).len)
        index_add(&f->index, key_of_word(bearer_first_name(d->name)), entity);
    if (initials.len)
        index_add(&f->index, key_of_word(initials), entity);
    if (bearer_first_of_two(d->name).len)
        index_add(&f->index, key_of_word(bearer_first_of_two(d->name)), entity);
}

void finder_index_as(finder *f, int32_t entity, onr_str name)
{
    index_add(&f->index, key_of_name(name), entity);
}

/* What an entity is sought by. */
typedef struct wanted {
    onr_str name;
    onr_entity_kind kind;
    const known_thing *known;
    gender gender; /* GENDER_UNKNOWN: any */
} wanted;

static bool is_called(const entity_draft *d, onr_str name)
{
    bool called = str_equal_nocase(d->name, name);
    for (size_t i = 0; !called && i < d->aliases.count; i++)
        called = d->kind != ONR_ENTITY_PERSON && str_equal_nocase(d->aliases.items[i], name);
    return called;
}

static bool is_same(const entity_draft *d, const wanted *w)
{
    if (w->known)
        return d->known == w->known;
    if (w->gender && d->gender && w->gender != d->gender)
        return false;
    return is_called(d, w->name) || (w->kind == ONR_ENTITY_PERSON && d->kind == w->kind &&
                                     bearer_may_be_same(d->name, w->name));
}

/* Of two who may be meant by a name: who was mentioned last, but not in passing on a page about the
 * other, "Kennedy" behind "a photograph of his father, Robert Kennedy Sr.". */
static bool is_likelier(const entity_draft *d, const entity_draft *than)
{
    enum { MUCH = 8, IN_PASSING = 1 };
    if (d->mentions.count >= MUCH && than->mentions.count <= IN_PASSING)
        return true;
    return d->last > than->last &&
           !(than->mentions.count >= MUCH && d->mentions.count <= IN_PASSING);
}

/* The latest entity with the key that is the same; of persons, the likelier one. */
static int32_t find_by(const finder *f, const wanted *w, uint64_t key)
{
    int32_t best = ONR_NO_ENTITY;
    for (int32_t e = index_first(&f->index, key), n = 0; e >= 0 && n < MOST_SAME;
         e = index_next(&f->index, e), n++) {
        int32_t entity = f->index.entries.items[e].entity;
        const entity_draft *d = &f->drafts.items[entity];
        if (!is_same(d, w))
            continue;
        if (w->kind != ONR_ENTITY_PERSON)
            return entity;
        if (best == ONR_NO_ENTITY || is_likelier(d, &f->drafts.items[best]))
            best = entity;
    }
    return best;
}

int32_t finder_find(const finder *f, onr_str name, onr_entity_kind kind, const known_thing *known)
{
    wanted w = {.name = name, .kind = kind, .known = known};
    return find_by(f, &w, known ? key_of_known(known) : key_of_name(name));
}

int32_t finder_find_person(const finder *f, onr_str name, gender known)
{
    wanted w = {.name = name, .kind = ONR_ENTITY_PERSON, .gender = known};
    int32_t found = find_by(f, &w, key_of_name(name));
    if (found == ONR_NO_ENTITY)
        found = find_by(f, &w, key_of_word(bearer_surname(name)));
    char room[MOST_INITIALS];
    onr_str initials = bearer_initials(room, sizeof room, name);
    return found != ONR_NO_ENTITY || !initials.len ? found : find_by(f, &w, key_of_word(initials));
}

int32_t finder_find_last(const finder *f, onr_str word)
{
    int32_t best = ONR_NO_ENTITY;
    for (int32_t e = index_first(&f->index, key_of_word(word)), n = 0; e >= 0 && n < MOST_SAME;
         e = index_next(&f->index, e), n++) {
        int32_t entity = f->index.entries.items[e].entity;
        const entity_draft *d = &f->drafts.items[entity];
        bool kind = d->kind == ONR_ENTITY_OUTLET || d->kind == ONR_ENTITY_ORGANISATION ||
                    d->kind == ONR_ENTITY_ARMED_GROUP || d->kind == ONR_ENTITY_COMPANY;
        if (kind && !d->is_guess && d->name.len > word.len &&
            str_equal(bearer_surname(d->name), word) &&
            (best == ONR_NO_ENTITY || d->last > f->drafts.items[best].last))
            best = entity;
    }
    return best;
}

int32_t finder_find_own(const finder *f, uint32_t actor)
{
    for (int32_t e = index_first(&f->index, key_of_own(actor)), n = 0; e >= 0 && n < MOST_SAME;
         e = index_next(&f->index, e), n++) {
        int32_t entity = f->index.entries.items[e].entity;
        const own_match *own = f->drafts.items[entity].own;
        if (own && own->value == actor)
            return entity;
    }
    return ONR_NO_ENTITY;
}

void finder_index_own(finder *f, int32_t entity, const own_match *match)
{
    f->drafts.items[entity].own = match;
    index_add(&f->index, key_of_own(match->value), entity);
}

int32_t finder_add_entity(finder *f, onr_str name, onr_entity_kind kind, onr_str code,
                          const known_thing *known)
{
    entity_draft d = {.name = name,
                      .kind = kind,
                      .code = code,
                      .known = known,
                      .last = -1,
                      .last_named = -1,
                      .last_subject = -1};
    list_push(&f->drafts, d, f->arena);
    if (onr_arena_full(f->arena))
        return ONR_NO_ENTITY;
    int32_t entity = (int32_t)f->drafts.count - 1;
    finder_index(f, entity);
    if (known)
        index_add(&f->index, key_of_known(known), entity);
    return entity;
}

/* More names than these no page needs for one entity; they are compared one by one. */
enum { MOST_ALIASES = 16 };

static void add_alias(finder *f, entity_draft *d, onr_str words)
{
    if (d->aliases.count == MOST_ALIASES || str_equal_nocase(words, d->name))
        return;
    for (size_t i = 0; i < d->aliases.count; i++)
        if (str_equal_nocase(d->aliases.items[i], words))
            return;
    list_push(&d->aliases, words, f->arena);
}

onr_str finder_government_code(const finder *f, const known_thing *state)
{
    return arena_format(f->arena, "%sGOV", f->base.text.data + state->code);
}

void finder_add_mention(finder *f, int32_t entity, int32_t head, onr_span span)
{
    if (entity == ONR_NO_ENTITY)
        return;
    entity_draft *d = &f->drafts.items[entity];
    onr_mention m = {span, head, entity};
    list_push(&f->mentions, m, f->arena);
    list_push(&d->mentions, span, f->arena);
    /* A noun phrase that is taken to stand for somebody is no name of his. */
    if (f->name_of[head])
        add_alias(f, d, str_slice(f->text->text, span));
    d->last = head;
    if (word_at(f, head)->relation != ONR_NSUBJ)
        return;
    d->last_subject = head;
    int32_t verb = word_at(f, head)->head;
    if (verb >= 0 && word_at(f, verb)->upos == ONR_VERB &&
        !str_is(word_at(f, head)->subtype, "pass"))
        d->acts = true;
}

void finder_note_named(finder *f, int32_t entity, int32_t head, uint32_t roles)
{
    if (entity == ONR_NO_ENTITY)
        return;
    f->drafts.items[entity].last_named = head;
    f->drafts.items[entity].roles |= roles;
}

/* What is left out of a phrase. */
typedef struct cuts {
    int32_t words[16];
    size_t count;
} cuts;

static void add_cut(cuts *all, int32_t word)
{
    if (all->count < sizeof all->words / sizeof *all->words)
        all->words[all->count++] = word;
}

/* "And IS forces", "according to Private Isles": what joins a phrase to those before, or leads to
 * it, is none of it, wherever it hangs. */
static onr_span without_lead(const finder *f, onr_span span, int32_t head)
{
    int32_t i = (int32_t)onr_text_word_from(f->text, span.start);
    for (; i < head && str_listed(word_at(f, i)->form, "and|or|but|,|according|to"); i++)
        span.start = word_at(f, i + 1)->span.start;
    return span;
}

/* The part of the subtree of `head`, without what is cut, that `head` itself stands in. */
static onr_span part_of_tree(const finder *f, int32_t head, const cuts *left_out)
{
    onr_span own = word_at(f, head)->span;
    onr_scratch scratch = onr_scratch_begin(f->arena);
    onr_spans spans = walk_spans(f->text, head, left_out->words, left_out->count, scratch.arena);
    for (size_t i = 0; i < spans.count; i++)
        if (span_holds(spans.items[i], own)) {
            own = spans.items[i];
            break;
        }
    onr_scratch_end(&scratch);
    return without_lead(f, own, head);
}

/* What is no part of the phrase of the child's head, whatever else is. */
static bool is_beside(const onr_word *child)
{
    switch (child->relation) {
    case ONR_APPOS:
    case ONR_CONJ:
    case ONR_CASE:
    case ONR_CC:
    case ONR_PARATAXIS:
    /* of a noun that a sentence says somebody is */
    case ONR_NSUBJ:
    case ONR_COP:
    case ONR_AUX_REL:
    case ONR_MARK:
    case ONR_ADVMOD:
    case ONR_ADVCL: return true;
    /* "some people" are not "people" */
    case ONR_DET_REL: return str_listed(child->form, "the|a|an|this|that|these|those");
    default: return false;
    }
}

onr_span finder_phrase(const finder *f, int32_t head)
{
    cuts left_out = {.count = 0};
    for (int32_t c = walk_first(f->text, head); c >= 0; c = walk_next(f->text, c))
        if (is_beside(word_at(f, c)) || word_at(f, c)->relation == ONR_ACL ||
            word_at(f, c)->relation == ONR_PUNCT_REL)
            add_cut(&left_out, c);
    return part_of_tree(f, head, &left_out);
}

/* What goes on about a noun behind a comma is none of its name: "the bank, backed by the mayor". */
static bool is_put_in(const finder *f, int32_t head, int32_t child)
{
    const onr_word *w = word_at(f, child);
    int32_t first = child;
    for (int32_t c = walk_first(f->text, child); c >= 0; c = walk_next(f->text, c))
        first = c < first ? c : first;
    bool parted = str_is(word_at(f, first)->form, ",") ||
                  (first > head + 1 && str_is(word_at(f, first - 1)->form, ","));
    return (w->relation == ONR_ACL || w->relation == ONR_NMOD) && first > head && parted;
}

onr_span finder_whole_phrase(const finder *f, int32_t head)
{
    cuts left_out = {.count = 0};
    for (int32_t c = walk_first(f->text, head); c >= 0; c = walk_next(f->text, c))
        if (is_beside(word_at(f, c)) || is_put_in(f, head, c) ||
            (word_at(f, c)->relation == ONR_ACL && str_is(word_at(f, c)->subtype, "relcl")))
            add_cut(&left_out, c);
    return part_of_tree(f, head, &left_out);
}

/* The words of a phrase up to its head, and without a word of quantity: "senior officers" of "some
 * senior officers in the north". */
static onr_span shortest_phrase(const finder *f, int32_t head)
{
    onr_span span = finder_phrase(f, head);
    int32_t det = walk_child(f->text, head, ONR_DET_REL, -1);
    if (det >= 0 && det < head && word_at(f, det)->span.start == span.start)
        span.start = word_at(f, det + 1)->span.start;
    span.end = word_at(f, head)->span.end;
    return span;
}

void finder_call_by_phrase(finder *f, int32_t entity, int32_t head)
{
    if (entity == ONR_NO_ENTITY)
        return;
    const onr_span forms[] = {finder_phrase(f, head), shortest_phrase(f, head)};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        onr_str words = str_slice(f->text->text, forms[i]);
        /* a noun alone is written small, as no name is (onr_entities_is_name) */
        if (str_find(words, ONR_STR(" "), 0) == SIZE_MAX && word_at(f, head)->upos != ONR_PROPN)
            words = arena_format(f->arena, "%c%.*s", ascii_lower(words.data[0]), (int)words.len - 1,
                                 words.data + 1);
        add_alias(f, &f->drafts.items[entity], words);
    }
}

bool finder_is_told_of(const finder *f, const entity_draft *d, int32_t i)
{
    const onr_word *w = word_at(f, i);
    const onr_word *verb = w->relation == ONR_NSUBJ && w->head >= 0 ? word_at(f, w->head) : NULL;
    if (!verb || verb->relation != ONR_ACL || !str_is(verb->subtype, "relcl"))
        return false;
    /* the pronoun between them may be his last mention */
    return verb->head == d->last || draft_is_mentioned_at(f, d, verb->head);
}

/* The word that tells which minister word `i` is, "prime", "harbour"; empty: none does. */
static onr_str portfolio_of(const finder *f, int32_t i)
{
    static const char portfolios[] = "prime|foreign|interior|home|labour|labor";
    static const char ranks[] = "government|cabinet|state|party|ex|opposition|coalition|junior";
    const onr_word *w = word_at(f, i), *before = i > 0 ? word_at(f, i - 1) : NULL;
    if (!before || !str_equal_nocase(w->lemma, ONR_STR("minister")) ||
        before->sentence != w->sentence)
        return (onr_str){0};
    bool tells = str_listed(before->form, portfolios) ||
                 (before->upos == ONR_NOUN && !str_listed(before->form, ranks));
    return tells ? before->form : (onr_str){0};
}

bool finder_is_other_minister(const finder *f, const entity_draft *d, int32_t i)
{
    enum { MOST_MENTIONS = 4 };
    onr_str own = portfolio_of(f, i);
    bool other = false, plain = false;
    for (size_t m = 0; own.len && m < d->mentions.count && m < MOST_MENTIONS; m++) {
        int32_t at = (int32_t)onr_text_word_from(f->text, d->mentions.items[m].start);
        at -= at > 0; /* the title stands before the name, or its comma */
        at -= at > 0 && str_is(word_at(f, at)->form, ",");
        for (; at < i && word_at(f, at)->span.end <= d->mentions.items[m].end; at++) {
            onr_str called = portfolio_of(f, at);
            if (called.len && str_equal_nocase(called, own))
                return false;
            other = other || called.len;
            plain = plain || (!called.len && str_is(word_at(f, at)->lemma, "minister"));
        }
    }
    /* whom a page calls "the minister" heads no government */
    return other || (plain && str_equal_nocase(own, ONR_STR("prime")));
}

bool draft_is_mentioned_at(const finder *f, const entity_draft *d, int32_t head)
{
    onr_span at = word_at(f, head)->span;
    for (size_t i = d->mentions.count; i-- > 0 && d->mentions.items[i].end >= at.start;)
        if (span_holds(d->mentions.items[i], at))
            return true;
    return false;
}

bool draft_is_named(onr_str name, onr_str word)
{
    for (size_t at = 0; at + word.len <= name.len; at++)
        if (str_equal_nocase((onr_str){name.data + at, word.len}, word))
            return true;
    return false;
}
