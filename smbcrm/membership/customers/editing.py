"""Customers: the use cases that change something."""

from dataclasses import replace

from smbcrm.core.clock import Clock
from smbcrm.core.ids import uuid7
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.customers import rules, steps, typed
from smbcrm.membership.customers.kinds import ADD
from smbcrm.membership.customers.opt_outs import remembered
from smbcrm.membership.customers.phones import phone_key
from smbcrm.membership.customers.ports import CustomerWork
from smbcrm.membership.customers.types import CustomerChanged, Details, Profile, Saved
from smbcrm.membership.occasions.keeping import Meant, NoSuchOccasion, without
from smbcrm.membership.occasions.types import Occasion
from smbcrm.membership.requests.types import Act, Done
from smbcrm.membership.staff.steps import Moment, once

Pair = tuple[Occasion, Occasion | None]
"""An occasion, and the one in whose place it comes."""


def add(uow: UnitOfWork[CustomerWork], clock: Clock, details: Details, act: Act | None) -> Saved:
    """Add a customer; see `CustomerService.add`."""
    return uow.run(_add, clock, details, act or Act(uuid7(clock)))


def edit(
    uow: UnitOfWork[CustomerWork], clock: Clock, customer: int, details: Details, act: Act | None
) -> Saved:
    """Change a customer; see `CustomerService.edit`."""
    return uow.run(edited, clock, customer, details, act or Act(uuid7(clock)))


def put_occasion(
    uow: UnitOfWork[CustomerWork], clock: Clock, customer: int, pair: Pair, act: Act | None
) -> Saved:
    """Write an occasion down; see `CustomerService.put_occasion`."""
    return uow.run(_put, clock, customer, pair, act or Act(uuid7(clock)))


def drop_occasion(
    uow: UnitOfWork[CustomerWork], clock: Clock, customer: int, meant: Meant, act: Act | None
) -> Saved:
    """Take an occasion away; see `CustomerService.drop_occasion`."""
    return uow.run(_drop, clock, customer, meant, act or Act(uuid7(clock)))


def _add(work: CustomerWork, clock: Clock, details: Details, act: Act) -> Saved:
    asked = rules.asked_of(details)

    def step(at: Moment) -> Done:
        return typed.added(work, details, at)

    return typed.saved(work, once(work, clock, act, ADD, asked, step))


def edited(work: CustomerWork, clock: Clock, customer: int, details: Details, act: Act) -> Saved:
    """Change a customer in a step of whoever asks; see `CustomerService.edit`."""
    asked = {**rules.asked_of(details), "customer": customer}

    def step(at: Moment) -> Done:
        return _changed(work, customer, details, at)

    return typed.saved(work, once(work, clock, act, "customer_edit", asked, step))


def _put(work: CustomerWork, clock: Clock, customer: int, pair: Pair, act: Act) -> Saved:
    occasion, old = pair

    def step(at: Moment) -> Done:
        work.customers.lock(customer)
        before = typed.known(work, customer).profile
        if old is not None:
            if old not in before.occasions:
                raise NoSuchOccasion
            others = tuple(one for one in before.occasions if one != old)
            before = replace(before, occasions=others)
        merged = rules.merged_occasions(Details(occasions=(occasion,)), before.occasions)
        after = replace(before, occasions=rules.checked_occasions(merged))
        _write(work, customer, after, at)
        return typed.done(customer, steps.alike(work, customer, _only_changed(before, after)))

    asked = {"customer": customer, "occasion": occasion, "instead_of": old}
    return typed.saved(work, once(work, clock, act, "occasion_put", asked, step))


def _drop(work: CustomerWork, clock: Clock, customer: int, meant: Meant, act: Act) -> Saved:
    def step(at: Moment) -> Done:
        work.customers.lock(customer)
        before = typed.known(work, customer).profile
        left = without(before.occasions, meant)
        _write(work, customer, replace(before, occasions=left), at)
        return typed.done(customer, ())

    asked = {"customer": customer, "meant": meant.kind, "label": meant.label, "on": meant.date}
    return typed.saved(work, once(work, clock, act, "occasion_remove", asked, step))


def _changed(work: CustomerWork, customer: int, details: Details, at: Moment) -> Done:
    if details.referrer:
        work.customers.hold_referrers()  # first of all: the other till waits, and then sees it
    work.customers.lock(customer)
    before = typed.known(work, customer)
    profile = typed.profile_of(work, details, before.profile, customer)
    if details.code is not None and details.code.strip() != before.code:
        work.customers.set_code(customer, steps.check_code(work, details.code, customer))
    told = _only_changed(before.profile, profile)
    (kept,) = remembered(work, [(before.profile, profile)], at.now)
    work.customers.add_consents(customer, (*kept, *typed.consents_of(details, at)))
    _write(work, customer, profile, at)
    return typed.done(customer, steps.alike(work, customer, told))


def _write(work: CustomerWork, customer: int, profile: Profile, at: Moment) -> None:
    work.customers.change(customer, profile, at.now)
    work.search.index([customer])
    work.record(CustomerChanged(frozenset({customer})))


def _only_changed(before: Profile, after: Profile) -> Profile:
    """Return of an edited customer only what is new, so that old warnings are not repeated."""
    known = set(map(phone_key, before.phones))

    def new(field: str) -> str:
        value: str = getattr(after, field)
        return "" if value == getattr(before, field) else value

    same_person = (before.full_name, before.occasions) == (after.full_name, after.occasions)
    return Profile(
        full_name=after.full_name,
        email=new("email"),
        wechat=new("wechat"),
        whatsapp=new("whatsapp"),
        line=new("line"),
        phones=tuple(phone for phone in after.phones if phone_key(phone) not in known),
        occasions=() if same_person else after.occasions,
    )
