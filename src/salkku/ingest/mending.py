"""Text put right: bytes that were read in the wrong alphabet, mark-up, and what names a person."""

from __future__ import annotations

import html
import re

__all__ = ["mend", "plain", "without_contacts"]

_BYTES = {
    bytes([number]).decode("cp1252", errors="ignore") or chr(number): number
    for number in range(0x80, 0x100)
}
_FIRST = {2: "\u00c2-\u00df", 3: "\u00e0-\u00ef", 4: "\u00f0-\u00f4"}
_NEXT = "".join(re.escape(sign) for sign, number in _BYTES.items() if number < 0xC0)
_MISREAD = re.compile("|".join(f"[{first}][{_NEXT}]{{{n - 1}}}" for n, first in _FIRST.items()))
_BLOCK = re.compile(r"<\s*/?\s*(?:p|br|li|ul|ol|div|h[1-6]|tr|table)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z/!][^<>]*>")
_SPACES = re.compile(r"[ \t\r\f\v\u00a0]+")
_LINES = re.compile(r"\s*\n\s*")
_AT = ("@", "(at)", "[at]")
_MAIL = re.compile(
    r"(?:mailto:)?[\w.+%-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE
)
_PHONE = re.compile(
    r"(?:\b(?:tel|puh|phone|puhelin|telefon|gsm|mob|fax)\b[.:]*\s*\+?[\d][\d ()/-]{5,}\d)"
    r"|(?:(?<![\w+])\+\d{1,3}[ -]\(?\d[\d ()-]{5,}\d)",
    re.IGNORECASE,
)


def mend(text: str) -> str:
    r"""Put right letters of UTF-8 that were read as windows-1252.

    Only runs of signs that are a letter when read again are changed, so sound text and text
    that is broken in part both come out right.

    Parameters
    ----------
    text
        The text.

    Returns
    -------
    str

    Examples
    --------
    >>> mend("Ty\u00c3\u00b6 \u00e2\u20ac\u201c caf\u00e9")
    'Työ – café'
    """
    return _MISREAD.sub(_again, text) if not text.isascii() else text


def _again(found: re.Match[str]) -> str:
    data = bytes(_BYTES.get(sign, 0) for sign in found[0])
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return found[0]


def plain(text: str) -> str:
    r"""Take the mark-up out of a description; a paragraph becomes a line.

    Parameters
    ----------
    text
        Text with HTML in it, or without.

    Returns
    -------
    str

    Examples
    --------
    >>> plain("<p>Air &amp; sea</p><p>x < y</p>")
    'Air & sea\nx < y'
    """
    bare = html.unescape(_TAG.sub("", _BLOCK.sub("\n", text)))
    return _LINES.sub("\n", _SPACES.sub(" ", bare)).strip()


def without_contacts(text: str) -> str:
    """Leave out e-mail addresses and telephone numbers: they name a person.

    Parameters
    ----------
    text
        The text.

    Returns
    -------
    str
        An ellipsis where something was left out.

    Examples
    --------
    >>> without_contacts("Ask anna.esimerkki@example.org, tel. +358 40 123 4567.")
    'Ask …, ….'
    """
    if any(sign in text for sign in _AT):
        text = _MAIL.sub("…", text)
    return _PHONE.sub("…", text)
