/*
 * Which names a form has written already, over all records of one export.
 */
#ifndef ONR_SRC_EXPORT_SEEN_H
#define ONR_SRC_EXPORT_SEEN_H

#include "onrecord/base.h"

typedef struct seen_names {
    onr_arena *arena; /* The only field to be set; it must outlive the export. */
    onr_str *slots;
    size_t slot_count; /* A power of two. */
    size_t count;
} seen_names;

/* Whether `name` comes for the first time; it is kept. Also where the arena is full, which whoever
 * made it asks for in the end. */
bool seen_first(seen_names *all, onr_str name);

#endif
