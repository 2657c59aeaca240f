"""A term's card: what the guide says of it, its names, where it is used, and what it is related to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.answering import Assistant
from assistant.citation import cite
from assistant.guide import Guide, Kind, Passage
from assistant.library import Library
from assistant.reply import Quote
from assistant.thesaurus import Term, Thesaurus
from web.citing import Cited, cited
from web.i18n import LANGUAGES
from web.quotes import QuoteView, view
from web.terminology.advice import Reason, reasons
from web.terminology.concordance import Concordance, everyday_uses_of, named_in, uses_of

REVIEWED = "reviewed"
"""The standing of a label after somebody who works in the language has looked at it."""


@dataclass(frozen=True, slots=True)
class Definition:
    """The words of a guide that define a term, or where there is no definition, best explain it."""

    quote: QuoteView
    cited: Cited
    defines: bool


@dataclass(frozen=True, slots=True)
class Name:
    """The term in another language, with the standing of that label in the thesaurus."""

    language: str
    language_name: str
    label: str
    alternatives: tuple[str, ...]
    standing: str

    @property
    def reviewed(self) -> bool:
        return self.standing == REVIEWED


@dataclass(frozen=True, slots=True)
class TermCard:
    """Everything the term's page shows."""

    term: Term
    definitions: tuple[Definition, ...]
    names: tuple[Name, ...]
    reasons: tuple[Reason, ...]
    """Why a guide advises against the discouraged wordings; () where there are none, or none is explained."""
    broader: tuple[Term, ...]
    narrower: tuple[Term, ...]
    related: tuple[Term, ...]
    uses: tuple[Concordance, ...]
    everyday_uses: tuple[Concordance, ...]
    """Only of guides that have any."""

    @property
    def total(self) -> int:
        """How often the guides use the term."""
        return sum(c.total for c in self.uses)


def card(assistant: Assistant, term: Term) -> TermCard:
    """The card of *term*."""
    library, by_id = assistant.library, assistant.thesaurus.by_id
    everyday = (everyday_uses_of(term, guide) for guide in library.guides)
    return TermCard(
        term=term,
        definitions=definitions(term, library),
        names=tuple(
            Name(code, LANGUAGES.get(code, code), t.label, t.alt, t.standing) for code, t in term.translations.items()
        ),
        reasons=reasons(term, library),
        broader=tuple(by_id[i] for i in term.broader),
        narrower=narrower(term, assistant.thesaurus),
        related=tuple(by_id[i] for i in term.related),
        uses=tuple(uses_of(term, guide) for guide in library.guides),
        everyday_uses=tuple(c for c in everyday if c.total),
    )


def narrower(term: Term, thesaurus: Thesaurus) -> tuple[Term, ...]:
    """The terms that name *term* as broader."""
    return tuple(t for t in thesaurus.terms if term.id in t.broader)


def definitions(term: Term, library: Library) -> tuple[Definition, ...]:
    """What each guide says of *term*; () when the guides use it without defining it.

    `Term.definition` is the anchor of a passage, which guides that share a chapter share.
    """
    return tuple(_definition(term, guide, passage, library) for guide, passage in _defining(term, library))


def _defining(term: Term, library: Library) -> Iterator[tuple[Guide, Passage]]:
    for guide in library.guides:
        passage = guide.by_id.get(f"{guide.id}/{term.definition}") or guide.by_id.get(term.definition or "")
        if passage:
            yield guide, passage


def _definition(term: Term, guide: Guide, passage: Passage, library: Library) -> Definition:
    defines = passage.kind in (Kind.DEFINITION, Kind.QUOTATION) or passage.term is not None or passage.named
    # In a passage that only explains the term, its own words are marked, so that the eye finds them.
    marks = () if defines else tuple((o.start - passage.start, o.end - passage.start) for o in named_in(term, guide)
                                     if passage.start <= o.start and o.end <= passage.end)  # fmt: skip
    quote = Quote(text=passage.text, highlights=marks, passage_id=passage.id, score=0.0,
                  citation=cite(guide, passage, passage.start, passage.end), start=passage.start, end=passage.end,
                  language=guide.metadata.language)  # fmt: skip
    shown = view(quote, library)
    return Definition(replace(shown, marked=tuple(dict.fromkeys(shown.marked))), cited(quote, library), defines)
