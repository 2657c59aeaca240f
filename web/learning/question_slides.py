"""A trainer's own questions as slides: each question, then each quote that answers it, a long list on several.

A slide's name is "3" for the third question and "3.1", "3.2" for what follows it; the page's script does so too.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.answering import Assistant
from assistant.reply import Quote, Reply
from web.learning.question_list import QuestionList
from web.learning.slides import ON_ONE_SCREEN
from web.questions import page_decides
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
    reply = _reply(question, assistant)
    screens = _screens(reply)
    count = max(len(screens), 1)
    part = min(part, count)
    further = f"{number}.{part + 1}" if part < count else None
    onward = str(number + 1) if number < len(asked.questions) else None
    return QuestionSlide(
        name=f"{number}.{part}",
        number=number,
        question=question,
        quote=view(screens[part - 1], assistant.library) if screens else None,
        part=(part, count),
        reply=reply,
        before=f"{number}.{part - 1}" if part > 1 else str(number),
        after=further or onward,
    )


def _last_of(asked: QuestionList, number: int, assistant: Assistant) -> str:
    return f"{number}.{max(len(_screens(_reply(asked.questions[number - 1], assistant))), 1)}"


def _reply(question: str, assistant: Assistant) -> Reply:
    return assistant.ask(question, language=page_decides(assistant, question))


def _screens(reply: Reply) -> list[Quote]:
    """The reply's quotes, those of many lines cut between lines, so that each can be read from the back of a room."""
    return [screen for quote in reply.quotes for screen in _cut(quote)]


def _cut(quote: Quote) -> list[Quote]:
    spans: list[tuple[int, int]] = []
    at = 0
    for line in quote.text.split("\n"):
        end = at + len(line)
        if spans and end - spans[-1][0] <= ON_ONE_SCREEN:
            spans[-1] = (spans[-1][0], end)
        elif line.strip():
            spans.append((at, end))
        at = end + 1
    return [_slice(quote, start, end) for start, end in spans]


def _slice(quote: Quote, start: int, end: int) -> Quote:
    text = quote.text[start:end].rstrip()
    marks = ((max(a - start, 0), min(b - start, len(text))) for a, b in quote.highlights)
    return replace(
        quote,
        text=text,
        highlights=tuple((a, b) for a, b in marks if a < b),
        start=quote.start + start,
        end=quote.start + start + len(text),
    )


def _read(name: str) -> tuple[int, int]:
    """Number and part of a slide's name; (1, 0) for what is no name."""
    number, _dot, part = name.partition(".")
    if not number.isdecimal() or (part and not part.isdecimal()) or len(name) > 9:
        return 1, 0
    return int(number), int(part or 0)
