"""Asks the gold questions: a run is one reply to each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from assistant.evaluation.gold import GoldQuestion
from assistant.evaluation.measures import Prediction
from assistant.reply import Reply, Status

if TYPE_CHECKING:
    from assistant.answering import Assistant


def ask_all(assistant: Assistant, questions: Iterable[GoldQuestion]) -> list[tuple[GoldQuestion, Reply]]:
    """Each question with its reply.  The assistant finds out the language by itself, as it does for readers."""
    return [(q, assistant.ask(q.question, list(q.history))) for q in questions]


def predictions(replies: Iterable[tuple[GoldQuestion, Reply]]) -> list[Prediction]:
    """The replies as they are measured; one without status "answered" quotes nothing, whatever else it offers.

    Confidence has the four decimals that the reply contract gives other programs, so that who measures those gets the
    same figures.
    """
    return [
        Prediction(
            question.id,
            tuple((q.text, q.citation.section) for q in reply.quotes) if reply.status is Status.ANSWERED else (),
            round(reply.confidence, 4),
        )
        for question, reply in replies
    ]


def as_batch(replies: Iterable[tuple[GoldQuestion, Reply]]) -> list[dict[str, Any]]:
    """The replies in the form in which `assistant ask --batch` gives them."""
    return [{"id": question.id, **reply.to_dict()} for question, reply in replies]
