"""Small text helpers that every stage shares."""

from __future__ import annotations

import re
import unicodedata

_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "`": "'", "´": "'"})
_DASHES = re.compile("[‐‑‒–—−]")


def normalise(text: str) -> str:
    """*text* in NFKC with one kind of quote, apostrophe, dash and blank; case and accents stay."""
    text = unicodedata.normalize("NFKC", text).translate(_QUOTES)
    return re.sub(r"\s+", " ", _DASHES.sub("-", text)).strip()


def fold_accents(text: str) -> str:
    """*text* without accents; ñ stays, for it is a letter of its own ("año" is not "ano")."""
    kept = text.replace("ñ", "\x00").replace("Ñ", "\x01")
    bare = "".join(c for c in unicodedata.normalize("NFD", kept) if not unicodedata.combining(c))
    return bare.replace("\x00", "ñ").replace("\x01", "Ñ")


def slug(text: str, words: int = 8) -> str:
    """The first *words* words of *text* as an address part: lower case, ASCII, hyphens."""
    bare = fold_accents(normalise(text)).replace("ñ", "n").replace("Ñ", "n").lower()
    return "-".join(re.findall(r"[a-z0-9]+", bare)[:words]) or "passage"
