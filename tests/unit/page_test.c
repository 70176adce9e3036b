#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/str.h"
#include "onrecord/page.h"

static onr_arena *arena;
static onr_page page;
static onr_error err;

static int set_up(void **state)
{
    (void)state;
    arena = onr_arena_new((size_t)1 << 28);
    return arena ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    onr_arena_free(arena);
    return 0;
}

static void read_html(const char *html)
{
    assert_true(onr_page_read(&page, str_of(html), ONR_FORM_HTML, (onr_str){0}, arena, &err));
}

static void assert_text(const char *text)
{
    onr_str expected = {text, strlen(text)};
    if (!str_equal(page.text, expected))
        fail_msg("text is \"%.*s\"", (int)page.text.len, page.text.data);
}

/* The tree as "p(b(#))". */
static size_t outline(char *out, size_t len, int32_t first)
{
    for (int32_t i = first; i != ONR_NO_NODE; i = page.nodes[i].next_sibling) {
        const onr_node *n = &page.nodes[i];
        if (i != first)
            out[len++] = ' ';
        if (n->tag == ONR_TAG_TEXT)
            out[len++] = '#';
        memcpy(out + len, n->name.data ? n->name.data : "", n->name.len);
        len += n->name.len;
        if (n->first_child == ONR_NO_NODE)
            continue;
        out[len++] = '(';
        len = outline(out, len, n->first_child);
        out[len++] = ')';
    }
    out[len] = '\0';
    return len;
}

static void assert_tree(const char *html, const char *expected)
{
    char text[1000];
    read_html(html);
    outline(text, 0, page.node_count ? 0 : ONR_NO_NODE);
    assert_string_equal(text, expected);
}

static void assert_bytes(onr_span span, const char *expected)
{
    onr_str bytes = str_slice(page.bytes, span);
    if (!str_is(bytes, expected))
        fail_msg("bytes are \"%.*s\"", (int)bytes.len, bytes.data);
}

static void elements_and_texts_stand_in_a_tree_with_their_bytes(void **state)
{
    (void)state;
    assert_tree("<div id=x><p>The envoy <b>left</b>.</p></div>", "div(p(# b(#) #))");
    assert_text("The envoy left.");
    assert_bytes(page.nodes[0].bytes, "<div id=x><p>The envoy <b>left</b>.</p></div>");
    assert_bytes(page.nodes[3].bytes, "<b>left</b>");
    assert_bytes(page.nodes[4].bytes, "left");
    assert_int_equal(page.nodes[1].end, 6);
    assert_int_equal(page.nodes[4].depth, 3);
    assert_true(str_is(onr_page_attribute(&page, 0, "id"), "x"));
    assert_null(onr_page_attribute(&page, 0, "class").data);
}

static void end_tags_that_are_left_out_are_understood(void **state)
{
    (void)state;
    assert_tree("<p>one<p>two<div>three</div>", "p(#) p(#) div(#)");
    assert_tree("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>", "ul(li(#) li(# ul(li(#))) li(#))");
    assert_tree("<dl><dt>a<dd>b<dt>c</dl>", "dl(dt(#) dd(#) dt(#))");
    assert_tree("<table><thead><tr><th>a<tbody><tr><td>b<td>c<tr><td>d</table>e",
                "table(thead(tr(th(#))) tbody(tr(td(#) td(#)) tr(td(#)))) #");
    assert_tree("<select><option>a<option>b</select>", "select(option(#) option(#))");
    assert_tree("<head><title>t</title><p>x", "head(title(#)) p(#)");
}

static void end_tags_without_a_start_are_ignored(void **state)
{
    (void)state;
    assert_tree("</b><p>a</div>b</i></p>c", "p(# #) #");
    assert_tree("<p>a<table><tr><td>b</p>c</td></tr></table>", "p(#) table(tr(td(# #)))");
}

static void an_inline_element_ends_with_the_block_that_it_crosses(void **state)
{
    (void)state;
    assert_tree("<div><b><p>one</b>two</p>three</div>", "div(b(p(# #)) #)");
}

static void references_are_resolved_and_lead_back_to_their_bytes(void **state)
{
    (void)state;
    read_html("<p title='a &amp; b'>caf&eacute; &#8212; &#x93;no&#148; &unknown; &ampx");
    assert_text("caf\u00e9 \u2014 \u201cno\u201d &unknown; &x");
    assert_true(str_is(onr_page_attribute(&page, 0, "title"), "a & b"));
    assert_bytes(onr_page_bytes_of(&page, (onr_span){0, 5}), "caf&eacute;");
    assert_bytes(onr_page_bytes_of(&page, (onr_span){10, 15}), "&#x93;no");
}

static void references_in_attributes_need_their_semicolon_before_letters(void **state)
{
    (void)state;
    read_html("<a href='?a=1&copy=2&lt;'>x</a>");
    assert_true(str_is(onr_page_attribute(&page, 0, "href"), "?a=1&copy=2<"));
}

static void a_number_that_is_no_character_is_replaced_and_one_without_digits_is_text(void **state)
{
    (void)state;
    read_html("&#0; &#xD800; &#xdfff; &#x110000; &#99999999999999; &#xg; &#; &#x41B &#x42");
    assert_text("\uFFFD \uFFFD \uFFFD \uFFFD \uFFFD &#xg; &#; \u041B B");
    read_html("&#66 &#6");
    assert_text("B \x06");
    read_html("&#xE000; &");
    assert_text("\uE000 &");
}

static void a_name_that_stands_before_letters_is_as_long_as_it_can_be(void **state)
{
    (void)state;
    read_html("&notit; &notin; &no &amp");
    assert_text("\u00ACit; \u2209 &no &");
    read_html("<a title='&amp' id='&ampere' class='&amp='>x</a>");
    assert_true(str_is(onr_page_attribute(&page, 0, "title"), "&"));
    assert_true(str_is(onr_page_attribute(&page, 0, "id"), "&ampere"));
    assert_true(str_is(onr_page_attribute(&page, 0, "class"), "&amp="));
}

static void script_style_svg_template_and_comments_are_no_text(void **state)
{
    (void)state;
    read_html("a<script>if (a<b) '</p>'</script><style>p{}</style><!-- no --><svg><text>no</text>"
              "</svg><template>no</template><iframe>no</iframe><!bogus><?php ?>z");
    assert_text("az");
}

static void the_text_of_linked_data_is_kept(void **state)
{
    (void)state;
    read_html("<script type=\"application/ld+json\">{\"a\": \"<b>\"}</script>");
    assert_text("{\"a\": \"<b>\"}");
}

static void a_script_may_speak_of_scripts_in_a_comment(void **state)
{
    (void)state;
    read_html("<script><!-- <script>x</script> --></script>after");
    assert_text("after");
}

static void titles_and_text_areas_hold_no_tags(void **state)
{
    (void)state;
    assert_tree("<title>a <b> &amp; c</title><textarea></p></textarea>d", "title(#) textarea(#) #");
    assert_text("a <b> & c</p>d");
}

static void noscript_is_markup_in_the_body_and_skipped_in_the_head(void **state)
{
    (void)state;
    assert_tree("<head><noscript><img></noscript></head><body><noscript><p>x</noscript>",
                "head(noscript) body(noscript(p(#)))");
}

static void a_smaller_sign_that_opens_no_tag_is_text(void **state)
{
    (void)state;
    read_html("1 < 2 <3 <");
    assert_text("1 < 2 <3 <");
}

static void a_page_cut_off_inside_a_tag_has_a_note(void **state)
{
    (void)state;
    read_html("<p>kept <a href='lost");
    assert_text("kept ");
    assert_int_equal(page.notes.count, 1);
    assert_int_equal(page.notes.items[0].start, 8);
}

static void line_ends_become_one_character(void **state)
{
    (void)state;
    read_html("a\r\nb\rc");
    assert_text("a\nb\nc");
    assert_bytes(onr_page_bytes_of(&page, (onr_span){1, 3}), "\r\nb");
}

static void a_declared_character_set_is_converted_with_its_bytes(void **state)
{
    (void)state;
    read_html("<meta charset=latin1><p>Caf\xe9 \x93so\x94</p>");
    assert_string_equal(page.charset, "windows-1252");
    assert_string_equal(page.charset_from, "meta");
    assert_text("Caf\u00e9 \u201cso\u201d");
    assert_bytes(onr_page_bytes_of(&page, (onr_span){0, 5}), "Caf\xe9");
    assert_bytes(page.nodes[1].bytes, "<p>Caf\xe9 \x93so\x94</p>");
}

static void utf8_is_read_as_such_where_a_page_says_that_it_is_latin(void **state)
{
    (void)state;
    read_html("<meta charset=iso-8859-1><p>Caf\u00e9 \u201cso\u201d</p>");
    assert_string_equal(page.charset, "UTF-8");
    assert_string_equal(page.charset_from, "detected");
    assert_text("Caf\u00e9 \u201cso\u201d");
}

static void the_transport_has_the_word_before_the_page_and_a_bom_before_both(void **state)
{
    (void)state;
    onr_str html = ONR_STR("<meta charset=koi8-r><p>\xcf");
    assert_true(onr_page_read(&page, html, ONR_FORM_HTML, ONR_STR("windows-1251"), arena, &err));
    assert_text("\u041f");
    assert_string_equal(page.charset_from, "given");
    html = ONR_STR("\xEF\xBB\xBF<meta charset=koi8-r><p>\u041f");
    assert_true(onr_page_read(&page, html, ONR_FORM_AUTO, ONR_STR("windows-1251"), arena, &err));
    assert_text("\u041f");
    assert_string_equal(page.charset_from, "bom");
    assert_int_equal(page.nodes[0].bytes.start, 3);
}

static void utf16_is_read_by_its_bom(void **state)
{
    (void)state;
    onr_str bytes = ONR_STR("\xFF\xFE<\0p\0>\0\x20\x04!\0");
    assert_true(onr_page_read(&page, bytes, ONR_FORM_AUTO, (onr_str){0}, arena, &err));
    assert_int_equal(page.form, ONR_FORM_HTML);
    assert_text("\u0420!");
    onr_span span = onr_page_bytes_of(&page, (onr_span){0, 2});
    assert_int_equal(span.start, 8);
    assert_int_equal(span.end, 10);
}

static void an_ill_formed_byte_is_replaced_and_noted(void **state)
{
    (void)state;
    onr_str text = ONR_STR("The talks \xff went on.");
    assert_true(onr_page_read(&page, text, ONR_FORM_ARTICLE, ONR_STR("utf-8"), arena, &err));
    assert_text("The talks \uFFFD went on.");
    assert_int_equal(page.notes.count, 1);
    assert_int_equal(page.notes.items[0].start, 10);
    assert_int_equal(page.notes.items[0].end, 11);
    assert_bytes(onr_page_bytes_of(&page, (onr_span){14, 18}), "went");
}

/* Whatever keeps texts may end them at a zero. */
static void a_zero_in_a_text_is_a_blank_and_noted(void **state)
{
    (void)state;
    onr_str text = ONR_STR("The \0 talks\0 went on.");
    assert_true(onr_page_read(&page, text, ONR_FORM_ARTICLE, (onr_str){0}, arena, &err));
    assert_text("The   talks  went on.");
    assert_int_equal(page.notes.count, 1);
    assert_int_equal(page.notes.items[0].start, 4);
    assert_int_equal(page.notes.items[0].end, 12);
    assert_bytes(onr_page_bytes_of(&page, (onr_span){13, 17}), "went");
    text = ONR_STR("\xff\xfe\0\0g\0o\0");
    assert_true(onr_page_read(&page, text, ONR_FORM_ARTICLE, (onr_str){0}, arena, &err));
    assert_text(" go");
}

static void an_article_in_utf8_is_taken_as_it_stands(void **state)
{
    (void)state;
    onr_str text = ONR_STR("<p> is no tag here,\r\n& caf\u00e9 &amp; so on\t\n");
    assert_true(onr_page_read(&page, text, ONR_FORM_ARTICLE, (onr_str){0}, arena, &err));
    assert_true(str_equal(page.text, text));
    assert_int_equal(page.run_count, 1);
}

static void a_byte_order_mark_is_left_out_but_of_an_article(void **state)
{
    (void)state;
    onr_str text = ONR_STR("\uFEFFThe mayor spoke.");
    assert_true(onr_page_read(&page, text, ONR_FORM_ARTICLE, (onr_str){0}, arena, &err));
    assert_true(str_equal(page.text, text));
    assert_true(onr_page_read(&page, text, ONR_FORM_PAGE, (onr_str){0}, arena, &err));
    assert_text("The mayor spoke.");
    assert_bytes(onr_page_bytes_of(&page, (onr_span){4, 9}), "mayor");
}

/* "мост закрыт" in windows-1251, so often that a run for each letter would show. */
static void letters_of_another_set_share_runs_and_each_leads_to_its_byte(void **state)
{
    (void)state;
    static const char words[] = "\xec\xee\xf1\xf2 \xe7\xe0\xea\xf0\xfb\xf2, ";
    enum { TIMES = 100, LEN = sizeof words - 1 };
    char bytes[TIMES * LEN];
    for (size_t i = 0; i < TIMES; i++)
        memcpy(bytes + i * LEN, words, LEN);
    onr_str set = ONR_STR("windows-1251");
    assert_true(
        onr_page_read(&page, (onr_str){bytes, sizeof bytes}, ONR_FORM_PAGE, set, arena, &err));
    assert_true(page.run_count < 20);
    uint32_t byte = 0;
    for (uint32_t at = 0, next; at < page.text.len; at = next, byte++) {
        for (next = at + 1; next < page.text.len && (page.text.data[next] & 0xC0) == 0x80; next++)
            ;
        onr_span span = onr_page_bytes_of(&page, (onr_span){at, next});
        assert_int_equal(span.start, byte);
        assert_int_equal(span.end, byte + 1);
    }
    assert_int_equal(byte, sizeof bytes);
}

static void text_that_does_not_begin_like_html_is_a_page_saved_as_text(void **state)
{
    (void)state;
    assert_true(onr_page_read(&page, ONR_STR("Home | News\n<p>"), ONR_FORM_AUTO, (onr_str){0},
                              arena, &err));
    assert_int_equal(page.form, ONR_FORM_PAGE);
    assert_true(onr_page_read(&page, ONR_STR(" \n<!DOCTYPE html><p>a"), ONR_FORM_AUTO, (onr_str){0},
                              arena, &err));
    assert_int_equal(page.form, ONR_FORM_HTML);
}

static void an_empty_page_is_a_page(void **state)
{
    (void)state;
    read_html("");
    assert_int_equal(page.text.len, 0);
    assert_int_equal(page.node_count, 0);
    assert_true(onr_page_read(&page, (onr_str){0}, ONR_FORM_AUTO, (onr_str){0}, arena, &err));
}

static void read_flood(const char *piece, size_t len)
{
    size_t piece_len = strlen(piece);
    char *bytes = malloc(len + piece_len);
    assert_non_null(bytes);
    size_t used = 0;
    for (; used < len; used += piece_len)
        memcpy(bytes + used, piece, piece_len);
    assert_true(
        onr_page_read(&page, (onr_str){bytes, used}, ONR_FORM_HTML, (onr_str){0}, arena, &err));
    free(bytes);
}

static void floods_are_read_and_deep_nesting_is_flattened_with_a_note(void **state)
{
    (void)state;
    read_flood("<div>", 250000);
    assert_int_equal(page.node_count, 513); /* the limit, and one for all that is deeper */
    assert_int_equal(page.notes.count, 1);
    static const char *const floods[] = {
        "<b><i>",  "<",        "</",          "<!",   "<a b",       "&",   "&#",
        "<a b=c ", "<script>", "<table><td>", "</p>", "<p><b></p>", "\xff"};
    for (size_t i = 0; i < sizeof floods / sizeof floods[0]; i++)
        read_flood(floods[i], 100000);
}

static void how_deep_elements_may_stand_is_up_to_the_reader(void **state)
{
    (void)state;
    onr_arena_bound(arena, (onr_bounds){.depth = 3});
    read_html("<div><div><div><p>The gate is shut.</p><p>So it is.</p></div></div></div>");
    assert_int_equal(page.notes.count, 1);
    assert_true(
        str_is(page.notes.items[0].reason, "elements nested more than 3 deep: kept side by side"));
    assert_true(str_equal(page.text, ONR_STR("The gate is shut.So it is.")));
    onr_arena_bound(arena, (onr_bounds){.depth = 4});
    read_html("<div><div><div><p>The gate is shut.</p><p>So it is.</p></div></div></div>");
    assert_int_equal(page.notes.count, 0);
    onr_arena_bound(arena, (onr_bounds){.depth = UINT32_MAX});
    read_flood("<div>", 250000);
    assert_int_equal(page.node_count, 4097);
    onr_arena_bound(arena, (onr_bounds){0});
}

static void a_page_that_does_not_fit_its_memory_is_an_error(void **state)
{
    (void)state;
    onr_arena *small = onr_arena_new(200000);
    char html[40000];
    for (size_t i = 0; i < sizeof html; i++)
        html[i] = "<b>x"[i % 4];
    assert_false(onr_page_read(&page, (onr_str){html, sizeof html}, ONR_FORM_HTML, (onr_str){0},
                               small, &err));
    assert_int_equal(err.code, ONR_E_MEMORY);
    onr_arena_free(small);
}

/* What is read otherwise than the bytes have it is kept besides; where memory for that, or for the
 * note that tells it, is not there, the arena says so. */
static void a_text_with_a_zero_that_does_not_fit_its_memory_is_an_error(void **state)
{
    (void)state;
    bool fits = false;
    char text[10000];
    memset(text, 'a', sizeof text);
    text[sizeof text / 2] = '\0';
    for (size_t memory = 1000; !fits; memory += 8) {
        onr_arena *small = onr_arena_new(memory);
        bool ok = onr_page_read(&page, (onr_str){text, sizeof text}, ONR_FORM_ARTICLE,
                                ONR_STR("utf-8"), small, &err);
        fits = ok && page.notes.count == 1;
        assert_true(fits || onr_arena_full(small));
        assert_true(ok || err.code == ONR_E_MEMORY);
        onr_arena_free(small);
    }
}

static const onr_node *node_named(const char *name)
{
    for (size_t i = 0; i < page.node_count; i++)
        if (str_is(page.nodes[i].name, name))
            return &page.nodes[i];
    fail_msg("no element \"%s\"", name);
    return NULL;
}

static void elements_say_what_they_are_to_their_text(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        uint32_t places;
        bool breaks;
    } elements[] = {
        {"p", ONR_IN_PARAGRAPH, true},     {"a", ONR_IN_LINK, false}, {"h5", ONR_IN_HEADING, true},
        {"style", ONR_IN_HIDDEN, false},   {"span", 0, false},        {"center", 0, true},
        {"button", ONR_IN_CONTROL, false}, {"nav", ONR_IN_NAV, true}, {"br", 0, false},
    };
    read_html("<nav><button>Menu</button></nav><h5>Ferry</h5><p>By <a>Oda</a> <span>Brenn<br>"
              "</span></p><center>Harbour</center><style>p{}</style>");
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++) {
        const onr_node *n = node_named(elements[i].name);
        assert_int_equal(onr_node_places(n), elements[i].places);
        assert_int_equal(onr_node_breaks_line(n), elements[i].breaks);
    }
    assert_int_equal(onr_node_places(&(onr_node){.tag = ONR_TAG_TEXT}), 0);
}

static void a_text_that_was_escaped_twice_is_resolved(void **state)
{
    (void)state;
    onr_str plain = ONR_STR("Ferry to sail");
    assert_ptr_equal(onr_page_resolve(plain, arena).data, plain.data);
    assert_true(str_is(onr_page_resolve(ONR_STR("caf&eacute; &#8212; A&B &nosuch;"), arena),
                       "café — A&B &nosuch;"));
    assert_int_equal(onr_page_resolve((onr_str){0}, arena).len, 0);
    onr_arena_stop(arena);
    assert_null(onr_page_resolve(ONR_STR("A&amp;B"), arena).data);
}

static void what_begins_like_html_has_one_of_its_tags_soon(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        onr_form form;
    } cases[] = {
        {"<p/>x", ONR_FORM_HTML},
        {"<p\n>x", ONR_FORM_HTML},
        {"<pre>x", ONR_FORM_PAGE},
        {"<p", ONR_FORM_PAGE},
        {"<", ONR_FORM_PAGE},
        {"<3 the ferry", ONR_FORM_PAGE},
        {"<?xml version='1.0'?><html><p>x", ONR_FORM_HTML},
        {"<!-- note --><HTML>", ONR_FORM_HTML},
        {"<b>one <i>two</i></b>", ONR_FORM_PAGE},
        {"\xEF\xBB\xBF<html>", ONR_FORM_HTML},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(
            onr_page_read(&page, str_of(cases[i].bytes), ONR_FORM_AUTO, (onr_str){0}, arena, &err));
        assert_int_equal(page.form, cases[i].form);
    }
    char late[2000] = "<b>";
    memset(late + 3, 'x', sizeof late - 3);
    memcpy(late + 1500, "<p>", 3);
    assert_true(onr_page_read(&page, (onr_str){late, sizeof late}, ONR_FORM_AUTO, (onr_str){0},
                              arena, &err));
    assert_int_equal(page.form, ONR_FORM_PAGE);
}

static void an_empty_span_stands_where_its_neighbour_does(void **state)
{
    (void)state;
    read_html("<p>a&amp;b</p>");
    assert_int_equal(onr_page_bytes_of(&page, (onr_span){0, 0}).start, 3);
    assert_int_equal(onr_page_bytes_of(&page, (onr_span){1, 1}).start, 4);
    assert_int_equal(onr_page_bytes_of(&page, (onr_span){2, 2}).end, 9);
    assert_int_equal(onr_page_bytes_of(&page, (onr_span){3, 3}).end, 10);
    read_html("");
    onr_span none = onr_page_bytes_of(&page, (onr_span){0, 0});
    assert_int_equal(none.start, 0);
    assert_int_equal(none.end, 0);
    /* Of these bytes no character came. */
    assert_true(
        onr_page_read(&page, ONR_STR("\xFE\xFF"), ONR_FORM_PAGE, (onr_str){0}, arena, &err));
    none = onr_page_bytes_of(&page, (onr_span){0, 0});
    assert_int_equal(none.start, 0);
    assert_int_equal(none.end, 0);
    /* A text of which nothing is left stands where it began. */
    onr_run run = {.bytes = 7};
    none = onr_page_bytes_of(&(onr_page){.runs = &run, .run_count = 1}, (onr_span){0, 0});
    assert_int_equal(none.start, 7);
    assert_int_equal(none.end, 7);
}

static void an_attribute_without_a_value_is_there_and_empty(void **state)
{
    (void)state;
    read_html("<p hidden class=>x");
    assert_non_null(onr_page_attribute(&page, 0, "hidden").data);
    assert_int_equal(onr_page_attribute(&page, 0, "hidden").len, 0);
    assert_non_null(onr_page_attribute(&page, 0, "class").data);
    onr_attribute bare = {.name = ONR_STR("hidden")};
    onr_node node = {.attribute_count = 1};
    onr_page made = {.nodes = &node, .node_count = 1, .attributes = &bare, .attribute_count = 1};
    assert_non_null(onr_page_attribute(&made, 0, "hidden").data);
}

static void more_than_a_gibibyte_is_no_page(void **state)
{
    (void)state;
    onr_str large = {"<p>", ((size_t)1 << 30) + 1};
    assert_false(onr_page_read(&page, large, ONR_FORM_HTML, (onr_str){0}, arena, &err));
    assert_int_equal(err.code, ONR_E_LIMIT);
    assert_int_equal(err.byte, 1 << 30);
}

static void where_the_memory_is_gone_no_page_is_read_whatever_it_needs(void **state)
{
    (void)state;
    static const onr_form forms[] = {ONR_FORM_HTML, ONR_FORM_PAGE, ONR_FORM_ARTICLE};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        onr_arena_reset(arena);
        onr_arena_stop(arena);
        assert_false(
            onr_page_read(&page, ONR_STR("The gate."), forms[i], (onr_str){0}, arena, &err));
        assert_int_equal(err.code, ONR_E_MEMORY);
    }
}

#define PAGE_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        PAGE_TEST(elements_and_texts_stand_in_a_tree_with_their_bytes),
        PAGE_TEST(end_tags_that_are_left_out_are_understood),
        PAGE_TEST(end_tags_without_a_start_are_ignored),
        PAGE_TEST(an_inline_element_ends_with_the_block_that_it_crosses),
        PAGE_TEST(references_are_resolved_and_lead_back_to_their_bytes),
        PAGE_TEST(references_in_attributes_need_their_semicolon_before_letters),
        PAGE_TEST(a_number_that_is_no_character_is_replaced_and_one_without_digits_is_text),
        PAGE_TEST(a_name_that_stands_before_letters_is_as_long_as_it_can_be),
        PAGE_TEST(script_style_svg_template_and_comments_are_no_text),
        PAGE_TEST(the_text_of_linked_data_is_kept),
        PAGE_TEST(a_script_may_speak_of_scripts_in_a_comment),
        PAGE_TEST(titles_and_text_areas_hold_no_tags),
        PAGE_TEST(noscript_is_markup_in_the_body_and_skipped_in_the_head),
        PAGE_TEST(a_smaller_sign_that_opens_no_tag_is_text),
        PAGE_TEST(a_page_cut_off_inside_a_tag_has_a_note),
        PAGE_TEST(line_ends_become_one_character),
        PAGE_TEST(a_declared_character_set_is_converted_with_its_bytes),
        PAGE_TEST(utf8_is_read_as_such_where_a_page_says_that_it_is_latin),
        PAGE_TEST(the_transport_has_the_word_before_the_page_and_a_bom_before_both),
        PAGE_TEST(utf16_is_read_by_its_bom),
        PAGE_TEST(an_ill_formed_byte_is_replaced_and_noted),
        PAGE_TEST(a_zero_in_a_text_is_a_blank_and_noted),
        PAGE_TEST(an_article_in_utf8_is_taken_as_it_stands),
        PAGE_TEST(a_byte_order_mark_is_left_out_but_of_an_article),
        PAGE_TEST(letters_of_another_set_share_runs_and_each_leads_to_its_byte),
        PAGE_TEST(text_that_does_not_begin_like_html_is_a_page_saved_as_text),
        PAGE_TEST(an_empty_page_is_a_page),
        PAGE_TEST(floods_are_read_and_deep_nesting_is_flattened_with_a_note),
        PAGE_TEST(how_deep_elements_may_stand_is_up_to_the_reader),
        PAGE_TEST(a_page_that_does_not_fit_its_memory_is_an_error),
        PAGE_TEST(a_text_with_a_zero_that_does_not_fit_its_memory_is_an_error),
        PAGE_TEST(elements_say_what_they_are_to_their_text),
        PAGE_TEST(a_text_that_was_escaped_twice_is_resolved),
        PAGE_TEST(what_begins_like_html_has_one_of_its_tags_soon),
        PAGE_TEST(an_empty_span_stands_where_its_neighbour_does),
        PAGE_TEST(an_attribute_without_a_value_is_there_and_empty),
        PAGE_TEST(more_than_a_gibibyte_is_no_page),
        PAGE_TEST(where_the_memory_is_gone_no_page_is_read_whatever_it_needs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
