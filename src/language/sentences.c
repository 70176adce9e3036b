/*
 * A sentence ends behind its final mark and what closes with it, at the end of a block and at an
 * empty line; not before a small letter, and behind an abbreviation only before a word that
 * seldom stands inside a sentence with a capital.
 */
#include "language/sentences.h"

#include <unicode/uchar.h>

#include "base/arena.h"
#include "base/str.h"

static const char *const titles[] = {"Adm.",  "Capt.", "Cmdr.", "Col.",  "Cpl.",  "Dr.",  "Gen.",
                                     "Gov.",  "Govs.", "Hon.",  "Lt.",   "Maj.",  "Messrs.", "Mr.",
                                     "Mrs.",  "Ms.",   "Mt.",   "No.",   "Pres.", "Prof.", "Rep.",
                                     "Reps.", "Rev.",  "Sen.",  "Sens.", "Sgt.",  "St.",  "Supt.",
                                     "vs.",   "e.g.",  "i.e."};
static const char *const starters[] = {
    "A",    "After", "All",  "Although", "An",   "And",   "As",    "At",   "But",  "By",   "For",
    "He",   "His",   "How",  "However",  "I",    "If",    "In",    "It",   "Its",  "Many", "Meanwhile",
    "No",   "On",    "One",  "Other",    "Our",  "She",   "Since", "So",   "Some", "That", "The",
    "Their", "Then", "There", "These",   "They", "This",  "Those", "To",   "We",   "What", "When",
    "While", "Who",  "Why",  "With",     "You"};

static bool is_one_of(onr_str form, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_is(form, list[i]))
            return true;
    return false;
}

static onr_str form_of(const onr_text *text, size_t token)
{
    return str_slice(text->text, text->tokens[token].span);
}

static uint32_t first_of(onr_str form)
{
    size_t at = 0;
    return form.len ? utf8_next(form, &at) : 0;
}

/* `.`, `!`, `?`, `…` and runs of them. */
static bool is_final_mark(onr_str form)
{
    if (str_is(form, "\xE2\x80\xA6"))
        return true;
    for (size_t i = 0; i < form.len; i++)
        if (form.data[i] != '.' && form.data[i] != '!' && form.data[i] != '?')
            return false;
    return form.len > 0;
}

static bool is_closing(uint32_t c)
{
    return c == 0x201D || c == 0x2019 || c == '"' || c == '\'' || c == ')' || c == ']' || c == 0xBB;
}

static bool touches(const onr_text *text, size_t token)
{
    return token + 1 < text->token_count &&
           text->tokens[token].span.end == text->tokens[token + 1].span.start;
}

/* A block's end or an empty line between two tokens. */
static bool is_broken(const onr_text *text, size_t token, const uint32_t *ends, size_t end_count,
                      size_t *block)
{
    uint32_t from = text->tokens[token].span.end, to = text->tokens[token + 1].span.start;
    while (*block < end_count && ends[*block] < from)
        (*block)++;
    if (*block < end_count && ends[*block] <= to)
        return true;
    size_t lines = 0;
    for (uint32_t at = from; at < to; at++)
        lines += text->text.data[at] == '\n';
    return lines > 1;
}

/* Whether a sentence may begin with `next`, behind a final mark. */
static bool may_begin(onr_str next) { return !u_islower((UChar32)first_of(next)); }

static bool ends_behind(const onr_text *text, size_t token)
{
    onr_str form = form_of(text, token), next = form_of(text, token + 1);
    if (touches(text, token))
        return false;
    if (form.len > 1 && form.data[form.len - 1] == '.' && form.data[form.len - 2] != '.')
        return !is_one_of(form, titles, sizeof titles / sizeof *titles) && form.len > 2 &&
               is_one_of(next, starters, sizeof starters / sizeof *starters);
    size_t at = token;
    while (at && touches(text, at - 1) && is_closing(first_of(form_of(text, at))))
        at--;
    return is_final_mark(form_of(text, at)) && may_begin(next);
}

static void close_sentence(onr_sentence *s, const onr_text *text, size_t first, size_t last)
{
    const onr_token *a = &text->tokens[first], *b = &text->tokens[last];
    *s = (onr_sentence){.span = {a->span.start, b->span.end},
                        .first_word = a->first_word,
                        .word_count = b->first_word + b->word_count - a->first_word,
                        .first_token = (uint32_t)first,
                        .token_count = (uint32_t)(last + 1 - first)};
}

bool sentence_find(onr_text *text, const uint32_t *ends, size_t end_count, onr_arena *arena)
{
    list(onr_sentence) found = {0};
    size_t first = 0, block = 0;
    for (size_t i = 0; i < text->token_count; i++) {
        if (i + 1 < text->token_count && !is_broken(text, i, ends, end_count, &block) &&
            !ends_behind(text, i))
            continue;
        onr_sentence s;
        close_sentence(&s, text, first, i);
        /* the words are still this layer's own */
        onr_word *words = (onr_word *)(uintptr_t)text->words;
        for (uint32_t w = s.first_word; w < s.first_word + s.word_count; w++)
            words[w].sentence = (uint32_t)found.count;
        list_push(&found, s, arena);
        first = i + 1;
    }
    text->sentences = found.items;
    text->sentence_count = found.count;
    return !onr_arena_full(arena);
}
