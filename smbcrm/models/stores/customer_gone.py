"""Customers who are not there any more: who were merged into somebody else, and who are gone."""

from smbcrm.membership.customers.errors import MergedAway, UnknownCustomer
from smbcrm.models.session import Session, SqlRow

_INTO = (
    "SELECT c.id, c.code, c.full_name FROM customer_merge m JOIN customer c ON c.id = m.kept "
    "WHERE m.other = ? AND m.undone_at IS NULL"
)


def merged_into(session: Session, customer: int) -> SqlRow | None:
    """Return id, code and full name of whom a customer was merged into."""
    return session.row(_INTO, customer)


def who_is_gone(session: Session, customer: int) -> UnknownCustomer:
    """Return what is raised where there is no such customer."""
    into = merged_into(session, customer)
    if into is None:
        return UnknownCustomer()
    _, code, name = into
    return MergedAway(code=code, name=name or code)
