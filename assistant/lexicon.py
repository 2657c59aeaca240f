"""The lexicon: which words the guides and their editors use, how often, and which of them are proper names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from assistant.splitting import Splitter, Tokens

_GOES_ON = frozenset("abcdefghijklmnopqrstuvwxyzáéíóúñçãõâêô,;")
"""After a token that ends so, the sentence goes on: a capital there is not just that of its first word."""
_NAME = re.compile(r"[^\W\d_]{2,}")


def vocabulary(split: Splitter, said: Mapping[str, Sequence[Tokens]]) -> dict[str, dict[str, int]]:
    """By language, the words of the texts *said* in it, as *split* split them, and how often each is used."""
    words = split.words()
    found: dict[str, dict[str, int]] = {}
    for language, parts in said.items():
        times = np.bincount(Tokens.join(parts).numbers, minlength=len(words)) if parts else np.zeros(0, dtype=int)
        used: Counter[str] = Counter()
        for token in np.flatnonzero(times).tolist():
            for word in words[token]:
                used[word] += int(times[token])
        found[language] = dict(used)
    return found


def proper_names(split: Splitter, texts: Tokens) -> frozenset[str]:
    """Words that stand with a capital at least four times in five inside the sentences of *texts*: names of persons,
    places and bodies; case-folded.
    """
    goes_on = np.array([token[-1] in _GOES_ON for token in split.tokens])
    inside = np.zeros(len(texts.numbers) + 1, dtype=bool)
    inside[1:] = goes_on[texts.numbers]
    inside[np.cumsum(texts.lengths)] = False  # the first token of a text follows on nothing
    inside = inside[:-1]
    times = np.bincount(texts.numbers[inside], minlength=len(goes_on))
    seen: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for token, number in zip(split.tokens, times.tolist(), strict=True):
        if number and (name := _NAME.match(token)):
            word = name[0].casefold()
            seen[word] += number
            capital[word] += number * name[0][0].isupper()
    return frozenset(word for word, number in seen.items() if capital[word] >= 0.8 * number)
