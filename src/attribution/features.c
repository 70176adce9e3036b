#include "attribution/features.h"

#include "base/arena.h"
#include "base/hash.h"
#include "base/str.h"
#include "language/walk.h"

enum { DEEPEST = 64, MOST_SENTENCES = 8, LONGEST_WINDOW = 400 };

/*
 * What a feature is about. The number goes into its hash, by which the weights were learnt: a new
 * one takes a number of its own, and then train/attribution.py is run again. A cue's "doer" is its
 * subject or the one that it shares with the verb it hangs from.
 */
enum cue_feature {
    CUE_ALWAYS,
    CUE_LEMMA,
    CUE_LEMMA_AND_CLASS,
    CUE_FORM,
    CUE_CLASS,
    CUE_ENDING,
    CUE_RELATION,
    CUE_TAG,
    CUE_HEADLINE,
    CUE_NEIGHBOUR,
    CUE_NEIGHBOUR_OF_LEMMA,
    CUE_NEIGHBOUR_CLASS_OF_LEMMA,
    CUE_NEIGHBOUR_CLASS,
    CUE_PLACE,
    CUE_MARK_PLACE, /* of colons: */
    CUE_MARK_BEHIND_NAME,
    CUE_MARK_TO_END,
    CUE_CLUSTER,
    CUE_CLUSTER_AND_RELATION,
    CUE_CLUSTER_AND_SHAPE,
    CUE_PARTICLE, /* of its children: */
    CUE_SUBJECT_KIND,
    CUE_SUBJECT_LEMMA,
    CUE_SUBJECT_OPENER,
    CUE_CHILD_OPENER,
    CUE_CHILD_CLASS,
    CUE_CHILD_LEMMA_OF_LEMMA,
    CUE_CHILD_LEMMA,
    CUE_SHAPE,
    CUE_COARSE_CLUSTER_AND_SHAPE,
    CUE_SUBJECT_COARSE,
    CUE_SUBJECT_FINE,
    CUE_CHILD_OPENER_OF_CLUSTER,
    CUE_CHILD_CLUSTER_OF_LEMMA,
    CUE_CHILD_CLUSTER,
    CUE_DOER_KIND = 40,
    CUE_DOER_LEMMA,
    CUE_HEAD_RELATION,
    CUE_HEAD_LEMMA,
    CUE_HEAD_LEMMA_AND_RELATION,
    CUE_DOER_COARSE,
    CUE_DOER_FINE,
    CUE_HEAD_CLUSTER,
    CUE_QUOTE_BEFORE = 50,
    CUE_QUOTE_BEHIND,
    CUE_QUOTE_NEAR,
    CUE_QUOTE_NEAR_AND_SHAPE,
    /* Added to one of these: with the cue's own lemma, with its own class. */
    OF_LEMMA = 1000,
    OF_CLASS = 2000,
};

/* Of two neighbours in a window: whether what hangs from the cue changes between them ("cut"),
 * punctuation, quotations. */
enum edge_feature {
    EDGE_ALWAYS,
    EDGE_CUT,
    EDGE_MARKS,
    EDGE_QUOTES,
    EDGE_CLASSES,
    EDGE_AT_CUE,
    EDGE_PATH,
    EDGE_SENTENCES,
    EDGE_MARKS_AND_REPORTER,
    EDGE_MARKS_BETWEEN,
    EDGE_MARKS_AND_FORM,
    EDGE_CLUSTER_AND_MARKS,
};

/* Hashed in place of a number where there is none. NOTHING: no word or quotation there;
 * WITHIN_SPEECH: the cue itself is quoted; ON_PATH: the word is on the cue's way up the tree;
 * OTHER_SENTENCE; NOT_JOINED: the tree does not connect the two. */
enum {
    NOTHING = 99,
    WITHIN_SPEECH = 50,
    ON_PATH = 77,
    OTHER_SENTENCE = 0xABCD,
    NOT_JOINED = 0xDEAD
};

static void push(features *out, uint32_t kind, uint32_t a, uint32_t b, uint32_t c)
{
    if (out->count < MOST_FEATURES)
        out->items[out->count++] =
            hash_mix(hash_mix(hash_mix(hash_mix(hash32_start, kind), a), b), c);
}

static const onr_word *word_at(const reading *r, int32_t i)
{
    return &r->text->words[i];
}

static uint32_t hash_of(onr_str s)
{
    return (uint32_t)hash_text(s);
}

/* The relation with its subtype. */
static uint32_t label(const onr_word *w)
{
    return hash_mix((uint32_t)w->relation, w->subtype.len ? hash_of(w->subtype) : 0);
}

static uint32_t lemma_or_none(const reading *r, int32_t word)
{
    return word >= 0 ? r->lemma[word] : 0;
}

/* Of 64 clusters and of 512. */
static uint32_t coarse(const reading *r, int32_t word)
{
    return word >= 0 && r->cluster[word] ? 1u + (r->cluster[word] - 1u) / 512 : 0;
}

static uint32_t fine(const reading *r, int32_t word)
{
    return word >= 0 ? r->cluster[word] : 0;
}

static const onr_sentence *sentence_of(const reading *r, int32_t word)
{
    return &r->text->sentences[word_at(r, word)->sentence];
}

static int32_t first_of(const onr_sentence *s)
{
    return (int32_t)s->first_word;
}

static int32_t end_of(const onr_sentence *s)
{
    return (int32_t)(s->first_word + s->word_count);
}

/* What a word hangs from, and how. A reported clause is judged as the sentence that it would be
 * alone: what is learnt from outermost statements then holds for those inside too. */
static int32_t head_seen(const reading *r, int32_t word)
{
    return word_at(r, word)->relation == ONR_CCOMP ? -1 : word_at(r, word)->head;
}

static uint32_t label_seen(const reading *r, int32_t word)
{
    return word_at(r, word)->relation == ONR_CCOMP ? hash_mix(ONR_ROOT, 0)
                                                   : label(word_at(r, word));
}

/* Small numbers exactly, larger ones in steps. */
static uint32_t bucket(int32_t n)
{
    uint32_t size = (uint32_t)(n < 0 ? -n : n), step = 0;
    if (size > 4)
        step = size > 40 ? 9 : size > 20 ? 8 : size > 12 ? 7 : size > 8 ? 6 : 5;
    else
        step = size;
    return n < 0 ? step + 16 : step;
}

bool features_is_candidate(const onr_word *word)
{
    switch (word->upos) {
    case ONR_VERB:
    case ONR_NOUN:
    case ONR_PROPN:
    case ONR_ADJ:
    case ONR_ADV:
    case ONR_ADP:
    case ONR_SCONJ:
    case ONR_AUX: return true;
    case ONR_PUNCT: return str_is(word->form, ":");
    default: return false;
    }
}

/* What kind of word a speaker is headed by. */
static uint32_t who(const reading *r, int32_t word)
{
    if (word < 0)
        return 0;
    const onr_word *w = word_at(r, word);
    return hash_mix(w->upos == ONR_PRON ? r->form[word] : r->name[word] + 1u, (uint32_t)w->upos);
}

/* Which branches hang from the word. */
static uint32_t shape_of(const reading *r, int32_t i)
{
    uint32_t shape = 0;
    for (int32_t c = walk_first(r->text, i); c >= 0; c = walk_next(r->text, c)) {
        static const uint8_t bits[ONR_XCOMP + 1] = {
            [ONR_CCOMP] = 1, [ONR_XCOMP] = 2,  [ONR_NSUBJ] = 3,     [ONR_OBJ] = 4,
            [ONR_OBL] = 5,   [ONR_ADVCL] = 6,  [ONR_PARATAXIS] = 7, [ONR_ACL] = 8,
            [ONR_NMOD] = 9,  [ONR_CSUBJ] = 10, [ONR_COP] = 11,
        };
        const onr_word *w = word_at(r, c);
        shape |= 1u << bits[w->relation];
        if (str_is(w->subtype, "pass"))
            shape |= 1u << 12;
    }
    return shape & ~1u;
}

/* A feature of a cue, alone and with the cue's lemma and class. */
static void push_cue(features *out, const reading *r, int32_t i, uint32_t kind, uint32_t a,
                     uint32_t b)
{
    push(out, kind, a, b, 0);
    push(out, kind + OF_LEMMA, a, b, r->lemma[i]);
    push(out, kind + OF_CLASS, a, b, (uint32_t)word_at(r, i)->upos);
}

static void push_word(features *out, const reading *r, int32_t i)
{
    const onr_word *w = word_at(r, i);
    uint32_t upos = (uint32_t)w->upos, shape = shape_of(r, i);
    push(out, CUE_LEMMA, r->lemma[i], 0, 0);
    push(out, CUE_LEMMA_AND_CLASS, r->lemma[i], upos, 0);
    push(out, CUE_FORM, r->form[i], upos, 0);
    push(out, CUE_CLASS, upos, 0, 0);
    push(out, CUE_CLUSTER, fine(r, i), upos, 0);
    push(out, CUE_CLUSTER_AND_RELATION, coarse(r, i), upos, label_seen(r, i));
    push(out, CUE_CLUSTER_AND_SHAPE, fine(r, i), shape, 0);
    push(out, CUE_COARSE_CLUSTER_AND_SHAPE, coarse(r, i), shape, 0);
    size_t tail = w->lemma.len < 3 ? w->lemma.len : 3;
    push(out, CUE_ENDING, upos, hash_of((onr_str){w->lemma.data + w->lemma.len - tail, tail}), 0);
    push_cue(out, r, i, CUE_RELATION, label_seen(r, i), 0);
    push_cue(out, r, i, CUE_TAG, hash_of(w->xpos), 0);
    push_cue(out, r, i, CUE_HEADLINE, r->headline[w->sentence], w->sentence == 0);
}

/* The two words before it and behind it. */
static void push_neighbours(features *out, const reading *r, int32_t i)
{
    const onr_sentence *s = sentence_of(r, i);
    uint32_t upos = (uint32_t)word_at(r, i)->upos;
    for (int32_t d = -2; d <= 2; d++) {
        int32_t k = i + d;
        bool in = k >= first_of(s) && k < end_of(s);
        uint32_t form = in ? r->form[k] : 0, where = (uint32_t)(d + 9);
        uint32_t class = in ? (uint32_t)word_at(r, k)->upos : NOTHING;
        if (d == 0)
            continue;
        push(out, CUE_NEIGHBOUR, where, form, 0);
        push(out, CUE_NEIGHBOUR_OF_LEMMA, where, form, r->lemma[i]);
        push(out, CUE_NEIGHBOUR_CLASS_OF_LEMMA, where, class, r->lemma[i]);
        push(out, CUE_NEIGHBOUR_CLASS, where, class, upos);
    }
}

static void push_place(features *out, const reading *r, int32_t i)
{
    const onr_word *w = word_at(r, i);
    const onr_sentence *s = sentence_of(r, i);
    int32_t at = i - first_of(s);
    push(out, CUE_PLACE, (uint32_t)w->upos, bucket(at), 0);
    if (w->upos != ONR_PUNCT)
        return;
    push(out, CUE_MARK_PLACE, bucket(at), r->headline[w->sentence], 0);
    push(out, CUE_MARK_BEHIND_NAME, bucket(at), at > 0 ? r->name[i - 1] : 9, 0);
    push(out, CUE_MARK_TO_END, bucket(end_of(s) - i), r->name[first_of(s)], 0);
}

/* A child that is no mere particle of the cue. */
static void push_branch(features *out, const reading *r, int32_t i, int32_t c)
{
    const onr_word *w = word_at(r, c);
    uint32_t side = c < i, opener = lemma_or_none(r, reading_opener(r, c));
    uint32_t upos = (uint32_t)word_at(r, i)->upos;
    if (w->relation == ONR_NSUBJ || w->relation == ONR_NMOD) {
        push_cue(out, r, i, CUE_SUBJECT_KIND, hash_mix(label(w), side), who(r, c));
        push(out, CUE_SUBJECT_LEMMA, label(w), r->lemma[c], upos);
        push(out, CUE_SUBJECT_COARSE, label(w), coarse(r, c), fine(r, i));
        push(out, CUE_SUBJECT_FINE, label(w), fine(r, c), upos);
        push_cue(out, r, i, CUE_SUBJECT_OPENER, label(w), opener);
        return;
    }
    push_cue(out, r, i, CUE_CHILD_OPENER, hash_mix(label(w), side), opener);
    push_cue(out, r, i, CUE_CHILD_CLASS, label(w), (uint32_t)w->upos);
    push(out, CUE_CHILD_LEMMA_OF_LEMMA, label(w), r->lemma[c], r->lemma[i]);
    push(out, CUE_CHILD_LEMMA, label(w), r->lemma[c], 0);
    push(out, CUE_CHILD_OPENER_OF_CLUSTER, hash_mix(label(w), opener), fine(r, i), 0);
    push(out, CUE_CHILD_CLUSTER_OF_LEMMA, label(w), coarse(r, c), r->lemma[i]);
    push(out, CUE_CHILD_CLUSTER, label(w), coarse(r, c), coarse(r, i));
}

static void push_children(features *out, const reading *r, int32_t i)
{
    for (int32_t c = walk_first(r->text, i); c >= 0 && out->count + 24 < MOST_FEATURES;
         c = walk_next(r->text, c)) {
        const onr_word *w = word_at(r, c);
        switch (w->relation) {
        case ONR_PUNCT_REL: continue;
        case ONR_MARK:
            if (word_at(r, i)->relation == ONR_CCOMP)
                continue;
            __attribute__((fallthrough));
        case ONR_CASE:
        case ONR_AUX_REL:
        case ONR_ADVMOD:
        case ONR_DET_REL:
        case ONR_COP:
        case ONR_EXPL:
        case ONR_FIXED:
        case ONR_COMPOUND: push_cue(out, r, i, CUE_PARTICLE, label(w), r->lemma[c]); break;
        default: push_branch(out, r, i, c);
        }
    }
    push_cue(out, r, i, CUE_SHAPE, shape_of(r, i), 0);
}

static void push_head(features *out, const reading *r, int32_t i)
{
    int32_t head = head_seen(r, i), subject = reading_subject(r, i);
    push_cue(out, r, i, CUE_DOER_KIND, who(r, subject), subject >= 0 && subject < i);
    push(out, CUE_DOER_COARSE, coarse(r, subject), fine(r, i), 0);
    push(out, CUE_DOER_FINE, fine(r, subject), (uint32_t)word_at(r, i)->upos, 0);
    push(out, CUE_HEAD_CLUSTER, coarse(r, head), fine(r, i), label_seen(r, i));
    push(out, CUE_DOER_LEMMA, lemma_or_none(r, subject), (uint32_t)word_at(r, i)->upos, 0);
    push_cue(out, r, i, CUE_HEAD_RELATION, label_seen(r, i),
             head >= 0 ? (uint32_t)word_at(r, head)->upos : NOTHING);
    push_cue(out, r, i, CUE_HEAD_LEMMA, lemma_or_none(r, head), 0);
    push(out, CUE_HEAD_LEMMA_AND_RELATION, lemma_or_none(r, head), label_seen(r, i), 0);
}

/* The words from `from` to the next quotation that is no scrap, going by `step`, or NOTHING. */
static int32_t distance_to_quote(const reading *r, int32_t from, int32_t step)
{
    const onr_sentence *s = sentence_of(r, from);
    for (int32_t k = from + step, n = 0; k >= first_of(s) && k < end_of(s); k += step, n++)
        if (reading_in_speech(r, k))
            return n;
    return NOTHING;
}

static void push_quotes(features *out, const reading *r, int32_t i)
{
    /* A word within a quotation is judged as one of a text of its own. */
    bool masked = reading_in_speech(r, i);
    uint32_t before = masked ? WITHIN_SPEECH : bucket(distance_to_quote(r, i, -1));
    uint32_t behind = masked ? WITHIN_SPEECH : bucket(distance_to_quote(r, i, 1));
    push_cue(out, r, i, CUE_QUOTE_BEFORE, before, 0);
    push_cue(out, r, i, CUE_QUOTE_BEHIND, behind, 0);
    push_cue(out, r, i, CUE_QUOTE_NEAR, before < 9, behind < 9);
    push_cue(out, r, i, CUE_QUOTE_NEAR_AND_SHAPE, hash_mix(before < 9, behind < 9), shape_of(r, i));
}

void features_of_cue(features *out, const reading *r, int32_t word)
{
    out->count = 0;
    push(out, CUE_ALWAYS, 0, 0, 0);
    push_word(out, r, word);
    push_neighbours(out, r, word);
    push_place(out, r, word);
    push_head(out, r, word);
    push_quotes(out, r, word);
    push_children(out, r, word);
}

static bool is_all_speech(const reading *r, const onr_sentence *s)
{
    return s->word_count > 0 && r->quote_of[first_of(s)] >= 0 && r->quote_of[end_of(s) - 1] >= 0;
}

static bool goes_on(const reading *r, int32_t word)
{
    return r->quote_of[word] >= 0 && r->quote_of[word] == r->quote_of[word - 1];
}

window features_window(const reading *r, int32_t cue)
{
    const onr_sentence *all = r->text->sentences;
    size_t at = word_at(r, cue)->sentence, low = at, high = at;
    window w = {cue, first_of(&all[at]), end_of(&all[at])};
    if (reading_in_speech(r, cue)) {
        for (w.first = cue; w.first > first_of(&all[at]) && goes_on(r, w.first);)
            w.first--;
        for (w.end = cue + 1; w.end < end_of(&all[at]) && goes_on(r, w.end);)
            w.end++;
        return w;
    }
    while (low > 0 && at - low < MOST_SENTENCES && w.end - w.first < LONGEST_WINDOW &&
           r->quote_of[w.first] >= 0 && (goes_on(r, w.first) || is_all_speech(r, &all[low - 1])))
        w.first = first_of(&all[--low]);
    while (high + 1 < r->text->sentence_count && high - at < MOST_SENTENCES &&
           w.end - w.first < LONGEST_WINDOW &&
           (goes_on(r, w.end) || is_all_speech(r, &all[high + 1])))
        w.end = end_of(&all[++high]);
    return w;
}

/* How many words up the cue's own path, by the head's head, and on which side of the cue. */
static uint32_t way_at(const reading *r, const int32_t *up, int32_t k, uint32_t side)
{
    uint32_t way = hash_mix(side, (uint32_t)k);
    for (int32_t j = 0; j < k && j < 3; j++)
        way = hash_mix(way, label(word_at(r, up[j])));
    return way;
}

static bool in_window(const view *v, int32_t word)
{
    return word >= v->at.first && word < v->at.end;
}

static void set_path(view *v, int32_t word, uint32_t path, int32_t branch)
{
    if (!in_window(v, word))
        return;
    v->path[word - v->at.first] = path;
    v->branch[word - v->at.first] = branch;
}

/* The `k`th word of the cue's own path, and what hangs from it but for the path itself. */
static void fill_branches(view *v, const int32_t *up, int32_t k)
{
    const onr_text *text = v->r->text;
    uint32_t ways[] = {way_at(v->r, up, k, 0), way_at(v->r, up, k, 1)};
    set_path(v, up[k], hash_mix(ways[up[k] < v->at.cue], ON_PATH), -1);
    for (int32_t top = walk_first(text, up[k]); top >= 0; top = walk_next(text, top)) {
        if (k > 0 && top == up[k - 1])
            continue;
        for (int32_t i = top; i >= 0; i = walk_below(text, i, top))
            set_path(v, i, hash_mix(ways[i < v->at.cue], label(word_at(v->r, top))), top);
    }
}

/* Where each word leaves the cue's own path, which ends after DEEPEST words, and by what branch. */
static void fill_paths(view *v)
{
    const reading *r = v->r;
    int32_t up[DEEPEST], up_count = 0, root = v->at.cue;
    int64_t here = word_at(r, v->at.cue)->sentence;
    for (; root >= 0 && up_count < DEEPEST; root = word_at(r, root)->head)
        up[up_count++] = root;
    for (int32_t i = v->at.first; i < v->at.end; i++) {
        int32_t away = (int32_t)(word_at(r, i)->sentence - here);
        uint32_t other =
            hash_mix(hash_mix(OTHER_SENTENCE, bucket(away)), is_all_speech(r, sentence_of(r, i)));
        set_path(v, i, away ? other : hash_mix(i < v->at.cue, NOT_JOINED), away ? -1 : root);
    }
    for (int32_t k = 0; k < up_count; k++)
        fill_branches(v, up, k);
}

/* What stands between the cue and the words behind it (`step` 1) or before it (-1). */
static void count_between(const view *v, int32_t step)
{
    uint8_t commas = 0, reporters = 0;
    for (int32_t i = v->at.cue + step; i >= v->at.first && i < v->at.end; i += step) {
        v->commas[i - v->at.first] = commas;
        v->reporters[i - v->at.first] = reporters;
        if (commas < 3 && str_listed(word_at(v->r, i)->form, ",|;|--|—"))
            commas++;
        if (reporters < 2 && v->r->reports[i])
            reporters++;
    }
}

bool features_view(view *out, const reading *r, window at, onr_arena *arena)
{
    size_t n = (size_t)(at.end - at.first);
    *out = (view){.r = r,
                  .at = at,
                  .path = arena_array(arena, uint32_t, n),
                  .branch = arena_array(arena, int32_t, n),
                  .of_subject = arena_array(arena, bool, n),
                  .commas = arena_array(arena, uint8_t, n),
                  .reporters = arena_array(arena, uint8_t, n),
                  .shape = shape_of(r, at.cue),
                  .masked = reading_in_speech(r, at.cue)};
    if (!out->path || !out->branch || !out->of_subject || !out->commas || !out->reporters)
        return false;
    fill_paths(out);
    count_between(out, 1);
    count_between(out, -1);
    int32_t subject = reading_subject(r, at.cue);
    for (int32_t i = subject; i >= 0; i = walk_below(r->text, i, subject))
        if (in_window(out, i))
            out->of_subject[i - at.first] = true;
    return true;
}

/* The last clause or apposition that stands between the branch's top and the word. */
static uint32_t clause_within(const reading *r, int32_t word, int32_t branch, uint32_t *depth)
{
    *depth = 0;
    for (uint32_t steps = 0; word >= 0 && word != branch && steps < DEEPEST; steps++) {
        const onr_word *w = word_at(r, word);
        (*depth)++;
        if (w->relation == ONR_ACL || w->relation == ONR_APPOS || w->relation == ONR_ADVCL ||
            w->relation == ONR_PARATAXIS || w->relation == ONR_CONJ || w->relation == ONR_CCOMP)
            return label(w);
        word = w->head;
    }
    return 0;
}

static uint32_t form_beside(const view *v, int32_t word)
{
    return in_window(v, word) ? v->r->form[word] : 0;
}

static uint32_t upos_beside(const view *v, int32_t word)
{
    return in_window(v, word) ? (uint32_t)word_at(v->r, word)->upos : NOTHING;
}

static uint32_t path_beside(const view *v, int32_t word)
{
    return in_window(v, word) ? v->path[word - v->at.first] : 0;
}

/* No quotation, a scrap, or speech before or behind the cue. */
static uint32_t quoted(const view *v, int32_t word)
{
    int32_t q = v->r->quote_of[word];
    if (v->masked || q < 0)
        return 0;
    return 1u + (word < v->at.cue) + 2u * !v->r->scrap[q];
}

/* One list, so the function is long. A feature's number is its place in the list: a new one comes
 * last, and then train/attribution.py is run again. */
void features_of_role(features *out, const view *v, int32_t word)
{
    const reading *r = v->r;
    const onr_word *w = word_at(r, word);
    int32_t cue = v->at.cue, branch = v->branch[word - v->at.first];
    uint32_t path = v->path[word - v->at.first], verb = r->lemma[cue];
    uint32_t class = (uint32_t)word_at(r, cue)->upos, upos = (uint32_t)w->upos, depth;
    uint32_t clause = clause_within(r, word, branch, &depth), quote = quoted(v, word);
    uint32_t opener = branch >= 0 ? lemma_or_none(r, reading_opener(r, branch)) : 0;
    uint32_t far = bucket(word - cue), deep = depth > 3 ? 3 : depth;
    bool top = branch >= 0;
    uint32_t between = hash_mix(v->commas[word - v->at.first], word < cue);
    uint32_t reporters = v->reporters[word - v->at.first];
    uint32_t next = form_beside(v, cue + 1), previous = form_beside(v, cue - 1);
    uint32_t subject = v->of_subject[word - v->at.first] ? 2 + (deep > 0) : 0;
    bool before = word > v->at.first;
    bool same_before = before && v->branch[word - v->at.first - 1] == branch;
    bool same_behind = word + 1 < v->at.end && v->branch[word - v->at.first + 1] == branch;
    const struct {
        uint32_t a, b, c;
    } all[] = {
        {0, 0, 0},
        {path, 0, 0},
        {path, verb, 0},
        {path, class, v->shape},
        {path, opener, 0},
        {path, opener, verb},
        {path, opener, v->shape},
        {path, top ? r->lemma[branch] : 0, 0},
        {path, top ? hash_of(word_at(r, branch)->xpos) : 0, class},
        {path, upos, deep},
        {path, r->form[word], 0},
        {path, clause, 0},
        {path, clause, upos},
        {path, quote, 0},
        {path, quote, verb},
        {path, quote, v->shape},
        {path, (uint32_t)(v->r->name[word]), 0},
        {path, path_beside(v, word - 1), 0},
        {path, path_beside(v, word + 1), 0},
        {path, r->headline[word_at(r, cue)->sentence], class},
        {r->form[word], 0, 0},
        {r->form[word], verb, far < 16},
        {r->form[word], far, 0},
        {upos, upos_beside(v, word - 1), upos_beside(v, word + 1)},
        {upos, label(w), far < 16},
        {upos, far, class},
        {far, verb, 0},
        {far, v->shape, 0},
        {quote, verb, far < 16},
        {quote, v->shape, class},
        {quote, quoted(v, before ? word - 1 : word), upos},
        {form_beside(v, word - 1), r->form[word], 0},
        {r->form[word], form_beside(v, word + 1), 0},
        {form_beside(v, word - 1), path, 1},
        {form_beside(v, word + 1), path, 2},
        {upos, hash_mix(same_before, same_behind), path},
        {clause, hash_mix(same_before, same_behind), r->form[word]},
        {subject, upos, deep},
        {subject, clause, v->shape},
        {subject, class, word < cue},
        {path, top && r->reports[branch], r->reports[word]},
        {path, far, upos},
        {path, fine(r, cue), 0},
        {path, coarse(r, cue), opener},
        {path, coarse(r, cue), v->shape},
        {path, coarse(r, branch), upos},
        {path, coarse(r, word), deep},
        {far, fine(r, cue), 0},
        {quote, coarse(r, cue), v->shape},
        {between, next, 0},
        {between, previous, next},
        {between, reporters, path},
        {between, reporters, v->shape},
        {between, reporters, class},
        {between, quote, verb},
        {far, next, 0},
        {far, previous, quote},
    };
    out->count = 0;
    for (uint32_t i = 0; i < sizeof all / sizeof *all; i++)
        push(out, i, all[i].a, all[i].b, all[i].c);
}

void features_of_edge(features *out, const view *v, int32_t word)
{
    const reading *r = v->r;
    size_t at = (size_t)(word - v->at.first);
    bool cut = v->branch[at] != v->branch[at - 1];
    bool punct = word_at(r, word)->upos == ONR_PUNCT;
    bool punct_before = word_at(r, word - 1)->upos == ONR_PUNCT;
    uint32_t marks = hash_mix(punct ? r->form[word] : 0, punct_before ? r->form[word - 1] : 0);
    uint32_t quote = hash_mix(quoted(v, word), quoted(v, word - 1));
    out->count = 0;
    push(out, EDGE_ALWAYS, 0, 0, 0);
    push(out, EDGE_CUT, cut, 0, 0);
    push(out, EDGE_MARKS, cut, marks, 0);
    push(out, EDGE_QUOTES, cut, quote, 0);
    push(out, EDGE_CLASSES, cut, (uint32_t)word_at(r, word)->upos,
         (uint32_t)word_at(r, word - 1)->upos);
    push(out, EDGE_AT_CUE, word == v->at.cue || word - 1 == v->at.cue, word < v->at.cue, 0);
    push(out, EDGE_PATH, cut, v->path[at], 0);
    push(out, EDGE_MARKS_AND_REPORTER, marks, r->reports[word], (uint32_t)word_at(r, word)->upos);
    push(out, EDGE_MARKS_BETWEEN, marks, v->reporters[at], v->commas[at]);
    push(out, EDGE_MARKS_AND_FORM, marks, r->form[word], 0);
    push(out, EDGE_CLUSTER_AND_MARKS, cut, coarse(r, word), marks);
    push(out, EDGE_SENTENCES, marks, word_at(r, word)->sentence != word_at(r, word - 1)->sentence,
         quote);
}
