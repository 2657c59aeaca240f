"""Whether the guide answers: what the regression alone cannot know, and what it must not be overruled in."""

from __future__ import annotations

import pytest

from assistant.answering import Assistant
from assistant.confidence import FAR_OFF, LOOKED_UP
from assistant.reply import Status


@pytest.mark.parametrize("question", [
    "how to cook", "who won the match", "my computer is slow", "dog", "caballo", "what is the capital of Peru",
    "¿por qué el cielo es azul?", "quem fez o gol ontem?", "where is the cafeteria",
])
def test_what_is_about_something_else_is_not_answered(question: str, real: Assistant) -> None:
    """A word of it may stand in a phrase: "the dogs keep her from leaving" makes no answer to "dog"."""
    reply = real.ask(question)
    assert reply.status is Status.NOT_FOUND
    assert reply.quotes == ()


@pytest.mark.parametrize("question", [
    "consent", "servitude", "survivor", "PROTEX Argentina", "SVET", "HRBA", "organ removal", "servidumbre", "servidão",
    "white slavery", "what is a pimp's victim called", "coyote vs trafficker", "myths", "checklist", "goal 16",
])
def test_a_short_question_to_the_guide_is_not_taken_for_something_else(question: str, real: Assistant) -> None:
    assert real.explain(question)["decision"]["certainty"] != "far_off"


def test_what_is_about_something_else_says_so(real: Assistant) -> None:
    decision = real.explain("how to cook")["decision"]
    assert decision["certainty"] == "far_off"
    assert decision["confidence"] <= FAR_OFF
    place = "Purposes and Modalities"  # of the passage that shares the word
    assert not [r for r in real.ask("how to cook").related if place in r.citation.section]


def test_a_follow_up_is_never_about_something_else(real: Assistant) -> None:
    """Its own words say little, whatever they are."""
    explained = real.explain("and in winter?", ["how many victims were men?"])
    assert explained["decision"]["certainty"] is None


def test_what_is_looked_up_by_its_place_is_certain(real: Assistant) -> None:
    decision = real.explain("and the next one?", ["what is guide 2 about"])["decision"]
    assert decision["certainty"] == "looked_up"
    assert decision["confidence"] >= LOOKED_UP


def test_what_an_editor_wrote_down_is_answered(real: Assistant) -> None:
    decision = real.explain("can a person consent to be exploited")["decision"]
    assert (decision["certainty"], decision["status"]) == ("as_written", "answered")


@pytest.mark.parametrize(
    "question", ["who funded this publication", "is the booklet binding", "who represents Honduras"]
)
def test_what_names_the_guide_or_stands_in_it_is_not_about_something_else(question: str, real: Assistant) -> None:
    assert real.explain(question)["decision"]["certainty"] != "far_off"
