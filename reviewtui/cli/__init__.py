"""The command line: one file a command, each loaded when it is asked for."""

__all__ = ["run"]


def run() -> None:
    """The `reviewtui` program: does what the command line says and exits with its status."""
    import sys

    from reviewtui.cli.program import main

    sys.exit(main(sys.argv[1:]))
