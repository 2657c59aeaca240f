"""`assistant ask`: one question in, one reply out, in three forms."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import markdown
import pytest

from assistant.answering import Assistant
from assistant.commands.reply_markdown import escape, reply_markdown
from assistant.commands.reply_text import reply_text
from assistant.commands.screen import Screen
from assistant.query import Correction, Expansion, Query
from assistant.reply import Citation, Quote, Related, Reply, Status
from tests.cli import refused, run

CITATION = Citation(
    "Handbook", ("1. Your Card", "Lost card"), None, 4, None, "Handbook, ch. 1, Lost card, p. 4", "/guide/h#lost"
)
QUOTE = Quote("Report it at once. A new card costs 4 dollars.", ((19, 46),), "h/lost", 0.9, CITATION, 0, 46)


def reply(
    *quotes: Quote,
    query: Query | None = None,
    related: tuple[Related, ...] = (),
    notes: tuple[str, ...] = (),
    choices: tuple[str, ...] = (),
) -> Reply:
    return Reply(
        "lost card?",
        "en",
        Status.ANSWERED if quotes else Status.NOT_FOUND,
        0.9,
        quotes,
        query or Query("lost card?", "lost card?", "en", ()),
        related,
        notes=notes,
        choices=choices,
    )


def test_a_question_is_answered_with_quote_and_citation(toy_corpus: Path) -> None:
    """The guide's words come first, and beneath them where they stand."""
    shown = run("ask", "How much is a new card?", corpus=toy_corpus).stdout
    assert "A replacement costs 4 dollars; children pay nothing." in shown
    assert "Lending Library Handbook, ch. 1, Lost card, p. 4" in shown


def test_question_words_need_no_quotation_marks(toy_corpus: Path) -> None:
    """Words are joined as they were typed."""
    alone = run("ask", "how", "much", "is", "a", "new", "card", corpus=toy_corpus)
    assert alone.stdout == run("ask", "how much is a new card", corpus=toy_corpus).stdout


def test_a_question_can_come_from_standard_input(toy_corpus: Path) -> None:
    """A single dash reads it, with whatever line end it has."""
    piped = run("ask", "-", corpus=toy_corpus, stdin="how much is a new card\n")
    assert piped.stdout == run("ask", "how much is a new card", corpus=toy_corpus).stdout


def test_the_reply_as_json_is_the_contract(toy_corpus: Path, toy: Assistant) -> None:
    """The same object as `Assistant.ask` gives, but for the time it took."""
    shown = json.loads(run("ask", "--format", "json", "how much is a new card", corpus=toy_corpus).stdout)
    expected = toy.ask("how much is a new card").to_dict()
    assert {k: v for k, v in shown.items() if k != "took_ms"} == {k: v for k, v in expected.items() if k != "took_ms"}


def test_history_reaches_the_assistant(toy_corpus: Path) -> None:
    """A follow-up takes over what was asked before; the reply says so."""
    shown = json.loads(
        run("ask", "--format", "json", "-H", "opening hours of the library", "and in winter?", corpus=toy_corpus).stdout
    )
    assert "opening" in shown["understood"]["context"]


def test_what_was_taken_back_is_left_out(toy_corpus: Path) -> None:
    """--without context reads a follow-up alone."""
    shown = json.loads(
        run(
            "ask",
            "--format",
            "json",
            "-H",
            "opening hours of the library",
            "--without",
            "context",
            "and in winter?",
            corpus=toy_corpus,
        ).stdout
    )
    assert shown["understood"]["context"] is None


def test_the_language_can_be_stated(toy_corpus: Path) -> None:
    """It is not guessed then."""
    shown = json.loads(run("ask", "--format", "json", "--language", "es", "tarjeta", corpus=toy_corpus).stdout)
    assert shown["language"] == "es"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("", "The question is empty"),
        ("  ", "The question is empty"),
        ("x" * 501, "has 501 characters"),
        ("lost\x1b[2Jcard", "holds control characters"),
    ],
)
def test_a_question_that_cannot_be_taken_is_refused_in_one_line(question: str, said: str) -> None:
    """What is wrong and what to do, no traceback, status 2."""
    assert said in refused(run("ask", question))


def test_no_question_at_all_is_refused() -> None:
    """The message shows how to ask one."""
    assert "Write one, such as" in refused(run("ask"))


def test_standard_input_that_is_no_text_is_refused() -> None:
    """Bytes that are not UTF-8 are named as that."""
    assert "not UTF-8" in refused(run("ask", "-", stdin=b"\xff\xfe\x00"))


def test_a_history_that_cannot_be_taken_is_refused() -> None:
    """The limits hold for earlier questions too."""
    assert "at most 500" in refused(run("ask", "-H", "x" * 501, "and then?"))


# -- text


def test_answering_words_are_marked_in_a_terminal() -> None:
    """Bold and underlined, so that they show without colour; the citation is dimmed beneath."""
    shown = reply_text(reply(QUOTE), Screen(100, True))
    assert "\x1b[1;4mA new card costs 4 dollars.\x1b[0m" in shown
    assert shown.endswith("\x1b[2mHandbook, ch. 1, Lost card, p. 4\x1b[0m")


def test_several_quotes_are_numbered_one_is_not() -> None:
    """A number says that there are others."""
    assert reply_text(reply(QUOTE), Screen()).startswith("Report it")
    assert reply_text(reply(QUOTE, QUOTE), Screen()).startswith("1. Report it")


def test_how_the_question_was_read_stands_first() -> None:
    """Corrections, added words and what was taken over from the conversation, each in a sentence."""
    query = Query(
        "q",
        "q",
        "en",
        (),
        corrections=(Correction("crad", "card"),),
        expansions=(Expansion("LC", "library-card", "library card"),),
        context="opening hours",
    )
    assert reply_text(reply(QUOTE, query=query), Screen()).startswith(
        "Read “crad” as “card”.\nSearched for “library card” as well, because of “LC”.\n"
        "Taken over from the conversation: opening hours.\n\nReport it"
    )


def test_what_is_not_answered_is_said_with_related_reading() -> None:
    """The notes, and places that are offered as reading, not as an answer."""
    shown = reply_text(reply(notes=("The guide does not say.",), related=(Related("h/lost", CITATION),)), Screen())
    assert shown == (
        "The guide does not say.\n\nRelated reading, which is no answer:\n - Handbook, ch. 1, Lost card, p. 4"
    )


def test_a_reply_without_notes_still_says_that_there_is_no_answer() -> None:
    """Silence would look like a fault."""
    assert reply_text(reply(), Screen()) == "The guide does not answer this question."


def test_a_question_that_can_mean_two_things_offers_both() -> None:
    """Complete questions, to be asked instead."""
    assert "Did you mean:\n - lost card?\n - lost book?" in reply_text(
        reply(choices=("lost card?", "lost book?")), Screen()
    )


def test_not_found_is_no_failure(toy_corpus: Path) -> None:
    """A normal reply, with status 0."""
    result = run("ask", "zebra xylophone", corpus=toy_corpus)
    assert result.exit_code == 0
    assert result.stdout


def in_a_terminal(*arguments: str, env: dict[str, str]) -> str:
    """What the command writes to a real terminal of 60 columns."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "assistant", *arguments],
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "COLUMNS": "60", "TERM": "xterm", "LANGUAGE": "en", **env},
    )
    os.close(theirs)
    written = b""
    while True:
        try:
            chunk = os.read(ours, 65536)
        except OSError:  # Linux: the other side is closed
            break
        if not chunk:
            break
        written += chunk
    os.close(ours)
    assert process.wait() == 0
    return written.decode().replace("\r\n", "\n")


def test_a_real_terminal_gets_wrapped_lines_and_styles(toy_corpus: Path) -> None:
    """From the process's start to its end."""
    shown = in_a_terminal("--corpus", str(toy_corpus), "ask", "how much is a new card", env={"NO_COLOR": ""})
    assert "\x1b[" in shown
    assert all(len(re.sub(r"\x1b\[[0-9;]*m", "", line)) <= 60 for line in shown.split("\n"))


def test_no_color_is_respected_in_a_real_terminal(toy_corpus: Path) -> None:
    """Not one escape code."""
    assert "\x1b" not in in_a_terminal(
        "--corpus", str(toy_corpus), "ask", "how much is a new card", env={"NO_COLOR": "1"}
    )


def test_a_reader_who_has_seen_enough_is_no_error(toy_corpus: Path) -> None:
    """`assistant passages | head -1` ends without a complaint."""
    process = subprocess.Popen(
        [sys.executable, "-m", "assistant", "passages"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    process.wait()


# -- Markdown


def test_markdown_is_a_block_quotation_with_its_citation(toy_corpus: Path) -> None:
    """Ready for a memo: quotation, answering words in bold, citation beneath."""
    assert reply_markdown(reply(QUOTE)) == (
        "> Report it at once. **A new card costs 4 dollars.**\n\n— *Handbook, ch. 1, Lost card, p. 4*"
    )


def test_the_lines_of_a_list_stay_apart_in_markdown() -> None:
    """Each line of a quote is a line of the page, marks that run over them too."""
    quote = Quote("first;\nsecond;", ((0, 14),), "h/lost", 0.9, CITATION, 0, 14)
    assert reply_markdown(reply(quote)).startswith("> **first;**  \n> **second;**\n\n")


@pytest.mark.parametrize(
    "text",
    [
        "5 * 3 * 2",
        "a_b_c",
        "[not a link](x)",
        "<b>bold</b>",
        "# no heading",
        "1. no list",
        "2) no list",
        "- no list",
        "+ no list",
        "back\\slash",
        "`code`",
        "a | b",
        "=== no heading",
        "12 plain",
        "~~so~~",
        "R&D",
        "a &lt; b",
        "> no quotation",
        "===",
        "1.5 plain",
    ],
)
def test_markdown_shows_what_the_guide_says(text: str) -> None:
    """Signs that mean something in Markdown are shown as they are: quotes stay verbatim."""
    html = markdown.markdown("> " + escape(text), extensions=["tables"])
    assert unescape(re.sub(r"<[^>]+>", "", html)).strip() == text
    assert "<p>" in html
    assert not re.search(r"<(li|h1|em|strong|a|code|td)\b", html)


def test_markdown_without_an_answer_has_notes_and_links_of_reading() -> None:
    """No block quotation, so that nothing looks like an answer."""
    shown = reply_markdown(reply(notes=("The guide does not say.",), related=(Related("h/lost", CITATION),)))
    assert shown == (
        "The guide does not say.\n\nRelated reading, which is no answer:\n\n- Handbook, ch. 1, Lost card, p. 4"
    )
