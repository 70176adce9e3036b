/* Model files whose checksum is right and whose content is not: each is refused, or reads a text.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/file.h"
#include "base/str.h"
#include "onrecord/language.h"

/* Places in the file, as base/container.h has them. */
enum { COUNT_AT = 12, CHECKSUM_AT = 24, TABLE_AT = 32, ENTRY = 48, LENGTH_AT = 40 };

typedef struct copy {
    file_map file;
    char *bytes; /* Of the same length, to be changed. */
    size_t len;
    size_t loaded, refused;
} copy;

static copy copy_of(const char *path)
{
    copy c = {0};
    onr_error err;
    assert_true(file_map_open(&c.file, path, &err));
    c.len = c.file.bytes.len;
    c.bytes = aligned_alloc(64, (c.len + 63) / 64 * 64);
    assert_non_null(c.bytes);
    memcpy(c.bytes, c.file.bytes.data, c.len);
    return c;
}

static void drop(copy *c)
{
    free(c->bytes);
    file_map_close(&c->file);
}

static void read_text(const onr_language_model *model)
{
    onr_text text;
    onr_error err;
    onr_arena *arena = onr_arena_new(64 << 20);
    if (!onr_language_read(&text, ONR_STR("The gate, she said, was shut."), NULL, 0, model, arena,
                           &err))
        assert_int_equal(err.code, ONR_E_MEMORY);
    onr_arena_free(arena);
}

/* Loads what was changed, and puts `len` bytes at `at` back as they were. */
static void try_change(copy *c, size_t at, size_t len)
{
    const onr_language_model *model;
    onr_error err = {0};
    uint32_t checksum = (uint32_t)crc32_z(0, (const Bytef *)c->bytes + TABLE_AT, c->len - TABLE_AT);
    memcpy(c->bytes + CHECKSUM_AT, &checksum, sizeof checksum);
    if (onr_language_model_load(&model, (onr_str){c->bytes, c->len}, ONR_SIMD_BEST, &err)) {
        read_text(model);
        onr_language_model_free(model);
        c->loaded++;
    } else {
        assert_int_equal(err.code, ONR_E_MODEL);
        assert_true(err.what[0] != '\0' && err.advice[0] != '\0');
        c->refused++;
    }
    memcpy(c->bytes + at, c->file.bytes.data + at, len);
}

static uint32_t section_count(const copy *c)
{
    uint32_t count;
    memcpy(&count, c->bytes + COUNT_AT, sizeof count);
    return count;
}

static const char *const models[] = {"models/language-fast.onr", "models/language-best.onr"};

static void a_model_without_one_of_its_sections_is_refused_or_goes_without(void **state)
{
    (void)state;
    for (size_t m = 0; m < sizeof models / sizeof *models; m++) {
        copy c = copy_of(models[m]);
        for (uint32_t i = 0; i < section_count(&c); i++) {
            size_t at = TABLE_AT + (size_t)i * ENTRY;
            c.bytes[at] = '~';
            try_change(&c, at, 1);
        }
        assert_true(c.refused > c.loaded);
        drop(&c);
    }
}

static void a_section_that_is_shorter_than_the_model_says_is_refused(void **state)
{
    (void)state;
    for (size_t m = 0; m < sizeof models / sizeof *models; m++) {
        copy c = copy_of(models[m]);
        for (uint32_t i = 0; i < section_count(&c); i++) {
            size_t at = TABLE_AT + (size_t)i * ENTRY + LENGTH_AT;
            uint64_t len;
            memcpy(&len, c.bytes + at, sizeof len);
            len = len / 2 + 1;
            memcpy(c.bytes + at, &len, sizeof len);
            try_change(&c, at, sizeof len);
        }
        assert_true(c.refused > c.loaded);
        drop(&c);
    }
}

/* Each number of the description becomes 0, then as many nines as it has digits, then no number. */
static void a_number_that_the_description_cannot_have_is_refused(void **state)
{
    (void)state;
    for (size_t m = 0; m < sizeof models / sizeof *models; m++) {
        copy c = copy_of(models[m]);
        size_t at = str_find(c.file.bytes, ONR_STR("{\"kind\""), 0);
        size_t end = str_find(c.file.bytes, ONR_STR("\"lemma_slots\""), at);
        assert_true(at != SIZE_MAX && end != SIZE_MAX);
        while (at < end) {
            size_t digits = strspn(c.bytes + at, "0123456789");
            if (digits) {
                memset(c.bytes + at, ' ', digits);
                c.bytes[at] = '0';
                try_change(&c, at, digits);
                memset(c.bytes + at, '9', digits);
                try_change(&c, at, digits);
                memset(c.bytes + at, '"', digits);
                try_change(&c, at, digits);
            }
            at += digits ? digits : 1;
        }
        assert_true(c.refused > c.loaded);
        drop(&c);
    }
}

static void a_label_or_rule_that_nobody_knows_is_refused(void **state)
{
    (void)state;
    /* Where the byte stands that becomes another: behind the first, at the second. */
    static const char *const places[][2] = {
        {"\"upos\": [", "NOUN"}, {"\"deprel\": [", "nsubj"}, {"\"ner\": [", "O"},
        {"\"ner\": [", "-"},     {"\n0\tk\tence\n", "\t"},   {"\n0\tk\tence\n0\t", "k"},
    };
    for (size_t m = 0; m < sizeof models / sizeof *models; m++) {
        copy c = copy_of(models[m]);
        for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
            size_t at = str_find(c.file.bytes, str_of(places[i][0]), 0);
            assert_true(at != SIZE_MAX);
            at = str_find(c.file.bytes, str_of(places[i][1]), at + strlen(places[i][0]));
            assert_true(at != SIZE_MAX);
            c.bytes[at] = '~';
            try_change(&c, at, 1);
        }
        assert_int_equal(c.refused, sizeof places / sizeof *places);
        drop(&c);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_model_without_one_of_its_sections_is_refused_or_goes_without),
        cmocka_unit_test(a_section_that_is_shorter_than_the_model_says_is_refused),
        cmocka_unit_test(a_number_that_the_description_cannot_have_is_refused),
        cmocka_unit_test(a_label_or_rule_that_nobody_knows_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
