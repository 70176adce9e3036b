/* Sums of the weights of signs. */
#include "learn/signs.h"

#include <string.h>

float signs_weigh(uint64_t signs, const float *weights)
{
    float sum = 0;
    for (unsigned n = 0; n < 64 && signs >> n; n++)
        sum += signs >> n & 1 ? weights[n] : 0;
    return sum;
}

size_t signs_best(const void *candidates, size_t count, size_t size, size_t at,
                  const float *weights, float least)
{
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < count; i++) {
        uint64_t signs;
        memcpy(&signs, (const char *)candidates + i * size + at, sizeof signs);
        float sum = signs_weigh(signs, weights);
        if (sum > least) {
            least = sum;
            best = i;
        }
    }
    return best;
}
