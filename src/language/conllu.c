/*
 * CoNLL-U out and in.
 */
#include "onrecord/conllu.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/terminal.h"

typedef struct buffer {
    char *data;
    size_t len, capacity;
    onr_arena *arena;
} buffer;

static void put(buffer *b, onr_str text)
{
    if (b->len + text.len > b->capacity) {
        size_t larger = 2 * b->capacity + text.len + 4096;
        char *moved = onr_arena_alloc(b->arena, larger);
        if (!moved)
            return;
        if (b->len)
            memcpy(moved, b->data, b->len);
        b->data = moved;
        b->capacity = larger;
    }
    if (text.len)
        memcpy(b->data + b->len, text.data, text.len);
    b->len += text.len;
}

static void put_text(buffer *b, const char *text)
{
    put(b, (onr_str){text, strlen(text)});
}

static void put_number(buffer *b, uint64_t number)
{
    char digits[24];
    int len = snprintf(digits, sizeof digits, "%llu", (unsigned long long)number);
    put(b, (onr_str){digits, (size_t)len});
}

/*
 * A field must not be empty, and holds no tab and no line's end. Nor does it hold what else a
 * terminal would obey: readers take some of it for a line's end, and a word must not be blank.
 */
static void put_field(buffer *b, onr_str text)
{
    if (!text.len)
        put_text(b, "_");
    size_t from = 0;
    for (size_t at = 0; at < text.len;) {
        size_t begin = at;
        uint32_t c = utf8_next(text, &at);
        if (!terminal_obeys(c))
            continue;
        put(b, (onr_str){text.data + from, begin - from});
        put_text(b, c == '\t' || c == '\n' || c == '\r' ? " " : "\xEF\xBF\xBD");
        from = at;
    }
    put(b, (onr_str){text.data + from, text.len - from});
}

static void put_range(buffer *b, const onr_text *text, size_t token)
{
    const onr_token *t = &text->tokens[token];
    if (token + 1 < text->token_count && t->span.end == t[1].span.start)
        put_text(b, "SpaceAfter=No|");
    put_text(b, "TokenRange=");
    put_number(b, t->span.start);
    put_text(b, ":");
    put_number(b, t->span.end);
    put_text(b, "\n");
}

static void put_word(buffer *b, const onr_text *text, const onr_sentence *s, uint32_t word)
{
    const onr_word *w = &text->words[word];
    put_number(b, word - s->first_word + 1);
    put_text(b, "\t");
    put_field(b, w->form);
    put_text(b, "\t");
    put_field(b, w->lemma);
    put_text(b, "\t");
    put_text(b, onr_upos_name(w->upos));
    put_text(b, "\t");
    put_field(b, w->xpos);
    put_text(b, "\t");
    put_field(b, w->feats);
    put_text(b, "\t");
    put_number(b, w->head == ONR_NO_HEAD ? 0 : (uint32_t)w->head - s->first_word + 1);
    put_text(b, "\t");
    put_text(b, onr_relation_name(w->relation));
    if (w->subtype.len) {
        put_text(b, ":");
        put(b, w->subtype);
    }
    put_text(b, "\t_\t");
    if (text->tokens[w->token].word_count > 1)
        put_text(b, "_\n");
    else
        put_range(b, text, w->token);
}

/* The line at `*at` without its end; moves `*at` behind it. */
static onr_str next_line(onr_str text, size_t *at)
{
    const char *start = text.data + *at, *end = memchr(start, '\n', text.len - *at);
    onr_str line = {start, end ? (size_t)(end - start) : text.len - *at};
    *at += line.len + 1;
    if (line.len && line.data[line.len - 1] == '\r')
        line.len--;
    return line;
}

/* The comments that were read, then those that every sentence has. */
static void put_comments(buffer *b, const onr_text *text, size_t number)
{
    const onr_sentence *s = &text->sentences[number];
    bool has_id = false, has_text = false;
    for (size_t at = 0; at < s->comments.len;) {
        onr_str line = next_line(s->comments, &at);
        has_id = has_id || str_starts(line, "# sent_id");
        has_text = has_text || str_starts(line, "# text =");
        put(b, line);
        put_text(b, "\n");
    }
    if (!has_id) {
        put_text(b, "# sent_id = ");
        put_number(b, number + 1);
        put_text(b, "\n");
    }
    if (!has_text) {
        put_text(b, "# text = ");
        put_field(b, str_slice(text->text, s->span));
        put_text(b, "\n");
    }
}

static void put_sentence(buffer *b, const onr_text *text, size_t number)
{
    const onr_sentence *s = &text->sentences[number];
    put_comments(b, text, number);
    for (uint32_t t = s->first_token; t < s->first_token + s->token_count; t++) {
        const onr_token *token = &text->tokens[t];
        if (token->word_count > 1) {
            put_number(b, token->first_word - s->first_word + 1);
            put_text(b, "-");
            put_number(b, token->first_word - s->first_word + token->word_count);
            put_text(b, "\t");
            put_field(b, str_slice(text->text, token->span));
            put_text(b, "\t_\t_\t_\t_\t_\t_\t_\t");
            put_range(b, text, t);
        }
        for (uint32_t w = 0; w < token->word_count; w++)
            put_word(b, text, s, token->first_word + w);
    }
    put_text(b, "\n");
}

bool onr_conllu_write(onr_str *out, const onr_text *text, onr_arena *arena, onr_error *err)
{
    buffer b = {.arena = arena};
    for (size_t i = 0; i < text->sentence_count && !onr_arena_full(arena); i++)
        put_sentence(&b, text, i);
    if (onr_arena_full(arena))
        return arena_fail(err, "write CoNLL-U");
    *out = (onr_str){b.data, b.len};
    return true;
}

typedef struct builder {
    char *text;
    size_t len;
    size_t room;        /* bytes read so far: no token ends further on in the text */
    onr_str comments;   /* of the sentence that is open */
    bool space;         /* before the next token */
    bool paragraph;     /* before the next token */
    uint64_t range_end; /* the last word of the multi-word token that is open, or 0 */
    size_t cut;         /* bytes of that token that its words have taken */
    list(onr_token) tokens;
    list(onr_word) words;
    list(onr_sentence) sentences;
    size_t first_token; /* of the sentence that is open */
    onr_arena *arena;
} builder;

static uint64_t number_at(onr_str field, size_t *at)
{
    uint64_t number = 0;
    for (; *at < field.len && is_ascii_digit(field.data[*at]) && number < UINT32_MAX; ++*at)
        number = number * 10 + (uint64_t)(field.data[*at] - '0');
    return number;
}

/* Where MISC says that the token starts; 0 where it does not say, or cannot be right. */
static size_t start_in(const builder *b, onr_str form, onr_str misc)
{
    static const onr_str key = {"TokenRange=", 11};
    size_t at = str_find(misc, key, 0);
    if (at == SIZE_MAX)
        return 0;
    at += key.len;
    uint64_t start = number_at(misc, &at), end = 0;
    if (at < misc.len && misc.data[at] == ':')
        at++, end = number_at(misc, &at);
    return end == start + form.len && start >= b->len && end <= b->room ? (size_t)start : 0;
}

static void open_token(builder *b, onr_str form, onr_str misc)
{
    size_t start = start_in(b, form, misc), gap = b->len;
    if (start)
        b->len = start;
    else if (b->len)
        b->len += b->paragraph ? 2 : b->space;
    memset(b->text + gap, b->paragraph ? '\n' : ' ', b->len - gap);
    b->paragraph = false;
    b->space = str_find(misc, ONR_STR("SpaceAfter=No"), 0) == SIZE_MAX;
    onr_token token = {
        {(uint32_t)b->len, (uint32_t)(b->len + form.len)}, (uint32_t)b->words.count, 0};
    memcpy(b->text + b->len, form.data, form.len);
    b->len += form.len;
    list_push(&b->tokens, token, b->arena);
}

/* A word of a multi-word token takes its part of the span where it is written there. */
static void add_word(builder *b, onr_str form)
{
    if (!b->tokens.count)
        return;
    onr_token *token = &b->tokens.items[b->tokens.count - 1];
    onr_span span = token->span;
    onr_str rest = {b->text + b->cut, span.end > b->cut ? span.end - b->cut : 0};
    if (b->range_end && rest.len >= form.len && memcmp(rest.data, form.data, form.len) == 0) {
        span = (onr_span){(uint32_t)b->cut, (uint32_t)(b->cut + form.len)};
        b->cut += form.len;
    }
    onr_word word = {.span = span,
                     .form = form,
                     .head = ONR_NO_HEAD,
                     .upos = ONR_X,
                     .relation = ONR_DEP,
                     .token = (uint32_t)b->tokens.count - 1,
                     .sentence = (uint32_t)b->sentences.count};
    list_push(&b->words, word, b->arena);
    token->word_count++;
}

static bool bad_line(onr_error *err, uint64_t byte, const char *what)
{
    return onr_fail(err, ONR_E_FORMAT, byte, "give CoNLL-U: ten columns parted by tabs", "%s",
                    what);
}

static bool end_sentence(builder *b, uint64_t byte, onr_error *err)
{
    b->range_end = 0;
    if (b->first_token == b->tokens.count)
        return true;
    for (size_t i = b->first_token; i < b->tokens.count; i++)
        if (b->tokens.items[i].word_count == 0)
            return bad_line(err, byte, "a sentence with a token that has no words");
    const onr_token *a = &b->tokens.items[b->first_token],
                    *z = &b->tokens.items[b->tokens.count - 1];
    onr_sentence s = {.span = {a->span.start, z->span.end},
                      .first_word = a->first_word,
                      .word_count = (uint32_t)b->words.count - a->first_word,
                      .first_token = (uint32_t)b->first_token,
                      .token_count = (uint32_t)(b->tokens.count - b->first_token),
                      .comments = b->comments};
    b->comments = (onr_str){0};
    list_push(&b->sentences, s, b->arena);
    b->first_token = b->tokens.count;
    return true;
}

static bool read_line(builder *b, onr_str line, uint64_t byte, onr_error *err)
{
    onr_str fields[10];
    size_t count = 0, from = 0;
    for (size_t i = 0; i <= line.len; i++)
        if (i == line.len || line.data[i] == '\t') {
            if (count == 10)
                return bad_line(err, byte, "a line of more than 10 columns");
            fields[count++] = (onr_str){line.data + from, i - from};
            from = i + 1;
        }
    if (count != 10 || !fields[1].len)
        return bad_line(err, byte, "a line that is not 10 columns");
    size_t at = 0;
    uint64_t first = number_at(fields[0], &at), last = 0;
    if (at < fields[0].len && fields[0].data[at] == '.')
        return true; /* an empty node is not in the text */
    if (at < fields[0].len && fields[0].data[at] == '-') {
        at++;
        last = number_at(fields[0], &at);
    }
    if (at != fields[0].len || !at || (last && last < first))
        return bad_line(err, byte, "a line without a word's number");
    if (b->range_end && first > b->range_end)
        b->range_end = 0;
    if (last) {
        b->cut = 0;
        open_token(b, fields[1], fields[9]);
        b->range_end = last;
        b->cut = b->len - fields[1].len;
        return true;
    }
    if (!b->range_end)
        open_token(b, fields[1], fields[9]);
    add_word(b, fields[1]);
    return true;
}

static void read_comment(builder *b, onr_str line)
{
    if (str_starts(line, "# newpar") || str_starts(line, "# newdoc"))
        b->paragraph = true;
    if (b->first_token < b->tokens.count)
        return; /* amid the words: no comment on the sentence */
    if (!b->comments.len)
        b->comments.data = line.data;
    b->comments.len = (size_t)(line.data + line.len - b->comments.data);
}

static bool read_lines(builder *b, onr_str conllu, onr_error *err)
{
    for (size_t next = 0; next < conllu.len && !onr_arena_full(b->arena);) {
        size_t at = next;
        onr_str line = next_line(conllu, &next);
        if (!line.len && !end_sentence(b, at, err))
            return false;
        b->room = next < conllu.len ? next : conllu.len;
        if (line.len && line.data[0] == '#')
            read_comment(b, line);
        else if (line.len && !read_line(b, line, at, err))
            return false;
    }
    return end_sentence(b, conllu.len, err);
}

bool onr_conllu_read(onr_text *out, onr_str conllu, onr_arena *arena, onr_error *err)
{
    size_t bad = utf8_check(conllu);
    if (bad != conllu.len || conllu.len >= INT32_MAX)
        return bad_line(err, bad, bad != conllu.len ? "text that is not UTF-8" : "too long a file");
    /* a token takes at most its line's length, with the white space before it */
    builder b = {.arena = arena, .text = onr_arena_alloc(arena, conllu.len + 1)};
    if (onr_arena_full(arena))
        return arena_fail(err, "read CoNLL-U");
    if (!read_lines(&b, conllu, err))
        return false;
    if (onr_arena_full(arena))
        return arena_fail(err, "read CoNLL-U");
    *out = (onr_text){.text = {b.text, b.len},
                      .words = b.words.items,
                      .word_count = b.words.count,
                      .tokens = b.tokens.items,
                      .token_count = b.tokens.count,
                      .sentences = b.sentences.items,
                      .sentence_count = b.sentences.count};
    return true;
}
