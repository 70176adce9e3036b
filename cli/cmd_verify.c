/*
 * onrecord verify: whether the sources of a store's pages still say what their records say. A page
 * whose bytes are others is "source changed", and nothing is looked for anew in it; one whose bytes
 * are the same must give the same text, and each statement its words.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "cli.h"

enum { RECORD_MEMORY = 1 << 30 };

typedef enum page_state { UNSEEN, HOLDS, CHANGED, OTHERWISE } page_state;

/* A page of the store. */
typedef struct kept_page {
    int64_t key;
    char id[72];
    char *name, *source;
    page_state state;
} kept_page;

typedef struct verifying {
    onr_store *store;
    onr_arena *arena; /* Of a record. */
    kept_page *pages;
    size_t count, room;
    bool full; /* There was no memory for all pages. */
} verifying;

static char *copy_of(onr_str text)
{
    return strndup(text.len ? text.data : "", text.len);
}

static bool keep_page(int64_t key, const onr_record *record, void *user)
{
    verifying *v = user;
    if (v->count == v->room) {
        size_t room = v->room * 2 + 64;
        kept_page *larger = realloc(v->pages, room * sizeof *larger);
        if (!larger) {
            v->full = true;
            return false;
        }
        v->pages = larger;
        v->room = room;
    }
    kept_page *p = &v->pages[v->count];
    *p = (kept_page){.key = key, .name = copy_of(record->name), .source = copy_of(record->source)};
    memcpy(p->id, record->id, sizeof p->id);
    v->full = !p->name || !p->source;
    v->count++;
    return !v->full;
}

static int by_id(const void *a, const void *b)
{
    return strcmp(((const kept_page *)a)->id, ((const kept_page *)b)->id);
}

/* Whether the words of a store's rows are those of the record. */
typedef struct comparison {
    const onr_record *record;
    size_t seen;
    bool same;
    onr_arena *arena;
} comparison;

static bool words_are(onr_str words, onr_str text, onr_spans spans, onr_arena *arena)
{
    buffer to = {.arena = arena};
    onr_str all;
    for (size_t i = 0; i < spans.count; i++) {
        if (i)
            buffer_put(&to, ONR_STR(" … "));
        buffer_put(&to, str_slice(text, spans.items[i]));
    }
    return buffer_finish(&all, &to, "compare words", NULL) && str_equal(all, words);
}

static bool compare(const onr_answer *answer, void *user)
{
    comparison *c = user;
    const onr_statements *all = &c->record->statements;
    size_t number = strtoul(answer->statement.data + 1, NULL, 10);
    c->seen++;
    if (number == 0 || number > all->count) {
        c->same = false;
        return false;
    }
    const onr_statement *s = &all->items[number - 1];
    onr_str text = c->record->article.text;
    c->same = words_are(answer->content, text, s->content, c->arena) &&
              words_are(answer->cue, text, s->cue, c->arena) &&
              words_are(answer->speaker_words, text, s->speaker, c->arena);
    return c->same;
}

static bool rows_hold(bool *out, verifying *v, const kept_page *p, const onr_record *record,
                      onr_error *err)
{
    comparison c = {.record = record, .same = true, .arena = v->arena};
    bool ok = onr_store_query(v->store, &(onr_question){.page = p->key}, compare, &c, err);
    *out = c.same && c.seen == record->statements.count;
    return ok;
}

static bool same_article(const onr_article *a, const onr_article *b)
{
    bool same = str_equal(a->text, b->text) && a->block_count == b->block_count;
    for (size_t i = 0; same && i < a->block_count; i++)
        same = memcmp(&a->blocks[i].bytes, &b->blocks[i].bytes, sizeof(onr_span)) == 0 &&
               memcmp(&a->blocks[i].span, &b->blocks[i].span, sizeof(onr_span)) == 0;
    return same;
}

/* How the page was read is not kept, so that it is read in each way until its text is the same. */
static bool text_holds(const job *j, const onr_record *record, onr_arena *arena)
{
    static const onr_form forms[] = {ONR_FORM_AUTO, ONR_FORM_PAGE, ONR_FORM_ARTICLE, ONR_FORM_HTML};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        onr_page page;
        onr_article article;
        onr_form form = i == 0 ? j->input.form : forms[i];
        if (onr_page_read(&page, j->input.bytes, form, j->input.charset, arena, NULL) &&
            onr_article_find(&article, &page, NULL, arena, NULL) &&
            same_article(&article, &record->article))
            return true;
    }
    return false;
}

static bool check_page(verifying *v, kept_page *p, const job *j, onr_error *err)
{
    onr_record record;
    bool found, same = false;
    onr_arena_reset(v->arena);
    if (!onr_store_page(v->store, str_of(p->id), &record, &found, v->arena, err) ||
        (found && !rows_hold(&same, v, p, &record, err)))
        return false;
    p->state = same && text_holds(j, &record, v->arena) ? HOLDS : OTHERWISE;
    return true;
}

/* The bytes of that file are those of no page; whichever came from there has changed. */
static void mark_changed(verifying *v, const job *j)
{
    for (size_t i = 0; i < v->count; i++) {
        kept_page *p = &v->pages[i];
        if (p->state == UNSEEN && str_is(j->input.name, p->name) &&
            (str_is(j->input.source, p->source) || p->source[0] == '\0'))
            p->state = CHANGED;
    }
}

static bool identify(job *j, void *user, onr_error *err)
{
    (void)user;
    (void)err;
    onr_record_identify(j->record.id, j->input.bytes);
    return true;
}

static bool check(job *j, void *user, onr_error *err)
{
    verifying *v = user;
    kept_page sought = {0};
    memcpy(sought.id, j->record.id, sizeof sought.id);
    kept_page *p = v->count ? bsearch(&sought, v->pages, v->count, sizeof *p, by_id) : NULL;
    if (p)
        return check_page(v, p, j, err);
    mark_changed(v, j);
    return true;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The sources that are named, each once: the files to read where none is given. */
static bool name_sources(settings *s, const verifying *v)
{
    size_t count = 0;
    s->files = calloc(v->count + 1, sizeof *s->files);
    for (size_t i = 0; s->files && i < v->count; i++)
        if (v->pages[i].source[0])
            s->files[count++] = v->pages[i].source;
    if (s->files && count)
        qsort(s->files, count, sizeof *s->files, by_name);
    s->file_count = 0;
    for (size_t i = 0; s->files && i < count; i++)
        if (i == 0 || strcmp(s->files[i], s->files[i - 1]) != 0)
            s->files[s->file_count++] = s->files[i];
    return s->files != NULL;
}

static int report(const verifying *v, bool given, int status)
{
    static const char *const names[] = {"not found", "holds", "source changed", "reads otherwise"};
    size_t counts[4] = {0};
    for (size_t i = 0; i < v->count; i++) {
        const kept_page *p = &v->pages[i];
        counts[p->state]++;
        /* Of those that were not to be looked at there is nothing to say. */
        if (p->state == UNSEEN && given)
            continue;
        printf("%s\t%lld\t", names[p->state], (long long)p->key);
        print_shown(stdout, str_of(p->source[0] ? p->source : p->name));
        putchar('\n');
    }
    fprintf(stderr, "onrecord: of %zu pages %zu hold, %zu changed, %zu read otherwise, %zu %s\n",
            v->count, counts[HOLDS], counts[CHANGED], counts[OTHERWISE], counts[UNSEEN],
            given ? "not asked for" : "not found");
    bool all = counts[HOLDS] + (given ? counts[UNSEEN] : 0) == v->count;
    return status == EXIT_READ && !all ? EXIT_SOME_FAILED : status;
}

static int by_key(const void *a, const void *b)
{
    const kept_page *x = a, *y = b;
    return (x->key > y->key) - (x->key < y->key);
}

static int verify(verifying *v, settings *s)
{
    bool given = s->file_count > 0 || s->list;
    if (!given && !name_sources(s, v))
        return EXIT_SOME_FAILED;
    if (v->count)
        qsort(v->pages, v->count, sizeof *v->pages, by_id);
    int status = s->file_count || s->list ? batch_run(s, identify, check, NULL, v) : EXIT_READ;
    if (!given)
        free(s->files);
    if (v->count)
        qsort(v->pages, v->count, sizeof *v->pages, by_key);
    return report(v, given, status);
}

static int open_and_verify(verifying *v, settings *s)
{
    onr_error err = {0};
    if (!v->arena)
        onr_fail(&err, ONR_E_MEMORY, 0, "free some memory", "no memory for a record");
    else if (store_open(&v->store, s->store, ONR_STORE_READ, &err) &&
             onr_store_check(v->store, &err) &&
             onr_store_pages(v->store, &(onr_question){0}, keep_page, v, v->arena, &err)) {
        if (!v->full)
            return verify(v, s);
        onr_fail(&err, ONR_E_MEMORY, 0, "free some memory", "no memory for the pages' names");
    }
    print_error(&err);
    return EXIT_SOME_FAILED;
}

int cmd_verify(const command *self, int argc, char **argv)
{
    settings s;
    settings_read(&s, self, argc, argv);
    verifying v = {.arena = onr_arena_new(RECORD_MEMORY)};
    int status = open_and_verify(&v, &s);
    for (size_t i = 0; i < v.count; i++) {
        free(v.pages[i].name);
        free(v.pages[i].source);
    }
    free(v.pages);
    onr_store_close(v.store);
    onr_arena_free(v.arena);
    return finish_output(status);
}
