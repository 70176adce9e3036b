/*
 * Prints the candidates for title, byline and day of HTML pages, for train/metadata.py:
 * reads lines "PATH<tab>URL", writes lines "PATH<tab>kind<tab>signs in hex<tab>value".
 */
#include <stdio.h>
#include <stdlib.h>
#include <zlib.h>

#include "article/metadata/choice.h"
#include "article/metadata/outlet.h"

static onr_str read_file(const char *path)
{
    size_t room = 1 << 26;
    char *bytes = malloc(room);
    gzFile file = gzopen(path, "rb");
    if (!bytes || !file) {
        fprintf(stderr, "%s: cannot be read\n", path);
        exit(1);
    }
    int got = gzread(file, bytes, (unsigned)room);
    gzclose(file);
    return (onr_str){bytes, got > 0 ? (size_t)got : 0};
}

static void write_choices(const char *path, const char *kind, const choices *all)
{
    for (size_t i = 0; i < all->count; i++) {
        const choice *c = &all->items[i];
        onr_str value = c->value.len ? c->value : c->key;
        printf("%s\t%s\t%llx\t", path, kind, (unsigned long long)c->signs);
        for (size_t k = 0; k < value.len; k++)
            putchar(value.data[k] == '\n' ? ';' : value.data[k] == '\t' ? ' ' : value.data[k]);
        putchar('\n');
    }
}

static void write_page(const char *path, onr_str url, onr_arena *arena)
{
    onr_error err;
    onr_page page;
    onr_article article = {0};
    part heading = {0};
    clues c;
    choices title = {0}, byline = {0}, day_ = {0};
    onr_str bytes = read_file(path);
    if (!onr_page_read(&page, bytes, ONR_FORM_HTML, (onr_str){0}, arena, &err)) {
        fprintf(stderr, "%s: %s\n", path, err.what);
        exit(1);
    }
    onr_scratch scratch = onr_scratch_begin(arena);
    clues_read(&c, &page, url, scratch.arena, arena);
    outlet_find_site(&c);
    article.url = c.url.len ? c.url : clues_field(&c, FIELD_URL);
    title_choose(&heading, &c, &title);
    byline_choose(&article, &c, &byline);
    day_choose(&article, &c, url, &day_);
    write_choices(path, "title", &title);
    write_choices(path, "byline", &byline);
    write_choices(path, "day", &day_);
    onr_scratch_end(&scratch);
    free((char *)bytes.data);
}

int main(void)
{
    char line[4096];
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = '\0';
        size_t path = strcspn(line, "\t");
        const char *url = line[path] ? line + path + 1 : "";
        line[path] = '\0';
        onr_arena *arena = onr_arena_new((size_t)1 << 30);
        write_page(line, (onr_str){url, strlen(url)}, arena);
        onr_arena_free(arena);
    }
    return 0;
}
