#include "store/takers.h"

bool take_keys(const store_value *cells, void *user)
{
    keys_taken *to = user;
    list_push(&to->keys, cells[0].number, to->arena);
    return true;
}

bool take_text(const store_value *cells, void *user)
{
    text_taken *to = user;
    to->text = arena_copy(to->arena, cells[0].text);
    return false;
}
