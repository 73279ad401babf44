"""Draw small charts on the server as SVG without inline styles, so that a strict CSP holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

__all__ = ["Drawing"]


class Drawing:
    """A picture that grows shape by shape; text is escaped, classes give the colours.

    Parameters
    ----------
    width, height
        Of the view box, in its own units.
    title, description
        Read aloud in place of the picture.
    linked
        Whether parts of it are links: then it is a group that can be walked by keyboard, not one
        image.

    Examples
    --------
    >>> picture = Drawing(10, 10, title="One", description="a square")
    >>> picture.rect(1, 2, 3, 4, css="hue-0")
    >>> 'width="3"' in picture.markup()
    True
    """

    def __init__(
        self,
        width: float,
        height: float,
        *,
        title: str,
        description: str = "",
        linked: bool = False,
    ) -> None:
        self.width, self.height, self.linked = width, height, linked
        self.title, self.description = title, description
        self._parts: list[str] = []

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        css: str = "",
        tip: str = "",
        **other: str,
    ) -> None:
        """Add a rectangle; ``tip`` is its own title."""
        inside = f"<title>{escape(tip)}</title>" if tip else ""
        box = f'x="{x:g}" y="{y:g}" width="{max(width, 0):g}" height="{max(height, 0):g}"'
        self._parts.append(f"<rect {box}{_attributes(css, other)}>{inside}</rect>")

    def line(self, x1: float, y1: float, x2: float, y2: float, **other: str) -> None:
        """Add a line."""
        ends = f'x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}"'
        self._parts.append(f"<line {ends}{_attributes('', other)}/>")

    def text(self, x: float, y: float, words: str, **other: str) -> None:
        """Add a text."""
        self._parts.append(
            f'<text x="{x:g}" y="{y:g}"{_attributes("", other)}>{escape(words)}</text>'
        )

    def circle(
        self, x: float, y: float, radius: float, *, css: str = "", tip: str = "", **other: str
    ) -> None:
        """Add a circle."""
        inside = f"<title>{escape(tip)}</title>" if tip else ""
        at = f'cx="{x:g}" cy="{y:g}" r="{radius:g}"'
        self._parts.append(f"<circle {at}{_attributes(css, other)}>{inside}</circle>")

    def path(self, shape: str, *, css: str = "", tip: str = "", **other: str) -> None:
        """Add a path, its shape in SVG's own commands."""
        inside = f"<title>{escape(tip)}</title>" if tip else ""
        self._parts.append(f'<path d="{escape(shape)}"{_attributes(css, other)}>{inside}</path>')

    @contextmanager
    def link(self, address: str, *, label: str) -> Iterator[None]:
        """Give a block whose shapes are one link."""
        self._parts.append(f'<a href="{escape(address)}" aria-label="{escape(label)}">')
        yield
        self._parts.append("</a>")

    def curve(self, points: Iterable[tuple[float, float]], **other: str) -> None:
        """Add straight lines from point to point."""
        places = " ".join(f"{x:g},{y:g}" for x, y in points)
        self._parts.append(f'<polyline points="{places}" fill="none"{_attributes("", other)}/>')

    def markup(self) -> SafeString:
        """Give the whole picture."""
        role = f'group" aria-label="{escape(self.title)}' if self.linked else "img"
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width:g} {self.height:g}"'
            f' role="{role}" focusable="false" font-family="system-ui, Arial, sans-serif">'
            f"<title>{escape(self.title)}</title>"
        )
        told = f"<desc>{escape(self.description)}</desc>" if self.description else ""
        body = "".join(self._parts)
        return mark_safe(f"{head}{told}{body}</svg>")  # noqa: S308 - every text is escaped above


def _attributes(css: str, other: dict[str, str]) -> str:
    named: Iterable[tuple[str, str]] = ((key.replace("_", "-"), val) for key, val in other.items())
    pairs = [("class", css)] if css else []
    return "".join(f' {name}="{escape(value)}"' for name, value in (*pairs, *named))
