"""Cycles of ``requires``: without lags they mean all or none, with a lag they cannot be kept."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["components"]


def components(arrows: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Give each node the number of its strongly connected part (Tarjan, without recursion).

    Two ids are on a common cycle exactly when they have the same number.

    Examples
    --------
    >>> found = components([("a", "b"), ("b", "a"), ("b", "c")])
    >>> found["a"] == found["b"], found["a"] == found["c"]
    (True, False)
    """
    after: dict[str, list[str]] = {}
    for start, end in arrows:
        after.setdefault(start, []).append(end)
        after.setdefault(end, [])
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    part: dict[str, int] = {}
    waiting: list[str] = []
    for root in after:
        if root not in order:
            _walk(root, after, order, low, part, waiting)
    return part


def _walk(
    root: str,
    after: dict[str, list[str]],
    order: dict[str, int],
    low: dict[str, int],
    part: dict[str, int],
    waiting: list[str],
) -> None:
    trail = [(root, iter(after[root]))]
    order[root] = low[root] = len(order)
    waiting.append(root)
    while trail:
        node, ahead = trail[-1]
        following = next(ahead, None)
        if following is None:
            trail.pop()
            if trail:
                low[trail[-1][0]] = min(low[trail[-1][0]], low[node])
            if low[node] == order[node]:
                _close(node, part, waiting)
        elif following not in order:
            order[following] = low[following] = len(order)
            waiting.append(following)
            trail.append((following, iter(after[following])))
        elif following not in part:
            low[node] = min(low[node], order[following])


def _close(node: str, part: dict[str, int], waiting: list[str]) -> None:
    number = len(part)
    while True:
        member = waiting.pop()
        part[member] = number
        if member == node:
            return
