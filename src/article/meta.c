/*
 * Decides what an HTML page says about itself: title, byline, days, outlet, tags.
 * `meta` elements first, then JSON-LD, then what the body shows.
 */
#include "article/jsonld.h"

enum {
    TITLE_OG,
    TITLE_H1,
    TITLE_PAGE,
    AUTHOR,
    PUBLISHED,
    MODIFIED,
    OUTLET,
    LANGUAGE,
    URL,
    KEYWORDS,
    TIME,
    FIELDS
};

static const struct {
    const char *name;
    int field;
} meta_names[] = {
    {"og:title", TITLE_OG},
    {"twitter:title", TITLE_OG},
    {"author", AUTHOR},
    {"article:author", AUTHOR},
    {"parsely-author", AUTHOR},
    {"sailthru.author", AUTHOR},
    {"dc.creator", AUTHOR},
    {"byl", AUTHOR},
    {"article:published_time", PUBLISHED},
    {"og:published_time", PUBLISHED},
    {"datepublished", PUBLISHED},
    {"parsely-pub-date", PUBLISHED},
    {"sailthru.date", PUBLISHED},
    {"dc.date.issued", PUBLISHED},
    {"dc.date", PUBLISHED},
    {"dcterms.created", PUBLISHED},
    {"pubdate", PUBLISHED},
    {"publishdate", PUBLISHED},
    {"publish-date", PUBLISHED},
    {"publish_date", PUBLISHED},
    {"publication_date", PUBLISHED},
    {"date", PUBLISHED},
    {"article.published", PUBLISHED},
    {"originalpublicationdate", PUBLISHED},
    {"article:modified_time", MODIFIED},
    {"og:updated_time", MODIFIED},
    {"datemodified", MODIFIED},
    {"last-modified", MODIFIED},
    {"og:site_name", OUTLET},
    {"application-name", OUTLET},
    {"og:url", URL},
    {"news_keywords", KEYWORDS},
    {"keywords", KEYWORDS},
};

typedef struct reading {
    const onr_page *page;
    onr_arena *arena;
    onr_str fields[FIELDS];
    size_t headings; /* number of h1 */
    str_list tags;
    str_list authors; /* names that the body marks with rel or itemprop */
    jsonld ld;
    part body;
} reading;

static onr_str inner_text(const reading *r, size_t node, onr_span *span)
{
    const onr_node *nodes = r->page->nodes;
    bool any = false;
    *span = (onr_span){0, 0};
    for (size_t i = node; i < (size_t)nodes[node].end; i++)
        if (!nodes[i].name.len && nodes[i].text.end > nodes[i].text.start) {
            span->start = any ? span->start : nodes[i].text.start;
            span->end = nodes[i].text.end;
            any = true;
        }
    return str_slice(r->page->text, *span);
}

static void keep(reading *r, int field, onr_str value)
{
    value = str_trim(value);
    if (value.len && !r->fields[field].len)
        r->fields[field] = text_fold(value, r->arena);
}

static void read_meta(reading *r, int32_t node)
{
    static const char *const keys[] = {"property", "name", "itemprop"};
    onr_str content = onr_page_attribute(r->page, node, "content");
    for (size_t k = 0; k < sizeof keys / sizeof *keys && content.len; k++) {
        onr_str name = onr_page_attribute(r->page, node, keys[k]);
        if (str_equal_nocase(name, ONR_STR("article:tag")))
            list_push(&r->tags, text_fold(content, r->arena), r->arena);
        for (size_t i = 0; i < sizeof meta_names / sizeof *meta_names && name.len; i++)
            if (str_equal_nocase(name, (onr_str){meta_names[i].name, strlen(meta_names[i].name)}))
                keep(r, meta_names[i].field, content);
    }
}

static void read_element(reading *r, size_t i)
{
    const onr_node *n = &r->page->nodes[i];
    int32_t node = (int32_t)i;
    onr_span span;
    if (str_is(n->name, "meta")) {
        read_meta(r, node);
    } else if (str_is(n->name, "html")) {
        keep(r, LANGUAGE, onr_page_attribute(r->page, node, "lang"));
    } else if (str_is(n->name, "title")) {
        keep(r, TITLE_PAGE, inner_text(r, i, &span));
    } else if (str_is(n->name, "h1")) {
        r->headings++;
        keep(r, TITLE_H1, inner_text(r, i, &span));
    } else if (str_is(n->name, "time")) {
        keep(r, TIME, onr_page_attribute(r->page, node, "datetime"));
    } else if (str_is(n->name, "link")) {
        if (str_equal_nocase(onr_page_attribute(r->page, node, "rel"), ONR_STR("canonical")))
            keep(r, URL, onr_page_attribute(r->page, node, "href"));
    } else if (str_is(n->name, "script")) {
        onr_str type = onr_page_attribute(r->page, node, "type");
        if (str_equal_nocase(type, ONR_STR("application/ld+json")) &&
            jsonld_read(&r->ld, inner_text(r, i, &span), r->arena))
            r->body = (part){ONR_BLOCK_PARAGRAPH, r->ld.body, onr_page_bytes_of(r->page, span)};
    } else if (n->attribute_count && r->authors.count < 4 &&
               (str_is(onr_page_attribute(r->page, node, "rel"), "author") ||
                str_is(onr_page_attribute(r->page, node, "itemprop"), "author"))) {
        list_push(&r->authors, text_fold(inner_text(r, i, &span), r->arena), r->arena);
    }
}

static bool contains_nocase(onr_str text, onr_str part_of)
{
    for (size_t i = 0; part_of.len && i + part_of.len <= text.len; i++)
        if (str_equal_nocase((onr_str){text.data + i, part_of.len}, part_of))
            return true;
    return false;
}

/* Takes the site's name off an end: it is short, or the outlet's. */
static onr_str without_site(onr_str title, onr_str outlet, bool guess)
{
    static const char *const bars[] = {" | ", " - ", " – ", " — ", " :: ", " • "};
    for (size_t b = 0; b < sizeof bars / sizeof *bars; b++) {
        onr_str bar = {bars[b], strlen(bars[b])};
        size_t last = SIZE_MAX;
        for (size_t at = str_find(title, bar, 0); at != SIZE_MAX; at = str_find(title, bar, at + 1))
            last = at;
        if (last == SIZE_MAX)
            continue;
        onr_str head = {title.data, last};
        onr_str tail = {title.data + last + bar.len, title.len - last - bar.len};
        if (contains_nocase(tail, outlet) || contains_nocase(outlet, tail) ||
            (guess && text_words(tail) <= 4 && text_words(head) >= 3))
            return str_trim(head);
    }
    return title;
}

static onr_str choose_title(const reading *r, onr_str outlet)
{
    onr_str h1 = r->fields[TITLE_H1], og = r->fields[TITLE_OG], page = r->fields[TITLE_PAGE];
    if (text_words(h1) >= 3 && (contains_nocase(og, h1) || contains_nocase(page, h1) ||
                                contains_nocase(h1, r->ld.headline)))
        return h1;
    if (og.len)
        return without_site(og, outlet, false);
    if (r->ld.headline.len)
        return r->ld.headline;
    if (r->headings == 1 && text_words(h1) >= 3)
        return h1;
    return page.len ? without_site(page, outlet, true) : h1;
}

static bool is_person(onr_str name, onr_str outlet)
{
    size_t words = text_words(name);
    return words > 0 && words < 6 && !str_equal_nocase(name, outlet) &&
           !memchr(name.data, '@', name.len) && str_find(name, ONR_STR("://"), 0) == SIZE_MAX &&
           !memchr(name.data, '/', name.len);
}

/* "By A, B and C" as three names. */
static void add_names(str_list *out, onr_str text, onr_str outlet, onr_arena *arena)
{
    if (text.len > 3 && str_equal_nocase((onr_str){text.data, 3}, ONR_STR("by ")))
        text = (onr_str){text.data + 3, text.len - 3};
    str_list pieces = {0};
    commas_split(&pieces, text, arena);
    for (size_t i = 0; i < pieces.count; i++) {
        onr_str rest = pieces.items[i];
        for (size_t at; (at = str_find(rest, ONR_STR(" and "), 0)) != SIZE_MAX;) {
            onr_str name = str_trim((onr_str){rest.data, at});
            if (is_person(name, outlet))
                list_push(out, name, arena);
            rest = (onr_str){rest.data + at + 5, rest.len - at - 5};
        }
        if (is_person(rest, outlet))
            list_push(out, rest, arena);
    }
}

static void choose_byline(onr_article *out, const reading *r)
{
    str_list names = {0};
    for (size_t i = 0; i < r->ld.authors.count; i++)
        add_names(&names, text_fold(r->ld.authors.items[i], r->arena), out->outlet, r->arena);
    if (!names.count)
        add_names(&names, r->fields[AUTHOR], out->outlet, r->arena);
    if (!names.count && r->authors.count)
        add_names(&names, r->authors.items[0], out->outlet, r->arena);
    out->byline = (onr_strs){names.items, names.count};
}

static void choose_day(onr_article *out, const reading *r)
{
    const struct {
        onr_str text;
        onr_date_from from;
    } tries[] = {
        {r->fields[PUBLISHED], ONR_DATE_META},
        {r->ld.published, ONR_DATE_JSON_LD},
        {r->fields[TIME], ONR_DATE_TEXT},
    };
    for (size_t i = 0; i < sizeof tries / sizeof *tries && !out->published.len; i++) {
        out->published = date_find(tries[i].text, r->arena);
        out->published_from = out->published.len ? tries[i].from : ONR_DATE_UNKNOWN;
    }
}

void meta_find(onr_article *out, part *body, const onr_page *page, onr_arena *arena)
{
    reading r = {.page = page, .arena = arena};
    for (size_t i = 0; i < page->node_count; i++)
        if (page->nodes[i].name.len)
            read_element(&r, i);
    out->outlet = r.fields[OUTLET].len ? r.fields[OUTLET] : r.ld.outlet;
    out->language = r.fields[LANGUAGE].len ? r.fields[LANGUAGE] : r.ld.language;
    out->url = r.fields[URL];
    out->title = text_fold(choose_title(&r, out->outlet), arena);
    choose_byline(out, &r);
    choose_day(out, &r);
    out->modified = date_find(r.fields[MODIFIED].len ? r.fields[MODIFIED] : r.ld.modified, arena);
    if (!r.tags.count)
        commas_split(&r.tags, r.fields[KEYWORDS], arena);
    if (!r.tags.count && r.ld.keywords.count)
        r.tags = r.ld.keywords;
    out->tags = (onr_strs){r.tags.items, r.tags.count};
    *body = r.body;
}
