"""The one definition of what the networks see of a word. The engine's counterpart is src/language; NETWORK.md specifies both."""
import functools
import struct
import unicodedata

FNV_OFFSET, FNV_PRIME, MASK64 = 14695981039346656037, 1099511628211, (1 << 64) - 1
FOLDED_RANGES = ((0x41, 0x2500), (0xFB00, 0xFB07), (0xFE00, 0xFE10), (0xFEFF, 0xFF00), (0xFF01, 0xFF5F))
REPLACED = {"‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "“": '"', "”": '"', "„": '"', "‟": '"', "″": '"', "«": '"', "»": '"',
            "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "--", "―": "--", "−": "-", "…": "...", "\u00ad": "", "\u200b": "", "\u200c": "",
            "\u200d": "", "\u2060": "", "\ufeff": "", "\u00a0": " ", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i"}
CASE_NONE = 9


def hash64(kind, text):
    """FNV-1a of the kind's byte and the text's UTF-8."""
    h = FNV_OFFSET
    for byte in kind.encode() + text.encode("utf-8", "surrogatepass"):
        h = ((h ^ byte) * FNV_PRIME) & MASK64
    return h


def _fold_one(c):
    if c in REPLACED:
        return REPLACED[c]
    out = ""
    for low in c.lower():
        for part in unicodedata.normalize("NFKD" if 0xFB00 <= ord(c) <= 0xFF5E else "NFD", low):
            if unicodedata.category(part) != "Mn":
                out += REPLACED.get(part, part)
    return out


def _tables():
    fold, upper, lower, lowermap = {}, [], [], {}
    for first, last in FOLDED_RANGES:
        for code in range(first, last):
            c = chr(code)
            f = _fold_one(c)
            if f != c and len(f.encode()) <= 5:
                fold[c] = f
            if c.isupper():
                upper.append(code)
            if c.islower():
                lower.append(code)
            low = c.lower()
            if low != c and len(low) == 1 and ord(low) < 0x10000:
                lowermap[c] = low
    split = [code for code in range(0x80, 0xFFFF) if unicodedata.category(chr(code))[0] == "P"
             or 0x4E00 <= code <= 0x9FFF or 0x3400 <= code <= 0x4DBF or 0xF900 <= code <= 0xFAFF]
    return fold, upper, lower, lowermap, split


FOLD, UPPER, LOWER, LOWERMAP, SPLIT = _tables()
UPPER_SET = {chr(c) for c in UPPER}
LOWER_SET = {chr(c) for c in LOWER}
SPLIT_SET = {chr(c) for c in SPLIT} | {chr(c) for c in (*range(33, 48), *range(58, 65), *range(91, 97), *range(123, 127))}


def table_sections():
    """The tables as sections of the model file."""
    fold = b"".join(struct.pack("<HB5s", ord(c), len(f.encode()), f.encode()) for c, f in sorted(FOLD.items()))
    lowermap = b"".join(struct.pack("<HH", ord(c), ord(low)) for c, low in sorted(LOWERMAP.items()))

    def pack(codes):
        return struct.pack(f"<{len(codes)}H", *codes)
    return {"fold": fold, "upper": pack(UPPER), "lower": pack(LOWER), "lowermap": lowermap, "split": pack(SPLIT)}


@functools.lru_cache(None)
def fold(form):
    return "".join(FOLD.get(c, c) for c in form)


def lower(form):
    return "".join(LOWERMAP.get(c, c) for c in form)


@functools.lru_cache(None)
def case_class(form):
    letters = [c for c in form if c in UPPER_SET or c in LOWER_SET]
    upper = sum(c in UPPER_SET for c in letters)
    small = len(letters) - upper
    digits = any("0" <= c <= "9" for c in form)
    if digits:
        return 6 if not letters else 7 if not upper else 8
    if not letters:
        return 0
    if not upper:
        return 1
    if small:
        return 2 if upper == 1 and letters[0] in UPPER_SET else 5
    return 4 if upper == 1 else 3


def shape(form):
    out, previous, run = [], None, 0
    for c in form:
        symbol = "X" if c in UPPER_SET else "x" if c in LOWER_SET else "d" if "0" <= c <= "9" else c
        run = run + 1 if symbol == previous else 1
        previous = symbol
        if run <= 3:
            out.append(symbol)
        if len(out) == 12:
            break
    return "".join(out)


def key(form):
    """What the vocabulary of `fast` is asked for."""
    f = fold(form)
    return "".join("0" if "0" <= c <= "9" else c for c in f) if f else "?"


@functools.lru_cache(None)
def sub_rows(form, buckets):
    """Rows of the sub-word table, in the order of NETWORK.md."""
    f = key(form)
    found = [("W", f)]
    found += [(str(n), f[:n]) for n in range(1, 5) if len(f) > n]
    found += [("abcde"[n - 1], f[-n:]) for n in range(1, 6) if len(f) > n]
    found.append(("H", shape(form)))
    rows = []
    for kind, text in found:
        h = hash64(kind, text)
        rows.append((h ^ (h >> 32)) & (buckets - 1))
    return tuple(rows)


def glue(sentence):
    """Glue class of each word; 0 where the sentence does not say."""
    if sentence.glued is None:
        return [0] * len(sentence)
    before = [False] + sentence.glued[:-1]
    return [1 + b + 2 * a for b, a in zip(before, sentence.glued)]


def slots(values):
    """An exact look-up table of hash → value (see NETWORK.md, 1.2) as a list of [fingerprint, value]."""
    n = 16
    while n < 2 * len(values):
        n *= 2
    table = [(0, 0)] * n
    for h, value in values.items():
        i, fingerprint = h & (n - 1), (h >> 32) or 1
        while table[i][0]:
            i = (i + 1) & (n - 1)
        table[i] = (fingerprint, value)
    return table


class Pieces:
    """Word pieces of `best`: fold, split at punctuation, longest match first."""

    def __init__(self, pieces):
        self.pieces = pieces
        self.ids = {p: i for i, p in enumerate(pieces)}
        self.unknown = self.ids["[UNK]"]
        self.cache = {}

    def of(self, form):
        if form not in self.cache:
            ids = [i for part in self._parts(fold(form)) for i in self._match(part)]
            self.cache[form] = tuple(ids) or (self.unknown,)
        return self.cache[form]

    @staticmethod
    def _parts(folded):
        part = ""
        for c in folded:
            if c in SPLIT_SET or c == " ":
                if part:
                    yield part
                part = ""
                if c != " ":
                    yield c
            else:
                part += c
        if part:
            yield part

    def _match(self, part):
        if len(part) > 100:
            return [self.unknown]
        out, start = [], 0
        while start < len(part):
            end = len(part)
            while end > start:
                found = self.ids.get(("##" if start else "") + part[start:end])
                if found is not None:
                    break
                end -= 1
            if end == start:
                return [self.unknown]
            out.append(found)
            start = end
        return out
