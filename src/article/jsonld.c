/*
 * Reads JSON-LD: the one file that knows jansson. Walks `@graph`, lists and `mainEntity`,
 * and takes what stands in objects whose type is an article's.
 */
#include <jansson.h>

#include "article/jsonld.h"

enum { DEEPEST = 6 };

static onr_str text_of(const json_t *value, onr_arena *arena)
{
    if (json_is_array(value))
        value = json_array_get(value, 0);
    if (json_is_object(value))
        value = json_object_get(value, "name");
    if (!json_is_string(value))
        return (onr_str){0};
    return arena_copy(arena, (onr_str){json_string_value(value), json_string_length(value)});
}

static void keep_first(onr_str *into, const json_t *object, const char *key, onr_arena *arena)
{
    if (!into->len)
        *into = text_of(json_object_get(object, key), arena);
}

static bool is_article_type(const json_t *type)
{
    if (json_is_array(type))
        type = json_array_get(type, 0);
    const char *name = json_string_value(type);
    return name && (strstr(name, "Article") || strstr(name, "Posting") || strstr(name, "Report"));
}

static void read_names(str_list *out, const json_t *value, onr_arena *arena)
{
    size_t count = json_is_array(value) ? json_array_size(value) : value ? 1 : 0;
    for (size_t i = 0; i < count; i++) {
        onr_str name = text_of(json_is_array(value) ? json_array_get(value, i) : value, arena);
        if (name.len)
            list_push(out, name, arena);
    }
}

static bool read_value(jsonld *out, const json_t *value, int depth, onr_arena *arena)
{
    bool has_body = false;
    if (depth > DEEPEST)
        return false;
    for (size_t i = 0; json_is_array(value) && i < json_array_size(value); i++)
        has_body |= read_value(out, json_array_get(value, i), depth + 1, arena);
    if (!json_is_object(value))
        return has_body;
    has_body |= read_value(out, json_object_get(value, "@graph"), depth + 1, arena);
    has_body |= read_value(out, json_object_get(value, "mainEntity"), depth + 1, arena);
    if (!is_article_type(json_object_get(value, "@type")))
        return has_body;
    bool had_body = out->body.len > 0;
    keep_first(&out->headline, value, "headline", arena);
    keep_first(&out->published, value, "datePublished", arena);
    keep_first(&out->modified, value, "dateModified", arena);
    keep_first(&out->outlet, value, "publisher", arena);
    keep_first(&out->language, value, "inLanguage", arena);
    keep_first(&out->body, value, "articleBody", arena);
    if (!out->authors.count)
        read_names(&out->authors, json_object_get(value, "author"), arena);
    if (!out->keywords.count)
        read_names(&out->keywords, json_object_get(value, "keywords"), arena);
    return has_body || (!had_body && out->body.len);
}

bool jsonld_read(jsonld *out, onr_str json, onr_arena *arena)
{
    json_error_t error;
    json_t *root = json_loadb(json.data, json.len, JSON_DISABLE_EOF_CHECK, &error);
    if (!root)
        return false;
    bool has_body = read_value(out, root, 0, arena);
    json_decref(root);
    return has_body;
}
