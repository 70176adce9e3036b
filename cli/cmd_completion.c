/*
 * onrecord completion: what a shell offers behind `onrecord`, out of the tables of commands and
 * options that the program itself goes by.
 */
#include <string.h>

#include "base/str.h"
#include "cli.h"

/* Within single quotes of a shell; what zsh takes for its own marks gets a backslash. */
static void put_quoted(const char *text, const char *marks)
{
    for (; *text; text++)
        if (*text == '\'')
            fputs("'\\''", stdout);
        else
            printf("%s%c", strchr(marks, *text) ? "\\" : "", *text);
}

static void put_bash_options(const command *c)
{
    struct argp_option option;
    printf("    %s) options='", c->name);
    for (size_t i = 0; settings_option(&option, c, i); i++)
        printf("--%s ", option.name);
    printf("--help' ;;\n");
}

static void write_bash(void)
{
    printf("# Completion for bash, as `onrecord completion bash` writes it.\n"
           "_onrecord()\n{\n"
           "    local word=${COMP_WORDS[COMP_CWORD]} options=--help\n"
           "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
           "        COMPREPLY=($(compgen -W '");
    for (size_t i = 0; command_at(i); i++)
        printf("%s ", command_at(i)->name);
    printf("--help --version' -- \"$word\"))\n"
           "        return\n"
           "    fi\n"
           "    case ${COMP_WORDS[1]} in\n");
    for (size_t i = 0; command_at(i); i++)
        put_bash_options(command_at(i));
    printf("    esac\n"
           "    case $word in\n"
           "    -*) COMPREPLY=($(compgen -W \"$options\" -- \"$word\")) ;;\n"
           "    esac\n"
           "}\n"
           "complete -o default -F _onrecord onrecord\n");
}

static void put_zsh_options(const command *c)
{
    struct argp_option option;
    printf("    %s) _arguments ", c->name);
    for (size_t i = 0; settings_option(&option, c, i); i++) {
        printf("'*--%s%s[", option.name, option.arg ? "=" : "");
        put_quoted(option.doc, "[]\\");
        printf("]%s%s%s' ", option.arg ? ":" : "", option.arg ? option.arg : "",
               option.arg ? ":_files" : "");
    }
    printf("'*:file:_files' ;;\n");
}

static void write_zsh(void)
{
    printf("#compdef onrecord\n"
           "# Completion for zsh, as `onrecord completion zsh` writes it.\n"
           "local -a commands\n"
           "commands=(");
    for (size_t i = 0; command_at(i); i++) {
        printf("\n    '%s:", command_at(i)->name);
        put_quoted(command_at(i)->about, ":\\");
        printf("'");
    }
    printf(")\n"
           "if ((CURRENT == 2)); then\n"
           "    _describe command commands\n"
           "else\n"
           "    shift words\n"
           "    ((CURRENT--))\n"
           "    case $words[1] in\n");
    for (size_t i = 0; command_at(i); i++)
        put_zsh_options(command_at(i));
    printf("    esac\n"
           "fi\n");
}

static void put_fish_options(const command *c)
{
    struct argp_option option;
    for (size_t i = 0; settings_option(&option, c, i); i++) {
        printf("complete -c onrecord -n '__fish_seen_subcommand_from %s' -l %s%s -d '", c->name,
               option.name, option.arg ? " -r" : "");
        put_quoted(option.doc, "");
        printf("'\n");
    }
}

static void write_fish(void)
{
    printf("# Completion for fish, as `onrecord completion fish` writes it.\n");
    for (size_t i = 0; command_at(i); i++) {
        printf("complete -c onrecord -n __fish_use_subcommand -f -a %s -d '", command_at(i)->name);
        put_quoted(command_at(i)->about, "");
        printf("'\n");
        put_fish_options(command_at(i));
    }
}

int cmd_completion(const command *self, int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*write)(void);
    } shells[] = {{"bash", write_bash}, {"zsh", write_zsh}, {"fish", write_fish}};
    settings s;
    settings_read(&s, self, argc, argv);
    for (size_t i = 0; i < sizeof shells / sizeof *shells; i++)
        if (strcmp(s.files[0], shells[i].name) == 0) {
            shells[i].write();
            return finish_output(EXIT_READ);
        }
    fputs("onrecord: ", stderr);
    print_shown(stderr, str_of(s.files[0]));
    fputs(": give bash, zsh or fish\n", stderr);
    return EXIT_USAGE;
}
