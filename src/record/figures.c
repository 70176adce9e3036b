#include "record/figures.h"

#include <math.h>

#include "base/arena.h"
#include "base/str.h"
#include "language/walk.h"
#include "record/quantities.h"
#include "record/vouchers.h"

typedef struct finder {
    const onr_text *text;
    const onr_times *times;
    const int32_t *vouchers; /* By word. */
    size_t next_time, next_name;
    size_t start, end; /* Of the sentence. */
    onr_arena *arena;
} finder;

/* A quantity and the noun that it counts or goes with. */
typedef struct candidate {
    quantity q;
    int32_t noun; /* That is counted, or -1. */
} candidate;

static const onr_word *word_at(const finder *f, size_t at)
{
    return &f->text->words[at];
}

static bool is_form(const finder *f, size_t at, const char *words)
{
    return at >= f->start && at < f->end && str_listed(word_at(f, at)->form, words);
}

static bool is_lemma(const finder *f, size_t at, const char *words)
{
    return at >= f->start && at < f->end && str_listed(word_at(f, at)->lemma, words);
}

static bool is_noun(const onr_word *w)
{
    return w->upos == ONR_NOUN || w->upos == ONR_PROPN;
}

/* The noun that the number counts: what it modifies, or what stands behind "of". */
static int32_t counted_noun(const finder *f, const quantity *q)
{
    int32_t head = word_at(f, (size_t)q->top)->head;
    bool modifies = head >= (int32_t)q->number.end && head < (int32_t)f->end;
    if (modifies &&
        (is_noun(word_at(f, (size_t)head)) || word_at(f, (size_t)head)->upos == ONR_ADJ))
        return head;
    /* Where the tree has lost it, the plural next to it. */
    size_t next = q->end + (q->end < f->end && word_at(f, q->end)->upos == ONR_ADJ);
    if (next < f->end && str_is(word_at(f, next)->xpos, "NNS"))
        return (int32_t)next;
    if (!is_form(f, q->end, "of"))
        return -1;
    for (size_t i = q->end + 1; i < f->end && i < q->end + 12; i++) {
        const onr_word *w = word_at(f, i);
        if (w->upos == ONR_PRON && str_listed(w->form, "them|us|these|those|whom|which|you"))
            return (int32_t)i;
        bool last = w->head < 0 || w->head < (int32_t)q->end || w->head == q->top;
        if (is_noun(w) && last)
            return (int32_t)i;
    }
    return -1;
}

/* -- What is no figure ---------------------------------------------------------------- */

static bool is_age(const finder *f, const candidate *c)
{
    const quantity *q = &c->q;
    if (q->kind == UNIT_TIME) {
        size_t behind = q->end + is_form(f, q->end, "-");
        return is_form(f, behind, "old|olds|young") ||
               (is_form(f, behind, "of") && is_form(f, behind + 1, "age"));
    }
    if (q->kind != UNIT_NONE || c->noun >= 0 || q->number.value > 120)
        return false;
    bool told =
        is_lemma(f, q->first - 1, "aged|age|ages|turn") || is_lemma(f, q->first - 2, "age|aged") ||
        (is_form(f, q->number.first - 1, "as") && is_form(f, q->number.first - 2, "young|old"));
    bool between = is_form(f, q->number.first - 1, ",|(") && is_form(f, q->end, ",|.|)|;") &&
                   q->number.first >= f->start + 2 &&
                   word_at(f, q->number.first - 2)->upos == ONR_PROPN;
    return told || (between && q->number.digits);
}

/* "At 4:20" is no number; "at 5 p.m." is one. */
static bool is_clock(const finder *f, const quantity *q)
{
    return is_form(f, q->end,
                   "am|pm|a.m.|p.m.|a.m|p.m|o'clock|o’clock|gmt|et|est|bst|utc|noon|:") ||
           (q->kind == UNIT_NONE && is_form(f, q->number.first - 1, ":"));
}

/* Four digits without a comma and without anything that they count: "in 1987", "2016 elections". */
static bool is_year(const finder *f, const candidate *c)
{
    const quantity *q = &c->q;
    const onr_word *w = word_at(f, q->number.first);
    bool four = q->number.digits && w->form.len == 4 && q->number.end == q->number.first + 1 &&
                q->number.value >= 1500 && q->number.value <= 2199 && q->kind == UNIT_NONE;
    bool counts = c->noun >= 0 && str_is(word_at(f, (size_t)c->noun)->xpos, "NNS");
    bool recent = q->number.value >= 1940 && q->number.value <= 2060;
    return four && !q->approximate && (recent || !counts);
}

/* "Flight 370", "Article 5", "Group of 20": the number names what stands before it. */
static bool is_name_part(const finder *f, const candidate *c)
{
    const quantity *q = &c->q;
    const onr_word *top = word_at(f, (size_t)q->top);
    if (q->kind != UNIT_NONE || q->first != q->number.first)
        return false;
    if (is_form(f, q->first - 1,
                "no.|no|number|#|nos.|section|article|chapter|page|room|level|phase|"
                "title|channel|route|flight|highway|interstate|act|bill|day|week|"
                "part|step|item|rule|point|line|vol.|volume|fig.|figure|table|"
                "episode|season|round|group|unit|block|gate|verse|psalm|proposition|"
                "resolution|amendment"))
        return c->noun < 0 || word_at(f, (size_t)c->noun)->upos == ONR_PROPN || q->number.digits;
    if (c->noun >= 0)
        return false;
    bool behind = q->first > f->start && top->head == (int32_t)q->first - 1 &&
                  is_noun(word_at(f, q->first - 1));
    bool hyphened = is_form(f, q->first - 1, "-|/") && q->first >= f->start + 2 &&
                    is_noun(word_at(f, q->first - 2)) && !q->number.scaled;
    bool of_group = is_form(f, q->first - 1, "of") && is_form(f, q->first - 2, "group|big");
    return behind || hyphened || of_group;
}

/* Whether the recogniser of names took the words for part of one. */
static bool is_in_name(finder *f, const quantity *q)
{
    const onr_text *t = f->text;
    while (f->next_name < t->name_count &&
           t->names[f->next_name].first_word + t->names[f->next_name].word_count <= q->number.first)
        f->next_name++;
    if (f->next_name == t->name_count || t->names[f->next_name].first_word > q->number.first)
        return false;
    onr_name_kind kind = t->names[f->next_name].kind;
    return kind <= ONR_NAME_NORP && q->kind == UNIT_NONE;
}

/* Whether the words stand in an expression of time, such as a date or "two weeks ago". */
static bool is_in_time(finder *f, const quantity *q)
{
    while (f->next_time < f->times->count &&
           f->times->items[f->next_time].first_word + f->times->items[f->next_time].word_count <=
               q->number.first)
        f->next_time++;
    return f->next_time < f->times->count &&
           f->times->items[f->next_time].first_word < q->number.end;
}

/* "A week" counts where it is what is measured: "more than a week", "a week of talks". */
static bool is_single_measured(const finder *f, const quantity *q)
{
    return q->approximate || is_form(f, q->end, "of|long|left") ||
           is_form(f, q->first - 1,
                   "for|within|lasted|took|spent|past|last|after|of|lasts|takes|lasting");
}

/* One or two of what is counted are no quantity; of units they are. */
static bool is_too_few(const finder *f, const candidate *c)
{
    const quantity *q = &c->q;
    double most = isnan(q->to) ? q->number.value : q->to;
    if (q->kind == UNIT_NONE)
        return most < 3;
    bool one = q->number.value == 1 && isnan(q->to);
    if (one && is_form(f, q->number.end, "point"))
        return true;
    if (q->kind == UNIT_TIME && one)
        return is_lemma(f, q->number.end, "day|night|time|second|minute") ||
               !is_single_measured(f, q);
    return false;
}

static bool is_ago(const finder *f, const quantity *q)
{
    return q->kind == UNIT_TIME && is_form(f, q->end, "ago|earlier|from");
}

/* "3-1", "52-48": what is left of a score that was no range. */
static bool is_score(const finder *f, const candidate *c)
{
    const quantity *q = &c->q;
    bool before = is_form(f, q->number.first - 1, "-|–|/") && q->number.first >= f->start + 2 &&
                  word_at(f, q->number.first - 2)->upos == ONR_NUM;
    bool after = is_form(f, q->number.end, "-|–|/") && q->number.end + 1 < f->end &&
                 word_at(f, q->number.end + 1)->upos == ONR_NUM;
    return q->kind == UNIT_NONE && c->noun < 0 && isnan(q->to) && (before || after);
}

/* A number alone counts where it stands for those counted: "19 were taken", "killed 14". */
static bool stands_for_nothing(const finder *f, const candidate *c)
{
    const quantity *q = &c->q;
    if (q->kind != UNIT_NONE || c->noun >= 0)
        return false;
    onr_relation relation = word_at(f, (size_t)q->top)->relation;
    bool argument = relation == ONR_NSUBJ || relation == ONR_OBJ || relation == ONR_CONJ ||
                    relation == ONR_OBL || relation == ONR_NMOD || relation == ONR_ROOT ||
                    relation == ONR_APPOS;
    return !argument && !q->approximate && !q->number.scaled;
}

static bool is_list_mark(const finder *f, const quantity *q)
{
    return q->number.first == f->start && q->number.digits && is_form(f, q->number.end, ".|)|:");
}

/* "The five", "all four": those who were counted before. */
static bool is_reference(const finder *f, const candidate *c)
{
    const quantity *q = &c->q;
    return q->kind == UNIT_NONE && c->noun < 0 && !q->number.scaled && !q->approximate &&
           is_form(f, q->first - 1, "the|all|these|those|other");
}

/* "90 miles (145 kilometers)": the same quantity in another unit. */
static bool is_conversion(const finder *f, const quantity *q)
{
    if (q->kind == UNIT_NONE || q->kind == UNIT_SHARE || !is_form(f, q->first - 1, "(") ||
        !is_form(f, q->end, ")"))
        return false;
    for (size_t i = q->first - 1; i > f->start && i + 5 > q->first; i--)
        if (word_at(f, i - 1)->upos == ONR_NUM)
            return true;
    return false;
}

static bool is_figure(finder *f, const candidate *c)
{
    const quantity *q = &c->q;
    return !is_in_time(f, q) && !is_in_name(f, q) && !is_age(f, c) && !is_clock(f, q) &&
           !is_year(f, c) && !is_name_part(f, c) && !is_too_few(f, c) && !is_ago(f, q) &&
           !is_score(f, c) && !stands_for_nothing(f, c) && !is_list_mark(f, q) &&
           !is_reference(f, c) && !is_conversion(f, q);
}

/* -- What it is the quantity of ------------------------------------------------------- */

static onr_span words_span(const finder *f, size_t first, size_t end)
{
    return (onr_span){word_at(f, first)->span.start, word_at(f, end - 1)->span.end};
}

/* From the number's end to the end of the noun phrase. */
static onr_span noun_phrase(const finder *f, const quantity *q, int32_t noun)
{
    size_t from = q->end < (size_t)noun ? q->end : (size_t)noun;
    while (from < (size_t)noun && !is_noun(word_at(f, from)) && word_at(f, from)->upos != ONR_ADJ)
        from++;
    size_t to = (size_t)noun + 1;
    while (to < f->end && walk_within(f->text, (int32_t)to, noun) &&
           word_at(f, to)->upos != ONR_PUNCT)
        to++;
    return words_span(f, from, to);
}

static onr_span subtree_span(const finder *f, int32_t top)
{
    size_t from = (size_t)top, to = (size_t)top + 1;
    while (from > f->start && walk_within(f->text, (int32_t)from - 1, top))
        from--;
    while (to < f->end && walk_within(f->text, (int32_t)to, top))
        to++;
    while (from < (size_t)top &&
           (word_at(f, from)->relation == ONR_CASE || word_at(f, from)->upos == ONR_PUNCT))
        from++;
    while (to > (size_t)top + 1 && word_at(f, to - 1)->upos == ONR_PUNCT)
        to--;
    return words_span(f, from, to);
}

/* The verb, or the predicate, that the figure hangs on, or -1. */
static int32_t predicate_of(const finder *f, int32_t at)
{
    for (int steps = 0; at >= 0 && steps < 8; steps++) {
        at = word_at(f, (size_t)at)->head;
        if (at >= 0 && (word_at(f, (size_t)at)->upos == ONR_VERB ||
                        walk_child(f->text, at, ONR_NSUBJ, -1) >= 0))
            return at;
    }
    return -1;
}

/*
 * A count's subject is what is counted. A measure's is the noun that it modifies ("a five-year
 * war") or is of ("two months of fighting"), else the subject of its clause.
 */
static void find_subject(const finder *f, onr_figure *out, const candidate *c)
{
    int32_t predicate = predicate_of(f, c->q.top), head = word_at(f, (size_t)c->q.top)->head;
    int32_t of = walk_child(f->text, c->q.top, ONR_NMOD, -1);
    int32_t subject = predicate < 0 ? -1 : walk_child(f->text, predicate, ONR_NSUBJ, -1);
    if (predicate >= 0 && word_at(f, (size_t)predicate)->upos == ONR_VERB)
        out->measure = word_at(f, (size_t)predicate)->span;
    if (c->noun >= 0)
        out->subject = noun_phrase(f, &c->q, c->noun);
    else if (head >= (int32_t)c->q.end && is_noun(word_at(f, (size_t)head)))
        out->subject = noun_phrase(f, &c->q, head);
    else if (of > c->q.top)
        out->subject = subtree_span(f, of);
    else if (head >= 0 && is_noun(word_at(f, (size_t)head)) &&
             walk_child(f->text, head, ONR_NSUBJ, -1) < 0)
        out->subject = subtree_span(f, head);
    else if (subject >= 0 && subject != c->q.top)
        out->subject = subtree_span(f, subject);
    if (head >= 0 && head < (int32_t)c->q.first && is_noun(word_at(f, (size_t)head)))
        out->measure = word_at(f, (size_t)head)->span;
}

static onr_figure figure_of(const finder *f, const candidate *c)
{
    const quantity *q = &c->q;
    size_t end = q->end;
    if (c->noun >= (int32_t)end && c->noun < (int32_t)end + 8)
        end = (size_t)c->noun + 1;
    onr_figure out = {.span = words_span(f, q->first, end),
                      .value = q->number.value,
                      .to = q->to,
                      .unit = q->unit,
                      .approximate = q->approximate,
                      .vouched = f->vouchers[q->number.first]};
    if (c->noun >= 0 && q->kind == UNIT_NONE && is_noun(word_at(f, (size_t)c->noun)))
        out.unit = word_at(f, (size_t)c->noun)->form;
    find_subject(f, &out, c);
    return out;
}

typedef list(onr_figure) figure_list;

static void find_in_sentence(figure_list *out, finder *f, const onr_sentence *s)
{
    f->start = s->first_word;
    f->end = f->start + s->word_count;
    for (size_t i = f->start; i < f->end;) {
        candidate c = {.noun = -1};
        if (!quantity_read(&c.q, f->text, i, f->start, f->end)) {
            i++;
            continue;
        }
        if (c.q.kind == UNIT_NONE)
            c.noun = counted_noun(f, &c.q);
        if (is_figure(f, &c))
            list_push(out, figure_of(f, &c), f->arena);
        i = c.q.end > i ? c.q.end : i + 1;
    }
}

bool figures_find(onr_figures *out, const onr_record *record, onr_arena *arena, onr_error *err)
{
    figure_list found = {0};
    finder f = {.text = &record->text, .times = &record->times, .arena = arena};
    f.vouchers = vouchers_of_words(f.text, &record->statements, arena);
    for (size_t i = 0; f.vouchers && i < f.text->sentence_count; i++)
        find_in_sentence(&found, &f, &f.text->sentences[i]);
    *out = (onr_figures){found.items, found.count};
    return !onr_arena_full(arena) || arena_fail(err, "find figures");
}
