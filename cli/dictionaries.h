/*
 * The researcher's dictionaries as files: opened here, read by the library.
 */
#ifndef ONR_CLI_DICTIONARIES_H
#define ONR_CLI_DICTIONARIES_H

#include "cli.h"

typedef struct dictionary_files {
    onr_dictionary *items; /* Names and bytes are owned. */
    size_t count;
} dictionary_files;

/* Adds a file, or all dictionaries in a folder in the order of their names' bytes. Prints what is
 * wrong, as that it is none, and gives false. */
bool dictionaries_open(dictionary_files *files, const char *path);
void dictionaries_close(dictionary_files *files);

/* "file.verbs:12: what is wrong" */
void dictionaries_print(FILE *to, const dictionary_files *files, const onr_fault *fault);

/*
 * Loads what the settings name into `*out`; NULL where they name nothing. Faults of lines are
 * printed, and the lines left out. False, and why is printed: they cannot be read.
 */
bool dictionaries_find(const onr_codebook **out, const settings *s);

#endif
