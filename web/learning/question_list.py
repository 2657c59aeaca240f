"""A trainer's list of questions: plain text, one question a line, lines that begin with # are remarks."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from assistant.errors import QuestionError
from web.questions import checked

MOST_QUESTIONS = 60
"""A training day's worth; each is asked by itself, and one address may ask 120 times a minute."""


@dataclass(frozen=True, slots=True)
class QuestionList:
    """The questions that can be asked, and what is wrong with the lines that cannot."""

    text: str
    questions: tuple[str, ...]
    errors: tuple[str, ...]


def read_list(text: str) -> QuestionList:
    """The questions in *text*; `errors` names line and remedy, in the language of the interface."""
    questions: list[str] = []
    errors: list[str] = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            questions.append(checked(line))
        except QuestionError as error:
            errors.append(_("Line %(number)s: %(problem)s", number=number, problem=str(error)))
    if len(questions) > MOST_QUESTIONS:
        problem = _("The list has %(count)s questions. Take at most %(most)s at a time.",
                    count=len(questions), most=MOST_QUESTIONS)  # fmt: skip
        errors.append(problem)
    if not questions and not errors:
        errors.append(_("The list has no question yet. Write one a line."))
    return QuestionList(text, tuple(questions), tuple(errors))
