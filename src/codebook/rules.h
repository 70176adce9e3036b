/*
 * What a dictionary says that an event is.
 */
#ifndef ONR_SRC_CODEBOOK_RULES_H
#define ONR_SRC_CODEBOOK_RULES_H

#include "onrecord/codebook.h"

/* What a code in brackets means. The strings end in NUL and are the codebook's. */
typedef struct rule_code {
    const char *class_name; /* PLOVER's; NULL: no event. */
    const char *cameo;      /* NULL: the class alone is told. */
    const char *mode;       /* NULL: none is told. */
} rule_code;

typedef struct own_rule {
    rule_code forward;
    rule_code backward; /* Of a pair: what the second does to the first. */
    bool is_given, is_paired;
} own_rule;

#endif
