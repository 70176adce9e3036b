/* onrecord read: the record of each page. */
#include "cli.h"

typedef struct reading {
    onr_models models;
    const settings *settings;
    export_style style;
} reading;

static bool read_record(job *j, void *user, onr_error *err)
{
    const reading *r = user;
    float least = r->settings->min_confidence;
    if (!onr_read(&j->record, &j->input, &r->models, j->arena, err) ||
        (least > 0 && !onr_record_keep_sure(&j->record, least, j->arena, err)))
        return false;
    buffer to = {.arena = j->arena};
    r->settings->format->record(&to, &j->record, r->style);
    return buffer_finish(&j->output, &to, "write the record", err);
}

int cmd_read(const command *self, int argc, char **argv)
{
    settings s;
    settings_read(&s, self, argc, argv);
    reading r = {.settings = &s, .style = {.text = s.text}};
    r.style.text.colour = wants_colour();
    r.style.text.width = output_width();
    if (!models_find(&r.models, &s))
        return EXIT_USAGE;
    int status = batch_run(&s, read_record, deliver_output, &r);
    models_drop(&r.models);
    return finish_output(status);
}
