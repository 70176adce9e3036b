/*
 * Decides what a name of the text is as a whole: with a nickname in its midst, with the surname
 * that two share; "Trinidad and Tobago", of which the network may have read a part alone.
 */
#include "entities/called.h"

#include "base/hash.h"
#include "base/str.h"
#include "base/text.h"
#include "entities/bearers.h"
#include "entities/persons.h"
#include "entities/titles.h"
#include "entities/words.h"
#include "language/walk.h"

/* Names that are looked through for a later one; words of a name. */
enum { LOOK_AHEAD = 256, LONGEST_NAME = 6, LONGEST_KNOWN = 8 };

static int32_t head_of_name(const onr_text *text, const onr_name *name)
{
    int32_t first = (int32_t)name->first_word, end = first + (int32_t)name->word_count;
    for (int32_t i = first; i < end; i++)
        if (text->words[i].head < first || text->words[i].head >= end)
            return i;
    return first;
}

/* Whether one quotation mark stands between two stretches of words. */
static bool is_mark(const onr_text *text, size_t word)
{
    return word < text->word_count && str_listed(text->words[word].form, "\"|“|”|‘|’|'|``|''|(|)");
}

/* Where the marks around a nickname open that closes at word `close`; 0: there is none. */
static size_t open_of_nickname(const onr_text *text, size_t close)
{
    enum { LONGEST = 2, SHORTEST = 2 /* bytes: a letter is a party, "(D)" */ };
    for (size_t n = 1; n <= LONGEST && n + 1 <= close; n++) {
        const onr_word *w = &text->words[close - n];
        if (is_mark(text, close - n) || w->form.len < SHORTEST)
            return 0;
        if (is_mark(text, close - n - 1))
            return close - n - 1;
    }
    return 0;
}

/* The first word of the person's name whose last is `last`, or that goes on behind it; SIZE_MAX:
 * it is no such name. */
static size_t first_of_person(const onr_text *text, size_t last, size_t before)
{
    const onr_word *w = &text->words[last];
    for (size_t k = before; k-- > 0 && text->names[k].first_word + LONGEST_NAME > last;) {
        const onr_name *name = &text->names[k];
        if (name->first_word <= last && name->first_word + name->word_count > last)
            return name->kind == ONR_NAME_PERSON ? name->first_word : SIZE_MAX;
    }
    bool is_word = w->upos != ONR_PROPN || title_find(w->form) || person_role(w->lemma);
    return is_word ? SIZE_MAX : last;
}

/* The mark that closes a nickname: right before a name, or in one that the network has begin with
 * the nickname ("Bo” Hansen"). */
static size_t close_of_nickname(const onr_text *text, const onr_name *name)
{
    for (uint32_t k = 1; k + 1 < name->word_count; k++)
        if (is_mark(text, name->first_word + k))
            return name->first_word + k;
    return name->first_word - 1;
}

/* "Maria “Mimi” Holt", of which the network has made several names: behind a nickname in marks name
 * `i` goes on. */
static bool join_nickname(finder *f, size_t i, onr_arena *scratch)
{
    const onr_text *text = f->text;
    const onr_name *last = &text->names[i];
    if (last->kind != ONR_NAME_PERSON || last->first_word == 0)
        return false;
    size_t close = close_of_nickname(text, last);
    if (!is_mark(text, close))
        return false;
    size_t open = open_of_nickname(text, close);
    if (open == 0 || text->words[open - 1].sentence != text->words[close].sentence)
        return false;
    size_t first = first_of_person(text, open - 1, i);
    onr_name *whole = first == SIZE_MAX ? NULL : arena_array(scratch, onr_name, 1);
    if (!whole)
        return false;
    *whole = *last;
    whole->first_word = (uint32_t)first;
    whole->span.start = text->words[first].span.start;
    whole->word_count += last->first_word - (uint32_t)first;
    for (size_t k = first; k <= close; k++)
        f->name_of[k] = NULL;
    f->name_of[head_of_name(text, whole)] = whole;
    return true;
}

/* "Will Marsh" of which the network made a name each: the second is part of the first by the tree.
 * Moves `*i` to the last of them. */
static bool join_parts(finder *f, size_t *i, onr_arena *scratch)
{
    const onr_text *text = f->text;
    const onr_name *first = &text->names[*i];
    if (*i + 1 == text->name_count || first->kind != ONR_NAME_PERSON)
        return false;
    const onr_name *second = first + 1;
    const onr_word *surname = &text->words[second->first_word];
    if (second->kind != ONR_NAME_PERSON ||
        second->first_word != first->first_word + first->word_count ||
        surname->relation != ONR_FLAT || surname->head < (int32_t)first->first_word ||
        surname->head >= (int32_t)second->first_word)
        return false;
    onr_name *whole = arena_array(scratch, onr_name, 1);
    if (!whole)
        return false;
    *whole = *first;
    whole->span.end = second->span.end;
    whole->word_count += second->word_count;
    f->name_of[head_of_name(text, whole)] = whole;
    ++*i;
    return true;
}

/* "RFK" of "RFK Jr.", of which the network has read the letters alone as a name. */
static void join_generation(finder *f, size_t i, onr_arena *scratch)
{
    const onr_text *text = f->text;
    const onr_name *name = &text->names[i];
    size_t end = name->first_word + name->word_count;
    if (name->kind > ONR_NAME_ORGANISATION || end == text->word_count ||
        text->words[end].sentence != text->words[end - 1].sentence ||
        !str_listed(text->words[end].form, "Jr|Jr.|Sr|Sr.") || f->name_of[end])
        return;
    called_join(f, name->first_word, end + 1, ONR_NAME_PERSON, scratch);
}

/* Whether word `first` begins the name by the tree, and is no title: "Peer Varga". */
static bool begins_name(const finder *f, size_t first, const onr_name *name)
{
    const onr_word *w = &f->text->words[first], *surname = &f->text->words[name->first_word];
    return w->upos == ONR_PROPN && surname->relation == ONR_FLAT &&
           surname->head == (int32_t)first && !title_find(w->form) && !person_role(w->lemma);
}

/* "Will Marsh said", "May Lund denied": a first name that is also another word, before a surname.
 * Behind a question's "will" stands a verb without an ending. */
static void join_first_name(finder *f, size_t i, onr_arena *scratch)
{
    const onr_text *text = f->text;
    const onr_name *name = &text->names[i];
    if (name->kind != ONR_NAME_PERSON || name->first_word == 0)
        return;
    size_t first = name->first_word - 1;
    const onr_word *w = &text->words[first];
    bool is_other = i > 0 && text->names[i - 1].first_word + text->names[i - 1].word_count > first;
    int32_t verb = text->words[head_of_name(text, name)].head;
    bool asks =
        w->upos == ONR_AUX && !(verb >= 0 && str_listed(text->words[verb].xpos, "VBD|VBZ|VBP|VBN"));
    if (is_other || w->sentence != w[1].sentence || (w->upos != ONR_PROPN && w->upos != ONR_AUX) ||
        asks || !str_has_capital(w->form) ||
        !(first_name_is(w->form) || begins_name(f, first, name)))
        return;
    onr_name *whole = arena_array(scratch, onr_name, 1);
    if (!whole)
        return;
    *whole = *name;
    whole->span.start = w->span.start;
    whole->first_word--;
    whole->word_count++;
    f->name_of[first] = NULL;
    f->is_part[first] = true;
    f->name_of[head_of_name(text, name)] = whole;
}

/* Where the longest name of a state or organisation of states that begins with word `first` ends;
 * `first`: none of several words does. */
static size_t end_of_known(const finder *f, size_t first)
{
    const onr_text *text = f->text;
    size_t end = first, last = first + 1;
    for (; last < text->word_count && last < first + LONGEST_KNOWN; last++) {
        const onr_word *w = &text->words[last];
        bool mark = w->upos == ONR_PUNCT && !str_is(w->form, "-"); /* "Guinea-Bissau" */
        if (w->sentence != text->words[first].sentence || mark)
            break;
        if (!str_has_capital(w->form))
            continue;
        onr_span span = {text->words[first].span.start, w->span.end};
        known_match match = code_find(&f->base, &f->states, str_slice(text->text, span), NULL);
        if (match.thing && match.use <= KNOWN_BY_FORMER &&
            (match.thing->kind == KNOWN_STATE || match.thing->kind == KNOWN_IGO ||
             match.thing->kind == KNOWN_GROUP))
            end = last + 1;
    }
    return end;
}

void called_join(finder *f, size_t first, size_t end, onr_name_kind kind, onr_arena *scratch)
{
    const onr_word *words = f->text->words;
    onr_name *whole = arena_array(scratch, onr_name, 1);
    if (!whole)
        return;
    *whole = (onr_name){.span = {words[first].span.start, words[end - 1].span.end},
                        .kind = kind,
                        .first_word = (uint32_t)first,
                        .word_count = (uint32_t)(end - first)};
    for (size_t i = first; i < end; i++) {
        f->name_of[i] = NULL;
        f->is_part[i] = true;
    }
    f->name_of[head_of_name(f->text, whole)] = whole;
    f->is_part[head_of_name(f->text, whole)] = false;
}

/* Joins the names of states that are several words, where no name goes on beyond them. */
static void join_known_names(finder *f, onr_arena *scratch)
{
    const onr_text *text = f->text;
    for (size_t i = 0, name = 0; i + 1 < text->word_count; i++) {
        onr_str form = text->words[i].form;
        bool may_begin = str_has_capital(form) && !str_listed(form, "the");
        size_t end = may_begin ? end_of_known(f, i) : i;
        while (name < text->name_count &&
               text->names[name].first_word + text->names[name].word_count <= i)
            name++;
        size_t last = name;
        while (last + 1 < text->name_count && text->names[last + 1].first_word < end)
            last++;
        const onr_name *at = last < text->name_count ? &text->names[last] : NULL;
        bool longer = at && at->first_word < end && at->first_word + at->word_count > end;
        bool within = name < text->name_count && text->names[name].first_word < i;
        if (end == i || longer || within)
            continue;
        called_join(f, i, end, ONR_NAME_LOCATION, scratch);
        i = end - 1;
    }
}

/* A person's surname is nobody else's name: "Amy Jordan". */
static void mark_surnames(finder *f)
{
    for (size_t i = 0; i < f->text->name_count; i++) {
        const onr_name *name = &f->text->names[i];
        for (uint32_t k = 0; name->kind == ONR_NAME_PERSON && k < name->word_count; k++)
            f->is_part[name->first_word + k] = f->name_of[name->first_word + k] == NULL;
    }
}

/* The words of full names: who is called by one of them may be that person. */
static bool index_full_names(finder *f, onr_arena *scratch)
{
    const onr_text *text = f->text;
    if (!index_begin(&f->full, text->name_count, scratch))
        return false;
    for (size_t i = 0; i < text->name_count; i++) {
        const onr_name *name = &text->names[i];
        bool is_full = name->kind == ONR_NAME_PERSON && name->word_count > 1;
        for (uint32_t k = 0; is_full && k < name->word_count; k++) {
            onr_str form = text->words[name->first_word + k].form;
            index_add(&f->full, hash_text(form), (int32_t)i);
            if (is_in_capitals(form))
                index_add(&f->full, hash_text(text_out_of_capitals(form, scratch)), (int32_t)i);
        }
    }
    return !onr_arena_full(scratch);
}

bool called_is_in_full(const finder *f, onr_str word)
{
    return index_first(&f->full, hash_text(word)) >= 0;
}

bool called_is_bare(const finder *f, const onr_name *name)
{
    const onr_word *w = &f->text->words[name->first_word];
    bool titled = name->first_word > 0 && w[-1].sentence == w->sentence &&
                  (title_find(w[-1].form) || person_role(w[-1].lemma));
    return name->word_count == 1 && !titled && !called_is_in_full(f, w->form);
}

/* "(R-Fla.)", "(D)": the letter of somebody's party names nobody. */
static bool is_party_letter(const onr_text *text, const onr_name *name)
{
    size_t at = name->first_word;
    const onr_word *w = &text->words[at];
    return name->word_count == 1 && at > 0 && at + 1 < text->word_count &&
           str_listed(w->form, "R|D|I") && str_is(w[-1].form, "(") &&
           str_listed(w[1].form, "-|–|)");
}

bool called_begin(finder *f, onr_arena *scratch)
{
    if (!index_full_names(f, scratch))
        return false;
    for (size_t i = 0; i < f->text->name_count; i++)
        if (!is_party_letter(f->text, &f->text->names[i]) && !join_nickname(f, i, scratch) &&
            !join_parts(f, &i, scratch))
            f->name_of[head_of_name(f->text, &f->text->names[i])] = &f->text->names[i];
    mark_surnames(f);
    for (size_t i = 0; i < f->text->name_count; i++)
        join_first_name(f, i, scratch);
    for (size_t i = 0; i < f->text->name_count; i++)
        join_generation(f, i, scratch);
    join_known_names(f, scratch);
    return !onr_arena_full(scratch);
}

/* Whether the page calls somebody "Lotte Brask" further on. */
static bool is_called_later(const finder *f, const onr_name *from, onr_str first, onr_str surname)
{
    const onr_text *text = f->text;
    size_t at = (size_t)(from - text->names);
    for (size_t k = at; k < text->name_count && k < at + LOOK_AHEAD; k++) {
        onr_str words = str_slice(text->text, text->names[k].span);
        if (str_equal(bearer_first_name(words), first) && str_equal(bearer_surname(words), surname))
            return true;
    }
    return false;
}

/* The name of several words that begins with word `first`. */
static const onr_name *name_from(const finder *f, size_t first)
{
    for (size_t k = first; k < f->text->word_count && k < first + LONGEST_NAME; k++)
        if (f->name_of[k])
            return f->name_of[k]->first_word == first && f->name_of[k]->word_count > 1
                       ? f->name_of[k]
                       : NULL;
    return NULL;
}

onr_str called_with_surname(const finder *f, const onr_name *name, onr_str words)
{
    size_t joins = name->first_word + 1;
    if (name->word_count != 1 || joins + 1 >= f->text->word_count ||
        !str_listed(f->text->words[joins].form, "and|&") ||
        finder_find_person(f, words, GENDER_UNKNOWN) != ONR_NO_ENTITY)
        return words;
    const onr_name *other = name_from(f, joins + 1);
    if (!other || other->kind != ONR_NAME_PERSON)
        return words;
    onr_str surname = bearer_surname(str_slice(f->text->text, other->span));
    if (!first_name_is(words) && !is_called_later(f, other, words, surname))
        return words;
    return arena_format(f->arena, "%.*s %.*s", (int)words.len, words.data, (int)surname.len,
                        surname.data);
}

/* Whether word `i` is one more of the name with that head, and of no other. */
static bool goes_on(const finder *f, int32_t i, int32_t head)
{
    const onr_text *text = f->text;
    if (i < 0 || i >= (int32_t)text->word_count)
        return false;
    const onr_word *w = &text->words[i];
    return w->upos == ONR_PROPN && str_has_capital(w->form) && !f->name_of[i] && !f->is_part[i] &&
           w->sentence == text->words[head].sentence && !title_find(w->form) &&
           walk_within(text, i, head);
}

/* Where a name begins that goes on in front with those whom a body is for: "Children's Health
 * Defense", at the beginning of a sentence, too; `first`: it does not. */
static int32_t first_of_possessors(const finder *f, int32_t first, int32_t head)
{
    if (first < 2 || !str_listed(word_at(f, first - 1)->form, "'s|’s|'|’"))
        return first;
    const onr_word *w = word_at(f, first - 2);
    bool many = str_listed(w->form, "Children|Women|Men|People") ||
                (str_listed(w->xpos, "NNS|NNPS") && noun_is_person(w->lemma));
    return many && str_has_capital(w->form) && w->sentence == word_at(f, head)->sentence &&
                   walk_within(f->text, first - 2, head)
               ? first - 2
               : first;
}

/* Where a name ends that goes on with "of" or the like at word `from`, "the" perhaps, and names;
 * `from`: it does not. */
static int32_t end_behind(const finder *f, int32_t from, int32_t head)
{
    const onr_text *text = f->text;
    int32_t count = (int32_t)text->word_count, i = from;
    if (i >= count || !str_listed(text->words[i].form, "of|on|for"))
        return from;
    i += i + 1 < count && str_is(text->words[i + 1].form, "the") ? 2 : 1;
    int32_t first = i;
    while (i < count && text->words[i].upos == ONR_PROPN && str_has_capital(text->words[i].form) &&
           text->words[i].sentence == text->words[head].sentence && walk_within(text, i, head))
        i++;
    return i > first ? i : from;
}

onr_span called_whole(finder *f, const onr_name *name, int32_t i)
{
    const onr_word *words = f->text->words;
    int32_t first = (int32_t)name->first_word, end = first + (int32_t)name->word_count;
    while (goes_on(f, first - 1, i))
        first--;
    first = first_of_possessors(f, first, i);
    int32_t last = end_behind(f, end, i);
    for (int32_t k = end; k < last; k++)
        f->is_part[k] = true;
    return (onr_span){words[first].span.start, words[last - 1].span.end};
}

/* Whether `letters`, capitals alone, are those that the words of `name` begin with. */
static bool abbreviates(onr_str letters, onr_str name)
{
    size_t n = 0, i = str_starts(name, "The ") ? strlen("The ") : 0;
    for (; n < letters.len; n++)
        if (!is_ascii_capital(letters.data[n]))
            return false;
    for (n = 0; i < name.len; i++)
        if (is_ascii_capital(name.data[i]) && (i == 0 || !is_ascii_letter(name.data[i - 1]))) {
            if (n == letters.len || letters.data[n] != name.data[i])
                return false;
            n++;
        }
    return n >= 2 && n == letters.len;
}

/* The last word before a name that tells what another is short for: "Coastal Workers Federation
 * (CWF)", "…, known as CWF,", "CWF, the Coastal …"; or -1. */
static int32_t end_of_explained(const onr_text *text, size_t first)
{
    for (int steps = 0; steps < 3 && first >= 2; steps++)
        first -= str_listed(text->words[first - 1].form, "or|the|as|known|\"|“|‘|'|``");
    bool parted = first >= 2 && str_listed(text->words[first - 1].form, "(|,|-|–|—");
    return parted ? (int32_t)first - 2 : -1;
}

int32_t called_in_full(finder *f, const onr_name *name)
{
    int32_t last = end_of_explained(f->text, name->first_word);
    if (last < 0 || !f->mentions.count)
        return ONR_NO_ENTITY;
    onr_mention m = f->mentions.items[f->mentions.count - 1];
    onr_str before = str_slice(f->text->text, m.span), words = str_slice(f->text->text, name->span);
    if (m.span.end != f->text->words[last].span.end ||
        !(abbreviates(words, before) || abbreviates(before, words)))
        return ONR_NO_ENTITY;
    finder_index_as(f, m.entity, words);
    return m.entity;
}
