/*
 * Cuts texts and class names into words and hashes them.
 */
#include "article/prose/tokens.h"

enum {
    LONGEST_TOLD = 24, /* so many words of a text are tokens, from its start */
    WHOLE_WORDS = 8,   /* a text of no more words is a token as a whole, too */
};

static bool is_word_char(char c)
{
    return is_ascii_letter(c) || is_ascii_digit(c) || (unsigned char)c >= 0x80;
}

uint32_t word_next(onr_str text, size_t *at)
{
    while (*at < text.len && !is_word_char(text.data[*at]))
        ++*at;
    if (*at >= text.len)
        return 0;
    uint32_t hash = hash32_start;
    for (; *at < text.len && is_word_char(text.data[*at]); ++*at) {
        char c = ascii_lower(text.data[*at]);
        hash = hash32_byte(hash, (unsigned char)(is_ascii_digit(c) ? '0' : c));
    }
    return hash ? hash : 1;
}

token_weight token_weigh(const judge_model *model, uint32_t hash)
{
    uint32_t entry = model->tokens[hash & (TOKEN_SLOTS - 1)];
    if (entry >> 16 != (hash >> TOKEN_SLOT_BITS & 0xFFFF))
        return (token_weight){0};
    return (token_weight){(int8_t)(entry & 0xFF), (int8_t)(entry >> 8 & 0xFF)};
}

/* The next word of a class or id: "articleShare", "article__share", "article-share" alike. */
static uint32_t next_class_word(onr_str text, size_t *at)
{
    while (*at < text.len && !is_ascii_letter(text.data[*at]))
        ++*at;
    size_t start = *at;
    uint32_t hash = hash32_start;
    for (; *at < text.len && is_ascii_letter(text.data[*at]); ++*at) {
        bool upper = !(text.data[*at] & 32), after_lower = *at > start && text.data[*at - 1] & 32;
        if (upper && after_lower)
            break;
        hash = hash32_byte(hash, (unsigned char)(text.data[*at] | 32));
    }
    return *at > start ? hash : 0;
}

bool has_tokens(const onr_attribute *a)
{
    onr_str name = a->name;
    switch (a->value.len ? name.len : 0) {
    case 2: return str_is(name, "id");
    case 4: return str_is(name, "role");
    case 5: return str_is(name, "class");
    case 8: return str_is(name, "itemprop");
    case 9: return str_is(name, "data-type") || str_is(name, "data-name");
    case 10: return str_is(name, "aria-label");
    case 11: return str_is(name, "data-testid") || str_is(name, "data-module");
    case 14: return str_is(name, "data-component");
    default: return false;
    }
}

static void tell(token_fn *found, void *user, token_kind kind, uint32_t hash)
{
    found(user, kind, hash_pair(hash, kind));
}

void tokens_of_value(onr_str value, token_fn *found, void *user)
{
    uint32_t before = 0;
    size_t last_end = 0;
    for (size_t at = 0;;) {
        uint32_t word = next_class_word(value, &at);
        if (!word)
            return;
        size_t start = last_end;
        while (start < at && !is_ascii_space(value.data[start]))
            start++;
        bool joined = before && start >= at; /* no white space between the two words */
        tell(found, user, TOKEN_CLASS, word);
        if (joined)
            tell(found, user, TOKEN_CLASS_PAIR, hash_pair(before, word));
        before = word;
        last_end = at;
    }
}

void tokens_of_element(const onr_page *page, size_t node, token_fn *found, void *user)
{
    const onr_node *n = &page->nodes[node];
    for (uint32_t i = 0; i < n->attribute_count; i++) {
        const onr_attribute *a = &page->attributes[n->first_attribute + i];
        if (has_tokens(a))
            tokens_of_value(a->value, found, user);
    }
    token_of_tag(n, found, user);
}

void token_of_tag(const onr_node *n, token_fn *found, void *user)
{
    if (n->tag == ONR_TAG_UNKNOWN)
        tell(found, user, TOKEN_TAG, (uint32_t)hash_text(n->name));
}

void token_add(text_tokens *t, uint32_t word, token_fn *found, void *user)
{
    if (t->words == LONGEST_TOLD + 1 || t->words++ == LONGEST_TOLD)
        return;
    t->whole = hash_pair(t->whole, word);
    if (t->words <= 2)
        t->start = t->whole;
    tell(found, user, TOKEN_WORD, word);
}

void tokens_end(const text_tokens *t, token_fn *found, void *user)
{
    if (t->words > 1)
        tell(found, user, TOKEN_START, t->start);
    if (t->words && t->words <= WHOLE_WORDS)
        tell(found, user, TOKEN_WHOLE, t->whole);
}

void tokens_of_text(onr_str text, token_fn *found, void *user)
{
    text_tokens t = {0};
    size_t at = 0;
    for (uint32_t word; (word = word_next(text, &at));)
        token_add(&t, word, found, user);
    tokens_end(&t, found, user);
}
