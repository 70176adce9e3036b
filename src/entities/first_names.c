#include "entities/first_names.h"

#include "base/str.h"
#include "base/table.h"

static const struct first_name {
    const char *name;
    gender gender;
} first_names[] = {
#include "entities/first_names.inc"
};

gender first_name_gender(onr_str name)
{
    const struct first_name *found = TABLE_FIND(table_find, name, first_names);
    return found ? found->gender : GENDER_UNKNOWN;
}

bool first_name_is(onr_str name)
{
    return TABLE_FIND(table_find, name, first_names) != NULL;
}
