"""`reviewtui` itself: knows its commands by name and loads only the one that is called."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import click

from reviewtui.cli.commands import COMMANDS, DEFAULT

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class LazyGroup(click.Group):
    """Commands by name, loaded on call; a first argument that is none is an argument of the
    default command."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        place = COMMANDS.get(cmd_name)
        if place is None:
            return None
        command = import_module(place.module).command
        assert isinstance(command, click.Command)  # noqa: S101 (what each module promises)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does, with the default command put in front where none is named."""
        own = {name for option in self.get_params(ctx) for name in option.opts}
        completing_the_first = ctx.resilient_parsing and not args
        if not completing_the_first and (not args or args[0] not in own | set(COMMANDS)):
            args = [DEFAULT, *args]
        return super().parse_args(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, place.help) for name, place in COMMANDS.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Commands that begin so, and files: a first argument may be either."""
        from click.shell_completion import CompletionItem

        names = [
            CompletionItem(name, help=place.help)
            for name, place in COMMANDS.items()
            if name.startswith(incomplete)
        ]
        options = (
            click.Command.shell_complete(self, ctx, incomplete) if incomplete[:1] == "-" else []
        )
        return [*names, *options, CompletionItem(incomplete, type="file")]


def _print_version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from reviewtui import __version__

        click.echo(f"reviewtui {__version__}")
        ctx.exit()


@click.group(cls=LazyGroup, context_settings=CONTEXT, subcommand_metavar="[COMMAND] [ARGUMENTS]…")
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_print_version,
    help="Print the version and exit.",
)
def program() -> None:
    """Audit policies against a checklist, with the evidence for every verdict.

    `reviewtui POLICY… -c CHECKLIST` opens the app on files or folders of policies; `reviewtui`
    alone opens what is in policies/ and checklists/ here. A first argument that is a command's
    name is the command: write ./status for a file of that name.
    """
