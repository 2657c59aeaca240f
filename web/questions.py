"""What can be taken as a question: the engine decides, in the language of the interface."""

from __future__ import annotations

from assistant.limits import LONGEST, check_question
from assistant.messages import speaking
from web.i18n import interface_language

__all__ = ["LONGEST", "checked"]


def checked(text: str) -> str:
    """*text* as a question.  Raises QuestionError, whose message is in the language of the interface."""
    with speaking(interface_language()):
        return check_question(text)
