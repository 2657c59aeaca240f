"""Decks: what the file `learning.yaml` beside a guide says can be demonstrated from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from assistant.errors import CorpusError
from assistant.guide import Group, Guide, Kind, Passage, Section
from assistant.library import Library
from assistant.thesaurus import Term, Thesaurus
from assistant.yaml_files import load_yaml
from web.figures import Figure, figures_of
from web.learning.extracts import Extract, cell, cells_after, run, whole

FILE = "learning.yaml"
RESERVED = frozenset({"present", "handout", "questions"})
"""Ids that no deck may have, since /learn has pages of these names."""

Texts = Mapping[str, str]


def in_language(texts: Texts, language: str) -> str:
    """The text in *language*, else in English."""
    return texts.get(language) or texts["en"]


@dataclass(frozen=True)
class Deck:
    """What all decks have.  `name` is the deck's part of the address: its id, which a second guide's has prefixed."""

    kind: ClassVar[str] = ""
    shuffles: ClassVar[bool] = False
    """Whether the order of the deck depends on a seed."""

    id: str
    name: str
    guide: Guide
    titles: Texts
    summaries: Texts

    def title(self, language: str) -> str:
        return in_language(self.titles, language)

    def summary(self, language: str) -> str:
        return in_language(self.summaries, language)


@dataclass(frozen=True)
class Belief:
    """A table row that sets what people say against what the guide says."""

    row: Passage
    myth: Extract
    reality: Extract


@dataclass(frozen=True)
class Quiz(Deck):
    """Statements to be judged: is it the one column's, or the other's?"""

    kind = "quiz"
    shuffles = True
    beliefs: tuple[Belief, ...]
    myth_names: Texts
    reality_names: Texts


@dataclass(frozen=True)
class Case:
    """A table row with an example of what its first cell names."""

    row: Passage
    label: Extract
    example: Extract
    explanation: Extract | None


@dataclass(frozen=True)
class Match(Deck):
    """Cases to be put under the right label."""

    kind = "match"
    shuffles = True
    cases: tuple[Case, ...]


@dataclass(frozen=True)
class Card:
    """A term and the words of the guide that define or best explain it."""

    term: Term
    definition: Extract


@dataclass(frozen=True)
class Flashcards(Deck):
    kind = "flashcards"
    shuffles = True
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Column:
    """A section as one side of a comparison: how it begins, what else it says, and its lists."""

    section: Section
    opening: Extract
    rest: tuple[Extract, ...]
    lists: tuple[Enumeration, ...]


@dataclass(frozen=True)
class Enumeration:
    """A whole list; `section` is the heading under which it stands."""

    section: Section
    items: tuple[Extract, ...]
    all: Extract


@dataclass(frozen=True)
class Compare(Deck):
    """Sections side by side."""

    kind = "compare"
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Row:
    """A table row: the cells that name it, and what the other cells say."""

    headings: tuple[Extract, ...]
    body: Extract


@dataclass(frozen=True)
class Table(Deck):
    kind = "table"
    caption: Extract | None
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Items(Deck):
    """The items of a list, or the paragraphs of a block quotation, with the words that introduce them."""

    kind = "list"
    lead_in: Extract | None
    items: tuple[Extract, ...]
    all: Extract


@dataclass(frozen=True)
class Figures(Deck):
    kind = "figures"
    captions: tuple[Extract, ...]
    drawn: Mapping[str, Figure]
    """The numbers of the figures whose numbers the guide's text tells, by anchor."""


def load_decks(library: Library, thesaurus: Thesaurus) -> tuple[Deck, ...]:
    """The decks of all guides, in the order of their files; a guide without such a file has none.

    Raises CorpusError, which names file and remedy, for a deck that its guide cannot fill.
    """
    decks: list[Deck] = []
    for guide in library.guides:
        path = library.folder / guide.id / FILE
        if path.exists():
            taken = {deck.name for deck in decks}
            decks += _Reader(path, guide, library, thesaurus, taken).decks()
    return tuple(decks)


_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_COMMON = ("id", "kind", "title", "summary")


class _Reader:
    """Reads the decks of one guide; whatever is wrong with the file at *path* is said as a CorpusError."""

    def __init__(self, path: Path, guide: Guide, library: Library, thesaurus: Thesaurus, taken: set[str]) -> None:
        self.path, self.guide, self.library, self.thesaurus, self.taken = path, guide, library, thesaurus, taken
        self.where = ""
        self.kinds: Mapping[str, tuple[tuple[str, ...], Callable[..., Deck]]] = {
            "quiz": (("table", "myth", "reality", "myth_name", "reality_name"), self.quiz),
            "match": (("table", "label", "example", "explanation"), self.match),
            "flashcards": (("terms",), self.flashcards),
            "compare": (("section",), self.compare),
            "table": (("table", "headings"), self.table),
            "list": (("list",), self.items),
            "figures": ((), self.figures),
        }

    def decks(self) -> list[Deck]:
        entries = load_yaml(self.path, list)
        decks = [self.deck(entry) for entry in entries]
        names = [deck.name for deck in decks]
        for name in names:
            if names.count(name) > 1:
                raise CorpusError(self.path, None, f"the deck id '{name}' is given twice", "Give one another id.")
        return decks

    def deck(self, entry: Any) -> Deck:
        if not isinstance(entry, dict) or not entry.get("id"):
            raise CorpusError(self.path, None, f"this deck has no id: {str(entry)[:60]}", "Give it one.")
        name = str(entry["id"])
        self.where = f"the deck '{name}'"
        if not _ID.fullmatch(name):
            raise self.wrong("has an id that cannot stand in an address", "Use small letters, digits and hyphens.")
        if name in RESERVED:
            raise self.wrong("has an id that is the name of another page", "Give it another id.")
        if entry.get("kind") not in self.kinds:
            raise self.wrong("has no kind that is known", f"The kinds are {', '.join(self.kinds)}.")
        keys, read = self.kinds[entry["kind"]]
        unknown = set(entry) - {*_COMMON, *keys}
        if unknown:
            raise self.wrong(f"has keys that its kind does not take: {', '.join(sorted(unknown))}",
                             "See the comment on top of the file that ships.")  # fmt: skip
        return read(
            entry,
            id=name,
            name=f"{self.guide.id}.{name}" if name in self.taken else name,
            guide=self.guide,
            titles=self.texts(entry, "title"),
            summaries=self.texts(entry, "summary"),
        )

    # -- one method a kind ------------------------------------------------------------------------------------------
    def quiz(self, entry: Mapping[str, Any], **common: Any) -> Quiz:
        beliefs = []
        for row in self.rows(entry):
            beliefs.append(Belief(row, self.cell(row, entry, "myth"), self.cell(row, entry, "reality")))
        return Quiz(
            beliefs=tuple(beliefs),
            myth_names=self.texts(entry, "myth_name"),
            reality_names=self.texts(entry, "reality_name"),
            **common,
        )

    def match(self, entry: Mapping[str, Any], **common: Any) -> Match:
        cases = []
        for row in self.rows(entry):
            explained = entry.get("explanation")
            cases.append(
                Case(
                    row=row,
                    label=self.cell(row, entry, "label"),
                    example=self.cell(row, entry, "example"),
                    explanation=self.cell(row, entry, "explanation") if explained else None,
                )
            )
        return Match(cases=tuple(cases), **common)

    def flashcards(self, entry: Mapping[str, Any], **common: Any) -> Flashcards:
        chosen = entry.get("terms") or [t.id for t in self.thesaurus.terms]
        cards = []
        for term_id in chosen:
            term = self.thesaurus.by_id.get(str(term_id))
            if term is None:
                raise self.wrong(f"names '{term_id}', which is no term of the thesaurus", "Correct the id under terms.")
            definition = self.definition(term)
            if definition is not None:
                cards.append(Card(term, definition))
            elif entry.get("terms"):
                raise self.wrong(f"names the term '{term_id}', which this guide does not define",
                                 "Take it out of terms, or give the term a definition.")  # fmt: skip
        return Flashcards(cards=tuple(cards), **common)

    def compare(self, entry: Mapping[str, Any], **common: Any) -> Compare:
        section = self.guide.section_by_anchor.get(str(entry.get("section")))
        if section is None:
            raise self.wrong("names no section of the guide", "Write the section's anchor under section.")
        sides = [s for s in self.guide.sections if s.path[:-1] == section.path]
        columns = tuple(column for side in sides if (column := self.column(side)))
        if len(columns) < 2:
            raise self.wrong("has fewer than two sections to compare", "Name the section that holds them.")
        return Compare(columns=columns, **common)

    def table(self, entry: Mapping[str, Any], **common: Any) -> Table:
        count = entry.get("headings", 1)
        if not isinstance(count, int) or count < 1:
            raise self.wrong("has no number under headings", "Write how many cells of a row name it: 1, or 2.")
        rows = []
        for row in self.rows(entry):
            body = cells_after(self.guide, row, count)
            if body is not None:
                headings = tuple(Extract(self.guide, row, a, b) for _, a, b in row.columns[:count])
                rows.append(Row(headings, body))
        if not rows:
            raise self.wrong("has no row with more cells than headings", "Write a smaller number under headings.")
        caption = self.guide.by_id.get(self.group(entry, "table").caption or "")
        return Table(caption=whole(self.guide, caption) if caption else None, rows=tuple(rows), **common)

    def items(self, entry: Mapping[str, Any], **common: Any) -> Items:
        group = self.group(entry, "list")
        passages = [self.guide.by_id[p] for p in group.passages]
        lead_in = self.guide.by_id.get(group.lead_in or "")
        return Items(
            lead_in=whole(self.guide, lead_in) if lead_in else None,
            items=tuple(whole(self.guide, p) for p in passages),
            all=run(self.guide, passages),
            **common,
        )

    def figures(self, entry: Mapping[str, Any], **common: Any) -> Figures:
        captions = tuple(whole(self.guide, p) for p in self.guide.passages if p.kind is Kind.FIGURE)
        if not captions:
            raise self.wrong("finds no figure in the guide", "Take the deck out of the file.")
        return Figures(captions=captions, drawn=figures_of(self.guide, self.library), **common)

    # -- what the methods share --------------------------------------------------------------------------------
    def column(self, section: Section) -> Column | None:
        """*section* as a side of a comparison; None when nothing stands under it."""
        depth = len(section.path)
        under = [p for p in self.guide.passages if p.section.path[:depth] == section.path]
        inside = [p for p in under if p.kind is not Kind.FOOTNOTE]
        listed = [g for g in self.guide.groups if g.kind == "list" and self._starts_in(g, inside)]
        in_lists = {p for g in listed for p in g.passages}
        units = self.units([p for p in inside if p.id not in in_lists])
        if not units:
            return None
        lists = []
        for group in listed:
            passages = [self.guide.by_id[p] for p in group.passages]
            items = tuple(whole(self.guide, p) for p in passages)
            lists.append(Enumeration(passages[0].section, items, run(self.guide, passages)))
        return Column(section, units[0], tuple(units[1:]), tuple(lists))

    def units(self, passages: list[Passage]) -> list[Extract]:
        """*passages* as extracts; words that only introduce stand together with what they introduce, or not at all."""
        units: list[Extract] = []
        lead: Passage | None = None
        for passage in passages:
            if passage.kind is Kind.LEAD_IN:
                lead = passage
            elif passage.answers:
                introduced = lead is not None and not self.guide.text[lead.end : passage.start].strip()
                start = lead.start if lead is not None and introduced else passage.start
                units.append(Extract(self.guide, passage, start, passage.end))
                lead = None
        return units

    def definition(self, term: Term) -> Extract | None:
        """What the guide says of *term*: of a row that the term names, the other cells."""
        name = term.definition or ""
        passage = self.guide.by_id.get(name) or self.guide.by_id.get(f"{self.guide.id}/{name}")
        if passage is None or not passage.answers:
            return None
        return (cells_after(self.guide, passage, 1) if passage.named else None) or whole(self.guide, passage)

    def rows(self, entry: Mapping[str, Any]) -> list[Passage]:
        return [self.guide.by_id[p] for p in self.group(entry, "table").passages]

    def group(self, entry: Mapping[str, Any], key: str) -> Group:
        group = self.guide.group_by_id.get(f"{self.guide.id}/{entry.get(key)}")
        if group is None:
            raise self.wrong(f"names no list or table of the guide under {key}",
                             "Write its anchor; `assistant passages` lists them.")  # fmt: skip
        return group

    def cell(self, row: Passage, entry: Mapping[str, Any], key: str) -> Extract:
        found = cell(self.guide, row, str(entry.get(key)))
        if found is None:
            headings = ", ".join(h for h, _, _ in row.columns)
            raise self.wrong(f"finds no column '{entry.get(key)}' in the row {row.anchor}",
                             f"Its columns are {headings}.")  # fmt: skip
        return found

    def texts(self, entry: Mapping[str, Any], key: str) -> Texts:
        texts = entry.get(key)
        if not isinstance(texts, dict) or not texts.get("en"):
            raise self.wrong(f"has no {key} in English", f"Write {key}: {{en: …, es: …, pt: …}}.")
        return {str(code): str(text) for code, text in texts.items()}

    def wrong(self, problem: str, remedy: str) -> CorpusError:
        return CorpusError(self.path, None, f"{self.where} {problem}", remedy)

    @staticmethod
    def _starts_in(group: Group, passages: list[Passage]) -> bool:
        return any(p.id == group.passages[0] for p in passages)
