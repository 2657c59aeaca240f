"""Retrieval: query -> hits, best first, each able to say exactly what earned its score."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.guide_index import Form, GuideIndex, Target
from assistant.matching import Feature, dot
from assistant.query import Asks, Query

OWN = 0.5
"""Weight of the target's own text beside the phrases; see `docs/decisions/0004-retrieval.md` for what lost."""
PHRASES = 1.0
PROFILE = 0.2
"""Weight of the profile: how likely the question's words are, given all that is said of a target and asked about it."""
NEAREST_PHRASES = 3
"""How many of a target's phrases count: the mean of the best three."""
FIGURE_MALUS = 0.4
"""A figure's caption says little unless figures are asked for."""
LIST_BONUS, LIST_MALUS = 0.12, 0.06
"""A whole list is preferred where a list is asked for, and set back where it is not."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A target with its score and rank data.

    `own`, `phrases`, `profile` and `structure` are the parts that add up to `score`; `rows` are the phrase rows that counted.
    """

    target: Target
    number: int
    score: float
    own: float
    phrases: float
    profile: float
    structure: float
    rows: tuple[int, ...]


@dataclass(frozen=True)
class Retrieval:
    """All that retrieval found out: the hits, and the question's vector with which it did."""

    hits: tuple[Hit, ...]
    features: tuple[Feature, ...]
    phrase_scores: np.ndarray


def retrieve(query: Query, index: GuideIndex, k: int = 20) -> Retrieval:
    """The *k* targets nearest *query*; equal scores keep guide order; no hits when no word is known."""
    features = tuple(index.space.features([(w.text, w.term, w.weight) for w in query.words]))
    own = OWN * dot(features, index.own)
    phrase_scores = dot(features, index.phrases)
    usable = np.append(np.where(index.phrase_languages == query.language, phrase_scores, 0.0), 0.0)
    grid = usable[index.phrase_grid]  # row -1 is the appended zero
    width = min(NEAREST_PHRASES, grid.shape[1])
    nearest = np.partition(grid, grid.shape[1] - width, axis=1)[:, -width:]
    phrases = PHRASES * nearest.sum(axis=1) / NEAREST_PHRASES
    profile = PROFILE * _profile(query, index)
    structure = _structure(query, index)
    matched = (own + phrases) > 0
    total = np.where(matched, own + phrases + profile + structure, -np.inf)
    order = np.argsort(-total, kind="stable")[:k]
    hits = []
    for number in (int(i) for i in order if np.isfinite(total[i])):
        rows = index.phrase_grid[number]
        counted = sorted((int(r) for r in rows if r >= 0 and usable[r] > 0), key=lambda r: -usable[r])[:NEAREST_PHRASES]
        hits.append(Hit(index.targets[number], number, float(total[number]), float(own[number]),
                        float(phrases[number]), float(profile[number]), float(structure[number]), tuple(counted)))
    return Retrieval(tuple(hits), features, phrase_scores)


def _profile(query: Query, index: GuideIndex) -> np.ndarray:
    """The mean log-likelihood ratio of the query's known words, one figure for each target."""
    known = [(index.space.terms[w.term], w.weight, _language(w.term, index)) for w in query.words
             if w.term in index.space.terms]
    if not known:
        return np.zeros(len(index.targets))
    scores = index.profile.scores((column, weight) for column, weight, _ in known)
    for _, weight, language in known:
        scores -= weight * index.profile_length[language]
    return scores / max(1.0, sum(weight for _, weight, _ in known))


def _language(term: str, index: GuideIndex) -> int:
    return index.languages.index(term.split(":", 1)[0] if ":" in term else "en")


def _structure(query: Query, index: GuideIndex) -> np.ndarray:
    """What the form of the question says for or against each target, whatever its words."""
    score = np.zeros(len(index.targets))
    wants_list = Asks.LIST in query.asks
    if Asks.LABEL not in query.asks:
        score[index.figures] -= FIGURE_MALUS
    for number, target in enumerate(index.targets):
        if target.form is not Form.PASSAGE:
            score[number] += LIST_BONUS if wants_list else -LIST_MALUS
    return score
