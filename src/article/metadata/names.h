/*
 * Names in bylines, and the words that announce them.
 */
#ifndef ONR_SRC_ARTICLE_METADATA_NAMES_H
#define ONR_SRC_ARTICLE_METADATA_NAMES_H

#include "article/parts.h"

enum opener { OPENER_NONE, OPENER_BY, OPENER_LABEL };

typedef struct name_shape {
    size_t words;
    size_t minor; /* of these, particles and initials */
    size_t letters;
    bool capital; /* every word but particles begins with a capital */
    bool digit;
    bool foreign; /* an address, or a word that no name holds */
    bool staff;
    bool paper; /* a word of it stands in the names of newspapers, not in those of persons */
} name_shape;

/* Takes the words off `text` that announce a name, and says of which kind they are. */
enum opener names_take_opener(onr_str *text);

/* The same; a label may also stand without its colon where nothing but names follows it:
 * "Authors Ann Lee and Bo Ek". */
enum opener names_take_label(onr_str *text, onr_arena *arena);

/* Whether the text is nothing but what announces a name: "Written by", "Author:". */
bool is_author_label(onr_str text);

name_shape name_shape_of(onr_str name);

/*
 * The names in the text of a byline, added to `out`; none in a URL. `strict` where nothing but
 * "By" says that they are names.
 */
void names_split(str_list *out, onr_str text, bool strict, onr_arena *arena);

/*
 * Whether a text is names alone, or names and a date: "11 May 2026 - Ann Lee"; `names` are the
 * names then.
 */
bool names_are_all(str_list *names, onr_str text, bool *dated, onr_arena *arena);

/* Whether a line tells who wrote something and when, or when alone: "Ann Lee | 12 May 2026",
 * "Published 12 May 2026 at 09:30". */
bool is_writer_or_day(onr_str line, onr_arena *arena);

#endif
