"""What can be taken as a question, and in which language it is read: the engine decides, the interface helps."""

from __future__ import annotations

from assistant.analysis import words
from assistant.answering import Assistant
from assistant.limits import LONGEST, check_question
from assistant.messages import speaking
from assistant.text import normalise
from web.i18n import interface_language

__all__ = ["LONGEST", "checked", "page_decides"]


def checked(text: str) -> str:
    """*text* as a question.  Raises QuestionError, whose message is in the language of the interface."""
    with speaking(interface_language()):
        return check_question(text)


def page_decides(assistant: Assistant, question: str) -> str | None:
    """The language in which to read a word alone or the name of a term, where another than the page's would be
    recognised; else None.

    Spanish and Portuguese share words and names, and "tráfico" does not mean the same in both.
    """
    page = interface_language()
    # The language alone: the whole of the understanding follows when the question is asked.
    if page == "en" or assistant.understanding.identifier.identify(normalise(question)) in ("en", page):
        return None
    said = words(question)
    named = assistant.thesaurus.mentions(said, page)
    whole_name = len(named) == 1 and (named[0].first, named[0].last) == (0, len(said))
    return page if len(said) == 1 or whole_name else None
