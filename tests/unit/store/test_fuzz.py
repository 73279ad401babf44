"""Whatever the bytes, reading ends with an agreement or with faults, never otherwise."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.counts import count
from tests.unit.store.sound import FILES

from salkku.domain.dossier import Dossier
from salkku.locale import LANGUAGES, codes, message
from salkku.store.layout import TABLES
from salkku.store.reading import Reading, read
from salkku.store.writing import rewrite, table_of

ROUNDS = count(150, 2_000)
NAMES = sorted(FILES)
MARKS = [
    "",
    "1 000",
    " ",
    "\n",
    "\r\n",
    "\ufeff",
    "\0",
    '"',
    '""',
    '"""',
    ",",
    ";",
    ":",
    "=",
    "[",
    "]",
]
WORDS = """0 1 -1 1e9 1e99 nan inf 1,5 1.000 ä 2027-H1 2027-13 2027-01 a b x { } ' # impact espoo
urban:0.5;health:0.5 ２ ٣ 1_0 0x1 1e-30 +.5 . −1 yes"""
ODD = st.sampled_from([*MARKS, *re.split(r"\s+", WORDS)])
KNOWN = set(codes("en"))


def check(reading: Reading) -> None:
    assert (reading.agreement is None) == bool(reading.faults)
    for fault in (*reading.faults, *reading.warnings):
        assert f"faults.{fault.code}" in KNOWN
        assert fault.row is None or fault.row >= 1
        for language in LANGUAGES:
            assert message(fault, language=language)


@settings(max_examples=ROUNDS)
@given(st.sampled_from(NAMES), st.data())
def test_spoiled_files(name: str, data: st.DataObject) -> None:
    """Cut a file, change some of its bytes, or put odd text into it."""
    content = FILES[name].encode()
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(start, min(len(content), start + 8)))
        piece = data.draw(ODD.map(lambda text: text.encode()) | st.binary(max_size=3))
        content = content[:start] + piece + content[end:]
    files = {path: text.encode() for path, text in FILES.items()}
    check(read(Dossier({**files, name: content})))


@settings(max_examples=ROUNDS)
@given(st.dictionaries(st.sampled_from(NAMES), st.binary(max_size=60), max_size=4))
def test_any_bytes(files: dict[str, bytes]) -> None:
    check(read(Dossier(files)))


@settings(max_examples=ROUNDS)
@given(st.sampled_from(TABLES), st.data())
def test_any_cells(layout, data: st.DataObject) -> None:  # type: ignore[no-untyped-def]
    """A table of the right columns with odd cells reads or is told; it is written unchanged."""
    header = [column.name for column in layout.columns]
    cell = ODD | st.sampled_from(
        [word for column in layout.columns for word in column.words] or [""]
    )
    rows = data.draw(
        st.lists(st.lists(cell, min_size=len(header), max_size=len(header)), max_size=3)
    )
    lines = [",".join('"' + text.replace('"', '""') + '"' for text in row) for row in rows]
    content = "\n".join([",".join(header), *lines]).encode()
    files = {path: text.encode() for path, text in FILES.items()}
    check(read(Dossier({**files, layout.file: content})))
    assert rewrite(content, table_of(content)) == content
