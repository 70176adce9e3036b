/*
 * What forms of output write, for tests: of an answer, and of the told record with events.
 */
#ifndef ONR_TESTS_WRITTEN_H
#define ONR_TESTS_WRITTEN_H

#include "base/str.h"
#include "export/format.h"
#include "export/seen.h"
#include "told_record.h"

static inline bool holds(onr_str json, const char *part)
{
    return str_find(json, str_of(part), 0) != SIZE_MAX;
}

static inline size_t lines_of(onr_str text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.len; i++)
        count += text.data[i] == '\n';
    return count;
}

static inline const export_format *format_called(const char *name)
{
    for (size_t i = 0; export_format_at(i); i++)
        if (strcmp(export_format_at(i)->name, name) == 0)
            return export_format_at(i);
    fail();
    return NULL;
}

static inline onr_answer answer_of_ada(void)
{
    return (onr_answer){.id = ONR_STR("7.S1"),
                        .speaker_words = ONR_STR("she"),
                        .page = ONR_STR("sha256:1"),
                        .source = ONR_STR("ada.html"),
                        .statement = ONR_STR("S1"),
                        .speaker = ONR_STR("Ada \"the pen\" Lum"),
                        .act = ONR_STR("deny"),
                        .content = ONR_STR("that the gate, once shut, opened"),
                        .chain = ONR_STR("this page \xE2\x86\x90 Ada Lum"),
                        .quote = ONR_STR("direct"),
                        .hedged = true,
                        .span = {3, 35},
                        .bytes = {100, 140},
                        .confidence = 0.9};
}

static inline onr_str answered_in(const char *form, const onr_answer *answer, export_style style,
                                  onr_arena *arena)
{
    buffer to = {.arena = arena};
    onr_str line;
    format_called(form)->answer(&to, answer, style);
    assert_true(buffer_finish(&line, &to, "", NULL));
    return line;
}

/* What `name` writes of the told record with an event: Ada asks Bo. */
static inline onr_str written_as(const char *name, export_style style, onr_arena *arena)
{
    static const int32_t ada_alone[] = {0}, bo_alone[] = {2}, both[] = {0, 2};
    static const onr_event events[] = {{.actors = ada_alone,
                                        .actor_count = 1,
                                        .recipients = bo_alone,
                                        .recipient_count = 1,
                                        .event_class = ONR_REQUEST,
                                        .cameo = "10",
                                        .trigger = {&told, 1},
                                        .vouched = 0,
                                        .same_as = ONR_NO_EVENT,
                                        .confidence = 0.8f},
                                       {.actors = ada_alone,
                                        .actor_count = 1,
                                        .recipients = bo_alone,
                                        .recipient_count = 1,
                                        .event_class = ONR_REQUEST,
                                        .cameo = "10",
                                        .trigger = {&wants, 1},
                                        .vouched = 0,
                                        .same_as = 0,
                                        .confidence = 0.8f},
                                       {.actors = both,
                                        .actor_count = 2,
                                        .event_class = ONR_CONSULT,
                                        .cameo = "04",
                                        .trigger = {&wants, 1},
                                        .vouched = ONR_NO_STATEMENT,
                                        .same_as = ONR_NO_EVENT,
                                        .confidence = 0.8f},
                                       {.actors = both,
                                        .actor_count = 2,
                                        .event_class = ONR_ASSAULT,
                                        .cameo = "",
                                        .trigger = {&wants, 1},
                                        .vouched = ONR_NO_STATEMENT,
                                        .same_as = ONR_NO_EVENT,
                                        .status = ONR_DENIED,
                                        .confidence = 0.8f}};
    static onr_statement statements[2];
    static onr_entity entities[3];
    onr_record record = told_record(statements, entities);
    seen_names seen = {.arena = arena};
    buffer to = {.arena = arena};
    onr_str out;
    record.events = (onr_events){events, 4};
    style.seen = &seen;
    export_put_record(format_called(name), &to, &record, style);
    assert_true(buffer_finish(&out, &to, "", NULL));
    return out;
}

#endif
