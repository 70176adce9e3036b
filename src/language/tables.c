#include "language/tables.h"

#include "base/str.h"

bool slot_find(uint32_t *value, slot_table table, uint64_t hash)
{
    uint32_t fingerprint = (uint32_t)(hash >> 32) ? (uint32_t)(hash >> 32) : 1;
    uint32_t at = (uint32_t)hash & (table.count - 1);
    for (uint32_t probes = 0; probes < table.count && table.items[at].fingerprint; probes++) {
        if (table.items[at].fingerprint == fingerprint) {
            *value = table.items[at].value;
            return true;
        }
        at = (at + 1) & (table.count - 1);
    }
    return false;
}

bool slot_table_load(slot_table *out, const model_file *file, const char *name, onr_error *err)
{
    size_t count = 0;
    if (!model_entries(&out->items, &count, file, name, sizeof(slot), err))
        return false;
    if (count & (count - 1) || count > UINT32_MAX)
        return model_damaged(err, name);
    out->count = (uint32_t)count;
    return true;
}

bool code_table_load(code_table *out, const model_file *file, const char *name, onr_error *err)
{
    return model_entries(&out->items, &out->count, file, name, sizeof *out->items, err);
}

bool alphabet_load(alphabet *out, const model_file *file, onr_error *err)
{
    if (!model_entries(&out->fold, &out->fold_count, file, "fold", sizeof(fold_entry), err) ||
        !code_table_load(&out->upper, file, "upper", err) ||
        !code_table_load(&out->lower, file, "lower", err) ||
        !model_entries(&out->lowermap.items, &out->lowermap.count, file, "lowermap", 4, err))
        return false;
    for (size_t i = 0; i < out->fold_count; i++) {
        onr_str text = {out->fold[i].utf8, out->fold[i].length};
        if (text.len > sizeof out->fold[i].utf8 || utf8_check(text) != text.len)
            return model_damaged(err, "fold");
    }
    return true;
}
