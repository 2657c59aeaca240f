"""How an answer was found, in a form that a trainer can put before a class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.answering import Assistant
from web.conversation import Turn


@dataclass(frozen=True, slots=True)
class Explanation:
    """The engine's own account; its keys are those of `Assistant.explain`."""

    account: dict[str, Any]


def explain(assistant: Assistant, turn: Turn, history: Sequence[str]) -> Explanation | None:
    """The account of how *turn* was answered."""
    account = getattr(assistant, "explain", None)
    return Explanation(account(turn.question, history)) if account else None
