#include "attribution/content.h"

#include "attribution/lexicon.h"
#include "attribution/phrases.h"
#include "attribution/speaker.h"
#include "base/span.h"
#include "base/str.h"
#include "base/table.h"
#include "language/walk.h"

/* Paragraphs of one speech that are joined at most; words that name who asks. */
enum { LONGEST_SPEECH = 16, LONGEST_ASKER = 8 };

/* Whether a speech that quotation `q` did not close goes on in the next: English opens the marks
 * again with each paragraph and closes them with the last. */
static bool goes_on(const finder *f, int32_t q)
{
    onr_spans quotes = f->reading.quotes;
    if (q < 0 || q + 1 >= (int32_t)quotes.count)
        return false;
    static const char *const closers[] = {"\"", "”", "’", "'", "»", "«", "“"};
    onr_str words = str_slice(f->text->text, quotes.items[q]);
    size_t behind_mark = 0;
    utf8_next(words, &behind_mark);
    if (behind_mark == words.len || is_ascii_space(words.data[behind_mark]))
        return false;
    for (size_t i = 0; i < sizeof closers / sizeof *closers; i++)
        if (str_ends(words, closers[i]))
            return false;
    bool new_line = false;
    for (uint32_t i = quotes.items[q].end; i < quotes.items[q + 1].start; i++) {
        if (!is_ascii_space(f->text->text.data[i]))
            return false;
        new_line |= f->text->text.data[i] == '\n';
    }
    return new_line;
}

/* The first and the last quotation of the speech that `q` is of. */
static void find_speech(const finder *f, int32_t q, int32_t *first, int32_t *last)
{
    *first = *last = q;
    while (*first > q - LONGEST_SPEECH && goes_on(f, *first - 1))
        --*first;
    while (*last < q + LONGEST_SPEECH && goes_on(f, *last))
        ++*last;
}

onr_spans content_chain(const finder *f, int32_t quote)
{
    int32_t first, last;
    find_speech(f, quote, &first, &last);
    return phrase_join(f, (onr_spans){0},
                       (onr_spans){f->reading.quotes.items + first, (size_t)(last - first + 1)});
}

/* The quotations of which the content holds a piece, and what goes on from them. */
static onr_spans quotes_of(const finder *f, const finding *g)
{
    onr_spans quotes = f->reading.quotes;
    list(onr_span) whole = {0};
    int32_t done = -1;
    for (int32_t i = g->at.first; i < g->at.end; i++) {
        int32_t q = f->reading.quote_of[i], first, last;
        if (q <= done || phrase_role(g, i) != ROLE_CONTENT ||
            span_holds(quotes.items[q], word_at(f, g->cue)->span))
            continue;
        find_speech(f, q, &first, &last);
        for (int32_t k = first > done ? first : done + 1; k <= last; k++)
            list_push(&whole, quotes.items[k], f->arena);
        done = last;
    }
    return (onr_spans){whole.items, whole.count};
}

/* "The ship had fired, in what": what begins a clause that is no content is none either, where more
 * stands before it. */
static onr_spans without_open_end(const finder *f, onr_spans content)
{
    onr_span last = content.count ? content.items[content.count - 1] : (onr_span){0, 0};
    int32_t first = (int32_t)onr_text_word_from(f->text, last.start);
    int32_t end = (int32_t)onr_text_word_from(f->text, last.end), cut = end - 1;
    if (cut <= first || !str_listed(word_at(f, cut)->form, "what|which|whom|whose"))
        return content;
    while (cut > first &&
           (word_at(f, cut - 1)->upos == ONR_ADP || word_at(f, cut - 1)->upos == ONR_PUNCT))
        cut--;
    if (cut <= first)
        return content;
    onr_spans before = {content.items, content.count - 1};
    onr_span left = {last.start, word_at(f, cut - 1)->span.end};
    return phrase_join(f, before, phrase_of_span(f, left));
}

/* "Said on condition that he not be named": on which condition it is said is no part of it. */
static onr_spans without_condition(const finder *f, onr_spans content, int32_t cue)
{
    int32_t on = phrase_oblique(f, cue, "on");
    if (on < cue || !str_is(word_at(f, on)->lemma, "condition"))
        return content;
    onr_spans whole = phrase_of_tree(f, on, -1);
    if (whole.count == 0)
        return content;
    onr_span cut = {whole.items[0].start, whole.items[whole.count - 1].end};
    return phrase_leave_out(f, content, cut);
}

/* "According to two people, who were not named, it sank": what is told of them is no part of it. */
static onr_spans without_clause_of_source(const finder *f, onr_spans content, int32_t cue)
{
    if (content.count < 2 || !str_is(word_at(f, cue)->form, "According"))
        return content;
    int32_t first = (int32_t)onr_text_word_from(f->text, content.items[0].start);
    bool of_source = str_listed(word_at(f, first)->form, "who|which|whose") && first > 0 &&
                     str_is(word_at(f, first - 1)->form, ",");
    return of_source ? (onr_spans){content.items + 1, content.count - 1} : content;
}

onr_spans content_find(const finder *f, const finding *g)
{
    onr_spans all = phrase_join(f, phrase_of_role(f, g, ROLE_CONTENT), quotes_of(f, g));
    all = without_condition(f, without_open_end(f, all), g->cue);
    return without_clause_of_source(f, all, g->cue);
}

/* The relative pronoun that `span` is, or -1. */
static int32_t relative_at(const finder *f, onr_span span)
{
    int32_t i = (int32_t)onr_text_word_from(f->text, span.start);
    const onr_word *w = word_at(f, i);
    /* "Accusations that they reject" is tagged as "accusations that they lied" is */
    bool is_mark = str_is(w->form, "that") && w->relation == ONR_MARK && w->head >= 0 &&
                   str_is(word_at(f, w->head)->subtype, "relcl");
    bool relative = w->span.end == span.end && (is_mark || str_listed(w->xpos, "WDT|WP")) &&
                    str_listed(w->form, "who|whom|which|that");
    return relative ? i : -1;
}

/* The claim that a clause about it is said of, "a charge Karst says is absurd", where right behind
 * the cue stands a verb without its subject; or -1. */
static int32_t claim_left_out(const finder *f, int32_t cue)
{
    int32_t claim = word_at(f, cue)->relation == ONR_ACL ? word_at(f, cue)->head : -1;
    int32_t who = phrase_child(f, cue, ONR_NSUBJ), next = cue + 1;
    if (claim < 0 || claim > cue || who < 0 || who > cue || next >= (int32_t)f->text->word_count ||
        !str_listed(word_at(f, next)->xpos, "VBZ|VBD|VBP|MD") ||
        str_listed(word_at(f, who)->form, "who|which|that"))
        return -1;
    return lexicon_word(word_at(f, claim)->lemma) & WORD_ALLEGATION ? claim : -1;
}

/* "Which Karst refused to recognise": the pronoun that stands for what an infinitive of what is
 * said is done to, before the cue; or -1. */
static int32_t object_before(const finder *f, int32_t cue)
{
    int32_t deed = word_at(f, cue)->relation == ONR_ACL ? phrase_child(f, cue, ONR_XCOMP) : -1;
    int32_t what = deed > cue ? phrase_child(f, deed, ONR_OBJ) : -1;
    bool relative = what >= 0 && what < cue && str_listed(word_at(f, what)->xpos, "WDT|WP") &&
                    str_listed(word_at(f, what)->form, "which|that|whom");
    return relative ? what : -1;
}

onr_spans content_with_antecedent(const finder *f, onr_spans content, int32_t cue)
{
    for (size_t i = 0; i < content.count; i++) {
        int32_t pronoun = relative_at(f, content.items[i]);
        onr_spans noun =
            pronoun >= 0 && pronoun < cue ? speaker_antecedent(f, cue, pronoun) : (onr_spans){0};
        if (noun.count == 0)
            continue;
        onr_spans before = {content.items, i},
                  behind = {content.items + i + 1, content.count - i - 1};
        return phrase_join(f, phrase_join(f, before, noun), behind);
    }
    int32_t gap = claim_left_out(f, cue);
    if (gap >= 0)
        return phrase_join(f, phrase_of_tree(f, gap, cue), content);
    int32_t done_to = object_before(f, cue);
    if (done_to >= 0 && content.count && !spans_hold(content, word_at(f, done_to)->span))
        return phrase_join(f, content, speaker_antecedent(f, cue, done_to));
    /* "An allegation that Karst dismissed as absurd": the pronoun itself was not taken for content
     */
    int32_t object = phrase_child(f, cue, ONR_OBJ);
    int32_t claim = object >= 0 && object < cue ? word_at(f, cue)->head : -1;
    const lexicon_cue *known = claim >= 0 && word_at(f, cue)->relation == ONR_ACL
                                   ? lexicon_find_cue(word_at(f, claim)->lemma)
                                   : NULL;
    bool claimed = (known && known->noun_act >= 0) ||
                   (claim >= 0 && word_at(f, cue)->relation == ONR_ACL &&
                    lexicon_word(word_at(f, claim)->lemma) & WORD_ALLEGATION);
    if (claimed && str_listed(word_at(f, object)->form, "that|which") &&
        !spans_hold(content, word_at(f, object)->span))
        return phrase_join(f, speaker_antecedent(f, cue, object), content);
    return content;
}

/* The question that is quoted right before the clause of `cue`, or -1. */
static int32_t question_before(const finder *f, int32_t cue)
{
    for (int32_t k = cue - 1; k >= 0 && cue - k <= LONGEST_ASKER; k--) {
        int32_t q = f->reading.quote_of[k];
        if (q >= 0) {
            onr_str said = str_slice(f->text->text, f->reading.quotes.items[q]);
            size_t last = said.len > 4 ? said.len - 4 : 0;
            return str_find(said, ONR_STR("?"), last) != SIZE_MAX ? q : -1;
        }
        if (word_at(f, k)->upos == ONR_VERB || word_at(f, k)->upos == ONR_AUX)
            return -1;
    }
    return -1;
}

/* Whether all of it stands behind `from`, and no clause in it. */
static bool is_phrase_behind(const finder *f, onr_spans content, uint32_t from)
{
    for (size_t i = 0; i < content.count; i++)
        for (size_t k = onr_text_word_from(f->text, content.items[i].start);
             k < f->text->word_count && f->text->words[k].span.start < content.items[i].end; k++)
            if (f->text->words[k].span.start < from || f->text->words[k].upos == ONR_VERB ||
                f->text->words[k].upos == ONR_AUX || f->text->words[k].upos == ONR_SCONJ)
                return false;
    return true;
}

onr_spans content_with_question(const finder *f, onr_spans content, int32_t cue)
{
    int32_t q = str_is(word_at(f, cue)->lemma, "ask") ? question_before(f, cue) : -1;
    if (q < 0 || !is_phrase_behind(f, content, f->reading.quotes.items[q].end))
        return content;
    return content_chain(f, q);
}

onr_quote content_kind(const finder *f, onr_spans content)
{
    onr_spans quotes = f->reading.quotes;
    uint32_t quoted = 0;
    for (size_t i = 0; i < content.count; i++) {
        size_t q = table_first_from(content.items[i].start, quotes.items, quotes.count,
                                    sizeof *quotes.items, offsetof(onr_span, start));
        for (; q < quotes.count && quotes.items[q].end <= content.items[i].end; q++)
            quoted += quotes.items[q].end - quotes.items[q].start;
    }
    /* A comma or a full stop may stand outside the marks. */
    return quoted == 0                                           ? ONR_QUOTE_INDIRECT
           : quoted + 3 * content.count >= spans_length(content) ? ONR_QUOTE_DIRECT
                                                                 : ONR_QUOTE_MIXED;
}

onr_spans content_with_party(const finder *f, const onr_statement *s, const finding *g)
{
    int32_t party = phrase_child(f, g->cue, ONR_OBJ);
    /* "Varga, whom the judge called a thief" */
    bool relative =
        party >= 0 && party < g->cue &&
        (str_listed(word_at(f, party)->form, "whom") ||
         (str_listed(word_at(f, party)->form, "which") && str_is(word_at(f, party)->xpos, "WDT")));
    if (relative && phrase_role(g, party) == ROLE_NEITHER)
        return phrase_join(f, speaker_antecedent(f, g->cue, party), s->content);
    /* "Karst and Sylvania urged Ostrava": parsers may make objects of the first */
    if (party >= 0 && party < g->cue && walk_child(f->text, g->cue, ONR_OBJ, party) >= 0)
        party = walk_child(f->text, g->cue, ONR_OBJ, party);
    bool aimed = s->act == ONR_ACT_ACCUSE || s->act == ONR_ACT_DEMAND;
    if (!aimed || party < 0 || party == g->particle || phrase_role(g, party) != ROLE_NEITHER)
        return s->content;
    return phrase_join(f, s->content, phrase_of_tree(f, party, -1));
}

onr_spans content_without_addressee(const finder *f, const onr_statement *s, int32_t cue)
{
    bool is_given =
        s->act == ONR_ACT_PROMISE || s->act == ONR_ACT_PROPOSE || s->act == ONR_ACT_ADMIT;
    if (!is_given || s->addressee.count != 1)
        return s->content;
    onr_span told = s->addressee.items[0];
    for (int32_t c = walk_first(f->text, cue); c >= 0; c = walk_next(f->text, c)) {
        const onr_word *w = word_at(f, c);
        int32_t to = walk_child_listed(f->text, c, "to");
        bool given = w->relation == ONR_IOBJ || w->relation == ONR_OBJ ||
                     (w->relation == ONR_OBL && to >= 0);
        if (!given || c < cue || !span_holds(told, w->span))
            continue;
        if (to >= 0)
            told.start = word_at(f, to)->span.start;
        return phrase_leave_out(f, s->content, told);
    }
    return s->content;
}

bool content_is_worded(const finder *f, const finding *g)
{
    bool masked = reading_in_speech(&f->reading, g->cue);
    onr_upos class = word_at(f, g->cue)->upos;
    if (class == ONR_ADV || class == ONR_PUNCT)
        return true;
    for (int32_t i = g->at.first; i < g->at.end; i++) {
        const onr_word *w = word_at(f, i);
        if (phrase_role(g, i) != ROLE_CONTENT)
            continue;
        if ((!masked && reading_in_speech(&f->reading, i)) ||
            (w->head == g->cue &&
             (w->relation == ONR_CCOMP || w->relation == ONR_XCOMP || w->relation == ONR_ADVCL ||
              w->relation == ONR_ACL || w->relation == ONR_PARATAXIS)))
            return true;
    }
    return false;
}
