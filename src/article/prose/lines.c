/*
 * Judges a line by its words alone: does it belong to the page and not to the article ("Also
 * read"), is it a byline, a list of sources?
 * What pages of any publisher say stands in data/furniture.tsv.
 */
#include "article/parts.h"

typedef enum phrase_place { PHRASE_WHOLE, PHRASE_START, PHRASE_WITHIN } phrase_place;

typedef struct phrase {
    const char *text;
    phrase_place place; /* WHOLE: the line is this phrase; START: a short line begins with it;
                           WITHIN: one holds it */
} phrase;

enum { LONGEST_FURNITURE = 14 }; /* words of a line that is judged by its beginning */

static const phrase furniture[] = {
#include "article/prose/furniture.inc"
};

bool holds_nocase(onr_str text, onr_str words)
{
    for (size_t at = 0; at + words.len <= text.len; at++)
        if (ascii_lower(text.data[at]) == ascii_lower(words.data[0]) &&
            str_equal_nocase((onr_str){text.data + at, words.len}, words))
            return true;
    return false;
}

/* "A march in May Photograph: Jan Moe/Lake Images": a picture's caption, which ends with whose the
 * picture is. */
static bool ends_with_credit(onr_str line)
{
    enum { LONGEST_CREDIT = 8 }; /* words */
    static const char *const credits[] = {
        " Photograph: ", " Photo: ", " Picture: ", " Image: ", " Photo credit: "};
    for (size_t i = 0; i < sizeof credits / sizeof *credits; i++) {
        size_t at = str_find(line, str_of(credits[i]), 0), length = strlen(credits[i]);
        onr_str who = at == SIZE_MAX ? (onr_str){0}
                                     : (onr_str){line.data + at + length, line.len - at - length};
        if (who.len && who.data[0] >= 'A' && who.data[0] <= 'Z' && !ends_sentence(who) &&
            text_words(who) <= LONGEST_CREDIT)
            return true;
    }
    return false;
}

bool is_furniture(onr_str line)
{
    line = str_trim(line);
    if (ends_with_credit(line))
        return true;
    while (line.len && (line.data[0] == '(' || line.data[0] == '['))
        line = (onr_str){line.data + 1, line.len - 1};
    size_t words = text_words(line);
    if (words > LONGEST_FURNITURE)
        return false;
    for (size_t i = 0; i < sizeof furniture / sizeof *furniture; i++) {
        const phrase *p = &furniture[i];
        size_t len = strlen(p->text);
        if (p->place == PHRASE_WITHIN && holds_nocase(line, str_of(p->text)))
            return true;
        if (p->place == PHRASE_WITHIN || !str_starts_nocase(line, p->text))
            continue;
        bool whole = p->place == PHRASE_WHOLE;
        if (whole ? line.len <= len + 1
                  : line.len == len || p->text[len - 1] == ':' || !is_ascii_letter(line.data[len]))
            return whole || !ends_sentence(line) || words < 8;
    }
    return str_starts(line, "©");
}

bool is_interruption(onr_str line)
{
    enum { LONGEST_INTERRUPTION = 8 }; /* words */
    while (line.len && !is_ascii_letter(line.data[0]))
        line = (onr_str){line.data + 1, line.len - 1};
    while (line.len && !is_ascii_letter(line.data[line.len - 1]))
        line.len--;
    return str_equal_nocase(line, ONR_STR("advertisement")) ||
           (text_words(line) <= LONGEST_INTERRUPTION &&
            (holds_nocase(line, ONR_STR("story continues")) ||
             holds_nocase(line, ONR_STR("article continues"))));
}

/* Whether all words have a capital, but those that join names and places. */
static bool is_of_names(onr_str line)
{
    for (size_t start = 0, i = 0; i <= line.len; i++) {
        if (i < line.len && line.data[i] != ' ')
            continue;
        onr_str word = {line.data + start, i - start};
        start = i + 1;
        if (word.len && word.data[0] >= 'a' && word.data[0] <= 'z' &&
            !str_listed(word, "by|in|and|of|the|for|at|from|de|van|von|der|al|bin"))
            return false;
    }
    return true;
}

/* "By Ann Lee in Oslo and Li Wen in Beijing" */
bool is_byline(onr_str line)
{
    enum { MOST_WORDS = 8, MOST_NAMES = 24 };
    size_t words = text_words(line);
    return words > 1 && str_starts_nocase(line, "by ") && !ends_sentence(line) &&
           line.data[3] >= 'A' && line.data[3] <= 'Z' &&
           (words <= MOST_WORDS || (words <= MOST_NAMES && is_of_names(line)));
}

void commas_split(str_list *out, onr_str text, onr_arena *arena)
{
    for (size_t start = 0, i = 0; text.len > 0 && i <= text.len; i++)
        if (i == text.len || text.data[i] == ',') {
            onr_str item = str_trim((onr_str){text.data + start, i - start});
            if (item.len)
                list_push(out, item, arena);
            start = i + 1;
        }
}

bool sources_read(str_list *out, onr_str line, onr_arena *arena)
{
    static const char *const heads[] = {"sources:", "source:"};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        size_t len = strlen(heads[i]);
        if (!str_starts_nocase(line, heads[i]) || text_words(line) > 30)
            continue;
        onr_str names = str_trim((onr_str){line.data + len, line.len - len});
        if (str_ends(names, "."))
            names.len--;
        commas_split(out, names, arena);
        return true;
    }
    return false;
}
