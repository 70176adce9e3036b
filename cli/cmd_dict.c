/* onrecord dict lint: the faults of dictionaries, line by line. */
#include "dictionaries.h"

#include "base/str.h"

static int tell(const dictionary_files *files)
{
    const onr_codebook *book;
    onr_error err = {0};
    if (!onr_codebook_load(&book, files->items, files->count, &err)) {
        print_error(&err);
        return EXIT_USAGE;
    }
    size_t count;
    const onr_fault *faults = onr_codebook_faults(book, &count);
    for (size_t i = 0; i < count; i++)
        dictionaries_print(stdout, files, &faults[i]);
    printf("%zu fault%s in %zu dictionar%s\n", count, count == 1 ? "" : "s", files->count,
           files->count == 1 ? "y" : "ies");
    onr_codebook_free(book);
    return count ? EXIT_SOME_FAILED : EXIT_READ;
}

int cmd_dict(const command *self, int argc, char **argv)
{
    settings s;
    settings_read(&s, self, argc, argv);
    dictionary_files files = {0};
    bool ok = true;
    for (int i = 0; i < s.file_count; i++)
        ok = dictionaries_open(&files, s.files[i]) && ok;
    int status = ok ? tell(&files) : EXIT_USAGE;
    dictionaries_close(&files);
    return finish_output(status);
}
