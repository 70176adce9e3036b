/*
 * onrecord: the table of subcommands.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "cli.h"

/* Pages are read beside each other, so a form that remembers the last one cannot be written. */
static bool writes_records(const export_format *format)
{
    return format->record && !format->remembers;
}

static bool carries_records(const export_format *format)
{
    return format->record && !format->for_people;
}

static bool writes_articles(const export_format *format)
{
    return format->article != NULL;
}

static bool writes_answers(const export_format *format)
{
    return format->answer != NULL;
}

static bool writes_disputes(const export_format *format)
{
    return format->disputed != NULL;
}

static bool writes_entries(const export_format *format)
{
    return format->entry != NULL;
}

/*
 * With best, records hold more of what is said, and more of it right (docs/FIGURES.md); a page
 * takes a tenth of a second. Who wants trees alone mostly has much text, so `parse` is quick by
 * default.
 */
static const command commands[] = {
    {"read", cmd_read, READ, "[FILE...|-]", writes_records, "best",
     "print the record of each page"},
    {"report", cmd_report, REPORT, "[FILE...|-]", NULL, "best",
     "write the articles with what their records say, as one page of HTML"},
    {"extract", cmd_extract, EXTRACT, "[FILE...|-]", writes_articles, NULL,
     "print the article of each page, without what surrounds it"},
    {"parse", cmd_parse, PARSE, "[FILE...|-]", NULL, "fast",
     "print sentences, words, tags, lemmas and trees as CoNLL-U"},
    {"add", cmd_add, ADD, "STORE FILE...", NULL, "best",
     "add the records of pages to a store, which is made where there is none"},
    {"query", cmd_query, QUERY, "STORE", writes_answers, NULL, "ask a store who said what"},
    {"disputes", cmd_disputes, DISPUTES, "STORE", writes_disputes, NULL,
     "list the statements of a store that are denied, with who denies them"},
    {"timeline", cmd_timeline, TIMELINE, "STORE", writes_answers, NULL,
     "list the statements of a store by the day on which they were made"},
    {"show", cmd_show, SHOW, "STORE ID...", writes_entries, NULL,
     "print an entry of a store with its chain, paragraph and bytes"},
    {"verify", cmd_verify, VERIFY, "STORE [FILE...]", NULL, NULL,
     "check that the sources of a store still say what its records say"},
#ifdef HAVE_MICROHTTPD
    {"serve", cmd_serve, SERVE, "STORE", NULL, NULL,
     "show a store in a browser, from this machine alone"},
#endif
    {"export", cmd_export, EXPORT, "STORE", carries_records, "fast",
     "write the records of a store in a form of others"},
    {"unlink", cmd_unlink, UNLINK, "STORE PAGE.S1 PAGE.S2|PAGE.E1", NULL, NULL,
     "keep apart two reports of a store that were taken to be of the same, or an entity from its "
     "actor"},
    {"remove", cmd_remove, REMOVE, "STORE PAGE...", NULL, NULL, "remove pages from a store"},
    {"enqueue", cmd_enqueue, ENQUEUE, "--queue ADDRESS [FILE...|-]", NULL, NULL,
     "put pages into a queue, from which workers take them"},
    {"work", cmd_work, WORK, "--queue ADDRESS --store STORE", NULL, "best",
     "take pages from a queue and add their records to a store, until told to stop"},
    {"knowledge", cmd_knowledge, KNOWLEDGE, "NAME...", NULL, NULL,
     "print what the knowledge base has under names, with its sources"},
    {"dict", cmd_dict, DICT, "lint PATH...", NULL, NULL,
     "check dictionaries (.actors, .verbs, …): each fault with its file and line"},
    {"doctor", cmd_doctor, DOCTOR, "", NULL, NULL,
     "check that the models are whole and that the sandbox holds"},
    {"completion", cmd_completion, COMPLETION, "bash|zsh|fish", NULL, NULL,
     "print what a shell needs to complete commands and options"},
};
enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

const command *command_at(size_t i)
{
    return i < COMMAND_COUNT ? &commands[i] : NULL;
}

static void print_usage(FILE *to)
{
    fprintf(to, "Usage: onrecord COMMAND [OPTION...] [FILE...|-]\n"
                "Puts political news on the record: who said what, to whom, on whose word.\n\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        fprintf(to, "  %-10s  %s\n", commands[i].name, commands[i].about);
    fprintf(to, "\n`onrecord COMMAND --help` tells more.\n"
                "Exit status: 0 all pages read, 1 some failed, 2 wrong usage or no models,\n"
                "3 the output or the store could not be written, 130 ended by Ctrl-C (128 and the\n"
                "signal's number): the pages read until then are written whole.\n");
}

static int run_command(const command *c, int argc, char **argv)
{
    char name[32];
    snprintf(name, sizeof name, "onrecord %s", c->name);
    argv[1] = name;
    return c->run(c, argc - 1, argv + 1);
}

/* argp ends the program itself where it has shown its help. */
static void end_output(void)
{
    if (finish_output(EXIT_READ) != EXIT_READ)
        _exit(EXIT_UNWRITTEN);
}

/*
 * Where standard input, output or errors are closed, the next file to be opened would take their
 * place, and what is said would go into it. What takes it here fails as a closed one does.
 */
static bool take_closed(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0 &&
            open("/dev/null", fd == STDOUT_FILENO ? O_RDONLY : O_WRONLY) != fd)
            return false;
    return true;
}

int main(int argc, char **argv)
{
    if (!take_closed())
        return EXIT_UNWRITTEN;
    atexit(end_output);
    /* A closed pipe and a file that may not grow are errors of write(2), so that we end in order.
     */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    argp_err_exit_status = EXIT_USAGE;
    if (argc < 2) {
        print_usage(stderr);
        return EXIT_USAGE;
    }
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (strcmp(argv[1], commands[i].name) == 0)
            return run_command(&commands[i], argc, argv);
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) {
        print_usage(stdout);
        return finish_output(EXIT_READ);
    }
    if (strcmp(argv[1], "--version") == 0) {
        puts("onrecord " ONRECORD_VERSION);
        return finish_output(EXIT_READ);
    }
    fputs("onrecord: no command \"", stderr);
    print_shown(stderr, str_of(argv[1]));
    fputs("\"; `onrecord --help` lists them\n", stderr);
    return EXIT_USAGE;
}
