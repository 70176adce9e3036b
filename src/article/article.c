/*
 * The way from a page to its article: what the page says about itself, which of its text
 * is the article, and the text laid out in blocks.
 */
#include "article/agency.h"
#include "article/metadata/date.h"
#include "article/metadata/outlet.h"
#include "article/prose/judge.h"
#include "article/parts.h"

static const char *const kind_names[] = {
    [ONR_BLOCK_TITLE] = "title",     [ONR_BLOCK_STANDFIRST] = "standfirst",
    [ONR_BLOCK_HEADING] = "heading", [ONR_BLOCK_PARAGRAPH] = "paragraph",
    [ONR_BLOCK_QUOTE] = "quote",     [ONR_BLOCK_ITEM] = "item",
    [ONR_BLOCK_SOURCES] = "sources",
};

static const char *const from_names[] = {
    [ONR_DATE_META] = "meta", [ONR_DATE_JSON_LD] = "json-ld", [ONR_DATE_URL] = "url",
    [ONR_DATE_TEXT] = "text", [ONR_DATE_GIVEN] = "given",     [ONR_DATE_FETCHED] = "fetched",
};

const char *onr_block_kind_name(onr_block_kind kind)
{
    return kind_names[kind];
}

const char *onr_date_from_name(onr_date_from from)
{
    return from_names[from];
}

/* The article's text as it stands, a block a line. */
static void take_as_is(onr_article *out, const onr_page *page, onr_arena *arena)
{
    list(onr_block) blocks = {0};
    onr_str text = page->text;
    for (size_t start = 0, i = 0; text.len && i <= text.len; i++)
        if (i == text.len || text.data[i] == '\n') {
            /* a byte order mark stands in the text, and in no block */
            if (!start && str_starts(text, "\xEF\xBB\xBF"))
                start = 3;
            onr_str line = str_trim((onr_str){text.data + start, i - start});
            bool alone = i + 1 < text.len && (text.data[i + 1] == '\n' || text.data[i + 1] == '\r');
            start = i + 1;
            if (!line.len)
                continue;
            uint32_t at = (uint32_t)(line.data - text.data);
            onr_span span = {at, at + (uint32_t)line.len};
            bool title = !blocks.count && alone && text_words(line) <= 30 && !str_ends(line, ".");
            if (title)
                out->title = line;
            onr_block found = {title ? ONR_BLOCK_TITLE : ONR_BLOCK_PARAGRAPH, span,
                               onr_page_bytes_of(page, span)};
            list_push(&blocks, found, arena);
        }
    out->text = text;
    out->blocks = blocks.items;
    out->block_count = blocks.count;
}

static void lay_out(onr_article *out, const parts *from, onr_arena *arena)
{
    size_t len = 0;
    for (size_t i = 0; i < from->count; i++)
        len += from->items[i].text.len + 1;
    char *text = arena_array(arena, char, len + 1);
    onr_block *blocks = arena_array(arena, onr_block, from->count);
    if (!text || !blocks || !from->count)
        return;
    size_t at = 0;
    for (size_t i = 0; i < from->count; i++) {
        const part *p = &from->items[i];
        if (i)
            text[at++] = '\n';
        memcpy(text + at, p->text.data, p->text.len);
        blocks[i] = (onr_block){p->kind, {(uint32_t)at, (uint32_t)(at + p->text.len)}, p->bytes};
        at += p->text.len;
    }
    out->text = (onr_str){text, at};
    out->blocks = blocks;
    out->block_count = from->count;
}

static size_t words_of(const parts *all)
{
    size_t n = 0;
    for (size_t i = 0; i < all->count; i++)
        n += text_words(all->items[i].text);
    return n;
}

/* The JSON-LD's body, a part a line. Each has the bytes of the whole script: which of them a line
 * came from is lost, as JSON's escapes are resolved. */
static void take_body(parts *out, const part *body, onr_arena *arena)
{
    for (size_t start = 0, i = 0; i <= body->text.len; i++)
        if (i == body->text.len || body->text.data[i] == '\n') {
            onr_str line = text_fold((onr_str){body->text.data + start, i - start}, arena);
            if (line.len && !is_furniture(line))
                list_push(out, ((part){ONR_BLOCK_PARAGRAPH, line, body->bytes}), arena);
            start = i + 1;
        }
}

void article_of_html(parts *out, onr_article *article, const onr_page *page, onr_str url,
                     const judge_model *model, onr_arena *arena)
{
    part title = {0}, body = {0};
    str_list sources = {0};
    parts prose = {0};
    onr_scratch scratch = onr_scratch_begin(arena);
    meta_find(article, &title, &body, page, url, scratch.arena, arena);
    onr_scratch_end(&scratch);
    judge_hints hints = {article->title, prose_description(page), body.text};
    prose_find(&prose, &sources, page, &hints, model, arena);
    size_t told = text_words(body.text);
    if (told >= 50 && words_of(&prose) * 2 < told) {
        prose.count = 0;
        take_body(&prose, &body, arena);
    }
    article->sources = (onr_strs){sources.items, sources.count};
    if (!prose.count)
        return;
    if (title.text.len)
        list_push(out, title, arena);
    for (size_t i = 0; i < prose.count; i++)
        list_push(out, prose.items[i], arena);
}

/* News pages are fetched soon after they appear, so that day is close to the day of publication. */
static void take_fetched(onr_article *out, const onr_given *given, onr_arena *arena)
{
    if (out->published.len || !given || !given->fetched.len)
        return;
    out->published = edtf_day(edtf_read_day(given->fetched), "", arena);
    out->published_from = out->published.len ? ONR_DATE_FETCHED : ONR_DATE_UNKNOWN;
}

static void take_given(onr_article *out, const onr_given *given)
{
    if (!out->title.len)
        out->title = given->title;
    if (!out->outlet.len)
        out->outlet = given->outlet;
    if (!out->language.len)
        out->language = given->language;
    if (!out->byline.count)
        out->byline = given->byline;
}

static void choose_date_and_source(onr_article *out, const onr_given *given, onr_arena *arena)
{
    if (given && given->date.len) {
        out->published = given->date;
        out->published_from = ONR_DATE_GIVEN;
    } else if (!out->published.len) {
        uint32_t month;
        onr_str url = given && given->url.len ? given->url : out->url;
        out->published = edtf_day(date_of_url(url, &month), "", arena);
        out->published_from = out->published.len ? ONR_DATE_URL : ONR_DATE_UNKNOWN;
        take_fetched(out, given, arena);
    }
    if (given && given->url.len && !out->url.len)
        out->url = given->url;
    if (given)
        take_given(out, given);
    if (!out->outlet.len)
        out->outlet = outlet_of_url(out->url);
}

/* The agency whose report it is is a source that the page names. */
static void add_agency(onr_article *out, onr_arena *arena)
{
    onr_str agency = agency_find(out);
    str_list sources = {0};
    out->agency = agency_name(agency);
    for (size_t i = 0; i < out->sources.count; i++) {
        if (str_equal_nocase(out->sources.items[i], agency))
            return;
        list_push(&sources, out->sources.items[i], arena);
    }
    if (!agency.len)
        return;
    list_push(&sources, agency, arena);
    out->sources = (onr_strs){sources.items, sources.count};
}

static void note_none(onr_article *out, const onr_page *page, onr_arena *arena)
{
    onr_note *note = arena_array(arena, onr_note, 1);
    if (!note)
        return;
    *note = (onr_note){"article", 0, page->bytes.len, ONR_STR("no article: too little prose")};
    out->notes = (onr_notes){note, 1};
}

bool onr_article_find(onr_article *out, const onr_page *page, const onr_given *given,
                      onr_arena *arena, onr_error *err)
{
    parts found = {0};
    *out = (onr_article){0};
    if (page->form == ONR_FORM_ARTICLE) {
        take_as_is(out, page, arena);
    } else if (page->form == ONR_FORM_HTML) {
        judge_model model = judge_of_html();
        article_of_html(&found, out, page, given ? given->url : (onr_str){0}, &model, arena);
    } else {
        judge_model model = judge_of_lines();
        saved_find(&found, out, page, &model, arena);
    }
    choose_date_and_source(out, given, arena);
    if (page->form != ONR_FORM_ARTICLE)
        lay_out(out, &found, arena);
    add_agency(out, arena);
    if (!out->block_count)
        note_none(out, page, arena);
    return !onr_arena_full(arena) || arena_fail(err, "find the article");
}
