"""The guide index: everything that a question is matched against, built once (`indexing.py`) and then only read."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from itertools import pairwise

import numpy as np

from assistant.index import Postings
from assistant.matching import Feature, Space
from assistant.numbered_places import Places
from assistant.query import LAST, Place
from assistant.targets import Form, Target


class Part(IntEnum):
    """What the rows of a ground are, in order."""

    OWN = 0
    """Targets: a target's own text, with headings and what introduces it."""
    SPANS = 1
    """The spans of all targets, one target after another."""
    CENTROIDS = 2
    """Targets: the mean direction of a target's text and of its phrases in the language."""
    PHRASES = 3
    """The phrases in the language, sorted by target."""
    TOPICS = 4
    """The phrases in the language of the topics that no guide covers."""


class Trait(IntEnum):
    """What a target is or has, whatever is asked: the rows of `GuideIndex.traits`."""

    LIST = 0
    """It is a whole list."""
    FIGURE = 1
    """It is a figure's caption."""
    APPARATUS = 2
    """It stands on the title page, among the references…"""
    EXAMPLE = 3
    """It gives an example."""
    NUMBER = 4
    """It has a figure."""
    CITATION = 5
    """It says how its guide is cited."""


@dataclass(frozen=True, slots=True)
class Cosines:
    """The cosine of a question with every row of a ground, one array for each part of it."""

    own: np.ndarray
    spans: np.ndarray
    centroids: np.ndarray
    phrases: np.ndarray
    topics: np.ndarray


@dataclass(frozen=True)
class GuideIndex:
    """Targets, and all that a question is matched against.

    There is a ground for each language: one matrix whose rows are the parts named in `Part`, so that a question goes
    through its postings once.  `bounds`, of shape (languages, parts + 1), says where each part begins.

    Phrases and topics are numbered through within their language.  `phrase_grid`, of shape (languages, targets, most
    phrases of a target), holds the numbers of each target's phrases, with -1 where a target has fewer.
    """

    targets: tuple[Target, ...]
    space: Space
    ground: tuple[Postings, ...]
    bounds: np.ndarray
    span_words: Postings
    """Rows: spans; which words stand in a sentence or in the phrases that it answers (weights are all one)."""
    span_offset: np.ndarray
    """Row of the first span of each target; one entry more than there are targets."""
    span_reasons: np.ndarray
    """By span, 0 or 1: gives a reason."""
    phrase_texts: tuple[tuple[str, ...], ...]
    """By language and number."""
    phrase_span: tuple[np.ndarray, ...]
    """By language and number: which span of the target answers, or -1 where the target as a whole does."""
    phrase_grid: np.ndarray
    places: Places
    """The numbered parts of the guides."""
    traits: np.ndarray
    """Shape (traits, targets), 0 or 1; the rows are those of `Trait`."""
    counterparts: np.ndarray
    """Shape (pairs, 2): numbers of a target and of its counterpart in the guide of which its own is an edition."""
    target_languages: tuple[str, ...]
    """The language of each target's guide."""
    languages: tuple[str, ...]
    profile: Postings
    """Rows: targets; what a word says for a target, given all that is said of it and asked about it."""
    profile_length: np.ndarray
    """Shape (languages, targets): what each word of a question costs a target of whom much is said."""
    topic_of: tuple[np.ndarray, ...]
    """By language and number of a topic's phrase: the number of the topic, in the order of `Editorial.topics`."""
    vocabulary: dict[str, dict[str, int]]
    names: frozenset[str]
    """Words that are written with a capital wherever they stand: persons, places, bodies; case-folded."""

    def cosines(self, features: Iterable[Feature], language: int) -> Cosines:
        """The cosine of a question, given as its features, with all that is on file for the language numbered
        *language*."""
        scores = self.ground[language].scores((f.column, f.weight) for f in features)
        return Cosines(*(scores[begin:end] for begin, end in pairwise(self.bounds[language].tolist())))

    def weight(self, column: int, part: Part, number: int, language: int) -> float:
        """The weight of the word or n-gram *column* in row *number* of a part of the ground; zero where it has none."""
        return self.ground[language].weight(column, int(self.bounds[language][part]) + number)

    def stands(self, column: int, target: int) -> bool:
        """Whether the word or n-gram *column* stands in the text of *target* itself, its headings included."""
        return self.weight(column, Part.OWN, target, 0) != 0.0

    @cached_property
    def by_anchor(self) -> dict[str, tuple[int, ...]]:
        """Numbers of the targets that have an anchor: one for each guide in which it stands."""
        found: dict[str, tuple[int, ...]] = {}
        for number, target in enumerate(self.targets):
            if target.form is Form.PASSAGE:
                anchor = target.id.split("/", 1)[1]
                found[anchor] = (*found.get(anchor, ()), number)
        return found

    def language(self, code: str) -> int:
        """The number of the language *code*; the first one's for a language that the corpus does not describe."""
        return self.languages.index(code) if code in self.languages else 0

    @cached_property
    def members_of_place(self) -> Mapping[tuple[str, int], tuple[tuple[int, float], ...]]:
        """(kind, number) of a numbered part -> its targets, each with how much it stands for the part."""
        return {(kind, number): members for kind, number, members in self.places}

    def members(self, place: Place) -> tuple[tuple[int, float], ...]:
        """The targets of a numbered part, each with how much it stands for the part; none if there is no such part."""
        return self.members_of_place.get(self._key(place), ())

    def has_place(self, place: Place) -> bool:
        """Whether a guide has this numbered part, be it only by name."""
        return self._key(place) in self.members_of_place

    def _key(self, place: Place) -> tuple[str, int]:
        """Kind and number of *place*, with the number that the last of its kind has."""
        if place.number != LAST:
            return place.kind, place.number
        return place.kind, max((n for kind, n in self.members_of_place if kind == place.kind), default=LAST)

    @cached_property
    def outlines(self) -> np.ndarray:
        """By target: whether it is a chapter as the list of its sections."""
        return np.array([t.form is Form.OUTLINE for t in self.targets])

    def gives_number(self, target: int) -> bool:
        """Whether the target has a figure."""
        return bool(self.traits[Trait.NUMBER, target])

    @cached_property
    def every_phrase(self) -> tuple[str, ...]:
        """The phrases of all languages, one language after another."""
        return tuple(text for texts in self.phrase_texts for text in texts)

    def phrase_rows(self, target: int, code: str) -> np.ndarray:
        """Numbers of the phrases of a target in the language *code*."""
        rows: np.ndarray = self.phrase_grid[self.language(code)][target]
        return rows[rows >= 0]

    @cached_property
    def items(self) -> dict[int, tuple[int, ...]]:
        """For each list or outline, by number: the targets that are its items (the first passage of each section), with
        -1 for a section that holds none.
        """
        starts = [(t.guide_id, t.spans[0][0], n) for n, t in enumerate(self.targets) if t.form is Form.PASSAGE]

        def first(guide_id: str, begin: int, end: float) -> int:
            return next((n for guide, start, n in starts if guide == guide_id and begin <= start < end), -1)

        def items_of(target: Target) -> tuple[int, ...]:
            begins = [begin for begin, _ in target.spans]
            ends = [*begins[1:], math.inf]
            return tuple(first(target.guide_id, begin, end) for begin, end in zip(begins, ends, strict=True))

        return {n: items_of(t) for n, t in enumerate(self.targets) if t.form is not Form.PASSAGE}

    def rarity(self, term: str) -> float:
        """Inverse document frequency of *term*; that of a word never seen when it is unknown."""
        column = self.space.terms.get(term)
        return float(self.space.idf[column]) if column is not None else float(self.space.idf.max())
