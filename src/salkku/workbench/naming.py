"""What sentences call things by: names in the reader's language, the id in brackets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from salkku.domain.agreement import Agreement, Names
from salkku.domain.terms import Relation, Rule
from salkku.locale import LANGUAGES, euros, has, number, say

__all__ = ["Naming", "line_names"]

_KINDS = {
    "row": "rows", "others": "rows", "with": "rows", "leaves": "rows", "enters": "rows",
    "project": "rows", "line": "lines", "lines": "lines", "criterion": "criteria",
}  # fmt: skip
"""What the ids of a sentence's value belong to, by the value's name."""
_NAME_OF = {
    "rule": "rules", "carrying": "bearers", "level": "rows", "committed": "rows",
    "below_threshold": "criteria", "call": "calls", "earmark": "areas", "line": "lines",
    "money": "lines", "in_until_cost": "lines", "in_until_line": "lines",
    "in_until_line_shrinks": "lines", "in_at_cost": "lines", "in_at_line": "lines",
}  # fmt: skip
"""What ``name`` belongs to, by the last part of the sentence's code; else it stays as it is."""
_OF_CRITERIA = ("in_by_scores", "in_at_scores")
"""Sentences whose ``others`` are criteria."""


@dataclass(frozen=True)
class Naming:
    """Names of an agreement for one reader; without an agreement everything is its id.

    Examples
    --------
    >>> Naming(None, "en").line("support")
    'support'
    """

    agreement: Agreement | None
    language: str

    def row(self, id: str) -> str:
        """Name a row of proposals.csv or projects.csv."""
        return self._named("rows", id)

    def rows(self, ids: Iterable[str]) -> str:
        """Name rows, one after the other."""
        return ", ".join(map(self.row, ids))

    def line(self, id: str) -> str:
        """Name a budget line: as the folder does, else its city and what its id says."""
        return self._named("lines", id)

    def rule(self, id: str) -> str:
        """Name a rule: as the folder does, else what it measures, of what."""
        return self._named("rules", id)

    def testbed(self, id: str) -> str:
        """Name a test environment."""
        return self._named("testbeds", id)

    def bearer(self, id: str) -> str:
        """Name an organisation or a party."""
        return self._named("bearers", id)

    def criterion(self, id: str) -> str:
        """Name a criterion."""
        return self._named("criteria", id)

    def plain(self, kind: str, id: str) -> str:
        """Give a name without the id: of ``areas`` or ``calls`` as of all else."""
        return self._names.get(kind, {}).get(id) or id

    def cell(self, area: str, method: str, party: str) -> str:
        """Name a cell of focus area, method and party."""
        kinds = (("areas", area), ("methods", method), ("bearers", party))
        return " × ".join(self.plain(kind, id) or "–" for kind, id in kinds)

    def item(self, name: str) -> str:
        """Say a constraint such as ``line:support``: the limit of this, the rule that."""
        kind, _, id = name.partition(":")
        ways = {
            "line": self.line,
            "rule": self.rule,
            "testbed": self.testbed,
            "carrying": self.bearer,
            "level": self.row,
        }
        known = self._names.get("relations" if kind == "relation" else "rows", {}).get(id, "")
        values = {"id": id, "name": ways[kind](id) if kind in ways else known}
        code = f"web_whatif.item.{kind}"
        if kind == "relation" and not known:
            code = "web_whatif.item.relation_row"
        return say(code, values, language=self.language).strip() if has(code) else name

    def limit(self, item: str, text: str) -> str:
        """Write what a limit is or becomes: euros of a line, a number, or in, out, kept, dropped.

        Examples
        --------
        >>> Naming(None, "en").limit("line:support", "620000.5")
        '€620,000.50'
        """
        if text in ("in", "out", "kept", "dropped"):
            return say(f"timing.{text}", {}, language=self.language)
        try:
            value = Fraction(text)
        except ValueError:
            return text
        if item.startswith(("line:", "carrying:")):
            return euros(value * 100, language=self.language)
        return number(value, 0 if value.denominator == 1 else 2, language=self.language)

    def told(self, code: str, values: Mapping[str, object]) -> dict[str, object]:
        """Put names for the ids in what a sentence needs, alone or in a list.

        Parameters
        ----------
        code
            The sentence's code, without its area: ``others_do_more``, ``blocked.rule``.
        values
            As the code's reason gives them.

        Examples
        --------
        >>> Naming(None, "en").told("beats", {"row": "04", "others": "11, 12"})
        {'row': '04', 'others': '11, 12'}
        """
        last = code.rpartition(".")[2]
        kinds = dict(_KINDS)
        if last in _OF_CRITERIA:
            kinds["others"] = "criteria"
        if last in _NAME_OF:
            kinds["name"] = _NAME_OF[last]
        return {
            key: self._list(kinds[key], value) if key in kinds and isinstance(value, str) else value
            for key, value in values.items()
        }

    def _list(self, kind: str, ids: str) -> str:
        if ids in self._names.get(kind, {}):
            return self._named(kind, ids)
        return ", ".join(self._named(kind, id.removeprefix("projects:")) for id in ids.split(", "))

    def _named(self, kind: str, id: str) -> str:
        name = self._names.get(kind, {}).get(id, "")
        return f"{name} ({id})" if name and name != id else id

    @cached_property
    def _names(self) -> Mapping[str, Mapping[str, str]]:
        """Give the names by kind and id."""
        of = self.agreement
        if of is None:
            return {}
        rows = self._chosen((one.id, one.name) for one in of.proposals)
        bearers = {one.id: one.name for one in of.organisations}
        return {
            "rows": self._chosen((one.id, one.name) for one in of.projects) | rows,
            "lines": line_names(of, language=self.language),
            "rules": {rule.id: self._rule(rule) for rule in of.rules},
            "relations": {str(one.row): self._relation(one, rows) for one in of.relations},
            "testbeds": self._chosen((one.id, one.name) for one in of.testbeds),
            "bearers": bearers | self._chosen((one.id, one.name) for one in of.parties),
            "criteria": self._chosen((one.id, one.name) for one in of.criteria),
            "areas": self._chosen((one.id, one.name) for one in of.focus_areas),
            "methods": self._chosen((one.id, one.name) for one in of.methods),
            "calls": self._chosen((one.id, one.name) for one in of.calls),
        }

    def _chosen(self, named: Iterable[tuple[str, Names]]) -> dict[str, str]:
        return {id: _in(names, self.language) for id, names in named}

    def _rule(self, rule: Rule) -> str:
        written = _in(rule.name, self.language)
        if written or self.agreement is None:
            return written
        whole = "_all" if rule.category == "all" else ""
        values = {"member": self._member(rule, self.agreement) or rule.member}
        return say(f"timing.rule_{rule.measure}{whole}", values, language=self.language)

    def _relation(self, relation: Relation, rows: Mapping[str, str]) -> str:
        code = f"web_whatif.relation.{relation.kind}"
        if not has(code):
            return ""
        ends = {"from": relation.source, "to": relation.target}
        told = {end: f"{id} {rows.get(id, '')}".strip() for end, id in ends.items()}
        return say(code, told, language=self.language)

    def _member(self, rule: Rule, of: Agreement) -> str:
        members: Mapping[str, Names] = {}
        if rule.category in ("focus_area", "method"):
            themes = of.focus_areas if rule.category == "focus_area" else of.methods
            members = {one.id: one.name for one in themes}
        elif rule.category == "party":
            members = {one.id: one.name for one in of.parties}
        elif rule.category == "call":
            members = {one.id: one.name for one in of.calls}
        return _in(members.get(rule.member, {}), self.language)


def line_names(agreement: Agreement, *, language: str) -> dict[str, str]:
    """Name each budget line: as budgets.csv does, else its city and what the id says besides.

    Examples
    --------
    >>> from salkku.domain.terms import BudgetRow
    >>> lines = (BudgetRow("own_turku", 0, party="turku"), BudgetRow("gift_fund", 0))
    >>> line_names(Agreement("a", {}, None, (), (), (), (), (), budgets=lines), language="en")
    {'own_turku': 'Own money', 'gift_fund': 'Gift fund'}
    """
    parties = {party.id: _in(party.name, language) for party in agreement.parties}
    found: dict[str, str] = {}
    for row in agreement.budgets:
        written = _in(row.name, language)
        if written or row.line not in found:
            found[row.line] = written or _line(row.line, row.party, parties, language)
    return found


def _line(line: str, party: str, parties: Mapping[str, str], language: str) -> str:
    rest = line.replace(party, "") if party else line
    rest = rest.strip("_- ") or line
    code = f"web.line.{rest}"
    words = say(code, {}, language=language) if has(code) else rest.replace("_", " ")
    city = parties.get(party, "")
    return f"{city}: {words}" if city else words[:1].upper() + words[1:]


def _in(names: Names, language: str) -> str:
    """Choose the reader's language, else another that is there."""
    return next((names[one] for one in (language, "en", *LANGUAGES) if names.get(one)), "")
