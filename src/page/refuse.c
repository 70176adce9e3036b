/*
 * Decides whether bytes are a page at all: by the mark that other kinds of files have, else
 * by control characters, of which text has next to none.
 */
#include "page/refuse.h"

#include "base/str.h"

enum {
    LOOK_BYTES = 4096,  /* so many are looked at */
    FEWEST_STRANGE = 8, /* so many control characters, */
    LEAST_SHARE = 20,   /* and every 20th byte: no text */
};

typedef struct magic {
    size_t at;
    const char *bytes;
    size_t len;
    const char *kind;
    const char *advice;
} magic;

#define CONVERT "save what it shows as HTML or text, and give that"
#define UNPACK "unpack it, and give the pages in it"

static const magic magics[] = {
    {0, "%PDF-", 5, "a PDF file", CONVERT},
    {0, "%!PS", 4, "a PostScript file", CONVERT},
    {0, "{\\rtf", 5, "an RTF file", CONVERT},
    {0, "\xD0\xCF\x11\xE0", 4, "a Word file", CONVERT},
    {0, "WARC/", 5, "a WARC file", UNPACK},
    {0, "PK\x03\x04", 4, "a ZIP file, or a document in one", UNPACK},
    {0, "\x1F\x8B", 2, "packed by gzip twice", UNPACK},
    {0, "\x28\xB5\x2F\xFD", 4, "packed by zstd", UNPACK},
    {0, "\xFD\x37zXZ", 5, "packed by xz", UNPACK},
    {0, "BZh", 3, "packed by bzip2", UNPACK},
    {0, "7z\xBC\xAF", 4, "a 7z file", UNPACK},
    {0, "Rar!\x1A", 5, "a RAR file", UNPACK},
    {257, "ustar\0", 6, "a tar file", UNPACK},
    {257, "ustar  ", 8, "a tar file", UNPACK},
    {0, "\x7F\x45LF", 4, "a program", "give a page"},
    {0, "MZ\x90", 3, "a program", "give a page"},
    {0, "\x89PNG", 4, "a picture", "give a page"},
    {0, "\xFF\xD8\xFF", 3, "a picture", "give a page"},
    {0, "GIF8", 4, "a picture", "give a page"},
    {0, "SQLite format 3", 15, "an SQLite file", "ask a store by onrecord query"},
};

static const magic *find_magic(onr_str bytes)
{
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++) {
        const magic *m = &magics[i];
        if (bytes.len >= m->at + m->len && memcmp(bytes.data + m->at, m->bytes, m->len) == 0)
            return m;
    }
    return NULL;
}

/* Control characters that no text has; what a terminal was told may have been saved with one. */
static bool is_strange(char byte)
{
    return (unsigned char)byte < ' ' && !is_ascii_space(byte) && byte != 0x1B && byte != '\b' &&
           byte != '\a';
}

/* The first strange byte of bytes that have too many of them for text; `len` where they have not.
 */
static size_t find_strange(onr_str bytes)
{
    size_t count = 0, first = bytes.len, look = bytes.len < LOOK_BYTES ? bytes.len : LOOK_BYTES;
    for (size_t i = 0; i < look; i++)
        if (is_strange(bytes.data[i]))
            first = count++ ? first : i;
    return count >= FEWEST_STRANGE && count * LEAST_SHARE >= look ? first : bytes.len;
}

bool page_accept(onr_str bytes, const char *charset, onr_error *err)
{
    const magic *found = find_magic(bytes);
    if (found)
        return onr_fail(err, ONR_E_FORMAT, 0, found->advice, "no page: %s", found->kind);
    bool wide = str_starts_nocase(str_of(charset), "utf-16");
    size_t strange = wide ? bytes.len : find_strange(bytes);
    return strange == bytes.len || onr_fail(err, ONR_E_FORMAT, strange, "give a page",
                                            "no page: more control characters than text has");
}
