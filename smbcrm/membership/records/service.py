"""Service records: the use cases."""

import datetime as dt
from dataclasses import dataclass

from smbcrm.core.clock import Clock
from smbcrm.core.ids import uuid7
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.changes.types import SetUp, SetUpChanged
from smbcrm.membership.customers.typed import known, touched
from smbcrm.membership.records import rules
from smbcrm.membership.records.ports import RecordWork
from smbcrm.membership.records.types import (
    NoSuchRecord,
    RecordKind,
    RecordKindExists,
    Records,
    ServiceRecord,
)
from smbcrm.membership.requests.rules import business_date
from smbcrm.membership.requests.types import Act, Done
from smbcrm.membership.staff.steps import Moment, once


@dataclass(frozen=True, slots=True)
class RecordService:
    """Writes down what was done for a customer; the same request counts once."""

    uow: UnitOfWork[RecordWork]
    clock: Clock

    def kinds(self) -> tuple[RecordKind, ...]:
        """Return the kinds of record of the shop, by code."""
        return self.uow.read(lambda work: work.records.kinds())

    def add_kind(self, code: str, name: str, act: Act | None = None) -> RecordKind:
        """Define a kind. Raises BadRecordKind, BadRecordKindName, RecordKindExists."""
        kind = rules.checked_kind(code, name)
        return self.uow.run(_define, self.clock, kind, self._act(act), "record_kind")

    def edit_kind(self, code: str, name: str, act: Act | None = None) -> RecordKind:
        """Give a kind another name. Raises BadRecordKindName, UnknownRecordKind, NoRecordKinds."""
        kind = rules.checked_kind(code, name)
        return self.uow.run(_define, self.clock, kind, self._act(act), "record_kind_edit")

    def of(self, customer: int) -> Records:
        """Return a customer's records, newest day first, and the kinds; raise UnknownCustomer."""
        return self.uow.read(records_of, customer)

    def add(
        self,
        customer: int,
        kind: str,
        text: str | None,
        day: dt.date | None = None,
        act: Act | None = None,
    ) -> int:
        """Write a record down for today or an earlier day, and return its number.

        Without a text it says what the last one of that kind says. Raises UnknownCustomer,
        UnknownRecordKind, NoRecordKinds, RecordBlank, TextTooLong, NothingSame, DateInFuture,
        DateTooEarly.
        """
        return self.uow.run(_add, self.clock, customer, kind, text, day, self._act(act))

    def edit(
        self,
        customer: int,
        record: int,
        text: str | None = None,
        day: dt.date | None = None,
        act: Act | None = None,
    ) -> None:
        """Correct the text or the day of a record.

        Raises UnknownCustomer, NoSuchRecord, RecordBlank, TextTooLong, DateInFuture, DateTooEarly.
        """
        self.uow.run(_edit, self.clock, customer, record, text, day, self._act(act))

    def remove(self, customer: int, record: int, act: Act | None = None) -> None:
        """Take a record away. Raises UnknownCustomer, NoSuchRecord."""
        self.uow.run(_remove, self.clock, customer, record, self._act(act))

    def put_back(self, customer: int, record: ServiceRecord, act: Act | None = None) -> None:
        """Write a record that was taken away down again, as it was, with its number and files.

        Raises UnknownCustomer.
        """
        self.uow.run(_put_back, self.clock, customer, record, self._act(act))

    def _act(self, act: Act | None) -> Act:
        return act or Act(uuid7(self.clock))


def records_of(work: RecordWork, customer: int) -> Records:
    """Return a customer's records and every kind; raise UnknownCustomer."""
    known(work, customer)
    return Records(work.records.kinds(), work.records.of(customer))


def _define(work: RecordWork, clock: Clock, kind: RecordKind, act: Act, what: str) -> RecordKind:
    def step(_: Moment) -> Done:
        kinds = work.records.kinds()
        if what == "record_kind_edit":
            rules.kind_meant(kind.code, kinds)
        elif any(one.code == kind.code for one in kinds):
            raise RecordKindExists(code=kind.code)
        work.records.define(kind)
        work.record(SetUpChanged(SetUp.SHOP))
        return Done(kind.code)

    once(work, clock, act, what, kind._asdict(), step)
    return kind


def _add(  # noqa: PLR0913 - the parts of one request
    work: RecordWork,
    clock: Clock,
    customer: int,
    kind: str,
    text: str | None,
    day: dt.date | None,
    act: Act,
) -> int:
    def step(at: Moment) -> Done:
        _hold(work, customer)
        code = rules.kind_meant(kind, work.records.kinds())
        said = rules.same_as_last(code, work.records.of(customer)) if text is None else text
        when = business_date(day, at.today)
        kept = rules.checked_text(said)
        made = work.records.add(customer, code, when, at.now, at.staff.id, kept)
        touched(work, customer, at.now)
        return Done(str(made), customer)

    asked = {"customer": customer, "kind": kind, "text": text, "day": day}
    return int(once(work, clock, act, "record", asked, step))


def _edit(  # noqa: PLR0913 - the parts of one request
    work: RecordWork,
    clock: Clock,
    customer: int,
    record: int,
    text: str | None,
    day: dt.date | None,
    act: Act,
) -> None:
    def step(at: Moment) -> Done:
        was = _held(work, customer, record)
        said = was.text if text is None else rules.checked_text(text)
        when = was.day if day is None else business_date(day, at.today)
        if (said, when) != (was.text, was.day):
            work.records.change(customer, was, when, said)
            touched(work, customer, at.now)
        return Done(str(record), customer)

    asked = {"customer": customer, "record": record, "text": text, "day": day}
    once(work, clock, act, "record_edit", asked, step)


def _remove(work: RecordWork, clock: Clock, customer: int, record: int, act: Act) -> None:
    def step(at: Moment) -> Done:
        work.records.remove(customer, _held(work, customer, record))
        touched(work, customer, at.now)
        return Done(str(record), customer)

    once(work, clock, act, "record_remove", {"customer": customer, "record": record}, step)


def _put_back(
    work: RecordWork, clock: Clock, customer: int, record: ServiceRecord, act: Act
) -> None:
    def step(at: Moment) -> Done:
        _hold(work, customer)
        work.records.put_back(customer, record)
        touched(work, customer, at.now)
        return Done(str(record.id), customer)

    asked = {"customer": customer, "record": record.id, "text": record.text}
    once(work, clock, act, "record_back", asked, step)


def _hold(work: RecordWork, customer: int) -> None:
    work.customers.lock(customer)
    known(work, customer)


def _held(work: RecordWork, customer: int, record: int) -> ServiceRecord:
    """Return a record of a customer who is held to the end of the step; raise NoSuchRecord."""
    _hold(work, customer)
    for one in work.records.of(customer):
        if one.id == record:
            return one
    raise NoSuchRecord
