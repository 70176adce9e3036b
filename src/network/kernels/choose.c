#include "network/kernels/choose.h"

#include "network/kernels/sets.h"

#if defined(__x86_64__)
#include <cpuid.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Of Linux's arch_prctl, which old headers lack. */
enum { ASK_PERMISSION = 0x1023, TILE_DATA = 18 };

/* The compilers' own check does not know this bit yet. */
static bool has_avxvnni(void)
{
    uint32_t a, b, c, d;
    return __builtin_cpu_supports("avx2") && __get_cpuid_count(7, 1, &a, &b, &c, &d) &&
           (a >> 4 & 1);
}

static bool has_avx512(void)
{
    return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("avx512vnni");
}

/*
 * Tiles are large, so Linux gives them to a process that has asked. What it refuses, for want of
 * AMX or by the rules of a sandbox, is not there; asking again does no harm.
 */
static bool has_amx(void)
{
    uint32_t a, b, c, d;
    enum { TILE = 24, INT8 = 25 };
    return has_avx512() && __get_cpuid_count(7, 0, &a, &b, &c, &d) && (d >> TILE & 1) &&
           (d >> INT8 & 1) && syscall(SYS_arch_prctl, ASK_PERMISSION, TILE_DATA) == 0;
}
#elif defined(__aarch64__)
#include <sys/auxv.h>

enum { HAS_DOTPROD = 1 << 20 }; /* HWCAP_ASIMDDP, which old headers lack */
#endif

size_t kernels_list(const kernels *list[MOST_KERNELS])
{
    size_t count = 0;
    list[count++] = &kernels_plain;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2"))
        list[count++] = &kernels_avx2;
    if (has_avxvnni())
        list[count++] = &kernels_avxvnni;
    if (has_avx512())
        list[count++] = &kernels_avx512;
    if (has_amx())
        list[count++] = &kernels_amx;
#elif defined(__aarch64__)
    list[count++] = &kernels_neon;
    if (getauxval(AT_HWCAP) & HAS_DOTPROD)
        list[count++] = &kernels_dotprod;
#endif
    return count;
}

/* What a set needs for `simd` to allow it. */
static bool allows(onr_simd simd, const kernels *set)
{
    if (set == &kernels_plain)
        return true;
#if defined(__x86_64__)
    if (simd == ONR_SIMD_AVX2)
        return set == &kernels_avx2;
    if (simd == ONR_SIMD_AVX512)
        return set != &kernels_amx;
#endif
    return simd != ONR_SIMD_NONE;
}

const kernels *kernels_choose(onr_simd simd)
{
    const kernels *list[MOST_KERNELS];
    size_t count = kernels_list(list);
    while (!allows(simd, list[count - 1]))
        count--;
    return list[count - 1];
}
