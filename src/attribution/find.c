/*
 * Finds the statements: a cue by its lemma and the tree below it, its speaker,
 * content and addressee as subtrees, quotations that go with it, and what stands in what.
 */
#include "attribution/act.h"
#include "attribution/cues.h"
#include "attribution/quotes.h"
#include "base/arena.h"
#include "base/str.h"
#include "entities/tree.h"

typedef list(onr_statement) statement_list;

typedef struct finder {
    const onr_text *text;
    const onr_entities *entities;
    onr_spans quotes;
    int32_t *quote_owner; /* Index of the statement that a quotation belongs to, or -1. */
    statement_list found;
    onr_arena *arena;
} finder;

/* How far back the statement that another stands in is looked for. */
enum { WINDOW = 64 };

static const char naming_acts[] =
    "accuse|blame|condemn|criticise|criticize|denounce|slam|blast|decry|deplore|deny|reject|refuse|"
    "oppose|demand|propose|promise|pledge|vow|praise|hail|applaud|thank|defend|endorse|approve|"
    "dismiss|refute|welcome|urge|threaten|rebuke|guarantee|reaffirm|recommend|announce|acknowledge";

static const onr_word *word_at(const finder *f, int32_t i)
{
    return &f->text->words[i];
}

static int32_t child(const finder *f, int32_t head, onr_relation relation)
{
    return tree_child(f->text, head, relation, -1);
}

static bool holds(onr_span outer, onr_span inner)
{
    return outer.start <= inner.start && inner.end <= outer.end;
}

static bool spans_hold(onr_spans outer, onr_span inner)
{
    for (size_t i = 0; i < outer.count; i++)
        if (holds(outer.items[i], inner))
            return true;
    return false;
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
        if (!touches && s.end <= more.start)
            touches = only_blanks_between(f->text->text, s.end, more.start);
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

static onr_spans join_spans(const finder *f, onr_spans spans, onr_spans more)
{
    for (size_t i = 0; i < more.count; i++)
        spans = join_span(f, spans, more.items[i]);
    return spans;
}

static onr_spans subtree(const finder *f, int32_t top, int32_t cut)
{
    int32_t cuts[2] = {cut, -1};
    if (top < 0)
        return (onr_spans){0};
    return tree_spans(f->text, top, cuts, cut >= 0, f->arena);
}

/* The word whose subtree is the speaker: a subject of its own, or one that it shares. */
static int32_t speaker_of_verb(const finder *f, int32_t cue)
{
    for (int steps = 0; cue >= 0 && steps < 8; steps++) {
        const onr_word *w = word_at(f, cue);
        int32_t s = child(f, cue, ONR_NSUBJ);
        if (s >= 0 && str_is(word_at(f, s)->subtype, "pass")) {
            for (int32_t o = child(f, cue, ONR_OBL); o >= 0;
                 o = tree_child(f->text, cue, ONR_OBL, o))
                if (str_is(word_at(f, o)->subtype, "agent") ||
                    tree_child_listed(f->text, o, "by") >= 0)
                    return o;
            return -1;
        }
        if (s >= 0) {
            bool relative = str_listed(word_at(f, s)->form, "who|which|that");
            return relative && w->relation == ONR_ACL ? w->head : s;
        }
        if (w->relation == ONR_ACL)
            return w->head;
        if (w->relation != ONR_CONJ && w->relation != ONR_XCOMP && w->relation != ONR_ADVCL)
            return -1;
        cue = w->head;
    }
    return -1;
}

static onr_spans speaker_spans(const finder *f, int32_t speaker, int32_t cue)
{
    if (speaker < 0)
        return (onr_spans){0};
    int32_t cuts[4];
    size_t n = 0;
    int32_t by = tree_child_listed(f->text, speaker, "by");
    if (by >= 0)
        cuts[n++] = by;
    for (int32_t c = child(f, speaker, ONR_ACL); c >= 0 && n < 4;
         c = tree_child(f->text, speaker, ONR_ACL, c))
        if (tree_within(f->text, cue, c))
            cuts[n++] = c;
    return tree_spans(f->text, speaker, cuts, n, f->arena);
}

static int32_t entity_of(const finder *f, int32_t word)
{
    return word < 0 ? ONR_NO_ENTITY : onr_entities_of_word(f->entities, word);
}

/* A quotation of the cue's sentence that does not hold the cue and is its own. */
static onr_spans quotes_beside(const finder *f, int32_t cue)
{
    onr_span at = word_at(f, cue)->span;
    onr_span sentence = f->text->sentences[word_at(f, cue)->sentence].span;
    onr_spans spans = {0};
    for (size_t i = 0; i < f->quotes.count; i++) {
        onr_span q = f->quotes.items[i];
        bool here = q.start < sentence.end && q.end > sentence.start;
        if (here && !holds(q, at) && f->quote_owner[i] < 0 && q.end - q.start > 15)
            spans = join_span(f, spans, q);
    }
    return spans;
}

/* Whole quotations where the content holds a piece of one. */
static onr_spans widen_to_quotes(const finder *f, onr_spans content, onr_span cue)
{
    for (size_t i = 0; i < f->quotes.count; i++) {
        onr_span q = f->quotes.items[i];
        for (size_t k = 0; k < content.count; k++)
            if (q.start < content.items[k].end && content.items[k].start < q.end && !holds(q, cue)) {
                content = join_span(f, content, q);
                break;
            }
    }
    return content;
}

static onr_quote quote_kind(const finder *f, onr_spans content)
{
    uint32_t quoted = 0;
    for (size_t i = 0; i < f->quotes.count; i++)
        for (size_t k = 0; k < content.count; k++)
            if (holds(content.items[k], f->quotes.items[i]))
                quoted += f->quotes.items[i].end - f->quotes.items[i].start;
    /* A comma or a full stop may stand outside the marks. */
    return quoted == 0                             ? ONR_QUOTE_INDIRECT
           : quoted + 3 >= spans_length(content) ? ONR_QUOTE_DIRECT
                                                   : ONR_QUOTE_MIXED;
}

static void add(finder *f, onr_statement s, float confidence)
{
    onr_span cue = s.cue.count ? s.cue.items[0] : (onr_span){0, 0};
    s.content = widen_to_quotes(f, s.content, cue);
    s.quote = quote_kind(f, s.content);
    s.inside = ONR_NO_STATEMENT;
    s.confidence = confidence;
    if (s.content.count == 0 || s.cue.count == 0)
        return;
    for (size_t i = 0; i < f->quotes.count; i++)
        if (spans_hold(s.content, f->quotes.items[i]) && f->quote_owner[i] < 0)
            f->quote_owner[i] = (int32_t)f->found.count;
    list_push(&f->found, s, f->arena);
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
        who = child(f, cue, ONR_OBJ);
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
    s->addressee_entity = entity_of(f, who);
}

/* Object and what it is blamed for or urged to: "China of intimidating Vietnam". */
static onr_spans objects_of(const finder *f, int32_t cue)
{
    static const onr_relation ways[] = {ONR_OBJ, ONR_OBL, ONR_XCOMP, ONR_CCOMP, ONR_ADVCL};
    onr_spans spans = {0};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        for (int32_t c = child(f, cue, ways[i]); c >= 0; c = tree_child(f->text, cue, ways[i], c)) {
            bool beside = ways[i] == ONR_OBL || ways[i] == ONR_ADVCL;
            if (beside && (c < cue || tree_child_listed(f->text, c,
                                          "of|for|over|on|against|about|to|as") < 0))
                continue;
            spans = join_spans(f, spans, subtree(f, c, -1));
        }
    return spans;
}

/* The clause that the verb reports, or -1: its complement, or the clause it is put into. */
static int32_t clause_of(const finder *f, int32_t cue, bool *outer)
{
    *outer = false;
    int32_t c = child(f, cue, ONR_CCOMP);
    if (c < 0)
        c = child(f, cue, ONR_XCOMP);
    if (c < 0 && word_at(f, cue)->relation == ONR_PARATAXIS && child(f, cue, ONR_NSUBJ) >= 0) {
        *outer = true;
        return word_at(f, cue)->head;
    }
    if (c < 0)
        c = child(f, cue, ONR_PARATAXIS);
    return c;
}

static onr_spans source_cited(const finder *f, int32_t cue)
{
    for (int32_t c = child(f, cue, ONR_ADVCL); c >= 0;
         c = tree_child(f->text, cue, ONR_ADVCL, c))
        if (str_listed(word_at(f, c)->form, "citing|quoting"))
            return subtree(f, child(f, c, ONR_OBJ), -1);
    return (onr_spans){0};
}

static void find_verb(finder *f, int32_t i)
{
    const onr_word *w = word_at(f, i);
    const cue_entry *entry = cue_find(w->lemma);
    if (!entry || entry->verb_act < 0 || str_listed(w->form, "citing|quoting"))
        return;
    bool outer;
    int32_t clause = clause_of(f, i, &outer);
    onr_statement s = {.speaker_entity = ONR_NO_ENTITY, .addressee_entity = ONR_NO_ENTITY};
    onr_spans quotes = quotes_beside(f, i);
    bool calls = str_is(w->lemma, "call") && tree_child_listed(f->text, i, "on|for") < 0 &&
                 child(f, i, ONR_OBL) >= 0;
    if (clause >= 0)
        s.content = subtree(f, clause, outer ? i : -1);
    bool named = str_listed(w->lemma, naming_acts) || calls ||
                 (str_is(w->lemma, "rule") && tree_child_listed(f->text, i, "out") >= 0);
    if (named && !outer)
        s.content = join_spans(f, s.content, objects_of(f, i));
    if (s.content.count == 0 && entry->share >= 15)
        s.content = quotes;
    if (s.content.count == 0)
        return;
    int32_t speaker = speaker_of_verb(f, i);
    s.speaker = speaker_spans(f, speaker, i);
    s.speaker_entity = entity_of(f, speaker);
    s.cue = one_span(f, w->span);
    int32_t particle = tree_child(f->text, i, ONR_COMPOUND, i);
    if (particle >= 0 && str_is(word_at(f, particle)->subtype, "prt"))
        s.cue = join_span(f, s.cue, word_at(f, particle)->span);
    s.act = act_find(f->text, i, clause, (onr_act)entry->verb_act, &s.negated);
    s.hedged = tree_child_listed(f->text, i, "reportedly|allegedly|apparently") >= 0;
    s.unrealised = is_unrealised(f, i);
    s.on_word_of = source_cited(f, i);
    find_addressee(f, &s, i, clause);
    float sure = 0.45f + 0.005f * (float)entry->share;
    add(f, s, s.speaker.count ? sure : sure - 0.15f);
}

static void find_noun(finder *f, int32_t i)
{
    const cue_entry *entry = cue_find(word_at(f, i)->lemma);
    int32_t clause = child(f, i, ONR_ACL);
    if (clause < 0)
        clause = child(f, i, ONR_CCOMP);
    if (!entry || entry->noun_act < 0 || clause < i ||
        tree_child_listed(f->text, clause, "that|to") < 0 ||
        str_is(word_at(f, clause)->subtype, "relcl"))
        return;
    int32_t speaker = child(f, i, ONR_NMOD);
    if (speaker > i && tree_child_listed(f->text, speaker, "by|from|of") < 0)
        speaker = -1;
    onr_statement s = {.addressee_entity = ONR_NO_ENTITY, .act = (onr_act)entry->noun_act};
    s.cue = one_span(f, word_at(f, i)->span);
    s.content = subtree(f, clause, -1);
    int32_t mark = speaker >= 0 ? child(f, speaker, ONR_CASE) : -1;
    s.speaker = subtree(f, speaker, mark);
    s.speaker_entity = entity_of(f, speaker);
    add(f, s, speaker >= 0 ? 0.6f : 0.4f);
}

static void find_adjective(finder *f, int32_t i)
{
    int32_t clause = child(f, i, ONR_CCOMP);
    if (clause < 0 || !str_listed(word_at(f, i)->form, "concerned|confident|convinced|aware|sure|"
                                                       "hopeful|worried|afraid|certain|optimistic"))
        return;
    int32_t speaker = speaker_of_verb(f, i);
    onr_statement s = {.addressee_entity = ONR_NO_ENTITY, .act = ONR_ACT_THINK};
    s.cue = one_span(f, word_at(f, i)->span);
    s.content = subtree(f, clause, -1);
    s.speaker = speaker_spans(f, speaker, i);
    s.speaker_entity = entity_of(f, speaker);
    s.negated = tree_child_listed(f->text, i, "not|n't|never") >= 0;
    add(f, s, 0.6f);
}

/* "According to X": X is an oblique of the clause that it vouches for. */
static void find_according(finder *f, int32_t i)
{
    int32_t speaker = word_at(f, i)->head;
    int32_t to = i + 1;
    if (speaker < 0 || (size_t)to >= f->text->word_count || !str_is(word_at(f, to)->form, "to"))
        return;
    /* Some trees hang X below "according" instead. */
    if (word_at(f, i)->relation != ONR_CASE) {
        int32_t below = child(f, i, ONR_OBL);
        if (below < 0)
            return;
        speaker = below;
    }
    int32_t top = tree_within(f->text, i, speaker) ? speaker : i;
    int32_t clause = word_at(f, top)->head;
    onr_statement s = {.addressee_entity = ONR_NO_ENTITY, .act = ONR_ACT_STATE};
    s.cue = one_span(f, (onr_span){word_at(f, i)->span.start, word_at(f, to)->span.end});
    int32_t cuts[2] = {i, to};
    s.speaker = tree_spans(f->text, speaker, cuts, 2, f->arena);
    s.speaker_entity = entity_of(f, speaker);
    s.content = subtree(f, clause, top);
    add(f, s, 0.9f);
}

/* A paragraph or sentence of quotation without a cue of its own goes on with the last speech. */
static void give_open_quotes(finder *f)
{
    for (size_t i = 1; i < f->quotes.count; i++) {
        int32_t owner = f->quote_owner[i - 1];
        if (f->quote_owner[i] >= 0 || owner < 0)
            continue;
        onr_statement *s = &f->found.items[owner];
        uint32_t end = f->quotes.items[i - 1].end;
        end = s->cue.items[0].end > end ? s->cue.items[0].end : end;
        if (s->speaker.count && s->speaker.items[s->speaker.count - 1].end > end)
            end = s->speaker.items[s->speaker.count - 1].end;
        uint32_t start = f->quotes.items[i].start;
        onr_str gap = start > end ? str_slice(f->text->text, (onr_span){end, start}) : (onr_str){"", 0};
        gap = str_trim(gap);
        if (gap.len > 1 || f->quotes.items[i].end - start < 16)
            continue;
        s->content = join_span(f, s->content, f->quotes.items[i]);
        f->quote_owner[i] = owner;
    }
}

/* The innermost other statement whose content holds the cue; of two that hold each other the first. */
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

bool onr_attribution_find(onr_statements *out, const onr_text *text, const onr_entities *entities,
                          onr_arena *arena, onr_error *err)
{
    finder f = {.text = text, .entities = entities, .arena = arena};
    f.quotes = quotes_find(text->text, arena);
    f.quote_owner = arena_array(arena, int32_t, f.quotes.count + 1);
    if (f.quote_owner)
        memset(f.quote_owner, 0xFF, sizeof *f.quote_owner * (f.quotes.count + 1));
    for (int32_t i = 0; !onr_arena_full(arena) && i < (int32_t)text->word_count; i++) {
        const onr_word *w = &text->words[i];
        if (str_equal_nocase(w->form, ONR_STR("according")))
            find_according(&f, i);
        else if (w->upos == ONR_VERB)
            find_verb(&f, i);
        else if (w->upos == ONR_NOUN)
            find_noun(&f, i);
        else if (w->upos == ONR_ADJ)
            find_adjective(&f, i);
    }
    if (onr_arena_full(arena))
        return arena_fail(err, "find statements");
    give_open_quotes(&f);
    nest(&f);
    cut_circles(&f);
    *out = (onr_statements){f.found.items, f.found.count};
    return !onr_arena_full(arena) || arena_fail(err, "find statements");
}

const char *onr_act_name(onr_act act)
{
    static const char *const names[] = {"state",  "deny",  "admit",    "accuse", "demand",
                                        "propose", "promise", "refuse", "agree", "threaten",
                                        "warn",   "praise", "think",   "ask"};
    return names[act];
}

const char *onr_quote_name(onr_quote quote)
{
    static const char *const names[] = {"direct", "indirect", "mixed"};
    return names[quote];
}
