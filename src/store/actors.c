/*
 * Who is the same in two pages: whoever the knowledge base knows by one id; else those of the same
 * name and kind whom no country parts. The country is that of the code, else the one that the page
 * is mostly about. A person's name of one word is a reason only for who has the same office, and no
 * two of a page are one by their names. Who has no name ("experts") is nobody of another page. What
 * was parted by hand stays so.
 */
#include "store/actors.h"

#include "base/arena.h"
#include "base/str.h"
#include "store/column.h"
#include "store/takers.h"

/* The first three letters of a code: a country's, or "IGO". */
static onr_str country_of(onr_str code)
{
    return (onr_str){code.data, code.len < 3 ? 0 : 3};
}

bool actors_begin(actor_page *out, onr_store *store, const onr_record *record, onr_arena *arena,
                  onr_error *err)
{
    const onr_entities *all = &record->entities;
    size_t most = 0, coded = 0;
    *out = (actor_page){.store = store, .record = record, .arena = arena};
    out->linked = arena_array(arena, int64_t, all->count + 1);
    /* A page has few countries: beyond 200 entities' codes none is counted. */
    for (size_t i = 0; i < all->count && i < 200; i++) {
        onr_str country = country_of(all->items[i].code);
        size_t same = 0;
        coded += country.len > 0;
        for (size_t k = 0; k < all->count && k < 200 && country.len; k++)
            same += str_equal(country_of(all->items[k].code), country);
        if (same > most) {
            most = same;
            out->context = country;
        }
    }
    if (most * 2 < coded)
        out->context = (onr_str){"", 0};
    return out->linked || arena_fail(err, "link a page's entities");
}

/* An actor that has the entity's name. */
typedef struct candidates {
    const actor_page *page;
    size_t entity;
    bool weak; /* A person's name is one word, as many have it: "Johnson". */
    int rank;  /* Of the best so far; 0: there is none. */
    int64_t actor;
} candidates;

static bool is_linked(const actor_page *page, size_t before, int64_t actor)
{
    for (size_t i = 0; i < before; i++)
        if (page->linked[i] == actor)
            return true;
    return false;
}

/* Whether a code tells an office or a side in politics, which few of a name have. */
static bool is_of_office(onr_str code)
{
    return code.len >= 6 &&
           str_listed((onr_str){code.data + 3, 3}, "GOV|LEG|JUD|MIL|COP|SPY|PTY|OPP|REB");
}

/* 3: by country; 2: by the pages' country; 1: by name alone; 0: not the same. */
static int rank_of(const candidates *c, onr_str code, onr_str country, onr_str context)
{
    onr_str whole = c->page->record->entities.items[c->entity].code, own = country_of(whole);
    if (c->weak)
        return str_equal(whole, code) && is_of_office(code) ? 3 : 0;
    if (own.len && country.len)
        return str_equal(own, country) ? 3 : 0;
    onr_str here = own.len ? own : c->page->context, there = country.len ? country : context;
    if (here.len && there.len)
        return str_equal(here, there) ? 2 : 0;
    return 1;
}

static bool weigh(const store_value *cells, void *user)
{
    candidates *c = user;
    int rank = rank_of(c, cells[3].text, cells[1].text, cells[2].text);
    if (rank > c->rank && !is_linked(c->page, c->entity, cells[0].number)) {
        c->rank = rank;
        c->actor = cells[0].number;
    }
    return c->rank < 3;
}

static bool find_by_name(actor_link *out, const actor_page *page, size_t i, onr_error *err)
{
    static const char *const whys[] = {"", "name", "name, country of the pages", "name, country"};
    const onr_entity *entity = &page->record->entities.items[i];
    /* Of those of a name 4096 at most, so that what a page costs is bound. */
    candidates c = {.page = page, .entity = i};
    c.weak = entity->kind == ONR_ENTITY_PERSON &&
             (str_find(entity->name, ONR_STR(" "), 0) == SIZE_MAX ||
              (entity->name.data[0] >= 'a' && entity->name.data[0] <= 'z'));
    const store_value asked[] = {text_value(column_clean(entity->name, page->arena)),
                                 text_value(str_of(onr_entity_kind_name(entity->kind)))};
    bool ok = page->store->engine->select(
        page->store,
        "SELECT a.key, a.country, a.context, a.code FROM actor a WHERE a.key IN"
        " (SELECT actor FROM alias WHERE name = ?1 ORDER BY actor LIMIT 4096)"
        " AND a.kind = ?2 AND a.known = '' AND NOT EXISTS"
        " (SELECT 1 FROM entity e WHERE e.actor = a.key AND e.actor_why = 'has no name')"
        " ORDER BY a.key",
        asked, 2, weigh, &c, err);
    *out = (actor_link){c.actor, whys[c.rank]};
    return ok;
}

static bool find_known(actor_link *out, const actor_page *page, onr_str known, onr_error *err)
{
    const store_value asked = text_value(known);
    *out = (actor_link){0, "knowledge base"};
    return page->store->engine->select(page->store,
                                       "SELECT key FROM actor WHERE known = ?1 AND known <> ''",
                                       &asked, 1, take_number, &out->actor, err);
}

static bool is_parted(bool *out, const actor_page *page, size_t i, onr_error *err)
{
    const store_value asked[] = {text_value(str_of(page->record->id)),
                                 number_value((int64_t)i + 1)};
    int64_t found = 0;
    bool ok = page->store->engine->select(page->store,
                                          "SELECT 1 FROM parted WHERE id = ?1 AND entity = ?2",
                                          asked, 2, take_number, &found, err);
    *out = found != 0;
    return ok;
}

static store_value column(const char *name, onr_str text)
{
    return (store_value){.column = name, .type = VALUE_TEXT, .text = text};
}

static bool add_actor(int64_t *out, const actor_page *page, const onr_entity *entity, onr_str name,
                      bool known, onr_error *err)
{
    store_row row = {.table = "actor", .count = 6};
    row.values[0] = column("name", column_clean(name, page->arena));
    row.values[1] = column("kind", str_of(onr_entity_kind_name(entity->kind)));
    row.values[2] = column("country", country_of(entity->code));
    row.values[3] = column("context", page->context);
    row.values[4] = column("code", entity->code);
    row.values[5] = column("known", known ? entity->known : (onr_str){"", 0});
    return page->store->engine->insert(page->store, &row, out, err);
}

static bool add_alias(const actor_page *page, int64_t actor, onr_str name, onr_error *err)
{
    store_row row = {.table = "alias", .once = true, .count = 2};
    row.values[0] = column("name", column_clean(name, page->arena));
    row.values[1] = (store_value){.column = "actor", .type = VALUE_NUMBER, .number = actor};
    return name.len == 0 || page->store->engine->insert(page->store, &row, NULL, err);
}

static bool add_aliases(const actor_page *page, int64_t actor, onr_strs names, onr_error *err)
{
    for (size_t i = 0; i < names.count; i++)
        if (onr_entities_is_name(names.items[i]) && !add_alias(page, actor, names.items[i], err))
            return false;
    return true;
}

/* A person of two names goes by the last one, too. */
static onr_str last_name(const onr_entity *entity)
{
    size_t at = entity->name.len;
    while (at > 0 && entity->name.data[at - 1] != ' ')
        at--;
    bool named = entity->kind == ONR_ENTITY_PERSON && !entity->is_nameless && at > 0;
    return named ? (onr_str){entity->name.data + at, entity->name.len - at} : (onr_str){"", 0};
}

/* A new actor, by what the knowledge base calls it where it knows it, else by what the page does.
 */
static bool begin_actor(int64_t *out, const actor_page *page, const onr_entity *entity, bool known,
                        onr_error *err)
{
    onr_strs names = {0};
    if (known && !onr_entities_known_names(&names, entity->known, page->arena, err))
        return false;
    onr_str name = names.count ? names.items[0] : entity->name;
    return add_actor(out, page, entity, name, known, err) &&
           add_alias(page, *out, known ? (onr_str){"", 0} : last_name(entity), err) &&
           add_aliases(page, *out, names, err);
}

bool actors_link(actor_link *out, actor_page *page, size_t i, onr_error *err)
{
    const onr_entity *entity = &page->record->entities.items[i];
    bool parted;
    if (!is_parted(&parted, page, i, err))
        return false;
    bool known = entity->known.len > 0 && !parted, alone = parted || entity->is_nameless;
    *out = (actor_link){0, parted ? "parted by hand" : alone ? "has no name" : ""};
    if (!alone &&
        !(known ? find_known(out, page, entity->known, err) : find_by_name(out, page, i, err)))
        return false;
    if (out->actor == 0) {
        if (!known && !alone)
            out->why = "first of its name";
        if (!begin_actor(&out->actor, page, entity, known, err))
            return false;
    }
    page->linked[i] = out->actor;
    return add_alias(page, out->actor, entity->name, err) &&
           add_aliases(page, out->actor, entity->aliases, err);
}
