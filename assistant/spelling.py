"""Spelling: words that neither guide nor thesaurus knows are read as the nearest word that they know.

Only words are corrected, never names, numbers or acronyms: a correction that changes the question is worse than none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.text import fold_accents

SHORTEST = 4
"""Words of fewer letters are never corrected: too many words are one letter away from them."""


class Speller:
    """Corrects against the vocabulary of one language, given with how often each word is used.

    The words *also* are spelt right too, but nothing is corrected to one of them.
    """

    def __init__(self, vocabulary: Mapping[str, int], also: Collection[str] = ()) -> None:
        self.known = frozenset(fold_accents(w) for w in (*vocabulary, *also))
        self.by_start: dict[str, list[str]] = defaultdict(list)
        self.count: dict[str, int] = defaultdict(int)
        self.written: dict[str, str] = {}
        for word, count in vocabulary.items():
            folded = fold_accents(word)
            if len(word) >= SHORTEST and word.isalpha():
                if folded not in self.count:
                    self.by_start[folded[0]].append(folded)
                if count > self.count[folded]:
                    self.written[folded] = word
                self.count[folded] += count

    def knows(self, word: str) -> bool:
        return fold_accents(word) in self.known

    def correct(self, word: str) -> str | None:
        """The known word that *word* (case-folded) most likely is, or None when none is near enough.

        One slip is forgiven in words of up to five letters, two up to nine, three in longer ones (optimal string
        alignment distance: a swap of neighbours is one slip).  The first letter may be wrong only if nothing else is.
        """
        folded = fold_accents(word)
        if len(folded) < SHORTEST or not folded.isalpha() or folded in self.known:
            return None
        slips = 1 if len(folded) <= 5 else 2 if len(folded) <= 9 else 3
        near = self._near(folded, self.by_start.get(folded[0], ()), slips)
        if not near and len(folded) >= 6:
            near = self._near(folded, (w for k, v in self.by_start.items() if k != folded[0] for w in v), 1)
        if not near:
            return None
        return self.written[min(near, key=lambda w: (near[w], -self.count[w], w))]

    @staticmethod
    def _near(word: str, candidates: Iterable[str], slips: int) -> dict[str, int]:
        fitting = [c for c in candidates if abs(len(c) - len(word)) <= slips]
        found = process.extract(word, fitting, scorer=OSA.distance, score_cutoff=slips, limit=None)
        return {str(match): int(distance) for match, distance, _ in found}
