"""`assistant explain`: what earned each passage its place."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from assistant.answering import Assistant
from tests.cli import refused, run

QUESTION = "how much is a new card"


def test_the_explanation_as_json_is_that_of_the_library(toy_corpus: Path, toy: Assistant) -> None:
    """The same object as `Assistant.explain` gives."""
    shown = json.loads(run("explain", "--format", "json", QUESTION, corpus=toy_corpus).stdout)
    assert shown == json.loads(json.dumps(toy.explain(QUESTION)))


def test_the_text_says_how_the_question_was_understood(toy_corpus: Path) -> None:
    """Language, words searched, words left out, corrections."""
    shown = run("explain", "how much is a new crad", corpus=toy_corpus).stdout
    assert shown.startswith("Understood\n  language: en\n  searched: ")
    assert "Read “crad” as “card”." in shown
    assert "left out, for they say nothing of the subject: how" in shown


def test_the_words_of_a_hit_add_up_in_the_text(toy_corpus: Path) -> None:
    """Each line is a sum, and its parts come to what it says."""
    shown = run("explain", QUESTION, corpus=toy_corpus).stdout
    sums = [line for line in shown.splitlines() if re.search(r" = -?\d+\.\d{4}$", line)]
    assert sums
    for line in sums:
        parts, _, total = line.rpartition(" = ")
        found = re.findall(r"(^|[+-] )\s*(?:[^:]*: )?(-? ?)\w+ (\d+\.\d{4})", parts.strip())
        value = sum(float(number) * (-1 if "-" in sign + minus else 1) for sign, minus, number in found)
        assert value == pytest.approx(float(total), abs=0.0006), line


def test_phrases_and_what_was_passed_over_are_shown(toy_corpus: Path) -> None:
    """With the reason for it."""
    shown = run("explain", QUESTION, corpus=toy_corpus).stdout
    assert "asked-as phrase “price of a new card”" in shown
    assert re.search(
        r"Passed over\n(  handbook/\S+ \(-?\d\.\d{4}\): (others fit better|its words are quoted already)\n?)+", shown
    )


def test_the_decision_is_shown(toy_corpus: Path) -> None:
    """The confidence, and the threshold that it is held against."""
    assert re.search(
        r"Decision\n  confidence \d\.\d\d, answered from \d\.\d\d: answered \(answered\)",
        run("explain", QUESTION, corpus=toy_corpus).stdout,
    )


def test_a_question_of_unknown_words_has_no_hits(toy_corpus: Path) -> None:
    """It is said, and which words they are."""
    shown = run("explain", "--language", "en", "zzxqy", corpus=toy_corpus).stdout
    assert "No passage of the guide has anything of the question." in shown
    assert "not in the guide: zzxqy" in shown


def test_history_is_explained(toy_corpus: Path) -> None:
    """Which words came from the conversation, and with what weight."""
    shown = run("explain", "-H", "opening hours of the library", "and in winter?", corpus=toy_corpus).stdout
    assert re.search(r"opening \(from the conversation, × 0\.\d+\)", shown)


def test_ask_can_explain_its_answer(toy_corpus: Path) -> None:
    """The reply first, then the account of it; in JSON under a key of its own."""
    text = run("ask", "--explain", QUESTION, corpus=toy_corpus).stdout
    assert text.index("A replacement costs 4 dollars") < text.index("Understood")
    whole = json.loads(run("ask", "--explain", "--format", "json", QUESTION, corpus=toy_corpus).stdout)
    assert {"quotes", "explanation"} <= set(whole)
    assert whole["explanation"]["hits"]


def test_a_question_that_cannot_be_taken_is_refused() -> None:
    """As by `ask`."""
    assert "The question is empty" in refused(run("explain", " "))
