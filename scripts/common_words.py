"""Count how many distinct names of open data have each word: ``src/salkku/resolve/common.csv``.

``python scripts/common_words.py`` reads the names of organisations in ``../shared/data`` (FP7,
Horizon 2020, Horizon Europe, EURA 2014) and keeps the words that at least five names have. The
first row, of the empty word, counts the names.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from salkku.resolve.names import name_form

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "data"
NAMED = (
    ("cordis/fp7/organization.csv", ("organisationname",)),
    ("cordis/h2020/organization.csv", ("name",)),
    ("cordis/horizon/organization.csv", ("name",)),
    ("cordis/h2020-finland/organization.csv", ("name",)),
    ("eura/projektilista-2014-2020.csv", ("toteuttaja",)),
)
LEAST = 5


def main() -> None:
    """Write the table."""
    forms = {(name_form(name), country) for name, _, country in set(mentions(DATA))}
    counts = Counter(word for form, _ in forms for word in form.words)
    path = ROOT / "src" / "salkku" / "resolve" / "common.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("word", "names"))
        rows.writerow(("", len(forms)))
        kept = [(word, count) for word, count in counts.items() if count >= LEAST]
        rows.writerows((word, -less) for less, word in sorted((-n, word) for word, n in kept))


def mentions(data: Path) -> Iterator[tuple[str, str, str]]:
    """Give the name, city and country of each organisation in each row."""
    csv.field_size_limit(10**9)
    for path, wanted in NAMED:
        with (data / path).open(encoding="utf-8-sig", errors="replace", newline="") as file:
            head = file.readline()
            file.seek(0)
            rows = csv.DictReader(file, delimiter=";" if head.count(";") > head.count(",") else ",")
            for row in rows:
                for column, cell in row.items():
                    if column and cell and column.lower().startswith(wanted):
                        yield cell.strip(), row.get("city") or "", row.get("country") or "FI"


if __name__ == "__main__":
    main()
