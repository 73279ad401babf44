"""One organisation's name in a plain form: folded, without its legal form."""

from __future__ import annotations

from salkku.text.folding import fold

__all__ = ["body_key"]

_LEGAL = frozenset({
    "oy", "oyj", "ab", "abp", "ry", "rf", "sr", "rs", "ky", "tmi", "osk", "ltd", "limited", "llc",
    "inc", "plc", "gmbh", "ag", "bv", "nv", "as", "aps", "sa", "sas", "srl", "spa", "ou", "oue",
})  # fmt: skip


def body_key(name: str) -> str:
    """Give what the plain spellings of an organisation's name share.

    Parameters
    ----------
    name
        The name as written.

    Returns
    -------
    str
        Empty when nothing but legal forms and signs is there.

    Examples
    --------
    >>> body_key("Laurea-ammattikorkeakoulu Oy") == body_key("LAUREA AMMATTIKORKEAKOULU")
    True
    """
    words = "".join(sign if sign.isalnum() else " " for sign in fold(name)).split()
    return " ".join(word for word in words if word not in _LEGAL)
