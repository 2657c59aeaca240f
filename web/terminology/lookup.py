"""Looking a term up by anything like its name, in any of the languages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.text import fold_accents, normalise
from assistant.thesaurus import LabelKind, Term, Thesaurus

MOST = 30
"""Terms that a look-up gives: more would not be read."""
SHORTEST_INSIDE = 3
"""Letters from which the beginning of any word of a label finds it, and a label is seen inside what was typed."""
SHORTEST_MISSPELT = 4
"""Shorter words must be spelt right: too many are one slip apart."""

EXACT, BEGINS, HAS_WORDS, MISSPELT, INSIDE = range(5)
"""How a label answers to what was typed, best first."""

Rank = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """One wording of a term; `key` is the form in which it is compared."""

    term: Term
    text: str
    language: str
    kind: LabelKind
    key: str


@dataclass(frozen=True, slots=True)
class Found:
    """A term and the label under which it was found: `exact` when it was typed in full, `forgiven` when misspelt."""

    label: Label
    forgiven: bool
    exact: bool

    @property
    def term(self) -> Term:
        return self.label.term


class Lookup:
    """The labels of a thesaurus, ready to be compared with what somebody types."""

    def __init__(self, thesaurus: Thesaurus) -> None:
        self.labels = tuple(Label(t, *label, compared(label[0])) for t in thesaurus.terms for label in t.labels())
        self._keys = [label.key for label in self.labels]
        words = [(w, n) for n, k in enumerate(self._keys) for w in k.split() if len(w) >= SHORTEST_MISSPELT]
        self._words = [w for w, _ in words]
        self._words_of = [n for _, n in words]
        self._trust = {kind: position for position, kind in enumerate(LabelKind)}

    def __call__(self, typed: str, most: int = MOST) -> tuple[Found, ...]:
        """Up to *most* terms that *typed* can mean, best first; () when none is like it.

        First the label itself, then labels that begin so and labels with words that begin so.  Only when there is none
        of these is the spelling forgiven, and are labels found that stand within what was typed.
        """
        key = compared(typed)
        if not key:
            return ()
        ranks = {n: rank for n, label in enumerate(self.labels) if (rank := _spelt(key, label.key))}
        slips: dict[int, Rank] = {}
        if not ranks and len(key) >= SHORTEST_INSIDE:
            slips = self._misspelt(key) if len(key) >= SHORTEST_MISSPELT else {}
            ranks = self._inside(key) | slips
        return tuple(Found(self.labels[n], n in slips, ranks[n] == (EXACT,)) for n in self._best(ranks)[:most])

    def _best(self, ranks: Mapping[int, Rank]) -> list[int]:
        """Of each term the label with the best rank; equals by the order of trust, then the shorter first."""
        by_rank = sorted(ranks, key=lambda n: (ranks[n], self._trust[self.labels[n].kind], len(self.labels[n].key), n))
        first: dict[str, int] = {}
        for n in by_rank:
            first.setdefault(self.labels[n].term.id, n)
        return list(first.values())

    def _inside(self, key: str) -> dict[int, Rank]:
        """The labels that stand in *key* as words, the longest first."""
        return {n: (INSIDE, -len(k)) for n, k in enumerate(self._keys)
                if len(k) >= SHORTEST_INSIDE and f" {k} " in f" {key} "}  # fmt: skip

    def _misspelt(self, key: str) -> dict[int, Rank]:
        """How far each label is from *key*: the whole of it, its beginning, or one of its words."""
        allowed = _slips(key)
        found: dict[int, Rank] = {}
        labels = range(len(self.labels))
        handles: tuple[tuple[Sequence[str], Sequence[int]], ...] = (
            (self._keys, labels),
            ([k[: len(key)] for k in self._keys], labels),
            (self._words, self._words_of),
        )
        for worth, (texts, belongs_to) in enumerate(handles):
            for _text, slips, at in process.extract(key, texts, scorer=OSA.distance, score_cutoff=allowed, limit=None):
                n, rank = belongs_to[at], (MISSPELT, int(slips), worth)
                found[n] = min(rank, found.get(n, rank))
        return found


def compared(text: str) -> str:
    """*text* as labels are compared: small letters without accents, full stops, hyphens or double blanks."""
    folded = fold_accents(normalise(text)).casefold()
    return " ".join(re.sub(r"(?<=\w)\.", "", folded).replace("-", " ").split())


def _spelt(key: str, label: str) -> Rank | None:
    """How *label* answers to *key*, spelt as it is; None when it does not."""
    if label == key:
        return (EXACT,)
    if label.startswith(key):
        return (BEGINS, 0 if label.startswith(f"{key} ") else 1)
    if len(key) >= SHORTEST_INSIDE:
        words = label.split()
        if all(any(w.startswith(part) for w in words) for part in key.split()):
            return (HAS_WORDS,)
    return None


def _slips(key: str) -> int:
    """Letters that may be wrong, missing, too many or exchanged with a neighbour."""
    return 1 if len(key) < 8 else 2 if len(key) < 15 else 3
