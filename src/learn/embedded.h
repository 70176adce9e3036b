/*
 * The models that the library carries inside: containers (base/container.h) of models/, which the
 * build copies in. They are whole when the library is built, so nothing is checked when they are
 * read: tests/unit/learn_test.c does that once.
 *
 * To embed models/some-name.onr, list it in src/learn/meson.build; then it is
 * EMBEDDED_SOME_NAME here.
 */
#ifndef ONR_SRC_LEARN_EMBEDDED_H
#define ONR_SRC_LEARN_EMBEDDED_H

#include "onrecord/base.h"

typedef enum embedded {
#define MODEL(name, path, size) EMBEDDED_##name,
#include "learn/embedded_list.h"
#undef MODEL
    EMBEDDED_COUNT
} embedded;

/* The whole file, aligned to 64 bytes as its sections are. */
onr_str embedded_model(embedded model);

/*
 * A section's bytes; none (data NULL) where the model has no such section. Sections are looked for
 * one by one: ask once a page, not once a word.
 */
onr_str embedded_section(embedded model, const char *name);

#endif
