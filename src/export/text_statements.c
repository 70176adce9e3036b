/*
 * Statements as sentences, in the order of the page, each with those that stand in it under it;
 * doubtful ones apart.
 */
#include "base/str.h"
#include "export/text_page.h"
#include "export/wording.h"

/* Where a line begins behind its paragraph's number; one step further in for what stands in it. */
enum { MARGIN = 6, STEP = 4, DEEPEST = 20 };

/* "denied", and the page's own verb where it is another: "stated [“said”]". */
static void verb(text_page *p, const onr_statement *s)
{
    char phrase[ACT_PHRASE];
    statement_phrase(phrase, p->record, s);
    text_put_act(&p->out, s->act, phrase);
    if (s->cue.count == 0 ||
        (s->cue.count == 1 &&
         str_equal_nocase(str_slice(p->record->article.text, s->cue.items[0]), str_of(phrase))))
        return;
    lines_say(&p->out, " [“");
    text_spans(p, s->cue);
    lines_say(&p->out, "”]");
}

/* ", Tuesday (3 Mar 2026)" */
static void said(text_page *p, size_t i)
{
    const onr_record *r = p->record;
    if (!r->said || r->said[i] == ONR_NO_TIME)
        return;
    const onr_time *time = &r->times.items[r->said[i]];
    lines_say(&p->out, ", ");
    lines_put(&p->out, str_slice(r->article.text, time->span));
    if (time->when.len == 0)
        return;
    lines_say(&p->out, " (");
    text_when(p, time->when);
    lines_say(&p->out, ")");
}

/* The content; what is quoted without marks of its own gets some. */
static void content(text_page *p, const onr_statement *s)
{
    onr_str first =
        s->content.count ? str_slice(p->record->article.text, s->content.items[0]) : (onr_str){0};
    bool bare = s->quote == ONR_QUOTE_DIRECT && text_is_bare(first);
    lines_say(&p->out, bare ? "“" : "");
    text_spans(p, s->content);
    lines_say(&p->out, bare ? "”" : "");
}

/* On whose word, outermost first, where there is more to it than the page and the speaker. */
static void chain(text_page *p, size_t i, unsigned hang)
{
    const onr_strs *names = p->record->chains ? &p->record->chains[i] : NULL;
    if (!names || names->count < 3)
        return;
    lines_begin(&p->out, hang, hang + STEP);
    lines_style(&p->out, "2");
    for (size_t n = 0; n < names->count; n++) {
        if (n)
            lines_say(&p->out, " ← ");
        lines_put(&p->out, names->items[n]);
    }
    lines_style(&p->out, "0");
    lines_end(&p->out);
}

/* The file, and the bytes in it of the paragraph that the statement stands in. */
static void bytes(text_page *p, int32_t i, unsigned hang)
{
    const onr_block *block = text_block(p, text_place(p, i));
    lines_begin(&p->out, hang, hang + STEP);
    lines_style(&p->out, "2");
    text_put_bytes(&p->out, p->record, block);
    lines_style(&p->out, "0");
    lines_end(&p->out);
}

/* Begins an entry's line, with the number of its paragraph where that is another than the last's;
 * the columns that it is in. */
static unsigned begin_entry(text_page *p, size_t paragraph, size_t *last, int depth)
{
    unsigned in = MARGIN + STEP * (unsigned)(depth < DEEPEST ? depth : DEEPEST);
    lines_begin(&p->out, 0, in + STEP);
    if (paragraph != *last && paragraph)
        lines_format(&p->out, "¶%zu", paragraph);
    else if (paragraph != *last)
        lines_say(&p->out, "title");
    while (p->out.column < in)
        lines_say(&p->out, " ");
    *last = paragraph;
    return in + STEP;
}

static void statement(text_page *p, int32_t i, size_t *last, int depth)
{
    const onr_statement *s = &p->record->statements.items[i];
    unsigned hang = begin_entry(p, text_paragraph(p, text_place(p, i)), last, depth);
    lines_format(&p->out, "S%d ", (int)i + 1);
    text_party(p, s->speaker_entity, s->speaker);
    lines_say(&p->out, " ");
    verb(p, s);
    if (s->addressee_entity >= 0 || s->addressee.count) {
        lines_say(&p->out, " → ");
        text_party(p, s->addressee_entity, s->addressee);
    }
    said(p, (size_t)i);
    if (s->on_word_of.count) {
        lines_say(&p->out, ", on the word of ");
        text_spans(p, s->on_word_of);
    }
    lines_say(&p->out, ": ");
    content(p, s);
    text_put_sure(&p->out, s->confidence);
    lines_end(&p->out);
    chain(p, (size_t)i, hang);
    if (p->style.text.bytes)
        bytes(p, i, hang);
}

/* Those that are doubtful, or those that are not. Without recursion: how deep statements stand in
 * one another is up to the page. */
static void walk(text_page *p, bool doubtful)
{
    const onr_statement *all = p->record->statements.items;
    int32_t at = p->first_inside[p->record->statements.count];
    int depth = 0;
    size_t last = SIZE_MAX;
    while (at >= 0) {
        bool shown = text_is_doubtful(&all[at]) == doubtful;
        if (shown)
            statement(p, at, &last, depth);
        if (p->first_inside[at] >= 0) {
            at = p->first_inside[at];
            depth += shown;
            continue;
        }
        while (at >= 0 && p->next[at] < 0) {
            at = all[at].inside;
            depth -= at >= 0 && text_is_doubtful(&all[at]) == doubtful;
        }
        at = at >= 0 ? p->next[at] : at;
    }
}

static size_t count_doubtful(const onr_statements *all)
{
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++)
        count += text_is_doubtful(&all->items[i]);
    return count;
}

void text_statements(text_page *p)
{
    const onr_statements *all = &p->record->statements;
    if (count_doubtful(all) == all->count)
        return;
    text_heading(p, "Statements");
    walk(p, false);
}

void text_doubtful(text_page *p)
{
    size_t count = count_doubtful(&p->record->statements);
    if (count == 0)
        return;
    text_heading(p, "Doubtful");
    if (p->style.text.all) {
        walk(p, true);
        return;
    }
    lines_begin(&p->out, MARGIN, MARGIN);
    lines_format(&p->out, "%zu statement%s; --all shows %s", count, count == 1 ? "" : "s",
                 count == 1 ? "it" : "them");
    lines_end(&p->out);
}
