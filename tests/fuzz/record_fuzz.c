/*
 * Any bytes give a record whose spans lie in its text, whose indices are of its lists and
 * whose JSON is JSON; or an error that says what is wrong. The first byte chooses the form.
 * Run from the root of the source, for the model.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "onrecord.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_spans(const onr_record *record, onr_spans spans)
{
    for (size_t i = 0; i < spans.count; i++)
        assert(spans.items[i].start < spans.items[i].end &&
               spans.items[i].end <= record->article.text.len &&
               (i == 0 || spans.items[i - 1].end <= spans.items[i].start));
}

static void check_index(int32_t index, size_t count)
{
    assert(index >= -1 && index < (int32_t)count);
}

static void check_statement(const onr_record *record, size_t at, onr_arena *arena)
{
    const onr_statement *s = &record->statements.items[at];
    onr_strs chain;
    onr_error err;
    assert(s->cue.count > 0);
    check_spans(record, s->speaker);
    check_spans(record, s->cue);
    check_spans(record, s->content);
    check_spans(record, s->addressee);
    check_spans(record, s->on_word_of);
    check_index(s->speaker_entity, record->entities.count);
    check_index(s->addressee_entity, record->entities.count);
    check_index(s->inside, record->statements.count);
    check_index(record->said[at], record->times.count);
    assert(s->confidence >= 0 && s->confidence <= 1);
    /* Outwards there is an end. */
    size_t steps = 0;
    for (int32_t i = s->inside; i >= 0; i = record->statements.items[i].inside)
        assert(steps++ < record->statements.count);
    assert(onr_record_chain(&chain, record, at, arena, &err) && chain.count > 0);
}

static void check_words(const onr_text *text)
{
    for (size_t i = 0; i < text->word_count; i++) {
        assert(text->words[i].span.end <= text->text.len);
        check_index(text->words[i].head, text->word_count);
        assert(text->words[i].sentence < text->sentence_count);
        assert(text->words[i].token < text->token_count);
    }
}

static void check_blocks(const onr_article *article, size_t size)
{
    for (size_t i = 0; i < article->block_count; i++) {
        const onr_block *b = &article->blocks[i];
        assert(b->span.start <= b->span.end && b->span.end <= article->text.len);
        assert(b->bytes.start <= b->bytes.end && b->bytes.end <= size);
    }
}

static void check_record(const onr_record *record, size_t size, onr_arena *arena)
{
    onr_str json;
    onr_error err;
    check_blocks(&record->article, size);
    check_words(&record->text);
    for (size_t i = 0; i < record->entities.count; i++)
        check_spans(record, record->entities.items[i].mentions);
    for (size_t i = 0; i < record->statements.count; i++)
        check_statement(record, i, arena);
    for (size_t i = 0; i < record->events.count; i++)
        check_index(record->events.items[i].vouched, record->statements.count);
    assert(onr_record_write_json(&json, record, arena, &err));
    json_reader reader;
    json_begin(&reader, json);
    assert(json_skip(&reader, json_next(&reader, NULL), NULL) && json_ends(&reader, NULL));
}

static const onr_models *load_once(void)
{
    static onr_models models;
    onr_error err;
    if (!models.language)
        assert(onr_models_load(&models, "models/language-fast.onr", ONR_SIMD_BEST, &err));
    return &models;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    onr_arena *arena = onr_arena_new((size_t)1 << 26);
    onr_input input = {.bytes = {(const char *)data + 1, size - 1},
                       .form = (onr_form)(data[0] & 3),
                       .given = {.date = {"2026-03-04", data[0] & 4 ? 10 : 0}}};
    onr_record record;
    onr_error err = {0};
    if (arena && onr_read(&record, &input, load_once(), arena, &err))
        check_record(&record, size - 1, arena);
    else
        assert(!arena || (err.code != ONR_OK && err.what[0] != '\0'));
    onr_arena_free(arena);
    return 0;
}
