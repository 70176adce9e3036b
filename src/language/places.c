/*
 * What stands at a byte of a text that was read.
 */
#include "onrecord/language.h"

size_t onr_text_word_from(const onr_text *text, uint32_t byte)
{
    size_t low = 0, high = text->word_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (text->words[middle].span.start < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
