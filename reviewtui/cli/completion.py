"""`reviewtui completion`: the script that teaches a shell to complete reviewtui's arguments."""

from __future__ import annotations

import click

from reviewtui.cli.output import write


@click.command("completion")
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
def command(shell: str) -> None:
    """Print a script for tab completion in a shell.

    \b
    bash: eval "$(reviewtui completion bash)" in ~/.bashrc
    zsh:  eval "$(reviewtui completion zsh)" in ~/.zshrc
    fish: reviewtui completion fish > ~/.config/fish/completions/reviewtui.fish
    """
    from click.shell_completion import get_completion_class

    from reviewtui.cli.group import program
    from reviewtui.cli.program import COMPLETE, NAME

    kind = get_completion_class(shell)
    assert kind is not None  # noqa: S101 (click has all three)
    script = kind(program, {}, NAME, COMPLETE)
    write(script.source_template % script.source_vars() + "\n")
