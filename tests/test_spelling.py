"""Spelling: slips are forgiven, and nothing is corrected that was meant as it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tests.strategies  # noqa: F401 (settles how Hypothesis runs)
from assistant.answering import Assistant
from assistant.spelling import Speller

VOCABULARY = {"trafficking": 90, "victim": 80, "survivor": 40, "servitude": 20, "labour": 15, "rights": 9, "debt": 7,
              "bondage": 7, "niño": 5, "víctima": 4, "victims": 30, "organs": 3, "origin": 2, "a": 9, "gender": 6}


@pytest.fixture(scope="module")
def speller() -> Speller:
    """Corrects to a few words."""
    return Speller(VOCABULARY, {"seguinte"})


@pytest.mark.parametrize(("wrong", "right"), [
    ("traficking", "trafficking"), ("trafiking", "trafficking"), ("trafficing", "trafficking"), ("vicitm", "victim"),
    ("surviver", "survivor"), ("servitud", "servitude"), ("gendre", "gender"), ("bondge", "bondage"),
    ("labuor", "labour"), ("nino", "niño"),
])
def test_a_slip_is_read_as_the_word_that_was_meant(wrong: str, right: str, speller: Speller) -> None:
    """A letter too many, too few, another, or two swapped."""
    assert speller.correct(wrong) == right


@pytest.mark.parametrize("word", ["victim", "victims", "víctima", "victima", "niño", "a", "debt", "seguinte"])
def test_a_known_word_is_no_slip(word: str, speller: Speller) -> None:
    """With or without its accents."""
    assert speller.knows(word)
    assert speller.correct(word) is None


@pytest.mark.parametrize("word", ["deb", "xyz", "rite", "zebra", "democracy", "51675", "h2o", "", "sequinte"])
def test_what_is_near_no_known_word_stays(word: str, speller: Speller) -> None:
    """Short words, numbers, other words; and nothing is corrected to a word that is only spelt right."""
    assert speller.correct(word) is None


@pytest.mark.parametrize(("wrong", "right"), [("det", None), ("deht", "debt"), ("dght", None), ("gendar", "gender"),
                                              ("gxndar", "gender"), ("gxmdyr", None)])
def test_longer_words_are_forgiven_more(wrong: str, right: str | None, speller: Speller) -> None:
    """One slip in five letters, two in nine, three in more; none in fewer than four."""
    assert speller.correct(wrong) == right


def test_a_wrong_first_letter_is_forgiven_alone(speller: Speller) -> None:
    """And only in words of six letters or more."""
    assert speller.correct("xictim") == "victim"
    assert speller.correct("xictjm") is None
    assert speller.correct("xebt") is None


def test_the_nearest_word_wins_then_the_most_frequent_then_the_alphabet() -> None:
    """However many words are equally near."""
    assert Speller({"cart": 1, "carts": 50}).correct("cartt") == "carts"
    names = {f"ma{c}ket": n for n, c in enumerate("bcdfghjklmn", 1)}
    assert Speller(names).correct("market") == "manket"
    assert Speller(dict.fromkeys(names, 1)).correct("market") == "mabket"


def test_the_correction_is_written_with_its_accents() -> None:
    """In the form that is used most."""
    assert Speller({"género": 9, "genero": 2}).correct("jgenero") == "género"
    assert Speller({"genero": 2, "género": 9}).correct("gebero") == "género"


@given(st.text(max_size=20))
def test_a_correction_is_a_known_word_or_none(word: str) -> None:
    """Whatever is typed, twice the same."""
    speller = Speller(VOCABULARY)
    right = speller.correct(word.casefold())
    assert right is None or right in VOCABULARY
    assert speller.correct(word.casefold()) == right


# -- in a question -----------------------------------------------------------------------------------------------------
def corrections(assistant: Assistant, question: str, language: str | None = None) -> list[tuple[str, str]]:
    """What is corrected in *question*."""
    return [(c.wrong, c.right) for c in assistant.understand(question, language=language).corrections]


@pytest.mark.parametrize(("question", "correction"), [
    ("what is human traficking", ("traficking", "trafficking")),
    ("rights of a surviver", ("surviver", "survivor")),
    ("what is sexual explotation", ("explotation", "exploitation")),
    ("organised criminall group", ("criminall", "criminal")),
    ("is consentt relevant", ("consentt", "consent")),
    ("que es la explotaciom sexual", ("explotaciom", "explotación")),
    ("enfoque de gemero", ("gemero", "género")),
    ("o que é a exploraçam sexual", ("exploraçam", "exploração")),
])
def test_typical_slips_in_questions_are_corrected_and_reported(
        question: str, correction: tuple[str, str], real: Assistant) -> None:
    """In the question's own language."""
    assert correction in corrections(real, question)


@pytest.mark.parametrize("question", [
    "what did Bukele say", "victims in Tapachula", "what does INTERPOL do", "the ILOAT and SOGIX",
    "Is Mrs Alvarezz right?",
    "Resolution 65/230 of 2010", "51,675 victims in 166 countries", "A/RES/64/293", "qwxzk vbnmq",
    "what is the HRBA of UNODC", "what is HRBA", "mañana no hay", "victims in São Tomé",
])
def test_names_numbers_and_acronyms_stay_as_they_are(question: str, real: Assistant) -> None:
    """A correction that changes the question is worse than none."""
    assert corrections(real, question) == []


@pytest.mark.parametrize("question", [
    "What is the difference between trafficking in persons and smuggling of migrants?", "who can be a victim",
    "¿Cuál es la diferencia entre la trata de personas y el tráfico ilícito de migrantes?", "e no ano seguinte?",
    "Quais são as recomendações da abordagem de gênero?", "labour or labor, organised or organized",
])
def test_questions_without_a_slip_stay_as_they_are(question: str, real: Assistant) -> None:
    """In any language and spelling."""
    assert corrections(real, question) == []


def test_a_question_all_in_capitals_is_corrected_too(real: Assistant) -> None:
    """Its capitals mark no names."""
    assert corrections(real, "WHAT IS THE MEANING OF TRAFIKING") == [("trafiking", "trafficking")]


def test_a_correction_taken_back_is_not_made(real: Assistant) -> None:
    """Under the word as it was typed, in any case."""
    assert real.understand("what is Traficking", without=["traficking"]).corrections == ()
    assert real.understand("what is traficking", without=["Traficking"]).corrections == ()


def test_the_corrected_word_is_searched_and_shown(real: Assistant) -> None:
    """A reader sees what was read, and gets the answer to it."""
    query = real.understand("What is human traficking?")
    assert query.text == "What is human trafficking?"
    assert query.question == "What is human traficking?"
    assert "traffic" in {w.term for w in query.words}
