/*
 * The heads that read the record from words' vectors: which words are cues and triggers, which
 * words go with them, what a statement does, who is meant (train/NETWORK.md, section 4; scores of
 * pairs after Dozat and Manning 2017, of antecedents after Dobrovolskii 2021). They know words by
 * their numbers alone.
 */
#ifndef ONR_SRC_NETWORK_HEADS_H
#define ONR_SRC_NETWORK_HEADS_H

#include "network/vectors.h"

/* What a word is by itself: three log-odds of being a cue, then two groups of scores of which the
 * highest counts, the class of a trigger and the status of its event. */
enum {
    TAG_CUE_OUTER,
    TAG_CUE_NESTED,
    TAG_CUE_POLNEAR, /* outermost, as PolNeAR's guidelines count them */
    TAG_TRIGGER,     /* none, then PLOVER's classes in the order of onr_plover */
    TAG_STATUS = TAG_TRIGGER + 17,
    TAG_COUNT = TAG_STATUS + 5,
};

/* What a word can be to a cue or trigger. Of the first two any number of words may be; of each of
 * the others one word is sought. */
typedef enum pair_kind {
    PAIR_SOURCE,
    PAIR_CONTENT,
    PAIR_ADDRESSEE,
    PAIR_ACTOR,
    PAIR_RECIPIENT,
    PAIR_KINDS,
} pair_kind;

enum { NATURE_ACTS = 14, NATURE_FLAGS = 3 };

typedef struct record_heads record_heads;
struct model_file;

/* `*out` becomes NULL where the file has no such heads. `inputs`: the width of words' vectors. */
bool heads_load(const record_heads **out, const struct model_file *file, size_t inputs,
                int32_t zero, onr_error *err);

/* The words that the heads read: in which sentence each stands, and `[start, end)` of those that it
 * was read with. Both last as long as what is made of them. */
typedef struct head_words {
    size_t count;
    const uint32_t *sentences;
    const onr_span *windows;
} head_words;

/* What the heads made of each word of a text. */
typedef struct head_rows {
    const record_heads *heads;
    head_words words;
    float *r;      /* [word][wide] */
    float *tags;   /* [word][tag] */
    float *beside; /* [word][what it is beside another] */
} head_rows;

/* Reads the vectors of `words`; what is made of them is kept in `arena`. NULL: it is full. */
const head_rows *heads_read(const record_heads *h, const byte_rows *vectors,
                            const head_words *words, onr_arena *arena);

/* What the heads made of a text with word `word`; NULL where they did not read it. */
const head_rows *heads_of(const onr_vectors *vectors, size_t word);

/* A tag's score of a word. */
float heads_tag(const head_rows *rows, size_t word, int tag);

/* A word looked at as a cue, trigger or mention. */
typedef struct head_at {
    const head_rows *rows;
    size_t word;
    const float *row; /* what it looks for */
} head_at;

/* False: the arena is full. */
bool heads_look(head_at *out, const head_rows *rows, size_t word, onr_arena *arena);

/* The score of `word` as what `kind` says to the word looked at. */
float heads_pair(const head_at *at, pair_kind kind, size_t word);

/* Those of all words that were read with it, the window's first one first. NULL: the arena is full.
 */
const float *heads_scores(const head_at *at, pair_kind kind, onr_arena *arena);

/* The word with the highest score among those that were read with it, if above `least`; else -1. */
int32_t heads_best(const head_at *at, pair_kind kind, float least);

/* The score of nobody, which a word's must exceed (PAIR_ADDRESSEE and those after it). */
float heads_nobody(const head_at *at, pair_kind kind);

/* Words of a statement: its content's, its source's. */
typedef struct word_list {
    const uint32_t *items;
    size_t count;
} word_list;

/* What rules take a statement for. */
typedef struct nature_by_rule {
    size_t act;
    bool flags[NATURE_FLAGS];
} nature_by_rule;

/* Scores of acts, then log-odds of negated, hedged, unrealised. What the rules say counts as far as
 * the model's file trusts them. False: `arena` is full, of which it uses the scratch. */
bool heads_nature(float out[NATURE_ACTS + NATURE_FLAGS], const head_at *at,
                  const nature_by_rule *rule, word_list content, word_list source,
                  onr_arena *arena);

/* What a statement is to the others of its page, as the network sees it: whether it denies
 * something at all, and two vectors, of what it denies and of what it claims. All of it is 0 in a
 * model that was not taught this (train/stances.py). */
enum { STANCE_WIDE = 32 };
typedef struct head_stance {
    float denies;  /* log-odds */
    float claimed; /* how well it would do as what is denied, whoever denies */
    float denial[STANCE_WIDE], claim[STANCE_WIDE];
} head_stance;

/* The stance of the statement whose cue is looked at. False: `arena` is full, of which it uses the
 * scratch. */
bool heads_stance(head_stance *out, const head_at *at, word_list content, word_list source,
                  onr_arena *arena);

/* The score of `claim` as what `denial` denies, to be compared with other claims'. */
float heads_denied(const head_stance *denial, const head_stance *claim);

/* The share of statements that were wholly right among those with about this product of their
 * parts' chances, on pages that the heads did not learn from; the product itself where the file
 * does not say. */
float heads_confidence(const head_rows *rows, float product);

/* How far the heads go, chosen on pages that they did not learn from. */
typedef struct head_bounds {
    /* How probable a word must be as a cue; less inside another's content, where it has fewer
     * signs. */
    float cue_outside, cue_inside;
    float meant; /* The least probability of whom a pronoun stands for. */
    /* What a recipient gains in log-odds over nobody: one in the trigger's own sentence, another.
     */
    float recipient_here, recipient_elsewhere;
    float event; /* How probable a trigger must be. */
} head_bounds;

/* `rows` may be NULL, and a file may say nothing of them. */
head_bounds heads_bounds(const head_rows *rows);

/* Among how many mentions before this one an antecedent is sought: at most 1,024. */
size_t heads_most_before(const head_rows *rows);

/* What the page says of two mentions beside their words' vectors: six numbers, each below its count
 * (entities/likeness.h; train/NETWORK.md, section 4). */
enum { LINK_SIGNS = 6 };
static const uint16_t link_sign_counts[LINK_SIGNS] = {121, 12, 8, 4, 9, 36};

/* A mention before the one looked at, as its antecedent. */
typedef struct head_link {
    size_t word;
    size_t between; /* how many mentions stand between the two */
    uint8_t signs[LINK_SIGNS];
    float score; /* filled in, to be compared with heads_new's; -INFINITY before: not this one */
} head_link;

/* Scores all; then the best few once more with a closer look, and the others become -INFINITY.
 * False: `arena` is full, of which it uses the scratch. */
bool heads_link(head_link *links, size_t count, const head_at *at, onr_arena *arena);

/* The score of having no antecedent. */
float heads_new(const head_rows *rows, size_t word);

#endif
