/* onrecord read: the record of each page. */
#include "cli.h"

typedef struct reading {
    onr_models models;
    const export_format *format;
    bool colour;
} reading;

static bool read_record(job *j, void *user, onr_error *err)
{
    const reading *r = user;
    if (!onr_read(&j->record, &j->input, &r->models, j->arena, err))
        return false;
    buffer to = {.arena = j->arena};
    r->format->record(&to, &j->record, (export_style){.colour = r->colour});
    return buffer_finish(&j->output, &to, "write the record", err);
}

int cmd_read(const command *self, int argc, char **argv)
{
    settings s;
    settings_read(&s, self, argc, argv);
    reading r = {.format = s.format, .colour = wants_colour()};
    if (!models_find(&r.models, &s))
        return EXIT_USAGE;
    int status = batch_run(&s, read_record, deliver_output, &r);
    onr_models_free(&r.models);
    return finish_output(status);
}
