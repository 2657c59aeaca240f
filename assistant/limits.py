"""What can be taken as a question; the command line, the page and the API all ask here."""

from __future__ import annotations

import unicodedata

from assistant.errors import QuestionError
from assistant.messages import _

LONGEST = 500
"""Characters that a question may have."""

_WHITE = {"\t", "\n", "\r", "\x0b", "\x0c", "\x85"}
"""Control characters that only separate words: whoever pastes two lines has asked one question."""


def check_question(text: str) -> str:
    """*text* without white space around it, line ends and tabs as blanks.

    Raises QuestionError with a message for the reader and one of three codes: "empty", "too_long" for more than LONGEST
    characters, "control_characters" for what is no text (control characters, halves of surrogate pairs).
    """
    plain = "".join(" " if c in _WHITE else c for c in text).strip()
    if not plain:
        raise QuestionError(
            "empty", _("The question is empty. Write one, such as: Can someone who agreed still be a victim?")
        )
    if len(plain) > LONGEST:
        raise QuestionError(
            "too_long",
            _(
                "The question has {count} characters, and at most {most} can be taken. Ask for one thing at a time."
            ).format(count=len(plain), most=LONGEST),
        )
    if any(unicodedata.category(c) in {"Cc", "Cs"} for c in plain):
        raise QuestionError(
            "control_characters",
            _("The question holds control characters, which are no text. Type it again instead of pasting it."),
        )
    return plain


def check_history(questions: object) -> tuple[str, ...]:
    """The earlier questions of a conversation, each checked as `check_question` does; empty ones are left out.

    Raises QuestionError, also with the code "history" when *questions* is no list of texts.
    """
    if not isinstance(questions, list | tuple) or not all(isinstance(q, str) for q in questions):
        raise QuestionError(
            "history", _("The history is no list of questions. Give it as a list of texts, oldest first.")
        )
    return tuple(check_question(q) for q in questions if q.strip())
