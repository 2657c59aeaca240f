"""Two questions asked in one: "what is servitude and how many suffer it".

Put together, their words match neither of the passages that answer them.  Each is asked by itself, the second in the
context of the first, and the reply quotes what answers each, and says of one that the guide does not answer it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import chain, zip_longest

from assistant.languages import Language
from assistant.question_form import question_form
from assistant.reply import Quote, Reason, Reply, Status
from assistant.text import lower_in_place, normalise

SEARCHED = frozenset({Reason.ANSWERED, Reason.NO_MATCH, Reason.WEAK_MATCH, Reason.NOT_COVERED})
"""Reasons of replies to questions that were searched for."""
SURELY_NOT = 0.1
"""The confidence below which a part is said to be unanswered: what answers the other may well hold it too."""
RATHER = 0.5
"""The confidence from which both are answered, and the second alone where the first, the main matter, is not."""
SURE = 0.9
"""The confidence from which the whole is taken for one matter."""
MOST = 3
"""How many quotes a reply has."""


@dataclass(frozen=True, slots=True)
class Joined:
    """The two questions asked in one, and whether the second points back to the first ("and who suffers it")."""

    first: str
    second: str
    tied: bool


def joined(question: str, language: Language) -> Joined | None:
    """The questions that *question* asks in one, or None where it asks one, or more than two.

    What stands between them is data, `joined` among the cues of the language: patterns over the question in lower case
    with its accents, which tell "qué" from the "que" of "people that…".
    """
    text = normalise(question)
    plain = lower_in_place(text)
    for pattern in language.cues.get("joined", ()):
        found = list(re.finditer(pattern, plain))
        if len(found) == 1:
            between = found[0]
            first, second = (part.strip(" ¿?¡!.,;") for part in (text[: between.start()], text[between.end() :]))
            if first and second and ("?" in between.group() or _is_question(first, language)):
                tied = question_form(second, language).follows_up
                return Joined(first[0].upper() + first[1:], second[0].upper() + second[1:], tied)
    return None


def _is_question(text: str, language: Language) -> bool:
    """Whether *text* begins as a question does, or asks for a definition, a list, an example…"""
    plain = text.casefold()
    opens = any(plain.startswith(f"{word} ") for word in language.cues.get("interrogatives", ()))
    return opens or bool(question_form(text, language).asks)


def answered_apart(
    whole: Reply, first: Reply, second: Reply, tied: bool, note: Callable[..., str]
) -> Reply | None:
    """The reply to the questions *first* and *second*, or None where that to the *whole* says as much.

    Both are quoted where each is rather certain, or as certain as the whole, unless it is one matter: the whole is
    surely answered, or the second is *tied* to the first and the whole is answered.  One alone is quoted where the
    other is surely not answered.

    *note* gives a sentence of the fixed replies by its name, with its gaps filled.
    """
    answered = [reply for reply in (first, second) if reply.status is Status.ANSWERED]
    if answered == [second] and (second.confidence < RATHER or whole.status is Status.ANSWERED):
        return None
    certain = min((reply.confidence for reply in answered), default=0.0)
    one_matter = whole.confidence >= SURE or (tied and whole.status is Status.ANSWERED)
    if len(answered) == 2 and certain >= min(whole.confidence, RATHER) and not one_matter:
        quoted = {quote.passage_id for quote in whole.quotes}
        if quoted.issuperset(reply.quotes[0].passage_id for reply in answered):
            return None
        told = note("two_answers", whole.language, first=first.question, second=second.question)
    elif len(answered) == 1 and _surely_not(left := second if answered == [first] else first):
        told = note("one_answer", whole.language, answered=answered[0].question, left=left.question)
    else:
        return None
    return replace(
        whole,
        status=Status.ANSWERED,
        reason=Reason.ANSWERED,
        confidence=certain,
        quotes=_in_turn([reply.quotes for reply in answered]),
        related=(),
        notes=(told, *(n for reply in answered for n in reply.notes)),
        questions=(first.question, second.question),
    )


def _surely_not(reply: Reply) -> bool:
    return reply.reason is Reason.NOT_COVERED or reply.confidence < SURELY_NOT


def _in_turn(quotes: list[tuple[Quote, ...]]) -> tuple[Quote, ...]:
    """The first of each, the second of each, and so on; each passage once."""
    one_by_one = [quote for quote in chain.from_iterable(zip_longest(*quotes)) if quote is not None]
    return tuple({quote.passage_id: quote for quote in reversed(one_by_one)}.values())[::-1][:MOST]
