/*
 * Runs tables of trees (tests/spec/README.md): what a rule of `language` makes of a sentence's
 * words, heads and names stands behind "=>", and all else must stay as it is.
 * Usage: tree_test FILE...
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/tag_names.h"
#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"
#include "language/mend.h"
#include "language/surnames.h"
#include "language/undone.h"
#include "language/walk.h"

/* Of each kind of name its letter. */
static const char kinds[] = "PLOND*";

/* What the rules may change of a word. */
typedef struct state {
    onr_upos upos;
    onr_str xpos, relation; /* "nsubj:pass" */
    int32_t head;           /* 0: the root */
    char name;              /* a letter of `kinds` begins one, '+' goes on, '-': none */
    onr_str told;           /* of a verb: "undone", "by-nobody", "endangers" */
} state;

typedef struct row {
    onr_str form, lemma;
    uint32_t sentence;
    state before, after;
} row;
typedef list(row) row_list;

/* A rule with the tree that shows it. */
typedef struct example {
    onr_str file, rule;
    row_list rows;
    bool begins; /* a sentence, with the next row */
} example;

static onr_str next_field(onr_str *rest)
{
    *rest = str_trim(*rest);
    size_t end = str_find(*rest, ONR_STR(" "), 0);
    end = end == SIZE_MAX ? rest->len : end;
    onr_str field = {rest->data, end};
    *rest = (onr_str){rest->data + end, rest->len - end};
    return field;
}

static onr_str next_part(onr_str *rest, const char *separator)
{
    size_t end = str_find(*rest, str_of(separator), 0);
    onr_str part = {rest->data, end == SIZE_MAX ? rest->len : end};
    size_t next = end == SIZE_MAX ? rest->len : end + strlen(separator);
    *rest = (onr_str){rest->data + next, rest->len - next};
    return str_trim(part);
}

static int32_t number_of(onr_str digits)
{
    return (int32_t)strtol(digits.data, NULL, 10);
}

/* "6 nsubj", "VBD", "endangers": each field says by its look what it is. */
static void read_state(state *out, onr_str rest)
{
    for (onr_str field; (field = next_field(&rest)).len;) {
        onr_upos upos;
        if (is_ascii_digit(*field.data))
            out->head = number_of(field);
        else if (field.len == 1 && strchr("+-", *field.data))
            out->name = *field.data;
        else if (field.len == 1 && strchr(kinds, *field.data))
            out->name = *field.data;
        else if (str_listed(field, "undone|by-nobody|endangers"))
            out->told = field;
        else if (upos_find(&upos, field))
            out->upos = upos;
        else if (field.data[0] >= 'a' && field.data[0] <= 'z')
            out->relation = field;
        else
            out->xpos = field;
    }
}

/* "7 Varga Varga PROPN NNP 6 obj P => 6 nsubj": the word's number, and the word. */
static int32_t read_row(row *out, onr_str line)
{
    onr_str before = next_part(&line, " => ");
    int32_t number = number_of(next_field(&before));
    *out = (row){.form = next_field(&before), .lemma = next_field(&before)};
    out->before.name = '-';
    read_state(&out->before, before);
    out->after = out->before;
    read_state(&out->after, line);
    return number;
}

/* The word as a reader of texts would have it. */
static onr_word word_of(const row *r, uint32_t at)
{
    onr_relation relation = ONR_DEP;
    onr_str subtype = r->before.relation;
    onr_str name = next_part(&subtype, ":");
    if (!relation_find(&relation, name))
        printf("no relation: %.*s\n", (int)name.len, name.data);
    return (onr_word){.span = {at, at + (uint32_t)r->form.len},
                      .form = r->form,
                      .lemma = r->lemma,
                      .xpos = r->before.xpos,
                      .subtype = subtype,
                      .upos = r->before.upos,
                      .relation = relation,
                      .head = r->before.head - 1,
                      .sentence = r->sentence};
}

static onr_text build_text(const row_list *rows, onr_word *words, onr_arena *arena)
{
    onr_text t = {.words = words, .word_count = rows->count};
    list(onr_sentence) sentences = {0};
    list(onr_name) names = {0};
    uint32_t at = 0;
    for (uint32_t i = 0; i < rows->count; i++) {
        const row *r = &rows->items[i];
        words[i] = word_of(r, at);
        at += (uint32_t)r->form.len + 1;
        if (r->sentence == sentences.count)
            list_push(&sentences, ((onr_sentence){.first_word = i}), arena);
        sentences.items[r->sentence].word_count++;
        if (r->before.name == '+') {
            names.items[names.count - 1].word_count++;
            names.items[names.count - 1].span.end = words[i].span.end;
        } else if (r->before.name != '-') {
            onr_name_kind kind = (onr_name_kind)(strchr(kinds, r->before.name) - kinds);
            list_push(&names, ((onr_name){kind, words[i].span, i, 1}), arena);
        }
    }
    t.sentences = sentences.items;
    t.sentence_count = sentences.count;
    t.names = names.items;
    t.name_count = names.count;
    return t;
}

/* As src/language/read.c does behind the network. */
static bool mend(onr_text *text, onr_word *words, onr_arena *arena)
{
    bool any = false;
    onr_scratch scratch = onr_scratch_begin(arena);
    bool ok = walk_link(text, arena) && surnames_mend(text, words, &any, scratch.arena, arena) &&
              (!any || walk_link(text, arena)) &&
              (!mend_trees(words, text) || walk_link(text, arena)) &&
              (!mend_joined(words, text) || walk_link(text, arena));
    onr_scratch_end(&scratch);
    return ok;
}

static char name_at(const onr_text *text, uint32_t word)
{
    for (size_t i = 0; i < text->name_count; i++) {
        const onr_name *n = &text->names[i];
        if (n->first_word == word)
            return kinds[n->kind];
        if (n->first_word < word && word < n->first_word + n->word_count)
            return '+';
    }
    return '-';
}

static const char *told_of(const onr_text *text, int32_t word)
{
    if (text->words[word].upos != ONR_VERB)
        return "";
    return undone_is(text, word)          ? "undone"
           : undone_by_nobody(text, word) ? "by-nobody"
           : undone_endangers(text, word) ? "endangers"
                                          : "";
}

static state state_of(const onr_text *text, uint32_t word, onr_arena *arena)
{
    const onr_word *w = &text->words[word];
    return (state){.upos = w->upos,
                   .xpos = w->xpos,
                   .relation = arena_format(arena, "%s%s%.*s", onr_relation_name(w->relation),
                                            w->subtype.len ? ":" : "", (int)w->subtype.len,
                                            w->subtype.data),
                   .head = w->head + 1,
                   .name = name_at(text, word),
                   .told = str_of(told_of(text, (int32_t)word))};
}

static onr_str write_state(const state *s, onr_arena *arena)
{
    return arena_format(arena, "%s %.*s %d %.*s %c %.*s", onr_upos_name(s->upos), (int)s->xpos.len,
                        s->xpos.data, s->head, (int)s->relation.len, s->relation.data, s->name,
                        (int)s->told.len, s->told.data);
}

static bool is_as_written(const example *e, const row_list *rows, size_t line, onr_arena *arena)
{
    onr_word *words = arena_array(arena, onr_word, rows->count);
    onr_text text = build_text(rows, words, arena);
    bool ok = mend(&text, words, arena);
    for (uint32_t i = 0; i < rows->count; i++) {
        state found = state_of(&text, i, arena);
        onr_str is = write_state(&found, arena), wanted = write_state(&rows->items[i].after, arena);
        if (str_equal(is, wanted))
            continue;
        printf("%.*s:%zu: %.*s\n  %u %.*s\n  wanted: %.*s\n  found:  %.*s\n", (int)e->file.len,
               e->file.data, line, (int)e->rule.len, e->rule.data, i + 1,
               (int)rows->items[i].form.len, rows->items[i].form.data, (int)wanted.len, wanted.data,
               (int)is.len, is.data);
        ok = false;
    }
    return ok;
}

/* The tree with other words in it: "or" mends it, too, "unless" leaves it as it is. */
static bool varies_as_written(const example *e, onr_str line, size_t number, onr_arena *arena)
{
    bool mends = str_starts(line, "or ");
    row_list varied = {0};
    for (size_t i = 0; i < e->rows.count; i++) {
        row r = e->rows.items[i];
        if (!mends)
            r.after = r.before;
        list_push(&varied, r, arena);
    }
    next_field(&line);
    line = next_part(&line, " # ");
    while (line.len) {
        row other;
        int32_t at = read_row(&other, next_part(&line, " ;")) - 1;
        if (at < 0 || (size_t)at >= varied.count)
            return false;
        other.sentence = varied.items[at].sentence;
        varied.items[at] = other;
    }
    return is_as_written(e, &varied, number, arena);
}

static void add_row(example *e, onr_str line, onr_arena *arena)
{
    row r;
    read_row(&r, line);
    uint32_t last = e->rows.count ? e->rows.items[e->rows.count - 1].sentence : 0;
    r.sentence = last + e->begins;
    e->begins = false;
    list_push(&e->rows, r, arena);
}

typedef struct tally {
    size_t held, count;
} tally;

static void add_case(tally *t, bool held)
{
    t->held += held;
    t->count++;
}

/* A tree is judged where its rows end. */
static void run_file(tally *t, onr_str name, onr_str bytes, onr_arena *arena)
{
    example e = {.file = name};
    size_t number = 0, judged = 0;
    for (onr_str rest = bytes; rest.len;) {
        onr_str line = next_part(&rest, "\n");
        number++;
        bool is_row = line.len && is_ascii_digit(*line.data);
        if (is_row) {
            add_row(&e, line, arena);
            continue;
        }
        if (str_is(line, "|")) {
            e.begins = true;
            continue;
        }
        if (e.rows.count > judged)
            add_case(t, is_as_written(&e, &e.rows, number - 1, arena));
        judged = e.rows.count;
        if (str_starts(line, "or ") || str_starts(line, "unless "))
            add_case(t, varies_as_written(&e, line, number, arena));
        if (str_starts(line, "## ")) {
            e = (example){.file = name, .rule = line};
            judged = 0;
        }
    }
    if (e.rows.count > judged)
        add_case(t, is_as_written(&e, &e.rows, number, arena));
}

int main(int argc, char **argv)
{
    bool ok = argc > 1;
    onr_arena *arena = onr_arena_new((size_t)1 << 24);
    for (int i = 1; arena && i < argc; i++) {
        file_map file;
        onr_error err;
        tally t = {0};
        if (!file_map_open(&file, argv[i], &err)) {
            printf("%s: %s\n", argv[i], err.what);
            ok = false;
            continue;
        }
        run_file(&t, str_of(argv[i]), file.bytes, arena);
        printf("%s: %zu trees as written, %zu not\n", argv[i], t.held, t.count - t.held);
        ok = ok && t.count > 0 && t.held == t.count && !onr_arena_full(arena);
        file_map_close(&file);
        onr_arena_reset(arena);
    }
    onr_arena_free(arena);
    return ok ? 0 : 1;
}
