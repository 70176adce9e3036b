/* onrecord parse: text or tokens in, CoNLL-U out. */
#include "cli.h"

typedef struct parsing {
    onr_models models;
    bool tokenized;
} parsing;

static bool parse_text(onr_text *out, job *j, const parsing *p, onr_error *err)
{
    onr_page page;
    return onr_page_read(&page, j->input.bytes, ONR_FORM_ARTICLE, j->input.charset, j->arena,
                         err) &&
           onr_language_read(out, page.text, NULL, 0, p->models.language, j->arena, err);
}

static bool parse(job *j, void *user, onr_error *err)
{
    const parsing *p = user;
    onr_text text = {0};
    bool ok = p->tokenized ? onr_conllu_read(&text, j->input.bytes, j->arena, err) &&
                                 onr_language_read_tokens(&text, p->models.language, j->arena, err)
                           : parse_text(&text, j, p, err);
    return ok && onr_conllu_write(&j->output, &text, j->arena, err);
}

int cmd_parse(const command *self, int argc, char **argv)
{
    settings s;
    settings_read(&s, self, argc, argv);
    parsing p = {.tokenized = s.tokenized};
    if (!models_find(&p.models, &s))
        return EXIT_USAGE;
    int status = batch_run(&s, parse, deliver_output, NULL, &p);
    models_drop(&p.models);
    return finish_output(status);
}
