"""How text is set for a terminal and for a pipe."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.commands.screen import Screen

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_pipe_gets_plain_unbroken_lines() -> None:
    """Another program can search and cut them."""
    assert Screen.of(io.StringIO(), {}) == Screen(None, False)


def test_a_terminal_gets_styles_and_its_width(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines end where the window does."""
    monkeypatch.setenv("COLUMNS", "72")
    assert Screen.of(Terminal(), {}) == Screen(72, True)


def test_lines_never_get_wider_than_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A window over the whole desk does not make lines that long."""
    monkeypatch.setenv("COLUMNS", "400")
    assert Screen.of(Terminal(), {}).width == 100


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_escape_codes_can_be_switched_off(environment: dict[str, str]) -> None:
    """NO_COLOR (https://no-color.org) and a dumb terminal get text only, still wrapped."""
    screen = Screen.of(Terminal(), environment)
    assert screen.width is not None
    assert not screen.styled


def test_an_empty_no_color_does_not_count() -> None:
    """As its convention says."""
    assert Screen.of(Terminal(), {"NO_COLOR": ""}).styled


def test_words_are_wrapped_under_the_indent() -> None:
    """A numbered quote stands clear of its number."""
    assert Screen(24).paragraph("the card is blocked at once", first="1. ", indent="   ") == (
        "1. the card is blocked\n   at once"
    )


def test_marks_are_styled_on_every_line_they_reach() -> None:
    """A mark that runs over a line's end is closed and opened again."""
    shown = Screen(20, True).paragraph("the card is blocked at once", [(4, 27)])
    assert shown == "the \x1b[1;4mcard is blocked\x1b[0m\n\x1b[1;4mat once\x1b[0m"


def test_marks_leave_no_trace_in_a_pipe() -> None:
    """Plain text is the quote, letter by letter."""
    assert Screen().paragraph("the card\nis blocked", [(4, 8)]) == "the card\nis blocked"


def test_a_page_number_stays_with_its_p() -> None:
    """A citation does not break inside "p. 38"."""
    assert Screen(20).paragraph("Handbook, ch. 2, p. 38") == "Handbook, ch. 2,\np. 38"


def test_a_word_longer_than_the_line_stands_alone() -> None:
    """Nothing is cut."""
    assert Screen(20).paragraph("see " + "x" * 30 + " there") == "see\n" + "x" * 30 + "\nthere"


@given(
    st.text(alphabet="ab \n", max_size=80),
    st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=4),
    st.integers(20, 40),
)
def test_wrapping_and_marking_lose_no_word(text: str, marks: list[tuple[int, int]], width: int) -> None:
    """Whatever is wrapped or marked, the words come out in order, and no line is too wide."""
    shown = Screen(width, True).paragraph(text, marks)
    plain = ESCAPE.sub("", shown)
    assert plain.split() == text.split()
    assert all(len(line) <= width or " " not in line.strip() for line in plain.split("\n"))
