/*
 * Walks in a text's trees, bounded so that a head that loops ends too. A walk takes as long as what
 * it looks at is large: a word's children, its way up, its subtree.
 */
#ifndef ONR_SRC_LANGUAGE_WALK_H
#define ONR_SRC_LANGUAGE_WALK_H

#include "onrecord/language.h"

/* Links each word to its children, for texts with heads. False: the arena is full. */
bool walk_link(onr_text *text, onr_arena *arena);

/* A word's first child, and the next child of the same head; -1: there is none. */
static inline int32_t walk_first(const onr_text *text, int32_t head)
{
    return text->first_child ? text->first_child[head] : -1;
}

static inline int32_t walk_next(const onr_text *text, int32_t child)
{
    return text->next_child[child];
}

/* The first child of `head` by `relation` behind its child `after` (-1: of all), or -1. */
int32_t walk_child(const onr_text *text, int32_t head, onr_relation relation, int32_t after);

/* The first child of `head` whose form or lemma is one of `words`, or -1. */
int32_t walk_child_listed(const onr_text *text, int32_t head, const char *words);

/* Whether "not" or "never" stands with a word. */
static inline bool walk_is_negated(const onr_text *text, int32_t head)
{
    return walk_child_listed(text, head, "not|n't|n’t|never") >= 0;
}

/* Whether the word hangs on none of the words in `spans`. */
bool walk_leads_out(const onr_text *text, int32_t word, onr_spans spans);

/* The first word of `spans` that leads out of them and may be their head; -1: there is none. */
int32_t walk_head(const onr_text *text, onr_spans spans, bool (*may_be)(const onr_word *w));

/* The word behind `i` on a way through `top` and all words below it; -1: there is none. */
int32_t walk_below(const onr_text *text, int32_t i, int32_t top);

/*
 * How far below its tree's root a word stands, for the choice of a phrase's head: of the words of
 * one, the head has least. Of words side by side a name has less than a title. Past 64 words up
 * all are alike.
 */
int walk_depth(const onr_text *text, int32_t word);

/* Whether `word` is `top` or stands below it. */
bool walk_within(const onr_text *text, int32_t word, int32_t top);

/*
 * Cuts from the ends of the words [*from, *to) the marks that belong to none of them: stops,
 * commas, dashes; and, where `calls`, question and exclamation marks, which end what somebody says
 * but not a phrase that stands at a sentence's end. Quotation marks and brackets belong to what
 * they hold.
 */
void walk_trim(const onr_text *text, int32_t *from, int32_t *to, bool calls);

/* The spans of `top`'s subtree without the subtrees of `cuts`, trimmed of calls, too. */
onr_spans walk_spans(const onr_text *text, int32_t top, const int32_t *cuts, size_t cut_count,
                     onr_arena *arena);

#endif
