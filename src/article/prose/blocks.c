/*
 * Decides where one block of an HTML page ends and the next begins: at the start and end of an
 * element that breaks lines (onr_node_breaks_line), and at a `br` that is not in mid-sentence.
 */
#include "article/prose/blocks.h"

#include "article/prose/unseen.h"
#include "article/parts.h"

enum { LONGEST_ROW = 400 }; /* bytes of a table's row that is read as one line, set by hand */

typedef struct collector {
    block_list *out;
    size_t capacity;
    char *text; /* the text of all blocks, one behind the other */
    size_t len;
    const uint32_t *loads; /* by node: what find_loads gives */
    uint32_t ideographs;   /* so many in the open block: two are a word */
    bool open;
    bool space;  /* white space was read since the last character */
    bool breaks; /* a `br` was read since the last character */
    onr_arena *arena;
} collector;

static uint32_t flags_of_attribute(const onr_attribute *a)
{
    if (a->name.len == 8 && str_is(a->name, "itemprop") &&
        str_equal_nocase(a->value, ONR_STR("articlebody")))
        return IN_BODY_PROPERTY;
    return unseen_flags(a);
}

/* What an element adds to `up`, the flags of what it stands in. */
static uint32_t flags_of(const onr_page *page, size_t node, uint32_t up)
{
    const onr_node *n = &page->nodes[node];
    uint32_t flags = up | onr_node_places(n) | (onr_node_breaks_line(n) ? IS_BLOCK : 0);
    if (flags & IN_SKIPPED)
        return flags;
    for (uint32_t i = 0; i < n->attribute_count; i++)
        flags |= flags_of_attribute(&page->attributes[n->first_attribute + i]);
    return flags;
}

static void close_block(collector *c)
{
    if (!c->open)
        return;
    block *b = &c->out->items[c->out->count++];
    b->text.len = (size_t)(c->text + c->len - b->text.data);
    c->open = c->space = c->breaks = false;
}

/* A line break in the midst of a sentence parts nothing. */
static bool goes_on(const collector *c, char next)
{
    char last = c->text[c->len - 1];
    return next >= 'a' && next <= 'z' && (is_ascii_letter(last) || last == ',');
}

static void open_block(collector *c, uint32_t node, uint32_t element, uint32_t flags)
{
    block *b = &c->out->items[c->out->count];
    *b = (block){.text = {c->text + c->len, 0},
                 .span = c->out->page->nodes[node].text,
                 .first_node = node,
                 .element = element,
                 .flags = flags,
                 .after_break = c->breaks};
    c->open = true;
    c->space = c->breaks = false;
    c->ideographs = 0;
}

static void add_word(block *b, uint32_t flags)
{
    b->words++;
    b->link_words += !!(flags & ONR_IN_LINK);
    b->strong_words += !!(flags & (ONR_IN_STRONG | ONR_IN_HEADING));
    b->emphasis_words += !!(flags & ONR_IN_EMPHASIS);
}

static void add_byte(collector *c, char byte, uint32_t node, uint32_t element, uint32_t flags)
{
    if (c->open && c->breaks && !goes_on(c, byte)) {
        close_block(c);
        c->breaks = true;
    }
    if (!c->open)
        open_block(c, node, element, flags);
    block *b = &c->out->items[c->out->count];
    bool first = c->text + c->len == b->text.data;
    if ((c->space || c->breaks) && !first)
        c->text[c->len++] = ' ';
    if (c->space || c->breaks || first || (is_ideograph(byte) && c->ideographs++ % 2))
        add_word(b, flags);
    c->space = c->breaks = false;
    c->text[c->len++] = byte;
    b->span.end = c->out->page->nodes[node].text.end;
}

/* ASCII, no blank */
static bool is_plain(char byte)
{
    return byte > ' ' && !(byte & 0x80);
}

/* Takes over what of `text` is plain; gives how much that is. */
static size_t add_plain(collector *c, onr_str text)
{
    char *to = c->text + c->len;
    size_t n = 0;
    for (; n < text.len && is_plain(text.data[n]); n++)
        to[n] = text.data[n];
    c->len += n;
    return n;
}

static void add_text(collector *c, uint32_t node, uint32_t element, uint32_t flags)
{
    onr_str text = str_slice(c->out->page->text, c->out->page->nodes[node].text);
    for (size_t i = 0; i < text.len;) {
        bool plain = is_plain(text.data[i]);
        if (plain && c->open && !c->space && !c->breaks) {
            i += add_plain(c, (onr_str){text.data + i, text.len - i});
            c->out->items[c->out->count].span.end = c->out->page->nodes[node].text.end;
            continue;
        }
        if (is_ascii_space(text.data[i])) { /* what stands between tags, mostly */
            c->space = true;
            i++;
            continue;
        }
        size_t space = plain ? 0 : text_space(text, i);
        c->space = c->space || space;
        i += space;
        if (space)
            continue;
        size_t nothing = plain ? 0 : text_nothing(text, i);
        i += nothing;
        if (!nothing)
            add_byte(c, text.data[i++], node, element, flags);
    }
}

static bool is_cell(const onr_node *n)
{
    return n->tag == ONR_TAG_TD || n->tag == ONR_TAG_TH;
}

/*
 * Whether a `span` in a line is a menu that scripts open there: two links or more and nothing else,
 * with no blank before it. Read as part of the line, it would put headlines into a sentence.
 */
static bool opens_over(const collector *c, size_t at)
{
    enum { MOST_NODES = 100, FEWEST_LINKS = 2, LEAST_TEXT = 40 };
    const onr_page *page = c->out->page;
    size_t end = (size_t)page->nodes[at].end, links = 0, text = 0, link_end = 0;
    if (page->nodes[at].tag != ONR_TAG_SPAN || !c->open || c->space || c->breaks ||
        end - at > MOST_NODES || !is_ascii_letter(c->text[c->len - 1]))
        return false;
    for (size_t i = at + 1; i < end; i++) {
        const onr_node *n = &page->nodes[i];
        links += n->tag == ONR_TAG_A;
        link_end = n->tag == ONR_TAG_A ? (size_t)n->end : link_end;
        if (n->tag != ONR_TAG_TEXT)
            continue;
        text += n->text.end - n->text.start;
        if (i >= link_end && str_trim(str_slice(page->text, n->text)).len)
            return false;
    }
    return links >= FEWEST_LINKS && text >= LEAST_TEXT;
}

/*
 * By node: how many bytes of text it holds; LONGEST_ROW + 1 where that is more, or where elements
 * in it break lines. A table's row below that is data and read as one line, as its cells mean
 * nothing apart; a row above it lays out the page.
 */
static uint32_t *find_loads(const onr_page *page, onr_arena *arena)
{
    uint32_t *loads = arena_array(arena, uint32_t, page->node_count);
    for (size_t i = page->node_count; loads && i-- > 0;) {
        const onr_node *n = &page->nodes[i];
        bool borders = (onr_node_breaks_line(n) && !is_cell(n)) || n->tag == ONR_TAG_BR;
        loads[i] += n->tag == ONR_TAG_TEXT ? n->text.end - n->text.start : 0;
        if (n->parent == ONR_NO_NODE)
            continue;
        uint32_t *up = &loads[n->parent];
        *up = borders || loads[i] + *up > LONGEST_ROW ? LONGEST_ROW + 1 : *up + loads[i];
    }
    return loads;
}

static void visit(collector *c, uint32_t *element, uint32_t i)
{
    block_list *out = c->out;
    const onr_node *n = &out->page->nodes[i];
    uint32_t up = n->parent == ONR_NO_NODE ? 0 : out->flags[n->parent] & ~(uint32_t)IS_BLOCK;
    uint32_t flags = n->tag == ONR_TAG_TEXT ? up : flags_of(out->page, i, up);
    if (is_cell(n) && n->parent != ONR_NO_NODE && out->page->nodes[n->parent].tag == ONR_TAG_TR &&
        c->loads[n->parent] <= LONGEST_ROW) {
        flags &= ~(uint32_t)IS_BLOCK;
        c->space = true;
    }
    bool beside = c->open && !c->space && !c->breaks;
    if (opens_over(c, i) || (n->tag != ONR_TAG_TEXT && unseen_in_line(out->page, i, flags, beside)))
        flags |= IN_SKIPPED;
    out->flags[i] = flags;
    element[i] = flags & IS_BLOCK || n->parent == ONR_NO_NODE ? i : element[n->parent];
    if (flags & IN_SKIPPED)
        return;
    if (flags & IS_BLOCK) {
        close_block(c);
        c->breaks = false;
    } else if (n->tag == ONR_TAG_BR) {
        c->breaks = true;
    } else if (n->tag == ONR_TAG_TEXT) {
        if (c->open && out->items[out->count].element != element[i])
            close_block(c);
        add_text(c, i, element[i], flags);
    }
}

void blocks_find(block_list *out, const onr_page *page, onr_arena *arena)
{
    size_t texts = 0, breaks = 0;
    for (size_t i = 0; i < page->node_count; i++) {
        texts += page->nodes[i].tag == ONR_TAG_TEXT;
        breaks += page->nodes[i].tag == ONR_TAG_BR;
    }
    *out = (block_list){.page = page};
    out->items = arena_array(arena, block, texts);
    out->flags = arena_array(arena, uint32_t, page->node_count);
    out->first_at = arena_array(arena, uint32_t, page->node_count + 1);
    uint32_t *element = arena_array(arena, uint32_t, page->node_count);
    collector c = {.out = out, .arena = arena};
    c.text = arena_array(arena, char, page->text.len + texts + breaks);
    c.loads = find_loads(page, arena);
    if (onr_arena_full(arena))
        return;
    for (size_t i = 0; i < page->node_count; i++)
        visit(&c, element, (uint32_t)i);
    close_block(&c);
    for (size_t i = 0, b = 0; i <= page->node_count; i++) {
        while (b < out->count && out->items[b].first_node < i)
            b++;
        out->first_at[i] = (uint32_t)b;
    }
}

static size_t count_lines(onr_str text)
{
    size_t count = 1;
    for (size_t i = 0; i < text.len; i++)
        count += text.data[i] == '\n';
    return count;
}

void blocks_of_lines(block_list *out, const onr_page *page, onr_arena *arena)
{
    static const onr_node root = {.parent = ONR_NO_NODE,
                                  .first_child = ONR_NO_NODE,
                                  .next_sibling = ONR_NO_NODE,
                                  .end = 1,
                                  .tag = ONR_TAG_BODY,
                                  .name = {"body", 4}};
    onr_page *whole = onr_arena_alloc(arena, sizeof *whole);
    *out = (block_list){.page = whole};
    out->items = arena_array(arena, block, count_lines(page->text));
    out->flags = arena_array(arena, uint32_t, 1);
    out->first_at = arena_array(arena, uint32_t, 2);
    if (onr_arena_full(arena))
        return;
    *whole = *page;
    whole->nodes = &root;
    whole->node_count = 1;
    onr_str text = page->text;
    for (size_t start = 0, i = 0; i <= text.len; i++) {
        if (i < text.len && text.data[i] != '\n')
            continue;
        onr_str raw = str_trim((onr_str){text.data + start, i - start});
        onr_str line = text_fold(raw, arena);
        uint32_t from = (uint32_t)(raw.data - text.data);
        start = i + 1;
        if (line.len)
            out->items[out->count++] = (block){.text = line,
                                               .span = {from, from + (uint32_t)raw.len},
                                               .words = (uint32_t)text_words(line)};
    }
    out->first_at[1] = (uint32_t)out->count;
}
