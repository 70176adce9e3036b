/* onrecord extract: the article alone. Needs no models. */
#include "base/str.h"
#include "cli.h"

static bool write_article(job *j, void *user, onr_error *err)
{
    const settings *s = user;
    onr_page page;
    onr_article article;
    if (!onr_page_read(&page, j->input.bytes, j->input.form, j->input.charset, j->arena, err) ||
        !onr_article_find(&article, &page, &j->input.given, j->arena, err))
        return false;
    if (s->format == FORMAT_JSON)
        return onr_record_write_article(&j->output, j->input.name, &article, j->arena, err) &&
               end_line(&j->output, j->arena, err);
    j->output = article.text;
    /* An article that ends its last line itself gets no second newline. */
    return article.text.len == 0 || str_ends(article.text, "\n") ||
           end_line(&j->output, j->arena, err);
}

int cmd_extract(const command *self, int argc, char **argv)
{
    settings s;
    settings_read(&s, self, argc, argv);
    return finish_output(batch_run(&s, write_article, deliver_output, &s));
}
