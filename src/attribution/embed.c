/*
 * Writes the bytes of a file as the array NAME that HEADER declares, one byte longer:
 * embed IN OUT NAME HEADER. Part of the build.
 */
#include <stdio.h>

int main(int argc, char **argv)
{
    FILE *in = argc == 5 ? fopen(argv[1], "rb") : NULL;
    FILE *out = in ? fopen(argv[2], "w") : NULL;
    if (!out) {
        fprintf(stderr, "usage: embed IN OUT NAME HEADER\n");
        return 1;
    }
    const char *name = argv[3];
    size_t size = 0;
    /* As a string, which compilers read faster than a list of numbers. */
    fprintf(out, "#include \"%s\"\n\nconst signed char %s[sizeof %s] = \"", argv[4], name, name);
    for (int c = getc(in); c != EOF; c = getc(in), size++)
        fprintf(out, "%s\\%03o", size % 24 ? "" : "\"\n\"", (unsigned)c);
    fprintf(
        out,
        "\";\n\n_Static_assert(sizeof %s == %zu, \"%s has another size than its header says\");\n",
        name, size + 1, argv[1]);
    return ferror(in) || fclose(in) || fclose(out);
}
