"""Makes a WARC of saved pages, a record a page, in gzip member by member: make_warc.py OUT FILE... (.html or .html.gz)"""
import gzip
import hashlib
import sys

with open(sys.argv[1], "wb") as out:
    for number, path in enumerate(sys.argv[2:]):
        body = open(path, "rb").read()
        if path.endswith(".gz"):
            body = gzip.decompress(body)
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body) + body
        head = (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:onrecord:{number}>\r\n"
                f"WARC-Date: 2026-03-04T12:00:00Z\r\nWARC-Target-URI: http://pages.example.org/{number}\r\n"
                f"WARC-Payload-Digest: sha1:{hashlib.sha1(body).hexdigest()}\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n")
        out.write(gzip.compress(head.encode() + block + b"\r\n\r\n", 6, mtime=0))
