"""One self-contained page: a finding as its title, then sections with tables and charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from salkku.publish.words import Words

__all__ = ["Grid", "Section", "page"]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: headings, rows of texts, and which columns hold numbers."""

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    right: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a page; ``id`` is its stable link, ``title`` its finding.

    Parameters
    ----------
    folded
        Whether the table is behind a fold because the chart says the same.
    """

    id: str
    title: str
    texts: Sequence[str] = ()
    chart: Markup | None = None
    grids: Sequence[Grid] = ()
    folded: bool = False


def page(
    words: Words,
    *,
    title: str,
    lead: Sequence[str],
    sections: Sequence[Section],
    files: Sequence[str] = (),
    languages: Sequence[tuple[str, str]] = (),
    audience: str,
) -> bytes:
    """Write the page as HTML.

    Parameters
    ----------
    lead
        Sentences under the title.
    files
        Names of data files beside the page, linked at its end.
    languages
        (language, file name) of the same page in the other languages.
    audience
        ``group`` (the working group) or ``everybody``.
    """
    text = (
        _environment()
        .get_template("page.html")
        .render(
            words=words,
            language=words.language,
            agreement=words.name(words.agreement.name, words.agreement.id),
            title=title,
            lead=lead,
            sections=sections,
            files=files,
            languages=languages,
            audience=audience,
            stars=[30 * turn for turn in range(12)],
        )
    )
    return text.encode()


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("salkku.publish"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
