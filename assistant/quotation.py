"""Quotation: hits -> the verbatim words that answer, cited.

The shortest span that answers is quoted: a sentence, a cell, a whole short passage, or all items of a list.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.citation import cite
from assistant.guide import Guide, Kind, Passage
from assistant.guide_index import Form, GuideIndex
from assistant.library import Library
from assistant.matching import dot
from assistant.query import Asks, Query
from assistant.reply import Quote
from assistant.retrieval import Hit, Retrieval

QUOTES = 3
SHORT = 40
"""Words up to which a passage is quoted whole rather than by sentence."""


@dataclass(frozen=True, slots=True)
class Span:
    """A quote before it is cut out: the spans it is made of, and those that answer."""

    passage: Passage
    spans: tuple[tuple[int, int], ...]
    marked: tuple[tuple[int, int], ...]


def quote(query: Query, retrieval: Retrieval, index: GuideIndex, library: Library) -> tuple[Quote, ...]:
    """Up to three quotes from *retrieval*'s hits, best first, no two of which show the same passage."""
    spans_scores = dot(retrieval.features, index.spans)
    quotes: list[Quote] = []
    shown: set[str] = set()
    for hit in retrieval.hits:
        if shown & set(hit.target.passages):
            continue
        guide = library.by_id[hit.target.guide_id]
        found = _span(query, hit, retrieval, index, guide, spans_scores)
        quotes.append(_cut(guide, found, hit))
        shown |= set(hit.target.passages)
        if len(quotes) == QUOTES:
            break
    return tuple(quotes)


def _span(query: Query, hit: Hit, retrieval: Retrieval, index: GuideIndex, guide: Guide, scores: np.ndarray) -> Span:
    target = hit.target
    first = guide.by_id[target.passages[0]]
    if target.form is Form.OUTLINE:
        return Span(first, target.spans, ())
    if target.form is Form.LIST:
        last = guide.by_id[target.passages[-1]]
        return Span(first, ((first.start, last.end),), ())
    return _sentence(hit, retrieval, index, first, scores)


def _sentence(hit: Hit, retrieval: Retrieval, index: GuideIndex, passage: Passage, scores: np.ndarray) -> Span:
    low, high = index.span_offset[hit.number], index.span_offset[hit.number + 1]
    spans = hit.target.spans
    value = scores[low:high].copy()
    rows = index.phrase_grid[hit.number]
    for n in range(len(spans)):
        mine = [float(retrieval.phrase_scores[r]) for r in rows if r >= 0 and index.phrase_span[r] == n]
        value[n] += sum(sorted(mine, reverse=True)[:2]) / 2
    chosen = int(np.argmax(value))
    whole = len(passage.text.split()) <= SHORT
    if whole or len(spans) == 1:
        return Span(passage, ((passage.start, passage.end),), (spans[chosen],))
    return Span(passage, (spans[chosen],), (spans[chosen],))


def _cut(guide: Guide, found: Span, hit: Hit) -> Quote:
    pieces = [guide.text[s:e] for s, e in found.spans]
    text = "\n".join(pieces)
    highlights = []
    at = 0
    for s, e in found.spans:
        for a, b in found.marked:
            if s <= a and b <= e and (a, b) != (s, e):
                highlights.append((at + a - s, at + b - s))
        at += e - s + 1
    start, end = found.spans[0][0], found.spans[-1][1]
    return Quote(text, tuple(highlights), found.passage.id, hit.score,
                 cite(guide, found.passage, start, end), start, end, guide.metadata.language)
