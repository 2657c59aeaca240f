"""A general passage index: term-major TF-IDF with saturated term frequency and length normalisation.

Any text serves as passages, plain strings too, so that the engine can be measured on standard test collections.

The weight of term t in passage d is Okapi BM25's (Robertson and Zaragoza, "The Probabilistic Relevance Framework",
2009):

    idf(t) * tf * (K1 + 1) / (tf + K1 * (1 - B + B * length(d) / mean length)),   idf(t) = ln(1 + (N - n + 0.5) / (n +
    0.5))

Neighbouring words are terms too ("debt bondage"), at the lower weight PAIR.  The three constants were chosen on public
collections, see `docs/decisions/0002-term-weights.md`; scikit-learn's plain TF-IDF stands .03 to .14 nDCG@10 lower
there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from assistant.analysis import Analyzer
from assistant.guide import Passage
from assistant.languages import load_language
from assistant.library import corpus_folder

K1, B, PAIR = 1.6, 0.72, 0.25

Analysis = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class Postings:
    """A sparse matrix held by term: postings of term j are rows[indptr[j]:indptr[j+1]] with their weights."""

    indptr: np.ndarray
    rows: np.ndarray
    weights: np.ndarray
    size: int
    """How many rows (passages, phrases) there are."""

    def scores(self, query: Iterable[tuple[int, float]]) -> np.ndarray:
        """One score per row, float64, for a query of (term number, weight); only the query's postings are touched."""
        rows: list[np.ndarray] = []
        earned: list[np.ndarray] = []
        for term, weight in query:
            start, end = self.indptr[term], self.indptr[term + 1]
            rows.append(self.rows[start:end])
            earned.append(self.weights[start:end] * np.float64(weight))
        if not rows:
            return np.zeros(self.size)
        # One pass over all postings; adding them up term by term takes three times as long.
        return np.bincount(np.concatenate(rows), weights=np.concatenate(earned), minlength=self.size)

    def weight(self, term: int, row: int) -> float:
        """The weight of *term* in *row*; zero where it does not occur."""
        start, end = self.indptr[term], self.indptr[term + 1]
        at = int(np.searchsorted(self.rows[start:end], row))
        return float(self.weights[start + at]) if at < end - start and self.rows[start + at] == row else 0.0

    def has(self, term: int, row: int) -> bool:
        """Whether *term* occurs in *row*."""
        return self.weight(term, row) != 0.0

    @staticmethod
    def of(matrix: object) -> Postings:
        """The postings of a scipy sparse matrix of shape (rows, terms).

        Weights are kept in single precision and multiplied in double, so that an index read back gives the same scores
        as when it was built.
        """
        columns = matrix.tocsc()  # type: ignore[attr-defined]
        columns.sort_indices()
        return Postings(
            columns.indptr.astype(np.int64),
            columns.indices.astype(np.int32, copy=False),
            columns.data.astype(np.float32),
            columns.shape[0],
        )


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that a search found: where it stands in the list that was indexed, and its score."""

    position: int
    score: float
    passage: Passage | str


class PassageIndex:
    """An index that is built once and then only read."""

    def __init__(
        self, passages: Sequence[Passage | str], vocabulary: dict[str, int], postings: Postings, analysis: Analysis
    ) -> None:
        self.passages = passages
        self.vocabulary = vocabulary
        self.postings = postings
        self.analysis = analysis

    @staticmethod
    def build(passages: Iterable[Passage | str], analysis: Analysis | None = None) -> PassageIndex:
        """Indexes *passages*: `Passage` values with their headings as context, or plain strings.

        *analysis* turns text into terms; by default English, as for the guide.  No passages make an empty index.
        """
        from scipy import sparse  # here, for a reader of a finished index needs neither
        from sklearn.feature_extraction.text import CountVectorizer

        kept = list(passages)
        analyse = analysis or english()
        texts = [p if isinstance(p, str) else indexed_text(p) for p in kept]
        analysed = [with_pairs(analyse(text)) for text in texts]
        if not any(analysed):
            empty = Postings(np.zeros(1, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0), len(kept))
            return PassageIndex(kept, {}, empty, analyse)
        vectorizer = CountVectorizer(analyzer=lambda terms: terms, dtype=np.float64)
        counts = vectorizer.fit_transform(analysed).tocsr()
        vocabulary = {str(t): int(j) for t, j in vectorizer.vocabulary_.items()}
        is_pair = np.zeros(len(vocabulary), dtype=bool)
        is_pair[[j for t, j in vocabulary.items() if " " in t]] = True
        lengths = np.array([len(terms) // 2 + 1 for terms in analysed], dtype=float)
        rows = np.repeat(np.arange(len(kept)), np.diff(counts.indptr))
        n = np.bincount(counts.indices, minlength=len(vocabulary))
        idf = np.log1p((len(kept) - n + 0.5) / (n + 0.5)) * np.where(is_pair, PAIR, 1.0)
        norm = K1 * (1 - B + B * lengths / lengths.mean())
        weights = idf[counts.indices] * counts.data * (K1 + 1) / (counts.data + norm[rows])
        matrix = sparse.csr_matrix((weights, counts.indices, counts.indptr), shape=counts.shape)
        return PassageIndex(kept, vocabulary, Postings.of(matrix), analyse)

    def search(self, query: str, k: int = 10) -> list[Found]:
        """The *k* passages nearest *query*, best first; passages that share no term with it are never among them.

        Equal scores keep the order of the passages.  Raises ValueError if *k* < 1.
        """
        if k < 1:
            raise ValueError(f"k must be 1 or more, not {k}")
        return [Found(i, s, self.passages[i]) for i, s in best(self.scores(query), k)]

    def scores(self, query: str) -> np.ndarray:
        """One score for each passage, in order; zero where no term is shared."""
        counted: dict[int, float] = {}
        for term in with_pairs(self.analysis(query)):
            number = self.vocabulary.get(term)
            if number is not None:
                counted[number] = counted.get(number, 0.0) + 1.0
        # A word said twice in a question says little more than one said once.
        return self.postings.scores((j, float(np.log2(1 + c))) for j, c in counted.items())


def best(scores: np.ndarray, k: int) -> list[tuple[int, float]]:
    """(position, score) of the *k* highest positive scores, best first; equal scores keep their order."""
    found = np.flatnonzero(scores > 0)
    if len(found) > k:
        # Everything that ties with the k-th stays in, so that ties are settled by order and not by the partition.
        threshold = np.partition(scores[found], len(found) - k)[len(found) - k]
        found = found[scores[found] >= threshold]
    order = found[np.argsort(-scores[found], kind="stable")][:k]
    return [(int(i), float(scores[i])) for i in order]


def with_pairs(terms: list[str]) -> list[str]:
    """*terms* and each two neighbours as one term ("debt bondage")."""
    return [*terms, *(f"{a} {b}" for a, b in pairwise(terms))]


def indexed_text(passage: Passage) -> str:
    """What is indexed of a passage: its text with headings, caption, table header and lead-in; only the text is
    quoted.
    """
    return "\n".join([*passage.section.path, *passage.context, passage.text])


def english() -> Analyzer:
    """The analysis of English, with the corpus's stop words and spellings."""
    return Analyzer(load_language(corpus_folder() / "languages" / "en.yaml"))
