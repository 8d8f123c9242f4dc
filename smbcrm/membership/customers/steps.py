"""Steps on customers that several use cases share."""

import datetime as dt
from collections.abc import Iterable, Sequence

from smbcrm.core.text import clean
from smbcrm.membership.customers import errors, rules
from smbcrm.membership.customers.alike import birthdays_of, marks_of, similar
from smbcrm.membership.customers.kinds import Sameness
from smbcrm.membership.customers.opt_outs import with_refusals
from smbcrm.membership.customers.ports import CustomerWork
from smbcrm.membership.customers.search_keys import parse_query
from smbcrm.membership.customers.types import Alike, CustomerChanged, NewCustomer, Profile

_MOST_ALIKE = 20


def add_customers(
    work: CustomerWork, customers: Sequence[NewCustomer], at: dt.datetime
) -> list[int]:
    """Add checked customers with their principal accounts and search keys; return their ids."""
    ids = work.customers.add(with_refusals(work, customers, at), at)
    work.ledger.open_accounts(ids, work.settings.shop().currency.code)
    work.search.index(ids)
    work.record(CustomerChanged(frozenset(ids)))
    return ids


def resolve(work: CustomerWork, text: str) -> int:
    """Return the customer meant by a code, else a text that finds one only.

    Card numbers are looked at before, by `cards.scanning.customer_named`.
    Raises NobodyFound, SeveralFound or ManyFound, which name the first few with their codes.
    """
    asked = clean(text).strip()
    holder = work.customers.by_code(asked)
    if holder is not None:
        return holder
    query = parse_query(asked)
    found = () if query is None else work.search.find(query, rules.LISTED + 1, None)
    if not found:
        raise errors.NobodyFound(text=_shown(asked))
    if len(found) == 1:
        return found[0].id
    named = [rules.found_text(one) for one in found[: rules.LISTED]]
    refusal = errors.SeveralFound if len(found) <= rules.LISTED else errors.ManyFound
    raise refusal(text=_shown(asked), found=named)


def alike(work: CustomerWork, customer: int | None, profile: Profile) -> tuple[Alike, ...]:
    """Return the other customers who may be this one, by the rule of `customers.alike`."""
    found: dict[int, Sameness] = {}

    def note(same: Iterable[tuple[int, str]], why: Sameness) -> None:
        for other, _ in same:
            if other != customer and len(found) < _MOST_ALIKE:
                found.setdefault(other, why)

    for mark in marks_of(profile):
        note(work.customers.by_mark(mark), mark.why)
    for birthday in birthdays_of(profile.occasions):
        born = work.customers.by_birthday(birthday)
        note(
            [one for one in born if similar(one[1], profile.full_name)],
            Sameness.NAME_AND_BIRTHDAY,
        )
    return named_alike(work, found.items())


def named_alike(work: CustomerWork, same: Iterable[tuple[int, Sameness]]) -> tuple[Alike, ...]:
    """Return customers who may be one with their codes and names; who is gone is left out."""
    pairs = tuple(same)
    codes = work.customers.codes([customer for customer, _ in pairs])
    return tuple(
        Alike(customer, *codes[customer], why) for customer, why in pairs if customer in codes
    )


def check_code(work: CustomerWork, text: str, customer: int | None) -> str:
    """Return a code that the customer may have; raise BadCustomerCode or CustomerCodeTaken."""
    code = rules.checked_code(text)
    owners = {work.customers.by_code(code), work.customers.by_card(code)} - {None, customer}
    if owners:
        raise errors.CustomerCodeTaken(code=code)
    return code


def _shown(text: str) -> str:
    return text if len(text) <= rules.LONGEST_TAG else f"{text[: rules.LONGEST_TAG]}…"
