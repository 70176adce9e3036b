/*
 * Codes of events, as dictionaries write them in brackets: CAMEO's ("042"), PLOVER's classes with
 * or without a mode ("PROTEST/riot"), "---", and two for both ways ("042:043").
 */
#ifndef ONR_SRC_CODEBOOK_CODES_H
#define ONR_SRC_CODEBOOK_CODES_H

#include "codebook/reader.h"

/* False, and a fault is told: neither CAMEO nor PLOVER has it. */
bool codes_read(own_rule *out, dictionary_reader *r, onr_str code);

/* A class or code and a mode of it ("-" or empty: none), as a table has them. */
bool codes_read_class(own_rule *out, dictionary_reader *r, onr_str code, onr_str mode);

#endif
