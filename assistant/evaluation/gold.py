"""Gold questions: what was asked, and which words of the guide answer it.

JSON Lines, one object a line:

    {"id": "A-001", "lang": "en", "kind": "fact", "style": "paraphrase", "history": [], "question": "…",
     "gold": [["span", "alternative span"], ["second needed span"]], "section": ["Definition"], "note": ""}

`gold` is a list of groups.  A complete answer shows every group; inside a group any one of the spans will do.  A
question that the guide does not answer has none.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import UsageError

DIMENSIONS = ("kind", "style", "lang")
"""By what the figures can be broken down."""


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """A question and what answers it; `groups` is () where the guide does not answer."""

    id: str
    question: str
    lang: str
    kind: str
    style: str
    history: tuple[str, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()
    sections: tuple[str, ...] = ()

    @property
    def answerable(self) -> bool:
        return bool(self.groups)

    def value(self, dimension: str) -> str:
        """What the question is in one of DIMENSIONS."""
        return str(getattr(self, dimension))


def read_gold(paths: Iterable[Path]) -> tuple[GoldQuestion, ...]:
    """The questions in the files *paths*, in order.

    Raises UsageError, which names file and line, for a line that is no question, and for an id that is given twice.
    """
    questions: list[GoldQuestion] = []
    places: dict[str, str] = {}
    for path in paths:
        for place, value in json_lines(path):
            question = _question(place, value)
            if question.id in places:
                raise UsageError(
                    f"{place}: the id '{question.id}' was given before, in {places[question.id]}. "
                    "Give one of the two another id."
                )
            places[question.id] = place
            questions.append(question)
    if not questions:
        raise UsageError("There is no question in the files given. Name a file of JSON Lines with gold questions.")
    return tuple(questions)


def json_lines(path: Path) -> list[tuple[str, Any]]:
    """The JSON values in *path*, each with its place ("file:line"); blank lines are left out.  Raises UsageError."""
    try:
        lines = path.read_bytes().decode("utf-8-sig").split("\n")
    except OSError as error:
        raise UsageError(
            f"{path}: the file cannot be read ({error.strerror}). Check its name and permissions."
        ) from None
    except UnicodeDecodeError:
        raise UsageError(f"{path}: the file is not UTF-8. Save it with that encoding.") from None
    found = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                found.append((f"{path}:{number}", json.loads(line)))
            except (ValueError, RecursionError):
                raise UsageError(f"{path}:{number}: this line is no JSON. Write one object a line.") from None
    return found


def _question(place: str, value: Any) -> GoldQuestion:
    if not isinstance(value, dict):
        raise UsageError(f"{place}: this line is no JSON object. Write one object a line.")
    for key in ("id", "question", "lang", "kind", "style"):
        if not isinstance(value.get(key), str) or not value[key]:
            raise UsageError(f"{place}: '{key}' is missing or no text. Give it as a text.")
    groups = value.get("gold")
    if not isinstance(groups, list) or not all(isinstance(g, list) and g and _texts(g) for g in groups):
        raise UsageError(f'{place}: \'gold\' is no list of groups of spans. Write [["span", "or this one"], …], or [].')
    for key in ("history", "section"):
        if not _texts(value.get(key, [])):
            raise UsageError(f"{place}: '{key}' is no list of texts. Write [\"…\"], or [].")
    return GoldQuestion(
        id=value["id"],
        question=value["question"],
        lang=value["lang"],
        kind=value["kind"],
        style=value["style"],
        history=tuple(value.get("history", [])),
        groups=tuple(tuple(group) for group in groups),
        sections=tuple(value.get("section", [])),
    )


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(x, str) for x in value)
