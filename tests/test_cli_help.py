"""Help, version, completion, and what is said when a command is mistyped."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest

from assistant.__main__ import main
from assistant.version import VERSION
from tests.cli import refused, run


def every_command(group: click.Group = main, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for name, command in group.commands.items():
        found.append((*path, name))
        if isinstance(command, click.Group):
            found += every_command(command, (*path, name))
    return found


def test_help_lists_every_command() -> None:
    """What the assistant can do is seen at a glance."""
    shown = run("--help").stdout
    for name in main.commands:
        assert f"\n  {name} " in shown


@pytest.mark.parametrize("command", every_command(), ids=" ".join)
def test_every_command_explains_itself(command: tuple[str, ...]) -> None:
    """Each has a sentence, and a help page that ends well."""
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith("Usage: assistant " + " ".join(command))


@pytest.mark.parametrize("command", [c for c in every_command() if c != ("corpus",)], ids=" ".join)
def test_every_command_shows_examples(command: tuple[str, ...]) -> None:
    """An example says more than the list of options; each begins with the command as it is typed."""
    examples = run(*command, "--help").stdout.partition("Examples:")[2]
    lines = [line.strip() for line in examples.splitlines() if line.strip()]
    assert lines
    assert all(" ".join(command) in line for line in lines if not line.startswith("#"))


@pytest.mark.parametrize("command", every_command(), ids=" ".join)
def test_every_option_says_what_it_is_for(command: tuple[str, ...]) -> None:
    """No option stands without a word of help."""
    here: click.Command = main
    for name in command:
        assert isinstance(here, click.Group)
        here = here.commands[name]
    assert all(p.help for p in here.params if isinstance(p, click.Option))


def test_short_help_option() -> None:
    """-h is what many type."""
    assert run("ask", "-h").stdout == run("ask", "--help").stdout


def test_version() -> None:
    """The version is the package's."""
    assert run("--version").stdout.strip() == f"assistant, version {VERSION}"


def test_no_command_shows_help_and_fails() -> None:
    """A script that forgets the command notices."""
    result = run()
    assert result.exit_code == 2
    assert "Commands:" in result.stderr


def test_unknown_option_is_one_line_with_a_way_on() -> None:
    """No usage page scrolls the error away."""
    message = refused(run("ask", "--nonsense", "lost card"))
    assert "--nonsense" in message
    assert message.endswith("See: assistant ask --help")


def test_unknown_command_is_one_line_with_a_way_on() -> None:
    """A mistyped command is named."""
    message = refused(run("aks", "lost card"))
    assert "aks" in message
    assert message.endswith("See: assistant --help")


def test_a_corpus_that_is_not_there_is_named(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The message says which folder was looked for and what to do."""
    gone = tmp_path_factory.mktemp("empty") / "gone"
    assert refused(run("ask", "lost card", corpus=gone)) == (
        f"Error: {gone}: there is no corpus folder here. Name one with --corpus or ASSISTANT_CORPUS."
    )


def test_help_does_not_load_the_engine() -> None:
    """Whoever asks for help does not wait for NumPy."""
    program = "import sys, assistant.__main__; print([m for m in ('numpy', 'flask', 'yaml') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_script_names_the_command(shell: str) -> None:
    """The script completes `assistant`, however it was started."""
    script = run("completion", shell).stdout
    assert "_ASSISTANT_COMPLETE" in script
    assert "assistant" in script


def test_completion_offers_commands_and_options() -> None:
    """The shell asks the program itself, so that completion never falls behind."""
    from click.shell_completion import ShellComplete

    completer = ShellComplete(main, {}, "assistant", "_ASSISTANT_COMPLETE")
    assert {"ask", "serve", "evaluate"} <= {c.value for c in completer.get_completions([], "")}
    assert "--batch" in {c.value for c in completer.get_completions(["ask"], "--")}
    assert {c.value for c in completer.get_completions(["ask", "--language"], "")} == {"en", "es", "pt"}


def test_completion_of_an_unknown_shell_is_refused() -> None:
    """The shells that are known are listed."""
    assert "'bash', 'zsh', 'fish'" in refused(run("completion", "tcsh"))
