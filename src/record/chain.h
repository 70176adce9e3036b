/*
 * The way a word took to the page: who said it, who reports that, whose report the page gives.
 */
#ifndef ONR_SRC_RECORD_CHAIN_H
#define ONR_SRC_RECORD_CHAIN_H

#include "onrecord/record.h"

/*
 * The news agency that a dateline ("KARST (Reuters) - …"), a byline or a closing line ("— AFP")
 * makes the page's source; empty where none does.
 */
onr_str chain_agency(const onr_article *article);

#endif
