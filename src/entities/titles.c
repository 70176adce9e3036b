#include "entities/titles.h"

#include "base/table.h"

static const known_title titles[] = {
#include "entities/titles.inc"
};

static const known_noun nouns[] = {
#include "entities/sector_nouns.inc"
};

const known_title *title_find(onr_str words)
{
    return TABLE_FIND(table_find_nocase, words, titles);
}

const known_noun *sector_noun_find(onr_str words)
{
    return TABLE_FIND(table_find_nocase, words, nouns);
}
