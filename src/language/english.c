/*
 * Decides whether a text is English: by the words that English alone strings sentences together
 * with, about every third of its words.
 */
#include "base/str.h"
#include "base/table.h"
#include "onrecord/language.h"

enum {
    LOOK_WORDS = 2000, /* so many are looked at */
    FEW_WORDS = 60,    /* fewer say little: what the page declares, other scripts and the words of
                          other languages count, too */
    LEAST_SHARE = 10,  /* per cent */
    MOST_FOREIGN = 30, /* per cent of a short text's bytes that are letters of other scripts; 0xE2
                          begins dashes and quotation marks */
};

static const char *const common_words[] = {
    "and", "are",   "as",   "at",   "been", "but", "by",   "for",   "from", "had",  "has",  "have",
    "he",  "her",   "his",  "is",   "it",   "its", "not",  "of",    "on",   "said", "she",  "that",
    "the", "their", "they", "this", "to",   "was", "were", "which", "who",  "will", "with", "would",
};

static bool is_common(onr_str word)
{
    return TABLE_FIND(table_find_nocase, word, common_words);
}

/* The words that other languages string sentences together with, but for those that are English
 * words, too. */
static bool is_of_others(onr_str word)
{
    return str_listed(word, "der|die|das|und|ist|nicht|ein|eine|den|dem|von|zu|mit|auf|sich|es|im|"
                            "le|la|les|et|une|est|dans|pour|pas|que|qui|ne|sur|il|el|los|las|del|"
                            "por|con|una|para|di|che|della|gli|non|sono|em|uma|os|dos|ao|het|een|"
                            "van|zijn|niet|voor|wordt|och|og|att|det|som|ikke|inte|til|av|har|ett|"
                            "nie|jest|na|je|se|ja|ei|ve|bir|bu|az|egy|hogy|este|cu");
}

static bool is_letter(char byte)
{
    return is_ascii_letter(byte) || (unsigned char)byte >= 0x80;
}

/* The next word from byte `*at` on, which moves behind it; empty between words. */
static onr_str next_word(onr_str text, size_t *at)
{
    size_t start = *at;
    while (*at < text.len && is_letter(text.data[*at]))
        ++*at;
    onr_str word = {text.data + start, *at - start};
    *at += *at == start || *at < text.len;
    return word;
}

/* Whether a text of few words may be English although few of them say so. */
static bool may_be_english(onr_str text, onr_str declared, size_t words)
{
    size_t others = 0, foreign = 0, at = 0;
    while (at < text.len) {
        onr_str word = next_word(text, &at);
        others += is_of_others(word);
        for (size_t i = 0; i < word.len; i++)
            foreign += (unsigned char)word.data[i] >= 0xC3 && (unsigned char)word.data[i] != 0xE2;
    }
    bool says_other = declared.len && !str_starts_nocase(declared, "en");
    return others * 100 < words * LEAST_SHARE + 100 && !says_other &&
           foreign * 200 < text.len * MOST_FOREIGN;
}

bool onr_language_is_english(onr_str text, onr_str declared)
{
    size_t words = 0, common = 0, at = 0;
    while (at < text.len && words < LOOK_WORDS) {
        onr_str word = next_word(text, &at);
        words += word.len > 0;
        common += is_common(word);
    }
    return common * 100 >= words * LEAST_SHARE ||
           (words < FEW_WORDS && may_be_english(text, declared, words));
}
