/*
 * Reads JSON-LD. Walks lists, `@graph` and what a page is about,
 * takes what stands in objects whose type is an article's, and looks up authors that are given
 * by their `@id` alone.
 */
#include <jansson.h>

#include "article/metadata/jsonld.h"

enum { DEEPEST = 6, MOST_PERSONS = 40, MOST_NAMES = 20 };

/* What an object is to the page. */
enum rank { RANK_NONE, RANK_PAGE, RANK_ARTICLE };

typedef struct walk {
    jsonld *out;
    const json_t *persons[MOST_PERSONS];
    size_t person_count;
    onr_arena *arena;
} walk;

static onr_str string_of(const json_t *value, onr_arena *arena)
{
    if (!json_is_string(value))
        return (onr_str){0};
    return arena_copy(arena, (onr_str){json_string_value(value), json_string_length(value)});
}

static onr_str text_of(const json_t *value, onr_arena *arena)
{
    if (json_is_array(value))
        value = json_array_get(value, 0);
    if (json_is_object(value))
        value = json_object_get(value, json_object_get(value, "@value") ? "@value" : "name");
    return string_of(value, arena);
}

static void keep_first(onr_str *into, const json_t *object, const char *key, onr_arena *arena)
{
    if (!into->len)
        *into = text_of(json_object_get(object, key), arena);
}

static bool type_holds(const json_t *object, const char *part_of)
{
    const json_t *type = json_object_get(object, "@type");
    size_t count = json_is_array(type) ? json_array_size(type) : 1;
    for (size_t i = 0; i < count; i++) {
        const char *name = json_string_value(json_is_array(type) ? json_array_get(type, i) : type);
        if (name && strcasestr(name, part_of)) /* some write "article" */
            return true;
    }
    return false;
}

static enum rank rank_of(const json_t *object)
{
    static const char *const articles[] = {"Article", "Posting", "Report",
                                           "Review",  "Recipe",  "Blog"};
    static const char *const pages[] = {"Page",        "VideoObject", "Episode", "CreativeWork",
                                        "MediaObject", "Question",    "HowTo",   "Course"};
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
        if (type_holds(object, articles[i]))
            return RANK_ARTICLE;
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        if (type_holds(object, pages[i]))
            return RANK_PAGE;
    bool untyped = !json_object_get(object, "@type") && json_object_get(object, "headline");
    return untyped ? RANK_ARTICLE : RANK_NONE;
}

static bool is_organisation(const json_t *object)
{
    return type_holds(object, "Organization") || type_holds(object, "Corporation") ||
           type_holds(object, "WebSite");
}

/* What `@id` stands for, where it is a person of the graph. */
static const json_t *look_up(const walk *w, const json_t *object)
{
    const char *id = json_string_value(json_object_get(object, "@id"));
    for (size_t i = 0; id && i < w->person_count; i++) {
        const char *other = json_string_value(json_object_get(w->persons[i], "@id"));
        if (other && strcmp(id, other) == 0)
            return w->persons[i];
    }
    return object;
}

static void read_names(walk *w, const json_t *value, int depth)
{
    size_t count = json_is_array(value) ? json_array_size(value) : 0;
    for (size_t i = 0; i < count && depth < DEEPEST; i++)
        read_names(w, json_array_get(value, i), depth + 1);
    if (json_is_object(value) && !json_object_get(value, "name"))
        value = look_up(w, value);
    bool organisation = json_is_object(value) && is_organisation(value);
    const json_t *names = json_is_object(value) ? json_object_get(value, "name") : value;
    if (json_is_array(names) && names != value)
        read_names(w, names, depth + 1);
    onr_str name = string_of(names, w->arena);
    str_list *into = organisation ? &w->out->organisations : &w->out->authors;
    if (name.len && into->count < MOST_NAMES)
        list_push(into, name, w->arena);
}

static void read_keywords(str_list *out, const json_t *value, onr_arena *arena)
{
    size_t count = json_is_array(value) ? json_array_size(value) : value ? 1 : 0;
    for (size_t i = 0; i < count; i++) {
        onr_str text = text_of(json_is_array(value) ? json_array_get(value, i) : value, arena);
        if (count > 1 && text.len)
            list_push(out, text, arena);
        else
            commas_split(out, text, arena);
    }
}

static void read_article(walk *w, const json_t *object)
{
    jsonld *out = w->out;
    keep_first(&out->headline, object, "headline", w->arena);
    keep_first(&out->published, object, "datePublished", w->arena);
    keep_first(&out->modified, object, "dateModified", w->arena);
    keep_first(&out->other_day, object, "dateCreated", w->arena);
    keep_first(&out->outlet, object, "publisher", w->arena);
    keep_first(&out->language, object, "inLanguage", w->arena);
    keep_first(&out->body, object, "articleBody", w->arena);
    if (!out->authors.count && !out->organisations.count)
        read_names(w, json_object_get(object, "author"), 0);
    if (!out->authors.count && !out->organisations.count)
        read_names(w, json_object_get(object, "creator"), 0);
    if (!out->keywords.count)
        read_keywords(&out->keywords, json_object_get(object, "keywords"), w->arena);
}

static void read_page(walk *w, const json_t *object)
{
    keep_first(&w->out->other_day, object, "datePublished", w->arena);
    keep_first(&w->out->other_day, object, "uploadDate", w->arena);
    keep_first(&w->out->modified, object, "dateModified", w->arena);
    keep_first(&w->out->language, object, "inLanguage", w->arena);
    if (!w->out->authors.count && !w->out->organisations.count)
        read_names(w, json_object_get(object, "author"), 0);
}

/* Calls `take` for the objects of a rank, in order. */
static void each(walk *w, const json_t *value, int depth, enum rank rank,
                 void (*take)(walk *, const json_t *))
{
    static const char *const inner[] = {"@graph", "mainEntity", "mainEntityOfPage"};
    if (depth > DEEPEST)
        return;
    for (size_t i = 0; json_is_array(value) && i < json_array_size(value); i++)
        each(w, json_array_get(value, i), depth + 1, rank, take);
    if (!json_is_object(value))
        return;
    if (rank_of(value) == rank)
        take(w, value);
    for (size_t i = 0; i < sizeof inner / sizeof *inner; i++)
        each(w, json_object_get(value, inner[i]), depth + 1, rank, take);
}

static void take_person(walk *w, const json_t *object)
{
    if (!type_holds(object, "Person") || w->person_count == MOST_PERSONS)
        return;
    w->persons[w->person_count++] = object;
    onr_str name = text_of(json_object_get(object, "name"), w->arena);
    if (name.len)
        list_push(&w->out->persons, name, w->arena);
}

/* A copy that jansson reads where pages break JSON: control characters in strings, a comment
 * around it, a comma before a closing bracket. */
static onr_str mend(onr_str json, onr_arena *arena)
{
    char *copy = arena_array(arena, char, json.len + 1);
    size_t n = 0, start = 0;
    while (start < json.len && json.data[start] != '{' && json.data[start] != '[')
        start++;
    for (size_t i = start; copy && i < json.len; i++) {
        char c = json.data[i];
        if ((c == '}' || c == ']') && n) {
            size_t back = n;
            while (back && copy[back - 1] == ' ')
                back--;
            n = back && copy[back - 1] == ',' ? back - 1 : n;
        }
        copy[n++] = (unsigned char)c < ' ' ? ' ' : c;
    }
    return (onr_str){copy, copy ? n : 0};
}

bool jsonld_read(jsonld *out, onr_str json, onr_arena *arena)
{
    json_error_t error;
    walk w = {.out = out, .arena = arena};
    size_t body = out->body.len;
    json_t *root = json_loadb(json.data, json.len, JSON_DISABLE_EOF_CHECK, &error);
    if (!root) {
        onr_str mended = mend(json, onr_arena_scratch(arena));
        root = json_loadb(mended.data, mended.len, JSON_DISABLE_EOF_CHECK, &error);
    }
    if (!root)
        return false;
    each(&w, root, 0, RANK_NONE, take_person);
    each(&w, root, 0, RANK_ARTICLE, read_article);
    each(&w, root, 0, RANK_PAGE, read_page);
    json_decref(root);
    return out->body.len > body;
}
