#include "attribution/sharing.h"

#include "attribution/content.h"
#include "attribution/heard.h"
#include "attribution/layout.h"
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

/* "The mill owes wages, a clerk said.\n\n“Nobody was told,” the foreman said.": whether a quotation
 * of another line than the first cue's has the second cue behind it, in its own sentence. */
static bool is_of_second(const finder *f, const draft *a, const draft *b, onr_span quote)
{
    size_t behind = onr_text_word_from(f->text, quote.end);
    const onr_word *first = word_at(f, a->cue), *second = word_at(f, b->cue);
    return behind > 0 && second->span.start >= quote.end &&
           second->sentence == f->text->words[behind - 1].sentence &&
           layout_line_end(f, first->span.end) <= quote.start;
}

static void settle(finder *f, draft *a, draft *b)
{
    onr_spans quotes = f->reading.quotes, all = a->statement.content;
    for (size_t i = 0; i < all.count; i++) {
        size_t q = table_first_from(all.items[i].start, quotes.items, quotes.count,
                                    sizeof *quotes.items, offsetof(onr_span, start));
        for (; q < quotes.count && quotes.items[q].end <= all.items[i].end; q++) {
            if (f->reading.scrap[q] || !spans_hold(b->statement.content, quotes.items[q]))
                continue;
            if (is_of_second(f, a, b, quotes.items[q])) {
                take_out(f, a, quotes.items[q]);
                continue;
            }
            float more = likely(f, a, quotes.items[q]) - likely(f, b, quotes.items[q]);
            if (more > FAR_LIKELIER)
                take_out(f, b, quotes.items[q]);
            else if (more < -FAR_LIKELIER)
                take_out(f, a, quotes.items[q]);
        }
    }
}

/* The word that joins a cue to what stands before it, an adverb between: "and [angrily] blamed"; or
 * -1. */
static int32_t joined_by(const finder *f, int32_t cue)
{
    int32_t at = cue - 1;
    if (at >= 0 && word_at(f, at)->upos == ONR_ADV)
        at--;
    return at >= 0 && str_listed(word_at(f, at)->form, "and|but") &&
                   word_at(f, at)->sentence == word_at(f, cue)->sentence
               ? at
               : -1;
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

/* "Lund said the mill was safe and blamed the miners": whoever said the one did the other, which is
 * none of what he said, where the second verb has the speaker of the first for its own. */
static void part_joined(finder *f, draft *outer, const draft *joined)
{
    const onr_statement *a = &outer->statement, *b = &joined->statement;
    int32_t by = joined_by(f, joined->cue);
    if (by < 0 || joined->sure.outside < joined->least.outside || a->speaker.count != 1 ||
        b->speaker.count != 1 || a->speaker.items[0].start != b->speaker.items[0].start ||
        a->content.count != 1 || b->act == ONR_ACT_THINK ||
        !(is_outside(joined) || is_of_another(f, a->content.items[0])) ||
        f->reading.quote_of[by] >= 0)
        return;
    onr_span all = a->content.items[0], rest = {word_at(f, by)->span.start, all.end};
    bool whole = b->content.count && b->content.items[b->content.count - 1].end >= all.end;
    if (whole && all.start < rest.start && spans_hold(a->content, word_at(f, joined->cue)->span))
        take_out(f, outer, rest);
}

void sharing_settle(finder *f)
{
    for (size_t i = 0; i < f->drafts.count; i++)
        for (size_t k = i + 1; k < f->drafts.count && k <= i + WINDOW; k++) {
            draft *a = &f->drafts.items[i], *b = &f->drafts.items[k];
            if (!draft_may_be_kept(a) || !draft_may_be_kept(b))
                continue;
            if (stand_apart(a, b))
                settle(f, a, b);
            else
                part_joined(f, a, b);
        }
}
