/*
 * What texts and elements are called, as hashes: the words of a text, the words of class names,
 * ids and roles. How much each tells of an article is learnt.
 */
#ifndef ONR_SRC_ARTICLE_PROSE_TOKENS_H
#define ONR_SRC_ARTICLE_PROSE_TOKENS_H

#include "article/prose/model.h"
#include "base/hash.h"
#include "onrecord/page.h"

typedef enum token_kind {
    TOKEN_WORD = 1,
    TOKEN_START, /* the first two words of a text */
    TOKEN_WHOLE, /* a text of few words */
    TOKEN_CLASS,
    TOKEN_CLASS_PAIR, /* two words joined: "article-body" */
    TOKEN_TAG,        /* the name of an element that HTML does not know */
} token_kind;

/* `hash` is made of kind and words: TOKEN_SLOT_BITS for the slot, 16 above them to check. */
typedef void token_fn(void *user, token_kind kind, uint32_t hash);

void tokens_of_element(const onr_page *page, size_t node, token_fn *found, void *user);
void tokens_of_text(onr_str text, token_fn *found, void *user);

/*
 * 16 times the log-odds that a token's text is the article's; 0 where it is not known. "Copyright"
 * is furniture by all that stands on pages, less so by what stands at the ends of articles.
 */
typedef struct token_weight {
    int8_t page; /* among all that stands on pages */
    int8_t near; /* among what stands in articles and beside them */
} token_weight;

token_weight token_weigh(const judge_model *model, uint32_t hash);

/* The next word's hash, its letters lower case and its digits alike; 0 where there is none. */
uint32_t word_next(onr_str text, size_t *at);

#endif
