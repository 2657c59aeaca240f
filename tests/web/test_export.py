"""Taking a conversation away."""

from __future__ import annotations

import json
from datetime import date

import pytest
from flask.testing import FlaskClient

from assistant.answering import Assistant

QUESTIONS = ("Can I get a refund for a lost book that I found?", "Lost card", "hello")
TURNS = [json.dumps({"question": q}) for q in QUESTIONS]


@pytest.mark.parametrize("form", ["markdown", "text", "page"])
def test_each_form_holds_questions_quotes_citations_edition_date_and_licence(
    toy_client: FlaskClient, toy: Assistant, form: str
) -> None:
    """Nothing that a memo needs is left out."""
    text = toy_client.post(f"/export/{form}", data={"turn": TURNS}).text
    for position, question in enumerate(QUESTIONS[:2]):
        assert question in text
        quote = toy.ask(question, history=QUESTIONS[:position]).quotes[0]
        assert quote.text.split("\n")[0][:40] in text
        assert quote.citation.text in text.replace("\\", "")
    assert "Edition 2024" in text
    assert str(date.today().year) in text
    assert "CC BY 4.0" in text
    assert "https://creativecommons.org/licenses/by/4.0/" in text
    assert "Hello" in text, "a reply that is no quotation is exported too"


def test_only_chosen_answers_are_exported(toy_client: FlaskClient) -> None:
    """The boxes name answers by number."""
    text = toy_client.post("/export/text", data={"turn": TURNS, "choose": ["2"]}).text
    assert "Lost card" in text
    assert QUESTIONS[0] not in text


@pytest.mark.parametrize(
    ("form", "mimetype", "ending"), [("markdown", "text/markdown", "md"), ("text", "text/plain", "txt")]
)
def test_files_have_a_name_and_a_type(toy_client: FlaskClient, form: str, mimetype: str, ending: str) -> None:
    """The browser saves them instead of showing them."""
    response = toy_client.post(f"/export/{form}", data={"turn": TURNS})
    assert response.mimetype == mimetype
    assert response.headers["Content-Disposition"].endswith(f'{date.today().isoformat()}.{ending}"')


def test_an_export_is_the_same_every_time(toy_client: FlaskClient) -> None:
    """Answers are found anew, and are the same."""
    first, second = (toy_client.post("/export/markdown", data={"turn": TURNS}).data for _ in range(2))
    assert first == second


@pytest.mark.parametrize("data", [{}, {"turn": ["{"]}, {"turn": TURNS, "choose": ["9"]}])
def test_nothing_to_export_is_a_friendly_error(toy_client: FlaskClient, data: dict[str, list[str]]) -> None:
    """400, and the page says what to do."""
    response = toy_client.post("/export/text", data=data)
    assert response.status_code == 400
    assert "Go back" in response.text


def test_markup_in_a_question_stays_text_in_every_form(toy_client: FlaskClient) -> None:
    """A question cannot smuggle markup into a document."""
    turn = json.dumps({"question": "<img src=x> [card](http://x) *lost*"})
    assert "<img src=x>" not in toy_client.post("/export/page", data={"turn": [turn]}).text
    assert "\\<img src=x\\> \\[card\\]" in toy_client.post("/export/markdown", data={"turn": [turn]}).text
