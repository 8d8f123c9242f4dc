"""What the page says of pairs, merges and what many share."""

from typing import Protocol

from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.customers.alike import Mark
from smbcrm.membership.customers.lists import CustomerRow, date_text
from smbcrm.membership.duplicates.types import Crowd, Pair
from smbcrm.membership.imports.fields import LABELS, Field
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.merging.types import Merge
from smbcrm.membership.reports.values import is_money
from smbcrm.ui.alike_words import why_alike
from smbcrm.ui.desk import Desk
from smbcrm.ui.wording import called

DOT = " · "


class Known(Protocol):
    """A customer as duplicates and merges name one."""

    @property
    def code(self) -> str:
        """The code."""

    @property
    def full_name(self) -> str:
        """The name, which may be missing."""


def told_apart(one: Known, other: Known) -> tuple[str, str]:
    """Return what two are called; with their codes where the names are the same."""
    names = tuple(called(who.full_name, who.code) for who in (one, other))
    if names[0] != names[1]:
        return names[0], names[1]
    return f"{names[0]} ({one.code})", f"{names[1]} ({other.code})"


def pair_title(pair: Pair) -> str:
    """Return who the two are."""
    return DOT.join(called(who.full_name, who.code) for who in (pair.one, pair.other))


def pair_reasons(desk: Desk, pair: Pair) -> str:
    """Return what they have in common: phone, e-mail · similar name; or that they were chosen."""
    return why_alike(desk, pair.reasons, pair.naming, desk.say(N_("chosen by hand")))


def merge_title(merge: Merge) -> str:
    """Return who went and who stayed."""
    went, stayed = told_apart(merge.other, merge.kept)
    return f"{went} → {stayed}"


def merge_state(desk: Desk, merge: Merge) -> str:
    """Return when it was, or that it was undone."""
    moment, today = desk.words.moment, desk.today()
    if merge.undone_at is not None:
        return desk.say(N_("undone {when}"), when=moment(merge.undone_at, today))
    return desk.say(N_("{when} by {staff}"), when=moment(merge.at, today), staff=merge.staff)


def crowd_title(crowd: Crowd) -> str:
    """Return what so many share."""
    match crowd.shared:
        case Mark(_, value):
            return value
        case born:
            return DOT.join(filter(None, (date_text(born), crowd.name)))


def crowd_field(desk: Desk, crowd: Crowd) -> str:
    """Return what kind of thing that is."""
    kind = Field(crowd.shared.kind.value) if isinstance(crowd.shared, Mark) else Field.BIRTHDAY
    return desk.say(LABELS[kind])


def known(desk: Desk, row: CustomerRow) -> str:
    """Return how well somebody is known: 55 visits, last on 3 Jun 2026."""
    if row.last_visit is None:
        return desk.say(N_("Not been here yet"))
    visits = desk.count(NN_("{count} visit", "{count} visits"), row.visits)
    last = desk.words.date(row.last_visit, today=desk.today())
    return DOT.join((visits, desk.say(N_("last {date}"), date=last)))


def amount(desk: Desk, kind: AccountKind, value: int) -> str:
    """Return what is on an account: a sum, or so many."""
    return desk.words.sum(value) if is_money(kind) else desk.words.number(value)
