/*
 * Measures one block: how its text reads, how it compares with what the page says of its
 * article, what the elements around it are called.
 */
#include "article/prose/measure.h"

#include "article/prose/columns.h"
#include "article/prose/tokens.h"
#include "base/arena.h"
#include "base/memo.h"
#include "base/text.h"

enum {
    LEAST_PROSE = 8,
    TOLD_BITS = 1 << 17,  /* of the set of word triples of JSON-LD's text */
    SHORT_BITS = 1 << 13, /* of the sets of title and description */
    VALUES_KNOWN = 256,
    PIECE = 32, /* bytes that are counted at a time */
};

/* Words and tokens */

static void set_add(word_set *set, uint32_t hash)
{
    set->bits[(hash & set->mask) >> 6] |= (uint64_t)1 << (hash & 63);
}

static bool set_has(const word_set *set, uint32_t hash)
{
    return set->bits[(hash & set->mask) >> 6] >> (hash & 63) & 1;
}

/* The set of a text's words (`span` 1), or of three words in a row (`span` 3). */
static word_set set_of(onr_str text, uint32_t bits, int span, onr_arena *arena)
{
    word_set set = {arena_array(arena, uint64_t, bits / 64), bits - 1, 0};
    uint32_t a = 0, b = 0;
    for (size_t at = 0; set.bits;) {
        uint32_t word = word_next(text, &at);
        if (!word)
            break;
        set.words++;
        if (span == 1)
            set_add(&set, word);
        else if (set.words > 2)
            set_add(&set, hash_pair(hash_pair(a, b), word));
        a = b;
        b = word;
    }
    return set;
}

/* What the tokens of a text or an element weigh: the least, the most, all together. */
typedef struct load {
    int low, high, sum, count, start, whole;
} load;

typedef struct weighing {
    const judge_model *model;
    load page, near;
} weighing;

static void add_weight(load *l, token_kind kind, int weight)
{
    if (kind == TOKEN_START) {
        l->start = weight;
    } else if (kind == TOKEN_WHOLE) {
        l->whole = weight;
    } else if (weight) {
        l->low = weight < l->low ? weight : l->low;
        l->high = weight > l->high ? weight : l->high;
        l->sum += weight;
        l->count++;
    }
}

static void weigh(void *user, token_kind kind, uint32_t hash)
{
    weighing *w = user;
    token_weight weight = token_weigh(w->model, hash);
    add_weight(&w->page, kind, weight.page);
    add_weight(&w->near, kind, weight.near);
}

static int8_t to_int8(int n)
{
    return (int8_t)(n > 127 ? 127 : n < -127 ? -127 : n);
}

/* A signed weight as a column: 128 is none. */
static uint8_t weight_bin(int weight)
{
    return (uint8_t)(128 + to_int8(weight));
}

told told_read(const judge_hints *hints, onr_arena *arena)
{
    return (told){set_of(hints->title, SHORT_BITS, 1, arena),
                  set_of(hints->description, SHORT_BITS, 3, arena),
                  set_of(hints->body, TOLD_BITS, 3, arena)};
}

static void add_hint(int8_t *h, const load *l)
{
    if (!l->count)
        return;
    int own = to_int8(l->low + l->high);
    h[0] = (int8_t)own;
    h[1] = to_int8(l->low < h[1] ? l->low : h[1]);
    h[2] = to_int8(l->high > h[2] ? l->high : h[2]);
    h[3] = to_int8((h[3] * 3 + own) / 4);
}

/* What an attribute's value weighs. */
typedef struct known_value {
    onr_str value;
    weighing w;
} known_value;

static void join_loads(load *out, const load *other)
{
    out->low = other->low < out->low ? other->low : out->low;
    out->high = other->high > out->high ? other->high : out->high;
    out->sum += other->sum;
    out->count += other->count;
}

/* Weighs an element's names; a page's classes come again and again. */
static void weigh_element(weighing *out, const onr_page *page, size_t node, known_value *all)
{
    const onr_node *n = &page->nodes[node];
    for (uint32_t i = 0; i < n->attribute_count; i++) {
        const onr_attribute *a = &page->attributes[n->first_attribute + i];
        if (!has_tokens(a))
            continue;
        known_value *known = &all[memo_place(a->value, VALUES_KNOWN)];
        if (!str_equal(known->value, a->value)) {
            *known = (known_value){a->value, {.model = out->model}};
            tokens_of_value(a->value, weigh, &known->w);
        }
        join_loads(&out->page, &known->w.page);
        join_loads(&out->near, &known->w.near);
    }
    token_of_tag(n, weigh, out);
}

void measure_hints(hint *out, const block_list *blocks, const judge_model *model, onr_arena *arena)
{
    const onr_page *page = blocks->page;
    known_value *known = arena_array(arena, known_value, VALUES_KNOWN);
    for (size_t i = 0; known && i < page->node_count; i++) {
        const onr_node *n = &page->nodes[i];
        if (blocks->first_at[i] == blocks->first_at[n->end])
            continue; /* no block asks for it */
        if (n->parent != ONR_NO_NODE) {
            out[i] = out[n->parent];
            out[i].page[0] = out[i].near[0] = 0;
        }
        if (n->tag == ONR_TAG_TEXT)
            continue;
        weighing w = {.model = model};
        weigh_element(&w, page, i, known);
        add_hint(out[i].page, &w.page);
        add_hint(out[i].near, &w.near);
    }
}

/* A block's own text */

typedef struct counts {
    uint32_t commas, sentences, digits, letters, upper, capitals, marks;
} counts;

/* Counts in `PIECE` bytes from `p` on; one more stands on both sides. Of known length and with sums
 * of one byte, compilers make vector instructions of the loop; of == parted by | they make none. */
static void count_piece(counts *c, const char *p)
{
    uint8_t commas = 0, sentences = 0, digits = 0, letters = 0, upper = 0, capitals = 0, marks = 0;
    for (int i = 0; i < PIECE; i++) {
        char here = p[i], small = (char)(here | 32);
        upper = (uint8_t)(upper + ((here >= 'A') & (here <= 'Z')));
        capitals = (uint8_t)(capitals + ((here >= 'A') & (here <= 'Z') & (p[i - 1] == ' ')));
        letters = (uint8_t)(letters + ((small >= 'a') & (small <= 'z')));
        digits = (uint8_t)(digits + ((here >= '0') & (here <= '9')));
        commas = (uint8_t)(commas + (here == ','));
        marks = (uint8_t)(marks + (here == '|') + (here == '/') + (here == '>') + (here == '@') +
                          (here == '_'));
        sentences = (uint8_t)(sentences + (((here == '.') + (here == '!') + (here == '?')) &
                                           (p[i + 1] == ' ')));
    }
    c->commas += commas;
    c->sentences += sentences;
    c->digits += digits;
    c->letters += letters;
    c->upper += upper;
    c->capitals += capitals;
    c->marks += marks;
}

static counts count_chars(onr_str text)
{
    counts c = {0};
    size_t at = 0;
    for (; at + PIECE < text.len; at += PIECE) {
        char piece[PIECE + 2] = {at ? text.data[at - 1] : ' '};
        memcpy(piece + 1, text.data + at, PIECE + 1);
        count_piece(&c, piece + 1);
    }
    char last[PIECE + 2];
    memset(last, ' ', sizeof last);
    if (at)
        last[0] = text.data[at - 1];
    memcpy(last + 1, text.data + at, text.len - at);
    count_piece(&c, last + 1);
    return c;
}

static uint8_t first_class(onr_str text)
{
    unsigned char c = (unsigned char)text.data[0];
    if (is_ascii_letter((char)c))
        return c & 32 ? 4 : 7;
    if (is_ascii_digit((char)c))
        return 2;
    if (str_starts(text, "“") || c == '"' || str_starts(text, "‘") || str_starts(text, "„") ||
        str_starts(text, "«"))
        return 8;
    return c >= 0x80 ? 6 : c == '(' || c == '[' ? 3 : c == '#' || c == '@' ? 0 : 1;
}

/* How a text ends: the higher, the more like a sentence. */
static uint8_t last_class(onr_str text)
{
    size_t len = text.len;
    text = text_unclosed(text);
    bool closed = text.len < len;
    switch (text.data[text.len - 1]) {
    case '.': return str_ends(text, "...") ? 4 : closed ? 10 : 9;
    case '!': return 7;
    case '?': return 8;
    case ':': return 6;
    case ',':
    case ';': return 5;
    default:
        return str_ends(text, "…")                        ? 4
               : str_ends(text, "。")                     ? 9
               : is_ascii_digit(text.data[text.len - 1])  ? 1
               : is_ascii_letter(text.data[text.len - 1]) ? (closed ? 3 : 2)
                                                          : 0;
    }
}

static bool names_year(onr_str text)
{
    for (size_t i = 0; i + 4 <= text.len; i++)
        if (((text.data[i] == '2' && text.data[i + 1] == '0') ||
             (text.data[i] == '1' && text.data[i + 1] == '9')) &&
            is_ascii_digit(text.data[i + 2]) && is_ascii_digit(text.data[i + 3]) &&
            (i == 0 || !is_ascii_digit(text.data[i - 1])) &&
            (i + 4 == text.len || !is_ascii_digit(text.data[i + 4])))
            return true;
    return false;
}

/* Fills the five columns that begin at F_TOKEN_LOW or F_BESIDE_TOKEN_LOW. */
static void put_load(uint8_t *column, const load *l)
{
    column[0] = weight_bin(l->low);
    column[1] = weight_bin(l->high);
    column[2] = weight_bin(l->sum * 4 / (l->count + 3));
    column[3] = weight_bin(l->start);
    column[4] = weight_bin(l->whole);
}

/* Fills what its words say, each read once. */
static void read_words(uint8_t *column, onr_str text, const told *t, const judge_model *model)
{
    text_tokens tokens = {0};
    weighing w = {.model = model};
    uint32_t a = 0, b = 0, in_title = 0, in_description = 0, in_body = 0, words = 0;
    for (size_t at = 0;;) {
        uint32_t word = word_next(text, &at);
        if (!word)
            break;
        words++;
        token_add(&tokens, word, weigh, &w);
        in_title += set_has(&t->title, word);
        if (words > 2 && t->body.words + t->description.words) {
            uint32_t triple = hash_pair(hash_pair(a, b), word);
            in_description += set_has(&t->description, triple);
            in_body += set_has(&t->body, triple);
        }
        a = b;
        b = word;
    }
    column[F_TITLE] = share_bin(in_title, words);
    column[F_IS_TITLE] = share_bin(2 * in_title, words + t->title.words);
    column[F_DESCRIPTION] = words > 2 ? share_bin(in_description, words - 2) : 0;
    column[F_TOLD] = words > 2 ? share_bin(in_body, words - 2) : 0;
    column[F_HAS_TOLD] = log_bin(t->body.words);
    tokens_end(&tokens, weigh, &w);
    put_load(column + F_TOKEN_LOW, &w.page);
    put_load(column + F_BESIDE_TOKEN_LOW, &w.near);
}

void measure_text(uint8_t *column, const block *b, const told *t, const judge_model *model)
{
    counts c = count_chars(b->text);
    column[F_WORDS] = log_bin(b->words);
    column[F_WORD_LENGTH] = cap(b->text.len * 4 / b->words, 100);
    column[F_LINKS] = share_bin(b->link_words, b->words);
    column[F_STRONG] = share_bin(b->strong_words, b->words);
    column[F_EMPHASIS] = share_bin(b->emphasis_words, b->words);
    column[F_COMMAS] = share_bin(c.commas, b->words);
    column[F_SENTENCES] = log_bin(c.sentences);
    column[F_DIGITS] = share_bin(c.digits, b->text.len);
    column[F_CAPITALS] = share_bin(c.capitals, b->words);
    column[F_UPPER] = share_bin(c.upper, c.letters);
    column[F_FIRST] = first_class(b->text);
    column[F_LAST] = last_class(b->text);
    column[F_MARKS] = share_bin(c.marks, b->words);
    column[F_YEAR] = b->words < 40 && names_year(b->text);
    read_words(column, b->text, t, model);
}

bool is_prose(const block *b, uint8_t last)
{
    return b->words >= LEAST_PROSE && last >= 7 && b->link_words * 3 < b->words;
}

/* Elements ordered by how like a paragraph they are; 8 for those not listed. */
static uint8_t tag_class(uint16_t tag)
{
    static const uint8_t classes[ONR_TAG_COUNT] = {
        [ONR_TAG_P] = 20,       [ONR_TAG_BLOCKQUOTE] = 19, [ONR_TAG_H2] = 18,
        [ONR_TAG_H3] = 17,      [ONR_TAG_H4] = 16,         [ONR_TAG_H5] = 15,
        [ONR_TAG_H6] = 15,      [ONR_TAG_H1] = 14,         [ONR_TAG_PRE] = 13,
        [ONR_TAG_ARTICLE] = 12, [ONR_TAG_SECTION] = 11,    [ONR_TAG_MAIN] = 10,
        [ONR_TAG_DIV] = 9,      [ONR_TAG_TD] = 7,          [ONR_TAG_DD] = 6,
        [ONR_TAG_LI] = 5,       [ONR_TAG_UL] = 5,          [ONR_TAG_OL] = 5,
        [ONR_TAG_DT] = 4,       [ONR_TAG_TH] = 4,          [ONR_TAG_FIGCAPTION] = 3,
        [ONR_TAG_FIGURE] = 3,   [ONR_TAG_HEADER] = 2,      [ONR_TAG_ASIDE] = 1,
        [ONR_TAG_FOOTER] = 1,   [ONR_TAG_NAV] = 1,
    };
    return tag < ONR_TAG_COUNT && classes[tag] ? classes[tag] : 8;
}

/* Fills the six columns that begin at F_HINT_OWN or F_BESIDE_HINT_OWN: the weights of the block's
 * element, of the two around it, and lowest, highest and mean of all around it (hint). */
static void put_hint(uint8_t *column, int8_t own, int8_t up, int8_t up_2, const int8_t *way)
{
    column[0] = weight_bin(own);
    column[1] = weight_bin(up);
    column[2] = weight_bin(up_2);
    column[3] = weight_bin(way[1]);
    column[4] = weight_bin(way[2]);
    column[5] = weight_bin(way[3]);
}

void measure_markup(uint8_t *column, const block_list *blocks, size_t at, const hint *hints)
{
    static const uint32_t told_flags[16] = {
        ONR_IN_PARAGRAPH, ONR_IN_HEADING, ONR_IN_LIST,      ONR_IN_TABLE,
        ONR_IN_QUOTE,     ONR_IN_FIGURE,  ONR_IN_ASIDE,     ONR_IN_NAV,
        ONR_IN_HEADER,    ONR_IN_FOOTER,  ONR_IN_FORM,      ONR_IN_ARTICLE,
        ONR_IN_MAIN,      IN_UNSEEN,      IN_BODY_PROPERTY, ONR_IN_LINK,
    };
    const block *b = &blocks->items[at];
    const onr_node *nodes = blocks->page->nodes, *e = &nodes[b->element];
    uint32_t up = e->parent == ONR_NO_NODE ? b->element : (uint32_t)e->parent;
    uint32_t up_2 = nodes[up].parent == ONR_NO_NODE ? up : (uint32_t)nodes[up].parent;
    const hint *way = &hints[b->first_node];
    column[F_TAG] = tag_class(e->tag);
    column[F_TAG_UP] = tag_class(nodes[up].tag);
    column[F_DEPTH] = cap(e->depth, 255);
    column[F_AFTER_BREAK] = b->after_break;
    column[F_BEFORE_BREAK] = at + 1 < blocks->count && b[1].after_break;
    for (size_t i = 0; i < 16; i++)
        column[F_FLAGS + i] = !!(b->flags & told_flags[i]);
    const hint *own = &hints[b->element], *over = &hints[up], *over_2 = &hints[up_2];
    put_hint(column + F_HINT_OWN, own->page[0], over->page[0], over_2->page[0], way->page);
    put_hint(column + F_BESIDE_HINT_OWN, own->near[0], over->near[0], over_2->near[0], way->near);
}
