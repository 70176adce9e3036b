#include "across/compare.h"

bool onr_across_compare(onr_links *out, const onr_digest *a, const onr_digest *b, onr_arena *arena,
                        onr_error *err)
{
    page_pair pages = {.a = a, .b = b, .within = a == b, .arena = arena};
    across_copies(&pages);
    across_utterances(&pages);
    across_events(&pages);
    across_instruments(&pages);
    across_disputes(&pages);
    *out = (onr_links){pages.links.items, pages.links.count};
    return !onr_arena_full(arena) || arena_fail(err, "compare two pages");
}
