#include "record/quantities.h"

#include <math.h>

#include "base/str.h"
#include "base/table.h"

/* What is read: the words of one sentence. */
typedef struct reader {
    const onr_text *text;
    size_t start, end;
} reader;

/* What a unit is called in the record, by its lemma: data/units.tsv. */
typedef struct unit {
    const char *lemma;
    const char *name;
    unit_kind kind;
} unit;

static const unit units[] = {
#include "record/units.inc"
};

static const unit *unit_of(onr_str lemma)
{
    return TABLE_FIND(table_find_nocase, lemma, units);
}

unit_kind unit_kind_of(onr_str lemma)
{
    const unit *found = unit_of(lemma);
    return found ? found->kind : UNIT_NONE;
}

static onr_str form_at(const reader *r, size_t at)
{
    return at >= r->start && at < r->end ? r->text->words[at].form : (onr_str){0};
}

static bool is_form(const reader *r, size_t at, const char *words)
{
    return form_at(r, at).len > 0 && str_listed(form_at(r, at), words);
}

/* The currency whose sign stands at `at`; empty: none does. */
static onr_str currency_at(const reader *r, size_t at)
{
    static const struct currency {
        const char *sign, *code;
    } currencies[] = {
#include "record/currencies.inc"
    };
    const struct currency *found = TABLE_FIND(table_find_nocase, form_at(r, at), currencies);
    return str_of(found ? found->code : "");
}

/* The unit behind a number that ends before `*at`; moves `*at` behind it. */
static const unit *take_unit(const reader *r, size_t *at)
{
    size_t behind = *at + is_form(r, *at, "-|‑");
    bool per_cent = is_form(r, behind, "per") && is_form(r, behind + 1, "cent");
    behind += per_cent || is_form(r, behind, "square|nautical|cubic|metric|calendar|consecutive");
    behind += is_form(r, behind, "-");
    if (behind >= r->end)
        return NULL;
    const unit *found = per_cent ? unit_of(ONR_STR("%")) : unit_of(r->text->words[behind].lemma);
    found = found ? found : unit_of(form_at(r, behind));
    /* a plural that was taken for a sign: "500 euros" */
    onr_str form = form_at(r, behind);
    if (!found && form.len > 1 && form.data[form.len - 1] == 's')
        found = unit_of((onr_str){form.data, form.len - 1});
    if (!found)
        return NULL;
    bool points =
        is_form(r, behind, "percentage|percent") && is_form(r, behind + 1, "point|points");
    *at = behind + 1 + points;
    return points ? unit_of(ONR_STR("percentage")) : found;
}

/* "A week", "an hour": one of a unit of time. */
static bool read_single(quantity *out, const reader *r, size_t at)
{
    size_t measured = at + 1 + is_form(r, at + 1, "full|whole|single");
    if (!is_form(r, at, "a|an") || measured >= r->end ||
        unit_kind_of(r->text->words[measured].lemma) != UNIT_TIME ||
        is_form(r, measured, "quarter|second"))
        return false;
    out->number = (number){.value = 1, .first = at, .end = measured};
    return true;
}

/* Number and unit, without hedges and the other end of a range. */
static bool read_amount(quantity *out, const reader *r, size_t at)
{
    onr_str currency = currency_at(r, at);
    size_t from = at + (currency.len > 0);
    *out = (quantity){.to = (double)NAN, .first = at, .unit = currency};
    if (from >= r->end)
        return false;
    if (!number_read(&out->number, r->text, from, r->end, currency.len > 0) &&
        !read_single(out, r, from))
        return false;
    out->kind = currency.len ? UNIT_MONEY : out->number.share ? UNIT_SHARE : UNIT_NONE;
    out->unit = out->number.share ? ONR_STR("share") : currency;
    out->end = out->number.end;
    const unit *measure = out->kind ? NULL : take_unit(r, &out->end);
    if (measure) {
        out->unit = str_of(measure->name);
        out->kind = measure->kind;
    }
    /* "Three metres and a half" */
    if (measure && is_form(r, out->end, "and") && is_form(r, out->end + 1, "a") &&
        is_form(r, out->end + 2, "half")) {
        out->number.value += .5;
        out->end += 3;
    }
    return true;
}

/* Whether the words between two amounts, at `at`, make them the ends of one range. */
static bool joins_range(const reader *r, const quantity *q, size_t at)
{
    if (is_form(r, at, "-|–|—|or"))
        return true;
    if (is_form(r, at, "to"))
        return !is_form(r, q->first - 1, "from") ||
               (q->first >= r->start + 2 &&
                str_listed(r->text->words[q->first - 2].lemma, "range|vary|anywhere"));
    return is_form(r, at, "and") && is_form(r, q->first - 1, "between");
}

/* "Five or ten", "$5 to $10 million", "65% to 70%", "between 8 and 12 miles". */
static void take_range(quantity *q, const reader *r)
{
    quantity other;
    size_t at = q->end;
    if (!joins_range(r, q, at) || q->number.share)
        return;
    bool about = is_form(r, at + 1, "about|around");
    if (!read_amount(&other, r, at + 1 + about) || other.number.share)
        return;
    /* "$5 to $10 million": the scale is of both. */
    double shared = !q->number.scaled && other.number.scaled ? other.number.value : 0;
    double scale = 1;
    while (shared >= 1e3 && scale * 1e3 <= shared)
        scale *= 1e3;
    double low = q->number.value * (q->number.value < other.number.value / scale ? scale : 1);
    bool same = other.kind == q->kind || q->kind == UNIT_NONE || other.kind == UNIT_NONE;
    bool near =
        !is_form(r, at, "or") || (other.number.value <= 3 * low && !is_form(r, q->first - 1, ","));
    if (!same || low >= other.number.value || !near)
        return;
    q->number.value = low;
    q->to = other.number.value;
    q->unit = other.unit.len ? other.unit : q->unit;
    q->kind = other.kind ? other.kind : q->kind;
    q->number.scaled = q->number.scaled || other.number.scaled;
    q->approximate = q->approximate || about;
    q->end = other.end;
    q->first -= is_form(r, at, "and");
}

/* The words of a hedge that end before `at`; 0: none do. */
static size_t hedge_before(const reader *r, size_t at)
{
    if (is_form(r, at - 1,
                "about|around|some|roughly|nearly|almost|approximately|approx|approx.|"
                "apx|circa|estimated|over|under|below|above|upwards|minimum|maximum"))
        return 1;
    if (is_form(r, at - 1, "than") &&
        is_form(r, at - 2, "more|less|fewer|greater|higher|lower|longer|better"))
        return 2;
    if (is_form(r, at - 1, "as") && is_form(r, at - 3, "as") &&
        is_form(r, at - 2, "many|much|few|little|long|high|low|large|far"))
        return 3;
    if (is_form(r, at - 1, "least|most|around|about") && is_form(r, at - 2, "at"))
        return 2;
    if (is_form(r, at - 1, "to") && is_form(r, at - 2, "up|close"))
        return 2;
    if (is_form(r, at - 1, "of") && is_form(r, at - 2, "average|upwards|minimum|maximum"))
        return 2;
    return 0;
}

static void take_hedges(quantity *q, const reader *r)
{
    for (size_t n = hedge_before(r, q->first); n > 0; n = hedge_before(r, q->first)) {
        /* "Over two years" is a length of time, "over 200 men" more than so many. */
        q->approximate =
            q->approximate || q->kind != UNIT_TIME || !is_form(r, q->first - 1, "over|some");
        q->first -= n;
    }
    if (is_form(r, q->first - 1, "a|an") && q->approximate &&
        is_form(r, q->first, "estimated|average|minimum|maximum"))
        q->first--;
    if (is_form(r, q->end, "or") && is_form(r, q->end + 1, "so|more|less|fewer")) {
        q->approximate = true;
        q->end += 2;
    } else if (is_form(r, q->end, "+|plus|-plus|-odd|-ish")) {
        q->approximate = true;
        q->end++;
    } else if (is_form(r, q->end, "-") && is_form(r, q->end + 1, "plus|odd")) {
        q->approximate = true;
        q->end += 2;
    }
}

/* The word whose head stands outside. */
static int32_t top_of(const reader *r, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        int32_t head = r->text->words[i].head;
        bool outside = head < (int32_t)first || head >= (int32_t)end;
        if (outside && r->text->words[i].upos != ONR_PUNCT && r->text->words[i].upos != ONR_DET)
            return (int32_t)i;
    }
    return (int32_t)first;
}

bool quantity_read(quantity *out, const onr_text *text, size_t at, size_t start, size_t end)
{
    reader r = {text, start, end};
    if (!read_amount(out, &r, at))
        return false;
    take_range(out, &r);
    out->top = top_of(&r, at, out->end);
    take_hedges(out, &r);
    if (out->kind == UNIT_NONE && out->end > out->number.end) {
        /* "Three-plus years": the unit stands behind the hedge. */
        size_t behind = out->end;
        const unit *measure = take_unit(&r, &behind);
        if (measure) {
            out->unit = str_of(measure->name);
            out->kind = measure->kind;
            out->end = behind;
            out->top = top_of(&r, at, behind);
        }
    }
    return true;
}
