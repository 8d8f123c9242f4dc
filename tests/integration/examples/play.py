"""Plays an example in a new shop: every command line is read and carried out by the program."""

import argparse
import datetime as dt
import io
import re
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from smbcrm import bootstrap
from smbcrm.cli.catalogue import COMMANDS
from smbcrm.cli.command import Command
from smbcrm.cli.context import Context
from smbcrm.cli.output import Output
from smbcrm.cli.parser import BadUsage, parse
from smbcrm.cli.screens import NoScreens
from smbcrm.core.clock import SetClock
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import Translator
from smbcrm.core.ids import uuid7
from smbcrm.core.machine import Machine
from smbcrm.membership.customers.types import Details
from smbcrm.membership.services import Services
from smbcrm.membership.setup.service import NewShop
from tests.integration.examples.book import Example, NotReadableError, Step
from tests.integration.examples.facts import Answer, Scene, check, said

_LINE = re.compile(r"`smbcrm ([^`]+)`(?:, typing (\d+))?")
_FILE = re.compile(r"the file `([\w-]+\.csv)`, line by line: (`[^`]+`(?:, `[^`]+`)*)")
_AGAIN = re.compile(r"the same again(?:, (two|three|four) times)?")
_TIMES = {None: 1, "two": 2, "three": 3, "four": 4}
_LOOK = "only look"
_MADE = dt.datetime(2024, 1, 1, 12, tzinfo=dt.UTC)
"""When every shop is made: before anything happens in it."""
_MINUTE = dt.timedelta(minutes=1)
_ENGLISH = Translator("en")
_REGIONS = {"USD": ("US", "UTC"), "TWD": ("TW", "Asia/Taipei")}
_NOTHING = Answer({})


class Play:
    """One example on its way through its steps."""

    def __init__(self, services: Services, clock: SetClock, home: Path, example: Example) -> None:
        self._services, self._clock = services, clock
        self._machine = Machine(home)
        self._files: dict[str, Path] = {}
        self._last: tuple[Command, argparse.Namespace, str] | None = None
        self._zone = services.shop.shop().day.zone
        self._customers = {
            name: services.customers.add(Details(full_name=name)).id for name in example.customers
        }

    def step(self, step: Step) -> None:
        """Do what a row says and compare everything that it says of it."""
        self._clock.instant += _MINUTE
        if step.at is not None:
            self._clock.instant = step.at.replace(tzinfo=self._zone).astimezone(dt.UTC)
        answer = self._done(step.do)
        statements = said(step.then)
        refused = any(statement.startswith("refused:") for _, statement in statements)
        assert refused or not answer.refusal, answer.refusal
        assert not refused or answer.refusal, "it was done"
        scene = Scene(self._services, self._customers, answer)
        for name, statement in statements:
            check(scene, name, statement)

    def _done(self, do: str) -> Answer:
        if do == _LOOK:
            return _NOTHING
        if file := _FILE.fullmatch(do):
            self._files[file[1]] = self._machine.folder / file[1]
            lines = (line.strip("`") for line in file[2].split("`, `"))
            self._files[file[1]].write_text("\n".join(lines), "utf-8")
            return _NOTHING
        if again := _AGAIN.fullmatch(do):
            if self._last is None:
                raise NotReadableError("there is nothing to do again")
            return [self._run(*self._last) for _ in range(_TIMES[again[1]])][-1]
        line = _LINE.fullmatch(do)
        if line is None:
            raise NotReadableError(f"nobody knows how to do: {do!r}")
        words = [str(self._files.get(word, word)) for word in shlex.split(line[1])]
        self._last = (*self._read(words), line[2] or "")
        return self._run(*self._last)

    def _read(self, words: list[str]) -> tuple[Command, argparse.Namespace]:
        """Return a command line as the program reads it, with a request id of its own."""
        try:
            parsed = parse(words, COMMANDS, _ENGLISH)
        except BadUsage as error:
            raise NotReadableError(f"no command: {words}: {error.complaint}") from error
        if parsed.command is None:
            raise NotReadableError(f"no command: {words}")
        if parsed.command.writes and parsed.args.request_id is None:
            parsed.args.request_id = uuid7(self._clock)
        return parsed.command, parsed.args

    def _run(self, command: Command, args: argparse.Namespace, typed: str) -> Answer:
        """Carry a command out; `typed` is what somebody types at it without being shown."""
        screen = io.StringIO()
        context = Context(args, _ENGLISH, self._machine, self._clock, screen, NoScreens())
        context.take(self._services)
        try:
            with patch("sys.stdin", io.StringIO(f"{typed}\n")):
                reply = command.handler(context, args)
        except UserError as refused:
            return Answer({}, refusal=_ENGLISH.with_command(refused))
        Output(screen, screen, _ENGLISH, as_json=False).answer(reply)
        told = "" if reply.refusal is None else _ENGLISH.with_command(reply.refusal)
        return Answer(reply.data, " ".join(screen.getvalue().split()), told)


@contextmanager
def played(address: str, home: Path, example: Example) -> Iterator[Play]:
    """Yield an example in a new shop; in the end its books must prove themselves."""
    region, zone = _REGIONS[example.currency]
    clock = SetClock(_MADE)
    new = NewShop("Willow & Wren", example.currency, region, zone)
    services = bootstrap.create_shop(address, new, clock=clock, durable=False)
    try:
        yield Play(services, clock, home, example)
        assert services.audit.verify().findings == ()
    finally:
        services.close()
