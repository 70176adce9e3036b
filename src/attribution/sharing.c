#include "attribution/sharing.h"

#include "attribution/content.h"
#include "attribution/grammar.h"
#include "attribution/heard.h"
#include "attribution/layout.h"
#include "attribution/lexicon.h"
#include "attribution/phrases.h"
#include "base/span.h"
#include "base/str.h"
#include "base/table.h"

/* How many drafts ahead one that shares a quotation is looked for. */
enum { WINDOW = 8 };

/* By how much, on average of its words' log-odds, a quotation must be likelier to be the other's.
 * Read off the pages that the heads learnt: docs/FIGURES.md. */
static const float FAR_LIKELIER = 1.5f;

static bool stand_apart(const draft *a, const draft *b)
{
    return !spans_hold(a->statement.content, b->statement.cue.items[0]) &&
           !spans_hold(b->statement.content, a->statement.cue.items[0]);
}

/* How likely the quotation's words are the draft's content by the heads. */
static float likely(const finder *f, const draft *d, onr_span quote)
{
    heard h;
    int32_t from = (int32_t)onr_text_word_from(f->text, quote.start);
    int32_t end = (int32_t)onr_text_word_from(f->text, quote.end);
    onr_scratch scratch = onr_scratch_begin(f->arena);
    float mean = heard_at(&h, f, d->cue, scratch.arena) ? heard_content_of(&h, from, end) : 0.0f;
    onr_scratch_end(&scratch);
    return mean;
}

static void take_out(finder *f, draft *d, onr_span quote)
{
    d->statement.content = phrase_leave_out(f, d->statement.content, quote);
    d->statement.quote = content_kind(f, d->statement.content);
}

/* Whether the clause of the cue goes on from what stands before word `behind`: in one sentence, or,
 * behind a question or a call, which end their own, in the next. */
static bool goes_with(const finder *f, int32_t behind, int32_t cue)
{
    uint32_t before = word_at(f, behind - 1)->sentence, own = word_at(f, cue)->sentence;
    int32_t mark = behind - 2;
    return own == before || (own == before + 1 && word_at(f, behind)->sentence == own &&
                             mark >= 0 && str_listed(word_at(f, mark)->form, "?|!"));
}

/* "The mill owes wages, a clerk said.\n\n“Nobody was told,” the foreman said.": whether a quotation
 * of another line than the first cue's has the second cue behind it, in its own sentence. */
static bool is_of_second(const finder *f, const draft *a, const draft *b, onr_span quote)
{
    size_t behind = onr_text_word_from(f->text, quote.end);
    const onr_word *first = word_at(f, a->cue), *second = word_at(f, b->cue);
    return behind > 0 && second->span.start >= quote.end && goes_with(f, (int32_t)behind, b->cue) &&
           layout_line_end(f, first->span.end) <= quote.start;
}

static void settle(finder *f, draft *a, draft *b)
{
    onr_spans quotes = f->reading.quotes, all = a->statement.content;
    for (size_t i = 0; i < all.count; i++) {
        size_t q = table_first_from(all.items[i].start, quotes.items, quotes.count,
                                    sizeof *quotes.items, offsetof(onr_span, start));
        for (; q < quotes.count && quotes.items[q].end <= all.items[i].end; q++) {
            if (!spans_hold(b->statement.content, quotes.items[q]))
                continue;
            bool second = is_of_second(f, a, b, quotes.items[q]);
            if (second)
                take_out(f, a, quotes.items[q]);
            if (second || f->reading.scrap[q])
                continue;
            float more = likely(f, a, quotes.items[q]) - likely(f, b, quotes.items[q]);
            if (more > FAR_LIKELIER)
                take_out(f, b, quotes.items[q]);
            else if (more < -FAR_LIKELIER)
                take_out(f, a, quotes.items[q]);
        }
    }
}

/* Whether the word is a mark that closes a quotation with its comma in it: "“a joke,” warning". */
static bool closes_with_comma(const finder *f, int32_t at)
{
    return at > 0 && str_listed(word_at(f, at)->form, "”|\"|''|’|»") &&
           str_is(word_at(f, at - 1)->form, ",") && f->reading.quote_of[at - 1] >= 0;
}

static bool is_comma(const finder *f, int32_t at)
{
    return str_is(word_at(f, at)->form, ",") || closes_with_comma(f, at);
}

/* The word that joins a cue to what stands before it, an adverb between: "and [angrily] blamed",
 * "thanked them, blaming", "“a joke,” blaming", "; Karst blames"; or -1. */
static int32_t joined_by(const finder *f, int32_t cue)
{
    const onr_word *w = word_at(f, cue);
    int32_t at = cue - 1, who = phrase_child(f, cue, ONR_NSUBJ);
    if (at >= 0 && word_at(f, at)->upos == ONR_ADV)
        at--;
    if (who >= 0 && who < cue) {
        onr_spans phrase = phrase_of_tree(f, who, -1);
        at = phrase.count ? (int32_t)onr_text_word_from(f->text, phrase.items[0].start) - 1 : -1;
        return at >= 0 && str_is(word_at(f, at)->form, ";") ? at : -1;
    }
    bool participle = str_is(w->xpos, "VBG"), in_list = participle || w->relation == ONR_CONJ;
    const char *joins = participle ? "and|but|,|while" : in_list ? "and|but|," : "and|but";
    bool joined = at >= 0 && (str_listed(word_at(f, at)->form, joins) ||
                              (participle && closes_with_comma(f, at)));
    return joined && word_at(f, at)->sentence == w->sentence ? at : -1;
}

/* Whether what is said begins without "that" and is of somebody else: then what "and" joins is apt
 * to be none of it. */
static bool is_of_another(const finder *f, onr_span content)
{
    int32_t at = (int32_t)onr_text_word_from(f->text, content.start);
    for (; at < (int32_t)f->text->word_count && word_at(f, at)->span.start < content.end; at++) {
        const onr_word *w = word_at(f, at);
        if (w->upos == ONR_SCONJ || w->upos == ONR_PRON)
            return false;
        if (w->relation == ONR_NSUBJ)
            return true;
    }
    return false;
}

/* Whether the heads take a cue for one in no content rather than for one in another's. */
static bool is_outside(const draft *d)
{
    return d->is_heard && d->sure.outside > d->sure.inside;
}

/* Whether the cue, a verb, can be joined to one of the words of a content that stand before `end`.
 */
static bool joins_any(const finder *f, onr_spans content, int32_t end, int32_t cue)
{
    for (size_t i = 0; i < content.count; i++) {
        int32_t w = (int32_t)onr_text_word_from(f->text, content.items[i].start);
        for (; w < end && word_at(f, w)->span.start < content.items[i].end; w++)
            if (grammar_can_join(word_at(f, w), word_at(f, cue)))
                return true;
    }
    return false;
}

/* Whether one of the words of a content that stand before `end` is a verb. */
static bool has_verb(const finder *f, onr_spans content, int32_t end)
{
    for (size_t i = 0; i < content.count; i++) {
        int32_t w = (int32_t)onr_text_word_from(f->text, content.items[i].start);
        for (; w < end && word_at(f, w)->span.start < content.items[i].end; w++)
            if (word_at(f, w)->upos == ONR_VERB)
                return true;
    }
    return false;
}

/* Whether the cue can be joined to the outer cue alone, and to no word of its content before `by`:
 * "thanked Varga and hoped", "said it would pay and blamed". A participle behind a comma goes with
 * what it hangs on, and not with a thing that is named: "reported two raids, blaming". */
static bool is_bent_as(const finder *f, const draft *outer, int32_t cue, int32_t by)
{
    const onr_word *w = word_at(f, cue), *first = word_at(f, outer->cue);
    bool participle =
        str_is(w->xpos, "VBG") && (is_comma(f, by) || str_is(word_at(f, by)->form, "while"));
    if (str_is(word_at(f, by)->form, "while") && has_verb(f, outer->statement.content, by))
        return false;
    if (participle && w->head == outer->cue)
        return true;
    return (participle || grammar_can_join(first, w)) && str_listed(first->xpos, "VBD|VBZ|VBP") &&
           w->upos == ONR_VERB && !joins_any(f, outer->statement.content, by, cue);
}

/* Whether what the cue does is done to who does what is said: "said the mill had closed and ordered
 * it to pay". Somebody who does it to himself would be "itself". */
static bool acts_on_inner(const finder *f, const draft *outer, int32_t cue, int32_t by)
{
    int32_t whom = phrase_child(f, cue, ONR_OBJ), nouns = 0;
    onr_span all = outer->statement.content.items[0];
    if (whom != cue + 1 || !str_listed(word_at(f, whom)->form, "it|him|her|them"))
        return false;
    for (int32_t w = (int32_t)onr_text_word_from(f->text, all.start); w < by; w++)
        nouns += word_at(f, w)->upos == ONR_NOUN || word_at(f, w)->upos == ONR_PROPN;
    int32_t said = phrase_child(f, outer->cue, ONR_CCOMP);
    int32_t who = said >= 0 && said < by ? phrase_child(f, said, ONR_NSUBJ) : -1;
    bool many = who >= 0 && str_listed(word_at(f, who)->xpos, "NNS|NNPS");
    return nouns == 1 && who >= 0 && word_at(f, who)->upos != ONR_PRON &&
           many == str_is(word_at(f, whom)->form, "them");
}

/* "Ruled that the vote was void, ordering a new one": whether a participle behind a comma has the
 * outer one's speaker, whatever verb parsers hang it on. */
static bool goes_with_speaker(const finder *f, const draft *outer, const draft *joined, int32_t by)
{
    const onr_statement *a = &outer->statement, *b = &joined->statement;
    const onr_word *w = word_at(f, joined->cue);
    if (!str_is(w->xpos, "VBG") || !is_comma(f, by) || a->speaker.count != 1)
        return false;
    /* "that talks had stalled, accusing both sides": talks accuse nobody */
    int32_t inner =
        w->relation == ONR_ADVCL && w->head >= 0 ? phrase_child(f, w->head, ONR_NSUBJ) : -1;
    if (b->speaker.count == 0 && closes_with_comma(f, by))
        return true; /* behind his own words goes on who said them */
    if (b->speaker.count == 0)
        return inner > outer->cue && word_at(f, inner)->upos == ONR_NOUN &&
               phrase_entity(f, inner) == ONR_NO_ENTITY;
    return b->speaker.count == 1 && a->speaker.items[0].start == b->speaker.items[0].start;
}

/* Whether the words' forms leave no doubt that the cue is not joined to what the outer one says. */
static bool is_surely_outside(const finder *f, const draft *outer, const draft *joined, int32_t by)
{
    return str_is(word_at(f, by)->form, ";") || is_bent_as(f, outer, joined->cue, by) ||
           goes_with_speaker(f, outer, joined, by) || acts_on_inner(f, outer, joined->cue, by);
}

/* Gives the joined cue, which has no subject, the speaker of the outer one. */
static void give_speaker(const finder *f, const draft *outer, draft *joined)
{
    onr_statement *s = &joined->statement;
    bool within = s->speaker.count && spans_hold(outer->statement.content, s->speaker.items[0]);
    if (phrase_child(f, joined->cue, ONR_NSUBJ) >= 0 || (s->speaker.count && !within))
        return;
    s->speaker = outer->statement.speaker;
    s->speaker_entity = outer->statement.speaker_entity;
}

/* "Thanked Varga and hoped that …": what whoever speaks does besides is none of what is said. */
static void part_surely(finder *f, draft *outer, draft *joined, int32_t by)
{
    onr_spans content = outer->statement.content;
    const onr_span *joins = &word_at(f, by)->span;
    onr_span rest = {closes_with_comma(f, by) ? joins->end : joins->start,
                     content.items[content.count - 1].end};
    give_speaker(f, outer, joined);
    take_out(f, outer, rest);
    if (joined->sure.outside < joined->sure.inside)
        joined->sure.outside = joined->sure.inside;
}

/* "Said it had followed and warned a ship": whether right before "and" stands a verb whose object
 * is the cue's. */
static bool shares_object(const finder *f, int32_t by, int32_t cue)
{
    const onr_word *w = word_at(f, cue);
    return by > 0 && cue == by + 1 && str_is(word_at(f, by)->form, "and") &&
           str_is(word_at(f, by - 1)->xpos, "VBN") && phrase_child(f, cue, ONR_OBJ) > cue &&
           (str_is(w->xpos, "VBN") || str_ends(w->form, "ed"));
}

/* "Lund said the mill was safe and blamed the miners": whoever said the one did the other, which is
 * none of what he said, where the second verb has the speaker of the first for its own. */
static void part_joined(finder *f, draft *outer, draft *joined)
{
    const onr_statement *a = &outer->statement, *b = &joined->statement;
    int32_t by = joined_by(f, joined->cue);
    if (by < 0 || (f->reading.quote_of[by] >= 0 && !closes_with_comma(f, by)) ||
        !spans_hold(a->content, word_at(f, by)->span) || shares_object(f, by, joined->cue))
        return;
    if (word_at(f, by)->span.start > a->content.items[0].start &&
        spans_hold(a->content, word_at(f, joined->cue)->span) &&
        is_surely_outside(f, outer, joined, by)) {
        part_surely(f, outer, joined, by);
        return;
    }
    if (joined->sure.outside < joined->least.outside || a->speaker.count != 1 ||
        b->speaker.count != 1 || a->speaker.items[0].start != b->speaker.items[0].start ||
        a->content.count != 1 || b->act == ONR_ACT_THINK || is_comma(f, by) ||
        !(is_outside(joined) || is_of_another(f, a->content.items[0])))
        return;
    onr_span all = a->content.items[0], rest = {word_at(f, by)->span.start, all.end};
    bool whole = b->content.count && b->content.items[b->content.count - 1].end >= all.end;
    if (whole && all.start < rest.start && spans_hold(a->content, word_at(f, joined->cue)->span))
        take_out(f, outer, rest);
}

/* "Said the army had fled, a claim that Karst denies": what the page itself calls what was said,
 * with what another says of that, is none of it. */
static void leave_claim(finder *f, draft *outer, draft *inner)
{
    int32_t claim = word_at(f, inner->cue)->relation == ONR_ACL ? word_at(f, inner->cue)->head : -1;
    onr_spans content = outer->statement.content;
    if (claim <= outer->cue || !(lexicon_word(word_at(f, claim)->lemma) & WORD_ALLEGATION) ||
        f->reading.quote_of[claim] >= 0 || !spans_hold(content, word_at(f, claim)->span) ||
        !spans_hold(inner->statement.content, word_at(f, claim)->span) ||
        phrase_child(f, claim, ONR_CASE) >= 0)
        return;
    int32_t comma = claim - 1;
    while (word_at(f, comma)->head == claim && word_at(f, comma)->upos != ONR_PUNCT)
        comma--;
    onr_spans told = phrase_of_tree(f, claim, -1);
    if (!str_is(word_at(f, comma)->form, ",") || told.count == 0 ||
        word_at(f, comma)->span.start <= content.items[0].start)
        return;
    take_out(f, outer, (onr_span){word_at(f, comma)->span.start, told.items[told.count - 1].end});
    if (inner->sure.outside < inner->sure.inside)
        inner->sure.outside = inner->sure.inside;
}

/* "The bridge fell, officials said, with engineers warning that others may": what others say
 * besides is none of what stands before the cue. */
static void leave_beside(finder *f, draft *outer, const draft *inner)
{
    onr_spans content = outer->statement.content;
    int32_t who = phrase_child(f, inner->cue, ONR_NSUBJ);
    onr_spans phrase =
        who > outer->cue && who < inner->cue ? phrase_of_tree(f, who, -1) : (onr_spans){0};
    int32_t with =
        phrase.count ? (int32_t)onr_text_word_from(f->text, phrase.items[0].start) - 1 : -1;
    if (with <= outer->cue || !str_is(word_at(f, with)->form, "with") ||
        !str_is(word_at(f, inner->cue)->xpos, "VBG") || f->reading.quote_of[with] >= 0 ||
        content.items[0].start > word_at(f, outer->cue)->span.start)
        return;
    for (size_t i = 1; i < content.count; i++)
        if (content.items[i].start == word_at(f, with)->span.start)
            take_out(f, outer, content.items[i]);
}

/* "Urged them to wait and repeated that …": what another cue says behind itself is none of what one
 * before it says, which has words of its own before that. */
static void leave_to_later(finder *f, draft *earlier, const draft *later)
{
    onr_spans a = earlier->statement.content, b = later->statement.content;
    uint32_t from = word_at(f, later->cue)->span.end;
    if (later->cue < earlier->cue || a.items[0].start >= from)
        return;
    for (size_t i = a.count; i-- > 1;)
        if (a.items[i].start >= from && spans_hold(b, a.items[i]) &&
            f->reading.quote_of[onr_text_word_from(f->text, a.items[i].start)] < 0)
            take_out(f, earlier, a.items[i]);
}

/* "Police said later that all must stay in, Lund told the Mail.\n“They were calm.”": a quotation
 * behind the outer cue goes on from that, and not from what it tells of another. */
static void leave_to_outer(finder *f, draft *outer, draft *inner)
{
    onr_spans all = inner->statement.content;
    uint32_t from = word_at(f, outer->cue)->span.end;
    if (inner->cue > outer->cue || inner->statement.quote == ONR_QUOTE_DIRECT ||
        f->reading.quote_of[onr_text_word_from(f->text, all.items[0].start)] >= 0 ||
        !spans_hold(outer->statement.content, inner->statement.cue.items[0]))
        return;
    for (size_t i = all.count; i-- > 1;) {
        size_t first = onr_text_word_from(f->text, all.items[i].start);
        if (all.items[i].start < layout_line_end(f, from) || f->reading.quote_of[first] < 0)
            continue;
        take_out(f, inner, all.items[i]);
        if (spans_hold(outer->statement.content, all.items[i]))
            continue;
        outer->statement.content =
            phrase_join(f, outer->statement.content, phrase_of_span(f, all.items[i]));
        outer->statement.quote = content_kind(f, outer->statement.content);
    }
}

void sharing_settle(finder *f)
{
    for (size_t i = 0; i < f->drafts.count; i++)
        for (size_t k = i + 1; k < f->drafts.count && k <= i + WINDOW; k++) {
            draft *a = &f->drafts.items[i], *b = &f->drafts.items[k];
            if (!draft_may_be_kept(a) || !draft_may_be_kept(b))
                continue;
            leave_claim(f, a, b);
            leave_beside(f, a, b);
            if (stand_apart(a, b)) {
                settle(f, a, b);
                leave_to_later(f, a, b);
            } else {
                leave_to_outer(f, b, a);
                part_joined(f, a, b);
            }
        }
}
