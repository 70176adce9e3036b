/*
 * Lays a record's JSON out for people who read differences: a line for each field of the page,
 * a line for each entry of a list. From standard input to standard output.
 */
#include <jansson.h>
#include <stdio.h>

enum { LINE = JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(4) };

static void print_item(const char **between, const char *name, const json_t *item)
{
    fputs(*between, stdout);
    if (name)
        printf("  \"%s\": ", name);
    else
        fputs("  ", stdout);
    json_dumpf(item, stdout, LINE);
    *between = ",\n";
}

/* An object or a list, an entry a line. */
static void print_lines(json_t *value)
{
    const char *name, *between = "\n";
    json_t *item;
    size_t i;
    putchar(json_is_object(value) ? '{' : '[');
    json_object_foreach (value, name, item)
        print_item(&between, name, item);
    json_array_foreach (value, i, item)
        print_item(&between, NULL, item);
    printf("%s%c", *between == ',' ? "\n" : "", json_is_object(value) ? '}' : ']');
}

int main(void)
{
    const char *name, *between = "{\n";
    json_t *value, *record = json_loadf(stdin, 0, NULL);
    if (!json_is_object(record))
        return 1;
    json_object_foreach (record, name, value) {
        printf("%s\"%s\": ", between, name);
        print_lines(value);
        between = ",\n";
    }
    puts("\n}");
    json_decref(record);
    return 0;
}
