"""The evaluation as a whole: asked once, measured, taken apart, set beside peers, and written down."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.evaluation.ablation import variants
from assistant.evaluation.gold import read_gold
from assistant.evaluation.measures import figures, judge_all
from assistant.evaluation.report import (
    Evaluation,
    as_json,
    as_markdown,
    as_text,
    columns,
    evaluate,
    markdown_table,
    quotes_line,
    shown,
)
from assistant.evaluation.run import as_batch, ask_all, predictions
from assistant.evaluation.verbatim import Breach
from assistant.reply import Status


@pytest.fixture
def whole(toy: Assistant, toy_gold: Path) -> Evaluation:
    """Everything at once, on five questions."""
    return evaluate(toy, read_gold([toy_gold]), ["toy-gold.jsonl"], ["kind", "lang"], ablation=True, with_peers=True)


def test_every_question_is_asked_with_its_history(toy: Assistant, toy_gold: Path) -> None:
    """The reply is that of `Assistant.ask`."""
    for question, reply in ask_all(toy, read_gold([toy_gold])):
        expected = toy.ask(question.question, question.history)
        assert (reply.question, reply.quotes, reply.confidence) == (
            question.question,
            expected.quotes,
            expected.confidence,
        )


def test_a_reply_without_an_answer_quotes_nothing(toy: Assistant, toy_gold: Path) -> None:
    """What is measured is what a reader sees as an answer."""
    replies = ask_all(toy, read_gold([toy_gold]))
    for (_, reply), prediction in zip(replies, predictions(replies), strict=True):
        assert bool(prediction.quotes) == (reply.status is Status.ANSWERED)


def test_a_batch_holds_what_is_measured(toy: Assistant, toy_gold: Path) -> None:
    """Whoever measures the written replies gets the same confidence, to the last digit."""
    replies = ask_all(toy, read_gold([toy_gold]))
    for written, prediction in zip(as_batch(replies), predictions(replies), strict=True):
        assert (written["id"], written["confidence"]) == (prediction.id, prediction.confidence)


def test_the_toy_questions_are_answered(whole: Evaluation) -> None:
    """The first quote answers all that have an answer in one part."""
    assert whole.overall.answer1 == 1.0
    assert whole.overall.group_recall3 == 1.0
    assert whole.breaches == ()


def test_the_parts_of_a_breakdown_are_the_whole(whole: Evaluation) -> None:
    """Every question is in one part of each dimension."""
    for parts in whole.by.values():
        assert sum(f.n for f in parts.values()) == whole.overall.n


def test_each_part_is_taken_away_in_turn(whole: Evaluation) -> None:
    """The whole and five variants, each with figures of its own; none of them refuses, so that ranking is compared."""
    assert list(whole.ablations) == [
        "all parts",
        "without phrases",
        "without thesaurus",
        "without spelling",
        "without conversation",
        "without structure",
    ]
    assert all(f.n == whole.overall.n for f in whole.ablations.values())
    assert whole.ablations["all parts"].answer1 == whole.overall.answer1


def test_a_variant_lacks_its_part_and_nothing_else(toy: Assistant) -> None:
    """No phrases in the index, or one switch off; the assistant itself stays whole."""
    by_name = dict(variants(toy))
    assert by_name["without phrases"].index.every_phrase == ()
    assert by_name["without phrases"].parts == toy.parts
    assert not by_name["without spelling"].parts.spelling
    assert by_name["without spelling"].parts.thesaurus
    assert by_name["without spelling"].index is toy.index
    assert by_name["without spelling"].ask("lost crad").query.corrections == ()
    assert toy.ask("lost crad").query.corrections != ()


def test_a_variant_answers_whatever_it_finds(toy: Assistant) -> None:
    """The assistant itself keeps the threshold that was fitted for it."""
    before = toy.calibration
    for _, variant in variants(toy):
        assert variant.ask("card").status is Status.ANSWERED
    assert toy.calibration == before


def test_peers_answer_in_the_same_run(whole: Evaluation) -> None:
    """With figures over the same questions."""
    assert "bm25s" in whole.peers
    assert all(f.n == whole.overall.n for f in whole.peers.values())


def test_the_report_has_a_section_for_everything(whole: Evaluation) -> None:
    """One Markdown file that says what was asked and what the figures mean; the same run gives the same report."""
    report = as_markdown(whole)
    assert (
        "5 questions from toy-gold.jsonl: 3 with an answer in one part, 1 with one of several parts, 1 that" in report
    )
    headings = [line for line in report.splitlines() if line.startswith("#")]
    assert headings == [
        "# Evaluation",
        "## Overall",
        "## By kind of question",
        "## By language",
        "## One part taken away at a time, every question answered",
        "## Beside peers, on the same passages, with the conversation's history",
        "## Quotes",
        "## What the figures mean",
    ]
    assert report == as_markdown(whole)


def test_the_text_has_the_same_rows(whole: Evaluation) -> None:
    """In columns instead of cells."""
    text = as_text(whole)
    assert "without phrases" in text
    assert "SQLite FTS5" in text
    assert "|" not in text


def test_json_has_the_facts_of_every_question(whole: Evaluation) -> None:
    """Beside the means, so that a loss can be looked up."""
    value = as_json(whole)
    assert value["overall"]["answer1"] == whole.overall.answer1
    assert [q["id"] for q in value["questions"]] == ["T-1", "T-2", "T-3", "T-4", "T-5"]
    assert value["questions"][0]["rank"] == 1
    assert value["quotes"] == {"checked": whole.quotes, "breaches": []}


def test_the_overall_figures_are_those_of_the_replies(whole: Evaluation, toy_gold: Path) -> None:
    """Measured twice, the same."""
    assert figures(judge_all(read_gold([toy_gold]), predictions(whole.replies))) == whole.overall


def test_breaches_are_listed(whole: Evaluation) -> None:
    """Each with the question, the passage and what is wrong; a quote with two counts once."""
    from dataclasses import replace

    broken = replace(
        whole, quotes=3, breaches=(Breach("T-1", "h/x", "it is empty"), Breach("T-1", "h/x", "it is long"))
    )
    assert quotes_line(broken) == (
        "Quotes that are verbatim and fully cited: 2 of 3.\n- T-1, h/x: it is empty\n- T-1, h/x: it is long"
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "–"), (0.5, "0.500"), (1.0, "1.000"), (0.0, "0.000"), (12, "12"), (0, "0"), (31.0, "31"), (51.5, "51.5")],
)
def test_figures_are_printed_alike(value: float | None, text: str) -> None:
    """Shares with three decimals, counts and lengths plain, a dash for none."""
    assert shown(value) == text


def test_tables_line_up() -> None:
    """Names to the left, figures to the right."""
    rows = [["", "n", "share"], ["all", "250", "0.500"]]
    assert columns(rows) == "       n  share\nall  250  0.500"
    assert markdown_table(rows) == "|  | n | share |\n|---|---:|---:|\n| all | 250 | 0.500 |"
