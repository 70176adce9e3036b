"""Articles of HTML files by turbohtml (PyPI), one core, CPU time: html_peer.py FILE..."""
import sys
import time

import turbohtml

pages = bytes_read = 0
began = time.process_time()
for path in sys.argv[1:]:
    body = open(path, "rb").read()
    bytes_read += len(body)
    turbohtml.parse(body).article()
    pages += 1
spent = time.process_time() - began
print(f"{'turbohtml':28} {bytes_read / 1e6 / spent:8.1f} MB/s {pages / spent:9.0f} pages/s")
