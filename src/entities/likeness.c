#include "entities/likeness.h"

#include "base/hash.h"

/* In the trainer's order: its tables are numbered so. */
enum { NAME, NOUN, OTHER, HE, SHE, IT, THEY, I, WE, YOU, THIS, KINDS };
enum { NO_ARTICLE, THE, A, POINTING, PRONOUN, NAME_ALONE, ARTICLES };
enum { NUMBER_UNKNOWN, ONE, SEVERAL, NUMBERS };
enum { UNLIKE, SAME_HEAD, SHARED_NAME, SAME_NAME, SAME_PRONOUN, INITIALS };
enum { NAME_REACH = 8, ARTICLE_REACH = 5, MOST_SENTENCES = 7 };

static uint8_t kind_of(const onr_word *w)
{
    static const char *const forms[KINDS] = {
        [HE] = "he|him|his|himself",
        [SHE] = "she|her|hers|herself",
        [IT] = "it|its|itself",
        [THEY] = "they|them|their|theirs|themselves",
        [I] = "i|me|my|mine|myself",
        [WE] = "we|us|our|ours|ourselves",
        [YOU] = "you|your|yours|yourself|yourselves",
        [THIS] = "this|that|these|those",
    };
    if (w->upos != ONR_PRON && w->upos != ONR_DET)
        return w->upos == ONR_PROPN ? NAME : NOUN;
    for (uint8_t k = HE; k < KINDS; k++)
        if (str_listed(w->form, forms[k]))
            return k;
    return OTHER;
}

static bool is_of_name(const onr_text *text, int32_t i, uint32_t sentence)
{
    return i >= 0 && (size_t)i < text->word_count && text->words[i].upos == ONR_PROPN &&
           text->words[i].sentence == sentence;
}

static onr_span name_around(const onr_text *text, int32_t word)
{
    uint32_t sentence = text->words[word].sentence;
    int32_t first = word, end = word;
    if (!is_of_name(text, word, sentence))
        return (onr_span){(uint32_t)word, (uint32_t)word};
    while (word - first < NAME_REACH && is_of_name(text, first - 1, sentence))
        first--;
    while (end - word <= NAME_REACH && is_of_name(text, end, sentence))
        end++;
    return (onr_span){(uint32_t)first, (uint32_t)end};
}

static bool modifies(onr_upos upos)
{
    return upos == ONR_ADJ || upos == ONR_NOUN || upos == ONR_PROPN;
}

static uint8_t article_of(const onr_text *text, int32_t word, uint8_t kind)
{
    if (kind > NOUN)
        return PRONOUN;
    const onr_word *head = &text->words[word];
    for (int32_t i = word - 1; i >= 0 && i >= word - ARTICLE_REACH; i--) {
        const onr_word *w = &text->words[i];
        if (w->sentence != head->sentence)
            break;
        if (w->upos == ONR_DET || w->upos == ONR_PRON)
            return str_listed(w->form, "the")                     ? THE
                   : str_listed(w->form, "a|an")                  ? A
                   : str_listed(w->form, "this|that|these|those") ? POINTING
                                                                  : NO_ARTICLE;
        if (!modifies(w->upos) && w->upos != ONR_NUM && w->upos != ONR_ADV)
            break;
    }
    return kind == NAME ? NAME_ALONE : NO_ARTICLE;
}

static uint8_t number_of(const onr_word *w, uint8_t kind)
{
    if (kind == THEY || kind == WE || str_is(w->xpos, "NNS") || str_is(w->xpos, "NNPS"))
        return SEVERAL;
    bool one = kind == HE || kind == SHE || kind == IT || kind == I;
    return one || str_is(w->xpos, "NN") || str_is(w->xpos, "NNP") ? ONE : NUMBER_UNKNOWN;
}

likeness likeness_of(const onr_text *text, int32_t word)
{
    const onr_word *w = &text->words[word], *last = word > 0 ? w - 1 : NULL;
    likeness found = {
        .text = text,
        .word = word,
        .above = w->head,
        .above_that = w->head >= 0 ? text->words[w->head].head : ONR_NO_HEAD,
        .name = name_around(text, word),
        .form = hash_text_nocase(w->form),
        .kind = kind_of(w),
        .is_subject = w->relation == ONR_NSUBJ,
    };
    if (last && last->sentence == w->sentence && modifies(last->upos))
        found.before = hash_text_nocase(last->form);
    found.article = article_of(text, word, found.kind);
    found.number = number_of(w, found.kind);
    return found;
}

static onr_str name_word(const likeness *m, uint32_t i)
{
    return m->text->words[i].form;
}

static bool names_equal(const likeness *a, const likeness *b)
{
    uint32_t count = a->name.end - a->name.start;
    if (count == 0 || b->name.end - b->name.start != count)
        return false;
    for (uint32_t i = 0; i < count; i++)
        if (!str_equal_nocase(name_word(a, a->name.start + i), name_word(b, b->name.start + i)))
            return false;
    return true;
}

static bool names_share(const likeness *a, const likeness *b)
{
    for (uint32_t i = a->name.start; i < a->name.end; i++)
        for (uint32_t j = b->name.start; j < b->name.end; j++)
            if (str_equal_nocase(name_word(a, i), name_word(b, j)))
                return true;
    return false;
}

/* "U.N." or "UN" of "United Nations". */
static bool is_initials_of(const likeness *form, const likeness *name)
{
    onr_str letters = form->text->words[form->word].form;
    uint32_t i = name->name.start;
    for (size_t k = 0; k < letters.len; k++) {
        if (letters.data[k] == '.')
            continue;
        if (i == name->name.end ||
            ascii_lower(letters.data[k]) != ascii_lower(name_word(name, i).data[0]))
            return false;
        i++;
    }
    return i == name->name.end && name->name.end - name->name.start > 1;
}

static uint8_t alike(const likeness *a, const likeness *b)
{
    if (a->kind > NOUN || b->kind > NOUN)
        return a->form == b->form ? SAME_PRONOUN : UNLIKE;
    if (names_equal(a, b))
        return SAME_NAME;
    if (a->form == b->form) {
        bool same_before = a->before && a->before == b->before;
        return a->name.start == a->name.end && same_before ? SAME_NAME : SAME_HEAD;
    }
    if (names_share(a, b))
        return SHARED_NAME;
    return is_initials_of(a, b) || is_initials_of(b, a) ? INITIALS : UNLIKE;
}

static bool is_above(const likeness *over, const likeness *m)
{
    return over->word == m->above || over->word == m->above_that;
}

void likeness_signs(uint8_t signs[LINK_SIGNS], const likeness *later, const likeness *earlier)
{
    uint32_t sentences =
        later->text->words[later->word].sentence - earlier->text->words[earlier->word].sentence;
    bool nested = is_above(later, earlier) || is_above(earlier, later);
    signs[0] = (uint8_t)(later->kind * KINDS + earlier->kind);
    signs[1] = (uint8_t)(alike(later, earlier) * 2 + nested);
    signs[2] = (uint8_t)(sentences < MOST_SENTENCES ? sentences : MOST_SENTENCES);
    signs[3] = (uint8_t)(later->is_subject * 2 + earlier->is_subject);
    signs[4] = (uint8_t)(later->number * NUMBERS + earlier->number);
    signs[5] = (uint8_t)(later->article * ARTICLES + earlier->article);
}
