"""Every table that knows customers is known to a merge."""

from smbcrm.models.session import Session
from smbcrm.models.stores.merge_rows import INDEXED, MOVES, RETOLD, WRITTEN
from smbcrm.models.tables.base import table_of
from smbcrm.models.tables.catalogue import TABLES
from tests.integration.merging.conftest import MergeShop

# Who went into whom and who was erased: logs, which go nowhere.
LOG = {("customer_merge", "other"), ("erasure", "customer")}


def test_no_table_with_customers_is_left_out(shop: MergeShop) -> None:
    """Add a new table to `MOVES`, or to the tuple beside it that fits."""
    known = {(table_of(one.model), one.column) for one in MOVES}
    whole = {table_of(model) for model in (*WRITTEN, *RETOLD, *INDEXED)}
    left = shop.still.uow.read(lambda work: naming_customers(work.session)) - known - LOG
    assert {(table, column) for table, column in left if table not in whole} == set()
    assert known - shop.still.uow.read(lambda work: naming_customers(work.session)) == set()


def naming_customers(session: Session) -> set[tuple[str, str]]:
    """Return the columns that name a customer, by reference or by what they are called."""
    found = set()
    for model in TABLES:
        table = table_of(model)
        found |= {
            (table, one.column)
            for one in session.db.get_foreign_keys(table)
            if one.dest_table == "customer"
        }
        names = {one.name for one in session.db.get_columns(table)}
        found |= {(table, name) for name in names & {"customer", "holder"}}
    return found | {("customer_merge", "other")}


def test_a_new_table_is_noticed(shop: MergeShop) -> None:
    before = shop.still.uow.read(lambda work: naming_customers(work.session))
    assert ("import_mark", "customer") in before  # which has no reference
    assert ("account", "holder") in before
    assert ("customer", "referrer") in before
