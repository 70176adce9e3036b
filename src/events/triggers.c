#include "events/triggers.h"

#include <math.h>

#include "base/str.h"
#include "events/accidents.h"
#include "events/answers.h"
#include "events/classes.h"
#include "events/sides.h"
#include "events/status.h"
#include "language/undone.h"
#include "language/walk.h"
#include "network/heads.h"

enum { CLASSES = 17, STATUSES = 5 };

/* What a statement's act names gains NAMED in log-odds as a trigger, by somebody who is not known
 * to be of politics NAMED_BY_OTHERS. A second actor or recipient has at least ALSO of the first
 * one's chance, TOGETHER where sides act together. Whom a passive is about gains SUFFERS in
 * log-odds as its recipient. Chosen on pages that the heads were not taught by: docs/FIGURES.md. */
static const float NAMED = 3.0f, NAMED_BY_OTHERS = 1.4f, ALSO = 0.8f, TOGETHER = 0.3f,
                   SUFFERS = 2.0f;

typedef struct listener {
    const places *r;
    const head_rows *rows;
    float *chance;              /* By entity, in the role that is looked at; else 0. */
    int32_t *touched;           /* The entities that have one. */
    onr_arena *arena, *scratch; /* `scratch`: of one event */
} listener;

bool triggers_are_read(const onr_text *text)
{
    return text->vectors && text->vectors->record;
}

/* Whose claim a statement denies that tells it, too: "denied reports by Karst that …"; nobody's:
 * ONR_NO_ENTITY. */
static int32_t denied_claimant(const listener *l, int32_t denial)
{
    enum { NEAR = 4 };
    const onr_statements *all = l->r->statements;
    size_t own = (size_t)denial;
    for (size_t i = own + 1; i < all->count && i <= own + NEAR; i++) {
        const onr_statement *s = &all->items[i];
        bool claims = s->inside == denial && (s->act == ONR_ACT_STATE || s->act == ONR_ACT_ACCUSE);
        if (claims && s->speaker_entity != ONR_NO_ENTITY &&
            s->speaker_entity != all->items[own].speaker_entity)
            return s->speaker_entity;
    }
    return ONR_NO_ENTITY;
}

/* Whether the word is the cue of turning down a claim of somebody named, an event by itself. */
static bool turns_down(const listener *l, size_t word)
{
    int32_t statement = l->r->cue_of[word];
    const onr_statement *s = statement >= 0 ? &l->r->statements->items[statement] : NULL;
    return s && s->act == ONR_ACT_DENY && !s->unrealised &&
           s->cue.items[0].start == l->r->text->words[word].span.start &&
           denied_claimant(l, statement) != ONR_NO_ENTITY && s->speaker_entity != ONR_NO_ENTITY &&
           actor_is_political(&l->r->entities->items[s->speaker_entity]);
}

/* Whether somebody is of politics, or of a group one of its members. */
static bool is_of_politics(const onr_entity *all, int32_t entity)
{
    bool found = entity_is_of_politics(&all[entity]);
    for (size_t i = 0; !found && i < all[entity].member_count; i++)
        found = entity_is_of_politics(&all[all[entity].members[i]]);
    return found;
}

/* How much likelier a statement's act makes the event that it names. */
static float named_by(const listener *l, const onr_statement *s)
{
    bool other = s->speaker_entity != ONR_NO_ENTITY &&
                 !is_of_politics(l->r->entities->items, s->speaker_entity);
    return other ? NAMED_BY_OTHERS : NAMED;
}

/* The class of a word as a trigger, 0: it is none; and how probable that is. A cue has most often
 * the class of its statement's act, or none. */
static int class_of(const listener *l, size_t word, float *sure)
{
    float scores[CLASSES], sum = 0;
    int best = 1;
    int32_t own = l->r->cue_of[word];
    const onr_statement *s = own >= 0 ? &l->r->statements->items[own] : NULL;
    int named = s ? class_of_act(s->act) + 1 : -1;
    float more = s ? named_by(l, s) : 0.0f;
    for (int k = 0; k < CLASSES; k++) {
        scores[k] = expf(heads_tag(l->rows, word, TAG_TRIGGER + k) + (k == named ? more : 0.0f));
        sum += scores[k];
        best = k > 1 && scores[k] > scores[best] ? k : best;
    }
    /* on annotated pages these are hardly ever anything else */
    if (s && (s->act == ONR_ACT_DENY || s->act == ONR_ACT_DEMAND || s->act == ONR_ACT_ACCUSE ||
              s->act == ONR_ACT_THREATEN))
        best = named;
    const float least = heads_bounds(l->rows).event;
    *sure = 1.0f - scores[0] / sum;
    if (*sure < least && turns_down(l, word)) {
        *sure = least;
        return named;
    }
    return *sure >= least ? best : 0;
}

/* What was done is over, where the verb does not say that it went on. */
static bool is_over(const onr_word *w)
{
    return w->upos == ONR_VERB && str_is(w->xpos, "VBD") &&
           !str_listed(w->lemma, "continue|remain|keep|hold|stay|occupy|control");
}

static onr_status status_of(const listener *l, size_t word)
{
    int best = 0;
    for (int k = 1; k < STATUSES; k++)
        if (heads_tag(l->rows, word, TAG_STATUS + k) > heads_tag(l->rows, word, TAG_STATUS + best))
            best = k;
    if (best == ONR_ONGOING && is_over(&l->r->text->words[word]))
        return ONR_HAPPENED;
    return (onr_status)best;
}

/* Where the entity is mentioned that the scores are greatest for. */
static int32_t likeliest_word(const listener *l, onr_span window, const float *scores,
                              int32_t entity)
{
    int32_t best = -1;
    for (uint32_t i = window.start; i < window.end; i++)
        if (l->r->entity_of[i] == entity &&
            (best < 0 || scores[i - window.start] > scores[(uint32_t)best - window.start]))
            best = (int32_t)i;
    return best;
}

/* The first of those whom "and" joins to a word. */
static int32_t first_joined(const onr_text *text, int32_t word)
{
    for (int steps = 0; steps < MOST_PARTIES; steps++) {
        int32_t up = text->words[word].relation == ONR_CONJ ? text->words[word].head : -1;
        if (up < 0 || up >= word)
            break;
        word = up;
    }
    return word;
}

/* Whether the trigger stands in a clause about the word: "Karst, which backed it, and Sylvania". */
static bool is_clause_about(const onr_text *text, int32_t word, int32_t trigger)
{
    int32_t clause = walk_child(text, word, ONR_ACL, -1);
    return clause >= 0 && walk_within(text, trigger, clause);
}

/* "Parts of Syria and Iraq": one of the same kind who is joined to one who has a part has it, too;
 * one of any kind who is joined to one who acts. */
static void add_joined(const listener *l, parties *p, pair_kind part, int32_t word, int32_t trigger)
{
    const onr_text *text = l->r->text;
    const onr_entity *kinds = l->r->entities->items;
    int32_t first = first_joined(text, word);
    for (int32_t c = first; c >= 0 && p->count < MOST_PARTIES;
         c = walk_child(text, first, ONR_CONJ, c == first ? -1 : c)) {
        int32_t entity = l->r->entity_of[c];
        bool apart = is_clause_about(text, first, trigger) && c > trigger;
        if (!apart && entity >= 0 && !parties_hold(p, entity) &&
            (part == PAIR_ACTOR || kinds[entity].kind == kinds[p->entity[0]].kind))
            parties_add(p, entity, 0.0f);
    }
}

/* Whether somebody is one of them, or a member of one who is a group. */
static bool is_among(const listener *l, const parties *some, int32_t entity)
{
    const onr_entity *all = l->r->entities->items;
    for (size_t i = 0; i < some->count; i++)
        if (some->entity[i] == entity || onr_entity_has_member(&all[some->entity[i]], entity))
            return true;
    return false;
}

/* A part in an event: what a second one must have of the first one's chance, and what whoever is
 * named in the trigger's own sentence and elsewhere gains over nobody. */
typedef struct event_part {
    pair_kind kind;
    float also, here, elsewhere;
} event_part;

/* "Paid voters in Togo": where something is done is nobody at whom it is aimed. */
static bool is_where(const onr_text *text, uint32_t i)
{
    return walk_child_listed(text, (int32_t)i,
                             "in|at|near|across|inside|outside|throughout|around|within") >= 0;
}

/* "Karst was bombed", "towns seized by Karst": whether the word is whom or what a passive is about.
 */
static bool suffers(const onr_text *text, uint32_t i, size_t trigger)
{
    const onr_word *verb = &text->words[trigger], *w = &text->words[i];
    if (!str_is(verb->xpos, "VBN"))
        return false;
    bool is_clause = verb->relation == ONR_ACL && verb->head == (int32_t)i &&
                     walk_child(text, (int32_t)trigger, ONR_NSUBJ, -1) < 0;
    return is_clause ||
           (w->relation == ONR_NSUBJ && w->head == (int32_t)trigger && str_is(w->subtype, "pass"));
}

static float more_than_nobody(const listener *l, const head_at *at, const event_part *as,
                              uint32_t i)
{
    const onr_word *words = l->r->text->words;
    if (is_where(l->r->text, i))
        return 0.0f;
    float more = words[i].sentence == words[at->word].sentence ? as->here : as->elsewhere;
    return as->kind == PAIR_RECIPIENT && suffers(l->r->text, i, at->word) ? more + SUFFERS : more;
}

/* The scores of the words that the trigger was read with, and the greatest, nobody's among them.
 * NULL: the scratch is full. */
static const float *scores_of(float *greatest, const listener *l, const head_at *at, pair_kind kind)
{
    onr_span window = l->rows->words.windows[at->word];
    const float *scores = heads_scores(at, kind, l->scratch);
    *greatest = heads_nobody(at, kind);
    for (size_t i = 0; scores && i < window.end - window.start; i++)
        *greatest = scores[i] > *greatest ? scores[i] : *greatest;
    return scores;
}

/* Whether one is a state and the other of its government. */
static bool is_state_of(const onr_entity *state, const onr_entity *other)
{
    bool same = state->kind == ONR_ENTITY_STATE && state->code.len >= 3 && other->code.len >= 3 &&
                memcmp(state->code.data, other->code.data, 3) == 0;
    return same &&
           (other->code.len == 3 || str_listed((onr_str){other->code.data + 3, 3}, "GOV|MIL|SPY"));
}

/* Whether an entity and one of the others are a state and its government, which do nothing to each
 * other. */
static bool is_their_state(const listener *l, const parties *others, int32_t entity)
{
    const onr_entity *all = l->r->entities->items;
    for (size_t i = 0; i < others->count; i++)
        if (is_state_of(&all[entity], &all[others->entity[i]]) ||
            is_state_of(&all[others->entity[i]], &all[entity]))
            return true;
    return false;
}

/* "Lobbied for Karst", "spied for Karst": on whose side one does it is nobody at whom it is aimed.
 */
static bool is_on_side_of(const onr_text *text, uint32_t i, size_t trigger)
{
    return text->words[i].head == (int32_t)trigger &&
           str_listed(text->words[trigger].lemma, "lobby|work|spy|speak|act|campaign|fight|vote") &&
           walk_child_listed(text, (int32_t)i, "for") >= 0;
}

/* Adds up the chances of each entity's words, but for `others`, for whoever is named within their
 * names, and their own states; gives how many have one. */
static size_t add_chances(listener *l, const head_at *at, const event_part *as, const float *scores,
                          float greatest, const parties *others)
{
    onr_span window = l->rows->words.windows[at->word];
    size_t touched = 0;
    for (uint32_t i = window.start; i < window.end; i++) {
        int32_t entity = l->r->entity_of[i];
        if (entity < 0 || is_among(l, others, entity) || is_their_state(l, others, entity) ||
            (l->r->part_of[i] != entity && is_among(l, others, l->r->part_of[i])) ||
            (as->kind == PAIR_RECIPIENT && is_on_side_of(l->r->text, i, at->word)))
            continue;
        if (l->chance[entity] == 0.0f)
            l->touched[touched++] = entity;
        l->chance[entity] +=
            expf(scores[i - window.start] + more_than_nobody(l, at, as, i) - greatest);
    }
    return touched;
}

/* Those who are likelier than nobody, and the others of them not much less likely than the first.
 */
static void keep_likely(parties *p, float nobody, float also)
{
    while (p->count &&
           (p->chance[p->count - 1] < nobody || p->chance[p->count - 1] < also * p->chance[0]))
        p->count--;
    /* two sides act together; a third is as likely as the second */
    for (size_t i = 2; i < p->count; i++)
        if (p->chance[i] < ALSO * p->chance[i - 1])
            p->count = i;
}

/* Who has a part in the event, but for `others`. None where nobody is likelier. */
static parties parties_of(listener *l, const head_at *at, event_part as, const parties *others)
{
    parties found = {.count = 0};
    float greatest;
    const float *scores = scores_of(&greatest, l, at, as.kind);
    if (!scores)
        return found;
    size_t touched = add_chances(l, at, &as, scores, greatest, others);
    for (size_t i = 0; i < touched; i++)
        parties_add(&found, l->touched[i], l->chance[l->touched[i]]);
    keep_likely(&found, expf(heads_nobody(at, as.kind) - greatest), as.also);
    if (found.count)
        add_joined(l, &found, as.kind,
                   likeliest_word(l, l->rows->words.windows[at->word], scores, found.entity[0]),
                   (int32_t)at->word);
    for (size_t i = 0; i < touched; i++)
        l->chance[l->touched[i]] = 0.0f;
    return found;
}

/* Whether the entity is mentioned in the trigger's sentence. */
static bool is_here(const listener *l, size_t word, int32_t entity)
{
    const onr_sentence *s = &l->r->text->sentences[l->r->text->words[word].sentence];
    for (uint32_t i = s->first_word; i < s->first_word + s->word_count; i++)
        if (l->r->entity_of[i] == entity)
            return true;
    return false;
}

/* What somebody says is aimed at those in his sentence, where there are such. */
static void keep_here(const listener *l, parties *p, size_t word)
{
    size_t n = 0;
    for (size_t i = 0; i < p->count; i++)
        if (is_here(l, word, p->entity[i]))
            p->entity[n++] = p->entity[i];
    p->count = n ? n : p->count;
}

static void leave_out(const listener *l, parties *p, const parties *others)
{
    size_t n = 0;
    for (size_t i = 0; i < p->count; i++)
        if (!is_among(l, others, p->entity[i]))
            p->entity[n++] = p->entity[i];
    p->count = n;
}

/* The group that a noun heads by its conjuncts, else its own entity; -1: neither. */
static int32_t whole_party(const listener *l, int32_t noun)
{
    const onr_text *text = l->r->text;
    for (int32_t c = walk_child(text, noun, ONR_CONJ, -1); c >= 0;
         c = walk_child(text, noun, ONR_CONJ, c)) {
        int32_t joins = walk_child(text, c, ONR_CC, -1);
        int32_t group = joins >= 0 ? l->r->entity_of[joins] : ONR_NO_ENTITY;
        if (group >= 0 && l->r->entities->items[group].member_count)
            return group;
    }
    return l->r->entity_of[noun];
}

/* At whom a statement's cue is aimed by its grammar: its object, or its subject in the passive. */
static int32_t aimed_at(const listener *l, int32_t cue, const onr_statement *s)
{
    static const onr_relation ways[] = {ONR_IOBJ, ONR_OBJ, ONR_NSUBJ};
    const onr_text *text = l->r->text;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        int32_t c = walk_child(text, cue, ways[i], -1);
        bool passive = c >= 0 && str_is(text->words[c].subtype, "pass");
        int32_t e = c >= 0 && (ways[i] != ONR_NSUBJ || passive) ? whole_party(l, c) : ONR_NO_ENTITY;
        if (e >= 0 && e != s->speaker_entity)
            return e;
    }
    /* "Karst accused Sylvania of …": parsers may make a second subject of the object */
    int32_t first = walk_child(text, cue, ONR_NSUBJ, -1);
    int32_t second = first >= 0 && first < cue ? walk_child(text, cue, ONR_NSUBJ, first) : -1;
    int32_t e = second > cue ? whole_party(l, second) : ONR_NO_ENTITY;
    return e >= 0 && e != s->speaker_entity ? e : ONR_NO_ENTITY;
}

/* Adds at whom the cue is aimed where nobody in its sentence is likely, and the whole group where a
 * member is. */
static void aim(const listener *l, parties *recipients, int32_t cue, const onr_statement *s)
{
    int32_t e = aimed_at(l, cue, s);
    if (e < 0)
        return;
    bool part = recipients->count &&
                onr_entity_has_member(&l->r->entities->items[e], recipients->entity[0]);
    bool none = !recipients->count || !is_here(l, (size_t)cue, recipients->entity[0]);
    /* "Togo, which Karst accused of arming Sylvania" */
    int32_t what = walk_child(l->r->text, cue, ONR_OBJ, -1);
    bool relative = s->act == ONR_ACT_ACCUSE && what >= 0 && what < cue &&
                    l->r->entity_of[what] == e && !is_among(l, recipients, e);
    if (part || relative || (none && str_is(l->r->text->words[cue].xpos, "VBN")))
        *recipients = (parties){{e}, {1.0f}, 1};
}

typedef list(int32_t) entity_list;

static void add_once(entity_list *all, int32_t entity, onr_arena *arena)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i] == entity)
            return;
    list_push(all, entity, arena);
}

/* Of a group each member has the part. */
static const int32_t *keep(const listener *l, const parties *p, size_t *count)
{
    entity_list all = {0};
    for (size_t i = 0; i < p->count; i++) {
        const onr_entity *e = &l->r->entities->items[p->entity[i]];
        for (size_t k = 0; k < e->member_count; k++)
            add_once(&all, e->members[k], l->arena);
        if (e->member_count == 0)
            add_once(&all, p->entity[i], l->arena);
    }
    *count = all.count;
    return all.items;
}

static onr_spans span_of(const listener *l, size_t word)
{
    onr_span *item = arena_array(l->arena, onr_span, 1);
    if (!item)
        return (onr_spans){0};
    *item = l->r->text->words[word].span;
    return (onr_spans){item, 1};
}

/* Those who act: a statement's own speaker, else whom the words name as sides or the network finds.
 * Where nobody suffers the act, its sides are apt to be several. */
static parties actors_of(listener *l, const head_at *at, onr_plover class, const onr_statement *s,
                         bool is_suffered)
{
    int32_t word = (int32_t)at->word;
    if (s && s->speaker_entity != ONR_NO_ENTITY)
        return (parties){{s->speaker_entity}, {1.0f}, 1};
    bool meets = class == ONR_CONSULT || class == ONR_COOPERATE;
    bool mediated = sides_have_mediator(l->r, word);
    parties between = s || mediated ? (parties){.count = 0} : sides_between(l->r, word);
    const event_part actor = {.kind = PAIR_ACTOR, .also = meets || !is_suffered ? TOGETHER : ALSO};
    parties told = {.count = 0}; /* whom somebody unknown tells does not say it */
    if (s && s->addressee_entity != ONR_NO_ENTITY)
        told = (parties){{s->addressee_entity}, {1.0f}, 1};
    parties found = between.count ? between : parties_of(l, at, actor, &told);
    bool joins = meets || (!is_suffered && (class == ONR_AGREE || class == ONR_ASSAULT));
    if (!s && found.count && !between.count && joins && !mediated)
        sides_add_others(&found, l->r, word);
    return found;
}

/* Takes out an outlet to which it is said: of 50 such acts on annotated pages 4 are aimed at it. */
static void leave_out_outlet(const listener *l, parties *p, const onr_statement *s)
{
    const onr_text *text = l->r->text;
    for (size_t i = 0; i < s->addressee.count; i++)
        for (size_t w = onr_text_word_from(text, s->addressee.items[i].start);
             w < text->word_count && text->words[w].span.end <= s->addressee.items[i].end; w++) {
            int32_t e = l->r->entity_of[w];
            if (e >= 0 && l->r->entities->items[e].kind == ONR_ENTITY_OUTLET)
                leave_out(l, p, &(parties){{e}, {1.0f}, 1});
        }
}

/* "Accused each other": what both do to one another is aimed at nobody besides. */
static bool is_mutual(const onr_text *text, size_t word)
{
    const onr_word *w = &text->words[word];
    return word + 2 < text->word_count && w[2].sentence == w->sentence &&
           ((str_is(w[1].form, "each") && str_is(w[2].form, "other")) ||
            (str_is(w[1].form, "one") && str_is(w[2].form, "another")));
}

/* Whom a demand or promise is put to by name, it is aimed at: "urged Karst to press Ostrava"; but
 * who is told what others should do is not. */
static void aim_at_addressee(const listener *l, parties *found, int32_t cue, const onr_statement *s)
{
    const onr_entity *all = l->r->entities->items;
    int32_t told = s->addressee_entity;
    if (str_listed(l->r->text->words[cue].lemma, "tell|say|write|speak|add"))
        return;
    bool puts = s->act == ONR_ACT_DEMAND || s->act == ONR_ACT_PROMISE ||
                s->act == ONR_ACT_THREATEN || s->act == ONR_ACT_PROPOSE;
    if (!puts || told == ONR_NO_ENTITY || told == s->speaker_entity ||
        all[told].kind == ONR_ENTITY_OUTLET || all[told].is_nameless)
        return;
    bool has = is_among(l, found, told);
    for (size_t i = 0; !has && i < found->count; i++)
        has = onr_entity_has_member(&all[told], found->entity[i]);
    if (!has)
        *found = (parties){{told}, {1.0f}, 1};
}

/* At whom it is aimed, where `found` are whom the network finds, `last` the event ahead. */
static void narrow(const listener *l, parties *found, const onr_event *last, size_t word,
                   const parties *actors)
{
    int32_t own = l->r->cue_of[word];
    const onr_statement *s = own >= 0 ? &l->r->statements->items[own] : NULL;
    if (is_mutual(l->r->text, word)) {
        found->count = 0;
        return;
    }
    if (!s && sides_have_mediator(l->r, (int32_t)word))
        *found = sides_between(l->r, (int32_t)word);
    leave_out(l, found, actors);
    if (s) {
        leave_out_outlet(l, found, s);
        keep_here(l, found, word);
        aim(l, found, (int32_t)word, s);
        aim_at_addressee(l, found, (int32_t)word, s);
        int32_t answered = answers_whom(l->r, last, own, (int32_t)word);
        if (answered != ONR_NO_ENTITY)
            *found = (parties){{answered}, {1.0f}, 1};
    }
    int32_t claimant = s && s->act == ONR_ACT_DENY ? denied_claimant(l, own) : ONR_NO_ENTITY;
    if (claimant != ONR_NO_ENTITY)
        *found = (parties){{claimant}, {1.0f}, 1};
    leave_out(l, found, actors);
}

/* What somebody is accused of, asked or refused is told of also where nobody is known to be the
 * actor; a deed is not, nor is a denial of what nobody is known to claim. */
static bool is_whole(onr_plover class, const onr_statement *s, const parties *actors,
                     const parties *recipients)
{
    bool speaks = class >= ONR_REQUEST && class <= ONR_THREATEN;
    if (s && s->act == ONR_ACT_DENY && class == ONR_REJECT)
        return recipients->count != 0;
    return s || actors->count || (speaks && recipients->count);
}

/* Whether nothing is done there after all. */
static bool is_void(const listener *l, size_t word, onr_plover class, const onr_statement *s)
{
    const onr_text *text = l->r->text;
    return (s && s->negated) || undone_is(text, (int32_t)word) ||
           undone_endangers(text, (int32_t)word) ||
           (class == ONR_ASSAULT && accident_does(text, (int32_t)word));
}

/* "Imposed sanctions", "recalled its envoy": the object names the act, and its end is another. */
static onr_plover class_by_object(const onr_text *text, int32_t word, onr_plover class)
{
    int32_t what = walk_child(text, word, ONR_OBJ, -1);
    /* PLOVER: who calls an ambassador home breaks something off */
    if (what >= 0 && str_listed(text->words[word].lemma, "recall|withdraw|expel|close|shut") &&
        str_listed(text->words[what].lemma, "ambassador|envoy|diplomat|consul|embassy|consulate"))
        return ONR_SANCTION;
    bool is_pressure =
        what >= 0 && str_listed(text->words[what].lemma, "sanction|embargo|tariff|boycott");
    if (!is_pressure)
        return class;
    if (str_listed(text->words[word].lemma, "impose|slap|place|put|extend|tighten|reimpose|renew|"
                                            "introduce|levy|widen"))
        return ONR_SANCTION;
    return str_listed(text->words[word].lemma, "lift|ease|remove|drop|suspend|relax|end")
               ? ONR_CONCEDE
               : class;
}

/* A meeting, aid or joint work to come is agreed on, so far. */
static onr_plover class_by_status(onr_plover class, onr_status status)
{
    bool to_come = status == ONR_PLANNED &&
                   (class == ONR_CONSULT || class == ONR_AID || class == ONR_COOPERATE);
    return to_come ? ONR_AGREE : class;
}

static void add_event(event_list *out, listener *l, size_t word, int kind, float sure)
{
    head_at at;
    int32_t own = l->r->cue_of[word];
    const onr_statement *s = own >= 0 ? &l->r->statements->items[own] : NULL;
    onr_plover class = s ? (onr_plover)(kind - 1)
                         : class_by_object(l->r->text, (int32_t)word, (onr_plover)(kind - 1));
    onr_status status = status_of(l, word);
    if (!s)
        status_by_words(&status, l->r, (int32_t)word);
    if (is_void(l, word, class, s) || !heads_look(&at, l->rows, word, l->scratch))
        return;
    event_part recipient = {.kind = PAIR_RECIPIENT, .also = ALSO};
    bool is_suffered = parties_of(l, &at, recipient, &(parties){.count = 0}).count != 0;
    parties actors = actors_of(l, &at, class, s, is_suffered);
    head_bounds bounds = heads_bounds(l->rows);
    recipient.here = bounds.recipient_here;
    recipient.elsewhere = bounds.recipient_elsewhere;
    parties recipients = parties_of(l, &at, recipient, &actors);
    const onr_event *last = out->count ? &out->items[out->count - 1] : NULL;
    narrow(l, &recipients, last, word, &actors);
    if (!is_whole(class, s, &actors, &recipients))
        return;
    class = class_by_status(class, status);
    onr_event e = {.event_class = class,
                   .cameo = class_cameo(class),
                   .trigger = s ? s->cue : span_of(l, word),
                   .status = status,
                   .vouched = s ? own : l->r->told_in[word],
                   .same_as = ONR_NO_EVENT,
                   .confidence = sure};
    e.actors = keep(l, &actors, &e.actor_count);
    e.recipients = keep(l, &recipients, &e.recipient_count);
    list_push(out, e, l->arena);
}

onr_status triggers_status(const onr_text *text, size_t word)
{
    const places r = {.text = text};
    const listener l = {.r = &r, .rows = text->vectors->record};
    return word < l.rows->words.count ? status_of(&l, word) : ONR_HAPPENED;
}

void triggers_find(event_list *out, const places *r, onr_arena *arena)
{
    onr_scratch all = onr_scratch_begin(arena);
    onr_arena *scratch = all.arena;
    size_t entities = r->entities->count ? r->entities->count : 1;
    listener l = {.r = r,
                  .rows = r->text->vectors->record,
                  .chance = arena_array(scratch, float, entities),
                  .touched = arena_array(scratch, int32_t, entities),
                  .arena = arena};
    if (l.chance)
        memset(l.chance, 0, entities * sizeof *l.chance);
    for (size_t i = 0; l.touched && i < l.rows->words.count && !onr_arena_full(arena); i++) {
        float sure;
        int kind = class_of(&l, i, &sure);
        if (!kind)
            continue;
        onr_scratch one = onr_scratch_begin(arena);
        l.scratch = one.arena;
        add_event(out, &l, i, kind, sure);
        onr_scratch_end(&one);
    }
    onr_scratch_end(&all);
}
