#include "entities/codes.h"

#include "base/str.h"
#include "base/table.h"

/* data/actors.tsv, by name as it is written. */
static const code_known actors[] = {
#include "entities/actors.inc"
};

/* The same by other names, which are found whatever their case. */
typedef struct other_name {
    const char *lower;
    const char *name;
} other_name;

static const other_name others[] = {
#include "entities/actor_others.inc"
};

static const other_name governments[] = {
#include "entities/actor_governments.inc"
};

const code_known *code_find(onr_str name)
{
    const code_known *known = TABLE_FIND(table_find, name, actors);
    const other_name *other = known ? NULL : TABLE_FIND(table_find_nocase, name, others);
    if (!known && !other)
        other = TABLE_FIND(table_find_nocase, name, governments);
    return other ? TABLE_FIND(table_find, str_of(other->name), actors) : known;
}

bool code_is_government(const code_known *known, onr_str name)
{
    const other_name *other = TABLE_FIND(table_find_nocase, name, governments);
    return other && str_is(str_of(other->name), known->name);
}
