/*
 * Judges a line by its words alone: does it belong to the page and not to the article ("Also
 * read"), is it a byline, a list of sources?
 * What pages of any publisher say stands in data/furniture.tsv.
 */
#include "article/parts.h"

typedef enum phrase_place { PHRASE_WHOLE, PHRASE_START } phrase_place;

typedef struct phrase {
    const char *text;
    phrase_place place; /* WHOLE: the line is this phrase; START: a short line begins with it */
} phrase;

enum { LONGEST_FURNITURE = 14 }; /* words of a line that is judged by its beginning */

static const phrase furniture[] = {
#include "article/prose/furniture.inc"
};

static bool begins_nocase(onr_str text, const char *with)
{
    size_t len = strlen(with);
    return text.len >= len && str_equal_nocase((onr_str){text.data, len}, (onr_str){with, len});
}

size_t text_space(onr_str text, size_t at)
{
    const unsigned char *c = (const unsigned char *)text.data + at;
    size_t left = text.len - at;
    if (c[0] < 0x80)
        return is_ascii_space((char)c[0]);
    if (left > 1 && c[0] == 0xC2)
        return c[1] == 0xA0 ? 2 : 0;
    if (left < 3 || (c[0] != 0xE2 && c[0] != 0xE3))
        return 0;
    bool wide = c[0] == 0xE3 && c[1] == 0x80 && c[2] == 0x80;
    bool general = c[0] == 0xE2 && c[1] == 0x80 &&
                   (c[2] <= 0x8A || c[2] == 0xA8 || c[2] == 0xA9 || c[2] == 0xAF);
    return wide || general ? 3 : 0;
}

/* U+200B and U+FEFF. */
size_t text_nothing(onr_str text, size_t at)
{
    onr_str rest = {text.data + at, text.len - at};
    return str_starts(rest, "\xE2\x80\x8B") || str_starts(rest, "\xEF\xBB\xBF") ? 3 : 0;
}

onr_str text_fold(onr_str text, onr_arena *arena)
{
    char *folded = arena_array(arena, char, text.len + 1);
    size_t n = 0;
    if (!folded)
        return (onr_str){0};
    for (size_t i = 0; i < text.len;) {
        size_t space = text_space(text, i), nothing = text_nothing(text, i);
        bool starts = n == 0 || folded[n - 1] == ' ';
        if (space && !starts)
            folded[n++] = ' ';
        else if (!space && !(nothing && starts))
            folded[n++] = text.data[i];
        i += space ? space : nothing && starts ? nothing : 1;
    }
    if (n > 0 && folded[n - 1] == ' ')
        n--;
    return (onr_str){folded, n};
}

size_t text_words(onr_str text)
{
    size_t n = 0, ideographs = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (!is_ascii_space(text.data[i]) && (i == 0 || is_ascii_space(text.data[i - 1])))
            n++;
        ideographs += is_ideograph(text.data[i]);
    }
    return n + ideographs / 2;
}

bool ends_sentence(onr_str text)
{
    static const char *const closers[] = {"\"", "'", ")", "]", "”", "’", "»", "“"};
    for (size_t i = 0; i < sizeof closers / sizeof *closers; i++)
        if (str_ends(text, closers[i])) {
            text.len -= strlen(closers[i]);
            i = (size_t)-1;
        }
    return str_ends(text, ".") || str_ends(text, "!") || str_ends(text, "?") ||
           str_ends(text, "…") || str_ends(text, "。");
}

bool is_furniture(onr_str line)
{
    line = str_trim(line);
    size_t words = text_words(line);
    if (words > LONGEST_FURNITURE)
        return false;
    for (size_t i = 0; i < sizeof furniture / sizeof *furniture; i++) {
        const phrase *p = &furniture[i];
        size_t len = strlen(p->text);
        if (!begins_nocase(line, p->text))
            continue;
        bool whole = p->place == PHRASE_WHOLE;
        if (whole ? line.len <= len + 1
                  : line.len == len || p->text[len - 1] == ':' || !is_ascii_letter(line.data[len]))
            return whole || !ends_sentence(line) || words < 8;
    }
    return str_starts(line, "©");
}

bool is_byline(onr_str line)
{
    size_t words = text_words(line);
    return words > 1 && words < 9 && begins_nocase(line, "by ") && !ends_sentence(line) &&
           line.data[3] >= 'A' && line.data[3] <= 'Z';
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
        if (!begins_nocase(line, heads[i]) || text_words(line) > 30)
            continue;
        onr_str names = str_trim((onr_str){line.data + len, line.len - len});
        if (str_ends(names, "."))
            names.len--;
        commas_split(out, names, arena);
        return true;
    }
    return false;
}
