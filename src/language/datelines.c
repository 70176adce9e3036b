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

size_t dateline_length(const onr_text *text, size_t first, size_t count)
{
    reader r = {.text = text, .at = first, .end = first + count};
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
