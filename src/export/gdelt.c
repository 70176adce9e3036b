/*
 * Events and their mentions as GDELT 2.0 has them (Event Codebook V2.0): 61 and 16 columns between
 * tabs, without a head. A row of events is somebody towards somebody, so an event of several has
 * several rows. What GDELT has no column for (planned, denied, supposed) is left out, and what is
 * not known is empty: places, tone, ethnic groups and religions.
 */
#include "base/day.h"
#include "base/hash.h"
#include "export/scores.h"
#include "export/tables.h"

/* A page with more events than that is a list, and what is told again stands near. */
enum { MOST_BETWEEN = 2000 };

static const onr_event *event_of(const table_row *row)
{
    return &row->record->events.items[row->index];
}

static onr_str code_of(const table_row *row, int32_t entity)
{
    const onr_entity *e = parts_entity(row->record, entity);
    return e ? e->code : (onr_str){"", 0};
}

/* The same for the same row of the same page, and for none else but by a chance of 2^-63. */
static void id(buffer *to, const table_row *row)
{
    uint64_t hash = hash_text(str_of(row->record->id));
    for (int shift = 0; shift < 32; shift += 8)
        hash = hash_byte(hash, (char)(table_first_told(row) >> shift));
    for (int shift = 0; shift < 32; shift += 8)
        hash = hash_byte(hash, (char)(row->pair >> shift));
    cell_number(to, hash >> 1);
}

/* As many digits as are known, of "20260219" the first `wanted`. */
static void put_date(buffer *to, const table_row *row, size_t wanted)
{
    onr_str date = parts_event_date(row->record, row->index);
    char digits[8];
    size_t count = 0;
    for (size_t i = 0; i < date.len && date.data[i] != '/' && count < wanted; i++)
        if (is_ascii_digit(date.data[i]))
            digits[count++] = date.data[i];
    if (count == wanted)
        buffer_put(to, (onr_str){digits, count});
}

static void sql_date(buffer *to, const table_row *row)
{
    put_date(to, row, 8);
}

static void month_year(buffer *to, const table_row *row)
{
    put_date(to, row, 6);
}

static void year(buffer *to, const table_row *row)
{
    put_date(to, row, 4);
}

/* The codebook's: the year, and of each month and day its share, as (month * 30 + day) / 365. */
static void fraction_date(buffer *to, const table_row *row)
{
    day of = edtf_read_day(parts_event_date(row->record, row->index));
    if (of == 0)
        return;
    int share = ((day_month(of) - 1) * 30 + day_date(of)) * 10000 / 365;
    buffer_format(to, "%d.%04d", day_year(of), share > 9999 ? 9999 : share);
}

/* An organisation of states: its code goes on with a region or not, and ends with its own letters.
 */
static bool is_region(onr_str part)
{
    return str_listed(part, "AFR|ASA|BLK|CRB|CAU|CFR|CAS|CEU|EIN|EAF|EEU|EUR|LAM|MEA|MDT|NAF|NMR|"
                            "PGS|SCN|SAM|SAS|SEA|SAF|WAF|WST");
}

static void put_country(buffer *to, onr_str code)
{
    onr_str second = parts_code(code, 1);
    if (parts_country(code).len)
        buffer_put(to, parts_country(code));
    else if (is_region(second))
        buffer_put(to, second);
}

static void put_group(buffer *to, onr_str code)
{
    if (!str_starts(code, "IGO"))
        return;
    buffer_put(to, parts_code(code, is_region(parts_code(code, 1)) ? 2 : 1));
}

/* The roles that the actor has, the first of them as number 0. */
static void put_type(buffer *to, onr_str code, size_t number)
{
    if (parts_country(code).len)
        buffer_put(to, parts_code(code, number + 1));
    else if (number == 0)
        buffer_put(to, parts_code(code, 0));
}

static void put_name(buffer *to, const table_row *row, int32_t entity)
{
    const onr_entity *e = parts_entity(row->record, entity);
    if (e)
        buffer_put(to, e->name);
}

/* The same columns for both sides. */
#define SIDE(side, entity_of)                                                                      \
    static void side##_code(buffer *to, const table_row *row)                                      \
    {                                                                                              \
        buffer_put(to, code_of(row, entity_of(row)));                                              \
    }                                                                                              \
    static void side##_name(buffer *to, const table_row *row)                                      \
    {                                                                                              \
        put_name(to, row, entity_of(row));                                                         \
    }                                                                                              \
    static void side##_country(buffer *to, const table_row *row)                                   \
    {                                                                                              \
        put_country(to, code_of(row, entity_of(row)));                                             \
    }                                                                                              \
    static void side##_group(buffer *to, const table_row *row)                                     \
    {                                                                                              \
        put_group(to, code_of(row, entity_of(row)));                                               \
    }                                                                                              \
    static void side##_type1(buffer *to, const table_row *row)                                     \
    {                                                                                              \
        put_type(to, code_of(row, entity_of(row)), 0);                                             \
    }                                                                                              \
    static void side##_type2(buffer *to, const table_row *row)                                     \
    {                                                                                              \
        put_type(to, code_of(row, entity_of(row)), 1);                                             \
    }                                                                                              \
    static void side##_type3(buffer *to, const table_row *row)                                     \
    {                                                                                              \
        put_type(to, code_of(row, entity_of(row)), 2);                                             \
    }
SIDE(actor1, table_pair_actor)
SIDE(actor2, table_pair_recipient)

/* The title, what leads into the article, its first paragraph. */
static bool is_lead(const onr_article *article, const onr_block *block)
{
    if (!block || block->kind == ONR_BLOCK_TITLE || block->kind == ONR_BLOCK_STANDFIRST)
        return block != NULL;
    const onr_block *first = article->blocks;
    while (first->kind == ONR_BLOCK_TITLE || first->kind == ONR_BLOCK_STANDFIRST)
        first++;
    return first == block;
}

static void is_root(buffer *to, const table_row *row)
{
    const onr_article *article = &row->record->article;
    const onr_block *block = parts_block(article, parts_whole(event_of(row)->trigger).start);
    buffer_put_char(to, is_lead(article, block) ? '1' : '0');
}

/* CAMEO writes "not specified below" of a root as that root and a nought. */
static void put_event_code(buffer *to, const table_row *row, size_t most)
{
    onr_str code = str_of(event_of(row)->cameo);
    buffer_put(to, (onr_str){code.data, code.len < most ? code.len : most});
    if (code.len == 2 && most > 2)
        buffer_put_char(to, '0');
}

static void event_code(buffer *to, const table_row *row)
{
    put_event_code(to, row, 4);
}

static void event_base_code(buffer *to, const table_row *row)
{
    put_event_code(to, row, 3);
}

static void event_root_code(buffer *to, const table_row *row)
{
    put_event_code(to, row, 2);
}

static void quad_class(buffer *to, const table_row *row)
{
    const onr_event *e = event_of(row);
    buffer_put(to, str_of(score_quad_class(str_of(e->cameo), e->event_class)));
}

static void goldstein(buffer *to, const table_row *row)
{
    buffer_put(to, str_of(score_goldstein(str_of(event_of(row)->cameo))));
}

static void one(buffer *to, const table_row *row)
{
    (void)row;
    buffer_put_char(to, '1');
}

/* How often the page tells it. */
static void mention_count(buffer *to, const table_row *row)
{
    uint64_t count = 1;
    const onr_events *all = &row->record->events;
    for (size_t i = row->index + 1; i < all->count && i - row->index < MOST_BETWEEN; i++)
        count +=
            all->items[i].same_as == (int32_t)row->index && all->items[i].confidence >= row->least;
    cell_number(to, count);
}

/* The page is all that is known of when it came: the day of its publication, as its first second.
 */
static void added(buffer *to, const table_row *row)
{
    day of = edtf_read_day(row->record->article.published);
    if (of)
        buffer_format(to, "%u000000", (unsigned)of);
}

static void url(buffer *to, const table_row *row)
{
    const onr_record *r = row->record;
    buffer_put(to, r->article.url.len ? r->article.url : str_of(r->id));
}

#define SIDE_COLUMNS(name, side)                                                                   \
    {name "Code", side##_code}, {name "Name", side##_name}, {name "CountryCode", side##_country},  \
        {name "KnownGroupCode", side##_group}, {name "EthnicCode", NULL},                          \
        {name "Religion1Code", NULL}, {name "Religion2Code", NULL},                                \
        {name "Type1Code", side##_type1}, {name "Type2Code", side##_type2},                        \
    {                                                                                              \
        name "Type3Code", side##_type3                                                             \
    }
#define PLACE_COLUMNS(name)                                                                        \
    {name "Geo_Type", NULL}, {name "Geo_FullName", NULL}, {name "Geo_CountryCode", NULL},          \
        {name "Geo_ADM1Code", NULL}, {name "Geo_ADM2Code", NULL}, {name "Geo_Lat", NULL},          \
        {name "Geo_Long", NULL},                                                                   \
    {                                                                                              \
        name "Geo_FeatureID", NULL                                                                 \
    }
static const table_column event_columns[] = {
    {"GlobalEventID", id},
    {"Day", sql_date},
    {"MonthYear", month_year},
    {"Year", year},
    {"FractionDate", fraction_date},
    SIDE_COLUMNS("Actor1", actor1),
    SIDE_COLUMNS("Actor2", actor2),
    {"IsRootEvent", is_root},
    {"EventCode", event_code},
    {"EventBaseCode", event_base_code},
    {"EventRootCode", event_root_code},
    {"QuadClass", quad_class},
    {"GoldsteinScale", goldstein},
    {"NumMentions", mention_count},
    {"NumSources", one},
    {"NumArticles", one},
    {"AvgTone", NULL},
    PLACE_COLUMNS("Actor1"),
    PLACE_COLUMNS("Actor2"),
    PLACE_COLUMNS("Action"),
    {"DATEADDED", added},
    {"SOURCEURL", url},
};
_Static_assert(sizeof event_columns / sizeof *event_columns == 61, "GDELT 2.0 has 61 columns");

/* Where the article names somebody first: characters from its beginning. */
static void put_offset(buffer *to, const table_row *row, int32_t entity)
{
    const onr_entity *e = parts_entity(row->record, entity);
    if (e && e->mentions.count && row->record->article.text.len)
        cell_number(to, characters_before(&row->characters, e->mentions.items[0].start));
    else
        buffer_put(to, ONR_STR("-1"));
}

static void actor1_offset(buffer *to, const table_row *row)
{
    put_offset(to, row, table_pair_actor(row));
}

static void actor2_offset(buffer *to, const table_row *row)
{
    put_offset(to, row, table_pair_recipient(row));
}

static void action_offset(buffer *to, const table_row *row)
{
    if (row->record->article.text.len)
        cell_number(to,
                    characters_before(&row->characters, parts_whole(event_of(row)->trigger).start));
    else
        buffer_put(to, ONR_STR("-1"));
}

static void confidence(buffer *to, const table_row *row)
{
    cell_number(to, (uint64_t)(event_of(row)->confidence * 100 + 0.5f));
}

static void length(buffer *to, const table_row *row)
{
    onr_str text = row->record->article.text;
    if (text.len)
        cell_number(to, characters_before(&row->characters, (uint32_t)text.len));
}

static const table_column mention_columns[] = {
    {"GlobalEventID", id},
    {"EventTimeDate", added},
    {"MentionTimeDate", added},
    {"MentionType", one}, /* a page of the web */
    {"MentionSourceName", cell_outlet},
    {"MentionIdentifier", url},
    {"SentenceID", NULL},
    {"Actor1CharOffset", actor1_offset},
    {"Actor2CharOffset", actor2_offset},
    {"ActionCharOffset", action_offset},
    {"InRawText", one},
    {"Confidence", confidence},
    {"MentionDocLen", length},
    {"MentionDocTone", NULL},
    {"MentionDocTranslationInfo", NULL},
    {"Extras", cell_page},
};
_Static_assert(sizeof mention_columns / sizeof *mention_columns == 16, "mentions have 16 columns");

static const record_table events = {
    .name = "events", TABLE_COLUMNS(event_columns), .next = table_next_pair};
static bool next_mention(table_row *row)
{
    row->repeats = true;
    return table_next_pair(row);
}

static const record_table mentions = {
    .name = "mentions", TABLE_COLUMNS(mention_columns), .next = next_mention};

static void put_record(buffer *to, const onr_record *record, export_style style)
{
    bool of_mentions = style.what && strcmp(style.what, "mentions") == 0;
    table_put_rows(to, of_mentions ? &mentions : &events, &table_tabs, record, style);
}

const export_format export_gdelt = {
    .name = "gdelt", .about = "GDELT 2.0", .tables = "events|mentions", .record = put_record};
