/*
 * The names of one whom the knowledge base knows.
 */
#include "base/arena.h"
#include "base/str.h"
#include "entities/knowledge.h"
#include "onrecord/entities.h"

bool onr_entities_is_name(onr_str name)
{
    bool small = name.len && name.data[0] >= 'a' && name.data[0] <= 'z';
    return !small || str_find(name, ONR_STR(" "), 0) != SIZE_MAX;
}

bool onr_entities_known_names(onr_strs *out, onr_str id, onr_arena *arena, onr_error *err)
{
    knowledge k = knowledge_open();
    list(onr_str) names = {0};
    for (size_t i = 0; i < k.name_count && id.len; i++) {
        const known_thing *thing = knowledge_thing(&k, k.names[i].thing);
        if (!thing || !str_equal(knowledge_text(&k, thing->id), id))
            continue;
        if (names.count == 0)
            list_push(&names, knowledge_text(&k, thing->name), arena);
        if (!known_of_its_people(k.names[i].use))
            list_push(&names, knowledge_text(&k, k.names[i].name), arena);
    }
    *out = (onr_strs){names.items, names.count};
    return !onr_arena_full(arena) || arena_fail(err, "keep the names of somebody");
}
