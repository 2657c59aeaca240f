"""Questions to ask next: an editor's own, each checked to be answered by the passage it was written for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.languages import Language
from assistant.reply import Reply, Status
from assistant.targets import Form

if TYPE_CHECKING:
    from assistant.answering import Assistant

OFFERED = 3
TRIED = 4
"""Phrases of a target that are tried before it is passed over."""
SHORTEST, LONGEST = 22, 90
"""Characters of a phrase that reads well as a question offered."""
_VAGUE = re.compile(r"\b(it|this|that|they|them|he|she|these|those|esto|eso|ellos|isso|isto|eles)\b", re.IGNORECASE)


def next_questions(assistant: Assistant, reply: Reply) -> tuple[str, ...]:
    """Up to three questions near what *reply* answered, in its language; none when it answered nothing.

    They come from the phrases of the passages around the first quote, and each has been asked: its first quote stands
    in the passage for which an editor wrote it.
    """
    if reply.status is not Status.ANSWERED:
        return ()
    index = assistant.index
    quoted = {q.passage_id for q in reply.quotes}
    here = next((n for n, t in enumerate(index.targets) if t.id == reply.quotes[0].passage_id), None)
    language = assistant.library.languages.get(reply.language)
    if here is None or language is None:
        return ()
    guide = index.targets[here].guide_id
    near = sorted(
        (
            n
            for n, t in enumerate(index.targets)
            if t.form is Form.PASSAGE and t.guide_id == guide and t.id not in quoted
        ),
        key=lambda n: (abs(n - here), n),
    )
    found: list[str] = []
    for number in near[: 3 * OFFERED]:
        question = assistant.own_question(number, language)
        if question and question.casefold() != reply.question.casefold():
            found.append(question)
        if len(found) == OFFERED:
            break
    return tuple(found)


def own_question(assistant: Assistant, number: int, language: Language) -> str | None:
    """The question written for target *number* that it answers best, or None when none of the first few does."""
    index = assistant.index
    texts = index.phrase_texts[index.language(language.code)]
    asked = [q for p in index.phrase_rows(number, language.code) if (q := as_question(texts[p], language))]
    for question in sorted(asked, key=lambda q: "," in q)[:TRIED]:  # one with an afterthought reads as typed in haste
        reply = assistant.ask(question, language=language.code)
        if reply.status is Status.ANSWERED and reply.quotes[0].passage_id == index.targets[number].id:
            return question
    return None


def as_question(phrase: str, language: Language) -> str | None:
    """*phrase* as a question to offer: with capital and question mark; None when it is none, or points back."""
    text = phrase.strip(" ¿?.")
    opens = any(text.casefold().startswith(f"{word} ") for word in language.cues.get("interrogatives", ()))
    if not (opens and SHORTEST <= len(text) <= LONGEST) or _VAGUE.search(text):
        return None
    mark = "¿" if language.code == "es" else ""
    return f"{mark}{text[0].upper()}{text[1:]}?"
