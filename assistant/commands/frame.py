"""What all commands share: help in the reader's language, with examples, and errors as one line.

click evaluates help texts when a command is defined; here they are marked with `N_` and translated when they are shown.
"""

from __future__ import annotations

import copy
import errno
import gettext
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from assistant.errors import AssistantError
from assistant.messages import DOMAIN, FOLDER, N_, NN_, _

if TYPE_CHECKING:
    from assistant.answering import Assistant

FAILED = 2
"""Exit status after an error: whatever was asked for could not be done."""
INTERRUPTED = 130

HELP = N_("Show this message and exit.")

CLICKS_OWN = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("Show the version and exit."),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing command."),
    N_("Got unexpected extra argument ({args})"),
    N_("No such option {name!r}."),
    N_("No such command {name!r}."),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("{value!r} is not a valid {number_type}."),
    N_("Option {name!r} requires an argument."),
    N_("{value} is not in the range {range}."),
    N_("default: {default}"),
    N_("required"),
    NN_("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    NN_("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
)
"""Words of click itself that people meet; click looks them up in our catalogues once `Program` runs."""


class _Translated:
    """Help that is translated when it is shown, and examples beneath it."""

    help: str | None
    short_help: str | None
    examples: Sequence[tuple[str, str]] = ()

    def get_short_help_str(self, limit: int = 45) -> str:
        text = self.short_help or self.help or ""
        return _(text).rstrip(".")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option: click.Option | None = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = _(HELP)  # click keeps the option in the language in which it was first made
        return option

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.help:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(_(self.help))

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.examples:
            with formatter.section(_("Examples")):
                for number, (what, line) in enumerate(self.examples):
                    if number:
                        formatter.write_paragraph()
                    formatter.write(f"{'':{formatter.current_indent}}# {_(what)}\n")
                    formatter.write(f"{'':{formatter.current_indent}}{line}\n")


class Command(_Translated, click.Command):
    """A command with *examples*: pairs of what a line does and the line itself."""

    def __init__(self, *args: Any, examples: Sequence[tuple[str, str]] = (), **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.examples = examples


class Option(click.Option):
    """An option whose help is translated when it is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        twin = copy.copy(self)
        text = self.help or ""
        twin.help = _(text)
        return click.Option.get_help_record(twin, ctx)


class Group(_Translated, click.Group):
    """A family of commands."""

    command_class = Command

    def __init__(self, *args: Any, examples: Sequence[tuple[str, str]] = (), **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.examples = examples


Group.group_class = Group


class Program(Group):
    """The whole command line: turns what goes wrong into one line on stderr and an exit status."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        gettext.bindtextdomain(DOMAIN, FOLDER)
        gettext.textdomain(DOMAIN)  # click asks for its words in the current domain
        _forgive_encoding()
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        try:
            status = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
            sys.stdout.flush()
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.ctx.get_help() if error.ctx else "", err=True)
            sys.exit(FAILED)
        except click.UsageError as error:
            _fail(error.format_message(), _advice(error))
        except click.ClickException as error:
            _fail(error.format_message())
        except AssistantError as error:
            _fail(str(error))
        except click.Abort:
            sys.exit(INTERRUPTED)
        except OSError as error:
            if error.errno != errno.EPIPE:
                _fail(
                    _("{file}: {problem}. Check the name and the permissions.").format(
                        file=error.filename or _("A file could not be used"), problem=error.strerror or error
                    )
                )
            # Whoever read our output (`| head`) has seen enough.  Python would complain once more at its end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            sys.exit(1)
        sys.exit(status if isinstance(status, int) else 0)


def _fail(message: str, advice: str = "") -> NoReturn:
    ended = message if message.rstrip().endswith((".", "?", "!")) or not advice else f"{message}."
    line = " ".join(f"{ended} {advice}".split())
    click.echo(_("Error: {message}").format(message=line), err=True)
    sys.exit(FAILED)


def _advice(error: click.UsageError) -> str:
    if error.ctx is None:
        return ""
    return _("See: {command} --help").format(command=error.ctx.command_path)


def _forgive_encoding() -> None:
    """A terminal that has no sign for a letter gets an escape for it instead of a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def command(name: str, **settings: Any) -> Callable[[Callable[..., Any]], Command]:
    """`click.command` for a `Command`."""
    return click.command(name, cls=Command, **settings)


def option(*names: str, **settings: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """`click.option` for an `Option`."""
    return click.option(*names, cls=Option, **settings)


def corpus_of(ctx: click.Context) -> Path | None:
    """The corpus folder that `--corpus` named, or None."""
    return ctx.find_object(Path)


def open_assistant(ctx: click.Context) -> Assistant:
    """The assistant for the corpus of this call.  Raises CorpusError."""
    from assistant.answering import Assistant

    return Assistant.open(corpus_of(ctx))
