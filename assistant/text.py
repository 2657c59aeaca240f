"""Small text helpers that every stage shares."""

from __future__ import annotations

import re
import unicodedata

_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "`": "'", "´": "'"})
_DASHES = re.compile("[‐‑‒–—−]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
"""Soft hyphens, zero-width blanks and direction marks: pasted with a text, they would cut its words in two."""


def normalise(text: str) -> str:
    """*text* in NFKC with one kind of quote, apostrophe, dash and blank; case and accents stay."""
    if text.isascii():
        return " ".join(text.replace("`", "'").split())
    # Quotes first: NFKC takes a free-standing acute accent, typed for an apostrophe, for a blank with an accent.
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text).translate(_QUOTES))
    return re.sub(r"\s+", " ", _DASHES.sub("-", text.translate(_QUOTES))).strip()


def fold_accents(text: str) -> str:
    """*text* without accents; ñ stays, for it is a letter of its own ("año" is not "ano")."""
    if text.isascii():
        return text
    kept = unicodedata.normalize("NFC", text).replace("ñ", "\x00").replace("Ñ", "\x01")
    bare = "".join(c for c in unicodedata.normalize("NFD", kept) if not unicodedata.combining(c))
    return bare.replace("\x00", "ñ").replace("\x01", "Ñ")


def lower_in_place(text: str) -> str:
    """*text* in lower case, letter for letter: places in it are places in *text*."""
    return "".join(c.lower()[0] for c in text)


def folded_in_place(text: str) -> str:
    """*text* in lower case without accents, letter for letter: places in it are places in *text*."""
    return "".join((fold_accents(c.lower()) or c)[0] for c in text)


def slug(text: str, words: int = 8) -> str:
    """The first *words* words of *text* as an address part: lower case, ASCII, hyphens."""
    bare = fold_accents(normalise(text)).replace("ñ", "n").replace("Ñ", "n").lower()
    return "-".join(re.findall(r"[a-z0-9]+", bare)[:words]) or "passage"
