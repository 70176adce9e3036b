/*
 * What an element is to the text in it: one table for all who ask. How the parser treats elements
 * is another question, which the standard answers (tags.c).
 */
#include "base/str.h"
#include "onrecord/page.h"

enum { BREAKS = 1u << 31 }; /* parts lines; not inherited, so no place */

static const uint32_t places[ONR_TAG_COUNT] = {
    [ONR_TAG_HTML] = BREAKS,
    [ONR_TAG_HEAD] = BREAKS | ONR_IN_HIDDEN,
    [ONR_TAG_BODY] = BREAKS,
    [ONR_TAG_TITLE] = ONR_IN_HIDDEN,
    [ONR_TAG_SCRIPT] = ONR_IN_HIDDEN,
    [ONR_TAG_STYLE] = ONR_IN_HIDDEN,
    [ONR_TAG_NOSCRIPT] = ONR_IN_HIDDEN,
    [ONR_TAG_ARTICLE] = BREAKS | ONR_IN_ARTICLE,
    [ONR_TAG_MAIN] = BREAKS | ONR_IN_MAIN,
    [ONR_TAG_SECTION] = BREAKS,
    [ONR_TAG_DIV] = BREAKS,
    [ONR_TAG_P] = BREAKS | ONR_IN_PARAGRAPH,
    [ONR_TAG_A] = ONR_IN_LINK,
    [ONR_TAG_H1] = BREAKS | ONR_IN_HEADING,
    [ONR_TAG_H2] = BREAKS | ONR_IN_HEADING,
    [ONR_TAG_H3] = BREAKS | ONR_IN_HEADING,
    [ONR_TAG_H4] = BREAKS | ONR_IN_HEADING,
    [ONR_TAG_H5] = BREAKS | ONR_IN_HEADING,
    [ONR_TAG_H6] = BREAKS | ONR_IN_HEADING,
    [ONR_TAG_UL] = BREAKS | ONR_IN_LIST,
    [ONR_TAG_OL] = BREAKS | ONR_IN_LIST,
    [ONR_TAG_LI] = BREAKS | ONR_IN_LIST,
    [ONR_TAG_DL] = BREAKS | ONR_IN_LIST,
    [ONR_TAG_DT] = BREAKS | ONR_IN_LIST,
    [ONR_TAG_DD] = BREAKS | ONR_IN_LIST,
    [ONR_TAG_BLOCKQUOTE] = BREAKS | ONR_IN_QUOTE,
    [ONR_TAG_PRE] = BREAKS,
    [ONR_TAG_HR] = BREAKS,
    [ONR_TAG_TABLE] = BREAKS | ONR_IN_TABLE,
    [ONR_TAG_THEAD] = BREAKS | ONR_IN_TABLE,
    [ONR_TAG_TBODY] = BREAKS | ONR_IN_TABLE,
    [ONR_TAG_TR] = BREAKS | ONR_IN_TABLE,
    [ONR_TAG_TD] = BREAKS | ONR_IN_TABLE,
    [ONR_TAG_TH] = BREAKS | ONR_IN_TABLE,
    [ONR_TAG_CAPTION] = BREAKS | ONR_IN_TABLE | ONR_IN_FIGURE,
    [ONR_TAG_FIGURE] = BREAKS | ONR_IN_FIGURE,
    [ONR_TAG_FIGCAPTION] = BREAKS | ONR_IN_FIGURE,
    [ONR_TAG_VIDEO] = ONR_IN_CONTROL,
    [ONR_TAG_AUDIO] = ONR_IN_CONTROL,
    [ONR_TAG_IFRAME] = ONR_IN_HIDDEN,
    [ONR_TAG_SVG] = ONR_IN_HIDDEN,
    [ONR_TAG_FORM] = BREAKS | ONR_IN_FORM,
    [ONR_TAG_BUTTON] = ONR_IN_CONTROL,
    [ONR_TAG_SELECT] = ONR_IN_HIDDEN,
    [ONR_TAG_OPTION] = ONR_IN_CONTROL,
    [ONR_TAG_TEXTAREA] = ONR_IN_HIDDEN,
    [ONR_TAG_LABEL] = ONR_IN_CONTROL,
    [ONR_TAG_NAV] = BREAKS | ONR_IN_NAV,
    [ONR_TAG_HEADER] = BREAKS | ONR_IN_HEADER,
    [ONR_TAG_FOOTER] = BREAKS | ONR_IN_FOOTER,
    [ONR_TAG_ASIDE] = BREAKS | ONR_IN_ASIDE,
    [ONR_TAG_TIME] = ONR_IN_TIME,
    [ONR_TAG_ADDRESS] = BREAKS,
    [ONR_TAG_EM] = ONR_IN_EMPHASIS,
    [ONR_TAG_STRONG] = ONR_IN_STRONG,
    [ONR_TAG_B] = ONR_IN_STRONG,
    [ONR_TAG_I] = ONR_IN_EMPHASIS,
    [ONR_TAG_TEMPLATE] = ONR_IN_HIDDEN,
    [ONR_TAG_DIALOG] = BREAKS | ONR_IN_ASIDE,
    [ONR_TAG_DETAILS] = BREAKS,
    [ONR_TAG_SUMMARY] = BREAKS,
};

uint32_t onr_node_places(const onr_node *node)
{
    return node->tag < ONR_TAG_COUNT ? places[node->tag] & ~BREAKS : 0;
}

/* Of elements that have no number. Drawings hold many others: "path". */
static bool is_breaking_name(onr_str name)
{
    switch (name.len) {
    case 3: return str_is(name, "dir");
    case 4: return str_is(name, "menu");
    case 5: return str_is(name, "tfoot");
    case 6: return str_is(name, "center") || str_is(name, "hgroup");
    case 8: return str_is(name, "fieldset");
    default: return false;
    }
}

bool onr_node_breaks_line(const onr_node *node)
{
    if (node->tag == ONR_TAG_UNKNOWN)
        return is_breaking_name(node->name);
    return node->tag < ONR_TAG_COUNT && places[node->tag] & BREAKS;
}
