/*
 * Prints the tokens of pages, one JSON line each, for tests/differential/html_tokens.py.
 * Input: "MODE NAME LENGTH\n" and as many bytes, again and again. MODE is a number, `html_mode`.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/str.h"
#include "page/html.h"
#include "page/references.h"

static void print_bytes(const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)s[i];
        if (c < 0x20 || c == '"' || c == '\\')
            printf("\\u%04x", c);
        else
            putchar(c);
    }
}

static void print_string(onr_str text)
{
    putchar('"');
    print_bytes(text.data, text.len);
    putchar('"');
}

static void print_text(onr_str text, bool references)
{
    for (size_t i = 0; i < text.len;) {
        char chars[REFERENCE_CHARS];
        size_t len = 0, taken = 0;
        if (references && text.data[i] == '&')
            taken = reference_read(chars, &len, text, i, false);
        if (taken)
            print_bytes(chars, len);
        else
            print_bytes(text.data + i, 1);
        i += taken ? taken : 1;
    }
}

static void print_token(const html *h, const html_token *t)
{
    if (t->kind == HTML_TEXT) {
        fputs("[\"Character\", \"", stdout);
        print_text(str_slice(h->text, (onr_span){t->start, t->end}),
                   t->mode == HTML_DATA || t->mode == HTML_RCDATA);
        fputs("\"], ", stdout);
        return;
    }
    if (t->kind != HTML_START && t->kind != HTML_END)
        return;
    printf("[\"%s\", ", t->kind == HTML_START ? "StartTag" : "EndTag");
    print_string(t->name);
    fputs(", [", stdout);
    for (uint32_t i = 0; i < t->attribute_count; i++) {
        const onr_attribute *a = &h->attributes.items[t->first_attribute + i];
        fputs(i ? ", [" : "[", stdout);
        print_string(a->name);
        fputs(", ", stdout);
        print_string(a->value);
        putchar(']');
    }
    printf("], %s], ", t->self_closing ? "true" : "false");
}

int main(void)
{
    unsigned mode;
    char name[64];
    size_t len;
    while (scanf("%u %63s %zu", &mode, name, &len) == 3 && getchar() == '\n') {
        char *bytes = malloc(len + 1);
        onr_arena *arena = onr_arena_new((size_t)1 << 26);
        if (!bytes || !arena || fread(bytes, 1, len, stdin) != len)
            return 1;
        html h = {.text = {bytes, len},
                  .mode = (html_mode)mode,
                  .raw_name = {name, strlen(name)},
                  .arena = arena,
                  .scratch = arena};
        putchar('[');
        html_token t;
        for (html_next(&t, &h); t.kind != HTML_EOF; html_next(&t, &h))
            print_token(&h, &t);
        puts("null]");
        onr_arena_free(arena);
        free(bytes);
    }
    return 0;
}
