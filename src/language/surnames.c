/*
 * Decides which words are surnames of persons though they are other words as well: "Ada May met
 * them. May said so." With a verb behind it that no "may" has, the word is a name where it follows
 * a first name, and where a person of the page has this surname.
 */
#include "language/surnames.h"

#include "base/arena.h"
#include "base/hash.h"
#include "base/str.h"
#include "language/mend.h"
#include "language/walk.h"

/* The surnames of a text: hashes in a table that is at most half full. */
typedef struct surname_set {
    uint64_t *hashes; /* 0: free */
    size_t mask;
} surname_set;

typedef struct mender {
    const onr_text *text;
    onr_word *words;
    surname_set set;
    list(onr_name) names;
    onr_arena *arena;
    bool any;
} mender;

static bool set_begin(surname_set *out, size_t count, onr_arena *scratch)
{
    size_t places = 16;
    while (places < 2 * count)
        places *= 2;
    *out = (surname_set){arena_array(scratch, uint64_t, places), places - 1};
    if (out->hashes)
        memset(out->hashes, 0, places * sizeof *out->hashes);
    return out->hashes != NULL;
}

/* The place of a surname, or the free one where it would stand. */
static uint64_t *set_find(const surname_set *set, uint64_t hash)
{
    size_t at = (size_t)(hash ^ hash >> 32) & set->mask;
    while (set->hashes[at] && set->hashes[at] != hash)
        at = (at + 1) & set->mask;
    return &set->hashes[at];
}

static bool is_surname(const surname_set *set, onr_str form)
{
    return str_has_capital(form) && *set_find(set, hash_text(form)) != 0;
}

/* The word behind or before `i` in its sentence, or NULL. */
static const onr_word *beside(const mender *m, size_t i, int step)
{
    const onr_word *w = &m->words[i];
    if ((step < 0 && i == 0) || (step > 0 && i + 1 >= m->text->word_count))
        return NULL;
    return w[step].sentence == w->sentence ? w + step : NULL;
}

/* The verb behind word `i`, in a form that stands behind no modal; an adverb may stand between, as
 * in "May then said". Or -1. */
static int32_t verb_behind(const mender *m, size_t i)
{
    const onr_word *w = beside(m, i, 1);
    if (w && w->upos == ONR_ADV)
        w = beside(m, i + 1, 1);
    bool is_told = w && (w->upos == ONR_VERB || w->upos == ONR_AUX) &&
                   (str_listed(w->xpos, "VBD|VBZ|VBN") || str_ends(w->form, "ed") ||
                    str_listed(w->form, "said|told"));
    return is_told ? (int32_t)(w - m->words) : -1;
}

static int32_t head_of(const mender *m, const onr_name *name)
{
    int32_t first = (int32_t)name->first_word, end = first + (int32_t)name->word_count;
    for (int32_t i = first; i < end; i++)
        if (m->words[i].head < first || m->words[i].head >= end)
            return i;
    return first;
}

static void tag_as_name(onr_word *w)
{
    if (w->upos == ONR_PROPN)
        return;
    w->upos = ONR_PROPN;
    w->xpos = ONR_STR("NNP");
    w->feats = ONR_STR("Number=Sing");
    w->lemma = w->form;
}

/* Whether the person's name goes on with the word behind it, which is no name of its own. */
static bool goes_on(const mender *m, const onr_name *name, const onr_name *next)
{
    size_t last = name->first_word + name->word_count - 1;
    const onr_word *w = beside(m, last, 1);
    if (name->kind != ONR_NAME_PERSON || !w || !str_has_capital(w->form) ||
        (next && next->first_word <= last + 1))
        return false;
    bool is_modal = str_is(w->xpos, "MD");
    bool hangs =
        w->relation == ONR_FLAT && w->head >= (int32_t)name->first_word && w->head <= (int32_t)last;
    return (is_modal && verb_behind(m, last + 1) >= 0) ||
           (hangs && (is_modal || w->upos == ONR_PROPN));
}

static void take_surname(mender *m, onr_name *name)
{
    onr_word *w = &m->words[name->first_word + name->word_count];
    int32_t head = head_of(m, name);
    tag_as_name(w);
    if (w->relation != ONR_FLAT)
        m->any |= mend_hang(m->words, (int32_t)(w - m->words), head, ONR_FLAT);
    name->word_count++;
    name->span.end = w->span.end;
}

/* Whether nothing before a word makes it part of a longer phrase: "the Law said". */
static bool begins_phrase(const mender *m, size_t i)
{
    const onr_word *before = beside(m, i, -1);
    return !before || before->upos == ONR_PUNCT || before->upos == ONR_CCONJ ||
           before->upos == ONR_SCONJ;
}

/* "According to May". */
static bool is_source(const mender *m, size_t i)
{
    const onr_word *to = beside(m, i, -1), *according = to ? beside(m, i - 1, -1) : NULL;
    return according && str_is(to->form, "to") && str_listed(according->form, "according");
}

/* Whether the tagger may have missed a name there. "I", "He", "So" are themselves, also where the
 * page has a Queen Ada I, a Xi He or a Dr. So. */
static bool may_be_name(const onr_word *w)
{
    return w->form.len > 1 && !str_listed(w->xpos, "PRP|PRP$") && w->upos != ONR_PRON &&
           w->upos != ONR_DET && w->upos != ONR_ADV && w->upos != ONR_CCONJ &&
           w->upos != ONR_SCONJ && w->upos != ONR_ADP && w->upos != ONR_NUM && w->upos != ONR_INTJ;
}

/* Whether the word, which is no name yet, is somebody who does or says something: "May said". */
static bool is_somebody(const mender *m, size_t i)
{
    return may_be_name(&m->words[i]) && is_surname(&m->set, m->words[i].form) &&
           ((begins_phrase(m, i) && verb_behind(m, i) >= 0) || is_source(m, i));
}

/* Hangs a modal that is a name on the verb behind it, as who does what the verb says. */
static void hang_as_subject(mender *m, size_t i)
{
    int32_t verb = verb_behind(m, i);
    bool is_subject = m->words[i].relation == ONR_NSUBJ;
    if (str_is(m->words[verb].xpos, "VB"))
        m->words[verb].xpos = ONR_STR("VBD");
    if (!is_subject && walk_child(m->text, verb, ONR_NSUBJ, -1) < 0)
        m->any |= mend_hang(m->words, (int32_t)i, verb, ONR_NSUBJ);
}

static void add_alone(mender *m, size_t i)
{
    onr_name name = {ONR_NAME_PERSON, m->words[i].span, (uint32_t)i, 1};
    tag_as_name(&m->words[i]);
    if (!is_source(m, i))
        hang_as_subject(m, i);
    list_push(&m->names, name, m->arena);
}

/* A name of one word that is a person's surname is no organisation and no day. */
static void mend_kind(const mender *m, onr_name *name)
{
    bool other = name->kind == ONR_NAME_ORGANISATION || name->kind == ONR_NAME_OTHER ||
                 name->kind == ONR_NAME_DATE;
    if (name->word_count == 1 && other && is_somebody(m, name->first_word))
        name->kind = ONR_NAME_PERSON;
}

static bool is_of_calendar(onr_str word)
{
    return str_has_capital(word) &&
           str_listed(word, "monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|"
                            "february|march|april|may|june|july|august|september|october|"
                            "november|december");
}

/* "Sunday Oke said": a sentence's first word, which no comma parts from a surname that is new. */
static bool begins_before(const mender *m, const onr_name *name)
{
    const onr_word *day = beside(m, name->first_word, -1);
    return name->kind == ONR_NAME_PERSON && name->word_count == 1 && day &&
           !beside(m, name->first_word - 1, -1) && is_of_calendar(day->form) &&
           m->words[name->first_word].relation == ONR_NSUBJ &&
           verb_behind(m, name->first_word) >= 0 &&
           !is_surname(&m->set, m->words[name->first_word].form);
}

/* "Jordan Blake said": a place and a person that no comma parts, of one phrase, are a first name
 * and a surname that is new. */
static bool is_named_like_place(const mender *m, const onr_name *name, const onr_name *before)
{
    uint32_t first = name->first_word;
    if (!before || before->kind != ONR_NAME_LOCATION || before->word_count != 1 ||
        before->first_word + 1 != first || name->kind != ONR_NAME_PERSON || name->word_count != 1)
        return false;
    return beside(m, first, -1) && begins_phrase(m, first - 1) &&
           !is_surname(&m->set, m->words[first].form);
}

/* Begins the name with the word before it, which is no name of its own any more. */
static void take_first_name(mender *m, onr_name *name, onr_name *before)
{
    int32_t head = (int32_t)name->first_word, first = head - 1;
    if (before && before->first_word + before->word_count > (uint32_t)first)
        before->word_count--;
    tag_as_name(&m->words[first]);
    if (m->words[head].head != first)
        m->any |= mend_hang(m->words, first, head, ONR_COMPOUND);
    name->first_word--;
    name->word_count++;
    name->span.start = m->words[first].span.start;
}

/* Whether a hyphen joins words `i` and `i + 2`, both with a capital, as in "Ocasio-Cortez". */
static bool is_hyphenated(const mender *m, size_t i)
{
    const onr_word *w = &m->words[i];
    return i + 2 < m->text->word_count && str_is(w[1].form, "-") &&
           w[1].span.start == w->span.end && w[2].span.start == w[1].span.end &&
           w[2].sentence == w->sentence && str_has_capital(w->form) && str_has_capital(w[2].form);
}

/* "The Orr-Lund summit": without a first name, and of a noun behind, they are two. */
static bool are_two(const mender *m, const onr_name *name, size_t last)
{
    const onr_word *behind = beside(m, last + 2, 1);
    return name->word_count == 1 && behind && behind->upos == ONR_NOUN &&
           (m->words[last].relation == ONR_COMPOUND || m->words[last + 2].relation == ONR_COMPOUND);
}

/* Where a name that ends in a letter behind a hyphen ends, "DALL-E", "Chick-fil-A": its last word,
 * or `i` where there is none. */
static size_t end_of_lettered(const mender *m, size_t i)
{
    const onr_word *w = &m->words[i];
    for (size_t n = 2; n <= 4 && i + n < m->text->word_count; n += 2) {
        bool joined = str_is(w[n - 1].form, "-") && w[n - 1].span.start == w[n - 2].span.end &&
                      w[n].span.start == w[n - 1].span.end && w[n].sentence == w->sentence;
        if (!joined)
            return i;
        if (w[n].form.len == 1 && w[n].form.data[0] >= 'A' && w[n].form.data[0] <= 'Z')
            return i + n;
    }
    return i;
}

/* A name of more than a letter has the letter that hyphens join to it, and what is between. */
static void take_letter(mender *m, onr_name *name)
{
    size_t last = name->first_word + name->word_count - 1;
    size_t end = m->words[last].form.len > 1 ? end_of_lettered(m, last) : last;
    for (size_t k = last + 2; k <= end; k += 2)
        tag_as_name(&m->words[k]);
    name->word_count += (uint32_t)(end - last);
    name->span.end = m->words[end].span.end;
}

/* A person's name has all of what hyphens join to it; names within that are none of their own. */
static void take_joined(mender *m, onr_name *names, size_t i)
{
    onr_name *name = &names[i];
    if (name->kind != ONR_NAME_NORP && name->kind != ONR_NAME_DATE)
        take_letter(m, name);
    size_t last = name->first_word + name->word_count - 1;
    for (; name->kind == ONR_NAME_PERSON && is_hyphenated(m, last) && !are_two(m, name, last);
         last += 2) {
        tag_as_name(&m->words[last + 2]);
        name->word_count += 2;
        name->span.end = m->words[last + 2].span.end;
    }
    for (size_t k = i + 1; k < m->text->name_count && names[k].first_word <= last; k++) {
        size_t end = names[k].first_word + names[k].word_count;
        if (end > last + 1) { /* "Lopez Obrador" of "Garcia-Lopez Obrador" */
            name->word_count = (uint32_t)(end - name->first_word);
            name->span.end = names[k].span.end;
        }
        names[k].word_count = 0;
    }
}

/* Full names first: what they end with are surnames. */
static onr_name *find_surnames(mender *m, onr_arena *scratch)
{
    size_t count = m->text->name_count;
    onr_name *names = arena_array(scratch, onr_name, count ? count : 1);
    if (!names || !set_begin(&m->set, count, scratch))
        return NULL;
    for (size_t i = 0; i < count; i++)
        names[i] = m->text->names[i];
    for (size_t i = 0; i < count; i++) {
        if (!names[i].word_count)
            continue;
        take_joined(m, names, i);
        if (goes_on(m, &names[i], i + 1 < count ? &names[i + 1] : NULL))
            take_surname(m, &names[i]);
        if (begins_before(m, &names[i]) ||
            is_named_like_place(m, &names[i], i ? &names[i - 1] : NULL))
            take_first_name(m, &names[i], i ? &names[i - 1] : NULL);
        size_t last = names[i].first_word + names[i].word_count - 1;
        uint64_t hash = hash_text(m->words[last].form);
        if (names[i].kind == ONR_NAME_PERSON && names[i].word_count > 1)
            *set_find(&m->set, hash) = hash;
    }
    return names;
}

/* Finds the surnames that stand alone from word `from` to word `end`. */
static void find_alone(mender *m, size_t from, size_t end)
{
    for (size_t i = from; i < end; i++)
        if (is_somebody(m, i))
            add_alone(m, i);
}

bool surnames_mend(onr_text *text, onr_word *words, bool *any, onr_arena *scratch, onr_arena *arena)
{
    mender m = {.text = text, .words = words, .arena = arena};
    size_t count = text->name_count, word = 0;
    onr_name *names = find_surnames(&m, scratch);
    if (!names)
        return false;
    for (size_t i = 0; i < count; i++) {
        if (!names[i].word_count)
            continue;
        find_alone(&m, word, names[i].first_word);
        mend_kind(&m, &names[i]);
        list_push(&m.names, names[i], arena);
        word = names[i].first_word + names[i].word_count;
    }
    find_alone(&m, word, text->word_count);
    *any = m.any;
    text->names = m.names.items;
    text->name_count = m.names.count;
    return !onr_arena_full(arena);
}
