/* onrecord extract: the article alone. Needs no models. */
#include "cli.h"

#include "base/arena.h"

static bool write_article(job *j, void *user, onr_error *err)
{
    const settings *s = user;
    onr_page page;
    onr_article article;
    onr_str text;
    if (!onr_page_read(&page, j->input.bytes, j->input.form, j->input.charset, j->arena, err) ||
        !onr_article_find(&article, &page, &j->input.given, j->arena, err))
        return false;
    text = article.text;
    if (s->format == FORMAT_JSON &&
        !onr_record_write_article(&text, j->input.name, &article, j->arena, err))
        return false;
    char *line = onr_arena_alloc(j->arena, text.len + 1);
    if (!line)
        return arena_fail(err, "write the output");
    if (text.len)
        memcpy(line, text.data, text.len);
    line[text.len] = '\n';
    /* An article that ends its last line itself gets no second newline. */
    bool ended = s->format == FORMAT_TEXT && (text.len == 0 || line[text.len - 1] == '\n');
    j->output = (onr_str){line, text.len + (ended ? 0 : 1)};
    return true;
}

int cmd_extract(int argc, char **argv)
{
    settings s = {.format = FORMAT_TEXT};
    settings_read(&s, argc, argv, reading_options, "[FILE...|-]",
                  "Prints the article of each page, without its furniture.");
    return finish_output(batch_run(&s, write_article, deliver_output, &s));
}
