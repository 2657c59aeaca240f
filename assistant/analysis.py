"""One analysis for passages, phrases and questions: text -> terms.

The chain is: normalise, case-fold, split into words, one spelling for British and American, drop stop words, one form
for irregular words, stem (Snowball, https://snowballstem.org), and only then fold accents, since stemmers need them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from threading import Lock

import Stemmer

from assistant.languages import Language
from assistant.text import fold_accents, normalise

WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)?", re.UNICODE)
_UNUSUAL = re.compile("[^\x00-\x5f\x61-\x7fáéíóúüñçãõâêôàÁÉÍÓÚÜÑÇÃÕÂÊÔÀ¿¡]")
"""A character that normalising may change, or a back quote; the letters named are those of a keyboard."""
_STEMMERS = {"en": "english", "es": "spanish", "pt": "portuguese"}


class Analyzer:
    """Turns text of one language into terms.  Terms of languages other than English carry the language's code
    ("es:victim"), so that words that look alike but mean different things do not meet; numbers carry none."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.prefix = "" if language.code == "en" else f"{language.code}:"
        self._stem = Stemmer.Stemmer(_STEMMERS.get(language.code, "english"))
        # Most words are spelled in one way only: one look at all patterns together settles that.
        together = "|".join(f"(?:{pattern.pattern})" for pattern, _ in language.spellings)
        self._respelled = re.compile(together or r"(?!)")
        self._one_at_a_time = Lock()  # a stemmer works in a buffer of its own, and a server has several threads
        self.term = lru_cache(maxsize=65536)(self._term)

    def __call__(self, text: str) -> list[str]:
        """The terms of *text*, in order; stop words have none."""
        return [term for word in words(text) if (term := self.term(word))]

    def _term(self, word: str) -> str:
        """The term of one case-folded *word*; empty for a stop word."""
        if word[0].isdigit():
            return number(word)
        word = word.split("'")[0] if word.endswith("'s") else word.replace("'", "")
        if word in self.language.stop_words or len(word) < 2:
            return ""
        word = self.spelling(word)
        word = self.language.same_word.get(word, word)
        with self._one_at_a_time:
            stem = self._stem.stemWord(word)
        return self.prefix + fold_accents(stem)

    def spelling(self, word: str) -> str:
        """*word* in the spelling under which it is indexed."""
        if self._respelled.search(word):
            for pattern, replacement in self.language.spellings:
                word = pattern.sub(replacement, word)
        return word


def words(text: str) -> tuple[str, ...]:
    """The words and numbers of *text*, normalised and case-folded."""
    plain = normalise(text) if _UNUSUAL.search(text) else text  # an index is built of tens of thousands
    return tuple(WORD.findall(plain.casefold()))


def number(word: str) -> str:
    """A number without thousands separators: "51,675" and "51.675" are "51675"; "38.8" and "38,8" are "38.8"."""
    parts = re.split(r"[.,]", word)
    if len(parts) > 1 and all(len(p) == 3 for p in parts[1:]):
        return "".join(parts)
    return ".".join(parts)


def word_ngrams(word: str, low: int = 3, high: int = 5) -> list[str]:
    """Character n-grams of one word, as `words` gives it."""
    padded = f" {fold_accents(word)} "
    return [padded[i : i + n] for n in range(low, high + 1) for i in range(len(padded) - n + 1)]
