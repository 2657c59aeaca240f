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
SHORT = 45
"""Words up to which a passage or cell is quoted whole rather than by sentence."""
NEIGHBOUR = 0.75
"""A neighbouring sentence is quoted too when it is worth this share of the best one."""
MOST = 110
"""Words that such a quote of several sentences may have."""
TOO_FEW = 4
"""A line of fewer words ("Implies:") never answers by itself."""


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
    return _sentence(hit, retrieval, index, guide, first, scores)


def _sentence(hit: Hit, retrieval: Retrieval, index: GuideIndex, guide: Guide, passage: Passage,
              scores: np.ndarray) -> Span:
    """The sentence of *passage* that answers, with neighbours that are worth nearly as much; all of it if it is short."""
    spans = hit.target.spans
    values = sentence_values(hit, retrieval, index, guide, passage, scores)
    best = int(np.argmax(values))
    room = next(((s, e) for _, s, e in passage.columns[1:] if s <= spans[best][0] and spans[best][1] <= e),
                (passage.start, passage.end))
    if _words(guide, room) <= SHORT:
        return Span(passage, (room,), (spans[best],))
    first = last = best
    for other in np.argsort(-values, kind="stable")[1:]:
        if values[other] >= NEIGHBOUR * values[best] and other in (first - 1, last + 1):
            low, high = min(first, int(other)), max(last, int(other))
            if _words(guide, (spans[low][0], spans[high][1])) <= MOST:
                first, last = low, high
    return Span(passage, ((spans[first][0], spans[last][1]),), (spans[best],))


def sentence_values(hit: Hit, retrieval: Retrieval, index: GuideIndex, guide: Guide, passage: Passage,
                    scores: np.ndarray) -> np.ndarray:
    """What each sentence of a passage is worth as the answer: its own cosine and that of its nearest phrase."""
    low, high = index.span_offset[hit.number], index.span_offset[hit.number + 1]
    values = scores[low:high].copy()
    for row in index.phrase_grid[hit.number]:
        if row < 0:
            break
        span = index.phrase_span[row]
        if span >= 0:
            values[span] = max(values[span], scores[low + span] + retrieval.phrase_scores[row])
    for n, (start, end) in enumerate(hit.target.spans):
        names_the_row = len(passage.columns) > 1 and end < passage.columns[1][1]
        if names_the_row:
            values[n] -= 2.0  # the name of a purpose, the myth itself: what is asked, not what answers
        elif len(guide.text[start:end].split()) < TOO_FEW:
            values[n] -= 0.5
    return values


def _words(guide: Guide, span: tuple[int, int]) -> int:
    return len(guide.text[span[0] : span[1]].split())


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
