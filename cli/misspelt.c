/*
 * Options as they are spelt, before anybody takes them: one that there is not, that may be several,
 * that has no value or one too many. getopt tells of these itself, but with the bytes that were
 * given, which a terminal would obey.
 */
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "cli.h"

enum { MOST_OPTIONS = 64, KEY_HELP = 1 };

/* The options of a command as getopt takes them. */
typedef struct spelt {
    struct option names[MOST_OPTIONS + 1];
    char letters[2 * MOST_OPTIONS + 2];
} spelt;

static void add_option(spelt *to, size_t i, const char *name, int key, bool has_value)
{
    to->names[i] = (struct option){name, has_value ? required_argument : no_argument, NULL, key};
    if (key > ' ' && key < 0x7f)
        snprintf(to->letters + strlen(to->letters), 3, has_value ? "%c:" : "%c", key);
}

static void list_options(spelt *out, const command *self)
{
    struct argp_option option;
    size_t i = 0;
    /* A colon: what has no value is told from what is unknown. */
    *out = (spelt){.letters = ":"};
    for (; i < MOST_OPTIONS - 2 && settings_option(&option, self, i); i++)
        add_option(out, i, option.name, option.key, option.arg);
    add_option(out, i++, "help", KEY_HELP, false);
    add_option(out, i, "usage", KEY_HELP, false);
}

static bool begins_so(const struct option *option, onr_str name)
{
    return strncmp(option->name, name.data, name.len) == 0;
}

static bool is_letter_of(const spelt *known, int key)
{
    for (const struct option *at = known->names; at->name; at++)
        if (at->val == key)
            return true;
    return false;
}

static void print_advice(const char *program)
{
    fprintf(stderr, "; `%s --help` lists them\n", program);
}

/* `word` is "--name" or "--name=value". */
static void tell_name(const spelt *known, const char *program, const char *word)
{
    onr_str name = {word + 2, strcspn(word + 2, "=")};
    size_t count = 0;
    for (const struct option *at = known->names; at->name; at++)
        count += begins_so(at, name);
    fputs(count ? "--" : "no option --", stderr);
    print_shown(stderr, name);
    if (count == 0) {
        print_advice(program);
        return;
    }
    fputs(": give", stderr);
    for (const struct option *at = known->names; at->name; at++)
        if (begins_so(at, name))
            fprintf(stderr, " --%s%s", at->name, --count > 1 ? "," : count == 1 ? " or" : "");
    fputc('\n', stderr);
}

/* What getopt found at `word`: `fault` is ':' of what has no value, else '?'; `key` the option's, 0
 * of a name that is not one option's. */
static void tell(const spelt *known, const char *program, const char *word, int fault, int key)
{
    char letter[] = {(char)key, '\0'};
    fprintf(stderr, "%s: ", program);
    if (key == 0) {
        tell_name(known, program, word);
    } else if (!is_letter_of(known, key)) {
        fputs("no option -", stderr);
        print_shown(stderr, str_of(letter));
        print_advice(program);
    } else if (strncmp(word, "--", 2) == 0) {
        print_shown(stderr, str_of(word));
        fputs(fault == ':' ? ": give it a value\n" : ": give it without a value\n", stderr);
    } else {
        fprintf(stderr, "-%s: give it a value\n", letter);
    }
}

void check_spelling(const command *self, int argc, char **argv)
{
    spelt known;
    int found;
    list_options(&known, self);
    opterr = 0;
    do {
        found = getopt_long(argc, argv, known.letters, known.names, NULL);
        /* "-?" is help too, but to getopt a fault. */
        if (found == '?' && optopt == '?')
            found = KEY_HELP;
        if (found == ':' || found == '?') {
            tell(&known, argv[0], argv[optind - 1], found, optopt);
            exit(EXIT_USAGE);
        }
    } while (found != -1 && found != KEY_HELP);
}
