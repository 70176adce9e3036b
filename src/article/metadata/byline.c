/*
 * Decides who wrote an HTML page. Candidates are the names in its meta elements and its JSON-LD, in
 * elements named after authors and bylines, behind "By" and "Author:", and the texts of links to
 * authors' pages. Each is cut into names; what is no name is left out.
 */
#include "article/agency.h"
#include "article/metadata/choice.h"
#include "article/metadata/names.h"

/* Set by hand on the pages of docs/FIGURES.md, "Extraction". */
enum {
    LONGEST_LINE = 200,    /* bytes of a byline */
    LONGEST_ADDRESS = 299, /* bytes of a link to an author's page */
    MOST_LINES = 60,
    NEAR_BEFORE = 400, /* visible characters before the heading that are near it */
    NEAR_AFTER = 900,
    NEAR_BARE = 150,   /* the same for names that nothing announces */
    MOST_INLINE = 60,  /* a line's end is looked for among so many nodes */
    SHORTEST_BARE = 5, /* bytes of a text of names that nothing announces */
    LONGEST_BARE = 80,
    LONG_PARAGRAPH = 100, /* visible characters of a paragraph that a signature may follow */
};

enum place { NEAR, LATER, ELSEWHERE };

typedef struct weighing {
    const clues *c;
    uint32_t author_letters;
    choices all;
    size_t lines;
} weighing;

static onr_str join_keys(const str_list *names, onr_arena *arena)
{
    size_t room = 1;
    for (size_t i = 0; i < names->count; i++)
        room += names->items[i].len * 3 + 1;
    char *joined = arena_array(arena, char, room);
    size_t len = 0;
    for (size_t i = 0; joined && i < names->count; i++) {
        onr_str key = text_key(names->items[i], arena);
        if (len)
            joined[len++] = '\n';
        memcpy(joined + len, key.data, key.len);
        len += key.len;
    }
    return (onr_str){joined, joined ? len : 0};
}

static onr_str join_names(const str_list *names, onr_arena *arena)
{
    size_t room = 1, len = 0;
    for (size_t i = 0; i < names->count; i++)
        room += names->items[i].len + 1;
    char *joined = arena_array(arena, char, room);
    for (size_t i = 0; joined && i < names->count; i++) {
        if (len)
            joined[len++] = '\n';
        memcpy(joined + len, names->items[i].data, names->items[i].len);
        len += names->items[i].len;
    }
    return (onr_str){joined, joined ? len : 0};
}

static void drop_repeated(str_list *names)
{
    size_t kept = 0;
    for (size_t i = 0; i < names->count; i++) {
        bool again = false;
        for (size_t k = 0; k < kept; k++)
            again = again || str_equal_nocase(names->items[k], names->items[i]);
        if (!again)
            names->items[kept++] = names->items[i];
    }
    names->count = kept;
}

/* Whether a name is that of a paper or of its staff; agencies are named beside persons. */
static bool is_employer(onr_str name)
{
    name_shape s = name_shape_of(name);
    return s.staff || (s.paper && !agency_name(name).len);
}

/* "Ann Lee / Herald Staff": whose staff somebody is, is no second name. */
static void drop_employers(str_list *names)
{
    size_t kept = 0, persons = 0;
    for (size_t i = 0; i < names->count; i++)
        persons += !is_employer(names->items[i]);
    for (size_t i = 0; persons && i < names->count; i++)
        if (!is_employer(names->items[i]))
            names->items[kept++] = names->items[i];
    names->count = persons ? kept : names->count;
}

static uint64_t signs_of_shape(const weighing *w, const str_list *names)
{
    uint64_t signs = names->count > 1 ? SIGN(BYLINE_SEVERAL) : 0;
    bool site = false, like = false, one = true, many = false, lower = false, digit = false,
         staff_ = false;
    for (size_t i = 0; i < names->count; i++) {
        name_shape s = name_shape_of(names->items[i]);
        onr_str key = text_key(names->items[i], w->c->scratch);
        site = site || clues_is_site(w->c, key);
        like = like || clues_like_site(w->c, key);
        one = one && s.words == 1;
        many = many || s.words > 4;
        lower = lower || !s.capital;
        digit = digit || s.digit;
        staff_ = staff_ || s.staff;
    }
    signs |= site ? SIGN(BYLINE_IS_SITE) : 0;
    signs |= like ? SIGN(BYLINE_LIKE_SITE) : 0;
    signs |= one ? SIGN(BYLINE_ONE_WORD) : 0;
    signs |= many ? SIGN(BYLINE_MANY_WORDS) : 0;
    signs |= lower ? SIGN(BYLINE_LOWER_CASE) : 0;
    signs |= digit ? SIGN(BYLINE_DIGITS) : 0;
    return staff_ ? signs | SIGN(BYLINE_STAFF) : signs;
}

static void add_list(weighing *w, str_list *names, uint64_t signs)
{
    drop_repeated(names);
    drop_employers(names);
    if (!names->count || w->all.count >= MOST_LINES)
        return;
    onr_str key = join_keys(names, w->c->scratch);
    if (key.len)
        choice_add(&w->all, join_names(names, w->c->arena), key, signs | signs_of_shape(w, names),
                   w->c->scratch);
}

static void add_text(weighing *w, onr_str text, uint64_t signs, bool strict)
{
    str_list names = {0};
    size_t credit = str_find(text, ONR_STR("©"), 0);
    text.len = credit < text.len ? credit : text.len; /* behind it stands whose picture it is */
    names_split(&names, text, strict, w->c->scratch);
    add_list(w, &names, signs);
}

/* All values of one field are one candidate: pages repeat "citation_author" for each author. */
static void add_field(weighing *w, field which, uint64_t signs)
{
    str_list names = {0};
    for (size_t i = 0; i < w->c->said.count; i++)
        if (w->c->said.items[i].field == which) {
            onr_str text = w->c->said.items[i].value;
            names_take_opener(&text);
            names_split(&names, text, false, w->c->scratch);
        }
    add_list(w, &names, signs);
}

static void add_ld(weighing *w, const str_list *from, uint64_t signs)
{
    str_list names = {0};
    for (size_t i = 0; i < from->count; i++) {
        onr_str text = text_clean(from->items[i], w->c->arena);
        names_take_opener(&text);
        names_split(&names, text, false, w->c->scratch);
    }
    add_list(w, &names, signs);
}

static enum place place_of(const weighing *w, size_t node)
{
    int64_t distance = clues_distance(w->c, node);
    if (clues_places(w->c, node))
        return ELSEWHERE;
    if (distance >= -NEAR_BEFORE && distance <= NEAR_AFTER)
        return NEAR;
    return distance > 0 ? LATER : ELSEWHERE;
}

static const char *const author_paths[] = {
#include "article/metadata/author_paths.inc"
};

/* The letters that follow the slash of author_paths, a bit each. */
static uint32_t author_letters(void)
{
    uint32_t letters = 0;
    for (size_t i = 0; i < sizeof author_paths / sizeof *author_paths; i++)
        letters |= 1u << (author_paths[i][1] & 31);
    return letters;
}

static bool is_author_path(onr_str rest)
{
    for (size_t i = 0; i < sizeof author_paths / sizeof *author_paths; i++)
        if (rest.data[1] == author_paths[i][1] && str_starts(rest, author_paths[i]))
            return true;
    return false;
}

static bool leads_to_author(const weighing *w, size_t node)
{
    onr_str href = onr_page_attribute(w->c->page, (int32_t)node, "href");
    if (href.len > LONGEST_ADDRESS)
        return false;
    for (size_t at = 0; at + 1 < href.len; at++) {
        char next = href.data[at + 1];
        onr_str rest = {href.data + at, href.len - at};
        if (*rest.data == '/' && w->author_letters >> (next & 31) & 1 && is_author_path(rest))
            return true;
        if (next == '=' && str_ends((onr_str){href.data, at + 2}, "author="))
            return true;
    }
    return false;
}

static uint64_t signs_of_flags(uint32_t flags, enum place place)
{
    uint64_t signs = 0;
    unsigned later = place == NEAR ? 0 : 1;
    if (flags & PROP_AUTHOR)
        signs |= SIGN(BYLINE_PROPERTY_NEAR + later);
    if (flags & REL_AUTHOR)
        signs |= SIGN(BYLINE_REL_NEAR + later);
    if (flags & SAYS_AUTHOR)
        signs |= SIGN(BYLINE_AUTHOR_NEAR + place);
    if (flags & SAYS_BYLINE)
        signs |= SIGN(BYLINE_LINE_NEAR + place);
    if (flags & SAYS_BIO)
        signs |= SIGN(BYLINE_BIO);
    return flags & ONR_IN_HEADING ? signs | SIGN(BYLINE_IN_HEADING) : signs;
}

static void add_line(weighing *w, size_t node, onr_str text, uint64_t signs, bool strict)
{
    enum place place = place_of(w, node);
    enum opener opener = names_take_label(&text, w->c->scratch);
    if (opener == OPENER_BY)
        signs |= SIGN(BYLINE_BY_NEAR + place);
    if (opener == OPENER_LABEL)
        signs |= SIGN(BYLINE_LABEL_NEAR + place);
    w->lines++;
    if (place == ELSEWHERE)
        signs |= SIGN(BYLINE_IN_PLACES);
    add_text(w, text, signs | signs_of_flags(w->c->flags[node], place), strict);
}

/* Whether all text of an element is its first child's: the child inherits the element's names and
 * is a candidate itself. */
static bool is_wrapper(const clues *c, size_t node)
{
    const onr_node *n = &c->page->nodes[node];
    if (n->first_child == ONR_NO_NODE || c->page->nodes[n->first_child].tag == ONR_TAG_TEXT)
        return false;
    return c->at[n->first_child] == c->at[node] &&
           c->at[c->page->nodes[n->first_child].end] == c->at[n->end];
}

/* An element that is named after an author, or a link to an author's page. */
static void add_element(weighing *w, size_t node)
{
    const clues *c = w->c;
    const uint32_t named = SAYS_AUTHOR | SAYS_BYLINE | REL_AUTHOR | PROP_AUTHOR;
    const onr_node *n = &c->page->nodes[node];
    bool link = n->tag == ONR_TAG_A && leads_to_author(w, node);
    uint64_t signs = link ? SIGN(BYLINE_HREF_NEAR + place_of(w, node)) : 0;
    if (!(c->flags[node] & named) && !link)
        return;
    if (n->tag == ONR_TAG_META) {
        if (c->flags[node] & PROP_AUTHOR)
            add_line(w, node, onr_page_attribute(c->page, (int32_t)node, "content"), signs, false);
        return;
    }
    if (!link && is_wrapper(c, node))
        return;
    onr_str text = clues_text(c, node, LONGEST_LINE);
    if (text.len)
        add_line(w, node, text, signs, !(c->flags[node] & ~(uint32_t)SAYS_BYLINE & named) && !link);
}

static bool breaks_line(const onr_node *n)
{
    return n->tag == ONR_TAG_BR || onr_node_breaks_line(n);
}

/* The nearest element around a text that breaks lines. */
static size_t block_of(const onr_page *page, size_t node)
{
    size_t block = (size_t)page->nodes[node].parent;
    while (!breaks_line(&page->nodes[block]) && page->nodes[block].parent > 0)
        block = (size_t)page->nodes[block].parent;
    return block;
}

/* Where the line of a text ends: at the end of its block, a break or a block inside. */
static size_t line_end(const onr_page *page, size_t node)
{
    size_t end = (size_t)page->nodes[block_of(page, node)].end;
    for (size_t i = node + 1; i < end && i < node + MOST_INLINE; i++)
        if (breaks_line(&page->nodes[i]))
            return i;
    return end;
}

static size_t next_text(const onr_page *page, size_t from)
{
    for (size_t i = from; i < page->node_count && i < from + MOST_INLINE; i++)
        if (page->nodes[i].tag == ONR_TAG_TEXT &&
            str_trim(str_slice(page->text, page->nodes[i].text)).len)
            return i;
    return 0;
}

/* The line of a text that begins with "By"; where it is nothing but "By", the next line too. */
static void add_opened(weighing *w, size_t node, onr_str text)
{
    const clues *c = w->c;
    size_t end = line_end(c->page, node);
    onr_str line = clues_text_between(c, node, end, LONGEST_LINE);
    onr_str left = line;
    size_t next = names_take_opener(&left) && !left.len ? next_text(c->page, end) : 0;
    if (next)
        line = clues_text_between(c, node, line_end(c->page, next), LONGEST_LINE);
    add_line(w, node, line.len ? line : text_fold(text, c->arena), 0, true);
}

static bool is_dated(onr_str text)
{
    date found;
    size_t at = 0;
    return date_next(&found, text, &at);
}

/* Whether one of the texts beside a text names a day. */
static bool stands_by_date(const onr_page *page, size_t node, size_t before)
{
    size_t next = next_text(page, node + 1);
    return (before && is_dated(str_slice(page->text, page->nodes[before].text))) ||
           (next && is_dated(str_slice(page->text, page->nodes[next].text)));
}

static bool is_long_paragraph(const clues *c, int32_t node)
{
    const onr_node *n = node == ONR_NO_NODE ? NULL : &c->page->nodes[node];
    return n && n->tag == ONR_TAG_P && c->at[n->end] - c->at[node] >= LONG_PARAGRAPH;
}

static int32_t next_element(const onr_page *page, int32_t node)
{
    do
        node = page->nodes[node].next_sibling;
    while (node != ONR_NO_NODE && page->nodes[node].tag == ONR_TAG_TEXT);
    return node;
}

/* A name that signs an article: a paragraph of names alone behind a long paragraph (`node`), with
 * no long one behind it. */
static void add_signature(weighing *w, size_t node)
{
    const clues *c = w->c;
    if (c->flags[node] & IN_OTHERS || !is_long_paragraph(c, (int32_t)node) ||
        clues_distance(c, node) < 0)
        return;
    int32_t last = next_element(c->page, (int32_t)node);
    if (last == ONR_NO_NODE || c->page->nodes[last].tag != ONR_TAG_P ||
        is_long_paragraph(c, next_element(c->page, last)))
        return;
    str_list names = {0};
    bool dated;
    onr_str text = clues_text(c, (size_t)last, LONGEST_BARE);
    if (text.len && names_are_all(&names, text, &dated, c->scratch))
        add_list(w, &names, SIGN(BYLINE_SIGNED));
}

/* Names that nothing announces: near the heading. */
static void add_bare(weighing *w, size_t node, onr_str text, size_t before)
{
    const clues *c = w->c;
    if (text.len < SHORTEST_BARE || text.len > LONGEST_BARE ||
        c->flags[node] & (ONR_IN_HEADING | SAYS_TITLE) ||
        is_long_paragraph(c, (int32_t)block_of(c->page, node)))
        return; /* a paragraph's names are its dateline: "PORT AMBER / THE WIRE /" */
    int64_t distance = clues_distance(c, node);
    if (distance < -NEAR_BARE || distance > NEAR_AFTER || clues_places(c, node))
        return;
    str_list names = {0};
    bool dated;
    if (!names_are_all(&names, text_fold(text, c->arena), &dated, c->scratch))
        return;
    bool by = dated || stands_by_date(c->page, node, before);
    add_list(w, &names, SIGN(by ? BYLINE_BARE_DATED : BYLINE_BARE));
}

/* Drops candidates for which nothing speaks but that they look like names. */
static void drop_bare(weighing *w)
{
    uint64_t own = SIGN(BYLINE_BARE_DATED) | SIGN(BYLINE_SIGNED);
    size_t kept = 0;
    for (unsigned i = BYLINE_META; i <= BYLINE_HREF_ELSEWHERE; i++)
        own |= SIGN(i);
    for (size_t i = 0; i < w->all.count; i++)
        if (w->all.items[i].signs & own)
            w->all.items[kept++] = w->all.items[i];
    w->all.count = kept;
}

static void add_body(weighing *w)
{
    size_t before = 0;
    const onr_page *page = w->c->page;
    for (size_t i = 0; i < page->node_count && w->lines < MOST_LINES; i++) {
        const onr_node *n = &page->nodes[i];
        uint32_t flags = w->c->flags[i];
        if ((flags & ONR_IN_HIDDEN && n->tag != ONR_TAG_META) || flags & IN_COMMENT)
            continue;
        if (n->tag != ONR_TAG_TEXT) {
            add_element(w, i);
            add_signature(w, i);
        } else if (n->parent >= 0) {
            onr_str text = str_trim(str_slice(page->text, n->text)), rest = text;
            if (text.len && text.len <= LONGEST_LINE && names_take_label(&rest, w->c->scratch))
                add_opened(w, i, text);
            else
                add_bare(w, i, text, before);
            before = i;
        }
    }
}

static uint64_t signs_of(const weighing *w, onr_str key)
{
    for (size_t i = 0; i < w->all.count; i++)
        if (str_equal(w->all.items[i].key, key))
            return w->all.items[i].signs;
    return 0;
}

static void compare(weighing *w)
{
    for (size_t i = 0; i < w->all.count; i++)
        for (size_t k = 0; k < w->all.count; k++) {
            choice *a = &w->all.items[i], *b = &w->all.items[k];
            if (i != k && str_find(b->key, a->key, 0) != SIZE_MAX) {
                a->signs |= SIGN(BYLINE_IN_OTHER);
                b->signs |= SIGN(BYLINE_HOLDS_OTHER);
            }
        }
}

/* Signs that each name of a list has as a candidate of its own are the list's, too. */
static void add_shared(weighing *w)
{
    const uint64_t shared =
        SIGN(BYLINE_HREF_NEAR) | SIGN(BYLINE_REL_NEAR) | SIGN(BYLINE_AUTHOR_NEAR) |
        SIGN(BYLINE_LINE_NEAR) | SIGN(BYLINE_PROPERTY_NEAR) | SIGN(BYLINE_LD_PERSON) |
        SIGN(BYLINE_HREF_LATER) | SIGN(BYLINE_REL_LATER) | SIGN(BYLINE_AUTHOR_LATER);
    for (size_t i = 0; i < w->all.count; i++) {
        choice *list = &w->all.items[i];
        uint64_t all = list->signs & SIGN(BYLINE_SEVERAL) ? shared : 0;
        for (size_t start = 0, at = 0; all && at <= list->key.len; at++)
            if (at == list->key.len || list->key.data[at] == '\n') {
                all &= signs_of(w, (onr_str){list->key.data + start, at - start});
                start = at + 1;
            }
        list->signs |= all;
    }
}

static void give_names(onr_article *out, onr_str joined, onr_arena *arena)
{
    str_list names = {0};
    for (size_t start = 0, i = 0; i <= joined.len; i++)
        if (i == joined.len || joined.data[i] == '\n') {
            list_push(&names, ((onr_str){joined.data + start, i - start}), arena);
            start = i + 1;
        }
    out->byline = (onr_strs){names.items, names.count};
}

void byline_choose(onr_article *out, const clues *c, choices *all)
{
    weighing w = {.c = c, .author_letters = author_letters()};
    add_field(&w, FIELD_AUTHOR, SIGN(BYLINE_META));
    add_field(&w, FIELD_AUTHOR_ARTICLE, SIGN(BYLINE_META_ARTICLE));
    add_field(&w, FIELD_AUTHOR_OTHER, SIGN(BYLINE_META_OTHER));
    add_ld(&w, &c->ld.authors, SIGN(BYLINE_LD));
    add_ld(&w, &c->ld.organisations, SIGN(BYLINE_LD_ORGANISATION));
    add_ld(&w, &c->ld.persons, SIGN(BYLINE_LD_PERSON));
    add_body(&w);
    drop_bare(&w);
    add_shared(&w);
    compare(&w);
    const choice *best = choice_best(&w.all, "byline");
    if (best)
        give_names(out, best->value, c->arena);
    if (all)
        *all = w.all;
}
