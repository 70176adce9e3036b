/*
 * A state is a line of numbers parted by tabs, and why pages failed:
 * at DONE LAST OUTPUT KEPT FOREIGN EMPTY AHEAD-COUNT AHEAD... REASON-COUNT (COUNT REASON)...
 */
#include "work/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"

static const char begin[] = "onrecord journal 1\t";

uint64_t journal_key(onr_str source, uint64_t offset)
{
    uint64_t hash = hash_text(source);
    for (int i = 0; i < 64; i += 8)
        hash = hash_byte(hash, (char)(offset >> i & 255));
    return hash;
}

static bool fail(const journal *j, const char *what, const char *advice, onr_error *err)
{
    onr_fail(err, ONR_E_IO, 0, advice, "%s", what);
    snprintf(err->source, sizeof err->source, "%s", j->path);
    return false;
}

/* The next field of a line as a number. */
static bool take_number(uint64_t *out, char **line)
{
    char *end;
    errno = 0;
    *out = strtoull(*line, &end, 10);
    bool ok = errno == 0 && end > *line && (*end == '\t' || *end == '\0');
    *line = *end ? end + 1 : end;
    return ok;
}

static bool take_reasons(tally *t, char **line)
{
    uint64_t count, times;
    if (!take_number(&count, line) || count > MOST_REASONS)
        return false;
    for (uint64_t i = 0; i < count; i++) {
        if (!take_number(&times, line))
            return false;
        char *what = strsep(line, "\t");
        if (!what)
            return false;
        tally_fail(t, what, times);
        if (!*line)
            return i + 1 == count;
    }
    return true;
}

static bool take_state(journal *j, char *line)
{
    uint64_t ahead;
    j->tally = (tally){0};
    j->ahead_count = 0;
    if (strncmp(line, "at\t", 3) != 0)
        return false;
    line += 3;
    if (!take_number(&j->done, &line) || !take_number(&j->last, &line) ||
        !take_number(&j->output, &line) || !take_number(&j->tally.pages[PAGE_KEPT], &line) ||
        !take_number(&j->tally.pages[PAGE_FOREIGN], &line) ||
        !take_number(&j->tally.pages[PAGE_EMPTY], &line) || !take_number(&ahead, &line) ||
        ahead > MOST_AHEAD)
        return false;
    for (; j->ahead_count < ahead; j->ahead_count++)
        if (!take_number(&j->ahead[j->ahead_count], &line))
            return false;
    return take_reasons(&j->tally, &line);
}

/* The run that it is of, and the last state that is whole. */
static bool read_states(journal *j, FILE *from, onr_str run, onr_error *err)
{
    char *line = NULL;
    size_t room = 0, length = strlen(begin);
    ssize_t len = getline(&line, &room, from);
    bool same = len > 0 && (size_t)len == length + run.len + 1 &&
                memcmp(line, begin, length) == 0 && memcmp(line + length, run.data, run.len) == 0;
    bool ok = same || fail(j, "the journal of another run",
                           "give the same command, or another journal", err);
    journal state = *j;
    off_t end = len;
    while (ok && (len = getline(&line, &room, from)) > 0 && line[len - 1] == '\n') {
        line[len - 1] = '\0';
        if (!take_state(&state, line)) {
            ok = fail(j, "a damaged journal", "remove it to begin anew", err);
            break;
        }
        *j = state;
        end += len;
    }
    free(line);
    j->resumes = ok;
    /* A line that an interruption has cut is written over. */
    return ok && ftruncate(j->fd, end) == 0 && lseek(j->fd, end, SEEK_SET) == end;
}

/* Whether standard output is a file, of which what was written can be taken back. */
static bool is_file(uint64_t *size)
{
    struct stat status;
    bool file = fstat(STDOUT_FILENO, &status) == 0 && S_ISREG(status.st_mode);
    *size = file ? (uint64_t)status.st_size : 0;
    return file;
}

static bool restore_output(journal *j, onr_error *err)
{
    uint64_t size;
    if (!is_file(&size))
        return true;
    if (!j->resumes) {
        j->output = size;
        return true;
    }
    if (size < j->output)
        return fail(j, "standard output is shorter than the run before left it",
                    "append to the same file: >>", err);
    return (ftruncate(STDOUT_FILENO, (off_t)j->output) == 0 &&
            lseek(STDOUT_FILENO, (off_t)j->output, SEEK_SET) >= 0) ||
           fail(j, strerror(errno), "check where standard output goes", err);
}

static bool write_begin(journal *j, onr_str run, onr_error *err)
{
    return dprintf(j->fd, "%s%.*s\n", begin, (int)run.len, run.data) > 0 ||
           fail(j, strerror(errno), "free some space", err);
}

bool journal_open(journal *out, const char *path, onr_str run, onr_error *err)
{
    struct stat status;
    *out = (journal){.path = path, .fd = -1};
    if (!path)
        return true;
    out->fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (out->fd < 0 || fstat(out->fd, &status) != 0)
        return fail(out, strerror(errno), "check the journal's folder", err);
    if (!S_ISREG(status.st_mode))
        return fail(out, "not a regular file", "name a file by --resume", err);
    /* Whoever was killed has let go of it. Some file systems lock nothing. */
    if (flock(out->fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        return fail(out, "the journal of a run that is going on", "let that one end", err);
    FILE *from = status.st_size > 0 ? fdopen(dup(out->fd), "r") : NULL;
    bool ok = from ? read_states(out, from, run, err) : write_begin(out, run, err);
    if (from)
        fclose(from);
    return ok && restore_output(out, err);
}

void journal_close(journal *j)
{
    if (j->fd >= 0)
        close(j->fd);
    j->fd = -1;
}

bool journal_has(const journal *j, uint64_t number)
{
    if (!j->resumes || number < j->done)
        return j->resumes;
    for (size_t i = 0; i < j->ahead_count; i++)
        if (j->ahead[i] == number)
            return true;
    return false;
}

bool journal_is_due(const journal *j)
{
    struct timespec now;
    uint64_t size;
    if (j->fd < 0)
        return false;
    return !is_file(&size) || clock_gettime(CLOCK_MONOTONIC, &now) != 0 ||
           now.tv_sec > j->written.tv_sec;
}

static void put_state(FILE *to, const journal *j)
{
    size_t reasons = 0;
    while (reasons < MOST_REASONS && j->tally.reasons[reasons].count > 0)
        reasons++;
    fprintf(to, "at\t%llu\t%llu\t%llu\t%llu\t%llu\t%llu\t%zu", (unsigned long long)j->done,
            (unsigned long long)j->last, (unsigned long long)j->output,
            (unsigned long long)j->tally.pages[PAGE_KEPT],
            (unsigned long long)j->tally.pages[PAGE_FOREIGN],
            (unsigned long long)j->tally.pages[PAGE_EMPTY], j->ahead_count);
    for (size_t i = 0; i < j->ahead_count; i++)
        fprintf(to, "\t%llu", (unsigned long long)j->ahead[i]);
    fprintf(to, "\t%zu", reasons);
    for (size_t i = 0; i < reasons; i++) {
        fprintf(to, "\t%llu\t", (unsigned long long)j->tally.reasons[i].count);
        for (const char *c = j->tally.reasons[i].what; *c; c++)
            fputc((unsigned char)*c < ' ' ? '?' : *c, to);
    }
    fputc('\n', to);
}

bool journal_write(journal *j, onr_error *err)
{
    static const size_t most = 32768;
    uint64_t size;
    if (is_file(&size) && fdatasync(STDOUT_FILENO) != 0 && errno != EINVAL)
        return fail(j, strerror(errno), "check where standard output goes", err);
    j->output = size;
    char *line = malloc(most);
    FILE *to = line ? fmemopen(line, most, "w") : NULL;
    if (!to) {
        free(line);
        return fail(j, "no memory left for its state", "lower -j", err);
    }
    put_state(to, j);
    long len = ftell(to);
    fclose(to);
    bool ok = len > 0 && write(j->fd, line, (size_t)len) == len && fdatasync(j->fd) == 0;
    free(line);
    clock_gettime(CLOCK_MONOTONIC, &j->written);
    return ok || fail(j, strerror(errno), "free some space", err);
}
