#include "record/standings.h"

#include "base/arena.h"
#include "base/span.h"
#include "base/str.h"
#include "base/table.h"
#include "language/walk.h"

/* data/dealings.tsv */
static const struct dealing_word {
    const char *lemma;
    dealing dealing;
} dealing_words[] = {
#include "record/dealings.inc"
};

/* The verb, or noun, that the mention is an argument of, conjuncts climbed over; or -1. */
static int32_t governor_of(const onr_text *text, int32_t head)
{
    int32_t at = head;
    for (int steps = 0; at >= 0 && text->words[at].relation == ONR_CONJ && steps < 8; steps++)
        at = text->words[at].head;
    return at < 0 ? -1 : text->words[at].head;
}

dealing dealing_of(int32_t *governor, const onr_text *text, const instrument_mention *m)
{
    *governor = governor_of(text, m->head);
    if (*governor < 0)
        return DEALING_NONE;
    /* "The Saturday truce violated by rebels": what is said of it in its own clause. */
    const struct dealing_word *found =
        TABLE_FIND(table_find_nocase, text->words[*governor].lemma, dealing_words);
    return found ? found->dealing : DEALING_NONE;
}

static onr_standing revocation_by(onr_act act, bool told)
{
    if (told && act == ONR_ACT_DEMAND)
        return ONR_STANDING_REVOCATION_DEMANDED;
    bool foreseen = act == ONR_ACT_PROPOSE || act == ONR_ACT_PROMISE || act == ONR_ACT_THREATEN ||
                    act == ONR_ACT_THINK;
    return told && foreseen ? ONR_STANDING_REVOCATION_PROPOSED : ONR_STANDING_REVOKED;
}

/* By what is done with it and, in a statement, by what the speaker does in saying so. */
static onr_standing standing_by(const onr_statement *s, dealing d, const instrument_mention *m)
{
    bool told = s != NULL, first = m->determiner == DET_A || m->determiner == DET_NONE;
    onr_act act = told ? s->act : ONR_ACT_STATE;
    if (d == DEALING_BREAKS && act != ONR_ACT_DENY)
        return ONR_STANDING_BROKEN;
    if (d == DEALING_REVOKES)
        return revocation_by(act, told);
    switch (act) {
    case ONR_ACT_DENY: return ONR_STANDING_DENIED;
    case ONR_ACT_ACCUSE:
    case ONR_ACT_REFUSE:
    case ONR_ACT_WARN: return ONR_STANDING_DISPUTED;
    case ONR_ACT_DEMAND: return ONR_STANDING_DEMANDED;
    case ONR_ACT_PROPOSE:
    case ONR_ACT_THREATEN: return ONR_STANDING_PROPOSED;
    case ONR_ACT_PROMISE:
        return m->kind == ONR_INSTRUMENT_ASSURANCE || m->kind == ONR_INSTRUMENT_GUARANTEE
                   ? ONR_STANDING_MADE
                   : ONR_STANDING_PROPOSED;
    case ONR_ACT_AGREE:
        return first || d == DEALING_MAKES ? ONR_STANDING_MADE : ONR_STANDING_INVOKED;
    case ONR_ACT_PRAISE: return ONR_STANDING_INVOKED;
    default: break; /* Others say what is done with it, and do nothing by that. */
    }
    if (d == DEALING_PROPOSES || m->kind == ONR_INSTRUMENT_DRAFT)
        return ONR_STANDING_PROPOSED;
    if (d == DEALING_OPPOSES)
        return ONR_STANDING_DISPUTED;
    if (d == DEALING_MAKES || first || !told)
        return ONR_STANDING_MADE;
    return ONR_STANDING_INVOKED;
}

typedef list(onr_standing_by) standing_list;
typedef list(int32_t) index_list;

static void add_standing(standing_list *out, onr_standing_by more, onr_arena *arena)
{
    for (size_t i = 0; i < out->count; i++)
        if (out->items[i].statement == more.statement &&
            (out->items[i].standing == more.standing || more.statement == ONR_NO_STATEMENT))
            return;
    list_push(out, more, arena);
}

static void add_party(index_list *out, int32_t entity, onr_arena *arena)
{
    if (entity == ONR_NO_ENTITY)
        return;
    for (size_t i = 0; i < out->count; i++)
        if (out->items[i] == entity)
            return;
    list_push(out, entity, arena);
}

/* Whether a word is in the noun phrase itself, not in a clause of it: "to admit refugees". */
static bool is_of_phrase(const onr_text *text, int32_t at, int32_t head)
{
    for (int steps = 0; at >= 0 && steps < 16; steps++) {
        if (at == head)
            return true;
        if (text->words[at].relation == ONR_ACL || text->words[at].relation == ONR_ADVCL)
            return false;
        at = text->words[at].head;
    }
    return false;
}

/* Whoever the phrase names, and those who made it. */
static void add_parties(index_list *out, const onr_record *record, const instrument_mention *m,
                        dealing d, int32_t governor, onr_arena *arena)
{
    const onr_text *text = &record->text;
    bool made = d == DEALING_MAKES || d == DEALING_PROPOSES;
    int32_t maker = made ? walk_child(text, governor, ONR_NSUBJ, -1) : -1;
    if (maker >= 0 && maker != m->head)
        add_party(out, onr_entities_of_word(&record->entities, maker), arena);
    for (size_t i = m->first; i < m->end; i++)
        if (is_of_phrase(text, (int32_t)i, m->head))
            add_party(out, onr_entities_of_word(&record->entities, (int32_t)i), arena);
    for (int32_t o = made ? walk_child(text, governor, ONR_OBL, -1) : -1; o >= 0;
         o = walk_child(text, governor, ONR_OBL, o))
        if (walk_child_listed(text, o, "with|on|against|between") >= 0)
            add_party(out, onr_entities_of_word(&record->entities, o), arena);
}

/* The year or day in its name, else that of its making. */
static onr_str when_of(const onr_record *record, const instrument_mention *m, dealing d,
                       int32_t governor, onr_arena *arena)
{
    const onr_text *text = &record->text;
    for (size_t i = m->first; i < m->end && m->year; i++)
        if (text->words[i].upos == ONR_NUM && text->words[i].form.len == 4 &&
            is_of_phrase(text, (int32_t)i, m->head))
            return arena_copy(arena, text->words[i].form);
    if (d != DEALING_MAKES || record->times.count == 0)
        return (onr_str){0};
    onr_spans spans = {&text->words[governor].span, 1};
    int32_t time = onr_times_of(&record->times, text, spans);
    return time >= 0 ? record->times.items[time].when : (onr_str){0};
}

void standings_find(onr_instrument *out, const onr_record *record, const int32_t *vouchers,
                    const instrument_mention *const *mentions, size_t count, onr_arena *arena)
{
    standing_list standings = {0};
    index_list parties = {0};
    for (size_t i = 0; i < count; i++) {
        const instrument_mention *m = mentions[i];
        int32_t governor, by = vouchers[m->head];
        dealing d = dealing_of(&governor, &record->text, m);
        const onr_statement *s = by >= 0 ? &record->statements.items[by] : NULL;
        add_standing(&standings, (onr_standing_by){by, standing_by(s, d, m)}, arena);
        add_parties(&parties, record, m, d, governor, arena);
        if (!out->when.len)
            out->when = when_of(record, m, d, governor, arena);
    }
    out->standings = standings.items;
    out->standing_count = standings.count;
    out->parties = parties.items;
    out->party_count = parties.count;
}
