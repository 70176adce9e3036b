/*
 * Any bytes give a page whose spans lie inside its text and its bytes, or an error.
 * The first byte chooses form and character set.
 */
#include <assert.h>
#include <stdlib.h>

#include "base/str.h"
#include "onrecord/page.h"

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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const sets[] = {"",          "utf-8",       "windows-1251", "utf-16",
                                       "shift_jis", "iso-2022-jp", "gbk",          "big5"};
    if (size == 0)
        return 0;
    const char *set = sets[data[0] >> 2 & 7];
    onr_arena *arena = onr_arena_new((size_t)1 << 24);
    onr_page page;
    onr_error err;
    if (arena && onr_page_read(&page, (onr_str){(const char *)data + 1, size - 1},
                               (onr_form)(data[0] & 3), (onr_str){set, strlen(set)}, arena, &err))
        check_page(&page);
    onr_arena_free(arena);
    return 0;
}
