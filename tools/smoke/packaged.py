"""A packaged program, started as on a PC that has nothing else of ours: no Python, no settings."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_SECONDS = 300
_SHOWN = 2000
# What Windows' own loader and temporary files need.
_KEPT = ("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "TEMP", "TMP", "WINEPREFIX", "WINEDEBUG")


class Failed(Exception):
    """The program did not do what it should; the message says what was run and what came."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended: the command, its exit code, and what it wrote."""

    command: str
    code: int
    out: str
    err: str

    def __str__(self) -> str:
        told = "\n".join(f"    {line}" for line in (self.err or self.out)[-_SHOWN:].splitlines())
        return f"{self.command}\n  ended with {self.code} and said:\n{told}"


class Packaged:
    """Runs the packaged program on a PC with an empty home.

    `command` starts it; `window_command` the one that shows the window, where there are two.
    """

    def __init__(
        self, command: Sequence[str], home: Path, window_command: Sequence[str] = ()
    ) -> None:
        self._command = tuple(command)
        self._window_command = tuple(window_command) or self._command
        self.folder = home / "desk"
        self.folder.mkdir(parents=True)
        self._home = home

    def environment(self) -> dict[str, str]:
        """Return all that the program is told of where it runs."""
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        if sys.platform == "win32":
            path = str(Path(os.environ["SYSTEMROOT"]) / "System32")
            homes = ("USERPROFILE", "APPDATA", "LOCALAPPDATA")
        else:
            path, homes = "/usr/bin:/bin", ("HOME",)
        own = dict.fromkeys(homes, str(self._home)) | {"PATH": path, "LC_ALL": "C.UTF-8"}
        return kept | own | {"QT_QPA_PLATFORM": "offscreen"}

    def run(self, *words: str) -> Ended:
        """Run a command to its end, whatever that is. Raises Failed where it does not end."""
        return self._run(self._command, words)

    def start_window(self, *words: str) -> "subprocess.Popen[bytes]":
        """Start the program with a window, and return its process."""
        return subprocess.Popen(
            [*self._window_command, *words],
            cwd=self.folder,
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def text(self, *words: str) -> str:
        """Return what a command says that succeeds. Raises Failed."""
        ended = self.run(*words)
        if ended.code or "Traceback" in ended.err:
            raise Failed(f"{ended}{self._logged()}")
        return ended.out

    def json(self, *words: str) -> Any:  # noqa: ANN401 - whatever the program answers
        """Return the answer of a command that succeeds. Raises Failed."""
        return _parsed(self.text(*words, "--json"))

    def refusal(self, *words: str) -> str:
        """Return the code of the refusal that a command ends with. Raises Failed."""
        ended = self.run(*words, "--json")
        if ended.code != 1:
            raise Failed(str(ended))
        return str(_parsed(ended.err)["code"])

    def _logged(self) -> str:
        """Return the last entry of the program's log, if it wrote one."""
        logs = [log.read_text("utf-8") for log in self._home.rglob("smbcrm.log")]
        return "".join(f"\n{log.rpartition(' ERROR ')[2]}" for log in logs)

    def _run(self, command: Sequence[str], words: Sequence[str]) -> Ended:
        shown = " ".join((Path(command[-1]).name, *words))
        try:
            done = subprocess.run(
                [*command, *words],
                check=False,
                capture_output=True,
                cwd=self.folder,
                env=self.environment(),
                stdin=subprocess.DEVNULL,
                timeout=_SECONDS,
            )
        except subprocess.TimeoutExpired as late:
            raise Failed(f"{shown}\n  did not end within {_SECONDS} s") from late
        except OSError as error:
            raise Failed(f"{shown}\n  could not be started: {error}") from error
        out, err = (one.decode("utf-8", "replace") for one in (done.stdout, done.stderr))
        return Ended(shown, done.returncode, out, err)


def _parsed(text: str) -> Any:  # noqa: ANN401 - see above
    try:
        return json.JSONDecoder().raw_decode(text)[0]  # libraries may say more behind it
    except ValueError as error:
        raise Failed(f"this is no JSON ({error}):\n{text[:_SHOWN]}") from error


def expect(what: str, got: object, wanted: object) -> None:
    """Raise Failed unless both are the same."""
    if got != wanted:
        raise Failed(f"{what}: {got!r} instead of {wanted!r}")
