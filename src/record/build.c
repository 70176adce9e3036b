/*
 * What the record adds to the layers' results: the page's identity, the chain of
 * word behind a statement, and the statements that cannot both be right.
 */
#include <nettle/sha2.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/str.h"
#include "onrecord/record.h"
#include "record/figures.h"
#include "record/instruments.h"

void onr_record_identify(char id[72], onr_str bytes)
{
    struct sha256_ctx context;
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_init(&context);
    sha256_update(&context, bytes.len, (const uint8_t *)bytes.data);
    sha256_digest(&context, sizeof digest, digest);
    memcpy(id, "sha256:", 7);
    for (size_t i = 0; i < sizeof digest; i++)
        snprintf(id + 7 + 2 * i, 3, "%02x", digest[i]);
}

/* The lemmas that a content is about, as sorted hashes without doubles. */
typedef struct lemmas {
    uint64_t *items;
    size_t count;
} lemmas;

static bool carries_meaning(const onr_word *word)
{
    return word->upos == ONR_NOUN || word->upos == ONR_PROPN || word->upos == ONR_VERB ||
           word->upos == ONR_ADJ || word->upos == ONR_NUM;
}

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* A content longer than this is no single proposition; the bound keeps the work linear. */
enum { MOST_LEMMAS = 64 };

static lemmas lemmas_of(const onr_text *text, onr_spans spans, onr_arena *arena)
{
    uint64_t found[MOST_LEMMAS] = {0};
    size_t count = 0;
    for (size_t s = 0; s < spans.count; s++)
        for (size_t w = onr_text_word_from(text, spans.items[s].start);
             w < text->word_count && text->words[w].span.end <= spans.items[s].end; w++)
            if (count < MOST_LEMMAS && carries_meaning(&text->words[w]))
                found[count++] = hash_text(text->words[w].lemma);
    qsort(found, count, sizeof *found, by_value);
    lemmas out = {.items = arena_array(arena, uint64_t, count ? count : 1)};
    for (size_t i = 0; out.items && i < count; i++)
        if (i == 0 || found[i] != found[i - 1])
            out.items[out.count++] = found[i];
    return out;
}

static size_t count_shared(lemmas a, lemmas b)
{
    size_t shared = 0;
    for (size_t i = 0, j = 0; i < a.count && j < b.count;) {
        if (a.items[i] == b.items[j]) {
            shared++;
            i++;
            j++;
        } else if (a.items[i] < b.items[j]) {
            i++;
        } else {
            j++;
        }
    }
    return shared;
}

static bool is_claim(const onr_statement *s)
{
    return s->content.count > 0 && !s->negated && !s->unrealised &&
           (s->act == ONR_ACT_STATE || s->act == ONR_ACT_ACCUSE || s->act == ONR_ACT_WARN ||
            s->act == ONR_ACT_ADMIT);
}

static bool is_denial(const onr_statement *s)
{
    return s->act == ONR_ACT_DENY && s->content.count > 0 && !s->negated && !s->unrealised;
}

/* Two fifths of the lemmas of both (Dice), and more than one: a shared name alone is no claim. */
static bool is_same_matter(size_t shared, size_t in_both)
{
    return shared >= 2 && shared * 5 >= in_both;
}

/* How many statements before and behind a denial may be what it denies; that keeps the work linear
 * on pages with more statements than any article has. */
enum { REACH = 512 };

/* What disputes are found in. */
typedef struct dispute_finder {
    const onr_statements *all;
    lemmas *about;   /* By statement. */
    size_t *outside; /* By statement: 1 + the last denial that stands in it. */
} dispute_finder;

static void mark_outside(dispute_finder *f, size_t denial)
{
    size_t steps = 0;
    for (int32_t at = f->all->items[denial].inside; at >= 0 && steps++ < REACH;
         at = f->all->items[at].inside)
        f->outside[at] = denial + 1;
}

/* The claim that shares most with the denial; the denial's own report is none. */
static int32_t find_claim(dispute_finder *f, size_t denial)
{
    int32_t best = ONR_NO_STATEMENT;
    double best_score = 0;
    size_t from = denial > REACH ? denial - REACH : 0;
    mark_outside(f, denial);
    for (size_t i = from; i < f->all->count && i < denial + REACH; i++) {
        if (i == denial || !is_claim(&f->all->items[i]) || f->outside[i] == denial + 1)
            continue;
        size_t shared = count_shared(f->about[i], f->about[denial]);
        size_t in_both = f->about[i].count + f->about[denial].count;
        double score = in_both ? (double)shared / (double)in_both : 0;
        if (is_same_matter(shared, in_both) && score > best_score) {
            best = (int32_t)i;
            best_score = score;
        }
    }
    return best;
}

bool onr_record_find_disputes(onr_record *record, onr_arena *arena, onr_error *err)
{
    const onr_statements *all = &record->statements;
    onr_scratch scratch = onr_scratch_begin(arena);
    list(onr_dispute) disputes = {0};
    dispute_finder f = {all, arena_array(scratch.arena, lemmas, all->count + 1),
                        arena_array(scratch.arena, size_t, all->count + 1)};
    for (size_t i = 0; !onr_arena_full(arena) && i < all->count; i++)
        f.about[i] = lemmas_of(&record->text, all->items[i].content, scratch.arena);
    for (size_t i = 0; !onr_arena_full(arena) && i < all->count; i++) {
        int32_t claim = is_denial(&all->items[i]) ? find_claim(&f, i) : ONR_NO_STATEMENT;
        if (claim < 0)
            continue;
        onr_spans words = all->items[claim].content;
        onr_dispute found = {
            claim, (int32_t)i, {words.items[0].start, words.items[words.count - 1].end}};
        list_push(&disputes, found, arena);
    }
    onr_scratch_end(&scratch);
    record->disputes = disputes.items;
    record->dispute_count = disputes.count;
    return !onr_arena_full(arena) || arena_fail(err, "find disputes");
}

bool onr_record_find_figures(onr_record *record, onr_arena *arena, onr_error *err)
{
    return figures_find(&record->figures, record, arena, err);
}

bool onr_record_find_instruments(onr_record *record, onr_arena *arena, onr_error *err)
{
    return instruments_find(&record->instruments, record, arena, err);
}
