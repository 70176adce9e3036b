/*
 * Lays a record's JSON out for people who read differences: a line for each field of the page, a
 * line for each entry of a list. From standard input to standard output.
 */
#include <stdbool.h>
#include <stdio.h>

enum { LAID_OUT = 2 }; /* The levels whose entries have lines of their own. */

static void begin_line(int depth)
{
    printf("\n%*s", depth == LAID_OUT ? 2 : 0, "");
}

int main(void)
{
    int depth = 0, before = '\0', c;
    bool quoted = false, escaped = false;
    while ((c = getchar()) != EOF) {
        bool opens = !quoted && (c == '{' || c == '[');
        bool closes = !quoted && (c == '}' || c == ']');
        if (closes && depth-- <= LAID_OUT && before != '{' && before != '[')
            putchar('\n');
        else if (depth > 0 && depth <= LAID_OUT && (before == '{' || before == '[') && !closes)
            begin_line(depth);
        putchar(c);
        depth += opens;
        if (!quoted && c == ',' && depth <= LAID_OUT)
            begin_line(depth);
        quoted ^= c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        before = quoted ? '"' : c;
    }
    return depth != 0 || before != '\n';
}
