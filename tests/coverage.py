"""Which lines, branches and conditions the tests reach, layer by layer, of a build that counts them (`make coverage`).

What is below the bound of its line is marked and named, and the exit status is 1.
Usage: coverage.py BUILD LLVM-VERSION
"""
import glob
import json
import os
import subprocess
import sys

LINES, BRANCHES = 95, 85
# What says where in the bytes a thing stands: each branch, and each condition on its own (MC/DC).
EXACT = ("src/base/span.c", "src/base/str.c", "src/page/page.c", "src/page/references.c", "src/crawl/warc.c", "cli/queue/reference.c")
# What runs only where the machine has its instructions: the flag of /proc/cpuinfo.
NEEDS = {"src/network/kernels/amx.c": "amx_int8", "src/network/kernels/avxvnni.c": "avx_vnni", "src/network/kernels/avx2.c": "avx2",
         "src/network/kernels/avx512.c": "avx512f", "src/network/kernels/dotprod.c": "asimddp", "src/network/kernels/neon.c": "asimd",
         "src/learn/forest_avx512.c": "avx512bw", "src/learn/forest_avx2.c": "avx2"}
KINDS = ("lines", "branches", "mcdc")


def measure(build, version):
    """Of each file below src/ and cli/ how many lines, branches and conditions there are, and are reached."""
    profile = os.path.join(build, "all.profdata")
    counters = glob.glob(os.path.join(build, "profiles", "*.profraw"))
    if not counters:
        sys.exit(f"no counters in {build}/profiles: run the tests first")
    subprocess.run([f"llvm-profdata-{version}", "merge", "-sparse", "-o", profile] + counters, check=True)
    # The library has every layer, the program what is around them; the tests count the same functions.
    objects = [os.path.join(build, "onrecord"), "-object", os.path.join(build, "libonrecord.so")]
    out = subprocess.run([f"llvm-cov-{version}", "export", "-summary-only", f"-instr-profile={profile}"] + objects,
                         check=True, capture_output=True, text=True)
    root = os.getcwd() + os.sep
    files = {}
    for entry in json.loads(out.stdout)["data"][0]["files"]:
        name = os.path.normpath(entry["filename"])
        name = name[len(root):] if name.startswith(root) else name
        if name.startswith(("src/", "cli/")) and name.endswith(".c"):
            files[name] = {k: (entry["summary"][k]["covered"], entry["summary"][k]["count"]) for k in KINDS}
    return files


def lacking(files):
    """Files whose instructions this machine lacks; they are compiled for it all the same."""
    with open("/proc/cpuinfo") as info:
        flags = set(info.read().split())
    return [n for n in files if n in NEEDS and NEEDS[n] not in flags]


def layer_of(name):
    parts = name.split("/")
    return "cli" if parts[0] == "cli" else parts[1] if len(parts) > 2 else "src"


def share(pair):
    return 100.0 * pair[0] / pair[1] if pair[1] else 100.0


def line(name, counts, least):
    """Prints a line; whether each kind reaches its bound."""
    cells, good = [], True
    for kind in KINDS:
        missed = share(counts[kind]) < least.get(kind, 0)
        cells.append(f"{share(counts[kind]):7.1f}{'!' if missed else ' '}")
        good = good and not missed
    print(f"{name:24}" + "".join(cells))
    return good


def main():
    build, version = sys.argv[1:]
    files = measure(build, version)
    for name in lacking(files):
        print(f"{name}: left out, the machine lacks its instructions")
        del files[name]
    layers = {}
    for name, counts in files.items():
        sums = layers.setdefault(layer_of(name), {k: (0, 0) for k in KINDS})
        for kind in KINDS:
            sums[kind] = tuple(a + b for a, b in zip(sums[kind], counts[kind]))
    print(f"{'per cent of':24}   lines branches  MC/DC")
    low = [n for n in sorted(layers) if not line(n, layers[n], {"lines": LINES, "branches": BRANCHES})]
    low += [n for n in EXACT if not line(n, files[n], {"branches": 100, "mcdc": 100})]
    whole = {k: tuple(sum(c[k][i] for c in files.values()) for i in (0, 1)) for k in KINDS}
    line("all", whole, {})
    print(f"{len(layers) + len(EXACT) - len(low)} of {len(layers) + len(EXACT)} reach their bounds"
          + (f"; below: {', '.join(low)}" if low else ""))
    return 1 if low else 0


sys.exit(main())
