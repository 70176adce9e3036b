#include "web/statement.h"

#include "base/str.h"
#include "export/wording.h"

const char *act_class(onr_act act)
{
    /* Forms have the class "ask". */
    return act == ONR_ACT_ASK ? "ask-act" : onr_act_name(act);
}

void put_words(buffer *to, const onr_record *record, onr_spans spans)
{
    for (size_t i = 0; i < spans.count; i++) {
        if (i)
            html_put(to, " … ");
        html_text(to, str_slice(record->article.text, spans.items[i]));
    }
}

void put_party(buffer *to, const onr_record *record, int32_t entity, onr_spans words)
{
    onr_str name = shown_name(record, entity);
    html_put(to, "<b>");
    html_text(to, name);
    html_put(to, "</b>");
    if (spans_say_no_more(record, words, name))
        return;
    html_put(to, " [“");
    put_words(to, record, words);
    html_put(to, "”]");
}

static void put_time(buffer *to, const onr_record *record, size_t i)
{
    if (!record->said || record->said[i] == ONR_NO_TIME)
        return;
    const onr_time *time = &record->times.items[record->said[i]];
    html_put(to, ", ");
    html_text(to, str_slice(record->article.text, time->span));
    if (time->when.len == 0)
        return;
    html_put(to, " (");
    put_when(to, time->when);
    html_put(to, ")");
}

void put_sentence(buffer *to, const onr_record *record, size_t i)
{
    const onr_statement *s = &record->statements.items[i];
    char phrase[ACT_PHRASE];
    statement_phrase(phrase, record, s);
    put_party(to, record, s->speaker_entity, s->speaker);
    buffer_format(to, " <span class=\"act %s\">%s</span>", act_class(s->act), phrase);
    if (s->cue.count) {
        html_put(to, " [“");
        put_words(to, record, s->cue);
        html_put(to, "”]");
    }
    if (s->addressee_entity >= 0 || s->addressee.count) {
        html_put(to, " → ");
        put_party(to, record, s->addressee_entity, s->addressee);
    }
    put_time(to, record, i);
    if (s->on_word_of.count) {
        html_put(to, ", on the word of ");
        put_words(to, record, s->on_word_of);
    }
}

void put_chain(buffer *to, onr_strs chain)
{
    for (size_t i = 0; i < chain.count; i++) {
        if (i)
            html_put(to, " ← ");
        html_text(to, chain.items[i]);
    }
}
