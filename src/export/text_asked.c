/*
 * For people: what is asked of a store. Statements in sentences, disputes with both sides, counts,
 * an entry with the paragraph that it stands in.
 */
#include "export/text_asked.h"

#include <stdio.h>

#include "base/str.h"
#include "export/lines.h"
#include "export/text_page.h"
#include "export/wording.h"
#include "record/visit.h"

/* "Ada Lum [“she”] denied [“said no”] → Kesh: that the gate opened (0.93)" */
static void put_sentence(lines *l, const onr_answer *a)
{
    char phrase[ACT_PHRASE];
    answer_phrase(phrase, a);
    text_put_party(l, a->speaker, a->speaker_words);
    lines_say(l, " ");
    text_put_act(l, act_called(a->act), phrase);
    if (a->cue.len && !str_equal_nocase(a->cue, str_of(phrase))) {
        lines_say(l, " [“");
        lines_put(l, a->cue);
        lines_say(l, "”]");
    }
    if (a->addressee.len) {
        lines_say(l, " → ");
        text_put_party(l, a->addressee, (onr_str){0});
    }
    bool bare = str_is(a->quote, "direct") && text_is_bare(a->content);
    lines_say(l, bare ? ": “" : ": ");
    lines_put(l, a->content);
    lines_say(l, bare ? "”" : "");
    text_put_sure(l, a->confidence);
}

static lines lines_of(buffer *to, export_style style)
{
    return (lines){.to = to, .width = style.text.width, .colour = style.text.colour};
}

void text_put_answer(buffer *to, const onr_answer *a, export_style style)
{
    lines l = lines_of(to, style);
    lines_begin(&l, 0, 4);
    lines_put(&l, a->published.len ? a->published : ONR_STR("undated"));
    lines_say(&l, "  ");
    put_sentence(&l, a);
    lines_end(&l);
    lines_begin(&l, 4, 8);
    lines_put(&l, a->chain);
    lines_end(&l);
    lines_begin(&l, 4, 8);
    lines_put(&l, a->url.len ? a->url : a->source);
    lines_format(&l, ":%u-%u ", a->bytes.start, a->bytes.end);
    lines_put(&l, a->id);
    lines_end(&l);
}

static void put_side(lines *l, const char *what, const onr_answer *a)
{
    lines_begin(l, 2, 10);
    lines_format(l, "%s  ", what);
    put_sentence(l, a);
    lines_end(l);
    lines_begin(l, 10, 12);
    lines_put(l, a->chain);
    lines_format(l, "  %.*s", (int)a->id.len, a->id.data);
    lines_end(l);
}

void text_put_disputed(buffer *to, const onr_disputed *d, export_style style)
{
    lines l = lines_of(to, style);
    lines_begin(&l, 0, 4);
    lines_put(&l, d->claim.published.len ? d->claim.published : ONR_STR("undated"));
    lines_say(&l, "  ");
    lines_put(&l, d->claim.title.len ? d->claim.title : d->claim.source);
    lines_end(&l);
    put_side(&l, "claim ", &d->claim);
    put_side(&l, "denial", &d->denial);
}

void text_put_count(buffer *to, const char *by, onr_str value, uint64_t count, export_style style)
{
    lines l = lines_of(to, style);
    (void)by;
    lines_begin(&l, 0, 10);
    lines_format(&l, "%8llu  ", (unsigned long long)count);
    lines_put(&l, value.len ? value : ONR_STR("?"));
    lines_end(&l);
}

/* An entry's fields, a line each. */
typedef struct entry_lines {
    lines l;
    const onr_record *record;
    const char *part; /* Of the entry: "said", "standings"; NULL: its own field. */
    int depth;
} entry_lines;

static void put_span(entry_lines *e, uint64_t start, uint64_t end)
{
    onr_span span = {(uint32_t)start, (uint32_t)end};
    lines_put(&e->l, str_slice(e->record->article.text, span));
    lines_format(&e->l, " (%u-%u)", span.start, span.end);
}

static void put_id(entry_lines *e, char letter, int32_t index)
{
    lines_format(&e->l, "%c%d", letter, (int)index + 1);
    if (letter == 'E') {
        lines_say(&e->l, " ");
        lines_put(&e->l, e->record->entities.items[index].name);
    }
}

static bool is_nothing(const field *f)
{
    switch (f->type) {
    case FIELD_NOTHING: return true;
    case FIELD_TEXT: return f->text.len == 0;
    case FIELD_TEXTS: return f->texts.count == 0;
    case FIELD_RANGE: return f->range.start == f->range.end;
    case FIELD_SPANS: return f->spans.count == 0;
    case FIELD_ID: return f->index < 0;
    case FIELD_IDS: return f->indices.count == 0;
    case FIELD_FLAG: return !f->flag;
    default: return false;
    }
}

static void put_value(entry_lines *e, const field *f)
{
    switch (f->type) {
    case FIELD_TEXT: lines_put(&e->l, f->text); break;
    case FIELD_TEXTS:
        for (size_t i = 0; i < f->texts.count; i++) {
            lines_say(&e->l, i ? strcmp(f->key, "chain") == 0 ? " ← " : "; " : "");
            lines_put(&e->l, f->texts.items[i]);
        }
        break;
    case FIELD_RANGE: put_span(e, f->range.start, f->range.end); break;
    case FIELD_SPANS:
        for (size_t i = 0; i < f->spans.count; i++) {
            lines_say(&e->l, i ? " … " : "");
            put_span(e, f->spans.items[i].start, f->spans.items[i].end);
        }
        break;
    case FIELD_ID: put_id(e, f->letter, f->index); break;
    case FIELD_IDS:
        for (size_t i = 0; i < f->indices.count; i++) {
            lines_say(&e->l, i ? ", " : "");
            put_id(e, f->letter, f->indices.items[i]);
        }
        break;
    case FIELD_FLAG: lines_say(&e->l, "yes"); break;
    case FIELD_SHARE: lines_format(&e->l, "%d in 100", (int)(f->share * 100 + 0.5)); break;
    default: break;
    }
}

static void put_field(void *user, const field *f)
{
    entry_lines *e = user;
    /* The entry is the second object; its own id is its name already. */
    if (e->depth < 2 || is_nothing(f) || strcmp(f->key, "id") == 0)
        return;
    lines_begin(&e->l, 2, 20);
    char label[40];
    snprintf(label, sizeof label, "%s%s%s", e->part ? e->part : "", e->part ? " " : "", f->key);
    lines_format(&e->l, "%-17s ", label);
    put_value(e, f);
    lines_end(&e->l);
}

static void open_part(void *user, const char *key, bool is_list)
{
    entry_lines *e = user;
    (void)is_list;
    /* What stands around it is shown in words: text_put_entry. */
    e->depth += key && strcmp(key, "context") == 0 ? -10 : 1;
    e->part = e->depth > 2 && key ? key : e->part;
}

static void close_part(void *user, bool is_list)
{
    entry_lines *e = user;
    (void)is_list;
    e->depth += e->depth < 0 ? 10 : -1;
    e->part = e->depth > 2 ? e->part : NULL;
}

static void put_head(lines *l, const onr_record *record, onr_str called)
{
    const onr_article *article = &record->article;
    lines_begin(l, 0, 4);
    lines_put(l, called);
    lines_say(l, "  ");
    lines_put(l, article->published.len ? article->published : ONR_STR("undated"));
    lines_say(l, article->outlet.len ? ", " : "");
    lines_put(l, article->outlet);
    lines_say(l, article->title.len ? ": " : "");
    lines_put(l, article->title);
    lines_end(l);
}

void text_put_entry(buffer *to, const onr_record *record, onr_str called, char letter, size_t i,
                    export_style style)
{
    entry_lines e = {.l = lines_of(to, style), .record = record};
    const onr_block *block = visit_block(record, letter, i);
    put_head(&e.l, record, called);
    visit_entry(&(visitor){.user = &e, .open = open_part, .close = close_part, .field = put_field},
                record, called, letter, i);
    if (!block)
        return;
    lines_begin(&e.l, 2, 20);
    lines_say(&e.l, "in                ");
    lines_put(&e.l, str_slice(record->article.text, block->span));
    lines_end(&e.l);
    lines_begin(&e.l, 2, 20);
    lines_say(&e.l, "bytes             ");
    text_put_bytes(&e.l, record, block);
    lines_end(&e.l);
}
