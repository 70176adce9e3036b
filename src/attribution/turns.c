#include "attribution/turns.h"

#include "attribution/phrases.h"
#include "base/str.h"
#include "base/table.h"
#include "base/text.h"
#include "entities/words.h"
#include "language/walk.h"

enum {
    LABEL_ASKS = 1,
    LABEL_ANSWERS = 2,
    LOOK_BACK = 6,        /* turns, for another one of the same person */
    LOOK_BACK_NAMES = 16, /* turns, for a fuller name */
    LONGEST_OFFICE = 14,  /* words before a colon that are somebody's name and office */
    LONGEST_ASIDE = 24,   /* words in brackets */
    LONGEST_CALL = 4,     /* words by which somebody is called: "Mr Speaker, …" */
};

/* data/turn_labels.tsv */
static const struct turn_label {
    const char *label;
    int as;
} turn_labels[] = {
#include "attribution/turn_labels.inc"
};

/* A paragraph that begins with who speaks in it. */
typedef struct turn {
    int32_t mark;   /* The colon; of "Q." the label itself. */
    onr_str label;  /* Its last word before what says who that is: "LUND" of "ADA LUND, HOST". */
    int as;         /* LABEL_, of a label that names nobody; else 0. */
    int32_t entity; /* None behind "A:", where it is not known who answers. */
    uint32_t start;
} turn;

typedef list(turn) turn_list;

static int label_as(onr_str label)
{
    const struct turn_label *found = TABLE_FIND(table_find_nocase, label, turn_labels);
    return found ? found->as : 0;
}

/* Whether the word may stand in a label, outside brackets: "The Minister of Finance (Hon. Ida Lund)
 * (14:03)", "ADA LUND, HOST". */
static bool is_of_label(const onr_word *w)
{
    return str_has_capital(w->form) || w->upos == ONR_NUM ||
           str_listed(w->form, "of|for|the|and|hon|hon.|(|)|,");
}

/* Whether the word is a name, or an office. */
static bool is_named(const onr_word *w)
{
    return w->upos == ONR_PROPN || noun_is_person(w->lemma);
}

/* Whether somebody can be who speaks behind a label that is no person's name: "Courier: …". */
static bool is_body(const onr_entity *e)
{
    return e->kind == ONR_ENTITY_OUTLET || e->kind == ONR_ENTITY_ORGANISATION;
}

/* Whom the label names, by a name of a short one or else as a person, or as a body that is all of
 * it; or nobody. */
static int32_t named_by_label(const finder *f, int32_t first, int32_t mark)
{
    int32_t entity = layout_label_before(f, mark);
    for (int32_t i = first; i < mark && entity == ONR_NO_ENTITY; i++) {
        int32_t e = onr_entities_of_word(f->entities, i);
        bool person = e != ONR_NO_ENTITY && f->entities->items[e].kind == ONR_ENTITY_PERSON;
        bool body = e != ONR_NO_ENTITY && mark == first + 1 && is_body(&f->entities->items[e]);
        if (body || (person && is_named(word_at(f, i))))
            entity = e;
    }
    return entity;
}

/* The label's last word before a comma or a bracket. */
static onr_str label_word(const finder *f, int32_t first, int32_t mark)
{
    int32_t i = first;
    while (i + 1 < mark && !str_listed(word_at(f, i + 1)->form, ",|("))
        i++;
    return word_at(f, i)->form;
}

/* The colon that ends the label at the head of the words [first, end), or -1: what begins there is
 * none. */
static int32_t label_mark(const finder *f, int32_t first, int32_t end)
{
    bool in_brackets = false;
    if (!str_has_capital(word_at(f, first)->form))
        return -1;
    for (int32_t i = first; i < end && i <= first + LONGEST_OFFICE; i++) {
        const onr_word *w = word_at(f, i);
        if (i > first && !in_brackets && str_is(w->form, ":"))
            return i;
        if (!in_brackets && !is_of_label(w))
            return -1;
        in_brackets = str_is(w->form, "(") || (in_brackets && !str_is(w->form, ")"));
    }
    return -1;
}

static void find_turn(const finder *f, turn_list *out, const onr_sentence *s)
{
    int32_t first = (int32_t)s->first_word, end = first + (int32_t)s->word_count;
    bool begins = s->span.start == 0 || f->text->text.data[s->span.start - 1] == '\n';
    if (!begins || first + 1 >= end)
        return;
    onr_str label = word_at(f, first)->form;
    turn t = {first, label, label_as(label), ONR_NO_ENTITY, s->span.start};
    /* "Q Mr. President, is it over?" */
    bool bare = str_is(label, "Q") && str_has_capital(word_at(f, first + 1)->form);
    if (!bare && !str_listed(label, "Q.|A.")) {
        t.mark = label_mark(f, first, end);
        if (t.mark < 0)
            return;
        t.label = label_word(f, first, t.mark);
        t.as = label_as(t.label);
        if (t.as != LABEL_ANSWERS)
            t.entity = named_by_label(f, first, t.mark);
    }
    list_push(out, t, f->arena);
}

/* Turns whose label names nobody are his whose other label ends alike: "Ida Lund", then "Lund". */
static void name_turns(turn_list *turns)
{
    for (size_t i = 0; i < turns->count; i++) {
        turn *t = &turns->items[i];
        for (size_t k = i; t->as != LABEL_ANSWERS && t->entity == ONR_NO_ENTITY && k-- > 0 &&
                           k + LOOK_BACK_NAMES > i;)
            if (str_equal(t->label, turns->items[k].label))
                t->entity = turns->items[k].entity;
    }
}

/* The only person whom the bytes `[from, to)` name, but for whose work they are ("by Ida Lund"); or
 * nobody. */
static int32_t only_person(const finder *f, uint32_t from, uint32_t to)
{
    int32_t only = ONR_NO_ENTITY;
    for (size_t i = 0; i < f->entities->mention_count; i++) {
        const onr_mention *m = &f->entities->mentions[i];
        if (m->span.start < from || m->entity == only ||
            f->entities->items[m->entity].kind != ONR_ENTITY_PERSON)
            continue;
        if (m->span.start >= to)
            break;
        size_t word = onr_text_word_from(f->text, m->span.start);
        if (word > 0 && str_equal_nocase(f->text->words[word - 1].form, ONR_STR("by")))
            continue;
        if (only != ONR_NO_ENTITY)
            return ONR_NO_ENTITY;
        only = m->entity;
    }
    return only;
}

/* "Q. … A. …": the one person who is named in the title, or else before, answers. Returns whether
 * the page has any such pair. */
static bool name_answers(const finder *f, turn_list *turns)
{
    bool any = false;
    for (size_t i = 1; i < turns->count; i++)
        any = any || (turns->items[i].as == LABEL_ANSWERS && turns->items[i - 1].as == LABEL_ASKS);
    if (!any)
        return false;
    uint32_t begin = turns->items[0].start, title = layout_line_end(f, 0);
    int32_t who = only_person(f, 0, title < begin ? title : begin);
    if (who == ONR_NO_ENTITY)
        who = only_person(f, 0, begin);
    for (size_t i = 0; i < turns->count; i++)
        if (turns->items[i].as == LABEL_ANSWERS)
            turns->items[i].entity = who;
    return true;
}

static bool is_same_turn(const turn *a, const turn *b)
{
    return str_equal(a->label, b->label) || (a->entity != ONR_NO_ENTITY && a->entity == b->entity);
}

/* The end of what the turn says in its first paragraph, which may stand below the label. */
static uint32_t end_of_paragraph(const finder *f, const turn *t)
{
    uint32_t from = word_at(f, t->mark)->span.end;
    size_t word = onr_text_word_from(f->text, from);
    return layout_line_end(f, word < f->text->word_count ? f->text->words[word].span.start : from);
}

/* Whether a turn that asks and another's that answers stand right behind one another. */
static bool is_answered(const finder *f, const turn *asks, const turn *answers)
{
    uint32_t end = end_of_paragraph(f, asks);
    bool next = true;
    for (uint32_t i = end; i < answers->start; i++)
        next = next && is_ascii_space(f->text->text.data[i]);
    bool known = asks->as == LABEL_ASKS || asks->entity != ONR_NO_ENTITY;
    return next && known && answers->entity != ONR_NO_ENTITY && !is_same_turn(asks, answers) &&
           f->text->text.data[end - 1] == '?' &&
           f->text->text.data[end_of_paragraph(f, answers) - 1] != '?';
}

/* Whether somebody who is named has a turn twice, or answers one who asks, which makes of them a
 * conversation. */
static bool is_conversation(const finder *f, const turn_list *turns)
{
    for (size_t i = 1; i < turns->count; i++)
        if (is_answered(f, &turns->items[i - 1], &turns->items[i]))
            return true;
    for (size_t i = 1; i < turns->count; i++)
        for (size_t k = i; k-- > 0 && k + LOOK_BACK > i;)
            if (turns->items[i].entity != ONR_NO_ENTITY &&
                is_same_turn(&turns->items[i], &turns->items[k]))
                return true;
    return false;
}

/* The end of what stands in brackets from word `i` on, if that is no part of a sentence:
 * "(Applause.)", "[crosstalk]"; `i`: nothing does. */
static int32_t end_of_aside(const finder *f, int32_t i, int32_t first, int32_t end)
{
    bool opens = str_listed(word_at(f, i)->form, "(|[");
    if (!opens || (i > first && !str_listed(word_at(f, i - 1)->xpos, ".|''|:")))
        return i;
    for (int32_t k = i + 1; k < end && k <= i + LONGEST_ASIDE; k++)
        if (str_listed(word_at(f, k)->form, ")|]"))
            return k + 1;
    return i;
}

typedef list(onr_span) span_list;

static void add_said(const finder *f, span_list *said, int32_t first, int32_t end)
{
    walk_trim(f->text, &first, &end, false);
    if (first >= end)
        return;
    onr_span stretch = {word_at(f, first)->span.start, word_at(f, end - 1)->span.end};
    list_push(said, stretch, f->arena);
}

/* What is said from byte `from` to byte `to`, a span a line or between asides. */
static onr_spans lines_between(const finder *f, uint32_t from, uint32_t to)
{
    span_list said = {0};
    for (uint32_t at = from; at < to; at = layout_line_end(f, at) + 1) {
        int32_t first, end, behind;
        layout_words_in(f, &first, &end, at, layout_line_end(f, at));
        for (int32_t i = first; i < end; i++) {
            if ((behind = end_of_aside(f, i, first, end)) == i)
                continue;
            add_said(f, &said, first, i);
            first = behind;
            i = behind - 1;
        }
        add_said(f, &said, first, end);
    }
    return (onr_spans){said.items, said.count};
}

static bool has_question(const finder *f, onr_spans content)
{
    for (size_t i = 0; i < content.count; i++)
        if (str_find(str_slice(f->text->text, content.items[i]), ONR_STR("?"), 0) != SIZE_MAX)
            return true;
    return false;
}

/* Whoever asks does so where a question stands in the turn, others where it ends with one. Of what
 * else is said the network knows better than the words alone. */
static onr_act act_of_turn(const finder *f, const turn *t, const draft *d, const draft *known)
{
    onr_spans content = d->statement.content;
    bool asks = t->as == LABEL_ASKS
                    ? has_question(f, content)
                    : f->text->text.data[content.items[content.count - 1].end - 1] == '?';
    if (asks)
        return ONR_ACT_ASK;
    return known && known->statement.act != ONR_ACT_ASK ? known->statement.act : d->statement.act;
}

/* Drafts whose cue is the label, where the turn has a mark of its own: "Question" of "Question: …".
 */
static void leave_out_label(finder *f, const turn *t)
{
    size_t i = layout_draft_from(f, (int32_t)onr_text_word_from(f->text, t->start));
    for (; i < f->drafts.count && f->drafts.items[i].cue <= t->mark; i++)
        layout_leave_out(&f->drafts.items[i]);
}

/* Whether the words [first, end) are how somebody is called: a name, a title, an office. */
static bool is_call(const finder *f, int32_t first, int32_t end)
{
    bool any = false;
    for (int32_t i = first; i < end; i++) {
        const onr_word *w = word_at(f, i);
        int32_t e = onr_entities_of_word(f->entities, i);
        bool person = e != ONR_NO_ENTITY && f->entities->items[e].kind == ONR_ENTITY_PERSON;
        if (w->upos != ONR_PROPN && !noun_is_person(w->lemma))
            return false;
        any = any || person || noun_is_person(w->lemma);
    }
    return any;
}

/* Whom the words [first, end) call is told what the statement says. */
static void tell_called(const finder *f, onr_statement *s, int32_t first, int32_t end)
{
    s->addressee = layout_phrase(f, first, end);
    s->addressee_entity = ONR_NO_ENTITY;
    for (int32_t i = first; i < end && s->addressee_entity == ONR_NO_ENTITY; i++)
        s->addressee_entity = onr_entities_of_word(f->entities, i);
}

/* Where the words end by which somebody is called before a comma at word `first`; `first`: nobody
 * is. */
static int32_t end_of_call(const finder *f, int32_t first, int32_t stop)
{
    int32_t end = first;
    while (end < stop && end <= first + LONGEST_CALL && !str_is(word_at(f, end)->form, ","))
        end++;
    bool called =
        end < stop && end > first && str_is(word_at(f, end)->form, ",") && is_call(f, first, end);
    return called ? end : first;
}

/* Whether the sentence ends with the word that asks: "Ida, is it true?" */
static bool is_asked(const finder *f, int32_t word)
{
    const onr_sentence *s = &f->text->sentences[word_at(f, word)->sentence];
    return str_is(word_at(f, (int32_t)(s->first_word + s->word_count) - 1)->form, "?");
}

/* "They're tired, Mara. Nobody calls them.": whom the tree has called in the midst of a turn, or
 * with whom a question begins. Not "the envoy, Ida Lund", which parsers take for that. */
static void find_called_within(const finder *f, onr_statement *s, int32_t first, int32_t end)
{
    for (int32_t i = first; i < end; i++) {
        int32_t from = i, to = i + 1;
        bool begins = word_at(f, i)->sentence != word_at(f, i ? i - 1 : 0)->sentence;
        if (begins && is_asked(f, i) && (to = end_of_call(f, i, end)) > i) {
            tell_called(f, s, i, to);
            return;
        }
        if (word_at(f, i)->relation != ONR_VOCATIVE || f->reading.quote_of[i] >= 0)
            continue;
        to = i + 1;
        while (from > first && walk_within(f->text, from - 1, i))
            from--;
        while (to < end && walk_within(f->text, to, i) && word_at(f, to)->upos != ONR_PUNCT)
            to++;
        while (from < i && word_at(f, from)->upos == ONR_PUNCT)
            from++;
        bool noun = from > first + 1 && (word_at(f, from - 2)->upos == ONR_NOUN ||
                                         word_at(f, from - 2)->upos == ONR_PROPN);
        if (noun || !is_call(f, from, to))
            continue;
        tell_called(f, s, from, to);
        return;
    }
}

/* "Minister, is it true?", "And you, Mr Lund?": whom a turn calls at its begin or end is told it,
 * else whom it calls within. */
static void find_called(const finder *f, onr_statement *s)
{
    const onr_span *last = &s->content.items[s->content.count - 1];
    int32_t first = (int32_t)onr_text_word_from(f->text, s->content.items[0].start);
    int32_t stop = (int32_t)onr_text_word_from(f->text, last->end) - 1, from = stop;
    int32_t end = end_of_call(f, first, stop);
    while (from > first && from + LONGEST_CALL >= stop && !str_is(word_at(f, from - 1)->form, ","))
        from--;
    if (end > first)
        tell_called(f, s, first, end);
    else if (from > first && from < stop && is_call(f, from, stop))
        tell_called(f, s, from, stop);
    else
        find_called_within(f, s, first, stop + 1);
}

/* "Q:", "A.": the label is no word for anybody. */
static bool is_letter(const turn *t)
{
    return t->as && t->label.len <= 2;
}

/* Whether a time in brackets ends the label: "Senator Lund (Nova) (14:03)". */
static bool is_behind_time(const finder *f, int32_t mark)
{
    return mark > 3 && str_is(word_at(f, mark - 1)->form, ")") &&
           word_at(f, mark - 2)->upos == ONR_NUM && str_is(word_at(f, mark - 3)->form, "(");
}

/* "ADA LUND: She asked for ships": who speaks in a turn is named in it, not by the label too. */
static void leave_label_to_turn(finder *f, const turn *t, onr_spans content)
{
    uint32_t end = content.items[content.count - 1].end;
    for (size_t i = layout_draft_from(f, t->mark + 1);
         i < f->drafts.count && word_at(f, f->drafts.items[i].cue)->span.start < end; i++) {
        onr_spans *speaker = &f->drafts.items[i].statement.speaker;
        while (speaker->count > 1 && speaker->items[0].start >= t->start &&
               speaker->items[0].start < word_at(f, t->mark)->span.start) {
            speaker->items++;
            speaker->count--;
        }
    }
}

/* All paragraphs up to another's turn are said by whose turn it is. Between two turns of one
 * person, and behind the last, only the paragraph itself is: questions often have no label. */
static void find_said(finder *f, draft_list *out, const turn *t, const turn *next)
{
    uint32_t from = word_at(f, t->mark)->span.end;
    bool goes_on = next && !is_same_turn(t, next);
    if (!t->as && t->entity == ONR_NO_ENTITY)
        return;
    onr_spans content = lines_between(f, from, goes_on ? next->start : end_of_paragraph(f, t));
    if (content.count == 0)
        return;
    draft d = layout_draft(f, t->mark, phrase_of_span(f, word_at(f, t->mark)->span), content);
    if (!is_letter(t))
        d.statement.speaker = layout_phrase(f, (int32_t)onr_text_word_from(f->text, t->start),
                                            t->mark - (is_behind_time(f, t->mark) ? 3 : 0));
    d.statement.speaker_entity = t->entity;
    d.statement.act = act_of_turn(f, t, &d, layout_draft_at(f, t->mark));
    find_called(f, &d.statement);
    leave_out_label(f, t);
    leave_label_to_turn(f, t, content);
    list_push(out, d, f->arena);
}

void turns_find(finder *f, draft_list *out)
{
    turn_list turns = {0};
    for (size_t i = 0; i < f->text->sentence_count; i++)
        find_turn(f, &turns, &f->text->sentences[i]);
    name_turns(&turns);
    bool is_one = name_answers(f, &turns) || is_conversation(f, &turns);
    for (size_t i = 0; is_one && i < turns.count; i++)
        find_said(f, out, &turns.items[i], i + 1 < turns.count ? &turns.items[i + 1] : NULL);
}

/* Whether one of the words stands in the line of the words [first, end), outside quotations. */
static bool has_spoken(const finder *f, int32_t first, int32_t end, const char *words)
{
    for (int32_t i = first; i < end; i++)
        if (f->reading.quote_of[i] < 0 && str_listed(word_at(f, i)->form, words))
            return true;
    return false;
}

/* "What do you want?" */
static bool is_question_line(const finder *f, int32_t first, int32_t end)
{
    enum { LONGEST = 50 };
    return end > first && end - first <= LONGEST && str_is(word_at(f, end - 1)->form, "?") &&
           has_spoken(f, first, end, "you|your|yourself");
}

const bool *turns_answers(const finder *f)
{
    enum { FEWEST = 2 }; /* questions, and answers of one who speaks of himself */
    size_t questions = 0, own = 0;
    bool *answers = arena_array(f->arena, bool, f->text->word_count + 1);
    for (uint32_t at = 0; answers && at < f->text->text.len; at = layout_line_end(f, at) + 1) {
        int32_t first, end;
        layout_words_in(f, &first, &end, at, layout_line_end(f, at));
        bool asks = is_question_line(f, first, end);
        questions += asks;
        own += questions && !asks && has_spoken(f, first, end, "I|we|my|our|me|us");
        for (int32_t i = first; i < end; i++)
            answers[i] = questions && !asks;
    }
    return questions >= FEWEST && own >= FEWEST ? answers : NULL;
}
