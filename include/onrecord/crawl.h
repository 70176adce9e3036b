/**
 * Crawl: what crawlers keep -> the pages in it.
 * Takes the bytes of a WARC record; gives the page that was answered, as the server had it before
 * it was sent, and what the record says of it.
 * Knows no files: whoever opened one says where in it a record begins.
 */
#ifndef ONRECORD_CRAWL_H
#define ONRECORD_CRAWL_H

#include "onrecord/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What a WARC record is (ISO 28500, 1.0 and 1.1). */
typedef enum onr_warc_type {
    ONR_WARC_OTHER,      /**< No page: warcinfo, request, metadata, … */
    ONR_WARC_RESPONSE,   /**< A server's answer, in HTTP. */
    ONR_WARC_RESOURCE,   /**< What was fetched, without HTTP. */
    ONR_WARC_REVISIT,    /**< The same was fetched before, and stands in an earlier record. */
    ONR_WARC_CONVERSION, /**< A page's text, as in Common Crawl's WET files. */
} onr_warc_type;

/** A record's head. Strings point into the bytes read and are empty where it does not say. */
typedef struct onr_warc_record {
    onr_warc_type type;
    onr_str url;
    onr_str date; /**< When it was fetched: "2026-03-04T12:00:00Z". */
    onr_str media;
    onr_str digest;       /**< Of the payload, else of the block: "sha1:…". */
    onr_str block_digest; /**< May be empty. */
    onr_str truncated;    /**< Why the crawler kept less than there was; empty: it kept all. */
    size_t head;          /**< Bytes up to the block, the empty line included. */
    uint64_t length;      /**< Of the block. */
} onr_warc_record;

/**
 * Reads the head of the record that `bytes` begin with. Fails with ONR_E_FORMAT, `err->byte`
 * counted from there; with ONR_E_LIMIT where no head of 64 KiB ends.
 */
ONR_API bool onr_warc_read(onr_warc_record *out, onr_str bytes, onr_error *err);

/** What a payload is, by what was declared. */
typedef enum onr_media {
    ONR_MEDIA_UNKNOWN,
    ONR_MEDIA_HTML,
    ONR_MEDIA_TEXT,
    ONR_MEDIA_OTHER
} onr_media;

/** An answer in HTTP, its body as it was sent. */
typedef struct onr_answered {
    int status; /**< 200, 404, …; 0: the bytes are no HTTP, all of them are the body. */
    onr_media media;
    onr_str charset;
    onr_str codings; /**< Of the content: "gzip", "br, gzip". */
    bool chunked;
    onr_str body;
} onr_answered;

/** Reads an answer; whatever is no head of HTTP is body. Cannot fail. */
ONR_API void onr_answered_read(onr_answered *out, onr_str block);

/** The same of a media type alone, as "text/html; charset=utf-8". */
ONR_API onr_media onr_media_read(onr_str *charset, onr_str type);

/**
 * The body of `answer` without chunks and codings (RFC 9112, RFC 9110; gzip, deflate, Brotli,
 * Zstandard). What a crawler has undone already, whatever the
 * head still says, stays as it is. A body that ends early, or unfolds to more than `most` bytes or
 * to more than 4 MiB and 256 times its own (the arena's bound), gives its beginning, and `note`
 * says so (else its reason is empty).
 *
 * Fails with ONR_E_FORMAT where a coding is damaged or not known, and with ONR_E_MEMORY.
 */
ONR_API bool onr_answered_unfold(onr_str *out, onr_note *note, const onr_answered *answer,
                                 size_t most, onr_arena *arena, onr_error *err);

/** An item of a feed. Strings live in the arena; empty ones are not given. */
typedef struct onr_feed_item {
    onr_str title;
    onr_str url;
    onr_str date; /**< As it stands: `onr_mail_day` reads it. */
    onr_strs byline;
    onr_str content; /**< HTML: the whole where the feed has it, else the summary. */
    uint64_t offset; /**< Of the item in the feed's bytes. */
    uint64_t length;
} onr_feed_item;

typedef struct onr_feed {
    const onr_feed_item *items;
    size_t count;
} onr_feed;

/**
 * Reads RSS 2.0 or Atom (RFC 4287). Entities that a feed declares are refused. Fails with
 * ONR_E_FORMAT, and `out` then has the items before the fault; with ONR_E_MEMORY.
 */
ONR_API bool onr_feed_read(onr_feed *out, onr_str bytes, onr_arena *arena, onr_error *err);

/** The day in "Wed, 04 Mar 2026 12:00:00 GMT" or "2026-03-04T12:00:00Z", as EDTF; else, and where
 * the arena is full, empty. */
ONR_API onr_str onr_mail_day(onr_str date, onr_arena *arena);

/** A page that a browser saved as MHTML. */
typedef struct onr_mhtml {
    onr_str html;
    onr_str charset;
    onr_str url;
    onr_str fetched; /**< EDTF. */
} onr_mhtml;

/** Finds the page of an MHTML file (RFC 2557). It lives in `arena` or points into `bytes`. Fails
 * with ONR_E_FORMAT or ONR_E_MEMORY. */
ONR_API bool onr_mhtml_read(onr_mhtml *out, onr_str bytes, onr_arena *arena, onr_error *err);

#ifdef __cplusplus
}
#endif

#endif
