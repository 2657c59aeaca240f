"""The quiz: statements in an order that a class shares, judged one after the other.

How far somebody has come stands in the address, one digit an answer, so that nothing is kept anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from web.learning.decks import Belief, Quiz
from web.learning.extracts import Extract
from web.learning.order import shuffled


class Choice(StrEnum):
    """What can be said of a statement; the digit stands in the address."""

    MYTH = "1"
    REALITY = "2"
    NOT_SURE = "0"


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of the quiz, word for word the guide's, and what the guide holds it to be."""

    number: int
    belief: Belief
    words: Extract
    truth: Choice


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement with what somebody chose."""

    statement: Statement
    chosen: Choice

    @property
    def right(self) -> bool:
        return self.chosen is self.statement.truth


@dataclass(frozen=True, slots=True)
class Progress:
    """Where somebody stands in the quiz."""

    judged: tuple[Judged, ...]
    shown: Statement | None
    """The statement that waits for an answer; None when the last answer is looked at, or all are given."""

    @property
    def score(self) -> int:
        return sum(j.right for j in self.judged)

    @property
    def answers(self) -> str:
        return "".join(j.chosen for j in self.judged)


def statements(quiz: Quiz, seed: str) -> tuple[Statement, ...]:
    """The statements in the order of *seed*; one half are myths, the other the first sentence of a reality."""
    drawn = shuffled(quiz.beliefs, seed, _name, "side")
    realities = {belief.row.id for belief in drawn[: len(drawn) // 2]}
    return tuple(
        Statement(number, belief, belief.reality.first_sentence(), Choice.REALITY)
        if belief.row.id in realities
        else Statement(number, belief, belief.myth, Choice.MYTH)
        for number, belief in enumerate(shuffled(quiz.beliefs, seed, _name), 1)
    )


def progress(asked: tuple[Statement, ...], answers: str, going_on: bool) -> Progress:
    """Where *answers*, the digits of the address, have led; what is no answer ends them.

    *going_on* tells that the last answer has been looked at.
    """
    judged: list[Judged] = []
    for statement, digit in zip(asked, answers, strict=False):
        if digit not in set(Choice):
            break
        judged.append(Judged(statement, Choice(digit)))
    waits = (not judged or going_on) and len(judged) < len(asked)
    return Progress(tuple(judged), asked[len(judged)] if waits else None)


def _name(belief: Belief) -> str:
    return belief.row.id
