/*
 * Any bytes give a page whose spans lie inside its text and its bytes, and an article whose
 * blocks lie in both, one behind the other; or an error. The first byte chooses form, character
 * set and whether the address is known.
 */
#include <assert.h>
#include <stdlib.h>

#include "base/str.h"
#include "onrecord/record.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_span(onr_span span, size_t len)
{
    assert(span.start <= span.end && span.end <= len);
}

static void check_node(const onr_page *page, size_t at)
{
    const onr_node *n = &page->nodes[at];
    check_span(n->bytes, page->bytes.len);
    check_span(n->text, page->text.len);
    assert(n->parent < (int32_t)at && n->end > (int32_t)at && (size_t)n->end <= page->node_count);
    assert(n->parent == ONR_NO_NODE || n->end <= page->nodes[n->parent].end);
    assert(n->first_child == ONR_NO_NODE || n->first_child == (int32_t)at + 1);
    assert(n->next_sibling == ONR_NO_NODE || n->next_sibling == n->end);
    assert(n->first_attribute + n->attribute_count <= page->attribute_count);
    if (n->tag == ONR_TAG_TEXT)
        check_span(onr_page_bytes_of(page, n->text), page->bytes.len);
}

static void check_page(const onr_page *page)
{
    assert(utf8_check(page->text) == page->text.len);
    for (size_t i = 1; i < page->run_count; i++)
        assert(page->runs[i - 1].text < page->runs[i].text &&
               page->runs[i - 1].bytes + page->runs[i - 1].len <= page->runs[i].bytes);
    for (size_t i = 0; i < page->node_count; i++)
        check_node(page, i);
    for (size_t i = 0; i < page->notes.count; i++)
        assert(page->notes.items[i].start <= page->notes.items[i].end &&
               page->notes.items[i].end <= page->bytes.len);
}

static void check_string(onr_str string)
{
    assert(utf8_check(string) == string.len);
}

static void check_strings(onr_strs list)
{
    for (size_t i = 0; i < list.count; i++) {
        assert(list.items[i].len > 0);
        check_string(list.items[i]);
    }
}

/* Of saved articles the text is the input, ill-formed bytes and all. */
static void check_words(const onr_article *article, const onr_page *page)
{
    if (page->form == ONR_FORM_ARTICLE)
        assert(article->text.len == page->text.len);
    else
        check_string(article->text);
    check_string(article->title);
    check_string(article->published);
    check_string(article->modified);
    check_string(article->outlet);
    check_string(article->language);
    check_string(article->url);
    check_strings(article->byline);
    check_strings(article->tags);
    check_strings(article->sources);
}

static void check_article(const onr_article *article, const onr_page *page)
{
    uint32_t end = 0;
    for (size_t i = 0; i < article->block_count; i++) {
        const onr_block *block = &article->blocks[i];
        check_span(block->span, article->text.len);
        check_span(block->bytes, page->bytes.len);
        assert(block->span.start >= end && block->span.start < block->span.end);
        assert(block->bytes.start < block->bytes.end);
        end = block->span.end;
    }
    /* Whoever finds no article says why. */
    assert(article->block_count > 0 || article->notes.count > 0 || page->bytes.len == 0);
    assert((article->published.len > 0) == (article->published_from != ONR_DATE_UNKNOWN));
    check_words(article, page);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const sets[] = {"",          "utf-8",       "windows-1251", "utf-16",
                                       "shift_jis", "iso-2022-jp", "gbk",          "big5"};
    if (size == 0)
        return 0;
    const char *set = sets[data[0] >> 2 & 7];
    onr_arena *arena = onr_arena_new((size_t)1 << 24);
    onr_page page;
    onr_article article;
    onr_error err = {0};
    onr_given given = {.url = {"https://news.example.org/2026/03/04/dam", data[0] & 32 ? 39 : 0}};
    if (arena && onr_page_read(&page, (onr_str){(const char *)data + 1, size - 1},
                               (onr_form)(data[0] & 3), (onr_str){set, strlen(set)}, arena, &err)) {
        check_page(&page);
        if (onr_article_find(&article, &page, &given, arena, &err))
            check_article(&article, &page);
    }
    assert(!arena || err.code == ONR_OK || err.what[0] != '\0');
    onr_arena_free(arena);
    return 0;
}
