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

static void put_phrase(char out[ACT_PHRASE], onr_act act, onr_str speaker, bool negated,
                       bool hedged, bool unrealised)
{
    const char *often = hedged ? "reportedly " : "";
    bool denied = negated && !names_nobody(speaker);
    if (denied || unrealised)
        snprintf(out, ACT_PHRASE, "%s%s%s %s", often, unrealised ? "would" : "did",
                 denied ? " not" : "", onr_act_name(act));
    else
        snprintf(out, ACT_PHRASE, "%s%s", often, act_past(act));
}

void statement_phrase(char out[ACT_PHRASE], const onr_record *record, const onr_statement *s)
{
    onr_str speaker = {0};
    if (s->speaker_entity >= 0)
        speaker = record->entities.items[s->speaker_entity].name;
    else if (s->speaker.count)
        speaker = str_slice(record->article.text, s->speaker.items[0]);
    put_phrase(out, s->act, speaker, s->negated, s->hedged, s->unrealised);
}

void answer_phrase(char out[ACT_PHRASE], const onr_answer *a)
{
    put_phrase(out, act_called(a->act), a->speaker, a->negated, a->hedged, a->unrealised);
}

onr_str shown_title(const onr_record *record)
{
    onr_str title = record->article.title;
    return title.len ? title : record->name;
}

onr_str shown_name(const onr_record *record, int32_t entity)
{
    return entity >= 0 ? record->entities.items[entity].name : ONR_STR("?");
}

bool says_no_more(onr_str words, onr_str name)
{
    static const char *const articles[] = {"the ", "a ", "an "};
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
        if (str_starts_nocase(words, articles[i]) && !str_starts_nocase(name, articles[i]))
            words = (onr_str){words.data + strlen(articles[i]), words.len - strlen(articles[i])};
    return words.len == 0 || str_equal(words, name);
}

bool spans_say_no_more(const onr_record *record, onr_spans words, onr_str name)
{
    return words.count == 0 ||
           (words.count == 1 &&
            says_no_more(str_slice(record->article.text, words.items[0]), name));
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
