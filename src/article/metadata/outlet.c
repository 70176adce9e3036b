/*
 * Decides which outlet an HTML page is of: what its meta elements or JSON-LD say, else what two
 * places of it call it (the end of its <title>, the link to the first page, the line of copyright),
 * else the host of its URL.
 */
#include "article/metadata/outlet.h"

enum {
    LONGEST_OUTLET = 60, /* bytes */
    MOST_SHOWN = 12,     /* so many names that the page shows of itself are compared */
    LEAST_KEY = 3,       /* bytes of a name that may be an outlet's */
};

typedef struct shown_names {
    onr_str name[MOST_SHOWN];
    bool copyright[MOST_SHOWN]; /* else a link to the first page */
    size_t count;
} shown_names;

/* Whether a name is like the host's. */
static bool is_of_host(const clues *c, onr_str name)
{
    clues host = {.host = c->host};
    onr_str key = text_key(name, c->scratch);
    return clues_is_site(&host, key) || clues_like_site(&host, key);
}

/*
 * The part of a name that is like the host's: of "Boston News, Weather | WHDH 7News" on
 * whdh.example the last. `last` is the part behind the last separator, empty where there is none.
 */
static onr_str part_of_site(const clues *c, onr_str name, onr_str *last)
{
    static const char *const bars[] = {" | ", " - ", " – ", " — ",  " • ",
                                       " » ", " › ", " ‹ ", " :: ", ": "};
    onr_str found = {0};
    *last = (onr_str){0};
    for (size_t start = 0, i = 0; name.len && i <= name.len; i++) {
        size_t len = i == name.len;
        for (size_t b = 0; b < sizeof bars / sizeof *bars && !len; b++)
            if (str_starts((onr_str){name.data + i, name.len - i}, bars[b]))
                len = strlen(bars[b]);
        if (!len)
            continue;
        onr_str piece = str_trim((onr_str){name.data + start, i - start});
        *last = start ? piece : *last;
        if (!found.len && piece.len && is_of_host(c, piece))
            found = piece;
        start = i + len;
        i = start - 1;
    }
    return found;
}

/* The outlet in what a page calls it, without a slogan; empty where it is a URL or the page's own
 * title. */
static onr_str clean_outlet(const clues *c, onr_str name, onr_str title)
{
    if (str_find(name, ONR_STR("://"), 0) != SIZE_MAX)
        return (onr_str){0};
    onr_str last, own = part_of_site(c, name, &last);
    onr_str key = text_key(title, c->scratch), whole = text_key(name, c->scratch);
    if (key.len && key.len < whole.len && str_find(whole, key, 0) != SIZE_MAX)
        return last;
    if (str_equal(key, whole) && !is_of_host(c, name))
        return (onr_str){0};
    return own.len && last.len ? own : name;
}

/* Whether an address without its scheme is a host alone. */
static bool is_host(onr_str address)
{
    const char *slash = memchr(address.data, '/', address.len);
    return !slash || slash == address.data + address.len - 1;
}

static bool leads_home(const clues *c, size_t node)
{
    const onr_page *page = c->page;
    onr_str href = str_trim(onr_page_attribute(page, (int32_t)node, "href"));
    if (page->nodes[node].tag != ONR_TAG_A || !href.len)
        return false;
    size_t host = str_find(href, ONR_STR("://"), 0);
    if (host == SIZE_MAX)
        return str_is(href, "/");
    return host != SIZE_MAX && is_host((onr_str){href.data + host + 3, href.len - host - 3});
}

/* Without the year behind it: "The Valley Post 2026", "The Valley Post, 2019-2026". */
static onr_str before_year(onr_str name)
{
    size_t end = name.len;
    while (end && (is_ascii_digit(name.data[end - 1]) || strchr(" -", name.data[end - 1])))
        end--;
    bool is_year = name.len >= end + 5 && name.data[end] == ' ';
    return is_year ? (onr_str){name.data, end} : name;
}

/* Without the form of its company: "The Valley Post Ltd". */
static onr_str without_form(onr_str name)
{
    size_t space = name.len;
    while (space && name.data[space - 1] != ' ')
        space--;
    onr_str form = {name.data + space, name.len - space};
    return space && str_listed(form, "ltd|limited|inc|llc|plc|gmbh|ag|corp|corporation|company")
               ? str_trim((onr_str){name.data, space})
               : name;
}

/* "© 2026 The Valley Post. All rights reserved.": the name beside the year, up to the stop. */
static onr_str copyright_of(onr_str text)
{
    static const char *const openers[] = {"©", "(c)", "copyright"};
    bool any = false;
    text = str_trim(text);
    for (size_t i = 0; i < sizeof openers / sizeof *openers; i++)
        if (str_starts_nocase(text, openers[i])) {
            size_t len = strlen(openers[i]);
            text = str_trim((onr_str){text.data + len, text.len - len});
            any = true;
            i = (size_t)-1;
        }
    size_t behind = any ? SIZE_MAX : str_find(text, ONR_STR("©"), 0);
    if (behind != SIZE_MAX) /* "The Valley Post © 2026" */
        return str_trim((onr_str){text.data, behind});
    while (any && text.len && (is_ascii_digit(*text.data) || strchr(" -,", *text.data)))
        text = (onr_str){text.data + 1, text.len - 1};
    size_t end = 0;
    while (end < text.len && !strchr(".,|;", text.data[end]))
        end++;
    return any ? without_form(before_year(str_trim((onr_str){text.data, end}))) : (onr_str){0};
}

/* What a link shows: its text, or what its image is called. */
static onr_str name_of_link(const clues *c, size_t node)
{
    onr_str text = clues_text(c, node, LONGEST_OUTLET);
    for (size_t i = node + 1; !text.len && i < (size_t)c->page->nodes[node].end; i++)
        if (c->page->nodes[i].tag == ONR_TAG_IMG)
            text = text_fold(onr_page_attribute(c->page, (int32_t)i, "alt"), c->arena);
    return text;
}

/* The names under which the page shows itself: its logo or link home, its line of copyright. */
static shown_names find_shown(const clues *c)
{
    shown_names found = {.count = 0};
    const onr_page *page = c->page;
    for (size_t i = 0; i < page->node_count && found.count < MOST_SHOWN; i++) {
        onr_str name = {0};
        if (page->nodes[i].tag == ONR_TAG_TEXT)
            name = copyright_of(str_slice(page->text, page->nodes[i].text));
        else if (leads_home(c, i))
            name = name_of_link(c, i);
        if (name.len && name.len <= LONGEST_OUTLET &&
            !str_listed(name, "home|start|homepage|news|front page")) {
            found.copyright[found.count] = page->nodes[i].tag == ONR_TAG_TEXT;
            found.name[found.count++] = name;
        }
    }
    return found;
}

/* The name that two kinds of places show: end of <title>, link to the first page, copyright. */
static onr_str repeated_of(const clues *c, const shown_names *shown, onr_str end_of_title)
{
    onr_str own = text_key(end_of_title, c->scratch);
    for (size_t i = 0; i < shown->count; i++) {
        onr_str key = text_key(shown->name[i], c->scratch);
        if (key.len < LEAST_KEY)
            continue;
        if (str_equal(key, own))
            return shown->name[i];
        for (size_t k = 0; k < i; k++)
            if (shown->copyright[k] != shown->copyright[i] &&
                str_equal(key, text_key(shown->name[k], c->scratch)))
                return shown->name[k];
    }
    return (onr_str){0};
}

void outlet_find_site(clues *c)
{
    onr_str last;
    if (c->site.len)
        return;
    part_of_site(c, c->title_element, &last);
    shown_names shown = find_shown(c);
    c->site = text_key(repeated_of(c, &shown, last), c->scratch);
}

onr_str outlet_of_url(onr_str url)
{
    size_t at = str_find(url, ONR_STR("://"), 0), start = at + 3;
    if (at == SIZE_MAX)
        return (onr_str){0};
    onr_str host = {url.data + start, url.len - start};
    size_t end = 0;
    while (end < host.len && !strchr("/?#:", host.data[end]))
        end++;
    host.len = end;
    if (str_starts_nocase(host, "www."))
        host = (onr_str){host.data + 4, host.len - 4};
    return host;
}

onr_str outlet_of(const clues *c, onr_str title, onr_str url)
{
    const onr_str names[] = {clues_field(c, FIELD_OUTLET), text_clean(c->ld.outlet, c->arena),
                             clues_field(c, FIELD_OUTLET_OTHER)};
    onr_str last, key = text_key(title, c->scratch);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        onr_str name = clean_outlet(c, names[i], title);
        if (name.len)
            return name;
    }
    part_of_site(c, c->title_element, &last);
    onr_str own = text_key(last, c->scratch);
    bool of_title =
        key_words_in(own, &key, 1) * 2 >
        text_words(own); /* the last part is the article's title: the site is named first */
    last = of_title ? (onr_str){0} : last;
    if (last.len && is_of_host(c, last))
        return last;
    shown_names shown = find_shown(c);
    onr_str found = repeated_of(c, &shown, last);
    return found.len ? found : outlet_of_url(url);
}
