/*
 * Decides what in a text is a name: takes off what announces it ("By", "Author:"), cuts at marks
 * and conjunctions, leaves out words for what somebody does and words that no name holds.
 */
#include "article/metadata/names.h"

#include "article/metadata/date.h"
#include "base/table.h"

enum { MOST_NAMES = 12, LONGEST_LABEL = 16, LONGEST_LABELLED = 80 };

/* What announces a name. The words are in the table itself, not behind pointers: every text of a
 * page is compared with them. */
static const struct {
    char words[31];
    enum opener kind;
} openers[] = {
#include "article/metadata/byline_openers.inc"
};

/* data/byline_words.tsv says what these are. */
enum {
    WORD_NO_NAME = 1 << 0,
    WORD_STAFF = 1 << 1,
    WORD_PARTICLE = 1 << 2,
    WORD_NO_PERSON = 1 << 3,
    WORD_AND = 1 << 4,
    WORD_CIRCUMSTANCE = 1 << 5,
};

typedef struct byline_word {
    const char *word;
    uint32_t kinds;
} byline_word;

static const byline_word byline_words[] = {
#include "article/metadata/byline_words.inc"
};

static const char *const credit_words[] = {
#include "article/metadata/credit_words.inc"
};

static bool is_word(onr_str word, uint32_t kinds)
{
    const byline_word *found = TABLE_FIND(table_find_nocase, word, byline_words);
    return found && found->kinds & kinds;
}

/* The word of small letters between the blank at `at` and the next one, of these kinds; empty
 * where there is none. In a text of capitals it has capitals, too, and is no initial. */
static onr_str word_between_blanks(onr_str text, size_t at, uint32_t kinds)
{
    enum { LEAST_CAPITALS = 3 };
    const char *start = text.data + at + 1;
    const char *end = memchr(start, ' ', text.len - at - 1);
    onr_str word = {start, end ? (size_t)(end - start) : 0};
    const byline_word *found = TABLE_FIND(table_find, word, byline_words);
    if (!found && word.len >= LEAST_CAPITALS && is_in_capitals(text))
        found = TABLE_FIND(table_find_nocase, word, byline_words);
    return found && found->kinds & kinds ? word : (onr_str){0};
}

/* Trims marks that stand around names: blanks, commas, dashes, dots, quotation marks. */
static onr_str trim_marks(onr_str text)
{
    static const char *const wide[] = {"\xC2\xA0", "–", "—", "•", "·", "»",
                                       "«",        "│", "“", "”", "„"};
    static const char marks[] = " \t\n:,;|/-*~>(\"'";
    for (bool more = true; more && text.len;) {
        char first = *text.data, last = text.data[text.len - 1];
        if (is_ascii_letter(first) && is_ascii_letter(last))
            return text;
        size_t head = first && (strchr(marks, first) || strchr(".)", first));
        size_t tail = !head && last && strchr(marks, last);
        for (size_t i = 0; (first | last) & 0x80 && i < sizeof wide / sizeof *wide; i++) {
            size_t len = strlen(wide[i]);
            head = str_starts(text, wide[i]) ? len : head;
            tail = !head && str_ends(text, wide[i]) ? len : tail;
        }
        text = (onr_str){text.data + head, text.len - head - tail};
        more = head || tail;
    }
    return text;
}

/* Whether there is an opener before `end` that begins with the byte that `text` begins with. */
static bool has_opener(size_t end, onr_str text)
{
    return end && text.len && openers[end - 1].words[0] == ascii_lower(*text.data);
}

/* Behind the last opener that begins with the byte that `text` begins with: of those that `text`
 * begins with, the longest stands last. */
static size_t openers_end(onr_str text)
{
    size_t low = 0, high = sizeof openers / sizeof *openers;
    unsigned char first = text.len ? (unsigned char)ascii_lower(*text.data) : 0;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if ((unsigned char)openers[middle].words[0] <= first)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The length of an opener with the colon behind it, which blanks may part from it: "Auteur :". */
static size_t opener_len(onr_str text, const char *words, bool *colon)
{
    size_t len = strlen(words), end = len;
    while (end < text.len && text.data[end] == ' ')
        end++;
    *colon = end < text.len && text.data[end] == ':';
    return *colon ? end + 1 : len;
}

enum opener names_take_opener(onr_str *text)
{
    enum opener found = OPENER_NONE;
    *text = trim_marks(*text);
    for (size_t end = openers_end(*text); has_opener(end, *text); end--) {
        const char *words = openers[end - 1].words;
        if (!str_starts_nocase(*text, words))
            continue;
        bool colon, label = openers[end - 1].kind == OPENER_LABEL;
        size_t len = opener_len(*text, words, &colon), bare = strlen(words);
        char next = text->len > bare ? text->data[bare] : ' ';
        if (next != ' ' && !colon && !(label && next == '/'))
            continue;
        bool one = label && !colon && !strchr(words, ' ');
        if (one && (is_word((onr_str){words, bare}, WORD_STAFF) || (text->len > bare) == !found))
            continue; /* "Author Ann Lee" is a label only with its colon; "by Reporter" is none */
        *text = trim_marks((onr_str){text->data + len, text->len - len});
        found = openers[end - 1].kind;
        end = openers_end(*text) + 1; /* "Author: By Ann Lee" */
    }
    return found;
}

static bool is_label(onr_str word)
{
    for (size_t end = openers_end(word); has_opener(end, word); end--)
        if (openers[end - 1].kind == OPENER_LABEL &&
            str_equal_nocase(word, str_of(openers[end - 1].words)))
            return true;
    return false;
}

bool is_author_label(onr_str text)
{
    for (size_t i = 0; i < sizeof openers / sizeof *openers; i++)
        if (str_starts_nocase(text, openers[i].words) &&
            str_trim(text).len <= strlen(openers[i].words) + 2)
            return true;
    return false;
}

name_shape name_shape_of(onr_str name)
{
    name_shape s = {.capital = true};
    for (size_t at = 0; at < name.len;) {
        size_t end = at;
        while (end < name.len && name.data[end] != ' ')
            end++;
        onr_str word = {name.data + at, end - at};
        onr_str bare = trim_marks(word);
        at = end + 1;
        if (!word.len)
            continue;
        s.words++;
        s.minor += is_word(word, WORD_PARTICLE) || (word.len == 2 && word.data[1] == '.');
        s.capital = s.capital && (!begins_small(word) || is_word(word, WORD_PARTICLE));
        s.staff = s.staff || is_word(bare, WORD_STAFF);
        s.paper = s.paper || (is_word(bare, WORD_NO_PERSON) && !is_word(bare, WORD_PARTICLE));
        s.foreign = s.foreign || is_word(bare, WORD_NO_NAME);
        for (size_t i = 0; i < word.len; i++) {
            s.digit = s.digit || is_ascii_digit(word.data[i]);
            s.letters += is_ascii_letter(word.data[i]) || word.data[i] & 0x80;
            s.foreign = s.foreign || (word.data[i] && strchr("@[]{}<>=#?!:", word.data[i]));
        }
        s.foreign = s.foreign || str_find(word, ONR_STR("://"), 0) != SIZE_MAX ||
                    str_starts(word, "www.") || str_starts(word, "©");
    }
    return s;
}

/* Whether a piece of a byline is a name; `strict` where nothing but "By" says that it is one. */
static bool is_name(onr_str piece, bool strict)
{
    name_shape s = name_shape_of(piece);
    if (!s.words || s.words - s.minor > 5 || s.words > 8 || piece.len < 2 || piece.len > 80 ||
        !s.letters)
        return false;
    if (s.staff && s.words < 5 && !s.digit && !strict)
        return true;
    if (s.foreign)
        return false;
    return strict ? s.capital && !s.digit && s.words > 1 && s.words - s.minor < 5
                  : !s.digit || s.words == 1;
}

/* Where the blank before the next "and" stands, and its length with both blanks; SIZE_MAX: none. */
static size_t next_and(onr_str text, size_t *len)
{
    for (size_t at = 0; (at = str_find(text, ONR_STR(" "), at)) != SIZE_MAX; at++) {
        onr_str word = word_between_blanks(text, at, WORD_AND);
        if (word.len) {
            *len = word.len + 2;
            return at;
        }
    }
    return SIZE_MAX;
}

static bool begins_credit(onr_str text)
{
    for (size_t i = 0; i < sizeof credit_words / sizeof *credit_words; i++)
        if (str_starts(text, credit_words[i]))
            return true;
    return false;
}

/* "Ann Lee @annlee", "Ann Lee ann@post.example": what follows is an address. */
static onr_str cut_address(onr_str piece)
{
    size_t at = str_find(piece, ONR_STR("@"), 0);
    while (at != SIZE_MAX && at > 0 && piece.data[at] != ' ')
        at--;
    return at == SIZE_MAX || at == 0 ? piece : trim_marks((onr_str){piece.data, at});
}

/* "Ann Lee on Monday", "Ann Lee of the Post", "Ann Lee Fotos: Bo Ek": what follows is no name. */
static onr_str cut_circumstance(onr_str piece)
{
    for (size_t at = 0; (at = str_find(piece, ONR_STR(" "), at)) != SIZE_MAX; at++)
        if (word_between_blanks(piece, at, WORD_CIRCUMSTANCE).len ||
            str_starts((onr_str){piece.data + at, piece.len - at}, " of the ") ||
            begins_credit((onr_str){piece.data + at + 1, piece.len - at - 1}))
            piece.len = at;
    return str_trim(str_ends(piece, " am") ? (onr_str){piece.data, piece.len - 3} : piece);
}

/* Adds the names of a piece that no mark parts: "Ann Lee and Bo Ek". */
static void add_names(str_list *out, onr_str piece, bool strict, onr_arena *arena)
{
    size_t len = 0;
    for (size_t at; (at = next_and(piece, &len)) != SIZE_MAX;) {
        onr_str head = trim_marks((onr_str){piece.data, at});
        onr_str tail = {piece.data + at + len, piece.len - at - len};
        names_take_opener(&head);
        if (strict)
            head = cut_circumstance(head); /* "Ann Lee in Oslo and Bo Ek in Rome" */
        if (is_name(head, strict) && out->count < MOST_NAMES)
            list_push(out, head, arena);
        piece = tail;
    }
    piece = cut_address(trim_marks(piece));
    names_take_opener(&piece);
    if (strict)
        piece = cut_circumstance(piece);
    if (is_name(piece, strict) && out->count < MOST_NAMES)
        list_push(out, piece, arena);
}

/* The length of the mark at `at` that parts names; 0: none. */
static size_t mark_at(onr_str text, size_t at)
{
    static const char *const marks[] = {",", ";", "|",  "/",  " - ", " – ", " — ", "•", "·",
                                        "(", ")", "\n", "、", "，",  "»",   "«",   "│"};
    if (is_ascii_letter(text.data[at]) ||
        (text.data[at] == ' ' && at + 1 < text.len && is_ascii_letter(text.data[at + 1])))
        return 0; /* as for most bytes: the list need not be looked at */
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t len = strlen(marks[i]);
        if (text.len - at >= len && memcmp(text.data + at, marks[i], len) == 0)
            return len;
    }
    return 0;
}

/* Lets a name go on to the end of a suffix that the piece behind its comma begins with: "Otto
 * Brill, Jr.", "Bo Ek, MD and Ann Lee". Gives the length of it, 0 where there is none. */
static size_t take_suffix(onr_str *name, onr_str piece)
{
    size_t start = 0;
    while (start < piece.len && piece.data[start] == ' ')
        start++;
    size_t end = start;
    while (end < piece.len && piece.data[end] != ' ')
        end++;
    onr_str word = {piece.data + start, end - start};
    if (str_ends(word, "."))
        word.len--;
    if (!str_listed(word, "jr|sr|ii|iii|iv|md|m.d|phd|ph.d|edd|jd|j.d|dds|dvm|do|cpa|cfa|esq|mba|"
                          "mph|msw|msc|ma|ba|bsc|rn|rd|np|mp|msp|mep|obe|cbe|mbe|kbe|kc|qc|sc|"
                          "frs"))
        return 0;
    name->len = (size_t)(piece.data + end - name->data);
    return end;
}

void names_split(str_list *out, onr_str text, bool strict, onr_arena *arena)
{
    if (!text.len || str_find(text, ONR_STR("://"), 0) != SIZE_MAX)
        return;
    size_t start = 0;
    bool named = false; /* the piece before was a name */
    for (size_t at = 0; at <= text.len; at++) {
        size_t len = at < text.len ? mark_at(text, at) : 1;
        if (!len)
            continue;
        size_t before = out->count;
        onr_str piece = {text.data + start, at - start};
        size_t suffix = named ? take_suffix(&out->items[out->count - 1], piece) : 0;
        if (suffix && suffix < piece.len)
            suffix += 1 + word_between_blanks(piece, suffix, WORD_AND).len;
        piece = (onr_str){piece.data + suffix, piece.len - suffix};
        add_names(out, trim_marks(piece), strict, arena);
        named = out->count > before || suffix;
        if (strict && !named && at > start)
            break; /* what follows something else is no name any more */
        start = at + len;
        at = start - 1;
    }
}

/* Whether a name that nothing announces may be a person's: "Bo van der Berg", not "Part of It". */
static bool is_person(onr_str name)
{
    onr_str last = {0};
    for (size_t at = 0; at < name.len;) {
        size_t end = at;
        while (end < name.len && name.data[end] != ' ')
            end++;
        onr_str word = {name.data + at, end - at};
        if (is_word(word, WORD_NO_PERSON) || (!last.len && (str_is(word, "der") || is_label(word))))
            return false;
        last = word;
        at = end + 1;
    }
    bool ends = str_ends(name, ".") && last.len > 2; /* of a sentence, not "Ann L." */
    return !ends && !is_word(last, WORD_PARTICLE);
}

/* Adds the names that a piece of text consists of; false: there is something else in it. */
static bool add_all(str_list *names, onr_str text, onr_arena *arena)
{
    for (size_t start = 0, at = 0; at <= text.len; at++) {
        size_t len = at < text.len ? mark_at(text, at) : 1, before = names->count;
        if (!len)
            continue;
        onr_str piece = trim_marks((onr_str){text.data + start, at - start});
        add_names(names, piece, true, arena);
        if (piece.len && names->count == before && !is_ascii_digit(*piece.data))
            return false;
        start = at + len;
        at = start - 1;
    }
    return true;
}

bool names_are_all(str_list *names, onr_str text, bool *dated, onr_arena *arena)
{
    date found;
    size_t at = 0;
    *dated = date_next(&found, text, &at);
    onr_str head = {text.data, *dated ? found.start : text.len};
    onr_str tail = {text.data + at, *dated ? text.len - at : 0};
    if (!add_all(names, head, arena) || !add_all(names, tail, arena))
        return false;
    for (size_t i = 0; i < names->count; i++)
        if (!is_person(names->items[i]))
            return false;
    return names->count > 0;
}

bool is_writer_or_day(onr_str line, onr_arena *arena)
{
    enum { WORDS_BEFORE = 2, WORDS_BEHIND = 4 };
    str_list names = {0};
    date found;
    bool dated;
    size_t at = 0;
    if (!date_next(&found, line, &at))
        return false;
    return (text_words((onr_str){line.data, found.start}) <= WORDS_BEFORE &&
            text_words((onr_str){line.data + found.end, line.len - found.end}) <= WORDS_BEHIND) ||
           names_are_all(&names, line, &dated, arena);
}

enum opener names_take_label(onr_str *text, onr_arena *arena)
{
    enum opener found = names_take_opener(text);
    size_t most = text->len < LONGEST_LABEL ? text->len : LONGEST_LABEL;
    const char *blank = found || !most ? NULL : memchr(text->data, ' ', most);
    size_t end = blank ? (size_t)(blank - text->data) : 0;
    str_list names = {0};
    bool dated;
    if (!end || text->len > LONGEST_LABELLED ||
        (text->data[end + 1] >= 'a' && text->data[end + 1] <= 'z') ||
        !is_label((onr_str){text->data, end}))
        return found;
    onr_str rest = {text->data + end + 1, text->len - end - 1};
    if (!names_are_all(&names, rest, &dated, arena) || dated)
        return OPENER_NONE;
    *text = rest;
    return OPENER_LABEL;
}
