"""The language of a question is recognised by itself, from few words and without accents."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

import tests.strategies as drawn
from assistant.answering import Assistant
from assistant.language_id import LanguageIdentifier
from assistant.text import fold_accents

LINES = (Path(__file__).parent / "cases" / "languages.txt").read_text(encoding="utf-8").splitlines()
CASES = [tuple(line.split(" ", 1)) for line in LINES if not line.startswith("#")]


@pytest.fixture(scope="module")
def identifier(real: Assistant) -> LanguageIdentifier:
    """What the corpus's phrases and stop words have taught."""
    return real.understanding.identifier


@pytest.fixture(scope="module")
def small() -> LanguageIdentifier:
    """Knows a few words of two languages."""
    return LanguageIdentifier.train(
        {"en": {"victim": 3, "crime": 1}, "es": {"víctima": 3, "delito": 1}},
        {"en": frozenset({"the", "is", "a"}), "es": frozenset({"la", "es", "a"})}, frozenset({"palermo"}))


@pytest.mark.parametrize(("language", "question"), CASES, ids=[f"{a}: {b}" for a, b in CASES])
def test_short_questions_are_recognised(language: str, question: str, identifier: LanguageIdentifier) -> None:
    """The table of cases is `cases/languages.txt`."""
    assert identifier.identify(question) == language


@pytest.mark.parametrize("change", [str.upper, str.title, fold_accents, lambda q: f"«{q}»…"])
def test_case_accents_and_marks_hardly_matter(change: object, identifier: LanguageIdentifier) -> None:
    """Of all cases together, at least 97 in a hundred stay recognised."""
    assert callable(change)
    right = [identifier.identify(change(question)) == language for language, question in CASES]
    assert sum(right) / len(right) >= 0.97


@pytest.mark.parametrize("text", ["", "?!", "2020", "51,675", "🙂", "Palermo", "Palermo 2020?"])
def test_what_is_of_no_language_is_taken_for_the_guides(text: str, small: LanguageIdentifier) -> None:
    """Signs, numbers and names; the caller may name another."""
    assert small.identify(text) == "en"
    assert small.identify(text, default="es") == "es"


@pytest.mark.parametrize("text", ["HRBA", "SDG 8.7", "UNODC", "Bukele", "INTERPOL", "December 10, 2018"])
def test_unknown_words_do_not_make_a_question_foreign(text: str, identifier: LanguageIdentifier) -> None:
    """Acronyms, and words that no phrase uses."""
    assert identifier.identify(text) == "en"


def test_a_stop_word_of_one_language_settles_a_short_question(small: LanguageIdentifier) -> None:
    """ "es" is Spanish, whatever "zebra" is; "a" is a stop word of both and settles nothing."""
    assert small.identify("es zebra") == "es"
    assert small.identify("is zebra") == "en"
    assert small.identify("a zebra") == "en"


def test_an_unknown_word_is_judged_by_its_letters(small: LanguageIdentifier) -> None:
    """ "delitos" looks like "delito"."""
    assert small.identify("delitos") == "es"


def test_a_corpus_without_languages_has_the_default() -> None:
    """Nothing was learnt."""
    assert LanguageIdentifier.train({}, {}).identify("la víctima") == "en"


def test_a_forced_language_is_taken(real: Assistant) -> None:
    """Unless the corpus does not describe it."""
    assert real.understand("what is a victim", language="pt").language == "pt"
    assert real.understand("what is a victim", language="xx").language == "en"


@given(drawn.questions)
def test_every_text_has_one_of_the_languages(identifier: LanguageIdentifier, question: str) -> None:
    """The same each time."""
    assert identifier.identify(question) == identifier.identify(question)
    assert identifier.identify(question) in {"en", "es", "pt"}
