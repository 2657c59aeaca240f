"""`index`."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import click

from assistant.commands.frame import command, corpus_of, option
from assistant.errors import UsageError
from assistant.messages import N_, _

if TYPE_CHECKING:
    from pathlib import Path


@command(
    "index",
    short_help=N_("Builds the stored index and says where it is kept."),
    help=N_(
        "Builds the stored index if the corpus or the program has changed, and says where it is kept. The other "
        "commands do this by themselves."
    ),
    examples=[
        (N_("before the first question, for instance while installing"), "assistant index"),
        (N_("from scratch"), "assistant index --force"),
    ],
)
@option("--force", is_flag=True, help=N_("Builds it even if it is up to date."))
@click.pass_context
def index(ctx: click.Context, force: bool) -> None:
    from assistant import store
    from assistant.answering import Assistant

    folder = store.cache_folder()
    before = set(_stored(folder))
    if force:
        _forget(before)
        before = set()
    started = time.perf_counter()
    assistant = Assistant.open(corpus_of(ctx))
    seconds = time.perf_counter() - started
    after = set(_stored(folder))
    counts = _("{targets} passages and lists, {phrases} asked-as phrases").format(
        targets=len(assistant.index.targets), phrases=len(assistant.index.every_phrase)
    )
    if not after:
        click.echo(_("Built in {seconds:.2f} s: {counts}.").format(seconds=seconds, counts=counts))
        click.echo(
            _(
                "It could not be kept in {folder}, so that each start builds it anew; name a folder that can be "
                "written with ASSISTANT_CACHE."
            ).format(folder=folder),
            err=True,
        )
    elif after == before:
        click.echo(_("Up to date, read in {seconds:.2f} s: {counts}.").format(seconds=seconds, counts=counts))
    else:
        click.echo(_("Built in {seconds:.2f} s: {counts}.").format(seconds=seconds, counts=counts))
    for file in sorted(after):
        click.echo(_("Kept in {file} ({size:.1f} MB)").format(file=file, size=file.stat().st_size / 1e6))


def _stored(folder: Path) -> list[Path]:
    try:
        return sorted(folder.glob("index-*.bin"))
    except OSError:
        return []


def _forget(files: set[Path]) -> None:
    for file in files:
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            raise UsageError(
                _(
                    "{file} cannot be removed ({problem}). Check the permissions, or name another folder with "
                    "ASSISTANT_CACHE."
                ).format(file=file, problem=error.strerror)
            ) from None
