"""`assistant evaluate`, `evaluate-collection` and `benchmark`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.answering import Assistant
from tests.cli import refused, run
from tests.evaluation.conftest import TOY_GOLD
from tests.evaluation.test_collections import plain


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    file = tmp_path / "gold.jsonl"
    file.write_text("".join(json.dumps(q) + "\n" for q in TOY_GOLD))
    return file


def test_figures_are_shown_overall_and_by_dimension(toy_corpus: Path, gold: Path) -> None:
    """And how many quotes keep the promise."""
    shown = run("evaluate", str(gold), corpus=toy_corpus).stdout
    for said in ("Overall", "By kind of question", "By style of wording", "By language", "Quotes that are verbatim"):
        assert said in shown


def test_the_dimensions_can_be_chosen(toy_corpus: Path, gold: Path) -> None:
    """One of them, or none."""
    assert "By kind" not in run("evaluate", str(gold), "--by", "lang", corpus=toy_corpus).stdout
    assert "By " not in run("evaluate", str(gold), "--by", "", corpus=toy_corpus).stdout


def test_an_unknown_dimension_is_refused(gold: Path) -> None:
    """The known ones are named."""
    assert refused(run("evaluate", str(gold), "--by", "kind,mood")) == "Error: --by knows kind, style, lang, not mood."


def test_json_and_markdown_are_offered(toy_corpus: Path, gold: Path) -> None:
    """For programs, and for a page."""
    assert json.loads(run("evaluate", str(gold), "--format", "json", corpus=toy_corpus).stdout)["overall"]["n"] == 5
    assert run("evaluate", str(gold), "--format", "markdown", corpus=toy_corpus).stdout.startswith("# Evaluation\n")


def test_report_and_predictions_are_written(toy_corpus: Path, gold: Path, tmp_path: Path) -> None:
    """The report as Markdown, the replies as a batch gives them."""
    report, replies = tmp_path / "report.md", tmp_path / "replies.jsonl"
    run(
        "evaluate",
        str(gold),
        "--ablation",
        "--peers",
        "--report",
        str(report),
        "--predictions",
        str(replies),
        corpus=toy_corpus,
    )
    assert "| without phrases |" in report.read_text("utf-8")
    assert "| bm25s |" in report.read_text("utf-8")
    assert [json.loads(line)["id"] for line in replies.read_text("utf-8").splitlines()] == [q["id"] for q in TOY_GOLD]


def test_the_predictions_are_those_of_a_batch(toy_corpus: Path, gold: Path, tmp_path: Path) -> None:
    """Byte for byte, but for the time that each took."""
    replies = tmp_path / "replies.jsonl"
    run("evaluate", str(gold), "--predictions", str(replies), corpus=toy_corpus)
    batch = tmp_path / "batch.jsonl"
    batch.write_text("".join(json.dumps({k: q[k] for k in ("id", "question", "history")}) + "\n" for q in TOY_GOLD))
    asked = run("ask", "--batch", str(batch), corpus=toy_corpus).stdout.splitlines()
    for one, other in zip(replies.read_text("utf-8").splitlines(), asked, strict=True):
        assert {**json.loads(one), "took_ms": 0} == {**json.loads(other), "took_ms": 0}


def test_the_quotes_alone_can_be_checked(toy_corpus: Path, gold: Path) -> None:
    """One line when all is well, status 0."""
    result = run("evaluate", str(gold), "--check-quotes", corpus=toy_corpus)
    assert result.stdout.startswith("Quotes that are verbatim and fully cited: ")
    assert result.stdout.count("\n") == 1
    assert result.exit_code == 0


def test_a_quote_that_is_not_verbatim_fails_the_check(
    toy_corpus: Path, gold: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is named, and a script notices by status 1."""
    from dataclasses import replace

    ask = Assistant.ask

    def lying(self: Assistant, *arguments: object, **more: object) -> object:
        reply = ask(self, *arguments, **more)  # type: ignore[arg-type]
        return replace(reply, quotes=tuple(replace(q, text="Free beer", highlights=()) for q in reply.quotes))

    monkeypatch.setattr(Assistant, "ask", lying)
    result = run("evaluate", str(gold), "--check-quotes", corpus=toy_corpus)
    assert "its words do not stand at the place cited" in result.stdout
    assert result.exit_code == 1


def test_a_malformed_gold_file_is_refused(tmp_path: Path) -> None:
    """In one line that names file and line."""
    file = tmp_path / "gold.jsonl"
    file.write_text('{"id": "A"}\n')
    assert "gold.jsonl:1: 'question' is missing or no text" in refused(run("evaluate", str(file)))


def test_a_report_that_cannot_be_written_is_said(toy_corpus: Path, gold: Path, tmp_path: Path) -> None:
    """With what to do."""
    result = run("evaluate", str(gold), "--report", str(tmp_path / "no" / "report.md"), corpus=toy_corpus)
    assert "report.md cannot be written (No such file or directory). Name another file." in refused(result)


def test_evaluate_without_questions_is_refused() -> None:
    """click names what is missing."""
    assert "GOLD" in refused(run("evaluate"))


@pytest.mark.parametrize("shape", ["text", "markdown", "json"])
def test_collections_are_measured(shape: str, tmp_path: Path) -> None:
    """Several in one table, in three forms."""
    folders = [str(plain(tmp_path / name)) for name in ("one", "two")]
    shown = run("evaluate-collection", *folders, "--format", shape).stdout
    assert shown.index("one") < shown.index("two")
    assert "PassageIndex" in shown
    assert "bm25s" in shown


def test_a_folder_that_is_no_collection_is_refused(tmp_path: Path) -> None:
    """In one line."""
    assert "there is no collection here" in refused(run("evaluate-collection", str(tmp_path)))


def test_benchmark_shows_times_and_ratio(toy_corpus: Path, gold: Path) -> None:
    """Of gold questions, in a table."""
    shown = run("benchmark", str(gold), "--repeat", "1", corpus=toy_corpus).stdout
    for said in ("one question of 5, ms", "ratio to bm25s", "start to first answer, stored index, s"):
        assert said in shown


def test_benchmark_as_json_has_every_time(toy_corpus: Path) -> None:
    """Of the corpus's own phrases."""
    shown = json.loads(run("benchmark", "--repeat", "1", "--format", "json", corpus=toy_corpus).stdout)
    assert shown["ratio"] == shown["assistant"]["median"] / shown["bm25s"]["median"]
    assert shown["start_warm"] > 0
