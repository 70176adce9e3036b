/*
 * Decides which blocks of an HTML page are its article: those that the trained judgement
 * puts above the page's own threshold. What kind each is follows from its elements.
 */
#include "article/prose/judge.h"
#include "article/prose/mend.h"
#include "article/parts.h"
#include "base/table.h"

/* Set by hand on the pages of docs/FIGURES.md, "Extraction". */
enum {
    LEAST_TEXT = 100,      /* characters: a page with less prose has no article */
    HEADING_WORDS = 16,    /* a longer line in bold is a paragraph */
    STANDFIRST_WORDS = 80, /* a longer first block is a paragraph */
    LEAST_SAME = 60,       /* a shorter block (bytes) begins no second copy */
    LEAST_REPEATED = 8,    /* a second copy is more than 1/8 of the article's words */
    LOOK_BACK = 200,       /* so many blocks back an original is looked for */
    PULLED_WORDS = 40,     /* a longer block is not pulled out of a paragraph to be shown large, */
    LEAST_PULLED = 5,      /* nor one of fewer words, */
    LOOK_AROUND = 30,      /* nor out of a paragraph more blocks away */
};

static const char *const standfirst_names[] = {
#include "article/prose/standfirst_names.inc"
};

/* Whether a word of its class names a standfirst. */
static bool is_named_standfirst(const onr_page *page, int32_t node)
{
    onr_str value = onr_page_attribute(page, node, "class");
    for (size_t at = 0; at < value.len;) {
        size_t start = at;
        while (at < value.len && !is_ascii_space(value.data[at]) && value.data[at] != '_')
            at++;
        if (TABLE_FIND(table_find_nocase, ((onr_str){value.data + start, at - start}),
                       standfirst_names))
            return true;
        at++;
    }
    return false;
}

static bool is_heading(const block *b)
{
    return b->flags & ONR_IN_HEADING || (b->strong_words == b->words && b->words <= HEADING_WORDS &&
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

/* Whether the first block leads into the article: its class says so, or it stands in a heading or
 * header and has another parent than the second block. */
static bool is_standfirst(const onr_page *page, const block *first, const block *second)
{
    const onr_node *nodes = page->nodes;
    int32_t up = nodes[first->element].parent;
    if (first->words > STANDFIRST_WORDS || nodes[first->element].tag == ONR_TAG_H1)
        return false;
    if (is_named_standfirst(page, (int32_t)first->element) ||
        (up != ONR_NO_NODE && is_named_standfirst(page, up)))
        return true;
    return first->words > 4 && up != nodes[second->element].parent &&
           (first->flags & ONR_IN_HEADING || first->flags & ONR_IN_HEADER);
}

/* "Read also: …" within the article: words of data/furniture.tsv, half of them linked or more, or
 * the label alone of what is linked below it, "Related content:"; a credit in brackets. */
static bool leads_elsewhere(const block *b)
{
    bool label = (b->words <= 3 && str_ends(b->text, ":")) ||
                 (str_starts(b->text, "(") && str_ends(b->text, ")"));
    return (label || b->link_words * 2 >= b->words) && is_furniture(b->text);
}

/* "<p><time>Thursday</time></p>": when something was published is no part of it. */
static bool is_time_alone(const onr_page *page, const block *b)
{
    const onr_node *nodes = page->nodes;
    int32_t time = nodes[b->first_node].parent;
    while (time != ONR_NO_NODE && nodes[time].tag != ONR_TAG_TIME)
        time = onr_node_breaks_line(&nodes[time]) ? ONR_NO_NODE : nodes[time].parent;
    int32_t last = time == ONR_NO_NODE ? time : nodes[time].end - 1;
    while (last > time && nodes[last].tag != ONR_TAG_TEXT)
        last--;
    return last > time && b->span.end <= nodes[last].text.end;
}

/* The blocks that the judgement takes, and which of them repeat earlier ones. */
typedef struct choice {
    const block **items;
    size_t *same; /* by block: the earlier one with the same text; SIZE_MAX: none */
    size_t count;
    size_t words;
    size_t characters;
} choice;

static size_t find_same(const choice *c, size_t at)
{
    onr_str text = c->items[at]->text;
    size_t next = at && c->same[at - 1] != SIZE_MAX ? c->same[at - 1] + 1 : at;
    if (next < at && str_equal(c->items[next]->text, text))
        return next; /* the stretch goes on */
    if (text.len < LEAST_SAME)
        return SIZE_MAX;
    for (size_t i = at > LOOK_BACK ? at - LOOK_BACK : 0; i < at; i++)
        if (str_equal(c->items[i]->text, text))
            return i;
    return SIZE_MAX;
}

static onr_str without(onr_str text, const char *const *marks, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t len = strlen(marks[i]);
        if (str_starts(text, marks[i]))
            text = (onr_str){text.data + len, text.len - len};
        if (str_ends(text, marks[i]))
            text.len -= len;
    }
    return str_trim(text);
}

/* The text without the quotation marks around it, and the stop or comma within them. */
static onr_str without_marks(onr_str text)
{
    static const char *const marks[] = {"“", "”", "\"", "„", "«", "»", "‘", "’", "'"};
    static const char *const ends[] = {".", ",", "!", "?"};
    onr_str bare = without(text, marks, sizeof marks / sizeof *marks);
    return bare.data > text.data ? without(bare, ends, sizeof ends / sizeof *ends) : bare;
}

/* Whether a block repeats words of a paragraph near it, shown large: a pull quote. */
static bool is_pulled(const choice *c, size_t at)
{
    const block *b = c->items[at];
    onr_str words = without_marks(b->text);
    bool quoted = b->flags & ONR_IN_QUOTE || words.data > b->text.data;
    if (!quoted || is_heading(b) || b->words > PULLED_WORDS || b->words < LEAST_PULLED)
        return false;
    size_t end = at + LOOK_AROUND < c->count ? at + LOOK_AROUND : c->count;
    for (size_t i = at > LOOK_AROUND ? at - LOOK_AROUND : 0; i < end; i++)
        if (c->items[i]->text.len > b->text.len + LEAST_PULLED &&
            str_find(c->items[i]->text, words, 0) != SIZE_MAX)
            return true;
    return false;
}

/* An ideograph or a sign of a syllable tells as much as several letters. */
static size_t count_characters(onr_str text)
{
    enum { LETTERS = 3 };
    size_t n = 0;
    for (size_t i = 0; i < text.len; i++)
        if (is_ideograph(text.data[i]))
            n += LETTERS;
        else
            n += ((unsigned char)text.data[i] & 0xC0) != 0x80;
    return n;
}

static bool choose(choice *c, const block_list *blocks, const int32_t *score, onr_str title,
                   onr_arena *arena)
{
    *c = (choice){.items = arena_array(arena, const block *, blocks->count),
                  .same = arena_array(arena, size_t, blocks->count)};
    for (size_t i = 0; c->items && c->same && i < blocks->count; i++) {
        const block *b = &blocks->items[i];
        if (score[i] <= 0 || str_equal_nocase(b->text, title) || leads_elsewhere(b) ||
            is_interruption(b->text) || is_time_alone(blocks->page, b))
            continue;
        c->items[c->count] = b;
        c->same[c->count] = find_same(c, c->count);
        c->words += b->words;
        c->characters += count_characters(b->text);
        c->count++;
    }
    return c->items && c->same;
}

/*
 * Finds the end of the stretch of blocks from `at` on that repeats earlier blocks in their order.
 * A repeat counts as a second copy if it is over 1/8 of the article's words or follows its original
 * directly; shorter ones are refrains, as in lists.
 */
static size_t find_stretch(const choice *c, size_t at, bool *repeated)
{
    size_t end = at, words = 0;
    do
        words += c->items[end++]->words;
    while (end < c->count && c->same[at] != SIZE_MAX && c->same[end] == c->same[end - 1] + 1);
    *repeated = c->same[at] != SIZE_MAX &&
                (c->same[at] + (end - at) == at || words * LEAST_REPEATED > c->words);
    return end;
}

static void keep_parts(parts *out, str_list *sources, const block_list *blocks, const choice *c,
                       onr_arena *arena)
{
    const block *first = NULL, *second = NULL;
    size_t end = 0; /* a heading with nothing behind it heads something else */
    bool repeated = false;
    for (size_t i = 0, stretch = 0; i < c->count; i++) {
        const block *b = c->items[i];
        stretch = i < stretch ? stretch : find_stretch(c, i, &repeated);
        if (repeated || is_pulled(c, i) || sources_read(sources, arena_copy(arena, b->text), arena))
            continue;
        second = first && !second ? b : second;
        first = first ? first : b;
        part p = {kind_of(blocks->page, b), arena_copy(arena, b->text),
                  onr_page_bytes_of(blocks->page, b->span)};
        list_push(out, p, arena);
        end = b->flags & ONR_IN_HEADING ? end : out->count;
    }
    /* On a full arena nothing may have been kept. */
    if (second && out->count && is_standfirst(blocks->page, first, second))
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

void prose_find(parts *out, str_list *sources, const onr_page *page, const judge_hints *hints,
                const judge_model *model, onr_arena *arena)
{
    onr_scratch scratch = onr_scratch_begin(arena);
    block_list blocks;
    choice chosen;
    blocks_find(&blocks, page, scratch.arena);
    int32_t *score = judge_blocks(&blocks, hints, model, scratch.arena);
    if (score) {
        mend_gaps(score, &blocks);
        mend_turns(score, &blocks);
        mend_hidden(score, &blocks);
    }
    if (score && !onr_arena_full(arena) &&
        choose(&chosen, &blocks, score, hints->title, scratch.arena) &&
        chosen.characters >= LEAST_TEXT)
        keep_parts(out, sources, &blocks, &chosen, arena);
    onr_scratch_end(&scratch);
}
