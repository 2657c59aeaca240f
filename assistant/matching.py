"""Matching a question against what the guide says and the phrases under which people ask for it.

Targets are what can be answered with: every passage that can be an answer, and every whole list or table.  A target has
its own text (with headings as context) and the editor's asked-as phrases.  Text is matched by words and by the
character n-grams inside them, so that "trafiking" still finds "trafficking"; both are TF-IDF weighted and
L2-normalised together, so that every score is a cosine, and a sum over the question's words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, count
from typing import Any

import numpy as np

from assistant.analysis import Analyzer, word_ngrams

NGRAM_SHARE = 0.5
"""Weight of the character n-gram part beside the word part."""
RAREST_NGRAM = 2
COMMONEST_NGRAM = 0.04
"""An n-gram that stands in one text only matches nothing; one that stands in every twenty-fifth ("ing") says
nothing.
"""


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


def build_space(texts: Sequence[tuple[Sequence[str], Analyzer]]) -> tuple[Space, Any]:
    """The space that *texts* (each as its words, with the analysis of its language) span, and their rows, a scipy CSR
    matrix.

    Rows have length one.  Texts are counted by word, once; the counts of terms and of n-grams are products of that
    matrix with "word by term" and "word by n-gram", so that each distinct word is analysed and cut up only once.
    """
    from scipy import sparse
    from sklearn.feature_extraction.text import TfidfTransformer
    from sklearn.preprocessing import normalize

    numbers = count()
    spoken_in: dict[Analyzer, dict[str, int]] = {}
    columns: list[int] = []
    for said, analyse in texts:
        column = spoken_in.setdefault(analyse, defaultdict(numbers.__next__))  # a new word gets the next number
        columns += map(column.__getitem__, said)
    word_counts = _counts(columns, [len(said) for said, _ in texts], next(numbers))
    # Words in the order of their numbers.  N-grams of stop words would only tell the language.
    spoken = sorted((n, word, analyse) for analyse, words in spoken_in.items() for word, n in words.items())
    term_of = [(n, word, term) for n, word, analyse in spoken if (term := analyse.term(word))]
    word_counts = word_counts[:, [n for n, _, _ in term_of]]
    terms, by_term = _by_word([[term] for _, _, term in term_of])
    grams, by_gram = _by_word([word_ngrams(word) for _, word, _ in term_of])
    limit = max(COMMONEST_NGRAM * len(texts), RAREST_NGRAM)
    # What one word alone makes too common, or all its words together too rare, need not be counted text by text.
    word_counts.sum_duplicates()
    texts_of = np.repeat(np.bincount(word_counts.indices, minlength=len(term_of)), np.diff(by_gram.indptr))
    at_least = np.zeros(len(grams), dtype=np.int64)
    np.maximum.at(at_least, by_gram.indices, texts_of)
    at_most = np.bincount(by_gram.indices, weights=texts_of, minlength=len(grams))
    possible = np.flatnonzero((at_least <= limit) & (at_most >= RAREST_NGRAM))
    grams, by_gram = [grams[n] for n in possible], by_gram[:, possible]
    counts = word_counts @ sparse.hstack([by_term, by_gram]).tocsr()
    stands_in = np.bincount(counts.indices, minlength=counts.shape[1])
    useful = (stands_in >= RAREST_NGRAM) & (stands_in <= limit)
    useful[: len(terms)] = True
    counts = counts[:, np.flatnonzero(useful)]
    weighting = TfidfTransformer(norm=None, sublinear_tf=True).fit(counts)
    weighted = weighting.transform(counts, copy=False)
    weighted.data[weighted.indices >= len(terms)] *= NGRAM_SHARE
    kept = [gram for gram, keep in zip(grams, useful[len(terms) :], strict=True) if keep]
    return Space(_numbered(terms), _numbered(kept), weighting.idf_), normalize(weighted, copy=False)


def _by_word(features: Sequence[Sequence[str]]) -> tuple[list[str], Any]:
    """The distinct features of words in the order met, and how often each word has each, a scipy CSR matrix."""
    numbers = count()
    column: dict[str, int] = defaultdict(numbers.__next__)
    columns = list(map(column.__getitem__, chain.from_iterable(features)))
    return list(column), _counts(columns, [len(mine) for mine in features], len(column))


def _counts(columns: Sequence[int], lengths: Sequence[int], width: int) -> Any:
    """The CSR matrix of shape (rows, *width*) that counts in each row the next of *lengths* entries of *columns*."""
    from scipy import sparse

    ends = np.cumsum([0, *lengths])
    return sparse.csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(lengths), width))


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {name: n for n, name in enumerate(names)}
