/*
 * What persons and bodies are called, and the sector of CAMEO's that it gives them:
 * data/knowledge/titles.tsv and nouns.tsv.
 */
#ifndef ONR_SRC_ENTITIES_TITLES_H
#define ONR_SRC_ENTITIES_TITLES_H

#include "onrecord/base.h"

typedef struct known_title {
    const char *name;      /* In lower case. */
    const char *sector;    /* Empty: that of whom one stands with ("spokesman"). */
    const char *political; /* "yes": who is called so is a political actor. */
    const char *gender;    /* "m", "f" or empty. */
    const char *office;    /* As offices.tsv calls it, or empty. */
    const char *source;
} known_title;

typedef struct known_noun {
    const char *name; /* In lower case. */
    const char *sector;
    const char *source;
} known_noun;

/* The rows of one or more words, whatever their case; NULL where there is none. */
const known_title *title_find(onr_str words);
const known_noun *sector_noun_find(onr_str words);

#endif
