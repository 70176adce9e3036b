"""Compares our HTML tokens with the html5lib tokenizer cases.

Usage: python3 tests/differential/html_tokens.py FOLDER
FOLDER holds the *.test files (html5lib-tests/tokenizer). Tags, attributes and
characters are compared; comments and doctypes, which the page layer drops, are
not. Cases with NUL or CR in them are counted apart: those characters are dealt with
where the text is taken over, behind the tokeniser.
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

MODES = {"Data state": 0, "RCDATA state": 1, "RAWTEXT state": 2, "Script data state": 2,
         "PLAINTEXT state": 3}


def unescape(value, double):
    if not double:
        return value
    if isinstance(value, list):
        return [unescape(v, double) for v in value]
    if isinstance(value, dict):
        return {unescape(k, double): unescape(v, double) for k, v in value.items()}
    if isinstance(value, str):
        return re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), value)
    return value


def normal(tokens):
    """Tags and characters in one form, neighbouring characters joined."""
    out = []
    for token in tokens:
        if token is None or token[0] in ("Comment", "DOCTYPE"):
            continue
        if token[0] == "Character":
            if out and out[-1][0] == "Character":
                out[-1][1] += token[1]
            else:
                out.append(["Character", token[1]])
        elif token[0] == "EndTag":
            out.append(["EndTag", token[1]])
        else:
            given = token[2] if len(token) > 2 else {}
            pairs = given.items() if isinstance(given, dict) else given
            attributes = {}
            for name, value in pairs:
                attributes.setdefault(name, value)
            closed = bool(len(token) > 3 and token[3])
            out.append(["StartTag", token[1], attributes, closed])
    return out


def read_cases(folder):
    for path in sorted(pathlib.Path(folder).glob("*.test")):
        for case in json.loads(path.read_text()).get("tests", []):
            double = case.get("doubleEscaped", False)
            text = unescape(case["input"], double)
            for state in case.get("initialStates", ["Data state"]):
                name = case.get("lastStartTag") or \
                    ("script" if state.startswith("Script") else "xmp")
                yield path.name, state, name, text, unescape(case["output"], double), \
                    case["description"]


def main():
    source = pathlib.Path(__file__).parent
    root = source.parent.parent
    with tempfile.TemporaryDirectory() as folder:
        program = f"{folder}/html_tokens"
        subprocess.run(["cc", "-O1", "-D_GNU_SOURCE", f"-I{root}/include", f"-I{root}/src", "-o",
                        program, source / "html_tokens.c", root / "src/page/html.c",
                        root / "src/page/references.c", root / "src/base/arena.c",
                        root / "src/base/str.c", root / "src/base/error.c"], check=True)
        cases, data, skipped = [], b"", 0
        for case in read_cases(sys.argv[1]):
            try:
                text = case[3].encode("utf-16", "surrogatepass").decode("utf-16").encode()
            except UnicodeError:
                text = None
            if text is None or case[1] not in MODES or b"\0" in text or b"\r" in text:
                skipped += 1
                continue
            cases.append(case)
            data += f"{MODES[case[1]]} {case[2]} {len(text)}\n".encode() + text
        ran = subprocess.run([program], input=data, capture_output=True, check=True)
    failed = 0
    for case, line in zip(cases, ran.stdout.decode().split("\n"), strict=False):
        wanted = [unescape(t, False) for t in case[4]]
        if normal(json.loads(line)) != normal(wanted):
            failed += 1
            print(f"{case[0]}: {case[5]}: {case[1]} {case[3]!r}\n  wanted {normal(wanted)}\n"
                  f"  got    {normal(json.loads(line))}")
    print(f"{len(cases) - failed} of {len(cases)} cases agree, {skipped} left out")


main()
