#include "record/stances.h"

#include "base/arena.h"
#include "base/span.h"
#include "language/walk.h"

/* The words of `window` that stand in `spans` and not in `besides`. */
static word_list words_in(const onr_text *text, onr_span window, onr_spans spans, onr_spans besides,
                          onr_arena *scratch)
{
    uint32_t *items = arena_array(scratch, uint32_t, window.end - window.start + 1);
    size_t n = 0;
    for (uint32_t i = window.start; items && i < window.end; i++)
        if (spans_hold(spans, text->words[i].span) && !spans_hold(besides, text->words[i].span))
            items[n++] = i;
    return (word_list){items, n};
}

/* Words that help others are none that a cue is looked at by if it has another. */
static bool helps_none(const onr_word *w)
{
    return w->upos != ONR_PUNCT && w->upos != ONR_AUX && w->upos != ONR_ADP &&
           w->upos != ONR_PART && w->upos != ONR_DET && w->upos != ONR_SCONJ &&
           w->upos != ONR_CCONJ;
}

/* The word that a cue is looked at by; `word_count`: it has no word. */
static size_t seen_by(const onr_text *text, onr_spans cue)
{
    int32_t head = walk_head(text, cue, helps_none);
    if (head >= 0)
        return (size_t)head;
    return cue.count ? onr_text_word_from(text, cue.items[0].start) : text->word_count;
}

static bool read_stance(head_stance *out, const onr_text *text, const onr_statement *s,
                        onr_arena *arena)
{
    *out = (head_stance){0};
    size_t cue = seen_by(text, s->cue);
    const head_rows *rows = cue < text->word_count ? heads_of(text->vectors, cue) : NULL;
    if (!rows)
        return true;
    onr_scratch scratch = onr_scratch_begin(arena);
    onr_span window = rows->words.windows[cue];
    head_at at;
    bool ok = heads_look(&at, rows, cue, scratch.arena);
    if (ok) {
        word_list content = words_in(text, window, s->content, (onr_spans){0}, scratch.arena);
        word_list source = words_in(text, window, s->speaker, s->content, scratch.arena);
        ok = !onr_arena_full(arena) && heads_stance(out, &at, content, source, scratch.arena);
    }
    onr_scratch_end(&scratch);
    return ok;
}

const head_stance *stances_of(const onr_record *record, onr_arena *arena)
{
    const onr_statements *all = &record->statements;
    head_stance *out = arena_array(arena, head_stance, all->count + 1);
    for (size_t i = 0; i < all->count; i++)
        if (!out || !read_stance(&out[i], &record->text, &all->items[i], arena))
            return NULL;
    return out;
}
