/*
 * Folders and lists become names. A list is read twice: before the first page, since the sandbox
 * asks which files there will be, and then name by name. So the names of a pipe are kept in a
 * file without a name first.
 */
#include "intake/names.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "intake/source.h"

/* Of a list, that many files are allowed one by one; behind them the folders that they are in. */
enum { MOST_SINGLE = 4096, DEEPEST = 256, LONGEST_NAME = 1 << 16 };

/* The next line of the list to where a name stands, with its end; its length, -1 where there is
 * none. A list may be anything, and go on without a line's end. */
static ssize_t read_bytes(name_list *n)
{
    size_t len = 0;
    if (!n->name || n->name_room < LONGEST_NAME + 1) {
        char *larger = realloc(n->name, LONGEST_NAME + 1);
        if (!larger)
            return -1;
        n->name = larger;
        n->name_room = LONGEST_NAME + 1;
    }
    for (int c = 0; c != '\n' && len < LONGEST_NAME && (c = getc_unlocked(n->list)) != EOF;) {
        n->name[len++] = (char)c;
        n->zero = n->zero || c == '\0';
    }
    n->name[len] = '\0';
    return len > 0 ? (ssize_t)len : -1;
}

/* The next line of the list that is not empty, without its end and the mark that a list may begin
 * with. */
static bool read_line(name_list *n)
{
    static const char mark[] = "\xEF\xBB\xBF";
    for (;;) {
        bool first = ftell(n->list) == 0;
        ssize_t len = read_bytes(n);
        if (len < 0 || n->zero || len == LONGEST_NAME)
            return false;
        while (len > 0 && (n->name[len - 1] == '\n' || n->name[len - 1] == '\r'))
            n->name[--len] = '\0';
        if (first && strncmp(n->name, mark, 3) == 0)
            memmove(n->name, n->name + 3, (size_t)(len -= 3) + 1);
        if (len > 0)
            return true;
    }
}

static void allow_folder_of(sandbox *allowed, const char *name, char last[4096])
{
    const char *slash = strrchr(name, '/');
    size_t len = slash ? (size_t)(slash - name) + 1 : 0;
    if (len + 2 > 4096 || (strlen(last) == len && memcmp(last, name, len) == 0))
        return;
    memcpy(last, name, len);
    last[len] = '\0';
    sandbox_allow(allowed, len > 0 ? last : ".", false);
}

/* Of the list errno says what is wrong; it gives no more names. */
static bool list_fail(name_list *n, onr_error *err)
{
    if (n->list && n->zero)
        source_fail(n->s->list, 0, "a byte of zero in a list of files", "give a name a line", err);
    else if (n->list && n->name && strlen(n->name) == LONGEST_NAME)
        source_fail(n->s->list, 0, "a line too long for a file's name", "give a name a line", err);
    else
        source_fail(n->s->list, 0, strerror(errno), "check the list of files", err);
    if (n->list)
        fclose(n->list);
    n->list = NULL;
    return false;
}

static bool allow_list(name_list *n, sandbox *allowed, onr_error *err)
{
    char last[4096] = "//";
    for (size_t i = 0; read_line(n); i++)
        if (i < MOST_SINGLE)
            sandbox_allow(allowed, n->name, n->s->recursive);
        else
            allow_folder_of(allowed, n->name, last);
    if (!feof(n->list) || n->zero)
        return list_fail(n, err);
    rewind(n->list);
    return true;
}

/* A file without a name that holds what is left of `from`. */
static FILE *keep(FILE *from)
{
    char bytes[65536];
    FILE *to = tmpfile();
    size_t len;
    while (to && (len = fread(bytes, 1, sizeof bytes, from)) > 0)
        fwrite(bytes, 1, len, to);
    if (to && (ferror(from) || fflush(to) != 0)) {
        fclose(to);
        to = NULL;
    }
    fclose(from);
    if (to)
        rewind(to);
    return to;
}

static bool open_list(name_list *n, onr_error *err)
{
    const char *path = n->s->list;
    n->list = source_is_standard(path) ? fdopen(dup(STDIN_FILENO), "r") : fopen(path, "r");
    if (n->list && fseek(n->list, 0, SEEK_CUR) != 0)
        n->list = keep(n->list);
    return n->list || list_fail(n, err);
}

bool names_open(name_list *out, const settings *s, sandbox *allowed, onr_error *err)
{
    *out = (name_list){.s = s};
    for (int i = 0; i < s->file_count; i++)
        sandbox_allow(allowed, s->files[i], s->recursive);
    if (!s->list)
        return true;
    return open_list(out, err) && allow_list(out, allowed, err);
}

static void leave_folder(name_list *n)
{
    open_folder *f = &n->folders[--n->depth];
    while (f->next < f->count)
        free(f->entries[f->next++]);
    free(f->entries);
    free(f->path);
}

void names_close(name_list *n)
{
    while (n->depth > 0)
        leave_folder(n);
    free(n->folders);
    free(n->name);
    if (n->list)
        fclose(n->list);
    *n = (name_list){0};
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_inside(const struct dirent *entry)
{
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

static bool enter_folder(name_list *n, onr_error *err)
{
    open_folder *larger = realloc(n->folders, (n->depth + 1) * sizeof *larger);
    open_folder f = {.path = strdup(n->name)};
    n->folders = larger ? larger : n->folders;
    if (larger && f.path && n->depth < DEEPEST)
        f.count = scandir(n->name, &f.entries, is_inside, by_bytes);
    else
        errno = larger && f.path ? ELOOP : ENOMEM;
    if (!larger || !f.path || f.count < 0 || n->depth == DEEPEST) {
        free(f.path);
        return source_fail(n->name, 0, strerror(errno), "check the folder's permissions", err);
    }
    n->folders[n->depth++] = f;
    return true;
}

static bool no_memory(const char *path, onr_error *err)
{
    return source_fail(path, 0, "no memory left for its name", "lower -j", err);
}

static bool set_name(name_list *n, const char *before, const char *name, onr_error *err)
{
    size_t len = strlen(before), more = strlen(name);
    bool slash = len > 0 && before[len - 1] != '/';
    if (n->name_room < len + more + 2) {
        char *larger = realloc(n->name, len + more + 2);
        if (!larger)
            return no_memory(name, err);
        n->name = larger;
        n->name_room = len + more + 2;
    }
    sprintf(n->name, "%s%s%s", before, slash ? "/" : "", name);
    return true;
}

/* The next entry of the innermost folder, which has one. */
static bool next_entry(name_list *n, onr_error *err)
{
    open_folder *f = &n->folders[n->depth - 1];
    bool ok = set_name(n, f->path, f->entries[f->next]->d_name, err);
    free(f->entries[f->next++]);
    return ok;
}

/* Below a named folder no link leads on into another: it might lead back. */
static bool is_folder(const char *path, bool follow)
{
    struct stat status;
    return (follow ? stat(path, &status) : lstat(path, &status)) == 0 && S_ISDIR(status.st_mode);
}

static bool is_file(const char *path)
{
    struct stat status;
    return stat(path, &status) != 0 || S_ISREG(status.st_mode);
}

static const char *base_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool is_same(const char *path, const char *other)
{
    struct stat one, two;
    return strcmp(base_of(path), base_of(other)) == 0 && stat(path, &one) == 0 &&
           stat(other, &two) == 0 && one.st_dev == two.st_dev && one.st_ino == two.st_ino;
}

/* Whether a file found in a folder is what this run writes: the store, with what SQLite keeps
 * beside it, or the journal. */
static bool is_written(const settings *s, const char *path)
{
    static const char *const behind[] = {"", "-wal", "-shm", "-journal"};
    char name[sizeof s->store_name + 16];
    for (size_t i = 0; s->store && i < sizeof behind / sizeof *behind; i++) {
        snprintf(name, sizeof name, "%s%s", s->store, behind[i]);
        if (is_same(name, path))
            return true;
    }
    return s->resume && is_same(s->resume, path);
}

/* The next name that was given; false: there is none left, or `err` says why not. */
static bool next_given(name_list *n, onr_error *err)
{
    if (n->next_file < n->s->file_count)
        return set_name(n, "", n->s->files[n->next_file++], err);
    if (n->list && read_line(n))
        return true;
    return n->list && (!feof(n->list) || n->zero) && list_fail(n, err);
}

const char *names_next(name_list *n, onr_error *err)
{
    for (;;) {
        bool within = n->depth > 0;
        if (within && n->folders[n->depth - 1].next == n->folders[n->depth - 1].count) {
            leave_folder(n);
            continue;
        }
        if (!(within ? next_entry(n, err) : next_given(n, err)))
            return NULL;
        if (n->s->recursive && is_folder(n->name, !within)) {
            if (!enter_folder(n, err))
                return NULL;
        } else if (!within || (is_file(n->name) && !is_written(n->s, n->name))) {
            return n->name;
        }
    }
}
