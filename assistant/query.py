"""A question as understood: the value that understanding hands to retrieval."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from assistant.thesaurus import Mention


class Origin(StrEnum):
    """Where a word of the query comes from."""

    QUESTION = "question"
    CORRECTION = "correction"
    EXPANSION = "expansion"
    CONTEXT = "context"
    FORM = "form"
    """In a follow-up, a word that says what form of answer is wanted ("example", "the last"), not about what."""


class Asks(StrEnum):
    """What form of answer a question asks for; a question can ask for several."""

    LIST = "list"
    COMPARISON = "comparison"
    EXAMPLE = "example"
    MEANING = "meaning"
    NUMBER = "number"
    REASON = "reason"
    ORDINAL = "ordinal"
    LABEL = "label"
    CITATION = "citation"


LAST = -1
"""The number of the last part of its kind: which that is, the guides tell."""


@dataclass(frozen=True, slots=True)
class Place:
    """A numbered part of a guide: its kind, as the language files name it ("goal"), its number or LAST, and the
    wording.
    """

    kind: str
    number: int
    wording: str


@dataclass(frozen=True, slots=True)
class QueryWord:
    """One word of the query: as shown to the reader, its term in the index, its weight, and where it comes from."""

    text: str
    term: str
    weight: float = 1.0
    origin: Origin = Origin.QUESTION


@dataclass(frozen=True, slots=True)
class Correction:
    """A spelling that was corrected, or a wording that was read as another."""

    wrong: str
    right: str


@dataclass(frozen=True, slots=True)
class Expansion:
    """A term of the thesaurus that the question names, and the labels that were searched for as well."""

    wording: str
    term_id: str
    label: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """A question, normalised, corrected, expanded, and put in the context of the conversation."""

    question: str
    text: str
    """The question as it is searched: normalised and corrected."""
    language: str
    words: tuple[QueryWord, ...]
    asks: frozenset[Asks] = frozenset()
    ordinal: int | None = None
    """1 for the first, -1 for the last; None when the question asks for no place in an order."""
    place: Place | None = None
    """A numbered part of the guide that the question names ("Table 4")."""
    corrections: tuple[Correction, ...] = ()
    expansions: tuple[Expansion, ...] = ()
    terms: tuple[str, ...] = ()
    """Preferred labels of the thesaurus's terms that the question names."""
    mentions: tuple[Mention, ...] = ()
    """Where in the question's words the thesaurus's terms are named."""
    rests_on: tuple[str, ...] = ()
    """Anchors of the passages that say why the question is read as it is: what makes somebody of 16 years a child."""
    besides: int = 0
    """How many words of substance there are besides the one term that is asked about: the question's, and in a
    follow-up those that it inherits; all of its own where it names no term or several.
    """
    definitions: tuple[str, ...] = ()
    """Anchors of the passages that define what is asked about, when a meaning is asked for or a bare term is given."""
    context: str | None = None
    """The words that a follow-up inherited from the conversation."""
    said_before: tuple[tuple[str, int, int], ...] = ()
    """(guide, start, end) of what answered the question that a follow-up follows: it wants something else."""
    step: int = 0
    """+1 when the item after the one that answered before is asked for ("and the next one?"), -1 for the one before."""
    another: bool = False
    """Whether something else of the same kind is asked for ("do you have another example?")."""
    of_the_same: bool = False
    """Whether an example of what answered before is asked for."""
    again: bool = False
    """Whether the answer before is asked for once more ("which page is that?", "say it more simply")."""
    names_guide: bool = False
    """Whether it names the guide itself ("who funded this publication")."""
    points_nowhere: bool = False
    """Whether it only points back ("and the last one?") and nothing was asked before."""
    unknown: tuple[str, ...] = field(default=())
    """Words of the question that the guide, its phrases and the thesaurus do not use."""

    @property
    def typed(self) -> tuple[QueryWord, ...]:
        """The words that the reader typed, those of form included."""
        return tuple(w for w in self.words if w.origin in (Origin.QUESTION, Origin.CORRECTION, Origin.FORM))

    @property
    def own(self) -> tuple[QueryWord, ...]:
        """The words that the reader typed and that say what the question is about."""
        return tuple(w for w in self.typed if w.origin is not Origin.FORM)

    @property
    def asked(self) -> tuple[QueryWord, ...]:
        """The question's own words, or those that it inherits where it has none ("why?")."""
        return self.own or tuple(w for w in self.words if w.origin is Origin.CONTEXT)

    @property
    def subject(self) -> tuple[QueryWord, ...]:
        """The question's own words but those of a numbered part that it names; none in "and guide 3?"."""
        named = set(re.findall(r"\w+", self.place.wording.casefold())) if self.place else set()
        return tuple(w for w in self.own if w.text not in named)
