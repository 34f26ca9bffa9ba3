"""`python -m reviewtui` is the `reviewtui` command."""

from reviewtui.cli import run

if __name__ == "__main__":
    run()
