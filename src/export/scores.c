#include "export/scores.h"

#include "base/str.h"
#include "base/table.h"

static const struct {
    const char *cameo, *score;
} goldstein[] = {
#include "export/goldstein.inc"
};

static const struct {
    const char *root, *quad_class;
} quad_classes[] = {
#include "export/quad_classes.inc"
};

static const struct plover_row {
    const char *name, *quad, *quad_class, *score;
} plover[] = {
#include "export/plover.inc"
};

const char *score_goldstein(onr_str cameo)
{
    for (; cameo.len; cameo.len--) {
        const char *const *row = TABLE_FIND(table_find, cameo, goldstein);
        if (row)
            return row[1];
    }
    return "";
}

/* Each class has a row, as tests/unit/export_tables_test.c holds. */
static const struct plover_row *row_of(onr_plover event_class)
{
    return TABLE_FIND(table_find, str_of(onr_plover_name(event_class)), plover);
}

const char *score_quad_class(onr_str cameo, onr_plover event_class)
{
    onr_str root = {cameo.data, cameo.len < 2 ? cameo.len : 2};
    const char *const *row = TABLE_FIND(table_find, root, quad_classes);
    return row ? row[1] : row_of(event_class)->quad_class;
}

const char *score_plover_quad(onr_plover event_class)
{
    return row_of(event_class)->quad;
}

const char *score_plover(onr_plover event_class)
{
    return row_of(event_class)->score;
}
