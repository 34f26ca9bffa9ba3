"""A real browser without a screen, spoken to through pipes: no port, no driver, no network.

The protocol: https://chromedevtools.github.io/devtools-protocol/, objects ended by NUL on the
descriptors 3 and 4 of `--remote-debugging-pipe`.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import select
import shutil
import signal
from contextlib import contextmanager, suppress
from time import monotonic
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 60.0  # seconds for one answer, on a machine with much other work
_KEYS = {"Tab": 9, "Enter": 13, " ": 32}


def chromium() -> str | None:
    """The browser's path; None where there is none."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


class Page:
    """A page of the browser."""

    def __init__(self, read: int, write: int) -> None:
        self._read, self._write = read, write
        self._held = b""
        self._number = 0
        self._session = ""
        self.events: list[dict[str, Any]] = []
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        attached = self.send("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """The answer to a command. Raises RuntimeError where the browser refuses it."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        content = json.dumps(message).encode() + b"\0"
        while content:
            content = content[os.write(self._write, content) :]
        while True:
            answer = self._receive()
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                result: dict[str, Any] = answer["result"]
                return result
            self.events.append(answer)

    def _receive(self) -> dict[str, Any]:
        until = monotonic() + PATIENCE
        while b"\0" not in self._held:
            ready, _, _ = select.select([self._read], [], [], max(0.0, until - monotonic()))
            if not ready:
                raise TimeoutError("the browser says nothing")
            piece = os.read(self._read, 1 << 20)
            if not piece:
                raise EOFError("the browser has ended")
            self._held += piece
        line, _, self._held = self._held.partition(b"\0")
        message: dict[str, Any] = json.loads(line)
        return message

    def open(self, path: Path, name: str = "") -> None:
        """Opens a file, at what is called `name` in it, and waits until it is complete."""
        self.events.clear()
        self.send("Page.navigate", url=path.as_uri() + (f"#{name}" if name else ""))
        self.wait("document.readyState === 'complete' && location.protocol === 'file:'")

    def run(self, expression: str) -> Any:
        """The value of an expression. Raises RuntimeError where it throws."""
        answer = self.send(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(str(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def wait(self, expression: str) -> None:
        """Waits until the expression is true."""
        until = monotonic() + PATIENCE
        while not self.run(expression):
            if monotonic() > until:
                raise TimeoutError(expression)

    def key(self, name: str) -> None:
        """Presses and lets go of a key."""
        text = {"Enter": "\r", " ": " "}.get(name, "")
        facts = {"key": name, "code": name.strip() or "Space", "windowsVirtualKeyCode": _KEYS[name]}
        self.send("Input.dispatchKeyEvent", type="keyDown", text=text, **facts)
        self.send("Input.dispatchKeyEvent", type="keyUp", **facts)

    def look(self, *, dark: bool = False, paper: bool = False, script: bool = True) -> None:
        """Which scheme and medium the next pages are for, and whether scripts run in them."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        medium = "print" if paper else ""
        self.send("Emulation.setEmulatedMedia", media=medium, features=[scheme])
        self.send("Emulation.setScriptExecutionDisabled", value=not script)

    def screenshot(self, width: int = 1000, height: int = 800) -> bytes:
        """A picture of what is to be seen, as PNG."""
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=False,
        )  # fmt: skip
        return base64.b64decode(self.send("Page.captureScreenshot", format="png")["data"])

    def printed(self) -> bytes:
        """The page on paper, as PDF."""
        return base64.b64decode(self.send("Page.printToPDF", preferCSSPageSize=True)["data"])

    @property
    def complaints(self) -> list[str]:
        """What the browser has to say against the page: errors, and whatever was refused."""
        found = []
        for event in self.events:
            if event.get("method") == "Log.entryAdded":
                found.append(event["params"]["entry"]["text"])
            elif event.get("method") == "Runtime.exceptionThrown":
                found.append(event["params"]["exceptionDetails"]["text"])
        return found

    @property
    def asked(self) -> dict[str, str]:
        """The addresses that the page made the browser ask for, by the request."""
        return {
            event["params"]["requestId"]: event["params"]["request"]["url"]
            for event in self.events
            if event.get("method") == "Network.requestWillBeSent"
        }

    @property
    def refused(self) -> set[str]:
        """The requests that never left, because the policy of the page forbids them."""
        return {
            event["params"]["requestId"]
            for event in self.events
            if event.get("method") == "Network.loadingFailed"
            and event["params"].get("blockedReason") == "csp"
        }


def _moved(descriptor: int) -> int:
    """The same pipe under a number that is not 3 or 4."""
    moved = fcntl.fcntl(descriptor, fcntl.F_DUPFD, 10)
    os.close(descriptor)
    return moved


@contextmanager
def browser(folder: Path) -> Iterator[Page]:
    """A page of a browser of its own, which keeps what it keeps in `folder`."""
    program = chromium()
    assert program is not None
    theirs_in, ours_out = map(_moved, os.pipe())
    ours_in, theirs_out = map(_moved, os.pipe())
    nowhere = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in (0, 1, 2)]
    process = os.posix_spawn(
        program,
        [program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
         "--no-first-run", "--disable-background-networking", "--disable-component-update",
         "--remote-debugging-pipe", f"--user-data-dir={folder}", "about:blank"],
        os.environ,
        file_actions=[*nowhere, (os.POSIX_SPAWN_DUP2, theirs_in, 3),
                      (os.POSIX_SPAWN_DUP2, theirs_out, 4)],
        setsid=True,
    )  # fmt: skip
    os.close(theirs_in)
    os.close(theirs_out)
    try:
        yield Page(ours_in, ours_out)
    finally:
        os.close(ours_in)
        os.close(ours_out)
        with suppress(ProcessLookupError):
            os.killpg(process, signal.SIGKILL)
        os.waitpid(process, 0)
