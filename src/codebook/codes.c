#include "codebook/codes.h"

#include "base/str.h"
#include "base/table.h"

/* data/cameo.tsv */
static const struct {
    const char *code;
    const char *class_name; /* "-": a statement, of which PLOVER makes no event. */
} cameo[] = {
#include "codebook/cameo.inc"
};

/* data/plover_modes.tsv */
static const struct plover_class {
    const char *name;
    const char *modes; /* Parted by "|"; "-": none. */
} plover[] = {
#include "codebook/plover_modes.inc"
};

static bool is_number(onr_str text)
{
    return text.len && is_ascii_digit(text.data[0]);
}

static bool read_cameo(rule_code *out, onr_str code)
{
    size_t count = sizeof cameo / sizeof *cameo;
    size_t row = 0;
    while (row < count && !str_is(code, cameo[row].code))
        row++;
    if (row == count)
        return false;
    out->cameo = cameo[row].code;
    out->class_name = cameo[row].class_name[0] == '-' ? NULL : cameo[row].class_name;
    return true;
}

static bool read_class(rule_code *out, dictionary_reader *r, onr_str name, onr_str mode)
{
    const struct plover_class *row = NULL;
    for (size_t i = 0; i < sizeof plover / sizeof *plover && !row; i++)
        row = str_equal_nocase(name, str_of(plover[i].name)) ? &plover[i] : NULL;
    if (!row)
        return reader_fault(r, "\"%.*s\" is no code of CAMEO and no class of PLOVER", (int)name.len,
                            name.data);
    out->class_name = row->name;
    if (mode.len && !str_listed(mode, row->modes))
        return reader_fault(r, "%s has no mode \"%.*s\": %s", row->name, (int)mode.len, mode.data,
                            row->modes[0] == '-' ? "it has none" : row->modes);
    out->mode =
        mode.len ? arena_format(r->book->arena, "%.*s", (int)mode.len, mode.data).data : NULL;
    return true;
}

static bool read_one(rule_code *out, dictionary_reader *r, onr_str code)
{
    *out = (rule_code){0};
    if (str_is(code, "---"))
        return true;
    if (is_number(code))
        return read_cameo(out, code) ||
               reader_fault(r, "CAMEO has no code \"%.*s\"", (int)code.len, code.data);
    size_t slash = str_find(code, ONR_STR("/"), 0);
    size_t len = slash == SIZE_MAX ? code.len : slash;
    onr_str mode = slash == SIZE_MAX ? (onr_str){"", 0}
                                     : (onr_str){code.data + slash + 1, code.len - slash - 1};
    return read_class(out, r, (onr_str){code.data, len}, mode);
}

bool codes_read(own_rule *out, dictionary_reader *r, onr_str code)
{
    size_t colon = str_find(code, ONR_STR(":"), 0);
    *out = (own_rule){.is_given = true, .is_paired = colon != SIZE_MAX};
    if (!out->is_paired)
        return read_one(&out->forward, r, code);
    return read_one(&out->forward, r, str_trim((onr_str){code.data, colon})) &&
           read_one(&out->backward, r,
                    str_trim((onr_str){code.data + colon + 1, code.len - colon - 1}));
}

bool codes_read_class(own_rule *out, dictionary_reader *r, onr_str code, onr_str mode)
{
    bool none = !mode.len || str_is(mode, "-");
    if (!codes_read(out, r, code))
        return false;
    if (none)
        return true;
    if (!out->forward.class_name)
        return reader_fault(r, "a mode of no class");
    return read_class(&out->forward, r, str_of(out->forward.class_name), mode);
}
