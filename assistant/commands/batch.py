"""Questions as JSON Lines in, replies as JSON Lines out, in order; nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.errors import QuestionError
from assistant.limits import check_history, check_question
from assistant.messages import LANGUAGES, _

if TYPE_CHECKING:
    from assistant.answering import Assistant


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of a batch: a question as it may be asked."""

    id: str | int
    question: str
    history: tuple[str, ...]
    language: str | None


class LineError(Exception):
    """A line of a batch cannot be answered; `code` and the message say why, `id` whose it is if that could be read."""

    def __init__(self, id: object, code: str, message: str) -> None:
        super().__init__(message)
        self.id, self.code = id, code


def replies(
    assistant: Assistant, lines: Iterable[bytes], without: Sequence[str] = (), language: str | None = None
) -> Iterator[tuple[dict[str, Any], bool]]:
    """For each line that is not blank: the object to write, its `id` first, and whether it could be answered.

    *language* is that of the questions which name none; *without* is as in `Assistant.ask`.  A line that cannot be
    answered gives {"id", "line", "error": {"code", "message"}}.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            asked = read_line(line)
        except LineError as error:
            told = {"code": error.code, "message": _("Line {number}: {problem}").format(number=number, problem=error)}
            yield {"id": error.id, "line": number, "error": told}, False
            continue
        reply = assistant.ask(asked.question, list(asked.history), asked.language or language, tuple(without))
        yield {"id": asked.id, **reply.to_dict()}, True


def read_line(line: bytes) -> Asked:
    """The question in a *line* of JSON.  Raises LineError."""
    try:
        data = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise LineError(None, "not_utf8", _("this is not UTF-8. Save the file with that encoding.")) from None
    except (ValueError, RecursionError) as error:
        raise LineError(
            None,
            "not_json",
            _("this is no JSON object ({problem}). Write one object a line.").format(
                problem=str(error).partition(":")[0]
            ),
        ) from None
    if not isinstance(data, dict):
        raise LineError(None, "not_json", _("this is no JSON object. Write one object a line."))
    known = data.get("id")
    if isinstance(known, bool) or not isinstance(known, str | int):
        raise LineError(None, "no_id", _("it has no “id”. Give each question one, a text or a whole number."))
    if not isinstance(data.get("question"), str):
        raise LineError(known, "no_question", _("it has no “question”. Give one as a text."))
    language, history = data.get("language"), data.get("history")
    if language is not None and language not in LANGUAGES:
        raise LineError(known, "language", _("its “language” is none of {known}.").format(known=", ".join(LANGUAGES)))
    try:
        return Asked(
            known, check_question(data["question"]), check_history([] if history is None else history), language
        )
    except QuestionError as error:
        raise LineError(known, error.code, str(error)) from None


def as_json_line(value: dict[str, Any]) -> bytes:
    """*value* in one line of UTF-8; half a surrogate pair, which UTF-8 has not, stays the escape that it came as."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
