"""What can be taken as a question, and in which language it is read: the engine decides, the interface helps."""

from __future__ import annotations

from assistant.answering import Assistant
from assistant.limits import LONGEST, check_question
from assistant.messages import speaking
from assistant.text import fold_accents, normalise
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
    return page if len(question.split()) == 1 or _folded(question) in _names(assistant, page) else None


def _names(assistant: Assistant, language: str) -> frozenset[str]:
    labels = (label for term in assistant.thesaurus.terms for label in term.labels())
    return frozenset(_folded(text) for text, of, _kind in labels if of == language)


def _folded(text: str) -> str:
    return fold_accents(normalise(text)).casefold()
