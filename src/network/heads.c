#include "network/heads.h"

#include <math.h>

#include "base/arena.h"
#include "network/conv_layer.h"

enum { DISTANCES = 17, SENTENCES = 7, CHAIN_DISTANCES = 12, MOST_AT_ONCE = 64 };

/* Of antecedents: rows of the tables of signs, how many are looked at twice, and how wide that look
 * is. */
enum { SIGN_ROWS = 121 + 12 + 8 + 4 + 9 + 36, BEST_LINKS = 12, LINK_WIDE = 64 };

struct record_heads {
    const kernels *kernels;
    uint32_t wide, pair, chain, most_before;
    /* Only where the network sees few neighbours (`fast`), and before all else: a word's first and
     * last vectors are joined to one, and convolutions look further. */
    matrix join;
    conv_layer layers[MOST_CONV_LAYERS];
    uint32_t layer_count;
    matrix word, tags, at, beside, pool, act;
    matrix stance_pool, stance; /* Without outputs in a file that has none. */
    const float *distance, *sentence, *chain_distance;
    /* What is known of antecedents besides; all NULL in a file without. */
    matrix link_at, link_beside;
    const float *sign_scores; /* [sign] */
    const float *signs;       /* [sign, then distance][LINK_WIDE] */
    const float *link_out;    /* [LINK_WIDE] */
    const float *confidence;  /* pairs, both numbers rising: a product of chances, and the share of
                                 statements with such a product that were right; or NULL */
    size_t step_count;
    const float *bounds; /* As head_bounds has them; or NULL */
    const float *
        rules; /* what the rules' answer adds to scores: [act by rule][act], then [flag]; or NULL */
};

/* Where the parts of a row of `at` and of `beside` begin. */
static size_t at_nobody(const record_heads *h)
{
    return PAIR_KINDS * (size_t)h->pair;
}

static size_t at_later(const record_heads *h)
{
    return at_nobody(h) + PAIR_KINDS - PAIR_ADDRESSEE;
}

static size_t at_look(const record_heads *h)
{
    return at_later(h) + h->chain;
}

static size_t beside_bias(const record_heads *h)
{
    return PAIR_KINDS * (size_t)h->pair;
}

static size_t beside_earlier(const record_heads *h)
{
    return beside_bias(h) + PAIR_KINDS;
}

static size_t beside_new(const record_heads *h)
{
    return beside_earlier(h) + h->chain;
}

static size_t beside_seen(const record_heads *h)
{
    return beside_new(h) + 1;
}

static bool load_sizes(record_heads *h, const model_file *file, onr_error *err)
{
    return model_width(&h->wide, file, "record_wide", err) &&
           model_width(&h->pair, file, "record_pair", err) &&
           model_width(&h->chain, file, "record_chain", err) &&
           model_number(&h->most_before, file, "record_most_before", 1, 1024, err);
}

static bool load_matrices(record_heads *h, const model_file *file, size_t inputs, int32_t zero,
                          onr_error *err)
{
    const struct {
        matrix *to;
        const char *name;
        size_t outputs, inputs;
        int32_t zero;
    } all[] = {
        {&h->word, "record.word", h->wide, inputs, zero},
        {&h->tags, "record.tags", TAG_COUNT, h->wide, 128},
        {&h->at, "record.at", at_look(h) + h->pair, h->wide, 128},
        {&h->beside, "record.beside", beside_seen(h) + h->pair, h->wide, 128},
        {&h->pool, "record.pool", h->wide, 4 * (size_t)h->wide, 128},
        {&h->act, "record.act", NATURE_ACTS + NATURE_FLAGS, h->wide, 128},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (!model_matrix(all[i].to, file, all[i].name, all[i].outputs, all[i].inputs, all[i].zero,
                          err))
            return false;
    return true;
}

static bool load_confidence(record_heads *h, const model_file *file, onr_error *err)
{
    return !container_section(&file->sections, "record.confidence").data ||
           model_entries(&h->confidence, &h->step_count, file, "record.confidence",
                         2 * sizeof(float), err);
}

static bool load_bounds(record_heads *h, const model_file *file, onr_error *err)
{
    return !container_section(&file->sections, "record.bounds").data ||
           model_tensor(&h->bounds, file, "record.bounds", 6 * sizeof(float), err);
}

/* Where there are layers, two vectors a word become one: `*inputs`, their width together, is
 * halved. */
static bool load_layers(record_heads *h, const model_file *file, size_t *inputs, onr_error *err)
{
    if (!container_section(&file->sections, "record.join.weight").data)
        return true;
    *inputs /= 2;
    return model_matrix(&h->join, file, "record.join", *inputs, 2 * *inputs, 0, err) &&
           conv_layers_load(h->layers, &h->layer_count, file, "record_dilations", "record.conv",
                            *inputs, err);
}

static bool load_rules(record_heads *h, const model_file *file, onr_error *err)
{
    return !container_section(&file->sections, "record.rule").data ||
           model_tensor(&h->rules, file, "record.rule",
                        (NATURE_ACTS * NATURE_ACTS + NATURE_FLAGS) * sizeof(float), err);
}

static bool load_links(record_heads *h, const model_file *file, onr_error *err)
{
    size_t f = sizeof(float);
    if (!container_section(&file->sections, "record.link.out").data)
        return true;
    return model_matrix(&h->link_at, file, "record.link.at", LINK_WIDE, h->wide, 128, err) &&
           model_matrix(&h->link_beside, file, "record.link.beside", LINK_WIDE, h->wide, 128,
                        err) &&
           model_tensor(&h->sign_scores, file, "record.link.add", SIGN_ROWS * f, err) &&
           model_tensor(&h->signs, file, "record.link.signs",
                        (SIGN_ROWS + CHAIN_DISTANCES) * LINK_WIDE * f, err) &&
           model_tensor(&h->link_out, file, "record.link.out", LINK_WIDE * f, err);
}

static bool load_stances(record_heads *h, const model_file *file, onr_error *err)
{
    enum { HIDDEN = 128, OUTPUTS = 2 + 2 * STANCE_WIDE };
    return !container_section(&file->sections, "record.stance.weight").data ||
           (model_matrix(&h->stance_pool, file, "record.stance.pool", HIDDEN, 4 * (size_t)h->wide,
                         128, err) &&
            model_matrix(&h->stance, file, "record.stance", OUTPUTS, HIDDEN, 128, err));
}

bool heads_load(const record_heads **out, const model_file *file, size_t inputs, int32_t zero,
                onr_error *err)
{
    *out = NULL;
    if (!container_section(&file->sections, "record.word.weight").data)
        return true;
    record_heads *h = arena_array(file->arena, record_heads, 1);
    if (!h)
        return model_no_memory(err);
    *h = (record_heads){
        .kernels = file->kernels,
    };
    size_t f = sizeof(float);
    *out = h;
    return load_sizes(h, file, err) && load_layers(h, file, &inputs, err) &&
           load_matrices(h, file, inputs, zero, err) && load_rules(h, file, err) &&
           model_tensor(&h->distance, file, "record.distance", PAIR_KINDS * DISTANCES * f, err) &&
           model_tensor(&h->sentence, file, "record.sentence", PAIR_KINDS * SENTENCES * f, err) &&
           model_tensor(&h->chain_distance, file, "record.chain", CHAIN_DISTANCES * f, err) &&
           load_links(h, file, err) && load_stances(h, file, err) &&
           load_confidence(h, file, err) && load_bounds(h, file, err);
}

/* y = the product of `m` with rows of floats, quantised one by one. */
static bool multiply(const kernels *k, float *y, const float *x, size_t rows, const matrix *m,
                     bending bend, onr_arena *arena)
{
    onr_scratch scratch = onr_scratch_begin(arena);
    float by[MOST_AT_ONCE];
    size_t most = rows < MOST_AT_ONCE ? round_up(rows, ROW_STEP) : MOST_AT_ONCE;
    uint8_t *bytes = arena_room(scratch.arena, uint8_t, most * m->inputs);
    for (size_t from = 0; bytes && from < rows; from += MOST_AT_ONCE) {
        size_t count = rows - from < MOST_AT_ONCE ? rows - from : MOST_AT_ONCE;
        for (size_t i = 0; i < count; i++)
            by[i] = k->quantise(bytes + i * m->inputs, x + (from + i) * m->inputs, m->inputs);
        k->multiply_scaled(y + from * m->outputs, bytes, by, count, m, bend);
    }
    onr_scratch_end(&scratch);
    return bytes != NULL;
}

/* The rows as they are after the convolutions, or unchanged where there are none. NULL: the scratch
 * is full. */
static const uint8_t *look_further(const record_heads *h, const byte_rows *vectors, size_t count,
                                   onr_arena *scratch)
{
    if (!h->layer_count)
        return vectors->bytes;
    size_t width = h->join.outputs, size = round_up(count, ROW_STEP) * width;
    const segment all = {0, count};
    uint8_t *now = arena_room(scratch, uint8_t, size), *next = arena_room(scratch, uint8_t, size);
    uint8_t *room = arena_room(scratch, uint8_t, conv_layer_room(width));
    if (!now || !next || !room)
        return NULL;
    h->kernels->multiply_u8(now, vectors->bytes, count, &h->join, NULL, 0);
    for (uint32_t l = 0; l < h->layer_count; l++) {
        conv_layer_run(&h->layers[l], h->kernels, next, now, room, &all, count);
        uint8_t *last = now;
        now = next;
        next = last;
    }
    return now;
}

const head_rows *heads_read(const record_heads *h, const byte_rows *vectors,
                            const head_words *words, onr_arena *arena)
{
    size_t count = words->count;
    head_rows *rows = arena_array(arena, head_rows, 1);
    if (!rows)
        return NULL;
    *rows = (head_rows){h, *words, arena_room(arena, float, count * h->word.outputs),
                        arena_room(arena, float, count * h->tags.outputs),
                        arena_room(arena, float, count * h->beside.outputs)};
    if (onr_arena_full(arena))
        return NULL;
    onr_scratch scratch = onr_scratch_begin(arena);
    const uint8_t *x = look_further(h, vectors, count, scratch.arena);
    if (x)
        h->kernels->multiply_scaled(rows->r, x, vectors->by, count, &h->word, BEND_RELU);
    onr_scratch_end(&scratch);
    bool ok = x && multiply(h->kernels, rows->tags, rows->r, count, &h->tags, BEND_NOT, arena) &&
              multiply(h->kernels, rows->beside, rows->r, count, &h->beside, BEND_NOT, arena);
    return ok ? rows : NULL;
}

const head_rows *heads_of(const onr_vectors *vectors, size_t word)
{
    const head_rows *rows = vectors ? vectors->record : NULL;
    return rows && word < rows->words.count ? rows : NULL;
}

float heads_tag(const head_rows *rows, size_t word, int tag)
{
    return rows->tags[word * rows->heads->tags.outputs + (size_t)tag];
}

bool heads_look(head_at *out, const head_rows *rows, size_t word, onr_arena *arena)
{
    const record_heads *h = rows->heads;
    float *row = arena_room(arena, float, h->at.outputs);
    *out = (head_at){rows, word, row};
    return row && multiply(h->kernels, row, rows->r + word * h->wide, 1, &h->at, BEND_NOT, arena);
}

/* `n` is a multiple of PANEL. Eight sums are kept side by side, so that none waits for the addition
 * before it. */
static float dot(const float *a, const float *b, size_t n)
{
    enum { LANES = 8 };
    float sums[LANES] = {0};
    for (size_t k = 0; k < n; k += LANES)
        for (size_t i = 0; i < LANES; i++)
            sums[i] += a[k + i] * b[k + i];
    return ((sums[0] + sums[4]) + (sums[1] + sums[5])) +
           ((sums[2] + sums[6]) + (sums[3] + sums[7]));
}

static const float *beside_row(const head_rows *rows, size_t word)
{
    return rows->beside + word * rows->heads->beside.outputs;
}

/* 1, 2, 3 to 4, 5 to 8, …, more than 64, before or behind. */
static size_t distance_bucket(size_t from, size_t to)
{
    enum { MOST = 7 };
    unsigned long long away = from < to ? to - from : from - to;
    if (!away)
        return 0;
    size_t log = away == 1 ? 0 : 64 - (size_t)__builtin_clzll(away - 1);
    return 1 + (log < MOST ? log : MOST) + (to > from ? MOST + 1 : 0);
}

/* What all words' scores as one kind of thing to the word looked at have in common. */
typedef struct pair_scores {
    const head_at *at;
    size_t wide, beside, bias; /* of a row of `beside`: where the kind's part begins, its bias */
    const float *row, *distance, *sentence;
    float root;
} pair_scores;

static pair_scores scores_of(const head_at *at, pair_kind kind)
{
    const record_heads *h = at->rows->heads;
    size_t k = kind;
    return (pair_scores){.at = at,
                         .wide = h->pair,
                         .beside = k * h->pair,
                         .bias = beside_bias(h) + k,
                         .row = at->row + k * h->pair,
                         .distance = h->distance + k * DISTANCES,
                         .sentence = h->sentence + k * SENTENCES,
                         .root = sqrtf((float)h->pair)};
}

static float score_of(const pair_scores *s, size_t word)
{
    const float *beside = beside_row(s->at->rows, word);
    const uint32_t *in = s->at->rows->words.sentences;
    int32_t reach = SENTENCES / 2, sentences = (int32_t)in[word] - (int32_t)in[s->at->word];
    int32_t lines = sentences < -reach ? -reach : sentences > reach ? reach : sentences;
    return (dot(s->row, beside + s->beside, s->wide) / s->root + beside[s->bias]) +
           s->distance[distance_bucket(s->at->word, word)] + s->sentence[lines + reach];
}

float heads_pair(const head_at *at, pair_kind kind, size_t word)
{
    const pair_scores s = scores_of(at, kind);
    return score_of(&s, word);
}

const float *heads_scores(const head_at *at, pair_kind kind, onr_arena *arena)
{
    const pair_scores s = scores_of(at, kind);
    onr_span window = at->rows->words.windows[at->word];
    float *scores = arena_room(arena, float, window.end - window.start);
    for (uint32_t i = window.start; scores && i < window.end; i++)
        scores[i - window.start] = score_of(&s, i);
    return scores;
}

int32_t heads_best(const head_at *at, pair_kind kind, float least)
{
    const pair_scores s = scores_of(at, kind);
    onr_span window = at->rows->words.windows[at->word];
    int32_t best = -1;
    for (uint32_t i = window.start; i < window.end; i++) {
        float score = score_of(&s, i);
        if (score > least) {
            least = score;
            best = (int32_t)i;
        }
    }
    return best;
}

float heads_nobody(const head_at *at, pair_kind kind)
{
    return at->row[at_nobody(at->rows->heads) + (size_t)kind - PAIR_ADDRESSEE];
}

/* Adds a row of `n` numbers, each times `by`. `n` is a multiple of PANEL: the compilers make
 * vectors of so many. */
static void add_row(float *restrict to, const float *restrict row, float by, size_t n)
{
    for (size_t k = 0; k < n; k += PANEL)
        for (size_t i = 0; i < PANEL; i++)
            to[k + i] += row[k + i] * by;
}

static void add_mean(float *out, const head_rows *rows, word_list words)
{
    size_t wide = rows->heads->wide;
    memset(out, 0, wide * sizeof *out);
    for (size_t i = 0; i < words.count; i++)
        add_row(out, rows->r + words.items[i] * wide, 1, wide);
    for (size_t k = 0; words.count && k < wide; k++)
        out[k] /= (float)words.count;
}

/* Attention: the words' mean, each weighted by how well it answers what `at` looks for. */
static bool add_looked_at(float *out, const head_at *at, word_list words, onr_arena *scratch)
{
    const record_heads *h = at->rows->heads;
    float *weight = arena_array(scratch, float, words.count ? words.count : 1);
    float greatest = -INFINITY, sum = 0;
    if (!weight)
        return false;
    for (size_t i = 0; i < words.count; i++) {
        const float *seen = beside_row(at->rows, words.items[i]) + beside_seen(h);
        weight[i] = dot(at->row + at_look(h), seen, h->pair) / sqrtf((float)h->pair);
        greatest = weight[i] > greatest ? weight[i] : greatest;
    }
    memset(out, 0, h->wide * sizeof *out);
    for (size_t i = 0; i < words.count; i++) {
        weight[i] = expf(weight[i] - greatest);
        sum += weight[i];
    }
    for (size_t i = 0; i < words.count; i++)
        add_row(out, at->rows->r + words.items[i] * h->wide, weight[i] / sum, h->wide);
    return true;
}

static void add_rules(float *out, const record_heads *h, const nature_by_rule *rule)
{
    const float *trust = h->rules + NATURE_ACTS * NATURE_ACTS;
    for (size_t a = 0; a < NATURE_ACTS; a++)
        out[a] += h->rules[rule->act * NATURE_ACTS + a];
    for (size_t k = 0; k < NATURE_FLAGS; k++)
        out[NATURE_ACTS + k] += rule->flags[k] ? trust[k] : -trust[k];
}

/* What is known of a statement, one row behind another: its cue, its content's words, those of them
 * that the cue looks for, its source's words. NULL: the scratch is full. */
static const float *statement_row(const head_at *at, word_list content, word_list source,
                                  onr_arena *scratch)
{
    size_t wide = at->rows->heads->wide;
    float *x = arena_room(scratch, float, 4 * wide);
    if (!x || !add_looked_at(x + 2 * wide, at, content, scratch))
        return NULL;
    memcpy(x, at->rows->r + at->word * wide, wide * sizeof *x);
    add_mean(x + wide, at->rows, content);
    add_mean(x + 3 * wide, at->rows, source);
    return x;
}

/* The outputs of two products of a statement's row, one behind the other. NULL: the scratch is
 * full. */
static const float *ask_statement(const record_heads *h, const float *x, const matrix *pool,
                                  const matrix *last, onr_arena *scratch)
{
    float *hidden = arena_room(scratch, float, pool->outputs);
    float *scores = arena_room(scratch, float, last->outputs);
    bool ok = x && hidden && scores &&
              multiply(h->kernels, hidden, x, 1, pool, BEND_RELU, scratch) &&
              multiply(h->kernels, scores, hidden, 1, last, BEND_NOT, scratch);
    return ok ? scores : NULL;
}

bool heads_nature(float out[NATURE_ACTS + NATURE_FLAGS], const head_at *at,
                  const nature_by_rule *rule, word_list content, word_list source, onr_arena *arena)
{
    const record_heads *h = at->rows->heads;
    onr_scratch scratch = onr_scratch_begin(arena);
    const float *x = statement_row(at, content, source, scratch.arena);
    const float *scores = ask_statement(h, x, &h->pool, &h->act, scratch.arena);
    if (scores)
        memcpy(out, scores, (NATURE_ACTS + NATURE_FLAGS) * sizeof *out);
    if (scores && h->rules)
        add_rules(out, h, rule);
    onr_scratch_end(&scratch);
    return scores != NULL;
}

bool heads_stance(head_stance *out, const head_at *at, word_list content, word_list source,
                  onr_arena *arena)
{
    const record_heads *h = at->rows->heads;
    *out = (head_stance){0};
    if (!h->stance.outputs)
        return true;
    onr_scratch scratch = onr_scratch_begin(arena);
    const float *x = statement_row(at, content, source, scratch.arena);
    const float *scores = ask_statement(h, x, &h->stance_pool, &h->stance, scratch.arena);
    if (scores) {
        out->denies = scores[0];
        out->claimed = scores[1];
        memcpy(out->denial, scores + 2, sizeof out->denial);
        memcpy(out->claim, scores + 2 + STANCE_WIDE, sizeof out->claim);
    }
    onr_scratch_end(&scratch);
    return scores != NULL;
}

float heads_denied(const head_stance *denial, const head_stance *claim)
{
    return dot(denial->denial, claim->claim, STANCE_WIDE) / sqrtf((float)STANCE_WIDE) +
           claim->claimed;
}

size_t heads_most_before(const head_rows *rows)
{
    return rows->heads->most_before;
}

static size_t chain_bucket(const head_link *link)
{
    static const size_t edges[CHAIN_DISTANCES - 1] = {1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48};
    size_t bucket = 0;
    while (bucket < CHAIN_DISTANCES - 1 && edges[bucket] < link->between + 1)
        bucket++;
    return bucket;
}

static float first_score(const head_at *at, const head_link *link)
{
    const record_heads *h = at->rows->heads;
    float score =
        dot(at->row + at_later(h), beside_row(at->rows, link->word) + beside_earlier(h), h->chain) /
            sqrtf((float)h->chain) +
        h->chain_distance[chain_bucket(link)];
    for (size_t k = 0, first = 0; h->link_out && k < LINK_SIGNS; first += link_sign_counts[k++])
        score += h->sign_scores[first + link->signs[k]];
    return score;
}

/* What the small network finds in one pair; `seen`, of the two words' rows, is used up. */
static float second_score(const record_heads *h, const head_link *link, float *seen)
{
    add_row(seen, h->signs + (SIGN_ROWS + chain_bucket(link)) * LINK_WIDE, 1, LINK_WIDE);
    for (size_t k = 0, first = 0; k < LINK_SIGNS; first += link_sign_counts[k++])
        add_row(seen, h->signs + (first + link->signs[k]) * LINK_WIDE, 1, LINK_WIDE);
    for (size_t i = 0; i < LINK_WIDE; i++)
        seen[i] = seen[i] > 0 ? seen[i] : 0;
    return dot(seen, h->link_out, LINK_WIDE);
}

/* The best of the links, the first of equals first: their number. */
static size_t best_links(head_link *best[BEST_LINKS], head_link *links, size_t count)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        size_t at = found;
        if (!(links[i].score > -INFINITY))
            continue;
        while (at > 0 && best[at - 1]->score < links[i].score)
            at--;
        if (at == BEST_LINKS)
            continue;
        found += found < BEST_LINKS;
        memmove(best + at + 1, best + at, (found - 1 - at) * sizeof *best);
        best[at] = &links[i];
    }
    return found;
}

/* Looks at the best ones again, and gives up the others. */
static bool look_again(head_link *links, size_t count, const head_at *at, onr_arena *scratch)
{
    const record_heads *h = at->rows->heads;
    head_link *best[BEST_LINKS];
    size_t found = best_links(best, links, count);
    float *from = arena_room(scratch, float, (size_t)LINK_WIDE);
    float *r = arena_room(scratch, float, BEST_LINKS *(size_t)h->wide);
    float *seen = arena_room(scratch, float, (size_t)BEST_LINKS *LINK_WIDE);
    float scores[BEST_LINKS];
    if (!from || !r || !seen)
        return false;
    for (size_t k = 0; k < found; k++)
        memcpy(r + k * h->wide, at->rows->r + best[k]->word * h->wide, h->wide * sizeof *r);
    if (!multiply(h->kernels, from, at->rows->r + at->word * h->wide, 1, &h->link_at, BEND_NOT,
                  scratch) ||
        !multiply(h->kernels, seen, r, found, &h->link_beside, BEND_NOT, scratch))
        return false;
    for (size_t k = 0; k < found; k++) {
        add_row(seen + k * LINK_WIDE, from, 1, LINK_WIDE);
        scores[k] = best[k]->score + second_score(h, best[k], seen + k * LINK_WIDE);
    }
    for (size_t i = 0; i < count; i++)
        links[i].score = -INFINITY;
    for (size_t k = 0; k < found; k++)
        best[k]->score = scores[k];
    return true;
}

bool heads_link(head_link *links, size_t count, const head_at *at, onr_arena *arena)
{
    for (size_t i = 0; i < count; i++)
        if (links[i].score > -INFINITY)
            links[i].score = first_score(at, &links[i]);
    if (!at->rows->heads->link_out)
        return true;
    onr_scratch scratch = onr_scratch_begin(arena);
    bool ok = look_again(links, count, at, scratch.arena);
    onr_scratch_end(&scratch);
    return ok;
}

float heads_confidence(const head_rows *rows, float product)
{
    const record_heads *h = rows->heads;
    if (!h->confidence)
        return product;
    const float *step = h->confidence;
    for (size_t i = 1; i < h->step_count; i++, step += 2)
        if (product < step[2]) {
            float share = (product - step[0]) / (step[2] - step[0]);
            return step[1] + (share > 0 ? share : 0) * (step[3] - step[1]);
        }
    return step[1];
}

head_bounds heads_bounds(const head_rows *rows)
{
    const float *b = rows ? rows->heads->bounds : NULL;
    return b ? (head_bounds){b[0], b[1], b[2], b[3], b[4], b[5]}
             : (head_bounds){.cue_outside = 0.5f, .cue_inside = 0.4f, .meant = 0.5f, .event = 0.8f};
}

float heads_new(const head_rows *rows, size_t word)
{
    return beside_row(rows, word)[beside_new(rows->heads)];
}
