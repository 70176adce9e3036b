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
    const export_format *format = r->settings->format;
    float least = format->for_people ? r->style.least : 0;
    if (!onr_read(&j->record, &j->input, &r->models, j->arena, err) ||
        (least > 0 && !onr_record_keep_sure(&j->record, least, j->arena, err)))
        return false;
    j->kind = tally_kind_read(&j->record.article);
    buffer to = {.arena = j->arena};
    export_put_record(format, &to, &j->record, r->style);
    return buffer_finish(&j->output, &to, "write the record", err);
}

static int read_all(reading *r, const settings *s)
{
    int status = EXIT_READ;
    if (!write_export_frame(s->format->head, r->style, &status))
        return status;
    status = batch_run(s, read_record, deliver_output, NULL, r);
    if (status != EXIT_UNWRITTEN)
        write_export_frame(s->format->foot, r->style, &status);
    return status;
}

int cmd_read(const command *self, int argc, char **argv)
{
    settings s;
    settings_read(&s, self, argc, argv);
    reading r = {.settings = &s, .style = s.style};
    r.style.text.colour = wants_colour();
    r.style.text.width = output_width();
    if (!models_find(&r.models, &s))
        return EXIT_USAGE;
    int status = read_all(&r, &s);
    models_drop(&r.models);
    return finish_output(status);
}
