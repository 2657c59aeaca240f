"""Gold questions on the toy corpus."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.evaluation.gold import GoldQuestion

TOY_GOLD: tuple[dict[str, Any], ...] = (
    {
        "id": "T-1",
        "lang": "en",
        "kind": "number",
        "style": "close",
        "history": [],
        "question": "What does a replacement card cost?",
        "gold": [["A replacement costs 4 dollars"]],
        "section": ["Lost card"],
    },
    {
        "id": "T-2",
        "lang": "en",
        "kind": "list",
        "style": "paraphrase",
        "history": [],
        "question": "What are the three steps when the desk pays back?",
        "gold": [
            ["The librarian compares the book with the receipt."],
            ["The cashier pays the price in coins."],
            ["The book goes back to its shelf."],
        ],
        "section": ["Refunds"],
    },
    {
        "id": "T-3",
        "lang": "en",
        "kind": "followup",
        "style": "colloquial",
        "history": ["When does the library close in summer?"],
        "question": "and in winter?",
        "gold": [["Winter 9 a.m. 6 p.m."]],
        "section": ["Opening hours"],
    },
    {
        "id": "T-4",
        "lang": "es",
        "kind": "howto",
        "style": "close",
        "history": [],
        "question": "¿Qué hago si perdí mi tarjeta?",
        "gold": [["Report a lost card at the desk", "The card is blocked at once"]],
        "section": ["Lost card"],
    },
    {
        "id": "T-5",
        "lang": "en",
        "kind": "unanswerable",
        "style": "close",
        "history": [],
        "question": "Where is the copier?",
        "gold": [],
        "section": [],
    },
)


@pytest.fixture
def toy_gold(tmp_path: Path) -> Path:
    """A file of five gold questions: one part, several parts, a follow-up, a Spanish one, an unanswerable one."""
    file = tmp_path / "toy-gold.jsonl"
    file.write_text("".join(json.dumps(q, ensure_ascii=False) + "\n" for q in TOY_GOLD), "utf-8")
    return file


@pytest.fixture
def ask() -> Callable[..., GoldQuestion]:
    """Makes a gold question of its groups."""

    def make(
        *groups: tuple[str, ...], id: str = "q", sections: tuple[str, ...] = (), kind: str = "fact"
    ) -> GoldQuestion:
        return GoldQuestion(id, "?", "en", kind, "close", groups=groups, sections=sections)

    return make
