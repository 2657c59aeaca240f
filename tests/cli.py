"""Runs the command line inside the test's process, as a person would in a pipe."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from click.testing import CliRunner, Result

from assistant.__main__ import main

ENGLISH = {"LANGUAGE": "en", "LC_ALL": "C.UTF-8", "NO_COLOR": None, "FORCE_COLOR": None, "ASSISTANT_CORPUS": None}


def run(
    *arguments: str,
    corpus: Path | None = None,
    stdin: bytes | str | None = None,
    env: Mapping[str, str | None] | None = None,
) -> Result:
    """The result of `assistant [--corpus …] arguments`; an exception that is no expected error fails the test."""
    options = ["--corpus", str(corpus)] if corpus else []
    runner = CliRunner(catch_exceptions=False)
    return runner.invoke(
        main, [*options, *arguments], input=stdin, env={**ENGLISH, **(env or {})}, prog_name="assistant"
    )


def refused(result: Result) -> str:
    """The one line in which the command line says what is wrong; checks that it is one, on stderr, with status 2."""
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr
    return result.stderr.strip()
