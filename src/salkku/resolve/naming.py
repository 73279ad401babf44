"""What linkage found, as the one reading of a loaded name that all other stages ask."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence

from salkku.resolve.carried import Carried
from salkku.resolve.evidence import Mention
from salkku.text import Resolved, Written, body_key, plain_name

__all__ = ["resolved", "written"]


def resolved(
    *,
    mentions: Sequence[Mention],
    clusters: Sequence[Hashable],
    riding: Mapping[Mention, Carried],
) -> Resolved:
    """Lay out which mentions are one body.

    Parameters
    ----------
    mentions
        What was linked.
    clusters
        The cluster of each.
    riding
        What rides on mentions: a body is called as most of its projects call it.

    Returns
    -------
    Resolved

    Examples
    --------
    >>> told = [Mention("HUS", country="FI"), Mention("Helsinki University Hospital")]
    >>> resolved(mentions=told, clusters=[0, 0], riding={told[1]: Carried(3)}).names["hus"]
    'helsinki university hospital'
    """
    held: dict[Hashable, list[Mention]] = {}
    for mention, cluster in zip(mentions, clusters, strict=True):
        held.setdefault(cluster, []).append(mention)
    plain = {name: plain_name(name) for one in mentions for name in (one.name, *one.aliases)}
    spelled = {
        cluster: list(
            dict.fromkeys(plain[name] for one in some for name in (one.name, *one.aliases))
        )
        for cluster, some in held.items()
    }
    having: dict[str, set[Hashable]] = {}
    for cluster, names in spelled.items():
        for name in names:
            for key in {name, body_key(name)}:
                having.setdefault(key, set()).add(cluster)
    listed = [
        cluster
        for cluster, names in spelled.items()
        if len(names) > 1 or any(len(having[key]) > 1 for key in (names[0], body_key(names[0])))
    ]
    called = _called(listed, held, plain, riding, having)
    return Resolved(
        {written(one): called[cluster] for cluster in listed for one in held[cluster]},
        {
            key: called[cluster]
            for cluster in listed
            for name in spelled[cluster]
            for key in (name, body_key(name))
            if key and len(having[key]) == 1
        },
        len(held),
    )


def written(mention: Mention) -> Written:
    """Give a mention as its source writes it.

    Examples
    --------
    >>> written(Mention("VTT", "Espoo", "FI"))
    ('VTT', 'Espoo', 'FI', '', '')
    """
    return (mention.name, mention.city, mention.country, mention.pic, mention.business_id)


def _called(
    clusters: Iterable[Hashable],
    held: Mapping[Hashable, Sequence[Mention]],
    plain: Mapping[str, str],
    riding: Mapping[Mention, Carried],
    having: Mapping[str, set[Hashable]],
) -> dict[Hashable, str]:
    """Call each body by the name that most rides on; namesakes by their country and number too."""
    called: dict[Hashable, str] = {}
    taken: set[str] = set()
    for cluster in clusters:
        parts: dict[str, int] = {}
        for one in held[cluster]:
            parts[plain[one.name]] = (
                parts.get(plain[one.name], 0) + riding.get(one, Carried()).parts
            )
        name = min(parts, key=lambda each: (-parts[each], each))
        if len(having.get(name, ())) > 1:
            country = min((one.country for one in held[cluster] if one.country), default="")
            name = f"{name} · {country.upper()}" if country else name
        number, told = 1, name
        while told in taken:
            number += 1
            told = f"{name} · {number}"
        taken.add(told)
        called[cluster] = told
    return called
