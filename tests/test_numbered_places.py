"""Numbered parts of a guide: named in a question, and there or not."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.errors import CorpusError
from assistant.languages import load_language
from assistant.library import corpus_folder
from assistant.numbered_places import place_named
from assistant.reply import Reason, Status


@pytest.mark.parametrize(("code", "question", "place"), [
    ("en", "what does SDG 16 say", ("goal", 16, "SDG 16")),
    ("en", "and goal 13?", ("goal", 13, "goal 13")),
    ("en", "explain Table no. 4 please", ("table", 4, "Table no. 4")),
    ("en", "what is in fig. 9", ("figure", 9, "fig. 9")),
    ("en", "guide number 6", ("guide", 6, "guide number 6")),
    ("es", "¿Qué dice el ODS 4?", ("goal", 4, "ODS 4")),
    ("es", "el capítulo 8", ("chapter", 8, "capítulo 8")),
    ("pt", "o que mostra o quadro 12", ("table", 12, "quadro 12")),
])
def test_a_numbered_part_is_read_from_the_question(code: str, question: str, place: tuple[str, int, str]) -> None:
    """With the wording as it was typed."""
    found = place_named(question, load_language(corpus_folder() / "languages" / f"{code}.yaml"))
    assert found is not None
    assert (found.kind, found.number, found.wording) == place


@pytest.mark.parametrize("question", ["how many of the 17 goals", "the 2030 goals", "guide 2025", "goals", "16 goals"])
def test_other_numbers_name_no_part(question: str) -> None:
    """A count is no name."""
    assert place_named(question, load_language(corpus_folder() / "languages" / "en.yaml")) is None


def test_the_parts_of_the_guide_are_those_that_it_numbers(real: Assistant) -> None:
    """Five chapters, five tables, six figures, four guides of the series, and the goals of Table 2."""
    numbered: dict[str, list[int]] = {}
    for kind, number, _members in real.index.places:
        numbered.setdefault(kind, []).append(number)
    assert numbered == {
        "chapter": [1, 2, 3, 4, 5], "figure": [1, 2, 3, 4, 5, 6], "goal": [5, 8, 10, 16], "guide": [1, 2, 3, 4],
        "image": [1], "table": [1, 2, 3, 4, 5],
    }  # fmt: skip


@pytest.mark.parametrize(("question", "history", "said"), [
    ("what does goal 13 say?", [], "It has no “goal 13”."),
    ("and goal 13?", ["What does SDG 5 imply?"], "It has no “goal 13”."),
    ("what is in table 9", [], "It has no “table 9”."),
    ("¿qué dice el ODS 4?", [], "No tiene «ODS 4»."),
    ("o que diz o capítulo 9?", [], "Não tem “capítulo 9”."),
])
def test_a_part_that_the_guide_has_not_is_never_answered_with_another(
    question: str, history: list[str], said: str, real: Assistant
) -> None:
    """Table 9 shares its words with every table."""
    reply = real.ask(question, history)
    assert reply.status is Status.NOT_FOUND
    assert reply.reason is Reason.NOT_COVERED
    assert said in reply.notes


@pytest.mark.parametrize("question", ["what does SDG 16 say", "guide 3", "what does table 3 show", "ods 5", "figure 1"])
def test_a_part_that_the_guide_has_is_answered(question: str, real: Assistant) -> None:
    """As before."""
    assert real.ask(question).status is Status.ANSWERED


@pytest.mark.parametrize(("question", "history", "anchor"), [
    ("what does chapter 3 say", [], "explanatory-terminology--"),
    ("chapter 2", [], "human-rights-based-approach--"),
    ("what does it say about child marriage?", ["What does goal 5 seek?"], "sustainable-development-goals--goal-5"),
    ("what challenges does it mention", ["what does guide 3 cover?"], "guide-3--"),
    ("and 8?", ["What does SDG 5 imply?"], "sustainable-development-goals--goal-8"),
    ("qué hay en la tabla 4", [], "purposes-and-modalities--"),
])
def test_the_part_that_is_named_is_quoted(question: str, history: list[str], anchor: str, real: Assistant) -> None:
    """Also when only the question before named it, or this one gives no more than another number."""
    quotes = real.ask(question, history).quotes
    assert quotes
    assert quotes[0].passage_id.split("/")[1].startswith(anchor)


def test_another_number_that_the_guide_has_not_is_said_to_be_missing(real: Assistant) -> None:
    """Under the name that the question before gave the kind."""
    assert "It has no “SDG 13”." in real.ask("and 13?", ["What does SDG 5 imply?"]).notes


@pytest.mark.parametrize(("places", "complaint"), [
    ("{table: {asked: 'x'}}", "the place 'table' is malformed"),
    ("{table: {asked: 'x(', written: 'x'}}", "the place 'table' is malformed"),
    (r"{table: {asked: 'table \d', written: 'x'}}", "the place 'table' catches no number"),
])
def test_malformed_wordings_are_refused(places: str, complaint: str, tmp_path: Path) -> None:
    """With the place and what to do."""
    file = tmp_path / "xx.yaml"
    file.write_text(f"name: Test\nplaces: {places}\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=complaint):
        load_language(file)
