"""A deck on paper: exercises first, then, on a page of its own, what the guide says, with every citation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.library import Library
from web.learning.decks import Card, Deck, Flashcards, Match, Quiz
from web.learning.flashcards import in_order
from web.learning.matching import exercise
from web.learning.pages import Args, Bar, MatchPage, Page, bar_of, names_of, page_of, row_of, task_of
from web.learning.quiz import Choice, Statement, statements
from web.quotes import QuoteView


@dataclass(frozen=True, slots=True)
class QuizSheet:
    """Every statement, and the guide's row that judges it."""

    names: Mapping[Choice, str]
    statements: tuple[tuple[Statement, QuoteView], ...]


@dataclass(frozen=True, slots=True)
class CardSheet:
    """Every card, both sides."""

    cards: tuple[tuple[Card, QuoteView], ...]


@dataclass(frozen=True, slots=True)
class Handout:
    """The context of learn/handout.html; the form of `sheet` depends on `kind`, that of the deck."""

    bar: Bar
    kind: str
    sheet: QuizSheet | CardSheet | Page


def handout_of(deck: Deck, args: Args, library: Library) -> Handout:
    """*deck* on paper, in the order that the address names."""
    return Handout(bar_of(deck, args), deck.kind, _sheet(deck, args, library))


def _sheet(deck: Deck, args: Args, library: Library) -> QuizSheet | CardSheet | Page:
    seed = bar_of(deck, args).seed or ""
    if isinstance(deck, Quiz):
        return QuizSheet(names_of(deck), tuple((s, row_of(s, library)) for s in statements(deck, seed)))
    if isinstance(deck, Flashcards):
        return CardSheet(tuple((c, c.definition.quote(library)) for c in in_order(deck, seed)))
    if isinstance(deck, Match):
        done = exercise(deck, seed, {})
        return MatchPage(bar_of(deck, args), done, tuple(task_of(task, True, library) for task in done.tasks))
    return page_of(deck, args, library)
