/*
 * Statements that the page's layout tells, and the drafts that they take the place of. A line of
 * the text is a paragraph.
 */
#ifndef ONR_SRC_ATTRIBUTION_LAYOUT_H
#define ONR_SRC_ATTRIBUTION_LAYOUT_H

#include "attribution/drafts.h"

typedef list(draft) draft_list;

enum { LONGEST_LABEL = 5 }; /* words before a colon */

/* The byte of the line's end in which byte `at` stands. */
uint32_t layout_line_end(const finder *f, uint32_t at);

/* The words `[*first, *end)` that begin in the bytes `[from, to)`. */
void layout_words_in(const finder *f, int32_t *first, int32_t *end, uint32_t from, uint32_t to);

/* The phrase of the words `[first, end)`, without the stops, commas and dashes at their ends. */
onr_spans layout_phrase(const finder *f, int32_t first, int32_t end);

/* Whom the words before a colon name, which begin its sentence or its line: a few, with a name; or
 * none. */
int32_t layout_label_before(const finder *f, int32_t colon);

/* The head of the words [first, end), which are no sentence; `end` where there are none. */
int32_t layout_head(const finder *f, int32_t first, int32_t end);

/* Who speaks by the words [first, end): whom their head means, or the first of them that means
 * anybody. */
int32_t layout_named(const finder *f, int32_t first, int32_t end);

/* A statement of the layout's, its speaker yet unknown; its cue may be a mark. */
draft layout_draft(const finder *f, int32_t cue, onr_spans cue_words, onr_spans content);

/* The first of the finder's drafts whose cue is that word or stands behind it. */
size_t layout_draft_from(const finder *f, int32_t cue);

/* The finder's draft of a cue, or NULL. */
draft *layout_draft_at(finder *f, int32_t cue);

bool layout_is_kept(const draft *d);

/* Leaves a draft out, whatever speaks for it (NULL: there is none). */
void layout_leave_out(draft *d);

/* Merges `more` into the finder's drafts, all in order of their cues. */
void layout_merge(finder *f, const draft_list *more);

#endif
