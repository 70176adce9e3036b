/*
 * Which outlet a page is of.
 */
#ifndef ONR_SRC_ARTICLE_METADATA_OUTLET_H
#define ONR_SRC_ARTICLE_METADATA_OUTLET_H

#include "article/metadata/clues.h"

/* Where neither meta elements nor JSON-LD name the site: the name that the page shows in two
 * places, the end of its <title>, the link to the first page, the line of copyright. */
void outlet_find_site(clues *c);

/* The outlet that an HTML page with that title, from that URL, names; empty where nothing does. */
onr_str outlet_of(const clues *c, onr_str title, onr_str url);

/* The host of a URL without its "www."; empty where it has none. */
onr_str outlet_of_url(onr_str url);

#endif
