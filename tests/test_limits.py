"""What can be taken as a question."""

from __future__ import annotations

import pytest

from assistant.errors import QuestionError
from assistant.limits import LONGEST, check_history, check_question
from assistant.messages import speaking


@pytest.fixture(autouse=True)
def english() -> object:
    with speaking("en"):
        yield


def test_a_question_is_freed_of_white_space_around_it() -> None:
    """What is left is what was asked."""
    assert check_question("  lost card? \n") == "lost card?"


def test_line_ends_and_tabs_become_blanks() -> None:
    """Whoever pastes two lines has asked one question."""
    assert check_question("lost\ncard\tat sea") == "lost card at sea"


@pytest.mark.parametrize("text", ["", " ", "\n\t \r\n"])
def test_an_empty_question_is_refused_with_an_example(text: str) -> None:
    """The message shows what a question looks like."""
    with pytest.raises(QuestionError, match=r"The question is empty\. Write one, such as") as caught:
        check_question(text)
    assert caught.value.code == "empty"


def test_the_longest_question_is_taken() -> None:
    """The limit itself is allowed; white space around does not count."""
    assert check_question(" " + "x" * LONGEST + "\n") == "x" * LONGEST


def test_a_longer_question_is_refused_with_both_numbers() -> None:
    """The message says how long it is and how long it may be."""
    with pytest.raises(QuestionError, match="has 501 characters, and at most 500 can be taken") as caught:
        check_question("x" * (LONGEST + 1))
    assert caught.value.code == "too_long"


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x07", "\x7f", "\x9b", "\ud800"])
def test_what_is_no_text_is_refused(sign: str) -> None:
    """Escape codes, zero bytes and halves of surrogate pairs never reach the engine or a terminal."""
    with pytest.raises(QuestionError, match="holds control characters") as caught:
        check_question(f"lost{sign}card")
    assert caught.value.code == "control_characters"


@pytest.mark.parametrize("text", ["¿Perdí mi tarjeta?", "cartão", "a\u00adb", "a\u200bb", "👩‍👧 card", "<b>card</b>"])
def test_any_other_text_is_taken_as_it_is(text: str) -> None:
    """Accents, soft hyphens, emoji and markup are text."""
    assert check_question(text) == text


def test_the_message_is_in_the_language_of_the_moment() -> None:
    """A Spanish page gets a Spanish message, with the same code."""
    with speaking("es"), pytest.raises(QuestionError, match="La pregunta está vacía") as caught:
        check_question("")
    assert caught.value.code == "empty"


def test_history_is_checked_question_by_question() -> None:
    """Empty earlier questions are left out, the others are as a question is."""
    assert check_history(["lost card ", "", "and\nthen?"]) == ("lost card", "and then?")


@pytest.mark.parametrize("history", ["lost card", [1], {"a": 1}, [None]])
def test_a_history_that_is_no_list_of_texts_is_refused(history: object) -> None:
    """The message says what it should be."""
    with pytest.raises(QuestionError, match="Give it as a list of texts, oldest first") as caught:
        check_history(history)
    assert caught.value.code == "history"


def test_a_history_with_a_question_that_is_too_long_is_refused() -> None:
    """The limits hold for earlier questions too."""
    with pytest.raises(QuestionError, match="at most 500"):
        check_history(["x" * 501])
