"""Matching a question against what the guide says and the phrases under which people ask for it.

Targets are what can be answered with: every passage that can be an answer, and every whole list or table.  A target has
its own text (with headings as context) and the editor's asked-as phrases.  Text is matched by words and by the
character n-grams inside them, so that "trafiking" still finds "trafficking"; both are TF-IDF weighted and
L2-normalised together, so that every score is a cosine, and a sum over the question's words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from assistant.analysis import word_ngrams

NGRAM_SHARE = 0.5
"""Weight of the character n-gram part beside the word part."""


@dataclass(frozen=True, slots=True)
class Feature:
    """A word term or character n-gram of a question: its column, its weight, and the word of the question it is
    from.
    """

    column: int
    weight: float
    word: str


class Space:
    """The vocabulary of words and character n-grams with their inverse document frequencies."""

    def __init__(self, terms: Mapping[str, int], grams: Mapping[str, int], idf: np.ndarray) -> None:
        self.terms, self.grams, self.idf = terms, grams, idf
        self._grams_of = lru_cache(maxsize=65536)(self._word_grams)

    def _word_grams(self, word: str) -> tuple[int, ...]:
        offset = len(self.terms)
        return tuple(offset + self.grams[g] for g in word_ngrams(word) if g in self.grams)

    def features(self, weighted: Sequence[tuple[str, str, float]]) -> list[Feature]:
        """The unit vector of a question given as (word as typed, term, weight); unknown words have no feature.

        The weights of one column add up before the vector is normalised to length one.
        """
        columns: dict[int, list[Feature]] = {}
        for word, term, weight in weighted:
            if term in self.terms:
                column = self.terms[term]
                columns.setdefault(column, []).append(Feature(column, weight * float(self.idf[column]), word))
            for column in self._grams_of(word):
                columns.setdefault(column, []).append(
                    Feature(column, NGRAM_SHARE * weight * float(self.idf[column]), word)
                )
        flat = [f for same in columns.values() for f in same]
        norm = float(np.sqrt(sum(sum(f.weight for f in same) ** 2 for same in columns.values()))) or 1.0
        return [Feature(f.column, f.weight / norm, f.word) for f in flat]
