"""Damages the fixture files in many ways and reads them: `python -m tests.imports.fuzz --seconds N`.

Each must give a reading or a refusal within the time limit; a crash, a hang or a child that needs
more memory than allowed is a finding, and its seed reproduces it.
"""

from __future__ import annotations

import argparse
import json
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from random import Random

from imports.limited import read_tables_apart
from imports.reading import FileReading, Refusal, recognise
from imports.refusal import Refused

FIXTURES = Path(__file__).parents[1] / "fixtures" / "spreadsheets"
MAX_SECONDS = 10
MAX_MEMORY = 600 * 1024**2  # bytes of address space of the child

_ODD_CELLS = (
    "", "同上", "√" * 999, "■" * 5000, "(" * 3000, "《" * 2000, "1." * 3000, "\n" * 9000, "0" * 400,
    "=1+1", "\u202e倒", "\ud83d\ude00", "&#0;", "1e309", "口t R£" * 500, "、" * 8000, "http://" * 900,
)  # fmt: skip
_ODD_XML = (
    b"<c", b"</row>", b"<f>A1</f>", b'r="XFD1048576"', b'r="A0"', b's="99999999"', b"]]>", b"<![CDATA[",
    b'<mergeCell ref="A1:XFD1048576"/>', b'<mergeCell ref="B4:B3"/>', b"&bomb;", b"\x00",
    b"<v>1e999</v>", b't="s"><v>999999999</v>', b't="d"', b'hidden="1"', b'<row r="1048576">',
)  # fmt: skip


def damaged(seed: int, files: list[Path]) -> tuple[str, bytes]:
    """The name and the bytes of one file, damaged in a way that the seed decides."""
    random = Random(seed)
    path = random.choice(files)
    data = path.read_bytes()
    packed = data.startswith(b"PK") and random.random() < 0.85
    damage = random.choice(_IN_PACKAGES if packed else _IN_BYTES)
    for _ in range(random.choice((1, 1, 2, 4))):
        data = damage(random, data)
    return path.name, data


def _flip(random: Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(random.choice((1, 8, 200))):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def _cut(random: Random, data: bytes) -> bytes:
    return data[: random.randrange(1, len(data) + 1)] or b"P"


def _spliced(random: Random, data: bytes) -> bytes:
    start, end = sorted(random.randrange(len(data)) for _ in range(2))
    return data[:end] + data[start : start + 50_000] + data[end:]


def _parts(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return {name: package.read(name) for name in package.namelist()}
    except (zipfile.BadZipFile, ValueError):
        return {}


def _packed(parts: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return stream.getvalue()


def _in_part(change: Callable[[Random, bytes], bytes]) -> Callable[[Random, bytes], bytes]:
    """The same damage inside one XML part of a package, which is packed again."""

    def damage(random: Random, data: bytes) -> bytes:
        parts = _parts(data)
        names = [n for n in parts if n.endswith((".xml", ".rels")) and parts[n]]
        if not names:
            return data
        likely = [n for n in names if "sheet" in n or "document" in n or "shared" in n.lower()]
        name = random.choice(likely or names if random.random() < 0.8 else names)
        parts[name] = change(random, parts[name])
        return _packed(parts)

    return damage


def _odd_xml(random: Random, part: bytes) -> bytes:
    place = part.find(b">", random.randrange(len(part))) + 1
    return part[:place] + random.choice(_ODD_XML) + part[place:]


def _odd_text(random: Random, part: bytes) -> bytes:
    """Another text in place of one that stands between tags."""
    begin = part.find(b">", random.randrange(len(part))) + 1
    end = part.find(b"<", begin)
    odd = random.choice(_ODD_CELLS).encode("utf-8", "surrogatepass")
    return part[:begin] + odd + part[end:] if 0 < begin <= end else part


def _odd_attribute(random: Random, part: bytes) -> bytes:
    begin = part.find(b'="', random.randrange(len(part))) + 2
    end = part.find(b'"', begin)
    odd = random.choice((b"", b"-1", b"99999999999", b"A1:Z9", b"\xff", b"x" * 70_000, b"0"))
    return part[:begin] + odd + part[end:] if 2 <= begin <= end else part


def _repeated(random: Random, part: bytes) -> bytes:
    """One stretch of tags many times over."""
    begin = part.find(b"<", random.randrange(len(part)))
    end = part.find(b"<", begin + random.choice((1, 200, 3_000)))
    return part[:begin] + part[begin:end] * random.choice((2, 50, 20_000)) + part[end:]


def _without_part(random: Random, data: bytes) -> bytes:
    parts = _parts(data)
    if len(parts) > 1:
        del parts[random.choice(list(parts))]
    return _packed(parts) if parts else data


_IN_BYTES = (_flip, _cut, _spliced, _odd_text, _odd_attribute)
_IN_PACKAGES = (
    *(_in_part(each) for each in (_flip, _cut, _odd_xml, _odd_text, _odd_attribute, _repeated)),
    _without_part,
)


def outcome(name: str, data: bytes) -> str:
    """read, or the code of the refusal; whatever else is raised is a finding."""
    try:
        tables = read_tables_apart(data, max_memory=MAX_MEMORY)
        reading = FileReading(name, None, recognise(tables, name))
    except Refused as refused:
        reading = FileReading(name, Refusal(refused.code, refused.message), ())
    json.dumps(reading.to_dict(), ensure_ascii=False).encode("utf-8", "surrogatepass")
    return reading.refused.code if reading.refused else "read"


def run(seconds: float, first: int) -> list[str]:
    """Read damaged files for a time; the findings."""
    files = sorted(path for path in FIXTURES.iterdir() if path.is_file())
    tally: Counter[str] = Counter()
    findings: list[str] = []
    seed, end = first, time.monotonic() + seconds
    while time.monotonic() < end:
        name, data = damaged(seed, files)
        start = time.monotonic()
        try:
            tally[outcome(name, data)] += 1
        except Exception as crash:  # any crash is what is looked for
            findings.append(f"seed {seed} {name}: {crash!r}")
        took = time.monotonic() - start
        if took > MAX_SECONDS:
            findings.append(f"seed {seed} {name}: {took:.1f} s")
        seed += 1
    print(f"{seed - first} files:", dict(tally))
    return findings


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    findings = run(asked.seconds, asked.seed)
    print("\n".join(findings) or "no crash, no hang")
    return 1 if findings else 0


if __name__ == "__main__":
    raise SystemExit(main())
