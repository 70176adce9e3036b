/*
 * Statements as rows.
 */
#include "base/str.h"
#include "export/tables.h"

static const onr_statement *statement_of(const table_row *row)
{
    return &row->record->statements.items[row->index];
}

static bool next(table_row *row)
{
    const onr_statements *all = &row->record->statements;
    while (++row->index < all->count)
        if (all->items[row->index].confidence >= row->least)
            return true;
    return false;
}

static void put_code_of(buffer *to, const table_row *row, int32_t entity)
{
    const onr_entity *e = parts_entity(row->record, entity);
    if (e)
        buffer_put(to, e->code);
}

static void put_kind_of(buffer *to, const table_row *row, int32_t entity)
{
    const onr_entity *e = parts_entity(row->record, entity);
    if (e)
        buffer_put(to, str_of(onr_entity_kind_name(e->kind)));
}

static void number(buffer *to, const table_row *row)
{
    parts_put_id(to, 'S', (int32_t)row->index);
}

static void speaker(buffer *to, const table_row *row)
{
    parts_put_party(to, row->record, statement_of(row)->speaker_entity, statement_of(row)->speaker);
}

static void speaker_words(buffer *to, const table_row *row)
{
    parts_put_words(to, row->record, statement_of(row)->speaker);
}

static void speaker_entity(buffer *to, const table_row *row)
{
    parts_put_id(to, 'E', statement_of(row)->speaker_entity);
}

static void speaker_code(buffer *to, const table_row *row)
{
    put_code_of(to, row, statement_of(row)->speaker_entity);
}

static void speaker_kind(buffer *to, const table_row *row)
{
    put_kind_of(to, row, statement_of(row)->speaker_entity);
}

static void cue(buffer *to, const table_row *row)
{
    parts_put_words(to, row->record, statement_of(row)->cue);
}

static void act(buffer *to, const table_row *row)
{
    buffer_put(to, str_of(onr_act_name(statement_of(row)->act)));
}

static void quote(buffer *to, const table_row *row)
{
    buffer_put(to, str_of(onr_quote_name(statement_of(row)->quote)));
}

static void content(buffer *to, const table_row *row)
{
    parts_put_words(to, row->record, statement_of(row)->content);
}

static void addressee(buffer *to, const table_row *row)
{
    const onr_statement *s = statement_of(row);
    parts_put_party(to, row->record, s->addressee_entity, s->addressee);
}

static void addressee_entity(buffer *to, const table_row *row)
{
    parts_put_id(to, 'E', statement_of(row)->addressee_entity);
}

static void addressee_code(buffer *to, const table_row *row)
{
    put_code_of(to, row, statement_of(row)->addressee_entity);
}

static void inside(buffer *to, const table_row *row)
{
    parts_put_id(to, 'S', statement_of(row)->inside);
}

static void on_word_of(buffer *to, const table_row *row)
{
    parts_put_words(to, row->record, statement_of(row)->on_word_of);
}

/* From the page inwards, as a store's answers have it. */
static void chain(buffer *to, const table_row *row)
{
    if (!row->record->chains)
        return;
    onr_strs names = row->record->chains[row->index];
    for (size_t i = 0; i < names.count; i++) {
        if (i)
            buffer_put(to, ONR_STR(" ← "));
        buffer_put(to, names.items[i]);
    }
}

static void said(buffer *to, const table_row *row)
{
    buffer_put(to, parts_statement_when(row->record, row->index));
}

static void negated(buffer *to, const table_row *row)
{
    buffer_put_char(to, statement_of(row)->negated ? '1' : '0');
}

static void hedged(buffer *to, const table_row *row)
{
    buffer_put_char(to, statement_of(row)->hedged ? '1' : '0');
}

static void unrealised(buffer *to, const table_row *row)
{
    buffer_put_char(to, statement_of(row)->unrealised ? '1' : '0');
}

static void confidence(buffer *to, const table_row *row)
{
    parts_put_share(to, (double)statement_of(row)->confidence);
}

static onr_span said_span(const table_row *row)
{
    return parts_said(statement_of(row));
}
SPAN_CELLS(said)

static const table_column columns[] = {
    PAGE_COLUMNS,
    {"title", cell_title},
    {"statement", number},
    {"speaker", speaker},
    {"speaker_code", speaker_code},
    {"speaker_kind", speaker_kind},
    {"speaker_entity", speaker_entity},
    {"speaker_words", speaker_words},
    {"cue", cue},
    {"act", act},
    {"quote", quote},
    {"content", content},
    {"addressee", addressee},
    {"addressee_code", addressee_code},
    {"addressee_entity", addressee_entity},
    {"inside", inside},
    {"on_word_of", on_word_of},
    {"chain", chain},
    {"said", said},
    {"negated", negated},
    {"hedged", hedged},
    {"unrealised", unrealised},
    SPAN_COLUMNS(said),
    {"confidence", confidence},
};
const record_table table_statements = {.name = "statements", TABLE_COLUMNS(columns), .next = next};
