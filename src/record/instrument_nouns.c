#include "record/instrument_nouns.h"

#include "base/arena.h"
#include "base/hash.h"
#include "base/str.h"
#include "base/table.h"
#include "language/walk.h"

/* How a noun must stand to name an instrument. */
typedef enum noun_form { FORM_ANY, FORM_NAME, FORM_MODIFIED, FORM_PLURAL } noun_form;

/* A row of data/instruments.tsv. */
typedef struct noun_row {
    const char *lemma;
    onr_instrument_kind kind;
    noun_form form;
    const char *with, *without; /* "" where nothing is asked. */
    noun_means means;
} noun_row;

/* By lemma, in lower case. */
static const noun_row nouns[] = {
#include "record/instruments.inc"
};

typedef struct reader {
    const onr_text *text;
    int32_t head, start, end; /* The sentence's words. */
} reader;

static const onr_word *word_at(const reader *r, int32_t at)
{
    return &r->text->words[at];
}

static bool is_form(const reader *r, int32_t at, const char *words)
{
    return at >= r->start && at < r->end && str_listed(word_at(r, at)->form, words);
}

static bool is_proper(const onr_word *w)
{
    return w->upos == ONR_PROPN && str_has_capital(w->form);
}

/* "Cease-fire" is three words. */
static const noun_row *noun_at(const reader *r)
{
    const onr_word *w = word_at(r, r->head);
    if (w->upos != ONR_NOUN && w->upos != ONR_PROPN)
        return NULL;
    if (is_form(r, r->head, "fire") && is_form(r, r->head - 1, "-|‑") &&
        is_form(r, r->head - 2, "cease"))
        return TABLE_FIND(table_find_nocase, ONR_STR("ceasefire"), nouns);
    return TABLE_FIND(table_find_nocase, w->lemma, nouns);
}

/* A word of the phrase, its head aside, that is one of `lemmas`. */
static bool phrase_has(const reader *r, const instrument_mention *m, const char *lemmas)
{
    for (size_t i = m->first; i < m->end; i++)
        if ((int32_t)i != m->head && (str_listed(r->text->words[i].lemma, lemmas) ||
                                      str_listed(r->text->words[i].form, lemmas)))
            return true;
    return false;
}

static const char trade[] = "import|imported|export|good|steel|aluminum|aluminium|car|vehicle|"
                            "product|sale|trade|weapon|arms|oil|gas|goods|truck|tire|chip|exports|"
                            "imports|protectionist|component";
static bool is_asked_for(const reader *r, const instrument_mention *m, const noun_row *row)
{
    bool bare = m->determiner == DET_NONE && m->detail_count == 0 && !m->proper;
    if (bare && str_listed(str_of(row->lemma), "law|policy|rule|judgment|judgement|legislation|"
                                               "plan|promise|commitment|order|contract|deal"))
        return false;
    if ((*row->with && !phrase_has(r, m, row->with)) ||
        (*row->without && phrase_has(r, m, row->without)))
        return false;
    switch (row->form) {
    case FORM_ANY: return true;
    case FORM_NAME:
        return m->proper && (m->first + 1 < m->end || word_at(r, m->head)->form.len <= 5);
    case FORM_MODIFIED: return m->detail_count > 0 && m->determiner != DET_OTHER;
    case FORM_PLURAL: return m->plural || m->proper;
    }
    return false;
}

/* Whether a word of the phrase is its noun's first part: "peace plan talks" is about talks. */
static bool is_modifier_of_other(const reader *r)
{
    const onr_word *w = word_at(r, r->head);
    return w->relation == ONR_COMPOUND && w->head > r->head && w->head < r->end &&
           !is_form(r, r->head + 1, "-") && word_at(r, w->head)->upos != ONR_PUNCT;
}

static determiner determiner_of(const reader *r, const instrument_mention *m)
{
    for (int32_t i = walk_first(r->text, m->head); i >= 0 && i < m->head;
         i = walk_next(r->text, i)) {
        const onr_word *w = word_at(r, i);
        if (w->relation == ONR_NMOD && str_is(w->subtype, "poss"))
            return DET_POSSESSIVE;
        if (w->relation == ONR_DET_REL)
            return str_listed(w->form, "a|an")                    ? DET_A
                   : str_listed(w->form, "the")                   ? DET_THE
                   : str_listed(w->form, "this|that|these|those") ? DET_THIS
                                                                  : DET_OTHER;
    }
    return DET_NONE;
}

/* The noun phrase without what only goes on about it: relative clauses, appositions, conjuncts. */
static void find_phrase(const reader *r, instrument_mention *m, onr_arena *scratch)
{
    int32_t cuts[16];
    size_t count = 0;
    for (int32_t i = walk_first(r->text, m->head); i >= 0 && count < 16;
         i = walk_next(r->text, i)) {
        const onr_word *w = word_at(r, i);
        bool aside = w->relation == ONR_APPOS || w->relation == ONR_CONJ || w->relation == ONR_CC ||
                     w->relation == ONR_PARATAXIS || w->relation == ONR_CASE ||
                     w->relation == ONR_COP || w->relation == ONR_NSUBJ || w->relation == ONR_OBL ||
                     w->relation == ONR_ADVCL || w->relation == ONR_MARK ||
                     w->relation == ONR_AUX_REL || w->relation == ONR_ADVMOD ||
                     w->relation == ONR_DEP || w->relation == ONR_CCOMP;
        if (aside || (w->relation == ONR_ACL && str_is(w->subtype, "relcl")))
            cuts[count++] = i;
    }
    onr_spans spans = walk_spans(r->text, m->head, cuts, count, scratch);
    m->span = word_at(r, m->head)->span;
    for (size_t i = 0; i < spans.count; i++)
        if (spans.items[i].start <= m->span.start && spans.items[i].end >= m->span.end)
            m->span = spans.items[i];
    m->first = onr_text_word_from(r->text, m->span.start);
    m->end = onr_text_word_from(r->text, m->span.end);
    for (size_t i = (size_t)m->head + 1; i < m->end; i++)
        if (is_form(r, (int32_t)i, ",|;|–|—|:"))
            m->end = i;
    m->span.end = r->text->words[m->end - 1].span.end;
}

/* Nouns that alone do not say which instrument of their kind is meant. */
static const char general[] =
    "deal|agreement|accord|pact|law|bill|legislation|plan|proposal|policy|"
    "order|action|rule|decision|program|programme|treaty|resolution|"
    "measure|draft|initiative|platform|package|strategy|commitment|"
    "promise|pledge|scheme|contract|ruling|document";

static uint32_t detail_of(onr_str lemma)
{
    bool truce = str_listed(lemma, "truce|armistice|cease-fire|fire");
    return (uint32_t)hash_text_nocase(truce ? ONR_STR("ceasefire") : lemma);
}

static int atoi_of(onr_str digits)
{
    int value = 0;
    for (size_t i = 0; i < digits.len; i++)
        value = is_ascii_digit(digits.data[i]) ? value * 10 + (digits.data[i] - '0') : value;
    return value;
}

static void find_details(const reader *r, instrument_mention *m)
{
    m->qualified = true;
    if (!m->proper && !str_listed(word_at(r, m->head)->lemma, general))
        m->details[m->detail_count++] = detail_of(word_at(r, m->head)->lemma);
    for (size_t i = m->first; i < m->end && m->detail_count < MOST_DETAILS; i++) {
        const onr_word *w = &r->text->words[i];
        bool own = (int32_t)i == m->head || w->upos == ONR_DET || w->upos == ONR_PUNCT;
        m->qualified = m->qualified && (own || w->upos == ONR_ADJ || w->upos == ONR_VERB ||
                                        w->upos == ONR_PRON || w->upos == ONR_ADV);
        bool tells = (int32_t)i != m->head && !str_listed(w->form, "cease|new|such|same|other") &&
                     (w->upos == ONR_NOUN || w->upos == ONR_PROPN || w->upos == ONR_ADJ ||
                      w->upos == ONR_VERB || w->upos == ONR_NUM);
        if (tells)
            m->details[m->detail_count++] = detail_of(w->lemma);
        m->infinitive = m->infinitive || (w->relation == ONR_ACL && w->head == m->head);
        if (w->upos == ONR_NUM && w->form.len == 4 &&
            (str_starts(w->form, "19") || str_starts(w->form, "20")))
            m->year = atoi_of(w->form);
    }
}

/* A noun alone does not say which kind it is of. */
static onr_instrument_kind kind_of(const reader *r, const instrument_mention *m,
                                   const noun_row *row)
{
    onr_str lemma = str_of(row->lemma);
    if (m->proper && str_listed(lemma, "agreement|pact|accord") &&
        phrase_has(r, m, "trade|free|climate|paris|partnership"))
        return ONR_INSTRUMENT_TREATY;
    if (str_listed(lemma, "ban|restriction|tax|duty|measure") && phrase_has(r, m, trade))
        return ONR_INSTRUMENT_SANCTION;
    /* A bill that is passed, a law that is only brought in. */
    int32_t governor = word_at(r, m->head)->head;
    onr_str verb = governor >= 0 ? word_at(r, governor)->lemma : (onr_str){0};
    if (str_is(lemma, "bill"))
        return str_listed(verb, "pass|sign|enact|approve|adopt") ||
                       phrase_has(r, m, "passed|signed|enacted")
                   ? ONR_INSTRUMENT_LAW
                   : row->kind;
    if (str_is(lemma, "legislation") &&
        (str_listed(verb, "introduce|propose|draft|file|sponsor|table") ||
         phrase_has(r, m, "introduced|proposed|propose|proposal")))
        return ONR_INSTRUMENT_DRAFT;
    if (str_is(lemma, "amendment") && (m->proper || phrase_has(r, m, "constitutional")))
        return ONR_INSTRUMENT_LAW;
    if (phrase_has(r, m, "draft"))
        return ONR_INSTRUMENT_DRAFT;
    return row->kind;
}

/* Whether the recogniser of names took the word for a person's, "Bill". */
static bool is_person(const onr_text *text, int32_t at)
{
    size_t low = 0, high = text->name_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (text->names[middle].first_word + text->names[middle].word_count <= (uint32_t)at)
            low = middle + 1;
        else
            high = middle;
    }
    return low < text->name_count && text->names[low].first_word <= (uint32_t)at &&
           text->names[low].kind == ONR_NAME_PERSON;
}

bool instrument_mention_read(instrument_mention *out, const onr_text *text, int32_t at,
                             onr_arena *scratch)
{
    const onr_sentence *s = &text->sentences[text->words[at].sentence];
    reader r = {text, at, (int32_t)s->first_word, (int32_t)(s->first_word + s->word_count)};
    const noun_row *row = noun_at(&r);
    if (!row || is_modifier_of_other(&r) || is_person(text, at))
        return false;
    *out = (instrument_mention){.head = at};
    out->proper = is_proper(&text->words[at]);
    out->plural = str_listed(text->words[at].xpos, "NNS|NNPS");
    out->determiner = determiner_of(&r, out);
    find_phrase(&r, out, scratch);
    find_details(&r, out);
    out->kind = kind_of(&r, out, row);
    out->means = phrase_has(&r, out, "draft") ? MEANS_MOSTLY : row->means;
    return is_asked_for(&r, out, row);
}
