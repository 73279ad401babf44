"""The house's own rules that no linter checks: sizes, first sentences, small faces, no clocks."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from scripts.codes import catalogue, raised

from tests.counts import is_full

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "salkku"
STAGES = (
    "ingest", "resolve", "landscape", "appraise", "optimise", "decide", "followup", "publish",
)  # fmt: skip
WRITTEN = ("*.py", "*.html", "*.css", "*.js", "*.mjs", "*.md", "*.sh")
FOLDERS = ("src", "tests", "scripts", "docs", "frontend", "benchmarks")
BUILT = {"vendor", "node_modules", "__pycache__", "site", "build"}
FORBIDDEN_NAMES = {"utils", "helpers", "common", "manager", "managers", "misc"}
LONGEST_FILE, LONGEST_FUNCTION, WIDEST_FACE, MOST_NOUNS = 400, 50, 12, 14


def written_files() -> list[Path]:
    found = [
        path
        for folder in FOLDERS
        for pattern in WRITTEN
        for path in (ROOT / folder).rglob(pattern)
        if not BUILT & set(path.relative_to(ROOT).parts)
    ]
    return sorted(found)


def modules(folder: Path = SOURCE) -> list[Path]:
    return sorted(path for path in folder.rglob("*.py") if "vendor" not in path.parts)


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count a function's lines without its docstring: a good docstring is not a fault."""
    total = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) is not None:
        total -= (first.end_lineno or first.lineno) - first.lineno + 1
    return total


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    assert len(written_files()) > 20
    long = {
        named(path): count
        for path in written_files()
        if (count := len(path.read_text("utf-8").splitlines())) > LONGEST_FILE
    }
    assert long == {}


def test_no_function_is_longer_than_fifty_lines() -> None:
    long = {
        f"{named(path)}:{function.name}": lines_of(function)
        for folder in ("src", "tests", "scripts", "benchmarks")
        for path in modules(ROOT / folder)
        for function in functions(ast.parse(path.read_text("utf-8")))
        if lines_of(function) > LONGEST_FUNCTION and "migrations" not in path.parts
    }
    assert long == {}


def test_every_module_opens_with_a_sentence() -> None:
    silent = [
        named(path)
        for folder in ("src", "tests", "scripts", "benchmarks")
        for path in modules(ROOT / folder)
        if "migrations" not in path.parts and not _first_sentence(path).endswith((".", "?", ":"))
    ]
    assert silent == []


def _first_sentence(path: Path) -> str:
    docstring = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return docstring.split("\n\n")[0].strip()


def test_nothing_is_named_for_an_attic() -> None:
    assert [named(path) for path in modules() if path.stem in FORBIDDEN_NAMES] == []
    assert [
        named(path) for path in SOURCE.rglob("*") if path.is_dir() and path.name in FORBIDDEN_NAMES
    ] == []


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_shows_a_small_face(stage: str) -> None:
    face = importlib.import_module(f"salkku.{stage}")
    names = face.__all__
    assert 1 <= len(names) <= WIDEST_FACE
    assert len(set(names)) == len(names)
    assert all(hasattr(face, name) for name in names)
    assert face.__doc__


def test_the_nouns_fit_fourteen_files() -> None:
    files = [path for path in (SOURCE / "domain").rglob("*.py") if path.name != "__init__.py"]
    assert 1 <= len(files) <= MOST_NOUNS


CLOCKS = {
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "datetime.datetime.now",
    "datetime.date.today", "datetime.datetime.today", "time.time", "time.time_ns",
    "time.localtime", "time.gmtime", "time.strftime", "os.urandom", "uuid.uuid1", "uuid.uuid4",
    "uuid4", "uuid1",
}  # fmt: skip
SEEDED = {"random.Random", "np.random.default_rng", "numpy.random.default_rng", "default_rng"}
DICE = ("random.", "np.random.", "numpy.random.", "secrets.")
RANDOM_IMPORTS = {"secrets"}


def dotted(node: ast.expr) -> str:
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if isinstance(node, ast.Name):
        parts.append(node.id)
    return ".".join(reversed(parts))


def hidden_inputs(tree: ast.AST) -> Iterator[str]:
    """Yield each call that reads a clock or throws dice without a seed that it was given."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = dotted(node.func)
        seeded = name in SEEDED and bool(node.args or node.keywords)
        if name in CLOCKS or (name.startswith(DICE) and not seeded):
            yield f"{name} (line {node.lineno})"


def test_no_clock_or_dice_outside_the_faces() -> None:
    faces = {"cli", "web"}
    found = {
        named(path): calls
        for path in modules()
        if path.relative_to(SOURCE).parts[0] not in faces
        if (calls := list(hidden_inputs(ast.parse(path.read_text("utf-8")))))
    }
    assert found == {}


@pytest.mark.parametrize(
    ("code", "caught"),
    [
        ("date.today()", True),
        ("datetime.now(tz)", True),
        ("random.random()", True),
        ("np.random.default_rng()", True),
        ("np.random.default_rng(seed)", False),
        ("random.Random(seed).random()", False),
        ("time.monotonic()", False),
    ],
)
def test_the_clock_check_sees_what_it_should(code: str, caught: bool) -> None:
    assert bool(list(hidden_inputs(ast.parse(code)))) is caught


LANGUAGES = ("en", "fi", "sv")
HOLE = re.compile(r"\{(\w+)[^}]*\}")
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|fuzzy)\b", re.IGNORECASE)
SAME_IN_ALL = 2  # words: "Status", "Horizon Europe"; a sentence is longer


def test_the_languages_say_the_same_codes() -> None:
    english = set(catalogue("en"))
    assert len(english) > 50
    for language in LANGUAGES[1:]:
        assert set(catalogue(language)) ^ english == set(), language


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_written_and_finished(language: str) -> None:
    bad = {
        code: sentence
        for code, sentence in catalogue(language).items()
        if not sentence.strip() or UNFINISHED.search(sentence)
    }
    assert bad == {}
    marked = [
        path.name
        for path in (SOURCE / "locale" / language).glob("*")
        if path.is_file() and UNFINISHED.search(path.read_text("utf-8"))
    ]
    assert marked == []


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_sentence_is_translated(language: str) -> None:
    english = catalogue("en")
    same = {
        code: sentence
        for code, sentence in catalogue(language).items()
        if sentence == english.get(code)
        and len(re.findall(r"[^\W\d_]{2,}", HOLE.sub("", sentence))) > SAME_IN_ALL
    }
    assert same == {}


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_translation_fills_the_same_holes(language: str) -> None:
    english = catalogue("en")
    wrong = {
        code: sentence
        for code, sentence in catalogue(language).items()
        if not set(HOLE.findall(sentence)) <= set(HOLE.findall(english.get(code, "")))
    }
    assert wrong == {}


def test_every_error_code_is_said_and_documented() -> None:
    from scripts import reference

    page = reference.errors()
    codes = raised()
    assert len(codes) > 20
    silent = {code: place for code, place in codes.items() if f"`{code}`" not in page}
    assert silent == {}


def test_every_command_is_documented() -> None:
    from scripts import reference

    page = reference.cli()
    found = dict(reference.commands())
    assert len(found) > 10
    for name, command in found.items():
        assert f"## {name}\n" in page
        assert (command.help or "").strip().endswith("."), f"{name} has no sentence of help"
        untold = [
            parameter.name
            for parameter in command.params
            if not getattr(parameter, "hidden", False) and not getattr(parameter, "help", "")
        ]
        assert untold == [], f"{name} has options without help"


SETTING = re.compile(r"\bSALKKU_[A-Z_]+\b")


def test_every_setting_is_documented_and_no_other() -> None:
    page = (ROOT / "docs" / "reference" / "settings.md").read_text("utf-8")
    used: set[str] = set()
    for path in (
        *modules(),
        *modules(ROOT / "scripts"),
        *modules(ROOT / "tests"),
        ROOT / "Makefile",
    ):
        used |= set(SETTING.findall(path.read_text("utf-8")))
    assert used - set(SETTING.findall(page)) == set()
    assert set(SETTING.findall(page)) - used == set()


def test_every_reference_page_is_in_the_site() -> None:
    site = (ROOT / "mkdocs.yml").read_text("utf-8")
    pages = sorted((ROOT / "docs").rglob("*.md"))
    assert len(pages) > 10
    assert [
        page.name for page in pages if page.relative_to(ROOT / "docs").as_posix() not in site
    ] == []


def test_every_address_declares_a_permission() -> None:
    from django.urls import URLPattern, URLResolver, get_resolver

    def walk(prefix: str, patterns: list[URLPattern | URLResolver]) -> Iterator[tuple[str, object]]:
        for pattern in patterns:
            address = f"{prefix}{pattern.pattern}"
            if isinstance(pattern, URLResolver):
                yield from walk(address, pattern.url_patterns)
            else:
                yield address, pattern.callback

    found = list(walk("", get_resolver().url_patterns))
    assert len(found) > 20
    bare = [address for address, view in found if not getattr(view, "permission", "")]
    assert bare == []


def test_one_place_says_how_much_is_tried_and_from_which_seed() -> None:
    counts = ROOT / "tests" / "counts.py"
    asking = [
        path.name
        for path in (*sorted((ROOT / "tests").rglob("*.py")), ROOT / "conftest.py")
        if path not in (counts, Path(__file__))
        and re.search(r"environ.*SALKKU_(FULL|SEED)", path.read_text("utf-8"))
    ]
    assert asking == []


def test_full_counts_are_asked_for_by_one_and_by_nothing_else() -> None:
    assert is_full({"SALKKU_FULL": "1"})
    assert not any(is_full({"SALKKU_FULL": said}) for said in ("", "0"))
    assert not is_full({})
    with pytest.raises(ValueError, match="SALKKU_FULL"):
        is_full({"SALKKU_FULL": "yes"})
