/*
 * Asks the two forests, TILE blocks at a time, and decides from which score on a block is taken.
 */
#include "article/prose/judge.h"

#include "article/prose/features.h"

enum {
    FURNITURE = -FOREST_UNIT * 3, /* three logits below evens: surely not the article */
    /* One logit: if any stretch reaches it, stretches that do not are dropped. Two were tried on
     * the folds of docs/FIGURES.md: more pages exact, but a worse F1 of `snippets`. */
    SURE = FOREST_UNIT,
};

static void ask(int32_t *scores, size_t count, const forest *f, const uint8_t (*columns)[TILE])
{
    int32_t tile[TILE];
    forest_ask(tile, f, columns);
    memcpy(scores, tile, (count < TILE ? count : TILE) * sizeof *scores);
}

int32_t *judge_first(const survey *s, const judge_model *model, onr_arena *arena)
{
    size_t count = s->blocks->count;
    int32_t *scores = arena_array(arena, int32_t, count);
    uint8_t columns[F_FIRST_COUNT][TILE] = {{0}};
    for (size_t at = 0; scores && at < count; at += TILE) {
        features_first(s, at, columns);
        ask(scores + at, count - at, &model->first, (const uint8_t(*)[TILE])columns);
    }
    return scores;
}

/* Where the first forest is sure that no block of a tile is the article's, its scores stand, and
 * the second is not asked: most of a large page is such. */
static bool take_furniture(int32_t *scores, const int32_t *first, size_t count)
{
    count = count < TILE ? count : TILE;
    for (size_t k = 0; k < count; k++)
        if (first[k] > FURNITURE)
            return false;
    memcpy(scores, first, count * sizeof *scores);
    return true;
}

static int32_t *score_blocks(const block_list *blocks, const judge_hints *hints,
                             const judge_model *model, onr_arena *arena)
{
    survey *s = survey_take(blocks, hints, model, arena);
    int32_t *first = s ? judge_first(s, model, arena) : NULL;
    int32_t *scores = arena_array(arena, int32_t, blocks->count);
    uint8_t columns[F_COUNT][TILE] = {{0}};
    if (!first || !scores || !survey_scores(s, first, arena))
        return NULL;
    for (size_t at = 0; at < blocks->count; at += TILE) {
        if (take_furniture(scores + at, first + at, blocks->count - at))
            continue;
        features_first(s, at, columns);
        features_second(s, at, columns);
        ask(scores + at, blocks->count - at, &model->second, (const uint8_t(*)[TILE])columns);
    }
    return scores;
}

/*
 * The score from which on blocks are taken: evens at most, and lower on a page of which the forests
 * are unsure, so that its best blocks are still found. The words' expected F1 is highest where
 * blocks are taken whose probability is above half that F1 (Lipton, Elkan, Narayanaswamy 2014);
 * scores are counted in bins of STEP.
 */
static int32_t find_threshold(const block_list *blocks, const int32_t *scores, int32_t lowest)
{
    enum { BINS = 65, STEP = FOREST_UNIT / 8 };
    uint64_t words[BINS] = {0}, sure[BINS] = {0}, all_sure = 0, taken = 0, taken_sure = 0;
    for (size_t i = 0; i < blocks->count; i++) {
        int32_t bin = BINS / 2 + scores[i] / STEP;
        bin = bin < 0 ? 0 : bin >= BINS ? BINS - 1 : bin;
        words[bin] += blocks->items[i].words;
        sure[bin] += (uint64_t)blocks->items[i].words * forest_certainty(scores[i]);
    }
    for (int bin = 0; bin < BINS; bin++)
        all_sure += sure[bin];
    double highest = 0;
    for (int bin = BINS - 1; bin >= 0; bin--) {
        taken += words[bin];
        taken_sure += sure[bin];
        double f1 = 2.0 * (double)taken_sure / (255.0 * (double)taken + (double)all_sure + 1);
        highest = f1 > highest ? f1 : highest;
    }
    int32_t threshold = 0;
    while (threshold > lowest && forest_certainty(threshold) > 255.0 * highest / 2)
        threshold -= STEP;
    return threshold;
}

/*
 * Drops stretches of blocks above the threshold that hold no sure block, where the page has others
 * that do: a box that might be an article beside what surely is. An unsure line within a sure
 * stretch stays.
 */
static void drop_unsure(int32_t *scores, size_t count)
{
    int32_t best = 0;
    for (size_t i = 0; i < count; i++)
        best = scores[i] > best ? scores[i] : best;
    for (size_t i = 0, end = 0; best >= SURE && i < count; i = end + 1) {
        int32_t highest = 0;
        for (end = i; end < count && scores[end] > 0; end++)
            highest = scores[end] > highest ? scores[end] : highest;
        for (size_t k = i; highest < SURE && k < end; k++)
            scores[k] = -1;
    }
}

int32_t *judge_blocks(const block_list *blocks, const judge_hints *hints, const judge_model *model,
                      onr_arena *arena)
{
    int32_t *scores = score_blocks(blocks, hints, model, arena);
    if (!scores)
        return NULL;
    int32_t threshold = find_threshold(blocks, scores, model->lowest);
    for (size_t i = 0; i < blocks->count; i++)
        scores[i] -= threshold;
    drop_unsure(scores, blocks->count);
    return scores;
}
