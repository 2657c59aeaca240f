"""Sentences are found where a reader finds them, and their spans lose no word of the text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import tests.strategies  # noqa: F401 (settles how Hypothesis runs)
from assistant.answering import Assistant
from assistant.sentences import LONG, sentence_spans

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "sentences.yaml").read_text(encoding="utf-8"))


def sentences(text: str) -> list[str]:
    """The sentences of *text*, cut out by their spans."""
    return [text[s:e] for s, e in sentence_spans(text)]


@pytest.mark.parametrize("case", CASES, ids=[c["why"] for c in CASES])
def test_sentences_end_where_a_reader_ends_them(case: dict[str, Any]) -> None:
    """The table of cases is `cases/sentences.yaml`."""
    assert sentences(case["text"]) == case["is"]


def test_a_very_long_enumeration_is_cut_at_its_semicolons() -> None:
    """A quote of a whole article of a treaty would bury the part that answers."""
    parts = [f"{letter} whatever is recruited, transported or received by any means;" for letter in "abcdef"]
    text = " ".join([*parts, "and nothing else."])
    assert len(text) > LONG
    assert sentences(text) == [*parts, "and nothing else."]


def test_a_very_long_sentence_with_one_semicolon_stays_whole() -> None:
    """Two halves of an antithesis say what they say together."""
    text = "One half is here " * 12 + "; the other half is there " * 1 + "and goes on " * 12
    assert len(sentences(text.strip())) == 1


@given(st.text(alphabet=st.sampled_from("aAéÑ1 .;!?…\n()“”\"'e.g")))
def test_spans_are_in_order_and_leave_out_nothing_but_white_space(text: str) -> None:
    """Half-open, not empty, trimmed, and together the whole text."""
    spans = sentence_spans(text)
    edges = [0, *(x for span in spans for x in span), len(text)]
    assert edges == sorted(edges)
    assert all(text[s:e] == text[s:e].strip() != "" for s, e in spans)
    assert "".join("".join(text[s:e].split()) for s, e in spans) == "".join(text.split())


def test_every_passage_of_the_guide_is_made_of_its_sentences(real: Assistant) -> None:
    """No passage is without a sentence, and no word is outside one."""
    for passage in real.library.passages:
        assert "".join("".join(s.split()) for s in sentences(passage.text)) == "".join(passage.text.split()) != ""
