#include "attribution/reading.h"

#include "attribution/lexicon.h"
#include "attribution/quotes.h"
#include "base/arena.h"
#include "base/hash.h"
#include "base/str.h"
#include "language/walk.h"
#include "learn/embedded.h"

/* Percent of a lemma's occurrences that are cues, from which it counts as one that reports. Set by
 * hand; weights are learnt with it, so that another asks for training (train/attribution.py). */
enum { MOSTLY = 30 };

static uint32_t hash_lower(onr_str word)
{
    uint64_t hash = hash_text_nocase(word);
    return (uint32_t)(hash ^ hash >> 32);
}

static void mark_headlines(reading *r)
{
    for (size_t i = 0; i < r->text->sentence_count; i++) {
        const onr_sentence *s = &r->text->sentences[i];
        onr_str last =
            s->word_count ? r->text->words[s->first_word + s->word_count - 1].form : ONR_STR(".");
        r->headline[i] = !str_listed(last, ".|?|!|:|,|\"|”|''|’|…");
    }
}

static bool is_scrap(onr_str words)
{
    size_t blanks = 0;
    for (size_t i = 0; i < words.len && blanks < 3; i++)
        blanks += is_ascii_space(words.data[i]);
    return blanks < 3;
}

static void mark_quotes(reading *r)
{
    for (size_t i = 0; i < r->quotes.count; i++)
        r->scrap[i] = is_scrap(str_slice(r->text->text, r->quotes.items[i]));
    size_t q = 0;
    for (size_t i = 0; i < r->text->word_count; i++) {
        onr_span at = r->text->words[i].span;
        while (q < r->quotes.count && r->quotes.items[q].end <= at.start)
            q++;
        bool in = q < r->quotes.count && r->quotes.items[q].start <= at.start;
        r->quote_of[i] = in ? (int32_t)q : -1;
    }
}

bool reading_build(reading *out, const onr_text *text, onr_arena *arena)
{
    size_t n = text->word_count + 1;
    quotes found = quotes_find(text->text, arena);
    *out = (reading){.text = text,
                     .quotes = found.all,
                     .open_quotes = found.open,
                     .quote_of = arena_array(arena, int32_t, n),
                     .lemma = arena_array(arena, uint32_t, n),
                     .form = arena_array(arena, uint32_t, n),
                     .cluster = arena_array(arena, uint16_t, n),
                     .reports = arena_array(arena, bool, n),
                     .name = arena_array(arena, uint8_t, n)};
    out->headline = arena_array(arena, bool, text->sentence_count + 1);
    out->scrap = arena_array(arena, bool, out->quotes.count + 1);
    if (onr_arena_full(arena))
        return false;
    mark_headlines(out);
    mark_quotes(out);
    const uint16_t *clusters =
        (const uint16_t *)(const void *)embedded_section(EMBEDDED_CLUSTERS, "clusters").data;
    for (size_t i = 0; i < text->word_count; i++) {
        out->lemma[i] = hash_lower(text->words[i].lemma);
        out->form[i] = hash_lower(text->words[i].form);
        out->cluster[i] = clusters[out->lemma[i] & (CLUSTER_ROWS - 1)];
        const lexicon_cue *cue = lexicon_find_cue(text->words[i].lemma);
        out->reports[i] = cue && cue->share >= MOSTLY;
    }
    for (size_t i = 0; i < text->name_count; i++)
        for (uint32_t w = 0; w < text->names[i].word_count; w++)
            out->name[text->names[i].first_word + w] = (uint8_t)(text->names[i].kind + 1);
    return true;
}

int32_t reading_child(const reading *r, int32_t head, onr_relation relation)
{
    return walk_child(r->text, head, relation, -1);
}

int32_t reading_opener(const reading *r, int32_t head)
{
    int32_t mark = reading_child(r, head, ONR_MARK);
    return mark >= 0 ? mark : reading_child(r, head, ONR_CASE);
}

int32_t reading_subject(const reading *r, int32_t verb)
{
    for (int steps = 0; verb >= 0 && steps < 8; steps++) {
        const onr_word *w = &r->text->words[verb];
        int32_t subject = reading_child(r, verb, ONR_NSUBJ);
        if (subject >= 0)
            return subject;
        if (w->relation == ONR_ACL)
            return w->head;
        if (w->relation != ONR_CONJ && w->relation != ONR_XCOMP && w->relation != ONR_ADVCL)
            return -1;
        verb = w->head;
    }
    return -1;
}

bool reading_in_speech(const reading *r, int32_t word)
{
    return r->quote_of[word] >= 0 && !r->scrap[r->quote_of[word]];
}
