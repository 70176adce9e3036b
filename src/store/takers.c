#include "store/takers.h"

bool take_keys(const store_value *cells, void *user)
{
    keys_taken *to = user;
    list_push(&to->keys, cells[0].number, to->arena);
    return true;
}

bool take_number(const store_value *cells, void *user)
{
    *(int64_t *)user = cells[0].number;
    return false;
}

bool take_notice(const store_value *cells, void *user)
{
    (void)cells;
    *(bool *)user = true;
    return false;
}

bool take_text(const store_value *cells, void *user)
{
    text_taken *to = user;
    to->text = arena_copy(to->arena, cells[0].text);
    return false;
}
