#include "attribution/voices.h"

#include "attribution/act.h"
#include "attribution/content.h"
#include "attribution/cues.h"
#include "attribution/headlines.h"
#include "attribution/phrases.h"
#include "base/span.h"
#include "base/str.h"
#include "base/table.h"
#include "base/text.h"
#include "language/walk.h"

enum {
    LONGEST_SIGNATURE = 14, /* words: "— Ida Lund, head of the pilots' union" */
    LONGEST_LEAD_IN = 30,
    LONGEST_LABEL = 5,
    FEWEST_SAID = 4, /* words of a paragraph that is said, not a heading */
};

/* A layout is as sure as this; that its parts are right is less so. */
static const certainty by_layout = {0.9f, 0.9f};

/* What no draft is as sure as. */
static const certainty never = {2.0f, 2.0f};

static uint32_t line_end(const finder *f, uint32_t at)
{
    onr_str text = f->text->text;
    const char *end = at < text.len ? memchr(text.data + at, '\n', text.len - at) : NULL;
    return end ? (uint32_t)(end - text.data) : (uint32_t)text.len;
}

static uint32_t skip_blanks(const finder *f, uint32_t at)
{
    while (at < f->text->text.len && is_ascii_space(f->text->text.data[at]))
        at++;
    return at;
}

/* The words `[*first, *end)` that begin in the bytes `[from, to)`. */
static void words_in(const finder *f, int32_t *first, int32_t *end, uint32_t from, uint32_t to)
{
    *first = (int32_t)onr_text_word_from(f->text, from);
    *end = (int32_t)onr_text_word_from(f->text, to);
}

static onr_spans spans_of_words(const finder *f, int32_t first, int32_t end)
{
    walk_trim(f->text, &first, &end, false);
    if (first >= end)
        return (onr_spans){0};
    return phrase_of_span(f,
                          (onr_span){word_at(f, first)->span.start, word_at(f, end - 1)->span.end});
}

/* A statement of the layout's, its speaker yet unknown. */
static draft draft_of(const finder *f, int32_t cue, onr_spans cue_words, onr_spans content)
{
    onr_statement s = {.speaker_entity = ONR_NO_ENTITY,
                       .addressee_entity = ONR_NO_ENTITY,
                       .inside = ONR_NO_STATEMENT,
                       .cue = cue_words,
                       .content = content,
                       .quote = content_kind(f, content),
                       .confidence = by_layout.outside};
    s.act = act_find(f->text, cue, content, -1, act_typical(word_at(f, cue)), &s.negated);
    return (draft){s, cue, by_layout, {0.0f, 0.0f}, 1.0f, true};
}

typedef list(draft) draft_list;

/* Whether the words can be who speaks: a name, and no sentence. Sets the entity that they name. */
static bool is_signature(const finder *f, int32_t first, int32_t end, int32_t *entity)
{
    *entity = ONR_NO_ENTITY;
    if (first >= end || end - first > LONGEST_SIGNATURE || word_at(f, first)->upos != ONR_PROPN)
        return false;
    bool is_name = false;
    for (int32_t i = first; i < end; i++) {
        if (str_listed(word_at(f, i)->xpos, "VBD|VBZ|VBP|MD") || f->reading.quote_of[i] >= 0)
            return false;
        if (*entity == ONR_NO_ENTITY)
            *entity = onr_entities_of_word(f->entities, i);
        is_name = is_name || f->reading.name[i];
    }
    return is_name;
}

/* "“…” — Ida Lund": who stands behind a dash to the end of the line, on this one or the next. */
static void find_signature(finder *f, draft_list *out, size_t quote)
{
    onr_span said = f->reading.quotes.items[quote];
    uint32_t at = skip_blanks(f, said.end);
    int32_t dash, end, entity;
    words_in(f, &dash, &end, at, line_end(f, at));
    if (f->reading.scrap[quote] || dash >= end || word_at(f, dash)->span.start != at ||
        !str_listed(word_at(f, dash)->form, "–|—|―|--|-") ||
        !is_signature(f, dash + 1, end, &entity))
        return;
    draft d = draft_of(f, dash, phrase_of_span(f, word_at(f, dash)->span),
                       content_chain(f, (int32_t)quote));
    d.statement.speaker = spans_of_words(f, dash + 1, end);
    d.statement.speaker_entity = entity;
    list_push(out, d, f->arena);
}

/* The "on" of "goes on", or -1. */
static int32_t particle_on(const finder *f, int32_t verb)
{
    int32_t on = verb + 1;
    return on < (int32_t)f->text->word_count && str_is(word_at(f, on)->form, "on") ? on : -1;
}

/* The verb of a sentence that leads in what is said: "He goes on:"; -1: there is none. */
static int32_t leading_verb(const finder *f, const onr_sentence *s)
{
    int32_t first = (int32_t)s->first_word, end = first + (int32_t)s->word_count;
    if (s->word_count > LONGEST_LEAD_IN)
        return -1;
    for (int32_t i = first; i < end; i++) {
        const onr_word *w = word_at(f, i);
        bool is_root = w->head < first || w->head >= end;
        if (!is_root || w->upos != ONR_VERB || phrase_child(f, i, ONR_NSUBJ) < 0)
            continue;
        bool goes_on = str_is(w->lemma, "go") && particle_on(f, i) >= 0;
        return act_is_known(w) || goes_on || str_is(w->lemma, "continue") ? i : -1;
    }
    return -1;
}

/* What the line from byte `at` on says: its quotation and what goes on from that, else all of it;
 * nothing where it is too short. */
static onr_spans said_in_line(const finder *f, uint32_t at)
{
    int32_t first, end;
    words_in(f, &first, &end, at, line_end(f, at));
    if (end - first < FEWEST_SAID)
        return (onr_spans){0};
    int32_t quote = f->reading.quote_of[first];
    if (quote >= 0 && f->reading.quotes.items[quote].start == at)
        return content_chain(f, quote);
    return phrase_of_span(f, (onr_span){at, word_at(f, end - 1)->span.end});
}

/* The first draft whose cue is that word or stands behind it. */
static size_t draft_from(const finder *f, int32_t cue)
{
    return table_first_from((uint32_t)cue, f->drafts.items, f->drafts.count,
                            sizeof *f->drafts.items, offsetof(draft, cue));
}

/* The draft of a cue, or NULL. */
static draft *draft_at(finder *f, int32_t cue)
{
    size_t at = draft_from(f, cue);
    return at < f->drafts.count && f->drafts.items[at].cue == cue ? &f->drafts.items[at] : NULL;
}

/* Whoever was last said to speak, outside all quotations and in this sentence or the one before;
 * "he goes on" means him. */
static int32_t last_speaker(const finder *f, int32_t cue)
{
    for (size_t i = draft_from(f, cue); i-- > 0;) {
        const draft *d = &f->drafts.items[i];
        if (word_at(f, cue)->sentence - word_at(f, d->cue)->sentence > 1)
            break;
        if (d->sure.outside >= d->least.outside && d->statement.speaker_entity >= 0)
            return d->statement.speaker_entity;
    }
    return ONR_NO_ENTITY;
}

/* Who speaks: as the draft has it that does not reach into the next paragraph, else the subject. */
static void name_leader(const finder *f, draft *d, const draft *known)
{
    int32_t who = phrase_child(f, d->cue, ONR_NSUBJ);
    bool goes_on = str_listed(word_at(f, d->cue)->lemma, "go|continue|add");
    int32_t same = goes_on && word_at(f, who)->upos == ONR_PRON ? last_speaker(f, d->cue) : -1;
    d->statement.speaker = known && known->statement.speaker.count ? known->statement.speaker
                                                                   : phrase_of_tree(f, who, -1);
    d->statement.speaker_entity = same >= 0 ? same
                                  : known && known->statement.speaker.count
                                      ? known->statement.speaker_entity
                                      : phrase_entity(f, who);
}

static void find_lead_in(finder *f, draft_list *out, const onr_sentence *s)
{
    uint32_t colon = s->word_count ? s->first_word + s->word_count - 1 : 0;
    uint32_t end = line_end(f, s->span.end), next = skip_blanks(f, s->span.end);
    if (!s->word_count || !str_is(word_at(f, (int32_t)colon)->form, ":") || next <= end)
        return;
    int32_t verb = leading_verb(f, s);
    onr_spans content = verb >= 0 ? said_in_line(f, next) : (onr_spans){0};
    draft *known = verb >= 0 ? draft_at(f, verb) : NULL;
    bool is_kept = known && known->sure.outside >= known->least.outside;
    if (content.count == 0 || (is_kept && spans_meet(known->statement.content, content.items[0])))
        return;
    draft d = draft_of(f, verb, cue_spans(f, verb, particle_on(f, verb)), content);
    name_leader(f, &d, known);
    if (known)
        known->least = never;
    list_push(out, d, f->arena);
}

/* Whom the words before a colon name, which begin its sentence or its line: a few, with a name; or
 * none. */
static int32_t label_before(const finder *f, int32_t colon)
{
    const onr_sentence *s = &f->text->sentences[word_at(f, colon)->sentence];
    int32_t first = (int32_t)s->first_word, entity = ONR_NO_ENTITY;
    if (colon - first > LONGEST_LABEL)
        return ONR_NO_ENTITY;
    for (int32_t i = first; i < colon && entity == ONR_NO_ENTITY; i++)
        if (f->reading.name[i] || is_in_capitals(word_at(f, i)->form))
            entity = onr_entities_of_word(f->entities, i);
    return entity;
}

static bool spans_meet_any(onr_spans a, onr_spans b)
{
    for (size_t i = 0; i < b.count; i++)
        if (spans_meet(a, b.items[i]))
            return true;
    return false;
}

static bool names_nobody(const finder *f, onr_spans speaker)
{
    for (size_t i = 0; i < speaker.count; i++) {
        int32_t first, end;
        words_in(f, &first, &end, speaker.items[i].start, speaker.items[i].end);
        for (int32_t k = first; k < end; k++)
            if (word_at(f, k)->upos == ONR_PROPN)
                return false;
    }
    return true;
}

/* Whether a draft may be of whom the label names: it stands outside what the label says. */
static bool may_be_labelled(const finder *f, const draft *d, const draft *label)
{
    return !reading_in_speech(&f->reading, d->cue) &&
           !(label && spans_hold(label->statement.content, word_at(f, d->cue)->span));
}

/* "Ida Lund: “…,” the former judge conceded": the verb is the cue, and the judge is Lund. */
static void join_label(finder *f, int32_t colon, int32_t entity)
{
    draft *label = draft_at(f, colon);
    for (size_t i = draft_from(f, colon + 1); i < f->drafts.count; i++) {
        draft *d = &f->drafts.items[i];
        if (word_at(f, d->cue)->sentence != word_at(f, colon)->sentence)
            break;
        if (!may_be_labelled(f, d, label))
            continue;
        if (label && spans_meet_any(label->statement.content, d->statement.content))
            label->least = never;
        if (names_nobody(f, d->statement.speaker))
            d->statement.speaker_entity = entity;
    }
}

/* Joins what follows the label that the sentence begins with, where it has one before a colon and a
 * quotation. */
static void find_label(finder *f, const onr_sentence *s)
{
    int32_t first = (int32_t)s->first_word, end = first + (int32_t)s->word_count;
    int32_t colon = first;
    while (colon < end && colon <= first + LONGEST_LABEL && !str_is(word_at(f, colon)->form, ":"))
        colon++;
    if (colon + 1 >= end || !str_is(word_at(f, colon)->form, ":"))
        return;
    int32_t entity = label_before(f, colon);
    bool person = entity != ONR_NO_ENTITY && f->entities->items[entity].kind == ONR_ENTITY_PERSON;
    if (entity != ONR_NO_ENTITY &&
        (draft_at(f, colon) || (person && f->reading.quote_of[colon + 1] >= 0)))
        join_label(f, colon, entity);
}

/* A paragraph that begins with who speaks in it: "Ida Lund: We …", "Question: …". */
typedef struct turn {
    int32_t colon;
    onr_str surname; /* The label's last word. */
    int32_t entity;  /* None of a question, and of a label that names nobody. */
    uint32_t start;
} turn;

typedef list(turn) turn_list;

static void find_turn(const finder *f, turn_list *out, const onr_sentence *s)
{
    int32_t first = (int32_t)s->first_word, end = first + (int32_t)s->word_count;
    bool begins = s->span.start == 0 || f->text->text.data[s->span.start - 1] == '\n';
    if (begins && first + 1 < end && str_listed(word_at(f, first)->form, "Q.|A.")) {
        turn t = {first, word_at(f, first)->form, ONR_NO_ENTITY, s->span.start};
        list_push(out, t, f->arena);
        return;
    }
    for (int32_t i = first; begins && i < end && i <= first + LONGEST_LABEL; i++) {
        const onr_word *w = word_at(f, i);
        if (i > first && str_is(w->form, ":")) {
            turn t = {i, word_at(f, i - 1)->form, label_before(f, i), s->span.start};
            list_push(out, t, f->arena);
            return;
        }
        if (!str_has_capital(w->form))
            return;
    }
}

/* Turns whose label names nobody are his whose other label ends alike: "Ida Lund", then "Lund". */
static void name_turns(turn_list *turns)
{
    enum { LOOK_BACK = 16 };
    for (size_t i = 0; i < turns->count; i++)
        for (size_t k = i; turns->items[i].entity == ONR_NO_ENTITY && k-- > 0 && k + LOOK_BACK > i;)
            if (str_equal(turns->items[i].surname, turns->items[k].surname))
                turns->items[i].entity = turns->items[k].entity;
}

static bool is_asked(const turn *t)
{
    return str_listed(t->surname, "Question|Q|Q.|QUESTION|Interviewer|Reporter|Journalist|Host|"
                                  "Moderator|Presenter|Anchor|Audience|Press");
}

static bool is_answered(const turn *t)
{
    return str_listed(t->surname, "Answer|A|A.|ANSWER");
}

/* The only person whom the text names before the first turn, who then answers; or nobody. */
static int32_t only_person_before(const finder *f, uint32_t at)
{
    int32_t only = ONR_NO_ENTITY;
    for (size_t i = 0; i < f->entities->mention_count; i++) {
        const onr_mention *m = &f->entities->mentions[i];
        if (word_at(f, m->head)->span.start >= at)
            break;
        if (m->entity == only || f->entities->items[m->entity].kind != ONR_ENTITY_PERSON)
            continue;
        if (only != ONR_NO_ENTITY)
            return ONR_NO_ENTITY;
        only = m->entity;
    }
    return only;
}

/* "Q. … A. …": whoever answers is the one person named before. */
static bool name_answers(const finder *f, turn_list *turns)
{
    bool any = false;
    for (size_t i = 1; i < turns->count; i++)
        any = any || (is_answered(&turns->items[i]) && is_asked(&turns->items[i - 1]));
    int32_t who = any ? only_person_before(f, turns->items[0].start) : ONR_NO_ENTITY;
    for (size_t i = 0; who != ONR_NO_ENTITY && i < turns->count; i++)
        if (is_answered(&turns->items[i]))
            turns->items[i].entity = who;
    return any;
}

static bool is_same_turn(const turn *a, const turn *b)
{
    return str_equal(a->surname, b->surname) ||
           (a->entity != ONR_NO_ENTITY && a->entity == b->entity);
}

/* Whether somebody who is named has a turn twice, which makes of them a conversation. */
static bool is_conversation(const turn_list *turns)
{
    enum { LOOK_BACK = 3 };
    for (size_t i = 1; i < turns->count; i++)
        for (size_t k = i; k-- > 0 && k + LOOK_BACK > i;)
            if (turns->items[i].entity != ONR_NO_ENTITY &&
                is_same_turn(&turns->items[i], &turns->items[k]))
                return true;
    return false;
}

/* What is said from byte `from` to byte `to`, a span a line. */
static onr_spans lines_between(const finder *f, uint32_t from, uint32_t to)
{
    list(onr_span) spans = {0};
    for (uint32_t at = from; at < to; at = line_end(f, at) + 1) {
        int32_t first, end;
        words_in(f, &first, &end, at, line_end(f, at));
        walk_trim(f->text, &first, &end, false);
        if (first >= end)
            continue;
        onr_span line = {word_at(f, first)->span.start, word_at(f, end - 1)->span.end};
        list_push(&spans, line, f->arena);
    }
    return (onr_spans){spans.items, spans.count};
}

/* "Question: Will they strike?": whoever asks is not named. */
static void find_question(finder *f, draft_list *out, const turn *t, onr_spans content)
{
    size_t known = draft_from(f, (int32_t)onr_text_word_from(f->text, t->start));
    bool is_known = known < f->drafts.count && f->drafts.items[known].cue <= t->colon &&
                    f->drafts.items[known].sure.outside >= f->drafts.items[known].least.outside;
    if (!is_asked(t) || f->text->text.data[content.items[content.count - 1].end - 1] != '?')
        return;
    if (is_known && f->drafts.items[known].cue == t->colon)
        f->drafts.items[known].statement.act = ONR_ACT_ASK;
    if (is_known)
        return;
    draft d = draft_of(f, t->colon, phrase_of_span(f, word_at(f, t->colon)->span), content);
    d.statement.act = ONR_ACT_ASK;
    draft *same = draft_at(f, t->colon);
    if (same)
        same->least = never;
    list_push(out, d, f->arena);
}

/* All paragraphs up to another's turn are said by whose turn it is. Between two turns of one
 * person, and behind the last, only the paragraph itself is: questions often have no label. */
static void find_said_in_turn(finder *f, draft_list *out, const turn *t, const turn *next)
{
    uint32_t from = word_at(f, t->colon)->span.end;
    bool goes_on = next && !is_same_turn(t, next);
    onr_spans content = lines_between(f, from, goes_on ? next->start : line_end(f, from));
    draft *known = draft_at(f, t->colon);
    if (content.count > 0 && t->entity == ONR_NO_ENTITY)
        find_question(f, out, t, content);
    if (content.count == 0 || t->entity == ONR_NO_ENTITY)
        return;
    draft d = draft_of(f, t->colon, phrase_of_span(f, word_at(f, t->colon)->span), content);
    if (!is_answered(t))
        d.statement.speaker =
            spans_of_words(f, (int32_t)onr_text_word_from(f->text, t->start), t->colon);
    d.statement.speaker_entity = t->entity;
    if (f->text->text.data[content.items[content.count - 1].end - 1] == '?')
        d.statement.act = ONR_ACT_ASK;
    else if (known)
        d.statement.act = known->statement.act;
    if (known)
        known->least = never;
    list_push(out, d, f->arena);
}

static void find_turns(finder *f, draft_list *out)
{
    turn_list turns = {0};
    for (size_t i = 0; i < f->text->sentence_count; i++)
        find_turn(f, &turns, &f->text->sentences[i]);
    name_turns(&turns);
    bool is_one = name_answers(f, &turns) || is_conversation(&turns);
    for (size_t i = 0; is_one && i < turns.count; i++)
        find_said_in_turn(f, out, &turns.items[i],
                          i + 1 < turns.count ? &turns.items[i + 1] : NULL);
}

/* "Talks must resume: Karst", in the headline. */
static void find_headline_tail(finder *f, draft_list *out, const draft_list *signatures)
{
    headline_tail tail;
    if (!headline_tail_find(&tail, f))
        return;
    for (size_t i = 0; i < signatures->count; i++)
        if (signatures->items[i].cue == tail.mark)
            return;
    draft *known = draft_at(f, tail.mark);
    bool is_kept = known && known->sure.outside >= known->least.outside;
    onr_spans content = spans_of_words(f, 0, tail.mark);
    if (is_kept || content.count == 0)
        return;
    draft d = draft_of(f, tail.mark, phrase_of_span(f, word_at(f, tail.mark)->span), content);
    d.statement.speaker = spans_of_words(f, tail.mark + 1, tail.end);
    d.statement.speaker_entity = tail.entity;
    d.is_layout = false;
    if (known)
        known->least = never;
    list_push(out, d, f->arena);
}

/* Merges what was found into the drafts, all in order of their cues. */
static void merge(finder *f, const draft_list *more)
{
    draft_list all = {0};
    size_t k = 0;
    if (!more->count)
        return;
    for (size_t i = 0; i < f->drafts.count; i++) {
        for (; k < more->count && more->items[k].cue < f->drafts.items[i].cue; k++)
            list_push(&all, more->items[k], f->arena);
        list_push(&all, f->drafts.items[i], f->arena);
    }
    for (; k < more->count; k++)
        list_push(&all, more->items[k], f->arena);
    f->drafts.items = all.items;
    f->drafts.count = all.count;
    f->drafts.capacity = all.capacity;
}

void voices_find(finder *f)
{
    draft_list signatures = {0}, lead_ins = {0}, turns = {0}, headline = {0};
    find_turns(f, &turns);
    for (size_t i = 0; i < f->reading.quotes.count; i++)
        find_signature(f, &signatures, i);
    find_headline_tail(f, &headline, &signatures);
    for (size_t i = 0; i < f->text->sentence_count; i++)
        find_lead_in(f, &lead_ins, &f->text->sentences[i]);
    for (size_t i = 0; i < f->text->sentence_count; i++)
        find_label(f, &f->text->sentences[i]);
    merge(f, &headline);
    merge(f, &signatures);
    merge(f, &lead_ins);
    merge(f, &turns);
}
