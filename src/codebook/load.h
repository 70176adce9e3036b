/*
 * What reads each kind of dictionary into a codebook. A line with a fault is told and left out.
 */
#ifndef ONR_SRC_CODEBOOK_LOAD_H
#define ONR_SRC_CODEBOOK_LOAD_H

#include "codebook/reader.h"

void actors_load(dictionary_reader *r);
void agents_load(dictionary_reader *r);
void verbs_load(dictionary_reader *r);
void discards_load(dictionary_reader *r);
void issues_load(dictionary_reader *r);
void table_load(dictionary_reader *r);

#endif
