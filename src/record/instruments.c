#include "record/instruments.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/container.h"
#include "base/span.h"
#include "base/str.h"
#include "learn/embedded.h"
#include "learn/forest.h"
#include "record/standings.h"
#include "record/vouchers.h"

/* Mentions are joined with these many instruments before them at most: the bound keeps time
 * linear. */
enum { MOST_OPEN = 48 };

typedef list(const instrument_mention *) mention_list;
typedef list(mention_list) clusters;

static bool is_same_family(onr_instrument_kind a, onr_instrument_kind b)
{
    static const uint8_t family[] = {
        [ONR_INSTRUMENT_TREATY] = 1,      [ONR_INSTRUMENT_DEAL] = 1,
        [ONR_INSTRUMENT_LAW] = 2,         [ONR_INSTRUMENT_DRAFT] = 2,
        [ONR_INSTRUMENT_DECLARATION] = 3, [ONR_INSTRUMENT_RESOLUTION] = 4,
        [ONR_INSTRUMENT_RULING] = 5,      [ONR_INSTRUMENT_ORDER] = 6,
        [ONR_INSTRUMENT_PLAN] = 7,        [ONR_INSTRUMENT_GUARANTEE] = 8,
        [ONR_INSTRUMENT_ASSURANCE] = 8,   [ONR_INSTRUMENT_SANCTION] = 9,
        [ONR_INSTRUMENT_ULTIMATUM] = 10,
    };
    return family[a] == family[b];
}

static size_t count_shared(const instrument_mention *a, const instrument_mention *b)
{
    size_t shared = 0;
    for (size_t i = 0; i < a->detail_count; i++)
        for (size_t k = 0; k < b->detail_count; k++)
            shared += a->details[i] == b->details[k];
    return shared;
}

/* Whether a mention means what another one before it means: the same noun or kind, and nothing
 * that says it is another one. What "a" brings in must say half of what the other does. */
static bool is_same(const onr_text *text, const instrument_mention *first,
                    const instrument_mention *m)
{
    bool noun = str_equal_nocase(text->words[first->head].lemma, text->words[m->head].lemma);
    if ((!noun && !is_same_family(first->kind, m->kind)) ||
        (first->year && m->year && first->year != m->year))
        return false;
    if (first->proper && m->proper && first->detail_count && m->detail_count) {
        size_t fewer =
            first->detail_count < m->detail_count ? first->detail_count : m->detail_count;
        return 2 * count_shared(first, m) >= fewer;
    }
    bool told = m->determiner != DET_NONE && m->determiner != DET_A && m->determiner != DET_OTHER;
    if (m->determiner == DET_NONE && !m->plural && m->detail_count == 0)
        told = true;
    if (told && noun && m->qualified)
        return true;
    size_t less = first->detail_count < m->detail_count ? first->detail_count : m->detail_count;
    if (less == 0)
        return told || (noun && m->detail_count == 0);
    size_t shared = count_shared(first, m);
    return told ? shared > 0 : 2 * shared >= less;
}

/* "NAFTA" behind "the North American Free Trade Agreement" */
static bool is_acronym(const onr_text *text, const instrument_mention *full,
                       const instrument_mention *m)
{
    onr_str letters = text->words[m->head].form;
    size_t at = 0;
    if (m->end != m->first + 1 || letters.len < 3 || !full->proper)
        return false;
    for (size_t i = full->first; i < full->end && at < letters.len; i++) {
        onr_str form = text->words[i].form;
        at += form.len && form.data[0] == letters.data[at];
        size_t hyphen = str_find(form, ONR_STR("-"), 0);
        at +=
            hyphen < form.len - 1 && at < letters.len && form.data[hyphen + 1] == letters.data[at];
    }
    return at == letters.len;
}

static bool is_of(const onr_text *text, const mention_list *cluster, const instrument_mention *m)
{
    const onr_word *head = &text->words[m->head];
    if (head->relation == ONR_APPOS && head->head == cluster->items[cluster->count - 1]->head)
        return true;
    if (is_acronym(text, cluster->items[0], m))
        return true;
    /* The first and the last say most. */
    return is_same(text, cluster->items[0], m) ||
           is_same(text, cluster->items[cluster->count - 1], m);
}

static void join(clusters *all, const onr_text *text, const instrument_mention *m, onr_arena *arena)
{
    size_t least = all->count > MOST_OPEN ? all->count - MOST_OPEN : 0;
    for (size_t i = all->count; i > least; i--)
        if (is_of(text, &all->items[i - 1], m)) {
            list_push(&all->items[i - 1], m, arena);
            return;
        }
    mention_list one = {0};
    list_push(&one, m, arena);
    list_push(all, one, arena);
}

static void add_up(uint8_t *sign)
{
    *sign = *sign < 255 ? (uint8_t)(*sign + 1) : *sign;
}

static uint8_t capped(size_t value)
{
    return value < 255 ? (uint8_t)value : 255;
}

/* Whether a cue governs the mention: "condemned the deal". */
static bool is_argument(const onr_record *record, int32_t voucher, int32_t governor)
{
    return voucher >= 0 && governor >= 0 &&
           spans_meet(record->statements.items[voucher].cue, record->text.words[governor].span);
}

static void add_mention_signs(uint8_t *signs, const onr_record *record, const int32_t *vouchers,
                              const instrument_mention *m)
{
    int32_t governor, by = vouchers[m->head];
    dealing d = dealing_of(&governor, &record->text, m);
    if (d != DEALING_NONE)
        add_up(&signs[SIGN_MADE + d - DEALING_MAKES]);
    if (by < 0)
        return;
    add_up(&signs[SIGN_VOUCHED]);
    add_up(&signs[SIGN_ACTS + record->statements.items[by].act]);
    if (is_argument(record, by, governor))
        add_up(&signs[SIGN_ARGUMENT]);
}

static void find_signs(instrument_draft *draft, const onr_record *record, const int32_t *vouchers)
{
    const instrument_mention *first = draft->mentions[0];
    uint8_t *signs = draft->signs;
    signs[SIGN_KIND] = (uint8_t)first->kind;
    signs[SIGN_MENTIONS] = capped(draft->count);
    signs[SIGN_MEANS] = (uint8_t)first->means;
    signs[SIGN_DETERMINER] = (uint8_t)first->determiner;
    signs[SIGN_PROPER] = first->proper;
    signs[SIGN_PLURAL] = first->plural;
    signs[SIGN_DETAILS] = capped(first->detail_count);
    signs[SIGN_INFINITIVE] = first->infinitive;
    signs[SIGN_YEAR] = first->year > 0;
    signs[SIGN_WORDS] = capped(first->end - first->first);
    signs[SIGN_SENTENCE] = capped(record->text.words[first->head].sentence);
    signs[SIGN_RELATION] = (uint8_t)record->text.words[first->head].relation;
    for (size_t i = first->first; i < first->end; i++)
        if (onr_entities_of_word(&record->entities, (int32_t)i) != ONR_NO_ENTITY)
            add_up(&signs[SIGN_PARTIES]);
    for (size_t i = 0; i < draft->count; i++)
        add_mention_signs(signs, record, vouchers, draft->mentions[i]);
}

static void compare(instrument_drafts *all)
{
    size_t of_kind[ONR_INSTRUMENT_ULTIMATUM + 1] = {0};
    for (size_t i = 0; i < all->count; i++)
        of_kind[all->items[i].mentions[0]->kind]++;
    for (size_t i = 0; i < all->count; i++) {
        all->items[i].signs[SIGN_OTHERS] = capped(of_kind[all->items[i].mentions[0]->kind]);
        all->items[i].signs[SIGN_RIVALS] = capped(all->count);
    }
}

bool instruments_draft(instrument_drafts *out, const onr_record *record, onr_arena *arena)
{
    const onr_text *text = &record->text;
    clusters all = {0};
    *out = (instrument_drafts){.vouchers = vouchers_of_words(text, &record->statements, arena)};
    for (size_t i = 0; !onr_arena_full(arena) && i < text->word_count; i++) {
        instrument_mention found;
        if (!instrument_mention_read(&found, text, (int32_t)i, arena))
            continue;
        instrument_mention *kept = arena_array(arena, instrument_mention, 1);
        if (!kept)
            break;
        *kept = found;
        join(&all, text, kept, arena);
    }
    out->items = arena_array(arena, instrument_draft, all.count ? all.count : 1);
    for (size_t i = 0; !onr_arena_full(arena) && i < all.count; i++) {
        instrument_draft *draft = &out->items[out->count++];
        draft->mentions = all.items[i].items;
        draft->count = all.items[i].count;
        find_signs(draft, record, out->vouchers);
    }
    compare(out);
    return !onr_arena_full(arena);
}

/* A title or a back-reference says less than the mention behind it. */
const instrument_mention *instrument_name(const instrument_draft *draft)
{
    const instrument_mention *best = draft->mentions[0];
    for (size_t i = 1; i < draft->count && i < 3; i++)
        if (draft->mentions[i]->detail_count > best->detail_count + 1)
            best = draft->mentions[i];
    return best;
}

/* How much speaks for the record listing each, in FOREST_UNITs of a logit. */
static void weigh(int32_t *scores, const instrument_drafts *all)
{
    container c = container_trust(embedded_model(EMBEDDED_INSTRUMENTS));
    forest kept;
    forest_read(&kept, &c, "kept");
    for (size_t from = 0; from < all->count; from += TILE) {
        uint8_t columns[SIGN_COUNT][TILE] = {0};
        int32_t tile[TILE];
        size_t count = all->count - from < TILE ? all->count - from : TILE;
        for (size_t i = 0; i < count; i++)
            for (size_t k = 0; k < SIGN_COUNT; k++)
                columns[k][i] = all->items[from + i].signs[k];
        forest_ask(tile, &kept, columns);
        memcpy(scores + from, tile, count * sizeof *tile);
    }
}

static int32_t least_score(void)
{
    return *(const int32_t *)embedded_section(EMBEDDED_INSTRUMENTS, "least").data;
}

static onr_instrument build(const onr_record *record, const instrument_drafts *drafts, size_t i,
                            int32_t score, onr_arena *arena)
{
    const instrument_draft *draft = &drafts->items[i];
    onr_instrument out = {.name = instrument_name(draft)->span,
                          .kind = draft->mentions[0]->kind,
                          .confidence = (float)forest_certainty(score) / 255};
    standings_find(&out, record, drafts->vouchers, draft->mentions, draft->count, arena);
    return out;
}

static int by_name(const void *a, const void *b)
{
    const onr_instrument *x = a, *y = b;
    return (x->name.start > y->name.start) - (x->name.start < y->name.start);
}

bool instruments_find(onr_instruments *out, const onr_record *record, onr_arena *arena,
                      onr_error *err)
{
    onr_scratch scratch = onr_scratch_begin(arena);
    list(onr_instrument) found = {0};
    instrument_drafts drafts;
    bool read = instruments_draft(&drafts, record, scratch.arena);
    int32_t *scores = read ? arena_array(scratch.arena, int32_t, drafts.count + 1) : NULL;
    if (scores)
        weigh(scores, &drafts);
    for (size_t i = 0; scores && i < drafts.count; i++)
        if (scores[i] > least_score())
            list_push(&found, build(record, &drafts, i, scores[i], arena), arena);
    onr_scratch_end(&scratch);
    if (found.count)
        qsort(found.items, found.count, sizeof *found.items, by_name);
    *out = (onr_instruments){found.items, found.count};
    return !onr_arena_full(arena) || arena_fail(err, "find instruments");
}

const char *onr_instrument_kind_name(onr_instrument_kind kind)
{
    static const char *const names[] = {
        "treaty", "deal", "law",       "draft",     "declaration", "resolution", "ruling",
        "order",  "plan", "guarantee", "assurance", "sanction",    "ultimatum"};
    return names[kind];
}

const char *onr_standing_name(onr_standing standing)
{
    static const char *const names[] = {"made",
                                        "proposed",
                                        "demanded",
                                        "invoked",
                                        "disputed",
                                        "denied",
                                        "broken",
                                        "revocation proposed",
                                        "revocation demanded",
                                        "revoked"};
    return names[standing];
}
