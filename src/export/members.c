#include "export/members.h"

#include <stdio.h>

#include "base/str.h"

void member_text(json_writer *w, const char *key, onr_str text)
{
    if (text.len == 0)
        return;
    json_put_key(w, key);
    json_put_string(w, text);
}

void member_text_or_null(json_writer *w, const char *key, onr_str text)
{
    json_put_key(w, key);
    if (text.len)
        json_put_string(w, text);
    else
        json_put_null(w);
}

void member_share(json_writer *w, const char *key, double share)
{
    json_put_key(w, key);
    json_put_thousandths(w, share);
}

/* What `put` writes, in a scratch of the writer's arena. */
static void member_made(json_writer *w, const char *key, buffer *made)
{
    member_text(w, key, (onr_str){made->data, made->len});
}

void member_words(json_writer *w, const char *key, const onr_record *record, onr_spans spans)
{
    onr_scratch scratch = onr_scratch_begin(w->to->arena);
    buffer words = {.arena = scratch.arena};
    parts_put_words(&words, record, spans);
    member_made(w, key, &words);
    onr_scratch_end(&scratch);
}

void member_reference(json_writer *w, const char *key, const onr_record *record, char letter,
                      size_t index)
{
    onr_scratch scratch = onr_scratch_begin(w->to->arena);
    buffer made = {.arena = scratch.arena};
    buffer_put(&made, ONR_STR("urn:onrecord:"));
    parts_put_reference(&made, record, letter, index);
    member_made(w, key, &made);
    onr_scratch_end(&scratch);
}

void member_id(json_writer *w, const char *key, char letter, int32_t index)
{
    char text[16];
    if (index < 0)
        text[0] = '\0';
    else
        snprintf(text, sizeof text, "%c%d", letter, (int)index + 1);
    member_text_or_null(w, key, str_of(text));
}

void member_page(json_writer *w, const char *key, const onr_record *record)
{
    char urn[96];
    snprintf(urn, sizeof urn, "urn:onrecord:%s", record->id);
    member_text(w, key, record->article.url.len ? record->article.url : str_of(urn));
}
