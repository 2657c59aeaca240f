"""Peers: what well-known search engines find in the same passages, asked the same questions.

Each gets the text under which the assistant indexes a passage too (headings, caption and lead-in before it) and, before
a follow-up, the earlier questions; each quotes the ten best passages.  A peer always answers if any word matches.
"""

from __future__ import annotations

import importlib.util
import re
import sqlite3
import weakref
from collections.abc import Callable, Iterable, Mapping, Sequence

from assistant.evaluation.gold import GoldQuestion
from assistant.evaluation.measures import DEPTH, Prediction
from assistant.guide import Passage
from assistant.index import PassageIndex, indexed_text

Search = Callable[[str, int], list[tuple[int, float]]]
"""(query, k) -> (position of the text, score), best first, texts that match only."""

_WORD = re.compile(r"\w+")


def bm25s_search(texts: Sequence[str]) -> Search:
    """bm25s with the Snowball stemmer and the stop words of English, defaults otherwise.  Needs the extra `peers`."""
    import bm25s
    import Stemmer

    stem = Stemmer.Stemmer("english").stemWords
    tokens = bm25s.tokenize(list(texts), stopwords="en", stemmer=stem, show_progress=False)
    engine = bm25s.BM25()
    engine.index(tokens, show_progress=False)

    def search(query: str, k: int) -> list[tuple[int, float]]:
        asked = bm25s.tokenize([query], stopwords="en", stemmer=stem, show_progress=False, return_ids=False)
        if not asked[0]:
            return []
        found, scores = engine.retrieve(asked, k=min(k, len(texts)), show_progress=False)
        return [(int(i), float(s)) for i, s in zip(found[0], scores[0], strict=True) if s > 0]

    return search


def fts5_search(texts: Sequence[str]) -> Search:
    """SQLite's FTS5 with its Porter stemmer and its own BM25; any word may match."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE texts USING fts5(text, tokenize = 'porter unicode61')")
    database.executemany("INSERT INTO texts(rowid, text) VALUES (?, ?)", enumerate(texts))

    def search(query: str, k: int) -> list[tuple[int, float]]:
        asked = " OR ".join(f'"{word}"' for word in _WORD.findall(query))
        if not asked:
            return []
        rows = database.execute(
            "SELECT rowid, -bm25(texts) FROM texts WHERE texts MATCH ? ORDER BY bm25(texts), rowid LIMIT ?", (asked, k)
        )
        return [(int(i), float(s)) for i, s in rows]

    weakref.finalize(search, database.close)
    return search


def tfidf_search(texts: Sequence[str]) -> Search:
    """scikit-learn's TfidfVectorizer with its English stop words, defaults otherwise; cosine similarity."""
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(stop_words="english")
    matrix = vectorizer.fit_transform(texts)

    def search(query: str, k: int) -> list[tuple[int, float]]:
        scores = (matrix @ vectorizer.transform([query]).T).toarray().ravel()
        order = np.argsort(-scores, kind="stable")[:k]
        return [(int(i), float(scores[i])) for i in order if scores[i] > 0]

    return search


def own_search(texts: Sequence[str]) -> Search:
    """The assistant's general `PassageIndex` over the bare texts: no phrases, no thesaurus, no understanding."""
    index = PassageIndex.build(texts)

    def search(query: str, k: int) -> list[tuple[int, float]]:
        return [(found.position, found.score) for found in index.search(query, k)]

    return search


def peers() -> Mapping[str, Callable[[Sequence[str]], Search]]:
    """The peers that can run here, by name; bm25s only where it is installed."""
    every = {
        "bm25s": bm25s_search,
        "SQLite FTS5": fts5_search,
        "scikit-learn TF-IDF": tfidf_search,
        "PassageIndex alone": own_search,
    }
    return {name: make for name, make in every.items() if name != "bm25s" or has_bm25s()}


def has_bm25s() -> bool:
    return importlib.util.find_spec("bm25s") is not None


def run_peer(
    make: Callable[[Sequence[str]], Search], passages: Iterable[Passage], questions: Iterable[GoldQuestion]
) -> list[Prediction]:
    """What the peer finds for each question among the *passages* that can be an answer."""
    answering = [p for p in passages if p.answers]
    search = make([indexed_text(p) for p in answering])
    found = []
    for question in questions:
        hits = search("\n".join([*question.history, question.question]), DEPTH)
        quotes = tuple((answering[i].text, answering[i].section.path) for i, _ in hits)
        found.append(Prediction(question.id, quotes, hits[0][1] if hits else 0.0))
    return found
