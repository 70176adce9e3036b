#include "language/walk.h"

#include "base/arena.h"
#include "base/str.h"

enum { DEEPEST = 256 };

static const onr_sentence *sentence_of(const onr_text *text, int32_t word)
{
    return &text->sentences[text->words[word].sentence];
}

int32_t walk_child(const onr_text *text, int32_t head, onr_relation relation, int32_t after)
{
    const onr_sentence *s = sentence_of(text, head);
    int32_t first = (int32_t)s->first_word, end = first + (int32_t)s->word_count;
    for (int32_t i = after < first ? first : after + 1; i < end; i++)
        if (text->words[i].head == head && text->words[i].relation == relation)
            return i;
    return -1;
}

int32_t walk_child_listed(const onr_text *text, int32_t head, const char *words)
{
    const onr_sentence *s = sentence_of(text, head);
    int32_t first = (int32_t)s->first_word, end = first + (int32_t)s->word_count;
    for (int32_t i = first; i < end; i++) {
        const onr_word *w = &text->words[i];
        if (w->head == head && (str_listed(w->form, words) || str_listed(w->lemma, words)))
            return i;
    }
    return -1;
}

bool walk_within(const onr_text *text, int32_t word, int32_t top)
{
    for (int steps = 0; word >= 0 && steps < DEEPEST; steps++) {
        if (word == top)
            return true;
        word = text->words[word].head;
    }
    return false;
}

static bool is_kept(const onr_text *text, int32_t word, int32_t top, const int32_t *cuts,
                    size_t cut_count)
{
    if (!walk_within(text, word, top))
        return false;
    for (size_t i = 0; i < cut_count; i++)
        if (cuts[i] != top && walk_within(text, word, cuts[i]))
            return false;
    return true;
}

/* Quotation marks and brackets belong to what they hold, stops and commas at an end do not. */
static bool is_edge(const onr_word *w)
{
    return w->upos == ONR_PUNCT && str_listed(w->form, ".|,|;|:|-|--|–|—|?|!|…");
}

onr_spans walk_spans(const onr_text *text, int32_t top, const int32_t *cuts, size_t cut_count,
                     onr_arena *arena)
{
    list(onr_span) spans = {0};
    const onr_sentence *s = sentence_of(text, top);
    int32_t end = (int32_t)(s->first_word + s->word_count);
    for (int32_t i = (int32_t)s->first_word; i < end;) {
        int32_t from = i;
        while (i < end && is_kept(text, i, top, cuts, cut_count))
            i++;
        int32_t to = i;
        while (from < to && is_edge(&text->words[from]))
            from++;
        while (from < to && is_edge(&text->words[to - 1]))
            to--;
        onr_span span = {0, 0};
        if (from < to)
            span = (onr_span){text->words[from].span.start, text->words[to - 1].span.end};
        if (span.start < span.end)
            list_push(&spans, span, arena);
        if (i < end && !is_kept(text, i, top, cuts, cut_count))
            i++;
    }
    return (onr_spans){spans.items, spans.count};
}
