"""Tables that become lists on a phone: each cell is told what its column's head says."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString

register = template.Library()

LEAST: Final = 3
"""Columns from which a table is too wide for a phone."""
_TABLE = re.compile(r'<table(?: class="(dense[^"]*)")?>(.*?)</table>', re.DOTALL)
_HEAD = re.compile(r"<thead>(.*?)</thead>", re.DOTALL)
_HEADER = re.compile(r"<th\b([^>]*)>(.*?)</th>", re.DOTALL)
_ROW = re.compile(r"<tr\b([^>]*)>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<(th|td)\b([^>]*)>")
_SPAN = re.compile(r'colspan="(\d+)"')


@register.tag("stacked")
def stacked_tag(parser: Parser, token: Token) -> _Stacked:
    """Let every wide plain table between ``stacked`` and ``endstacked`` become a list on a phone.

    The roles keep it a table for a screen reader, whatever the style does.
    """
    inside = parser.parse(("endstacked",))
    parser.delete_first_token()
    return _Stacked(inside)


class _Stacked(template.Node):
    def __init__(self, inside: NodeList) -> None:
        self.inside = inside

    def render(self, context: Context) -> SafeString:
        return SafeString(stacked(self.inside.render(context)))


def stacked(markup: str) -> str:
    """Give the markup with roles and heads on the cells of its wide plain tables.

    Examples
    --------
    >>> row = "<tr><th>01</th><td>1</td><td>2</td></tr>"
    >>> heads = "<thead><tr><th>Id</th><th>A</th><th>B</th></tr></thead>"
    >>> "data-head=" in stacked(f"<table>{heads}<tbody>{row}</tbody></table>")
    True
    >>> stacked("<table><tbody></tbody></table>")
    '<table><tbody></tbody></table>'
    """
    return _TABLE.sub(_table, markup)


def _table(found: re.Match[str]) -> str:
    css, inside = found[1], found[2]
    head = _HEAD.search(inside)
    heads = _heads(head[1]) if head else []
    if head is None or len(heads) < LEAST or "<table" in inside:
        return found[0]
    top = _ROW.sub(lambda row: _row(row, lambda *_: 'role="columnheader"'), head[1])
    rest = inside[head.end() :].replace("<tbody>", '<tbody role="rowgroup">')
    rest = rest.replace("<tfoot>", '<tfoot role="rowgroup">')
    rest = _ROW.sub(lambda row: _row(row, _told(heads)), rest)
    before = inside[: head.start()]
    name = f"{css} stacks" if css else "stacks"
    top = f'<thead role="rowgroup">{top}</thead>'
    return f'<table class="{name}" role="table">{before}{top}{rest}</table>'


def _heads(inside: str) -> list[str]:
    """Give the words of each column's head; one across several columns is the first one's."""
    found: list[str] = []
    for about, words in _HEADER.findall(inside):
        span = _SPAN.search(about)
        found += [_plain(words), *[""] * (int(span[1]) - 1 if span else 0)]
    return found


def _row(row: re.Match[str], told: Callable[[str, int, bool], str]) -> str:
    """Give a row with a role, and what is told of each of its cells."""
    column = 0

    def cell(found: re.Match[str]) -> str:
        nonlocal column
        span = _SPAN.search(found[2])
        said = told(found[1], column, span is not None)
        column += int(span[1]) if span else 1
        return f"<{found[1]} {said}{found[2]}>"

    return f'<tr role="row"{row[1]}>{_CELL.sub(cell, row[2])}</tr>'


def _told(heads: list[str]) -> Callable[[str, int, bool], str]:
    def told(kind: str, column: int, spans: bool) -> str:
        if kind == "th":
            return 'role="rowheader"'
        head = heads[column] if column < len(heads) and not spans else ""
        return f'role="cell" data-head="{head}"' if head else 'role="cell"'

    return told


def _plain(head: str) -> str:
    """Give the words of a head, without marks of sorting and what only a screen reader reads."""
    words = re.sub(r'<span class="hidden-visually">.*?</span>|<[^>]+>', "", head)
    return " ".join(words.replace("▲", "").replace("▼", "").split()).replace('"', "&quot;")
