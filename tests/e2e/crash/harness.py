"""Kill a till again and again, and look each time whether the shop is whole."""

import json
import os
import random
import time
from collections import Counter
from dataclasses import dataclass, field
from multiprocessing.connection import Connection

from smbcrm.core.clock import SystemClock
from smbcrm.models.work import Work
from tests.helpers.till_process import CONTEXT, Intent, Shift, work_until_killed
from tests.helpers.twin import database, new_customer, new_shop

PHASES = {
    "": "before the first request",
    "I": "outside of a transaction",
    "S": "in the transaction",
    "C": "committing",
    "D": "committed, not acknowledged",
    "A": "outside of a transaction",
    "N": "outside of a transaction",
}
IN_TRANSACTION = ("in the transaction", "committing")
# A till says five words for each request; they count its life whatever the machine's speed.
_MOST_WORDS = 50
_LONGEST_PAUSE = 0.004
_VERIFY_EVERY = 20
_PATIENCE = 60
_SIGNS = {"top_up": 1, "stored": -1}


@dataclass
class Tally:
    """What became of it all; the sets hold numbers of intents."""

    phases: Counter[str] = field(default_factory=Counter)
    acknowledged: int = 0
    there_unacknowledged: int = 0
    retried: int = 0
    lost: set[int] = field(default_factory=set)
    doubled: set[int] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether nothing was lost, doubled or left half done."""
        return not (self.lost or self.doubled or self.wrong)

    def histogram(self) -> str:
        """Return where the tills died, as a picture."""
        rows = [
            f"  {phase:28} {count:5} {'#' * (count * 60 // max(self.phases.values()))}"
            for phase, count in self.phases.most_common()
        ]
        head = (
            f"{self.phases.total()} killed: {self.acknowledged} acknowledged, "
            f"{self.there_unacknowledged} there without, {self.retried} sent again, "
            f"{len(self.lost)} lost, {len(self.doubled)} doubled"
        )
        return "\n".join((head, *rows))


class KilledShop:
    """A shop on real clocks whose only till is killed again and again."""

    def __init__(self, address: str, *, trick: str = "", aim: str = "") -> None:
        self._rnd = random.Random(random.getrandbits(64))  # noqa: S311 - follows --randomly-seed
        self._shop = new_shop(address, SystemClock(), durable=True)
        self._customers = [new_customer(self._shop, f"Customer {n}") for n in range(3)]
        self._trick, self._aim = trick, aim
        self._intents: dict[int, Intent] = {}
        self._acknowledged: set[int] = set()
        self._refused: set[int] = set()
        self._retry: Intent | None = None
        self.tally = Tally()
        self._shop.close()

    def cycle(self) -> None:
        """Let a till work, kill it, and look at what it left."""
        first = len(self._intents)
        shift = Shift(
            self._shop.address,
            self._customers,
            self._rnd.getrandbits(32),
            first,
            self._retry,
            self._trick,
        )
        marks = self._kill(shift)
        last = ""
        for line in marks:
            last = line[0]
            self._note(line[0], line[2:])
        self.tally.phases[PHASES[last]] += 1
        self.tally.acknowledged = len(self._acknowledged)
        self._look()

    def close(self) -> None:
        """Let go of the shop."""
        self._shop.close()

    def _kill(self, shift: Shift) -> list[str]:
        """Start a till, kill it at a random moment, and return what it said."""
        ours, theirs = CONTEXT.Pipe(duplex=False)
        process = CONTEXT.Process(target=work_until_killed, args=(shift, theirs))
        process.start()
        theirs.close()
        said = self._listen(ours)
        if not self._aim:
            time.sleep(self._rnd.uniform(0, _LONGEST_PAUSE))
        process.kill()
        process.join()
        while more := os.read(ours.fileno(), 1 << 16):
            said += more
        ours.close()
        return said.decode().splitlines()

    def _listen(self, ours: Connection) -> bytes:
        """Listen to so many words of the till, or until it is where it is aimed at."""
        said, words = b"", self._rnd.randint(1, _MOST_WORDS)
        while True:
            if not ours.poll(_PATIENCE):
                raise TimeoutError(said)
            more = os.read(ours.fileno(), 1 << 16)
            said += more
            lines = said.splitlines()
            reached = lines[-1].startswith(self._aim.encode()) if self._aim else len(lines) >= words
            if not more or reached:
                return said

    def _note(self, letter: str, text: str) -> None:
        match letter:
            case "I":
                intent = Intent(**json.loads(text))
                self.tally.retried += intent.number in self._intents
                self._intents[intent.number] = self._retry = intent
            case "A" if self._retry:
                self._acknowledged.add(self._retry.number)
                self._retry = None
            case "N" if self._retry:
                self._refused.add(self._retry.number)
                self._retry = None
            case "E":
                self.tally.wrong.append(text)

    def _look(self) -> None:
        """Reopen the shop and compare it with what the tills said."""
        uow, tally = database(self._shop), self.tally
        if uow.address.startswith("postgresql"):
            uow.read(_wait_for_the_dead)
        found = uow.read(_operations)
        there = {number for number, count in found.items() if count}
        tally.lost |= self._acknowledged - there
        tally.doubled |= {number for number, count in found.items() if count > 1}
        open_ = {self._retry.number} if self._retry else set[int]()
        tally.there_unacknowledged += len(open_ & there)
        if there - self._acknowledged - open_:
            tally.wrong.append(f"never asked for: {there - self._acknowledged - open_}")
        balances = uow.read(_balances)
        expected = self._expected(there)
        if any(balances.get(key, 0) != expected[key] for key in {*balances, *expected}):
            tally.wrong.append(f"balances: {balances} instead of {expected}")
        if tally.phases.total() % _VERIFY_EVERY == 0:
            self.verify()
        self._shop.close()

    def verify(self) -> None:
        """Prove the whole books."""
        self.tally.wrong += [str(finding) for finding in self._shop.audit.verify().findings]

    def _expected(self, there: set[int]) -> Counter[tuple[int, str]]:
        """Return what each customer must have, by what was meant and is there."""
        sums: Counter[tuple[int, str]] = Counter()
        by_request = {intent.request: intent for intent in self._intents.values()}
        for number in there & self._intents.keys():
            intent, sign = self._intents[number], 1
            if intent.act == "undo":
                intent, sign = by_request[intent.target], -1
            if intent.act == "redeem":
                sums[intent.customer, "credit"] += sign * intent.amount
            else:
                change = sign * _SIGNS.get(intent.act, 0) * intent.amount
                sums[intent.customer, "principal"] += change
        return sums


def _operations(work: Work) -> Counter[int]:
    """Return how often each intent is in the books; -1 stands for what has lost its note."""
    rows = work.session.rows(
        "SELECT n.note, COUNT(*) FROM operation o "
        "LEFT JOIN operation_note n ON n.operation = o.seq GROUP BY n.note"
    )
    return Counter({int(note or -1): count for note, count in rows})


def _balances(work: Work) -> dict[tuple[int, str], int]:
    """Return what is in the lots of each customer, by kind of account."""
    rows = work.session.rows(
        "SELECT a.holder, a.kind, SUM(l.remaining) FROM account a JOIN lot l ON l.account = a.id "
        "WHERE a.kind IN ('principal', 'credit') GROUP BY a.holder, a.kind"
    )
    return {(holder, kind): int(total) for holder, kind, total in rows}


def _wait_for_the_dead(work: Work) -> None:
    """Wait until the server has noticed that the till's connection is gone."""
    deadline = time.monotonic() + _PATIENCE
    while work.session.row(
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() "
        "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    ):
        assert time.monotonic() < deadline
        time.sleep(0.002)
