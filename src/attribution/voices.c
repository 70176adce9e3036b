#include "attribution/voices.h"

#include "attribution/act.h"
#include "attribution/content.h"
#include "attribution/cues.h"
#include "attribution/headlines.h"
#include "attribution/layout.h"
#include "attribution/lists.h"
#include "attribution/phrases.h"
#include "attribution/turns.h"
#include "base/span.h"
#include "base/str.h"
#include "base/table.h"
#include "base/text.h"
#include "language/walk.h"

enum {
    LONGEST_SIGNATURE = 14, /* words: "— Ida Lund, head of the pilots' union" */
    LONGEST_LEAD_IN = 30,
    FEWEST_SAID = 4, /* words of a paragraph that is said, not a heading */
};

static uint32_t skip_blanks(const finder *f, uint32_t at)
{
    while (at < f->text->text.len && is_ascii_space(f->text->text.data[at]))
        at++;
    return at;
}

/* Whether the words can be who speaks: a name, before which an office may stand, and no sentence.
 * Sets the entity that they name. */
static bool is_signature(const finder *f, int32_t first, int32_t end, int32_t *entity)
{
    *entity = ONR_NO_ENTITY;
    if (first >= end || end - first > LONGEST_SIGNATURE)
        return false;
    onr_upos begins = word_at(f, first)->upos;
    bool office = (begins == ONR_NOUN || begins == ONR_ADJ) &&
                  f->reading.name[end - 1] == ONR_NAME_PERSON + 1;
    if (begins != ONR_PROPN && !office)
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
    layout_words_in(f, &dash, &end, at, layout_line_end(f, at));
    /* of few words it is said only where it begins its line, too */
    bool begins = said.start == 0 || f->text->text.data[said.start - 1] == '\n';
    if ((f->reading.scrap[quote] && !begins) || dash >= end || word_at(f, dash)->span.start != at ||
        !str_listed(word_at(f, dash)->form, "–|—|―|--|-") ||
        !is_signature(f, dash + 1, end, &entity))
        return;
    draft d = layout_draft(f, dash, phrase_of_span(f, word_at(f, dash)->span),
                           content_chain(f, (int32_t)quote));
    d.statement.speaker = layout_phrase(f, dash + 1, end);
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

/* "He said afterwards: “…”": whether a quotation in the line has been led in there. */
static bool leads_in_its_own(const finder *f, int32_t first, int32_t end)
{
    for (int32_t i = first + 1; i < end; i++)
        if (f->reading.quote_of[i] >= 0 && f->reading.quote_of[i - 1] < 0 &&
            str_listed(word_at(f, i - 1)->form, ":|,"))
            return true;
    return false;
}

/* What the line from byte `at` on says: its quotation and what goes on from that, else all of it;
 * nothing where it is too short. */
static onr_spans said_in_line(const finder *f, uint32_t at)
{
    int32_t first, end;
    layout_words_in(f, &first, &end, at, layout_line_end(f, at));
    if (end - first < FEWEST_SAID)
        return (onr_spans){0};
    int32_t quote = f->reading.quote_of[first];
    if (quote >= 0 && f->reading.quotes.items[quote].start == at)
        return content_chain(f, quote);
    if (leads_in_its_own(f, first, end))
        return (onr_spans){0};
    return phrase_of_span(f, (onr_span){at, word_at(f, end - 1)->span.end});
}

/* Whoever was last said to speak, outside all quotations and in this sentence or the one before;
 * "he goes on" means him. */
static int32_t last_speaker(const finder *f, int32_t cue)
{
    for (size_t i = layout_draft_from(f, cue); i-- > 0;) {
        const draft *d = &f->drafts.items[i];
        if (word_at(f, cue)->sentence - word_at(f, d->cue)->sentence > 1)
            break;
        if (layout_is_kept(d) && d->statement.speaker_entity >= 0)
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
    uint32_t end = layout_line_end(f, s->span.end), next = skip_blanks(f, s->span.end);
    if (!s->word_count || !str_is(word_at(f, (int32_t)colon)->form, ":") || next <= end)
        return;
    int32_t verb = leading_verb(f, s);
    onr_spans content = verb >= 0 ? said_in_line(f, next) : (onr_spans){0};
    draft *known = verb >= 0 ? layout_draft_at(f, verb) : NULL;
    bool is_kept = known && layout_is_kept(known);
    if (content.count == 0 || (is_kept && spans_meet(known->statement.content, content.items[0])))
        return;
    draft d = layout_draft(f, verb, cue_spans(f, verb, particle_on(f, verb)), content);
    name_leader(f, &d, known);
    layout_leave_out(known);
    list_push(out, d, f->arena);
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
        layout_words_in(f, &first, &end, speaker.items[i].start, speaker.items[i].end);
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
    draft *label = layout_draft_at(f, colon);
    for (size_t i = layout_draft_from(f, colon + 1); i < f->drafts.count; i++) {
        draft *d = &f->drafts.items[i];
        if (word_at(f, d->cue)->sentence != word_at(f, colon)->sentence)
            break;
        if (!may_be_labelled(f, d, label))
            continue;
        if (label && spans_meet_any(label->statement.content, d->statement.content))
            layout_leave_out(label);
        if (names_nobody(f, d->statement.speaker))
            d->statement.speaker_entity = entity;
    }
}

/* "Ida Lund, crane driver: “…”": before a quotation the whole label speaks, and is whom it names
 * first, where the driver alone was found to speak. */
static void name_label(finder *f, int32_t first, int32_t colon, int32_t entity)
{
    draft *label = layout_draft_at(f, colon);
    onr_spans whole = layout_phrase(f, first, colon);
    if (!label || entity == ONR_NO_ENTITY || label->statement.speaker_entity == entity ||
        f->reading.quote_of[colon + 1] < 0 || label->statement.speaker.count != 1 ||
        onr_entities_of_word(f->entities, first) != entity ||
        !spans_hold(whole, label->statement.speaker.items[0]))
        return;
    label->statement.speaker = whole;
    label->statement.speaker_entity = entity;
}

/* The first colon of a sentence, behind at most so many words and before others; or -1. */
static int32_t colon_within(const finder *f, const onr_sentence *s, int32_t most)
{
    int32_t first = (int32_t)s->first_word, end = first + (int32_t)s->word_count;
    for (int32_t i = first; i + 1 < end && i <= first + most; i++)
        if (str_is(word_at(f, i)->form, ":"))
            return i;
    return -1;
}

/* Joins what follows the label that the sentence begins with, where it has one before a colon and a
 * quotation. */
static void find_label(finder *f, const onr_sentence *s)
{
    int32_t first = (int32_t)s->first_word, colon = colon_within(f, s, LONGEST_LABEL);
    if (colon < 0)
        return;
    int32_t entity = layout_label_before(f, colon);
    name_label(f, first, colon, entity);
    bool person = entity != ONR_NO_ENTITY && f->entities->items[entity].kind == ONR_ENTITY_PERSON;
    if (entity != ONR_NO_ENTITY &&
        (layout_draft_at(f, colon) || (person && f->reading.quote_of[colon + 1] >= 0)))
        join_label(f, colon, entity);
}

/* "From the embassy: “…”" */
static void find_from(finder *f, draft_list *out, const onr_sentence *s)
{
    int32_t first = (int32_t)s->first_word;
    if (!s->word_count || !str_is(word_at(f, first)->form, "From"))
        return;
    int32_t colon = colon_within(f, s, LONGEST_SIGNATURE);
    if (colon < 0 || f->reading.quote_of[colon + 1] < 0 ||
        f->reading.scrap[f->reading.quote_of[colon + 1]])
        return;
    if (word_at(f, colon - 1)->upos == ONR_NUM || f->reading.name[colon - 1] > ONR_NAME_DATE)
        return; /* "From Monday: …" */
    draft *known = layout_draft_at(f, colon);
    draft d = layout_draft(f, colon, phrase_of_span(f, word_at(f, colon)->span),
                           content_chain(f, f->reading.quote_of[colon + 1]));
    if (known && layout_is_kept(known))
        d.statement.act = known->statement.act;
    d.statement.speaker = layout_phrase(f, first + 1, colon);
    d.statement.speaker_entity = layout_named(f, first + 1, colon);
    layout_leave_out(known);
    list_push(out, d, f->arena);
}

/* "Her answer was short: “No,” she said": whether a verb behind the quotation's colon tells who
 * says it. */
static bool is_said_by_verb(const finder *f, int32_t quote)
{
    enum { WINDOW = 8 }; /* drafts */
    onr_span said = f->reading.quotes.items[quote];
    size_t first = layout_draft_from(f, (int32_t)onr_text_word_from(f->text, said.end));
    for (size_t i = first; i < f->drafts.count && i < first + WINDOW; i++) {
        const draft *d = &f->drafts.items[i];
        if (layout_is_kept(d) && spans_meet(d->statement.content, said))
            return true;
    }
    return false;
}

/* "The embassy's response was blunt: “…”": what is said has a name, and the name an owner. */
static void find_reply(finder *f, draft_list *out, const onr_sentence *s)
{
    static const char replies[] =
        "response|reply|answer|reaction|retort|comment|verdict|explanation|advice";
    int32_t first = (int32_t)s->first_word, colon = colon_within(f, s, LONGEST_SIGNATURE);
    int32_t quote = colon >= 0 ? f->reading.quote_of[colon + 1] : -1;
    if (quote < 0 || f->reading.quote_of[colon] >= 0)
        return;
    for (int32_t i = first; i < colon; i++) {
        int32_t is = word_at(f, i)->head;
        bool names = word_at(f, i)->relation == ONR_NSUBJ && is > i && is < colon &&
                     str_listed(word_at(f, i)->lemma, replies) && phrase_child(f, is, ONR_COP) >= 0;
        int32_t whose = names ? phrase_child(f, i, ONR_NMOD) : -1;
        if (whose < 0 || is_said_by_verb(f, quote))
            continue;
        draft *known = layout_draft_at(f, i);
        draft d =
            layout_draft(f, i, phrase_of_span(f, word_at(f, i)->span), content_chain(f, quote));
        int32_t of = phrase_child(f, whose, ONR_CASE);
        d.statement.speaker = phrase_of_tree(f, whose, of < whose ? of : -1);
        d.statement.speaker_entity = phrase_entity(f, whose);
        d.is_layout = false;
        layout_leave_out(known);
        layout_leave_out(layout_draft_at(f, colon));
        list_push(out, d, f->arena);
        return;
    }
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
    draft *known = layout_draft_at(f, tail.mark);
    bool is_kept = known && layout_is_kept(known);
    onr_spans content = layout_phrase(f, 0, tail.mark);
    if (is_kept || content.count == 0)
        return;
    draft d = layout_draft(f, tail.mark, phrase_of_span(f, word_at(f, tail.mark)->span), content);
    d.statement.speaker = layout_phrase(f, tail.mark + 1, tail.end);
    d.statement.speaker_entity = tail.entity;
    d.is_layout = false;
    for (int32_t i = tail.mark; i < tail.end; i++)
        layout_leave_out(layout_draft_at(f, i));
    list_push(out, d, f->arena);
}

/* "‘Neither free nor fair’, say observers", in the headline, where no draft has it so. */
static void find_headline_verb(finder *f, draft_list *out)
{
    headline_tail tail;
    if (!headline_verb_find(&tail, f))
        return;
    draft *known = layout_draft_at(f, tail.mark);
    onr_spans speaker = layout_phrase(f, tail.mark + 1, tail.end);
    onr_spans content = layout_phrase(f, 0, tail.mark);
    bool is_so = known && layout_is_kept(known) && known->statement.speaker.count &&
                 spans_hold(speaker, known->statement.speaker.items[0]);
    if (is_so || content.count == 0)
        return;
    draft d = layout_draft(f, tail.mark, phrase_of_span(f, word_at(f, tail.mark)->span), content);
    d.statement.speaker = speaker;
    d.statement.speaker_entity = tail.entity;
    d.is_layout = false;
    if (known)
        d.statement.act = known->statement.act;
    layout_leave_out(known);
    list_push(out, d, f->arena);
}

void voices_find(finder *f)
{
    draft_list signatures = {0}, lead_ins = {0}, turns = {0}, headline = {0}, from = {0};
    draft_list replies = {0};
    lists_settle(f);
    turns_find(f, &turns);
    if (turns.count == 0)
        f->answers = turns_answers(f);
    for (size_t i = 0; i < f->reading.quotes.count; i++)
        find_signature(f, &signatures, i);
    find_headline_tail(f, &headline, &signatures);
    if (headline.count == 0)
        find_headline_verb(f, &headline);
    for (size_t i = 0; i < f->text->sentence_count; i++)
        find_lead_in(f, &lead_ins, &f->text->sentences[i]);
    for (size_t i = 0; i < f->text->sentence_count; i++)
        find_from(f, &from, &f->text->sentences[i]);
    for (size_t i = 0; i < f->text->sentence_count; i++)
        find_reply(f, &replies, &f->text->sentences[i]);
    for (size_t i = 0; i < f->text->sentence_count; i++)
        find_label(f, &f->text->sentences[i]);
    layout_merge(f, &headline);
    layout_merge(f, &signatures);
    layout_merge(f, &lead_ins);
    layout_merge(f, &from);
    layout_merge(f, &replies);
    layout_merge(f, &turns);
}
