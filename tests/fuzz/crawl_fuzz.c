/*
 * Any bytes are the head of a WARC record or an error with its byte; any block is an answer whose
 * body lies in it, and unfolds or gives an error; any bytes are a feed, an MHTML page, or an error.
 * The first byte chooses which.
 */
#include <assert.h>
#include <stdlib.h>

#include "onrecord/crawl.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_inside(onr_str part, onr_str whole)
{
    assert(part.len == 0 ||
           (part.data >= whole.data && part.data + part.len <= whole.data + whole.len));
}

static void read_answer(onr_str block)
{
    onr_arena *arena = onr_arena_new((size_t)1 << 24);
    onr_answered answer;
    onr_str body;
    onr_note note;
    onr_error err = {0};
    onr_answered_read(&answer, block);
    check_inside(answer.body, block);
    check_inside(answer.charset, block);
    if (arena && onr_answered_unfold(&body, &note, &answer, (size_t)1 << 22, arena, &err))
        for (size_t i = 0, sum = 0; i < body.len; i += 4096)
            assert((sum += (unsigned char)body.data[i]) <= body.len * 255);
    else
        assert(!arena || (err.code != ONR_OK && err.what[0] != '\0'));
    onr_arena_free(arena);
}

static void read_record(onr_str bytes)
{
    onr_warc_record r;
    onr_error err = {0};
    if (!onr_warc_read(&r, bytes, &err)) {
        assert(err.code != ONR_OK && err.what[0] != '\0' && err.byte <= bytes.len);
        return;
    }
    assert(r.head <= bytes.len);
    check_inside(r.url, bytes);
    check_inside(r.digest, bytes);
    onr_str rest = {bytes.data + r.head, bytes.len - r.head};
    read_answer(r.length < rest.len ? (onr_str){rest.data, (size_t)r.length} : rest);
}

static void read_feed(onr_str bytes)
{
    onr_arena *arena = onr_arena_new((size_t)1 << 24);
    onr_feed feed;
    onr_error err = {0};
    bool ok = arena && onr_feed_read(&feed, bytes, arena, &err);
    assert(ok || !arena || (err.code != ONR_OK && err.byte <= bytes.len));
    for (size_t i = 0; arena && i < feed.count; i++)
        assert(feed.items[i].offset + feed.items[i].length <= bytes.len);
    onr_arena_free(arena);
}

static void read_mhtml(onr_str bytes)
{
    onr_arena *arena = onr_arena_new((size_t)1 << 24);
    onr_mhtml page;
    onr_error err = {0};
    if (arena && onr_mhtml_read(&page, bytes, arena, &err))
        assert(page.html.len <= bytes.len);
    else
        assert(!arena || err.code != ONR_OK);
    onr_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    onr_str bytes = {(const char *)data + 1, size - 1};
    switch (data[0] & 3) {
    case 0: read_answer(bytes); break;
    case 1: read_feed(bytes); break;
    case 2: read_mhtml(bytes); break;
    default: read_record(bytes);
    }
    return 0;
}
