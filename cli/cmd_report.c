/* onrecord report: articles with what their records say, as one file of HTML. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"
#include "cli.h"
#include "intake/names.h"
#include "whole_file.h"

/* What is said around the pages. */
enum { FRAME_MEMORY = 1 << 20 };

typedef struct reporting {
    onr_models models;
    const settings *settings;
} reporting;

static bool read_page(job *j, void *user, onr_error *err)
{
    const reporting *r = user;
    float least = r->settings->style.least;
    return onr_read(&j->record, &j->input, &r->models, j->arena, err) &&
           (least <= 0 || onr_record_keep_sure(&j->record, least, j->arena, err)) &&
           onr_web_report_page(&j->output, &j->record, j->input.bytes, j->arena, err);
}

static bool is_same(const char *path, const struct stat *output)
{
    struct stat page;
    return stat(path, &page) == 0 && page.st_dev == output->st_dev && page.st_ino == output->st_ino;
}

/* Whether `output` is one of the pages, by whatever name. A list that is a pipe can be read but
 * once, and is left to whoever reads the pages. */
static bool is_page(const settings *s, const struct stat *output)
{
    struct stat list;
    name_list names;
    onr_error err = {0};
    const char *name = NULL;
    sandbox nobody = {.inputs = -1, .store = -1, .journal = -1};
    if (s->list && (stat(s->list, &list) != 0 || !S_ISREG(list.st_mode)))
        return false;
    bool found = s->list && is_same(s->list, output);
    if (!found && names_open(&names, s, &nobody, &err)) {
        do {
            err = (onr_error){0};
            name = names_next(&names, &err);
            found = name && is_same(name, output);
        } while (!found && (name || err.code != ONR_OK));
        names_close(&names);
    }
    return found;
}

static bool file_fail(const settings *s, onr_error *err)
{
    if (err->code == ONR_OK)
        onr_fail(err, ONR_E_IO, 0, "check the path and its permissions", "%s", strerror(errno));
    snprintf(err->source, sizeof err->source, "%s", s->output);
    return false;
}

/* From here on standard output is the file. */
static bool open_file(whole_file *f, const settings *s, onr_error *err)
{
    struct stat is;
    bool there = stat(s->output, &is) == 0;
    if (there && S_ISREG(is.st_mode) && is_page(s, &is)) {
        onr_fail(err, ONR_E_IO, 0, "name another file by -o",
                 "what is to be read, which the report would replace");
        return file_fail(s, err);
    }
    if (!whole_file_open(f, s->output, there ? &is : NULL))
        return file_fail(s, err);
    if (dup2(f->fd, STDOUT_FILENO) >= 0)
        return true;
    file_fail(s, err);
    whole_file_close(f, false);
    return false;
}

/* "Record of dam-accord.html" */
static onr_str title_of(const settings *s, char *room, size_t size)
{
    const char *slash = s->file_count == 1 ? strrchr(s->files[0], '/') : NULL;
    if (s->file_count != 1)
        return ONR_STR("Records of several pages");
    snprintf(room, size, "Record of %s", slash ? slash + 1 : s->files[0]);
    return str_of(room);
}

/* An error has the name of the file; none: whoever reads a pipe has closed it. */
static bool put(const settings *s, onr_str text, onr_error *err)
{
    return write_output(text, err) || (s->output && err->code != ONR_OK && file_fail(s, err));
}

static bool deliver_page(job *j, void *user, onr_error *err)
{
    return put(((const reporting *)user)->settings, j->output, err);
}

static int write_report(reporting *r, onr_arena *arena, onr_error *err)
{
    char title[300];
    onr_str begin, end;
    const settings *s = r->settings;
    if (!onr_web_report_begin(&begin, title_of(s, title, sizeof title), arena, err) ||
        !onr_web_report_end(&end, arena, err) || !put(s, begin, err))
        return err->code == ONR_OK ? EXIT_READ : EXIT_UNWRITTEN;
    int status = batch_run(s, read_page, deliver_page, NULL, r);
    return status == EXIT_UNWRITTEN || put(s, end, err) || err->code == ONR_OK ? status
                                                                               : EXIT_UNWRITTEN;
}

/* The report to standard output, or to the file in one piece. */
static int make_report(reporting *r, onr_arena *arena, onr_error *err)
{
    whole_file f;
    const settings *s = r->settings;
    if (s->output && !open_file(&f, s, err))
        return EXIT_UNWRITTEN;
    int status = write_report(r, arena, err);
    if (!s->output || whole_file_close(&f, status != EXIT_UNWRITTEN))
        return status;
    file_fail(s, err);
    return EXIT_UNWRITTEN;
}

int cmd_report(const command *self, int argc, char **argv)
{
    settings s;
    onr_error err = {0};
    settings_read(&s, self, argc, argv);
    reporting r = {.settings = &s};
    if (!models_find(&r.models, &s))
        return EXIT_USAGE;
    onr_arena *arena = onr_arena_new(FRAME_MEMORY);
    int status = EXIT_UNWRITTEN;
    if (arena)
        status = make_report(&r, arena, &err);
    else
        onr_fail(&err, ONR_E_MEMORY, 0, "free some memory", "no memory for the report");
    if (err.code != ONR_OK)
        print_error(&err);
    onr_arena_free(arena);
    models_drop(&r.models);
    return finish_output(status);
}
