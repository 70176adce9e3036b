/*
 * Chu-Liu-Edmonds, with cycles contracted in place (node 0 is the root). Where the words' best
 * heads already are a tree with one root, that is it; otherwise a tree is made for each of the
 * five likeliest roots.
 */
#include "language/tree.h"

#include "base/arena.h"

enum { MOST_ROOTS = 5 };
static const int64_t FORBIDDEN = -((int64_t)1 << 50);

typedef struct forest {
    size_t size;    /* nodes, the root counted */
    int64_t *score; /* [dependant][head] */
    uint32_t *dep;  /* the words that a contracted arc stands for */
    uint32_t *head;
    bool *alive;
    uint32_t *within; /* the node that a word has become part of */
    uint32_t *final;  /* heads; UINT32_MAX where not yet known */
    onr_arena *scratch;
} forest;

/* Whether there is a cycle; `inside` marks its nodes. */
static bool find_cycle(bool *inside, const uint32_t *heads, const bool *alive, size_t size,
                       uint32_t *seen)
{
    memset(seen, 0, size * sizeof *seen);
    for (uint32_t start = 1; start < size; start++) {
        uint32_t at = start;
        while (at && alive[at] && !seen[at]) {
            seen[at] = start;
            at = heads[at];
        }
        if (!at || seen[at] != start)
            continue;
        memset(inside, 0, size * sizeof *inside);
        for (uint32_t node = at; !inside[node]; node = heads[node])
            inside[node] = true;
        return true;
    }
    return false;
}

static void choose_heads(uint32_t *heads, const forest *f)
{
    for (size_t d = 1; d < f->size; d++) {
        heads[d] = 0;
        if (!f->alive[d])
            continue;
        int64_t most = f->score[d * f->size];
        for (uint32_t h = 1; h < f->size; h++)
            if (h != d && f->alive[h] && f->score[d * f->size + h] > most) {
                most = f->score[d * f->size + h];
                heads[d] = h;
            }
    }
}

/* Makes the arc at `to` stand for that at `from`. */
static void move_arc(forest *f, size_t to, size_t from, int64_t score)
{
    f->score[to] = score;
    f->dep[to] = f->dep[from];
    f->head[to] = f->head[from];
}

/* The cycle's arcs become those of `node`, its first member. */
static void contract(forest *f, const uint32_t *heads, const bool *inside, uint32_t node)
{
    size_t size = f->size;
    for (size_t other = 0; other < size; other++) {
        if (!f->alive[other] || inside[other])
            continue;
        size_t leave = node, enter = node;
        int64_t least = INT64_MIN, gain = INT64_MIN;
        for (size_t c = node; c < size; c++) {
            if (!inside[c])
                continue;
            int64_t out = f->score[other * size + c];
            int64_t in = f->score[c * size + other] - f->score[c * size + heads[c]];
            if (out > least) {
                least = out;
                leave = c;
            }
            if (in > gain) {
                gain = in;
                enter = c;
            }
        }
        move_arc(f, other * size + node, other * size + leave, least);
        move_arc(f, node * size + other, enter * size + other, gain);
    }
    for (size_t c = node + 1; c < size; c++)
        if (inside[c])
            f->alive[c] = false;
    for (size_t w = 1; w < size; w++)
        if (inside[f->within[w]])
            f->within[w] = node;
}

static void settle(forest *f, const uint32_t *heads, size_t d)
{
    size_t arc = d * f->size + heads[d];
    f->final[f->dep[arc]] = f->head[arc];
}

static void solve(forest *f)
{
    size_t size = f->size;
    uint32_t *heads = arena_array(f->scratch, uint32_t, size);
    uint32_t *before = arena_array(f->scratch, uint32_t, size);
    bool *inside = arena_array(f->scratch, bool, size);
    if (onr_arena_full(f->scratch))
        return;
    choose_heads(heads, f);
    if (!find_cycle(inside, heads, f->alive, size, before)) {
        for (size_t d = 1; d < size; d++)
            if (f->alive[d])
                settle(f, heads, d);
        return;
    }
    /* Arcs inside the cycle keep their entries: only those of `node` and the others change. */
    memcpy(before, f->within, size * sizeof *before);
    uint32_t node = 1;
    while (!inside[node])
        node++;
    contract(f, heads, inside, node);
    solve(f);
    if (onr_arena_full(f->scratch))
        return;
    uint32_t entered = node;
    for (size_t w = 1; w < size; w++)
        if (inside[before[w]] && f->final[w] != UINT32_MAX)
            entered = before[w];
    for (uint32_t c = heads[entered]; c != entered; c = heads[c])
        settle(f, heads, c);
}

static void fill(forest *f, const int32_t *scores, size_t root)
{
    size_t n = f->size - 1;
    for (uint32_t d = 0; d < f->size; d++)
        for (uint32_t h = 0; h < f->size; h++) {
            size_t arc = d * f->size + h;
            bool allowed = d && d != h && (h ? d != root : d == root);
            f->score[arc] =
                allowed ? scores[(d - 1) * (n + 1) + (h ? h - 1 : n)] : FORBIDDEN;
            f->dep[arc] = d;
            f->head[arc] = h;
        }
    for (uint32_t d = 0; d < f->size; d++) {
        f->alive[d] = true;
        f->within[d] = d;
        f->final[d] = UINT32_MAX;
    }
}

/* Solves for one root; false: the arena is full. Not-yet-known heads cannot be left: each word
 * is either alive at the end or in a cycle that was entered. */
static bool solve_for(forest *f, int64_t *total, const int32_t *scores, size_t root)
{
    size_t n = f->size - 1;
    onr_arena_mark mark = onr_arena_mark_take(f->scratch);
    fill(f, scores, root);
    solve(f);
    if (onr_arena_full(f->scratch))
        return false;
    onr_arena_mark_release(f->scratch, mark);
    *total = 0;
    for (size_t d = 1; d <= n; d++)
        *total += scores[(d - 1) * (n + 1) + (f->final[d] ? f->final[d] - 1 : n)];
    return true;
}

static bool solve_roots(uint32_t *heads, const int32_t *scores, const int64_t *gain, size_t n,
                        onr_arena *scratch)
{
    size_t size = n + 1;
    forest f = {.size = size,
                .score = arena_array(scratch, int64_t, size * size),
                .dep = arena_array(scratch, uint32_t, size * size),
                .head = arena_array(scratch, uint32_t, size * size),
                .alive = arena_array(scratch, bool, size),
                .within = arena_array(scratch, uint32_t, size),
                .final = arena_array(scratch, uint32_t, size),
                .scratch = scratch};
    bool *tried = arena_array(scratch, bool, size);
    if (onr_arena_full(scratch))
        return false;
    int64_t most = INT64_MIN;
    for (size_t t = 0; t < MOST_ROOTS && t < n; t++) {
        size_t root = 0;
        for (size_t d = 1; d <= n; d++)
            if (!tried[d] && (!root || gain[d - 1] > gain[root - 1]))
                root = d;
        tried[root] = true;
        int64_t total;
        if (!solve_for(&f, &total, scores, root))
            return false;
        if (total <= most)
            continue;
        most = total;
        for (size_t d = 1; d <= n; d++)
            heads[d - 1] = f.final[d] ? f.final[d] - 1 : (uint32_t)n;
    }
    return true;
}

/* The words' best heads; whether they are a tree with one root already. */
static bool try_best(uint32_t *heads, int64_t *gain, const int32_t *scores, size_t n,
                     uint32_t *shifted, bool *alive, bool *inside, uint32_t *seen)
{
    size_t roots = 0;
    for (size_t d = 0; d < n; d++) {
        const int32_t *row = scores + d * (n + 1);
        size_t best = d ? 0 : 1;
        for (size_t h = best + 1; h < n; h++)
            if (h != d && row[h] > row[best])
                best = h;
        /* for equal scores the root comes first, as in training */
        bool root = n == 1 || row[n] >= row[best];
        gain[d] = n == 1 ? 0 : (int64_t)row[n] - row[best];
        heads[d] = root ? (uint32_t)n : (uint32_t)best;
        roots += root;
        shifted[d + 1] = root ? 0 : heads[d] + 1;
        alive[d + 1] = true;
    }
    return roots == 1 && !find_cycle(inside, shifted, alive, n + 1, seen);
}

bool tree_find(uint32_t *heads, const int32_t *scores, size_t count, onr_arena *scratch)
{
    if (!count)
        return true;
    onr_arena_mark mark = onr_arena_mark_take(scratch);
    int64_t *gain = arena_array(scratch, int64_t, count);
    uint32_t *shifted = arena_array(scratch, uint32_t, count + 1);
    uint32_t *seen = arena_array(scratch, uint32_t, count + 1);
    bool *alive = arena_array(scratch, bool, count + 1);
    bool *inside = arena_array(scratch, bool, count + 1);
    if (onr_arena_full(scratch))
        return false;
    if (!try_best(heads, gain, scores, count, shifted, alive, inside, seen) &&
        !solve_roots(heads, scores, gain, count, scratch))
        return false;
    onr_arena_mark_release(scratch, mark);
    return true;
}
