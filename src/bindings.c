/*
 * The library for callers that see none of its structures: what comes back is JSON.
 */
#include "onrecord/bindings.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/day.h"
#include "base/str.h"
#include "export/format.h"

extern const export_format export_jsonl;

/* Returns NULL. */
static void *no_memory(const char *for_what, onr_error *err)
{
    onr_fail(err, ONR_E_MEMORY, 0, "free some memory", "no memory for %s", for_what);
    return NULL;
}

onr_models *onr_bound_models(const char *path, onr_error *err)
{
    onr_models *out = calloc(1, sizeof *out);
    if (!out)
        return no_memory("a model", err);
    if (onr_models_load(out, path, ONR_SIMD_BEST, err))
        return out;
    free(out);
    return NULL;
}

void onr_bound_models_free(onr_models *models)
{
    if (!models)
        return;
    onr_models_free(models);
    free(models);
}

void onr_bound_free(char *given)
{
    free(given);
}

static onr_str str_or_none(const char *string)
{
    return string ? str_of(string) : (onr_str){0};
}

/* A copy that ends with a NUL. */
static char *give(onr_str text, onr_error *err)
{
    char *out = malloc(text.len + 1);
    if (!out)
        return no_memory("what was read", err);
    if (text.len)
        memcpy(out, text.data, text.len);
    out[text.len] = '\0';
    return out;
}

static bool find_form(onr_form *out, const char *form, onr_error *err)
{
    int place = str_place(str_of(form), "auto|html|page|article");
    *out = place ? (onr_form)(place - 1) : ONR_FORM_AUTO;
    return place || onr_fail(err, ONR_E_FORMAT, 0, "give auto, html, page or article",
                             "no form is called \"%s\"", form);
}

static bool read_article(onr_str *json, const onr_input *input, onr_arena *arena, onr_error *err)
{
    onr_article article;
    return onr_read_article(&article, input, arena, err) &&
           onr_record_write_article(json, input->name, &article, arena, err);
}

static bool read_record(onr_str *json, const onr_input *input, const onr_models *models,
                        onr_arena *arena, onr_error *err)
{
    onr_record record;
    return onr_read(&record, input, models, arena, err) &&
           onr_record_write_json(json, &record, arena, err);
}

char *onr_bound_read(const onr_models *models, const void *bytes, size_t len, const char *form,
                     const char *charset, const char *date, const char *url, const char *name,
                     size_t memory, onr_error *err)
{
    onr_str json = {0};
    onr_input input = {.bytes = {bytes, len},
                       .name = str_or_none(name),
                       .charset = str_or_none(charset),
                       .given = {.url = str_or_none(url), .date = str_or_none(date)}};
    onr_arena *arena = onr_arena_new(memory);
    if (!arena)
        return no_memory("a page", err);
    bool ok = find_form(&input.form, form, err) &&
              (models ? read_record(&json, &input, models, arena, err)
                      : read_article(&json, &input, arena, err));
    char *out = ok ? give(json, err) : NULL;
    onr_arena_free(arena);
    return out;
}

onr_store *onr_bound_store(const char *path, onr_error *err)
{
    onr_store *store = NULL;
    return onr_store_open(&store, path, ONR_STORE_READ, err) ? store : NULL;
}

/* The question that conditions are, and the values of its lists. */
typedef struct asked {
    onr_question question;
    onr_str *values; /* room for all */
    size_t count;
} asked;

/* The list of that name, NULL: none. */
static onr_strs *list_called(onr_question *q, const char *name)
{
    onr_strs *const lists[] = {&q->by,     &q->to,      &q->acts,   &q->quotes,     &q->outlets,
                               &q->chains, &q->classes, &q->actors, &q->instruments};
    int place = str_place(str_of(name), "by|to|act|quote|outlet|chain|class|actor|instrument");
    return place ? lists[place - 1] : NULL;
}

/* All values of one name stand together, so that they are one list. */
static void take_list(asked *a, onr_strs *list, const char *const *conditions, const char *name)
{
    if (list->count)
        return;
    list->items = a->values + a->count;
    for (const char *const *at = conditions; *at; at += 2)
        if (strcmp(at[0], name) == 0)
            a->values[a->count++] = str_of(at[1]);
    list->count = (size_t)(a->values + a->count - list->items);
}

static bool take_day(onr_str *out, const char *value, onr_error *err)
{
    *out = str_of(value);
    return is_edtf_date(*out) || onr_fail(err, ONR_E_FORMAT, 0, "write 2026-02-19, 2026-02 or 2026",
                                          "\"%s\" is no date", value);
}

static bool take_one(onr_question *q, const char *name, const char *value, onr_error *err)
{
    int sort;
    switch (str_place(str_of(name), "about|since|until|min-confidence|limit|sort")) {
    case 1: q->about = str_of(value); return true;
    case 2: return take_day(&q->since, value, err);
    case 3: return take_day(&q->until, value, err);
    case 4: q->min_confidence = strtod(value, NULL); return true;
    case 5: q->limit = strtoull(value, NULL, 10); return true;
    case 6:
        sort = str_place(str_of(value), "oldest|newest|confidence");
        q->sort = sort ? (onr_sort)(sort - 1) : ONR_SORT_OLDEST;
        return sort || onr_fail(err, ONR_E_FORMAT, 0, "give oldest, newest or confidence",
                                "no order is called \"%s\"", value);
    default:
        return onr_fail(err, ONR_E_FORMAT, 0, "see onr_bound_query",
                        "no condition is called \"%s\"", name);
    }
}

static bool read_conditions(asked *out, const char *const *conditions, onr_arena *arena,
                            onr_error *err)
{
    size_t count = 0;
    while (conditions[count])
        count++;
    *out = (asked){.values = onr_arena_alloc_array(arena, count + 1, sizeof *out->values)};
    if (!out->values)
        return no_memory("a question", err);
    for (size_t i = 0; i + 1 < count; i += 2) {
        onr_strs *list = list_called(&out->question, conditions[i]);
        if (list)
            take_list(out, list, conditions, conditions[i]);
        else if (!take_one(&out->question, conditions[i], conditions[i + 1], err))
            return false;
    }
    return true;
}

static bool put_answer(const onr_answer *answer, void *user)
{
    buffer *to = user;
    export_jsonl.answer(to, answer, (export_style){0});
    return !onr_arena_full(to->arena);
}

/* As much as all answers of a large store. */
enum { MOST_ANSWERS = 1 << 30 };

char *onr_bound_query(onr_store *store, const char *const *conditions, onr_error *err)
{
    asked a;
    onr_str lines = {0};
    onr_arena *arena = onr_arena_new(MOST_ANSWERS);
    if (!arena)
        return no_memory("answers", err);
    buffer to = {.arena = arena};
    bool ok = read_conditions(&a, conditions, arena, err) &&
              onr_store_query(store, &a.question, put_answer, &to, err) &&
              buffer_finish(&lines, &to, "hold the answers", err);
    char *out = ok ? give(lines, err) : NULL;
    onr_arena_free(arena);
    return out;
}
