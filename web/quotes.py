"""Quotes as they are set on a page: paragraphs, list items and table cells, with the answering words apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.citation import cite
from assistant.guide import Guide, Kind, Passage
from assistant.library import Library
from assistant.reply import Citation, Quote

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of the quote's characters that is either marked or not."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, list item or table cell; `heading` is the column's, which is not part of the quote."""

    segments: tuple[Segment, ...]
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one kind: "text", "items" or "cells"."""

    kind: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A quote ready for the `quotation` macro; the segments together are the quote's text but for line breaks."""

    blocks: tuple[Block, ...]
    marked: tuple[str, ...]
    """The marked words, as a text alternative to the marking; empty when nothing or all is marked."""
    language: str
    citation: Citation
    text: str
    passage_id: str


def view(quote: Quote, library: Library) -> QuoteView:
    """*quote* in the form in which the guide sets it."""
    guide = library.by_id[quote.passage_id.partition("/")[0]]
    all_marked = sum(b - a for a, b in quote.highlights) >= len(quote.text.strip())
    marks = () if all_marked else quote.highlights
    if guide.text[quote.start : quote.end] == quote.text:
        placed = tuple((quote.start + a, quote.start + b) for a, b in marks)
        blocks = tuple(_blocks(guide, (quote.start, quote.end), placed))
    else:
        blocks = (_outline(quote.text, marks),)
    return QuoteView(
        blocks=blocks,
        marked=tuple(quote.text[a:b] for a, b in marks),
        language=quote.language,
        citation=quote.citation,
        text=quote.text,
        passage_id=quote.passage_id,
    )


def _outline(text: str, marks: Sequence[Span]) -> Block:
    """Lines that stand apart in the guide, such as the titles of its chapters."""
    lines = []
    at = 0
    for line in text.split("\n"):
        lines.append(Line(_segments(text, (at, at + len(line)), marks)))
        at += len(line) + 1
    return Block("items", tuple(lines))


def passage_view(passage: Passage, library: Library) -> QuoteView:
    """The whole of *passage* as a quote."""
    guide = library.by_id[passage.guide_id]
    citation = cite(guide, passage, passage.start, passage.end)
    return view(Quote(text=passage.text, highlights=(), passage_id=passage.id, score=0.0, citation=citation,
                      start=passage.start, end=passage.end, language=guide.metadata.language), library)  # fmt: skip


def _blocks(guide: Guide, span: Span, marks: Sequence[Span]) -> Iterator[Block]:
    lines = _lines(guide, span)
    for kind, run in groupby(lines, key=lambda line: line[0]):
        yield Block(kind, tuple(Line(_segments(guide.text, s, marks), heading) for _, s, heading in run))


def _lines(guide: Guide, span: Span) -> Iterator[tuple[str, Span, str | None]]:
    """Kind, span and column heading of each line in *span*; what lies between passages is text of its own."""
    at = span[0]
    for passage in _within(guide.passages, span):
        start, end = max(passage.start, span[0]), min(passage.end, span[1])
        if guide.text[at:start].strip():
            yield "text", (at, start), None
        cells = [(h, max(a, start), min(b, end)) for h, a, b in passage.columns if a < end and b > start]
        if passage.kind is Kind.ROW and cells:
            yield from (("cells", (a, b), heading) for heading, a, b in cells)
        else:
            yield "items" if passage.kind is Kind.ITEM else "text", (start, end), None
        at = end
    if guide.text[at : span[1]].strip():
        yield "text", (at, span[1]), None


def _within(passages: Iterable[Passage], span: Span) -> list[Passage]:
    return [p for p in passages if p.start < span[1] and p.end > span[0]]


def _segments(text: str, span: Span, marks: Sequence[Span]) -> tuple[Segment, ...]:
    segments = []
    at = span[0]
    for start, end in marks:
        a, b = max(start, at), min(end, span[1])
        if a < b:
            segments += [Segment(text[at:a], False), Segment(text[a:b], True)]
            at = b
    segments.append(Segment(text[at : span[1]], False))
    return tuple(s for s in segments if s.text)
