"""What a year of CC-NEWS costs, from measured figures: scale.py [NAME=VALUE...] (docs/SCALE.md)"""
import sys

figures = {
    "year_bytes": 40e12,      # WARC.gz that a year has
    "page_folded": 38593071 / 952,  # bytes of a page in WARC.gz
    "read": 952 / .185,       # pages a second and core: reading the WARC alone,
    "extract": 952 / 1.14,    # articles,
    "fast": 59 / 1.95,        # whole records
    "best": 59 / 10.94,
    "record": 1458666 / 59,   # bytes of a page's record as JSON
    "cores": 64,              # of a machine
    "network": 1.25e9,        # bytes a second that a machine is given (10 Gbit/s)
}
for argument in sys.argv[1:]:
    name, value = argument.split("=")
    figures[name] = float(value)
f = figures
pages = f["year_bytes"] / f["page_folded"]
print(f"{pages / 1e6:.0f} million pages, {f['page_folded'] / 1e3:.1f} kB of WARC.gz each; "
      f"records as JSON {pages * f['record'] / 1e12:.1f} TB")
print("| | core-days | 1 machine, days | 10 | 100 | cores that one process can feed |")
print("|---|---|---|---|---|---|")
for work in ("extract", "fast", "best"):
    core_days = pages / f[work] / 86400
    # Reading a process's files is one thread's work at a time.
    fed = f["read"] / f[work]
    row = [core_days / f["cores"] / machines for machines in (1, 10, 100)]
    print(f"| `{work}` | {core_days:.0f} | {row[0]:.2f} | {row[1]:.2f} | {row[2]:.3f} | {fed:.0f} |")
hours = [f["year_bytes"] / f["network"] / machines / 3600 for machines in (1, 10, 100)]
print(f"| bringing the bytes | | {hours[0] / 24:.2f} | {hours[1] / 24:.3f} | {hours[2] / 24:.4f} | |")
