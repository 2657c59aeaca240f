"""Matching: the guide's example cases, each to be put under the label that the guide gives it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from string import ascii_uppercase

from web.learning.decks import Case, Match
from web.learning.extracts import Extract
from web.learning.order import shuffled


@dataclass(frozen=True, slots=True)
class Option:
    """A label with the letter under which a class can name it."""

    letter: str
    label: Extract


@dataclass(frozen=True, slots=True)
class Task:
    """A case to be matched; `chosen` is the letter that was picked, or ""."""

    number: int
    case: Case
    answer: str
    chosen: str = ""

    @property
    def field(self) -> str:
        return f"case-{self.number}"

    @property
    def right(self) -> bool:
        return self.chosen == self.answer


@dataclass(frozen=True, slots=True)
class Exercise:
    options: tuple[Option, ...]
    tasks: tuple[Task, ...]

    @property
    def begun(self) -> bool:
        return any(task.chosen for task in self.tasks)

    @property
    def score(self) -> int:
        return sum(task.right for task in self.tasks)


def exercise(deck: Match, seed: str, picked: Mapping[str, str]) -> Exercise:
    """The cases and the labels, each in an order of their own; *picked* are the letters in the fields of the form."""
    labels = shuffled(deck.cases, seed, _name, "labels")
    letters = {case.row.id: letter_of(i) for i, case in enumerate(labels)}
    options = tuple(Option(letters[case.row.id], case.label) for case in labels)
    tasks = []
    for number, case in enumerate(shuffled(deck.cases, seed, _name), 1):
        chosen = picked.get(f"case-{number}", "")
        tasks.append(Task(number, case, letters[case.row.id], chosen if chosen in letters.values() else ""))
    return Exercise(options, tuple(tasks))


def letter_of(position: int) -> str:
    """A, B, …, Z, then AA, AB, … for the label at *position*, counted from 0."""
    more, rest = divmod(position, len(ascii_uppercase))
    return (letter_of(more - 1) if more else "") + ascii_uppercase[rest]


def _name(case: Case) -> str:
    return case.row.id
