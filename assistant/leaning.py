"""How the wording of a question leans: to what guides answer, or to what they do not.

A word, or two side by side, can tell much by itself: "how long", "who do i" and "hotline" are seldom answered, "does it
count" often.  How much each tells is learned by `assistant calibrate` from the editors' phrases, those of passages on
one side and those of the topics that no guide covers on the other, and kept as data: `corpus/leanings.json`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from assistant.analysis import words
from assistant.errors import CorpusError
from assistant.query import Query

FILE = "leanings.json"
BEGIN = "^"
"""Stands before the first word, so that how a question begins is a wording too."""
TELLING = 0.5
"""From this weight on a wording is named to the reader."""
TERM = "~"
"""Marks the stemmed terms and pairs of them; words as they were typed are unmarked."""


def wordings(said: Sequence[str], terms: Sequence[str]) -> list[str]:
    """The distinct wordings of a text of which *said* are the words and *terms* the terms: each alone, and in pairs."""
    found = [*said, *(f"{one} {other}" for one, other in pairwise([BEGIN, *said]))]
    marked = [BEGIN, *terms]
    found += [TERM + term for term in terms]
    found += [f"{TERM}{one} {other}" for one, other in pairwise(marked)]
    return list(dict.fromkeys(found))


def wordings_of(query: Query) -> list[str]:
    """The wordings of a question: its own, or of one that has no word of its own ("why?") what it inherits."""
    said = words(query.text) if query.own else [w.text for w in query.asked]
    return wordings(said, [w.term for w in query.asked])


@dataclass(frozen=True)
class Leanings:
    """By language, what each wording adds: above zero, it is rather asked of what no guide covers."""

    weights: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def shares(self, query: Query) -> dict[str, float]:
        """What each wording of *query* adds to its leaning, by wording; those that add nothing are left out."""
        mine = self.weights.get(query.language, {})
        return {wording: mine[wording] for wording in wordings_of(query) if wording in mine}

    def telling(self, query: Query, most: int = 3) -> tuple[str, ...]:
        """The words and pairs of words for which *query* leans to what no guide covers; none when it does not."""
        if self.of(query) <= 0:
            return ()
        typed = [(w, x) for w, x in self.shares(query).items() if x >= TELLING and not w.startswith(TERM)]
        strongest = sorted(typed, key=lambda pair: (-pair[1], pair[0]))[:most]
        return tuple(dict.fromkeys(wording.removeprefix(BEGIN).strip() for wording, _ in strongest))

    def of(self, query: Query) -> float:
        """How *query* leans: the sum of its shares; 0 where nothing is known."""
        return sum(self.shares(query).values())


def load_leanings(folder: Path) -> Leanings:
    """The leanings of the corpus *folder*; none where it has no such file.  Raises CorpusError if it is malformed."""
    path = folder / FILE
    if not path.exists():
        return Leanings()
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Leanings({code: {w: float(x) for w, x in mine.items()} for code, mine in data.items()})
    except (ValueError, AttributeError, TypeError) as error:
        raise CorpusError(
            path, None, f"the leanings are malformed ({error})", "Run `assistant calibrate` again."
        ) from None
