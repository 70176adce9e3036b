/*
 * What stands for PostgreSQL's stores where the library is built without libpq.
 */
#include "store/engine.h"

static bool refuse(onr_store *store, const char *path, onr_store_mode mode, onr_error *err)
{
    (void)path, (void)mode;
    onr_fail(err, ONR_E_STORE, 0, "install libpq-dev and build onrecord again",
             "this onrecord was built without PostgreSQL");
    return store_blame(store, err);
}

static void close_nothing(onr_store *store)
{
    (void)store;
}

const store_engine store_postgres = {.open = refuse, .close = close_nothing};
