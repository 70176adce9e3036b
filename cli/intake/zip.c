/*
 * Zip files: each member is opened as a file is. Of an archive that has WARC files in it (WACZ)
 * these alone count, as all else there is about them.
 */
#include "intake/zip.h"

#include <minizip/unzip.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"

enum { LONGEST_NAME = 4096 };

struct zip {
    unzFile file;
    int fd; /* The caller's. */
    uint64_t at;
    bool warcs_alone, begun, open;
    char name[LONGEST_NAME]; /* The path, a stroke, the member. */
    size_t path_len;
};

/* minizip reads through these. */
static void *open_fd(void *opaque, const void *path, int mode)
{
    (void)path, (void)mode;
    return opaque;
}

static uLong read_fd(void *opaque, void *stream, void *out, uLong len)
{
    zip *z = opaque;
    (void)stream;
    ssize_t got = pread(z->fd, out, len, (off_t)z->at);
    z->at += got > 0 ? (uint64_t)got : 0;
    return got > 0 ? (uLong)got : 0;
}

static uLong write_nothing(void *opaque, void *stream, const void *bytes, uLong len)
{
    (void)opaque, (void)stream, (void)bytes, (void)len;
    return 0;
}

static ZPOS64_T tell_fd(void *opaque, void *stream)
{
    (void)stream;
    return ((zip *)opaque)->at;
}

static long seek_fd(void *opaque, void *stream, ZPOS64_T to, int from)
{
    zip *z = opaque;
    (void)stream;
    off_t end = lseek(z->fd, 0, SEEK_END);
    uint64_t base = from == ZLIB_FILEFUNC_SEEK_CUR   ? z->at
                    : from == ZLIB_FILEFUNC_SEEK_END ? (uint64_t)end
                                                     : 0;
    if (end < 0 || base + to > (uint64_t)end)
        return -1;
    z->at = base + to;
    return 0;
}

static int close_fd(void *opaque, void *stream)
{
    (void)opaque, (void)stream;
    return 0;
}

/* Asked behind a read that gave nothing; the file's end is no fault of the reading. */
static int error_of_fd(void *opaque, void *stream)
{
    (void)opaque, (void)stream;
    return 0;
}

bool zip_is(onr_str begin)
{
    return str_starts(begin, "PK\x03\x04") || str_starts(begin, "PK\x05\x06");
}

static bool is_warc_name(onr_str name)
{
    return str_ends(name, ".warc") || str_ends(name, ".warc.gz") || str_ends(name, ".warc.zst");
}

static bool is_page_name(onr_str name)
{
    static const char *const ends[] = {".html", ".htm",   ".xhtml", ".txt", ".gz",
                                       ".zst",  ".json",  ".jsonl", ".xml", ".rss",
                                       ".atom", ".mhtml", ".mht"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (str_ends(name, ends[i]))
            return true;
    return is_warc_name(name);
}

/* Goes to the next member, or the first one; its name to where names stand. */
static int go_on(zip *z)
{
    int state = z->begun ? unzGoToNextFile(z->file) : unzGoToFirstFile(z->file);
    z->begun = true;
    if (state != UNZ_OK)
        return state;
    char *name = z->name + z->path_len + 1;
    return unzGetCurrentFileInfo64(z->file, NULL, name, LONGEST_NAME - z->path_len - 2, NULL, 0,
                                   NULL, 0);
}

static onr_str member_name(const zip *z)
{
    return str_of(z->name + z->path_len + 1);
}

static void look_for_warcs(zip *z)
{
    while (!z->warcs_alone && go_on(z) == UNZ_OK)
        z->warcs_alone = is_warc_name(member_name(z));
    z->begun = false;
}

zip *zip_open(const char *path, int fd)
{
    zip *z = calloc(1, sizeof *z);
    if (!z)
        return NULL;
    z->fd = fd;
    z->path_len = strlen(path);
    zlib_filefunc64_def calls = {open_fd, read_fd,  write_nothing, tell_fd,
                                 seek_fd, close_fd, error_of_fd,   z};
    z->file = z->path_len < LONGEST_NAME / 2 ? unzOpen2_64(path, &calls) : NULL;
    if (!z->file) {
        free(z);
        return NULL;
    }
    memcpy(z->name, path, z->path_len);
    z->name[z->path_len] = '/';
    look_for_warcs(z);
    return z;
}

void zip_close(zip *z)
{
    if (!z)
        return;
    if (z->open)
        unzCloseCurrentFile(z->file);
    unzClose(z->file);
    free(z);
}

zip_next zip_next_member(zip *z, const char **name)
{
    if (z->open)
        unzCloseCurrentFile(z->file);
    z->open = false;
    for (int state; (state = go_on(z)) != UNZ_END_OF_LIST_OF_FILE;) {
        *name = z->name;
        if (state != UNZ_OK)
            return ZIP_BAD;
        if (z->warcs_alone ? !is_warc_name(member_name(z)) : !is_page_name(member_name(z)))
            continue;
        z->open = unzOpenCurrentFile(z->file) == UNZ_OK;
        return z->open ? ZIP_MEMBER : ZIP_BAD_MEMBER;
    }
    return ZIP_END;
}

uint64_t zip_offset(const zip *z)
{
    unz_file_info64 info;
    bool stored = unzGetCurrentFileInfo64(z->file, &info, NULL, 0, NULL, 0, NULL, 0) == UNZ_OK &&
                  info.compression_method == 0;
    return stored ? unzGetCurrentFileZStreamPos64(z->file) : 0;
}

long zip_read(void *from, char *out, size_t room)
{
    zip *z = from;
    return unzReadCurrentFile(z->file, out, room < (1u << 20) ? (unsigned)room : 1u << 20);
}
