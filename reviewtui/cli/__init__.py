"""The command line: one file a command, each loaded when it is asked for."""

__all__ = ["run"]


PATIENCE = 0.5  # seconds that threads get to end by themselves


def run() -> None:
    """The `reviewtui` program: does what the command line says and exits with its status."""
    import sys

    from reviewtui.cli.program import main

    try:
        status = main(sys.argv[1:])
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else 1
    _end_what_is_left(status)
    sys.exit(status)


def _end_what_is_left(status: int) -> None:
    """Exits at once if there are threads that do not end.

    Where a terminal has gone, Textual may leave behind the thread that reads it, which then reads
    its end for ever, and Python would wait for that. All that was to be kept is kept by now.
    """
    import sys

    if "threading" not in sys.modules:
        return
    import atexit
    import os
    import threading
    import time
    from contextlib import suppress

    until = time.monotonic() + PATIENCE
    for thread in threading.enumerate():
        if thread is not threading.main_thread() and not thread.daemon:
            thread.join(max(0.0, until - time.monotonic()))
            if thread.is_alive():
                with suppress(Exception):
                    atexit._run_exitfuncs()
                for stream in (sys.stdout, sys.stderr):
                    with suppress(Exception):
                        stream.flush()
                os._exit(status)
