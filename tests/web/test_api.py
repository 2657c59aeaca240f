"""The JSON API."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from assistant.answering import Assistant
from web import create_app, schemas

ASKED = "Can I get a refund for a lost book that I found?"


def assert_error(response: Any, status: int, code: str, field: str | None) -> str:
    """Checks the one error shape; returns its message."""
    assert response.status_code == status
    assert response.mimetype == "application/json"
    assert set(response.json) == {"error"}
    error = response.json["error"]
    assert set(error) == {"code", "message", "field"}
    assert (error["code"], error["field"]) == (code, field)
    return str(error["message"])


def test_a_question_gets_the_reply_that_the_engine_gives(toy_client: FlaskClient, toy: Assistant) -> None:
    """The same object as `Assistant.ask`, but for the time it took."""
    given = toy_client.post("/api/v1/ask", json={"question": ASKED, "history": ["Lost card"], "language": "en"}).json
    assert given
    expected = toy.ask(ASKED, history=["Lost card"], language="en").to_dict()
    assert {**given, "took_ms": 0} == {**expected, "took_ms": 0}


def test_words_can_be_taken_back(toy_client: FlaskClient) -> None:
    """ "without" names a correction that is not to be made."""
    asked = {"question": "refnuds", "without": ["refnuds"]}
    given = toy_client.post("/api/v1/ask", json=asked).json
    assert given
    assert given["understood"]["corrections"] == []


def test_a_reply_can_come_with_its_explanation(toy_client: FlaskClient, toy: Assistant) -> None:
    """The engine's own account, when it is asked for."""
    given = toy_client.post("/api/v1/ask", json={"question": ASKED, "explain": True}).json
    assert given
    assert given["explanation"] == toy.explain(ASKED)


@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        ({}, "invalid", "question"),
        ({"question": ""}, "empty", "question"),
        ({"question": " \n\t "}, "empty", "question"),
        ({"question": "a" * 501}, "too_long", "question"),
        ({"question": "lost\x00card"}, "control_characters", "question"),
        ({"question": 5}, "invalid", "question"),
        ({"question": None}, "invalid", "question"),
        ({"question": "card", "history": "card"}, "invalid", "history"),
        ({"question": "card", "history": [""]}, "empty", "history"),
        ({"question": "card", "history": ["a" * 501]}, "too_long", "history"),
        ({"question": "card", "history": ["card"] * 51}, "history_too_long", "history"),
        ({"question": "card", "history": [5]}, "invalid", "history"),
        ({"question": "card", "language": "fr"}, "invalid", "language"),
        ({"question": "card", "without": ["x"] * 21}, "invalid", "without"),
        ({"question": "card", "questoin": "typo"}, "invalid", "questoin"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_the_field_that_is_wrong(
    toy_client: FlaskClient, body: dict[str, Any], code: str, field: str
) -> None:
    """Always 400, always the same shape, never a 500."""
    assert assert_error(toy_client.post("/api/v1/ask", json=body), 400, code, field)


@pytest.mark.parametrize("data", [b"{", b"\xff\xfe", b"[1, 2"])
def test_a_body_that_is_no_json_is_refused(toy_client: FlaskClient, data: bytes) -> None:
    """The message says what was expected."""
    response = toy_client.post("/api/v1/ask", data=data, content_type="application/json")
    assert "JSON" in assert_error(response, 400, "bad_request", None)


@pytest.mark.parametrize("data", [b"[]", b"5", b'"card"', b"null"])
def test_a_body_that_is_no_object_is_refused(toy_client: FlaskClient, data: bytes) -> None:
    """A list or a bare string is no question."""
    assert toy_client.post("/api/v1/ask", data=data, content_type="application/json").status_code == 400


def test_other_addresses_and_methods_of_the_api_get_the_same_shape(toy_client: FlaskClient) -> None:
    """404 and 405 are JSON as well."""
    assert_error(toy_client.get("/api/v1/nothing"), 404, "not_found", None)
    assert_error(toy_client.get("/api/v1/ask"), 405, "method_not_allowed", None)
    assert_error(toy_client.get("/api/v1/passages/handbook/nothing"), 404, "not_found", None)


def test_a_body_that_is_too_large_is_refused(toy: Assistant) -> None:
    """Before it is read."""
    client = create_app(toy, {"MAX_CONTENT_LENGTH": 1000}).test_client()
    assert_error(client.post("/api/v1/ask", json={"question": "a" * 2000}), 413, "too_large", None)


def test_whoever_asks_too_often_is_told_to_wait(toy: Assistant) -> None:
    """429 in the same shape; the pages share the limit."""
    client = create_app(toy, {"ASK_LIMIT": "2 per minute"}).test_client()
    assert client.post("/api/v1/ask", json={"question": "card"}).status_code == 200
    assert client.post("/", data={"question": "card"}).status_code == 200
    assert_error(client.post("/api/v1/ask", json={"question": "card"}), 429, "too_many_requests", None)
    assert "Wait a minute" in client.post("/", data={"question": "card"}).text


def test_a_fault_is_told_without_its_inside(toy: Assistant, caplog: pytest.LogCaptureFixture) -> None:
    """500 in the same shape; neither the reply nor the log names the question."""

    class Broken(Assistant):
        def ask(self, *args: object, **named: object) -> Any:
            raise RuntimeError("the index is gone")

    client = create_app(Broken(toy.library, toy.index, toy.topics)).test_client()
    message = assert_error(client.post("/api/v1/ask", json={"question": "secret case"}), 500, "internal_error", None)
    assert "index is gone" not in message
    page = client.post("/", data={"question": "secret case"})
    assert page.status_code == 500
    assert "Something went wrong" in page.text
    assert "secret case" not in caplog.text


def test_search_finds_passages_best_first(toy_client: FlaskClient) -> None:
    """Each with its citation; never more than asked for."""
    response = toy_client.get("/api/v1/search", query_string={"q": "late fees", "k": 3})
    assert response.json
    results = response.json["results"]
    assert 1 <= len(results) <= 3
    assert "late fees" in results[0]["text"]
    assert results[0]["citation"]["url"].startswith("/guide/handbook?mark=")
    assert [r["score"] for r in results] == sorted((r["score"] for r in results), reverse=True)


@pytest.mark.parametrize(
    ("query", "code", "field"),
    [({}, "invalid", "q"), ({"q": ""}, "empty", "q"), ({"q": "card", "k": 0}, "invalid", "k"),
     ({"q": "card", "k": "x"}, "invalid", "k"), ({"q": "card", "k": 51}, "invalid", "k")],
)  # fmt: skip
def test_a_search_that_cannot_be_made_is_refused(
    toy_client: FlaskClient, query: dict[str, Any], code: str, field: str
) -> None:
    """As for questions."""
    assert_error(toy_client.get("/api/v1/search", query_string=query), 400, code, field)


@pytest.mark.parametrize(
    ("typed", "term", "matched"),
    [
        ("libr", "library-card", "library card"),
        ("LIBRARY C", "library-card", "library card"),
        ("what is a memb", "library-card", "membership card"),
        ("tarjeta de la b", "library-card", "tarjeta de la biblioteca"),
        ("leitór", "reader", "leitor"),
        ("borrowwer", "reader", "borrower"),
    ],
)
def test_terms_are_found_while_they_are_typed(toy_client: FlaskClient, typed: str, term: str, matched: str) -> None:
    """By the beginning, in any language, accents and one slip forgiven, also at the end of a sentence."""
    response = toy_client.get("/api/v1/terms", query_string={"q": typed})
    assert response.json
    first = response.json["terms"][0]
    assert (first["id"], first["matched"]) == (term, matched)
    assert typed.lower().endswith(first["typed"].lower())


@pytest.mark.parametrize("typed", ["zzz", "what is the", "x", "?", "is it a"])
def test_words_that_begin_no_term_bring_none(toy_client: FlaskClient, typed: str) -> None:
    """The list stays away rather than guessing."""
    response = toy_client.get("/api/v1/terms", query_string={"q": typed})
    assert response.json == {"terms": []}


def test_all_terms_are_listed_in_alphabetical_order(toy_client: FlaskClient) -> None:
    """Without a query."""
    response = toy_client.get("/api/v1/terms")
    assert response.json
    labels = [t["label"] for t in response.json["terms"]]
    assert len(labels) == 3
    assert labels == sorted(labels, key=str.casefold)


def test_a_passage_comes_with_its_neighbours(toy_client: FlaskClient, toy: Assistant) -> None:
    """Following `next` from the first leads through the whole guide."""
    passages = toy.library.guides[0].passages
    seen = []
    name: str | None = passages[0].id
    while name:
        given = toy_client.get(f"/api/v1/passages/{name}").json
        assert given
        seen.append(given["text"])
        name = given["next"]
    assert seen == [p.text for p in passages]


def test_the_api_describes_itself(toy_client: FlaskClient) -> None:
    """Every address of the API is in its OpenAPI description, with the error shape."""
    spec = toy_client.get("/api/v1/openapi.json").json
    assert spec
    assert spec["openapi"].startswith("3.")
    assert set(spec["paths"]) == {"/api/v1/ask", "/api/v1/search", "/api/v1/terms", "/api/v1/passages/{passage_id}"}
    assert set(spec["components"]["schemas"]["Error"]["properties"]) == {"error"}


@pytest.mark.parametrize("question", [ASKED, "xyzzy", "hello", "¿Cuál es el horario?"])
def test_replies_are_as_described(toy_client: FlaskClient, question: str) -> None:
    """No field of a real reply is missing from the description, and none is of another type."""
    given = toy_client.post("/api/v1/ask", json={"question": question}).json
    assert given
    assert schemas.Reply(unknown="raise").validate(given) == {}


def test_health_tells_nothing_but_that(toy_client: FlaskClient) -> None:
    """For whoever watches the server."""
    assert toy_client.get("/healthz").json == {"status": "ok"}
