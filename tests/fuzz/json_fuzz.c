/*
 * Any bytes are JSON or an error with its byte; what was read, written again, reads as the same.
 */
#include <assert.h>
#include <stdlib.h>

#include "base/json.h"
#include "base/str.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void write_value(json_writer *w, const json_value *v);

/* Keys of ours are no strangers' text, so one does for all. */
static void write_all(json_writer *w, const json_value *v)
{
    for (const json_value *i = v->first; i; i = i->next) {
        if (v->kind == JSON_OPEN_OBJECT)
            json_put_key(w, "key");
        write_value(w, i);
    }
}

static void write_value(json_writer *w, const json_value *v)
{
    int64_t number;
    switch (v->kind) {
    case JSON_OPEN_OBJECT:
    case JSON_OPEN_ARRAY: {
        bool object = v->kind == JSON_OPEN_OBJECT;
        json_open(w, object ? '{' : '[');
        write_all(w, v);
        json_close(w, object ? '}' : ']');
        break;
    }
    case JSON_NUMBER:
        if (json_integer_of(&number, v))
            json_put_integer(w, number);
        else
            json_put_null(w);
        break;
    case JSON_STRING: json_put_string(w, v->text); break;
    case JSON_TRUE: json_put_bool(w, true); break;
    case JSON_FALSE: json_put_bool(w, false); break;
    default: json_put_null(w);
    }
}

static bool is_same(const json_value *a, const json_value *b)
{
    int64_t x, y;
    if (a->kind == JSON_NUMBER)
        return json_integer_of(&x, a) ? json_integer_of(&y, b) && x == y : b->kind == JSON_NULL;
    if (a->kind != b->kind || a->count != b->count)
        return false;
    if (a->kind == JSON_STRING && !str_equal(a->text, b->text))
        return false;
    const json_value *i = a->first, *j = b->first;
    for (; i && j; i = i->next, j = j->next)
        if (!is_same(i, j))
            return false;
    return !i && !j;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    onr_arena *arena = onr_arena_new((size_t)1 << 26);
    onr_str text = {(const char *)data + 1, size - 1};
    const json_value *value, *again;
    onr_error err = {0};
    if (arena && json_read(&value, text, NULL, arena, &err)) {
        buffer to = {.arena = arena};
        json_writer w = {.to = &to};
        write_value(&w, value);
        onr_str written = {to.data, to.len};
        assert(json_read(&again, written, NULL, arena, &err) && is_same(value, again));
    } else
        assert(!arena || (err.code != ONR_OK && err.what[0] != '\0' && err.byte <= size));
    onr_arena_free(arena);
    return 0;
}
