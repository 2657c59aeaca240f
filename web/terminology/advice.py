"""Wordings that a guide advises against, and its own sentences why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.citation import cite
from assistant.guide import Guide, Passage
from assistant.library import Library
from assistant.reply import Quote
from assistant.thesaurus import LabelKind, Term
from web.quotes import QuoteView, view
from web.terminology.concordance import named_in

_MARKS = ("“", "‘", "«", '"', "'")


@dataclass(frozen=True, slots=True)
class Reason:
    """What a guide says of a discouraged wording."""

    quote: QuoteView
    guide: Guide


def reasons(term: Term, library: Library) -> tuple[Reason, ...]:
    """What the guides say of the discouraged wordings of *term*, one quote a guide; () where none says anything.

    The line (paragraph, list item, table cell) is quoted that speaks of the wording in quotation marks, or else the
    longest line that uses it.
    """
    return tuple(Reason(quote, guide) for guide in library.guides if (quote := _reason(term, guide, library)))


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph, list item or table cell that uses a discouraged wording, `quoted` when in quotation marks."""

    passage: Passage
    start: int
    end: int
    quoted: bool


def _reason(term: Term, guide: Guide, library: Library) -> QuoteView | None:
    lines = list(_lines(term, guide))
    if not lines:
        return None
    line = max(lines, key=lambda one: (one.quoted, one.end - one.start))
    quote = Quote(text=guide.text[line.start : line.end], highlights=(), passage_id=line.passage.id, score=0.0,
                  citation=cite(guide, line.passage, line.start, line.end), start=line.start, end=line.end,
                  language=guide.metadata.language)  # fmt: skip
    return view(quote, library)


def _lines(term: Term, guide: Guide) -> Iterator[_Line]:
    for one in named_in(term, guide) if term.discouraged else ():
        passage = next((p for p in guide.passages if p.answers and p.start <= one.start < p.end), None)
        if one.kind is LabelKind.DISCOURAGED and passage:
            start = max(guide.text.rfind("\n", 0, one.start) + 1, passage.start)
            end = guide.text.find("\n", one.end, passage.end)
            quoted = guide.text[one.start - 1 : one.start] in _MARKS
            yield _Line(passage, start, passage.end if end < 0 else end, quoted)
