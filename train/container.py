"""The model file: a header, a table of named sections, the sections (see NETWORK.md)."""
import struct
import zlib

import numpy

MAGIC = b"ONRMODEL"
HEADER = struct.Struct("<8sIIQII")
ENTRY = struct.Struct("<32sQQ")
ALIGNMENT = 64


def _aligned(n):
    return -(-n // ALIGNMENT) * ALIGNMENT


def write(path, sections):
    """Writes `sections`, a dict of name → bytes or numpy array, in its order."""
    blobs = [(name, bytes(data) if isinstance(data, (bytes, bytearray)) else numpy.ascontiguousarray(data).tobytes())
             for name, data in sections.items()]
    offset = _aligned(HEADER.size + ENTRY.size * len(blobs))
    table, body = b"", b""
    start = offset
    for name, blob in blobs:
        encoded = name.encode()
        if len(encoded) > 31:
            raise ValueError(f"section name too long: {name}")
        table += ENTRY.pack(encoded, offset, len(blob))
        body += blob + b"\0" * (_aligned(len(blob)) - len(blob))
        offset += _aligned(len(blob))
    table += b"\0" * (start - HEADER.size - len(table))
    rest = table + body
    with open(path, "wb") as out:
        out.write(HEADER.pack(MAGIC, 1, len(blobs), HEADER.size + len(rest), zlib.crc32(rest), 0) + rest)


def read(path):
    """Gives the sections of a model file as a dict of name → bytes."""
    data = open(path, "rb").read()
    magic, version, count, length, crc, _ = HEADER.unpack_from(data)
    if magic != MAGIC or version != 1 or length != len(data) or crc != zlib.crc32(data[HEADER.size:]):
        raise ValueError(f"{path}: not a whole model file")
    sections = {}
    for i in range(count):
        name, offset, size = ENTRY.unpack_from(data, HEADER.size + i * ENTRY.size)
        sections[name.rstrip(b"\0").decode()] = data[offset:offset + size]
    return sections


def floats(sections, name):
    """A section of floats."""
    return numpy.frombuffer(sections[name], numpy.float32).copy()


def rows(sections, name, scale):
    """A section of int8 rows as floats [rows, columns], each multiplied by its scale."""
    by = floats(sections, scale)
    return numpy.frombuffer(sections[name], numpy.int8).reshape(len(by), -1) * by[:, None]
