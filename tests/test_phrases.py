"""Asked-as phrases: read from the editor's files, tied to a passage, a sentence of it, or a whole list."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.editorial import Editorial
from assistant.errors import CorpusError
from assistant.guide import Guide
from assistant.phrases import phrase_files, read_phrases


@pytest.fixture
def guide(toy: Assistant) -> Guide:
    """The handbook of the lending library."""
    return toy.library.by_id["handbook"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a test writes phrases."""
    return tmp_path / "es.yaml"


def test_a_phrase_leads_to_its_passage(file: Path, guide: Guide) -> None:
    """Its language is the name of the file, and the passage as a whole answers it."""
    file.write_text("visiting--the-library-stands-at-the-old:\n- dónde queda\n- cómo llego\n", encoding="utf-8")
    phrases, problems = read_phrases(file, guide)
    assert [(p.text, p.language, p.target, p.span) for p in phrases] == [
        ("dónde queda", "es", "handbook/visiting--the-library-stands-at-the-old", None),
        ("cómo llego", "es", "handbook/visiting--the-library-stands-at-the-old", None)]
    assert problems == []


def test_opening_words_lead_to_the_sentence_that_answers(file: Path, guide: Guide) -> None:
    """Its span is the sentence's own in the guide's text."""
    file.write_text("lost-card--report-a-lost-card-at-the:\n- A replacement costs:\n  - what does it cost\n")
    ((phrase,), problems) = read_phrases(file, guide)
    assert phrase.span is not None
    assert guide.text[slice(*phrase.span)] == "A replacement costs 4 dollars; children pay nothing."
    assert problems == []


@pytest.mark.parametrize("anchor", ["lost-card--list", "table-1"])
def test_a_whole_list_or_table_has_phrases_of_its_own(anchor: str, file: Path, guide: Guide) -> None:
    """A table by the anchor of its caption, a list by its own."""
    file.write_text(f"{anchor}:\n- all of them\n")
    ((phrase,), problems) = read_phrases(file, guide)
    assert (phrase.target, phrase.span, problems) == (f"handbook/{anchor}", None, [])


@pytest.mark.parametrize(("text", "problem"), [
    ("gone--this-passage:\n- x\n", "no passage or list has this id any more"),
    ("lost-card--to-get-a-replacement-bring:\n- x\n", "only introduces others and is never an answer"),
    ("lost-card--a-blocked-card-cannot-be-opened:\n- x\n", "only introduces others and is never an answer"),
], ids=["orphan", "lead-in", "pull-quote"])
def test_phrases_of_what_cannot_answer_are_left_out_and_reported(
        text: str, problem: str, file: Path, guide: Guide) -> None:
    """The place names file and anchor, and the remedy is said."""
    file.write_text(text)
    phrases, (found,) = read_phrases(file, guide)
    assert phrases == []
    assert problem in found.problem
    assert found.place == f"{file}: {text.partition(':')[0]}"
    assert found.remedy


def test_a_phrase_whose_sentence_is_gone_still_leads_to_the_passage(file: Path, guide: Guide) -> None:
    """The editor is told, and the answer is no worse than that of a phrase without a sentence."""
    file.write_text("lost-card--report-a-lost-card-at-the:\n- It used to say:\n  - what does it cost\n")
    (phrase,), (problem,) = read_phrases(file, guide)
    assert phrase.span is None
    assert "no sentence begins with 'It used to say' any more" in problem.problem


@pytest.mark.parametrize(("text", "message"), [
    ("lost-card--list: one phrase\n", r"es\.yaml: 'lost-card--list' should hold a list of phrases\. Write each"),
    ("lost-card--list:\n- The fee: one phrase\n", r"'The fee' under 'lost-card--list' should hold a list of phrases"),
    ("- a list\n", r"es\.yaml:1: the file should hold keys and values"),
    ("a: [x\n", r"es\.yaml:\d+: .* Correct the line"),
    ("", r"es\.yaml: the file is empty"),
])
def test_a_malformed_file_is_an_error(text: str, message: str, file: Path, guide: Guide) -> None:
    """With the file, the place and the remedy."""
    file.write_text(text)
    with pytest.raises(CorpusError, match=message):
        read_phrases(file, guide)


def test_numbers_are_taken_as_text(file: Path, guide: Guide) -> None:
    """Unquoted, YAML reads "2020" as a number; an editor means the word."""
    file.write_text("lost-card--list:\n- 2020\n- 4.5\n")
    assert [p.text for p in read_phrases(file, guide)[0]] == ["2020", "4.5"]


def test_a_guide_without_phrases_works(own_toy_corpus: Path) -> None:
    """It only answers less well."""
    for file in phrase_files(own_toy_corpus / "handbook"):
        file.unlink()
    assert phrase_files(own_toy_corpus / "handbook") == []
    quotes = Assistant.open(own_toy_corpus).ask("When is the price of a lost book paid back?").quotes
    assert quotes[0].text.startswith("The price of a lost book is paid back when")


def test_every_phrase_of_the_corpus_has_its_place(real: Assistant) -> None:
    """No orphan, no sentence that is gone, no phrase without words."""
    editorial = Editorial.read(real.library)
    assert editorial.problems == ()
    assert all(p.text for p in editorial.phrases)
