/*
 * The decompressors. What is whole goes through libdeflate, which takes half of zlib's time; zlib
 * has a say where a piece is cut, damaged or larger than the room for it.
 */
#include "crawl/unfold.h"

#include <brotli/decode.h>
#include <libdeflate.h>
#include <stdlib.h>
#define ZLIB_CONST
#include <zlib.h>
#include <zstd.h>

#include "base/arena.h"

enum { FIRST_ROOM = 1 << 16, PIECE = 1 << 30 };

/* In windowBits: zlib's largest window, and which head it expects. */
enum { BITS = 15, GZIP_HEAD = 16 };

struct unfolder {
    unfold_kind kind;
    z_stream z;
    BrotliDecoderState *brotli;
    ZSTD_DCtx *zstd;
    bool bare; /* Of deflate: without zlib's head. */
    bool begun;
    const char *fault;
};

static char *larger(unfolded *to, size_t wanted)
{
    if (!to->arena)
        return realloc(to->data, wanted);
    if (to->data && arena_extend(to->arena, to->data, to->room, wanted))
        return to->data;
    char *moved = arena_take(to->arena, wanted);
    if (moved && to->len)
        memcpy(moved, to->data, to->len);
    return moved;
}

bool unfolded_grow(unfolded *to)
{
    size_t wanted = to->room < FIRST_ROOM ? FIRST_ROOM : to->room * 2;
    wanted = wanted < to->most ? wanted : to->most;
    if (wanted <= to->room)
        return false;
    char *data = larger(to, wanted);
    if (!data)
        return false;
    to->data = data;
    to->room = wanted;
    return true;
}

/* A zlib head is a multiple of 31 and names deflate (RFC 1950). */
static bool has_zlib_head(onr_str in)
{
    unsigned first = in.len > 1 ? (unsigned char)in.data[0] : 0;
    unsigned second = in.len > 1 ? (unsigned char)in.data[1] : 0;
    return (first & 15) == 8 && (first << 8 | second) % 31 == 0;
}

static bool begin_zlib(unfolder *u, onr_str in)
{
    u->bare = u->kind == UNFOLD_DEFLATE && !has_zlib_head(in);
    return inflateInit2(&u->z, u->bare                  ? -BITS
                               : u->kind == UNFOLD_GZIP ? BITS + GZIP_HEAD
                                                        : BITS) == Z_OK;
}

unfolder *unfolder_new(unfold_kind kind)
{
    unfolder *u = calloc(1, sizeof *u);
    if (!u)
        return NULL;
    u->kind = kind;
    if (kind == UNFOLD_BROTLI)
        u->brotli = BrotliDecoderCreateInstance(NULL, NULL, NULL);
    if (kind == UNFOLD_ZSTD)
        u->zstd = ZSTD_createDCtx();
    if ((kind == UNFOLD_BROTLI && !u->brotli) || (kind == UNFOLD_ZSTD && !u->zstd)) {
        unfolder_free(u);
        return NULL;
    }
    return u;
}

bool unfolder_know(unfolder *u, onr_str dictionary)
{
    return !u->zstd || dictionary.len == 0 ||
           !ZSTD_isError(ZSTD_DCtx_loadDictionary(u->zstd, dictionary.data, dictionary.len));
}

void unfolder_free(unfolder *u)
{
    if (!u)
        return;
    if (u->begun && u->kind < UNFOLD_BROTLI)
        inflateEnd(&u->z);
    BrotliDecoderDestroyInstance(u->brotli);
    ZSTD_freeDCtx(u->zstd);
    free(u);
}

/* Brotli knows no members: a body is one. */
void unfolder_begin(unfolder *u)
{
    if (u->zstd)
        ZSTD_DCtx_reset(u->zstd, ZSTD_reset_session_only);
    if (u->begun && u->kind < UNFOLD_BROTLI)
        inflateEnd(&u->z);
    u->begun = false;
}

static unfold_end next_of_zlib(unfolder *u, onr_str *in, char *out, size_t room, size_t *len)
{
    if (!u->begun && !(u->begun = begin_zlib(u, *in)))
        return UNFOLD_MEMORY;
    u->z.next_in = (const Bytef *)in->data;
    u->z.avail_in = (uInt)(in->len < PIECE ? in->len : PIECE);
    u->z.next_out = (Bytef *)out;
    u->z.avail_out = (uInt)(room < PIECE ? room : PIECE);
    int state = inflate(&u->z, Z_NO_FLUSH);
    *in = (onr_str){(const char *)u->z.next_in,
                    in->len - (size_t)((const char *)u->z.next_in - in->data)};
    *len += (size_t)((char *)u->z.next_out - out);
    if (state == Z_MEM_ERROR)
        return UNFOLD_MEMORY;
    u->fault = u->z.msg;
    return state == Z_STREAM_END                   ? UNFOLD_WHOLE
           : state == Z_OK || state == Z_BUF_ERROR ? UNFOLD_MORE
                                                   : UNFOLD_BAD;
}

static unfold_end next_of_brotli(unfolder *u, onr_str *in, char *out, size_t room, size_t *len)
{
    size_t left = in->len, free_room = room;
    const uint8_t *from = (const uint8_t *)in->data;
    uint8_t *to = (uint8_t *)out;
    BrotliDecoderResult state =
        BrotliDecoderDecompressStream(u->brotli, &left, &from, &free_room, &to, NULL);
    *in = (onr_str){(const char *)from, left};
    *len += room - free_room;
    if (state != BROTLI_DECODER_RESULT_ERROR)
        return state == BROTLI_DECODER_RESULT_SUCCESS ? UNFOLD_WHOLE : UNFOLD_MORE;
    BrotliDecoderErrorCode code = BrotliDecoderGetErrorCode(u->brotli);
    return code <= BROTLI_DECODER_ERROR_ALLOC_CONTEXT_MODES ? UNFOLD_MEMORY : UNFOLD_BAD;
}

static unfold_end next_of_zstd(unfolder *u, onr_str *in, char *out, size_t room, size_t *len)
{
    ZSTD_inBuffer from = {in->data, in->len, 0};
    ZSTD_outBuffer to = {out, room, 0};
    size_t state = ZSTD_decompressStream(u->zstd, &to, &from);
    *in = (onr_str){in->data + from.pos, in->len - from.pos};
    *len += to.pos;
    u->fault = ZSTD_isError(state) ? ZSTD_getErrorName(state) : NULL;
    return ZSTD_isError(state) ? UNFOLD_BAD : state == 0 ? UNFOLD_WHOLE : UNFOLD_MORE;
}

const char *unfolder_fault(const unfolder *u)
{
    return u->fault ? u->fault : "damaged";
}

unfold_end unfolder_next(unfolder *u, onr_str *in, char *out, size_t room, size_t *len)
{
    switch (u->kind) {
    case UNFOLD_BROTLI: return next_of_brotli(u, in, out, room, len);
    case UNFOLD_ZSTD: return next_of_zstd(u, in, out, room, len);
    default: return next_of_zlib(u, in, out, room, len);
    }
}

static enum libdeflate_result run_libdeflate(struct libdeflate_decompressor *d, unfolded *to,
                                             unfold_kind kind, onr_str in, size_t *used)
{
    char *out = to->data + to->len;
    size_t room = to->room - to->len, len = 0;
    enum libdeflate_result state =
        kind == UNFOLD_GZIP
            ? libdeflate_gzip_decompress_ex(d, in.data, in.len, out, room, used, &len)
        : has_zlib_head(in)
            ? libdeflate_zlib_decompress_ex(d, in.data, in.len, out, room, used, &len)
            : libdeflate_deflate_decompress_ex(d, in.data, in.len, out, room, used, &len);
    if (state == LIBDEFLATE_SUCCESS)
        to->len += len;
    return state;
}

/* libdeflate cannot go on where it stopped for want of room: it begins again with more. */
bool unfold_fast(unfolded *to, unfold_kind kind, onr_str in, size_t *used)
{
    struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
    enum libdeflate_result state = LIBDEFLATE_INSUFFICIENT_SPACE;
    while (d && state == LIBDEFLATE_INSUFFICIENT_SPACE &&
           (to->len < to->room || unfolded_grow(to))) {
        state = run_libdeflate(d, to, kind, in, used);
        if (state == LIBDEFLATE_INSUFFICIENT_SPACE && !unfolded_grow(to))
            break;
    }
    libdeflate_free_decompressor(d);
    return state == LIBDEFLATE_SUCCESS;
}

static unfold_end unfold_slowly(unfolded *to, unfold_kind kind, onr_str in)
{
    onr_str left = in;
    unfold_end end = UNFOLD_MORE;
    unfolder *u = unfolder_new(kind);
    if (!u)
        return UNFOLD_MEMORY;
    while (end == UNFOLD_MORE) {
        size_t before = to->len;
        if (to->len == to->room && !unfolded_grow(to)) {
            end = to->room >= to->most ? UNFOLD_LARGE : UNFOLD_MEMORY;
            break;
        }
        end = unfolder_next(u, &left, to->data + to->len, to->room - to->len, &to->len);
        if (end == UNFOLD_MORE && left.len == 0 && to->len == before)
            end = UNFOLD_CUT;
    }
    unfolder_free(u);
    return end;
}

unfold_end unfold_all(unfolded *to, unfold_kind kind, onr_str in)
{
    size_t used;
    if (kind < UNFOLD_BROTLI && unfold_fast(to, kind, in, &used))
        return UNFOLD_WHOLE;
    return unfold_slowly(to, kind, in);
}
