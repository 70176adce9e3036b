#include "learn/forest.h"

#include <stdio.h>

static onr_str section(const container *c, const char *name, const char *part)
{
    char whole[32];
    snprintf(whole, sizeof whole, "%s.%s", name, part);
    return container_section(c, whole);
}

void forest_read(forest *out, const container *c, const char *name)
{
    onr_str features = section(c, name, "features");
    *out = (forest){
        .tree_count = (uint32_t)(features.len / TREE_DEPTH),
        .features = (const uint8_t *)features.data,
        .thresholds = (const uint8_t *)section(c, name, "thresholds").data,
        .leaves = (const int16_t *)section(c, name, "leaves").data,
        .bias = *(const int32_t *)section(c, name, "bias").data,
    };
}

uint32_t forest_certainty(int32_t score)
{
    static const uint8_t table[] = {128, 143, 159, 173, 186, 198, 208, 217, 225, 231, 236, 240, 243,
                                    245, 247, 249, 250, 251, 252, 253, 253, 254, 254, 254, 255};
    int32_t at = (score < 0 ? -score : score) / (FOREST_UNIT / 4);
    uint32_t value = table[at > 24 ? 24 : at];
    return score < 0 ? 255 - value : value;
}

static void add_tree(int32_t *scores, const forest *f, size_t tree, const uint8_t (*columns)[TILE])
{
    uint8_t leaf[TILE] = {0};
    for (int level = 0; level < TREE_DEPTH; level++) {
        const uint8_t *column = columns[f->features[tree * TREE_DEPTH + (size_t)level]];
        uint8_t threshold = f->thresholds[tree * TREE_DEPTH + (size_t)level];
        uint8_t bit = (uint8_t)(1 << level);
        for (int k = 0; k < TILE; k++)
            leaf[k] |= column[k] > threshold ? bit : 0;
    }
    const int16_t *leaves = f->leaves + tree * TREE_LEAVES;
    for (int k = 0; k < TILE; k++)
        scores[k] += leaves[leaf[k]];
}

void forest_ask_plain(int32_t scores[TILE], const forest *f, const uint8_t (*columns)[TILE])
{
    for (int k = 0; k < TILE; k++)
        scores[k] = f->bias;
    for (size_t tree = 0; tree < f->tree_count; tree++)
        add_tree(scores, f, tree, columns);
}

#ifdef __x86_64__
static bool has_avx512(void)
{
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw");
}
#endif

void forest_ask(int32_t scores[TILE], const forest *f, const uint8_t (*columns)[TILE])
{
#ifdef __x86_64__
    if (has_avx512()) {
        forest_ask_avx512(scores, f, columns);
        return;
    }
    if (__builtin_cpu_supports("avx2")) {
        forest_ask_avx2(scores, f, columns);
        return;
    }
#endif
    forest_ask_plain(scores, f, columns);
}
