"""Which language a question is in: the one whose words and letters it most resembles.

A naive Bayes over words and character trigrams, trained on the words of the editor's own phrases and the languages'
stop words; nothing is downloaded and nothing is guessed from the reader's place.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.analysis import words

WORD_SHARE = 2.0
"""How much more a known word says than a trigram."""
MARKER = 0.5
"""What a word that only one language has among its stop words adds."""
DEFAULT_LEAD = 0.4
"""What the language of the guide has ahead: names and acronyms alone are of no language."""


@dataclass(frozen=True)
class LanguageIdentifier:
    """Log-probabilities of features by language; `unseen` is that of a feature the language never showed."""

    scores: Mapping[str, Mapping[str, float]]
    unseen: Mapping[str, float]
    markers: Mapping[str, frozenset[str]]
    """Words that only this language has among its stop words: they settle short questions."""
    names: frozenset[str] = frozenset()

    @staticmethod
    def train(
        vocabulary: Mapping[str, Mapping[str, int]],
        stop_words: Mapping[str, frozenset[str]],
        names: frozenset[str] = frozenset(),
    ) -> LanguageIdentifier:
        """Learns from each language's *vocabulary* (word -> how often it is used) and its *stop_words*.

        Words among *names* (case-folded) are of no language.
        """
        scores: dict[str, dict[str, float]] = {}
        unseen: dict[str, float] = {}
        for language in stop_words:
            counts: dict[str, int] = {}
            used = Counter(dict.fromkeys(stop_words[language], 1)) + Counter(vocabulary.get(language, {}))
            for word, times in used.items():
                for feature in _features(word):
                    counts[feature] = counts.get(feature, 0) + times
            total = sum(counts.values()) + len(counts) + 1
            scores[language] = {f: math.log((n + 1) / total) for f, n in counts.items()}
            unseen[language] = math.log(0.5 / total)
        markers = {
            language: frozenset(own.difference(*(s for other, s in stop_words.items() if other != language)))
            for language, own in stop_words.items()
        }
        return LanguageIdentifier(scores, unseen, markers, names)

    def identify(self, text: str, default: str = "en") -> str:
        """The language of *text*; *default* when it has no letters, or nothing but names."""
        said = dict.fromkeys(w for w in words(text) if w not in self.names)  # no set: sums keep their order
        features = [f for word in said for f in _features(word)]
        if not features or not self.scores:
            return default

        def likelihood(language: str) -> float:
            known, floor = self.scores[language], self.unseen[language]
            value = sum(known.get(f, floor) * (WORD_SHARE if f[0] == "=" else 1.0) for f in features)
            lead = DEFAULT_LEAD if language == default else 0.0
            return value / len(features) + MARKER * len(said.keys() & self.markers[language]) + lead

        ranked = sorted(self.scores, key=lambda lang: (-likelihood(lang), lang != default, lang))
        return ranked[0]


def _features(word: str) -> list[str]:
    """What one word, as `words` gives it, shows of its language: itself and its trigrams; a number shows nothing."""
    if word[0].isdigit():
        return []
    padded = f" {word} "
    return [f"={word}", *(padded[i : i + 3] for i in range(len(padded) - 2))]
