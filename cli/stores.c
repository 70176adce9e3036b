/*
 * How commands open a store, which they say where it has to be brought up to this version first,
 * and name it.
 */
#include "base/str.h"
#include "cli.h"
#include "store/engine.h"

void print_store(FILE *to, const settings *s)
{
    char name[sizeof s->store_name];
    store_tell_name(name, sizeof name, s->store);
    print_shown(to, str_of(name));
}

static void tell_upgrade(const char *path, uint64_t done, uint64_t all, void *user)
{
    progress *p = user;
    if (all == 0) {
        fputs("onrecord: ", stderr);
        print_shown(stderr, str_of(path));
        fputs(": made by an older version; its pages are prepared anew, once\n", stderr);
        progress_begin(p, 0, 0);
        return;
    }
    p->total = all;
    progress_show(p, done, done);
}

bool store_open(onr_store **out, const char *path, onr_store_mode mode, onr_error *err)
{
    progress p = {0};
    bool ok = onr_store_open_telling(out, path, mode, tell_upgrade, &p, err);
    progress_clear(&p);
    return ok;
}
