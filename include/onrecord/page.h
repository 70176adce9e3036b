/**
 * Page: bytes as they come -> characters and structure, with the byte range of everything.
 * Takes HTML or saved text in any character set; gives a tree of elements and texts.
 * Decides no question of content: what is the article is the next layer's.
 */
#ifndef ONRECORD_PAGE_H
#define ONRECORD_PAGE_H

#include "onrecord/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What the bytes are to be read as. */
typedef enum onr_form {
    ONR_FORM_AUTO,    /**< HTML where it begins like HTML, else saved text. */
    ONR_FORM_HTML,    /**< A web page. */
    ONR_FORM_PAGE,    /**< A page saved as text, menus and links around its article included. */
    ONR_FORM_ARTICLE, /**< The article's text alone, to be taken as it stands. */
} onr_form;

/** A stretch of a text and the bytes read that it came from. */
typedef struct onr_run {
    uint32_t text;  /**< Offset in `onr_page.text` where the run starts; it ends where the next
                         starts. */
    uint32_t bytes; /**< Offset in the bytes read. */
    uint32_t len;   /**< Length in the bytes read. */
    uint32_t unit; /**< 0: copied bytes, 1:1. Else source bytes per character; a character reference
                        is one run whose characters all map to the whole of it. */
} onr_run;

/** The elements that have a name of their own here; all others are ONR_TAG_UNKNOWN. */
typedef enum onr_tag {
    ONR_TAG_TEXT, /**< No element: a text. */
    ONR_TAG_UNKNOWN,
    ONR_TAG_HTML,
    ONR_TAG_HEAD,
    ONR_TAG_BODY,
    ONR_TAG_TITLE,
    ONR_TAG_META,
    ONR_TAG_LINK,
    ONR_TAG_SCRIPT,
    ONR_TAG_STYLE,
    ONR_TAG_NOSCRIPT,
    ONR_TAG_ARTICLE,
    ONR_TAG_MAIN,
    ONR_TAG_SECTION,
    ONR_TAG_DIV,
    ONR_TAG_P,
    ONR_TAG_SPAN,
    ONR_TAG_A,
    ONR_TAG_H1,
    ONR_TAG_H2,
    ONR_TAG_H3,
    ONR_TAG_H4,
    ONR_TAG_H5,
    ONR_TAG_H6,
    ONR_TAG_UL,
    ONR_TAG_OL,
    ONR_TAG_LI,
    ONR_TAG_DL,
    ONR_TAG_DT,
    ONR_TAG_DD,
    ONR_TAG_BLOCKQUOTE,
    ONR_TAG_Q,
    ONR_TAG_PRE,
    ONR_TAG_BR,
    ONR_TAG_HR,
    ONR_TAG_TABLE,
    ONR_TAG_THEAD,
    ONR_TAG_TBODY,
    ONR_TAG_TR,
    ONR_TAG_TD,
    ONR_TAG_TH,
    ONR_TAG_CAPTION,
    ONR_TAG_FIGURE,
    ONR_TAG_FIGCAPTION,
    ONR_TAG_PICTURE,
    ONR_TAG_IMG,
    ONR_TAG_VIDEO,
    ONR_TAG_AUDIO,
    ONR_TAG_IFRAME,
    ONR_TAG_SVG,
    ONR_TAG_MATH,
    ONR_TAG_FORM,
    ONR_TAG_INPUT,
    ONR_TAG_BUTTON,
    ONR_TAG_SELECT,
    ONR_TAG_OPTION,
    ONR_TAG_TEXTAREA,
    ONR_TAG_LABEL,
    ONR_TAG_NAV,
    ONR_TAG_HEADER,
    ONR_TAG_FOOTER,
    ONR_TAG_ASIDE,
    ONR_TAG_TIME,
    ONR_TAG_ADDRESS,
    ONR_TAG_CITE,
    ONR_TAG_EM,
    ONR_TAG_STRONG,
    ONR_TAG_B,
    ONR_TAG_I,
    ONR_TAG_U,
    ONR_TAG_S,
    ONR_TAG_SMALL,
    ONR_TAG_SUP,
    ONR_TAG_SUB,
    ONR_TAG_ABBR,
    ONR_TAG_CODE,
    ONR_TAG_DEL,
    ONR_TAG_INS,
    ONR_TAG_TEMPLATE,
    ONR_TAG_DIALOG,
    ONR_TAG_DETAILS,
    ONR_TAG_SUMMARY,
    ONR_TAG_COUNT, /**< No tag: how many there are. */
} onr_tag;

/** What an element is to the text in it, a bit each: `onr_node_places`. */
enum {
    ONR_IN_LINK = 1 << 0,
    ONR_IN_STRONG = 1 << 1,
    ONR_IN_EMPHASIS = 1 << 2,
    ONR_IN_HEADING = 1 << 3, /**< `h1` to `h6`. */
    ONR_IN_PARAGRAPH = 1 << 4,
    ONR_IN_LIST = 1 << 5,
    ONR_IN_TABLE = 1 << 6,
    ONR_IN_QUOTE = 1 << 7,
    ONR_IN_FIGURE = 1 << 8,
    ONR_IN_ASIDE = 1 << 9,
    ONR_IN_NAV = 1 << 10,
    ONR_IN_HEADER = 1 << 11,
    ONR_IN_FOOTER = 1 << 12,
    ONR_IN_FORM = 1 << 13,
    ONR_IN_ARTICLE = 1 << 14,
    ONR_IN_MAIN = 1 << 15,
    ONR_IN_TIME = 1 << 16,
    ONR_IN_HIDDEN = 1 << 17,  /**< Never shown as text: scripts, styles, templates, the head. */
    ONR_IN_CONTROL = 1 << 18, /**< A control's own text: buttons, labels, players. */
};

enum { ONR_NO_NODE = -1 };

/** An element or a text of the page's tree, in document order. */
typedef struct onr_node {
    int32_t parent;       /**< Index, or ONR_NO_NODE. A parent stands before its children. */
    int32_t first_child;  /**< Index, or ONR_NO_NODE. */
    int32_t next_sibling; /**< Index, or ONR_NO_NODE. */
    int32_t end;          /**< Index behind the last descendant. */
    uint16_t tag;         /**< An `onr_tag`; ONR_TAG_TEXT for a text. */
    uint16_t depth;       /**< How many elements it stands in. */
    onr_span bytes; /**< Bytes read: of a text its characters, of an element from the start of its
                         start tag to the end of its end tag (or where it was closed). */
    onr_span text;  /**< Of a text: its characters in `onr_page.text`. */
    uint32_t first_attribute; /**< Index in `onr_page.attributes`. */
    uint32_t attribute_count;
    onr_str name; /**< Of an element: its tag name, lower case. */
} onr_node;

/** An attribute of an element: name in lower case, value with its character references resolved. */
typedef struct onr_attribute {
    onr_str name;
    onr_str value;
} onr_attribute;

/** A page that was read. */
typedef struct onr_page {
    onr_form form;            /**< HTML, PAGE or ARTICLE; never AUTO. */
    onr_str bytes;            /**< The bytes read, as given. */
    const char *charset;      /**< The character set's name, as in the WHATWG encoding standard. */
    const char *charset_from; /**< "bom", "given", "meta", "detected" or "default". */
    onr_str text;        /**< All characters of the texts, one after another (of HTML: script, style
                              and comments left out of it but for `application/ld+json`); the whole
                              text for the other forms. UTF-8. */
    const onr_run *runs; /**< From text to bytes; sorted. */
    size_t run_count;
    const onr_node *nodes; /**< HTML alone. */
    size_t node_count;
    const onr_attribute *attributes;
    size_t attribute_count;
    onr_notes notes; /**< What was ill-formed, cut off or too deep, with its bytes. */
} onr_page;

/**
 * Reads `bytes` as `form`. `charset` is what the transport says it is (an HTTP
 * header), or empty. Time and memory are linear in `bytes.len`; nesting deeper
 * than the arena's bound is flattened, with a note. `bytes` must outlive `out`.
 *
 * Methods: WHATWG HTML (tokenisation; tree construction simplified: no adoption
 * agency), WHATWG Encoding (labels, BOM), uchardet where nothing is declared.
 *
 * Fails with ONR_E_MEMORY when the arena is full, ONR_E_LIMIT above 1 GiB, ONR_E_FORMAT where the
 * bytes are no page: PDF, WARC, programs, pictures, whatever is full of control characters.
 */
ONR_API bool onr_page_read(onr_page *out, onr_str bytes, onr_form form, onr_str charset,
                           onr_arena *arena, onr_error *err);

/**
 * The bytes read that `text` (a span of `page->text`) came from; of an empty span the place where
 * it stands. Found by halving the runs.
 */
ONR_API onr_span onr_page_bytes_of(const onr_page *page, onr_span text);

/**
 * What an element is to the text in it: ONR_IN_ bits, by its tag alone; 0 of a text. A text stands
 * in what all elements around it are: whoever needs that hands it down, parents come first.
 */
ONR_API uint32_t onr_node_places(const onr_node *node);

/**
 * Whether the element stands on lines of its own, as `p`, `div`, `li` and `td` do in browsers
 * (HTML, "Rendering": display other than inline). False of `br`, which breaks a line but holds no
 * text.
 */
ONR_API bool onr_node_breaks_line(const onr_node *node);

/**
 * `text` with its character references ("&eacute;", "&#233;") resolved, as the WHATWG HTML
 * standard's "character reference state" has it. A text without any is given back as it is, else
 * a copy in `arena`; empty where the arena is full.
 */
ONR_API onr_str onr_page_resolve(onr_str text, onr_arena *arena);

/** The value of attribute `name` (lower case) of node `node`; `data` NULL where it has none. */
ONR_API onr_str onr_page_attribute(const onr_page *page, int32_t node, const char *name);

#ifdef __cplusplus
}
#endif

#endif
