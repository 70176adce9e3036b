/*
 * A page: what the bytes are read as, and the way from its text back to them.
 */
#include "onrecord/page.h"

#include "base/str.h"
#include "base/table.h"
#include "page/charset.h"
#include "page/refuse.h"
#include "page/tree.h"

enum { LOOK_BYTES = 1024 };
static const size_t most_bytes = (size_t)1 << 30;

/* Whether `rest` goes on as the start tag of a web page's first elements does. */
static bool is_telling_tag(onr_str rest)
{
    static const char *const names[] = {"!doctype", "html", "head", "body",    "meta",  "title",
                                        "script",   "div",  "p",    "article", "table", "h1"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        size_t len = strlen(names[i]);
        if (rest.len > len &&
            str_equal_nocase((onr_str){rest.data, len}, (onr_str){names[i], len}) &&
            (is_ascii_space(rest.data[len]) || rest.data[len] == '>' || rest.data[len] == '/'))
            return true;
    }
    return false;
}

static bool looks_like_html(onr_str text)
{
    if (str_starts(text, "\xEF\xBB\xBF"))
        text = (onr_str){text.data + 3, text.len - 3};
    text = str_trim(text);
    if (text.len < 2 || text.data[0] != '<' ||
        !(is_ascii_letter(text.data[1]) || text.data[1] == '!' || text.data[1] == '?'))
        return false;
    for (size_t i = 0; i < LOOK_BYTES && i + 1 < text.len; i++)
        if (text.data[i] == '<' && is_telling_tag((onr_str){text.data + i + 1, text.len - i - 1}))
            return true;
    return false;
}

/* A zero is no character of a text, which would end at it in whatever keeps it; a blank is as long.
 * HTML has its own rule. */
static bool blank_zeros(decoded *source, note_list *notes, onr_arena *arena, onr_error *err)
{
    size_t len = source->text.len, cursor = 0;
    const char *zero = len ? memchr(source->text.data, '\0', len) : NULL;
    if (!zero)
        return true;
    uint32_t first = (uint32_t)(zero - source->text.data), last = first;
    char *own = arena_take(arena, len);
    if (!own)
        return arena_fail(err, "keep the page's characters");
    memcpy(own, source->text.data, len);
    for (uint32_t i = first; i < len; i++)
        if (own[i] == '\0') {
            own[i] = ' ';
            last = i;
        }
    source->text.data = own;
    list_push(notes,
              ((onr_note){"page", charset_byte_at(source, first, &cursor),
                          charset_byte_at(source, last, &cursor) + 1,
                          ONR_STR("bytes of zero: read as blanks")}),
              arena);
    return true;
}

static bool read_form(onr_page *page, onr_form form, onr_str charset, onr_arena *arena,
                      onr_error *err)
{
    note_list notes = {0};
    decoded source = {0};
    if (form == ONR_FORM_AUTO && looks_like_html(page->bytes))
        form = ONR_FORM_HTML;
    if (!charset_decode(&source, page->bytes, charset, form, &notes, arena, err) ||
        !page_accept(page->bytes, source.name, err))
        return false;
    if (form == ONR_FORM_AUTO)
        form = looks_like_html(source.text) ? ONR_FORM_HTML : ONR_FORM_PAGE;
    if (form != ONR_FORM_HTML && !blank_zeros(&source, &notes, arena, err))
        return false;
    page->form = form;
    page->charset = source.name;
    page->charset_from = source.from;
    page->text = source.text;
    page->runs = source.runs;
    page->run_count = source.run_count;
    if (form == ONR_FORM_HTML && !tree_build(page, &source, &notes, arena, err))
        return false;
    page->notes = (onr_notes){notes.items, notes.count};
    return true;
}

bool onr_page_read(onr_page *out, onr_str bytes, onr_form form, onr_str charset, onr_arena *arena,
                   onr_error *err)
{
    if (bytes.len > most_bytes)
        return onr_fail(err, ONR_E_LIMIT, most_bytes, "split the input",
                        "a page of %zu bytes, but 1 GiB is the most", bytes.len);
    *out = (onr_page){.bytes = bytes};
    return read_form(out, form, charset, arena, err);
}

/* The run that holds byte `at` of the text: the first one begins where the text does. */
static const onr_run *find_run(const onr_page *page, uint32_t at)
{
    size_t behind = table_first_from(at + 1, page->runs, page->run_count, sizeof *page->runs,
                                     offsetof(onr_run, text));
    return &page->runs[behind - 1];
}

/* The bytes read that the character at `at` of the text came from. */
static onr_span bytes_at(const onr_page *page, uint32_t at)
{
    const onr_run *run = find_run(page, at);
    if (!run->unit)
        return (onr_span){run->bytes + (at - run->text), run->bytes + (at - run->text) + 1};
    uint32_t before = charset_count(page->text, run->text, at + 1) - 1;
    uint32_t last = run->len - run->unit, start = before * run->unit;
    start = run->bytes + (start < last ? start : last);
    return (onr_span){start, start + run->unit};
}

onr_span onr_page_bytes_of(const onr_page *page, onr_span text)
{
    if (!page->run_count)
        return (onr_span){0, 0};
    if (text.end > text.start)
        return (onr_span){bytes_at(page, text.start).start, bytes_at(page, text.end - 1).end};
    uint32_t at = text.start < page->text.len ? bytes_at(page, text.start).start
                  : page->text.len            ? bytes_at(page, (uint32_t)page->text.len - 1).end
                                              : page->runs[0].bytes;
    return (onr_span){at, at};
}

onr_str onr_page_attribute(const onr_page *page, int32_t node, const char *name)
{
    const onr_node *n = &page->nodes[node];
    onr_str asked = str_of(name);
    for (uint32_t i = 0; i < n->attribute_count; i++) {
        const onr_attribute *a = &page->attributes[n->first_attribute + i];
        if (str_equal(a->name, asked))
            return a->value.data ? a->value : ONR_STR("");
    }
    return (onr_str){0};
}
