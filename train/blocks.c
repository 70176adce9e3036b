/*
 * For training the judgement of blocks: what src/article/ sees of pages, printed.
 *   blocks text FILE...            a JSON object a page: title, JSON-LD body, texts, kin, tokens
 *   blocks first MODEL FILE...     the first forest's columns, F_COUNT bytes a block
 *   blocks second MODEL FILE...    the same with the second forest's
 *   blocks scores MODEL FILE...    the whole judgement, a 32-bit score a block
 *   blocks read MODEL FILE...      the article that MODEL leads to, a JSON object a page
 * With --lines before FILE the page is judged as if it had been saved as text, a block a line.
 * What first, second and scores print of a page begins with the number of blocks, F_COUNT and
 * F_FIRST_COUNT, 32 bits each.
 * MODEL is a container as train/blocks.py writes it (src/article/prose/model.h).
 */
#include <stdio.h>
#include <stdlib.h>

#include "article/prose/judge.h"
#include "article/prose/features.h"
#include "article/parts.h"
#include "article/prose/tokens.h"
#include "base/json.h"
#include "base/str.h"

static void die(const char *what, const char *name)
{
    fprintf(stderr, "blocks: %s: %s\n", name, what);
    exit(1);
}

static void *read_bytes(FILE *in, size_t size)
{
    void *bytes = malloc(size + 1);
    if (!bytes || fread(bytes, 1, size, in) != size)
        die("cut off", "file");
    return bytes;
}

static onr_str read_file(const char *path)
{
    FILE *in = fopen(path, "rb");
    if (!in || fseek(in, 0, SEEK_END))
        die("cannot be opened", path);
    onr_str bytes = {.len = (size_t)ftell(in)};
    rewind(in);
    bytes.data = read_bytes(in, bytes.len);
    fclose(in);
    return bytes;
}

static judge_model read_model(const char *path)
{
    container c;
    onr_error err;
    if (!container_open(&c, read_file(path), &err))
        die(err.what, path);
    return judge_model_read(&c);
}

typedef struct telling {
    json_writer *tokens;
    size_t first, end; /* blocks */
} telling;

static void add_token(void *user, token_kind kind, uint32_t hash)
{
    telling *t = user;
    (void)kind;
    json_put_integer(t->tokens, (int64_t)t->first);
    json_put_integer(t->tokens, (int64_t)t->end);
    json_put_integer(t->tokens, hash);
}

static void put_tokens(json_writer *w, const block_list *blocks)
{
    const onr_page *page = blocks->page;
    telling t = {w, 0, 0};
    json_put_key(w, "tokens");
    json_open(w, '[');
    for (size_t i = 0; i < page->node_count; i++) {
        t.first = blocks->first_at[i];
        t.end = blocks->first_at[page->nodes[i].end];
        if (t.end > t.first && page->nodes[i].tag != ONR_TAG_TEXT)
            tokens_of_element(page, i, add_token, &t);
    }
    for (size_t i = 0; i < blocks->count; i++) {
        t.first = i;
        t.end = i + 1;
        tokens_of_text(blocks->items[i].text, add_token, &t);
    }
    json_close(w, ']');
}

static void put_string(json_writer *w, const char *key, onr_str text)
{
    json_put_key(w, key);
    json_put_string(w, text);
}

/* Prints the object that was written, and forgets it. */
static void print_object(json_writer *w)
{
    onr_str line;
    json_close(w, '}');
    if (!buffer_finish(&line, w->to, "print a page", NULL))
        die("no memory", "page");
    fwrite(line.data, 1, line.len, stdout);
    putchar('\n');
}

static void print_text(const char *name, const block_list *blocks, const judge_hints *hints,
                       onr_arena *arena)
{
    buffer to = {.arena = arena};
    json_writer w = {.to = &to};
    json_open(&w, '{');
    put_string(&w, "name", str_of(name));
    put_string(&w, "title", hints->title);
    put_string(&w, "body", hints->body);
    json_put_key(&w, "blocks");
    json_open(&w, '[');
    for (size_t i = 0; i < blocks->count; i++)
        json_put_string(&w, blocks->items[i].text);
    json_close(&w, ']');
    json_put_key(&w, "kin");
    json_open(&w, '[');
    for (size_t i = 0; i < blocks->count; i++)
        json_put_integer(&w, survey_kin(blocks, i));
    json_close(&w, ']');
    put_tokens(&w, blocks);
    print_object(&w);
}

static void print_columns(const block_list *blocks, const judge_hints *hints,
                          const judge_model *model, bool second, onr_arena *arena)
{
    survey *s = survey_take(blocks, hints, model, arena);
    if (second && !survey_scores(s, judge_first(s, model, arena), arena))
        die("no memory", "page");
    uint8_t columns[F_COUNT][TILE] = {{0}};
    for (size_t at = 0; at < blocks->count; at += TILE) {
        features_first(s, at, columns);
        if (second)
            features_second(s, at, columns);
        for (size_t k = 0; k < TILE && at + k < blocks->count; k++)
            for (size_t c = 0; c < F_COUNT; c++)
                putchar_unlocked(columns[c][k]);
    }
}

/* The page's blocks as the lines of a page saved as text. */
static void flatten(onr_page *page, const block_list *blocks, onr_arena *arena)
{
    size_t len = 1, at = 1; /* a newline first: no byte order mark */
    for (size_t i = 0; i < blocks->count; i++)
        len += blocks->items[i].text.len + 2;
    char *text = onr_arena_alloc(arena, len + 1);
    if (!text)
        die("no memory", "lines");
    text[0] = '\n';
    for (size_t i = 0; i < blocks->count; i++) {
        onr_str line = blocks->items[i].text;
        memcpy(text + at, line.data, line.len);
        memcpy(text + at + line.len, "\n\n", 2);
        at += line.len + 2;
    }
    onr_error err;
    if (!onr_page_read(page, (onr_str){text, at}, ONR_FORM_PAGE, ONR_STR("utf-8"), arena, &err))
        die("cannot be read", "lines");
}

/* A page, what it says about itself, and its blocks; as text it says nothing. */
typedef struct sight {
    onr_page page;
    onr_article article;
    judge_hints hints;
    block_list blocks;
} sight;

static void see(sight *s, onr_str bytes, const char *path, bool lines, onr_arena *arena)
{
    onr_error err;
    part title = {0}, body = {0};
    *s = (sight){0};
    if (!onr_page_read(&s->page, bytes, ONR_FORM_HTML, ONR_STR(""), arena, &err))
        die("cannot be read", path);
    blocks_find(&s->blocks, &s->page, arena);
    meta_find(&s->article, &title, &body, &s->page, (onr_str){0}, arena, arena);
    s->hints = (judge_hints){s->article.title, prose_description(&s->page), body.text};
    if (!lines)
        return;
    size_t count = s->blocks.count;
    s->hints = (judge_hints){0};
    flatten(&s->page, &s->blocks, arena);
    blocks_of_lines(&s->blocks, &s->page, arena);
    if (s->blocks.count != count)
        die("other lines than blocks", path);
}

static void print_article(const char *name, const sight *s, bool lines, const judge_model *model,
                          onr_arena *arena)
{
    parts found = {0};
    onr_article article = {0};
    if (lines)
        saved_find(&found, &article, &s->page, model, arena);
    else
        article_of_html(&found, &article, &s->page, (onr_str){0}, model, arena);
    buffer to = {.arena = arena};
    json_writer w = {.to = &to};
    json_open(&w, '{');
    put_string(&w, "name", str_of(name));
    put_string(&w, "title", article.title);
    json_put_key(&w, "blocks");
    json_open(&w, '[');
    for (size_t i = 0; i < found.count; i++)
        json_put_string(&w, found.items[i].text);
    json_close(&w, ']');
    print_object(&w);
}

static void print_scores(const sight *s, const judge_model *model, onr_arena *arena)
{
    const int32_t *scores = judge_blocks(&s->blocks, &s->hints, model, arena);
    if (!scores)
        die("no memory", "page");
    fwrite(scores, 4, s->blocks.count, stdout);
}

static void print_page(const char *mode, bool lines, const char *path, const judge_model *model)
{
    onr_arena *arena = onr_arena_new((size_t)1 << 32);
    if (!arena)
        die("no memory", path);
    onr_str bytes = read_file(path);
    sight s;
    see(&s, bytes, path, lines, arena);
    uint32_t head[] = {(uint32_t)s.blocks.count, F_COUNT, F_FIRST_COUNT};
    bool text = strcmp(mode, "text") == 0, read = strcmp(mode, "read") == 0;
    if (!text && !read)
        fwrite(head, 4, 3, stdout);
    if (text)
        print_text(path, &s.blocks, &s.hints, arena);
    else if (read)
        print_article(path, &s, lines, model, arena);
    else if (strcmp(mode, "scores") == 0)
        print_scores(&s, model, arena);
    else
        print_columns(&s.blocks, &s.hints, model, strcmp(mode, "second") == 0, arena);
    free((char *)bytes.data);
    onr_arena_free(arena);
}

int main(int argc, char **argv)
{
    judge_model model = {0};
    if (argc < 3)
        die("usage: blocks text|first|second|scores|read [MODEL] FILE...", "");
    bool text = strcmp(argv[1], "text") == 0;
    if (!text)
        model = read_model(argv[2]);
    int first = text ? 2 : 3;
    bool lines = first < argc && strcmp(argv[first], "--lines") == 0;
    for (int i = first + lines; i < argc; i++)
        print_page(argv[1], lines, argv[i], &model);
    return 0;
}
