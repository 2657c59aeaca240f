"""Building the space in which questions, guides and phrases are matched, and what is indexed as vectors in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from itertools import chain, count
from typing import Any, TypeVar

import numpy as np

from assistant.analysis import Analyzer, word_ngrams
from assistant.matching import NGRAM_SHARE, Space
from assistant.splitting import Splitter, Tokens

RAREST_NGRAM = 2
COMMONEST_NGRAM = 0.04
"""An n-gram that stands in one text only matches nothing; one that stands in every twenty-fifth ("ing") says
nothing.
"""

FeatureName = TypeVar("FeatureName", bound=Hashable)


def build_space(split: Splitter, texts: Tokens, analyses: Sequence[Analyzer]) -> tuple[Space, Any]:
    """The space that *texts*, as *split* split them, span, each with the analysis of its language; and their rows, a
    scipy CSR matrix.

    Rows have length one.  Texts are counted by token; the counts of words, terms and n-grams are products of that
    matrix with "token by word", "word by term" and "word by n-gram", so that each distinct word is analysed and cut up
    only once.
    """
    from scipy import sparse
    from sklearn.feature_extraction.text import TfidfTransformer
    from sklearn.preprocessing import normalize

    spoken, word_counts = _word_counts(split, texts, analyses)
    terms, by_term = _by_row([[analyse.term(word)] for word, analyse in spoken])
    grams, by_gram = _by_row([word_ngrams(word) for word, _ in spoken])
    limit = max(COMMONEST_NGRAM * len(analyses), RAREST_NGRAM)
    # What one word alone makes too common, or all its words together too rare, need not be counted text by text.
    texts_of = np.repeat(np.bincount(word_counts.indices, minlength=len(spoken)), np.diff(by_gram.indptr))
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


def _word_counts(
    split: Splitter, texts: Tokens, analyses: Sequence[Analyzer]
) -> tuple[list[tuple[str, Analyzer]], Any]:
    """The distinct words that have a term, each with its analysis, and how often each text has each, a CSR matrix.

    Stop words are left out: their n-grams would only tell the language.
    """
    languages = list(dict.fromkeys(analyses))
    language = np.array([languages.index(analyse) for analyse in analyses], dtype=np.int64)
    size = len(split.tokens)
    columns = texts.numbers + size * np.repeat(language, texts.lengths)  # a token says another thing in each language
    used = np.flatnonzero(np.bincount(columns, minlength=size * len(languages)))
    words = split.words()
    of_token = [
        [(word, analyse) for word in words[token] if analyse.term(word)]
        for analyse, token in ((languages[n // size], n % size) for n in used.tolist())
    ]
    spoken, by_token = _by_row(of_token)
    place = np.zeros(size * len(languages), dtype=np.int64)
    place[used] = np.arange(len(used))
    return spoken, _counts(place[columns], texts.lengths, len(used)) @ by_token


def _by_row(features: Sequence[Sequence[FeatureName]]) -> tuple[list[FeatureName], Any]:
    """The distinct features in the order met, and how often each row of *features* has each, a scipy CSR matrix."""
    column: dict[FeatureName, int] = defaultdict(count().__next__)  # a new feature gets the next number
    columns = np.fromiter(map(column.__getitem__, chain.from_iterable(features)), dtype=np.int64)
    return list(column), _counts(columns, [len(mine) for mine in features], len(column))


def _counts(columns: np.ndarray, lengths: Sequence[int] | np.ndarray, width: int) -> Any:
    """The CSR matrix of shape (rows, *width*) that counts in each row the next of *lengths* entries of *columns*."""
    from scipy import sparse

    ends = np.cumsum([0, *lengths])
    return sparse.csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(lengths), width))


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {name: n for n, name in enumerate(names)}
