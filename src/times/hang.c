/*
 * Decides which word a time belongs to, by the tree.
 */
#include "base/span.h"
#include "base/str.h"
#include "base/table.h"
#include "language/walk.h"
#include "onrecord/times.h"

/* "Speaking on Friday, the bank's head said": one speech. */
static bool is_same_speech(const onr_word *w)
{
    return w->relation == ONR_ADVCL && str_is(w->xpos, "VBG") && w->head >= 0 &&
           str_listed(w->lemma, "speak|talk|write|testify|appear");
}

/* "In May the bank left": parsers may hang a clause's first time on its subject. */
static bool opens_clause(const onr_text *text, int32_t time, int32_t noun)
{
    return time < noun && text->words[noun].relation == ONR_NSUBJ &&
           text->words[time].relation == ONR_NMOD && walk_child(text, time, ONR_CASE, -1) >= 0;
}

/*
 * The word outside a time that it hangs on. A noun between them is climbed over: "in a
 * statement on Friday, the bank said".
 */
static int32_t governor_of(const onr_time *t, const onr_text *text)
{
    int32_t first = (int32_t)t->first_word, end = first + (int32_t)t->word_count, at = first;
    int32_t top = first;
    for (uint32_t steps = 0; steps < t->word_count && at >= first && at < end; steps++) {
        top = at;
        at = text->words[at].head;
    }
    bool by_noun =
        at >= 0 && text->words[at].upos == ONR_NOUN && text->words[at].relation == ONR_OBL;
    if (by_noun || (at >= 0 && opens_clause(text, top, at)))
        at = text->words[at].head;
    if (at >= 0 && is_same_speech(&text->words[at]))
        at = text->words[at].head;
    return at;
}

/* The first time that ends behind `byte`. */
static size_t first_behind(const onr_times *times, uint32_t byte)
{
    return table_first_from(byte + 1, times->items, times->count, sizeof *times->items,
                            offsetof(onr_time, span.end));
}

int32_t onr_times_of(const onr_times *times, const onr_text *text, onr_spans spans)
{
    size_t word = spans.count ? onr_text_word_from(text, spans.items[0].start) : text->word_count;
    if (word == text->word_count)
        return ONR_NO_TIME;
    onr_span sentence = text->sentences[text->words[word].sentence].span;
    for (size_t i = first_behind(times, sentence.start);
         i < times->count && times->items[i].span.start < sentence.end; i++) {
        int32_t governor = governor_of(&times->items[i], text);
        if (governor >= 0 && spans_hold(spans, text->words[governor].span))
            return (int32_t)i;
    }
    return ONR_NO_TIME;
}
