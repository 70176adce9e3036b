#include "attribution/model.h"

#include <math.h>

#include "base/arena.h"
#include "learn/embedded.h"

/* A state of the search: the word's role, and whether a word of content has been met. */
enum { STATE_COUNT = 2 * ROLE_COUNT, IMPOSSIBLE = INT32_MIN / 2 };

model model_learnt(void)
{
    return (model){
        .cues = rows_of(embedded_section(EMBEDDED_ATTRIBUTION, "cues"), 1),
        .roles = rows_of(embedded_section(EMBEDDED_ATTRIBUTION, "roles"), ROLE_COUNT),
        .edges = rows_of(embedded_section(EMBEDDED_ATTRIBUTION, "edges"), ROLE_COUNT * ROLE_COUNT)};
}

float model_cue(const model *m, const features *f)
{
    int32_t sum = 0;
    rows_add(&sum, &m->cues, 1, f->items, f->count);
    return (float)sum / ROWS_LOGIT;
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

uint8_t *model_roles(const model *m, const view *v, const int32_t *heard, onr_arena *arena)
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
        rows_add(word, &m->roles, ROLE_COUNT, f.items, f.count);
        for (size_t k = 0; heard && k < ROLE_COUNT; k++)
            word[k] += heard[i * ROLE_COUNT + k];
        if (i == 0) {
            start_path(score, word);
            continue;
        }
        features_of_edge(&f, v, at);
        rows_add(edge, &m->edges, ROLE_COUNT * ROLE_COUNT, f.items, f.count);
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
