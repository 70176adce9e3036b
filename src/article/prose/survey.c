/*
 * Puts the blocks of a page beside one another: their containers, their likes, their places,
 * and what the first forest made of their neighbours. All columns are small whole numbers, so
 * the judgement is the same on every machine.
 */
#include "article/prose/survey.h"

#include "base/hash.h"

enum {
    STRONG_WORDS = 8,  /* of a block that is surely in */
    ANCHOR_WORDS = 40, /* a longer one is no surer */
};

/* Blocks that stand in elements of the same name and class, two levels up. */
typedef struct likes {
    uint32_t count;
    uint32_t words;
    uint32_t link_words;
    uint32_t prose;
    uint64_t score; /* words times score */
} likes;

typedef struct sums {
    uint32_t words;
    uint32_t link_words;
    uint32_t prose;
} sums;

typedef struct own {
    uint8_t column[F_INDEX]; /* what depends on the block alone */
    uint8_t article;         /* the how manieth outermost article element; 0: in none */
    uint8_t titles;          /* how many blocks alike to the title stand between it and this */
    uint32_t alike;          /* index of its likes */
    uint32_t same;           /* the block with this text before it, or UINT32_MAX */
} own;

struct survey {
    const block_list *blocks;
    own *own;
    sums *before;    /* by block: of all blocks before it; one entry more */
    uint32_t *wider; /* by node: the nearest element with more blocks */
    likes *likes;
    size_t likes_count;
    size_t title;  /* the block that says the title, or SIZE_MAX */
    size_t anchor; /* the block of which the first forest made most */
    size_t best;   /* the element that holds most prose for its size */
    uint8_t articles;
    const int32_t *scores;
    uint64_t *score_before;  /* words times score of all blocks before */
    uint32_t *strong_before; /* how many blocks since the last one that is surely in */
    uint32_t *strong_after;
};

/* Likes: a table by hash, open addressing, at most half full */

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
        hash =
            hash_pair(hash, (uint32_t)hash_text(onr_page_attribute(page, (int32_t)node, "class")));
    return hash;
}

uint32_t survey_kin(const block_list *blocks, size_t at)
{
    const block *b = &blocks->items[at];
    uint32_t hash = element_hash(blocks->page, b->element);
    int32_t up = blocks->page->nodes[b->element].parent;
    return up == ONR_NO_NODE ? hash : hash_pair(hash, element_hash(blocks->page, (uint32_t)up));
}

static void find_likes(survey *s, onr_arena *arena)
{
    uint32_t mask, text_mask;
    slot *slots = slots_new(s->blocks->count, &mask, arena);
    slot *texts = slots_new(s->blocks->count, &text_mask, arena);
    s->likes = arena_array(arena, likes, s->blocks->count);
    uint32_t *same_count = arena_array(arena, uint32_t, s->blocks->count);
    if (onr_arena_full(arena))
        return;
    for (size_t i = 0; i < s->blocks->count; i++) {
        const block *b = &s->blocks->items[i];
        slot *of = slot_of(slots, mask, survey_kin(s->blocks, i));
        if (!of->index)
            of->index = (uint32_t)++s->likes_count;
        likes *l = &s->likes[of->index - 1];
        s->own[i].alike = of->index - 1;
        l->count++;
        l->words += b->words;
        l->link_words += b->link_words;
        l->prose += s->before[i + 1].prose - s->before[i].prose;
        slot *text = slot_of(texts, text_mask, (uint32_t)hash_text(b->text));
        s->own[i].same = text->index ? text->index - 1 : UINT32_MAX;
        same_count[i] = text->index ? same_count[text->index - 1] + 1 : 0;
        text->index = (uint32_t)i + 1;
    }
    for (size_t i = s->blocks->count; i-- > 0;) {
        uint8_t *column = s->own[i].column;
        column[F_SAME_BEFORE] = cap(same_count[i], 8);
        column[F_SAME] = column[F_SAME] ? column[F_SAME] : cap(same_count[i], 8);
        if (s->own[i].same != UINT32_MAX)
            s->own[s->own[i].same].column[F_SAME] = column[F_SAME];
    }
}

/* Containers */

static sums sums_of(const survey *s, size_t first, size_t end)
{
    const sums *a = &s->before[first], *b = &s->before[end];
    return (sums){b->words - a->words, b->link_words - a->link_words, b->prose - a->prose};
}

static void range_of(const survey *s, uint32_t node, size_t *first, size_t *end)
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
        range_of(s, i, &first, &end);
        range_of(s, (uint32_t)up, &up_first, &up_end);
        s->wider[i] = up_end - up_first > end - first ? (uint32_t)up : s->wider[up];
    }
}

/* The smallest element around a block that holds others too. */
static uint32_t container_of(const survey *s, size_t at)
{
    uint32_t element = s->blocks->items[at].element;
    size_t first, end;
    range_of(s, element, &first, &end);
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
        uint32_t node = container_of(s, i);
        for (uint32_t level = 1; level <= LEVELS; level++, node = s->wider[node])
            sum[node] += (prose < 80 ? prose : 80) * 12 / level;
    }
    for (uint32_t i = 0; i < s->blocks->page->node_count; i++) {
        if (!sum[i])
            continue;
        size_t first, end;
        range_of(s, i, &first, &end);
        sums in = sums_of(s, first, end);
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
        const uint8_t *column = s->own[i].column;
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
            s->own[b].article = s->blocks->flags[i] & ONR_IN_ARTICLE ? cap(count, 255) : 0;
    }
    s->articles = cap(count, 255);
}

static void count_titles(survey *s)
{
    size_t count = 0;
    for (size_t i = s->title == SIZE_MAX ? SIZE_MAX : s->title + 1; i < s->blocks->count; i++) {
        count += s->own[i].alike == s->own[s->title].alike;
        s->own[i].titles = cap(count, 100);
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
    range_of(s, node, &first, &end);
    bool found = steps < MOST_STEPS && images[nodes[node].end] > images[node];
    column[F_IMAGE_STEPS] = steps;
    column[F_IMAGE_WORDS] = found ? log_bin(sums_of(s, first, end).words) : UINT8_MAX;
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
        uint8_t *column = s->own[i].column;
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
        s->own[i].column[F_CLOSED] = depth >= highest ? cap(depth + 1u - highest, MOST_CLOSED) : 0;
        s->own[i].column[F_NODES] = log_bin(b->first_node - last->first_node);
    }
}

survey *survey_take(const block_list *blocks, const judge_hints *hints, const judge_model *model,
                    onr_arena *arena)
{
    size_t nodes = blocks->page->node_count;
    survey *s = onr_arena_alloc(arena, sizeof *s);
    told t = told_read(hints, arena);
    own *each = arena_array(arena, own, blocks->count);
    sums *before = arena_array(arena, sums, blocks->count + 1);
    hint *names = arena_array(arena, hint, nodes);
    uint32_t *wider = arena_array(arena, uint32_t, nodes);
    if (onr_arena_full(arena))
        return NULL;
    *s = (survey){.blocks = blocks, .own = each, .before = before, .wider = wider};
    measure_hints(names, blocks, model);
    for (size_t i = 0; i < blocks->count; i++) {
        const block *b = &blocks->items[i];
        measure_text(each[i].column, b, &t, model);
        measure_markup(each[i].column, blocks, i, names);
        uint32_t prose = is_prose(b, each[i].column[F_LAST]) ? b->words : 0;
        before[i + 1] = (sums){before[i].words + b->words, before[i].link_words + b->link_words,
                               before[i].prose + prose};
    }
    find_likes(s, arena);
    find_images(s, arena);
    find_gaps(s);
    find_wider(s);
    count_articles(s);
    s->title = find_title(s);
    count_titles(s);
    s->best = find_best(s, arena);
    return onr_arena_full(arena) ? NULL : s;
}

size_t survey_count(const survey *s)
{
    return s->blocks->count;
}

/* Columns */

static void put_levels(const survey *s, size_t at, size_t k, uint8_t (*columns)[TILE])
{
    uint32_t node = container_of(s, at);
    sums all = s->before[s->blocks->count];
    for (size_t level = 0; level < LEVELS; level++, node = s->wider[node]) {
        size_t first, end, c = F_LEVEL + 6 * level;
        range_of(s, node, &first, &end);
        sums in = sums_of(s, first, end);
        columns[c][k] = log_bin(in.words);
        columns[c + 1][k] = share_bin(in.link_words, in.words);
        columns[c + 2][k] = share_bin(in.prose, all.prose);
        columns[c + 3][k] = log_bin(end - first);
        columns[c + 4][k] = share_bin(at - first, end - first);
        columns[c + 5][k] = share_bin(in.prose, in.words);
    }
}

/* How many containers out from a block is one that holds `other`, and which is it? */
static uint8_t steps_to(const survey *s, size_t at, size_t other, size_t *first, size_t *end)
{
    enum { MOST_STEPS = 12 };
    uint32_t node = container_of(s, at);
    for (uint8_t steps = 0;; steps++, node = s->wider[node]) {
        range_of(s, node, first, end);
        if ((other >= *first && other < *end) || steps == MOST_STEPS)
            return steps;
    }
}

static void put_title(const survey *s, size_t at, size_t k, uint8_t (*columns)[TILE])
{
    if (s->title == SIZE_MAX) {
        columns[F_TITLE_STEPS][k] = 255;
        columns[F_TITLE_SHARE][k] = columns[F_TITLES][k] = 0;
        return;
    }
    size_t first, end;
    columns[F_TITLE_STEPS][k] = steps_to(s, at, s->title, &first, &end);
    columns[F_TITLE_SHARE][k] =
        share_bin(sums_of(s, first, end).prose, s->before[s->blocks->count].prose);
    columns[F_TITLES][k] = s->own[at].titles;
}

static void put_place(const survey *s, size_t at, size_t k, uint8_t (*columns)[TILE])
{
    sums all = s->before[s->blocks->count], before = s->before[at];
    columns[F_INDEX][k] = share_bin(at * 4, s->blocks->count);
    columns[F_WORDS_BEFORE][k] = share_bin((uint64_t)before.words * 4, all.words);
    columns[F_PROSE_BEFORE][k] = share_bin((uint64_t)before.prose * 4, all.prose);
    bool titled = s->title != SIZE_MAX;
    columns[F_FROM_TITLE][k] = titled ? distance_bin(at, s->title) : 0;
    columns[F_PROSE_FROM_TITLE][k] =
        titled ? distance_bin(before.prose, s->before[s->title].prose) : 0;
    columns[F_ARTICLE_NUMBER][k] = s->own[at].article;
    columns[F_ARTICLES][k] = s->articles;
    size_t first, end;
    range_of(s, (uint32_t)s->best, &first, &end);
    bool inside = at >= first && at < end;
    columns[F_BEST][k] = inside;
    columns[F_BEST_SHARE][k] = share_bin(sums_of(s, first, end).prose, all.prose);
    columns[F_FROM_BEST][k] = inside       ? 128
                              : at < first ? distance_bin(at, first)
                                           : distance_bin(at, end - 1);
    columns[F_BEST_INDEX][k] = inside ? share_bin(at - first, end - first) : 0;
    const likes *l = &s->likes[s->own[at].alike];
    columns[F_ALIKE_COUNT][k] = log_bin(l->count);
    columns[F_ALIKE_PROSE][k] = share_bin(l->prose, all.prose);
    columns[F_ALIKE_LINKS][k] = share_bin(l->link_words, l->words);
    columns[F_ALIKE_MEAN][k] = log_bin(l->words / l->count);
    columns[F_PAGE_WORDS][k] = log_bin(all.words);
    columns[F_PAGE_PROSE][k] = log_bin(all.prose);
    columns[F_PAGE_BLOCKS][k] = log_bin(s->blocks->count);
    columns[F_PAGE_LINKS][k] = share_bin(all.link_words, all.words);
}

static void put_near(const survey *s, size_t at, size_t k, uint8_t (*columns)[TILE])
{
    size_t count = s->blocks->count, c = F_NEAR;
    for (int off = -NEAR; off <= NEAR; off++) {
        if (!off)
            continue;
        size_t other = at + (size_t)(ptrdiff_t)off;
        bool there = other < count;
        const uint8_t *column = s->own[there ? other : at].column;
        const block *a = &s->blocks->items[at], *b = &s->blocks->items[there ? other : at];
        columns[c][k] = there ? column[F_WORDS] : 0;
        columns[c + 1][k] = there ? column[F_LINKS] : 0;
        columns[c + 2][k] = there ? column[F_TAG] : 0;
        columns[c + 3][k] = there ? column[F_LAST] : 0;
        columns[c + 4][k] = there ? column[F_TOKEN_LOW] : 0;
        columns[c + 5][k] =
            there && (a->element == b->element || s->own[at].alike == s->own[other].alike);
        c += 6;
    }
    size_t first = at > 4 ? at - 4 : 0, end = at + 5 < count ? at + 5 : count;
    columns[F_NEAR_PROSE][k] = log_bin(sums_of(s, first, end).prose);
}

void survey_first(const survey *s, size_t from, uint8_t (*columns)[TILE])
{
    size_t count = s->blocks->count - from < TILE ? s->blocks->count - from : TILE;
    for (size_t k = 0; k < count; k++) {
        for (size_t c = 0; c < F_INDEX; c++)
            columns[c][k] = s->own[from + k].column[c];
        put_place(s, from + k, k, columns);
        put_title(s, from + k, k, columns);
        put_levels(s, from + k, k, columns);
        put_near(s, from + k, k, columns);
    }
}

/* What the first forest made of them */

/* A score as a column: eight steps a logit, 0 at 64. */
static uint8_t score_bin(int32_t score)
{
    int32_t bin =
        64 + (score + (score >= 0 ? FOREST_UNIT / 16 : -FOREST_UNIT / 16)) / (FOREST_UNIT / 8);
    return (uint8_t)(bin < 1 ? 1 : bin > 127 ? 127 : bin);
}

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
        s->likes[s->own[i].alike].score += weight;
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

/* The mean certainty of the words of blocks, 0 to 255. */
static uint8_t mean_score(const survey *s, size_t first, size_t end)
{
    uint64_t words = s->before[end].words - s->before[first].words;
    uint64_t score = s->score_before[end] - s->score_before[first];
    return (uint8_t)(words ? score / words : 0);
}

static uint8_t score_share(const survey *s, size_t first, size_t end)
{
    uint64_t score = s->score_before[end] - s->score_before[first];
    return share_bin(score * 4, s->score_before[s->blocks->count]);
}

static void put_score_near(const survey *s, size_t at, size_t k, uint8_t (*columns)[TILE])
{
    static const size_t spans[] = {2, 5, 12};
    size_t count = s->blocks->count, c = F_SCORE_NEAR;
    columns[F_SCORE][k] = score_bin(s->scores[at]);
    for (int off = -5; off <= 5; off++) {
        size_t other = at + (size_t)(ptrdiff_t)off;
        if (off)
            columns[c++][k] = other < count ? score_bin(s->scores[other]) : 0;
    }
    for (size_t i = 0; i < 3; i++) {
        size_t first = at > spans[i] ? at - spans[i] : 0;
        size_t end = at + spans[i] + 1 < count ? at + spans[i] + 1 : count;
        columns[F_SCORE_2 + i][k] = mean_score(s, first, end);
    }
}

static void put_score_gaps(const survey *s, size_t at, size_t k, uint8_t (*columns)[TILE])
{
    uint32_t a = s->strong_before[at], b = s->strong_after[at];
    columns[F_SINCE][k] = a == UINT32_MAX ? 255 : log_bin(at - a);
    columns[F_UNTIL][k] = b == UINT32_MAX ? 255 : log_bin(b - at);
    columns[F_GAP_BEFORE][k] =
        a == UINT32_MAX ? 255 : log_bin(s->before[at].words - s->before[a + 1].words);
    columns[F_GAP_AFTER][k] =
        b == UINT32_MAX ? 255 : log_bin(s->before[b].words - s->before[at + 1].words);
}

void survey_second(const survey *s, size_t from, uint8_t (*columns)[TILE])
{
    size_t all = s->blocks->count, count = all - from < TILE ? all - from : TILE;
    for (size_t k = 0; k < count; k++) {
        size_t at = from + k;
        put_score_near(s, at, k, columns);
        put_score_gaps(s, at, k, columns);
        uint32_t node = container_of(s, at);
        size_t first, end;
        for (size_t level = 0; level < LEVELS; level++, node = s->wider[node]) {
            range_of(s, node, &first, &end);
            columns[F_SCORE_LEVEL + 2 * level][k] = mean_score(s, first, end);
            columns[F_SCORE_LEVEL + 2 * level + 1][k] = score_share(s, first, end);
        }
        const likes *l = &s->likes[s->own[at].alike];
        columns[F_SCORE_ALIKE][k] = (uint8_t)(l->score / l->words);
        columns[F_ANCHOR_STEPS][k] = steps_to(s, at, s->anchor, &first, &end);
        columns[F_ANCHOR_SHARE][k] = score_share(s, first, end);
        columns[F_SCORE_BEFORE][k] = score_share(s, 0, at);
        columns[F_SCORE_AFTER][k] = score_share(s, at + 1, all);
        columns[F_SCORE_PAGE][k] = mean_score(s, 0, all);
        uint32_t same = s->own[at].same;
        columns[F_SAME_SCORE][k] = same == UINT32_MAX ? 0 : score_bin(s->scores[same]);
    }
}
