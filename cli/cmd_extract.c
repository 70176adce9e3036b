/* onrecord extract: the article alone. Needs no models. */
#include "intake/intake.h"

static bool write_article(job *j, void *user, onr_error *err)
{
    const settings *s = user;
    onr_article article;
    if (!onr_read_article(&article, &j->input, j->arena, err))
        return false;
    j->kind = tally_kind_of(&article);
    buffer to = {.arena = j->arena};
    s->format->article(&to, j->input.name, &article,
                       (export_style){.parted = intake_is_several(s, j)});
    return buffer_finish(&j->output, &to, "write the article", err);
}

int cmd_extract(const command *self, int argc, char **argv)
{
    settings s;
    settings_read(&s, self, argc, argv);
    return finish_output(batch_run(&s, write_article, deliver_output, NULL, &s));
}
