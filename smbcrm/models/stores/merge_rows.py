"""The rows that a merge moves from one customer to another, and that its undo gives back.

`MOVES` is the one place where a table stands that knows customers: a test fails for one that is in
none of the tuples here. A row that cannot move, because who stays has the same one, is kept aside.
Who is a contact of a company is the matter of `merge_contacts`.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import peewee

from smbcrm.core.clock import parse_instant
from smbcrm.membership.customers.kinds import ConsentState
from smbcrm.membership.customers.types import Profile
from smbcrm.membership.merging.ports import Content, Edited, Parted, Said
from smbcrm.membership.tiers.types import GIVEN
from smbcrm.models.stores.customer_rows import PARTS, PROFILE, Parts, profile_of
from smbcrm.models.stores.dates import day_of
from smbcrm.models.tables import (
    attachments,
    customers,
    imports,
    ledger,
    merges,
    past_sales,
    records,
    requests,
    shop,
)
from smbcrm.models.tables.base import table_of

Row = dict[str, Any]
Rows = dict[str, list[Row]]
Model = type[peewee.Model]

_PIN = ("secret", "wrong", "locked_until", "locks")


class Moved(NamedTuple):
    """A table, its column that names a customer, and what else tells its rows apart.

    `shared`: the customer is part of the key, so who stays may have the same row already. `notes`
    are columns that are kept with the key, because a merge or what comes after it changes them.
    """

    model: Model
    column: str
    key: tuple[str, ...]
    shared: bool = False
    notes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name under which its rows are kept."""
        return f"{table_of(self.model)}.{self.column}"

    def of(self, customer: int) -> Any:  # noqa: ANN401 - a peewee expression
        """Return the condition that a row is a customer's."""
        return getattr(self.model, self.column) == customer

    def is_row(self, row: Row) -> list[Any]:
        """Return the conditions that it is this row, whosesoever."""
        return [getattr(self.model, name) == row[name] for name in self.key]


MOVES: tuple[Moved, ...] = (
    Moved(ledger.AccountRow, "holder", ("id",), notes=("merge",)),
    Moved(customers.CardRow, "customer", ("number",)),
    Moved(customers.ConsentRow, "customer", ("id",)),
    Moved(customers.CustomerNoteRow, "customer", ("id",)),
    Moved(records.ServiceRecordRow, "customer", ("id",)),
    Moved(attachments.CustomerFileRow, "customer", ("id",)),
    Moved(customers.CustomerRow, "referrer", ("id",)),
    Moved(customers.CustomerLinkRow, "customer", ("other",), shared=True),
    Moved(customers.CustomerLinkRow, "other", ("customer",), shared=True),
    Moved(customers.SpendingPinRow, "customer", (), shared=True, notes=_PIN),
    Moved(customers.SpendingPinWrongRow, "customer", ("id",)),
    Moved(shop.StaffCustomerRow, "customer", ("staff",)),
    Moved(shop.TierReviewMoveRow, "customer", ("review",), shared=True),
    Moved(requests.RequestLogRow, "customer", ("id",)),
    Moved(requests.ChangeLogRow, "customer", ("id",)),
    Moved(imports.ImportMarkRow, "customer", ("run", "row")),
    Moved(imports.ImportBeforeRow, "customer", ("run",), shared=True),
    Moved(imports.ImportLinkRow, "customer", ("run", "row")),
    Moved(imports.ImportLinkRow, "other", ("run", "row")),
    Moved(past_sales.PastSaleRow, "customer", ("id",)),
    Moved(merges.CustomerMergeRow, "kept", ("id",)),
    Moved(merges.CustomerAliasRow, "customer", ("code",)),
    Moved(merges.CustomerApartRow, "customer", ("other",), shared=True),
    Moved(merges.CustomerApartRow, "other", ("customer",), shared=True),
)
"""The tables whose rows go to who stays."""

WRITTEN: tuple[Model, ...] = (
    customers.CustomerRow,
    customers.CustomerPhoneRow,
    customers.CustomerTagRow,
    customers.OccasionRow,
    customers.CustomerContactRow,
    customers.CustomerDeliveryRow,
    customers.CustomerFieldRow,
)
"""The tables of what is known of a customer: they are written anew, field by field."""

RETOLD: tuple[Model, ...] = (shop.TierMembershipRow,)
"""What follows from what both did; it is worked out anew."""

INDEXED: tuple[Model, ...] = (customers.SearchShortRow, customers.SearchPartRow)
"""What is made of the other rows."""

_TIERS = shop.TierMembershipRow
_PARTS: tuple[Any, ...] = (*WRITTEN[1:], *RETOLD, customers.ConsentRow)
_GIVEN = frozenset(one.value for one in GIVEN)
_PEOPLE = ("person",)
"""The column of a part of a customer that names somebody else."""
_ENDS = ("customer", "other")
"""The columns of two people who are something to each other."""


class MergedRows:
    """Moves rows, and gives them back."""

    def __init__(self, db: peewee.Database) -> None:
        self._db = db

    def take(self, merge: int, kept: int, other: int) -> Content:
        """Move every row of one customer to another, and remove who has none any more."""
        content: Content = {"keep": self.of(kept), "other": self.of(other)}
        row, db = customers.CustomerRow, self._db
        row.update(referrer=None).where(row.id == kept, row.referrer == other).execute(db)
        moved: dict[str, list[Row]] = {}
        aside: dict[str, list[Row]] = {}
        for table in MOVES:
            moved[table.name], aside[table.name] = self._move(table, kept, other)
        account = ledger.AccountRow
        own = [one["id"] for one in moved["account.holder"] if one["merge"] is None]
        account.update(merge=merge).where(account.id.in_(own)).execute(db)
        _TIERS.update(customer=kept).where(_TIERS.customer == other).execute(db)
        (gone,) = content["other"]["customer"]
        row.delete().where(row.id == other).execute(db)
        merges.CustomerAliasRow.insert(
            code=gone["code"], customer=kept, full_name=gone["full_name"]
        ).execute(db)
        return content | {"moved": moved, "aside": aside}

    def note_after(self, kept: int, content: Content) -> None:
        """Note how who stays was left by the merge."""
        content["after"] = after = self.of(kept)
        known = [*content["keep"]["consent"], *content["other"]["consent"]]
        before = {row["id"] for row in known}
        content["consents"] = [row["id"] for row in after["consent"] if row["id"] not in before]

    def give_back(self, kept: int, content: Content) -> Parted:
        """Put every row back where it was; what came since stays with who has it."""
        now, alias, consent = self.of(kept), merges.CustomerAliasRow, customers.ConsentRow
        (other,) = self._living(content["other"]["customer"], ("referrer",))
        alias.delete().where(alias.code == other["code"]).execute(self._db)
        self._insert(customers.CustomerRow, [other])
        for model in WRITTEN[1:]:
            self._insert(model, self._living(content["other"][table_of(model)], _PEOPLE))
        edited = self._profile_back(kept, content, now)
        for table in MOVES:
            self._move_back(table, kept, other["id"], content)
        self._files_along(kept, other["id"], content)
        consent.delete().where(consent.id.in_(content["consents"])).execute(self._db)
        left = {row["id"] for row in content["after"]["consent"]}
        said = [row for row in now["consent"] if row["id"] not in left]
        return Parted(edited, tuple(map(_said, said)), self._tiers_back(kept, content, now))

    def _move(self, table: Moved, kept: int, other: int) -> tuple[list[Row], list[Row]]:
        """Move the rows of a table; return those that moved and those that were kept aside."""
        model, names = table.model, (*table.key, *table.notes)
        rows = self._rows(model, table.of(other))
        aside = [row for row in rows if table.shared and self._is_double(table, row, kept)]
        for row in aside:
            model.delete().where(*table.is_row(row), table.of(other)).execute(self._db)
        model.update(**{table.column: kept}).where(table.of(other)).execute(self._db)
        moved = [{name: row[name] for name in names} for row in rows if row not in aside]
        return moved, aside

    def _is_double(self, table: Moved, row: Row, kept: int) -> bool:
        """Tell whether who stays has such a row, or would be something to themselves."""
        to_self = any(row[name] == kept for name in table.key if name in _ENDS)
        return to_self or bool(self._rows(table.model, *table.is_row(row), table.of(kept)))

    def _move_back(self, table: Moved, kept: int, other: int, content: Content) -> None:
        """Give back the rows of a table that are there still, and those that were kept aside."""
        for row in content["moved"][table.name]:
            if table.model is customers.SpendingPinRow:
                self._pin_back(kept, other, row)
                continue
            change = {table.column: other, **{name: row[name] for name in table.notes}}
            table.model.update(**change).where(*table.is_row(row), table.of(kept)).execute(self._db)
        aside = content["aside"][table.name]
        ends = tuple(name for name in _ENDS if table.shared and name in (table.column, *table.key))
        self._insert(table.model, [one for one in aside if one in self._living([one], ends)])

    def _files_along(self, kept: int, other: int, content: Content) -> None:
        """Let files that came since to a service record go where it goes."""
        file = attachments.CustomerFileRow
        records = [row["id"] for row in content["moved"]["service_record.customer"]]
        file.update(customer=other).where(file.customer == kept, file.record.in_(records)).execute(
            self._db
        )

    def _pin_back(self, kept: int, other: int, row: Row) -> None:
        """Give a PIN back as it is by now; where there is another one since, as it was."""
        pin = customers.SpendingPinRow
        now = self._rows(pin, pin.customer == kept)
        if now and now[0]["secret"] == row["secret"]:
            pin.update(customer=other).where(pin.customer == kept).execute(self._db)
        elif now:
            self._insert(pin, [{"customer": other, **row}])

    def _profile_back(self, kept: int, content: Content, now: Rows) -> Edited | None:
        """Write the profile of who stays as it was; return it where somebody changed it since."""
        (before,) = self._living(content["keep"]["customer"], ("referrer",))
        was = content["keep"] | {"customer": [before]}
        if profile_in(now) != profile_in(content["after"]):
            return Edited(*map(profile_in, (was, content["after"], now)))
        row = customers.CustomerRow
        (after,), (here,) = content["after"]["customer"], now["customer"]
        changed = (before if here["changed_at"] == after["changed_at"] else here)["changed_at"]
        columns = {name: before[name] for name in PROFILE}
        row.update(**columns, changed_at=changed).where(row.id == kept).execute(self._db)
        for model in _PARTS[: len(WRITTEN) - 1]:
            model.delete().where(model.customer == kept).execute(self._db)
            self._insert(model, self._living(was[table_of(model)], _PEOPLE))
        return None

    def _tiers_back(self, kept: int, content: Content, now: Rows) -> dt.date | None:
        """Write the tiers of both as they were; return from which day on they changed since.

        What was given by hand since stays with who has it; what was taken back since is taken from
        whoever had it.
        """
        name = table_of(_TIERS)
        left, here = (Counter(map(_told, one[name])) for one in (content["after"], now))
        come, gone = here - left, left - here
        _TIERS.delete().where(_TIERS.customer == kept).execute(self._db)
        for row in (*content["keep"][name], *content["other"][name]):
            if row["reason"] not in _GIVEN or not gone[_told(row)]:
                self._insert(_TIERS, [row])
        given = [dict(one) for one in come.elements() if dict(one)["reason"] in _GIVEN]
        self._insert(_TIERS, [one | {"customer": kept} for one in given])
        return day_of(min((dict(one)["since"] for one in (come + gone)), default=None))

    def of(self, customer: int) -> Rows:
        """Return all that is kept of a customer as rows, whatever changes with a merge."""
        row = customers.CustomerRow
        found = {table_of(row): self._rows(row, row.id == customer)}
        for model in _PARTS:
            found[table_of(model)] = self._rows(model, model.customer == customer)
        return found

    def _rows(self, model: Model, *conditions: object) -> list[Row]:
        found = model.select().where(*conditions).order_by(*_key(model)).dicts()
        return list(found.execute(self._db))

    def _insert(self, model: Model, rows: Sequence[Row]) -> None:
        if rows:
            model.insert_many(rows).execute(self._db)

    def _living(self, rows: Iterable[Row], names: Sequence[str]) -> list[Row]:
        """Return rows without those who are gone since: left empty, or left out with their row."""
        row, found = customers.CustomerRow, list[Row]()
        for one in rows:
            gone = [n for n in names if one.get(n) and not self._rows(row, row.id == one[n])]
            if not gone:
                found.append(one)
            elif "referrer" in gone:
                found.append(one | {"referrer": None})
        return found


def named(content: Content) -> frozenset[int]:
    """Return the customers whom the rows of a merge name, beside the two of it."""
    found = {row["id"] for row in content["moved"]["customer.referrer"]}
    found |= {company for company, *_ in content["contacts"]}
    for side in ("keep", "other"):
        found |= {row["referrer"] for row in content[side]["customer"]}
        found |= {row["person"] for row in content[side]["customer_contact"]}
    for kind in ("moved", "aside"):
        for table in ("customer_link", "customer_apart"):
            found |= {row["other"] for row in content[kind][f"{table}.customer"]}
    return frozenset(found - {None})


def _key(model: Model) -> list[Any]:
    primary: Any = model._meta.primary_key  # noqa: SLF001 - peewee's documented metadata
    names = getattr(primary, "field_names", None) or (primary.name,)
    return [getattr(model, name) for name in names]


def _told(row: Row) -> tuple[tuple[str, Any], ...]:
    """Return what a tier of a customer says, whosesoever it is."""
    return tuple((name, value) for name, value in row.items() if name not in ("id", "customer"))


def _said(row: Row) -> Said:
    state, at = ConsentState(row["state"]), parse_instant(row["at"])
    return Said(row["channel"], state, at, row["how"], row["staff"])


def profile_in(rows: Rows) -> Profile:
    """Return what is known of a customer by their rows."""
    (row,) = rows["customer"]
    parts = ([tuple(one[n] for n in names) for one in rows[table]] for table, names, _ in PARTS)
    return profile_of([row[name] for name in PROFILE], Parts(*parts))
