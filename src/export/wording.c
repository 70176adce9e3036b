#include "export/wording.h"

#include <stdio.h>

#include "base/day.h"
#include "base/str.h"

/* data/acts.tsv */
static const struct act_wording {
    const char *name;
    onr_act act;
    const char *past;
} wordings[] = {
#include "export/act_wordings.inc"
};
_Static_assert(sizeof wordings / sizeof *wordings == ONR_ACT_COUNT,
               "data/acts.tsv has a row for each act");

onr_act act_called(onr_str name)
{
    for (int act = 0; act < ONR_ACT_COUNT; act++)
        if (str_is(name, onr_act_name((onr_act)act)))
            return (onr_act)act;
    return ONR_ACT_STATE;
}

const char *act_past(onr_act act)
{
    const struct act_wording *row = wordings;
    while (row->act != act)
        row++;
    return row->past;
}

static bool names_nobody(onr_str speaker)
{
    const char *end = speaker.len ? memchr(speaker.data, ' ', speaker.len) : NULL;
    onr_str first = {speaker.data, end ? (size_t)(end - speaker.data) : speaker.len};
    return str_listed(first, "no|none|nobody|neither");
}

void act_phrase(char *out, size_t size, onr_act act, onr_str speaker, bool negated, bool hedged,
                bool unrealised)
{
    const char *often = hedged ? "reportedly " : "";
    bool denied = negated && !names_nobody(speaker);
    if (denied || unrealised)
        snprintf(out, size, "%s%s%s %s", often, unrealised ? "would" : "did", denied ? " not" : "",
                 onr_act_name(act));
    else
        snprintf(out, size, "%s%s", often, act_past(act));
}

static bool is_month(onr_str edtf)
{
    return edtf.len == 7 && edtf.data[4] == '-' && is_ascii_digit(edtf.data[5]) &&
           is_ascii_digit(edtf.data[6]);
}

static void put_one(buffer *to, onr_str edtf)
{
    day whole = edtf_read_day(edtf);
    int month = is_month(edtf) ? (edtf.data[5] - '0') * 10 + edtf.data[6] - '0' : 0;
    if (whole && edtf.len == 10)
        buffer_format(to, "%d %.3s %d", day_date(whole), month_name(day_month(whole)),
                      day_year(whole));
    else if (month >= 1 && month <= 12)
        buffer_format(to, "%.3s %.4s", month_name(month), edtf.data);
    else
        buffer_put(to, edtf);
}

void put_when(buffer *to, onr_str edtf)
{
    size_t slash = str_find(edtf, ONR_STR("/"), 0);
    if (slash == SIZE_MAX) {
        put_one(to, edtf);
        return;
    }
    put_one(to, (onr_str){edtf.data, slash});
    buffer_put(to, ONR_STR(" to "));
    put_one(to, (onr_str){edtf.data + slash + 1, edtf.len - slash - 1});
}
