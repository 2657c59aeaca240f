"""Quotation: hits -> the verbatim words that answer, cited.

The shortest span that answers is quoted: a sentence, a cell, a whole short passage, or all items of a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

import numpy as np

from assistant.analysis import Analyzer
from assistant.citation import cite
from assistant.guide import Guide, Passage
from assistant.guide_index import GuideIndex
from assistant.highlighting import marked_clauses
from assistant.library import Library
from assistant.query import Asks, Query
from assistant.reply import Quote
from assistant.retrieval import Hit, Retrieval, matched_phrases, nearest_phrases
from assistant.targets import Form

QUOTES = 3
CANDIDATES = 10
"""Hits of which quotes are cut."""
SECOND_SENTENCE = 0.6
"""How much a worse sentence of a passage costs it when it competes with other passages."""
SHORT = 45
"""Words up to which a passage or cell is quoted whole rather than by sentence."""
OWN, PHRASE = 0.1, 0.4
"""Weights of a sentence's own cosine and of its nearest phrase's, beside the share of the question that it covers."""
NEIGHBOUR = 0.7
"""A neighbouring sentence is quoted too when it is worth this share of the best one."""
MOST = 110
"""Words that such a quote of several sentences may have."""
TOO_SHORT = 10
"""A sentence of fewer words is quoted with its better neighbour: it hardly says enough alone."""
REPEATED = 0.15
"""What the words that answered the question before cost themselves when a follow-up is asked."""
ANOTHER = 1.0
"""The same where another one is asked for."""
REASON_NEARBY, NEARBY, FEW_OF_ITS_OWN = 0.4, 600, 2
"""What a reason is worth more to "why?" after a figure when it stands within so many characters of it; a question with
more words than so many of its own asks about something else.
"""
COLUMN = 0.3
"""What a table's column of examples is worth less to a question that asks for no example."""
EXAMPLE_COLUMN = 0.6
"""What it is worth more to one that does."""
LONG_LIST = 320
"""Words past which of a list only the names of its items are quoted."""
TOO_FEW = 4
"""A line of fewer words ("Implies:") never answers by itself."""


_HEAD = re.compile(r"[^.:]{3,80}(?=:)")


@dataclass(frozen=True, slots=True)
class Span:
    """A quote before it is cut out: the spans it is made of, and those that answer."""

    passage: Passage
    spans: tuple[tuple[int, int], ...]
    marked: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span that can be quoted, and what it is worth."""

    score: float
    hit: Hit
    span: Span


def quote(
    query: Query, retrieval: Retrieval, index: GuideIndex, library: Library, analyzers: Mapping[str, Analyzer]
) -> tuple[Quote, ...]:
    """Up to three quotes from *retrieval*'s hits, best first, no two of which share words of the guide.

    A second sentence of a passage competes with other passages: it is worth what its passage is, less what it is worse
    than the best sentence.
    """
    covered = covered_share(query, index)
    candidates: list[Candidate] = []
    for hit in retrieval.hits[:CANDIDATES]:
        guide = library.by_id[hit.target.guide_id]
        for loss, span in _spans(query, hit, retrieval, index, guide, covered):
            again = _again(query, hit.target.guide_id, span)
            reason = REASON_NEARBY if _says_why(query, hit, span, index) else 0.0
            candidates.append(Candidate(hit.score - SECOND_SENTENCE * loss - again + reason, hit, span))
    candidates += _sides(query, retrieval, index, library, covered)
    best = sorted(candidates, key=lambda c: -c.score)  # equal scores keep their order
    grounds = [*islice(_grounds(query, best[0].hit, retrieval, index, library, covered), 1)] if best else []
    cut = []
    for one in _distinct([*_distinct(best, QUOTES - len(grounds)), *grounds, *best], QUOTES):
        guide = library.by_id[one.hit.target.guide_id]
        cut.append(_cut(query, guide, one.span, one.hit, one.score, index, analyzers[guide.metadata.language]))
    return tuple(cut)


def _distinct(candidates: Iterable[Candidate], most: int) -> list[Candidate]:
    """The first *most* of *candidates* that share no words of the guide with one before."""
    chosen: list[Candidate] = []
    shown: list[tuple[str, int, int]] = []
    for one in candidates:
        taken = [(one.hit.target.guide_id, s, e) for s, e in one.span.spans]
        if len(chosen) < most and not any(g == h and s < f and d < e for g, s, e in taken for h, d, f in shown):
            chosen.append(one)
            shown += taken
    return chosen


def _again(query: Query, guide_id: str, span: Span) -> float:
    """What it costs *span* to be what answered the question before this one; most, where another is asked for."""
    before = [(start, end) for guide, start, end in query.said_before if guide == guide_id]
    if query.another and any(s < end and start < e for start, end in before for s, e in span.spans):
        return ANOTHER
    return REPEATED if any(s == start and e == end for start, end in before for s, e in span.spans) else 0.0


def _says_why(query: Query, hit: Hit, span: Span, index: GuideIndex) -> bool:
    """Whether *span* gives a reason for what answered before, right after it, and "why?" is asked."""
    if Asks.REASON not in query.asks or not query.said_before or len(query.subject) > FEW_OF_ITS_OWN:
        return False
    guide_id, start, end = query.said_before[0]
    first = index.span_offset[hit.number]
    return hit.target.guide_id == guide_id and any(
        index.span_reasons[first + hit.target.spans.index((s, e))] > 0 and start <= s < end + NEARBY
        for s, e in span.marked
        if (s, e) in hit.target.spans
    )


def _sides(
    query: Query, retrieval: Retrieval, index: GuideIndex, library: Library, covered: np.ndarray
) -> Iterator[Candidate]:
    """For a comparison, what defines each of its sides: right behind the best hit, so that both are quoted."""
    if Asks.COMPARISON not in query.asks or len(query.mentions) < 2 or not retrieval.hits:
        return
    top = retrieval.hits[0]
    for place, mention in enumerate(query.mentions[:2], 1):
        for hit, span in _at(mention.term.definition or "", query, retrieval, index, library, covered):
            yield Candidate(top.score - 0.001 * place, hit, span)


def _grounds(
    query: Query, top: Hit, retrieval: Retrieval, index: GuideIndex, library: Library, covered: np.ndarray
) -> Iterator[Candidate]:
    """What the reading of the question rests on: who is told that a girl of 16 is a child sees who is one.

    The guide of the hit *top* comes first.
    """
    for anchor in query.rests_on:
        found = list(_at(anchor, query, retrieval, index, library, covered))
        for hit, span in sorted(found, key=lambda pair: pair[0].target.guide_id != top.target.guide_id):
            yield Candidate(hit.score, hit, span)


def _at(
    anchor: str, query: Query, retrieval: Retrieval, index: GuideIndex, library: Library, covered: np.ndarray
) -> Iterator[tuple[Hit, Span]]:
    """The best span of each target at *anchor*, whether or not retrieval found it."""
    for number in index.by_anchor.get(anchor, ()):
        target = index.targets[number]
        hit = next(
            (h for h in retrieval.hits if h.number == number),
            Hit(target, number, 0.0, {}, nearest_phrases(number, query.language, retrieval.cosines, index)),
        )
        spans = _spans(query, hit, retrieval, index, library.by_id[target.guide_id], covered)
        yield from ((hit, span) for _, span in islice(spans, 1))


def _spans(
    query: Query, hit: Hit, retrieval: Retrieval, index: GuideIndex, guide: Guide, covered: np.ndarray
) -> Iterator[tuple[float, Span]]:
    """What can be quoted of a hit, the best first, each with how much worse than the best it answers."""
    target = hit.target
    first = guide.by_id[target.passages[0]]
    if target.form is Form.OUTLINE:
        yield 0.0, Span(first, target.spans, ())
    elif target.form is Form.LIST:
        yield 0.0, Span(first, list_spans(guide, [guide.by_id[p] for p in target.passages]), ())
    else:
        yield from _sentences(query, hit, retrieval, index, guide, first, covered)


def list_spans(guide: Guide, items: list[Passage]) -> tuple[tuple[int, int], ...]:
    """What is quoted of a whole list: all of it, or of a very long one the names of its items, if they have names."""
    whole = (items[0].start, items[-1].end)
    if _words(guide, whole) <= LONG_LIST:
        return (whole,)
    names = [_name(guide, item) for item in items]
    return tuple(n for n in names if n) if any(names) else (whole,)


def _name(guide: Guide, item: Passage) -> tuple[int, int] | None:
    """Where an item's name stands: the first cell that is no number, or the words before its colon."""
    if item.columns:
        return next(((s, e) for _, s, e in item.columns if not guide.text[s:e].isdigit()), None) if item.named else None
    head = _HEAD.match(item.text)
    return (item.start, item.start + head.end()) if head else None


def _sentences(
    query: Query, hit: Hit, retrieval: Retrieval, index: GuideIndex, guide: Guide, passage: Passage, covered: np.ndarray
) -> Iterator[tuple[float, Span]]:
    """The sentences of *passage* that answer, best first, each with neighbours worth nearly as much; a short one
    whole.
    """
    spans = hit.target.spans
    values = sentence_values(query, hit, retrieval, index, guide, passage, covered)
    left = list(range(len(spans)))
    top = float(values.max())
    begin = index.span_offset[hit.number]
    reasons = index.span_reasons[begin : begin + len(spans)] if Asks.REASON in query.asks else np.zeros(len(spans))
    while left:
        best = max(left, key=lambda n: (values[n], -n))
        if values[best] <= 0 and len(left) < len(spans):
            return
        room = _room(guide, passage, spans[best])
        first = last = best
        if _words(guide, room) <= SHORT:
            inside = [n for n in range(len(spans)) if room[0] <= spans[n][0] and spans[n][1] <= room[1]]
            yield top - float(values[best]), Span(passage, (room,), (spans[best],))
            left = [n for n in left if n not in inside]
            continue
        for other in sorted(left, key=lambda n: (-values[n], n)):
            near = (
                values[other] >= NEIGHBOUR * values[best]
                or (first == last and _words(guide, spans[best]) < TOO_SHORT)
                or reasons[other] > reasons[best]  # the best one says that it is so, and its neighbour why
            )
            if near and other in (first - 1, last + 1) and room[0] <= spans[other][0] < room[1]:
                low, high = min(first, other), max(last, other)
                if _words(guide, (spans[low][0], spans[high][1])) <= MOST:
                    first, last = low, high
        yield top - float(values[best]), Span(passage, ((spans[first][0], spans[last][1]),), (spans[best],))
        left = [n for n in left if not first <= n <= last]


def _room(guide: Guide, passage: Passage, span: tuple[int, int]) -> tuple[int, int]:
    """How far a quote may reach: a short row of many cells as a whole, else the cell; in running text, the passage."""
    if len(passage.columns) < 2:
        return passage.start, passage.end
    cell = guide.text[span[0] : span[1]]
    if len(passage.columns) > 2 and (_words(guide, (passage.start, passage.end)) <= SHORT or cell[-1] not in ".!?”)"):
        return passage.start, passage.end
    return next((s, e) for _, s, e in passage.columns if s <= span[0] and span[1] <= e)


def sentence_values(
    query: Query, hit: Hit, retrieval: Retrieval, index: GuideIndex, guide: Guide, passage: Passage, covered: np.ndarray
) -> np.ndarray:
    """What each sentence of a passage is worth as the answer, compared with the others of that passage.

    It is worth its cosine with the question, that of the nearest phrase which it answers, and the share of the
    question's words, by rarity, that stand in it or in such phrases.  A table's names of rows are what is asked, not
    what answers, and its column of examples is for questions that ask for one.

    *covered* is that share of every span of the index.
    """
    low, high = index.span_offset[hit.number], index.span_offset[hit.number + 1]
    answering = index.phrase_span[index.language(query.language)]
    nearest = np.zeros(high - low)
    rows = index.phrase_rows(hit.number, query.language)
    rows = rows[answering[rows] >= 0]
    np.maximum.at(nearest, answering[rows], retrieval.cosines.phrases[rows])
    values: np.ndarray = OWN * retrieval.cosines.spans[low:high] + PHRASE * nearest + covered[low:high]
    if query.place is not None and not query.subject:
        values[0] += 1.0  # who asks for Guide 3 and says no more wants to know how it begins
    ends = [guide.text[e - 1] in ".!?”)" for _, e in hit.target.spans]
    for n, (start, end) in enumerate(hit.target.spans):
        heading = next((h for h, s, e in passage.columns if s <= start and end <= e), "")
        if passage.named and (end <= passage.columns[0][2] or (any(ends) and not ends[n])):
            values[n] -= 2.0
        elif heading and Asks.EXAMPLE in column_asks(heading):
            values[n] += EXAMPLE_COLUMN if Asks.EXAMPLE in query.asks else -COLUMN
        elif len(guide.text[start:end].split()) < TOO_FEW:
            values[n] -= 0.5
    return values


def covered_share(query: Query, index: GuideIndex) -> np.ndarray:
    """The share of the question's words, by rarity, that each span of the index has."""
    # A list: a term that is asked for and is also a label of what is asked for counts as both.
    rarity = [
        (column, word.weight * float(index.space.idf[column]))
        for word in query.words
        if (column := index.space.terms.get(word.term)) is not None
    ]
    total = sum(weight for _, weight in rarity)
    covered = index.span_words.scores(rarity)
    return covered / total if total else covered


@lru_cache(maxsize=256)
def column_asks(heading: str) -> frozenset[Asks]:
    """What a question asks for that a table's column of this *heading* answers ("EXAMPLE")."""
    return (
        frozenset({Asks.EXAMPLE}) if heading.casefold().startswith(("example", "ejemplo", "exemplo")) else frozenset()
    )


def _words(guide: Guide, span: tuple[int, int]) -> int:
    return len(guide.text[span[0] : span[1]].split())


def _cut(
    query: Query, guide: Guide, found: Span, hit: Hit, score: float, index: GuideIndex, analyse: Analyzer
) -> Quote:
    """The quote that *found* is; its answering sentence is marked, or only that sentence's answering clauses if it is
    quoted alone or a number is asked for.
    """
    text = "\n".join(guide.text[s:e] for s, e in found.spans)
    highlights: list[tuple[int, int]] = []
    defines = found.passage.id.partition("/")[2] in query.definitions  # and does so with every word of the sentence
    at = 0
    for s, e in found.spans:
        for a, b in found.marked:
            if s <= a and b <= e:
                clauses = (
                    [(0, b - a)]
                    if defines or ((a, b) != (s, e) and Asks.NUMBER not in query.asks)
                    else marked_clauses(
                        guide.text[a:b], query, matched_phrases(hit, query.language, index), index, analyse
                    )
                )
                highlights += [(at + a - s + x, at + a - s + y) for x, y in clauses]
        at += e - s + 1
    start, end = found.spans[0][0], found.spans[-1][1]
    return Quote(
        text,
        tuple(highlights),
        found.passage.id,
        score,
        cite(guide, found.passage, start, end),
        start,
        end,
        guide.metadata.language,
    )
