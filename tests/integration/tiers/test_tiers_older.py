"""Reviews that were applied by the version before, which kept no order and no lists."""

from dataclasses import replace

from smbcrm.bootstrap import open_shop
from smbcrm.membership.services import Services
from smbcrm.membership.tiers.types import TierChanges
from smbcrm.models.connect import connect
from smbcrm.models.schema import create
from smbcrm.models.session import Session
from smbcrm.models.upgrade import HISTORY
from tests.integration.tiers.conftest import TierShop

STEP = "0016_tier_turns"
BACK = (
    *(f"DROP TABLE customer_{name}" for name in ("contact", "delivery")),
    *(
        f"ALTER TABLE customer DROP COLUMN {name}"
        for name in ("tax_id", "bank", "bank_account", "currency", "payment_days", "credit_limit")
    ),
    *(f"DROP TABLE customer_{name}" for name in ("apart", "alias", "merge")),
    "ALTER TABLE account DROP COLUMN merge",
    *(f"DROP TABLE {name}" for name in ("erasure", "card_gone", "opt_out", "consent_purpose")),
    "DROP TABLE customer_note",
    *(f"DROP TABLE {name}" for name in ("customer_field", "custom_field")),
    *(f"DROP TABLE {name}" for name in ("past_sale_line", "past_sale")),
    *(f"DROP TABLE {name}" for name in ("file_content", "customer_file")),
    *(f"DROP TABLE {name}" for name in ("service_record", "record_kind")),
    *(f"DROP TABLE {name}" for name in ("import_before", "list_export")),
    *(f"DROP TABLE import_{name}" for name in ("link", "item")),
    "DROP TABLE change_log",
    "DROP TABLE segment",
    "DROP TABLE rule_change",
    "DROP TABLE spending_pin_wrong",
    "ALTER TABLE spending_pin DROP COLUMN locks",
    *(f"DROP INDEX {name}_small" for name in ("card", "item_code", "item_barcode")),
    "DROP TABLE served",
    """CREATE TABLE past_before (
        tier {int} NOT NULL REFERENCES tier (id), until_seq {int} NOT NULL, spend_from {int},
        visits_from {int}, points_from {int}, months {int} NOT NULL DEFAULT 12,
        item {int} REFERENCES item (id), item_months {int},
        lasts_months {int} NOT NULL DEFAULT 0, grace_months {int} NOT NULL DEFAULT 2,
        PRIMARY KEY (tier, until_seq)){keyed}""",
    """INSERT INTO past_before SELECT tier, until_seq, spend_from, visits_from, points_from, months,
        item, item_months, lasts_months, grace_months FROM tier_past""",
    "DROP TABLE tier_past",
    "ALTER TABLE past_before RENAME TO tier_past",
    "DROP TABLE tier_review_move",
    "ALTER TABLE tier_membership DROP COLUMN turn",
    """CREATE TABLE review_before (
        day {text} PRIMARY KEY NOT NULL, judged_on {text} NOT NULL, after_seq {int} NOT NULL,
        up {int} NOT NULL, down {int} NOT NULL, applied_at {text} NOT NULL,
        staff {int} NOT NULL REFERENCES staff (id),
        terminal {int} NOT NULL REFERENCES terminal (id)){keyed}""",
    """INSERT INTO review_before SELECT day, judged_on, after_seq, 1, 1, applied_at, staff, terminal
        FROM tier_review""",
    "DROP TABLE tier_review",
    "ALTER TABLE review_before RENAME TO tier_review",
    "CREATE INDEX tier_review_judged ON tier_review (judged_on)",
)
"""What makes the tables as they were before the step, those of later steps first."""


def as_before(address: str) -> None:
    """Make a shop's database one of the version before."""
    db = connect(address)
    db.connect()
    with db.atomic():
        create(db, BACK)
        Session(db).execute(f"DELETE FROM {HISTORY} WHERE name >= ?", STEP)
    db.close()


def listed(services: Services) -> list[tuple[str, str, str, int]]:
    found = services.tiers.review()
    assert found.applied is not None
    assert (found.applied.up, found.applied.down) == (1, 1)
    return [(one.name, one.before.code, one.after.code, one.figures.spend) for one in found.moves]


def test_a_review_of_the_version_before_stays_as_it_was(shop: TierShop, shop_address: str) -> None:
    services = shop.services
    shop.sell(shop.ann, 45_000)
    shop.on(7, 1, 2027)
    shop.sell(shop.bob, 35_000)
    services.tiers.edit("silver", TierChanges(spend_from=35_000))
    services.tiers.apply_review()
    before, told = listed(services), [shop.told(who) for who in (shop.ann, shop.bob)]
    assert before == [("Ann", "silver", "regular", 0), ("Bob", "regular", "silver", 35_000)]
    services.close()
    shop.still.uow.close()
    as_before(shop_address)
    upgraded = open_shop(shop_address, clock=shop.still.clock)
    again = replace(shop, still=replace(shop.still, services=upgraded))
    assert listed(upgraded) == before
    upgraded.tiers.edit("silver", TierChanges(spend_from=90_000))
    for who in (shop.ann, shop.bob):
        again.void(again.sell(who, 100))
    assert [again.told(who) for who in (shop.ann, shop.bob)] == told
    assert listed(upgraded) == before
    assert upgraded.audit.verify().clean
    upgraded.close()
