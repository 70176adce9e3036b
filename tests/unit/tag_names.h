/*
 * Tags and relations by the names that Universal Dependencies gives them, for tests.
 */
#ifndef ONR_TESTS_TAG_NAMES_H
#define ONR_TESTS_TAG_NAMES_H

#include "base/str.h"
#include "onrecord/language.h"

static inline bool upos_find(onr_upos *out, onr_str name)
{
    for (*out = ONR_ADJ; *out <= ONR_X; ++*out)
        if (str_is(name, onr_upos_name(*out)))
            return true;
    return false;
}

static inline bool relation_find(onr_relation *out, onr_str name)
{
    for (*out = ONR_ACL; *out <= ONR_XCOMP; ++*out)
        if (str_is(name, onr_relation_name(*out)))
            return true;
    return false;
}

#endif
