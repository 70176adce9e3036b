/**
 * Article: a page -> its article, in blocks, and what the page says about it.
 * Decides which text is the article and which is furniture, its title, byline, dates, sources.
 * Knows no sentence and no language.
 */
#ifndef ONRECORD_ARTICLE_H
#define ONRECORD_ARTICLE_H

#include "onrecord/page.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum onr_block_kind {
    ONR_BLOCK_TITLE,
    ONR_BLOCK_STANDFIRST,
    ONR_BLOCK_HEADING,
    ONR_BLOCK_PARAGRAPH,
    ONR_BLOCK_QUOTE,
    ONR_BLOCK_ITEM,
    ONR_BLOCK_SOURCES,
} onr_block_kind;

/** A block of the article. The newline behind it belongs to none. */
typedef struct onr_block {
    onr_block_kind kind;
    onr_span span;  /**< Bytes of `onr_article.text`. */
    onr_span bytes; /**< Bytes of the page as read. */
} onr_block;

/** How the day of publication is known. */
typedef enum onr_date_from {
    ONR_DATE_UNKNOWN,
    ONR_DATE_META,
    ONR_DATE_JSON_LD,
    ONR_DATE_URL,
    ONR_DATE_TEXT,
    ONR_DATE_GIVEN,
} onr_date_from;

/** The article of a page. Strings are empty where the page does not say. */
typedef struct onr_article {
    onr_str
        text; /**< UTF-8; blocks parted by one newline. Of an `article` page: the input itself. */
    const onr_block *blocks;
    size_t block_count;
    onr_str title;
    onr_strs byline;
    onr_str published; /**< EDTF. */
    onr_date_from published_from;
    onr_str modified; /**< EDTF. */
    onr_str outlet;
    onr_str language; /**< BCP 47, as declared. */
    onr_str url;      /**< Canonical. */
    onr_strs tags;
    onr_strs sources; /**< Outlets that the page itself names as its sources. */
    onr_notes notes;  /**< The reason where there is no article. */
} onr_article;

/** What the caller knows of the page; empty strings where nothing. */
typedef struct onr_given {
    onr_str url;
    onr_str date; /**< EDTF; it wins over what the page says. */
} onr_given;

/**
 * Finds the article of `page`. A page without one gives no blocks and a note
 * with the reason, and that is no failure.
 *
 * Fails with ONR_E_MEMORY when the arena is full.
 */
ONR_API bool onr_article_find(onr_article *out, const onr_page *page, const onr_given *given,
                              onr_arena *arena, onr_error *err);

/** "title", "standfirst", … as in the record. */
ONR_API const char *onr_block_kind_name(onr_block_kind kind);

/** "meta", "json-ld", "url", "text", "given"; NULL for ONR_DATE_UNKNOWN. */
ONR_API const char *onr_date_from_name(onr_date_from from);

#ifdef __cplusplus
}
#endif

#endif
