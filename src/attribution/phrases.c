#include "attribution/phrases.h"

#include "base/str.h"
#include "base/text.h"
#include "language/walk.h"

bool phrase_is_hedge(const finder *f, int32_t word)
{
    return str_listed(word_at(f, word)->form, "reportedly|allegedly|purportedly|supposedly");
}

int32_t phrase_child(const finder *f, int32_t head, onr_relation relation)
{
    return walk_child(f->text, head, relation, -1);
}

int32_t phrase_oblique(const finder *f, int32_t head, const char *words)
{
    int32_t c = phrase_child(f, head, ONR_OBL);
    while (c >= 0 && walk_child_listed(f->text, c, words) < 0)
        c = walk_child(f->text, head, ONR_OBL, c);
    return c;
}

static int32_t mention_of(const finder *f, int32_t word)
{
    return word < 0 ? ONR_NO_ENTITY : onr_entities_of_word(f->entities, word);
}

/* Whether who is mentioned first is of the group; somebody whom the page does not name may be. */
static bool may_be_of(const finder *f, int32_t group, int32_t entity)
{
    const onr_entity *g = &f->entities->items[group];
    return onr_entity_has_member(g, entity) || entity == ONR_NO_ENTITY || g->member_count == 0;
}

/* "Norway and Denmark": the group that they are, which the word that joins them mentions. They may
 * hang on one another. */
static int32_t group_of(const finder *f, int32_t head)
{
    enum { MOST_LISTED = 8 };
    int32_t first = head;
    for (int steps = 0; head >= 0 && steps < MOST_LISTED; steps++) {
        int32_t last = -1;
        for (int32_t c = phrase_child(f, head, ONR_CONJ); c >= 0;
             c = walk_child(f->text, head, ONR_CONJ, c)) {
            int32_t joins = phrase_child(f, c, ONR_CC);
            if (joins < 0 && c > 0 && word_at(f, c - 1)->upos == ONR_CCONJ)
                joins = c - 1; /* wherever parsers hang it */
            int32_t group = mention_of(f, joins);
            if (group != ONR_NO_ENTITY && may_be_of(f, group, mention_of(f, first)))
                return group;
            last = c;
        }
        head = last;
    }
    return ONR_NO_ENTITY;
}

int32_t phrase_entity(const finder *f, int32_t head)
{
    int32_t group = group_of(f, head);
    if (group != ONR_NO_ENTITY)
        return group;
    static const onr_relation ways[] = {ONR_FLAT, ONR_APPOS, ONR_COMPOUND};
    int32_t own = mention_of(f, head);
    if (head < 0 || (own != ONR_NO_ENTITY && word_at(f, head)->upos != ONR_NOUN))
        return own;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        for (int32_t c = phrase_child(f, head, ways[i]); c >= 0;
             c = walk_child(f->text, head, ways[i], c)) {
            bool names = word_at(f, c)->upos == ONR_PROPN && (own < 0 || ways[i] != ONR_COMPOUND);
            if (names && mention_of(f, c) != ONR_NO_ENTITY)
                return mention_of(f, c);
        }
    return own;
}

onr_spans phrase_of_span(const finder *f, onr_span span)
{
    onr_span *item = arena_array(f->arena, onr_span, 1);
    if (!item)
        return (onr_spans){0};
    *item = span;
    return (onr_spans){item, 1};
}

/* A span does not go beyond its paragraph. */
static bool only_blanks_between(onr_str text, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (!is_ascii_space(text.data[i]) || text.data[i] == '\n')
            return false;
    return true;
}

typedef list(onr_span) span_list;

/* Adds a span that begins behind those before it, or joins it to the last. */
static void add_span(const finder *f, span_list *spans, onr_span more)
{
    onr_span *last = spans->count ? &spans->items[spans->count - 1] : NULL;
    if (last &&
        (more.start <= last->end || only_blanks_between(f->text->text, last->end, more.start)))
        last->end = more.end > last->end ? more.end : last->end;
    else
        list_push(spans, more, f->arena);
}

onr_spans phrase_join(const finder *f, onr_spans a, onr_spans b)
{
    span_list joined = {0};
    for (size_t i = 0, k = 0; i < a.count || k < b.count;) {
        bool from_a = k == b.count || (i < a.count && a.items[i].start <= b.items[k].start);
        add_span(f, &joined, from_a ? a.items[i++] : b.items[k++]);
    }
    return (onr_spans){joined.items, joined.count};
}

/* The spans without what `cut` holds of them. */
static onr_spans without(const finder *f, onr_spans spans, onr_span cut)
{
    list(onr_span) left = {0};
    for (size_t i = 0; i < spans.count; i++) {
        onr_span before = spans.items[i], behind = spans.items[i];
        before.end = before.end < cut.start ? before.end : cut.start;
        behind.start = behind.start > cut.end ? behind.start : cut.end;
        onr_str text = f->text->text;
        while (before.end > before.start && is_ascii_space(text.data[before.end - 1]))
            before.end--;
        while (behind.start < behind.end && is_ascii_space(text.data[behind.start]))
            behind.start++;
        if (before.start < before.end)
            list_push(&left, before, f->arena);
        if (behind.start < behind.end)
            list_push(&left, behind, f->arena);
    }
    return (onr_spans){left.items, left.count};
}

/* Whether words are left beside marks. */
static bool has_words(const finder *f, onr_spans spans)
{
    for (size_t i = 0; i < spans.count; i++)
        for (uint32_t at = spans.items[i].start; at < spans.items[i].end; at++)
            if (is_ascii_letter(f->text->text.data[at]))
                return true;
    return false;
}

onr_spans phrase_leave_out(const finder *f, onr_spans spans, onr_span cut)
{
    onr_spans left = without(f, spans, cut);
    return has_words(f, left) ? left : spans;
}

onr_spans phrase_of_tree(const finder *f, int32_t top, int32_t cut)
{
    int32_t cuts[2] = {cut, -1};
    if (top < 0)
        return (onr_spans){0};
    return walk_spans(f->text, top, cuts, cut >= 0, f->arena);
}

role phrase_role(const finding *g, int32_t word)
{
    bool in = word >= g->at.first && word < g->at.end && word != g->cue && word != g->particle;
    return in ? g->roles[word - g->at.first] : ROLE_NEITHER;
}

/* Whether another paragraph begins with the word. */
static bool begins_line(const finder *f, int32_t word)
{
    if (word_at(f, word)->sentence == word_at(f, word - 1)->sentence)
        return false;
    onr_span between = {word_at(f, word - 1)->span.end, word_at(f, word)->span.start};
    return str_find(str_slice(f->text->text, between), ONR_STR("\n"), 0) != SIZE_MAX;
}

onr_spans phrase_of_role(const finder *f, const finding *g, role wanted)
{
    span_list spans = {0};
    for (int32_t i = g->at.first; i < g->at.end; i++) {
        int32_t from = i;
        while (i < g->at.end && phrase_role(g, i) == wanted && !(i > from && begins_line(f, i)))
            i++;
        int32_t to = i;
        walk_trim(f->text, &from, &to, false);
        /* "A and B, and C said": what joins somebody to those before is no part of him */
        if (wanted == ROLE_SOURCE && from + 1 < to &&
            str_listed(word_at(f, from)->form, "and|but|or"))
            from++;
        if (from < to)
            add_span(f, &spans,
                     (onr_span){word_at(f, from)->span.start, word_at(f, to - 1)->span.end});
        if (i < g->at.end && phrase_role(g, i) == wanted)
            i--; /* the next paragraph begins with it */
    }
    return (onr_spans){spans.items, spans.count};
}

int32_t phrase_head_of_role(const finder *f, const finding *g, role wanted)
{
    int32_t best = -1, least = INT32_MAX;
    for (int32_t i = g->at.first; i < g->at.end; i++) {
        const onr_word *w = word_at(f, i);
        if (phrase_role(g, i) != wanted || w->sentence != word_at(f, g->cue)->sentence ||
            w->upos == ONR_PUNCT)
            continue;
        int depth = walk_depth(f->text, i);
        /* "6 in 10 voters said": of a number and a subject beside it the subject speaks */
        bool subject =
            depth == least && w->relation == ONR_NSUBJ && word_at(f, best)->upos == ONR_NUM;
        if (depth < least || subject) {
            least = depth;
            best = i;
        }
    }
    return best;
}
