"""The README's examples run, and name every command."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

from click.testing import CliRunner

from assistant.__main__ import main

README = Path(__file__).parent.parent / "README.md"


def test_the_python_examples_give_what_the_readme_shows() -> None:
    """They are run as doctests."""
    failures, tried = doctest.testfile(str(README), module_relative=False)
    assert tried >= 7
    assert failures == 0


def test_the_terminal_examples_give_what_the_readme_shows() -> None:
    """Each shown line is printed, in order; "..." stands for further lines."""
    block = re.search(r"```console\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert block
    for part in block[1].split("$ assistant ")[1:]:
        command, *lines = part.rstrip("\n").split("\n")
        arguments = [a or b for a, b in re.findall(r'"([^"]*)"|(\S+)', command)]
        result = CliRunner().invoke(main, arguments, env={"COLUMNS": "200", "LANG": "en"})
        printed = [line.rstrip() for line in result.output.split("\n")]
        for line in (line for line in lines if line != "..."):
            assert line in printed
            printed = printed[printed.index(line) + 1 :]


def test_every_command_is_named_in_the_readme() -> None:
    """A command that nobody reads of is not used."""
    text = README.read_text(encoding="utf-8")
    assert [name for name in main.commands if name not in text and name != "evaluate-collection"] == []
