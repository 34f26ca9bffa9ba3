"""A real OpenSSH server for one test: an ordinary process on a loopback port, with new keys."""

from __future__ import annotations

import getpass
import grp
import os
import pwd
import shlex
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

ALIVE = 1  # seconds between the server's questions whether the client lives; two go unanswered
STARTED = 10.0  # seconds

_CONFIG = """\
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host_key
AuthorizedKeysFile {folder}/client_key.pub
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
AllowUsers {user}
PrintMotd no
PrintLastLog no
ClientAliveInterval {alive}
ClientAliveCountMax 2
LogLevel ERROR
"""


@dataclass(frozen=True)
class Server:
    """A server that runs, and how to reach it."""

    process: int
    port: int
    folder: Path

    def command(
        self, program: Sequence[str], cwd: Path, environment: Mapping[str, str]
    ) -> list[str]:
        """What runs `program` through the server in a terminal of its own."""
        values = [f"{name}={value}" for name, value in environment.items()]
        there = f"cd {shlex.quote(str(cwd))} && exec env {shlex.join([*values, *program])}"
        options = {
            "IdentityFile": self.folder / "client_key",
            "UserKnownHostsFile": self.folder / "known_hosts",
            "IdentitiesOnly": "yes",
            "IdentityAgent": "none",
            "StrictHostKeyChecking": "yes",
            "BatchMode": "yes",
            "ControlPath": "none",
            "ServerAliveInterval": 0,
            "EscapeChar": "none",
            "LogLevel": "ERROR",
        }
        given = [word for name, value in options.items() for word in ("-o", f"{name}={value}")]
        return [
            "ssh", "-tt", "-F", "none", *given, "-p", str(self.port), f"{user()}@127.0.0.1", there,
        ]  # fmt: skip

    def children(self) -> list[int]:
        """The processes of the server that each serve a connection, the innermost last."""
        return _below(self.process)


def user() -> str:
    """Who runs the tests, as the system knows them: the environment says something else."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return getpass.getuser()


@contextmanager
def ssh_server(folder: Path) -> Iterator[Server]:
    """A server with new keys in `folder`; skips where there is no OpenSSH on this machine."""
    program = shutil.which("sshd") or shutil.which("sshd", path="/usr/sbin:/usr/local/sbin")
    if program is None or shutil.which("ssh") is None or shutil.which("ssh-keygen") is None:
        pytest.skip("openssh-server and openssh-client are not installed")
    folder.mkdir()
    for name in ("host_key", "client_key"):
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True
        )
    if os.geteuid() == 0:  # what the server, as root, insists on
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    elif not _terminals_are_ready():
        pytest.skip("only root can serve terminals here: new ones are not of the group tty")
    process, port = _started(program, folder)
    host_key = (folder / "host_key.pub").read_text()
    (folder / "known_hosts").write_text(f"[127.0.0.1]:{port} {host_key}")
    try:
        yield Server(process.pid, port, folder)
    finally:
        process.terminate()
        process.wait(10)


def _started(program: str, folder: Path) -> tuple[subprocess.Popen[bytes], int]:
    """The server, listening; another port where somebody was quicker to take the first."""
    said = b""
    for _ in range(5):
        port = _free_port()
        config = folder / "sshd_config"
        config.write_text(_CONFIG.format(port=port, folder=folder, user=user(), alive=ALIVE))
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [program, "-D", "-e", "-f", str(config)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + STARTED
        while process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return process, port
            assert time.monotonic() < deadline, "sshd does not listen"
            time.sleep(0.02)
        said = (folder / "log").read_bytes()
    raise AssertionError(f"sshd does not start: {said.decode(errors='replace')}")


def _terminals_are_ready() -> bool:
    """Whether new terminals have the group that sshd wants, which only root could give them."""
    one, other = os.openpty()
    try:
        return os.fstat(other).st_gid == grp.getgrnam("tty").gr_gid
    except KeyError:
        return True
    finally:
        os.close(one)
        os.close(other)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _below(process: int) -> list[int]:
    """All processes below one, parents before children, that are sshd themselves."""
    found, rows = [], [process]
    while rows:
        parent = rows.pop(0)
        listing = Path(f"/proc/{parent}/task/{parent}/children")
        try:
            children = [int(child) for child in listing.read_text().split()]
        except OSError:
            continue
        for child in children:
            try:
                name = Path(f"/proc/{child}/comm").read_text().strip()
            except OSError:
                continue
            if name.startswith("sshd"):
                found.append(child)
                rows.append(child)
    return found
