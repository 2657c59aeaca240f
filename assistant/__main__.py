"""The command line: `assistant`, or `python -m assistant`."""

from __future__ import annotations

from pathlib import Path

import click

from assistant.commands.asking import ask, explain
from assistant.commands.completion import completion
from assistant.commands.corpus import corpus as corpus_commands
from assistant.commands.evaluating import benchmark, evaluate, evaluate_collection
from assistant.commands.fitting import calibrate, tune
from assistant.commands.frame import Option, Program
from assistant.commands.indexing import index
from assistant.commands.passages import passages
from assistant.commands.serving import serve
from assistant.messages import N_
from assistant.version import VERSION


@click.group(
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=N_("Answers questions from guides by quoting them, word for word and with citations, on this machine alone."),
    examples=[
        (N_("ask"), 'assistant ask "Can someone who agreed to the work still be a victim?"'),
        (N_("the same as a page in the browser"), "assistant serve --open"),
        (N_("what a command can do"), "assistant ask --help"),
    ],
)
@click.option(
    "--corpus",
    cls=Option,
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help=N_("Folder of the guides, instead of the one that came with the program (or ASSISTANT_CORPUS)."),
)
@click.version_option(VERSION, prog_name="assistant", cls=Option, help=N_("Show the version and exit."))
@click.pass_context
def main(ctx: click.Context, corpus: Path | None) -> None:
    ctx.obj = corpus


for _command in (
    ask,
    explain,
    serve,
    index,
    passages,
    corpus_commands,
    evaluate,
    evaluate_collection,
    benchmark,
    calibrate,
    tune,
    completion,
):
    main.add_command(_command)

if __name__ == "__main__":
    main(prog_name="assistant")
