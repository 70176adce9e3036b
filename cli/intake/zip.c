/*
 * Zip files: each member is opened as a file is. Of an archive that has WARC files in it (WACZ)
 * these alone count, as all else there is about them.
 */
#include "intake/zip.h"

#include <errno.h>
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
    int fault; /* Why the last read failed, as errno has it; 0: it did not. */
    bool warcs_alone, begun, open, encrypted;
    char name[LONGEST_NAME]; /* The path, a stroke, the member. */
    size_t path_len;
};

/* minizip reads through these. */
static void *open_fd(void *opaque, const void *path, int mode)
{
    (void)path, (void)mode;
    return opaque;
}

/* minizip takes less than it asked for as the file's end; so there is no less before that. */
static uLong read_fd(void *opaque, void *stream, void *out, uLong len)
{
    zip *z = opaque;
    uLong done = 0;
    ssize_t got = 1;
    (void)stream;
    for (; done < len && got != 0; done += got > 0 ? (uLong)got : 0) {
        got = pread(z->fd, (char *)out + done, len - done, (off_t)(z->at + done));
        if (got < 0 && errno != EINTR) {
            z->fault = errno;
            break;
        }
    }
    z->at += done;
    return done;
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

/* Asked behind a read that gave less; the file's end is no fault of the reading. */
static int error_of_fd(void *opaque, void *stream)
{
    (void)stream;
    return ((zip *)opaque)->fault;
}

bool zip_is(onr_str begin)
{
    return str_starts(begin, "PK\x03\x04") || str_starts(begin, "PK\x05\x06");
}

static bool is_warc_name(onr_str name)
{
    return str_ends(name, ".warc") || str_ends(name, ".warc.gz") || str_ends(name, ".warc.zst");
}

/* Archives in it are no pages; whoever opens one says so. */
static bool is_page_name(onr_str name)
{
    static const char *const ends[] = {".html", ".htm",   ".xhtml", ".txt", ".gz",
                                       ".zst",  ".json",  ".jsonl", ".xml", ".rss",
                                       ".atom", ".mhtml", ".mht",   ".zip", ".wacz"};
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
    char *name = z->name + z->path_len + 1;
    unz_file_info64 info = {0};
    if (state == UNZ_OK)
        state = unzGetCurrentFileInfo64(z->file, &info, name, LONGEST_NAME - z->path_len - 2, NULL,
                                        0, NULL, 0);
    z->encrypted = info.flag & 1;
    return state;
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

zip *zip_open(const char *path, int fd, int *fault)
{
    zip *z = calloc(1, sizeof *z);
    *fault = 0;
    if (!z)
        return NULL;
    z->fd = fd;
    z->path_len = strlen(path);
    zlib_filefunc64_def calls = {open_fd, read_fd,  write_nothing, tell_fd,
                                 seek_fd, close_fd, error_of_fd,   z};
    z->file = z->path_len < LONGEST_NAME / 2 ? unzOpen2_64(path, &calls) : NULL;
    if (z->file) {
        memcpy(z->name, path, z->path_len);
        z->name[z->path_len] = '/';
        look_for_warcs(z);
    }
    *fault = z->fault;
    if (z->file && !z->fault)
        return z;
    zip_close(z);
    return NULL;
}

void zip_close(zip *z)
{
    if (!z)
        return;
    if (z->open)
        unzCloseCurrentFile(z->file);
    if (z->file)
        unzClose(z->file);
    free(z);
}

zip_next zip_next_member(zip *z, const char **name)
{
    if (z->open)
        unzCloseCurrentFile(z->file);
    z->open = false;
    z->fault = 0;
    for (int state; (state = go_on(z)) != UNZ_END_OF_LIST_OF_FILE;) {
        *name = z->name;
        if (state != UNZ_OK || z->fault) {
            z->name[z->path_len] = '\0'; /* What is read of the member's may be half of it. */
            return ZIP_BAD;
        }
        if (z->warcs_alone ? !is_warc_name(member_name(z)) : !is_page_name(member_name(z)))
            continue;
        z->open = !z->encrypted && unzOpenCurrentFile(z->file) == UNZ_OK;
        return z->open ? ZIP_MEMBER : ZIP_BAD_MEMBER;
    }
    return ZIP_END;
}

bool zip_is_encrypted(const zip *z)
{
    return z->encrypted;
}

const char *zip_fault(const zip *z)
{
    return z->fault ? strerror(z->fault) : NULL;
}

uint64_t zip_offset(const zip *z)
{
    unz_file_info64 info;
    bool stored = unzGetCurrentFileInfo64(z->file, &info, NULL, 0, NULL, 0, NULL, 0) == UNZ_OK &&
                  info.compression_method == 0;
    return stored ? unzGetCurrentFileZStreamPos64(z->file) : 0;
}

/* The checksum of a member is looked at where it is closed. */
static bool ends_well(zip *z)
{
    z->open = false;
    return unzCloseCurrentFile(z->file) != UNZ_CRCERROR;
}

long zip_read(void *from, char *out, size_t room)
{
    zip *z = from;
    if (!z->open)
        return 0;
    int got = unzReadCurrentFile(z->file, out, room < (1u << 20) ? (unsigned)room : 1u << 20);
    if (got > 0 && !z->fault)
        return got;
    if (got == 0 && !z->fault && ends_well(z))
        return 0;
    errno = z->fault ? z->fault : EBADMSG;
    return -1;
}
