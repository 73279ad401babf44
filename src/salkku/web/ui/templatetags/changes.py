"""Words for what clashes, what mends it and what changes: items, limits, half-years."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

from salkku import locale
from salkku.web.ui.templatetags.answers import whole_euros
from salkku.web.ui.templatetags.say import language, named, number, percent

register = template.Library()
Names = Mapping[str, Mapping[str, str]]


@register.filter(name="clash_item")
def clash_item(item: str, names: Names) -> str:
    """Say an item such as ``line:support``, ``committed:08`` or ``relation:13``."""
    kind, values = _item(item, names)
    return locale.say(f"web_whatif.item.{kind}", values, language=language())


@register.filter(name="use_of")
def use_of(item: str, names: Names) -> str:
    """Say what is used of an item: of a line's money, of a rule, of a carrying capacity."""
    kind, values = _item(item, names)
    return locale.say(f"web_whatif.use.{kind}", values, language=language())


def _item(item: str, names: Names) -> tuple[str, dict[str, str]]:
    kind, _, id = item.partition(":")
    if kind == "relation":
        name = named(names.get(f"~{item}"))
        return kind if name else "relation_row", {"id": id, "name": name}
    row = kind in ("committed", "level")
    return kind, {"id": id, "name": named(names.get(id if row else f"~{id}")) or id}


@register.filter(name="mend")
def mend(change: Mapping[str, str], names: Names) -> str:
    """Say a change that mends a clash: which item, from what, to what."""
    kind, values = _item(change["item"], names)
    values["item"] = clash_item(change["item"], names)
    values |= {end: _limit(kind, change[end]) for end in ("from", "to")}
    return locale.say(f"web_whatif.mend.{kind.removesuffix('_row')}", values, language=language())


def _limit(kind: str, text: str) -> str:
    """Write a limit: euros of a line or a capacity, a plain number of a rule."""
    try:
        value = float(text)
    except ValueError:
        return text
    if kind in ("line", "carrying"):
        return whole_euros(value)
    return number(value, 0 if value == int(value) else 2)


@register.filter(name="spoken")
def spoken(sentences: Mapping[str, str]) -> str:
    """Give the sentence in the reader's language."""
    return sentences[language()]


@register.filter(name="place_word")
def place_word(place: str) -> str:
    """Write a place of a plan: in, out, or the half-year of the start."""
    if place in ("in", "out"):
        return locale.say(f"web.state.{place}", {}, language=language())
    return half_year(place)


@register.filter(name="half_year")
def half_year(text: str) -> str:
    """Write ``2027-H1`` as people do: spring 2027, autumn 2027."""
    year, _, half = text.partition("-H")
    return locale.say(f"web.half.{half}", {"year": year}, language=language())


@register.filter(name="measured")
def measured(amount: Any, measure: str) -> str:
    """Write what is used of a limit in its own measure."""
    if amount is None:
        return "–"
    if measure == "eur":
        return whole_euros(amount)
    return percent(amount) if measure == "share" else number(amount)


@register.filter(name="shortfalls")
def shortfalls(answer: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Give what is missing, and what would be enough, where there is something of the kind."""
    return [(kind, answer[kind]) for kind in ("shortfalls", "remedies") if answer[kind]]
