/*
 * Decides which doubted blocks are the article's all the same: those that look like the paragraphs
 * beside them, in whose place nothing but an article's paragraph stands. And which of those that
 * were taken are hidden for good.
 */
#include "article/prose/mend.h"

#include "base/text.h"
#include "learn/forest.h"

/* Set by hand on the pages of docs/FIGURES.md, "Extraction". */
enum {
    LEAST_LINKED = -FOREST_UNIT * 2, /* a linked sentence scores more, */
    LEAST_PLAIN = -FOREST_UNIT * 4,  /* and prose without a link more */
    FEWEST_WORDS = 8,                /* a shorter block is no paragraph by itself */
    FEWEST_BLOCKS = 2,               /* a stretch of prose has so many paragraphs */
};

static bool is_paragraph(const block *b)
{
    const uint32_t elsewhere = ONR_IN_ASIDE | ONR_IN_NAV | ONR_IN_FOOTER | ONR_IN_FORM |
                               ONR_IN_FIGURE | ONR_IN_LIST | ONR_IN_TABLE | ONR_IN_HEADING;
    return b->flags & ONR_IN_PARAGRAPH && !(b->flags & elsewhere) && b->words >= FEWEST_WORDS &&
           ends_sentence(b->text);
}

static int32_t parent_of(const block_list *blocks, size_t at)
{
    return blocks->page->nodes[blocks->items[at].element].parent;
}

/* A linked sentence between two paragraphs of the article, all three in one element. */
static bool is_linked_between(const int32_t *scores, const block_list *blocks, size_t at)
{
    const block *b = &blocks->items[at];
    if (at == 0 || at + 1 >= blocks->count || scores[at] <= LEAST_LINKED || !is_paragraph(b))
        return false;
    return scores[at - 1] > 0 && scores[at + 1] > 0 && is_paragraph(b - 1) && is_paragraph(b + 1) &&
           parent_of(blocks, at) == parent_of(blocks, at - 1) &&
           parent_of(blocks, at) == parent_of(blocks, at + 1);
}

static bool is_plain(const int32_t *scores, const block_list *blocks, size_t at)
{
    const block *b = &blocks->items[at];
    return scores[at] <= 0 && scores[at] > LEAST_PLAIN && !b->link_words && !b->strong_words &&
           is_paragraph(b);
}

/* The end of the stretch of plain paragraphs from `at` on that are children of one element. */
static size_t find_end(const int32_t *scores, const block_list *blocks, size_t at)
{
    size_t end = at;
    while (end < blocks->count && is_plain(scores, blocks, end) &&
           parent_of(blocks, end) == parent_of(blocks, at))
        end++;
    return end;
}

/* Whether [start, end) is all that its element holds, and the element follows the article's last
 * paragraph as its sibling. */
static bool goes_on(const int32_t *scores, const block_list *blocks, size_t start, size_t end)
{
    int32_t section = parent_of(blocks, start);
    if (start == 0 || section == ONR_NO_NODE || end - start < FEWEST_BLOCKS)
        return false;
    const onr_node *n = &blocks->page->nodes[section];
    return blocks->first_at[section] == start && blocks->first_at[n->end] == end &&
           scores[start - 1] > 0 && is_paragraph(&blocks->items[start - 1]) &&
           n->parent == parent_of(blocks, start - 1);
}

void mend_gaps(int32_t *scores, const block_list *blocks)
{
    for (size_t i = 0; i < blocks->count; i++) {
        if (scores[i] > 0)
            continue;
        if (is_linked_between(scores, blocks, i)) {
            scores[i] = 1;
            continue;
        }
        size_t end = find_end(scores, blocks, i);
        bool taken = end > i && goes_on(scores, blocks, i, end);
        for (size_t k = i; taken && k < end; k++)
            scores[k] = 1;
        i = end > i ? end - 1 : i;
    }
}

/* The outermost hidden element around a block. */
static size_t find_hidden(const block_list *blocks, const block *b)
{
    size_t found = b->first_node;
    for (int32_t up = blocks->page->nodes[b->first_node].parent;
         up != ONR_NO_NODE && blocks->flags[up] & IN_UNSEEN; up = blocks->page->nodes[up].parent)
        found = (size_t)up;
    return found;
}

static bool is_hidden_for_good(const block_list *blocks, const block *b)
{
    if (b->flags & IN_ARIA_HIDDEN)
        return b->words == 1;
    return b->flags & IN_UNSEEN && !unseen_is_folded(blocks->page, find_hidden(blocks, b));
}

void mend_hidden(int32_t *scores, const block_list *blocks)
{
    size_t seen = 0, unseen = 0;
    for (size_t i = 0; i < blocks->count; i++)
        if (scores[i] > 0)
            *(is_hidden_for_good(blocks, &blocks->items[i]) ? &unseen : &seen) +=
                blocks->items[i].words;
    for (size_t i = 0; unseen < seen && i < blocks->count; i++)
        if (scores[i] > 0 && is_hidden_for_good(blocks, &blocks->items[i]))
            scores[i] = -1;
}
