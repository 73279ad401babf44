"""Reports are self-contained and accessible; what is public holds no score, person or formula."""

from __future__ import annotations

import csv
import io
import json
import random
import re
import shutil
from dataclasses import replace
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.unit.publish.secret import SECRET_NAMES, secretive

from salkku import publish, workbench
from salkku.domain.agreement import Agreement
from salkku.domain.answers import Robustness
from salkku.domain.errors import NotFound
from salkku.publish.cells import harmless
from salkku.publish.material import Material
from salkku.workbench.publishing import gathered

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
VOID = {"meta", "link", "br", "rect", "path", "hr", "input", "img"}


def read(example: str) -> Agreement:
    return workbench.read(workbench.open_folder(EXAMPLES / example))


def settled(agreement: Agreement) -> Robustness:
    """Bands of some kind, with core indices that nobody may see in public."""
    ids = tuple(row.id for row in agreement.proposals if row.competes)
    index = {row: Fraction(1234567, 7654321) for row in ids}
    bounds = {row: (value, value) for row, value in index.items()}
    return Robustness(ids[:2], ids[2:4], ids[4:], (), index, bounds, 77, True)


def material(agreement: Agreement) -> Material:
    solution = workbench.solve(agreement)
    return gathered(
        agreement,
        solution,
        robust=settled(agreement),
        near=workbench.near(agreement),
        ranking=workbench.rank(agreement),
        reasons=workbench.reasons(agreement, solution=solution),
    )


@pytest.fixture(scope="module")
def hevi() -> Material:
    return material(read("hevi"))


class Page(HTMLParser):
    """What a page refers to, its headings, ids, tables and whether its tags are balanced."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.headings: list[str] = []
        self.tables = self.captions = self.charts = self.titles = 0
        self.language = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.links += [str(given[name]) for name in ("href", "src", "action") if name in given]
        self.ids += [str(given["id"])] if "id" in given else []
        self.language = str(given["lang"]) if tag == "html" else self.language
        self.headings += [tag] if re.fullmatch(r"h\d", tag) else []
        self.tables += tag == "table"
        self.captions += tag == "caption"
        self.charts += given.get("role") == "img"
        self.titles += tag == "title"
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        assert tag in VOID

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def pages(files: dict[str, bytes]) -> list[tuple[str, str]]:
    return [(name, made.decode()) for name, made in files.items() if name.endswith(".html")]


@pytest.mark.parametrize("make", [publish.report, publish.bundle])
def test_every_page_is_self_contained_and_sound(hevi: Material, make: object) -> None:
    files = dict(make(hevi))  # type: ignore[operator]
    made = pages(files)
    assert sorted(name.split(".")[1] for name, _ in made) == ["en", "fi", "sv"]
    for name, text in made:
        page = Page(text)
        assert page.open == []
        assert page.language == name.split(".")[1]
        for link in page.links:
            assert link.startswith("#") or link in files, link
        assert not re.search(r"(https?:)?//|@import|<script|url\(", text)
        assert len(set(page.ids)) == len(page.ids)
        assert page.headings[0] == "h1"
        assert page.headings.count("h1") == 1
        assert page.tables == page.captions > 3
        assert page.titles == page.charts + 1
        assert all(link[1:] in page.ids for link in page.links if link.startswith("#"))
        assert "report." not in re.sub(r"report\.(fi|sv|en)\.html", "", text)


def test_the_union_is_named_in_each_language(hevi: Material) -> None:
    files = publish.bundle(hevi)
    for language, words in {
        "en": "Co-funded by the European Union",
        "fi": "Euroopan unionin osarahoittama",
        "sv": "Medfinansieras av Europeiska unionen",
    }.items():
        assert words in files[f"index.{language}.html"].decode()


def test_names_and_texts_cannot_become_markup(hevi: Material) -> None:
    evil = '<img src=x onerror="alert(1)">&'
    rows = tuple(replace(row, name={"en": evil}) for row in hevi.agreement.proposals)
    parties = tuple(replace(one, name={"en": evil}) for one in hevi.agreement.parties)
    agreement = replace(hevi.agreement, proposals=rows, parties=parties, name={"en": evil})
    for make in (publish.report, publish.bundle):
        for _, text in pages(dict(make(replace(hevi, agreement=agreement)))):
            assert "<img" not in text
            assert "&lt;img" in text


def test_the_report_tells_every_chosen_row_and_its_reason(hevi: Material) -> None:
    text = publish.report(hevi)["report.en.html"].decode()
    for reason in hevi.reasons:
        assert f">{reason.row}<" in text
        assert workbench.reason_sentence(reason, language="en") in text
    assert f"{len(hevi.solution.chosen)} projects for €4,535,000" in text


@pytest.mark.parametrize("seed", range(3))
def test_no_public_byte_holds_a_score_or_a_person(seed: int) -> None:
    plain = read("hevi")
    agreement, secrets = secretive(plain, random.Random(seed))
    gate = Fraction("1.23457")
    criteria = tuple(replace(one, threshold=gate) for one in agreement.criteria[:1])
    agreement = replace(agreement, criteria=(*criteria, *agreement.criteria[1:]))
    solution = workbench.solve(agreement)
    assert solution.chosen
    made = gathered(agreement, solution, robust=settled(agreement))
    told = {*SECRET_NAMES, "confident-xyz", "comment-xyz", "1.2345", "1,2345", "0.161", "0,161"}
    told |= secrets | {secret.replace(".", ",") for secret in secrets}
    values = [solution.value, *solution.values.values()]
    told |= {f"{float(value):.4f}" for value in values if value is not None and value % 1}
    for name, content in publish.bundle(made).items():
        text = content.decode()
        assert [secret for secret in told if secret in text] == [], name


def test_what_the_working_group_reads_is_what_the_public_does_not(hevi: Material) -> None:
    assert hevi.solution.value is not None
    value = f"{float(hevi.solution.value):.3f}"
    assert value in publish.report(hevi)["report.en.html"].decode()
    assert all(value.encode() not in content for content in publish.bundle(hevi).values())


def test_public_tables_say_the_same_as_the_answer(hevi: Material) -> None:
    files = publish.bundle(hevi)
    told = json.loads(files["portfolio.json"])

    def table(name: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(files[f"{name}.csv"].decode(), newline="")))

    portfolio = table("portfolio")
    assert tuple(row["id"] for row in portfolio if row["chosen"] == "yes") == hevi.solution.chosen
    assert sum(float(row["cost_eur"]) for row in portfolio if row["chosen"] == "yes") == (
        hevi.solution.cost_cents / 100
    )
    for row in table("money"):
        assert float(row["used_eur"]) + float(row["left_eur"]) == float(row["limit_eur"])
    assert sum(float(row["eur"]) for row in table("coverage")) == pytest.approx(
        hevi.solution.cost_cents / 100
    )
    for name in ("portfolio", "money", "coverage", "relations", "rules", "commitments"):
        assert len(told[name]) == len(table(name)) > 0
    assert all(set(row) == {"kind", "from", "to"} for row in table("relations"))


@pytest.mark.parametrize("cell", ["=1+1", "+358 9", "-x", "@SUM(A1)", "\tx", "\r=1", "  =1", "＝1"])
def test_formulas_are_made_harmless(hevi: Material, cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
    rows = tuple(replace(row, name={"fi": cell}) for row in hevi.agreement.proposals)
    made = replace(hevi, agreement=replace(hevi.agreement, proposals=rows))
    text = publish.bundle(made)["portfolio.csv"].decode()
    names = [row["name_fi"] for row in csv.DictReader(io.StringIO(text, newline=""))]
    assert names == [f"'{cell}"] * len(names)


@pytest.mark.parametrize("cell", [-5, 0.5, "", None, "a=b", "3 - 2"])
def test_numbers_and_plain_texts_stay(cell: object) -> None:
    assert harmless(cell) == ("" if cell is None else cell)


def test_the_same_answer_gives_the_same_bytes(hevi: Material) -> None:
    again = material(read("hevi"))
    assert dict(publish.bundle(again)) == dict(publish.bundle(hevi))
    assert dict(publish.report(again)) == dict(publish.report(hevi))


def test_files_are_put_whole_and_never_over_somebody_elses(tmp_path: Path) -> None:
    files = {"mark.html": b"Salkku made this", "data.csv": b"1"}
    out = tmp_path / "new" / "folder"
    written = publish.put(files, into=out, mark="mark.html")
    assert [path.name for path in written] == ["data.csv", "mark.html"]
    (out / "own notes.txt").write_text("mine")
    publish.put({**files, "data.csv": b"2"}, into=out, mark="mark.html")
    assert (out / "data.csv").read_bytes() == b"2"
    assert (out / "own notes.txt").read_text() == "mine"
    assert sorted(path.name for path in out.iterdir()) == [
        "data.csv",
        "mark.html",
        "own notes.txt",
    ]
    other = tmp_path / "other"
    other.mkdir()
    (other / "data.csv").write_text("somebody else's")
    with pytest.raises(NotFound):
        publish.put(files, into=other, mark="mark.html")
    assert (other / "data.csv").read_text() == "somebody else's"
    with pytest.raises(NotFound):
        publish.put(files, into=other / "data.csv", mark="mark.html")


def test_a_failure_while_writing_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"mark.html": b"Salkku 1", "data.csv": b"1"}
    out = tmp_path / "out"
    publish.put(files, into=out, mark="mark.html")

    def failing(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", failing)
    with pytest.raises(OSError, match="No space"):
        publish.put({"mark.html": b"Salkku 2", "data.csv": b"2"}, into=out, mark="mark.html")
    assert {path.name: path.read_bytes() for path in out.iterdir()} == files
    with pytest.raises(OSError, match="No space"):
        publish.put(files, into=tmp_path / "fresh", mark="mark.html")
    assert not (tmp_path / "fresh").exists()
    shutil.rmtree(out)
