/*
 * Decides what an HTML page's title is. Candidates are its headings, what its meta elements and
 * JSON-LD call it, and its <title>, each also without what a separator parts from it.
 */
#include "article/metadata/choice.h"

/* Bytes; headings that are candidates; places at which a name is cut. */
enum { LONGEST_TITLE = 400, LONGEST_PARTED = 600, MOST_HEADINGS = 40, MOST_CUTS = 6 };

typedef struct weighing {
    const clues *c;
    choices all;
    onr_str page; /* keys of what <title>, meta elements and JSON-LD say */
    onr_str meta;
    onr_str ld;
} weighing;

static void add(weighing *w, onr_str title, uint64_t signs)
{
    onr_str key = text_key(title, w->c->scratch);
    if (key.len)
        choice_add(&w->all, title, key, signs, w->c->scratch);
}

static const char *const separators[] = {" | ", " - ", " – ", " — ", " :: ", " » ", " « ",
                                         " • ", " · ", " › ", " > ", " / ",  ": ",  " // ",
                                         "|",   "_",   "»",   " ~ ", "-"};

/* Where the last part of a name begins, if it is the site's: "… | Sport | The Valley Post"; gives
 * the separator before it in `bar`, SIZE_MAX where the site does not stand there. */
static size_t find_site_at_end(const weighing *w, onr_str name, onr_str *bar)
{
    size_t found = SIZE_MAX;
    for (size_t s = 0; s < sizeof separators / sizeof *separators && found == SIZE_MAX; s++) {
        *bar = (onr_str){separators[s], strlen(separators[s])};
        if (bar->data[0] != ' ')
            continue;
        for (size_t at = str_find(name, *bar, 0); at != SIZE_MAX;
             at = str_find(name, *bar, at + bar->len)) {
            onr_str tail = {name.data + at + bar->len, name.len - at - bar->len};
            if (clues_is_site(w->c, text_key(tail, w->c->scratch)))
                found = at;
        }
    }
    return found;
}

/* "… | Sport": a part of one or two words with a capital that the same separator parts off. */
static onr_str without_section(onr_str name, onr_str bar)
{
    enum { SECTION_WORDS = 2 };
    size_t last = SIZE_MAX;
    for (size_t at = str_find(name, bar, 0); at != SIZE_MAX; at = str_find(name, bar, at + bar.len))
        last = at;
    if (last == SIZE_MAX)
        return name;
    onr_str tail = {name.data + last + bar.len, name.len - last - bar.len};
    bool section =
        tail.len && text_words(tail) <= SECTION_WORDS && !begins_small(tail) && last >= tail.len;
    return section ? (onr_str){name.data, last} : name;
}

/* Adds `left`, a title without its part `off` on the other side of a separator: where that is the
 * site's name, and as a guess where it is not. */
static void add_cut(weighing *w, onr_str left, onr_str off, unsigned sign, bool guess)
{
    onr_str key = text_key(off, w->c->scratch);
    left = str_trim(left);
    if (clues_is_site(w->c, key))
        add(w, left, SIGN(sign));
    else if (guess && text_words(off) <= 5 && text_words(left) >= 2)
        add(w, left, SIGN(TITLE_PAGE_CUT_GUESS));
    else if (guess)
        add(w, left, SIGN(TITLE_PAGE_CUT_LONG));
}

static void add_named(weighing *w, onr_str name, unsigned sign, bool guess)
{
    int cuts = 0;
    onr_str parts_site;
    bool short_enough = name.len < LONGEST_PARTED;
    size_t site = guess && short_enough ? find_site_at_end(w, name, &parts_site) : SIZE_MAX;
    add(w, name, SIGN(sign));
    if (site != SIZE_MAX) { /* what else is parted is the title's own */
        add(w, without_section((onr_str){name.data, site}, parts_site), SIGN(sign + 1));
        return;
    }
    for (size_t s = 0; s < sizeof separators / sizeof *separators && short_enough; s++) {
        onr_str bar = {separators[s], strlen(separators[s])};
        /* before a colon stands whoever says the rest: "WHO: …" */
        bool tight = bar.data[0] != ' ';
        for (size_t at = str_find(name, bar, 0); at != SIZE_MAX && cuts < MOST_CUTS;
             at = str_find(name, bar, at + bar.len), cuts++) {
            onr_str head = {name.data, at};
            onr_str tail = {name.data + at + bar.len, name.len - at - bar.len};
            add_cut(w, head, tail, sign + 1, guess && !tight);
            add_cut(w, tail, head, sign + 1, guess && !tight);
        }
    }
}

/* Signs of how few of a title's words stand in what the page calls itself. */
static uint64_t signs_of_words(const weighing *w, onr_str key)
{
    const onr_str names[] = {w->page, w->meta, w->ld};
    size_t shared = key_words_in(key, names, 3);
    if (!w->page.len && !w->meta.len && !w->ld.len)
        return 0;
    if (!shared)
        return SIGN(TITLE_STRANGE);
    return shared * 2 < text_words(key) ? SIGN(TITLE_LITTLE_KNOWN) : 0;
}

static uint64_t compare(const weighing *w, onr_str key)
{
    uint64_t signs = 0;
    bool enough = key.len > 3;
    if (enough && str_find(w->page, key, 0) != SIZE_MAX)
        signs |= SIGN(TITLE_IN_PAGE);
    if (enough && str_find(w->page, key, 0) == 0)
        signs |= SIGN(TITLE_BEGINS_PAGE);
    if (enough && (str_find(w->meta, key, 0) != SIZE_MAX || str_find(w->ld, key, 0) != SIZE_MAX))
        signs |= SIGN(TITLE_IN_META);
    if (!signs)
        signs |= signs_of_words(w, key);
    if (enough && key.len < w->page.len && w->page.data[w->page.len - key.len - 1] == ' ' &&
        memcmp(w->page.data + w->page.len - key.len, key.data, key.len) == 0)
        signs |= SIGN(TITLE_ENDS_PAGE);
    if (w->meta.len > 8 && key.len > w->meta.len && str_find(key, w->meta, 0) != SIZE_MAX)
        signs |= SIGN(TITLE_HOLDS_META);
    if (clues_is_site(w->c, key))
        signs |= SIGN(TITLE_IS_SITE);
    size_t words = text_words(key);
    if (words == 1)
        signs |= SIGN(TITLE_ONE_WORD);
    if (words == 2)
        signs |= SIGN(TITLE_TWO_WORDS);
    return words > 25 ? signs | SIGN(TITLE_LONG) : signs;
}

static void add_heading(weighing *w, size_t node, bool first, bool alone)
{
    const clues *c = w->c;
    onr_str text = clues_text(c, node, LONGEST_TITLE);
    uint16_t tag = c->page->nodes[node].tag;
    uint32_t flags = c->flags[node];
    uint64_t signs = 0;
    if ((int32_t)node == c->heading)
        signs |= SIGN(TITLE_HEADING);
    if (tag == ONR_TAG_H1)
        signs |= SIGN(TITLE_H1) | (first ? SIGN(TITLE_H1_FIRST) : 0) |
                 (alone ? SIGN(TITLE_H1_ALONE) : 0);
    if (tag == ONR_TAG_H2)
        signs |= SIGN(TITLE_H2);
    if (tag == ONR_TAG_H3)
        signs |= SIGN(TITLE_H3);
    if (flags & SAYS_TITLE)
        signs |= SIGN(TITLE_NAMED);
    if (flags & PROP_TITLE)
        signs |= SIGN(TITLE_PROPERTY);
    if (clues_places(c, node))
        signs |= SIGN(TITLE_IN_PLACES);
    if (flags & SAYS_SITE)
        signs |= SIGN(TITLE_LOGO);
    if (flags & ONR_IN_LINK)
        signs |= SIGN(TITLE_IN_LINK);
    add(w, text, signs);
}

/* The first element of the heading and the rest of it, as it may hold a kicker, a short label:
 * "<h1><span>Opinion</span> What we pray for</h1>". */
static void add_inner(weighing *w)
{
    const clues *c = w->c;
    const onr_node *nodes = c->page->nodes;
    size_t first = (size_t)c->heading, end = (size_t)nodes[first].end, behind = 0;
    for (size_t i = first + 1; i < end && i < first + 20; i++) {
        bool work = nodes[i].tag == ONR_TAG_EM || nodes[i].tag == ONR_TAG_I ||
                    nodes[i].tag == ONR_TAG_CITE; /* the title of a film in the midst of one */
        if ((nodes[i].tag == ONR_TAG_TEXT || work) && behind)
            continue;
        onr_str text = clues_text(c, i, LONGEST_TITLE);
        if (text.len && !behind)
            behind = (size_t)nodes[i].end;
        if (text_words(text) > 1)
            add(w, text, SIGN(TITLE_INNER));
    }
    if (behind && behind < end)
        add(w, clues_text_between(c, behind, end, LONGEST_TITLE), SIGN(TITLE_REST));
}

static unsigned sources_of(uint64_t signs)
{
    static const uint64_t sources[] = {
        SIGN(TITLE_HEADING) | SIGN(TITLE_H1) | SIGN(TITLE_H2) | SIGN(TITLE_INNER) |
            SIGN(TITLE_REST) | SIGN(TITLE_NAMED),
        SIGN(TITLE_META) | SIGN(TITLE_META_CUT) | SIGN(TITLE_SOCIAL) | SIGN(TITLE_SOCIAL_CUT),
        SIGN(TITLE_LD) | SIGN(TITLE_LD_CUT),
        SIGN(TITLE_PAGE) | SIGN(TITLE_PAGE_CUT) | SIGN(TITLE_PAGE_CUT_GUESS) |
            SIGN(TITLE_PAGE_CUT_LONG),
    };
    unsigned count = 0;
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++)
        count += (signs & sources[i]) != 0;
    return count;
}

static void add_headings(weighing *w)
{
    const clues *c = w->c;
    size_t h1 = 0, seen = 0;
    for (size_t i = 0; i < c->headings.count; i++)
        h1 += c->page->nodes[c->headings.items[i]].tag == ONR_TAG_H1;
    for (size_t i = 0; i < c->headings.count && i < MOST_HEADINGS; i++) {
        size_t node = (size_t)c->headings.items[i];
        bool is_h1 = c->page->nodes[node].tag == ONR_TAG_H1;
        add_heading(w, node, is_h1 && !seen, h1 == 1);
        seen += is_h1;
    }
}

/* Where the page shows its title: a heading of the same text, else the <title> that holds it. */
static onr_span bytes_of(const weighing *w, onr_str key)
{
    const clues *c = w->c;
    int32_t shown = c->heading;
    for (size_t i = 0; i < c->headings.count && i < MOST_HEADINGS; i++) {
        size_t node = (size_t)c->headings.items[i];
        if (str_equal(text_key(clues_text(c, node, LONGEST_TITLE), c->scratch), key))
            return c->page->nodes[node].bytes;
    }
    if (shown == ONR_NO_NODE || str_find(w->page, key, 0) != SIZE_MAX)
        shown = c->title_node;
    return shown != ONR_NO_NODE ? c->page->nodes[shown].bytes : (onr_span){0, 0};
}

void title_choose(part *out, const clues *c, choices *all)
{
    weighing w = {.c = c};
    onr_str meta = clues_field(c, FIELD_TITLE), social = clues_field(c, FIELD_TITLE_SOCIAL);
    w.page = text_key(c->title_element, c->scratch);
    w.meta = text_key(meta, c->scratch);
    w.ld = text_key(c->ld.headline, c->scratch);
    add_headings(&w);
    if (c->heading != ONR_NO_NODE)
        add_inner(&w);
    add_named(&w, meta, TITLE_META, false);
    add_named(&w, social, TITLE_SOCIAL, false);
    add_named(&w, c->ld.headline, TITLE_LD, false);
    add_named(&w, c->title_element, TITLE_PAGE, true);
    for (size_t i = 0; i < w.all.count; i++) {
        choice *a = &w.all.items[i];
        unsigned sources = sources_of(a->signs);
        a->signs |= compare(&w, a->key);
        a->signs |= sources > 1 ? SIGN(TITLE_TWO_SOURCES) : 0;
        a->signs |= sources > 2 ? SIGN(TITLE_THREE_SOURCES) : 0;
    }
    const choice *best = choice_best(&w.all, "title");
    if (best)
        *out = (part){ONR_BLOCK_TITLE, best->value, bytes_of(&w, best->key)};
    if (all)
        *all = w.all;
}
