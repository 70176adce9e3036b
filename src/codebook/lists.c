/*
 * Dictionaries of phrases alone: what gives no events, what an event is about, and a table of
 * phrases with their classes.
 */
#include "base/str.h"
#include "codebook/codes.h"
#include "codebook/load.h"

/* "+SOCCER_MATCH": the page gives no events; without "+", its sentence. */
void discards_load(dictionary_reader *r)
{
    for (onr_str line; reader_next(&line, r, false) && !onr_arena_full(r->book->arena);) {
        bool page = line.data[0] == '+';
        onr_str phrase = page ? str_trim((onr_str){line.data + 1, line.len - 1}) : line;
        size_t open = str_find(phrase, ONR_STR("["), 0); /* "[###]" of TABARI says nothing more. */
        phrase.len = open == SIZE_MAX ? phrase.len : open;
        r->book->has_discards |= reader_enter(r, r->book->discard_root, str_trim(phrase), page);
    }
}

/* "n:DAM RELEASE [WATER]"; "n:", "v:" and "+" ask for other forms, which match in any case. */
static onr_str without_marks(onr_str phrase)
{
    while (phrase.len > 2 && phrase.data[1] == ':' && strchr("nvsNVS", phrase.data[0]))
        phrase = str_trim((onr_str){phrase.data + 2, phrase.len - 2});
    while (phrase.len && phrase.data[0] == '+')
        phrase = str_trim((onr_str){phrase.data + 1, phrase.len - 1});
    return phrase;
}

void issues_load(dictionary_reader *r)
{
    onr_codebook *book = r->book;
    for (onr_str line; reader_next(&line, r, false) && !onr_arena_full(book->arena);) {
        size_t open = str_find(line, ONR_STR("["), 0);
        onr_str code, rest;
        if (open == SIZE_MAX) {
            reader_fault(r, "an issue without a code: write DAM RELEASE [WATER]");
            continue;
        }
        rest = (onr_str){line.data + open, line.len - open};
        if (!reader_take_brackets(&code, &rest, '[', ']', r))
            continue;
        if (rest.len || !code.len) {
            reader_fault(r, rest.len ? "\"%.*s\" behind the code is not read" : "an empty code",
                         (int)rest.len, rest.data);
            continue;
        }
        onr_str kept = arena_copy(book->arena, code);
        list_push(&book->issues, kept, book->arena);
        if (!onr_arena_full(book->arena))
            reader_enter(r, book->issue_root, without_marks(str_trim((onr_str){line.data, open})),
                         (uint32_t)book->issues.count - 1);
    }
}

/* The next cell of a line; false: there is none. */
static bool next_cell(onr_str *out, onr_str *line)
{
    if (!line->data)
        return false;
    size_t tab = str_find(*line, ONR_STR("\t"), 0);
    bool last = tab == SIZE_MAX;
    *out = str_trim((onr_str){line->data, last ? line->len : tab});
    *line = last ? (onr_str){NULL, 0} : (onr_str){line->data + tab + 1, line->len - tab - 1};
    return true;
}

/* "phrase<TAB>class<TAB>mode", with or without a heading of these words. */
void table_load(dictionary_reader *r)
{
    onr_codebook *book = r->book;
    bool is_first = true;
    for (onr_str line; reader_next(&line, r, true) && !onr_arena_full(book->arena);) {
        onr_str phrase, class = {"", 0}, mode = {"", 0};
        own_rule rule;
        next_cell(&phrase, &line);
        bool whole = next_cell(&class, &line);
        next_cell(&mode, &line);
        bool is_heading = is_first && str_equal_nocase(phrase, ONR_STR("phrase"));
        is_first = false;
        if (is_heading)
            continue;
        if (!whole)
            reader_fault(r, "one cell: tabs must part phrase, class and mode");
        else if (line.data && str_trim(line).len)
            reader_fault(r, "\"%.*s\" behind the mode is not read", (int)line.len, line.data);
        else if (codes_read_class(&rule, r, class, mode)) {
            list_push(&book->table, rule, book->arena);
            if (!onr_arena_full(book->arena))
                reader_enter(r, book->table_root, phrase, (uint32_t)book->table.count - 1);
        }
    }
}
