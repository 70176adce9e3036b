/*
 * Decides what of a page is hidden from its readers for good: not the parts of an article that are
 * folded away, whose element is named so or stands beside "Read more".
 */
#include "article/prose/unseen.h"

#include "base/table.h"
#include "base/text.h"

enum {
    NODES_BESIDE = 8,    /* "Read more" is looked for among so many nodes before and behind */
    SHORTEST_NAME = 7,   /* bytes of a class that hides a text from all but screen readers */
    LONGEST_CONTROL = 8, /* words of such a control, or of what asks for money */
};

/* Whether a style declares `property` to be `value`; blanks and the case of letters aside. */
static bool declares(onr_str style, const char *property, const char *value)
{
    size_t len = strlen(property);
    for (size_t i = 0; i + len < style.len; i++) {
        onr_str rest = {style.data + i, style.len - i};
        if ((i && (is_ascii_letter(rest.data[-1]) || rest.data[-1] == '-')) ||
            !str_starts_nocase(rest, property))
            continue;
        rest = str_trim((onr_str){rest.data + len, rest.len - len});
        if (!str_starts(rest, ":"))
            continue;
        rest = str_trim((onr_str){rest.data + 1, rest.len - 1});
        if (str_starts_nocase(rest, value))
            return true;
    }
    return false;
}

uint32_t unseen_flags(const onr_attribute *a)
{
    switch (a->name.len) {
    case 5:
        return str_is(a->name, "style") && (declares(a->value, "display", "none") ||
                                            declares(a->value, "visibility", "hidden"))
                   ? IN_UNSEEN
                   : 0;
    case 6: return str_is(a->name, "hidden") ? IN_UNSEEN : 0;
    case 11:
        return str_is(a->name, "aria-hidden") && str_equal_nocase(a->value, ONR_STR("true"))
                   ? IN_UNSEEN | IN_ARIA_HIDDEN
                   : 0;
    default: return 0;
    }
}

/* What folded parts are named after, sorted. */
static const char *const folds[] = {
    "collapse", "collapsed",  "collapsible", "continuation", "continue",  "continued",
    "expand",   "expandable", "fold",        "folded",       "full",      "fulltext",
    "locked",   "more",       "paywall",     "premium",      "readmore",  "remaining",
    "rest",     "subscriber", "subscribers", "toggle",       "truncated",
};

/* Whether a word of an attribute's value is one of them. Words end at blanks, '-' and '_'. */
static bool names_fold(onr_str value)
{
    for (size_t at = 0, start = 0; at <= value.len; at++)
        if (at == value.len || is_ascii_space(value.data[at]) || value.data[at] == '-' ||
            value.data[at] == '_') {
            if (TABLE_FIND(table_find_nocase, ((onr_str){value.data + start, at - start}), folds))
                return true;
            start = at + 1;
        }
    return false;
}

static bool asks_for_more(const onr_page *page, size_t node)
{
    static const char *const asks[] = {"read more",         "read on",      "read full",
                                       "read the full",     "show more",    "show full",
                                       "see more",          "view more",    "view full",
                                       "continue reading",  "keep reading", "subscribe to continue",
                                       "subscribe to read", "sign in to",   "log in to"};
    if (page->nodes[node].tag != ONR_TAG_TEXT)
        return false;
    onr_str text = str_trim(str_slice(page->text, page->nodes[node].text));
    if (!text.len || text_words(text) > LONGEST_CONTROL)
        return false;
    for (size_t i = 0; i < sizeof asks / sizeof *asks; i++)
        if (ascii_lower(text.data[0]) == asks[i][0] && str_starts_nocase(text, asks[i]))
            return true;
    return false;
}

bool unseen_is_folded(const onr_page *page, size_t node)
{
    size_t end = (size_t)page->nodes[node].end;
    if (names_fold(onr_page_attribute(page, (int32_t)node, "id")) ||
        names_fold(onr_page_attribute(page, (int32_t)node, "class")))
        return true;
    for (size_t i = node > NODES_BESIDE ? node - NODES_BESIDE : 0; i < node; i++)
        if (asks_for_more(page, i))
            return true;
    for (size_t i = end; i < page->node_count && i < end + NODES_BESIDE; i++)
        if (asks_for_more(page, i))
            return true;
    return false;
}

/* Whether an element holds one word at most, without capitals: the name of an icon is such. */
static bool names_icon(const onr_page *page, size_t node)
{
    size_t texts = 0;
    for (size_t i = node + 1; i < (size_t)page->nodes[node].end; i++) {
        onr_str text = str_trim(str_slice(page->text, page->nodes[i].text));
        if (page->nodes[i].tag == ONR_TAG_TEXT && text.len &&
            (texts++ || text_words(text) > 1 || str_has_capital(text)))
            return false;
    }
    return true;
}

/* Whether the character behind an element's end is a letter, with no blank between. */
static bool touches_next(const onr_page *page, size_t node)
{
    size_t end = (size_t)page->nodes[node].end;
    if (end >= page->node_count || page->nodes[end].tag != ONR_TAG_TEXT)
        return false;
    onr_str text = str_slice(page->text, page->nodes[end].text);
    if (!text.len || text_space(text, 0))
        return false;
    bool ascii = !((unsigned char)text.data[0] & 0x80);
    return ascii ? is_ascii_letter(text.data[0]) : !str_starts(text, "\xE2\x80"); /* “, – */
}

bool unseen_in_line(const onr_page *page, size_t node, uint32_t flags, bool beside)
{
    const onr_node *n = &page->nodes[node];
    if (onr_node_breaks_line(n))
        return false;
    onr_str class =
        n->attribute_count ? onr_page_attribute(page, (int32_t)node, "class") : (onr_str){0};
    if (class.len >= SHORTEST_NAME &&
        str_listed(class, "sr-only|visually-hidden|visuallyhidden|screen-reader-text"))
        return true;
    if (!(flags & IN_UNSEEN))
        return false;
    /* an initial that is drawn large is hidden from screen readers, and letters of its word follow
     */
    if (flags & IN_ARIA_HIDDEN)
        return names_icon(page, node) && !beside && !touches_next(page, node);
    return !unseen_is_folded(page, node);
}
