#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ustring.h>

#include "base/file.h"
#include "base/str.h"
#include "onrecord/article.h"

/* Each byte of these stands for itself, whatever was before it: any part can be decoded. */
static const char *const sets[] = {"utf-8",        "windows-1252", "iso-8859-1", "iso-8859-15",
                                   "windows-1251", "koi8-r",       "gbk",        "gb18030",
                                   "big5",         "shift_jis",    "euc-jp",     "euc-kr",
                                   "utf-16le",     "utf-16be",     "macintosh",  "ibm866"};
enum { SETS = sizeof sets / sizeof *sets, MOST = 1 << 20 };

/* Behind a page's own words, some whose characters are of one byte here and of several there. */
static const char more[] =
    "<p>Zo\xc3\xab M\xc3\xbcller of Malm\xc3\xb6 said \xe2\x80\x9cno\xe2\x80\x9d on Friday.</p>"
    "<p>\xd0\x9c\xd0\xbe\xd1\x81\xd1\x82 \xd0\xb7\xd0\xb0\xd0\xba\xd1\x80\xd1\x8b\xd1\x82, "
    "\xe6\xb0\xb4\xe9\x96\x80 \xe9\x96\x89 \xed\x95\x9c\xea\xb5\xad, said the ministry.</p>";

static onr_arena *arena;
static char encoded[MOST], decoded[MOST];
static size_t words_tried;

/* What is no UTF-8, or what the set has no character for, is "?"; the page then says that. */
static onr_str encode(onr_str text, const char *set)
{
    UErrorCode status = U_ZERO_ERROR;
    static UChar units[MOST];
    int32_t count;
    u_strFromUTF8WithSub(units, MOST, &count, text.data, (int32_t)text.len, '?', NULL, &status);
    UConverter *to = ucnv_open(set, &status);
    static const UChar unknown[] = {'?'};
    ucnv_setSubstString(to, unknown, 1, &status);
    int32_t len = ucnv_fromUChars(to, encoded, MOST, units, count, &status);
    ucnv_close(to);
    if (U_FAILURE(status))
        fail_msg("%s: %s", set, u_errorName(status));
    return (onr_str){encoded, (size_t)len};
}

static onr_str decode(onr_str bytes, const char *set)
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t len =
        ucnv_convert("utf-8", set, decoded, MOST, bytes.data, (int32_t)bytes.len, &status);
    assert_true(U_SUCCESS(status));
    return (onr_str){decoded, (size_t)len};
}

static onr_str read_page(const char *path)
{
    file_map file;
    onr_error err;
    assert_true(file_map_open(&file, path, &err));
    char *text = onr_arena_alloc(arena, file.bytes.len + sizeof more);
    assert_non_null(text);
    size_t body = str_find(file.bytes, ONR_STR("</body>"), 0);
    body = body == SIZE_MAX ? file.bytes.len : body;
    memcpy(text, file.bytes.data, body);
    memcpy(text + body, more, sizeof more - 1);
    file_map_close(&file);
    return (onr_str){text, body + sizeof more - 1};
}

/* A word in which nothing is written in another way, or parted by a tag. */
static bool is_plain(onr_str bytes)
{
    return str_find(bytes, ONR_STR("&"), 0) == SIZE_MAX &&
           str_find(bytes, ONR_STR("<"), 0) == SIZE_MAX;
}

static void check_word(const onr_page *page, onr_span span, const char *set)
{
    onr_span from = onr_page_bytes_of(page, span);
    onr_str back = decode(str_slice(page->bytes, from), set), word = str_slice(page->text, span);
    if (!is_plain(back))
        return;
    words_tried++;
    if (!str_equal(back, word))
        fail_msg("%s: \"%.*s\" leads back to \"%.*s\"", set, (int)word.len, word.data,
                 (int)back.len, back.data);
}

static void check_words(const onr_page *page, const char *set)
{
    for (uint32_t at = 0, end; at < page->text.len; at = end + 1) {
        end = at;
        while (end < page->text.len && !strchr(" \n\t", page->text.data[end]))
            end++;
        if (end > at)
            check_word(page, (onr_span){at, end}, set);
    }
}

/* Each block of the article holds its first word in the bytes that it names. */
static void check_blocks(const onr_page *page, const char *set)
{
    onr_article article;
    onr_error err;
    assert_true(onr_article_find(&article, page, NULL, arena, &err));
    assert_true(article.block_count > 2);
    for (size_t i = 0; i < article.block_count; i++) {
        onr_str text = str_slice(article.text, article.blocks[i].span);
        size_t end = str_find(text, ONR_STR(" "), 0);
        onr_str word = {text.data, end == SIZE_MAX ? text.len : end};
        onr_str bytes = decode(str_slice(page->bytes, article.blocks[i].bytes), set);
        if (is_plain(word) && str_find(bytes, ONR_STR("&"), 0) == SIZE_MAX &&
            str_find(bytes, word, 0) == SIZE_MAX)
            fail_msg("%s: \"%.*s\" is not in the bytes of its block", set, (int)word.len,
                     word.data);
    }
}

static void check_page(const char *path)
{
    for (size_t i = 0; i < SETS; i++) {
        onr_page page;
        onr_error err;
        onr_arena_reset(arena);
        onr_str bytes = encode(read_page(path), sets[i]);
        assert_true(onr_page_read(&page, bytes, ONR_FORM_HTML, str_of(sets[i]), arena, &err));
        check_words(&page, sets[i]);
        check_blocks(&page, sets[i]);
    }
}

static void every_word_leads_back_to_its_bytes_in_every_character_set(void **state)
{
    (void)state;
    glob_t pages;
    words_tried = 0;
    assert_int_equal(glob("samples/*.html", 0, NULL, &pages), 0);
    assert_int_equal(glob("tests/golden/*.html", GLOB_APPEND, NULL, &pages), 0);
    for (size_t i = 0; i < pages.gl_pathc; i++)
        check_page(pages.gl_pathv[i]);
    globfree(&pages);
    print_message("%zu words in %d character sets\n", words_tried, SETS);
    assert_true(words_tried > 10000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_word_leads_back_to_its_bytes_in_every_character_set),
    };
    arena = onr_arena_new((size_t)1 << 28);
    int status = arena ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
    onr_arena_free(arena);
    return status;
}
