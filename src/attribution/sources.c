#include "attribution/sources.h"

#include <math.h>
#include <string.h>

#include "attribution/grammar.h"
#include "attribution/heard.h"
#include "attribution/lexicon.h"
#include "attribution/phrases.h"
#include "base/str.h"
#include "language/walk.h"

/* Where rules and heads together find no source, the heads' words are taken of which one has such
 * log-odds. A noun ("criticism") is often nobody's. */
static const float LIKELY = 0.5f, LIKELY_OF_NOUN = 1.5f;

static bool is_free(const finding *g, int32_t word)
{
    return phrase_role(g, word) == ROLE_NEITHER && word != g->cue && word != g->particle;
}

static void mark_likely(const finder *f, const finding *g, uint8_t *roles)
{
    float least = word_at(f, g->cue)->upos == ONR_NOUN ? LIKELY_OF_NOUN : LIKELY;
    bool likely = false;
    for (int32_t i = g->at.first; i < g->at.end; i++) {
        if (phrase_role(g, i) == ROLE_SOURCE)
            return;
        likely = likely || (is_free(g, i) && heard_source(g, i) > least);
    }
    for (int32_t i = g->at.first; likely && i < g->at.end; i++)
        if (is_free(g, i) && heard_source(g, i) > 0.0f)
            roles[i - g->at.first] = ROLE_SOURCE;
}

/* The source's next words from `from` on, or an empty piece at the window's end. */
static window next_piece(const finding *g, int32_t from)
{
    window piece = {g->cue, from, from};
    while (piece.first < g->at.end && phrase_role(g, piece.first) != ROLE_SOURCE)
        piece.first++;
    for (piece.end = piece.first; phrase_role(g, piece.end) == ROLE_SOURCE;)
        piece.end++;
    return piece;
}

static bool can_be_between(const onr_word *w)
{
    return w->upos != ONR_PUNCT && w->upos != ONR_VERB && w->upos != ONR_AUX;
}

/* "His party's [would-be] leaders": a word or two between two pieces belong to them. */
static void fill_gaps(const finder *f, const finding *g, uint8_t *roles)
{
    enum { MOST_BETWEEN = 2 };
    window last = next_piece(g, g->at.first), next;
    for (; last.first < g->at.end; last = next) {
        next = next_piece(g, last.end);
        bool fill = next.first < g->at.end && next.first - last.end <= MOST_BETWEEN;
        for (int32_t i = last.end; fill && i < next.first; i++)
            fill = is_free(g, i) && can_be_between(word_at(f, i)) &&
                   word_at(f, i)->sentence == word_at(f, next.first)->sentence;
        for (int32_t i = last.end; fill && i < next.first; i++)
            roles[i - g->at.first] = ROLE_SOURCE;
    }
}

static bool holds(window piece, int32_t word)
{
    return word >= piece.first && word < piece.end;
}

/* "Ida Lund: “…,” the judge conceded": a label says who speaks besides. */
static bool is_label(const finder *f, const finding *g, window piece)
{
    return piece.end < g->at.end && str_is(word_at(f, piece.end)->form, ":");
}

/* Of several pieces that are no labels that with the subject of the cue or of the clause that it
 * goes with, else the one with the likeliest word. */
static window best_piece(const finder *f, const finding *g)
{
    int32_t subject = phrase_child(f, g->cue, ONR_NSUBJ);
    subject = subject >= 0 ? subject : grammar_goes_with(f, g->cue);
    window best = {g->cue, g->at.end, g->at.end};
    float most = -INFINITY;
    for (window p = next_piece(g, g->at.first); p.first < g->at.end; p = next_piece(g, p.end)) {
        if (subject >= 0 && holds(p, subject) && !is_label(f, g, p))
            return p;
        for (int32_t i = p.first; i < p.end && !is_label(f, g, p); i++)
            if (heard_source(g, i) > most) {
                most = heard_source(g, i);
                best = p;
            }
    }
    return best;
}

/* The head of the clause that relative pronoun `word` stands in, or -1. */
static int32_t relative_clause(const finder *f, int32_t word)
{
    enum { MOST_STEPS = 4 };
    for (int i = 0; i < MOST_STEPS && word >= 0; i++) {
        if (word_at(f, word)->relation == ONR_ACL)
            return word;
        word = word_at(f, word)->head;
    }
    return -1;
}

/* "An envoy, who spoke on …": a clause about who speaks is there as a whole or not at all. */
static void cut_clause(const finder *f, window piece, const finding *g, uint8_t *roles)
{
    for (int32_t i = piece.first + 1; i < piece.end; i++) {
        if (!str_listed(word_at(f, i)->form, "who|which|whom|whose") ||
            word_at(f, i - 1)->upos == ONR_ADP) /* "each of whom" */
            continue;
        int32_t clause = relative_clause(f, i);
        if (i + 1 < piece.end &&
            !(clause >= 0 && piece.end < g->at.end && walk_within(f->text, piece.end, clause)))
            continue;
        memset(roles + (i - g->at.first), ROLE_NEITHER, (size_t)(piece.end - i));
        return;
    }
}

void sources_settle(const finder *f, const finding *g, uint8_t *roles)
{
    mark_likely(f, g, roles);
    fill_gaps(f, g, roles);
    window best = best_piece(f, g), next;
    for (window p = next_piece(g, g->at.first); p.first < g->at.end; p = next) {
        next = next_piece(g, p.end);
        if (p.first != best.first && !is_label(f, g, p))
            memset(roles + (p.first - g->at.first), ROLE_NEITHER, (size_t)(p.end - p.first));
    }
    cut_clause(f, best, g, roles);
}

/* The verb by which somebody meets what noun `cue` claims, or -1: "pleaded not guilty to charges"
 * has the noun below an adjective. */
static int32_t facing_verb(const finder *f, int32_t cue)
{
    enum { MOST_STEPS = 2 };
    int32_t at = cue;
    for (int i = 0; i < MOST_STEPS && at >= 0; i++) {
        onr_relation way = word_at(f, at)->relation;
        if (way != ONR_OBJ && way != ONR_OBL && way != ONR_XCOMP)
            return -1;
        at = word_at(f, at)->head;
        if (at >= 0 && lexicon_word(word_at(f, at)->lemma) & WORD_FACING)
            return at;
    }
    return -1;
}

void sources_leave_facing(const finder *f, uint8_t *roles, window at)
{
    const onr_word *cue = word_at(f, at.cue); /* a noun may be tagged as a verb */
    bool noun = cue->upos == ONR_NOUN || cue->relation == ONR_OBJ;
    int32_t verb = noun ? facing_verb(f, at.cue) : -1;
    int32_t subject = verb >= 0 ? phrase_child(f, verb, ONR_NSUBJ) : -1;
    for (int32_t i = at.first; subject >= 0 && i < at.end; i++)
        if (roles[i - at.first] == ROLE_SOURCE && walk_within(f->text, i, subject))
            roles[i - at.first] = ROLE_NEITHER;
}
