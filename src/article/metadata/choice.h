/*
 * Choosing among candidates: what a page gives as its title, byline or day, each with the
 * signs that speak for and against it (learn/signs.h). The best one is taken where it scores
 * enough. The weights are those of models/metadata.onr, by the order of the signs here:
 * train/metadata.py reads this file, and who changes a list trains anew.
 */
#ifndef ONR_SRC_ARTICLE_METADATA_CHOICE_H
#define ONR_SRC_ARTICLE_METADATA_CHOICE_H

#include "article/metadata/clues.h"
#include "learn/signs.h"

typedef struct choice {
    onr_str value;  /* what is given out */
    onr_str key;    /* equal for candidates that say the same */
    uint64_t signs; /* a bit a sign */
} choice;

typedef list(choice) choices;

/* Adds a candidate, or adds its signs to the one with the same key. Gives its index. */
size_t choice_add(choices *all, onr_str value, onr_str key, uint64_t signs, onr_arena *arena);

/* The best candidate of a "day", "title" or "byline"; NULL where none scores enough. */
const choice *choice_best(const choices *all, const char *of);

/*
 * Signs of a day: what names it, and where. NEAR: near the main heading; LATER, BEFORE: further
 * behind or before it; FOREIGN: in other stories, menus, comments and footers.
 */
enum day_sign {
    DAY_META_PUBLISHED,
    DAY_META_DATE,
    DAY_META_MODIFIED,
    DAY_LD_PUBLISHED,
    DAY_LD_OTHER,
    DAY_LD_MODIFIED,
    DAY_PROP_PUBLISHED,
    DAY_PROP_MODIFIED,
    DAY_URL,
    DAY_URL_MONTH,
    DAY_OTHER_URL_MONTH,
    DAY_TIME_NEAR,
    DAY_TIME_LATER,
    DAY_TIME_BEFORE,
    DAY_TIME_FOREIGN,
    DAY_NAMED_NEAR, /* its element is named after a date */
    DAY_NAMED_LATER,
    DAY_NAMED_BEFORE,
    DAY_NAMED_FOREIGN,
    DAY_BYLINE_NEAR,
    DAY_BYLINE_LATER,
    DAY_BYLINE_BEFORE,
    DAY_BYLINE_FOREIGN,
    DAY_SHORT_NEAR, /* the text is little more than the date */
    DAY_SHORT_LATER,
    DAY_SHORT_BEFORE,
    DAY_SHORT_FOREIGN,
    DAY_PROSE_NEAR,
    DAY_PROSE_LATER,
    DAY_PROSE_BEFORE,
    DAY_PROSE_FOREIGN,
    DAY_LABEL_NEAR, /* "Published", "Veröffentlicht am" before it */
    DAY_LABEL_LATER,
    DAY_LABEL_BEFORE,
    DAY_LABEL_FOREIGN,
    DAY_MODIFIED_NEAR, /* "Updated", "Stand" */
    DAY_MODIFIED_ELSEWHERE,
    DAY_IN_HEADING,
    DAY_IN_LINK,
    DAY_FIRST_NEAR, /* the first day that is named near the heading */
    DAY_LAST,       /* the last one in the text */
    DAY_EARLIEST,   /* of all candidates */
    DAY_LATEST,
    DAY_ALONE,
    DAY_BEFORE_STAMP, /* the day before one whose time is early in UTC */
    DAY_AFTER_STAMP,  /* the day after one whose time is late in UTC */
    DAY_STAMP_EARLY,
    DAY_STAMP_LATE,
    DAY_UNSURE,       /* "3/4/2026" read as its page's language does */
    DAY_UNSURE_OTHER, /* and the other way round */
    DAY_STATED,       /* a meta element, JSON-LD, property or label says: published */
    DAY_CHANGED,      /* they say: modified, and of another day: published */
    DAY_OTHER_URL,    /* the URL names another day */
    DAY_LOCAL,        /* shown near the heading, the day before a stamp early in UTC */
    DAY_SHOWN,        /* near the heading */
    DAY_DATELINE,     /* begins a text: "(Berlin, 4 May 2019) – …" */
    DAY_KEYED,        /* a key in a script or an attribute tells it: "publishedAt" */
    DAY_SIGNS,
};

enum title_sign {
    TITLE_HEADING,
    TITLE_H1,
    TITLE_H1_ALONE,
    TITLE_H1_FIRST,
    TITLE_H2,
    TITLE_H3,
    TITLE_NAMED,
    TITLE_PROPERTY,
    TITLE_META,
    TITLE_META_CUT,
    TITLE_SOCIAL,
    TITLE_SOCIAL_CUT,
    TITLE_LD,
    TITLE_LD_CUT,
    TITLE_PAGE,
    TITLE_PAGE_CUT,       /* the <title> less what is the site's */
    TITLE_PAGE_CUT_GUESS, /* the <title> less a short part, maybe the site's */
    TITLE_PAGE_CUT_LONG,  /* the <title> less a long part */
    TITLE_IN_PAGE,        /* stands in the <title> */
    TITLE_BEGINS_PAGE,
    TITLE_IN_META,
    TITLE_HOLDS_META,
    TITLE_STRANGE,      /* no word of it stands in what the page calls itself */
    TITLE_LITTLE_KNOWN, /* less than half of its words do */
    TITLE_IS_SITE,
    TITLE_IN_PLACES,
    TITLE_IN_LINK,
    TITLE_ONE_WORD,
    TITLE_TWO_WORDS,
    TITLE_LONG,
    TITLE_INNER, /* an element of the heading's */
    TITLE_REST,  /* the heading without its first element */
    TITLE_LOGO,
    TITLE_ENDS_PAGE,
    TITLE_TWO_SOURCES, /* that say the same */
    TITLE_THREE_SOURCES,
    TITLE_SIGNS,
};

enum byline_sign {
    BYLINE_META,
    BYLINE_META_ARTICLE,
    BYLINE_META_OTHER,
    BYLINE_LD,
    BYLINE_LD_ORGANISATION,
    BYLINE_LD_PERSON, /* JSON-LD has the person, but not as an author */
    BYLINE_PROPERTY_NEAR,
    BYLINE_PROPERTY_LATER,
    BYLINE_REL_NEAR,
    BYLINE_REL_LATER,
    BYLINE_AUTHOR_NEAR, /* its element is named after an author */
    BYLINE_AUTHOR_LATER,
    BYLINE_AUTHOR_ELSEWHERE,
    BYLINE_LINE_NEAR, /* its element is named after a byline */
    BYLINE_LINE_LATER,
    BYLINE_LINE_ELSEWHERE,
    BYLINE_BY_NEAR, /* "By", "Von", "Par" stands before it */
    BYLINE_BY_LATER,
    BYLINE_BY_ELSEWHERE,
    BYLINE_LABEL_NEAR, /* "Author:", "Text:" */
    BYLINE_LABEL_LATER,
    BYLINE_LABEL_ELSEWHERE,
    BYLINE_HREF_NEAR, /* a link to /author/… */
    BYLINE_HREF_LATER,
    BYLINE_HREF_ELSEWHERE,
    BYLINE_BIO,
    BYLINE_IN_PLACES, /* or far before the heading */
    BYLINE_IS_SITE,
    BYLINE_LIKE_SITE, /* shares words with the outlet or the host */
    BYLINE_ONE_WORD,
    BYLINE_MANY_WORDS,
    BYLINE_LOWER_CASE,
    BYLINE_DIGITS,
    BYLINE_STAFF, /* "Redaktion", "Staff", "Team" */
    BYLINE_SEVERAL,
    BYLINE_IN_OTHER, /* all its names stand in another candidate */
    BYLINE_HOLDS_OTHER,
    BYLINE_IN_HEADING,
    BYLINE_BARE,       /* nothing announces it */
    BYLINE_BARE_DATED, /* nothing but a day beside it */
    BYLINE_SIGNED,     /* at the end of the article */
    BYLINE_SIGNS,
};

/* Choose the title, the byline and the days of publication and change. `all` is given the weighed
 * candidates, for training; it may be NULL. */
void title_choose(part *out, const clues *c, choices *all);
void byline_choose(onr_article *out, const clues *c, choices *all);
void day_choose(onr_article *out, const clues *c, onr_str url, choices *all);

#endif
