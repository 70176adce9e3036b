/*
 * Tokens: the words of a text and the words of an element's class, id and role, as hashes. How much
 * each says for or against an article is learnt.
 */
#ifndef ONR_SRC_ARTICLE_PROSE_TOKENS_H
#define ONR_SRC_ARTICLE_PROSE_TOKENS_H

#include "article/prose/model.h"
#include "base/hash.h"
#include "onrecord/page.h"

typedef enum token_kind {
    TOKEN_WORD = 1,
    TOKEN_START, /* the first two words of a text */
    TOKEN_WHOLE, /* all words of a short text */
    TOKEN_CLASS,
    TOKEN_CLASS_PAIR, /* two words joined: "article-body" */
    TOKEN_TAG,        /* the name of an element that HTML does not know */
} token_kind;

/* Is called for each token. `hash` is of kind and words; its low TOKEN_SLOT_BITS are the slot in
 * judge_model.tokens, the 16 bits above them the check that is stored there. */
typedef void token_fn(void *user, token_kind kind, uint32_t hash);

void tokens_of_element(const onr_page *page, size_t node, token_fn *found, void *user);
void tokens_of_text(onr_str text, token_fn *found, void *user);

/* The same in pieces, for who keeps what values weigh: an element's are those of its attributes
 * that have tokens, and that of its tag. */
bool has_tokens(const onr_attribute *a);
void tokens_of_value(onr_str value, token_fn *found, void *user);
void token_of_tag(const onr_node *n, token_fn *found, void *user);

/* And for who reads a text's words for more than their tokens: `t` begins as zeroes. */
typedef struct text_tokens {
    uint32_t start, whole;
    uint32_t words; /* at most one more than are told */
} text_tokens;
void token_add(text_tokens *t, uint32_t word, token_fn *found, void *user);
void tokens_end(const text_tokens *t, token_fn *found, void *user);

/*
 * 16 times the log-odds that text with this token is the article's; 0 where that is not known. It
 * was counted twice: "Copyright" is rare in articles among all text of pages, but less rare among
 * the text that stands in or near them.
 */
typedef struct token_weight {
    int8_t page; /* counted over all blocks of pages */
    int8_t near; /* counted over blocks in articles and up to eight from them */
} token_weight;

token_weight token_weigh(const judge_model *model, uint32_t hash);

/* The hash of the next word from `*at` on, which moves behind it; 0: there is none. Capitals count
 * as small letters, and any digit as 0. */
uint32_t word_next(onr_str text, size_t *at);

#endif
