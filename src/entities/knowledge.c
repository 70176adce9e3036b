#include "entities/knowledge.h"

#include "base/arena.h"
#include "base/str.h"
#include "learn/embedded.h"

/* A section's rows lie as the struct does: 32-bit numbers, little-endian, aligned to 64 bytes. */
#define SECTION(k, field, count)                                                                   \
    do {                                                                                           \
        onr_str bytes = embedded_section(EMBEDDED_KNOWLEDGE, #field);                              \
        (k)->field = (const void *)bytes.data;                                                     \
        (count) = bytes.len / sizeof *(k)->field;                                                  \
    } while (0)

knowledge knowledge_open(void)
{
    knowledge k = {.text = embedded_section(EMBEDDED_KNOWLEDGE, "text")};
    size_t not_searched;
    SECTION(&k, things, not_searched);
    SECTION(&k, terms, not_searched);
    SECTION(&k, doubts, not_searched);
    SECTION(&k, names, k.name_count);
    SECTION(&k, letters, k.letter_count);
    SECTION(&k, files, k.file_count);
    (void)not_searched;
    return k;
}

onr_str knowledge_text(const knowledge *k, uint32_t offset)
{
    return str_of(k->text.data + offset);
}

const known_thing *knowledge_thing(const knowledge *k, uint32_t index)
{
    return index == KNOWN_NOTHING ? NULL : &k->things[index];
}

onr_str knowledge_file(const knowledge *k, uint32_t row)
{
    return knowledge_text(k, k->files[row >> 24]);
}

static day last_day(uint32_t number)
{
    return number + (number % 10000 == 0 ? 1231 : number % 100 == 0 ? 31 : 0);
}

static uint32_t number_of(onr_str digits)
{
    uint32_t n = 0;
    for (size_t i = 0; i < digits.len; i++)
        n = n * 10 + (uint32_t)(digits.data[i] - '0');
    return n;
}

stretch stretch_of_edtf(onr_str edtf)
{
    onr_str date = edtf_unmarked(edtf);
    if (!is_edtf_date(date))
        return any_day;
    uint32_t number = number_of((onr_str){date.data, 4}) * 10000;
    if (date.len >= 7)
        number += number_of((onr_str){date.data + 5, 2}) * 100;
    if (date.len >= 10)
        number += number_of((onr_str){date.data + 8, 2});
    return (stretch){number, last_day(number)};
}

/* Longer names are nobody's. */
enum { LONGEST_KEY = 160 };

static const known_letter *find_letter(const knowledge *k, uint32_t c)
{
    size_t low = 0, high = k->letter_count;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (k->letters[mid].character < c)
            low = mid + 1;
        else
            high = mid;
    }
    return low < k->letter_count && k->letters[low].character == c ? &k->letters[low] : NULL;
}

static bool is_combining(uint32_t c)
{
    return c >= 0x300 && c <= 0x36F;
}

/* The key of a name, as data/knowledge.py makes it. Its length; 0: it has none. */
static size_t fold(char out[LONGEST_KEY], const knowledge *k, onr_str name)
{
    size_t n = 0, at = 0;
    while (at < name.len && n + 4 <= LONGEST_KEY) {
        size_t start = at;
        uint32_t c = utf8_next(name, &at);
        const known_letter *letter = c < 0x80 ? NULL : find_letter(k, c);
        if (c < 0x80)
            out[n++] = ascii_lower((char)c);
        else if (letter)
            for (int i = 0; i < 2 && letter->letters[i]; i++)
                out[n++] = (char)letter->letters[i];
        else if (!is_combining(c))
            for (size_t i = start; i < at; i++)
                out[n++] = name.data[i];
    }
    return at == name.len ? n : 0;
}

static int compare(onr_str a, onr_str b)
{
    int by_bytes = memcmp(a.data, b.data, a.len < b.len ? a.len : b.len);
    return by_bytes ? by_bytes : (a.len > b.len) - (a.len < b.len);
}

static size_t first_of_key(const knowledge *k, onr_str key)
{
    size_t low = 0, high = k->name_count;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (compare(knowledge_text(k, k->names[mid].key), key) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* "WHO", "U.S.", "AK Party": as a word in another case it would be another word. */
static bool is_abbreviation(onr_str name)
{
    size_t capitals = 0;
    for (size_t i = 0; i < name.len; i++) {
        if (name.data[i] >= 'a' && name.data[i] <= 'z')
            return false;
        capitals += is_ascii_capital(name.data[i]);
    }
    return capitals > 0 && name.len <= 8;
}

/* Whether `written` is the name in its own case, or a way to write a name in a headline. */
static bool same_case(onr_str written, onr_str name)
{
    if (is_abbreviation(name))
        return !str_equal_nocase(written, name) || str_equal(written, name);
    return !is_ascii_capital(name.data[0]) || is_ascii_capital(written.data[0]) ||
           (written.data[0] & 0x80);
}

static bool is_ascii(onr_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.data[i] >= 0x80)
            return false;
    return true;
}

/* "Germán" is a first name, and nobody's people; "Perú" is Peru. */
static bool is_other_word(const knowledge *k, const known_name *row, onr_str name)
{
    return known_of_its_people(row->use) && !is_ascii(name) &&
           is_ascii(knowledge_text(k, row->name));
}

static size_t find_spelt(const known_name **out, size_t most, const knowledge *k, onr_str name)
{
    char bytes[LONGEST_KEY];
    onr_str key = {bytes, name.len ? fold(bytes, k, name) : 0};
    size_t n = 0;
    if (!key.len)
        return 0;
    for (size_t i = first_of_key(k, key); i < k->name_count && n < most; i++) {
        if (!str_equal(knowledge_text(k, k->names[i].key), key))
            break;
        if (same_case(name, knowledge_text(k, k->names[i].name)) &&
            !is_other_word(k, &k->names[i], name))
            out[n++] = &k->names[i];
    }
    return n;
}

size_t knowledge_find(const known_name **out, size_t most, const knowledge *k, onr_str name)
{
    size_t n = find_spelt(out, most, k, name);
    bool article = name.len > 4 && str_equal_nocase((onr_str){name.data, 4}, ONR_STR("the "));
    return n || !article ? n : find_spelt(out, most, k, (onr_str){name.data + 4, name.len - 4});
}

static bool goes_on(uint32_t from, uint32_t to, stretch when)
{
    return from <= when.last && (to == 0 || last_day(to) >= when.first);
}

bool knowledge_held(const known_term *term, stretch when)
{
    return goes_on(term->from, term->to, when);
}

bool knowledge_bore(const knowledge *k, const known_name *name, stretch when)
{
    const known_thing *t = knowledge_thing(k, name->thing);
    bool there = true;
    if (t && t->kind == KNOWN_STATE && t->term_count)
        there = knowledge_held(&k->terms[t->first_term], when);
    return there && goes_on(name->from, name->to, when);
}

static bool ends_in(onr_str code, const char *sectors)
{
    return code.len > 3 && code.len % 3 == 0 &&
           str_listed((onr_str){code.data + code.len - 3, 3}, sectors);
}

/* Of two offices at once that of government counts, then that taken later. */
static const known_term *weightier(const knowledge *k, const known_term *a, const known_term *b)
{
    if (!a || !b)
        return a ? a : b;
    static const char lesser[] = "PTY|OPP|REB|LEG";
    bool less_a = ends_in(knowledge_text(k, a->code), lesser);
    bool less_b = ends_in(knowledge_text(k, b->code), lesser);
    return less_a != less_b ? (less_a ? b : a) : (b->from >= a->from ? b : a);
}

/* Whether who held such an office is of the elite ever after. */
static bool leaves_elite(onr_str code)
{
    return !str_starts(code, "IGO") && !str_starts(code, "IMG") &&
           ends_in(code, "GOV|LEG|JUD|MIL|COP|SPY");
}

/* A person's code on one day. */
static onr_str code_on(const knowledge *k, const known_thing *t, day on, onr_arena *arena)
{
    const known_term *held = NULL, *elite = NULL, *past = NULL;
    for (uint32_t i = 0; i < t->term_count; i++) {
        const known_term *term = &k->terms[t->first_term + i];
        if (knowledge_held(term, (stretch){on, on}))
            held = weightier(k, held, term);
        else if (term->from <= on) {
            past = term;
            elite = leaves_elite(knowledge_text(k, term->code)) ? term : elite;
        }
    }
    if (held || (past && !elite))
        return knowledge_text(k, held ? held->code : past->code);
    return elite ? arena_format(arena, "%.3sELI", k->text.data + elite->code) : (onr_str){"", 0};
}

/* Goes on with the code of one day more; false: the days do not agree. */
static bool agree(onr_str *code, const knowledge *k, const known_thing *t, day on, stretch when,
                  onr_arena *arena)
{
    if (on < when.first || on > when.last)
        return true;
    onr_str now = code_on(k, t, on, arena);
    bool agreed = !code->len || !now.len || str_equal(*code, now);
    *code = code->len ? *code : now;
    return agreed;
}

onr_str knowledge_code(const knowledge *k, const known_thing *thing, stretch when, onr_arena *arena)
{
    static const onr_str none = {"", 0};
    if (thing->kind != KNOWN_PERSON)
        return knowledge_text(k, thing->code);
    onr_str code = none;
    bool agreed = agree(&code, k, thing, when.first, when, arena) &&
                  agree(&code, k, thing, when.last, when, arena);
    /* The code changes with a term's first day and on the day behind its last one. */
    for (uint32_t i = 0; agreed && i < thing->term_count; i++) {
        const known_term *term = &k->terms[thing->first_term + i];
        agreed = agree(&code, k, thing, term->from, when, arena) &&
                 (term->to == 0 || agree(&code, k, thing, last_day(term->to) + 1, when, arena));
    }
    return agreed ? code : none;
}
