"""How likely it is that the guide answers: a calibrated chance, and the decision to answer.

No score tells by itself: an unanswerable question shares the guide's words as well as an answerable one.  So several
signals are put into a logistic regression, fitted by `assistant calibrate` on questions of which it is known whether
the guide answers them.  The weights are data: `corpus/calibration.json`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np

from assistant.analysis import words
from assistant.errors import CorpusError
from assistant.guide_index import GuideIndex
from assistant.index import best as best_rows
from assistant.leaning import Leanings
from assistant.query import Asks, Query
from assistant.retrieval import NEAREST_PHRASES, WEIGHTS, Hit, Retrieval

FILE = "calibration.json"
TEMPERATURE = 0.08
"""How sharply the share of the best hit among all is read from the scores."""
LOOKED_UP = 0.9
"""The least confidence in what is looked up by its place: the place is certain, how the question is read is not."""
AS_WRITTEN = 0.5
"""The least confidence in what an editor wrote down as it is asked."""
NEARLY_WRITTEN, NO_TOPIC_NEARER = 0.94, -0.05
"""Cosine of the nearest phrase, and that of the nearest topic's phrase less it, from and up to which that is so."""
FAR_OFF = 0.05
"""The most confidence in what is about something else altogether."""
FEW_SHARED = 2
"""How many words such a question shares with the best hit or its phrases, at most."""
APART, NO_PHRASE_NEAR, OF_NO_KIND = 0.2, 0.65, -2.0
"""Cosine with all that is asked of the best hit, and with its nearest phrase, up to which that is so, and the leaning
above which.
"""
NEAREST_TOPIC_PHRASES = 60
"""Phrases of topics not covered that are looked at."""


class Certainty(StrEnum):
    """What is known of an answer without the regression."""

    LOOKED_UP = "looked_up"
    AS_WRITTEN = "as_written"
    FAR_OFF = "far_off"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for and against an answer: the signals by name, and the nearest topic that no guide covers.

    `topic` is its number, or -1; `missing` are the question's words that the best hit does not have.
    """

    signals: Mapping[str, float]
    topic: int
    missing: tuple[str, ...]


def weigh(query: Query, retrieval: Retrieval, index: GuideIndex, leanings: Leanings) -> Evidence:
    """The signals for *query*, given what retrieval found; all zero when it found nothing."""
    if not retrieval.hits:
        return Evidence({}, -1, tuple(w.text for w in query.words))
    best = retrieval.hits[0]
    other = next((h for h in retrieval.hits[1:] if not set(h.target.passages) & set(best.target.passages)), None)
    topic, topic_score = _nearest_topic(query, retrieval, index)
    covered, missing, names = _coverage(query, best, index)
    scores = np.array([h.score for h in retrieval.hits])
    share = np.exp((scores - scores[0]) / TEMPERATURE)
    nearest = [float(retrieval.cosines.phrases[p]) for p in best.phrases]
    asked = query.asked
    phrases = sum(nearest) / NEAREST_PHRASES
    signals = {
        "score": best.score,
        "margin": best.score - (other.score if other else 0.0),
        "share": float(1 / share.sum()),
        "own": best.parts["own"],
        "nearest_phrase": max(nearest, default=0.0),
        "phrases": phrases,
        "profile": best.parts["profile"],
        "definition": best.parts["definition"],
        "topic": topic_score,
        "topic_lead": topic_score - phrases,
        "nearest_lead": float(retrieval.cosines.topics.max(initial=0.0)) - max(nearest, default=0.0),
        "leaning": leanings.of(query),
        "coverage": covered,
        "rarest_missing": max((index.rarity(w.term) for w in asked if w.text in missing), default=0.0),
        "names_missing": float(min(names, 3)),
        "number_missing": float(Asks.NUMBER in query.asks and not index.gives_number(best.number)),
        "unknown": float(min(len(query.unknown), 3)),
        "words": math.log1p(len(asked)),
        "follows_up": float(query.context is not None),
        "other_language": float(query.language != "en"),
    }
    return Evidence(signals, topic, missing)


def judge(
    query: Query, retrieval: Retrieval, evidence: Evidence, index: GuideIndex, calibration: Calibration
) -> tuple[float, Certainty | None]:
    """The confidence in an answer to *query*, in [0, 1], and what is known without the regression, if that decides."""
    chance = calibration.confidence(evidence.signals)
    if not retrieval.hits:
        return chance, None
    if _looked_up(query, retrieval.hits[0]):
        return max(chance, LOOKED_UP), Certainty.LOOKED_UP
    if _as_written(evidence.signals):
        return max(chance, AS_WRITTEN), Certainty.AS_WRITTEN
    if _far_off(query, retrieval, evidence, index):
        return min(chance, FAR_OFF), Certainty.FAR_OFF
    return chance, None


def _looked_up(query: Query, hit: Hit) -> bool:
    """Whether *hit* was found by its place in the guide, and the question says nothing else ("and the next one?").

    The words of such a question are those of no passage, and tell nothing of the chance that the guide answers.
    """
    in_sure_list = hit.parts.get("ordinal", 0.0) > WEIGHTS["ordinal"]
    return not query.subject and (hit.parts.get("place", 0.0) > 0 or in_sure_list)


def _as_written(signals: Mapping[str, float]) -> bool:
    """Whether an editor wrote down the question nearly word for word under the best hit, and nothing as near elsewhere.

    Of the practice questions and dev-a 46 are so; the guide answers all but two of them.
    """
    near = signals.get("nearest_phrase", 0.0) >= NEARLY_WRITTEN and signals["nearest_lead"] <= NO_TOPIC_NEARER
    return near and signals["names_missing"] == 0


def _far_off(query: Query, retrieval: Retrieval, evidence: Evidence, index: GuideIndex) -> bool:
    """Whether a phrase of the best hit shares a word or two with the question, and nothing else does: "how to cook",
    "who won the match".

    It names neither a term of the field nor the guide, and none of its words stands in the passage; what is asked of
    that is about other things, no phrase is near, and the wording is not that of questions which the guide answers.
    The regression is fitted on questions near the guide's subject and takes a common word that is in some phrase for a
    match.  No practice question that the guide answers is so; of the 103 on anything else (`off-topic.jsonl`) that the
    regression would answer 69 are.
    """
    best, signals = retrieval.hits[0], evidence.signals
    shared = [w for w in query.asked if w.text not in evidence.missing]
    columns = [c for w in shared if (c := index.space.terms.get(w.term)) is not None]
    in_its_text = any(index.stands(c, n) for c in columns for n in (best.number, best.counterpart) if n is not None)
    by_structure = any(best.parts.get(name, 0.0) > 0 for name in ("definition", "place", "ordinal", "citation"))
    apart = retrieval.cosines.centroids[best.number] <= APART and signals["nearest_phrase"] <= NO_PHRASE_NEAR
    of_the_field = bool(query.mentions) or query.names_guide or query.context is not None or by_structure
    by_a_phrase = not in_its_text and len(shared) <= FEW_SHARED
    return by_a_phrase and not of_the_field and bool(apart) and signals["leaning"] > OF_NO_KIND


def _nearest_topic(query: Query, retrieval: Retrieval, index: GuideIndex) -> tuple[int, float]:
    """The topic not covered whose phrases are nearest, and the mean cosine of its three nearest; (-1, 0) if none."""
    topic_of = index.topic_of[index.language(query.language)]
    best: dict[int, list[float]] = {}
    for phrase, cosine in best_rows(retrieval.cosines.topics, NEAREST_TOPIC_PHRASES):
        best.setdefault(int(topic_of[phrase]), []).append(cosine)
    if not best:
        return -1, 0.0
    mean = {t: sum(s[:NEAREST_PHRASES]) / NEAREST_PHRASES for t, s in best.items()}
    topic = max(mean, key=lambda t: (mean[t], -t))
    return topic, mean[topic]


def _coverage(query: Query, hit: Hit, index: GuideIndex) -> tuple[float, tuple[str, ...], int]:
    """How much of the question the hit has: (share of its words, weighted by rarity; the words it lacks; how many names
    and numbers are among those that the hit's own text lacks)."""
    total = found = 0.0
    missing: list[str] = []
    numbers = [n for n in (hit.number, hit.counterpart) if n is not None]
    names = 0
    abbreviated = _abbreviated(query, numbers, index)
    for word in query.asked:
        rarity = index.rarity(word.term)
        column = index.space.terms.get(word.term)
        total += rarity
        if column is not None and any(index.profile.has(column, n) for n in numbers):
            found += rarity
        else:
            missing.append(word.text)
        is_name = word.text in index.names or (word.text[0].isdigit() and len(word.text) > 1)
        stands = column is not None and any(index.stands(column, n) for n in numbers)
        if is_name and not stands and word.text not in abbreviated:
            names += 1
    return (found / total if total else 0.0), tuple(missing), names


def _abbreviated(query: Query, numbers: Sequence[int], index: GuideIndex) -> frozenset[str]:
    """Words of the question's terms for which the target writes an acronym: "South America" stands there as "SA"."""
    found: set[str] = set()
    for mention in query.mentions:
        columns = [index.space.terms.get(acronym.casefold()) for acronym in mention.term.acronyms]
        if any(c is not None and index.stands(c, n) for c in columns for n in numbers):
            found.update(words(mention.wording))
    return frozenset(found)


@dataclass(frozen=True)
class Calibration:
    """A logistic regression over standardised signals, and the confidence from which a question is answered."""

    weights: Mapping[str, float]
    means: Mapping[str, float]
    scales: Mapping[str, float]
    bias: float
    threshold: float

    def confidence(self, signals: Mapping[str, float]) -> float:
        """The chance, in [0, 1], that the guide answers; 0 without signals."""
        if not signals:
            return 0.0
        z = self.bias + sum(w * (signals[n] - self.means[n]) / self.scales[n] for n, w in self.weights.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))


UNCALIBRATED = Calibration(
    {"coverage": 1.0, "score": 1.0}, {"coverage": 0.5, "score": 0.3}, {"coverage": 0.2, "score": 0.2}, 0.5, 0.3
)
"""For a corpus that has no calibration of its own: what matches most words of a question is offered as an answer."""


def load_calibration(folder: Path) -> Calibration:
    """The calibration of the corpus *folder*, or a plain one where it has none.  Raises CorpusError if malformed."""
    path = folder / FILE
    if not path.exists():
        return UNCALIBRATED
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        calibration = Calibration(
            data["weights"], data["means"], data["scales"], float(data["bias"]), float(data["threshold"])
        )
        if set(calibration.weights) - set(calibration.means) or set(calibration.weights) - set(calibration.scales):
            raise KeyError("means and scales for every weight")
    except (ValueError, KeyError, TypeError) as error:
        raise CorpusError(
            path, None, f"the calibration is malformed ({error})", "Run `assistant calibrate` again."
        ) from None
    return calibration
