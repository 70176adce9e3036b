/*
 * Decides by lines which of a page saved as text is its article: the lines that the trained
 * judgement keeps, the title above them, what stands between the two.
 */
#include "article/metadata/names.h"
#include "article/prose/judge.h"
#include "article/prose/mend.h"
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
    LEAST_AMONG = -FOREST_UNIT * 3 / 2, /* a line between two of the article's scores more, */
    LEAST_BELOW = -FOREST_UNIT * 4,     /* and one below a button that stands in the article, too */
    LEAST_LAST = -FOREST_UNIT * 3,      /* and the last paragraph above other furniture */
    PARAGRAPH_WORDS = 12,
    HEAD_BELOW = 8, /* lines below the article's first that may be of its head */
};

static bool is_cut(onr_str text)
{
    return str_ends(text, "…") || str_ends(text, "...");
}

/* Whether a line tells more than a time: "2:06 p.m. EST" has no word of four letters. */
static bool tells_something(onr_str line)
{
    enum { FEWEST_LETTERS = 4 };
    size_t letters = 0;
    for (size_t i = 0; i < line.len && letters < FEWEST_LETTERS; i++)
        letters = is_ascii_letter(line.data[i]) || line.data[i] & 0x80 ? letters + 1 : 0;
    return letters == FEWEST_LETTERS;
}

/* A title ends without a full stop; one that is cut short ("…") is the trail of links above it. */
static bool may_be_title(const block *b, onr_arena *arena)
{
    return tells_something(b->text) && b->words >= FEWEST_TITLE_WORDS &&
           b->words <= MOST_TITLE_WORDS && !is_cut(b->text) && !str_ends(b->text, ".") &&
           !is_byline(b->text) && !is_furniture(b->text) && !is_writer_or_day(b->text, arena);
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
            found += holds_nocase(text, word);
        }
    return words ? 100 * found / words : 0;
}

/* The line above the article that shares most words with it, the nearer the better. */
static size_t find_title(const block_list *lines, const onr_page *page, size_t first,
                         onr_arena *arena)
{
    size_t start = lines->items[first].span.start, left = page->text.len - start;
    onr_str text = {page->text.data + start, left < TITLE_TEXT ? left : TITLE_TEXT};
    size_t found = SIZE_MAX;
    int best = INT32_MIN;
    for (size_t i = first > TITLE_LINES ? first - TITLE_LINES : 0; i < first; i++) {
        const block *b = &lines->items[i];
        int value =
            may_be_title(b, arena) ? share_of_words(b->text, text) - (int)(first - i) : best;
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

/* "Adam Holm", above "Live reporter". */
static bool is_name_of_writer(const block *l, const block *below)
{
    static const char *const jobs[] = {"reporter", "correspondent", "editor",
                                       "writer",   "columnist",     "journalist"};
    bool has_job = false;
    for (size_t i = 0; below && below->words <= 5 && i < sizeof jobs / sizeof *jobs; i++) {
        size_t len = strlen(jobs[i]), of = below->text.len;
        has_job =
            has_job ||
            (of >= len && str_starts_nocase((onr_str){below->text.data + of - len, len}, jobs[i]));
    }
    size_t capitals = 0;
    for (size_t i = 0; i < l->text.len; i++)
        capitals += (i == 0 || l->text.data[i - 1] == ' ') && l->text.data[i] >= 'A' &&
                    l->text.data[i] <= 'Z';
    return has_job && l->words >= 2 && l->words <= 4 && capitals == l->words;
}

/* "Ann Lee" of "By Ann Lee | 12 May 2026": what stands before the last mark with a day behind it.
 */
static onr_str writers_of(onr_str line, onr_arena *arena)
{
    static const char *const marks[] = {",", "|", " -", "–", "—", "·", "•"};
    onr_str all = {line.data + strlen("By "), line.len - strlen("By ")};
    for (size_t at = all.len; at-- > 0;)
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
            onr_str rest = {all.data + at, all.len - at};
            if (str_starts(rest, marks[i]) && date_find(rest, arena).len)
                return str_trim((onr_str){all.data, at});
        }
    return all;
}

static void take_day(onr_article *article, onr_str day)
{
    if (!day.len || article->published.len)
        return;
    article->published = day;
    article->published_from = ONR_DATE_TEXT;
}

static bool names_day(const block *l, onr_arena *arena)
{
    enum { LONGEST_DAY = 12 }; /* words of a line of the day */
    return l->words < LONGEST_DAY && date_find(l->text, arena).len;
}

/* Names that nothing announces in `text`, that of a line, on the line of the day or beside it:
 * "Ann Lee | 12 May 2026". */
static bool read_bare_names(str_list *names, onr_str text, const block_list *lines, size_t at,
                            onr_arena *arena)
{
    const block *l = &lines->items[at];
    bool dated;
    if (!names_are_all(names, text, &dated, arena))
        return false;
    bool beside_day =
        (at && names_day(l - 1, arena)) || (at + 1 < lines->count && names_day(l + 1, arena));
    return dated || (beside_day && !is_tag_list(text, arena));
}

/* Reads what a line of the page's head says. */
static void read_head_line(onr_article *article, const block_list *lines, size_t at,
                           onr_arena *arena)
{
    block line = lines->items[at], *l = &line;
    const block *below = at + 1 < lines->count ? &lines->items[at + 1] : NULL;
    str_list names = {0};
    line.text = arena_copy(arena, line.text);
    onr_str day = date_find(l->text, arena);
    if (!article->byline.count && is_name_of_writer(l, below)) {
        list_push(&names, l->text, arena);
        article->byline = (onr_strs){names.items, names.count};
    } else if (is_byline(l->text)) {
        onr_str writers = writers_of(l->text, arena);
        names_split(&names, writers, true, arena);
        if (!names.count)
            commas_split(&names, writers, arena);
        article->byline = (onr_strs){names.items, names.count};
        take_day(article, day);
    } else if (!article->byline.count && read_bare_names(&names, l->text, lines, at, arena)) {
        article->byline = (onr_strs){names.items, names.count};
        take_day(article, day);
    } else if (names_day(l, arena)) {
        take_day(article, day);
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

static bool is_small(char c)
{
    return c >= 'a' && c <= 'z';
}

/* "Image source, LakepressAs expected, …": a picture's credit that a browser has put in front of a
 * paragraph, where a capital follows upon a small letter. */
static onr_str without_credit(onr_str text)
{
    enum { LONGEST_CREDIT = 80 };
    static const char *const credits[] = {"Image source,", "Image caption,", "Image credit,"};
    size_t start = 0;
    for (size_t i = 0; i < sizeof credits / sizeof *credits; i++)
        start = str_starts(text, credits[i]) ? strlen(credits[i]) : start;
    for (size_t i = start + 1; start && i < text.len && i < LONGEST_CREDIT; i++)
        if (is_small(text.data[i - 1]) && text.data[i] >= 'A' && text.data[i] <= 'Z')
            return (onr_str){text.data + i, text.len - i};
    return text;
}

static part part_of(const onr_page *page, const block *l, onr_block_kind kind, onr_arena *arena)
{
    return (part){kind, arena_copy(arena, without_credit(l->text)),
                  onr_page_bytes_of(page, l->span)};
}

/* Whether a line below the threshold is taken nevertheless: between two of the article's lines, or
 * as a whole sentence beside one. */
static bool goes_with(const block *l, int32_t score, bool after_one, bool before_one)
{
    bool sentence = l->words >= SENTENCE_WORDS && ends_sentence(l->text);
    return score > LEAST_AMONG &&
           ((sentence && (after_one || before_one)) || (after_one && before_one));
}

/* The lines of a page while it is told which are the article's. */
typedef struct marking {
    const block_list *lines;
    const int32_t *score;
    bool *in;
    onr_str button;   /* The furniture right behind the article's last line, or none; */
    str_list buttons; /* and that which stood between two of its lines: "Share", in a live page. */
} marking;

/* Whether the button is known to stand in the midst of the article. */
static bool is_known_button(const marking *m)
{
    if (is_interruption(m->button))
        return true;
    for (size_t i = 0; i < m->buttons.count; i++)
        if (str_equal(m->buttons.items[i], m->button))
            return true;
    return false;
}

/* Whether the button that stands before the line stands behind it, too: "Share", between the
 * paragraphs of a live page. */
static bool is_button_again(const marking *m, size_t i)
{
    return i + 1 < m->lines->count && is_furniture(m->lines->items[i + 1].text) &&
           str_equal(m->lines->items[i + 1].text, m->button);
}

/* The line behind line `i` that is no furniture. */
static size_t next_line(const marking *m, size_t i)
{
    for (i++; i < m->lines->count; i++)
        if (!is_furniture(m->lines->items[i].text))
            break;
    return i;
}

/* Whether line `i` is the article's; `after_one`: the one before is, furniture aside. */
static bool is_of_article(const marking *m, size_t i, size_t next, bool after_one)
{
    const block *l = &m->lines->items[i];
    bool before_one = next < m->lines->count && m->score[next] > 0;
    bool paragraph = l->words >= PARAGRAPH_WORDS && ends_sentence(l->text);
    if (is_cut(l->text))
        return false;
    bool last = i + 1 >= m->lines->count || is_furniture(m->lines->items[i + 1].text);
    return m->score[i] > 0 || goes_with(l, m->score[i], after_one, before_one) ||
           (after_one && paragraph && last && m->score[i] > LEAST_LAST) ||
           (after_one && paragraph && m->button.len && m->score[i] > LEAST_BELOW &&
            (is_known_button(m) || is_button_again(m, i)));
}

/* Marks the article's lines; false where there are too few. It ends at a line of sources. */
static bool mark_all(marking *m, str_list *sources, onr_arena *scratch, onr_arena *arena)
{
    enum { MOST_BUTTONS = 16 };
    size_t words = 0, next = 0;
    bool after_one = false; /* the line before is the article's; furniture between is not counted */
    for (size_t i = 0; i < m->lines->count; i++) {
        const block *l = &m->lines->items[i];
        if (words && sources_read(sources, arena_copy(arena, l->text), arena))
            break;
        if (is_furniture(l->text)) {
            if (after_one && !m->button.len)
                m->button = l->text;
            continue;
        }
        next = next > i ? next : next_line(m, i);
        m->in[i] = is_of_article(m, i, next, after_one);
        if (m->in[i] && m->button.len && m->buttons.count < MOST_BUTTONS)
            list_push(&m->buttons, m->button, scratch);
        m->button = (onr_str){0};
        after_one = m->in[i];
        words += m->in[i] ? l->words : 0;
    }
    return words >= FEWEST_WORDS;
}

static bool mark_lines(bool *in, const block_list *lines, str_list *sources,
                       const judge_model *model, onr_arena *arena)
{
    judge_hints none = {0};
    onr_scratch scratch = onr_scratch_begin(arena);
    marking m = {.lines = lines, .in = in};
    int32_t *score = judge_blocks(lines, &none, model, scratch.arena);
    if (score)
        mend_turns(score, lines);
    m.score = score;
    bool ok = score && mark_all(&m, sources, scratch.arena, arena);
    onr_scratch_end(&scratch);
    return ok;
}

/* "Published 4 May 2026 at 9:12 a.m." */
static bool begins_with_label(onr_str line)
{
    static const char *const labels[] = {"published", "updated", "last updated", "posted"};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (str_starts_nocase(line, labels[i]))
            return true;
    return false;
}

/* "…feespublished at 09:12 GMT 5 March 2030": a title and the day that stand on one line. Gives the
 * title, and its day, if any. */
static onr_str cut_day(onr_str title, onr_str *day, onr_arena *arena)
{
    for (size_t at = 1; at < title.len; at++) {
        onr_str rest = {title.data + at, title.len - at};
        if (!begins_with_label(rest) || text_words(rest) > HEADING_WORDS)
            continue;
        *day = date_find(rest, arena);
        if (day->len)
            return str_trim((onr_str){title.data, at});
    }
    return title;
}

static void read_head_lines(onr_article *article, const block_list *lines, const bool *in,
                            size_t from, size_t to, onr_arena *arena)
{
    for (size_t i = from; i < to && i < lines->count; i++)
        if (!in[i])
            read_head_line(article, lines, i, arena);
}

static void read_head(parts *out, onr_article *article, const block_list *lines, const bool *in,
                      const onr_page *page, size_t first, onr_arena *arena)
{
    size_t title = find_title(lines, page, first, arena), second = first + 1;
    if (title == SIZE_MAX && may_be_title(&lines->items[first], arena))
        title = first;
    if (title == SIZE_MAX)
        return;
    part p = part_of(page, &lines->items[title], ONR_BLOCK_TITLE, arena);
    onr_str day = {0};
    p.text = cut_day(p.text, &day, arena);
    if (day.len) {
        article->published = day;
        article->published_from = ONR_DATE_TEXT;
    }
    article->title = p.text;
    list_push(out, p, arena);
    read_head_lines(article, lines, in, title + 1, first, arena);
    /* byline and day may stand below a line that leads into the article */
    while (second < lines->count && second < first + HEAD_BELOW && !in[second])
        second++;
    if (second > first + 1 && second < lines->count && in[second])
        read_head_lines(article, lines, in, first + 1, second, arena);
}

/* Whether a word of a line may stand in one that tells a day and an hour alone: "Mon", "08.45". */
static bool is_of_stamp(onr_str word)
{
    enum { LONGEST_SHORT = 4 }; /* letters: "Sept", "CEST" */
    static const char labels[] = "published|updated|posted|first|last|january|february|march|april|"
                                 "august|september|october|november|december|monday|tuesday|"
                                 "wednesday|thursday|friday|saturday|sunday|at|on";
    while (word.len && !is_ascii_letter(word.data[word.len - 1]) &&
           !is_ascii_digit(word.data[word.len - 1]))
        word.len--;
    if (word.len == 0 || is_ascii_digit(word.data[0]))
        return true;
    return (word.len <= LONGEST_SHORT && str_has_capital(word)) || str_listed(word, labels);
}

/* "Mon 3 Mar 2031 08.45 GMT", and nothing besides. */
static bool is_stamp(onr_str line, onr_arena *arena)
{
    line = str_trim(line);
    for (size_t start = 0, i = 0; i <= line.len; i++)
        if (i == line.len || line.data[i] == ' ') {
            if (!is_of_stamp((onr_str){line.data + start, i - start}))
                return false;
            start = i + 1;
        }
    return date_find(line, arena).len > 0;
}

static bool tells_writer_or_day(onr_str line, onr_arena *arena)
{
    return (is_byline(line) && date_find(line, arena).len) || is_stamp(line, arena) ||
           (begins_with_label(line) && is_writer_or_day(line, arena));
}

/* Who wrote an article and when is no part of it, whatever the line is held for. */
static void leave_out_writers(bool *in, const block_list *lines, onr_arena *arena)
{
    for (size_t i = 0; i < lines->count; i++)
        if (in[i] && tells_writer_or_day(lines->items[i].text, arena))
            in[i] = false;
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
    leave_out_writers(in, &lines, scratch);
    size_t first = 0; /* skip lists of tags in front of the article */
    while (first < lines.count && (!in[first] || is_tag_list(lines.items[first].text, scratch)))
        first++;
    if (first == lines.count)
        return;
    article->sources = (onr_strs){sources.items, sources.count};
    read_head(out, article, &lines, in, page, first, arena);
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
