"""Two questions asked in one: told apart, answered one by one, and only where that tells more."""

from __future__ import annotations

import pytest

from assistant.answering import Assistant
from assistant.languages import load_language
from assistant.library import corpus_folder
from assistant.reply import Status
from assistant.two_questions import Joined, joined
from web import create_app


def _joined(question: str, code: str = "en") -> Joined | None:
    return joined(question, load_language(corpus_folder() / "languages" / f"{code}.yaml"))


@pytest.mark.parametrize(("code", "question", "first", "second"), [
    ("en", "what is servitude and who wrote the guide?", "What is servitude", "Who wrote the guide"),
    ("en", "What is servitude? Who wrote the guide?", "What is servitude", "Who wrote the guide"),
    ("en", "define trafficker, and also how many are convicted", "Define trafficker", "How many are convicted"),
    ("en", "How many victims are men; and where do I report it", "How many victims are men", "Where do I report it"),
    ("es", "¿Qué es la servidumbre y cuántas víctimas hay?", "Qué es la servidumbre", "Cuántas víctimas hay"),
    ("es", "¿Qué es la trata? ¿Quién escribió la guía?", "Qué es la trata", "Quién escribió la guía"),
    ("pt", "o que é servidão e quem escreveu o guia?", "O que é servidão", "Quem escreveu o guia"),
])
def test_two_questions_are_told_apart(code: str, question: str, first: str, second: str) -> None:
    found = _joined(question, code)
    assert found is not None
    assert (found.first, found.second, found.tied) == (first, second, "it" in second.split())


@pytest.mark.parametrize("question", [
    "what is servitude", "victims and survivors", "What is it? Why? Who?", "they beat her and what is worse they lied",
    "and what is servitude", "what is servitude?", "?", "", "who recruits and transports victims",
    "is it trafficking when she agreed and when she was paid", "what of a man who lied and who took her passport",
])
def test_one_question_stays_one(question: str) -> None:
    """So do three, and a story that goes on."""
    assert _joined(question) is None


@pytest.mark.parametrize(("code", "question"), [
    ("es", "¿Qué pasa con las personas que son engañadas y que aceptan?"),
    ("es", "¿Es trata cuando la engañan y cuando cruzan la frontera?"),
    ("pt", "É tráfico quando enganam a pessoa e quando ela aceita?"),
    ("pt", "o que fazer com quem recruta e quem transporta"),
])
def test_a_story_that_goes_on_is_one_question(code: str, question: str) -> None:
    """ "Que", "cuando" and "quem" join more than questions."""
    assert _joined(question, code) is None


@pytest.mark.parametrize(("question", "of_first", "of_second"), [
    ("what does HRBA stand for and who wrote the guide", "human rights", "prepared by"),
    ("How many documents were reviewed and how many interviews with focal points were conducted?",
     "189 documents", "13 interviews"),
    ("¿Qué es la servidumbre? ¿Cuántas víctimas son hombres?", "repay a debt", "men"),
])
def test_each_is_answered_by_a_quote(question: str, of_first: str, of_second: str, real: Assistant) -> None:
    reply = real.ask(question)
    assert reply.status is Status.ANSWERED
    texts = [quote.text for quote in reply.quotes]
    assert of_first in texts[0]
    assert any(of_second in text for text in texts[1:])
    assert len({quote.passage_id for quote in reply.quotes}) == len(texts) <= 3


def test_what_is_not_answered_is_said_beside_the_answer(real: Assistant) -> None:
    """Else an official would take the one answer for both."""
    reply = real.ask("what is debt bondage and what is the penalty for it")
    assert "repay a debt" in reply.quotes[0].text
    assert reply.notes == (
        "These are two questions. Answered here: “What is debt bondage”. "
        "No answer was found to: “What is the penalty for it”.",
    )
    assert reply.to_dict()["questions"] == ["What is debt bondage", "What is the penalty for it"]


@pytest.mark.parametrize("question", [
    "what is smuggling and how is it different from trafficking",
    "Which icons are used throughout the guides and what does each of them indicate?",
    "what is trafficking and why",
])
def test_one_matter_is_answered_as_one(question: str, real: Assistant) -> None:
    """The second question points back to the first, or one passage answers both."""
    reply = real.ask(question)
    assert (reply.status, reply.questions, reply.notes) == (Status.ANSWERED, (), ())


def test_two_that_are_not_answered_are_not_found(real: Assistant) -> None:
    reply = real.ask("what is the capital of Peru and who won the match")
    assert (reply.status, reply.questions) == (Status.NOT_FOUND, ())


def test_a_plea_for_help_is_never_taken_apart(real: Assistant) -> None:
    reply = real.ask("what is servitude? my boss locks me in, what do I do?")
    assert (reply.reason, reply.questions) == ("danger", ())


def test_each_has_its_own_explanation(real: Assistant) -> None:
    account = real.explain("what does HRBA stand for and who wrote the guide")
    assert [one["question"] for one in account["questions"]] == ["What does HRBA stand for", "Who wrote the guide"]
    assert all(one["hits"] and one["questions"] == [] for one in account["questions"])
    assert real.explain("what is servitude")["questions"] == []


def test_the_page_opens_the_second_answer(real: Assistant) -> None:
    """It is no further passage that few will want."""
    client = create_app(real).test_client()
    page = client.get("/answer", query_string={"q": "what does HRBA stand for and who wrote the guide"}).text
    assert '<details class="panel more" open>' in page
    assert "answered one after the other" in page
    assert '<details class="panel more">' in client.get("/answer?q=what+is+servitude").text
