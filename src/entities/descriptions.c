#include "entities/descriptions.h"

#include "base/str.h"
#include "entities/persons.h"
#include "language/walk.h"

/* The most words of a title or noun, before its head word and behind it. */
enum { BEFORE = 3, BEHIND = 3 };

static bool same_sentence(const finder *f, int32_t a, int32_t b)
{
    return b >= 0 && b < (int32_t)f->text->word_count &&
           word_at(f, a)->sentence == word_at(f, b)->sentence;
}

static onr_str words_between(const finder *f, int32_t first, int32_t last)
{
    return str_slice(f->text->text,
                     (onr_span){word_at(f, first)->span.start, word_at(f, last)->span.end});
}

/* The longest title around `head`, and where it begins. */
static const known_title *find_title(int32_t *first, const finder *f, int32_t head)
{
    const known_title *longest = title_find(word_at(f, head)->lemma);
    size_t length = longest ? word_at(f, head)->lemma.len : 0;
    *first = head;
    for (int32_t a = head; a >= head - BEFORE && same_sentence(f, head, a); a--)
        for (int32_t z = head; z <= head + BEHIND && same_sentence(f, head, z); z++) {
            onr_str words = words_between(f, a, z);
            const known_title *title = words.len > length ? title_find(words) : NULL;
            if (title) {
                longest = title;
                length = words.len;
                *first = a;
            }
        }
    return longest;
}

/* The longest noun of a body or people that ends at `head`, or goes on behind it with "of". */
static const known_noun *find_noun(const finder *f, int32_t head)
{
    const known_noun *longest = NULL;
    size_t length = 0;
    for (int32_t a = head; a >= head - BEFORE && same_sentence(f, head, a); a--)
        for (int32_t z = head; z <= head + BEHIND && same_sentence(f, head, z); z++) {
            onr_str words = words_between(f, a, z);
            const known_noun *noun = words.len > length ? sector_noun_find(words) : NULL;
            if (noun) {
                longest = noun;
                length = words.len;
            }
        }
    return longest ? longest : sector_noun_find(word_at(f, head)->lemma);
}

/* "Ex-Colombian": what was, written as one word. */
static bool is_ex(onr_str word)
{
    return str_starts_nocase(word, "ex-");
}

static known_match match_of(const finder *f, int32_t i)
{
    onr_span span = f->name_of[i] ? f->name_of[i]->span : word_at(f, i)->span;
    span.start += is_ex(str_slice(f->text->text, span)) ? 3 : 0;
    return code_find_place(&f->base, &f->states, str_slice(f->text->text, span));
}

static bool is_land(const known_thing *t)
{
    return t && (t->kind == KNOWN_STATE || t->kind == KNOWN_PLACE);
}

/* Whether word `i` is one of the name's whose head is `head`. */
static bool is_of_name(const finder *f, int32_t i, int32_t head)
{
    const onr_name *name = f->name_of[head];
    return i == head || (name && i >= (int32_t)name->first_word &&
                         i < (int32_t)(name->first_word + name->word_count));
}

static void take_owner(description *d, const known_thing *thing)
{
    if (!thing || thing->kind == KNOWN_PERSON)
        return;
    if (!d->owner || (is_land(d->owner) && !is_land(thing)))
        d->owner = thing;
    if (!d->state && thing->state)
        d->state = thing->state;
}

/* The first state or place among the words of a name; NULL: none. */
static const known_thing *land_in(const finder *f, onr_str name)
{
    for (size_t from = 0; from < name.len;) {
        size_t blank = str_find(name, ONR_STR(" "), from);
        size_t end = blank == SIZE_MAX ? name.len : blank;
        size_t second = str_find(name, ONR_STR(" "), end + (end < name.len));
        onr_str word = {name.data + from, end - from};
        onr_str two = {name.data + from, (second == SIZE_MAX ? name.len : second) - from};
        const known_thing *thing = code_find_place(&f->base, &f->states, two).thing;
        if (!is_land(thing))
            thing = code_find_place(&f->base, &f->states, word).thing;
        if (is_land(thing))
            return thing;
        from = blank == SIZE_MAX ? name.len : blank + 1;
    }
    return NULL;
}

/* Those below `head` that tell whose it is; "ambassador to Chile" is not Chile's. */
static void find_owner(description *d, const finder *f, int32_t head, int depth)
{
    static const onr_relation ways[] = {ONR_AMOD, ONR_COMPOUND, ONR_NMOD, ONR_FLAT};
    static const char away[] =
        "to|into|against|with|on|about|over|between|toward|towards|before|since";
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        for (int32_t c = walk_child(f->text, head, ways[i], -1); c >= 0;
             c = walk_child(f->text, head, ways[i], c)) {
            if (is_of_name(f, c, head) || walk_child_listed(f->text, c, away) >= 0)
                continue;
            take_owner(d, match_of(f, c).thing);
            if (depth > 0 && !f->name_of[c])
                find_owner(d, f, c, depth - 1);
        }
}

static bool is_former(const finder *f, int32_t first)
{
    static const char past[] = "former|ex|late|then|onetime|deposed|ousted|disgraced";
    for (int32_t i = first - 1; i >= first - 3 && same_sentence(f, first, i); i--)
        if (str_listed(word_at(f, i)->lemma, past) || is_ex(word_at(f, i)->form))
            return true;
    return is_ex(word_at(f, first)->form) || str_listed(word_at(f, first)->form, "former");
}

description description_of_phrase(const finder *f, int32_t head)
{
    description d = {0};
    int32_t first = head;
    d.title = find_title(&first, f, head);
    const known_noun *noun = find_noun(f, head);
    d.former = is_former(f, first);
    if (d.title)
        d.sector = str_of(d.title->sector);
    if (noun && (!d.title || strlen(noun->name) > strlen(d.title->name))) {
        d.sector = str_of(noun->sector);
        d.title = NULL;
    }
    /* "North Korean Embassy in London" */
    if (f->name_of[head])
        take_owner(&d, land_in(f, str_slice(f->text->text, f->name_of[head]->span)));
    find_owner(&d, f, head, 1);
    return d;
}

static bool tells(const description *d)
{
    return d->sector.len > 0 || d->title != NULL;
}

/* "Ana Roe is a nurse": the nurse. */
static int32_t predicate_of(const finder *f, int32_t head)
{
    const onr_word *w = word_at(f, head);
    bool is_subject =
        w->relation == ONR_NSUBJ && w->head >= 0 && word_at(f, w->head)->upos == ONR_NOUN;
    return is_subject && walk_child(f->text, w->head, ONR_COP, -1) >= 0 ? w->head : -1;
}

/* Whether word `i`, below the name or above it, is what somebody is called: a noun beside it. */
static bool describes(const finder *f, int32_t i, int32_t head)
{
    const onr_word *w = word_at(f, i);
    if (is_of_name(f, i, head) || (w->upos != ONR_NOUN && w->upos != ONR_PROPN))
        return false;
    onr_relation way = w->head == head ? w->relation : word_at(f, head)->relation;
    return way == ONR_APPOS || way == ONR_FLAT ||
           (w->head == head && (way == ONR_COMPOUND || str_is(w->subtype, "desc")));
}

/* The better of what is known and what word `i` says. */
static void take_description(description *best, const finder *f, int32_t i, int32_t head)
{
    description d = description_of_phrase(f, i);
    if (tells(&d) && !d.state)
        find_owner(&d, f, head, 0);
    if (tells(&d) && (!tells(best) || (!best->state && d.state)))
        *best = d;
}

/* "The Courier's Ana Roe": who belongs to an outlet works for it. */
static void take_outlet(description *d, const finder *f, int32_t head)
{
    for (int32_t c = walk_child(f->text, head, ONR_NMOD, -1); c >= 0;
         c = walk_child(f->text, head, ONR_NMOD, c)) {
        const known_thing *thing =
            str_is(word_at(f, c)->subtype, "poss") ? match_of(f, c).thing : NULL;
        if (thing && thing->kind == KNOWN_OUTLET && !is_of_name(f, c, head)) {
            take_owner(d, thing);
            d->sector = ONR_STR("MED");
            return;
        }
    }
}

description description_beside(const finder *f, int32_t head)
{
    description best = {0};
    int32_t above = word_at(f, head)->head, predicate = predicate_of(f, head);
    if (above >= 0 && describes(f, above, head))
        take_description(&best, f, above, head);
    if (head > 0 && person_noun_beside(f->text, head - 1, head))
        take_description(&best, f, head - 1, head);
    for (int32_t c = walk_first(f->text, head); c >= 0; c = walk_next(f->text, c))
        if (describes(f, c, head))
            take_description(&best, f, c, head);
    if (predicate >= 0)
        take_description(&best, f, predicate, head);
    if (!tells(&best))
        take_outlet(&best, f, head);
    return best;
}

/* The last of a name's words, or the first ones, that are a noun of a sector. */
static onr_str sector_of_words(onr_str name)
{
    for (size_t from = 0; from < name.len;) {
        const known_noun *noun = sector_noun_find((onr_str){name.data + from, name.len - from});
        if (noun)
            return str_of(noun->sector);
        size_t blank = str_find(name, ONR_STR(" "), from);
        from = blank == SIZE_MAX ? name.len : blank + 1;
    }
    for (size_t end = name.len; end > 0;) {
        const known_noun *noun = sector_noun_find((onr_str){name.data, end});
        if (noun)
            return str_of(noun->sector);
        while (end > 0 && name.data[end - 1] != ' ')
            end--;
        end -= end > 0;
    }
    return (onr_str){"", 0};
}

description description_of_name(const finder *f, onr_str name)
{
    description d = {.sector = sector_of_words(name)};
    take_owner(&d, land_in(f, name));
    return d;
}
