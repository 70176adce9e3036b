/*
 * The table of the forms of output, made of the list in meson.build.
 */
#include "export/format.h"

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
