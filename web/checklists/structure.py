"""The checklists that stand in the guides: tables whose last two columns are to be ticked, YES and NO."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.citation import cite
from assistant.guide import Group, Guide, Kind, Passage, Section
from assistant.library import Library
from assistant.reply import Citation
from assistant.text import fold_accents
from web.quotes import QuoteView, passage_view

TICKED = (("yes", "no"), ("si", "no"), ("sim", "nao"))
"""The last two headings of a checklist, in the languages of the guides, without accents."""


@dataclass(frozen=True, slots=True)
class Item:
    """A row of the table: what can be answered with yes or no.  `id` is that of its passage."""

    id: str
    number: int
    text: str
    citation: Citation

    @property
    def name(self) -> str:
        """The item's part of form fields and element ids."""
        return self.id.split("/", 1)[1]


@dataclass(frozen=True, slots=True)
class Checklist:
    """A table of a guide that is to be filled in.  `question` is the heading over its items."""

    id: str
    guide: Guide
    section: Section
    question: str
    introduction: tuple[QuoteView, ...]
    """The paragraphs of its section that stand before it."""
    items: tuple[Item, ...]

    @property
    def language(self) -> str:
        return self.guide.metadata.language


def checklists(library: Library) -> tuple[Checklist, ...]:
    """All checklists of all guides, in guide order; () where no guide has one."""
    return tuple(found for guide in library.guides for found in _in_guide(guide, library))


def _in_guide(guide: Guide, library: Library) -> Iterator[Checklist]:
    for group in guide.groups:
        header = _header(guide, group) if group.kind == "table" else None
        columns = header.text.split("\n") if header else []
        if header and len(columns) > 2 and tuple(fold_accents(c).casefold() for c in columns[-2:]) in TICKED:
            rows = [guide.by_id[p] for p in group.passages]
            items = tuple(_item(guide, row, number, columns[-2:]) for number, row in enumerate(rows, 1))
            introduction = tuple(passage_view(p, library) for p in _before(guide, header))
            yield Checklist(group.id, guide, header.section, " ".join(columns[:-2]), introduction, items)


def _before(guide: Guide, header: Passage) -> list[Passage]:
    """The paragraphs of the same section that stand before the table."""
    own = [p for p in guide.passages if p.section == header.section and p.start < header.start]
    return [p for p in own if p.kind is Kind.PARAGRAPH]


def _header(guide: Guide, group: Group) -> Passage | None:
    """The header of the table *group*: the passage right before its first row."""
    at = guide.passages.index(guide.by_id[group.passages[0]])
    before = guide.passages[at - 1] if at else None
    return before if before and before.kind is Kind.HEADER else None


def _item(guide: Guide, row: Passage, number: int, ticked: list[str]) -> Item:
    cells = [(a, b) for heading, a, b in row.columns if heading not in ticked] or [(row.start, row.end)]
    start, end = cells[0][0], cells[-1][1]
    return Item(row.id, number, guide.text[start:end], cite(guide, row, start, end))
