#include "attribution/content.h"

#include "attribution/phrases.h"
#include "base/span.h"

/* The quotations of which the content holds a piece. */
static onr_spans quotes_of(const finder *f, const finding *g)
{
    onr_spans quotes = f->reading.quotes;
    list(onr_span) whole = {0};
    int32_t last = -1;
    for (int32_t i = g->at.first; i < g->at.end; i++) {
        int32_t q = f->reading.quote_of[i];
        if (q < 0 || q == last || phrase_role(g, i) != ROLE_CONTENT ||
            span_holds(quotes.items[q], word_at(f, g->cue)->span))
            continue;
        list_push(&whole, quotes.items[q], f->arena);
        last = q;
    }
    return (onr_spans){whole.items, whole.count};
}

onr_spans content_find(const finder *f, const finding *g)
{
    return phrase_join(f, phrase_of_role(f, g, ROLE_CONTENT), quotes_of(f, g));
}

onr_quote content_quote_kind(const finder *f, onr_spans content, const finding *g)
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

onr_spans content_with_party(const finder *f, const onr_statement *s, const finding *g)
{
    int32_t party = phrase_child(f, g->cue, ONR_OBJ);
    bool aimed = s->act == ONR_ACT_ACCUSE || s->act == ONR_ACT_DEMAND;
    if (!aimed || party < 0 || phrase_role(g, party) != ROLE_NEITHER)
        return s->content;
    return phrase_join(f, s->content, phrase_of_tree(f, party, -1));
}

bool content_is_worded(const finder *f, const finding *g)
{
    bool masked = reading_in_speech(&f->reading, g->cue);
    onr_upos class = word_at(f, g->cue)->upos;
    if (class == ONR_ADV || class == ONR_PUNCT)
        return true;
    for (int32_t i = g->at.first; i < g->at.end; i++) {
        const onr_word *w = word_at(f, i);
        if (phrase_role(g, i) != ROLE_CONTENT)
            continue;
        if ((!masked && reading_in_speech(&f->reading, i)) ||
            (w->head == g->cue &&
             (w->relation == ONR_CCOMP || w->relation == ONR_XCOMP || w->relation == ONR_ADVCL ||
              w->relation == ONR_ACL || w->relation == ONR_PARATAXIS)))
            return true;
    }
    return false;
}
