#include "attribution/lexicon.h"

#include "base/str.h"

static const lexicon_entry entries[] = {
#include "lexicon.inc"
};

const lexicon_entry *lexicon_find(onr_str lemma)
{
    return str_look_up(lemma, entries, sizeof entries / sizeof *entries, sizeof *entries);
}
