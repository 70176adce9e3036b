/*
 * One pass over an HTML page gathers what title, byline and day are chosen from: what each
 * element's names say it is, where the main heading is, what `meta` elements and JSON-LD say.
 */
#ifndef ONR_SRC_ARTICLE_METADATA_CLUES_H
#define ONR_SRC_ARTICLE_METADATA_CLUES_H

#include "article/metadata/date.h"
#include "article/metadata/jsonld.h"
#include "article/parts.h"

/*
 * What an element's class, id, itemprop or rel says it is: bits above those of ONR_IN_, which
 * names add to as well ("sidebar" is an aside).
 */
enum {
    IN_COMMENT = 1 << 19, /* of readers; also other stories: what stands before the article's own
                             element, entries of a list */
    SAYS_SITE = 1 << 20,  /* "logo", "site-title" */
    SAYS_DATE = 1 << 21,
    SAYS_MODIFIED = 1 << 22,
    SAYS_AUTHOR = 1 << 23,
    SAYS_BYLINE = 1 << 24, /* "byline", "meta", "info": the line of author and date */
    SAYS_TITLE = 1 << 25,
    SAYS_BIO = 1 << 26,
    REL_AUTHOR = 1 << 27,
    PROP_AUTHOR = 1 << 28, /* itemprop or property */
    PROP_TITLE = 1 << 29,
    PROP_PUBLISHED = 1 << 30,
    PROP_MODIFIED = 1u << 31,
    /* what stands there is not the article's own: other stories, menus, comments */
    IN_OTHERS = IN_COMMENT | ONR_IN_ASIDE | ONR_IN_FOOTER | ONR_IN_NAV,
    SAYS_ANY = SAYS_DATE | SAYS_MODIFIED | SAYS_AUTHOR | SAYS_BYLINE | SAYS_TITLE | SAYS_BIO |
               REL_AUTHOR | PROP_AUTHOR | PROP_TITLE | PROP_PUBLISHED | PROP_MODIFIED,
};

/* What a `meta` element is about. */
typedef enum field {
    FIELD_TITLE,
    FIELD_TITLE_SOCIAL, /* Twitter's */
    FIELD_AUTHOR,
    FIELD_AUTHOR_ARTICLE, /* article:author: often a URL */
    FIELD_AUTHOR_OTHER,   /* Parsely, Sailthru, Dublin Core */
    FIELD_PUBLISHED,
    FIELD_DATE, /* of what, is not said */
    FIELD_MODIFIED,
    FIELD_OUTLET,
    FIELD_OUTLET_OTHER, /* the name of the application, the publisher */
    FIELD_LOCALE,
    FIELD_LANGUAGE,
    FIELD_URL,
    FIELD_TAG,
    FIELD_KEYWORDS,
} field;

typedef struct said {
    field field;
    onr_str value;
} said;

typedef struct clues {
    const onr_page *page;
    onr_arena *arena;   /* of the result */
    onr_arena *scratch; /* of this step */
    uint32_t *flags;    /* of each node */
    uint32_t *at;       /* visible characters before each node, and behind the last */
    list(said) said;
    list(int32_t) headings; /* h1 to h3, and what is named after a title */
    int32_t heading;        /* the article's title, or ONR_NO_NODE */
    int32_t title_node;     /* of the <title>, or ONR_NO_NODE */
    int32_t title_told;     /* of the first meta or script that tells a title, or ONR_NO_NODE */
    onr_str title_element;
    onr_str language; /* of the html element */
    onr_str url;
    onr_str given; /* where the page is known to be from */
    onr_str site;  /* key of the outlet's name */
    onr_str host;  /* key of the host: "www post example" */
    jsonld ld;
    part body; /* JSON-LD's */
} clues;

/* `url` is where the page is known to be from, or empty; `scratch` lasts as long as the clues. */
void clues_read(clues *out, const onr_page *page, onr_str url, onr_arena *scratch,
                onr_arena *arena);

/* The first `meta` of that field; empty where none. */
onr_str clues_field(const clues *c, field which);

/* The texts in a node, a blank between two, folded; empty where longer than `most` bytes. */
onr_str clues_text(const clues *c, size_t node, size_t most);
/* The same of the texts in nodes [from, end). */
onr_str clues_text_between(const clues *c, size_t from, size_t end, size_t most);

/*
 * In which of the IN_OTHERS a node stands. What stands close to the heading is of the article,
 * whatever it is named: "headline__footer", "teaser-meta"; comments excepted.
 */
uint32_t clues_places(const clues *c, size_t node);

/* Visible characters between the heading and a node: negative before it, 0 in it. */
int64_t clues_distance(const clues *c, size_t node);

/* Whether a name (a key) is the site's: its outlet or its host. */
bool clues_is_site(const clues *c, onr_str key);
/* Whether a word of a name (a key), of more than three bytes, stands in the site's. */
bool clues_like_site(const clues *c, onr_str key);

/* White space folded; character references resolved where a page escaped them twice. */
onr_str text_clean(onr_str text, onr_arena *arena);

#endif
