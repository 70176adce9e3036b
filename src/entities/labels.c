#include "entities/labels.h"

#include "base/text.h"
#include "entities/called.h"
#include "entities/persons.h"
#include "entities/titles.h"
#include "entities/words.h"

enum {
    LONGEST = 6,       /* Words of a label, its titles among them. */
    LONGEST_REST = 12, /* Words behind it that say who that is: "ADA LUND, HOST:". */
};

static bool begins_line(const onr_text *text, size_t word)
{
    uint32_t from = word ? text->words[word - 1].span.end : 0;
    onr_span gap = {from, text->words[word].span.start};
    return word == 0 || str_find(str_slice(text->text, gap), ONR_STR("\n"), 0) != SIZE_MAX;
}

/* Whether a colon stands in the line from word `at` on, a few words behind it. */
static bool leads_to_colon(const onr_text *text, size_t at)
{
    for (size_t i = at; i < text->word_count && i <= at + LONGEST_REST; i++) {
        if (begins_line(text, i))
            return false;
        if (str_is(text->words[i].form, ":"))
            return true;
    }
    return false;
}

/* The words of a label that begins with word `first`, each with a capital, without its colon and
 * what says in brackets or behind a comma who that is; 0: there is none. */
static size_t label_length(const onr_text *text, size_t first)
{
    size_t end = first;
    while (end < text->word_count && end <= first + LONGEST &&
           !str_listed(text->words[end].form, ":|,|(") &&
           !(end > first && begins_line(text, end))) {
        onr_str form = text->words[end].form;
        if (!str_has_capital(form) && !str_listed(form, ".|-|’|'|&"))
            return 0;
        end++;
    }
    return end <= first + LONGEST && leads_to_colon(text, end) ? end - first : 0;
}

/* How many words in front are a title: "SEN.", "PRIME MINISTER". */
static size_t title_length(const onr_text *text, size_t first, size_t count)
{
    for (size_t n = count; n-- > 0;) {
        onr_span span = {text->words[first].span.start, text->words[first + n].span.end};
        onr_str words = str_slice(text->text, span);
        if (title_find(words) || noun_is(words) & (NOUN_MAN | NOUN_WOMAN))
            return n + 1;
    }
    return 0;
}

static bool is_all_in_capitals(const onr_text *text, size_t first, size_t count)
{
    for (size_t i = first; i < first + count; i++)
        if (str_has_capital(text->words[i].form) && !is_in_capitals(text->words[i].form))
            return false;
    return true;
}

/* Whether a word of the label is in a full name of a person of the page; in capitals, also whether
 * it is a first name. In small letters all must be: "Lund Wades In: …" is a headline. */
static bool is_known_person(const finder *f, size_t first, size_t count, bool in_capitals,
                            onr_arena *scratch)
{
    bool known = false;
    for (size_t i = first; i < first + count; i++) {
        onr_str form = f->text->words[i].form, small = text_out_of_capitals(form, scratch);
        known = called_is_in_full(f, small) || (in_capitals && first_name_is(small));
        if (known == in_capitals)
            return known;
    }
    return known;
}

/* "PACIFIC MONTHLY", of which the network has read a word as a name; but not "KEY POINTS". */
static bool holds_name(const finder *f, size_t first, size_t count)
{
    for (size_t i = first; i < first + count; i++)
        if (f->name_of[i])
            return true;
    return false;
}

bool labels_begin(finder *f, onr_arena *scratch)
{
    const onr_text *text = f->text;
    for (size_t i = 0; i < text->word_count; i++) {
        size_t count = begins_line(text, i) ? label_length(text, i) : 0;
        size_t title = count ? title_length(text, i, count) : 0;
        if (title == count)
            continue;
        size_t first = i + title;
        count -= title;
        bool in_capitals = is_all_in_capitals(text, first, count);
        bool person = (title && (in_capitals || count == 1)) ||
                      is_known_person(f, first, count, in_capitals, scratch);
        if (person || (in_capitals && holds_name(f, first, count)))
            called_join(f, first, first + count, person ? ONR_NAME_PERSON : ONR_NAME_ORGANISATION,
                        scratch);
    }
    return !onr_arena_full(scratch);
}
