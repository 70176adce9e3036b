/*
 * Chu-Liu-Edmonds with cycles contracted in place. Where the words' best heads already are a tree
 * with one root, that is it; otherwise arcs from the root are made so dear that one is used
 * (Stanojević and Cohen 2021, "A Root of the Problem").
 */
#include "network/tree.h"

#include "base/arena.h"

/* An arc between words; 0 is the root, the words follow. */
typedef struct arc {
    uint16_t dep, head;
} arc;

/* Rows and columns of the scores are words, or a cycle in the place of its first word. */
typedef struct forest {
    size_t size;      /* words and the root */
    int64_t *score;   /* [dependant][head] */
    arc *from;        /* the arc between words that an entry stands for */
    uint32_t *best;   /* head of each row, as a row */
    bool *alive;      /* rows that are not part of another */
    uint32_t *node;   /* of each row: itself, or the newest cycle in its place */
    uint32_t *parent; /* of each node: the cycle it became part of, 0 where none */
    arc *entering;    /* of each node */
    uint32_t node_count;
    uint32_t *cycle; /* its rows, the first of them first */
    size_t cycle_count;
    bool *inside; /* whether a row is one of them */
    uint32_t *seen;
} forest;

/* Whether there is a cycle; then its rows are marked, and listed from the first on. */
static bool find_cycle(forest *f)
{
    memset(f->seen, 0, f->size * sizeof *f->seen);
    for (uint32_t start = 1; start < f->size; start++) {
        uint32_t at = start;
        while (at && f->alive[at] && !f->seen[at]) {
            f->seen[at] = start;
            at = f->best[at];
        }
        if (!at || f->seen[at] != start)
            continue;
        uint32_t first = at;
        for (uint32_t row = f->best[at]; row != at; row = f->best[row])
            first = row < first ? row : first;
        f->cycle_count = 0;
        memset(f->inside, 0, f->size * sizeof *f->inside);
        for (at = first; !f->inside[at]; at = f->best[at]) {
            f->inside[at] = true;
            f->cycle[f->cycle_count++] = at;
        }
        return true;
    }
    return false;
}

static uint32_t best_head(const forest *f, size_t d)
{
    const int64_t *row = f->score + d * f->size;
    uint32_t best = 0;
    for (uint32_t h = 1; h < f->size; h++)
        if (h != d && f->alive[h] && row[h] > row[best])
            best = h;
    return best;
}

/* The arcs between the cycle and row `other` become those of the cycle's first row. */
static void move_arcs(forest *f, size_t other)
{
    size_t size = f->size, into = f->cycle[0], leave = into, enter = into;
    int64_t gain = INT64_MIN;
    for (size_t i = 0; i < f->cycle_count; i++) {
        size_t c = f->cycle[i];
        if (f->score[other * size + c] > f->score[other * size + leave])
            leave = c;
        int64_t in = f->score[c * size + other] - f->score[c * size + f->best[c]];
        if (in > gain) {
            gain = in;
            enter = c;
        }
    }
    f->score[other * size + into] = f->score[other * size + leave];
    f->from[other * size + into] = f->from[other * size + leave];
    f->score[into * size + other] = gain;
    f->from[into * size + other] = f->from[enter * size + other];
}

static void contract(forest *f)
{
    uint32_t node = f->node_count++, into = f->cycle[0];
    for (size_t i = 0; i < f->cycle_count; i++) {
        uint32_t c = f->cycle[i];
        f->parent[f->node[c]] = node;
        f->entering[f->node[c]] = f->from[c * f->size + f->best[c]];
    }
    for (uint32_t other = 0; other < f->size; other++)
        if (f->alive[other] && !f->inside[other]) {
            move_arcs(f, other);
            if (f->inside[f->best[other]])
                f->best[other] = into;
        }
    for (size_t i = 1; i < f->cycle_count; i++)
        f->alive[f->cycle[i]] = false;
    f->node[into] = node;
    f->best[into] = best_head(f, into);
}

/* The newest cycles first: where one is entered, its arc to that member gives way. */
static void expand(forest *f)
{
    for (uint32_t row = 1; row < f->size; row++)
        if (f->alive[row])
            f->entering[f->node[row]] = f->from[row * f->size + f->best[row]];
    for (uint32_t cycle = f->node_count - 1; cycle >= f->size; cycle--) {
        uint32_t member = f->entering[cycle].dep;
        while (f->parent[member] != cycle)
            member = f->parent[member];
        f->entering[member] = f->entering[cycle];
    }
}

static void fill(forest *f, arc_scores scores)
{
    size_t n = scores.count;
    int64_t least = INT32_MAX, most = INT32_MIN;
    for (size_t d = 0; d < n; d++)
        for (size_t h = 0; h <= n; h++) {
            int32_t score = scores.items[d * scores.stride + h];
            size_t at = (d + 1) * f->size + (h < n ? h + 1 : 0);
            f->score[at] = score;
            f->from[at] = (arc){(uint16_t)(d + 1), (uint16_t)(h < n ? h + 1 : 0)};
            least = score < least ? score : least;
            most = score > most ? score : most;
        }
    for (uint32_t d = 0; d < f->size; d++) {
        f->score[d * f->size] -= (int64_t)f->size * (most - least + 1);
        f->alive[d] = true;
        f->node[d] = d;
    }
    for (uint32_t d = 1; d < f->size; d++)
        f->best[d] = best_head(f, d);
}

static bool solve(uint32_t *heads, arc_scores scores, onr_arena *scratch)
{
    size_t size = scores.count + 1;
    forest f = {.size = size,
                .score = arena_array(scratch, int64_t, size * size),
                .from = arena_array(scratch, arc, size * size),
                .best = arena_array(scratch, uint32_t, size),
                .alive = arena_array(scratch, bool, size),
                .node = arena_array(scratch, uint32_t, size),
                .parent = arena_array(scratch, uint32_t, 2 * size),
                .entering = arena_array(scratch, arc, 2 * size),
                .node_count = (uint32_t)size,
                .cycle = arena_array(scratch, uint32_t, size),
                .inside = arena_array(scratch, bool, size),
                .seen = arena_array(scratch, uint32_t, size)};
    if (onr_arena_full(scratch))
        return false;
    fill(&f, scores);
    while (find_cycle(&f))
        contract(&f);
    expand(&f);
    for (size_t d = 0; d < scores.count; d++) {
        uint32_t head = f.entering[d + 1].head;
        heads[d] = head ? head - 1 : (uint32_t)scores.count;
    }
    return true;
}

/* The greatest of `most` and n scores, without a branch that would be guessed wrong. */
static int32_t greatest_of(int32_t most, const int32_t *scores, size_t n)
{
    for (size_t i = 0; i < n; i++)
        most = scores[i] > most ? scores[i] : most;
    return most;
}

/* Each word's best head, the root first of equals; returns how many chose the root. */
static size_t choose_best(uint32_t *heads, arc_scores scores)
{
    size_t roots = 0, n = scores.count;
    for (size_t d = 0; d < n; d++) {
        const int32_t *row = scores.items + d * scores.stride;
        int32_t most = greatest_of(greatest_of(row[n], row, d), row + d + 1, n - d - 1);
        size_t best = 0;
        while (best < n && (row[best] != most || best == d))
            best++;
        heads[d] = (uint32_t)(row[n] == most ? n : best);
        roots += heads[d] == n;
    }
    return roots;
}

/* Whether each word's way up ends at the root; `seen` has room for the words. */
static bool is_tree(const uint32_t *heads, size_t count, uint32_t *seen)
{
    for (uint32_t start = 0; start < count; start++) {
        uint32_t at = start;
        for (; at != count && !seen[at]; at = heads[at])
            seen[at] = start + 1;
        if (at != count && seen[at] == start + 1)
            return false;
    }
    return true;
}

bool tree_find(uint32_t *heads, arc_scores scores, onr_arena *scratch)
{
    onr_arena_mark mark = onr_arena_mark_take(scratch);
    uint32_t *seen = arena_array(scratch, uint32_t, scores.count);
    bool ok =
        seen != NULL && ((choose_best(heads, scores) == 1 && is_tree(heads, scores.count, seen)) ||
                         !scores.count || solve(heads, scores, scratch));
    onr_arena_mark_release(scratch, mark);
    return ok;
}
