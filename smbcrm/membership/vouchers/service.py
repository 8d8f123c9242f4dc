"""Vouchers: the use cases of saying which ones the shop gives."""

from dataclasses import dataclass, fields

from smbcrm.core.clock import Clock
from smbcrm.core.ids import uuid7
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.changes.types import Changed, SetUp, SetUpChanged
from smbcrm.membership.items.steps import item_named
from smbcrm.membership.ledger.types import VOUCHER, House
from smbcrm.membership.requests.types import Act, Done
from smbcrm.membership.staff.steps import Moment, once
from smbcrm.membership.vouchers import definitions
from smbcrm.membership.vouchers.errors import DefinitionCodeTaken
from smbcrm.membership.vouchers.kinds.catalogue import KINDS
from smbcrm.membership.vouchers.kinds.kind import VoucherKind
from smbcrm.membership.vouchers.ports import VoucherWork
from smbcrm.membership.vouchers.steps import definition_called
from smbcrm.membership.vouchers.types import Definition, DefinitionChanges, NewDefinition

_HOUSE = (House.VOUCHERS, House.EXPIRED, House.ADJUSTMENT)


@dataclass(frozen=True, slots=True)
class VoucherService:
    """Says, lists and changes which vouchers the shop gives; nothing is ever deleted.

    The same request again changes nothing. Vouchers that were issued take off what they did then.
    """

    uow: UnitOfWork[VoucherWork]
    clock: Clock

    def add(self, new: NewDefinition, act: Act | None = None) -> Definition:
        """Add a voucher that the shop gives.

        Raises DefinitionCodeTaken, UnknownItem, and as `check_definition`.
        """
        return self.uow.run(_add, self.clock, new, act or Act(uuid7(self.clock)))

    def edit(
        self, code: str, changes: DefinitionChanges, act: Act | None = None
    ) -> Changed[Definition]:
        """Change it, for what is issued from now on. Raises UnknownDefinition, and as `add`."""
        return self.uow.run(_edit, self.clock, code, changes, act or Act(uuid7(self.clock)))

    def all(self) -> tuple[Definition, ...]:
        """Return every voucher that the shop gives or gave, by code."""
        return self.uow.read(lambda work: work.vouchers.definitions())

    def get(self, code: str) -> Definition:
        """Return the one with that code; raise UnknownDefinition."""
        return self.uow.read(definition_called, code)

    def kinds(self) -> tuple[VoucherKind, ...]:
        """Return the kinds there are: what a form asks for, and how it is called."""
        return KINDS


def _add(work: VoucherWork, clock: Clock, new: NewDefinition, act: Act) -> Definition:
    def step(at: Moment) -> Done:
        work.tiers.hold()  # nobody takes away a tier meanwhile that is named here
        currency = work.settings.shop().currency
        checked = definitions.check_definition(new, work.tiers.all(), currency)
        definitions.check_end(checked.last_day, at.today)
        if work.vouchers.definition(checked.code) is not None:
            raise DefinitionCodeTaken(code=checked.code)
        work.vouchers.add_definition(checked, item_named(work, checked.item))
        work.ledger.open_house([(house, VOUCHER) for house in _HOUSE])
        work.record(SetUpChanged(SetUp.VOUCHERS))
        return Done(checked.code)

    asked = {field.name: getattr(new, field.name) for field in fields(new)}
    return definition_called(work, once(work, clock, act, "voucher_add", asked, step))


def _edit(
    work: VoucherWork, clock: Clock, code: str, changes: DefinitionChanges, act: Act
) -> Changed[Definition]:
    former: list[Definition] = []

    def step(at: Moment) -> Done:
        before = definition_called(work, code, hold=True)
        new = _changed(work, before, changes, at)
        active = before.active if changes.active is None else changes.active
        work.vouchers.put_definition(new, item_named(work, new.item), active=active)
        work.record(SetUpChanged(SetUp.VOUCHERS))
        former.append(before)
        return Done(before.code)

    kept = once(work, clock, act, "voucher_edit", {"code": code, **changes.given()}, step)
    return Changed(definition_called(work, kept), *former)


def _changed(
    work: VoucherWork, before: Definition, changes: DefinitionChanges, at: Moment
) -> NewDefinition:
    """Return a voucher with its changes; who only switches it changes nothing that could be wrong.

    Raises as `definitions.changed` and `check_end`.
    """
    if set(changes.given()) <= {"active"}:
        return definitions.as_new(before)
    work.tiers.hold()  # nobody takes away a tier meanwhile that is named here
    currency = work.settings.shop().currency
    new = definitions.changed(before, changes, work.tiers.all(), currency)
    if new.last_day != before.last_day:
        definitions.check_end(new.last_day, at.today)
    return new
