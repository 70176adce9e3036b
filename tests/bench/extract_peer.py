"""Times readability-lxml (Debian: python3-readability) on pages, one core, user time: extract_peer.py FILE..."""
import resource
import sys

try:
    from readability import Document
except ImportError:
    sys.exit("readability-lxml is not here: apt install python3-readability, or pip install readability-lxml")

pages = [open(path, "rb").read() for path in sys.argv[1:]]
began = resource.getrusage(resource.RUSAGE_SELF).ru_utime
for page in pages:
    try:
        text = page.decode("utf-8", "replace")
        Document(text).summary()
        Document(text).short_title()
    except Exception:  # it gives up on some pages
        pass
spent = resource.getrusage(resource.RUSAGE_SELF).ru_utime - began
print(f"{'readability-lxml':28} {sum(map(len, pages)) / 1e6 / spent:8.1f} MB/s {len(pages) / spent:9.0f} pages/s")
