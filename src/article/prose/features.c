/*
 * Fills the columns that the forests ask for, out of a survey: where a block stands, what its
 * containers and neighbours are, and what the first forest made of them.
 */
#include "article/prose/features.h"

static void put_levels(const survey *s, size_t at, size_t k, uint8_t (*columns)[TILE])
{
    uint32_t node = survey_container(s, at);
    sums all = s->before[s->blocks->count];
    for (size_t level = 0; level < LEVELS; level++, node = s->wider[node]) {
        size_t first, end;
        survey_range(s, node, &first, &end);
        sums in = survey_sums(s, first, end);
        uint8_t(*put)[TILE] = columns + F_LEVEL + LEVEL_COLUMNS * level;
        put[LEVEL_WORDS][k] = log_bin(in.words);
        put[LEVEL_LINKS][k] = share_bin(in.link_words, in.words);
        put[LEVEL_PROSE_SHARE][k] = share_bin(in.prose, all.prose);
        put[LEVEL_BLOCKS][k] = log_bin(end - first);
        put[LEVEL_INDEX][k] = share_bin(at - first, end - first);
        put[LEVEL_PROSE][k] = share_bin(in.prose, in.words);
    }
}

/* How many containers outwards from block `at` is one that also holds block `other`; its blocks. */
static uint8_t steps_to(const survey *s, size_t at, size_t other, size_t *first, size_t *end)
{
    enum { MOST_STEPS = 12 };
    uint32_t node = survey_container(s, at);
    for (uint8_t steps = 0;; steps++, node = s->wider[node]) {
        survey_range(s, node, first, end);
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
        share_bin(survey_sums(s, first, end).prose, s->before[s->blocks->count].prose);
    columns[F_TITLES][k] = s->of[at].titles;
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
    columns[F_ARTICLE_NUMBER][k] = s->of[at].article;
    columns[F_ARTICLES][k] = s->articles;
}

/* Where a block stands relative to the element that holds most prose for its size. */
static void put_best(const survey *s, size_t at, size_t k, uint8_t (*columns)[TILE])
{
    size_t first, end;
    survey_range(s, (uint32_t)s->best, &first, &end);
    bool inside = at >= first && at < end;
    columns[F_BEST][k] = inside;
    columns[F_BEST_SHARE][k] =
        share_bin(survey_sums(s, first, end).prose, s->before[s->blocks->count].prose);
    columns[F_FROM_BEST][k] = inside       ? 128
                              : at < first ? distance_bin(at, first)
                                           : distance_bin(at, end - 1);
    columns[F_BEST_INDEX][k] = inside ? share_bin(at - first, end - first) : 0;
}

static void put_kin_and_page(const survey *s, size_t at, size_t k, uint8_t (*columns)[TILE])
{
    const kin *own = &s->kin[s->of[at].kin];
    sums all = s->before[s->blocks->count];
    columns[F_KIN_COUNT][k] = log_bin(own->count);
    columns[F_KIN_PROSE][k] = share_bin(own->prose, all.prose);
    columns[F_KIN_LINKS][k] = share_bin(own->link_words, own->words);
    columns[F_KIN_MEAN][k] = log_bin(own->words / own->count);
    columns[F_PAGE_WORDS][k] = log_bin(all.words);
    columns[F_PAGE_PROSE][k] = log_bin(all.prose);
    columns[F_PAGE_BLOCKS][k] = log_bin(s->blocks->count);
    columns[F_PAGE_LINKS][k] = share_bin(all.link_words, all.words);
}

/* What the neighbour at `other` is; nothing where the page ends before it. */
static void put_neighbour(const survey *s, size_t at, size_t other, size_t k, uint8_t (*put)[TILE])
{
    if (other >= s->blocks->count) {
        for (size_t c = 0; c < NEAR_COLUMNS; c++)
            put[c][k] = 0;
        return;
    }
    const uint8_t *column = s->of[other].column;
    const block *a = &s->blocks->items[at], *b = &s->blocks->items[other];
    put[NEAR_WORDS][k] = column[F_WORDS];
    put[NEAR_LINKS][k] = column[F_LINKS];
    put[NEAR_TAG][k] = column[F_TAG];
    put[NEAR_LAST][k] = column[F_LAST];
    put[NEAR_TOKEN_LOW][k] = column[F_TOKEN_LOW];
    put[NEAR_KIN][k] = a->element == b->element || s->of[at].kin == s->of[other].kin;
}

static void put_near(const survey *s, size_t at, size_t k, uint8_t (*columns)[TILE])
{
    enum { REACH = 4 };
    uint8_t(*put)[TILE] = columns + F_NEAR;
    for (int off = -NEAR; off <= NEAR; off++)
        if (off) {
            put_neighbour(s, at, at + (size_t)(ptrdiff_t)off, k, put);
            put += NEAR_COLUMNS;
        }
    size_t first = at > REACH ? at - REACH : 0, end = at + REACH + 1;
    end = end < s->blocks->count ? end : s->blocks->count;
    columns[F_NEAR_PROSE][k] = log_bin(survey_sums(s, first, end).prose);
}

void features_first(const survey *s, size_t from, uint8_t (*columns)[TILE])
{
    size_t count = s->blocks->count - from < TILE ? s->blocks->count - from : TILE;
    for (size_t k = 0; k < count; k++) {
        for (size_t c = 0; c < F_INDEX; c++)
            columns[c][k] = s->of[from + k].column[c];
        put_place(s, from + k, k, columns);
        put_title(s, from + k, k, columns);
        put_best(s, from + k, k, columns);
        put_kin_and_page(s, from + k, k, columns);
        put_levels(s, from + k, k, columns);
        put_near(s, from + k, k, columns);
    }
}

/* What the first forest made of them */

/* A score as a column: 64 is evens, a step an eighth of a logit. */
static uint8_t score_bin(int32_t score)
{
    int32_t bin =
        64 + (score + (score >= 0 ? FOREST_UNIT / 16 : -FOREST_UNIT / 16)) / (FOREST_UNIT / 8);
    return (uint8_t)(bin < 1 ? 1 : bin > 127 ? 127 : bin);
}

/* The mean certainty that the words of blocks are the article's, 0 to 255. */
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
    static const size_t spans[] = {2, 5, 12}; /* F_SCORE_2, F_SCORE_5, F_SCORE_12 */
    size_t count = s->blocks->count, c = F_SCORE_NEAR;
    columns[F_SCORE][k] = score_bin(s->scores[at]);
    for (int off = -SCORES_NEAR; off <= SCORES_NEAR; off++) {
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

static void put_score_levels(const survey *s, size_t at, size_t k, uint8_t (*columns)[TILE])
{
    uint32_t node = survey_container(s, at);
    for (size_t level = 0; level < LEVELS; level++, node = s->wider[node]) {
        size_t first, end;
        survey_range(s, node, &first, &end);
        columns[F_SCORE_LEVEL + 2 * level][k] = mean_score(s, first, end);
        columns[F_SCORE_LEVEL + 2 * level + 1][k] = score_share(s, first, end);
    }
}

static void put_score_page(const survey *s, size_t at, size_t k, uint8_t (*columns)[TILE])
{
    size_t first, end, all = s->blocks->count;
    const kin *own = &s->kin[s->of[at].kin];
    columns[F_SCORE_KIN][k] = (uint8_t)(own->score / own->words);
    columns[F_ANCHOR_STEPS][k] = steps_to(s, at, s->anchor, &first, &end);
    columns[F_ANCHOR_SHARE][k] = score_share(s, first, end);
    columns[F_SCORE_BEFORE][k] = score_share(s, 0, at);
    columns[F_SCORE_AFTER][k] = score_share(s, at + 1, all);
    columns[F_SCORE_PAGE][k] = mean_score(s, 0, all);
    uint32_t same = s->of[at].same;
    columns[F_SAME_SCORE][k] = same == UINT32_MAX ? 0 : score_bin(s->scores[same]);
}

void features_second(const survey *s, size_t from, uint8_t (*columns)[TILE])
{
    size_t all = s->blocks->count, count = all - from < TILE ? all - from : TILE;
    for (size_t k = 0; k < count; k++) {
        put_score_near(s, from + k, k, columns);
        put_score_gaps(s, from + k, k, columns);
        put_score_levels(s, from + k, k, columns);
        put_score_page(s, from + k, k, columns);
    }
}
