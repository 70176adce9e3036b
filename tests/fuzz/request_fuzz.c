/*
 * Any bytes, taken for the path and the values of a request ("/search.json?about=dam&act=deny"),
 * get an answer: JSON that is JSON, HTML in which what was asked stands as text. The values, as
 * they are after the server has decoded them, may hold any bytes. Run from the root of the source.
 */
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/str.h"
#include "made_store.h"
#include "onrecord/web.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MOST_VALUES = 32 };

static char path[128];

static void remove_store(void)
{
    unlink_store(path);
}

static onr_store *store_once(void)
{
    static onr_store *store;
    onr_error err;
    if (!store) {
        make_store(path, sizeof path);
        atexit(remove_store);
        assert(onr_store_open(&store, path, ONR_STORE_READ, &err));
    }
    return store;
}

static onr_str take_until(onr_str *rest, char mark)
{
    const char *end = rest->len ? memchr(rest->data, mark, rest->len) : NULL;
    onr_str taken = {rest->data, end ? (size_t)(end - rest->data) : rest->len};
    size_t used = taken.len + (end != NULL);
    *rest = (onr_str){rest->data + used, rest->len - used};
    return taken;
}

static void check_answer(const onr_web_answer *a)
{
    assert(a->status == 200 || a->status == 400 || a->status == 404 || a->status == 500 ||
           (a->status == 204 && a->body.len == 0));
    if (strstr(a->type, "json")) {
        json_reader reader;
        onr_error err;
        json_begin(&reader, a->body);
        assert(json_skip(&reader, json_next(&reader, &err), &err) && json_ends(&reader, &err));
    } else if (strstr(a->type, "html"))
        assert(utf8_check(a->body) == a->body.len &&
               str_find(a->body, ONR_STR("<script"), 0) == SIZE_MAX);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    onr_web_value values[MOST_VALUES];
    if (size == 0)
        return 0;
    onr_str rest = {(const char *)data + 1, size - 1};
    onr_web_request request = {.path = take_until(&rest, '?'), .values = values};
    onr_web_answer answer;
    onr_error err = {0};
    onr_arena *arena = onr_arena_new((size_t)1 << 26);
    while (rest.len > 0 && request.count < MOST_VALUES) {
        onr_str pair = take_until(&rest, '&');
        values[request.count].name = take_until(&pair, '=');
        values[request.count++].value = pair;
    }
    if (arena && onr_web_ask(&answer, store_once(), &request, arena, &err))
        check_answer(&answer);
    else
        assert(!arena || (err.code == ONR_E_MEMORY && err.what[0] != '\0'));
    onr_arena_free(arena);
    return 0;
}
