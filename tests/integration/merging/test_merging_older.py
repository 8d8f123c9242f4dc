"""What an older version left of merges that were undone: it goes with the upgrade."""

from smbcrm.bootstrap import open_shop
from smbcrm.models.connect import connect
from smbcrm.models.session import Session
from smbcrm.models.upgrade import HISTORY
from tests.integration.merging.conftest import MergeShop

STEP = "0032_parted_logs"
LEFT = (
    "INSERT INTO change_log (at, staff, terminal, act, request, customer, field, part, before, "
    "after) SELECT recorded_at, staff, terminal, kind, id, customer, 'email', '', NULL, result "
    "FROM request_log WHERE kind IN ('customer_merge', 'merge_undo')"
)
MADE = "SELECT id, other_made_at FROM customer_merge ORDER BY id"
TOLD = "SELECT customer, act, field, after FROM change_log WHERE act LIKE '%merge%' ORDER BY id"


def test_lines_of_merges_that_were_undone_go(shop: MergeShop, shop_address: str) -> None:
    shop.undo(shop.merge())
    gone = shop.merge(shop.cy, shop.bo)
    shop.undo(gone)
    shop.services.privacy.erase(shop.bo, "asked")
    standing = shop.merge()
    shop.services.close()
    shop.still.uow.close()
    db = connect(shop_address)
    db.connect()
    session = Session(db)
    with db.atomic():
        before = session.rows(TOLD)
        session.execute(LEFT)
        made = session.rows(MADE)
        session.execute("ALTER TABLE customer_merge DROP COLUMN other_made_at")
        session.execute(f"DELETE FROM {HISTORY} WHERE name = ?", STEP)
    db.close()
    open_shop(shop_address, clock=shop.still.clock).close()
    db.connect()
    told, again = session.rows(TOLD), session.rows(MADE)
    db.close()
    assert [row for row in again if row[1]] == [row for row in made if row[0] == standing.id]
    written = (shop.ann, "customer_merge", "email", str(standing.id))
    for field, more in (("email", [written]), ("merged", [])):
        assert [one for one in told if one[2] == field] == [
            *(one for one in before if one[2] == field),
            *more,
        ]
