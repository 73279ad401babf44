"""Text folded to what its spellings share: broken encodings mended, case and accents gone."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["fold", "mend"]

_LETTERS = str.maketrans(
    {"ø": "o", "ß": "ss", "æ": "a", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "œ": "o", "ı": "i"}
)
_MAC = re.compile(r"[√¬][^\x00-\x7f]")
_MOJIBAKE = re.compile(r"[ÃÂ][\u0080-\u00bf\u2018-\u203a\u0152-\u0178\u20ac\u2030\u2122]")


def mend(text: str) -> str:
    """Mend text whose UTF-8 was once read as windows-1252 or Mac Roman.

    Parameters
    ----------
    text
        Text as a source wrote it.

    Returns
    -------
    str
        The text itself when nothing tells that it is broken.

    Examples
    --------
    >>> mend("FlÃ¤kt Woods Oy")
    'Fläkt Woods Oy'
    """
    encoding = "cp1252" if _MOJIBAKE.search(text) else "mac_roman" if _MAC.search(text) else ""
    if not encoding:
        return text
    whole = _read_again(text, encoding)
    if whole != text:
        return whole
    pairs = _MOJIBAKE if encoding == "cp1252" else _MAC
    return pairs.sub(lambda found: _read_again(found[0], encoding), text).replace("Ã�", "�")


def _read_again(text: str, encoding: str) -> str:
    """Read text as UTF-8 that was read in another encoding; itself where that cannot be."""
    try:
        return text.encode(encoding).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text


def fold(text: str) -> str:
    """Fold case, accents and letters that sources write in several ways.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    str

    Examples
    --------
    >>> fold("Åbo Akademi")
    'abo akademi'
    """
    lowered = unicodedata.normalize("NFKC", mend(text)).lower().translate(_LETTERS)
    apart = unicodedata.normalize("NFKD", lowered)
    return "".join(mark for mark in apart if not unicodedata.combining(mark))
