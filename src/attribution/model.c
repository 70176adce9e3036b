#include "attribution/model.h"

#include <math.h>

#include "base/arena.h"

/* A state of the search: the word's role, and whether a word of content has been met. */
enum { STATE_COUNT = 2 * ROLE_COUNT, IMPOSSIBLE = INT32_MIN / 2 };

/* The weights of a feature; NULL where it has none. */
static const signed char *weights_of(uint32_t feature, uint32_t table, uint32_t rows,
                                     uint32_t width)
{
    uint8_t check = (uint8_t)(1 + (feature >> 24) % 255);
    for (uint32_t k = 0; k < MOST_PROBES; k++) {
        const signed char *row =
            attribution_weights + table + (size_t)((feature + k) & (rows - 1)) * (1 + width);
        if ((uint8_t)row[0] == check)
            return row + 1;
        if (row[0] == 0)
            return NULL;
    }
    return NULL;
}

static void add_weights(int32_t *sums, uint32_t table, uint32_t rows, uint32_t width,
                        const features *f)
{
    for (size_t i = 0; i < f->count; i++) {
        const signed char *weights = weights_of(f->items[i], table, rows, width);
        for (uint32_t k = 0; weights && k < width; k++)
            sums[k] += weights[k];
    }
}

float model_cue(const features *f)
{
    int32_t sum = 0;
    add_weights(&sum, CUE_TABLE, CUE_ROWS, CUE_WIDTH, f);
    return 1.0f / (1.0f + expf((float)-sum / 32));
}

static void start_path(int32_t *score, const int32_t *word)
{
    for (size_t s = 0; s < STATE_COUNT; s++)
        score[s] = IMPOSSIBLE;
    score[ROLE_NEITHER] = word[ROLE_NEITHER];
    score[ROLE_SOURCE] = word[ROLE_SOURCE];
    score[ROLE_COUNT + ROLE_CONTENT] = word[ROLE_CONTENT];
}

static void step_path(int32_t *score, uint8_t *before, const int32_t *word, const int32_t *edge)
{
    int32_t next[STATE_COUNT];
    for (size_t s = 0; s < STATE_COUNT; s++)
        next[s] = IMPOSSIBLE;
    for (size_t from = 0; from < STATE_COUNT; from++)
        for (size_t to = 0; to < ROLE_COUNT; to++) {
            bool met = from >= ROLE_COUNT || to == ROLE_CONTENT;
            size_t s = to + (met ? ROLE_COUNT : 0);
            int32_t sum = score[from] + edge[from % ROLE_COUNT * ROLE_COUNT + to] + word[to];
            if (score[from] > IMPOSSIBLE && sum > next[s]) {
                next[s] = sum;
                before[s] = (uint8_t)from;
            }
        }
    memcpy(score, next, sizeof next);
}

const uint8_t *model_roles(const view *v, onr_arena *arena)
{
    size_t n = (size_t)(v->at.end - v->at.first);
    uint8_t *roles = arena_array(arena, uint8_t, n);
    uint8_t *before = arena_array(arena, uint8_t, n * STATE_COUNT);
    if (!roles || !before)
        return NULL;
    int32_t score[STATE_COUNT] = {0};
    for (size_t i = 0; i < n; i++) {
        int32_t word[ROLE_COUNT] = {0}, edge[ROLE_COUNT * ROLE_COUNT] = {0};
        int32_t at = v->at.first + (int32_t)i;
        features f;
        features_of_role(&f, v, at);
        add_weights(word, ROLE_TABLE, ROLE_ROWS, ROLE_WIDTH, &f);
        if (i == 0) {
            start_path(score, word);
            continue;
        }
        features_of_edge(&f, v, at);
        add_weights(edge, EDGE_TABLE, EDGE_ROWS, EDGE_WIDTH, &f);
        step_path(score, before + i * STATE_COUNT, word, edge);
    }
    size_t state = ROLE_COUNT;
    for (size_t s = ROLE_COUNT; s < STATE_COUNT; s++)
        state = score[s] > score[state] ? s : state;
    for (size_t i = n; i-- > 0;) {
        roles[i] = (uint8_t)(state % ROLE_COUNT);
        state = before[i * STATE_COUNT + state];
    }
    return roles;
}
