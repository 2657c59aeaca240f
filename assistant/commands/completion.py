"""`completion`."""

from __future__ import annotations

import click

from assistant.commands.frame import command
from assistant.messages import N_


@command(
    "completion",
    short_help=N_("Prints the script by which a shell completes commands."),
    help=N_("Prints the script by which a shell completes commands and options."),
    examples=[
        (N_("bash: add this line to ~/.bashrc"), 'eval "$(assistant completion bash)"'),
        (N_("zsh: add this line to ~/.zshrc"), 'eval "$(assistant completion zsh)"'),
        (N_("fish"), "assistant completion fish > ~/.config/fish/completions/assistant.fish"),
    ],
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    from click.shell_completion import get_completion_class

    program = ctx.find_root()
    kind = get_completion_class(shell)
    if kind is None:  # click knows the three shells of the choice above; this is for the type checker
        raise LookupError(shell)
    # Not `info_name`: started as `python -m assistant` it is still the command `assistant` that is completed.
    click.echo(kind(program.command, {}, "assistant", "_ASSISTANT_COMPLETE").source())
