/*
 * Decides which news agency's report a page gives: the one in its byline, the dateline of one of
 * its first paragraphs, or its closing line.
 */
#include "article/agency.h"

#include "base/str.h"
#include "base/table.h"

/* A row of data/agencies.tsv. */
typedef struct agency_row {
    const char *written, *name;
} agency_row;

static const agency_row agencies[] = {
#include "article/agencies.inc"
};

onr_str agency_name(onr_str written)
{
    const agency_row *row = TABLE_FIND(table_find_nocase, written, agencies);
    return row ? str_of(row->name) : (onr_str){0};
}

/* The words, trimmed, where they name an agency. */
static onr_str agency_named(onr_str words)
{
    words = str_trim(words);
    return agency_name(words).len ? words : (onr_str){0};
}

/* Behind a dateline's place and agency stands a dash or a colon: bytes that it takes at `at`. */
static size_t dash_at(onr_str text, size_t at)
{
    static const char *const dashes[] = {"—", "–", "--", "-", ":"};
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
        if (str_starts((onr_str){text.data + at, text.len - at}, dashes[i]))
            return strlen(dashes[i]);
    return 0;
}

/* A dateline is no longer than this. */
enum { LONGEST_DATELINE = 80 };

/* "WASHINGTON (AP) — …", "(Reuters) - …", "AFP — …" */
static onr_str agency_of_dateline(onr_str text)
{
    onr_str start = {text.data, text.len < LONGEST_DATELINE ? text.len : LONGEST_DATELINE};
    size_t open = str_find(start, ONR_STR("("), 0);
    size_t close = open == SIZE_MAX ? SIZE_MAX : str_find(start, ONR_STR(")"), open);
    if (close != SIZE_MAX) {
        size_t behind = close + 1;
        while (behind < text.len && is_ascii_space(text.data[behind]))
            behind++;
        onr_str within = {start.data + open + 1, close - open - 1};
        return behind < text.len && dash_at(text, behind) ? agency_named(within) : (onr_str){0};
    }
    for (size_t i = 1; i + 1 < start.len; i++)
        if (start.data[i - 1] == ' ' && dash_at(start, i))
            return agency_named((onr_str){start.data, i});
    return (onr_str){0};
}

/* "— Reuters", "(AFP)", "Source: AP", at the end of a block or the whole of it. */
static onr_str agency_of_end(onr_str text)
{
    text = str_trim(text);
    if (str_ends(text, ")")) {
        size_t open = text.len;
        while (open > 0 && text.data[open - 1] != '(')
            open--;
        return open ? agency_named((onr_str){text.data + open, text.len - open - 1}) : (onr_str){0};
    }
    onr_str whole = agency_named(text);
    if (whole.len)
        return whole;
    for (size_t i = text.len; i > 0 && i + 40 > text.len; i--) {
        size_t dash = dash_at(text, i - 1);
        if (dash)
            return agency_named((onr_str){text.data + i - 1 + dash, text.len - i + 1 - dash});
    }
    return (onr_str){0};
}

onr_str agency_find(const onr_article *article)
{
    size_t paragraphs = 0;
    for (size_t i = 0; i < article->byline.count; i++)
        if (agency_named(article->byline.items[i]).len)
            return agency_named(article->byline.items[i]);
    for (size_t i = 0; i < article->block_count && paragraphs < 3; i++) {
        if (article->blocks[i].kind != ONR_BLOCK_PARAGRAPH)
            continue;
        onr_str found = agency_of_dateline(str_slice(article->text, article->blocks[i].span));
        if (found.len)
            return found;
        paragraphs++;
    }
    return article->block_count == 0
               ? (onr_str){0}
               : agency_of_end(
                     str_slice(article->text, article->blocks[article->block_count - 1].span));
}
