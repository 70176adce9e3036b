/*
 * A store of made-up pages, and how long usual questions take of it. Records are made straight, not
 * by reading: who speaks, in which outlet and of what is as unequal as in news (Zipf). The same
 * numbers give the same store.
 * Usage: store_bench STORE PAGES [SEED]: makes STORE where it is not there.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/day.h"
#include "base/str.h"
#include "onrecord/store.h"

enum {
    PERSONS = 4000,
    STATES = 150,
    OUTLETS = 120,
    WORDS = 6000,
    ENTITIES = 24,   /* of a page */
    STATEMENTS = 16, /* of a page, seven of which are events, too */
    EVENTS = 7,
    PAGES_A_COMMIT = 1000,
};

/* SplitMix64 (Steele, Lea, Flood 2014). */
static uint64_t next(uint64_t *state)
{
    uint64_t z = (*state += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
}

/* From 0 up to `count`, small numbers much more often: about as 1/n. */
static size_t zipf(uint64_t *state, size_t count)
{
    double share = (double)(next(state) >> 11) / 9007199254740992.0, at = 1;
    for (double left = share; left > 0.07 && at < (double)count; left -= 0.07)
        at *= 2;
    return (size_t)(next(state) % (uint64_t)(at < (double)count ? at : (double)count));
}

/* A word that can be spoken, the same for the same number. */
static onr_str word_of(size_t number, bool capital, onr_arena *arena)
{
    static const char *const syllables[] = {"ba", "ke", "lo", "mi", "nu", "ra", "se", "to",
                                            "vi", "du", "fa", "go", "li", "pe", "so", "zu"};
    char word[16] = "";
    for (size_t left = number + 16; left > 0; left /= 16)
        strcat(word, syllables[left % 16]);
    if (capital)
        word[0] = (char)(word[0] - 32);
    return arena_format(arena, "%s", word);
}

static onr_str person(size_t number, onr_arena *arena)
{
    onr_str first = word_of(number % 97, true, arena), last = word_of(number, true, arena);
    return arena_format(arena, "%.*s %.*s", (int)first.len, first.data, (int)last.len, last.data);
}

/* "BBA", "BBB", … */
static onr_str country(size_t number, const char *sector, onr_arena *arena)
{
    return arena_format(arena, "%c%c%c%s", (int)('B' + number / 676), (int)('A' + number / 26 % 26),
                        (int)('A' + number % 26), sector);
}

/* A page being made. */
typedef struct making {
    uint64_t *seed;
    onr_arena *arena;
    buffer text;
    onr_record record;
    onr_entity *entities;
    onr_statement *statements;
    onr_strs *chains;
    onr_event *events;
} making;

static onr_span say(making *m, onr_str words)
{
    onr_span span = {(uint32_t)m->text.len, (uint32_t)(m->text.len + words.len)};
    buffer_put(&m->text, words);
    return span;
}

static onr_spans one(making *m, onr_span span)
{
    onr_span *items = arena_array(m->arena, onr_span, 1);
    *items = span;
    return (onr_spans){items, 1};
}

static void make_entity(making *m, size_t i)
{
    onr_entity *e = &m->entities[i];
    bool state = i % 3 == 0;
    size_t number = zipf(m->seed, state ? STATES : PERSONS);
    onr_str *aliases = arena_array(m->arena, onr_str, 1);
    e->kind = state ? ONR_ENTITY_STATE : ONR_ENTITY_PERSON;
    e->name = state ? word_of(number + 70000, true, m->arena) : person(number, m->arena);
    e->code = state        ? country(number, "", m->arena)
              : number % 4 ? (onr_str){0}
                           : country(number % STATES, "GOV", m->arena);
    *aliases = state ? word_of(number + 80000, true, m->arena) : word_of(number, true, m->arena);
    e->aliases = (onr_strs){aliases, 1};
}

static onr_span some_words(making *m, size_t count)
{
    onr_span all = {(uint32_t)m->text.len, 0};
    for (size_t i = 0; i < count; i++) {
        if (i)
            buffer_put_char(&m->text, ' ');
        say(m, word_of(zipf(m->seed, WORDS), false, m->arena));
    }
    all.end = (uint32_t)m->text.len;
    return all;
}

static void make_statement(making *m, size_t i, onr_str outlet)
{
    onr_statement *s = &m->statements[i];
    onr_str *chain = arena_array(m->arena, onr_str, 2);
    int32_t who = (int32_t)zipf(m->seed, ENTITIES);
    *s = (onr_statement){.speaker_entity = who,
                         .addressee_entity = ONR_NO_ENTITY,
                         .act = (onr_act)zipf(m->seed, ONR_ACT_COUNT),
                         .quote = (onr_quote)(next(m->seed) % 3),
                         .inside = ONR_NO_STATEMENT,
                         .confidence = (float)(next(m->seed) % 1000) / 1000};
    s->speaker = one(m, say(m, m->entities[who].name));
    say(m, ONR_STR(" "));
    s->cue = one(m, say(m, ONR_STR("told")));
    say(m, ONR_STR(" "));
    if (i % 4 == 0) {
        s->addressee_entity = (int32_t)zipf(m->seed, ENTITIES);
        s->addressee = one(m, say(m, m->entities[s->addressee_entity].name));
        say(m, ONR_STR(" "));
    }
    s->content = one(m, some_words(m, 8 + next(m->seed) % 10));
    say(m, ONR_STR(". "));
    some_words(m, 6);
    say(m, ONR_STR(".\n"));
    chain[0] = outlet;
    chain[1] = m->entities[who].name;
    m->chains[i] = (onr_strs){chain, 2};
}

static void make_event(making *m, size_t i)
{
    int32_t *parties = arena_array(m->arena, int32_t, 2);
    const onr_statement *s = &m->statements[2 * i];
    parties[0] = s->speaker_entity;
    parties[1] = (int32_t)zipf(m->seed, ENTITIES);
    m->events[i] = (onr_event){.actors = parties,
                               .actor_count = 1,
                               .recipients = parties + 1,
                               .recipient_count = 1,
                               .event_class = (onr_plover)zipf(m->seed, ONR_ASSAULT + 1),
                               .cameo = "12",
                               .trigger = s->cue,
                               .vouched = (int32_t)(2 * i),
                               .same_as = ONR_NO_EVENT,
                               .confidence = s->confidence};
}

static onr_record make_page(size_t number, uint64_t *seed, onr_arena *arena)
{
    making m = {.seed = seed,
                .arena = arena,
                .text = {.arena = arena},
                .entities = arena_array(arena, onr_entity, ENTITIES),
                .statements = arena_array(arena, onr_statement, STATEMENTS),
                .chains = arena_array(arena, onr_strs, STATEMENTS),
                .events = arena_array(arena, onr_event, EVENTS)};
    onr_block *block = arena_array(arena, onr_block, 1);
    onr_dispute *dispute = arena_array(arena, onr_dispute, 1);
    onr_str outlet = arena_format(arena, "The %.*s Post", 8,
                                  word_of(zipf(seed, OUTLETS) + 90000, true, arena).data);
    for (size_t i = 0; i < ENTITIES; i++)
        make_entity(&m, i);
    for (size_t i = 0; i < STATEMENTS; i++)
        make_statement(&m, i, outlet);
    for (size_t i = 0; i < EVENTS; i++)
        make_event(&m, i);
    *dispute = (onr_dispute){0, 1, m.statements[0].content.items[0]};
    onr_record out = {.name = arena_format(arena, "page-%zu.html", number),
                      .source = arena_format(arena, "pages/page-%zu.html", number),
                      .entities = {.items = m.entities, .count = ENTITIES},
                      .statements = {m.statements, STATEMENTS},
                      .events = {m.events, EVENTS},
                      .chains = m.chains,
                      .disputes = dispute,
                      .dispute_count = number % 4 == 0};
    buffer_finish(&out.article.text, &m.text, "make a page", NULL);
    *block = (onr_block){ONR_BLOCK_PARAGRAPH,
                         {0, (uint32_t)out.article.text.len},
                         {500, (uint32_t)out.article.text.len + 500}};
    out.article.blocks = block;
    out.article.block_count = 1;
    out.article.outlet = outlet;
    out.article.title = arena_format(arena, "Page %zu", number);
    out.article.url = arena_format(arena, "https://example.org/%zu", number);
    out.article.published =
        edtf_day(day_of_number(day_count(2020, 1, 1) + (int32_t)(next(seed) % 2200)), "", arena);
    snprintf(out.id, sizeof out.id, "sha256:%016llx%048zu", (unsigned long long)next(seed), number);
    return out;
}

/* Milliseconds of this process's own time: what else the machine does is not the store's. */
static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static bool add_pages(onr_store *store, size_t pages, uint64_t seed, onr_error *err)
{
    onr_arena *arena = onr_arena_new(64 << 20);
    bool ok = onr_store_begin(store, err), added;
    for (size_t i = 0; ok && i < pages; i++) {
        onr_record record = make_page(i, &seed, arena);
        ok = onr_store_add(store, &record, &added, arena, err);
        if (ok && i % PAGES_A_COMMIT == PAGES_A_COMMIT - 1)
            ok = onr_store_commit(store, err) && onr_store_begin(store, err);
        onr_arena_reset(arena);
    }
    onr_arena_free(arena);
    return ok && onr_store_commit(store, err);
}

static bool count_answer(const onr_answer *answer, void *user)
{
    (void)answer;
    ++*(size_t *)user;
    return true;
}

static bool count_disputed(const onr_disputed *disputed, void *user)
{
    (void)disputed;
    ++*(size_t *)user;
    return true;
}

static bool count_value(onr_str value, uint64_t count, void *user)
{
    (void)value;
    (void)count;
    ++*(size_t *)user;
    return true;
}

typedef enum asked { STATEMENTS_OF, COUNTS_OF, DISPUTES_OF } asked;

static bool ask(onr_store *store, asked what, const onr_question *q, size_t *count, onr_error *err)
{
    *count = 0;
    switch (what) {
    case STATEMENTS_OF: return onr_store_query(store, q, count_answer, count, err);
    case DISPUTES_OF: return onr_store_disputes(store, q, count_disputed, count, err);
    case COUNTS_OF: return onr_store_count(store, q, ONR_COUNT_BY_SPEAKER, count_value, count, err);
    }
    return false;
}

/* The best of three: the first one also reads the file. */
static bool measure(onr_store *store, const char *called, asked what, const onr_question *q,
                    onr_error *err)
{
    size_t count = 0;
    double best = 1e9;
    for (int i = 0; i < 3; i++) {
        double from = now();
        if (!ask(store, what, q, &count, err))
            return false;
        best = now() - from < best ? now() - from : best;
    }
    printf("%-52s %8zu  %8.1f ms\n", called, count, best);
    return true;
}

#define ONE(text) ((onr_strs){&(onr_str){(text).data, (text).len}, 1})

static bool ask_all(onr_store *store, onr_arena *arena, onr_error *err)
{
    onr_str often = word_of(70000, true, arena), seldom = person(3001, arena),
            alias = word_of(80003, true, arena), words = word_of(900, false, arena),
            common = word_of(3, false, arena), outlet = ONR_STR("The nobody Post"),
            paper = arena_format(arena, "The %.*s Post", 8, word_of(90003, true, arena).data);
    const struct {
        const char *called;
        asked what;
        onr_question q;
    } all[] = {
        {"by a person", STATEMENTS_OF, {.by = ONE(seldom)}},
        {"by another name for a state", STATEMENTS_OF, {.by = ONE(alias), .limit = 100}},
        {"by who speaks most, newest 100",
         STATEMENTS_OF,
         {.by = ONE(often), .limit = 100, .sort = ONR_SORT_NEWEST}},
        {"by who speaks most, deny, since 2025",
         STATEMENTS_OF,
         {.by = ONE(often), .acts = ONE(ONR_STR("deny")), .since = ONR_STR("2025"), .limit = 100}},
        {"by a code's beginning, first 100",
         STATEMENTS_OF,
         {.by = ONE(ONR_STR("BBA")), .limit = 100}},
        {"to a person", STATEMENTS_OF, {.to = ONE(seldom)}},
        {"about a word", STATEMENTS_OF, {.about = words, .limit = 100}},
        {"about a frequent word, newest 100",
         STATEMENTS_OF,
         {.about = common, .limit = 100, .sort = ONR_SORT_NEWEST}},
        {"deny about a word", STATEMENTS_OF, {.acts = ONE(ONR_STR("deny")), .about = words}},
        {"a day", STATEMENTS_OF, {.since = ONR_STR("2023-04-05"), .until = ONR_STR("2023-04-05")}},
        {"chain with a person", STATEMENTS_OF, {.chains = ONE(seldom)}},
        {"class SANCTION with a person",
         STATEMENTS_OF,
         {.classes = ONE(ONR_STR("SANCTION")), .actors = ONE(seldom)}},
        {"an outlet that is not there", STATEMENTS_OF, {.outlets = ONE(outlet)}},
        {"an outlet, newest 100",
         STATEMENTS_OF,
         {.outlets = ONE(paper), .limit = 100, .sort = ONR_SORT_NEWEST}},
        {"denials, newest 100",
         STATEMENTS_OF,
         {.acts = ONE(ONR_STR("deny")), .limit = 100, .sort = ONR_SORT_NEWEST}},
        {"denials, newest 2000",
         STATEMENTS_OF,
         {.acts = ONE(ONR_STR("deny")), .limit = 2000, .sort = ONR_SORT_NEWEST}},
        {"by who speaks most, denials about a frequent word",
         STATEMENTS_OF,
         {.by = ONE(often), .acts = ONE(ONR_STR("deny")), .about = common, .limit = 100}},
        {"chain with an outlet, newest 100",
         STATEMENTS_OF,
         {.chains = ONE(paper), .limit = 100, .sort = ONR_SORT_NEWEST}},
        {"class SANCTION, first 100",
         STATEMENTS_OF,
         {.classes = ONE(ONR_STR("SANCTION")), .limit = 100}},
        {"the surest 100", STATEMENTS_OF, {.limit = 100, .sort = ONR_SORT_CONFIDENCE}},
        {"the surest 100 denials",
         STATEMENTS_OF,
         {.acts = ONE(ONR_STR("deny")), .limit = 100, .sort = ONR_SORT_CONFIDENCE}},
        {"first 100 as sure as .9", STATEMENTS_OF, {.min_confidence = 0.9, .limit = 100}},
        {"denials, by speaker", COUNTS_OF, {.acts = ONE(ONR_STR("deny")), .limit = 20}},
        {"of 2025, by speaker", COUNTS_OF, {.since = ONR_STR("2025"), .limit = 20}},
        {"disputes, newest 100", DISPUTES_OF, {.limit = 100, .sort = ONR_SORT_NEWEST}},
        {"disputes with a denial, newest 100",
         DISPUTES_OF,
         {.acts = ONE(ONR_STR("deny")), .limit = 100, .sort = ONR_SORT_NEWEST}},
        {"disputes of who speaks most, newest 100",
         DISPUTES_OF,
         {.by = ONE(often), .limit = 100, .sort = ONR_SORT_NEWEST}},
        {"about a word, by speaker", COUNTS_OF, {.about = words, .limit = 20}},
        {"disputes of a person", DISPUTES_OF, {.by = ONE(seldom)}},
        {"first 100 of all", STATEMENTS_OF, {.limit = 100}},
        {"newest 100 of all", STATEMENTS_OF, {.limit = 100, .sort = ONR_SORT_NEWEST}},
        {"all of who speaks most", STATEMENTS_OF, {.by = ONE(often)}},
        {"all, by speaker", COUNTS_OF, {.limit = 20}},
    };
    bool ok = true;
    for (size_t i = 0; ok && i < sizeof all / sizeof *all; i++)
        ok = measure(store, all[i].called, all[i].what, &all[i].q, err);
    return ok;
}

static bool run(const char *path, size_t pages, uint64_t seed, onr_error *err)
{
    struct stat status;
    bool there = stat(path, &status) == 0;
    onr_store *store;
    double from = now();
    if (!onr_store_open(&store, path, ONR_STORE_CREATE, err))
        return false;
    bool ok = there || add_pages(store, pages, seed, err);
    onr_store_close(store);
    if (ok && !there && stat(path, &status) == 0)
        printf("%zu pages added: %.2f ms and %lld bytes a page\n", pages,
               (now() - from) / (double)pages, (long long)status.st_size / (long long)pages);
    if (!ok || !onr_store_open(&store, path, ONR_STORE_READ, err))
        return false;
    onr_arena *arena = onr_arena_new(1 << 20);
    ok = ask_all(store, arena, err);
    onr_arena_free(arena);
    onr_store_close(store);
    return ok;
}

int main(int argc, char **argv)
{
    onr_error err = {0};
    if (argc < 3) {
        fprintf(stderr, "usage: store_bench STORE PAGES [SEED]\n");
        return 2;
    }
    if (run(argv[1], strtoul(argv[2], NULL, 10), argc > 3 ? strtoull(argv[3], NULL, 10) : 1, &err))
        return 0;
    fprintf(stderr, "%s: %s; %s\n", err.source, err.what, err.advice);
    return 1;
}
