/*
 * Finds expressions of time, word by word: those that count from the day of publication before
 * those of the calendar, so that "last July" is not "July".
 */
#include "base/arena.h"
#include "base/table.h"
#include "base/text.h"
#include "times/finder.h"

/* Verbs whose subject is no day: "Sunday said". */
static const char speaking[] = "say|tell|add|deny|warn|ask|reply|write|announce|argue|claim|insist|"
                               "explain|promise|accuse|smile|laugh|testify";

/* A name that the network has for a time itself: "Monday", "Monday morning". */
static bool is_time(const onr_text *text, const onr_name *name)
{
    size_t last = name->first_word + name->word_count - 1;
    const char *const parts = "morning|noon|afternoon|evening|night|midnight|weekend";
    bool told = str_listed(text->words[last].form, parts) ||
                (last + 1 < text->word_count && str_listed(text->words[last + 1].form, parts));
    return name->kind == ONR_NAME_DATE || (name->kind == ONR_NAME_OTHER && told);
}

/* A name of which a verb of speaking says that it speaks: "Sunday said". */
static bool speaks(const onr_text *text, int32_t i)
{
    const onr_word *word = i >= 0 ? &text->words[i] : NULL;
    return word && word->relation == ONR_NSUBJ && word->head >= 0 && word->upos == ONR_PROPN &&
           str_listed(text->words[word->head].lemma, speaking);
}

static bool is_part_of_name(const onr_word *word)
{
    return word->upos == ONR_PROPN &&
           (word->relation == ONR_COMPOUND || word->relation == ONR_FLAT ||
            (word->relation == ONR_NMOD && str_is(word->subtype, "unmarked")));
}

static bool is_of_calendar(onr_str word)
{
    return str_listed(word, "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|"
                            "February|March|April|May|June|July|August|September|October|"
                            "November|December");
}

/* "Ruby Friday": one of both words of a name, of which the tree makes one. */
static bool is_joined(const onr_text *text, size_t i, size_t with)
{
    const onr_word *one = &text->words[i], *other = &text->words[with];
    bool joined = (one->head == (int32_t)with && is_part_of_name(one)) ||
                  (other->head == (int32_t)i && is_part_of_name(other));
    return joined && one->upos == ONR_PROPN && other->upos == ONR_PROPN &&
           is_of_calendar(one->form) && !is_of_calendar(other->form) && !begins_small(other->form);
}

/* "Karst Tonight" as who speaks or is told: a programme, a paper. */
static bool is_called_for_day(const onr_text *text, size_t i)
{
    const onr_word *word = &text->words[i], *before = word - 1;
    bool acts = word->relation == ONR_NSUBJ || word->relation == ONR_OBJ ||
                word->relation == ONR_IOBJ || word->relation == ONR_APPOS ||
                word->relation == ONR_FLAT;
    return acts && str_listed(word->form, "Today|Tonight|Tomorrow") &&
           str_has_capital(word->form) && before->upos == ONR_PROPN &&
           before->sentence == word->sentence && str_has_capital(before->form);
}

/* "In May the bank left": a month that a sentence begins with is one, whatever the network has it
 * for. */
static bool is_opening_month(const onr_text *text, const onr_name *name)
{
    size_t i = name->first_word;
    return name->word_count == 1 && i > 0 && is_of_calendar(text->words[i].form) &&
           i == text->sentences[text->words[i].sentence].first_word + 1 &&
           str_listed(text->words[i - 1].form, "In|Since|Until|By|Last|Next|This|On") &&
           !(i + 1 < text->word_count && str_is(text->words[i + 1].xpos, "POS"));
}

/* Words of names are no times, whatever they are called: "Theresa May", "Mr. Sunday", the Sunday
 * Times. */
static void mark_names(finder *f)
{
    const onr_text *text = f->text;
    for (size_t i = 0; i < text->name_count; i++) {
        const onr_name *name = &text->names[i];
        bool times = is_time(text, name) || is_opening_month(text, name);
        for (size_t w = 0; w < name->word_count && !times; w++)
            f->named[name->first_word + w] = 1;
    }
    for (size_t i = 1; i < text->word_count; i++)
        if (is_joined(text, i, i - 1) || is_called_for_day(text, i))
            f->named[i] = 1;
    for (size_t i = 0; i < text->word_count; i++)
        if (speaks(text, (int32_t)i) ||
            (is_part_of_name(&text->words[i]) && speaks(text, text->words[i].head)))
            f->named[i] = 1;
}

static match time_at(const finder *f, size_t at)
{
    match found = relative_at(f, at);
    return found.words ? found : calendar_at(f, at);
}

/* data/time_openers.tsv */
static const char *const openers[] = {
#include "times/time_openers.inc"
};

/* Whether a time may begin with the word. Most words begin none, and no form is then tried. */
static bool may_begin(const finder *f, size_t at)
{
    onr_str word = form_at(f, at);
    return word.len && (is_ascii_digit(word.data[0]) || str_starts_nocase(word, "mid-") ||
                        month_at(f, at) || TABLE_FIND(table_find_nocase, word, openers));
}

typedef list(onr_time) time_list;

static void find_in_sentence(time_list *out, finder *f, const onr_sentence *s)
{
    f->end = s->first_word + s->word_count;
    for (size_t i = s->first_word; i < f->end;) {
        match found = may_begin(f, i) ? time_at(f, i) : no_match;
        if (found.words) {
            onr_span span = {f->text->words[i].span.start,
                             f->text->words[i + found.words - 1].span.end};
            onr_time t = {span, (uint32_t)i, (uint32_t)found.words, found.when};
            list_push(out, t, f->arena);
        }
        i += found.words ? found.words : 1;
    }
}

bool onr_times_find(onr_times *out, const onr_text *text, onr_str published, onr_arena *arena,
                    onr_error *err)
{
    onr_scratch scratch = onr_scratch_begin(arena);
    finder f = {.text = text, .arena = arena, .published = edtf_read_day(published)};
    time_list times = {0};
    f.named = arena_array(scratch.arena, uint8_t, text->word_count + 1);
    if (f.named) {
        mark_names(&f);
        for (size_t i = 0; i < text->sentence_count; i++)
            find_in_sentence(&times, &f, &text->sentences[i]);
    }
    onr_scratch_end(&scratch);
    *out = (onr_times){times.items, times.count};
    return !onr_arena_full(arena) || arena_fail(err, "find times");
}

void onr_times_count_from(onr_time *time, const onr_text *text, onr_str told, onr_arena *arena)
{
    const onr_sentence *s = &text->sentences[text->words[time->first_word].sentence];
    finder f = {.text = text,
                .end = s->first_word + s->word_count,
                .arena = arena,
                .published = edtf_read_day(told)};
    match found = f.published ? time_at(&f, time->first_word) : no_match;
    if (found.words == time->word_count)
        time->when = found.when;
}
