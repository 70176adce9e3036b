#include "language/walk.h"

#include "base/arena.h"
#include "base/span.h"
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
    size_t length = strlen(words);
    for (int32_t i = walk_first(text, head); i >= 0; i = walk_next(text, i)) {
        const onr_word *w = &text->words[i];
        if (str_is_among(w->form, words, length) ||
            (!str_equal(w->form, w->lemma) && str_is_among(w->lemma, words, length)))
            return i;
    }
    return -1;
}

bool walk_leads_out(const onr_text *text, int32_t word, onr_spans spans)
{
    int32_t head = text->words[word].head;
    return head < 0 || !spans_hold(spans, text->words[head].span);
}

int32_t walk_head(const onr_text *text, onr_spans spans, bool (*may_be)(const onr_word *w))
{
    for (size_t p = 0; p < spans.count; p++)
        for (size_t i = onr_text_word_from(text, spans.items[p].start);
             i < text->word_count && text->words[i].span.end <= spans.items[p].end; i++)
            if (may_be(&text->words[i]) && walk_leads_out(text, (int32_t)i, spans))
                return (int32_t)i;
    return -1;
}

int walk_depth(const onr_text *text, int32_t word)
{
    enum { MOST = 64 };
    int depth = 0;
    for (int32_t up = text->words[word].head; up >= 0 && depth < MOST; up = text->words[up].head)
        depth++;
    return 2 * depth + (text->words[word].upos != ONR_PROPN);
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

/* The next word below `top` that does not stand below `i`; -1: there is none. */
static int32_t next_beside(const onr_text *text, int32_t i, int32_t top)
{
    while (i != top && walk_next(text, i) < 0)
        i = text->words[i].head;
    return i == top ? -1 : walk_next(text, i);
}

int32_t walk_below(const onr_text *text, int32_t i, int32_t top)
{
    return walk_first(text, i) >= 0 ? walk_first(text, i) : next_beside(text, i, top);
}

static bool is_among(int32_t word, const int32_t *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (words[i] == word)
            return true;
    return false;
}

/* A way through `top`'s subtree that leaves the cuts' subtrees out. */
static int32_t next_kept(const onr_text *text, int32_t i, int32_t top, const int32_t *cuts,
                         size_t cut_count)
{
    i = walk_below(text, i, top);
    while (i >= 0 && i != top && is_among(i, cuts, cut_count))
        i = next_beside(text, i, top);
    return i;
}

static bool is_cut_whole(const onr_text *text, int32_t top, const int32_t *cuts, size_t cut_count)
{
    for (size_t i = 0; i < cut_count; i++)
        if (cuts[i] != top && walk_within(text, top, cuts[i]))
            return true;
    return false;
}

/* Which of the words from `first` to `last` are kept. */
typedef struct extent {
    bool *kept;
    int32_t first, last;
} extent;

/* Takes as many steps as the sentence has words at most, so that heads that run in a circle end it
 * too. */
static extent find_extent(const onr_text *text, int32_t top, const int32_t *cuts, size_t cut_count,
                          onr_arena *arena)
{
    uint32_t most = text->sentences[text->words[top].sentence].word_count, steps = 0;
    extent e = {.first = top, .last = top};
    for (int32_t i = top; i >= 0 && steps < most; steps++) {
        e.first = i < e.first ? i : e.first;
        e.last = i > e.last ? i : e.last;
        i = next_kept(text, i, top, cuts, cut_count);
    }
    e.kept = arena_array(arena, bool, (size_t)(e.last - e.first) + 1);
    for (int32_t i = top; e.kept && i >= 0 && steps > 0; steps--) {
        e.kept[i - e.first] = true;
        i = next_kept(text, i, top, cuts, cut_count);
    }
    return e;
}

onr_spans walk_spans(const onr_text *text, int32_t top, const int32_t *cuts, size_t cut_count,
                     onr_arena *arena)
{
    list(onr_span) spans = {0};
    if (is_cut_whole(text, top, cuts, cut_count))
        return (onr_spans){0};
    onr_scratch scratch = onr_scratch_begin(arena);
    extent e = find_extent(text, top, cuts, cut_count, scratch.arena);
    for (int32_t i = e.first; e.kept && i <= e.last; i++) {
        int32_t from = i;
        while (i <= e.last && e.kept[i - e.first])
            i++;
        int32_t to = i;
        walk_trim(text, &from, &to, true);
        if (from == to)
            continue;
        onr_span span = {text->words[from].span.start, text->words[to - 1].span.end};
        if (span.start < span.end)
            list_push(&spans, span, arena);
    }
    onr_scratch_end(&scratch);
    return (onr_spans){spans.items, spans.count};
}
