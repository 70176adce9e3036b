/* onrecord doctor: what holds on this machine. */
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli.h"
#include "sandbox/sandbox.h"

enum { REFUSED = 99 };

/* Tries it in a process of its own, in the sandbox. */
static bool is_kept(const sandbox_promise *promise, const sandbox *s)
{
    int status;
    pid_t child = fork();
    if (child == 0) {
        sandbox_enter(s, SANDBOX_READS);
        _exit(promise->is_broken() ? 0 : REFUSED);
    }
    return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) &&
           WEXITSTATUS(status) == REFUSED;
}

static bool check_sandbox(void)
{
    sandbox s;
    bool all = true;
    puts("A thread that reads a page cannot");
    fflush(stdout);
    sandbox_open(&s, NULL);
    for (int i = 0; i < sandbox_promise_count; i++) {
        bool kept = is_kept(&sandbox_promises[i], &s);
        printf("  %-40s %s\n", sandbox_promises[i].what, kept ? "holds" : "DOES NOT HOLD");
        fflush(stdout);
        all &= kept;
    }
    sandbox_close(&s);
    if (!all)
        puts("Files and folders ask for Landlock (Linux 5.13), the rest for seccomp filters; a "
             "container\n"
             "or a build with sanitizers may have neither.");
    return all;
}

static bool check_model(settings *s, const char *name)
{
    onr_models models;
    s->model = name;
    bool found = models_find(&models, s);
    printf("Model %-5s %s\n", name, found ? "is there, whole" : "CANNOT BE READ");
    if (found)
        models_drop(&models);
    return found;
}

int cmd_doctor(const command *self, int argc, char **argv)
{
    settings s;
    settings_read(&s, self, argc, argv);
    puts("onrecord " ONRECORD_VERSION);
    bool best = check_model(&s, "best"), fast = check_model(&s, "fast"), kept = check_sandbox();
    return finish_output(best && fast && kept ? EXIT_READ : EXIT_SOME_FAILED);
}
