/*
 * What the parser has to know of each element: one table, sorted by name.
 * After the WHATWG standard, "parsing HTML": void, raw text, special, scope and "in head".
 */
#include "page/tags.h"

static const tag_entry entries[] = {
    {"a", ONR_TAG_A, 0},
    {"abbr", ONR_TAG_ABBR, 0},
    {"address", ONR_TAG_ADDRESS, TAG_CLOSES_P | TAG_BLOCK},
    {"area", ONR_TAG_UNKNOWN, TAG_VOID},
    {"article", ONR_TAG_ARTICLE, TAG_CLOSES_P | TAG_BLOCK | TAG_LEAVES_SVG},
    {"aside", ONR_TAG_ASIDE, TAG_CLOSES_P | TAG_BLOCK | TAG_LEAVES_SVG},
    {"audio", ONR_TAG_AUDIO, 0},
    {"b", ONR_TAG_B, TAG_LEAVES_SVG},
    {"base", ONR_TAG_UNKNOWN, TAG_VOID | TAG_IN_HEAD},
    {"blockquote", ONR_TAG_BLOCKQUOTE, TAG_CLOSES_P | TAG_BLOCK | TAG_LEAVES_SVG},
    {"body", ONR_TAG_BODY, TAG_BLOCK | TAG_LEAVES_SVG},
    {"br", ONR_TAG_BR, TAG_VOID | TAG_LEAVES_SVG},
    {"button", ONR_TAG_BUTTON, TAG_BLOCK},
    {"caption", ONR_TAG_CAPTION, TAG_BLOCK | TAG_BARRIER | TAG_CELL},
    {"center", ONR_TAG_UNKNOWN, TAG_CLOSES_P | TAG_BLOCK | TAG_LEAVES_SVG},
    {"cite", ONR_TAG_CITE, 0},
    {"code", ONR_TAG_CODE, TAG_LEAVES_SVG},
    {"col", ONR_TAG_UNKNOWN, TAG_VOID},
    {"colgroup", ONR_TAG_UNKNOWN, 0},
    {"dd", ONR_TAG_DD, TAG_CLOSES_P | TAG_BLOCK | TAG_LEAVES_SVG},
    {"del", ONR_TAG_DEL, 0},
    {"details", ONR_TAG_DETAILS, TAG_CLOSES_P | TAG_BLOCK},
    {"dialog", ONR_TAG_DIALOG, TAG_CLOSES_P | TAG_BLOCK},
    {"dir", ONR_TAG_UNKNOWN, TAG_CLOSES_P | TAG_BLOCK},
    {"div", ONR_TAG_DIV, TAG_CLOSES_P | TAG_BLOCK | TAG_LEAVES_SVG},
    {"dl", ONR_TAG_DL, TAG_CLOSES_P | TAG_BLOCK | TAG_LEAVES_SVG},
    {"dt", ONR_TAG_DT, TAG_CLOSES_P | TAG_BLOCK | TAG_LEAVES_SVG},
    {"em", ONR_TAG_EM, TAG_LEAVES_SVG},
    {"embed", ONR_TAG_UNKNOWN, TAG_VOID},
    {"fieldset", ONR_TAG_UNKNOWN, TAG_CLOSES_P | TAG_BLOCK},
    {"figcaption", ONR_TAG_FIGCAPTION, TAG_CLOSES_P | TAG_BLOCK},
    {"figure", ONR_TAG_FIGURE, TAG_CLOSES_P | TAG_BLOCK},
    {"footer", ONR_TAG_FOOTER, TAG_CLOSES_P | TAG_BLOCK | TAG_LEAVES_SVG},
    {"form", ONR_TAG_FORM, TAG_CLOSES_P | TAG_BLOCK},
    {"h1", ONR_TAG_H1, TAG_CLOSES_P | TAG_BLOCK | TAG_LEAVES_SVG},
    {"h2", ONR_TAG_H2, TAG_CLOSES_P | TAG_BLOCK | TAG_LEAVES_SVG},
    {"h3", ONR_TAG_H3, TAG_CLOSES_P | TAG_BLOCK | TAG_LEAVES_SVG},
    {"h4", ONR_TAG_H4, TAG_CLOSES_P | TAG_BLOCK | TAG_LEAVES_SVG},
    {"h5", ONR_TAG_H5, TAG_CLOSES_P | TAG_BLOCK | TAG_LEAVES_SVG},
    {"h6", ONR_TAG_H6, TAG_CLOSES_P | TAG_BLOCK | TAG_LEAVES_SVG},
    {"head", ONR_TAG_HEAD, TAG_BLOCK | TAG_IN_HEAD | TAG_LEAVES_SVG},
    {"header", ONR_TAG_HEADER, TAG_CLOSES_P | TAG_BLOCK | TAG_LEAVES_SVG},
    {"hgroup", ONR_TAG_UNKNOWN, TAG_CLOSES_P | TAG_BLOCK},
    {"hr", ONR_TAG_HR, TAG_VOID | TAG_CLOSES_P | TAG_LEAVES_SVG},
    {"html", ONR_TAG_HTML, TAG_BLOCK | TAG_IN_HEAD},
    {"i", ONR_TAG_I, TAG_LEAVES_SVG},
    {"iframe", ONR_TAG_IFRAME, TAG_RAW},
    {"img", ONR_TAG_IMG, TAG_VOID | TAG_LEAVES_SVG},
    {"input", ONR_TAG_INPUT, TAG_VOID},
    {"ins", ONR_TAG_INS, 0},
    {"label", ONR_TAG_LABEL, 0},
    {"li", ONR_TAG_LI, TAG_CLOSES_P | TAG_BLOCK | TAG_LEAVES_SVG},
    {"link", ONR_TAG_LINK, TAG_VOID | TAG_IN_HEAD},
    {"listing", ONR_TAG_UNKNOWN, TAG_CLOSES_P | TAG_BLOCK},
    {"main", ONR_TAG_MAIN, TAG_CLOSES_P | TAG_BLOCK | TAG_LEAVES_SVG},
    {"marquee", ONR_TAG_UNKNOWN, TAG_BLOCK | TAG_BARRIER},
    {"math", ONR_TAG_MATH, 0},
    {"menu", ONR_TAG_UNKNOWN, TAG_CLOSES_P | TAG_BLOCK | TAG_LEAVES_SVG},
    {"meta", ONR_TAG_META, TAG_VOID | TAG_IN_HEAD | TAG_LEAVES_SVG},
    {"nav", ONR_TAG_NAV, TAG_CLOSES_P | TAG_BLOCK | TAG_LEAVES_SVG},
    {"noembed", ONR_TAG_UNKNOWN, TAG_RAW},
    {"noframes", ONR_TAG_UNKNOWN, TAG_RAW},
    {"noscript", ONR_TAG_NOSCRIPT, TAG_BLOCK | TAG_IN_HEAD},
    {"object", ONR_TAG_UNKNOWN, TAG_BLOCK | TAG_BARRIER},
    {"ol", ONR_TAG_OL, TAG_CLOSES_P | TAG_BLOCK | TAG_LEAVES_SVG},
    {"optgroup", ONR_TAG_UNKNOWN, 0},
    {"option", ONR_TAG_OPTION, 0},
    {"p", ONR_TAG_P, TAG_CLOSES_P | TAG_BLOCK | TAG_LEAVES_SVG},
    {"param", ONR_TAG_UNKNOWN, TAG_VOID},
    {"picture", ONR_TAG_PICTURE, 0},
    {"plaintext", ONR_TAG_UNKNOWN, TAG_CLOSES_P},
    {"pre", ONR_TAG_PRE, TAG_CLOSES_P | TAG_BLOCK | TAG_LEAVES_SVG},
    {"q", ONR_TAG_Q, 0},
    {"s", ONR_TAG_S, TAG_LEAVES_SVG},
    {"script", ONR_TAG_SCRIPT, TAG_IN_HEAD | TAG_RAW},
    {"section", ONR_TAG_SECTION, TAG_CLOSES_P | TAG_BLOCK | TAG_LEAVES_SVG},
    {"select", ONR_TAG_SELECT, TAG_BLOCK},
    {"small", ONR_TAG_SMALL, TAG_LEAVES_SVG},
    {"source", ONR_TAG_UNKNOWN, TAG_VOID},
    {"span", ONR_TAG_SPAN, TAG_LEAVES_SVG},
    {"strong", ONR_TAG_STRONG, TAG_LEAVES_SVG},
    {"style", ONR_TAG_STYLE, TAG_IN_HEAD | TAG_RAW},
    {"sub", ONR_TAG_SUB, TAG_LEAVES_SVG},
    {"summary", ONR_TAG_SUMMARY, TAG_CLOSES_P | TAG_BLOCK},
    {"sup", ONR_TAG_SUP, TAG_LEAVES_SVG},
    {"svg", ONR_TAG_SVG, 0},
    {"table", ONR_TAG_TABLE, TAG_CLOSES_P | TAG_BLOCK | TAG_BARRIER | TAG_LEAVES_SVG},
    {"tbody", ONR_TAG_TBODY, TAG_BLOCK | TAG_CELL},
    {"td", ONR_TAG_TD, TAG_BLOCK | TAG_BARRIER | TAG_CELL},
    {"template", ONR_TAG_TEMPLATE, TAG_BLOCK | TAG_BARRIER | TAG_IN_HEAD},
    {"textarea", ONR_TAG_TEXTAREA, TAG_BLOCK | TAG_RCDATA},
    {"tfoot", ONR_TAG_UNKNOWN, TAG_BLOCK | TAG_CELL},
    {"th", ONR_TAG_TH, TAG_BLOCK | TAG_BARRIER | TAG_CELL},
    {"thead", ONR_TAG_THEAD, TAG_BLOCK | TAG_CELL},
    {"time", ONR_TAG_TIME, 0},
    {"title", ONR_TAG_TITLE, TAG_IN_HEAD | TAG_RCDATA},
    {"tr", ONR_TAG_TR, TAG_BLOCK | TAG_CELL},
    {"track", ONR_TAG_UNKNOWN, TAG_VOID},
    {"u", ONR_TAG_U, TAG_LEAVES_SVG},
    {"ul", ONR_TAG_UL, TAG_CLOSES_P | TAG_BLOCK | TAG_LEAVES_SVG},
    {"video", ONR_TAG_VIDEO, 0},
    {"wbr", ONR_TAG_UNKNOWN, TAG_VOID},
    {"xmp", ONR_TAG_UNKNOWN, TAG_CLOSES_P | TAG_RAW},
};

const tag_entry *tag_find(onr_str name)
{
    size_t low = 0, high = sizeof entries / sizeof entries[0];
    while (low < high) {
        size_t middle = (low + high) / 2;
        const char *known = entries[middle].name;
        int order = str_compare(name, str_of(known));
        if (order == 0)
            return &entries[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}
