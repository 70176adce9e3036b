/*
 * Any bytes are what a store keeps to compare a page by, or an error that is told. What is read can
 * be compared with another such and with that of a page; written, it is read again and written as
 * the same. Where the first byte is odd, the bytes are edits (edits.h) of that of a page. Run from
 * the root of the source, for that page's record.
 */
#include <assert.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"
#include "edits.h"
#include "onrecord/across.h"
#include "onrecord/export.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const onr_digest *digest_of_page(onr_record *record, onr_arena *arena)
{
    file_map file;
    onr_error err;
    const onr_digest *out;
    assert(file_map_open(&file, "tests/fuzz/lock.record", &err));
    onr_str json = arena_copy(arena, file.bytes);
    file_map_close(&file);
    assert(onr_record_read_json(record, json, (onr_str){0}, arena, &err));
    assert(onr_across_digest(&out, record, arena, &err));
    return out;
}

static onr_str bytes_of_page(onr_arena *arena)
{
    onr_record record;
    onr_error err;
    onr_str out;
    assert(onr_across_write(&out, digest_of_page(&record, arena), arena, &err));
    return out;
}

static void compare(const onr_digest *a, const onr_digest *b, onr_arena *arena)
{
    onr_links links;
    onr_error err = {0};
    if (!onr_across_compare(&links, a, b, arena, &err)) {
        assert(err.code == ONR_E_MEMORY);
        return;
    }
    for (size_t i = 0; i < links.count; i++) {
        const onr_link *link = &links.items[i];
        assert(link->kind < ONR_LINK_KINDS && link->page[0] < 2 && link->page[1] < 2 &&
               link->item[0] >= 0 && link->item[1] >= 0 && link->score <= 1);
    }
}

static void write_again(const onr_digest *digest, onr_arena *arena)
{
    onr_str first, second;
    const onr_digest *again;
    onr_error err = {0};
    bool ok = onr_across_write(&first, digest, arena, &err) &&
              onr_across_read(&again, first, arena, &err) &&
              onr_across_write(&second, again, arena, &err);
    assert(ok ? str_equal(first, second) : err.code == ONR_E_MEMORY);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    onr_arena *arena = size ? onr_arena_new((size_t)1 << 26) : NULL;
    const onr_digest *digest, *other, *page;
    onr_record record;
    onr_error err = {0};
    if (!arena)
        return 0;
    onr_str bytes = {(const char *)data + 1, size - 1};
    if (data[0] & 1) {
        bytes = bytes_of_page(arena);
        edit((uint8_t *)(uintptr_t)bytes.data, bytes.len, data + 1, size - 1);
    }
    if (onr_across_read(&digest, bytes, arena, &err) &&
        onr_across_read(&other, bytes, arena, &err)) {
        page = digest_of_page(&record, arena);
        compare(digest, other, arena);
        compare(digest, page, arena);
        compare(page, digest, arena);
        write_again(digest, arena);
    } else
        assert(err.code != ONR_OK && err.what[0] != '\0');
    onr_arena_free(arena);
    return 0;
}
