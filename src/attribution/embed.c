/* Writes the bytes of a file as a C array: embed IN OUT. Part of the build. */
#include <stdio.h>

int main(int argc, char **argv)
{
    FILE *in = argc == 3 ? fopen(argv[1], "rb") : NULL;
    FILE *out = in ? fopen(argv[2], "w") : NULL;
    if (!out) {
        fprintf(stderr, "usage: embed IN OUT\n");
        return 1;
    }
    fprintf(out, "#include \"attribution/model.h\"\n\n"
                 "const signed char attribution_weights[WEIGHT_COUNT] = {\n");
    for (int c = getc(in); c != EOF; c = getc(in))
        fprintf(out, "%d,\n", c < 128 ? c : c - 256);
    fprintf(out, "};\n");
    return ferror(in) || fclose(in) || fclose(out);
}
