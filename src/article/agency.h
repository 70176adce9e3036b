/*
 * The news agency whose report a page gives.
 */
#ifndef ONR_SRC_ARTICLE_AGENCY_H
#define ONR_SRC_ARTICLE_AGENCY_H

#include "onrecord/article.h"

/* The agency as the page writes it: "AP"; empty where none is named. */
onr_str agency_find(const onr_article *article);

/* The name of an agency that is written so: "Associated Press"; empty where it is none. */
onr_str agency_name(onr_str written);

#endif
