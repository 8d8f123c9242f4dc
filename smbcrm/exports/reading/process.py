"""The parent's side of a reading child: start it, listen to it with patience that ends, end it.

The child is started through `subprocess`, not `multiprocessing`: a spawned process would first
import the program's main module again, with database and screens, and leave a tracking process
behind. It gets neither the program's environment nor its folder, only a list of places to import
from, and speaks over its standard output.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from smbcrm.exports.reading.child import FLAG, Request
from smbcrm.exports.reading.limits import MIB, OUT_OF_MEMORY
from smbcrm.exports.reading.wire import BadFrame, Refusal, read_frame, write_frame

_PACKAGE_HOME = str(Path(__file__).resolve().parents[3])
_PROGRAM = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]);"
    " from smbcrm.exports.reading.child import serve; serve()"
)
# The loader, the temporary folder and the language of file names; no passwords, no proxies.
_ENVIRONMENT = (
    "DYLD_", "LANG", "LC_", "LD_", "PATH", "SYSTEMROOT", "TEMP", "TMP", "WINDIR", "_MEI", "_PYI",
)  # fmt: skip

# Rust ends itself this way when memory is refused to it; Windows knows it as a fail-fast.
_FAIL_FAST = 0xC0000409
_QUOTA = 1816  # Windows: the job's computing time is used up
_MEMORY_ENDINGS = (OUT_OF_MEMORY, -6, _FAIL_FAST)
_TIME_ENDINGS = (-24, _QUOTA)  # SIGABRT and SIGXCPU have these numbers on Linux and macOS alike


def _command() -> list[str]:
    """Return what starts the child: this very program when frozen, else the bare interpreter."""
    if getattr(sys, "frozen", False):
        return [sys.executable, FLAG]
    places = json.dumps([_PACKAGE_HOME, *(place for place in sys.path if place)])
    return [sys.executable, "-I", "-S", "-B", "-c", _PROGRAM, places]


class ReadingChild:
    """A running child that answers one request; a context manager that never leaves it behind.

    :raises OSError: the system starts no process.
    """

    def __init__(self, request: Request) -> None:
        self._limits = request.limits
        self._late = False
        environment = {
            name: value
            for name, value in os.environ.items()
            if name.upper().startswith(_ENVIRONMENT)
        }
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and program
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._request = request

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def frames(self) -> Iterator[list[object]]:
        """Yield each message up to the last, which is not yielded.

        :raises Refusal: the child refuses the list, or came to an end of its own.
        """
        inlet = self._process.stdin
        if inlet is None:  # pragma: no cover - Popen was asked for a pipe
            raise Refusal("ReaderStopped")
        with suppress(OSError):  # it died at once; its ending says why
            write_frame(inlet, self._request.message())
            inlet.close()
        while True:
            match self._next():
                case ["end"]:
                    return
                case ["refused", str(code), dict(params)]:
                    raise Refusal(code, **params)
                case None:
                    raise self._ending()
                case frame:
                    yield frame

    def _next(self) -> list[object] | None:
        """Return the next message; None where the child stopped, or was stopped for its silence."""
        outlet = self._process.stdout
        if outlet is None:  # pragma: no cover - Popen was asked for a pipe
            return None
        timer = threading.Timer(self._limits.silence, self._stop_late)
        timer.start()
        try:
            return read_frame(outlet)
        except BadFrame:
            return None
        finally:
            timer.cancel()
            timer.join()

    def _stop_late(self) -> None:
        self._late = True
        self._process.kill()

    def _ending(self) -> Refusal:
        """Return what the way in which the child ended says about the list."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=5)
        self._process.kill()
        code = self._process.wait()
        if self._late or code in _TIME_ENDINGS:
            return Refusal("TakesTooLong")
        if code in _MEMORY_ENDINGS:
            return Refusal("TakesTooMuchMemory", megabytes=self._limits.memory // MIB)
        return Refusal("ReaderStopped")

    def close(self) -> None:
        """End the child, whatever it is doing, and wait until it is gone."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        self._process.wait()
