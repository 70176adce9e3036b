/*
 * Decides what a line that ends with a colon (or behind "We, the ministers," with a comma) leads
 * in: items that tell what somebody does whom it names, or items that are what it says.
 */
#include "attribution/lists.h"

#include "attribution/act.h"
#include "attribution/addressee.h"
#include "attribution/cues.h"
#include "attribution/layout.h"
#include "attribution/phrases.h"
#include "base/span.h"
#include "base/str.h"
#include "base/text.h"
#include "entities/words.h"
#include "language/walk.h"

enum {
    LONGEST_LEAD = 30, /* words */
    MOST_ITEMS = 64,
    LONGEST_NUMBER = 3, /* bytes of an item's: "12", "iv" */
    FEWEST_SAID = 2,    /* words of an item behind its verb */
};

/* What items that are not the last end with. */
static const char joints[] = ";|,|and|or";

static const char finite_tags[] = "VBD|VBZ|VBP|MD";

/* A line that goes on as a list: its words, the last of which is the mark. */
typedef struct lead {
    int32_t first, mark;
    uint32_t below; /* Byte behind its line. */
} lead;

/* The line that the sentence is, if it ends with a mark that leads on. */
static bool is_lead(const finder *f, lead *out, const onr_sentence *s)
{
    int32_t first = (int32_t)s->first_word, mark = first + (int32_t)s->word_count - 1;
    if (s->word_count < 2 || s->word_count > LONGEST_LEAD)
        return false;
    uint32_t end = layout_line_end(f, s->span.start);
    bool begins = s->span.start == 0 || f->text->text.data[s->span.start - 1] == '\n';
    *out = (lead){first, mark, end};
    return begins && end < f->text->text.len && word_at(f, mark)->span.end == end &&
           str_listed(word_at(f, mark)->form, ":|,");
}

/* A line of a list: its words without bullet or number. */
typedef struct item {
    int32_t first, end;
    uint32_t start; /* Byte of its bullet. */
    bool is_marked; /* It has had one, or goes on in small letters. */
} item;

/* Whether the word is of a bullet or a number: "-", "1.", "(b)". */
static bool is_mark(const finder *f, int32_t i, int32_t end)
{
    const onr_word *w = word_at(f, i);
    bool is_before_stop = i + 1 < end && str_listed(word_at(f, i + 1)->form, ".|)");
    return f->reading.quote_of[i] < 0 && (w->upos == ONR_PUNCT || w->upos == ONR_SYM ||
                                          (is_before_stop && w->form.len <= LONGEST_NUMBER));
}

/* The item in the next line that has words, and moves `*at` to its end; false: there is none. */
static bool next_item(const finder *f, item *out, uint32_t *at)
{
    onr_str text = f->text->text;
    while (*at < text.len && is_ascii_space(text.data[*at]))
        ++*at;
    out->start = *at;
    layout_words_in(f, &out->first, &out->end, *at, layout_line_end(f, *at));
    *at = layout_line_end(f, *at);
    int32_t begin = out->first;
    while (out->first < out->end && is_mark(f, out->first, out->end))
        out->first++;
    if (out->first == out->end)
        return false;
    out->is_marked = out->first > begin || !str_has_capital(word_at(f, begin)->form);
    return true;
}

/* Whether the word is somebody: by a name, or a noun for who acts. */
static bool is_party(const finder *f, int32_t head)
{
    const onr_word *w = word_at(f, head);
    bool is_name = f->reading.name[head] == ONR_NAME_PERSON + 1 ||
                   f->reading.name[head] == ONR_NAME_ORGANISATION + 1;
    return is_name || noun_is_person(w->lemma) || noun_is(w->lemma) ||
           phrase_entity(f, head) != ONR_NO_ENTITY;
}

/* Who does what the items tell: the words of a lead that tells nothing itself, behind "In their
 * statement,"; sets whom they mean. */
static onr_spans find_doer(const finder *f, const lead *l, int32_t *entity)
{
    int32_t first = l->first;
    if (word_at(f, first)->upos == ONR_ADP)
        while (first < l->mark && !str_is(word_at(f, first++)->form, ","))
            ;
    for (int32_t i = first; i < l->mark; i++)
        if (str_listed(word_at(f, i)->xpos, finite_tags) || f->reading.quote_of[i] >= 0)
            return (onr_spans){0};
    int32_t head = layout_head(f, first, l->mark);
    *entity = layout_named(f, first, l->mark);
    bool named = first < l->mark && (str_is(word_at(f, first)->form, "We") || is_party(f, head));
    return named ? layout_phrase(f, first, l->mark) : (onr_spans){0};
}

/* The verb that the item begins with, and that has no subject; -1: it begins with none. */
static int32_t verb_of(const finder *f, const item *it)
{
    int32_t verb = it->first;
    while (verb < it->end && word_at(f, verb)->upos == ONR_ADV)
        verb++;
    if (verb == it->end ||
        (word_at(f, verb)->upos != ONR_VERB && word_at(f, verb)->upos != ONR_ADJ))
        return -1;
    return phrase_child(f, verb, ONR_NSUBJ) < 0 ? verb : -1;
}

/* A statement of which the model knows nothing, where the verb names an act. */
static void add_named_act(finder *f, draft_list *out, const item *it, int32_t verb)
{
    int32_t particle = cue_particle(f, verb), behind = (particle > verb ? particle : verb) + 1;
    onr_spans content = layout_phrase(f, behind, it->end);
    if (word_at(f, verb)->upos != ONR_VERB || !act_is_known(word_at(f, verb)) ||
        it->end - behind < FEWEST_SAID || content.count == 0)
        return;
    draft d = layout_draft(f, verb, cue_spans(f, verb, particle), content);
    d.is_layout = false;
    layout_leave_out(layout_draft_at(f, verb));
    if (d.statement.act == ONR_ACT_DEMAND)
        addressee_of(f, &d.statement, addressee_who_must(f, &d.statement, verb));
    list_push(out, d, f->arena);
}

/* Whether no words tell who does what the item says, its bullet aside. */
static bool is_done_by_nobody(const finder *f, const draft *d, const item *it)
{
    onr_span bullet = {it->start, word_at(f, it->first)->span.start};
    for (size_t i = 0; i < d->statement.speaker.count; i++)
        if (!span_holds(bullet, d->statement.speaker.items[i]))
            return false;
    return word_at(f, d->cue)->upos != ONR_NOUN && phrase_child(f, d->cue, ONR_NSUBJ) < 0;
}

/* What the items tell is done by whom the lead names. */
static void name_doer(finder *f, draft_list *out, const lead *l)
{
    int32_t entity = ONR_NO_ENTITY, verb;
    onr_spans doer = find_doer(f, l, &entity);
    uint32_t at = l->below;
    item it;
    for (int n = 0; doer.count && n < MOST_ITEMS && next_item(f, &it, &at); n++) {
        if ((verb = verb_of(f, &it)) < 0)
            break;
        size_t from = out->count;
        draft *known = layout_draft_at(f, verb);
        if (!known || !layout_is_kept(known))
            add_named_act(f, out, &it, verb);
        for (size_t i = from; i < out->count; i++) {
            out->items[i].statement.speaker = doer;
            out->items[i].statement.speaker_entity = entity;
        }
        for (size_t i = layout_draft_from(f, verb);
             i < f->drafts.count && f->drafts.items[i].cue < it.end; i++) {
            draft *d = &f->drafts.items[i];
            if (!is_done_by_nobody(f, d, &it))
                continue;
            d->statement.speaker = doer;
            d->statement.speaker_entity = entity;
            d->statement.unrealised = false;
        }
    }
}

/* Whether the item goes on with the list: it has a mark, or the one before ends as one that is not
 * the last, or behind "to" it begins with what is to be done. */
static bool goes_on(const finder *f, const item *it, const item *before, bool is_infinitive)
{
    return it->is_marked || (before && str_listed(word_at(f, before->end - 1)->form, joints)) ||
           (is_infinitive && str_is(word_at(f, it->first)->xpos, "VB"));
}

/* The items below a lead, a span each, if they are one list. */
static onr_spans items_below(const finder *f, const lead *l, bool is_infinitive)
{
    list(onr_span) spans = {0};
    uint32_t at = l->below;
    item it, before;
    for (int n = 0; n < MOST_ITEMS && next_item(f, &it, &at); n++) {
        if (!goes_on(f, &it, n ? &before : NULL, is_infinitive))
            break;
        before = it;
        while (it.end > it.first && str_listed(word_at(f, it.end - 1)->form, joints))
            it.end--;
        onr_spans words = layout_phrase(f, it.first, it.end);
        if (words.count)
            list_push(&spans, words.items[0], f->arena);
    }
    return (onr_spans){spans.items, spans.count};
}

/* The verb whose infinitive the items are ("urged donors to: …"), or -1. */
static int32_t verb_above(const finder *f, const lead *l)
{
    int32_t to = l->mark - 1, verb = word_at(f, to)->head;
    if (to == l->first || !str_is(word_at(f, to)->form, "to"))
        return -1;
    while (verb >= l->first && verb < to && word_at(f, verb)->upos != ONR_VERB)
        verb = word_at(f, verb)->head;
    return verb >= l->first && verb < to ? verb : -1;
}

/* Whether what is said reaches the lead's end, or stands below it. */
static bool leads_on(const finder *f, const onr_statement *s, const lead *l, onr_spans items)
{
    onr_span rest = {word_at(f, l->mark - 1)->span.start, items.items[items.count - 1].end};
    return spans_meet(s->content, rest);
}

/* What stands of the content above the items, and they. */
static onr_spans with_items(const finder *f, onr_spans content, const lead *l, onr_spans items)
{
    list(onr_span) spans = {0};
    uint32_t mark = word_at(f, l->mark)->span.start;
    for (size_t i = 0; i < content.count && content.items[i].start < mark; i++) {
        onr_span above = {content.items[i].start,
                          content.items[i].end < mark ? content.items[i].end : mark};
        list_push(&spans, above, f->arena);
    }
    for (size_t i = 0; i < items.count; i++)
        list_push(&spans, items.items[i], f->arena);
    return (onr_spans){spans.items, spans.count};
}

/* "She urged donors to: …": whom it is told, and the items, are what is said. */
static void say_infinitive(finder *f, draft_list *out, const lead *l, int32_t verb, onr_spans items)
{
    int32_t particle = cue_particle(f, verb), behind = (particle > verb ? particle : verb) + 1;
    draft *d = layout_draft_at(f, verb);
    onr_spans content = with_items(f, layout_phrase(f, behind, l->mark), l, items);
    if (d && layout_is_kept(d)) {
        d->statement.content = content;
    } else if (act_is_known(word_at(f, verb))) {
        draft more = layout_draft(f, verb, cue_spans(f, verb, particle), content);
        int32_t who = reading_subject(&f->reading, verb);
        more.is_layout = false;
        more.statement.speaker = phrase_of_tree(f, who, -1);
        more.statement.speaker_entity = phrase_entity(f, who);
        layout_leave_out(d);
        list_push(out, more, f->arena);
        d = &out->items[out->count - 1];
    }
    if (d && d->statement.act == ONR_ACT_DEMAND && behind < l->mark - 1) {
        d->statement.addressee = layout_phrase(f, behind, l->mark - 1);
        d->statement.addressee_entity = layout_named(f, behind, l->mark - 1);
    }
}

/* What a lead begins to say, its items go on with. */
static void say_items(finder *f, draft_list *out, const lead *l)
{
    int32_t verb = verb_above(f, l);
    onr_spans items = items_below(f, l, verb >= 0);
    if (!str_is(word_at(f, l->mark)->form, ":") || !items.count)
        return;
    for (size_t i = layout_draft_from(f, l->first);
         i < f->drafts.count && f->drafts.items[i].cue < l->mark; i++) {
        draft *d = &f->drafts.items[i];
        if (d->cue != verb && leads_on(f, &d->statement, l, items))
            d->statement.content = with_items(f, d->statement.content, l, items);
    }
    if (verb >= 0)
        say_infinitive(f, out, l, verb, items);
}

void lists_settle(finder *f)
{
    draft_list more = {0};
    for (size_t i = 0; i < f->text->sentence_count; i++) {
        lead l;
        if (!is_lead(f, &l, &f->text->sentences[i]))
            continue;
        name_doer(f, &more, &l);
        say_items(f, &more, &l);
    }
    layout_merge(f, &more);
}
