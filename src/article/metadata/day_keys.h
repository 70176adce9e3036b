/*
 * Names that say of which day they tell: of `meta` elements, attributes, keys in scripts.
 */
#ifndef ONR_SRC_ARTICLE_METADATA_DAY_KEYS_H
#define ONR_SRC_ARTICLE_METADATA_DAY_KEYS_H

#include "base/str.h"

typedef enum day_key {
    DAY_KEY_NONE,
    DAY_KEY_PUBLISHED,
    DAY_KEY_CREATED,
    DAY_KEY_MODIFIED,
    DAY_KEY_TIME, /* of what, is not said: "timestamp" */
} day_key;

/* What a name says by its words: "video:release_date", "first_publish_date", "datePublished". */
day_key day_key_of(onr_str name);

enum { LONGEST_KEYED = 40 };

/* What a key has as its value. */
typedef struct keyed {
    char value[LONGEST_KEYED];
    size_t len;
} keyed;

/*
 * The next value that a key in `bytes` gives as the day of publication, from `*at` on, which moves
 * behind the key; false: there is none. Keys are those of JSON and JavaScript, whatever way their
 * quotation marks are escaped, and of attributes: `"publishedAt":"…"`, `pub_date: '…'`,
 * `\"datePublished\":\"…\"`, `name="publish_date" value="…"`.
 */
bool day_key_next(keyed *out, onr_str bytes, size_t *at);

#endif
