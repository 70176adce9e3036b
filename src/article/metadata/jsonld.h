/*
 * What a page's JSON-LD (schema.org) says of its article.
 */
#ifndef ONR_SRC_ARTICLE_METADATA_JSONLD_H
#define ONR_SRC_ARTICLE_METADATA_JSONLD_H

#include "article/parts.h"

typedef struct jsonld {
    onr_str headline;
    onr_str published;
    onr_str modified;
    onr_str other_day; /* when something was created or uploaded, or the page published */
    onr_str outlet;
    onr_str language;
    onr_str body;
    str_list authors;       /* persons, and names without a type */
    str_list organisations; /* organisations that are given as authors */
    str_list persons;       /* all persons that are described, authors or not */
    str_list keywords;
    bool of_other; /* what was read is said to be at another address than the page's */
} jsonld;

/*
 * Adds what `json` says to `out`; a field that is filled already stays, but what an article at
 * another address said gives way to what the one at `url` says (empty: unknown). True: it is where
 * the text of the article comes from. JSON that cannot be read adds nothing.
 */
bool jsonld_read(jsonld *out, onr_str json, onr_str url, onr_arena *arena);

#endif
