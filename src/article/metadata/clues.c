/*
 * Reads what a page's elements are named after. Names are the words of class, id, itemprop,
 * property and rel, cut at hyphens and capitals: "articleByline", "post-byline" and
 * "c-byline__name" alike say byline. data/element_names.tsv and data/meta_names.tsv have the words.
 */
#include "article/metadata/clues.h"
#include "article/metadata/day_keys.h"
#include "article/metadata/names.h"

#include "base/memo.h"
#include "base/table.h"

enum { NAMES_KNOWN = 512 };
enum { MOST_INNER = 100 }; /* nodes: texts of more are not joined */
enum {
    LEAST_STORY = 500, /* visible characters of an `article` element that holds a whole story */
    LONGEST_NAMED = 300
}; /* visible characters: what a longer element is named says nothing of its texts */

/* What the words of data/element_names.tsv say. */
enum {
    NAMED_AUTHOR = SAYS_AUTHOR,
    NAMED_BYLINE = SAYS_BYLINE,
    NAMED_DATE = SAYS_DATE,
    NAMED_MODIFIED = SAYS_MODIFIED,
    NAMED_TITLE = SAYS_TITLE,
    NAMED_BIO = SAYS_BIO,
    NAMED_SITE = SAYS_SITE,
    NAMED_ASIDE = ONR_IN_ASIDE,
    NAMED_NAV = ONR_IN_NAV,
    NAMED_FOOTER = ONR_IN_FOOTER,
    NAMED_COMMENT = IN_COMMENT,
    NAMED_ARTICLE = ONR_IN_ARTICLE, /* of a word alone: see flags_of_name */
};

typedef struct name_word {
    const char *word;
    uint32_t flags;
} name_word;

static const name_word name_words[] = {
#include "article/metadata/element_names.inc"
};

typedef struct meta_name {
    const char *name;
    field field;
} meta_name;

static const meta_name meta_names[] = {
#include "article/metadata/meta_names.inc"
};

onr_str text_clean(onr_str text, onr_arena *arena)
{
    return text_fold(onr_page_resolve(text, arena), arena);
}

/* Of the words of one name: "entry-footer" is the footer of an article, its byline mostly. */
static uint32_t flags_of_name(uint32_t words)
{
    if (words & NAMED_ARTICLE && words & NAMED_FOOTER)
        words = (words & ~(uint32_t)NAMED_FOOTER) | SAYS_BYLINE;
    return words & ~(uint32_t)NAMED_ARTICLE;
}

/* What was read of a class or an id. */
typedef struct known_name {
    onr_str value;
    uint32_t flags;
} known_name;

/* What reads names, a page's classes coming again and again. Most words are none of name_words, and
 * of most of these the first two letters tell. */
typedef struct names_reader {
    uint32_t second[32]; /* by first letter: the second letters of name_words, a bit each */
    known_name known[NAMES_KNOWN]; /* by memo_place */
} names_reader;

static names_reader *names_reader_new(onr_arena *scratch)
{
    names_reader *r = onr_arena_alloc(scratch, sizeof *r);
    for (size_t i = 0; r && i < sizeof name_words / sizeof *name_words; i++) {
        const char *word = name_words[i].word;
        r->second[word[0] & 31] |= 1u << (word[1] & 31);
    }
    return r;
}

static uint32_t look_up_name(const names_reader *r, onr_str word)
{
    if (word.len < 3 || !(r->second[word.data[0] & 31] >> (word.data[1] & 31) & 1))
        return 0;
    const name_word *found = TABLE_FIND(table_find_nocase, word, name_words);
    return found ? found->flags : 0;
}

/* What the words in the value of a class or an id say. */
static uint32_t read_names(const names_reader *r, onr_str text)
{
    uint32_t flags = 0, token = 0;
    for (size_t at = 0; at < text.len;) {
        for (; at < text.len && !is_ascii_letter(text.data[at]); at++)
            if (is_ascii_space(text.data[at])) {
                flags |= flags_of_name(token);
                token = 0;
            }
        size_t start = at;
        while (at < text.len && is_ascii_letter(text.data[at]) &&
               (at == start || (text.data[at] & 32) || !(text.data[at - 1] & 32)))
            at++;
        token |= look_up_name(r, (onr_str){text.data + start, at - start});
    }
    return flags | flags_of_name(token);
}

static uint32_t recall_names(names_reader *r, onr_str value)
{
    known_name *known = &r->known[memo_place(value, NAMES_KNOWN)];
    if (!str_equal(known->value, value))
        *known = (known_name){value, read_names(r, value)};
    return known->flags;
}

static uint32_t read_property(onr_str value)
{
    static const struct {
        const char *name;
        uint32_t flags;
    } properties[] = {
        {"author", PROP_AUTHOR},         {"creator", PROP_AUTHOR},
        {"headline", PROP_TITLE},        {"datepublished", PROP_PUBLISHED},
        {"datecreated", PROP_PUBLISHED}, {"dc:date", PROP_PUBLISHED},
        {"datemodified", PROP_MODIFIED}, {"comment", IN_COMMENT},
    };
    if (str_starts(value, "schema:"))
        value = (onr_str){value.data + 7, value.len - 7};
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++)
        if (str_equal_nocase(value, (onr_str){properties[i].name, strlen(properties[i].name)}))
            return properties[i].flags;
    return 0;
}

/* "2026-03-04T09:12:00Z" */
static bool is_stamp(onr_str value)
{
    static const char form[] = "dddd-dd-dd";
    for (size_t i = 0; i < sizeof form - 1; i++)
        if (i >= value.len ||
            (form[i] == 'd' ? !is_ascii_digit(value.data[i]) : value.data[i] != '-'))
            return false;
    return true;
}

static uint32_t flags_of(const onr_page *page, const onr_node *n, names_reader *names)
{
    uint32_t flags = onr_node_places(n) | (n->tag == ONR_TAG_ADDRESS ? SAYS_BYLINE : 0);
    if (flags & ONR_IN_HIDDEN || n->tag == ONR_TAG_BODY || n->tag == ONR_TAG_HTML)
        return flags;
    for (uint32_t i = 0; i < n->attribute_count; i++) {
        const onr_attribute *a = &page->attributes[n->first_attribute + i];
        if (str_is(a->name, "class") || str_is(a->name, "id") || str_starts(a->name, "data-test") ||
            str_is(a->name, "data-component"))
            flags |= recall_names(names, a->value);
        else if (str_is(a->name, "itemprop") || str_is(a->name, "property"))
            flags |= read_property(a->value);
        else if (str_is(a->name, "rel") && str_listed(a->value, "author"))
            flags |= REL_AUTHOR;
        else if (str_is(a->name, "pubdate") || (str_is(a->name, "title") && is_stamp(a->value)))
            flags |= SAYS_DATE; /* "2 hours ago" has its day there */
    }
    return str_is(n->name, "byline") ? flags | SAYS_BYLINE : flags;
}

static void say(clues *c, field which, onr_str value)
{
    value = text_clean(value, c->arena);
    if (value.len)
        list_push(&c->said, ((said){which, value}), c->scratch);
}

static int look_up_meta(onr_str name)
{
    const meta_name *found = TABLE_FIND(table_find_nocase, name, meta_names);
    return found ? (int)found->field : -1;
}

/* The field of a name whose words say of which day it tells; -1: of none. */
static int day_field(onr_str name)
{
    static const int fields[] = {[DAY_KEY_NONE] = -1,
                                 [DAY_KEY_PUBLISHED] = FIELD_PUBLISHED,
                                 [DAY_KEY_CREATED] = FIELD_DATE,
                                 [DAY_KEY_MODIFIED] = FIELD_MODIFIED,
                                 [DAY_KEY_TIME] = -1};
    return fields[day_key_of(name)];
}

/*
 * The field that a `meta` is about; -1: none. Many put a prefix of their own before the common
 * names of author and dates: "bt:pubdate", "vr:author".
 */
static int field_of(onr_str name)
{
    int which = look_up_meta(name);
    size_t at = name.len;
    while (at && name.data[at - 1] != ':' && name.data[at - 1] != '.')
        at--;
    if (which >= 0)
        return which;
    which = at ? look_up_meta((onr_str){name.data + at, name.len - at}) : -1;
    if (which == FIELD_AUTHOR)
        return FIELD_AUTHOR_OTHER;
    return which == FIELD_PUBLISHED || which == FIELD_MODIFIED ? which : day_field(name);
}

static void read_meta(clues *c, int32_t node)
{
    static const char *const keys[] = {"property", "name", "itemprop", "http-equiv"};
    onr_str content = onr_page_attribute(c->page, node, "content");
    content = content.len ? content : onr_page_attribute(c->page, node, "datetime");
    for (size_t k = 0; k < sizeof keys / sizeof *keys && content.len; k++) {
        onr_str name = onr_page_attribute(c->page, node, keys[k]);
        int which = field_of(name);
        if (which >= 0) {
            say(c, (field)which, content);
            if (c->title_told == ONR_NO_NODE &&
                (which == FIELD_TITLE || which == FIELD_TITLE_SOCIAL))
                c->title_told = node;
            return;
        }
    }
}

/* "twitter:label1" says what "twitter:data1" is: Slack's and WordPress's way to name an author. */
static void read_labelled(clues *c, int32_t node)
{
    onr_str name = onr_page_attribute(c->page, node, "name");
    if (!str_starts(name, "twitter:label"))
        return;
    onr_str label = onr_page_attribute(c->page, node, "content");
    int32_t next = c->page->nodes[node].next_sibling;
    for (int step = 0; next != ONR_NO_NODE && step < 3;
         step++, next = c->page->nodes[next].next_sibling)
        if (str_starts(onr_page_attribute(c->page, next, "name"), "twitter:data") &&
            is_author_label(label)) {
            say(c, FIELD_AUTHOR_OTHER, onr_page_attribute(c->page, next, "content"));
            return;
        }
}

static onr_str inner(const clues *c, size_t node, onr_span *span)
{
    const onr_node *nodes = c->page->nodes;
    bool any = false;
    *span = (onr_span){0, 0};
    for (size_t i = node; i < (size_t)nodes[node].end; i++)
        if (nodes[i].tag == ONR_TAG_TEXT) {
            span->start = any ? span->start : nodes[i].text.start;
            span->end = nodes[i].text.end;
            any = true;
        }
    return str_slice(c->page->text, *span);
}

static void read_element(clues *c, size_t i)
{
    const onr_node *n = &c->page->nodes[i];
    int32_t node = (int32_t)i;
    onr_span span;
    if (n->tag == ONR_TAG_META) {
        read_meta(c, node);
        read_labelled(c, node);
    } else if (n->tag == ONR_TAG_HTML) {
        c->language = onr_page_attribute(c->page, node, "lang");
    } else if (n->tag == ONR_TAG_TITLE && !c->title_element.len) {
        c->title_node = node;
        c->title_element = text_clean(inner(c, i, &span), c->arena);
    } else if (n->tag == ONR_TAG_LINK && !c->url.len) {
        if (str_equal_nocase(onr_page_attribute(c->page, node, "rel"), ONR_STR("canonical")))
            c->url = str_trim(onr_page_attribute(c->page, node, "href"));
    } else if (n->tag == ONR_TAG_SCRIPT && n->first_child != ONR_NO_NODE) {
        onr_str type = str_trim(onr_page_attribute(c->page, node, "type"));
        if (!str_starts_nocase(type, "application/ld+json"))
            return;
        onr_str own = c->url.len ? c->url : c->given;
        if (jsonld_read(&c->ld, inner(c, i, &span), own, c->arena))
            c->body = (part){ONR_BLOCK_PARAGRAPH, c->ld.body, onr_page_bytes_of(c->page, span)};
        if (c->title_told == ONR_NO_NODE && c->ld.headline.len)
            c->title_told = node;
    }
}

static bool is_heading(const clues *c, size_t i)
{
    uint16_t tag = c->page->nodes[i].tag;
    return (tag >= ONR_TAG_H1 && tag <= ONR_TAG_H3) ||
           (c->flags[i] & (SAYS_TITLE | PROP_TITLE) && !(c->flags[i] & ONR_IN_HIDDEN));
}

static void read_elements(clues *c)
{
    uint32_t visible = 0;
    names_reader *names = names_reader_new(c->scratch);
    for (size_t i = 0; names && i < c->page->node_count; i++) {
        const onr_node *n = &c->page->nodes[i];
        c->at[i] = visible;
        uint32_t hidden = n->parent >= 0 ? c->flags[n->parent] & ONR_IN_HIDDEN : 0;
        if (n->tag == ONR_TAG_TEXT) {
            visible += hidden ? 0 : n->text.end - n->text.start;
            continue;
        }
        c->flags[i] = flags_of(c->page, n, names) | hidden;
        read_element(c, i);
        if (is_heading(c, i))
            list_push(&c->headings, (int32_t)i, c->scratch);
    }
    c->at[c->page->node_count] = visible;
}

onr_str clues_field(const clues *c, field which)
{
    for (size_t i = 0; i < c->said.count; i++)
        if (c->said.items[i].field == which)
            return c->said.items[i].value;
    return (onr_str){0};
}

/* Whether two texts with a tag between them are one word ("s<i>tress</i>"), or word and mark. */
static bool is_one_word(char before, char behind)
{
    return (is_ascii_letter(before) && behind >= 'a' && behind <= 'z') ||
           strchr(",.;:!?)’'", behind);
}

onr_str clues_text_between(const clues *c, size_t from, size_t end, size_t most)
{
    const onr_node *nodes = c->page->nodes;
    size_t room = 0, len = 0;
    if (c->at[end] - c->at[from] > most || end - from > MOST_INNER)
        return (onr_str){0};
    for (size_t i = from; i < end; i++)
        room += nodes[i].text.end - nodes[i].text.start + 1;
    char *joined = room <= 2 * most + 1000 ? arena_array(c->scratch, char, room + 1) : NULL;
    if (!joined)
        return (onr_str){0};
    for (size_t i = from; i < end; i++) {
        if (nodes[i].tag != ONR_TAG_TEXT || c->flags[nodes[i].parent] & ONR_IN_HIDDEN)
            continue;
        onr_str text = str_slice(c->page->text, nodes[i].text);
        if (len && text.len && !is_one_word(joined[len - 1], text.data[0]))
            joined[len++] = ' ';
        memcpy(joined + len, text.data, text.len);
        len += text.len;
    }
    return text_fold((onr_str){joined, len}, c->arena);
}

onr_str clues_text(const clues *c, size_t node, size_t most)
{
    return clues_text_between(c, node, (size_t)c->page->nodes[node].end, most);
}

int64_t clues_distance(const clues *c, size_t node)
{
    if (c->heading == ONR_NO_NODE)
        return c->at[node];
    size_t first = (size_t)c->heading, end = (size_t)c->page->nodes[first].end;
    if (node < first)
        return (int64_t)c->at[node] - c->at[first];
    return node < end ? 0 : (int64_t)c->at[node] - c->at[end];
}

uint32_t clues_places(const clues *c, size_t node)
{
    int64_t distance = clues_distance(c, node);
    bool close = c->heading != ONR_NO_NODE && distance >= -150 && distance <= 350;
    return c->flags[node] & (close ? IN_COMMENT : IN_OTHERS);
}

/* How much speaks for a heading being the main one: that meta elements, JSON-LD and <title> say the
 * same, its level, what it is named. The points are set by hand. */
static int rate_heading(const clues *c, size_t node, const onr_str *names, size_t count)
{
    onr_str key = text_key(clues_text(c, node, 400), c->scratch);
    uint16_t tag = c->page->nodes[node].tag;
    int rate = tag == ONR_TAG_H1 ? 4 : tag == ONR_TAG_H2 ? 1 : 0;
    if (!key.len)
        return 0;
    for (size_t i = 0; i < count; i++) {
        if (key.len < 4 || names[i].len < 4)
            continue;
        if (str_equal(key, names[i]))
            rate += 4;
        else if (str_find(names[i], key, 0) != SIZE_MAX || str_find(key, names[i], 0) != SIZE_MAX)
            rate += key.len * 2 > names[i].len ? 3 : 1;
    }
    rate += text_words(key) > 2 ? 2 : 0;
    rate -= c->flags[node] & (SAYS_SITE | IN_OTHERS) || clues_is_site(c, key) ? 5 : 0;
    rate += c->flags[node] & PROP_TITLE ? 3 : c->flags[node] & SAYS_TITLE ? 1 : 0;
    return rate;
}

static void choose_heading(clues *c)
{
    onr_str names[] = {clues_field(c, FIELD_TITLE), clues_field(c, FIELD_TITLE_SOCIAL),
                       c->ld.headline, c->title_element};
    int best = 0;
    for (size_t i = 0; i < 4; i++)
        names[i] = text_key(names[i], c->scratch);
    c->heading = ONR_NO_NODE;
    for (size_t i = 0; i < c->headings.count && i < 60; i++) {
        int rate = rate_heading(c, (size_t)c->headings.items[i], names, 4);
        if (rate > best) {
            best = rate;
            c->heading = c->headings.items[i];
        }
    }
}

/* Gives what an element is to all nodes in it. What the main heading stands in is not taken for an
 * aside or a footer, whatever it is named; long elements hand down only where they stand. */
static void hand_down(clues *c)
{
    size_t count = c->page->node_count;
    for (size_t i = 0; i < count; i++) {
        const onr_node *n = &c->page->nodes[i];
        bool holds_heading = c->heading >= (int32_t)i && c->heading < n->end;
        if ((holds_heading && c->heading > (int32_t)i) || n->tag == ONR_TAG_BODY)
            c->flags[i] &= ~(uint32_t)(IN_OTHERS | SAYS_SITE);
        if (c->at[n->end] - c->at[i] > LONGEST_NAMED)
            c->flags[i] &= ~(uint32_t)SAYS_ANY;
        c->flags[i] |= n->parent >= 0 ? c->flags[n->parent] : 0;
    }
}

/* The element of that kind around the main heading, where it holds a story and not the heading
 * alone; ONR_NO_NODE where there is none. */
static int32_t around_heading(const clues *c, uint16_t tag)
{
    const onr_node *nodes = c->page->nodes;
    int32_t found = c->heading;
    while (found != ONR_NO_NODE && nodes[found].tag != tag)
        found = nodes[found].parent;
    bool whole = found != ONR_NO_NODE && c->at[nodes[found].end] - c->at[found] >= LEAST_STORY;
    return whole ? found : ONR_NO_NODE;
}

static int32_t story_of(const clues *c)
{
    int32_t story = around_heading(c, ONR_TAG_ARTICLE);
    return story != ONR_NO_NODE ? story : around_heading(c, ONR_TAG_MAIN);
}

/* What stands before the story's own element, and in none around it, is of other stories. */
static void part_others(clues *c)
{
    int32_t story = story_of(c);
    for (int32_t i = 0; i < story; i++) {
        uint16_t tag = c->page->nodes[i].tag;
        bool around = c->page->nodes[i].end > story;
        if (!around && tag != ONR_TAG_META && !(c->flags[i] & ONR_IN_HIDDEN))
            c->flags[i] |= IN_COMMENT;
    }
}

/* How many elements of a kind begin before each node, and the last entry behind all. */
typedef struct tally {
    uint32_t *dated; /* that name an author or a day, not in another such */
    uint32_t *links; /* of LEAST_HEADLINE characters, in none of these */
} tally;

static bool names_writer_or_day(const clues *c, size_t i)
{
    const uint32_t kinds = SAYS_AUTHOR | SAYS_BYLINE | SAYS_DATE | REL_AUTHOR | PROP_AUTHOR |
                           PROP_PUBLISHED | ONR_IN_TIME;
    return c->page->nodes[i].tag != ONR_TAG_TEXT && c->page->nodes[i].tag != ONR_TAG_META &&
           c->flags[i] & kinds && !(c->flags[i] & ONR_IN_HIDDEN);
}

/* Counts before anything is handed down: an element has its own flags alone. */
static bool count_items(tally *t, const clues *c)
{
    enum { LEAST_HEADLINE = 9 };
    size_t count = c->page->node_count, within = 0;
    *t = (tally){arena_array(c->scratch, uint32_t, count + 1),
                 arena_array(c->scratch, uint32_t, count + 1)};
    for (size_t i = 0; t->dated && t->links && i < count; i++) {
        const onr_node *n = &c->page->nodes[i];
        bool inside = i < within, dated = !inside && names_writer_or_day(c, i);
        within = dated ? (size_t)n->end : within;
        bool link =
            !inside && !dated && n->tag == ONR_TAG_A && c->at[n->end] - c->at[i] >= LEAST_HEADLINE;
        t->dated[i + 1] = t->dated[i] + dated;
        t->links[i + 1] = t->links[i] + link;
    }
    return t->dated && t->links;
}

/* Whether an element is like an entry of a list of stories: short, with an author or a day, and a
 * link or a place in a list before the heading. */
static bool is_entry(const clues *c, const tally *t, size_t i)
{
    size_t end = (size_t)c->page->nodes[i].end;
    bool holds_heading = c->heading >= (int32_t)i && c->heading < (int32_t)end;
    bool listed = c->page->nodes[i].tag == ONR_TAG_LI && (int32_t)i < c->heading;
    return !holds_heading && c->at[end] - c->at[i] <= LONGEST_NAMED &&
           t->dated[end] > t->dated[i] && (listed || t->links[end] > t->links[i]);
}

static int32_t next_element(const onr_page *page, size_t i)
{
    int32_t next = page->nodes[i].next_sibling;
    while (next != ONR_NO_NODE && page->nodes[next].tag == ONR_TAG_TEXT)
        next = page->nodes[next].next_sibling;
    return next;
}

/* Two neighbours of one tag that are like entries of a list are other stories. */
static void part_entries(clues *c)
{
    tally t;
    if (!count_items(&t, c))
        return;
    for (size_t i = 0; i < c->page->node_count; i++) {
        const onr_node *n = &c->page->nodes[i];
        int32_t next = n->tag == ONR_TAG_TEXT ? ONR_NO_NODE : next_element(c->page, i);
        if (next == ONR_NO_NODE || c->page->nodes[next].tag != n->tag || !is_entry(c, &t, i) ||
            !is_entry(c, &t, (size_t)next))
            continue;
        c->flags[i] |= IN_COMMENT;
        c->flags[next] |= IN_COMMENT;
    }
}

static onr_str host_of(onr_str url)
{
    size_t at = str_find(url, ONR_STR("://"), 0);
    if (at == SIZE_MAX)
        return (onr_str){0};
    size_t start = at + 3, end = start;
    while (end < url.len && url.data[end] != '/' && url.data[end] != '?' && url.data[end] != ':')
        end++;
    return (onr_str){url.data + start, end - start};
}

static void read_site(clues *c, onr_str url)
{
    onr_str outlet = clues_field(c, FIELD_OUTLET);
    onr_str own = c->url.len ? c->url : clues_field(c, FIELD_URL);
    outlet = outlet.len ? outlet : c->ld.outlet;
    outlet = outlet.len ? outlet : clues_field(c, FIELD_OUTLET_OTHER);
    c->site = text_key(outlet, c->scratch);
    c->host = text_key(host_of(own.len ? own : url), c->scratch);
}

/* Whether `a` begins with the words of `b`. */
static bool begins(onr_str a, onr_str b)
{
    return a.len > b.len && a.data[b.len] == ' ' && memcmp(a.data, b.data, b.len) == 0;
}

/* `a` without its blanks, at most `most` bytes of it. */
static size_t squeeze(char *out, size_t most, onr_str a)
{
    size_t n = 0;
    for (size_t i = 0; i < a.len && n < most; i++)
        if (a.data[i] != ' ')
            out[n++] = a.data[i];
    return n;
}

bool clues_is_site(const clues *c, onr_str key)
{
    char name[80], host[80];
    if (!key.len)
        return false;
    bool more = begins(key, c->site) && text_words(key) <= text_words(c->site) + 2;
    if (c->site.len > 2 &&
        (str_equal(key, c->site) || (key.len > 3 && begins(c->site, key)) || more))
        return true;
    onr_str squeezed = {name, squeeze(name, sizeof name, key)};
    onr_str whole = {host, squeeze(host, sizeof host, c->host)};
    return squeezed.len > 2 && squeezed.len * 2 >= whole.len / 2 &&
           str_find(whole, squeezed, 0) != SIZE_MAX;
}

bool clues_like_site(const clues *c, onr_str key)
{
    char host[80];
    onr_str whole = {host, squeeze(host, sizeof host, c->host)};
    for (size_t start = 0, i = 0; i <= key.len; i++)
        if (i == key.len || key.data[i] == ' ') {
            onr_str word = {key.data + start, i - start};
            start = i + 1;
            if (word.len > 3 &&
                (str_find(whole, word, 0) != SIZE_MAX || str_find(c->site, word, 0) != SIZE_MAX))
                return true;
        }
    return false;
}

void clues_read(clues *out, const onr_page *page, onr_str url, onr_arena *scratch, onr_arena *arena)
{
    *out = (clues){.page = page,
                   .arena = arena,
                   .scratch = scratch,
                   .given = url,
                   .heading = ONR_NO_NODE,
                   .title_node = ONR_NO_NODE,
                   .title_told = ONR_NO_NODE};
    out->flags = arena_array(scratch, uint32_t, page->node_count + 1);
    out->at = arena_array(scratch, uint32_t, page->node_count + 1);
    if (!out->flags || !out->at)
        return;
    read_elements(out);
    read_site(out, url);
    choose_heading(out);
    part_entries(out);
    hand_down(out);
    part_others(out);
}
