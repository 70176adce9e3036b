/*
 * Words, tags and trees of the article as CoNLL-U, each page a document.
 */
#include "onrecord/conllu.h"
#include "base/str.h"
#include "export/format.h"

static void put_record(buffer *to, const onr_record *record, export_style style)
{
    onr_str out = {0};
    (void)style;
    buffer_format(to, "# newdoc id = %s\n", record->id);
    if (onr_conllu_write(&out, &record->text, to->arena, NULL))
        buffer_put(to, out);
}

const export_format export_conllu = {.name = "conllu",
                                     .about = "words and trees",
                                     .needs_text = true,
                                     .needs_words = true,
                                     .record = put_record};
