#include "language/walk.h"

#include "base/arena.h"
#include "base/str.h"

enum { DEEPEST = 256 };

bool walk_link(onr_text *text, onr_arena *arena)
{
    size_t n = text->word_count + 1;
    int32_t *first = arena_array(arena, int32_t, n), *next = arena_array(arena, int32_t, n);
    if (!first || !next)
        return false;
    memset(first, 0xFF, n * sizeof *first);
    memset(next, 0xFF, n * sizeof *next);
    for (size_t i = text->word_count; i-- > 0;) {
        int32_t head = text->words[i].head;
        if (head == ONR_NO_HEAD)
            continue;
        next[i] = first[head];
        first[head] = (int32_t)i;
    }
    text->first_child = first;
    text->next_child = next;
    return true;
}

int32_t walk_child(const onr_text *text, int32_t head, onr_relation relation, int32_t after)
{
    int32_t i = after < 0 ? walk_first(text, head) : walk_next(text, after);
    while (i >= 0 && text->words[i].relation != relation)
        i = walk_next(text, i);
    return i;
}

int32_t walk_child_listed(const onr_text *text, int32_t head, const char *words)
{
    for (int32_t i = walk_first(text, head); i >= 0; i = walk_next(text, i)) {
        const onr_word *w = &text->words[i];
        if (str_listed(w->form, words) || str_listed(w->lemma, words))
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

static bool is_edge(const onr_word *w, bool calls)
{
    return w->upos == ONR_PUNCT &&
           (str_listed(w->form, ".|,|;|:|-|--|–|—|…") || (calls && str_listed(w->form, "?|!")));
}

void walk_trim(const onr_text *text, int32_t *from, int32_t *to, bool calls)
{
    while (*from < *to && is_edge(&text->words[*from], calls))
        ++*from;
    while (*from < *to && is_edge(&text->words[*to - 1], calls))
        --*to;
}

/* The word behind `i` on a way through all words below `top`; -1: there is none. */
static int32_t next_below(const onr_text *text, int32_t i, int32_t top)
{
    if (walk_first(text, i) >= 0)
        return walk_first(text, i);
    while (i != top && walk_next(text, i) < 0)
        i = text->words[i].head;
    return i == top ? -1 : walk_next(text, i);
}

/* The first and the last word of `top`'s subtree, in text order. */
static void find_extent(int32_t *first, int32_t *last, const onr_text *text, int32_t top)
{
    const onr_sentence *s = &text->sentences[text->words[top].sentence];
    *first = *last = top;
    int32_t i = next_below(text, top, top);
    for (uint32_t steps = 0; i >= 0 && steps < s->word_count; steps++) {
        *first = i < *first ? i : *first;
        *last = i > *last ? i : *last;
        i = next_below(text, i, top);
    }
}

onr_spans walk_spans(const onr_text *text, int32_t top, const int32_t *cuts, size_t cut_count,
                     onr_arena *arena)
{
    list(onr_span) spans = {0};
    int32_t first, last;
    find_extent(&first, &last, text, top);
    int32_t end = last + 1;
    for (int32_t i = first; i < end;) {
        int32_t from = i;
        while (i < end && is_kept(text, i, top, cuts, cut_count))
            i++;
        int32_t to = i;
        walk_trim(text, &from, &to, true);
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
