/*
 * Puts the blocks of a page beside one another: which are kin, which hold the title, what their
 * containers hold. Each step is one pass over blocks or nodes.
 */
#include "article/prose/survey.h"

#include "base/hash.h"

enum {
    STRONG_WORDS = 8,  /* a block that is surely the article's has so many at least */
    ANCHOR_WORDS = 40, /* of a block, so many words at most count when the anchor is chosen */
};

/* A table by hash: open addressing, at most half full */

typedef struct slot {
    uint32_t hash;
    uint32_t index; /* plus one */
} slot;

static slot *slots_new(size_t count, uint32_t *mask, onr_arena *arena)
{
    size_t size = 16;
    while (size < count * 2)
        size *= 2;
    *mask = (uint32_t)(size - 1);
    return arena_array(arena, slot, size);
}

static slot *slot_of(slot *slots, uint32_t mask, uint32_t hash)
{
    uint32_t at = hash & mask;
    while (slots[at].index && slots[at].hash != hash)
        at = (at + 1) & mask;
    slots[at].hash = hash;
    return &slots[at];
}

static uint32_t element_hash(const onr_page *page, uint32_t node)
{
    const onr_node *n = &page->nodes[node];
    uint32_t hash = n->tag == ONR_TAG_UNKNOWN ? (uint32_t)hash_text(n->name) : n->tag;
    if (n->attribute_count)
        hash = hash_pair(hash, hash_quick(onr_page_attribute(page, (int32_t)node, "class")));
    return hash;
}

uint32_t survey_kin(const block_list *blocks, size_t at)
{
    const block *b = &blocks->items[at];
    uint32_t hash = element_hash(blocks->page, b->element);
    int32_t up = blocks->page->nodes[b->element].parent;
    return up == ONR_NO_NODE ? hash : hash_pair(hash, element_hash(blocks->page, (uint32_t)up));
}

static void find_kin(survey *s, onr_arena *arena)
{
    uint32_t mask;
    slot *slots = slots_new(s->blocks->count, &mask, arena);
    s->kin = arena_array(arena, kin, s->blocks->count);
    for (size_t i = 0; !onr_arena_full(arena) && i < s->blocks->count; i++) {
        const block *b = &s->blocks->items[i];
        slot *found = slot_of(slots, mask, survey_kin(s->blocks, i));
        if (!found->index)
            found->index = (uint32_t)++s->kin_count;
        kin *all = &s->kin[found->index - 1];
        s->of[i].kin = found->index - 1;
        all->count++;
        all->words += b->words;
        all->link_words += b->link_words;
        all->prose += s->before[i + 1].prose - s->before[i].prose;
    }
}

/* Blocks that say the same: how many before each, and how many there are. */
static void find_repeated(survey *s, onr_arena *arena)
{
    enum { MOST_SAME = 8 };
    uint32_t mask;
    slot *slots = slots_new(s->blocks->count, &mask, arena);
    uint32_t *before = arena_array(arena, uint32_t, s->blocks->count);
    if (onr_arena_full(arena))
        return;
    for (size_t i = 0; i < s->blocks->count; i++) {
        slot *found = slot_of(slots, mask, hash_quick(s->blocks->items[i].text));
        s->of[i].same = found->index ? found->index - 1 : UINT32_MAX;
        before[i] = found->index ? before[found->index - 1] + 1 : 0;
        found->index = (uint32_t)i + 1;
    }
    for (size_t i = s->blocks->count; i-- > 0;) {
        uint8_t *column = s->of[i].column;
        column[F_SAME_BEFORE] = cap(before[i], MOST_SAME);
        column[F_SAME] = column[F_SAME] ? column[F_SAME] : cap(before[i], MOST_SAME);
        if (s->of[i].same != UINT32_MAX)
            s->of[s->of[i].same].column[F_SAME] = column[F_SAME];
    }
}

/* Containers */

sums survey_sums(const survey *s, size_t first, size_t end)
{
    const sums *a = &s->before[first], *b = &s->before[end];
    return (sums){b->words - a->words, b->link_words - a->link_words, b->prose - a->prose};
}

void survey_range(const survey *s, uint32_t node, size_t *first, size_t *end)
{
    *first = s->blocks->first_at[node];
    *end = s->blocks->first_at[s->blocks->page->nodes[node].end];
}

static void find_wider(survey *s)
{
    const onr_page *page = s->blocks->page;
    for (uint32_t i = 0; i < page->node_count; i++) {
        int32_t up = page->nodes[i].parent;
        size_t first, end, up_first, up_end;
        s->wider[i] = i;
        if (up == ONR_NO_NODE)
            continue;
        survey_range(s, i, &first, &end);
        survey_range(s, (uint32_t)up, &up_first, &up_end);
        s->wider[i] = up_end - up_first > end - first ? (uint32_t)up : s->wider[up];
    }
}

uint32_t survey_container(const survey *s, size_t at)
{
    uint32_t element = s->blocks->items[at].element;
    size_t first, end;
    survey_range(s, element, &first, &end);
    return end - first > 1 ? element : s->wider[element];
}

/* Each paragraph counts for its containers, less the farther out (Readability's idea). */
static size_t find_best(const survey *s, onr_arena *arena)
{
    uint32_t *sum = arena_array(arena, uint32_t, s->blocks->page->node_count);
    size_t best = 0;
    uint64_t highest = 0;
    if (!sum)
        return 0;
    for (size_t i = 0; i < s->blocks->count; i++) {
        uint32_t prose = s->before[i + 1].prose - s->before[i].prose;
        if (!prose)
            continue;
        uint32_t node = survey_container(s, i);
        for (uint32_t level = 1; level <= LEVELS; level++, node = s->wider[node])
            sum[node] += (prose < 80 ? prose : 80) * 12 / level;
    }
    for (uint32_t i = 0; i < s->blocks->page->node_count; i++) {
        if (!sum[i])
            continue;
        size_t first, end;
        survey_range(s, i, &first, &end);
        sums in = survey_sums(s, first, end);
        uint64_t value = (uint64_t)sum[i] * (in.words - in.link_words) / in.words;
        if (value > highest) {
            highest = value;
            best = i;
        }
    }
    return best;
}

static size_t find_title(const survey *s)
{
    size_t found = SIZE_MAX;
    int best = 40;
    for (size_t i = 0; i < s->blocks->count; i++) {
        const uint8_t *column = s->of[i].column;
        uint16_t tag = s->blocks->page->nodes[s->blocks->items[i].element].tag;
        int value = column[F_IS_TITLE] + column[F_TITLE];
        value += value < 40 ? 0 : tag == ONR_TAG_H1 ? 40 : tag == ONR_TAG_H2 ? 10 : 0;
        if (value > best) {
            best = value;
            found = i;
        }
    }
    return found;
}

static void count_articles(survey *s)
{
    const onr_page *page = s->blocks->page;
    size_t b = 0, count = 0;
    for (size_t i = 0; i < page->node_count; i++) {
        const onr_node *n = &page->nodes[i];
        bool inside = n->parent != ONR_NO_NODE && s->blocks->flags[n->parent] & ONR_IN_ARTICLE;
        count += n->tag == ONR_TAG_ARTICLE && !inside;
        for (; b < s->blocks->count && s->blocks->items[b].first_node == i; b++)
            s->of[b].article = s->blocks->flags[i] & ONR_IN_ARTICLE ? cap(count, 255) : 0;
    }
    s->articles = cap(count, 255);
}

static void count_titles(survey *s)
{
    size_t count = 0;
    for (size_t i = s->title == SIZE_MAX ? SIZE_MAX : s->title + 1; i < s->blocks->count; i++) {
        count += s->of[i].kin == s->of[s->title].kin;
        s->of[i].titles = cap(count, 100);
    }
}

/* What stands around and between blocks besides text: a caption is alone with its image, a card's
 * headline with its own, and the page's parts end where many elements do. */

static bool is_image(const onr_node *n)
{
    return n->tag == ONR_TAG_IMG || n->tag == ONR_TAG_VIDEO || n->tag == ONR_TAG_PICTURE ||
           (n->tag == ONR_TAG_UNKNOWN && str_is(n->name, "amp-img"));
}

/* The smallest element around a block that holds an image, of the nearest. */
static void put_frame(uint8_t *column, const survey *s, size_t at, const uint32_t *images)
{
    enum { MOST_STEPS = 6 };
    const onr_node *nodes = s->blocks->page->nodes;
    uint32_t node = s->blocks->items[at].element;
    uint8_t steps = 0;
    while (steps < MOST_STEPS && images[nodes[node].end] == images[node] &&
           nodes[node].parent != ONR_NO_NODE) {
        node = (uint32_t)nodes[node].parent;
        steps++;
    }
    size_t first, end;
    survey_range(s, node, &first, &end);
    bool found = steps < MOST_STEPS && images[nodes[node].end] > images[node];
    column[F_IMAGE_STEPS] = steps;
    column[F_IMAGE_WORDS] = found ? log_bin(survey_sums(s, first, end).words) : UINT8_MAX;
}

static void find_images(survey *s, onr_arena *arena)
{
    enum { MOST_BLOCKS = 20 };
    const onr_page *page = s->blocks->page;
    uint32_t *images = arena_array(arena, uint32_t, page->node_count + 1);
    if (!images)
        return;
    for (size_t i = 0; i < page->node_count; i++)
        images[i + 1] = images[i] + is_image(&page->nodes[i]);
    uint32_t since = MOST_BLOCKS, before = 0;
    for (size_t i = 0; i < s->blocks->count; i++) {
        uint8_t *column = s->of[i].column;
        uint32_t seen = images[s->blocks->items[i].first_node];
        since = seen > before ? 0 : since + 1;
        before = seen;
        column[F_IMAGE_BEFORE] = cap(since, MOST_BLOCKS);
        put_frame(column, s, i, images);
    }
}

static void find_gaps(survey *s)
{
    enum { MOST_CLOSED = 30 };
    const onr_node *nodes = s->blocks->page->nodes;
    for (size_t i = 1; i < s->blocks->count; i++) {
        const block *last = &s->blocks->items[i - 1], *b = &s->blocks->items[i];
        uint16_t highest = UINT16_MAX; /* what lies between stands in the last common element */
        for (uint32_t k = last->first_node + 1; k <= b->first_node; k++)
            highest = nodes[k].depth < highest ? nodes[k].depth : highest;
        uint16_t depth = nodes[last->element].depth;
        s->of[i].column[F_CLOSED] = depth >= highest ? cap(depth + 1u - highest, MOST_CLOSED) : 0;
        s->of[i].column[F_NODES] = log_bin(b->first_node - last->first_node);
    }
}

survey *survey_take(const block_list *blocks, const judge_hints *hints, const judge_model *model,
                    onr_arena *arena)
{
    size_t nodes = blocks->page->node_count;
    survey *s = onr_arena_alloc(arena, sizeof *s);
    told t = told_read(hints, arena);
    facts *each = arena_array(arena, facts, blocks->count);
    sums *before = arena_array(arena, sums, blocks->count + 1);
    hint *names = arena_array(arena, hint, nodes);
    uint32_t *wider = arena_array(arena, uint32_t, nodes);
    if (onr_arena_full(arena))
        return NULL;
    *s = (survey){.blocks = blocks, .of = each, .before = before, .wider = wider};
    measure_hints(names, blocks, model, arena);
    for (size_t i = 0; i < blocks->count; i++) {
        const block *b = &blocks->items[i];
        measure_text(each[i].column, b, &t, model);
        measure_markup(each[i].column, blocks, i, names);
        uint32_t prose = is_prose(b, each[i].column[F_LAST]) ? b->words : 0;
        before[i + 1] = (sums){before[i].words + b->words, before[i].link_words + b->link_words,
                               before[i].prose + prose};
    }
    find_kin(s, arena);
    find_repeated(s, arena);
    find_images(s, arena);
    find_gaps(s);
    find_wider(s);
    count_articles(s);
    s->title = find_title(s);
    count_titles(s);
    s->best = find_best(s, arena);
    return onr_arena_full(arena) ? NULL : s;
}

/* What the first forest made of them */

static bool is_strong(const survey *s, size_t at)
{
    return s->scores[at] > 0 && s->blocks->items[at].words >= STRONG_WORDS;
}

bool survey_scores(survey *s, const int32_t *scores, onr_arena *arena)
{
    size_t count = s->blocks->count;
    s->scores = scores;
    s->score_before = arena_array(arena, uint64_t, count + 1);
    s->strong_before = arena_array(arena, uint32_t, count);
    s->strong_after = arena_array(arena, uint32_t, count);
    if (onr_arena_full(arena))
        return false;
    uint32_t since = UINT32_MAX;
    int64_t highest = 0;
    for (size_t i = 0; i < count; i++) {
        uint64_t weight = (uint64_t)s->blocks->items[i].words * forest_certainty(scores[i]);
        int64_t value = (int64_t)scores[i] * cap(s->blocks->items[i].words, ANCHOR_WORDS);
        s->anchor = value > highest ? i : s->anchor;
        highest = value > highest ? value : highest;
        s->score_before[i + 1] = s->score_before[i] + weight;
        s->kin[s->of[i].kin].score += weight;
        s->strong_before[i] = since;
        since = is_strong(s, i) ? (uint32_t)i : since;
    }
    since = UINT32_MAX;
    for (size_t i = count; i-- > 0;) {
        s->strong_after[i] = since;
        since = is_strong(s, i) ? (uint32_t)i : since;
    }
    return true;
}
