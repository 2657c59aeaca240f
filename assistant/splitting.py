"""Splitting many texts into words at once, as an index needs it.

Tens of thousands of phrases are made of far fewer tokens: what stands between blanks.  Tokens are numbered as they are
met, so that what is to be known of one (its words, whether it begins with a capital) is worked out once, however often
it stands, and everything that is counted is counted over arrays of numbers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, count, islice

import numpy as np

from assistant.analysis import words


@dataclass(frozen=True, slots=True)
class Tokens:
    """Texts as the numbers of their tokens, one text after another, and how many tokens each has."""

    numbers: np.ndarray
    lengths: np.ndarray

    def __len__(self) -> int:
        """How many texts there are."""
        return len(self.lengths)

    @staticmethod
    def join(parts: Sequence[Tokens]) -> Tokens:
        """The texts of all *parts*, of which there is at least one."""
        return Tokens(np.concatenate([p.numbers for p in parts]), np.concatenate([p.lengths for p in parts]))


class Splitter:
    """Splits texts; a token has the same number in all texts that one splitter has split."""

    def __init__(self) -> None:
        self._number: dict[str, int] = defaultdict(count().__next__)
        self._words: list[tuple[str, ...]] = []

    def __call__(self, texts: Sequence[str]) -> Tokens:
        """The tokens of *texts*."""
        cut = [text.split() for text in texts]
        numbers = np.fromiter(map(self._number.__getitem__, chain.from_iterable(cut)), dtype=np.int64)
        return Tokens(numbers, np.fromiter(map(len, cut), dtype=np.int64, count=len(cut)))

    @property
    def tokens(self) -> list[str]:
        """Every token met, in the order of the numbers."""
        return list(self._number)

    def words(self) -> list[tuple[str, ...]]:
        """The words of each token, in the order of the numbers.

        No word reaches over a blank, so that the words of a text are those of its tokens, one after another.
        """
        self._words += [words(token) for token in islice(self._number, len(self._words), None)]
        return self._words
