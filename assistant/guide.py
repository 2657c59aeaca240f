"""The domain: a guide, its sections and its passages, as frozen values.

`Guide.text` is the canonical plain text of a guide.  Every span in the system is a half-open `[start, end)`
range of characters into it, and every quote is a slice of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

Page = int | str
"""A page as printed: 38, or "xiii" in the front matter."""


class Kind(StrEnum):
    """What a passage is in the guide's typography."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    DEFINITION = "definition"
    QUOTATION = "quotation"
    ROW = "row"
    FOOTNOTE = "footnote"
    FIGURE = "figure"
    PULL_QUOTE = "pull-quote"
    LEAD_IN = "lead-in"
    CAPTION = "caption"
    HEADER = "header"
    SOURCE = "source"


NEVER_AN_ANSWER = frozenset({Kind.PULL_QUOTE, Kind.LEAD_IN, Kind.CAPTION, Kind.HEADER, Kind.SOURCE})
"""Kinds that only introduce or repeat: they travel with what they introduce and are not retrieved."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it.

    `[start, end)` is the heading's own text in `Guide.text`; `path` holds the titles from the chapter down.
    """

    anchor: str
    title: str
    path: tuple[str, ...]
    level: int
    page: Page | None
    start: int
    end: int
    apparatus: bool = False
    """Title page, references and the like: seldom what a question is about, though they hold every word of the
    field.
    """


@dataclass(frozen=True, slots=True)
class Passage:
    """The smallest unit that is retrieved and cited.

    `page` is where the passage stands as far as the guide's contents tell: exact for tables, figures and the
    first passage of a section; otherwise the passage lies between `page` and `page_end`.
    `context` (headings, caption, table header, lead-in) is indexed with the passage, never quoted.
    """

    id: str
    kind: Kind
    text: str
    start: int
    end: int
    section: Section
    label: str | None = None
    page: Page | None = None
    page_end: Page | None = None
    attribution: str | None = None
    term: str | None = None
    group: str | None = None
    context: tuple[str, ...] = ()
    columns: tuple[tuple[str, int, int], ...] = ()
    """For a table row: (column heading, start, end) of each cell that is not empty, offsets into the guide."""
    named: bool = False
    """For a table row: whether its first cell names it, so that the other cells are what is said of it."""
    counterpart: str | None = None
    """In an edition in another language: id of the passage of the original that says the same."""

    @property
    def anchor(self) -> str:
        return self.id.split("/", 1)[1]

    @property
    def guide_id(self) -> str:
        return self.id.split("/", 1)[0]

    @property
    def answers(self) -> bool:
        """Whether the passage can be an answer by itself."""
        return self.kind not in NEVER_AN_ANSWER


@dataclass(frozen=True, slots=True)
class Group:
    """A run of passages that belong together: a list, a table, a block quotation of several paragraphs."""

    id: str
    kind: str
    passages: tuple[str, ...]
    """Ids of the passages that answer, in order; lead-in, caption, header and source are not among them."""
    lead_in: str | None = None
    caption: str | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a guide says of itself in the head of its file."""

    title: str
    series: str
    language: str
    publisher: tuple[str, ...]
    year: int
    licence: str
    licence_url: str
    attribution: str
    citation: str
    edition: str
    counterpart_of: str | None = None


@dataclass(frozen=True)
class Guide:
    """One publication of the series.  `html` is the reader's page body, from the same parse as the passages."""

    id: str
    metadata: Metadata
    text: str
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    groups: tuple[Group, ...]
    html: str = field(repr=False)

    @cached_property
    def by_id(self) -> Mapping[str, Passage]:
        return {p.id: p for p in self.passages}

    @cached_property
    def group_by_id(self) -> Mapping[str, Group]:
        return {g.id: g for g in self.groups}

    @cached_property
    def section_by_anchor(self) -> Mapping[str, Section]:
        return {s.anchor: s for s in self.sections}
