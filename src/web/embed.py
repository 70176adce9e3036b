#!/usr/bin/env python3
"""The style of all pages as a C string, and its hash for the Content-Security-Policy: embed.py STYLE.css OUT"""
import base64, hashlib, sys
style = open(sys.argv[1], encoding="utf-8").read()
digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
with open(sys.argv[2], "w", encoding="utf-8") as out:
    out.write(f'#define STYLE_HASH "sha256-{digest}"\n')
    out.write("static const char style[] =\n")
    for line in style.splitlines(keepends=True):
        text = line.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        out.write(f'    "{text}"\n')
    out.write(";\n")
