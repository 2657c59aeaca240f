"""`calibrate` and `tune`: what is fitted on gold questions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from assistant.commands.frame import command, open_assistant, option
from assistant.errors import UsageError
from assistant.messages import N_, _

FILE = click.Path(path_type=Path)
HELD_OUT = option(
    "--held-out",
    type=FILE,
    multiple=True,
    metavar="FILE",
    help=N_("Gold questions that are only measured, never fitted on; may be given several times."),
)


@command(
    "calibrate",
    help=N_(
        "Fits the confidence, and the threshold from which a question is answered, on gold questions of both kinds: "
        "answered by the guide, and not. What each wording tells is learned from the asked-as phrases and the topics."
    ),
    short_help=N_("Fits the confidence on gold questions."),
    examples=[
        (N_("fit, measure on others, and keep"), "assistant calibrate practice.jsonl --held-out dev.jsonl --write")
    ],
)
@click.argument("gold", nargs=-1, required=True, type=FILE)
@HELD_OUT
@option("--write", is_flag=True, help=N_("Keeps the result in the corpus, as calibration.json and leanings.json."))
@click.pass_context
def calibrate(ctx: click.Context, gold: Sequence[Path], held_out: Sequence[Path], write: bool) -> None:
    from assistant.editorial import Editorial
    from assistant.evaluation.fitting import fit_confidence, write_calibration
    from assistant.evaluation.fitting_leanings import fit_leanings, write_leanings
    from assistant.evaluation.gold import read_gold

    assistant = open_assistant(ctx)
    assistant.leanings = fit_leanings(Editorial.read(assistant.library), assistant.understanding.analyzers)
    try:
        fit = fit_confidence(assistant, read_gold(gold), {p.name: read_gold([p]) for p in held_out})
    except ValueError as error:
        raise UsageError(str(error)) from None
    click.echo(f"| {_('questions')} | AUROC | {_('false answers')} | {_('false refusals')} |\n|---|---:|---:|---:|")
    for name, (auroc, answers, refusals) in fit.figures.items():
        click.echo(f"| {name} | {auroc:.3f} | {answers:.3f} | {refusals:.3f} |")
    click.echo(f"\n{_('threshold')} {fit.calibration.threshold:.3f}")
    for name, weight in sorted(fit.calibration.weights.items(), key=lambda w: -abs(w[1])):
        click.echo(f"  {name:16} {weight:+.3f}")
    if write:
        folder = assistant.library.folder
        for file in (write_leanings(folder, assistant.leanings), write_calibration(folder, fit.calibration)):
            click.echo(_("Written: {file}").format(file=file))


@command(
    "tune",
    help=N_(
        "Fits the weights of the ranking's signals on gold questions, and shows what each signal is worth. Nothing is "
        "written: the weights stand in assistant/retrieval.py, with the reason for each change in docs/decisions."
    ),
    short_help=N_("Fits the weights of the ranking's signals on gold questions."),
    examples=[(N_("fit on some, measure on others"), "assistant tune practice.jsonl --held-out dev.jsonl")],
)
@click.argument("gold", nargs=-1, required=True, type=FILE)
@HELD_OUT
@click.pass_context
def tune(ctx: click.Context, gold: Sequence[Path], held_out: Sequence[Path]) -> None:
    import numpy as np

    from assistant.evaluation.fitting import fit_ranking, ranking_examples, success_at
    from assistant.evaluation.gold import read_gold
    from assistant.retrieval import WEIGHTS

    assistant = open_assistant(ctx)
    names = list(WEIGHTS)
    sets = {
        _("fitted on"): ranking_examples(assistant, read_gold(gold)),
        **{p.name: ranking_examples(assistant, read_gold([p])) for p in held_out},
    }
    fitted_on = next(iter(sets.values()))
    if not fitted_on:
        raise UsageError(_("No question in these files has an answer that is one span of the guide."))

    def row(name: str, weights: np.ndarray) -> str:
        cells = (f"{success_at(e, weights, 1):.3f} / {success_at(e, weights, 3):.3f}" for e in sets.values())
        return f"| {name} | " + " | ".join(cells) + " |"

    click.echo(
        f"| {_('right target first / among three')} | " + " | ".join(f"{n} ({len(e)})" for n, e in sets.items()) + " |"
    )
    click.echo("|---|" + "---:|" * len(sets))
    fitted = fit_ranking(fitted_on)
    click.echo(row(_("in use"), np.array([WEIGHTS[n] for n in names])))
    click.echo(row(_("fitted"), fitted))
    for column, name in enumerate(names):
        without = [(np.delete(x, column, axis=1), right) for x, right in fitted_on]
        click.echo(row(_("fitted, without {signal}").format(signal=name), np.insert(fit_ranking(without), column, 0.0)))
    click.echo("\n" + _("fitted weights, to one scale:"))
    for name, weight in zip(
        names, fitted / max(np.abs(fitted).sum(), 1e-9) * sum(map(abs, WEIGHTS.values())), strict=True
    ):
        click.echo(f"  {name:16} {weight:+.3f}  ({_('in use')} {WEIGHTS[name]:+.3f})")
