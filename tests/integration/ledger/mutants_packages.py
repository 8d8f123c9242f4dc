"""Faults that somebody could build into what goes back of packages, and into pauses."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from smbcrm.membership.ledger.postings import NewTerm, SaleLine
from smbcrm.membership.ledger.types import Lot, Wallet
from smbcrm.membership.packages import rules as packages
from smbcrm.membership.packages.types import Package
from smbcrm.membership.refunds import visiting
from smbcrm.membership.refunds.visiting import SoldVisits
from smbcrm.membership.sales.ports import TillWork
from tests.integration.ledger.mutants import Mutant

_moved, _found = packages.moved, visiting._found
_Days = Mapping[int, dt.date]


def _held_since_the_pause(
    lots: Sequence[Lot], paused: _Days, _extended: _Days, today: dt.date
) -> tuple[NewTerm, ...]:
    opened = [lot._replace(opened_on=paused[lot.account]) for lot in lots]
    return _moved(opened, paused, {}, today)


def _held_since_it_came(
    lots: Sequence[Lot], paused: _Days, _extended: _Days, today: dt.date
) -> tuple[NewTerm, ...]:
    return _moved(lots, paused, {}, today)


def _nothing(*_: object) -> None:
    return None


def _nobody_elsewhere(
    work: TillWork,
    wallet: Wallet,
    brought: tuple[Package, int],
    lines: tuple[SaleLine, ...],
    living: list[Lot],
) -> SoldVisits:
    return replace(_found(work, wallet, brought, lines, living), elsewhere=())


def _floored(brought: int, whole: int, before: int, quantity: int) -> int:
    return brought * (before + quantity) // whole - brought * before // whole


_VISITING, _LASTING = "membership.refunds.visiting", "membership.visits.lasting"

SEEN_WITH_PACKAGES = (
    Mutant("a line that leaves its visits", f"{_VISITING}._asked", lambda *_: 0),
    Mutant("a visit that is begun stays", f"{_VISITING}.visits_of_line", _floored),
    Mutant("what others have forgotten", f"{_VISITING}._found", _nobody_elsewhere),
    Mutant("held since the pause", "membership.packages.rules.moved", _held_since_the_pause),
    Mutant("extended days given again", "membership.packages.rules.moved", _held_since_it_came),
    Mutant("an extension without the pause", f"{_LASTING}._without_pause", lambda _, k: k.living),
    *(
        Mutant(f"a pause of nothing holds what {how}", f"membership.{place}.end_pauses", _nothing)
        for how, place in (
            ("is bought", "sales.selling"),
            ("is handed over", "value.transferring"),
            ("is put right", "value.adjusting"),
            ("is brought back", "visits.lasting"),
        )
    ),
)
