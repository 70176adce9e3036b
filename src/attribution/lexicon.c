#include "attribution/lexicon.h"

#include "base/table.h"

static const lexicon_cue cues[] = {
#include "attribution/cues.inc"
};

static const struct act_word {
    const char *lemma;
    unsigned as;
} words[] = {
#include "attribution/act_words.inc"
};

const lexicon_cue *lexicon_find_cue(onr_str lemma)
{
    return TABLE_FIND(table_find, lemma, cues);
}

unsigned lexicon_word(onr_str lemma)
{
    const struct act_word *word = TABLE_FIND(table_find_nocase, lemma, words);
    return word ? word->as : 0;
}
