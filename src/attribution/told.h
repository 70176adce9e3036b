/*
 * Through whom a word came: those cited for it, and the outlet that it was given to in an
 * interview or that quotes the speaker.
 */
#ifndef ONR_SRC_ATTRIBUTION_TOLD_H
#define ONR_SRC_ATTRIBUTION_TOLD_H

#include "attribution/drafts.h"

/*
 * Who is cited for what the cue reports: "said, citing two officials", "cited witnesses", "as
 * reported by the Daily"; empty where nobody is.
 */
onr_spans told_on_word_of(const finder *f, int32_t cue);

/* "The Daily, which cited two officials": who speaks without the clause about whom he cites. */
onr_spans told_without_source(const finder *f, const onr_statement *s);

/* Sets the speaker of "warning" in "quoted the mayor as warning": the mayor. */
void told_as_quoted(const finder *f, onr_statement *s, int32_t cue);

/*
 * The head word of whom the statement is made to, where the cue has no such object: "said in an
 * interview with the Daily", "speaking to the Daily, … said", "two fighters quoted by the Daily
 * said"; -1: there is none.
 */
int32_t told_to(const finder *f, int32_t cue);

/* To whom something is promised or offered: "loans to Kenya"; -1: nobody is named. */
int32_t told_receiver(const finder *f, int32_t cue);

#endif
