/*
 * Decides which doubted blocks are the article's all the same: those that look like the paragraphs
 * beside them, in whose place nothing but an article's paragraph stands. And which of those that
 * were taken are hidden for good.
 */
#include "article/prose/mend.h"

#include "base/str.h"
#include "base/text.h"
#include "learn/forest.h"

/* Set by hand on the pages of docs/FIGURES.md, "Extraction". */
enum {
    LEAST_LINKED = -FOREST_UNIT * 2, /* a linked sentence scores more, */
    LEAST_PLAIN = -FOREST_UNIT * 4,  /* and prose without a link more */
    FEWEST_WORDS = 8,                /* a shorter block is no paragraph by itself */
    FEWEST_BLOCKS = 2,               /* a stretch of prose has so many paragraphs */
    LONGEST_LABEL = 5,               /* words of whose turn it is */
    MOST_LABELS = 8,                 /* people in a conversation */
    FEWEST_TURNS = 2,                /* of one of them in the article */
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

/* The element around a block that holds others too: not the link or the quotation around it alone.
 */
static int32_t holder_of(const block_list *blocks, size_t at)
{
    int32_t up = parent_of(blocks, at);
    while (up != ONR_NO_NODE && blocks->first_at[up] == at &&
           blocks->first_at[blocks->page->nodes[up].end] == at + 1)
        up = blocks->page->nodes[up].parent;
    return up;
}

static bool is_taken(const int32_t *scores, const block_list *blocks, size_t at)
{
    return scores[at] > 0 && is_paragraph(&blocks->items[at]);
}

/* The end of the stretch of doubted sentences from `at` on that stand in one element. */
static size_t find_linked_end(const int32_t *scores, const block_list *blocks, size_t at)
{
    size_t end = at;
    while (end < blocks->count && scores[end] <= 0 && scores[end] > LEAST_LINKED &&
           is_paragraph(&blocks->items[end]) && holder_of(blocks, end) == holder_of(blocks, at))
        end++;
    return end;
}

/* Whether [start, end) stands between two paragraphs of the article, all in one element. */
static bool stands_between(const int32_t *scores, const block_list *blocks, size_t start,
                           size_t end)
{
    return start > 0 && start < end && end < blocks->count && is_taken(scores, blocks, start - 1) &&
           is_taken(scores, blocks, end) &&
           holder_of(blocks, start) == holder_of(blocks, start - 1) &&
           holder_of(blocks, start) == holder_of(blocks, end);
}

/* Whether a block looks like a paragraph without links, whatever it was taken for. */
static bool is_plain(const int32_t *scores, const block_list *blocks, size_t at)
{
    const block *b = &blocks->items[at];
    return scores[at] > LEAST_PLAIN && !b->link_words && !b->strong_words && is_paragraph(b);
}

/* The end of the stretch of plain paragraphs from `at` on that are children of one element. */
static size_t find_plain_end(const int32_t *scores, const block_list *blocks, size_t at)
{
    size_t end = at;
    while (end < blocks->count && is_plain(scores, blocks, end) &&
           parent_of(blocks, end) == parent_of(blocks, at))
        end++;
    return end;
}

/* Whether a block is a child of `element`, or of a section in it. */
static bool is_within(const block_list *blocks, size_t at, int32_t element)
{
    int32_t parent = parent_of(blocks, at);
    return parent == element ||
           (parent != ONR_NO_NODE && blocks->page->nodes[parent].parent == element);
}

/* Whether [start, end) is all that its element holds, and the element follows the article's last
 * paragraph, or the section that this ends, as its sibling. */
static bool goes_on(const int32_t *scores, const block_list *blocks, size_t start, size_t end)
{
    int32_t section = parent_of(blocks, start);
    if (start == 0 || section == ONR_NO_NODE || end - start < FEWEST_BLOCKS)
        return false;
    const onr_node *n = &blocks->page->nodes[section];
    return blocks->first_at[section] == start && blocks->first_at[n->end] == end &&
           is_taken(scores, blocks, start - 1) && is_within(blocks, start - 1, n->parent);
}

/* Takes those of [start, end) that were not. */
static void take(int32_t *scores, size_t start, size_t end)
{
    for (size_t i = start; i < end; i++)
        scores[i] = scores[i] > 0 ? scores[i] : 1;
}

void mend_gaps(int32_t *scores, const block_list *blocks)
{
    for (size_t i = 0, end; i < blocks->count; i = end) {
        end = find_linked_end(scores, blocks, i);
        if (stands_between(scores, blocks, i, end))
            take(scores, i, end);
        end = end > i ? end : i + 1; /* No part of a stretch stands between either. */
    }
    for (size_t i = 0, end; i < blocks->count; i = end) {
        end = find_plain_end(scores, blocks, i);
        if (goes_on(scores, blocks, i, end))
            take(scores, i, end);
        end = end > i ? end : i + 1;
    }
}

/* What a block begins with before a colon, or "Q." and "A."; empty where that is no few words with
 * capitals. */
static onr_str label_of(const block *b)
{
    onr_str text = b->text;
    if (str_starts(text, "Q. ") || str_starts(text, "A. "))
        return (onr_str){text.data, 2};
    size_t words = 0;
    for (size_t i = 0; i < text.len && words < LONGEST_LABEL; i++) {
        bool begins = i == 0 || text.data[i - 1] == ' ';
        if (begins && !(text.data[i] >= 'A' && text.data[i] <= 'Z'))
            break;
        words += text.data[i] == ' ';
        if (text.data[i] == ':' && i > 0)
            return (onr_str){text.data, i};
    }
    return (onr_str){0};
}

typedef struct labels {
    onr_str items[MOST_LABELS];
    size_t turns[MOST_LABELS], count;
} labels;

static void count_turn(labels *l, onr_str label)
{
    size_t i = 0;
    while (i < l->count && !str_equal(l->items[i], label))
        i++;
    if (i == MOST_LABELS)
        return;
    l->items[i] = label;
    l->turns[i]++;
    l->count += i == l->count;
}

static bool is_turn(const labels *l, const block *b)
{
    const uint32_t elsewhere = ONR_IN_ASIDE | ONR_IN_NAV | ONR_IN_FOOTER | ONR_IN_FORM;
    onr_str label = b->flags & elsewhere ? (onr_str){0} : label_of(b);
    for (size_t i = 0; label.len && i < l->count; i++)
        if (l->turns[i] >= FEWEST_TURNS && str_equal(l->items[i], label))
            return true;
    return false;
}

void mend_turns(int32_t *scores, const block_list *blocks)
{
    labels of_article = {0};
    for (size_t i = 0; i < blocks->count; i++) {
        onr_str label = scores[i] > 0 ? label_of(&blocks->items[i]) : (onr_str){0};
        if (label.len)
            count_turn(&of_article, label);
    }
    if (of_article.count < 2)
        return;
    for (size_t i = 1; i < blocks->count; i++)
        if (scores[i] <= 0 && scores[i - 1] > 0 && is_turn(&of_article, &blocks->items[i]))
            scores[i] = 1;
    for (size_t i = blocks->count; i-- > 1;)
        if (scores[i - 1] <= 0 && scores[i] > 0 && is_turn(&of_article, &blocks->items[i - 1]))
            scores[i - 1] = 1;
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
