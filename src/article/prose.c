/*
 * Decides which text of an HTML page is its article: texts between block borders, scored,
 * their scores summed over containers (Readability's idea), the best one taken and widened
 * to siblings of the same quality, its furniture left out.
 */
#include <stdlib.h>

#include "article/parts.h"

typedef enum role {
    ROLE_INLINE,
    ROLE_BLOCK,
    ROLE_PARAGRAPH,
    ROLE_HEADING,
    ROLE_ITEM,
    ROLE_QUOTE,
    ROLE_BREAK,
    ROLE_SKIP, /* never of the article */
} role;

typedef struct role_name {
    const char *name;
    role role;
} role_name;

/* Sorted by name; what is not here is inline. */
static const role_name roles[] = {
    {"article", ROLE_BLOCK},    {"aside", ROLE_SKIP},    {"audio", ROLE_SKIP},
    {"blockquote", ROLE_QUOTE}, {"body", ROLE_BLOCK},    {"br", ROLE_BREAK},
    {"button", ROLE_SKIP},      {"canvas", ROLE_SKIP},   {"center", ROLE_BLOCK},
    {"dd", ROLE_BLOCK},         {"dialog", ROLE_SKIP},   {"div", ROLE_BLOCK},
    {"dl", ROLE_BLOCK},         {"dt", ROLE_BLOCK},      {"fieldset", ROLE_BLOCK},
    {"figcaption", ROLE_SKIP},  {"figure", ROLE_SKIP},   {"footer", ROLE_SKIP},
    {"form", ROLE_BLOCK},       {"h1", ROLE_HEADING},    {"h2", ROLE_HEADING},
    {"h3", ROLE_HEADING},       {"h4", ROLE_HEADING},    {"h5", ROLE_HEADING},
    {"h6", ROLE_HEADING},       {"head", ROLE_SKIP},     {"header", ROLE_BLOCK},
    {"hr", ROLE_BLOCK},         {"html", ROLE_BLOCK},    {"iframe", ROLE_SKIP},
    {"label", ROLE_SKIP},       {"li", ROLE_ITEM},       {"main", ROLE_BLOCK},
    {"menu", ROLE_SKIP},        {"nav", ROLE_SKIP},      {"noscript", ROLE_SKIP},
    {"ol", ROLE_BLOCK},         {"option", ROLE_SKIP},   {"p", ROLE_PARAGRAPH},
    {"pre", ROLE_BLOCK},        {"script", ROLE_SKIP},   {"section", ROLE_BLOCK},
    {"select", ROLE_SKIP},      {"style", ROLE_SKIP},    {"svg", ROLE_SKIP},
    {"table", ROLE_BLOCK},      {"tbody", ROLE_BLOCK},   {"td", ROLE_BLOCK},
    {"template", ROLE_SKIP},    {"textarea", ROLE_SKIP}, {"th", ROLE_BLOCK},
    {"thead", ROLE_BLOCK},      {"title", ROLE_SKIP},    {"tr", ROLE_BLOCK},
    {"ul", ROLE_BLOCK},         {"video", ROLE_SKIP},
};

/* Beginnings of the words in a class or id that mark furniture; "=": the whole word. */
static const char *const furniture_words[] = {
    "advert",     "=ad",        "=ads",       "banner",    "biograph",   "=bio",      "breadcrumb",
    "byline",     "caption",    "comment",    "consent",   "cookie",     "copyright", "credit",
    "disclaimer", "disqus",     "footer",     "gallery",   "menu",       "modal",     "=nav",
    "navbar",     "navigation", "newsletter", "outbrain",  "pagination", "paywall",   "popular",
    "popup",      "promo",      "recirc",     "recommend", "related",    "share",     "sharing",
    "sidebar",    "signup",     "social",     "sponsor",   "subscri",    "taboola",   "=tags",
    "=teaser",    "toolbar",    "trending",   "widget",
};

static const char *const body_starts[] = {"article", "entry", "post", "story", "content"};
static const char *const body_ends[] = {"body", "content", "text", "copy"};

/* Weights, by hand: see docs/FIGURES.md for what they give. */
static const double HINT_SHARE = 0.4;  /* a part of the page this large is no furniture */
static const double BODY_BONUS = 1.5;  /* of a container that is named as the article's body */
static const double WIDEN_SHARE = 0.1; /* what a container's siblings must add to be taken in */
static const double LINK_LIMIT = 0.5;
enum { FEWEST_WORDS = 20, CLIMB = 4 };

typedef struct candidate {
    onr_str text;
    onr_span span;
    size_t first_node;
    size_t block; /* the element whose text it is */
    double words;
    double link_words;
    double score;
} candidate;

typedef list(candidate) candidates;

typedef struct survey {
    const onr_page *page;
    onr_arena *scratch;
    unsigned char *role;
    unsigned char *dropped;
    unsigned char *in_link;
    uint32_t *block_of;
    double *score; /* sums over the nodes before an index */
    double *words;
    double *link_words;
    candidates found;
} survey;

static int compare_role(const void *key, const void *entry)
{
    const char *name = ((const role_name *)entry)->name;
    return str_compare(*(const onr_str *)key, (onr_str){name, strlen(name)});
}

static role role_of(onr_str name)
{
    const role_name *found =
        bsearch(&name, roles, sizeof roles / sizeof *roles, sizeof *roles, compare_role);
    return found ? found->role : ROLE_INLINE;
}

static bool word_is_any(onr_str word, const char *const *list, size_t count, bool beginnings)
{
    for (size_t i = 0; i < count; i++) {
        bool whole = !beginnings || list[i][0] == '=';
        const char *entry = list[i] + (list[i][0] == '=');
        size_t len = strlen(entry);
        if (word.len >= len && (!whole || word.len == len) &&
            str_equal_nocase((onr_str){word.data, len}, (onr_str){entry, len}))
            return true;
    }
    return false;
}

/* The next word of a class or id: "articleShare", "article__share" and "article-share" alike. */
static onr_str next_word(onr_str text, size_t *at)
{
    while (*at < text.len && !is_ascii_letter(text.data[*at]))
        ++*at;
    size_t start = *at;
    while (*at < text.len && is_ascii_letter(text.data[*at]) &&
           (*at == start || (text.data[*at] & 32) || !(text.data[*at - 1] & 32)))
        ++*at;
    return (onr_str){text.data + start, *at - start};
}

static void read_hints(const survey *s, size_t node, bool *furniture, bool *body)
{
    static const char *const keys[] = {"class", "id", "itemprop"};
    *furniture = *body = false;
    for (size_t k = 0; k < 3 && s->page->nodes[node].attribute_count; k++) {
        onr_str value = onr_page_attribute(s->page, (int32_t)node, keys[k]);
        bool started = false;
        for (size_t at = 0; at < value.len;) {
            onr_str word = next_word(value, &at);
            if (word_is_any(word, furniture_words, sizeof furniture_words / sizeof *furniture_words,
                            true))
                *furniture = true;
            if ((started && word_is_any(word, body_ends, 4, false)) ||
                str_equal_nocase(word, ONR_STR("articlebody")))
                *body = true;
            started = word_is_any(word, body_starts, 5, false);
        }
    }
}

static double judge(const candidate *c, role r)
{
    double links = c->words > 0 ? c->link_words / c->words : 0;
    if (c->words < 4 || links > LINK_LIMIT || r == ROLE_HEADING)
        return 0;
    double words = c->words < 80 ? c->words : 80;
    double weight = ends_sentence(c->text) ? 1 : 0.25;
    return words * weight * (1 - links) * (r == ROLE_PARAGRAPH ? 1.2 : 1);
}

/* One candidate of the text nodes in [first, last], as far as their block is `block`. */
static void add_candidate(survey *s, size_t block, size_t first, size_t last)
{
    const onr_node *nodes = s->page->nodes;
    size_t room = 0, len = 0;
    double links = 0;
    onr_span span = {nodes[first].text.start, nodes[last].text.end};
    for (size_t i = first; i <= last; i++)
        if (s->role[i] == ROLE_BREAK || (!nodes[i].name.len && !s->dropped[i]))
            room += nodes[i].text.end - nodes[i].text.start + 1;
    char *joined = arena_array(s->scratch, char, room + 1);
    if (!joined)
        return;
    for (size_t i = first; i <= last; i++) {
        if (s->role[i] == ROLE_BREAK)
            joined[len++] = ' ';
        if (nodes[i].name.len || s->dropped[i])
            continue;
        onr_str text = str_slice(s->page->text, nodes[i].text);
        memcpy(joined + len, text.data, text.len);
        len += text.len;
        links += s->in_link[i] ? (double)text_words(text) : 0;
    }
    candidate c = {.span = span, .first_node = first, .block = block, .link_words = links};
    c.text = text_fold((onr_str){joined, len}, s->scratch);
    c.words = (double)text_words(c.text);
    if (!c.text.len)
        return;
    c.score = judge(&c, (role)s->role[block]);
    list_push(&s->found, c, s->scratch);
}

static void classify(survey *s)
{
    const onr_page *page = s->page;
    for (size_t i = 0; i < page->node_count; i++) {
        const onr_node *n = &page->nodes[i];
        bool child = n->parent >= 0;
        size_t up = child ? (size_t)n->parent : 0;
        s->role[i] = (unsigned char)(n->name.len ? role_of(n->name) : ROLE_INLINE);
        s->dropped[i] = s->role[i] == ROLE_SKIP || (child && s->dropped[up]);
        s->in_link[i] = str_is(n->name, "a") || (child && s->in_link[up]);
        bool block = s->role[i] != ROLE_INLINE && s->role[i] != ROLE_BREAK;
        s->block_of[i] = block || !child ? (uint32_t)i : s->block_of[up];
    }
}

static void collect(survey *s)
{
    const onr_page *page = s->page;
    size_t first = SIZE_MAX, last = 0, breaks = 0;
    for (size_t i = 0; i < page->node_count; i++) {
        const onr_node *n = &page->nodes[i];
        bool is_text = !n->name.len && !s->dropped[i];
        bool blank = is_text && !str_trim(str_slice(page->text, n->text)).len;
        bool border = (n->name.len && s->block_of[i] == i && s->role[i] != ROLE_SKIP) ||
                      (is_text && first != SIZE_MAX && s->block_of[i] != s->block_of[first]);
        if (s->role[i] == ROLE_BREAK)
            border = ++breaks > 1;
        else if (is_text && !blank)
            breaks = 0;
        if (border && first != SIZE_MAX) {
            add_candidate(s, s->block_of[first], first, last);
            first = SIZE_MAX;
        }
        if (!is_text || (blank && first == SIZE_MAX))
            continue;
        first = first == SIZE_MAX ? i : first;
        last = i;
    }
    if (first != SIZE_MAX)
        add_candidate(s, s->block_of[first], first, last);
}

/* Sums, so that an element's share is the difference of two. */
static void sum_up(survey *s)
{
    size_t next = 0, count = s->page->node_count;
    for (size_t i = 0; i < count; i++) {
        s->score[i + 1] = s->score[i];
        s->words[i + 1] = s->words[i];
        s->link_words[i + 1] = s->link_words[i];
        for (; next < s->found.count && s->found.items[next].first_node == i; next++) {
            const candidate *c = &s->found.items[next];
            if (s->dropped[c->first_node])
                continue;
            s->score[i + 1] += c->score;
            s->words[i + 1] += c->words;
            s->link_words[i + 1] += c->link_words;
        }
    }
}

static double share(const survey *s, const double *sums, size_t node)
{
    return sums[s->page->nodes[node].end] - sums[node];
}

static void drop_furniture(survey *s, double *bonus)
{
    double all = s->score[s->page->node_count];
    for (size_t i = 0; i < s->page->node_count; i++) {
        const onr_node *n = &s->page->nodes[i];
        bool furniture, body;
        read_hints(s, i, &furniture, &body);
        bonus[i] = body ? BODY_BONUS : 1;
        if ((n->parent >= 0 && s->dropped[n->parent]) ||
            (furniture && s->role[i] != ROLE_INLINE && share(s, s->score, i) < HINT_SHARE * all))
            s->dropped[i] = 1;
    }
}

static size_t best_container(const survey *s, const double *bonus)
{
    size_t count = s->page->node_count, best = 0;
    double *sum = arena_array(s->scratch, double, count);
    double highest = 0;
    if (!sum)
        return 0;
    for (size_t i = 0; i < s->found.count; i++) {
        const candidate *c = &s->found.items[i];
        int32_t up = (int32_t)c->block;
        if (s->dropped[c->first_node])
            continue;
        if (s->role[up] != ROLE_BLOCK)
            up = s->page->nodes[up].parent;
        for (int level = 1; up >= 0 && level <= CLIMB; level++, up = s->page->nodes[up].parent)
            sum[up] += c->score / level;
    }
    for (size_t i = 0; i < count; i++) {
        double words = share(s, s->words, i);
        double links = words > 0 ? share(s, s->link_words, i) / words : 0;
        double value = sum[i] * bonus[i] * (1 - links);
        if (value > highest) {
            highest = value;
            best = i;
        }
    }
    return best;
}

/* An article may be split over siblings: their parent is taken where it adds clean prose. */
static size_t widen(const survey *s, size_t node)
{
    for (int level = 0; level < 3; level++) {
        int32_t up = s->page->nodes[node].parent;
        if (up < 0 || str_is(s->page->nodes[node].name, "article") ||
            str_is(s->page->nodes[node].name, "main") || str_is(s->page->nodes[node].name, "body"))
            break;
        double added = share(s, s->score, (size_t)up) - share(s, s->score, node);
        double words = share(s, s->words, (size_t)up) - share(s, s->words, node);
        double links = share(s, s->link_words, (size_t)up) - share(s, s->link_words, node);
        if (added < WIDEN_SHARE * share(s, s->score, node) || links > 0.15 * words ||
            added < 0.6 * words)
            continue;
        node = (size_t)up;
    }
    return node;
}

static onr_block_kind kind_of(const survey *s, const candidate *c)
{
    int32_t node = (int32_t)c->block;
    for (int level = 0; node >= 0 && level < 3; level++, node = s->page->nodes[node].parent) {
        if (s->role[node] == ROLE_HEADING)
            return ONR_BLOCK_HEADING;
        if (s->role[node] == ROLE_ITEM)
            return ONR_BLOCK_ITEM;
        if (s->role[node] == ROLE_QUOTE)
            return ONR_BLOCK_QUOTE;
    }
    return ONR_BLOCK_PARAGRAPH;
}

static bool is_kept(const survey *s, const candidate *c, onr_block_kind kind, onr_str title)
{
    double links = c->link_words / c->words;
    if (s->dropped[c->first_node] || is_furniture(c->text) || is_byline(c->text) ||
        str_equal_nocase(c->text, title))
        return false;
    if (kind == ONR_BLOCK_HEADING)
        return links < LINK_LIMIT;
    if (links > LINK_LIMIT && (c->words < 12 || links > 0.9))
        return false;
    if (s->role[c->block] == ROLE_BLOCK)
        return ends_sentence(c->text) || c->words > 20;
    return true;
}

static bool stands_already(const parts *out, onr_str text)
{
    for (size_t i = out->count > 200 ? out->count - 200 : 0; i < out->count && text.len > 60; i++)
        if (str_equal(out->items[i].text, text))
            return true;
    return false;
}

static void keep_parts(parts *out, str_list *sources, const survey *s, size_t node, onr_str title,
                       onr_arena *arena)
{
    size_t end = (size_t)s->page->nodes[node].end;
    for (size_t i = 0; i < s->found.count; i++) {
        const candidate *c = &s->found.items[i];
        if (c->first_node < node || c->first_node >= end)
            continue;
        onr_block_kind kind = kind_of(s, c);
        if (!is_kept(s, c, kind, title) || stands_already(out, c->text))
            continue;
        if (sources_read(sources, arena_copy(arena, c->text), arena))
            continue;
        part p = {kind, arena_copy(arena, c->text), onr_page_bytes_of(s->page, c->span)};
        list_push(out, p, arena);
    }
    while (out->count && out->items[out->count - 1].kind == ONR_BLOCK_HEADING)
        out->count--;
}

void prose_find(parts *out, str_list *sources, const onr_page *page, onr_str title,
                onr_arena *arena)
{
    onr_arena *scratch = onr_arena_scratch(arena);
    size_t n = page->node_count;
    survey s = {.page = page, .scratch = scratch};
    s.role = arena_array(scratch, unsigned char, n);
    s.dropped = arena_array(scratch, unsigned char, n);
    s.in_link = arena_array(scratch, unsigned char, n);
    s.block_of = arena_array(scratch, uint32_t, n);
    s.score = arena_array(scratch, double, n + 1);
    s.words = arena_array(scratch, double, n + 1);
    s.link_words = arena_array(scratch, double, n + 1);
    double *bonus = arena_array(scratch, double, n);
    if (n == 0 || onr_arena_full(scratch))
        return;
    classify(&s);
    collect(&s);
    sum_up(&s);
    drop_furniture(&s, bonus);
    sum_up(&s);
    size_t node = widen(&s, best_container(&s, bonus));
    if (onr_arena_full(scratch) || share(&s, s.words, node) < FEWEST_WORDS)
        return;
    keep_parts(out, sources, &s, node, title, arena);
}
