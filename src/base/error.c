/*
 * Errors: a fault becomes a plain value that says what, where and what to do.
 */
#include <stdio.h>
#include <string.h>

#include "onrecord/base.h"

bool onr_fail(onr_error *err, onr_code code, uint64_t byte, const char *advice, const char *format,
              ...)
{
    if (!err)
        return false;
    *err = (onr_error){.code = code, .byte = byte};
    va_list args;
    va_start(args, format);
    vsnprintf(err->what, sizeof err->what, format, args);
    va_end(args);
    if (advice)
        snprintf(err->advice, sizeof err->advice, "%s", advice);
    return false;
}

const char *onr_code_name(onr_code code)
{
    static const char *const names[] = {"ok", "memory", "io", "format", "limit", "model", "store"};
    return (size_t)code < sizeof names / sizeof *names ? names[code] : "unknown";
}
