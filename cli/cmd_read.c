/* onrecord read: the record of each page. */
#include "cli.h"

typedef struct reading {
    onr_models models;
    output_format format;
    bool colour;
} reading;

static bool read_record(job *j, void *user, onr_error *err)
{
    const reading *r = user;
    if (!onr_read(&j->record, &j->input, &r->models, j->arena, err))
        return false;
    if (r->format == FORMAT_TEXT)
        return render_text(&j->output, &j->record, r->colour, j->arena, err);
    return onr_record_write_json(&j->output, &j->record, j->arena, err) &&
           end_line(&j->output, j->arena, err);
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
