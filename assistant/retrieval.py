"""Retrieval: query -> hits, best first, each able to say exactly what earned its score.

A target's score is a weighted sum of signals.  Each signal is itself a sum over the words of the question, or depends
on the form of the question alone, so that a score can be explained word by word without remainder.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from assistant.guide_index import Cosines, GuideIndex, Trait
from assistant.matching import Feature
from assistant.numbered_places import MEMBER
from assistant.query import Asks, Query
from assistant.targets import Form, Target

NEAREST_PHRASES = 3
"""How many of a target's phrases count: the mean of the best three."""

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "own": 0.06,  # cosine with the target's text, its headings and what introduces it
        "phrases": 1.52,  # mean cosine with the three nearest phrases
        "centroid": 0.87,  # cosine with the mean of all that is said of it and asked about it
        "profile": 0.18,  # likelihood of the question's words, given all that
        "coverage": 0.54,  # share of the question's words, by rarity, that stand anywhere in it
        "list_asked": 0.04,  # a whole list, where a list is asked for
        "list_unasked": -0.29,  # a whole list, where none is
        "figure": -0.24,  # a figure's caption, where no figure is asked for
        "apparatus": -0.08,  # title page, references
        "definition": 0.46,  # defines the term whose meaning is asked for
        "example": 0.51,  # gives an example, where one is asked for
        "place": 0.5,  # stands in the numbered part that is asked for
        "ordinal": 0.56,  # is the first, second, … last item of the list that the question is about, or the next one
        "citation": 1.0,  # says how the guide is cited, where that is asked for
        "of_the_same": 0.5,  # holds what answered before, where an example of it is asked for
    }
)
"""Fitted by `assistant tune`; see `docs/decisions/0004-retrieval.md` for how, and for what lost."""

NEARLY, SURE_LIST = 0.75, 2.0
"""A list that matches nearly as well as the best target is surely the one meant: its item counts for more."""
BEGINNING = 2.0
"""A question for a numbered part and nothing else is answered with how the part begins, or with the whole of it."""
HEADINGS = 2.0
"""The headings of a chapter that is not named, where no list is asked for, answer still less often than other lists."""
BESIDE = 4.0
"""How much surer "the next one" is than a place in a list that still has to be found."""
BESIDES_ONE, AMONG_OTHERS = 0.5, 0.12
"""What the definition of a term is worth to a question that says one more word than the term, and many more."""
EDITION = 0.1
"""What a passage of a guide in the asker's language has ahead, where guides in several languages are installed."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A target, its score, and the parts that add up to it (signal -> weight times value).

    `phrases` are those nearest to the question, by their number in its language; they earned the part "phrases".
    """

    target: Target
    number: int
    score: float
    parts: Mapping[str, float]
    phrases: tuple[int, ...]
    counterpart: int | None = None
    """Number of the target in another language that says the same, and whose score counts for this one too."""


@dataclass(frozen=True)
class Retrieval:
    """All that retrieval found out: the hits, and the question's vector and cosines with which it did."""

    hits: tuple[Hit, ...]
    features: tuple[Feature, ...]
    cosines: Cosines


@dataclass(frozen=True)
class Signals:
    """The signals of every target for one question: name -> one value for each target."""

    values: Mapping[str, np.ndarray]
    features: tuple[Feature, ...]
    cosines: Cosines


def retrieve(query: Query, index: GuideIndex, k: int = 20, weights: Mapping[str, float] = WEIGHTS) -> Retrieval:
    """The *k* targets nearest *query*; equal scores keep guide order; no hits when no word is known."""
    signals = with_ordinal(query, signals_of(query, index), index, weights)
    matched = (signals.values["own"] + signals.values["phrases"]) > 0
    total = sum((weight * signals.values[name] for name, weight in weights.items()), np.zeros(len(index.targets)))
    total, earned, counterpart = _editions(query, index, total, matched)
    order = np.argsort(-total, kind="stable")[:k]
    hits = []
    for number in (int(i) for i in order if np.isfinite(total[i])):
        parts = {name: float(weight * signals.values[name][number]) for name, weight in weights.items()}
        if earned[number]:
            parts["edition"] = float(earned[number])
        hits.append(
            Hit(
                index.targets[number],
                number,
                float(total[number]),
                parts,
                nearest_phrases(number, query.language, signals.cosines, index),
                counterpart.get(number),
            )
        )
    return Retrieval(tuple(hits), signals.features, signals.cosines)


def _editions(
    query: Query, index: GuideIndex, total: np.ndarray, matched: np.ndarray
) -> tuple[np.ndarray, np.ndarray, dict[int, int]]:
    """(scores, of which by the edition, counterparts) once passages in the asker's language stand in for the others.

    A passage and its counterpart in another language are one answer: the one in the asker's language is kept, with the
    better of the two scores, and the other is left out.
    """
    scores = np.where(matched, total, -np.inf)
    earned = np.zeros(len(total))
    counterpart: dict[int, int] = {}
    if len(set(index.target_languages)) > 1:
        own = np.array([language == query.language for language in index.target_languages])
        earned = np.where(own & matched, EDITION, 0.0)
        scores = scores + earned
    for one, other in index.counterparts.tolist():
        kept, left = (one, other) if index.target_languages[one] == query.language else (other, one)
        if scores[left] > scores[kept]:
            earned[kept] = scores[left] - total[kept]
            scores[kept] = scores[left]
        scores[left] = -np.inf
        counterpart[kept] = left
    return scores, earned, counterpart


def signals_of(query: Query, index: GuideIndex) -> Signals:
    """Every signal for every target."""
    features = tuple(index.space.features([(w.text, w.term, w.weight) for w in query.words]))
    count = len(index.targets)
    language = index.language(query.language)
    cosines = index.cosines(features, language)
    grid = np.append(cosines.phrases, 0.0)[index.phrase_grid[language]]  # row -1 is the appended zero
    nearest = _best_of(grid, NEAREST_PHRASES) / NEAREST_PHRASES
    profile, coverage = _by_word(query, index)
    is_list = index.traits[Trait.LIST]
    asks_list = Asks.LIST in query.asks
    nothing = np.zeros(count)
    place = _place(query, index)
    return Signals(
        {
            "own": cosines.own,
            "phrases": nearest,
            "centroid": cosines.centroids,
            "profile": profile,
            "coverage": coverage,
            "list_asked": is_list if asks_list else nothing,
            "list_unasked": nothing if asks_list else is_list * np.where(index.outlines & (place == 0), HEADINGS, 1.0),
            "figure": nothing if Asks.LABEL in query.asks else index.traits[Trait.FIGURE],
            "apparatus": index.traits[Trait.APPARATUS],
            "definition": _definition(query, index),
            "place": place,
            "citation": index.traits[Trait.CITATION] if Asks.CITATION in query.asks else nothing,
            "of_the_same": _holds(query.said_before, index) if query.of_the_same else nothing,
            "example": index.traits[Trait.EXAMPLE] if Asks.EXAMPLE in query.asks else nothing,
        },
        features,
        cosines,
    )


def _best_of(grid: np.ndarray, k: int) -> np.ndarray:
    """The sum of the *k* highest values, none below zero, of each row of *grid*, which is used up."""
    rows = np.arange(len(grid))
    total = np.zeros(len(grid))
    # Nearly all values are zero, and then numpy's partition takes ten times as long as looking for the highest thrice.
    for _ in range(k if grid.shape[1] else 0):
        highest = grid.argmax(axis=1)
        total += grid[rows, highest]
        grid[rows, highest] = 0.0
    return total


def with_ordinal(query: Query, signals: Signals, index: GuideIndex, weights: Mapping[str, float]) -> Signals:
    """*signals* with that of the item which the question asks for by its place ("which is the last?").

    The list is the one that was the answer before; else the one that matches best, by everything but its being a list.
    """
    ordinal = np.zeros(len(index.targets))
    if query.step and not query.place:
        ordinal[list(_beside(query.said_before, query.step, index))] = BESIDE
    elif query.ordinal is not None and query.said_before and (told := _list_said(query, index)) is not None:
        if (item := _item(told, query.ordinal, index)) is not None:
            ordinal[item] = 1.0 if Asks.EXAMPLE in query.asks else BESIDE
    elif query.ordinal is not None:
        score = sum(
            (weights[n] * v for n, v in signals.values.items() if n in weights and not n.startswith("list_")),
            np.zeros(len(index.targets)),
        )
        lists = _lists(query.ordinal, index)
        found = max(lists, key=lambda n: (score[n], -n), default=None)
        if found is not None and score[found] > 0 and (item := _item(found, query.ordinal, index)) is not None:
            sure = score[found] >= NEARLY * score.max() and Asks.EXAMPLE not in query.asks
            ordinal[item] = SURE_LIST if sure else 1.0
    return Signals({**signals.values, "ordinal": ordinal}, signals.features, signals.cosines)


def _lists(ordinal: int, index: GuideIndex) -> list[int]:
    """The lists and outlines that are long enough to have the item."""
    return [n for n, t in enumerate(index.targets) if t.form is not Form.PASSAGE and len(t.spans) >= abs(ordinal)]


def _item(number: int, ordinal: int, index: GuideIndex) -> int | None:
    """The target that is the item of the list *number* at the place *ordinal*, or None where that holds none."""
    items = index.items[number]
    place = ordinal - 1 if ordinal > 0 else len(items) + ordinal
    return items[place] if place < len(items) and items[place] >= 0 else None


def _list_said(query: Query, index: GuideIndex) -> int | None:
    """The list that was the answer before: the longest of those whose items all begin in what was said."""
    guide, start, end = query.said_before[0]

    def reach(number: int) -> int:
        spans = index.targets[number].spans
        return spans[-1][0] - spans[0][0]

    said = [
        n
        for n in _lists(query.ordinal or 1, index)
        if (t := index.targets[n]).guide_id == guide and start <= t.spans[0][0] and t.spans[-1][0] < end
    ]
    return max(said, key=reach, default=None)


def _holds(said: Sequence[tuple[str, int, int]], index: GuideIndex) -> np.ndarray:
    """Which single passages hold the first of the spans *said*, 0 or 1."""
    holds = np.zeros(len(index.targets))
    for guide, start, end in said[:1]:
        for n, target in enumerate(index.targets):
            if target.form is Form.PASSAGE and target.guide_id == guide:
                holds[n] = target.spans[0][0] <= start and end <= target.spans[-1][1]
    return holds


def _beside(said: Sequence[tuple[str, int, int]], step: int, index: GuideIndex) -> Iterator[int]:
    """The items that stand *step* after the one that holds what was *said*, in every list of which it is an item."""
    before = {int(n) for n in np.flatnonzero(_holds(said, index))}
    for items in index.items.values():
        for place, item in enumerate(items):
            if item in before and 0 <= place + step < len(items) and items[place + step] >= 0:
                yield items[place + step]


def nearest_phrases(number: int, code: str, cosines: Cosines, index: GuideIndex) -> tuple[int, ...]:
    """The target's phrases in the language *code* that count for the question, best first, by number."""
    rows = index.phrase_rows(number, code)
    scores = cosines.phrases[rows]
    order = np.argsort(-scores, kind="stable")[:NEAREST_PHRASES]
    return tuple(int(rows[n]) for n in order if scores[n] > 0)


def matched_phrases(hit: Hit, code: str, index: GuideIndex) -> list[str]:
    """The phrases that earned *hit* its part "phrases", for a question in the language *code*; best first."""
    texts = index.phrase_texts[index.language(code)]
    return [texts[number] for number in hit.phrases]


def _by_word(query: Query, index: GuideIndex) -> tuple[np.ndarray, np.ndarray]:
    """Profile and coverage: the mean log-likelihood ratio of the known words, and the share of rarity that is
    covered.
    """
    profile = np.zeros(len(index.targets))
    covered = np.zeros(len(index.targets))
    weight_total = rarity_total = 0.0
    for word in query.words:
        column = index.space.terms.get(word.term)
        if column is None:
            continue
        start, end = index.profile.indptr[column], index.profile.indptr[column + 1]
        rows = index.profile.rows[start:end]
        rarity = word.weight * float(index.space.idf[column])
        profile[rows] += np.float64(word.weight) * index.profile.weights[start:end]
        profile -= word.weight * index.profile_length[language_number(word.term, index)]
        covered[rows] += rarity
        weight_total += word.weight
        rarity_total += rarity
    return profile / max(1.0, weight_total), covered / rarity_total if rarity_total else covered


def _place(query: Query, index: GuideIndex) -> np.ndarray:
    """How much each target stands for the numbered part that the question names."""
    chosen = np.zeros(len(index.targets))
    if query.place is not None:
        for number, value in index.members(query.place):
            chosen[number] = value if query.subject or value == MEMBER else BEGINNING * value
    return chosen


def _definition(query: Query, index: GuideIndex) -> np.ndarray:
    """One for the passage that defines the only thing asked about; little where the question says more than a term."""
    chosen = np.zeros(len(index.targets))
    for anchor in query.definitions:
        chosen[list(index.by_anchor.get(anchor, ()))] = (1.0, BESIDES_ONE, AMONG_OTHERS)[min(query.besides, 2)]
    return chosen


def language_number(term: str, index: GuideIndex) -> int:
    """Which of the index's languages *term* belongs to."""
    return index.languages.index(term.split(":", 1)[0] if ":" in term else "en")
