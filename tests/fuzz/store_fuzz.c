/*
 * A store file with any of its bytes changed, or cut short, is refused or asked with an error, or
 * gives answers; asked to be read, it is left as it was. The edits are those of edits.h; the first
 * byte says where it is cut. Run from the root of the source, for the model.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/str.h"
#include "edits.h"
#include "made_store.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char path[128];
static onr_str whole;

static void remove_store(void)
{
    unlink_store(path);
    free((char *)(uintptr_t)whole.data);
}

static void make_once(void)
{
    file_map file;
    onr_error err;
    if (whole.data)
        return;
    make_store(path, sizeof path);
    assert(file_map_open(&file, path, &err));
    char *copy = malloc(file.bytes.len);
    assert(copy);
    whole = (onr_str){memcpy(copy, file.bytes.data, file.bytes.len), file.bytes.len};
    file_map_close(&file);
    atexit(remove_store);
}

static void write_file(const uint8_t *bytes, size_t len)
{
    int fd = open(path, O_WRONLY | O_TRUNC);
    assert(fd >= 0 && write(fd, bytes, len) == (ssize_t)len);
    close(fd);
}

static bool is_untouched(const uint8_t *bytes, size_t len)
{
    file_map file;
    onr_error err;
    if (!file_map_open(&file, path, &err))
        return false;
    bool same = str_equal(file.bytes, (onr_str){(const char *)bytes, len});
    file_map_close(&file);
    return same;
}

static bool look_at_answer(const onr_answer *answer, void *user)
{
    (void)user;
    return answer != NULL;
}

static bool look_at_page(int64_t page, const onr_record *record, void *user)
{
    (void)page;
    (void)user;
    return record != NULL;
}

static bool look_at_story(const onr_story *story, void *user)
{
    (void)user;
    return story != NULL;
}

static void must_tell(bool ok, const onr_error *err)
{
    assert(ok || (err->code != ONR_OK && err->what[0] != '\0'));
}

static void ask(onr_store *store, onr_arena *arena)
{
    onr_question all = {0}, about = {.about = ONR_STR("dam OR grain")};
    onr_error err = {0};
    must_tell(onr_store_query(store, &all, look_at_answer, NULL, &err), &err);
    must_tell(onr_store_query(store, &about, look_at_answer, NULL, &err), &err);
    must_tell(onr_store_pages(store, &all, look_at_page, NULL, arena, &err), &err);
    for (onr_link_kind kind = 0; kind < ONR_LINK_KINDS; kind++)
        must_tell(onr_store_stories(store, kind, look_at_story, NULL, arena, &err), &err);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    onr_store *store;
    onr_error err = {0};
    if (size == 0)
        return 0;
    make_once();
    size_t len = data[0] < 128 ? whole.len : whole.len * (size_t)(data[0] - 128) / 128;
    uint8_t *bytes = malloc(whole.len);
    onr_arena *arena = onr_arena_new((size_t)1 << 26);
    assert(bytes && arena);
    memcpy(bytes, whole.data, whole.len);
    edit(bytes, len, data + 1, size - 1);
    write_file(bytes, len);
    if (onr_store_open(&store, path, ONR_STORE_READ, &err)) {
        ask(store, arena);
        onr_store_close(store);
    } else
        must_tell(false, &err);
    assert(is_untouched(bytes, len));
    onr_arena_free(arena);
    free(bytes);
    return 0;
}
