/*
 * Writes what is known of the instruments that pages mention, for train/instruments.py: a line
 * each of page, name's first byte and the one behind it, kind, and its signs.
 * Usage: instruments MODEL FILE..., articles in UTF-8.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"
#include "onrecord.h"
#include "record/instruments.h"
#include "each_page.h"

static void write_drafts(const char *path, const instrument_drafts *drafts)
{
    for (size_t i = 0; i < drafts->count; i++) {
        const instrument_draft *draft = &drafts->items[i];
        onr_span name = instrument_name(draft)->span;
        printf("%s %u %u %s", path, name.start, name.end,
               onr_instrument_kind_name(draft->mentions[0]->kind));
        for (size_t k = 0; k < SIGN_COUNT; k++)
            printf(" %d", draft->signs[k]);
        putchar('\n');
    }
}

static bool read_page(const char *path, const onr_models *models, onr_arena *arena, onr_error *err)
{
    file_map file;
    onr_record record;
    instrument_drafts drafts;
    if (!file_map_open(&file, path, err))
        return false;
    onr_input input = {.bytes = file.bytes, .form = ONR_FORM_ARTICLE, .charset = ONR_STR("utf-8")};
    bool ok =
        onr_read(&record, &input, models, arena, err) && instruments_draft(&drafts, &record, arena);
    if (ok)
        write_drafts(path, &drafts);
    file_map_close(&file);
    onr_arena_reset(arena);
    return ok;
}

int main(int argc, char **argv)
{
    return each_page(argc, argv, read_page);
}
