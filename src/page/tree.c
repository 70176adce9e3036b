/*
 * The tree: which element stands in which, and what of the text is kept. After the WHATWG
 * standard's tree construction, without its adoption agency and without the elements it makes up.
 *
 * Each step is bounded: for every tag the place of its innermost open element is known, so that
 * an end tag finds its start, or that there is none, without a search.
 */
#include "page/tree.h"

#include "base/hash.h"
#include "base/memo.h"
#include "page/html.h"
#include "page/references.h"
#include "page/tags.h"

/* Elements deeper than the arena's bound have no children; several alike in a row become one. */
enum {
    MOST_DEPTH = 4096, /* whatever the bound */
    UNKNOWN_SLOTS = 256,
    SLOTS = ONR_TAG_COUNT + UNKNOWN_SLOTS,
    COUNTED = 64, /* bytes that count_nodes takes at a time */
    TAGS_KNOWN = 256,
};

/* An open element. Entry 0 of the stack stands for the page; int16_t fields are places in it. */
typedef struct open_element {
    int32_t node;
    int32_t last_child; /* a node */
    int16_t outer;      /* the next open element outwards of the same slot; 0: none */
    int16_t barrier;    /* the innermost TAG_BARRIER here */
    int16_t block;      /* the innermost TAG_BLOCK here */
    uint16_t slot;
    uint16_t flags;
    bool ended; /* its end tag came while a block in it was open */
} open_element;

/* A tag name that was looked up. */
typedef struct known_tag {
    onr_str name;
    const tag_entry *entry;
} known_tag;

typedef struct tree {
    html html;
    const decoded *source;
    size_t cursor;
    list(onr_node) nodes;
    run_list runs;
    char *text;
    uint32_t text_len;
    open_element *stack; /* of most_depth + 1 */
    int16_t top;
    int16_t most_depth;
    int16_t innermost[SLOTS];
    uint32_t flattened[SLOTS]; /* by slot: flattened elements whose end tags are still to come */
    bool any_flattened;
    known_tag known[TAGS_KNOWN]; /* by memo_place */
    bool keep_raw;               /* the raw text that follows belongs to the page's text */
    onr_note too_deep;
    uint32_t start; /* of the token, in bytes */
    uint32_t end;
    onr_arena *arena; /* for nodes and text */
    onr_arena *scratch;
} tree;

static uint32_t byte_at(tree *t, uint32_t offset)
{
    return charset_byte_at(t->source, offset, &t->cursor);
}

/* As tag_find: a page has few tag names, each many times. */
static const tag_entry *find_tag(tree *t, onr_str name)
{
    known_tag *known = &t->known[memo_place(name, TAGS_KNOWN)];
    if (!str_equal(known->name, name))
        *known = (known_tag){name, tag_find(name)};
    return known->entry;
}

static uint16_t slot_of(const tag_entry *entry, onr_str name)
{
    if (entry && entry->tag != ONR_TAG_UNKNOWN)
        return entry->tag;
    return (uint16_t)(ONR_TAG_COUNT + hash_text(name) % UNKNOWN_SLOTS);
}

/* The innermost open element of that name; 0 where none is open. */
static int16_t find_open(const tree *t, uint16_t slot, onr_str name)
{
    int16_t at = t->innermost[slot];
    if (slot >= ONR_TAG_COUNT)
        while (at && !str_equal(t->nodes.items[t->stack[at].node].name, name))
            at = t->stack[at].outer;
    return at;
}

static int16_t larger(int16_t a, int16_t b)
{
    return a > b ? a : b;
}

static void pop(tree *t, uint32_t end)
{
    open_element *e = &t->stack[t->top];
    onr_node *node = &t->nodes.items[e->node];
    /* a body that was ended goes on only where something follows it */
    if (node->bytes.end <= node->bytes.start ||
        (e->last_child != ONR_NO_NODE && t->nodes.items[e->last_child].bytes.end > node->bytes.end))
        node->bytes.end = end;
    node->end = (int32_t)t->nodes.count;
    t->innermost[e->slot] = e->outer;
    t->top--;
    if (t->any_flattened) {
        memset(t->flattened, 0, sizeof t->flattened);
        t->any_flattened = false;
    }
}

/* Closes the element at `at` of the stack, and all in it; `end` is the byte at which it ends. */
static void close_at(tree *t, int16_t at, uint32_t end)
{
    while (t->top > at)
        pop(t, t->start);
    pop(t, end);
    while (t->top > 0 && t->stack[t->top].ended)
        pop(t, end);
}

static void close_implied(tree *t, int16_t at, int16_t scope)
{
    if (at > scope)
        close_at(t, at, t->start);
}

static int32_t add_node(tree *t, const onr_node *node)
{
    open_element *parent = &t->stack[t->top];
    int32_t at = (int32_t)t->nodes.count;
    list_push(&t->nodes, *node, t->arena);
    if (onr_arena_full(t->arena))
        return ONR_NO_NODE;
    onr_node *added = &t->nodes.items[at];
    added->parent = parent->node;
    added->first_child = added->next_sibling = ONR_NO_NODE;
    added->end = at + 1;
    added->depth = (uint16_t)t->top;
    if (parent->last_child != ONR_NO_NODE)
        t->nodes.items[parent->last_child].next_sibling = at;
    else if (parent->node != ONR_NO_NODE)
        t->nodes.items[parent->node].first_child = at;
    parent->last_child = at;
    return at;
}

static void push(tree *t, int32_t node, uint16_t slot, uint16_t flags)
{
    const open_element *outside = &t->stack[t->top];
    int16_t at = ++t->top;
    t->stack[at] = (open_element){
        .node = node,
        .last_child = ONR_NO_NODE,
        .outer = t->innermost[slot],
        .barrier = flags & TAG_BARRIER ? at : outside->barrier,
        .block = flags & TAG_BLOCK ? at : outside->block,
        .slot = slot,
        .flags = flags,
    };
    t->innermost[slot] = at;
}

/* Text */

static void take_one_to_one(tree *t, uint32_t at, uint32_t end)
{
    const decoded *s = t->source;
    while (at < end) {
        uint32_t byte = byte_at(t, at);
        const onr_run *run = &s->runs[t->cursor];
        size_t run_end = t->cursor + 1 < s->run_count ? run[1].text : s->text.len;
        uint32_t until = run_end < end ? (uint32_t)run_end : end;
        uint32_t len = until - at;
        if (run->unit) /* the next run may start further on: its start is not this one's end */
            len = (until == run_end ? run->bytes + run->len : byte_at(t, until)) - byte;
        memcpy(t->text + t->text_len, s->text.data + at, until - at);
        onr_run piece = {t->text_len, byte, len, run->unit};
        t->text_len += until - at;
        charset_add_run(&t->runs, piece, t->text_len, t->scratch);
        at = until;
    }
}

static void take_unit(tree *t, uint32_t at, uint32_t end, const char *chars, size_t len)
{
    uint32_t byte = byte_at(t, at);
    uint32_t unit = byte_at(t, end) - byte;
    onr_run piece = {t->text_len, byte, unit, unit};
    memcpy(t->text + t->text_len, chars, len);
    t->text_len += (uint32_t)len;
    charset_add_run(&t->runs, piece, t->text_len, t->scratch);
}

/* Takes over `[at, end)`: references resolved, line ends made one, NUL left out. */
static void take_text(tree *t, uint32_t at, uint32_t end, bool references)
{
    onr_str text = {t->source->text.data, end};
    while (at < end) {
        size_t amp = references ? html_next_of(&t->html, &t->html.next_reference, '&', at) : end;
        size_t cr = html_next_of(&t->html, &t->html.next_return, '\r', at);
        size_t nul = html_next_of(&t->html, &t->html.next_nul, '\0', at);
        size_t stop = amp < cr ? amp : cr;
        stop = stop < nul ? stop : nul;
        if (stop >= end) {
            take_one_to_one(t, at, end);
            return;
        }
        take_one_to_one(t, at, (uint32_t)stop);
        at = (uint32_t)stop;
        if (stop == nul) {
            at++;
        } else if (stop == cr) {
            uint32_t behind = at + 1 < end && text.data[at + 1] == '\n' ? at + 2 : at + 1;
            take_unit(t, at, behind, "\n", 1);
            at = behind;
        } else {
            char chars[REFERENCE_CHARS];
            size_t len = 0;
            uint32_t taken = (uint32_t)reference_read(chars, &len, text, at, false);
            if (taken)
                take_unit(t, at, at + taken, chars, len);
            else
                take_one_to_one(t, at, at + 1);
            at += taken ? taken : 1;
        }
    }
}

static bool is_blank(const tree *t, const html_token *token)
{
    for (uint32_t i = token->start; i < token->end; i++)
        if (!is_ascii_space(t->source->text.data[i]))
            return false;
    return true;
}

static bool is_kept(const tree *t, const html_token *token)
{
    if (t->innermost[ONR_TAG_SVG] || t->innermost[ONR_TAG_TEMPLATE])
        return false;
    return token->mode != HTML_RAW || t->keep_raw;
}

static void add_text(tree *t, const html_token *token)
{
    if (!is_kept(t, token))
        return;
    int16_t head = t->innermost[ONR_TAG_HEAD];
    if (head && head == t->top && !is_blank(t, token))
        close_at(t, head, t->start);
    uint32_t from = t->text_len;
    take_text(t, token->start, token->end, token->mode == HTML_DATA || token->mode == HTML_RCDATA);
    if (from == t->text_len)
        return;
    onr_node node = {.tag = ONR_TAG_TEXT, .bytes = {t->start, t->end}, .text = {from, t->text_len}};
    add_node(t, &node);
}

/* Tags */

static void close_for_list_item(tree *t, uint16_t tag, int16_t barrier)
{
    const int16_t *in = t->innermost;
    if (tag == ONR_TAG_LI)
        close_implied(t, in[ONR_TAG_LI], larger(barrier, larger(in[ONR_TAG_UL], in[ONR_TAG_OL])));
    if (tag == ONR_TAG_DT || tag == ONR_TAG_DD)
        close_implied(t, larger(in[ONR_TAG_DT], in[ONR_TAG_DD]), larger(barrier, in[ONR_TAG_DL]));
    if (tag == ONR_TAG_OPTION)
        close_implied(t, in[ONR_TAG_OPTION], larger(barrier, in[ONR_TAG_SELECT]));
}

static void close_for_cell(tree *t, uint16_t tag)
{
    const int16_t *in = t->innermost;
    int16_t table = in[ONR_TAG_TABLE];
    close_implied(t, larger(in[ONR_TAG_TD], in[ONR_TAG_TH]), larger(table, in[ONR_TAG_TR]));
    close_implied(t, in[ONR_TAG_CAPTION], table);
    if (tag == ONR_TAG_TD || tag == ONR_TAG_TH)
        return;
    close_implied(t, in[ONR_TAG_TR], table);
    if (tag != ONR_TAG_TR)
        close_implied(t, larger(in[ONR_TAG_TBODY], in[ONR_TAG_THEAD]), table);
}

/* Closes what a start tag ends without saying so. */
static void close_before(tree *t, uint16_t tag, uint16_t flags, onr_str name)
{
    int16_t *in = t->innermost;
    onr_str island = ONR_STR("foreignobject");
    if ((flags & TAG_LEAVES_SVG) && (in[ONR_TAG_SVG] || in[ONR_TAG_MATH]) &&
        !find_open(t, slot_of(NULL, island), island))
        close_at(t, larger(in[ONR_TAG_SVG], in[ONR_TAG_MATH]), t->start);
    if (in[ONR_TAG_HEAD] && !(flags & TAG_IN_HEAD) && !in[ONR_TAG_TEMPLATE] && !in[ONR_TAG_SVG])
        close_at(t, in[ONR_TAG_HEAD], t->start);
    int16_t barrier = t->stack[t->top].barrier;
    close_for_list_item(t, tag, barrier);
    if (flags & TAG_CELL)
        close_for_cell(t, str_is(name, "tfoot") ? ONR_TAG_TBODY : tag);
    if (flags & TAG_CLOSES_P)
        close_implied(t, in[ONR_TAG_P], larger(t->stack[t->top].barrier, in[ONR_TAG_BUTTON]));
    if (tag == ONR_TAG_A && in[ONR_TAG_A] == t->top)
        close_implied(t, in[ONR_TAG_A], 0);
}

static bool holds_json(const tree *t, const html_token *token)
{
    for (uint32_t i = 0; i < token->attribute_count; i++) {
        const onr_attribute *a = &t->html.attributes.items[token->first_attribute + i];
        if (str_is(a->name, "type"))
            return str_starts_nocase(str_trim(a->value), "application/ld+json");
    }
    return false;
}

/* Tells the tokeniser how to read what follows the start tag. */
static void set_mode(tree *t, const html_token *token, uint16_t tag, uint16_t flags)
{
    bool foreign = t->innermost[ONR_TAG_SVG] || t->innermost[ONR_TAG_MATH];
    bool raw = (flags & TAG_RAW) || (tag == ONR_TAG_NOSCRIPT && t->innermost[ONR_TAG_HEAD]);
    if (foreign && token->self_closing)
        return;
    if (raw) {
        t->html.mode = HTML_RAW;
        t->html.raw_name = token->name;
        t->keep_raw = tag == ONR_TAG_SCRIPT ? holds_json(t, token) : str_is(token->name, "xmp");
    } else if (flags & TAG_RCDATA) {
        t->html.mode = HTML_RCDATA;
        t->html.raw_name = token->name;
    } else if (str_is(token->name, "plaintext")) {
        t->html.mode = HTML_PLAIN;
    }
}

static void flatten(tree *t, uint16_t slot)
{
    if (!t->too_deep.layer)
        t->too_deep = (onr_note){
            "page", t->start, t->end,
            arena_format(t->arena, "elements nested more than %d deep: kept side by side",
                         t->most_depth)};
    t->too_deep.end = t->end;
    t->flattened[slot]++;
    t->any_flattened = true;
}

/* Too deep, and the same as the one right before it: no new node, so a page of them stays small. */
static bool joins_flattened(tree *t, const html_token *token, uint16_t slot, uint16_t flags)
{
    int32_t last = t->stack[t->top].last_child;
    if (t->top < t->most_depth || !t->flattened[slot] || last == ONR_NO_NODE ||
        token->attribute_count || (flags & (TAG_VOID | TAG_RAW | TAG_RCDATA)))
        return false;
    onr_node *node = &t->nodes.items[last];
    if (!str_equal(node->name, token->name) || node->bytes.end != t->start)
        return false;
    node->bytes.end = t->end;
    flatten(t, slot);
    return true;
}

static void start_element(tree *t, const html_token *token)
{
    const tag_entry *entry = find_tag(t, token->name);
    uint16_t tag = entry ? entry->tag : ONR_TAG_UNKNOWN, flags = entry ? entry->flags : 0;
    if ((tag == ONR_TAG_HTML || tag == ONR_TAG_BODY) && t->innermost[tag])
        return; /* a second <html> or <body> opens nothing */
    close_before(t, tag, flags, token->name);
    uint16_t slot = slot_of(entry, token->name);
    if (joins_flattened(t, token, slot, flags))
        return;
    bool foreign = t->innermost[ONR_TAG_SVG] || t->innermost[ONR_TAG_MATH] || tag == ONR_TAG_SVG ||
                   tag == ONR_TAG_MATH;
    onr_node node = {.tag = tag,
                     .bytes = {t->start, t->end},
                     .first_attribute = token->first_attribute,
                     .attribute_count = token->attribute_count,
                     .name = entry ? str_of(entry->name) : token->name};
    int32_t at = add_node(t, &node);
    if (at == ONR_NO_NODE)
        return;
    set_mode(t, token, tag, flags);
    if ((flags & TAG_VOID) || (foreign && token->self_closing))
        return;
    if (t->top == t->most_depth) {
        flatten(t, slot);
        return;
    }
    t->nodes.items[at].bytes.end = t->start; /* not known yet */
    push(t, at, slot, flags);
}

static int16_t find_heading(const tree *t)
{
    int16_t found = 0;
    for (int tag = ONR_TAG_H1; tag <= ONR_TAG_H6; tag++)
        found = larger(found, t->innermost[tag]);
    return found;
}

static void end_element(tree *t, const html_token *token)
{
    const tag_entry *entry = find_tag(t, token->name);
    uint16_t tag = entry ? entry->tag : ONR_TAG_UNKNOWN, flags = entry ? entry->flags : 0;
    uint16_t slot = slot_of(entry, token->name);
    if (t->flattened[slot]) {
        t->flattened[slot]--;
        return;
    }
    int16_t at = find_open(t, slot, token->name);
    if (!at && tag >= ONR_TAG_H1 && tag <= ONR_TAG_H6)
        at = find_heading(t);
    int16_t scope = flags & TAG_CELL                              ? t->innermost[ONR_TAG_TABLE]
                    : (flags & TAG_BARRIER)                       ? 0
                    : (tag == ONR_TAG_SVG || tag == ONR_TAG_MATH) ? 0
                                                                  : t->stack[t->top].barrier;
    if (tag == ONR_TAG_HTML || tag == ONR_TAG_BODY) {
        /* it stays open, as text may follow; where none does, it ended here */
        if (at)
            t->nodes.items[t->stack[at].node].bytes.end = t->end;
    } else if (at > scope) {
        bool is_inline = !(flags & TAG_BLOCK) && !(tag == ONR_TAG_SVG || tag == ONR_TAG_MATH);
        if (is_inline && t->stack[t->top].block > at)
            t->stack[at].ended = true;
        else
            close_at(t, at, t->end);
    }
}

static void take_tokens(tree *t)
{
    html_token token;
    do {
        t->html.foreign = t->innermost[ONR_TAG_SVG] || t->innermost[ONR_TAG_MATH];
        html_next(&token, &t->html);
        t->start = byte_at(t, token.start);
        t->end = byte_at(t, token.end);
        if (token.kind == HTML_TEXT)
            add_text(t, &token);
        else if (token.kind == HTML_START)
            start_element(t, &token);
        else if (token.kind == HTML_END)
            end_element(t, &token);
    } while (token.kind != HTML_EOF && !onr_arena_full(t->arena));
    while (t->top > 0 && !onr_arena_full(t->arena))
        pop(t, t->end);
}

static void *keep(onr_arena *arena, const void *items, size_t count, size_t size)
{
    void *kept = arena_take(arena, count * size);
    if (kept && count)
        memcpy(kept, items, count * size);
    return kept;
}

/* The longest growth is "&nGt;", five bytes to six. */
static size_t room_for_text(onr_str source)
{
    return source.len + source.len / 4 + REFERENCE_CHARS;
}

/* How many nodes may begin in `[from, from + COUNTED)`: one for each tag, one for text before it.
 * Of known length and with a sum of one byte, compilers make vector instructions of the loop. */
static uint8_t count_nodes(const char *from)
{
    uint8_t count = 0;
    for (int i = 0; i < COUNTED; i++)
        count = (uint8_t)(count + (from[i] == '<') + ((from[i] == '<') & (from[i - 1] != '>')));
    return count;
}

/* Takes memory for as many nodes as there can be, so that the list never moves. */
static void reserve_nodes(tree *t)
{
    onr_str text = t->source->text;
    size_t most = 2 * COUNTED, room = arena_left(t->arena) / 4 / sizeof(onr_node);
    for (size_t i = 1; i + COUNTED <= text.len; i += COUNTED)
        most += count_nodes(text.data + i);
    most = most < room ? most : room;
    t->nodes.items = arena_take(t->arena, most * sizeof(onr_node));
    t->nodes.capacity = t->nodes.items ? most : 0;
}

static void keep_all(onr_page *page, tree *t, note_list *notes, onr_arena *arena)
{
    arena_give_back(arena, t->nodes.items, t->nodes.capacity * sizeof(onr_node),
                    t->nodes.count * sizeof(onr_node));
    page->nodes = t->nodes.items;
    page->node_count = t->nodes.count;
    page->runs = keep(arena, t->runs.items, t->runs.count, sizeof(onr_run));
    page->run_count = t->runs.count;
    page->attributes =
        keep(arena, t->html.attributes.items, t->html.attributes.count, sizeof(onr_attribute));
    page->attribute_count = t->html.attributes.count;
    arena_give_back(arena, t->text, room_for_text(t->source->text), t->text_len);
    page->text = (onr_str){t->text, t->text_len};
    if (t->too_deep.layer)
        list_push(notes, t->too_deep, arena);
    if (t->html.cut)
        list_push(
            notes,
            ((onr_note){
                "page", byte_at(t, t->html.cut_at), t->end, {t->html.cut, strlen(t->html.cut)}}),
            arena);
}

static bool build(onr_page *page, const decoded *source, note_list *notes, onr_arena *scratch,
                  onr_arena *arena)
{
    uint32_t bound = onr_arena_bounds(arena).depth;
    uint32_t depth = bound < MOST_DEPTH ? bound : MOST_DEPTH;
    tree *t = onr_arena_alloc(scratch, sizeof *t);
    open_element *stack = arena_array(scratch, open_element, depth + 1);
    if (!t || !stack)
        return false;
    t->stack = stack;
    t->most_depth = (int16_t)depth;
    t->source = source;
    t->arena = arena;
    t->scratch = scratch;
    t->html = (html){.text = source->text, .arena = arena, .scratch = scratch};
    t->stack[0] = (open_element){.node = ONR_NO_NODE, .last_child = ONR_NO_NODE};
    t->text = arena_take(arena, room_for_text(source->text));
    reserve_nodes(t);
    if (t->text && source->text.len) {
        html_begin(&t->html);
        take_tokens(t);
        if (!onr_arena_full(arena))
            keep_all(page, t, notes, arena);
    }
    return !onr_arena_full(arena);
}

bool tree_build(onr_page *page, const decoded *source, note_list *notes, onr_arena *arena,
                onr_error *err)
{
    onr_scratch scratch = onr_scratch_begin(arena);
    bool ok = build(page, source, notes, scratch.arena, arena);
    onr_scratch_end(&scratch);
    return ok || arena_fail(err, "keep the page's elements");
}
