/* How commands open a store: where it has to be brought up to this version first, they say so. */
#include "cli.h"

static void tell_upgrade(const char *path, uint64_t done, uint64_t all, void *user)
{
    progress *p = user;
    if (all == 0) {
        fprintf(stderr,
                "onrecord: %s: made by an older version; its pages are prepared anew, once\n",
                path);
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
