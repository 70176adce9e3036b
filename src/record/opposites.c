#include "record/opposites.h"

#include "base/str.h"
#include "base/table.h"

/* data/opposites.tsv */
static const struct opposite {
    const char *word, *opposite;
} opposites[] = {
#include "record/opposites.inc"
};

static bool is_listed_as(onr_str word, onr_str opposite)
{
    const struct opposite *row = TABLE_FIND(table_find_nocase, word, opposites);
    return row && str_equal_nocase(opposite, str_of(row->opposite));
}

/* "Fair" and "unfair". */
static bool is_undone_by(onr_str word, onr_str other)
{
    static const char *const prefixes[] = {"un", "in", "il", "im", "ir", "dis"};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        size_t length = strlen(prefixes[i]);
        if (other.len == word.len + length && word.len > 3 && str_starts(other, prefixes[i]) &&
            str_equal_nocase((onr_str){other.data + length, word.len}, word))
            return true;
    }
    return false;
}

bool opposites_are(onr_str a, onr_str b)
{
    return is_listed_as(a, b) || is_listed_as(b, a) || is_undone_by(a, b) || is_undone_by(b, a);
}
