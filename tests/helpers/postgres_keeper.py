"""Keep one private PostgreSQL server alive for as long as standard input stays open.

A program, started by `tests.helpers.postgres`. It prints one line of JSON, `{"port": 40123}` or
`{"fault": "why not"}`, then waits. Its input closes when the test run ends in whatever way, killed
too: then it stops the server and removes its files.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TypedDict

ROLE = "smbcrm"
_WINDOWS = sys.platform == "win32"
_TRIES = 3
_START_SECONDS = 60
_READY = "database system is ready to accept connections"
# Nothing here outlives the run, so nothing needs to outlive a power cut.
_OPTIONS = (
    "listen_addresses=127.0.0.1",
    "fsync=off",
    "full_page_writes=off",
    "max_connections=200",
    "timezone=UTC",
    "log_timezone=UTC",
)


class Account(TypedDict, total=False):
    """The arguments of subprocess that start a program as somebody else; none: as ourselves."""

    user: int
    group: int
    extra_groups: list[int]


class ServerFault(RuntimeError):
    """No server can be had on this machine."""


def program_folder() -> Path:
    """Return the folder of PostgreSQL's server programs: the one in PATH, else the newest.

    Raises ServerFault where there is none.
    """
    on_path = shutil.which("initdb")
    folders = [Path(on_path).parent] if on_path else []
    pattern = "Program Files/PostgreSQL/*/bin" if _WINDOWS else "usr/lib/postgresql/*/bin"
    folders += sorted(Path(Path.cwd().anchor).glob(pattern), key=_version, reverse=True)
    for folder in folders:
        if all(shutil.which(name, path=str(folder)) for name in ("initdb", "postgres")):
            return folder
    raise ServerFault("PostgreSQL is not installed. Debian: apt-get install postgresql.")


def _version(folder: Path) -> float:
    name = folder.parent.name
    return float(name) if name.replace(".", "", 1).isdigit() else 0.0


def server_account() -> Account:
    """Return who runs the server: PostgreSQL refuses root, so `postgres` or `nobody` does."""
    if sys.platform != "win32" and os.geteuid() == 0:
        import pwd  # noqa: PLC0415 - there is no such module on Windows

        by_name = {entry.pw_name: entry for entry in pwd.getpwall()}
        person = by_name.get("postgres") or by_name["nobody"]
        return {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}
    return {}


def free_port() -> int:
    """Return a port of loopback that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


class Server:
    """A new server with its data in one folder of its own."""

    def __init__(self, home: Path) -> None:
        self.port = 0
        self._home = home
        self._log = home / "server.log"
        self._programs = program_folder()
        self._account = server_account()
        self._process: subprocess.Popen[bytes] | None = None
        if sys.platform != "win32" and self._account:
            os.chown(home, self._account["user"], self._account["group"])

    def start(self) -> None:
        """Make the data folder and start serving. Raises ServerFault."""
        self._initialise()
        for _ in range(_TRIES):  # another program may take the port before the server does
            if self._serves():
                return
            self.stop()
        raise ServerFault(f"PostgreSQL does not start: {self._log_text()}")

    def stop(self) -> None:
        """End the server; its clients are cut off."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGTERM if _WINDOWS else signal.SIGINT)
        try:
            self._process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _initialise(self) -> None:
        answer = subprocess.run(
            [
                *(str(self._programs / "initdb"), "--pgdata", str(self._home / "data")),
                *("--username", ROLE, "--auth", "trust", "--encoding", "UTF8"),
                *("--no-locale", "--no-sync"),
            ],
            check=False,
            capture_output=True,
            text=True,
            cwd=self._home,
            **self._account,
        )
        if answer.returncode:
            raise ServerFault(f"initdb failed: {answer.stdout}{answer.stderr}")

    def _serves(self) -> bool:
        self.port = free_port()
        options = [f"port={self.port}", *_OPTIONS]
        if not _WINDOWS:
            options.append(f"unix_socket_directories={self._home}")
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [
                    *(str(self._programs / "postgres"), "-D", str(self._home / "data")),
                    *(word for option in options for word in ("-c", option)),
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self._home,
                **self._account,
            )
        deadline = time.monotonic() + _START_SECONDS
        while self._process.poll() is None and time.monotonic() < deadline:
            if _READY in self._log_text():
                return True
            time.sleep(0.05)
        return False

    def _log_text(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")


def _say(answer: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def main() -> int:
    """Serve until standard input closes; 0 then, 1 where no server can be had."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the tests; they then close our input
    home = Path(tempfile.mkdtemp(prefix="smbcrm-postgres-"))
    server = None
    try:
        server = Server(home)
        server.start()
        _say({"port": server.port})
        sys.stdin.read()
    except (ServerFault, OSError) as fault:
        _say({"fault": str(fault)})
        return 1
    finally:
        if server is not None:
            server.stop()
        shutil.rmtree(home, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
