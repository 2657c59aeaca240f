"""Fits the leanings of wordings on the editors' phrases: of passages, and of the topics that no guide covers."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

from assistant.analysis import Analyzer, words
from assistant.editorial import Editorial
from assistant.leaning import FILE, Leanings, wordings

LASSO = 1.0
"""Inverse strength of the regularisation (scikit-learn's C); the weaker, the more wordings have a weight."""
SEEN = 3
"""In how many phrases a wording must stand to be given a weight."""
LEAST = 0.05
"""Weights nearer to zero are not kept."""


def fit_leanings(editorial: Editorial, analyzers: Mapping[str, Analyzer]) -> Leanings:
    """A logistic regression with an L1 penalty (Tibshirani, "Regression shrinkage and selection via the lasso", 1996),
    which gives most wordings no weight at all; fitted in each language apart.  Both sides weigh the same.
    """
    return Leanings(
        {
            code: weights
            for code, analyse in sorted(analyzers.items())
            if (weights := _weights([*_phrases(editorial, code, analyse)]))
        }
    )


def _phrases(editorial: Editorial, code: str, analyse: Analyzer) -> Iterator[tuple[list[str], bool]]:
    """The wordings of every phrase in a language, and whether it asks for what no guide covers."""
    for phrase in editorial.phrases:
        if phrase.language == code:
            yield _wordings(phrase.text, analyse), False
    for topic in editorial.topics:
        for text in topic.phrases.get(code, ()):
            yield _wordings(text, analyse), True


def _wordings(text: str, analyse: Analyzer) -> list[str]:
    said = words(text)
    return wordings(said, [term for word in said if (term := analyse.term(word))])


def _weights(phrases: list[tuple[list[str], bool]]) -> dict[str, float]:
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression

    seen = Counter(chain.from_iterable(found for found, _ in phrases))
    often = [wording for wording, times in seen.items() if times >= SEEN]
    beside = [uncovered for _, uncovered in phrases]
    if not often or len(set(beside)) < 2:
        return {}  # a small corpus, or one without topics: there is nothing to tell apart
    vectorizer = CountVectorizer(analyzer=list, vocabulary=often, binary=True)
    counts = vectorizer.fit_transform(found for found, _ in phrases)
    model = LogisticRegression(C=LASSO, l1_ratio=1.0, solver="liblinear", class_weight="balanced", random_state=0)
    model.fit(counts, beside)
    named = zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
    return {str(name): round(float(weight), 2) for name, weight in named if abs(weight) >= LEAST}


def write_leanings(folder: Path, leanings: Leanings) -> Path:
    """Writes *leanings* into the corpus *folder*, a wording a line, so that a diff can be read; returns the file."""
    file = folder / FILE
    file.write_text(json.dumps(leanings.weights, indent=0, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
    return file
