"""`corpus check`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from assistant.commands.frame import Group, command, corpus_of, option
from assistant.messages import N_, _, ngettext

if TYPE_CHECKING:
    from assistant.corpus_check import Finding

BROKEN = 1
"""Exit status when the corpus has errors: the check ran, and found something that loses part of the corpus."""


@click.group("corpus", cls=Group, help=N_("Looks after the guides and what editors maintain beside them."))
def corpus() -> None:
    pass


@command(
    "check",
    help=N_(
        "Looks for what an editor should correct: malformed files, phrases of passages that are gone, passages with "
        "few phrases, phrases that lead to several passages, and slips in the thesaurus and among the topics not "
        "covered. Exit status 1 if there are errors; warnings are only printed."
    ),
    short_help=N_("Looks for what an editor should correct."),
    examples=[
        (N_("after every change of the corpus"), "assistant corpus check"),
        (N_("errors only"), "assistant corpus check --errors"),
        (N_("another corpus"), "assistant --corpus my-corpus corpus check"),
    ],
)
@option("--errors", is_flag=True, help=N_("Leaves the warnings out."))
@option(
    "--format",
    "shape",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help=N_("Form of the findings."),
)
@click.pass_context
def check(ctx: click.Context, errors: bool, shape: str) -> None:
    from assistant.corpus_check import Level, check_corpus

    findings = check_corpus(corpus_of(ctx))
    serious = [f for f in findings if f.level is Level.ERROR]
    shown = serious if errors else [*serious, *(f for f in findings if f.level is not Level.ERROR)]
    if shape == "json":
        click.echo(json.dumps([_described(f) for f in shown], ensure_ascii=False, indent=2).encode())
    else:
        _print(shown, len(serious), len(findings) - len(serious))
    if serious:
        ctx.exit(BROKEN)


corpus.add_command(check)


def _print(shown: Sequence[Finding], errors: int, warnings: int) -> None:
    from assistant.corpus_check import Level

    names = {Level.ERROR: _("error"), Level.WARNING: _("warning")}
    for finding in shown:
        click.echo(f"{names[finding.level]}: {finding}")
    counted = [
        ngettext("{count} error", "{count} errors", errors).format(count=errors),
        ngettext("{count} warning", "{count} warnings", warnings).format(count=warnings),
    ]
    click.echo(", ".join(counted))


def _described(finding: Finding) -> dict[str, str]:
    return {"level": str(finding.level), "place": finding.place, "problem": finding.problem, "remedy": finding.remedy}
