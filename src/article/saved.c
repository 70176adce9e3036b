/*
 * Decides by lines which of a page saved as text is its article: the title, what stands
 * between it and the first paragraph, the paragraphs with their headings.
 */
#include "article/parts.h"

typedef struct line {
    onr_str text; /* folded */
    onr_span span;
    size_t words;
    bool out; /* not of the article */
} line;

typedef list(line) lines;

static void split_lines(lines *out, onr_str text, onr_arena *result, onr_arena *scratch)
{
    for (size_t start = 0, i = 0; i <= text.len; i++)
        if (i == text.len || text.data[i] == '\n') {
            onr_str raw = str_trim((onr_str){text.data + start, i - start});
            start = i + 1;
            if (!raw.len)
                continue;
            uint32_t from = (uint32_t)(raw.data - text.data);
            onr_str folded = text_fold(raw, result);
            line l = {folded, {from, from + (uint32_t)raw.len}, text_words(folded), false};
            l.out = is_furniture(folded);
            list_push(out, l, scratch);
        }
}

static bool is_cut(onr_str text)
{
    return str_ends(text, "…") || str_ends(text, "...");
}

/* A line that is cut short is a title in a trail of breadcrumbs more often than prose. */
static bool is_paragraph(const line *l)
{
    return !l->out && l->words >= 8 && ends_sentence(l->text) && !is_cut(l->text);
}

/* A title says its thing without a full stop, and a cut one is a trail of breadcrumbs. */
static size_t title_at(const lines *all)
{
    for (size_t i = 0; i < all->count && !is_paragraph(&all->items[i]); i++) {
        const line *l = &all->items[i];
        if (!l->out && l->words >= 4 && l->words <= 30 && !is_cut(l->text) && !is_byline(l->text) &&
            !str_ends(l->text, "."))
            return i;
    }
    return SIZE_MAX;
}

/* "NATO, Russia": short capitalised names between commas. */
static bool is_tag_list(onr_str text, onr_arena *arena)
{
    str_list items = {0};
    commas_split(&items, text, arena);
    for (size_t i = 0; i < items.count; i++) {
        char first = items.items[i].data[0];
        if ((first >= 'a' && first <= 'z') || text_words(items.items[i]) > 4)
            return false;
    }
    return items.count > 1 && !ends_sentence(text);
}

static void read_head_line(onr_article *article, line *l, onr_arena *arena)
{
    str_list names = {0};
    onr_str day = date_find(l->text, arena);
    l->out = true;
    if (is_byline(l->text)) {
        commas_split(&names, (onr_str){l->text.data + 3, l->text.len - 3}, arena);
        article->byline = (onr_strs){names.items, names.count};
    } else if (day.len && l->words < 12) {
        if (!article->published.len) {
            article->published = day;
            article->published_from = ONR_DATE_TEXT;
        }
    } else if (!article->tags.count && is_tag_list(l->text, arena)) {
        commas_split(&names, l->text, arena);
        article->tags = (onr_strs){names.items, names.count};
    }
}

void saved_find(parts *out, onr_article *article, const onr_page *page, onr_arena *arena)
{
    onr_arena *scratch = onr_arena_scratch(arena);
    lines all = {0};
    str_list sources = {0};
    split_lines(&all, page->text, arena, scratch);
    size_t title = title_at(&all);
    size_t first = 0, end = 0;
    while (first < all.count && !is_paragraph(&all.items[first]))
        first++;
    for (size_t i = first; i < all.count; i++) {
        if (sources_read(&sources, all.items[i].text, arena)) {
            all.items[i].out = true;
            break; /* What follows its sources is no longer the article. */
        }
        if (is_paragraph(&all.items[i]))
            end = i + 1;
    }
    article->sources = (onr_strs){sources.items, sources.count};
    for (size_t i = title == SIZE_MAX ? 0 : title + 1; i < first && i < all.count; i++)
        read_head_line(article, &all.items[i], arena);
    if (title != SIZE_MAX && end > 0) {
        const line *l = &all.items[title];
        article->title = l->text;
        list_push(out, ((part){ONR_BLOCK_TITLE, l->text, onr_page_bytes_of(page, l->span)}), arena);
    }
    for (size_t i = first; i < end; i++) {
        const line *l = &all.items[i];
        if (l->out || (title != SIZE_MAX && str_equal(l->text, article->title)) ||
            (l->words < 8 && is_cut(l->text)))
            continue;
        bool heading = l->words < 13 && !ends_sentence(l->text) && !str_ends(l->text, ":") &&
                       !str_ends(l->text, ",");
        part p = {heading ? ONR_BLOCK_HEADING : ONR_BLOCK_PARAGRAPH, l->text,
                  onr_page_bytes_of(page, l->span)};
        list_push(out, p, arena);
    }
}
