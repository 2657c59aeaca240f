"""Finding in a guide: every passage in which the words stand, best first, then those that answer in other words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.analysis import WORD, Analyzer
from assistant.answering import Assistant
from assistant.citation import page_text
from assistant.guide import Guide, Kind, Passage
from assistant.query import Correction, Query
from assistant.reply import Reason, Status
from assistant.targets import Form
from web.quotes import Segment

MOST = 40
"""Passages shown that have the words."""
NEAR = 5
"""Passages shown that do not."""
EXCERPT = 300
"""Characters of a passage that are shown, when it is longer."""
BEFORE = 90


@dataclass(frozen=True, slots=True)
class Found:
    """A passage, by where it stands and an excerpt of it with the words marked."""

    passage: Passage
    place: tuple[str, ...]
    folio: str | None
    excerpt: tuple[Segment, ...]
    cut: tuple[bool, bool]
    """Whether the excerpt leaves something out before, and behind."""
    url: str


@dataclass(frozen=True, slots=True)
class Results:
    """What was found for `words`; `count` passages have them all, of which `here` holds the best."""

    words: str
    count: int
    here: tuple[Found, ...]
    near: tuple[Found, ...]
    corrections: tuple[Correction, ...]
    notes: tuple[str, ...]
    """What is said to somebody who seems to be in danger."""


def search_guide(assistant: Assistant, guide: Guide, words: str, url: str) -> Results:
    """What stands in *guide* of *words* or near them; *url* is the address of its page with the search."""
    answering = assistant.answer(words)
    analyzer = assistant.understanding.analyzers[guide.metadata.language[:2]]
    own, wanted = _terms(answering.query)
    hits = [guide.by_id[hit.target.id] for hit in answering.retrieval.hits
            if hit.target.guide_id == guide.id and hit.target.form is Form.PASSAGE]  # fmt: skip
    ranked = [*hits, *(p for p in guide.passages if p not in set(hits) and p.kind is not Kind.PULL_QUOTE)]
    here = [p for p in ranked if own and own <= set(_analysed(p.text, analyzer))]
    # What is near is only worth showing where the assistant would answer from it.
    near = [p for p in hits if p not in here] if answering.reply.status is Status.ANSWERED else []
    return Results(
        words=words,
        count=len(here),
        here=tuple(_found(p, wanted, analyzer, url) for p in here[:MOST]),
        near=tuple(_found(p, wanted, analyzer, url) for p in near[:NEAR]),
        corrections=answering.query.corrections,
        notes=answering.reply.notes if answering.reply.reason is Reason.DANGER else (),
    )


def _terms(query: Query) -> tuple[frozenset[str], frozenset[str]]:
    """The terms of the words as they were typed, and of these and the thesaurus's wordings for them."""
    own = frozenset(w.term for w in query.typed)
    return own, frozenset(w.term for w in query.words)


def _analysed(text: str, analyzer: Analyzer) -> dict[str, list[tuple[int, int]]]:
    """Where each term of *text* stands."""
    places: dict[str, list[tuple[int, int]]] = {}
    for word in WORD.finditer(text.replace("’", "'")):
        places.setdefault(analyzer.term(word.group().casefold()), []).append(word.span())
    return places


def _found(passage: Passage, wanted: frozenset[str], analyzer: Analyzer, url: str) -> Found:
    places = _analysed(passage.text, analyzer)
    spans = sorted(span for term in wanted for span in places.get(term, ()))
    start, end = _window(passage.text, spans)
    path = passage.section.path
    return Found(
        passage=passage,
        place=(*path, passage.label.replace(" ", "\N{NO-BREAK SPACE}")) if passage.label else path,
        folio=page_text(passage.page, passage.page_end),
        excerpt=tuple(_segments(passage.text, start, end, spans)),
        cut=(start > 0, end < len(passage.text)),
        url=f"{url}&mark={passage.start}-{passage.end}#{passage.anchor}",
    )


def _window(text: str, spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The part of *text* that shows most of what the first of *spans* stands in, from word to word."""
    if len(text) <= EXCERPT:
        return 0, len(text)
    first = spans[0][0] if spans else 0
    start = max(0, min(first - BEFORE, len(text) - EXCERPT))
    blank = re.compile(r"\s").search(text, start) if start else None
    start = blank.end() if blank and blank.end() <= first else start
    end = min(len(text), start + EXCERPT)
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + 1)
    return start, end


def _segments(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> Iterator[Segment]:
    at = start
    for a, b in spans:
        if a < at or b > end:
            continue
        if a > at:
            yield Segment(text[at:a], False)
        yield Segment(text[a:b], True)
        at = b
    if at < end:
        yield Segment(text[at:end], False)
