/* onrecord knowledge: what the knowledge base has under a name, each row with its table and line.
 */
#include "base/buffer.h"
#include "base/str.h"
#include "cli.h"
#include "entities/knowledge.h"
#include "entities/titles.h"

/* More rows than any one name has; more bytes than they take. */
enum { MOST_ROWS = 64, NAME_MEMORY = 1 << 20 };

typedef struct looking_up {
    knowledge base;
    stretch when;
    onr_arena *arena;
    buffer to;
} looking_up;

static void put(looking_up *l, uint32_t offset)
{
    buffer_put(&l->to, knowledge_text(&l->base, offset));
}

/* "  outlets.tsv:17 (well known)", a line's end. */
static void put_source(looking_up *l, uint32_t row, uint32_t source)
{
    buffer_put(&l->to, ONR_STR("  "));
    buffer_put(&l->to, knowledge_file(&l->base, row));
    buffer_format(&l->to, ":%u (", knowledge_line(row));
    put(l, source);
    buffer_put(&l->to, ONR_STR(")\n"));
}

static void put_day(looking_up *l, uint32_t number)
{
    unsigned year = number / 10000, month = number / 100 % 100, date = number % 100;
    buffer_format(&l->to, date ? "%u-%02u-%02u" : month ? "%u-%02u" : "%u", year, month, date);
}

/* "    chancellor (DEU) 2005-11-22 to 2021-12-08: DEUGOV" */
static void put_term(looking_up *l, const known_term *term)
{
    buffer_put(&l->to, ONR_STR("    "));
    put(l, term->title ? term->title : term->office);
    if (knowledge_text(&l->base, term->state).len > 0) {
        buffer_put(&l->to, ONR_STR(" ("));
        put(l, term->state);
        buffer_put_char(&l->to, ')');
    }
    if (term->from) {
        buffer_put_char(&l->to, ' ');
        put_day(l, term->from);
    }
    if (term->to) {
        buffer_put(&l->to, ONR_STR(" to "));
        put_day(l, term->to);
    } else
        buffer_put(&l->to, ONR_STR(" and since"));
    buffer_put(&l->to, ONR_STR(": "));
    put(l, term->code);
    put_source(l, term->row, term->source);
}

/* "Romania: state ROU; "Bucharest" is a seat of it" */
static void put_thing(looking_up *l, const known_thing *thing, const known_name *name)
{
    static const char *const kinds[] = {
        "state",   "IGO",    "body",   "party", "group",  "organisation",
        "company", "outlet", "person", "place", "region",
    };
    static const char *const uses[] = {
        "its name",      "another name of it", "a name that it had",
        "its adjective", "one of its people",  "its people",
        "a seat of it",  "its government",     "what news call this person for short",
    };
    onr_str code = knowledge_code(&l->base, thing, l->when, l->arena);
    put(l, thing->name);
    buffer_format(&l->to, ": %s%s%.*s; \"", kinds[thing->kind], code.len > 0 ? " " : "",
                  (int)code.len, code.data);
    put(l, name->name);
    buffer_format(&l->to, "\" is %s", uses[name->use]);
    put_source(l, thing->row, thing->source);
    for (uint32_t i = 0; i < thing->term_count; i++)
        put_term(l, &l->base.terms[thing->first_term + i]);
}

static void put_doubt(looking_up *l, const known_doubt *doubt)
{
    const known_thing *meant = knowledge_thing(&l->base, doubt->prefer);
    buffer_put_char(&l->to, '"');
    put(l, doubt->name);
    buffer_put(&l->to, ONR_STR("\" may be something else ("));
    put(l, doubt->other);
    buffer_put(&l->to, ONR_STR("); where nothing tells, it is "));
    buffer_put(&l->to, meant ? knowledge_text(&l->base, meant->name) : ONR_STR("left open"));
    put_source(l, doubt->row, doubt->source);
}

static void put_title(looking_up *l, const known_title *t)
{
    buffer_format(&l->to, "\"%s\": title%s%s, %s political actor  titles.tsv (%s)\n", t->name,
                  *t->sector ? " of " : "", t->sector,
                  str_is(str_of(t->political), "yes") ? "a" : "no", t->source);
}

static void put_noun(looking_up *l, const known_noun *n)
{
    buffer_format(&l->to, "\"%s\": noun of %s  nouns.tsv (%s)\n", n->name, n->sector, n->source);
}

static void look_up(looking_up *l, onr_str name)
{
    const known_name *found[MOST_ROWS];
    size_t n = knowledge_find(found, MOST_ROWS, &l->base, name);
    uint32_t doubt = 0;
    for (size_t i = 0; i < n; i++) {
        const known_thing *thing = knowledge_thing(&l->base, found[i]->thing);
        if (thing)
            put_thing(l, thing, found[i]);
        if (found[i]->doubt && found[i]->doubt != doubt)
            put_doubt(l, &l->base.doubts[found[i]->doubt - 1]);
        doubt = found[i]->doubt;
    }
    const known_title *title = title_find(name);
    const known_noun *noun = sector_noun_find(name);
    if (title)
        put_title(l, title);
    if (noun)
        put_noun(l, noun);
}

/* Writes what is known of one name; the exit status. */
static int answer(const settings *s, const char *name)
{
    onr_error err = {0};
    onr_arena *arena = onr_arena_new(NAME_MEMORY);
    looking_up l = {.base = knowledge_open(),
                    .when = stretch_of_edtf(s->given.date),
                    .arena = arena,
                    .to = {.arena = arena}};
    onr_str text = {0};
    if (!arena)
        onr_fail(&err, ONR_E_MEMORY, 0, "free some memory", "no memory for the answer");
    else
        look_up(&l, str_of(name));
    bool ok = arena && buffer_finish(&text, &l.to, "write an answer", &err);
    if (ok && !text.len)
        onr_fail(&err, ONR_E_FORMAT, 0, "write it as news do, or add it to data/knowledge",
                 "nothing is known of \"%s\"", name);
    bool written = ok && write_output(text, &err);
    if (err.code != ONR_OK)
        print_error(&err);
    onr_arena_free(arena);
    return ok && !written && err.code != ONR_OK ? EXIT_UNWRITTEN
           : ok && text.len                     ? EXIT_READ
                                                : EXIT_SOME_FAILED;
}

int cmd_knowledge(const command *self, int argc, char **argv)
{
    settings s;
    settings_read(&s, self, argc, argv);
    int status = EXIT_READ;
    for (int i = 0; i < s.file_count && status != EXIT_UNWRITTEN; i++) {
        int one = answer(&s, s.files[i]);
        status = one == EXIT_READ ? status : one;
    }
    return finish_output(status);
}
