#include "attribution/cues.h"

#include "base/str.h"

static const cue_entry entries[] = {
#include "cues.inc"
};

const cue_entry *cue_find(onr_str lemma)
{
    return str_look_up(lemma, entries, sizeof entries / sizeof *entries, sizeof *entries);
}
