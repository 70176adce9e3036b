/*
 * Compares persons' names word by word: father and son, brothers and sisters have one surname.
 */
#include "entities/bearers.h"

#include "base/str.h"
#include "entities/first_names.h"

/* 1: senior or the first, 2: junior or the second, 3: the third, …; 0: no generation. */
static int generation_of(onr_str word)
{
    if (str_ends(word, "."))
        word.len--;
    return str_listed(word, "sr|senior|i")    ? 1
           : str_listed(word, "jr|junior|ii") ? 2
           : str_listed(word, "iii")          ? 3
           : str_listed(word, "iv")           ? 4
                                              : 0;
}

/* Cuts the last word off `name`, with the blanks and commas before it. */
static onr_str cut_last(onr_str *name)
{
    size_t end = name->len;
    while (end > 0 && strchr(" ,", name->data[end - 1]))
        end--;
    size_t start = end;
    while (start > 0 && name->data[start - 1] != ' ')
        start--;
    onr_str word = {name->data + start, end - start};
    name->len = start;
    while (name->len > 0 && strchr(" ,", name->data[name->len - 1]))
        name->len--;
    return word;
}

/* What begins a surname: "De Brask". */
static bool is_particle(onr_str word)
{
    return str_listed(word, "de|du|des|di|da|dos|del|della|von|der|den|ter");
}

typedef struct parts_of_name {
    onr_str first; /* empty of a surname alone */
    onr_str surname;
    int generation;
} parts_of_name;

static parts_of_name read_name(onr_str name)
{
    parts_of_name p = {.surname = cut_last(&name)};
    p.generation = name.len ? generation_of(p.surname) : 0;
    if (p.generation)
        p.surname = cut_last(&name);
    size_t end = 0;
    while (end < name.len && name.data[end] != ' ')
        end++;
    p.first = is_particle((onr_str){name.data, end}) ? (onr_str){"", 0} : (onr_str){name.data, end};
    return p;
}

onr_str bearer_surname(onr_str name)
{
    return read_name(name).surname;
}

onr_str bearer_first_of_two(onr_str name)
{
    enum { SHORTEST = 3 }; /* bytes: no initial */
    if (generation_of(cut_last(&name)))
        cut_last(&name);
    onr_str word = name.len ? cut_last(&name) : name;
    bool may = name.len && word.len >= SHORTEST && !is_particle(word) && !first_name_is(word);
    return (onr_str){word.data, may ? word.len : 0};
}

onr_str bearer_first_name(onr_str name)
{
    return read_name(name).first;
}

/* "J." may be any name that begins so, "Rob" is short for "Robert". */
static bool may_be_same_first(onr_str a, onr_str b)
{
    onr_str shorter = a.len < b.len ? a : b, longer = a.len < b.len ? b : a;
    if (str_ends(shorter, "."))
        shorter.len--;
    bool begins = shorter.len && shorter.len <= longer.len &&
                  str_equal_nocase(shorter, (onr_str){longer.data, shorter.len});
    return begins && (shorter.len == 1 || shorter.len >= 3 || shorter.len == longer.len);
}

onr_str bearer_initials(char *out, size_t room, onr_str name)
{
    enum { FEWEST = 3 };
    onr_str rest = name;
    size_t n = 0;
    if (generation_of(cut_last(&rest)) && rest.len)
        name = rest;
    for (size_t i = 0; i < name.len; i++) {
        bool begins = i == 0 || strchr(" -", name.data[i - 1]);
        if (!begins || !is_ascii_letter(name.data[i]))
            continue;
        if (n == room)
            return (onr_str){"", 0};
        out[n++] = (char)(ascii_lower(name.data[i]) - 32);
    }
    return (onr_str){out, n >= FEWEST ? n : 0};
}

/* Whether a surname is, rather, the initials of the whole name. */
static bool has_initials(onr_str name, const parts_of_name *letters)
{
    char room[8];
    onr_str own = bearer_initials(room, sizeof room, name);
    return own.len && !letters->first.len && str_equal(letters->surname, own);
}

/* "Spokesperson of Ostrava": a phrase that ends with another's name. */
static bool is_phrase(onr_str name)
{
    bool small = name.len && name.data[0] >= 'a' && name.data[0] <= 'z';
    return small && (str_find(name, ONR_STR(" of "), 0) != SIZE_MAX ||
                     str_find(name, ONR_STR(" for "), 0) != SIZE_MAX ||
                     str_find(name, ONR_STR(" from "), 0) != SIZE_MAX);
}

bool bearer_may_be_same(onr_str a, onr_str b)
{
    if (is_phrase(a) != is_phrase(b))
        return false;
    parts_of_name p = read_name(a), q = read_name(b);
    bool generations = !p.generation || !q.generation || p.generation == q.generation;
    if (generations && (has_initials(a, &q) || has_initials(b, &p)))
        return true;
    if (!p.first.len &&
        (str_equal(p.surname, q.first) || str_equal(p.surname, bearer_first_of_two(b))))
        return true;
    if (!q.first.len &&
        (str_equal(q.surname, p.first) || str_equal(q.surname, bearer_first_of_two(a))))
        return true;
    if (!str_equal(p.surname, q.surname) || !generations)
        return false;
    return !p.first.len || !q.first.len || may_be_same_first(p.first, q.first);
}
