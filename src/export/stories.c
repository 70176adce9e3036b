/*
 * What several pages tell, as lines of JSON (docs/RECORD.md, "Across pages").
 */
#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "onrecord/export.h"

/* What a kind's fields are called. */
typedef struct names {
    char letter;
    const char *itself, *who, *what, *item, *place;
} names;

static const names names_of[] = {
    [ONR_LINK_UTTERANCE] = {'U', "utterance", "speaker", "act", "statement", "cue"},
    [ONR_LINK_EVENT] = {'E', "event", "actor", "class", "event", "trigger"},
    [ONR_LINK_INSTRUMENT] = {'N', "instrument", "name", "kind", "instrument", "name"},
    [ONR_LINK_DISPUTE] = {'D', "dispute", "", "", "statement", "cue"},
};

static void put_text(json_writer *w, const char *key, onr_str text)
{
    json_put_key(w, key);
    if (text.len)
        json_put_string(w, text);
    else
        json_put_null(w);
}

static void put_report(json_writer *w, const names *n, const onr_report *report)
{
    json_open(w, '{');
    put_text(w, "page", report->page);
    put_text(w, n->item, report->item);
    json_put_key(w, n->place);
    json_open(w, '[');
    json_put_integer(w, report->place.start);
    json_put_integer(w, report->place.end);
    json_close(w, ']');
    json_close(w, '}');
}

static void put_story(json_writer *w, const names *n, const onr_story *story, onr_str name)
{
    put_text(w, n->itself, name);
    put_text(w, n->who, story->who);
    put_text(w, n->what, story->what);
    json_put_key(w, "reports");
    json_open(w, '[');
    for (size_t i = 0; i < story->report_count; i++)
        put_report(w, n, &story->reports[i]);
    json_close(w, ']');
    json_put_key(w, "sources");
    json_put_integer(w, (int64_t)story->sources);
    put_text(w, "why", story->why);
}

static void put_copies(json_writer *w, const onr_story *story)
{
    json_put_key(w, "pages");
    json_open(w, '[');
    json_put_string(w, story->reports[0].page);
    json_put_string(w, story->reports[1].page);
    json_close(w, ']');
    json_put_key(w, "share");
    json_put_thousandths(w, story->score);
}

static void put_side(json_writer *w, const char *key, const onr_report *report)
{
    json_put_key(w, key);
    json_open(w, '{');
    put_text(w, "page", report->page);
    put_text(w, "statement", report->item);
    json_close(w, '}');
}

static void put_dispute(json_writer *w, const onr_story *story)
{
    put_side(w, "claim", &story->reports[0]);
    put_side(w, "denial", &story->reports[1]);
    put_text(w, "why", story->why);
}

bool onr_story_write_json(onr_str *out, onr_link_kind kind, const onr_story *story, size_t number,
                          onr_arena *arena, onr_error *err)
{
    buffer to = {.arena = arena};
    json_writer w = {.to = &to};
    const names *n = &names_of[kind];
    json_open(&w, '{');
    if (kind == ONR_LINK_COPY)
        put_copies(&w, story);
    else if (kind == ONR_LINK_DISPUTE)
        put_dispute(&w, story);
    else
        put_story(&w, n, story, arena_format(arena, "%c%zu", n->letter, number));
    json_close(&w, '}');
    buffer_put_char(&to, '\n');
    return buffer_finish(out, &to, "write what several pages tell", err);
}
