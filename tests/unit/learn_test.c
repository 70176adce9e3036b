#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/container.h"
#include "learn/embedded.h"

static void each_embedded_model_is_a_whole_container(void **state)
{
    (void)state;
    for (int model = 0; model < EMBEDDED_COUNT; model++) {
        container c;
        onr_error err;
        onr_str bytes = embedded_model((embedded)model);
        assert_int_equal((uintptr_t)bytes.data % 64, 0);
        if (!container_open(&c, bytes, &err))
            fail_msg("embedded model %d: %s", model, err.what);
    }
}

static void a_section_is_found_by_its_name(void **state)
{
    (void)state;
    for (int model = 0; model < EMBEDDED_COUNT; model++) {
        assert_true(embedded_section((embedded)model, "meta").len > 0);
        assert_null(embedded_section((embedded)model, "no such section").data);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_embedded_model_is_a_whole_container),
        cmocka_unit_test(a_section_is_found_by_its_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
