#!/usr/bin/env python3
"""Makes a wheel of the package, the library and the models: wheel.py LIBRARY MODELS VERSION FOLDER

A wheel is a zip archive with a list of what is in it (PyPA, "Binary distribution format"); nothing but Python is needed. The same input
gives the same bytes. It holds for machines like this one: the library links Debian's ICU, nettle, SQLite and uchardet.
"""
import base64
import hashlib
import sys
import sysconfig
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent


def members(library, models, version):
    for path in sorted((HERE / "onrecord").glob("*.py")) + [HERE / "onrecord" / "py.typed"]:
        yield f"onrecord/{path.name}", path.read_bytes()
    yield "onrecord/libonrecord.so.0", Path(library).read_bytes()
    for path in sorted(Path(models).glob("language-*.onr")) + sorted(Path(models).glob("MODEL-language-*.md")):
        yield f"onrecord/models/{path.name}", path.read_bytes()
    root = HERE.parent.parent
    about = f"onrecord-{version}.dist-info"
    for name in ("LICENSE", "NOTICE"):
        yield f"{about}/licenses/{name}", (root / name).read_bytes()
    readme = (HERE / "README.md").read_text(encoding="utf8")
    metadata = (
        f"Metadata-Version: 2.1\nName: onrecord\nVersion: {version}\nSummary: Political news, put on the record\n"
        f"License: MIT\nRequires-Python: >=3.9\nProvides-Extra: pandas\nRequires-Dist: pandas; extra == 'pandas'\n"
        f"Description-Content-Type: text/markdown\n\n{readme}"
    )
    yield f"{about}/METADATA", metadata.encode()
    yield f"{about}/WHEEL", f"Wheel-Version: 1.0\nGenerator: onrecord\nRoot-Is-Purelib: false\nTag: {tag()}\n".encode()


def tag():
    return "py3-none-" + sysconfig.get_platform().replace("-", "_").replace(".", "_")


def main(library, models, version, folder):
    out = Path(folder) / f"onrecord-{version}-{tag()}.whl"
    record = f"onrecord-{version}.dist-info/RECORD"
    lines = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:

        def put(name, data):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.external_attr = (0o755 if ".so" in name else 0o644) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)

        for name, data in members(library, models, version):
            digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
            lines.append(f"{name},sha256={digest},{len(data)}")
            put(name, data)
        put(record, "\n".join(lines + [f"{record},,", ""]).encode())
    print(out)


if __name__ == "__main__":
    main(*sys.argv[1:])
