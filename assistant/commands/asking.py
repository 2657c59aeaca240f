"""`ask` and `explain`."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any, BinaryIO

import click

from assistant.commands.frame import FAILED, command, open_assistant, option
from assistant.errors import UsageError
from assistant.limits import check_history, check_question
from assistant.messages import LANGUAGES, N_, _, ngettext, speaking

STDIN = "-"
LANGUAGE = option(
    "--language",
    type=click.Choice(LANGUAGES),
    help=N_("Language of the question, where it should not be guessed, and of these messages."),
)
HISTORY = option(
    "--history",
    "-H",
    multiple=True,
    metavar="QUESTION",
    help=N_("An earlier question of the conversation; give the option once for each, oldest first."),
)


@command(
    "ask",
    short_help=N_("Answers a question with the guide's own words."),
    help=N_(
        "Answers a question with the guide's own words and where they stand. A single “-” reads the question from "
        "standard input."
    ),
    examples=[
        (
            N_("ask in your own words, quotation marks or not"),
            'assistant ask "Can someone who agreed to the work still be a victim?"',
        ),
        (
            N_("go on in a conversation"),
            'assistant ask --history "How many victims are women?" "and in South America?"',
        ),
        (N_("for another program"), "assistant ask --format json HRBA"),
        (
            N_("many questions at once, each line an object with id and question"),
            "assistant ask --batch questions.jsonl > replies.jsonl",
        ),
    ],
)
@click.argument("question", nargs=-1)
@HISTORY
@LANGUAGE
@option(
    "--without",
    multiple=True,
    metavar="WORD",
    help=N_("A correction or an added search word to take back, or “context” to read the question alone; repeatable."),
)
@option(
    "--format",
    "shape",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help=N_("Form of the reply."),
)
@option(
    "--batch",
    type=click.File("rb"),
    metavar="FILE",
    help=N_(
        "Answers JSON Lines, objects with id, question and, if wanted, history and language; “-” is standard input."
    ),
)
@option("--explain", is_flag=True, help=N_("Adds what earned each passage its place."))
@click.pass_context
def ask(
    ctx: click.Context,
    question: Sequence[str],
    history: Sequence[str],
    language: str | None,
    without: Sequence[str],
    shape: str,
    batch: BinaryIO | None,
    explain: bool,
) -> None:
    with speaking(language):
        if batch is not None:
            if question or history or explain:
                raise UsageError(
                    _("With --batch the questions and their history stand in the file. Leave out the others.")
                )
            _answer_batch(ctx, batch, language, without)
            return
        asked, earlier = check_question(_words(question)), check_history(history)
        assistant = open_assistant(ctx)
        reply = assistant.ask(asked, list(earlier), language, tuple(without))
        explanation = assistant.explain(asked, list(earlier), language, tuple(without)) if explain else None
        if shape == "json":
            whole = reply.to_dict() | ({"explanation": explanation} if explain else {})
            click.echo(_json(whole))
        elif shape == "markdown":
            from assistant.commands.reply_markdown import reply_markdown

            click.echo(reply_markdown(reply))
        else:
            from assistant.commands.reply_text import reply_text
            from assistant.commands.screen import Screen

            click.echo(reply_text(reply, Screen.of()), color=True)
        if explanation is not None and shape != "json":
            click.echo()
            _show_explanation(explanation)


@command(
    "explain",
    short_help=N_("Shows how a question is understood and answered."),
    help=N_(
        "Shows how a question is understood, what earned each passage its place, word by word, and what was passed "
        "over."
    ),
    examples=[
        (N_("why these passages?"), 'assistant explain "why do they not just leave"'),
        (N_("for another program"), 'assistant explain --format json "what is servitude"'),
    ],
)
@click.argument("question", nargs=-1)
@HISTORY
@LANGUAGE
@option(
    "--format",
    "shape",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help=N_("Form of the explanation."),
)
@click.pass_context
def explain(
    ctx: click.Context, question: Sequence[str], history: Sequence[str], language: str | None, shape: str
) -> None:
    with speaking(language):
        asked, earlier = check_question(_words(question)), check_history(history)
        explanation = open_assistant(ctx).explain(asked, list(earlier), language)
        if shape == "json":
            click.echo(_json(explanation))
        else:
            _show_explanation(explanation)


def _words(question: Sequence[str]) -> str:
    """The question that was typed, or that stands on standard input when it is a single "-"."""
    if list(question) != [STDIN]:
        return " ".join(question)
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(_("Standard input is not UTF-8. Convert the text, or type the question.")) from None


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace")


def _show_explanation(explanation: Any) -> None:
    from assistant.commands.explanation_text import explanation_text
    from assistant.commands.screen import Screen

    click.echo(explanation_text(explanation, Screen.of()), color=True)


def _answer_batch(ctx: click.Context, batch: BinaryIO, language: str | None, without: Sequence[str]) -> None:
    """Writes each reply as soon as it is known; exits with status 2 when a line could not be answered."""
    from assistant.commands.batch import as_json_line, replies

    out = sys.stdout.buffer
    failed = 0
    for value, answered in replies(open_assistant(ctx), batch, without, language):
        out.write(as_json_line(value))
        out.flush()
        failed += not answered
    if failed:
        click.echo(
            ngettext(
                "Error: {count} line could not be answered; its reply says why.",
                "Error: {count} lines could not be answered; their replies say why.",
                failed,
            ).format(count=failed),
            err=True,
        )
        ctx.exit(FAILED)
