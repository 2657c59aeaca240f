"""A conversation as the chat's form carries it: nothing of it is kept on the server."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from assistant.errors import QuestionError
from web.questions import LONGEST, checked

MOST_TURNS = 50
"""Questions of one conversation; a day on a support desk stays below."""
MOST_TAKEN_BACK = 20


@dataclass(frozen=True, slots=True)
class Turn:
    """One question, with what the reader took back of how it was understood."""

    question: str
    without: tuple[str, ...] = ()
    explain: bool = False

    @property
    def state(self) -> str:
        """The turn as a hidden field holds it."""
        return json.dumps(asdict(self), ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Conversation:
    """Turns, oldest first; `changed` are the positions of those that the request asks about."""

    turns: tuple[Turn, ...] = ()
    changed: tuple[int, ...] = ()

    def history(self, position: int) -> list[str]:
        """The questions before the turn at *position*."""
        return [t.question for t in self.turns[:position]]


def read_earlier(form: MultiDict[str, str]) -> Conversation:
    """The conversation that the hidden fields hold; fields that nobody's page has sent are passed over."""
    turns = tuple(turn for text in form.getlist("turn")[-MOST_TURNS:] if (turn := _turn(text)))
    return Conversation(turns, tuple(range(len(turns))))


def advance(earlier: Conversation, form: MultiDict[str, str]) -> Conversation:
    """*earlier* after what the reader did: asked, took a chip back, put it back, or asked how an answer was found.

    Raises QuestionError when the new question cannot be taken, or the conversation is at its end.
    """
    for action in ("drop", "restore", "explain"):
        if form.get(action):
            return _changed(earlier, action, form[action])
    if form.get("show"):
        return earlier
    if len(earlier.turns) >= MOST_TURNS:
        raise QuestionError(
            "history_too_long",
            _("This conversation has %(most)s questions. Export it if you need it, then start over.", most=MOST_TURNS),
        )
    turn = Turn(checked(form.get("suggestion") or form.get("question") or ""))
    return Conversation((*earlier.turns, turn), (len(earlier.turns),))


def _changed(earlier: Conversation, action: str, value: str) -> Conversation:
    """The conversation with one turn changed; "drop" and "restore" say "position:word", "explain" says "position"."""
    number, _colon, word = value.partition(":")
    position = int(number) if number.isdecimal() else -1
    if not 0 <= position < len(earlier.turns):
        return earlier
    turn = earlier.turns[position]
    if action == "drop":
        turn = replace(turn, without=(*turn.without, word)[-MOST_TAKEN_BACK:])
    elif action == "restore":
        turn = replace(turn, without=tuple(w for w in turn.without if w != word))
    else:
        turn = replace(turn, explain=not turn.explain)
    return Conversation((*earlier.turns[:position], turn, *earlier.turns[position + 1 :]), (position,))


def _turn(text: str) -> Turn | None:
    try:
        data = json.loads(text)
        return Turn(checked(str(data["question"])), words(data.get("without", ())), bool(data.get("explain")))
    except (ValueError, KeyError, TypeError, AttributeError, QuestionError):
        return None


def words(given: Sequence[object]) -> tuple[str, ...]:
    """What the reader took back, as far as it can be: texts that are no longer than a question."""
    return tuple(str(w)[:LONGEST] for w in list(given)[:MOST_TAKEN_BACK] if isinstance(w, str) and w)
