/*
 * Decides by lines which of a page saved as text is its article: the lines that the trained
 * judgement keeps, the title above them, what stands between the two.
 */
#include "article/prose/judge.h"
#include "article/parts.h"

/* Set by hand on the pages of docs/FIGURES.md, "Extraction". */
enum {
    FEWEST_WORDS = 20, /* a page with less prose has no article */
    FEWEST_TITLE_WORDS = 3,
    MOST_TITLE_WORDS = 30,
    TITLE_LINES = 60,  /* a title is looked for among so many lines above the article */
    TITLE_TEXT = 2000, /* its words are looked for in so many bytes of the article */
    LONG_WORD = 5,     /* and shorter ones (bytes) are not compared */
    HEADING_WORDS = 12,
    SENTENCE_WORDS = 6,
    LEAST_AMONG = -FOREST_UNIT * 3 / 2, /* a line between two of the article's scores more */
};

static bool is_cut(onr_str text)
{
    return str_ends(text, "…") || str_ends(text, "...");
}

/* A title ends without a full stop; one that is cut short ("…") is the trail of links above it. */
static bool may_be_title(const block *b)
{
    return b->words >= FEWEST_TITLE_WORDS && b->words <= MOST_TITLE_WORDS && !is_cut(b->text) &&
           !str_ends(b->text, ".") && !is_byline(b->text) && !is_furniture(b->text);
}

/* The percentage of a line's long words that stand in `text`. */
static int share_of_words(onr_str line, onr_str text)
{
    int words = 0, found = 0;
    for (size_t at = 0, start = 0; at <= line.len; at++)
        if (at == line.len || line.data[at] == ' ') {
            onr_str word = {line.data + start, at - start};
            start = at + 1;
            if (word.len < LONG_WORD)
                continue;
            words++;
            found += str_find(text, word, 0) != SIZE_MAX;
        }
    return words ? 100 * found / words : 0;
}

/* The line above the article that shares most words with it, the nearer the better. */
static size_t find_title(const block_list *lines, const onr_page *page, size_t first)
{
    size_t start = lines->items[first].span.start, left = page->text.len - start;
    onr_str text = {page->text.data + start, left < TITLE_TEXT ? left : TITLE_TEXT};
    size_t found = SIZE_MAX;
    int best = INT32_MIN;
    for (size_t i = first > TITLE_LINES ? first - TITLE_LINES : 0; i < first; i++) {
        const block *b = &lines->items[i];
        int value = may_be_title(b) ? share_of_words(b->text, text) - (int)(first - i) : best;
        if (value > best) {
            best = value;
            found = i;
        }
    }
    return found;
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

static void read_head_line(onr_article *article, const block *l, onr_arena *arena)
{
    str_list names = {0};
    onr_str day = date_find(l->text, arena);
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

static onr_block_kind kind_of(const block *l)
{
    bool heading = l->words <= HEADING_WORDS && !ends_sentence(l->text) &&
                   !str_ends(l->text, ":") && !str_ends(l->text, ",");
    return heading ? ONR_BLOCK_HEADING : ONR_BLOCK_PARAGRAPH;
}

static part part_of(const onr_page *page, const block *l, onr_block_kind kind, onr_arena *arena)
{
    return (part){kind, arena_copy(arena, l->text), onr_page_bytes_of(page, l->span)};
}

/* Whether a line below the threshold is taken nevertheless: between two of the article's lines, or
 * as a whole sentence beside one. */
static bool goes_with(const block *l, int32_t score, bool after_one, bool before_one)
{
    bool sentence = l->words >= SENTENCE_WORDS && ends_sentence(l->text);
    return score > LEAST_AMONG &&
           ((sentence && (after_one || before_one)) || (after_one && before_one));
}

/* Marks the article's lines; false where there are too few. It ends at a line of sources. */
static bool mark_lines(bool *in, const block_list *lines, str_list *sources,
                       const judge_model *model, onr_arena *arena)
{
    judge_hints none = {0};
    onr_scratch scratch = onr_scratch_begin(arena);
    const int32_t *score = judge_blocks(lines, &none, model, scratch.arena);
    size_t words = 0, next = 0;
    bool after_one = false; /* the line before is the article's; furniture between is not counted */
    for (size_t i = 0; score && i < lines->count; i++) {
        const block *l = &lines->items[i];
        if (words && sources_read(sources, arena_copy(arena, l->text), arena))
            break;
        if (is_furniture(l->text))
            continue;
        for (next = next > i ? next : i + 1; next < lines->count; next++)
            if (!is_furniture(lines->items[next].text))
                break;
        bool before_one = next < lines->count && score[next] > 0;
        in[i] = !is_cut(l->text) && (score[i] > 0 || goes_with(l, score[i], after_one, before_one));
        after_one = in[i];
        words += in[i] ? l->words : 0;
    }
    onr_scratch_end(&scratch);
    return words >= FEWEST_WORDS;
}

static void read_head(parts *out, onr_article *article, const block_list *lines,
                      const onr_page *page, size_t first, onr_arena *arena)
{
    size_t title = find_title(lines, page, first);
    if (title == SIZE_MAX)
        return;
    part p = part_of(page, &lines->items[title], ONR_BLOCK_TITLE, arena);
    article->title = p.text;
    list_push(out, p, arena);
    for (size_t i = title + 1; i < first; i++) {
        block l = lines->items[i];
        l.text = arena_copy(arena, l.text);
        read_head_line(article, &l, arena);
    }
}

static void find_among(parts *out, onr_article *article, const onr_page *page,
                       const judge_model *model, onr_arena *scratch, onr_arena *arena)
{
    block_list lines;
    str_list sources = {0};
    blocks_of_lines(&lines, page, scratch);
    bool *in = arena_array(scratch, bool, lines.count);
    if (!in || onr_arena_full(scratch) || !mark_lines(in, &lines, &sources, model, arena))
        return;
    size_t first = 0; /* skip lists of tags in front of the article */
    while (first < lines.count && (!in[first] || is_tag_list(lines.items[first].text, scratch)))
        first++;
    if (first == lines.count)
        return;
    article->sources = (onr_strs){sources.items, sources.count};
    read_head(out, article, &lines, page, first, arena);
    for (size_t i = first; i < lines.count; i++)
        if (in[i] && !str_equal(lines.items[i].text, article->title))
            list_push(out, part_of(page, &lines.items[i], kind_of(&lines.items[i]), arena), arena);
    while (out->count && out->items[out->count - 1].kind == ONR_BLOCK_HEADING)
        out->count--;
}

void saved_find(parts *out, onr_article *article, const onr_page *page, const judge_model *model,
                onr_arena *arena)
{
    onr_scratch scratch = onr_scratch_begin(arena);
    find_among(out, article, page, model, scratch.arena, arena);
    onr_scratch_end(&scratch);
}
