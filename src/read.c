/*
 * The path of one page through the layers, in order, and the models that they need.
 */
#include <stdio.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"
#include "base/table.h"
#include "onrecord.h"

bool onr_models_load(onr_models *out, const char *path, onr_simd simd, onr_error *err)
{
    file_map map;
    *out = (onr_models){0};
    if (!file_map_open(&map, path, err))
        return false;
    out->file = map.bytes;
    if (onr_language_model_load(&out->language, map.bytes, simd, err))
        return true;
    /* Whoever opened the file names it in the error. */
    if (err)
        snprintf(err->source, sizeof err->source, "%s", path);
    onr_models_free(out);
    return false;
}

void onr_models_free(onr_models *models)
{
    onr_language_model_free(models->language);
    file_map_close(&(file_map){models->file});
    *models = (onr_models){0};
}

bool onr_read_words(onr_text *out, const onr_article *article, const onr_models *models,
                    onr_arena *arena, onr_error *err)
{
    uint32_t *ends = arena_array(arena, uint32_t, article->block_count ? article->block_count : 1);
    if (!ends)
        return arena_fail(err, "keep the ends of blocks");
    for (size_t i = 0; i < article->block_count; i++)
        ends[i] = article->blocks[i].span.end;
    return onr_language_read(out, article->text, ends, article->block_count, models->language,
                             arena, err);
}

/* A note on a text says which bytes of the text; a record's says which bytes of the page: those of
 * the block. */
static onr_note on_page(onr_note note, const onr_article *article)
{
    size_t at = table_first_from((uint32_t)note.start + 1, article->blocks, article->block_count,
                                 sizeof *article->blocks, offsetof(onr_block, span.end));
    if (at < article->block_count) {
        note.start = article->blocks[at].bytes.start;
        note.end = article->blocks[at].bytes.end;
    }
    return note;
}

/* Statements and what follows from them are looked for in English alone. */
static bool is_read(const onr_record *record)
{
    return onr_language_is_english(record->article.text, record->article.language);
}

/* What the layers behind the words gave up. */
typedef struct later_notes {
    onr_notes statements, events;
} later_notes;

static bool join_notes(onr_record *out, const later_notes *later, bool foreign, onr_arena *arena,
                       onr_error *err)
{
    onr_notes article = out->article.notes;
    const onr_notes of_text[] = {out->text.notes, later->statements, later->events};
    size_t n = 0, count = article.count + foreign;
    for (size_t k = 0; k < sizeof of_text / sizeof *of_text; k++)
        count += of_text[k].count;
    onr_note *all = arena_array(arena, onr_note, count ? count : 1);
    if (!all)
        return arena_fail(err, "keep the notes");
    for (size_t i = 0; i < article.count; i++)
        all[n++] = article.items[i];
    for (size_t k = 0; k < sizeof of_text / sizeof *of_text; k++)
        for (size_t i = 0; i < of_text[k].count; i++)
            all[n++] = on_page(of_text[k].items[i], &out->article);
    if (foreign)
        all[n++] = (onr_note){"language", 0, out->article.blocks[0].bytes.end,
                              ONR_STR("not English: no statements are looked for")};
    out->notes = (onr_notes){all, count};
    return true;
}

/* What was given up before the page was read, in the page, in the article. */
static bool join_earlier(onr_article *out, onr_notes before, onr_notes page, onr_arena *arena,
                         onr_error *err)
{
    size_t n = 0, count = before.count + page.count + out->notes.count;
    onr_note *all = arena_array(arena, onr_note, count ? count : 1);
    if (!all)
        return arena_fail(err, "keep the notes");
    for (size_t i = 0; i < before.count; i++)
        all[n++] = before.items[i];
    for (size_t i = 0; i < page.count; i++)
        all[n++] = page.items[i];
    for (size_t i = 0; i < out->notes.count; i++)
        all[n++] = out->notes.items[i];
    out->notes = (onr_notes){all, count};
    return true;
}

bool onr_read_article(onr_article *out, const onr_input *input, onr_arena *arena, onr_error *err)
{
    onr_page page;
    return onr_page_read(&page, input->bytes, input->form, input->charset, arena, err) &&
           onr_article_find(out, &page, &input->given, arena, err) &&
           join_earlier(out, input->notes, page.notes, arena, err);
}

/* Who is in the article, who says what, what happened. */
static bool find_said(onr_record *out, later_notes *notes, const onr_models *models,
                      onr_arena *arena, onr_error *err)
{
    return onr_entities_find(&out->entities, &out->text, out->article.published,
                             out->article.byline, models->own, arena, err) &&
           onr_attribution_find(&out->statements, &notes->statements, &out->text, &out->entities,
                                arena, err) &&
           onr_events_find(&out->events, &notes->events, &out->text, &out->entities,
                           &out->statements, models->own, arena, err) &&
           onr_record_name_speakers(out, arena, err);
}

/* What follows from statements and events: disputes, which may add to both, then times,
 * instruments, figures, chains of word. */
static bool find_more(onr_record *out, onr_arena *arena, onr_error *err)
{
    return onr_record_find_disputes(out, arena, err) && onr_record_find_times(out, arena, err) &&
           onr_record_find_chains(out, arena, err) && onr_record_find_figures(out, arena, err) &&
           onr_record_find_instruments(out, arena, err);
}

/* All that stands in an article behind its words; of one that is not English nothing does. */
static bool find_all(onr_record *out, const onr_models *models, onr_arena *arena, onr_error *err)
{
    later_notes notes = {0};
    bool read = is_read(out);
    return (!read || find_said(out, &notes, models, arena, err)) &&
           join_notes(out, &notes, !read, arena, err) && (!read || find_more(out, arena, err));
}

bool onr_read(onr_record *out, const onr_input *input, const onr_models *models, onr_arena *arena,
              onr_error *err)
{
    *out = (onr_record){.name = input->name, .source = input->source, .origin = input->origin};
    onr_record_identify(out->id, input->bytes);
    return onr_read_article(&out->article, input, arena, err) &&
           onr_read_words(&out->text, &out->article, models, arena, err) &&
           find_all(out, models, arena, err);
}
