#include "export/text_page.h"

#include "base/arena.h"
#include "base/str.h"
#include "base/table.h"
#include "export/wording.h"

void text_heading(text_page *p, const char *name)
{
    buffer_put_char(p->out.to, '\n');
    lines_begin(&p->out, 0, 0);
    lines_style(&p->out, "1");
    lines_say(&p->out, name);
    lines_style(&p->out, "0");
    lines_end(&p->out);
}

void text_spans(text_page *p, onr_spans spans)
{
    for (size_t i = 0; i < spans.count; i++) {
        if (i)
            lines_say(&p->out, " … ");
        lines_put(&p->out, str_slice(p->record->article.text, spans.items[i]));
    }
}

static void put_name(lines *to, onr_str name)
{
    lines_style(to, "1");
    lines_put(to, name);
    lines_style(to, "0");
}

void text_party(text_page *p, int32_t entity, onr_spans words)
{
    onr_str name = shown_name(p->record, entity);
    put_name(&p->out, name);
    if (spans_say_no_more(p->record, words, name))
        return;
    lines_say(&p->out, " [“");
    text_spans(p, words);
    lines_say(&p->out, "”]");
}

void text_put_party(lines *to, onr_str name, onr_str words)
{
    put_name(to, name.len ? name : ONR_STR("?"));
    if (says_no_more(words, name))
        return;
    lines_say(to, " [“");
    lines_put(to, words);
    lines_say(to, "”]");
}

void text_when(text_page *p, onr_str edtf)
{
    onr_scratch scratch = onr_scratch_begin(p->out.to->arena);
    buffer day = {.arena = scratch.arena};
    onr_str words;
    put_when(&day, edtf);
    if (buffer_finish(&words, &day, "write a day", NULL))
        lines_put(&p->out, words);
    onr_scratch_end(&scratch);
}

uint32_t text_place(const text_page *p, int32_t i)
{
    const onr_statement *s = &p->record->statements.items[i];
    return s->cue.count ? s->cue.items[0].start : s->content.count ? s->content.items[0].start : 0;
}

const onr_block *text_block(const text_page *p, uint32_t at)
{
    const onr_article *a = &p->record->article;
    size_t block = table_first_from(at + 1, a->blocks, a->block_count, sizeof *a->blocks,
                                    offsetof(onr_block, span.end));
    return block < a->block_count ? &a->blocks[block] : NULL;
}

size_t text_paragraph(const text_page *p, uint32_t at)
{
    const onr_block *block = text_block(p, at);
    return block ? p->paragraphs[block - p->record->article.blocks] : 0;
}

static const char *colour_of(onr_act act)
{
    switch (act) {
    case ONR_ACT_DENY:
    case ONR_ACT_ACCUSE:
    case ONR_ACT_REFUSE:
    case ONR_ACT_THREATEN: return "31";
    case ONR_ACT_DEMAND:
    case ONR_ACT_WARN:
    case ONR_ACT_ASK: return "33";
    case ONR_ACT_PROPOSE:
    case ONR_ACT_PROMISE:
    case ONR_ACT_AGREE:
    case ONR_ACT_PRAISE: return "32";
    default: return "36";
    }
}

void text_put_act(lines *to, onr_act act, const char *phrase)
{
    lines_style(to, colour_of(act));
    lines_say(to, phrase);
    lines_style(to, "0");
}

void text_put_sure(lines *to, double confidence)
{
    unsigned hundredths = (unsigned)(confidence * 100 + .5);
    lines_style(to, "2");
    lines_format(to, " (%u.%02u)", hundredths / 100, hundredths % 100);
    lines_style(to, "0");
}

bool text_is_bare(onr_str content)
{
    static const char *const marks[] = {"\"", "“", "«", "„", "‹", "「", "‚", "”", "``"};
    bool bare = content.len > 0 && !str_starts(content, "'") && !str_starts(content, "‘");
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        bare = bare && str_find(content, str_of(marks[i]), 0) == SIZE_MAX;
    return bare;
}

void text_put_bytes(lines *to, const onr_record *record, const onr_block *block)
{
    lines_put(to, record->source.len ? record->source : ONR_STR("standard input"));
    if (record->origin.length > 0)
        lines_format(to, ", page at %llu", (unsigned long long)record->origin.offset);
    if (block)
        lines_format(to, record->origin.length > 0 ? ": %u-%u" : ":%u-%u", block->bytes.start,
                     block->bytes.end);
}
