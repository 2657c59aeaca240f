"""`assistant passages`: the list that an editor looks ids up in."""

from __future__ import annotations

import json
from pathlib import Path

from assistant.answering import Assistant
from tests.cli import refused, run


def test_every_passage_is_listed_in_guide_order(toy_corpus: Path, toy: Assistant) -> None:
    """One line each: id, kind, label, first words."""
    lines = run("passages", corpus=toy_corpus).stdout.splitlines()
    assert [line.split("\t")[0] for line in lines] == [p.id for p in toy.library.passages]
    assert "handbook/opening-hours--summer\trow\tTable 1\tSummer 9 a.m. 8 p.m." in lines


def test_passages_can_be_found_by_their_words(toy_corpus: Path) -> None:
    """In upper or lower case."""
    shown = run("passages", "--text", "RECEIPT", corpus=toy_corpus).stdout.splitlines()
    assert [line.split("\t")[0] for line in shown] == [
        "handbook/refunds--the-price-of-a-lost-book",
        "handbook/refunds--the-librarian-compares-the-book-with",
    ]


def test_passages_can_be_found_by_their_heading(toy_corpus: Path) -> None:
    """Of any level, together with words."""
    shown = run("passages", "--section", "visiting", "--text", "lamp", corpus=toy_corpus).stdout.splitlines()
    assert [line.split("\t")[0] for line in shown] == ["handbook/reading-room--whoever-reads-in-silence-may-stay"]


def test_nothing_found_is_said(toy_corpus: Path) -> None:
    """With a way on."""
    assert "No passage fits. Use fewer or other words" in refused(run("passages", "--text", "zebra", corpus=toy_corpus))


def test_nothing_found_is_an_empty_list_for_programs(toy_corpus: Path) -> None:
    """A program gets what it can read."""
    assert json.loads(run("passages", "--text", "zebra", "--format", "json", corpus=toy_corpus).stdout) == []


def test_a_passage_is_shown_whole_with_its_citation(toy_corpus: Path) -> None:
    """The guide's name before the id may be left out."""
    shown = run("passages", "reading-room--whoever-reads-in-silence-may-stay", corpus=toy_corpus).stdout
    assert shown == (
        "handbook/reading-room--whoever-reads-in-silence-may-stay (quotation)\n"
        "Whoever reads in silence may stay until the last lamp is put out.\n"
        "   Harbour Town Charter, 1898: 12, quoted in Lending Library Handbook, ch. 2, Reading room, pp. 9–11\n"
    )


def test_a_list_is_shown_item_by_item(toy_corpus: Path) -> None:
    """The id of a whole list stands for its passages."""
    shown = json.loads(run("passages", "handbook/refunds--list", "--format", "json", corpus=toy_corpus).stdout)
    assert [p["text"] for p in shown] == [
        "The librarian compares the book with the receipt.",
        "The cashier pays the price in coins.",
        "The book goes back to its shelf.",
    ]


def test_passages_as_json_carry_their_place_in_the_text(toy_corpus: Path, toy: Assistant) -> None:
    """`guide.text[start:end] == text`, so that a program can check."""
    text = toy.library.guides[0].text
    shown = json.loads(run("passages", "--format", "json", corpus=toy_corpus).stdout)
    assert len(shown) == len(toy.library.passages)
    assert all(text[p["start"] : p["end"]] == p["text"] for p in shown)


def test_an_unknown_id_is_refused_with_the_nearest(toy_corpus: Path) -> None:
    """A slip of the hand is guessed."""
    assert refused(run("passages", "handbook/refunds--lst", corpus=toy_corpus)) == (
        "Error: No passage or list has the id “handbook/refunds--lst”. Did you mean “handbook/refunds--list”?"
    )


def test_an_id_that_is_like_no_other_is_refused_with_a_way_on(toy_corpus: Path) -> None:
    """The list of all is named."""
    assert "`assistant passages` lists them." in refused(run("passages", "%%%", corpus=toy_corpus))
