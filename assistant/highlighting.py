"""Highlighting: which words of a quoted sentence answer.

A sentence is cut into clauses; marked are those that share most, by rarity, with the question and with the phrases
under which an editor filed it.  Where a figure is asked for, only clauses with a figure are looked at.
"""

from __future__ import annotations

import re

from assistant.analysis import Analyzer, words
from assistant.guide_index import GuideIndex
from assistant.query import Asks, Query

NEARLY = 0.7
"""A clause is marked too when it shares this part of what the best one does."""
PHRASE_WORD = 0.5
"""What a word of a matching phrase counts beside one of the question."""
FEWEST = 3
"""Clauses of fewer words join the one before them."""
_FIGURE = re.compile(r"\b(?!(?:19|20)\d\d\b)\d")
"""A figure that is no year: a year says when, not how many."""
_CUT = re.compile(r"[,;:]\s+|\s[–—]\s")


def marked_clauses(
    text: str, query: Query, phrases: list[str], index: GuideIndex, analyse: Analyzer
) -> list[tuple[int, int]]:
    """Half-open spans of *text*, a sentence, that answer *query*; the whole sentence when it cannot be told apart.

    *phrases* are those that matched, nearest first.
    """
    clauses = clause_spans(text)
    asked = {w.term: 1.0 for w in query.words}
    for phrase in phrases:
        for word in words(phrase):
            asked.setdefault(analyse.term(word), PHRASE_WORD)
    asked.pop("", None)
    if Asks.NUMBER in query.asks:
        figures = [(s, e) for s, e in clauses if _FIGURE.search(text, s, e)]
        clauses = figures or clauses
    worth = [sum(asked.get(t, 0.0) * index.rarity(t) for t in dict.fromkeys(analyse(text[s:e]))) for s, e in clauses]
    best = max(worth, default=0.0)
    if best <= 0 or len(clauses) < 2:
        return [(0, len(text))] if best <= 0 else clauses
    return joined([c for c, w in zip(clauses, worth, strict=True) if w >= NEARLY * best])


def clause_spans(text: str) -> list[tuple[int, int]]:
    """The clauses of a sentence, in order, each with the sign that ends it, without the blank after."""
    edges = [(m.start() + len(m.group().rstrip()), m.end()) for m in _CUT.finditer(text)]
    starts = [0, *(e for _, e in edges)]
    ends = [*(s for s, _ in edges), len(text)]
    spans: list[tuple[int, int]] = []
    for start, end in zip(starts, ends, strict=True):
        if spans and len(text[start:end].split()) < FEWEST:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """*spans* with those that touch but for a blank made one."""
    result: list[tuple[int, int]] = []
    for start, end in spans:
        if result and start - result[-1][1] <= 1:
            result[-1] = (result[-1][0], end)
        else:
            result.append((start, end))
    return result
