/*
 * The assembler copies each file in: compilers take minutes and gigabytes over an array of a
 * million numbers. `.globl` and `.hidden` are for link-time optimisation, which may put what
 * refers to a symbol into another object.
 */
#include "learn/embedded.h"

#include "base/container.h"

#define MODEL(name, path, size)                                                                    \
    extern const char embedded_##name[size] __attribute__((visibility("hidden")));                 \
    __asm__(".pushsection .rodata\n"                                                               \
            ".balign 64\n"                                                                         \
            ".globl embedded_" #name "\n"                                                          \
            ".hidden embedded_" #name "\n"                                                         \
            "embedded_" #name ":\n"                                                                \
            ".incbin \"" path "\"\n"                                                               \
            ".popsection\n");
#include "learn/embedded_list.h"
#undef MODEL

static const onr_str models[EMBEDDED_COUNT] = {
#define MODEL(name, path, size) {embedded_##name, size},
#include "learn/embedded_list.h"
#undef MODEL
};

onr_str embedded_model(embedded model)
{
    return models[model];
}

onr_str embedded_section(embedded model, const char *name)
{
    container c = container_trust(models[model]);
    return container_section(&c, name);
}
