/**
 * Article: a page -> its article, in blocks, and what the page says about it.
 * Decides which text is the article and which belongs to the page around it, its title, byline,
 * dates, sources.
 * Knows no sentence and no language.
 */
#ifndef ONRECORD_ARTICLE_H
#define ONRECORD_ARTICLE_H

#include "onrecord/page.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What a block is to the article. */
typedef enum onr_block_kind {
    ONR_BLOCK_TITLE,
    ONR_BLOCK_STANDFIRST, /**< The paragraph that leads into the article. */
    ONR_BLOCK_HEADING,    /**< Of a part of it. */
    ONR_BLOCK_PARAGRAPH,
    ONR_BLOCK_QUOTE, /**< Set apart from the text around it. */
    ONR_BLOCK_ITEM,  /**< Of a list. */
    ONR_BLOCK_SOURCES,
} onr_block_kind;

/** A block of the article. The newline behind it belongs to none. */
typedef struct onr_block {
    onr_block_kind kind;
    onr_span span;  /**< Bytes of `onr_article.text`. */
    onr_span bytes; /**< Bytes of the page as read; of text out of JSON-LD those of its script. */
} onr_block;

/** How the day of publication is known. */
typedef enum onr_date_from {
    ONR_DATE_UNKNOWN,
    ONR_DATE_META,    /**< From a `meta` element. */
    ONR_DATE_JSON_LD, /**< From JSON-LD (schema.org). */
    ONR_DATE_URL,     /**< From the page's address. */
    ONR_DATE_TEXT,    /**< From text or `time` elements that the page shows. */
    ONR_DATE_GIVEN,   /**< From the caller. */
    ONR_DATE_FETCHED, /**< Of nothing better: the day on which the page was fetched. */
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
    onr_str outlet;   /**< As the page calls it; else the host of its URL. */
    onr_str language; /**< BCP 47, as declared. */
    onr_str url;      /**< Canonical. */
    onr_str agency;   /**< The news agency whose report it is, by its name; empty: none said. */
    onr_strs tags;
    onr_strs sources; /**< Outlets that the page itself names as its sources, an agency's dateline
                           included. */
    onr_notes notes;  /**< What was given up, and the reason where there is no article. */
} onr_article;

/** What the caller knows of the page; empty strings where nothing. */
typedef struct onr_given {
    onr_str url;
    onr_str date;    /**< EDTF; it wins over what the page says. */
    onr_str fetched; /**< EDTF, or a point of time; its day counts where nothing else is known. */
    /** What a page says itself wins over these. */
    onr_str title;
    onr_str outlet;
    onr_str language;
    onr_strs byline;
} onr_given;

/**
 * Finds the article of `page`. A page without one gives no blocks and a note
 * with the reason, and that is no failure. `given` may be NULL. Time is linear in the page. `out`
 * lives in `arena` and points into `page`.
 *
 * Methods: blocks between elements that break lines are judged by two forests of oblivious trees,
 * the second of which sees what the first made of a block's surroundings (stacking, Wolpert 1992;
 * CatBoost, Prokhorenkova et al. 2018), over columns of text density, links and containers
 * (Kohlschütter et al. 2010; Readability); the threshold is the one of the best expected F1
 * (Lipton et al. 2014). Title, byline and day are the candidates whose signs weigh most, a
 * conditional logit (McFadden 1974). Both learnt from the pages that models/MODEL-blocks.md and
 * models/MODEL-metadata.md name; how often they are right stands in docs/FIGURES.md.
 *
 * Fails with ONR_E_MEMORY when the arena is full.
 */
ONR_API bool onr_article_find(onr_article *out, const onr_page *page, const onr_given *given,
                              onr_arena *arena, onr_error *err);

/** The name of a kind as it stands in the record: "title", "standfirst", … */
ONR_API const char *onr_block_kind_name(onr_block_kind kind);

/** Its name in the record: "meta", "json-ld", "url", "text", "given", "fetched"; NULL for
 * ONR_DATE_UNKNOWN. */
ONR_API const char *onr_date_from_name(onr_date_from from);

#ifdef __cplusplus
}
#endif

#endif
