/*
 * Decides on which day an HTML page was published and modified. Candidates are the days in its
 * meta elements, JSON-LD, `time` elements, URL and texts; each day's signs are gathered and
 * weighed. Comments, other stories and footers are signs of their own.
 */
#include "article/metadata/choice.h"
#include "article/metadata/day_keys.h"
#include "base/table.h"

/* Set by hand on the pages of docs/FIGURES.md, "Extraction". */
enum {
    NEAR_BEFORE = 400, /* visible characters before the heading that are near it */
    NEAR_AFTER = 700,
    SHORT_TEXT = 60,     /* bytes beside a date, blanks aside, in a text that is little else */
    LABEL_REACH = 40,    /* bytes beside a date in which its label is looked for */
    LONGEST_DATED = 200, /* bytes: the texts of an element are joined up to that */
    SENTENCE_WORDS = 5,  /* small words of a text that is a sentence, */
    WORDS_BEHIND = 3,    /* or so many of them behind a date */
    MOST_DAYS = 60,      /* so many different days of a page are weighed */
};

enum place { NEAR, LATER, BEFORE, FOREIGN };

typedef struct weighing {
    const clues *c;
    choices all;
    bool month_first; /* "3/4/2026" in this page's language is the fourth of March */
    bool near_seen;
    size_t last;    /* the candidate that stands last in the text */
    uint32_t month; /* that the URL names: 202602; 0: none */
} weighing;

static day day_of_key(onr_str key)
{
    day of = 0;
    for (size_t i = 0; i < key.len; i++)
        of = of * 10 + (day)(key.data[i] - '0');
    return of;
}

static size_t add_day(weighing *w, day of, uint64_t signs)
{
    char digits[9];
    for (unsigned i = 0, d = of; i < 8; i++, d /= 10)
        digits[7 - i] = (char)('0' + d % 10);
    onr_str key = {digits, 8};
    if (!of || w->all.count >= MOST_DAYS)
        return SIZE_MAX;
    return choice_add(&w->all, (onr_str){0}, key, signs, w->c->scratch);
}

/* Whether a day was found in a form that can be read in one way only. */
static bool is_known(const weighing *w, day of)
{
    const uint64_t unsure = SIGN(DAY_UNSURE) | SIGN(DAY_UNSURE_OTHER);
    for (size_t i = 0; i < w->all.count; i++)
        if (day_of_key(w->all.items[i].key) == of)
            return (w->all.items[i].signs & unsure) == 0;
    return false;
}

static size_t add_date(weighing *w, const date *found, uint64_t signs)
{
    if (!found->second)
        return add_day(w, found->first, signs);
    day likely = w->month_first ? found->second : found->first;
    day other = w->month_first ? found->first : found->second;
    if (!is_known(w, likely) && is_known(w, other))
        return add_day(w, other, signs);
    add_day(w, other, SIGN(DAY_UNSURE_OTHER));
    return add_day(w, likely, signs | SIGN(DAY_UNSURE));
}

/* Hour in UTC that stands behind a date: "T03:20:00Z"; 24: none. */
static unsigned hour_in_utc(onr_str text, size_t at)
{
    if (at + 6 > text.len || (text.data[at] != 'T' && text.data[at] != ' ') ||
        !is_ascii_digit(text.data[at + 1]) || !is_ascii_digit(text.data[at + 2]) ||
        text.data[at + 3] != ':')
        return 24;
    unsigned hour = (unsigned)(text.data[at + 1] - '0') * 10 + (unsigned)(text.data[at + 2] - '0');
    return str_ends(text, "Z") || str_ends(text, "+00:00") || str_ends(text, "+0000") ? hour : 24;
}

/* A date and its hour in UTC, as machines write them; 24: they say none. */
static bool read_stamp(date *out, unsigned *hour, onr_str text)
{
    size_t at = 0;
    if (date_of_epoch(out, hour, text))
        return true;
    bool any = date_next(out, text, &at);
    *hour = any ? hour_in_utc(text, out->end) : 24;
    return any;
}

/* Adds what a stamp tells; whether it tells a day. */
static bool add_stamp(weighing *w, onr_str text, uint64_t signs)
{
    date found;
    unsigned hour;
    if (!read_stamp(&found, &hour, text))
        return false;
    if (hour < 9) {
        signs |= SIGN(DAY_STAMP_EARLY);
    } else if (hour >= 15 && hour < 24) {
        signs |= SIGN(DAY_STAMP_LATE);
    }
    add_date(w, &found, signs);
    return true;
}

static void add_said(weighing *w)
{
    const clues *c = w->c;
    for (size_t i = 0; i < c->said.count; i++) {
        const said *s = &c->said.items[i];
        if (s->field == FIELD_PUBLISHED)
            add_stamp(w, s->value, SIGN(DAY_META_PUBLISHED));
        else if (s->field == FIELD_DATE)
            add_stamp(w, s->value, SIGN(DAY_META_DATE));
        else if (s->field == FIELD_MODIFIED)
            add_stamp(w, s->value, SIGN(DAY_META_MODIFIED));
    }
    add_stamp(w, c->ld.published, SIGN(DAY_LD_PUBLISHED));
    add_stamp(w, c->ld.other_day, SIGN(DAY_LD_OTHER));
    add_stamp(w, c->ld.modified, SIGN(DAY_LD_MODIFIED));
}

static enum place place_of(const weighing *w, size_t node)
{
    const clues *c = w->c;
    int64_t distance = clues_distance(c, node);
    if (clues_places(c, node))
        return FOREIGN;
    if (distance >= -NEAR_BEFORE && distance <= NEAR_AFTER)
        return NEAR;
    return distance > 0 ? LATER : BEFORE;
}

typedef enum label_says { LABEL_PUBLISHED, LABEL_MODIFIED, LABEL_ITSELF } label_says;

typedef struct label_word {
    const char *word;
    label_says says;
} label_word;

static const label_word label_words[] = {
#include "article/metadata/date_labels.inc"
};

/* What the words beside a date say it is the day of: modified, where one does. */
static uint64_t read_label(onr_str text, enum place place)
{
    const uint64_t modified = SIGN(DAY_MODIFIED_NEAR); /* "last update published on" */
    uint64_t signs = 0;
    for (size_t at = 0; at < text.len;) {
        while (at < text.len && !(is_ascii_letter(text.data[at]) || text.data[at] & 0x80))
            at++;
        size_t start = at;
        while (at < text.len && (is_ascii_letter(text.data[at]) || text.data[at] & 0x80))
            at++;
        onr_str word = {text.data + start, at - start};
        const label_word *found = TABLE_FIND(table_find_nocase, word, label_words);
        if (found && found->says == LABEL_MODIFIED)
            signs = modified;
        else if (found && found->says == LABEL_PUBLISHED && !(signs & modified))
            signs = SIGN(DAY_LABEL_NEAR + place);
    }
    return signs;
}

/* Up to LABEL_REACH bytes of a text before `at`, or from it on. */
static onr_str beside(onr_str text, size_t at, bool before)
{
    if (before)
        return at > LABEL_REACH ? (onr_str){text.data + at - LABEL_REACH, LABEL_REACH}
                                : (onr_str){text.data, at};
    size_t left = text.len - at;
    return (onr_str){text.data + at, left < LABEL_REACH ? left : LABEL_REACH};
}

/* The signs of a day that is said to be of a change: where it stands is not asked, as it says
 * little of when the page was published. */
static uint64_t signs_of_change(uint32_t flags, enum place place)
{
    uint64_t signs = SIGN(place == NEAR ? DAY_MODIFIED_NEAR : DAY_MODIFIED_ELSEWHERE);
    return flags & PROP_MODIFIED ? signs | SIGN(DAY_PROP_MODIFIED) : signs;
}

static uint64_t signs_of_place(weighing *w, size_t node, enum place place, size_t around,
                               uint64_t label)
{
    uint32_t flags = w->c->flags[node];
    uint64_t signs = label;
    bool changed =
        flags & (PROP_MODIFIED | SAYS_MODIFIED) && !(flags & (PROP_PUBLISHED | SAYS_DATE) || label);
    if (changed || label & SIGN(DAY_MODIFIED_NEAR))
        return signs_of_change(flags, place);
    if (flags & ONR_IN_TIME)
        signs |= SIGN(DAY_TIME_NEAR + place);
    if (flags & SAYS_DATE)
        signs |= SIGN(DAY_NAMED_NEAR + place);
    if (flags & (SAYS_BYLINE | SAYS_AUTHOR))
        signs |= SIGN(DAY_BYLINE_NEAR + place);
    if (flags & PROP_PUBLISHED)
        signs |= SIGN(DAY_PROP_PUBLISHED);
    if (flags & ONR_IN_HEADING)
        signs |= SIGN(DAY_IN_HEADING);
    if (flags & ONR_IN_LINK)
        signs |= SIGN(DAY_IN_LINK);
    signs |= SIGN((around <= SHORT_TEXT ? DAY_SHORT_NEAR : DAY_PROSE_NEAR) + place);
    if (place == NEAR && !w->near_seen) {
        signs |= SIGN(DAY_FIRST_NEAR);
        w->near_seen = true;
    }
    return signs;
}

/* What is behind `at` and the white space there. */
static onr_str behind(onr_str text, size_t at)
{
    while (at < text.len && is_ascii_space(text.data[at]))
        at++;
    return (onr_str){text.data + at, text.len - at};
}

/* Behind the brackets that a text begins with, where few words stand in them: "(Reuters)". */
static onr_str behind_brackets(onr_str text)
{
    onr_str begin = {text.data, text.len <= LABEL_REACH ? text.len : LABEL_REACH + 1};
    size_t end = str_starts(text, "(") ? str_find(begin, ONR_STR(")"), 0) : SIZE_MAX;
    return end == SIZE_MAX ? text : behind(text, end + 1);
}

/* Whether a date begins a text and a mark follows it: "(Berlin, 4 May 2019) – …". */
static bool is_dateline(onr_str text, const date *found)
{
    static const char *const marks[] = {")", ":", "–", "—", "-", "|", "/"};
    onr_str rest = behind_brackets(behind(text, found->end));
    onr_str before = str_trim((onr_str){text.data, found->start});
    for (size_t i = 0; before.len < LABEL_REACH && i < sizeof marks / sizeof *marks; i++)
        if (str_starts(rest, marks[i]))
            return true;
    return false;
}

static size_t bytes_without_blanks(onr_str text)
{
    size_t n = 0;
    for (size_t i = 0; i < text.len; i++)
        n += !is_ascii_space(text.data[i]);
    return n;
}

static bool begins_sentence(onr_str text, size_t at)
{
    return at > 1 && is_ascii_space(text.data[at - 1]) && strchr(".!?:", text.data[at - 2]);
}

/* What a sentence says of a date where it speaks of the page: "This article was first published on
 * …", "Originally published in …". */
static uint64_t read_own_sentence(onr_str head, enum place place)
{
    size_t end = 0;
    if (head.len > 3 * LABEL_REACH)
        return 0;
    while (end < head.len && (is_ascii_letter(head.data[end]) || head.data[end] & 0x80))
        end++;
    const label_word *first =
        TABLE_FIND(table_find_nocase, ((onr_str){head.data, end}), label_words);
    bool own = first && first->says != LABEL_MODIFIED;
    return own ? read_label(beside(head, head.len, true), place) : 0;
}

/* Whether a text claims a right to copy: "© 2003–2026 …, terms of 1 May 2018". */
static bool claims_copyright(onr_str head)
{
    return str_find(head, ONR_STR("©"), 0) != SIZE_MAX ||
           str_find(head, ONR_STR("opyright"), 0) != SIZE_MAX;
}

/* What the text before a date's says of it; only what follows the last date there counts. */
static uint64_t read_label_before(onr_str text, enum place place)
{
    date found;
    size_t from = 0;
    for (size_t at = 0; date_next(&found, text, &at);)
        from = at;
    return read_label((onr_str){text.data + from, text.len - from}, place);
}

/* What is said of a date: between the date before and it; else in the text before; else behind it.
 */
static uint64_t signs_of_label(onr_str text, onr_str before, const date *found, size_t from,
                               enum place place)
{
    date next;
    size_t at = found->end;
    onr_str head = {text.data + from, found->start - from};
    uint64_t signs = read_label(beside(head, head.len, true), place);
    if (!signs && !from)
        signs = read_label_before(before, place);
    if (!signs && !date_next(&next, text, &at))
        signs = read_label(beside(text, found->end, false), place);
    return signs;
}

static bool begins_small_word(onr_str text, size_t at)
{
    return at < text.len && text.data[at] >= 'a' && text.data[at] <= 'z' &&
           (at == 0 || text.data[at - 1] == ' ');
}

static size_t count_small_words(onr_str text)
{
    size_t small = 0;
    for (size_t i = 0; i < text.len; i++)
        small += begins_small_word(text, i);
    return small;
}

/* Whether a text has a word of small letters that tells more than when, and says no label. */
static bool tells_something(onr_str text)
{
    enum { LEAST = 4 }; /* letters: "at", "on", "den", "p.m." tell when */
    for (size_t at = 0; at < text.len;) {
        size_t start = at;
        while (at < text.len && text.data[at] >= 'a' && text.data[at] <= 'z')
            at++;
        if (at - start >= LEAST && (start == 0 || text.data[start - 1] == ' '))
            return !read_label(text, NEAR);
        at += at == start;
    }
    return false;
}

/* A text in which days are found one by one; what each asks of the whole text is known before. */
typedef struct dated_text {
    onr_str text;
    size_t bytes;   /* without blanks */
    bool sentence;  /* It is one: more of its words have small letters than a line of a day and
                     * its label ("Last updated on …") holds. */
    size_t goes_on; /* A date that ends before that byte has WORDS_BEHIND small words behind it. */
    size_t head;    /* What is before that byte was looked at: */
    size_t begin;   /* where the sentence begins that it is in, */
    bool claims_right; /* and whether a right to copy is claimed before it. */
} dated_text;

/* Where the last small words of a text begin, in which a short sentence may go on behind a date:
 * "On 3 May 2019 the old wall fell." */
static size_t last_words(onr_str text)
{
    size_t words = 0, at = text.len;
    while (at > 0 && words < WORDS_BEHIND)
        words += begins_small_word(text, --at);
    return words == WORDS_BEHIND ? at : 0;
}

static dated_text look_at(onr_str text)
{
    bool ends = ends_sentence(str_trim(text));
    return (dated_text){
        .text = text,
        .bytes = bytes_without_blanks(text),
        .sentence = ends && (count_small_words(text) >= SENTENCE_WORDS || tells_something(text)),
        .goes_on = ends ? last_words(text) : 0};
}

static void look_before(dated_text *t, size_t at)
{
    const size_t reach = sizeof "opyright";
    size_t from = t->head > reach ? t->head - reach : 0, begin = at;
    while (begin > t->head && !begins_sentence(t->text, begin))
        begin--;
    if (begin > t->head)
        t->begin = begin;
    t->claims_right =
        t->claims_right || claims_copyright((onr_str){t->text.data + from, at - from});
    t->head = at;
}

/* The days that a text names; `before` is the text that stands before it on the page. */
static void add_text(weighing *w, size_t node, onr_str text, onr_str before)
{
    enum place place = place_of(w, node);
    date found;
    dated_text t = look_at(text);
    for (size_t at = 0, from = 0; date_next(&found, text, &at); from = at) {
        size_t around = t.bytes - bytes_without_blanks(
                                      (onr_str){text.data + found.start, found.end - found.start});
        uint64_t label = 0;
        bool sentence = t.sentence || found.end <= t.goes_on;
        look_before(&t, found.start);
        if (sentence && around <= SHORT_TEXT)
            around = SHORT_TEXT + 1;
        if (!sentence && (around <= SHORT_TEXT || found.start <= SHORT_TEXT))
            label = signs_of_label(text, around <= SHORT_TEXT ? before : (onr_str){0}, &found, from,
                                   place);
        else
            label = read_own_sentence((onr_str){text.data + t.begin, found.start - t.begin}, place);
        uint64_t signs = t.claims_right ? SIGN(DAY_PROSE_FOREIGN)
                                        : signs_of_place(w, node, place, around, label);
        if (place == NEAR && is_dateline(text, &found))
            signs |= SIGN(DAY_DATELINE);
        size_t index = add_date(w, &found, signs);
        w->last = index != SIZE_MAX ? index : w->last;
    }
}

static bool has_digit(onr_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (is_ascii_digit(text.data[i]))
            return true;
    return false;
}

/* What the text of an element says of the day `own` that its attribute names. */
static uint64_t label_in(const clues *c, size_t node, onr_str before, day own, enum place place)
{
    onr_str text = clues_text(c, node, LONGEST_DATED);
    date found;
    size_t from = 0;
    for (size_t at = 0; date_next(&found, text, &at); from = at)
        if (found.first == own)
            return signs_of_label(text, before, &found, from, place);
    uint64_t label = text.len <= SHORT_TEXT ? read_label(text, place) : 0;
    return label ? label : read_label_before(before, place);
}

/* Whether an attribute may hold a day: datetime, content, title, data-date. */
static bool is_stamp(const onr_attribute *a)
{
    bool own = str_starts(a->name, "data-");
    date found;
    unsigned hour;
    if (a->value.len >= 60 || !(own || str_is(a->name, "datetime") || str_is(a->name, "content") ||
                                str_is(a->name, "title")))
        return false;
    bool number = date_of_epoch(&found, &hour, a->value); /* or that of a page */
    return !number || !own || day_key_of(a->name) != DAY_KEY_NONE;
}

static void add_attributes(weighing *w, size_t node, onr_str before)
{
    const onr_page *page = w->c->page;
    const onr_node *n = &page->nodes[node];
    for (uint32_t i = 0; i < n->attribute_count; i++) {
        const onr_attribute *a = &page->attributes[n->first_attribute + i];
        date found;
        unsigned hour;
        if (!is_stamp(a) || !read_stamp(&found, &hour, a->value))
            continue;
        enum place place = place_of(w, node);
        uint64_t label = label_in(w->c, node, before, found.first, place);
        add_stamp(w, a->value, signs_of_place(w, node, place, 0, label));
    }
}

static void add_body(weighing *w)
{
    const onr_page *page = w->c->page;
    const uint32_t dated = SAYS_DATE | SAYS_MODIFIED | ONR_IN_TIME | PROP_PUBLISHED |
                           PROP_MODIFIED | SAYS_BYLINE | SAYS_AUTHOR;
    size_t joined = 0;
    onr_str before = {0}; /* the text before: "Published" may stand in an element of its own */
    for (size_t i = 0; i < page->node_count; i++) {
        const onr_node *n = &page->nodes[i];
        uint32_t flags = w->c->flags[i];
        if (n->tag == ONR_TAG_TEXT) {
            onr_str text = str_slice(page->text, n->text);
            if (flags & (ONR_IN_HIDDEN | IN_COMMENT) || i < joined)
                continue;
            text = str_trim(date_digits(text, w->c->scratch));
            if (has_digit(text))
                add_text(w, i, text, before);
            before = text.len ? beside(text, text.len, true) : before;
            continue;
        }
        if (!(flags & dated) || flags & IN_COMMENT ||
            (flags & ONR_IN_HIDDEN && n->tag != ONR_TAG_META))
            continue;
        add_attributes(w, i, before);
        onr_str text = i >= joined ? clues_text(w->c, i, LONGEST_DATED) : (onr_str){0};
        text = date_digits(text, w->c->scratch);
        if (text.len && has_digit(text)) {
            add_text(w, i, text, before);
            joined = (size_t)n->end;
        }
    }
}

/* The first day that a key in the page's scripts or attributes tells: where nothing better does. */
static void add_keyed(weighing *w)
{
    const uint64_t better = SIGN(DAY_META_PUBLISHED) | SIGN(DAY_LD_PUBLISHED) |
                            SIGN(DAY_PROP_PUBLISHED) | SIGN(DAY_URL);
    keyed found;
    for (size_t i = 0; i < w->all.count; i++)
        if (w->all.items[i].signs & better)
            return;
    for (size_t at = 0; day_key_next(&found, w->c->page->bytes, &at);)
        if (add_stamp(w, (onr_str){found.value, found.len}, SIGN(DAY_KEYED)))
            return;
}

/* The signs that say outright: published; modified; and those of a day shown near the heading. */
static const uint64_t stated = SIGN(DAY_META_PUBLISHED) | SIGN(DAY_LD_PUBLISHED) |
                               SIGN(DAY_PROP_PUBLISHED) | SIGN(DAY_LABEL_NEAR) |
                               SIGN(DAY_LABEL_LATER);
static const uint64_t changed = SIGN(DAY_META_MODIFIED) | SIGN(DAY_LD_MODIFIED) |
                                SIGN(DAY_PROP_MODIFIED) | SIGN(DAY_MODIFIED_NEAR) |
                                SIGN(DAY_MODIFIED_ELSEWHERE);
static const uint64_t shown = SIGN(DAY_SHORT_NEAR) | SIGN(DAY_TIME_NEAR) | SIGN(DAY_NAMED_NEAR) |
                              SIGN(DAY_BYLINE_NEAR) | SIGN(DAY_LABEL_NEAR);

static void compare_kinds(weighing *w)
{
    uint64_t any = 0;
    for (size_t i = 0; i < w->all.count; i++)
        any |= w->all.items[i].signs;
    for (size_t i = 0; i < w->all.count; i++) {
        choice *a = &w->all.items[i];
        if (a->signs & stated)
            a->signs |= SIGN(DAY_STATED);
        else if (a->signs & changed && any & stated)
            a->signs |= SIGN(DAY_CHANGED);
        if (any & SIGN(DAY_URL) && !(a->signs & SIGN(DAY_URL)))
            a->signs |= SIGN(DAY_OTHER_URL);
        if (a->signs & SIGN(DAY_BEFORE_STAMP) && a->signs & shown)
            a->signs |= SIGN(DAY_LOCAL);
        if (a->signs & shown)
            a->signs |= SIGN(DAY_SHOWN);
    }
}

/* The signs that candidates give one another. */
static void compare(weighing *w)
{
    day earliest = UINT32_MAX, latest = 0;
    for (size_t i = 0; i < w->all.count; i++) {
        day of = day_of_key(w->all.items[i].key);
        earliest = of < earliest ? of : earliest;
        latest = of > latest ? of : latest;
    }
    for (size_t i = 0; i < w->all.count; i++) {
        choice *a = &w->all.items[i];
        day of = day_of_key(a->key);
        a->signs |= of == earliest ? SIGN(DAY_EARLIEST) : 0;
        a->signs |= of == latest ? SIGN(DAY_LATEST) : 0;
        a->signs |= earliest == latest ? SIGN(DAY_ALONE) : 0;
        a->signs |= i == w->last ? SIGN(DAY_LAST) : 0;
        if (w->month)
            a->signs |= SIGN(of / 100 == w->month ? DAY_URL_MONTH : DAY_OTHER_URL_MONTH);
        for (size_t k = 0; k < w->all.count; k++) {
            const choice *b = &w->all.items[k];
            if (b->signs & SIGN(DAY_STAMP_EARLY) && day_after(day_of_key(b->key), -1) == of)
                a->signs |= SIGN(DAY_BEFORE_STAMP);
            if (b->signs & SIGN(DAY_STAMP_LATE) && day_of_key(b->key) == day_after(of, -1))
                a->signs |= SIGN(DAY_AFTER_STAMP);
        }
    }
}

/*
 * Drops days that only prose, comments or other stories name: none of these is the page's own, even
 * where the page names no other.
 */
static void drop_foreign(weighing *w)
{
    static const unsigned own[] = {
        DAY_META_PUBLISHED,     DAY_META_DATE,     DAY_META_MODIFIED,
        DAY_LD_PUBLISHED,       DAY_LD_OTHER,      DAY_LD_MODIFIED,
        DAY_PROP_PUBLISHED,     DAY_PROP_MODIFIED, DAY_URL,
        DAY_TIME_NEAR,          DAY_TIME_LATER,    DAY_TIME_BEFORE,
        DAY_NAMED_NEAR,         DAY_NAMED_LATER,   DAY_NAMED_BEFORE,
        DAY_BYLINE_NEAR,        DAY_BYLINE_LATER,  DAY_BYLINE_BEFORE,
        DAY_SHORT_NEAR,         DAY_SHORT_LATER,   DAY_SHORT_BEFORE,
        DAY_LABEL_NEAR,         DAY_LABEL_LATER,   DAY_LABEL_BEFORE,
        DAY_LABEL_FOREIGN,      DAY_DATELINE,      DAY_MODIFIED_NEAR,
        DAY_MODIFIED_ELSEWHERE, DAY_KEYED,
    };
    uint64_t any = 0;
    size_t kept = 0;
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        any |= SIGN(own[i]);
    for (size_t i = 0; i < w->all.count; i++)
        if (w->all.items[i].signs & any)
            w->all.items[kept++] = w->all.items[i];
    w->all.count = kept;
}

static onr_date_from from_of(uint64_t signs)
{
    if (signs & (SIGN(DAY_META_PUBLISHED) | SIGN(DAY_META_DATE) | SIGN(DAY_META_MODIFIED)))
        return ONR_DATE_META;
    if (signs & (SIGN(DAY_LD_PUBLISHED) | SIGN(DAY_LD_OTHER) | SIGN(DAY_LD_MODIFIED)))
        return ONR_DATE_JSON_LD;
    return signs & SIGN(DAY_URL) ? ONR_DATE_URL : ONR_DATE_TEXT;
}

/* The day of modification is not weighed: it is the one that the page says outright. */
static day modified_day(const weighing *w)
{
    static const uint64_t order[] = {SIGN(DAY_LD_MODIFIED), SIGN(DAY_META_MODIFIED),
                                     SIGN(DAY_PROP_MODIFIED)};
    for (size_t k = 0; k < sizeof order / sizeof *order; k++)
        for (size_t i = 0; i < w->all.count; i++)
            if (w->all.items[i].signs & order[k])
                return day_of_key(w->all.items[i].key);
    return 0;
}

/* Whether "3/4" is the fourth of March here: Americans write so, and few others. */
static bool writes_month_first(const clues *c)
{
    onr_str language = c->language.len ? c->language : clues_field(c, FIELD_LOCALE);
    return str_equal_nocase(language, ONR_STR("en")) || str_listed(language, "en-us|en_us|us");
}

void day_choose(onr_article *out, const clues *c, onr_str url, choices *all)
{
    weighing w = {.c = c, .last = SIZE_MAX, .month_first = writes_month_first(c)};
    day in_url = date_of_url(url.len ? url : out->url, &w.month);
    add_day(&w, in_url, SIGN(DAY_URL));
    add_said(&w);
    add_body(&w);
    add_keyed(&w);
    drop_foreign(&w);
    compare(&w);
    compare_kinds(&w);
    const choice *best = choice_best(&w.all, "day");
    if (best) {
        out->published = edtf_day(day_of_key(best->key), "", c->arena);
        out->published_from = from_of(best->signs);
    }
    day modified = modified_day(&w);
    if (!best || modified >= day_of_key(best->key))
        out->modified = edtf_day(modified, "", c->arena);
    if (all)
        *all = w.all;
}
