/*
 * brat's standoff annotations (v1.3), a pair of files a page: NAME.txt and NAME.ann, after the
 * annotation.conf that says what may stand in them, as one tar archive (POSIX ustar), since brat
 * takes a folder: onrecord export STORE --format brat | tar x -C FOLDER
 * brat counts characters, and an annotation of its goes over no end of a line.
 */
#include <stdio.h>

#include "base/str.h"
#include "export/parts.h"

enum { TAR_BLOCK = 512 };

/* A header of ustar; all its numbers are octal. Always the same: no time, no owner. */
static void put_entry_head(buffer *to, const char *name, size_t size)
{
    char head[TAR_BLOCK] = {0};
    unsigned sum = 0;
    snprintf(head, 100, "%s", name);
    memcpy(head + 100, "0000644", 7);
    memcpy(head + 108, "0000000", 7);
    memcpy(head + 116, "0000000", 7);
    snprintf(head + 124, 12, "%011zo", size);
    memcpy(head + 136, "00000000000", 11);
    memset(head + 148, ' ', 8);
    head[156] = '0';
    memcpy(head + 257, "ustar", 5);
    memcpy(head + 263, "00", 2);
    for (size_t i = 0; i < TAR_BLOCK; i++)
        sum += (unsigned char)head[i];
    snprintf(head + 148, 8, "%06o", sum);
    buffer_put(to, (onr_str){head, TAR_BLOCK});
}

static void put_entry(buffer *to, const char *name, onr_str bytes)
{
    static const char nothing[TAR_BLOCK];
    put_entry_head(to, name, bytes.len);
    buffer_put(to, bytes);
    buffer_put(to, (onr_str){nothing, (TAR_BLOCK - bytes.len % TAR_BLOCK) % TAR_BLOCK});
}

typedef struct standoff {
    buffer to;
    const onr_record *record;
    character_index characters;
    uint32_t texts;   /* T1, T2, … that were written; then events and so on, likewise */
    uint32_t *speech; /* Of each statement its E, 0: left out. */
    uint32_t attributes, notes, events;
} standoff;

/* The pieces of `spans` that lie within a line, as "0 5;10 15". */
static uint32_t put_offsets(standoff *o, onr_spans spans)
{
    onr_str text = o->record->article.text;
    uint32_t pieces = 0;
    for (size_t i = 0; i < spans.count && spans.items[i].end <= text.len; i++)
        for (uint32_t at = spans.items[i].start, end; at < spans.items[i].end; at = end + 1) {
            for (end = at; end < spans.items[i].end && text.data[end] != '\n'; end++)
                ;
            if (end > at)
                buffer_format(&o->to, "%s%u %u", pieces++ ? ";" : " ",
                              characters_before(&o->characters, at),
                              characters_before(&o->characters, end));
        }
    return pieces;
}

static void put_pieces(standoff *o, onr_spans spans)
{
    bool begun = false;
    for (size_t i = 0; i < spans.count; i++) {
        onr_str words = parts_text(o->record, spans.items[i]);
        for (size_t at = 0, end; at < words.len; at = end + 1) {
            for (end = at; end < words.len && words.data[end] != '\n'; end++)
                ;
            if (end == at)
                continue;
            if (begun)
                buffer_put_char(&o->to, ' ');
            begun = true;
            buffer_put(&o->to, (onr_str){words.data + at, end - at});
        }
    }
}

/* Its number, or 0: there is nothing to mark. */
static uint32_t put_text_bound(standoff *o, const char *type, onr_spans spans)
{
    size_t before = o->to.len;
    buffer_format(&o->to, "T%u\t%s", o->texts + 1, type);
    if (put_offsets(o, spans) == 0) {
        o->to.len = before;
        return 0;
    }
    buffer_put_char(&o->to, '\t');
    put_pieces(o, spans);
    buffer_put_char(&o->to, '\n');
    return ++o->texts;
}

/* An entity's mentions are marked each, so the first stands for all: its name and code as a note.
 */
static void put_note(standoff *o, uint32_t mark, int32_t entity)
{
    const onr_entity *e = parts_entity(o->record, entity);
    if (!e || !mark)
        return;
    buffer_format(&o->to, "#%u\tAnnotatorNotes T%u\t", ++o->notes, mark);
    buffer_put(&o->to, e->name);
    if (e->code.len) {
        buffer_put_char(&o->to, ' ');
        buffer_put(&o->to, e->code);
    }
    buffer_put_char(&o->to, '\n');
}

static void put_argument(standoff *o, const char *role, char letter, uint32_t number)
{
    if (number)
        buffer_format(&o->to, " %s:%c%u", role, letter, number);
}

static void put_flag(standoff *o, bool set, const char *name, uint32_t event)
{
    if (set)
        buffer_format(&o->to, "A%u\t%s E%u\n", ++o->attributes, name, event);
}

/* "Deny": a type begins with a capital. */
static const char *type_of(char room[32], onr_act act)
{
    const char *name = onr_act_name(act);
    snprintf(room, 32, "%c%s", name[0] - 'a' + 'A', name + 1);
    return room;
}

static void put_statement(standoff *o, size_t i)
{
    const onr_statement *s = &o->record->statements.items[i];
    char type[32];
    uint32_t cue = put_text_bound(o, type_of(type, s->act), s->cue);
    if (cue == 0)
        return;
    uint32_t speaker = put_text_bound(o, "Party", s->speaker);
    uint32_t content = put_text_bound(o, "Content", s->content);
    uint32_t addressee = put_text_bound(o, "Party", s->addressee);
    put_note(o, speaker, s->speaker_entity);
    put_note(o, addressee, s->addressee_entity);
    o->speech[i] = ++o->events;
    buffer_format(&o->to, "E%u\t%s:T%u", o->speech[i], type, cue);
    put_argument(o, "Speaker", 'T', speaker);
    put_argument(o, "Content", 'T', content);
    put_argument(o, "Addressee", 'T', addressee);
    buffer_put_char(&o->to, '\n');
    put_flag(o, s->negated, "Negated", o->speech[i]);
    put_flag(o, s->hedged, "Hedged", o->speech[i]);
    put_flag(o, s->unrealised, "Unrealised", o->speech[i]);
}

/* Which statement stands in which: relations, since either may come first. */
static void put_nesting(standoff *o)
{
    uint32_t relations = 0;
    for (size_t i = 0; i < o->record->statements.count; i++) {
        int32_t around = o->record->statements.items[i].inside;
        if (around >= 0 && o->speech[i] && o->speech[around])
            buffer_format(&o->to, "R%u\tInside Arg1:E%u Arg2:E%u\n", ++relations, o->speech[i],
                          o->speech[around]);
    }
}

static void put_annotations(standoff *o, float least)
{
    const onr_statements *all = &o->record->statements;
    for (size_t i = 0; o->speech && i < all->count; i++)
        if (all->items[i].confidence >= least)
            put_statement(o, i);
    if (o->speech)
        put_nesting(o);
}

static void put_record(buffer *to, const onr_record *record, export_style style)
{
    char name[96];
    size_t count = record->statements.count;
    onr_scratch scratch = onr_scratch_begin(to->arena);
    standoff o = {.to = {.arena = scratch.arena},
                  .record = record,
                  .characters = characters_count(record->article.text, scratch.arena),
                  .speech =
                      onr_arena_alloc_array(scratch.arena, count ? count : 1, sizeof *o.speech)};
    put_annotations(&o, style.least);
    const char *hash = strchr(record->id, ':');
    snprintf(name, sizeof name, "%.16s.txt", hash ? hash + 1 : "page");
    put_entry(to, name, record->article.text);
    memcpy(strrchr(name, '.'), ".ann", 4);
    put_entry(to, name, (onr_str){o.to.data, o.to.len});
    onr_scratch_end(&scratch);
}

static void put_settings(buffer *to, export_style style)
{
    buffer made = {.arena = to->arena};
    (void)style;
    buffer_put(&made, ONR_STR("[entities]\nParty\nContent\n\n[events]\n"));
    for (int act = 0; act < ONR_ACT_COUNT; act++) {
        char type[32];
        buffer_format(&made, "%s\tSpeaker?:Party, Content?:Content, Addressee?:Party\n",
                      type_of(type, (onr_act)act));
    }
    buffer_put(&made,
               ONR_STR("\n[relations]\nInside\tArg1:<EVENT>, Arg2:<EVENT>\n\n[attributes]\n"
                       "Negated\tArg:<EVENT>\nHedged\tArg:<EVENT>\nUnrealised\tArg:<EVENT>\n"));
    onr_str settings = {made.data, made.len};
    put_entry(to, "annotation.conf", settings);
}

static void put_end(buffer *to, export_style style)
{
    static const char nothing[2 * TAR_BLOCK];
    (void)style;
    buffer_put(to, (onr_str){nothing, sizeof nothing});
}

const export_format export_brat = {.name = "brat",
                                   .about = "brat's files, as a tar archive",
                                   .needs_text = true,
                                   .head = put_settings,
                                   .record = put_record,
                                   .foot = put_end};
