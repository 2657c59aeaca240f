"""A trainer's own questions as slides: each question, then each quote that answers it.

A slide's name is "3" for the third question and "3.1", "3.2" for what follows it; the page's script does so too.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answering import Assistant
from assistant.reply import Reply
from web.learning.question_list import QuestionList
from web.quotes import QuoteView, view


@dataclass(frozen=True, slots=True)
class QuestionSlide:
    """One screen of the list."""

    name: str
    number: int
    question: str
    quote: QuoteView | None = None
    part: tuple[int, int] = (1, 1)
    reply: Reply | None = None
    """Given on the slides that answer; without a quote, the guide does not answer."""
    before: str | None = None
    after: str | None = None


def slide_at(asked: QuestionList, name: str, assistant: Assistant) -> QuestionSlide:
    """The slide called *name*, or the nearest there is; only the questions that it needs are asked.

    *asked* holds at least one question.
    """
    number, part = _read(name)
    number = min(max(number, 1), len(asked.questions))
    question = asked.questions[number - 1]
    if part == 0:
        before = _last_of(asked, number - 1, assistant) if number > 1 else None
        return QuestionSlide(str(number), number, question, before=before, after=f"{number}.1")
    reply = assistant.ask(question)
    count = max(len(reply.quotes), 1)
    part = min(part, count)
    further = f"{number}.{part + 1}" if part < count else None
    onward = str(number + 1) if number < len(asked.questions) else None
    return QuestionSlide(
        name=f"{number}.{part}",
        number=number,
        question=question,
        quote=view(reply.quotes[part - 1], assistant.library) if reply.quotes else None,
        part=(part, count),
        reply=reply,
        before=f"{number}.{part - 1}" if part > 1 else str(number),
        after=further or onward,
    )


def _last_of(asked: QuestionList, number: int, assistant: Assistant) -> str:
    return f"{number}.{max(len(assistant.ask(asked.questions[number - 1]).quotes), 1)}"


def _read(name: str) -> tuple[int, int]:
    """Number and part of a slide's name; (1, 0) for what is no name."""
    number, _dot, part = name.partition(".")
    if not number.isdecimal() or (part and not part.isdecimal()) or len(name) > 9:
        return 1, 0
    return int(number), int(part or 0)
