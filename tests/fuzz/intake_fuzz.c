/*
 * Any bytes are a file that holds pages, whatever it is called: JSON lines, WARC, gzip, Zstandard,
 * zip, a feed, MHTML. Each page that it gives lies in the file, or says what is wrong; sooner or
 * later it ends. The first byte chooses the name.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/str.h"
#include "intake/intake.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MOST_UNFOLDED = 1 << 20 };

static const char *const names[] = {"p.html",     "p.html.gz", "p.jsonl",   "p.jsonl.gz",
                                    "p.json",     "p.warc",    "p.warc.gz", "p.warc.zst",
                                    "p.warc.wet", "p.xml",     "p.mhtml",   "p.zip",
                                    "p.wacz",     "p.txt",     "p.rss.zst", "p"};

static void look_at(job *j, size_t size, bool folded)
{
    onr_error err = {0};
    if (j->ok && j->unfold && !j->unfold(j, MOST_UNFOLDED, &err)) {
        assert(err.code != ONR_OK && err.what[0] != '\0');
        return;
    }
    if (!j->ok) {
        assert(j->err.code != ONR_OK && j->err.what[0] != '\0');
        return;
    }
    size_t sum = 0;
    for (size_t i = 0; i < j->input.bytes.len; i++)
        sum += (unsigned char)j->input.bytes.data[i];
    assert(sum <= j->input.bytes.len * 255);
    if (!folded)
        assert(j->input.origin.offset + j->input.origin.length <= size);
}

/* Of what is folded as a whole, places are those of what it unfolds to. */
static bool is_folded(onr_str bytes)
{
    return str_find(bytes, ONR_STR("\x1f\x8b"), 0) != SIZE_MAX ||
           str_find(bytes, ONR_STR("\x28\xb5\x2f\xfd"), 0) != SIZE_MAX ||
           str_find(bytes, ONR_STR("PK"), 0) != SIZE_MAX;
}

static void read_all(intake *from, onr_str bytes)
{
    job j = {.arena = onr_arena_new((size_t)1 << 24)};
    size_t pages = 0;
    while (j.arena && intake_next(from, &j)) {
        look_at(&j, bytes.len, is_folded(bytes));
        intake_clear(&j);
        assert(pages++ <= MOST_UNFOLDED);
    }
    free(j.bytes);
    onr_arena_free(j.arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char name[16], *files[] = {name};
    if (size == 0)
        return 0;
    strcpy(name, names[data[0] % (sizeof names / sizeof *names)]);
    settings s = {.detect = true, .page_memory = 4, .files = files, .file_count = 1};
    int fd = memfd_create("pages", 0);
    assert(fd >= 0 && write(fd, data + 1, size - 1) == (ssize_t)(size - 1) &&
           lseek(fd, 0, SEEK_SET) == 0);
    intake from = {.s = &s, .fd = fd, .names = {.s = &s}};
    read_all(&from, (onr_str){(const char *)data + 1, size - 1});
    intake_end(&from);
    close(fd);
    return 0;
}
