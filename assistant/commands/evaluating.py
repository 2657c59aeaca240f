"""`evaluate`, `evaluate-collection` and `benchmark`."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.commands.frame import command, open_assistant, option
from assistant.errors import UsageError
from assistant.messages import N_, _

if TYPE_CHECKING:
    from assistant.evaluation.report import Evaluation
    from assistant.evaluation.speed import Speed

BROKEN = 1
"""Exit status when a quote is not the guide's own words: the evaluation ran, and what it checked does not hold."""
FORMAT = option(
    "--format",
    "shape",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help=N_("Form of the figures."),
)
FILE = click.Path(path_type=Path)


@command(
    "evaluate",
    help=N_(
        "Asks gold questions and says how many are answered rightly. The questions are JSON Lines with id, question, "
        "history, lang, kind, style, gold (groups of spans of the guide that answer) and section (headings)."
    ),
    short_help=N_("Asks gold questions and says how many are answered rightly."),
    examples=[
        (N_("figures, overall and by kind, style and language"), "assistant evaluate questions.jsonl"),
        (
            N_("the whole report, with each part taken away in turn and with peers"),
            "assistant evaluate questions.jsonl --ablation --peers --report evaluation.md",
        ),
        (
            N_("is every quote the guide's own words, and fully cited?"),
            "assistant evaluate questions.jsonl --check-quotes",
        ),
    ],
)
@click.argument("gold", nargs=-1, required=True, type=FILE)
@FORMAT
@option(
    "--by",
    default="kind,style,lang",
    show_default=True,
    metavar="LIST",
    help=N_("What to break the figures down by: any of kind, style and lang, or an empty text for none."),
)
@option(
    "--ablation",
    is_flag=True,
    help=N_("Asks again without phrases, thesaurus, spelling, conversation and structure, each in turn."),
)
@option(
    "--peers", is_flag=True, help=N_("Lets other search engines answer the same questions (bm25s if it is installed).")
)
@option("--report", type=FILE, metavar="FILE", help=N_("Writes the figures to a file as Markdown too."))
@option("--predictions", type=FILE, metavar="FILE", help=N_("Writes every reply to a file, as `ask --batch` does."))
@option(
    "--check-quotes",
    is_flag=True,
    help=N_("Only checks that every quote is the guide's own words and fully cited; exit status 1 if one is not."),
)
@click.pass_context
def evaluate(
    ctx: click.Context,
    gold: Sequence[Path],
    shape: str,
    by: str,
    ablation: bool,
    peers: bool,
    report: Path | None,
    predictions: Path | None,
    check_quotes: bool,
) -> None:
    from assistant.evaluation.gold import read_gold
    from assistant.evaluation.report import as_markdown, quotes_line
    from assistant.evaluation.report import evaluate as run

    dimensions = _dimensions(by)
    questions = read_gold(gold)
    done = run(open_assistant(ctx), questions, [path.name for path in gold], dimensions, ablation, peers)
    if predictions is not None:
        _write_predictions(predictions, done)
    if report is not None:
        _write(report, as_markdown(done).encode())
    click.echo(quotes_line(done) if check_quotes else _figures(done, shape))
    if check_quotes and done.breaches:
        ctx.exit(BROKEN)


@command(
    "evaluate-collection",
    help=N_(
        "Runs the passage index on public test collections and reports nDCG@10, beside bm25s if it is installed. A "
        "folder holds docs.jsonl, queries.jsonl and qrels.tsv, or, as in BEIR, corpus.jsonl, queries.jsonl and "
        "qrels/test.tsv."
    ),
    short_help=N_("Runs the passage index on public test collections."),
    examples=[(N_("two collections"), "assistant evaluate-collection cranfield scifact")],
)
@click.argument("folders", nargs=-1, required=True, type=FILE, metavar="FOLDER...")
@FORMAT
def evaluate_collection(folders: Sequence[Path], shape: str) -> None:
    from assistant.evaluation.collections import measure_collection, read_collection
    from assistant.evaluation.report import columns, markdown_table, shown

    found = [measure_collection(read_collection(folder)) for folder in folders]
    if shape == "json":
        click.echo(_json([dataclasses.asdict(f) for f in found]))
        return
    head = ["nDCG@10", "documents", "queries", *found[0].ndcg10]
    rows = [head, *([f.name, str(f.documents), str(f.queries), *(shown(v) for v in f.ndcg10.values())] for f in found)]
    click.echo(markdown_table(rows) if shape == "markdown" else columns(rows))


@command(
    "benchmark",
    help=N_(
        "Measures how long one question and a start take, and how that compares with bm25s. Without gold questions the "
        "corpus's own asked-as phrases are asked."
    ),
    short_help=N_("Measures how long one question and a start take."),
    examples=[
        (N_("with the corpus's phrases"), "assistant benchmark"),
        (N_("with gold questions"), "assistant benchmark questions.jsonl --format json"),
    ],
)
@click.argument("gold", nargs=-1, type=FILE)
@option("--repeat", type=click.IntRange(1, 100), default=3, show_default=True, help=N_("How often each is measured."))
@FORMAT
@click.pass_context
def benchmark(ctx: click.Context, gold: Sequence[Path], repeat: int, shape: str) -> None:
    from assistant.evaluation.gold import read_gold
    from assistant.evaluation.report import columns, markdown_table
    from assistant.evaluation.speed import measure_speed, sample_questions

    assistant = open_assistant(ctx)
    questions = [(q.question, q.history) for q in read_gold(gold)] if gold else sample_questions(assistant)
    speed = measure_speed(assistant, questions, repeat)
    if shape == "json":
        click.echo(_json(dataclasses.asdict(speed) | {"ratio": speed.ratio}))
        return
    rows = _speed_rows(speed)
    click.echo(markdown_table(rows) if shape == "markdown" else columns(rows))


def _speed_rows(speed: Speed) -> list[list[str]]:
    rows = [
        ["", _("median"), "p95"],
        [
            _("one question of {count}, ms").format(count=speed.questions),
            f"{speed.assistant.median:.2f}",
            f"{speed.assistant.p95:.2f}",
        ],
    ]
    if speed.bm25s and speed.ratio:
        rows += [
            [_("the same in bm25s, ms"), f"{speed.bm25s.median:.3f}", f"{speed.bm25s.p95:.3f}"],
            [_("ratio to bm25s"), f"{speed.ratio:.1f}", ""],
        ]
    rows += [
        [_("building the index, s"), f"{speed.build:.2f}", ""],
        [_("start to first answer, no stored index, s"), f"{speed.start_cold:.2f}", ""],
        [_("start to first answer, stored index, s"), f"{speed.start_warm:.2f}", ""],
        [_("start to help page, s"), f"{speed.start_help:.2f}", ""],
    ]
    return rows


def _dimensions(by: str) -> list[str]:
    from assistant.evaluation.gold import DIMENSIONS

    wanted = [name.strip() for name in by.split(",") if name.strip()]
    unknown = [name for name in wanted if name not in DIMENSIONS]
    if unknown:
        raise UsageError(
            _("--by knows {known}, not {unknown}.").format(known=", ".join(DIMENSIONS), unknown=", ".join(unknown))
        )
    return wanted


def _figures(done: Evaluation, shape: str) -> str | bytes:
    from assistant.evaluation.report import as_json, as_markdown, as_text

    if shape == "json":
        return _json(as_json(done))
    return as_markdown(done).rstrip() if shape == "markdown" else as_text(done)


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode()


def _write_predictions(path: Path, done: Evaluation) -> None:
    from assistant.commands.batch import as_json_line
    from assistant.evaluation.run import as_batch

    _write(path, b"".join(as_json_line(one) for one in as_batch(done.replies)))


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise UsageError(
            _("{file} cannot be written ({problem}). Name another file.").format(file=path, problem=error.strerror)
        ) from None
