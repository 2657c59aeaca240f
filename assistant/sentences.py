"""Where sentences begin and end: the smallest verbatim unit that is quoted."""

from __future__ import annotations

import re
from itertools import pairwise

ABBREVIATIONS = (
    "e.g",
    "i.e",
    "etc",
    "No",
    "Art",
    "vs",
    "n.d",
    "Dr",
    "Mr",
    "Ms",
    "Mrs",
    "U.S",
    "al",
    "cf",
    "p",
    "pp",
    "N.W",
    "D.C",
)
LONG = 320
"""Characters past which a sentence made of three or more parts joined by semicolons is cut at them."""

_END = re.compile(r"[.!?…][”\"')\]]*(?=\s+[“\"'(\[]*[A-ZÁÉÍÓÚÑÀÂÃÊÔÕÇ0-9¿¡])|\n")
_ABBREVIATED = re.compile(rf"(?:^|[\s(])(?:{'|'.join(re.escape(a) for a in ABBREVIATIONS)})$")
_CITATION = re.compile(r"\s*\([^()]*\)\s*$")
_INITIAL = re.compile(r"(?:^|[\s.])[A-Z]$")


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Half-open spans of the sentences of *text*, in order, white space between them left out.

    A line break ends a sentence (table cells, lines of an address).  A very long enumeration whose parts are joined
    by semicolons is cut at the semicolons.  Empty text has none.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        before = text[start : match.start()]
        if match.group()[0] != "\n" and (_ABBREVIATED.search(before) or _INITIAL.search(before)):
            continue
        spans.append((start, match.end()))
        start = match.end()
    if spans and text[start - 1] != "\n" and _CITATION.match(text, start):
        spans[-1] = (spans[-1][0], len(text))  # "(UNODC, 2004: 44)" after the full stop belongs to its sentence
    else:
        spans.append((start, len(text)))
    return tuple(part for s, e in spans for part in _parts(text, *_trim(text, s, e)) if part[0] < part[1])


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [m.end() + start for m in re.finditer(r";(?=\s)", text[start:end])]
    if end - start <= LONG or len(cuts) < 2:
        return [(start, end)]
    edges = [start, *cuts, end]
    return [_trim(text, a, b) for a, b in pairwise(edges)]
