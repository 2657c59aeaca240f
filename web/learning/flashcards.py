"""Flashcards: a pile in the order of a seed; a card that is known leaves it, another goes under it.

The pile stands in the address as the numbers of its cards, so that nothing is kept anywhere.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.citation import cite
from assistant.guide import Kind
from web.learning.decks import Card, Flashcards
from web.learning.extracts import Extract
from web.learning.order import shuffled

EMPTY = "0"
"""How an empty pile stands in the address."""


@dataclass(frozen=True, slots=True)
class Pile:
    """The cards that are left, by their number in the order of the seed; the first is the one that is shown."""

    cards: tuple[Card, ...]
    left: tuple[int, ...]

    @property
    def top(self) -> Card | None:
        return self.cards[self.left[0] - 1] if self.left else None

    @property
    def known(self) -> int:
        return len(self.cards) - len(self.left)

    @property
    def after_known(self) -> str:
        """The pile, as it stands in the address, when the card that is shown is known."""
        return _written(self.left[1:])

    @property
    def after_again(self) -> str:
        """The pile when the card that is shown is to come again."""
        return _written((*self.left[1:], *self.left[:1]))


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of a definition's words, or a gap where the term stands in it."""

    text: str
    gap: bool = False


def in_order(deck: Flashcards, seed: str) -> tuple[Card, ...]:
    return shuffled(deck.cards, seed, lambda card: card.term.id)


def pile(deck: Flashcards, seed: str, left: str | None) -> Pile:
    """The pile that the address describes; the whole deck when it describes none that can be."""
    cards = in_order(deck, seed)
    everything = tuple(range(1, len(cards) + 1))
    if left == EMPTY:
        return Pile(cards, ())
    numbers = [int(n) for n in (left or "").split(".") if n.isascii() and n.isdecimal()]
    kept = tuple(n for n in dict.fromkeys(numbers) if n in everything)
    return Pile(cards, kept or everything)


def with_gaps(card: Card) -> tuple[Piece, ...]:
    """The definition with a gap for every name of the term, so that the term can be guessed from it."""
    lead = card.definition.lead() if card.definition.passage.kind is Kind.ITEM else None
    called = {card.term.label, *card.term.acronyms, *card.term.alt, *([lead[0].text.rstrip(":")] if lead else [])}
    names = sorted(called, key=lambda name: (-len(name), name))
    one_of_them = "|".join(re.escape(name) for name in names)
    pattern = re.compile(rf"\b(?:{one_of_them})(?:e?s)?\b", re.IGNORECASE)
    text = card.definition.text
    pieces: list[Piece] = []
    at = 0
    for found in pattern.finditer(text):
        pieces += [Piece(text[at : found.start()]), Piece(found.group(), gap=True)]
        at = found.end()
    return tuple(p for p in (*pieces, Piece(text[at:])) if p.text)


def as_tsv(cards: Iterable[Card]) -> str:
    """Term, definition and citation of each card, as flashcard programs import them."""
    out = io.StringIO()
    writer = csv.writer(out, dialect="excel-tab", lineterminator="\n")
    for card in cards:
        writer.writerow((card.term.label, card.definition.text, _citation(card.definition)))
    return out.getvalue()


def _citation(extract: Extract) -> str:
    return cite(extract.guide, extract.passage, extract.start, extract.end).text


def _written(left: tuple[int, ...]) -> str:
    return ".".join(str(n) for n in left) or EMPTY
