/*
 * zlib, whose memory is the arena's too.
 */
#include "base/deflate.h"

#include <zlib.h>

#include "base/arena.h"

static void *take(void *arena, unsigned count, unsigned size)
{
    return onr_arena_alloc_array(arena, count, size);
}

/* The arena lets go of all of it at once. */
static void keep(void *arena, void *taken)
{
    (void)arena;
    (void)taken;
}

static z_stream stream_of(onr_str in, const char *out, size_t room, onr_arena *arena)
{
    return (z_stream){.next_in = (unsigned char *)(uintptr_t)in.data,
                      .avail_in = (unsigned)in.len,
                      .next_out = (unsigned char *)(uintptr_t)out,
                      .avail_out = (unsigned)room,
                      .zalloc = take,
                      .zfree = keep,
                      .opaque = arena};
}

bool deflate_text(onr_str *out, onr_str text, onr_arena *arena, onr_error *err)
{
    size_t room = compressBound(text.len);
    char *bytes = arena_take(arena, room);
    onr_scratch scratch = onr_scratch_begin(arena);
    bool ok = false;
    if (bytes && text.len < UINT32_MAX) {
        z_stream z = stream_of(text, bytes, room, scratch.arena);
        ok =
            deflateInit(&z, Z_DEFAULT_COMPRESSION) == Z_OK && deflate(&z, Z_FINISH) == Z_STREAM_END;
        *out = (onr_str){bytes, z.total_out};
    }
    onr_scratch_end(&scratch);
    return ok || arena_fail(err, "make a record smaller");
}

bool inflate_text(onr_str *out, onr_str bytes, size_t size, onr_arena *arena, onr_error *err)
{
    char *text = arena_take(arena, size ? size : 1);
    onr_scratch scratch = onr_scratch_begin(arena);
    bool ok = false;
    if (text && bytes.len < UINT32_MAX && size < UINT32_MAX) {
        z_stream z = stream_of(bytes, text, size, scratch.arena);
        ok =
            inflateInit(&z) == Z_OK && inflate(&z, Z_FINISH) == Z_STREAM_END && z.total_out == size;
        *out = (onr_str){text, size};
    }
    onr_scratch_end(&scratch);
    if (onr_arena_full(arena))
        return arena_fail(err, "read a record");
    return ok || onr_fail(err, ONR_E_FORMAT, 0, "put back a copy of the store",
                          "a record whose bytes are damaged");
}
