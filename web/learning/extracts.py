"""Extracts: slices of a guide that a deck shows, each with the passage in which it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.citation import cite
from assistant.guide import Guide, Passage
from assistant.library import Library
from assistant.reply import Quote
from assistant.sentences import sentence_spans
from web.quotes import QuoteView, view

_LEAD = re.compile(r"[^.:;?!]{2,60}:(?=\s+\S)")
"""The words in front of a list item's colon ("Preventing:"), which the guide sets in bold."""

A_LINE = 60
"""Characters for which a line break takes room."""


@dataclass(frozen=True)
class Extract:
    """`[start, end)` of the guide's text: within *passage*, or from its beginning through the passages after it."""

    guide: Guide
    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.guide.text[self.start : self.end]

    @property
    def language(self) -> str:
        return self.guide.metadata.language

    def quote(self, library: Library, *marked: Extract) -> QuoteView:
        """The extract as a page sets it, with its citation; the words of *marked* are marked in it."""
        return view(
            Quote(
                text=self.text,
                highlights=tuple((m.start - self.start, m.end - self.start) for m in marked),
                passage_id=self.passage.id,
                score=0.0,
                citation=cite(self.guide, self.passage, self.start, self.end),
                start=self.start,
                end=self.end,
                language=self.language,
            ),
            library,
        )

    def first_sentence(self) -> Extract:
        """The extract as far as its first full stop."""
        start, end = sentence_spans(self.text)[0]
        return self._part(self.start + start, self.start + end)

    def lead(self) -> tuple[Extract, Extract] | None:
        """The words in front of the first colon and those after it; None where the extract has no such lead."""
        found = _LEAD.match(self.text)
        if found is None:
            return None
        rest = self.text[found.end() :]
        after = self.end - len(rest.lstrip())
        return self._part(self.start, self.start + found.end()), self._part(after, self.end)

    def pieces(self, longest: int) -> tuple[Extract, ...]:
        """The extract in pieces of at most *longest* characters, cut between sentences; a line break counts as A_LINE.

        A sentence that is longer by itself is a piece by itself.
        """
        pieces: list[tuple[int, int]] = []
        for start, end in sentence_spans(self.text):
            room = end - pieces[-1][0] + A_LINE * self.text.count("\n", pieces[-1][0], end) if pieces else 0
            if pieces and room <= longest:
                pieces[-1] = (pieces[-1][0], end)
            else:
                pieces.append((start, end))
        return tuple(self._part(self.start + a, self.start + b) for a, b in pieces)

    def _part(self, start: int, end: int) -> Extract:
        return Extract(self.guide, self.passage, start, end)


def whole(guide: Guide, passage: Passage) -> Extract:
    """All of *passage*."""
    return Extract(guide, passage, passage.start, passage.end)


def run(guide: Guide, passages: Iterable[Passage]) -> Extract:
    """From the first of *passages* to the last, neighbours in the guide: a whole list."""
    first, *_, last = [*passages] * 2
    return Extract(guide, first, first.start, last.end)


def cell(guide: Guide, row: Passage, heading: str) -> Extract | None:
    """The cell of the table row *row* under *heading*; None where the cell is empty."""
    for name, start, end in row.columns:
        if name == heading:
            return Extract(guide, row, start, end)
    return None


def cells_after(guide: Guide, row: Passage, count: int) -> Extract | None:
    """What a table row says after its first *count* cells; None where nothing follows them."""
    rest = row.columns[count:]
    return Extract(guide, row, rest[0][1], rest[-1][2]) if rest else None
