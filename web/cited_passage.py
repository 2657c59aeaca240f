"""The passage that an address of the reader marks: its citation, to be copied, and its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import request, url_for

from assistant.citation import cite
from assistant.guide import Guide, Passage
from assistant.library import Library
from assistant.reply import Citation, Quote
from web.citing import Cited, cited
from web.marking import Span, write_marks

KEPT = ("q", "find")
"""What the address tells of where the visit comes from; it goes along from passage to passage."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The passage before or behind, with its address."""

    citation: Citation
    url: str


@dataclass(frozen=True, slots=True)
class CitedPassage:
    """What the address marks: the context of reader/_cited.html."""

    citation: Citation
    cited: Cited
    language: str
    anchor: str
    url: str
    previous: Neighbour | None
    next: Neighbour | None


def cited_passage(guide: Guide, marks: Sequence[Span], library: Library) -> CitedPassage | None:
    """What *marks* cite; None in a guide that has no passage there or behind."""
    start, end = marks[0][0], marks[-1][1]
    inside = [p for p in guide.passages if any(p.start < b and a < p.end for a, b in marks)]
    first = next(iter(inside), None) or next((p for p in guide.passages if p.start >= start), None)
    if first is None:
        return None
    citation = cite(guide, first, start, end)
    text = "\n".join(guide.text[a:b].strip() for a, b in marks)
    quote = Quote(text, (), first.id, 0.0, citation, start, end, guide.metadata.language)
    places = [p for p in guide.passages if p.answers and not p.section.apparatus]
    before = [p for p in places if p.end <= start]
    behind = [p for p in places if p.start >= end]
    return CitedPassage(
        citation=citation,
        cited=cited(quote, library),
        language=guide.metadata.language,
        anchor=first.anchor,
        url=_address(guide, write_marks(marks), first),
        previous=_neighbour(guide, before[-1]) if before else None,
        next=_neighbour(guide, behind[0]) if behind else None,
    )


def _neighbour(guide: Guide, passage: Passage) -> Neighbour:
    citation = cite(guide, passage, passage.start, passage.end)
    return Neighbour(citation, _address(guide, f"{passage.start}-{passage.end}", passage))


def _address(guide: Guide, marks: str, passage: Passage) -> str:
    kept = [(name, request.args[name]) for name in KEPT if request.args.get(name)]
    return f"{url_for('reader.guide', guide_id=guide.id)}?{urlencode([('mark', marks), *kept])}#{passage.anchor}"
