/*
 * Entities of several pages are one actor where name and kind are the same and no country parts
 * them.
 */
#include "store/actors.h"

#include "base/arena.h"
#include "base/str.h"
#include "store/column.h"

/* The first three letters of a code: a country's, or "IGO". */
static onr_str country_of(onr_str code)
{
    return (onr_str){code.data, code.len < 3 ? code.len : 3};
}

static bool take_key(const store_value *cells, void *key)
{
    *(int64_t *)key = cells[0].number;
    return false;
}

static bool find_actor(int64_t *out, onr_store *store, const onr_entity *entity, onr_arena *arena,
                       onr_error *err)
{
    const store_value asked[] = {text_value(column_clean(entity->name, arena)),
                                 text_value(str_of(onr_entity_kind_name(entity->kind))),
                                 text_value(country_of(entity->code))};
    return store->engine->select(store,
                                 "SELECT a.key FROM alias l JOIN actor a ON a.key = l.actor"
                                 " WHERE l.name = ?1 AND a.kind = ?2 AND a.country = ?3"
                                 " ORDER BY a.key LIMIT 1",
                                 asked, 3, take_key, out, err);
}

static store_value column(const char *name, onr_str text)
{
    return (store_value){.column = name, .type = VALUE_TEXT, .text = text};
}

static bool add_actor(int64_t *out, onr_store *store, const onr_entity *entity, onr_arena *arena,
                      onr_error *err)
{
    store_row row = {.table = "actor", .count = 4};
    row.values[0] = column("name", column_clean(entity->name, arena));
    row.values[1] = column("kind", str_of(onr_entity_kind_name(entity->kind)));
    row.values[2] = column("country", country_of(entity->code));
    row.values[3] = column("code", entity->code);
    return store->engine->insert(store, &row, out, err);
}

static bool add_alias(onr_store *store, int64_t actor, onr_str name, onr_arena *arena,
                      onr_error *err)
{
    store_row row = {.table = "alias", .once = true, .count = 2};
    row.values[0] = column("name", column_clean(name, arena));
    row.values[1] = (store_value){.column = "actor", .type = VALUE_NUMBER, .number = actor};
    return name.len == 0 || store->engine->insert(store, &row, NULL, err);
}

bool actors_link(actor_link *out, onr_store *store, const onr_record *record, size_t i,
                 onr_arena *arena, onr_error *err)
{
    const onr_entity *entity = &record->entities.items[i];
    *out = (actor_link){.why = "name"};
    if (!find_actor(&out->actor, store, entity, arena, err))
        return false;
    if (out->actor == 0) {
        out->why = "new";
        if (!add_actor(&out->actor, store, entity, arena, err))
            return false;
    }
    if (!add_alias(store, out->actor, entity->name, arena, err))
        return false;
    for (size_t k = 0; k < entity->aliases.count; k++)
        if (!add_alias(store, out->actor, entity->aliases.items[k], arena, err))
            return false;
    return true;
}
