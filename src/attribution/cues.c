#include "attribution/cues.h"

#include "base/str.h"

static const cue_entry entries[] = {
#include "cues.inc"
};

const cue_entry *cue_find(onr_str lemma)
{
    size_t low = 0, high = sizeof entries / sizeof *entries;
    while (low < high) {
        size_t mid = (low + high) / 2;
        int order = str_compare((onr_str){entries[mid].lemma, strlen(entries[mid].lemma)}, lemma);
        if (order == 0)
            return &entries[mid];
        if (order < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return NULL;
}
