/*
 * Decides by the words beside it whether the dot of "C.I.A." or "plan B." also ends a sentence: it
 * does before a word that is no name and begins with a capital all the same.
 */
#include "language/dots.h"

#include "base/str.h"
#include "base/text.h"

/* Words that have a capital at a sentence's start alone. */
static const char openers[] =
    "the|a|an|this|that|these|those|he|she|it|we|they|you|his|her|its|their|our|my|but|and|or|so|"
    "yet|if|when|while|after|before|since|because|although|though|as|in|on|at|by|for|from|with|"
    "without|under|over|to|of|there|here|what|who|why|how|where|which|nobody|nothing|nor|neither|"
    "both|each|every|all|some|most|many|few|no|not|another|other|others|also|still|then|now|once|"
    "only|even|however|meanwhile|instead|later|earlier|until|during|despite|did|does|was|were|is|"
    "are|has|have|had|would|could|should|let";

/* What a single letter names one of: "plan B", "group C". */
static const char lettered[] =
    "plan|plans|option|options|group|grade|type|class|team|vitamin|vitamins|schedule|appendix|"
    "annex|hepatitis|influenza|exhibit|item|point|section|category|phase|block|zone|division|"
    "column|unit|ward|gate|terminal|hall|platform|route|line|version|variant|scenario|side|"
    "candidate|company|letter|part|road|roads|lane|runway|bay|dock|pier|tier|wing|tower|building|"
    "lot|list|form|level|series|league|tranche|stage|model|sample|theory|clause|chapter|paragraph|"
    "row|room|cell|area|sector|camp|region|district|party|person|patient|witness|suspect|bus|tram|"
    "train|box|card|size|grades";

/* Abbreviations behind which a name comes: they end no sentence. */
static const char before_names[] =
    "mr.|mrs.|ms.|dr.|prof.|rev.|gov.|sen.|rep.|gen.|lt.|col.|capt.|sgt.|maj.|hon.|st.|mt.|ft.|vs.|"
    "v.|e.g.|i.e.|a.k.a.|no.|fig.|p.|pp.|cf.|ed.|eds.|vol.|art.|al.|approx.|messrs.|mme.|sr.|adm.|"
    "cmdr.|supt.";

/* What goes on behind "9 p.m.": a day, or whose time it is. */
static const char behind_hours[] =
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|"
    "june|july|august|september|october|november|december|eastern|central|pacific|mountain|"
    "atlantic|est|edt|cst|cdt|mst|mdt|pst|pdt|et|ct|pt|gmt|utc|bst|cet|cest|ist|local";

bool dots_is_opener(onr_str word)
{
    return str_listed(word, openers);
}

bool dots_is_lettered(onr_str word)
{
    return str_listed(word, lettered);
}

static onr_str form_of(const onr_text *text, size_t token)
{
    return str_slice(text->text, text->tokens[token].span);
}

/* Of what ends with a dot. */
static bool is_initial(onr_str form)
{
    return form.len == 2 && str_has_capital(form);
}

/* "C.I.A.", "U.S.", "p.m.": letters with a dot each, of what ends with one. */
static bool is_acronym(onr_str form)
{
    for (size_t i = 0; i < form.len; i++)
        if (i % 2 ? form.data[i] != '.' : !is_ascii_letter(form.data[i]))
            return false;
    return form.len >= 4;
}

/* "plan B.": the letter names one of several, and is no name's initial. */
static bool is_lettered(const onr_text *text, size_t start, size_t at)
{
    return at > start && is_initial(form_of(text, at)) &&
           str_listed(form_of(text, at - 1), lettered);
}

/* "the head of the F.B.I. Harold Quill": whose name follows was said before the acronym. */
static bool names_holder(const onr_text *text, size_t start, size_t at, size_t end)
{
    size_t back = at;
    if (back > start && str_listed(form_of(text, back - 1), "the|its|their"))
        back--;
    if (back < start + 2 || !str_listed(form_of(text, back - 1), "of|at|for") || at + 2 >= end)
        return false;
    return is_ascii_letter(*form_of(text, back - 2).data) &&
           !str_has_capital(form_of(text, back - 2)) && str_has_capital(form_of(text, at + 2));
}

/* "works for Yahoo! in": the mark of a name, behind which a small letter goes on. */
static bool names_itself(const onr_text *text, size_t start, size_t at, size_t end)
{
    return at > start && at + 1 < end && str_listed(form_of(text, at), "!|?") &&
           text->tokens[at - 1].span.end == text->tokens[at].span.start &&
           str_has_capital(form_of(text, at - 1)) && begins_small(form_of(text, at + 1));
}

dot_says dots_judge(const onr_text *text, size_t start, size_t at, size_t end)
{
    onr_str form = form_of(text, at);
    if (names_itself(text, start, at, end))
        return DOT_GOES_ON;
    if (at + 1 >= end || form.len < 2 || form.data[form.len - 1] != '.' ||
        !is_ascii_letter(form.data[form.len - 2]))
        return DOT_UNSURE;
    onr_str next = form_of(text, at + 1);
    if (!str_has_capital(next) || str_listed(form, before_names))
        return DOT_UNSURE;
    bool opener = str_listed(next, openers);
    if (is_lettered(text, start, at))
        return DOT_ENDS;
    if (is_initial(form))
        return DOT_UNSURE; /* maybe the initial of a name: the trained boundaries decide */
    if (opener || (str_listed(form, "a.m.|p.m.") && !str_listed(next, behind_hours)))
        return DOT_ENDS;
    if (at == start && is_acronym(form)) /* "U.S. Ambassador": no sentence of its own */
        return DOT_GOES_ON;
    if (is_acronym(form) && str_has_capital(form) && names_holder(text, start, at, end))
        return DOT_GOES_ON;
    return DOT_UNSURE;
}

bool dots_close(const onr_text *text, size_t start, size_t at, size_t end)
{
    static const char *const closers[] = {"”", "’", "\"", "»", "''"};
    onr_str form = form_of(text, at);
    bool closes = false;
    for (size_t i = 0; i < sizeof closers / sizeof *closers; i++)
        closes = closes || str_is(form, closers[i]);
    if (!closes || at <= start || at + 1 >= end ||
        text->tokens[at].span.end != text->tokens[at + 1].span.start)
        return false;
    onr_str before = form_of(text, at - 1);
    char mark = before.data[before.len - 1];
    return (mark == '.' || mark == '!' || mark == '?') &&
           text->tokens[at - 1].span.end == text->tokens[at].span.start &&
           str_has_capital(form_of(text, at + 1));
}
