/*
 * From links to what is told: links join places, the best first, as long as enough of two groups'
 * pairs are linked.
 */
#include <stdlib.h>

#include "base/arena.h"
#include "onrecord/across.h"

/* Of the pairs between two groups, one in so many must be linked. */
enum { LEAST_LINKED = 3 };

typedef struct joiner {
    onr_place_told *places; /* Sorted, without doubles. */
    size_t place_count;
    const onr_link **links; /* The best first. */
    size_t link_count;
    uint32_t (*ends)[2]; /* Places of each link. */
    uint32_t *first_of;  /* By place, where its links begin in `links_of`; one more at the end. */
    uint32_t *links_of;  /* Ranks of links. */
    uint32_t *root;      /* By place; of a root itself. */
    uint32_t *next;      /* By place, the next of its group, in a ring. */
    uint32_t *size;      /* By root. */
    float *score;        /* By root: of the least link. */
    const onr_link **why;
} joiner;

static int compare_places(const void *a, const void *b)
{
    const onr_place_told *x = a, *y = b;
    if (x->page != y->page)
        return x->page > y->page ? 1 : -1;
    return (x->item > y->item) - (x->item < y->item);
}

static onr_place_told end_of(const onr_link *link, int which)
{
    return (onr_place_told){link->page[which], link->item[which]};
}

static int compare_links(const void *a, const void *b)
{
    const onr_link *x = *(const onr_link *const *)a, *y = *(const onr_link *const *)b;
    if (x->score < y->score || x->score > y->score)
        return x->score < y->score ? 1 : -1;
    onr_place_told p = end_of(x, 0), q = end_of(y, 0);
    int first = compare_places(&p, &q);
    if (first)
        return first;
    p = end_of(x, 1);
    q = end_of(y, 1);
    return compare_places(&p, &q);
}

static uint32_t find_place(const joiner *j, onr_place_told place)
{
    const onr_place_told *found =
        bsearch(&place, j->places, j->place_count, sizeof place, compare_places);
    return (uint32_t)(found - j->places);
}

static void take_places(joiner *j)
{
    size_t n = 0, kept = 0;
    for (size_t i = 0; i < j->link_count; i++)
        for (int which = 0; which < 2; which++)
            j->places[n++] = end_of(j->links[i], which);
    if (n)
        qsort(j->places, n, sizeof *j->places, compare_places);
    for (size_t i = 0; i < n; i++)
        if (kept == 0 || compare_places(&j->places[kept - 1], &j->places[i]) != 0)
            j->places[kept++] = j->places[i];
    j->place_count = kept;
}

/* Each place's links, by counting. */
static void take_ends(joiner *j)
{
    for (size_t i = 0; i < j->link_count; i++)
        for (int which = 0; which < 2; which++) {
            j->ends[i][which] = find_place(j, end_of(j->links[i], which));
            j->first_of[j->ends[i][which] + 1]++;
        }
    for (size_t i = 0; i < j->place_count; i++)
        j->first_of[i + 1] += j->first_of[i];
    for (size_t i = j->link_count; i-- > 0;)
        for (int which = 0; which < 2; which++)
            j->links_of[--j->first_of[j->ends[i][which] + 1]] = (uint32_t)i;
    /* What was counted down now begins one place further on. */
    for (size_t i = 0; i < j->place_count; i++)
        j->first_of[i] = j->first_of[i + 1];
    j->first_of[j->place_count] = (uint32_t)(2 * j->link_count);
}

static bool make(joiner *j, const onr_link *links, size_t count, onr_arena *arena)
{
    j->links = arena_array(arena, const onr_link *, count + 1);
    j->places = arena_array(arena, onr_place_told, 2 * count + 1);
    j->ends = onr_arena_alloc_array(arena, count + 1, sizeof *j->ends);
    j->first_of = arena_array(arena, uint32_t, 2 * count + 2);
    j->links_of = arena_array(arena, uint32_t, 2 * count + 1);
    j->root = arena_array(arena, uint32_t, 2 * count + 1);
    j->next = arena_array(arena, uint32_t, 2 * count + 1);
    j->size = arena_array(arena, uint32_t, 2 * count + 1);
    j->score = arena_array(arena, float, 2 * count + 1);
    j->why = arena_array(arena, const onr_link *, 2 * count + 1);
    if (onr_arena_full(arena))
        return false;
    for (size_t i = 0; i < count; i++)
        j->links[i] = &links[i];
    j->link_count = count;
    if (count)
        qsort(j->links, count, sizeof *j->links, compare_links);
    take_places(j);
    take_ends(j);
    for (uint32_t i = 0; i < j->place_count; i++) {
        j->root[i] = j->next[i] = i;
        j->size[i] = 1;
    }
    return true;
}

static uint32_t root_of(joiner *j, uint32_t place)
{
    while (j->root[place] != place)
        place = j->root[place] = j->root[j->root[place]];
    return place;
}

/* How many pairs between the groups are linked, over the links of the smaller one's places; 0 where
 * two are kept apart. */
static size_t linked_pairs(joiner *j, uint32_t small, uint32_t large)
{
    size_t found = 0;
    uint32_t at = small;
    do {
        for (uint32_t n = j->first_of[at]; n < j->first_of[at + 1]; n++) {
            const uint32_t *ends = j->ends[j->links_of[n]];
            if (root_of(j, ends[0] == at ? ends[1] : ends[0]) != large)
                continue;
            if (j->links[j->links_of[n]]->score < 0)
                return 0;
            found++;
        }
        at = j->next[at];
    } while (at != small);
    return found;
}

static void unite(joiner *j, uint32_t small, uint32_t large, const onr_link *link)
{
    uint32_t after = j->next[small];
    j->next[small] = j->next[large];
    j->next[large] = after;
    j->root[small] = large;
    j->size[large] += j->size[small];
    j->score[large] = link->score;
    j->why[large] = link;
}

static void try_link(joiner *j, size_t rank)
{
    uint32_t a = root_of(j, j->ends[rank][0]), b = root_of(j, j->ends[rank][1]);
    if (a == b || j->links[rank]->score < 0)
        return;
    bool smaller = j->size[a] < j->size[b] || (j->size[a] == j->size[b] && a > b);
    uint32_t small = smaller ? a : b, large = smaller ? b : a;
    size_t pairs = (size_t)j->size[a] * j->size[b];
    if (linked_pairs(j, small, large) * LEAST_LINKED >= pairs)
        unite(j, small, large, j->links[rank]);
}

/* Groups in the order of their first places; a group's places stand in order, for so do all. */
static void write_groups(onr_told_list *out, joiner *j, onr_arena *arena)
{
    onr_told *all = arena_array(arena, onr_told, j->place_count + 1);
    onr_place_told *places = arena_array(arena, onr_place_told, j->place_count + 1);
    uint32_t *group = arena_array(arena, uint32_t, j->place_count + 1);
    size_t count = 0, used = 0;
    if (onr_arena_full(arena))
        return;
    for (uint32_t i = 0; i < j->place_count; i++) {
        uint32_t root = root_of(j, i);
        if (j->size[root] < 2)
            continue;
        if (!group[root]) {
            all[count] = (onr_told){&places[used], 0, j->score[root], j->why[root]->why};
            used += j->size[root];
            group[root] = (uint32_t)++count;
        }
        onr_told *told = &all[group[root] - 1];
        places[(size_t)(told->places - places) + told->count++] = j->places[i];
    }
    *out = (onr_told_list){all, count};
}

bool onr_across_join(onr_told_list *out, const onr_link *links, size_t count, onr_arena *arena,
                     onr_error *err)
{
    joiner j = {0};
    onr_scratch s = onr_scratch_begin(arena);
    *out = (onr_told_list){0};
    if (make(&j, links, count, s.arena)) {
        for (size_t i = 0; i < count; i++)
            try_link(&j, i);
        write_groups(out, &j, arena);
    }
    onr_scratch_end(&s);
    return !onr_arena_full(arena) || arena_fail(err, "join links");
}
