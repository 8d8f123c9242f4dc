"""A till in trouble, for tests of screens: faults on demand."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from smbcrm.core.errors import EnvironmentFault
from smbcrm.core.i18n import N_
from smbcrm.membership.bills.types import Bill
from smbcrm.models.faults import DatabaseBusy
from smbcrm.ui.desk import Desk


class ServerGone(EnvironmentFault):
    """The database of the test is not there."""

    msgid = N_("The shop's database cannot be reached.")


_RECORDING = frozenset(
    {
        *("sale", "top_up", "redeem", "reverse", "use", "refund", "withdraw"),
        *("transfer", "adjust", "give", "buy", "void", "cash", "issue"),
    }
)


@dataclass
class FaultyTill:
    """The real till, or other use cases that record; the next of them meet a fault.

    `before` of them fail before anything is written, `after` of them once it is all written, so
    that nobody is told.
    """

    till: Any
    before: int = 0
    after: int = 0
    quotes: int = 0
    """So many quotes meet a fault."""
    bugs: int = 0
    """So many calls break."""
    sent: list[str] = field(default_factory=list)
    """The request ids of what was to be recorded."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        real: Callable[..., Any] = getattr(self.till, name)
        if name.startswith("propose_"):
            return lambda *given: self._quote(real, *given)
        if name in _RECORDING:
            return lambda request: self._record(real, request)
        return real

    def _quote(self, real: Callable[..., Bill], *given: object) -> Bill:
        self._break()
        if self.quotes:
            self.quotes -= 1
            raise ServerGone
        return real(*given)

    def _record(self, real: Callable[[Any], Bill], request: Any) -> Bill:  # noqa: ANN401 - any
        self.sent.append(request.act.request_id)
        self._break()
        if self.before:
            self.before -= 1
            raise ServerGone
        bill = real(request)
        if self.after:
            self.after -= 1
            raise ServerGone
        return bill

    def _break(self) -> None:
        if self.bugs:
            self.bugs -= 1
            raise ZeroDivisionError


def with_faulty(desk: Desk, name: str) -> tuple[Desk, FaultyTill]:
    """Return the desk with use cases, by their name, that can be told to fail."""
    faulty = FaultyTill(getattr(desk.services, name))
    changes: dict[str, Any] = {name: faulty}
    return replace(desk, services=replace(desk.services, **changes)), faulty


def with_faults(desk: Desk) -> tuple[Desk, FaultyTill]:
    """Return the desk with a till that can be told to fail."""
    return with_faulty(desk, "till")


def first_unanswered(monkeypatch: pytest.MonkeyPatch, service: type, name: str) -> list[object]:
    """Let a use case be done but not answered when it is first asked for; return what was asked."""
    real, sent = getattr(service, name), list[object]()

    def act(of: object, *asked: object, **more: object) -> object:
        sent.append((asked, more))
        made = real(of, *asked, **more)
        if len(sent) == 1:
            raise DatabaseBusy
        return made

    monkeypatch.setattr(service, name, act)
    return sent
