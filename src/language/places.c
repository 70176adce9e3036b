/*
 * What stands at a byte of a text that was read.
 */
#include "base/table.h"
#include "onrecord/language.h"

size_t onr_text_word_from(const onr_text *text, uint32_t byte)
{
    return table_first_from(byte, text->words, text->word_count, sizeof *text->words,
                            offsetof(onr_word, span.start));
}
