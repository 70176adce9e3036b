/*
 * Decides which blocks of an HTML page are its article: those that the trained judgement
 * puts above the page's own threshold. What kind each is follows from its elements.
 */
#include "article/judge.h"
#include "article/parts.h"

enum {
    FEWEST_WORDS = 20,
    HEADING_WORDS = 16,    /* a longer line in bold is a paragraph */
    STANDFIRST_WORDS = 80, /* the same of a standfirst */
    LEAST_SAME = 60,       /* bytes of a text that may be told a second time */
    LONG_SAME = 240,       /* bytes of one that never is in an article */
    LOOK_BACK = 200,       /* blocks */
};

/* Words of the class of a standfirst, in the trade's own language. */
static const char standfirst_words[] =
    "standfirst|dek|deck|subtitle|subheading|subheadline|subhead|sub-title|summary|lede|lead|"
    "intro|excerpt|description|teaser|sapo|strapline|stand-first|article-summary";

static bool has_class_word(const onr_page *page, int32_t node, const char *words)
{
    onr_str value = onr_page_attribute(page, node, "class");
    for (size_t at = 0; at < value.len;) {
        size_t start = at;
        while (at < value.len && !is_ascii_space(value.data[at]) && value.data[at] != '_')
            at++;
        if (at > start && str_listed((onr_str){value.data + start, at - start}, words))
            return true;
        at++;
    }
    return false;
}

static bool is_heading(const block *b)
{
    return b->flags & IN_HEADING || (b->strong_words == b->words && b->words <= HEADING_WORDS &&
                                     !ends_sentence(b->text) && !str_ends(b->text, ":"));
}

static onr_block_kind kind_of(const onr_page *page, const block *b)
{
    if (is_heading(b))
        return ONR_BLOCK_HEADING;
    int32_t node = (int32_t)b->element;
    for (int level = 0; node != ONR_NO_NODE && level < 3;
         level++, node = page->nodes[node].parent) {
        uint16_t tag = page->nodes[node].tag;
        if (tag == ONR_TAG_LI || tag == ONR_TAG_DD || tag == ONR_TAG_DT)
            return ONR_BLOCK_ITEM;
        if (tag == ONR_TAG_BLOCKQUOTE)
            return ONR_BLOCK_QUOTE;
    }
    return ONR_BLOCK_PARAGRAPH;
}

/* The first block, where it stands apart from the second or its class says so. */
static bool is_standfirst(const onr_page *page, const block *first, const block *second)
{
    const onr_node *nodes = page->nodes;
    int32_t up = nodes[first->element].parent;
    if (first->words > STANDFIRST_WORDS || nodes[first->element].tag == ONR_TAG_H1)
        return false;
    if (has_class_word(page, (int32_t)first->element, standfirst_words) ||
        (up != ONR_NO_NODE && has_class_word(page, up, standfirst_words)))
        return true;
    return first->words > 4 && up != nodes[second->element].parent &&
           (first->flags & IN_HEADING || first->flags & IN_HEADER);
}

/* "Read also: …" in the midst of the article: known words, and a link for the most part. */
static bool leads_elsewhere(const block *b)
{
    return b->link_words * 2 >= b->words && is_furniture(b->text);
}

static size_t find_same(const parts *out, onr_str text)
{
    for (size_t i = out->count > LOOK_BACK ? out->count - LOOK_BACK : 0; i < out->count; i++)
        if (str_equal(out->items[i].text, text))
            return i;
    return SIZE_MAX;
}

/*
 * Whether a text is told a second time: it is long, or it and the next follow one another as
 * they did before. `run` is the part that the block before repeated.
 */
static bool is_repeated(const parts *out, const block *b, const block *next, size_t *run)
{
    size_t same = b->text.len >= LEAST_SAME ? find_same(out, b->text) : SIZE_MAX;
    bool goes_on = same != SIZE_MAX && *run != SIZE_MAX && same == *run + 1;
    bool will_go_on = same != SIZE_MAX && same + 1 < out->count && next &&
                      str_equal(out->items[same + 1].text, next->text);
    *run = same;
    return same != SIZE_MAX && (b->text.len >= LONG_SAME || goes_on || will_go_on);
}

static void keep_parts(parts *out, str_list *sources, const block_list *blocks,
                       const int32_t *score, onr_str title, onr_arena *arena)
{
    const block *first = NULL, *second = NULL;
    size_t run = SIZE_MAX, end = 0; /* a heading with nothing behind it heads something else */
    for (size_t i = 0; i < blocks->count; i++) {
        const block *b = &blocks->items[i];
        const block *next = i + 1 < blocks->count && score[i + 1] > 0 ? b + 1 : NULL;
        if (score[i] <= 0 || str_equal_nocase(b->text, title) || leads_elsewhere(b) ||
            is_repeated(out, b, next, &run))
            continue;
        if (sources_read(sources, arena_copy(arena, b->text), arena))
            continue;
        second = first && !second ? b : second;
        first = first ? first : b;
        part p = {kind_of(blocks->page, b), arena_copy(arena, b->text),
                  onr_page_bytes_of(blocks->page, b->span)};
        list_push(out, p, arena);
        end = b->flags & IN_HEADING ? end : out->count;
    }
    if (second && is_standfirst(blocks->page, first, second))
        out->items[0].kind = ONR_BLOCK_STANDFIRST;
    out->count = end;
}

onr_str prose_description(const onr_page *page)
{
    onr_str found = {0};
    for (size_t i = 0; i < page->node_count && !found.len; i++) {
        int32_t node = (int32_t)i;
        if (page->nodes[i].tag != ONR_TAG_META)
            continue;
        if (str_equal_nocase(onr_page_attribute(page, node, "name"), ONR_STR("description")) ||
            str_is(onr_page_attribute(page, node, "property"), "og:description"))
            found = str_trim(onr_page_attribute(page, node, "content"));
    }
    return found;
}

void prose_find(parts *out, str_list *sources, const onr_page *page, onr_str title, onr_str told,
                onr_arena *arena)
{
    onr_arena *scratch = onr_arena_scratch(arena);
    judge_hints hints = {title, prose_description(page), told};
    block_list blocks;
    blocks_find(&blocks, page, scratch);
    const int32_t *score = judge_blocks(&blocks, &hints, &judge_of_html, scratch);
    if (!score || onr_arena_full(scratch))
        return;
    size_t words = 0;
    for (size_t i = 0; i < blocks.count; i++)
        words += score[i] > 0 ? blocks.items[i].words : 0;
    if (words >= FEWEST_WORDS)
        keep_parts(out, sources, &blocks, score, title, arena);
}
