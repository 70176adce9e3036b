#include "entities/narrator.h"

#include "base/arena.h"
#include "base/str.h"

/* A paragraph of the text: its words, and what they say of who speaks. */
typedef struct paragraph {
    size_t first, end;
    bool quotes, is_labelled, asks_you, leads_on;
} paragraph;

/* Words before a colon that may tell whose turn it is: "Ida Lund, mayor: I …". */
enum { LONGEST_LABEL = 8 };

static paragraph read_paragraph(const onr_text *text, size_t first)
{
    paragraph p = {.first = first, .end = first};
    bool you = false;
    for (; p.end < text->word_count; p.end++) {
        const onr_word *w = &text->words[p.end];
        onr_span gap = {p.end > first ? w[-1].span.end : w->span.start, w->span.start};
        if (p.end > first && str_find(str_slice(text->text, gap), ONR_STR("\n"), 0) != SIZE_MAX)
            break;
        p.quotes = p.quotes || str_listed(w->form, "\"|“|”|„|«|»|''|``");
        p.is_labelled = p.is_labelled || (p.end - first <= LONGEST_LABEL && str_is(w->form, ":"));
        you = you || str_listed(w->form, "you|your");
    }
    onr_str last = p.end > first ? text->words[p.end - 1].form : (onr_str){"", 0};
    p.asks_you = you && !p.quotes && str_is(last, "?");
    p.leads_on = str_is(last, ":");
    return p;
}

bool narrator_begin(narrator *out, const onr_text *text, onr_strs byline, onr_arena *arena)
{
    *out = (narrator){.byline = byline};
    if (!byline.count)
        return true;
    bool *narrated = arena_array(arena, bool, text->word_count + 1);
    bool led_on = false;
    for (size_t at = 0; narrated && at < text->word_count;) {
        paragraph p = read_paragraph(text, at);
        if (p.asks_you)
            return true;
        for (; at < p.end; at++)
            narrated[at] = !p.quotes && !p.is_labelled && !led_on;
        led_on = p.leads_on;
    }
    out->is_narrated = narrated;
    return narrated != NULL;
}

bool narrator_is_meant(const narrator *n, const onr_text *text, int32_t i)
{
    return n->is_narrated && n->is_narrated[i] &&
           str_listed(text->words[i].form, "I|me|my|mine|myself");
}

bool narrator_is_author(const narrator *n, onr_str name)
{
    for (size_t i = 0; i < n->byline.count; i++)
        if (str_equal_nocase(n->byline.items[i], name))
            return true;
    return false;
}
