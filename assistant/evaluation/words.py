"""Texts as they are compared: what counts as the same words, and how much of a span a quote shows."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

RUN = 4
"""Words that must stand together in span and quote to count as shown."""
ENOUGH = 0.8
"""Share of a span that a quote must show."""

_WORD = re.compile(r"\w+")
_DROPPED = re.compile(r"</?p>|[*¹²³]")
_QUOTES = {ord(c): '"' for c in "“”„«»"} | {ord(c): "'" for c in "‘’`´"} | {ord(c): "-" for c in "‐‑‒–—−"}


def compared(text: str) -> str:
    """*text* without the source's markup and footnote digits; signs, case and white space alike."""
    plain = _DROPPED.sub(lambda m: " " if m.group().startswith("<") else "", text)
    plain = unicodedata.normalize("NFKC", plain).translate(_QUOTES)
    return " ".join(plain.split()).casefold()


def tokens(text: str) -> list[str]:
    """The words and numbers of *text* as they are compared."""
    return _WORD.findall(compared(text))


def coverage(span: Sequence[str], quote: Sequence[str]) -> float:
    """The share of *span*'s words that stand in runs of RUN or more which *quote* has too, in [0, 1].

    A span shorter than RUN must stand in the quote as a whole; an empty span is never shown.
    """
    if not span:
        return 0.0
    size = min(RUN, len(span))
    runs = {tuple(quote[i : i + size]) for i in range(len(quote) - size + 1)}
    shown: set[int] = set()
    for i in range(len(span) - size + 1):
        if tuple(span[i : i + size]) in runs:
            shown.update(range(i, i + size))
    return len(shown) / len(span)


def shows(group: Iterable[Sequence[str]], quote: Sequence[str]) -> bool:
    """Whether *quote* shows enough of one span of *group*."""
    return any(coverage(span, quote) >= ENOUGH for span in group)


def token_f1(span: Sequence[str], quote: Sequence[str]) -> float:
    """The harmonic mean of the shares of *quote*'s words that are in *span* and of *span*'s that are in *quote*."""
    common = sum((Counter(span) & Counter(quote)).values())
    if not common:
        return 0.0
    precision, recall = common / len(quote), common / len(span)
    return 2 * precision * recall / (precision + recall)


def heading(text: str) -> str:
    """A heading as it is compared: without the chapter's number."""
    return re.sub(r"^[\d.\s]+", "", compared(text))
