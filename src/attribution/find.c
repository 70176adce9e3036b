/*
 * Finds the statements: the words that the model takes for cues, the words around each
 * that it takes for speaker and content, and by rule the rest: entities, addressee, act,
 * marks, and what stands in what.
 */
#include "attribution/act.h"
#include "attribution/model.h"
#include "base/arena.h"
#include "base/span.h"
#include "base/str.h"
#include "entities/tree.h"

/* One cue with what the model says of the words around it. */
typedef struct finding {
    int32_t cue;
    int32_t particle; /* That makes one expression with it ("rule out"), or -1. */
    window at;
    const uint8_t *roles; /* By word of the window. */
    float sure;
} finding;

/* How sure a cue must be, outside all contents and inside one. PolNeAR marks outermost statements
 * alone, so that inside the model is too shy of what the lexicon knows and the words bear out, and
 * has learnt nothing against the rest. A verb of saying with a bare object ("recalled the
 * inspectors") hardly says anything there. */
typedef struct sure_enough {
    float outside, inside;
} sure_enough;
static const sure_enough known_with_words = {0.3f, 0.2f}, known_to_act = {0.42f, 0.5f},
                         known_to_say = {0.45f, 0.97f}, unknown = {0.45f, 0.6f};

/* A statement that may be kept, and what speaks for it. */
typedef struct draft {
    onr_statement statement;
    int32_t cue;
    const sure_enough *least;
} draft;

typedef struct finder {
    const onr_text *text;
    const onr_entities *entities;
    reading reading;
    list(draft) drafts;
    list(onr_statement) found;
    onr_arena *arena;
} finder;

/* How far back the statement that another stands in is looked for. */
enum { WINDOW = 64 };

/* No other cue is worth a search for its content; one as sure as this makes others stand inside. */
static const float LEAST_SURE = 0.2f, SURE = 0.45f;

static const onr_word *word_at(const finder *f, int32_t i)
{
    return &f->text->words[i];
}

static int32_t child(const finder *f, int32_t head, onr_relation relation)
{
    return tree_child(f->text, head, relation, -1);
}

static uint32_t spans_length(onr_spans spans)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < spans.count; i++)
        sum += spans.items[i].end - spans.items[i].start;
    return sum;
}

static bool only_blanks_between(onr_str text, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (!is_ascii_space(text.data[i]))
            return false;
    return true;
}

static onr_spans one_span(const finder *f, onr_span span)
{
    onr_span *item = arena_array(f->arena, onr_span, 1);
    if (!item)
        return (onr_spans){0};
    *item = span;
    return (onr_spans){item, 1};
}

/* The spans and one more, in text order, what touches or overlaps joined. */
static onr_spans join_span(const finder *f, onr_spans spans, onr_span more)
{
    list(onr_span) joined = {0};
    bool done = false;
    for (size_t i = 0; i < spans.count; i++) {
        onr_span s = spans.items[i];
        bool touches = s.start <= more.end && more.start <= s.end;
        if (!touches)
            touches = s.end <= more.start ? only_blanks_between(f->text->text, s.end, more.start)
                                          : only_blanks_between(f->text->text, more.end, s.start);
        if (touches) {
            more.start = s.start < more.start ? s.start : more.start;
            more.end = s.end > more.end ? s.end : more.end;
            continue;
        }
        if (!done && s.start > more.start) {
            list_push(&joined, more, f->arena);
            done = true;
        }
        list_push(&joined, s, f->arena);
    }
    if (!done)
        list_push(&joined, more, f->arena);
    return (onr_spans){joined.items, joined.count};
}

static onr_spans subtree(const finder *f, int32_t top, int32_t cut)
{
    int32_t cuts[2] = {cut, -1};
    if (top < 0)
        return (onr_spans){0};
    return tree_spans(f->text, top, cuts, cut >= 0, f->arena);
}

static int32_t entity_of(const finder *f, int32_t word)
{
    return word < 0 ? ONR_NO_ENTITY : onr_entities_of_word(f->entities, word);
}

static const char hedges[] = "reportedly|allegedly|apparently|supposedly|purportedly";

static uint8_t role_of(const finding *g, int32_t word)
{
    bool in = word >= g->at.first && word < g->at.end && word != g->cue && word != g->particle;
    return in ? g->roles[word - g->at.first] : ROLE_NEITHER;
}

/* Stops and commas at an end belong to nothing, quotation marks to what they hold. */
static bool is_edge(const onr_word *w)
{
    return w->upos == ONR_PUNCT && str_listed(w->form, ".|,|;|:|-|--|–|—|…");
}

static onr_spans spans_of_role(const finder *f, const finding *g, role wanted)
{
    onr_spans spans = {0};
    for (int32_t i = g->at.first; i < g->at.end;) {
        int32_t from = i;
        while (i < g->at.end && role_of(g, i) == wanted)
            i++;
        int32_t to = i;
        while (from < to && is_edge(word_at(f, from)))
            from++;
        while (from < to && is_edge(word_at(f, to - 1)))
            to--;
        if (from < to)
            spans = join_span(
                f, spans, (onr_span){word_at(f, from)->span.start, word_at(f, to - 1)->span.end});
        if (i < g->at.end && role_of(g, i) != wanted)
            i++;
    }
    return spans;
}

/* The word of a role in the cue's sentence that stands highest in the tree, or -1. */
static int32_t head_of_role(const finder *f, const finding *g, role wanted)
{
    int32_t best = -1, least = INT32_MAX;
    for (int32_t i = g->at.first; i < g->at.end; i++) {
        const onr_word *w = word_at(f, i);
        if (role_of(g, i) != wanted || w->sentence != word_at(f, g->cue)->sentence ||
            w->upos == ONR_PUNCT)
            continue;
        int32_t depth = 0;
        for (int32_t up = w->head; up >= 0 && depth < 64; up = word_at(f, up)->head)
            depth++;
        if (depth < least) {
            least = depth;
            best = i;
        }
    }
    return best;
}

/* What "who", "which" or "that" stands for: the noun that the cue's clause hangs from, or -1. */
static int32_t antecedent(const finder *f, int32_t cue)
{
    for (int32_t at = cue, steps = 0; at >= 0 && steps < 16; at = word_at(f, at)->head, steps++)
        if (word_at(f, at)->relation == ONR_ACL)
            return word_at(f, at)->head;
    return -1;
}

/* The noun phrase of `head` without the clause that the cue stands in. */
static onr_spans phrase_without(const finder *f, int32_t head, int32_t cue)
{
    for (int32_t c = child(f, head, ONR_ACL); c >= 0; c = tree_child(f->text, head, ONR_ACL, c))
        if (tree_within(f->text, cue, c)) {
            int32_t cuts[2] = {c, child(f, head, ONR_CASE)};
            return tree_spans(f->text, head, cuts, cuts[1] >= 0 ? 2 : 1, f->arena);
        }
    return subtree(f, head, child(f, head, ONR_CASE));
}

/* The entity that a phrase names: by a name that goes with its head ("the leader of the party,
 * Ada Lund"), else by the head. */
static const char documents[] =
    "declaration|statement|letter|report|resolution|draft|proposal|document|law|legislation|bill|"
    "treaty|agreement|memo|communique|filing|ruling|order|plan|article|tweet|post|testimony";

/* A document speaks for its issuer: "its declaration", "a statement by the ministry". */
static int32_t issuer_of(const finder *f, int32_t document)
{
    for (int32_t c = child(f, document, ONR_NMOD); c >= 0;
         c = tree_child(f->text, document, ONR_NMOD, c)) {
        bool issues = str_is(word_at(f, c)->subtype, "poss") ||
                      tree_child_listed(f->text, c, "by|from|of") >= 0;
        if (issues && entity_of(f, c) != ONR_NO_ENTITY)
            return entity_of(f, c);
    }
    return ONR_NO_ENTITY;
}

static int32_t entity_of_phrase(const finder *f, int32_t head)
{
    static const onr_relation ways[] = {ONR_FLAT, ONR_APPOS, ONR_COMPOUND};
    int32_t own = entity_of(f, head);
    if (head < 0 || (own != ONR_NO_ENTITY && word_at(f, head)->upos != ONR_NOUN))
        return own;
    if (own == ONR_NO_ENTITY && str_listed(word_at(f, head)->lemma, documents)) {
        int32_t issuer = issuer_of(f, head);
        if (issuer != ONR_NO_ENTITY)
            return issuer;
    }
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        for (int32_t c = child(f, head, ways[i]); c >= 0;
             c = tree_child(f->text, head, ways[i], c)) {
            bool names = word_at(f, c)->upos == ONR_PROPN && (own < 0 || ways[i] != ONR_COMPOUND);
            if (names && entity_of(f, c) != ONR_NO_ENTITY)
                return entity_of(f, c);
        }
    return own;
}

/* "Karst hits back: Demands an inquiry": right behind a headline's colon, the verb's subject is
 * that of the clause before; else -1. */
static int32_t subject_before_colon(const finder *f, int32_t cue)
{
    const onr_word *w = word_at(f, cue);
    bool finite = str_listed(w->xpos, "VBZ|VBD|VBP");
    if (!finite || w->relation != ONR_PARATAXIS || w->head < 0 || w->head >= cue ||
        !str_is(word_at(f, cue - 1)->form, ":") || child(f, cue, ONR_NSUBJ) >= 0)
        return -1;
    return child(f, w->head, ONR_NSUBJ);
}

static void find_speaker(const finder *f, onr_statement *s, const finding *g)
{
    int32_t head = head_of_role(f, g, ROLE_SOURCE);
    s->speaker = spans_of_role(f, g, ROLE_SOURCE);
    s->speaker_entity = ONR_NO_ENTITY;
    if (head < 0) {
        head = subject_before_colon(f, g->cue);
        s->speaker = subtree(f, head, -1);
    }
    if (head < 0)
        return;
    bool relative = word_at(f, head)->upos == ONR_PRON &&
                    str_listed(word_at(f, head)->form, "who|which|that|whom");
    int32_t stands_for = relative ? antecedent(f, g->cue) : -1;
    if (stands_for >= 0) {
        head = stands_for;
        s->speaker = phrase_without(f, head, g->cue);
    }
    s->speaker_entity = entity_of_phrase(f, head);
}

/* "Rule out", "according to": the word that makes one expression with the cue, or -1. */
static int32_t particle_of(const finder *f, int32_t cue)
{
    int32_t particle = child(f, cue, ONR_COMPOUND), next = cue + 1;
    if (particle > cue && str_is(word_at(f, particle)->subtype, "prt"))
        return particle;
    bool according =
        str_listed(word_at(f, cue)->form, "according") && next < (int32_t)f->text->word_count;
    return according ? next : -1;
}

static onr_spans cue_spans(const finder *f, const finding *g)
{
    onr_spans spans = one_span(f, word_at(f, g->cue)->span);
    return g->particle < 0 ? spans : join_span(f, spans, word_at(f, g->particle)->span);
}

/* Whole quotations where the content holds a piece of one. */
static onr_spans widen_to_quotes(const finder *f, onr_spans content, const finding *g)
{
    onr_spans quotes = f->reading.quotes;
    int32_t last = -1;
    for (int32_t i = g->at.first; i < g->at.end; i++) {
        int32_t q = f->reading.quote_of[i];
        if (q < 0 || q == last || role_of(g, i) != ROLE_CONTENT ||
            span_holds(quotes.items[q], word_at(f, g->cue)->span))
            continue;
        content = join_span(f, content, quotes.items[q]);
        last = q;
    }
    return content;
}

static onr_quote quote_kind(const finder *f, onr_spans content, const finding *g)
{
    uint32_t quoted = 0;
    int32_t last = -1;
    for (int32_t i = g->at.first; i < g->at.end; i++) {
        int32_t q = f->reading.quote_of[i];
        if (q < 0 || q == last)
            continue;
        last = q;
        onr_span span = f->reading.quotes.items[q];
        quoted += spans_hold(content, span) ? span.end - span.start : 0;
    }
    /* A comma or a full stop may stand outside the marks. */
    return quoted == 0                           ? ONR_QUOTE_INDIRECT
           : quoted + 3 >= spans_length(content) ? ONR_QUOTE_DIRECT
                                                 : ONR_QUOTE_MIXED;
}

static bool is_unrealised(const finder *f, int32_t cue)
{
    if (tree_child_listed(f->text, cue, "will|would|might|may|could|should|must|'ll|if|can") >= 0)
        return true;
    const onr_word *w = word_at(f, cue);
    bool infinitive = tree_child_listed(f->text, cue, "to") >= 0;
    return infinitive && (w->relation == ONR_XCOMP || w->relation == ONR_ADVCL);
}

static void find_addressee(const finder *f, onr_statement *s, int32_t cue, int32_t clause)
{
    static const char told[] = "tell|ask|urge|inform|assure|warn|remind|advise|order|call|press|"
                               "invite|instruct|encourage|beg|implore|promise|want";
    int32_t who = child(f, cue, ONR_IOBJ);
    if (who < 0 && str_listed(word_at(f, cue)->lemma, told)) {
        bool bare = str_is(word_at(f, cue)->lemma, "want") && child(f, cue, ONR_XCOMP) < 0;
        who = bare ? -1 : child(f, cue, ONR_OBJ);
        if (who < 0 && clause >= 0 && s->act == ONR_ACT_DEMAND)
            who = child(f, clause, ONR_NSUBJ);
    }
    for (int32_t o = child(f, cue, ONR_OBL); who < 0 && o >= 0;
         o = tree_child(f->text, cue, ONR_OBL, o))
        if (tree_child_listed(f->text, o, "to") >= 0 ||
            (str_is(word_at(f, cue)->lemma, "call") && tree_child_listed(f->text, o, "on") >= 0))
            who = o;
    int32_t mark = who >= 0 ? child(f, who, ONR_CASE) : -1;
    s->addressee = subtree(f, who, mark);
    s->addressee_entity = entity_of_phrase(f, who);
}

static bool is_citing(const onr_word *w)
{
    return w->relation == ONR_ADVCL && str_listed(w->form, "citing|quoting");
}

static onr_spans source_cited(const finder *f, int32_t cue)
{
    for (int32_t c = child(f, cue, ONR_ADVCL); c >= 0; c = tree_child(f->text, cue, ONR_ADVCL, c))
        if (is_citing(word_at(f, c)))
            return subtree(f, child(f, c, ONR_OBJ), -1);
    return (onr_spans){0};
}

/* Whoever is accused or urged stands in the content: "Sylvania of shelling the village". */
static onr_spans with_party(const finder *f, const onr_statement *s, const finding *g)
{
    int32_t party = child(f, g->cue, ONR_OBJ);
    bool aimed = s->act == ONR_ACT_ACCUSE || s->act == ONR_ACT_DEMAND;
    if (!aimed || party < 0 || role_of(g, party) != ROLE_NEITHER)
        return s->content;
    onr_spans spans = s->content, whole = subtree(f, party, -1);
    for (size_t i = 0; i < whole.count; i++)
        spans = join_span(f, spans, whole.items[i]);
    return spans;
}

/* Whether the content is a clause that hangs from the cue, or speech. */
static bool is_worded(const finder *f, const finding *g)
{
    bool masked = reading_in_speech(&f->reading, g->cue);
    onr_upos class = word_at(f, g->cue)->upos;
    if (class == ONR_ADV || class == ONR_PUNCT)
        return true;
    for (int32_t i = g->at.first; i < g->at.end; i++) {
        const onr_word *w = word_at(f, i);
        if (role_of(g, i) != ROLE_CONTENT)
            continue;
        if ((!masked && reading_in_speech(&f->reading, i)) ||
            (w->head == g->cue &&
             (w->relation == ONR_CCOMP || w->relation == ONR_XCOMP || w->relation == ONR_ADVCL ||
              w->relation == ONR_ACL || w->relation == ONR_PARATAXIS)))
            return true;
    }
    return false;
}

static const sure_enough *sure_enough_for(const finder *f, const finding *g)
{
    const onr_word *cue = word_at(f, g->cue);
    if (!act_is_known(cue))
        return &unknown;
    if (is_worded(f, g))
        return &known_with_words;
    return act_typical(cue) == ONR_ACT_STATE ? &known_to_say : &known_to_act;
}

static void add(finder *f, const finding *g)
{
    onr_statement s = {.speaker_entity = ONR_NO_ENTITY,
                       .addressee_entity = ONR_NO_ENTITY,
                       .inside = ONR_NO_STATEMENT,
                       .confidence = g->sure};
    int32_t clause = head_of_role(f, g, ROLE_CONTENT);
    s.cue = cue_spans(f, g);
    s.content = widen_to_quotes(f, spans_of_role(f, g, ROLE_CONTENT), g);
    if (s.content.count == 0 || s.cue.count == 0)
        return;
    s.quote = quote_kind(f, s.content, g);
    find_speaker(f, &s, g);
    s.act =
        act_find(f->text, g->cue, s.content, clause, act_typical(word_at(f, g->cue)), &s.negated);
    s.content = with_party(f, &s, g);
    s.hedged = str_listed(word_at(f, g->cue)->form, hedges) ||
               tree_child_listed(f->text, g->cue, hedges) >= 0;
    s.unrealised = is_unrealised(f, g->cue);
    s.on_word_of = source_cited(f, g->cue);
    find_addressee(f, &s, g->cue, clause);
    draft d = {s, g->cue, sure_enough_for(f, g)};
    list_push(&f->drafts, d, f->arena);
}

static void find_at(finder *f, int32_t word)
{
    features seen;
    features_of_cue(&seen, &f->reading, word);
    float sure = model_cue(&seen);
    if (sure < LEAST_SURE || is_citing(word_at(f, word)))
        return;
    onr_arena *scratch = onr_arena_scratch(f->arena);
    onr_arena_mark mark = onr_arena_mark_take(scratch);
    finding g = {.cue = word,
                 .particle = particle_of(f, word),
                 .at = features_window(&f->reading, word),
                 .sure = sure};
    view v;
    if (features_view(&v, &f->reading, g.at, scratch))
        g.roles = model_roles(&v, scratch);
    if (g.roles)
        add(f, &g);
    onr_arena_mark_release(scratch, mark);
}

static bool is_inside(const finder *f, size_t i)
{
    size_t from = i > WINDOW ? i - WINDOW : 0;
    const draft *d = &f->drafts.items[i];
    if (reading_in_speech(&f->reading, d->cue))
        return true;
    for (size_t k = from; k < f->drafts.count && k < i + WINDOW; k++) {
        const onr_statement *o = &f->drafts.items[k].statement;
        if (k != i && o->confidence >= SURE && spans_hold(o->content, d->statement.cue.items[0]))
            return true;
    }
    return false;
}

static void keep_sure(finder *f)
{
    for (size_t i = 0; i < f->drafts.count; i++) {
        draft *d = &f->drafts.items[i];
        float least = is_inside(f, i) ? d->least->inside : d->least->outside;
        if (d->statement.confidence >= least)
            list_push(&f->found, d->statement, f->arena);
    }
}

/* The innermost other statement whose content holds the cue; of two that hold each other the first.
 */
static void nest(finder *f)
{
    for (size_t i = 0; i < f->found.count; i++) {
        onr_statement *s = &f->found.items[i];
        uint32_t least = UINT32_MAX;
        size_t from = i > WINDOW ? i - WINDOW : 0;
        for (size_t k = from; k < f->found.count && k < i + WINDOW; k++) {
            const onr_statement *o = &f->found.items[k];
            if (k == i || !spans_hold(o->content, s->cue.items[0]))
                continue;
            bool mutual = spans_hold(s->content, o->cue.items[0]);
            uint32_t length = spans_length(o->content);
            if ((mutual && k > i) || length >= least)
                continue;
            least = length;
            s->inside = (int32_t)k;
        }
    }
}

/* Nesting that runs in a circle is cut where it closes. */
static void cut_circles(finder *f)
{
    for (size_t i = 0; i < f->found.count; i++) {
        int32_t at = f->found.items[i].inside;
        for (int steps = 0; at >= 0 && steps < WINDOW; steps++) {
            if (at == (int32_t)i) {
                f->found.items[i].inside = ONR_NO_STATEMENT;
                break;
            }
            at = f->found.items[at].inside;
        }
    }
}

/* "I" in a quotation is who is quoted; "we" too, unless that is one person. */
static void resolve_first_person(finder *f)
{
    for (size_t i = 0; i < f->found.count; i++) {
        onr_statement *s = &f->found.items[i];
        if (s->speaker.count != 1 || s->speaker_entity != ONR_NO_ENTITY)
            continue;
        onr_str who = str_slice(f->text->text, s->speaker.items[0]);
        int32_t outer = s->inside;
        for (int steps = 0;
             outer >= 0 && steps < WINDOW && f->found.items[outer].quote == ONR_QUOTE_INDIRECT;
             steps++)
            outer = f->found.items[outer].inside;
        int32_t said = outer >= 0 ? f->found.items[outer].speaker_entity : ONR_NO_ENTITY;
        if (said == ONR_NO_ENTITY)
            continue;
        bool person = f->entities->items[said].kind == ONR_ENTITY_PERSON;
        if (str_listed(who, "I|me|my") || (!person && str_listed(who, "we|us|our")))
            s->speaker_entity = said;
    }
}

bool onr_attribution_find(onr_statements *out, const onr_text *text, const onr_entities *entities,
                          onr_arena *arena, onr_error *err)
{
    finder f = {.text = text, .entities = entities, .arena = arena};
    if (!reading_build(&f.reading, text, arena))
        return arena_fail(err, "find statements");
    for (int32_t i = 0; !onr_arena_full(arena) && i < (int32_t)text->word_count; i++)
        if (features_is_candidate(&text->words[i]))
            find_at(&f, i);
    keep_sure(&f);
    nest(&f);
    cut_circles(&f);
    resolve_first_person(&f);
    *out = (onr_statements){f.found.items, f.found.count};
    return !onr_arena_full(arena) || arena_fail(err, "find statements");
}

const char *onr_act_name(onr_act act)
{
    static const char *const names[] = {"state",   "deny",    "admit",  "accuse", "demand",
                                        "propose", "promise", "refuse", "agree",  "threaten",
                                        "warn",    "praise",  "think",  "ask"};
    return names[act];
}

const char *onr_quote_name(onr_quote quote)
{
    static const char *const names[] = {"direct", "indirect", "mixed"};
    return names[quote];
}
