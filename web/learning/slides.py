"""A deck as slides: one thing on each, word for word the guide's, with its citation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import singledispatch

from flask_babel import gettext as _

from assistant.library import Library
from web.i18n import interface_language
from web.learning.decks import Compare, Deck, Figures, Flashcards, Items, Match, Quiz, Table, in_language
from web.learning.extracts import Extract
from web.learning.flashcards import in_order
from web.learning.matching import Option, exercise
from web.learning.pictures import Picture, pictures_of
from web.learning.quiz import Choice, statements
from web.quotes import QuoteView

ON_ONE_SCREEN = 440
"""Characters that can be read from the back of a room; a longer text is cut between sentences."""
SIZES = (60, 130, 220, 340)
"""Characters up to which a text is set in the largest type, the next size, and so on."""


@dataclass(frozen=True, slots=True)
class Slide:
    """One screen.  What the guide says is in `heading`, `body`, `aside` and `options`; the rest is ours."""

    kind: str
    """ "title", "prompt" (the room is asked), "text", "options" or "figure"."""
    kicker: str = ""
    place: str = ""
    """What the slide is about, in the words of the guide: a section's title, a term."""
    verdict: str = ""
    heading: tuple[Extract, ...] = ()
    body: QuoteView | None = None
    aside_label: str = ""
    aside: Extract | None = None
    options: tuple[Option, ...] = ()
    picture: Picture | None = None
    part: tuple[int, int] = (1, 1)
    """Which of how many slides that share one text."""

    @property
    def size(self) -> int:
        """1 for the fewest words, which are set largest, to 5."""
        length = len(self.body.text) if self.body else sum(len(h.text) for h in self.heading)
        return 1 + sum(length > limit for limit in SIZES)


def slides_of(deck: Deck, seed: str, library: Library) -> tuple[Slide, ...]:
    """The slides of *deck* in the order of *seed*, the title first."""
    return (Slide("title"), *_slides(deck, seed, library))


@singledispatch
def _slides(deck: Deck, seed: str, library: Library) -> Iterator[Slide]:
    raise NotImplementedError(type(deck))


@_slides.register
def _of_quiz(deck: Quiz, seed: str, library: Library) -> Iterator[Slide]:
    myth, reality = (in_language(names, interface_language()) for names in (deck.myth_names, deck.reality_names))
    names = {Choice.MYTH: myth, Choice.REALITY: reality}
    asked = statements(deck, seed)
    for one in asked:
        kicker = _("Statement %(number)s of %(count)s", number=one.number, count=len(asked))
        yield Slide("prompt", kicker=kicker, body=one.words.quote(library))
        # The verdict stands above words that are not the statement: the room is told whose they are.
        answer = Slide("text", kicker=f"{kicker} · {_('What the guide says')}", verdict=names[one.truth])
        for slide in _in_pieces(answer, one.belief.reality, library):
            if one.truth is Choice.REALITY and slide.part[0] == 1:
                slide = replace(slide, aside_label=names[Choice.MYTH], aside=one.belief.myth)
            yield slide


@_slides.register
def _of_match(deck: Match, seed: str, library: Library) -> Iterator[Slide]:
    done = exercise(deck, seed, {})
    labels = {option.letter: option for option in done.options}
    yield Slide("options", kicker=_("To choose from"), options=done.options)
    for task in done.tasks:
        kicker = _("Case %(number)s of %(count)s", number=task.number, count=len(done.tasks))
        yield Slide("prompt", kicker=kicker, body=task.case.example.quote(library))
        answer = Slide("text", kicker=kicker, verdict=labels[task.answer].letter, heading=(task.case.label,))
        if task.case.explanation is None:
            yield replace(answer, heading=(), body=task.case.label.quote(library))
        else:
            yield from _in_pieces(answer, task.case.explanation, library)


@_slides.register
def _of_flashcards(deck: Flashcards, seed: str, library: Library) -> Iterator[Slide]:
    for number, card in enumerate(in_order(deck, seed), 1):
        kicker = _("Term %(number)s of %(count)s", number=number, count=len(deck.cards))
        yield Slide("prompt", kicker=kicker, verdict=card.term.label)
        yield from _in_pieces(Slide("text", kicker=kicker, place=card.term.label), card.definition, library)


@_slides.register
def _of_compare(deck: Compare, seed: str, library: Library) -> Iterator[Slide]:
    for column in deck.columns:
        yield Slide("prompt", verdict=column.section.title)
        yield from _in_pieces(Slide("text", place=column.section.title), column.opening, library)
        for enumeration in column.lists:
            for number, item in enumerate(enumeration.items, 1):
                count = _("%(number)s of %(count)s", number=number, count=len(enumeration.items))
                yield from _led(Slide("text", kicker=count, place=column.section.title), item, library)


@_slides.register
def _of_table(deck: Table, seed: str, library: Library) -> Iterator[Slide]:
    for number, row in enumerate(deck.rows, 1):
        kicker = _("%(number)s of %(count)s", number=number, count=len(deck.rows))
        yield from _in_pieces(Slide("text", kicker=kicker, heading=row.headings), row.body, library)


@_slides.register
def _of_items(deck: Items, seed: str, library: Library) -> Iterator[Slide]:
    for number, item in enumerate(deck.items, 1):
        kicker = _("%(number)s of %(count)s", number=number, count=len(deck.items))
        if deck.lead_in:
            yield from _in_pieces(Slide("text", kicker=kicker, place=deck.lead_in.text), item, library)
        else:
            yield from _led(Slide("text", kicker=kicker), item, library)


@_slides.register
def _of_figures(deck: Figures, seed: str, library: Library) -> Iterator[Slide]:
    for number, picture in enumerate(pictures_of(deck, library), 1):
        kicker = _("Figure %(number)s of %(count)s", number=number, count=len(deck.captions))
        yield Slide("figure", kicker=kicker, heading=(picture.caption,), picture=picture)


def _led(slide: Slide, item: Extract, library: Library) -> Iterator[Slide]:
    """A list item, the words before its colon as a heading."""
    lead = item.lead()
    if lead is None:
        yield from _in_pieces(slide, item, library)
    else:
        yield from _in_pieces(replace(slide, heading=(lead[0],)), lead[1], library)


def _in_pieces(slide: Slide, extract: Extract, library: Library) -> Iterable[Slide]:
    pieces = extract.pieces(ON_ONE_SCREEN)
    for number, piece in enumerate(pieces, 1):
        yield replace(slide, body=piece.quote(library), part=(number, len(pieces)))
