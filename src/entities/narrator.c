#include "entities/narrator.h"

#include "base/arena.h"
#include "base/str.h"

/* A paragraph of the text: its words, and what they say of who speaks. */
typedef struct paragraph {
    size_t first, end;
    bool quotes, stays_open, is_labelled, asks_you, leads_on;
} paragraph;

/* Words before a colon that may tell whose turn it is: "Ida Lund, mayor: I …". */
enum { LONGEST_LABEL = 8 };

/* Whether words are quoted behind this one, where before it they were or not. */
static bool is_open_behind(const onr_word *w, bool is_open)
{
    if (str_listed(w->form, "“|„|«|``"))
        return true;
    if (str_listed(w->form, "”|»|''"))
        return false;
    return str_is(w->form, "\"") ? !is_open : is_open;
}

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
        p.stays_open = is_open_behind(w, p.stays_open);
        p.is_labelled = p.is_labelled || (p.end - first <= LONGEST_LABEL && str_is(w->form, ":"));
        you = you || str_listed(w->form, "you|your");
    }
    onr_str last = p.end > first ? text->words[p.end - 1].form : (onr_str){"", 0};
    p.asks_you = you && !p.quotes && str_is(last, "?");
    p.leads_on = str_is(last, ":");
    return p;
}

/* "By Ida Voss", a paragraph of its own right below the title: the name; empty: there is none. */
static onr_str name_in_text(const onr_text *text)
{
    enum { FIRST_PARAGRAPHS = 4, FEWEST = 3, MOST = 5 }; /* words, "By" among them */
    size_t at = 0;
    for (int n = 0; n < FIRST_PARAGRAPHS && at < text->word_count; n++) {
        paragraph p = read_paragraph(text, at);
        at = p.end;
        size_t count = p.end - p.first;
        bool capitals = count >= FEWEST && count <= MOST && str_is(text->words[p.first].form, "By");
        for (size_t i = p.first + 1; capitals && i < p.end; i++)
            capitals = str_has_capital(text->words[i].form);
        onr_span name = {capitals ? text->words[p.first + 1].span.start : 0,
                         capitals ? text->words[p.end - 1].span.end : 0};
        if (capitals)
            return str_slice(text->text, name);
    }
    return (onr_str){"", 0};
}

bool narrator_begin(narrator *out, const onr_text *text, onr_strs byline, onr_arena *arena)
{
    onr_str *own = byline.count ? NULL : arena_array(arena, onr_str, 1);
    if (own && (*own = name_in_text(text)).len)
        byline = (onr_strs){own, 1};
    *out = (narrator){.byline = byline};
    if (!byline.count)
        return byline.items || own;
    bool *narrated = arena_array(arena, bool, text->word_count + 1);
    bool led_on = false;
    for (size_t at = 0; narrated && at < text->word_count;) {
        paragraph p = read_paragraph(text, at);
        if (p.asks_you)
            return true;
        for (bool is_open = false; at < p.end; at++) {
            is_open = is_open_behind(&text->words[at], is_open);
            narrated[at] = !is_open && !p.stays_open && !p.is_labelled && !led_on;
        }
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
