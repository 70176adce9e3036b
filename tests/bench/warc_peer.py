"""WARC to articles by FastWARC and Resiliparse (PyPI), one core, CPU time: warc_peer.py FILE"""
import sys
import time

from fastwarc.warc import ArchiveIterator, WarcRecordType
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import bytes_to_str, detect_encoding

pages = bytes_read = 0
began = time.process_time()
for record in ArchiveIterator(open(sys.argv[1], "rb"), record_types=WarcRecordType.response):
    body = record.reader.read()
    extract_plain_text(bytes_to_str(body, detect_encoding(body)), main_content=True)
    pages += 1
    bytes_read += len(body)
spent = time.process_time() - began
print(f"{'FastWARC + Resiliparse':28} {bytes_read / 1e6 / spent:8.1f} MB/s {pages / spent:9.0f} pages/s")
