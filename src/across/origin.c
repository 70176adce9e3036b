/*
 * Who vouches for a thing: the last link of the chain of word before it.
 */
#include "base/arena.h"
#include "base/str.h"
#include "base/text.h"
#include "onrecord/across.h"

static onr_str page_itself(const onr_record *record, onr_arena *arena)
{
    return record->article.outlet.len ? text_key(record->article.outlet, arena)
                                      : str_of(record->id);
}

static onr_str speaker_of(const onr_record *record, const onr_statement *s)
{
    if (s->speaker_entity >= 0)
        return record->entities.items[s->speaker_entity].name;
    return s->speaker.count ? str_slice(record->article.text, s->speaker.items[0]) : (onr_str){0};
}

/* How many of the chain stand before the speaker; all of them where he is not in it. */
static size_t before_speaker(onr_strs chain, onr_str speaker)
{
    for (size_t i = chain.count; i-- > 1;)
        if (str_equal(chain.items[i], speaker))
            return i;
    return chain.count;
}

/* Of a chain's first `count`, the last; the page where that is all. */
static onr_str last_of(const onr_record *record, onr_strs chain, size_t count, onr_arena *arena)
{
    return count > 1 ? text_key(chain.items[count - 1], arena) : page_itself(record, arena);
}

bool onr_across_origin(onr_str *out, const onr_record *record, onr_link_kind kind, int32_t item,
                       onr_arena *arena, onr_error *err)
{
    int32_t statement = kind == ONR_LINK_EVENT       ? record->events.items[item].vouched
                        : kind == ONR_LINK_UTTERANCE ? item
                                                     : ONR_NO_STATEMENT;
    if (statement < 0 || !record->chains) {
        *out = page_itself(record, arena);
    } else {
        onr_strs chain = record->chains[statement];
        const onr_statement *s = &record->statements.items[statement];
        size_t count =
            kind == ONR_LINK_EVENT ? chain.count : before_speaker(chain, speaker_of(record, s));
        *out = last_of(record, chain, count, arena);
    }
    return !onr_arena_full(arena) || arena_fail(err, "find who vouches");
}
