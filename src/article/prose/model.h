/*
 * What was learnt of which text is an article: models/blocks-html.onr for pages with their markup,
 * models/blocks-lines.onr for pages saved as text. train/blocks.py writes both.
 */
#ifndef ONR_SRC_ARTICLE_PROSE_MODEL_H
#define ONR_SRC_ARTICLE_PROSE_MODEL_H

#include "base/container.h"
#include "learn/forest.h"

enum { TOKEN_SLOT_BITS = 14, TOKEN_SLOTS = 1 << TOKEN_SLOT_BITS };

typedef struct judge_model {
    const uint32_t *tokens; /* by slot: see token_weigh */
    forest first;           /* each block for itself, its neighbours and containers */
    forest second;          /* the same and what `first` made of it and of the others */
    int32_t lowest;         /* a page's threshold falls no further below evens (judge.c) */
} judge_model;

/* What besides its blocks tells of a page's article; empty where nothing. */
typedef struct judge_hints {
    onr_str title;
    onr_str description;
    onr_str body; /* JSON-LD's articleBody */
} judge_hints;

/* The model in `c`, as train/blocks.py writes it; it points into the container's bytes. */
judge_model judge_model_read(const container *c);

/* The two that the library carries. */
judge_model judge_of_html(void);
judge_model judge_of_lines(void);

#endif
