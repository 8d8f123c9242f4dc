"""The program as a user runs it, inside this process."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from smbcrm.__main__ import main


@dataclass(frozen=True, slots=True)
class Ending:
    """How a run ended: its code and what it wrote."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Smbcrm:
    """Runs commands on one shop. Every run must end as expected and must not break."""

    capsys: pytest.CaptureFixture[str]

    def ends(self, *words: str) -> Ending:
        """Run the program and return how it ended."""
        self.capsys.readouterr()
        code = main(words)
        ending = Ending(code, *self.capsys.readouterr())
        assert code in {0, 1, 2}, ending
        return ending

    def text(self, *words: str) -> str:
        """Return what a command that succeeds shows to people, without a word on stderr."""
        ending = self.ends(*words)
        assert (ending.code, ending.err) == (0, "")
        return ending.out

    def json(self, *words: str) -> Any:  # noqa: ANN401 - tests look into any answer
        """Return the answer of a command that succeeds."""
        return json.loads(self.text(*words, "--json"))

    def refused(self, *words: str) -> str:
        """Return the class of a refusal, which is a sentence, in text as in JSON."""
        told = self.ends(*words)
        assert (told.code, told.out) == (1, "")
        said = json.loads(self.ends(*words, "--json").err)
        assert told.err == f"{said['error']}\n"
        assert told.err.rstrip()[-1] in ".:)" or " " in told.err
        return str(said["code"])

    def facts(self, *words: str) -> dict[str, str]:
        """Return labels and values that a command shows to people."""
        pairs = (line.split("  ", 1) for line in self.text(*words).splitlines() if "  " in line)
        return {label: value.strip() for label, value in pairs}


Make = Callable[..., Smbcrm]
