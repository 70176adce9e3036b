#include "language/datelines.h"

#include "base/day.h"
#include "base/str.h"

/* In tokens: of a place's name, of what brackets hold, of all, and how far a second dash is looked
 * for, between which and the first something is put in. */
enum { LONGEST_PLACE = 4, LONGEST_BRACKET = 4, LONGEST = 20, FURTHER = 40 };

/* What was passed of a dateline, up to token `at`. */
typedef struct reader {
    const onr_text *text;
    size_t at, end;
    bool capitals; /* Its first word has no small letters. */
    bool parted;   /* There is a comma. */
    bool dated, agency;
} reader;

static onr_str token_at(const reader *r, size_t i)
{
    return i < r->end ? str_slice(r->text->text, r->text->tokens[i].span) : (onr_str){"", 0};
}

static bool is_capitals(onr_str word)
{
    size_t letters = 0;
    for (size_t i = 0; i < word.len; i++) {
        if (is_ascii_letter(word.data[i]) && !is_ascii_capital(word.data[i]))
            return false;
        letters += is_ascii_capital(word.data[i]);
    }
    return letters > 2;
}

/* "8", "2026" */
static bool is_number(onr_str word)
{
    bool digits = word.len > 0 && word.len <= 4;
    for (size_t i = 0; digits && i < word.len; i++)
        digits = is_ascii_digit(word.data[i]);
    return digits;
}

static bool is_dash(const reader *r, size_t i)
{
    bool apart =
        i > 0 && i < r->end && r->text->tokens[i].span.start > r->text->tokens[i - 1].span.end;
    return apart && str_listed(token_at(r, i), "-|--|–|—");
}

/* "March 8", "8 March 2026", a year. */
static bool pass_date(reader *r)
{
    size_t i = r->at;
    while (is_number(token_at(r, i)) || month_called(token_at(r, i)) ||
           (i > r->at && str_is(token_at(r, i), ".")))
        i++;
    bool found = i > r->at;
    r->dated = r->dated || found;
    r->at = i;
    return found;
}

/* Words that begin with capitals. */
static bool pass_place(reader *r)
{
    size_t i = r->at;
    while (i < r->at + LONGEST_PLACE && str_has_capital(token_at(r, i)))
        i++;
    bool found = i > r->at;
    r->at = i;
    return found;
}

/* "(Reuters)", "(Xinhua News Agency)" */
static void pass_bracket(reader *r)
{
    if (!str_is(token_at(r, r->at), "(") || !str_has_capital(token_at(r, r->at + 1)))
        return;
    for (size_t i = r->at + 2; i < r->end && i <= r->at + 1 + LONGEST_BRACKET; i++)
        if (str_is(token_at(r, i), ")")) {
            r->agency = true;
            r->at = i + 1;
            return;
        }
}

/* "Kern – a village – and" */
static bool is_put_in(const reader *r)
{
    for (size_t i = r->at + 1; i < r->end && i < r->at + FURTHER; i++)
        if (is_dash(r, i))
            return true;
    return false;
}

/* Whether a report may begin with token `i`. */
static bool may_begin(const reader *r, size_t i, bool sure)
{
    onr_str word = token_at(r, i);
    return str_has_capital(word) ||
           (sure && word.len && (is_ascii_digit(word.data[0]) || str_listed(word, "\"|“|‘|'|``")));
}

/* "14.05", "9:30": an hour and a minute; a full stop parts the two only of "09.30", as "9.30" may
 * be an amount. */
static bool is_clock_time(onr_str word)
{
    size_t hour = word.len > 1 && is_ascii_digit(word.data[1]) ? 2 : 1;
    if (word.len != hour + 3 || !is_ascii_digit(word.data[0]) || word.data[hour + 1] > '5' ||
        !is_ascii_digit(word.data[hour + 1]) || !is_ascii_digit(word.data[hour + 2]))
        return false;
    bool of_day = hour == 1 || word.data[0] < '2' || (word.data[0] == '2' && word.data[1] < '4');
    return of_day && (word.data[hour] == ':' || (word.data[hour] == '.' && hour == 2));
}

/* "14.05 The session has begun", "8.55am Minister Lund says": when a live page's entry was written;
 * 0: the paragraph begins with no such time. */
static size_t entry_time_length(reader r)
{
    enum { FEWEST = 3 }; /* tokens of an entry */
    size_t first = r.at;
    onr_str hour = token_at(&r, first), half = token_at(&r, first + 1);
    bool halved =
        str_listed(half, "am|pm|a.m.|p.m.|AM|PM") && hour.len && is_ascii_digit(hour.data[0]);
    if (!is_clock_time(hour) && !(halved && hour.len <= 5))
        return 0;
    r.at += 1 + halved;
    if (str_listed(token_at(&r, r.at), "GMT|UTC|BST|CET|CEST|EST|EDT|ET|PST|PDT|PT|IST|AEST|AEDT"))
        r.at++;
    if (str_listed(token_at(&r, r.at), ":|-|–|—"))
        r.at++;
    return r.at + FEWEST <= r.end && may_begin(&r, r.at, false) ? r.at - first : 0;
}

size_t dateline_length(const onr_text *text, size_t first, size_t count)
{
    reader r = {.text = text, .at = first, .end = first + count};
    size_t time = entry_time_length(r);
    if (time)
        return time;
    r.capitals = is_capitals(token_at(&r, first));
    if (!pass_place(&r))
        return 0;
    while (str_is(token_at(&r, r.at), ",") && r.at < first + LONGEST) {
        r.at++;
        r.parted = true;
        if (!pass_date(&r) && !pass_place(&r))
            return 0;
    }
    pass_bracket(&r);
    bool dash = is_dash(&r, r.at);
    size_t behind = r.at + dash;
    /* "Lund (Labour) – …" is no dateline. */
    bool filed = r.agency && (r.capitals || r.parted);
    bool sure = filed || r.dated || (r.capitals && !is_put_in(&r));
    bool likely = sure || (r.parted && !is_put_in(&r));
    /* Without a dash both a day and an agency are needed. */
    bool found = dash ? likely : r.agency && r.dated;
    return found && may_begin(&r, behind, sure) ? behind - first : 0;
}
