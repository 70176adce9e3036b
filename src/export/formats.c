/*
 * The table of the forms of output, made of the list in meson.build.
 */
#include "export/format.h"
#include "export/parts.h"

#define FORMAT(name) extern const export_format export_##name;
#include "export/formats.inc"
#undef FORMAT

#define FORMAT(name) &export_##name,
static const export_format *const formats[] = {
#include "export/formats.inc"
};

const export_format *export_format_at(size_t i)
{
    return i < sizeof formats / sizeof *formats ? formats[i] : NULL;
}

void export_put_record(const export_format *format, buffer *to, const onr_record *record,
                       export_style style)
{
    onr_record bare;
    if (!style.no_text)
        format->record(to, record, style);
    else if (parts_without_text(&bare, record, to->arena))
        format->record(to, &bare, style);
}
