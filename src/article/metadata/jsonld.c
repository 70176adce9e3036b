/*
 * Reads JSON-LD. Walks lists, `@graph` and what a page is about,
 * takes what stands in objects whose type is an article's, and looks up authors that are given
 * by their `@id` alone.
 */
#include "article/metadata/jsonld.h"

#include "base/json.h"

enum { DEEPEST = 6, MOST_PERSONS = 40, MOST_NAMES = 20 };

/* What an object is to the page. */
enum rank { RANK_NONE, RANK_PAGE, RANK_ARTICLE };

typedef struct walk {
    jsonld *out;
    const json_value *persons[MOST_PERSONS];
    size_t person_count;
    onr_str url; /* of the page */
    onr_arena *arena;
} walk;

static onr_str string_of(const json_value *value, onr_arena *arena)
{
    onr_str text = json_string_of(value);
    return text.len ? arena_copy(arena, text) : (onr_str){0};
}

static onr_str text_of(const json_value *value, onr_arena *arena)
{
    if (json_is(value, JSON_OPEN_ARRAY))
        value = json_element(value);
    if (json_is(value, JSON_OPEN_OBJECT))
        value = json_member(value, json_member(value, "@value") ? "@value" : "name");
    if (json_is(value, JSON_NUMBER)) /* a day, in seconds since 1970 */
        return arena_copy(arena, value->text);
    return string_of(value, arena);
}

static void keep_first(onr_str *into, const json_value *object, const char *key, onr_arena *arena)
{
    if (!into->len)
        *into = text_of(json_member(object, key), arena);
}

/* "https://www.post.example/a/" is "post.example/a"; empty where it has no scheme. */
static onr_str bare_address(onr_str url)
{
    size_t at = str_find(url, ONR_STR("://"), 0), end = 0;
    if (at == SIZE_MAX)
        return (onr_str){0};
    url = (onr_str){url.data + at + 3, url.len - at - 3};
    url = str_starts(url, "www.") ? (onr_str){url.data + 4, url.len - 4} : url;
    while (end < url.len && url.data[end] != '#' && url.data[end] != '?')
        end++;
    return (onr_str){url.data, end && url.data[end - 1] == '/' ? end - 1 : end};
}

/* Whether `wanted` stands in `name`, the case of letters aside: some write "article". */
static bool holds(onr_str name, const char *wanted)
{
    size_t len = strlen(wanted);
    for (size_t i = 0; i + len <= name.len; i++)
        if (str_equal_nocase((onr_str){name.data + i, len}, (onr_str){wanted, len}))
            return true;
    return false;
}

static bool type_holds(const json_value *object, const char *wanted)
{
    const json_value *type = json_member(object, "@type");
    if (!json_is(type, JSON_OPEN_ARRAY))
        return holds(json_string_of(type), wanted);
    for (const json_value *at = json_element(type); at; at = at->next)
        if (holds(json_string_of(at), wanted))
            return true;
    return false;
}

static enum rank rank_of(const json_value *object)
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
    bool untyped = !json_member(object, "@type") && json_member(object, "headline");
    return untyped ? RANK_ARTICLE : RANK_NONE;
}

static bool is_organisation(const json_value *object)
{
    return type_holds(object, "Organization") || type_holds(object, "Corporation") ||
           type_holds(object, "WebSite");
}

/* The person whose `@id` the object has, where the page describes one; else the object itself. */
static const json_value *look_up(const walk *w, const json_value *object)
{
    onr_str id = json_string_of(json_member(object, "@id"));
    for (size_t i = 0; id.len && i < w->person_count; i++)
        if (str_equal(id, json_string_of(json_member(w->persons[i], "@id"))))
            return w->persons[i];
    return object;
}

static void read_names(walk *w, const json_value *value, int depth)
{
    for (const json_value *at = json_element(value); at && depth < DEEPEST; at = at->next)
        read_names(w, at, depth + 1);
    if (json_is(value, JSON_OPEN_OBJECT) && !json_member(value, "name"))
        value = look_up(w, value);
    bool is_object = json_is(value, JSON_OPEN_OBJECT);
    const json_value *names = is_object ? json_member(value, "name") : value;
    if (json_is(names, JSON_OPEN_ARRAY) && names != value)
        read_names(w, names, depth + 1);
    onr_str name = string_of(names, w->arena);
    str_list *into =
        is_object && is_organisation(value) ? &w->out->organisations : &w->out->authors;
    if (name.len && into->count < MOST_NAMES)
        list_push(into, name, w->arena);
}

static void read_keywords(str_list *out, const json_value *value, onr_arena *arena)
{
    bool is_list = json_is(value, JSON_OPEN_ARRAY);
    size_t count = is_list ? value->count : value != NULL;
    const json_value *at = is_list ? json_element(value) : value;
    for (size_t i = 0; i < count; i++, at = at->next) {
        onr_str text = text_of(at, arena);
        if (count > 1 && text.len)
            list_push(out, text, arena);
        else
            commas_split(out, text, arena);
    }
}

/* The address of an article, less its scheme and a slash at its end; empty: it has none. */
static onr_str address_of(const json_value *object)
{
    static const char *const keys[] = {"mainEntityOfPage", "url", "@id"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const json_value *value = json_member(object, keys[i]);
        if (json_is(value, JSON_OPEN_OBJECT))
            value = json_member(value, "@id");
        onr_str address = bare_address(json_string_of(value));
        if (address.len)
            return address;
    }
    return (onr_str){0};
}

/* Forgets an article that is at another address where this one is at the page's. */
static void prefer_own(walk *w, const json_value *object)
{
    onr_str own = bare_address(w->url), address = address_of(object);
    if (!own.len || !address.len)
        return;
    if (str_equal(own, address) && w->out->of_other) {
        str_list persons = w->out->persons;
        *w->out = (jsonld){.persons = persons, .outlet = w->out->outlet};
    } else if (!str_equal(own, address) && !w->out->headline.len && !w->out->published.len) {
        w->out->of_other = true;
    }
}

static void read_article(walk *w, const json_value *object)
{
    jsonld *out = w->out;
    prefer_own(w, object);
    keep_first(&out->headline, object, "headline", w->arena);
    keep_first(&out->published, object, "datePublished", w->arena);
    keep_first(&out->modified, object, "dateModified", w->arena);
    keep_first(&out->other_day, object, "dateCreated", w->arena);
    keep_first(&out->outlet, object, "publisher", w->arena);
    keep_first(&out->language, object, "inLanguage", w->arena);
    keep_first(&out->body, object, "articleBody", w->arena);
    if (!out->authors.count && !out->organisations.count)
        read_names(w, json_member(object, "author"), 0);
    if (!out->authors.count && !out->organisations.count)
        read_names(w, json_member(object, "creator"), 0);
    if (!out->keywords.count)
        read_keywords(&out->keywords, json_member(object, "keywords"), w->arena);
}

static void read_page(walk *w, const json_value *object)
{
    keep_first(&w->out->other_day, object, "datePublished", w->arena);
    keep_first(&w->out->other_day, object, "uploadDate", w->arena);
    keep_first(&w->out->modified, object, "dateModified", w->arena);
    keep_first(&w->out->language, object, "inLanguage", w->arena);
    if (!w->out->authors.count && !w->out->organisations.count)
        read_names(w, json_member(object, "author"), 0);
}

/* Calls `take` for each object of that rank, in the order of the JSON. */
static void each(walk *w, const json_value *value, int depth, enum rank rank,
                 void (*take)(walk *, const json_value *))
{
    static const char *const inner[] = {"@graph", "mainEntity", "mainEntityOfPage"};
    if (depth > DEEPEST)
        return;
    for (const json_value *at = json_element(value); at; at = at->next)
        each(w, at, depth + 1, rank, take);
    if (!json_is(value, JSON_OPEN_OBJECT))
        return;
    if (rank_of(value) == rank)
        take(w, value);
    for (size_t i = 0; i < sizeof inner / sizeof *inner; i++)
        each(w, json_member(value, inner[i]), depth + 1, rank, take);
}

static void take_person(walk *w, const json_value *object)
{
    if (!type_holds(object, "Person") || w->person_count == MOST_PERSONS)
        return;
    w->persons[w->person_count++] = object;
    onr_str name = text_of(json_member(object, "name"), w->arena);
    if (name.len)
        list_push(&w->out->persons, name, w->arena);
}

/* A copy that can be read where pages break JSON: control characters in strings, a comment
 * around it, a comma before a closing bracket. */
static onr_str mend(onr_str json, onr_arena *arena)
{
    char *copy = arena_array(arena, char, json.len + 1);
    size_t n = 0, start = str_find(json, ONR_STR("<![CDATA["), 0);
    start = start == SIZE_MAX ? 0 : start + strlen("<![CDATA[");
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

/* Whatever stands behind it: many a page has a semicolon there. */
static bool read_root(const json_value **out, onr_str json, onr_arena *arena)
{
    size_t end;
    return json_read(out, json, &end, arena, NULL) &&
           (json_is(*out, JSON_OPEN_OBJECT) || json_is(*out, JSON_OPEN_ARRAY));
}

bool jsonld_read(jsonld *out, onr_str json, onr_str url, onr_arena *arena)
{
    walk w = {.out = out, .url = url, .arena = arena};
    size_t body = out->body.len;
    onr_scratch scratch = onr_scratch_begin(arena);
    const json_value *root;
    if (read_root(&root, json, scratch.arena) ||
        read_root(&root, mend(json, scratch.arena), scratch.arena)) {
        each(&w, root, 0, RANK_NONE, take_person);
        each(&w, root, 0, RANK_ARTICLE, read_article);
        each(&w, root, 0, RANK_PAGE, read_page);
    }
    onr_scratch_end(&scratch);
    return out->body.len > body;
}
