"""The contexts of the pages under /learn: one frozen dataclass a template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import singledispatch
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.datastructures import MultiDict

from assistant.guide import Guide
from assistant.library import Library
from assistant.thesaurus import Translation
from web.i18n import interface_language
from web.learning.decks import (
    Card,
    Column,
    Compare,
    Deck,
    Figures,
    Flashcards,
    Items,
    Match,
    Quiz,
    Row,
    Table,
    in_language,
)
from web.learning.extracts import Extract, whole
from web.learning.flashcards import Piece, Pile, pile, with_gaps
from web.learning.matching import Exercise, Task, exercise
from web.learning.order import fresh_seed, seed_of
from web.learning.pictures import Picture, pictures_of
from web.learning.quiz import Choice, Judged, Progress, Statement, progress, statements
from web.linking import url_if
from web.quotes import QuoteView

Args = MultiDict[str, str]
"""The fields of an address."""


@dataclass(frozen=True, slots=True)
class Bar:
    """What every page of a deck has: its name, its order, and the other forms in which it can be had."""

    name: str
    title: str
    summary: str
    size: str
    """How much there is: "12 statements"."""
    seed: str | None
    """None where the order is the guide's."""
    url: str
    another_url: str
    present_url: str
    handout_url: str
    tsv_url: str | None
    guide: Guide


@dataclass(frozen=True, slots=True)
class IndexPage:
    """The context of learn/index.html."""

    exercises: tuple[Bar, ...]
    displays: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class QuizPage:
    """The context of learn/quiz.html."""

    bar: Bar
    count: int
    progress: Progress
    names: Mapping[Choice, str]
    shown: QuoteView | None
    """The statement that waits for an answer."""
    last: Judged | None
    """The answer that was just given; None when a statement waits, or at the end."""
    row: QuoteView | None
    """The guide's row on the statement that was judged last."""
    review: tuple[tuple[Judged, QuoteView], ...]
    """At the end, every answer with the guide's reality."""
    continue_url: str


@dataclass(frozen=True, slots=True)
class MatchPage:
    """The context of learn/match.html."""

    bar: Bar
    exercise: Exercise
    tasks: tuple[tuple[Task, QuoteView, QuoteView | None], ...]
    """Each case, its example, and, once the cases are checked, what the guide says of its label."""


@dataclass(frozen=True, slots=True)
class FlashcardsPage:
    """The context of learn/flashcards.html."""

    bar: Bar
    pile: Pile
    definition: QuoteView | None
    gaps: tuple[Piece, ...]
    """The definition with the term left out, when it is the definition that is asked first."""
    translation: Translation | None
    reversed: bool
    side_url: str
    """The same pile, asked from the other side."""


@dataclass(frozen=True, slots=True)
class ListView:
    """A whole list of a section, with one citation for all of it."""

    title: str
    count: str
    quote: QuoteView


@dataclass(frozen=True, slots=True)
class Side:
    """One column of a comparison."""

    anchor: str
    title: str
    url: str
    opening: QuoteView
    rest: tuple[QuoteView, ...]
    lists: tuple[ListView, ...]


@dataclass(frozen=True, slots=True)
class ComparePage:
    """The context of learn/compare.html."""

    bar: Bar
    choices: tuple[tuple[str, str, bool], ...]
    """Anchor and title of every section, and whether it is shown."""
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class TablePage:
    """The context of learn/table.html."""

    bar: Bar
    caption: Extract | None
    rows: tuple[tuple[Row, QuoteView], ...]


@dataclass(frozen=True, slots=True)
class ListPage:
    """The context of learn/list.html: each item with the words before its colon, if any, and the others."""

    bar: Bar
    lead_in: Extract | None
    items: tuple[tuple[Extract | None, QuoteView], ...]


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """The context of learn/figures.html."""

    bar: Bar
    pictures: tuple[Picture, ...]


Page = QuizPage | MatchPage | FlashcardsPage | ComparePage | TablePage | ListPage | FiguresPage


def bar_of(deck: Deck, args: Args) -> Bar:
    seed = seed_of(args.get("seed")) if deck.shuffles else None
    order: dict[str, Any] = {"seed": seed} if seed else {}
    other: dict[str, Any] = {"seed": fresh_seed()} if seed else {}
    return Bar(
        name=deck.name,
        title=deck.title(interface_language()),
        summary=deck.summary(interface_language()),
        size=size_of(deck),
        seed=seed,
        url=url_for("learn.deck", name=deck.name, **order),
        another_url=url_for("learn.deck", name=deck.name, **other),
        present_url=url_for("learn.present", deck=deck.name, **order),
        handout_url=url_for("learn.handout", deck=deck.name, **order),
        tsv_url=url_for("learn.tsv", name=deck.name, **order) if isinstance(deck, Flashcards) else None,
        guide=deck.guide,
    )


def size_of(deck: Deck) -> str:
    """How much is in *deck*, in the words of the interface."""
    match deck:
        case Quiz():
            return str(ngettext("%(num)s statement", "%(num)s statements", len(deck.beliefs)))
        case Match():
            return str(ngettext("%(num)s case", "%(num)s cases", len(deck.cases)))
        case Flashcards():
            return str(ngettext("%(num)s card", "%(num)s cards", len(deck.cards)))
        case Compare():
            return str(ngettext("%(num)s section", "%(num)s sections", len(deck.columns)))
        case Table():
            return str(ngettext("%(num)s row", "%(num)s rows", len(deck.rows)))
        case Items():
            return str(ngettext("%(num)s point", "%(num)s points", len(deck.items)))
        case Figures():
            return str(ngettext("%(num)s figure", "%(num)s figures", len(deck.captions)))
    raise NotImplementedError(type(deck))


@singledispatch
def page_of(deck: Deck, args: Args, library: Library) -> Page:
    """The context of the page of *deck*; *args* are the fields of its address."""
    raise NotImplementedError(type(deck))


@page_of.register
def _quiz(deck: Quiz, args: Args, library: Library) -> QuizPage:
    bar = bar_of(deck, args)
    asked = statements(deck, bar.seed or "")
    now = progress(asked, args.get("answers", ""), going_on="next" in args)
    last = now.judged[-1] if now.judged and now.shown is None and not _at_the_end(now, asked, args) else None
    return QuizPage(
        bar=bar,
        count=len(asked),
        progress=now,
        names=names_of(deck),
        shown=now.shown.words.quote(library) if now.shown else None,
        last=last,
        row=row_of(last.statement, library) if last else None,
        review=() if now.shown or last else tuple((j, row_of(j.statement, library)) for j in now.judged),
        continue_url=url_for("learn.deck", name=deck.name, seed=bar.seed, answers=now.answers, next=1),
    )


def _at_the_end(now: Progress, asked: tuple[Statement, ...], args: Args) -> bool:
    return len(now.judged) == len(asked) and "next" in args


def names_of(deck: Quiz) -> Mapping[Choice, str]:
    """What the buttons say."""
    language = interface_language()
    return {
        Choice.MYTH: in_language(deck.myth_names, language),
        Choice.REALITY: in_language(deck.reality_names, language),
        Choice.NOT_SURE: _("Not sure"),
    }


def row_of(statement: Statement, library: Library) -> QuoteView:
    """What the guide says: its whole row; a statement that it holds to be so is marked in it."""
    row = whole(statement.words.guide, statement.belief.row)
    return row.quote(library, *([statement.words] if statement.truth is Choice.REALITY else []))


@page_of.register
def _match(deck: Match, args: Args, library: Library) -> MatchPage:
    bar = bar_of(deck, args)
    done = exercise(deck, bar.seed or "", args)
    return MatchPage(bar, done, tuple(task_of(task, done.begun, library) for task in done.tasks))


def task_of(task: Task, checked: bool, library: Library) -> tuple[Task, QuoteView, QuoteView | None]:
    said = task.case.explanation or task.case.label
    return task, task.case.example.quote(library), said.quote(library) if checked else None


@page_of.register
def _flashcards(deck: Flashcards, args: Args, library: Library) -> FlashcardsPage:
    bar = bar_of(deck, args)
    cards = pile(deck, bar.seed or "", args.get("left"))
    other_way = args.get("ask") == "definition"
    card = cards.top
    turned: dict[str, Any] = {} if other_way else {"ask": "definition"}
    if "left" in args:
        turned["left"] = args["left"]
    return FlashcardsPage(
        bar=bar,
        pile=cards,
        definition=card.definition.quote(library) if card else None,
        gaps=with_gaps(card) if card and other_way else (),
        translation=_translation(card),
        reversed=other_way,
        side_url=url_for("learn.deck", name=deck.name, seed=bar.seed, **turned),
    )


def _translation(card: Card | None) -> Translation | None:
    """The term's label in the language of the interface, when that is not the guide's."""
    return card.term.translations.get(interface_language()) if card else None


@page_of.register
def _compare(deck: Compare, args: Args, library: Library) -> ComparePage:
    anchors = {column.section.anchor for column in deck.columns}
    wanted = anchors & set(args.getlist("show")) or anchors
    return ComparePage(
        bar=bar_of(deck, args),
        choices=tuple((c.section.anchor, c.section.title, c.section.anchor in wanted) for c in deck.columns),
        sides=tuple(side_of(c, deck.guide, library) for c in deck.columns if c.section.anchor in wanted),
    )


def side_of(column: Column, guide: Guide, library: Library) -> Side:
    """*column* with its quotes."""
    reader = url_if("reader.guide", guide_id=guide.id) or f"/guide/{guide.id}"
    return Side(
        anchor=column.section.anchor,
        title=column.section.title,
        url=f"{reader}#{column.section.anchor}",
        opening=column.opening.quote(library),
        rest=tuple(extract.quote(library) for extract in column.rest),
        lists=tuple(
            ListView(
                title=enumeration.section.title,
                count=ngettext("%(num)s point", "%(num)s points", len(enumeration.items)),
                quote=enumeration.all.quote(library),
            )
            for enumeration in column.lists
        ),
    )


@page_of.register
def _table(deck: Table, args: Args, library: Library) -> TablePage:
    return TablePage(bar_of(deck, args), deck.caption, tuple((row, row.body.quote(library)) for row in deck.rows))


@page_of.register
def _list(deck: Items, args: Args, library: Library) -> ListPage:
    items = []
    for item in deck.items:
        lead = None if deck.lead_in else item.lead()
        items.append((lead[0], lead[1].quote(library)) if lead else (None, item.quote(library)))
    return ListPage(bar_of(deck, args), deck.lead_in, tuple(items))


@page_of.register
def _figures(deck: Figures, args: Args, library: Library) -> FiguresPage:
    return FiguresPage(bar_of(deck, args), pictures_of(deck, library))
