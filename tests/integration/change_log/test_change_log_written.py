"""Whatever changes a customer or a setting is in the change log, signed, or is not done at all."""

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

import pytest

from smbcrm.core.errors import UserError
from smbcrm.membership.change_log.differences import profile_changes
from smbcrm.membership.change_log.types import Change, Chosen, Logged
from smbcrm.membership.customers.kinds import ConsentChannel, ConsentState, Status
from smbcrm.membership.customers.types import ConsentSaid, Details, Profile
from smbcrm.membership.occasions.keeping import Meant
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind
from smbcrm.membership.relationships.types import LinkKind
from smbcrm.membership.sales.types import SaleRequest
from smbcrm.membership.services import Services
from smbcrm.membership.tiers.types import HoldReason, HoldRequest
from smbcrm.models.uow import UnsignedChangeError
from tests.helpers.shops import MORNING, StillShop

BORN = Occasion(OccasionKind.BIRTHDAY, Calendar.SOLAR, 1990, 3, 5)
GIVEN = ConsentSaid(ConsentChannel.SMS, ConsentState.GIVEN, "form 7")


def logged(shop: StillShop, chosen: Chosen | None = None) -> list[Logged]:
    """Return the log, oldest first."""
    page = shop.uow.read(lambda work: work.change_log.page(chosen or Chosen(), None, 10_000))
    return list(page)[::-1]


def changes(shop: StillShop) -> list[tuple[object, ...]]:
    return [tuple(one.change) for one in logged(shop)]


@pytest.fixture
def ann(shop: StillShop) -> int:
    """Add Ann, of whom the log says nothing more."""
    added = shop.services.customers.add(Details(full_name="Ann", code="A1")).id
    shop.uow.run(lambda work: work.session.execute("DELETE FROM change_log"))
    return added


def test_a_new_shop_has_changed_nothing(shop: StillShop) -> None:
    assert logged(shop) == []


def test_whoever_is_added_is_told_field_by_field(shop: StillShop) -> None:
    mia = shop.services.staff.add_staff("Mia").id
    details = Details(
        full_name="Ann", phones=("13800138000",), occasions=(BORN,), consents=(GIVEN,)
    )
    saved = shop.services.customers.add(details, shop.act(1, "Mia"))
    first, *rest = logged(shop)
    assert first.change == Change(None, "staff_name", str(mia), None, "Mia")
    assert [one.change[1:] for one in rest] == [
        ("customer", "", None, saved.code),
        ("full_name", "", None, "Ann"),
        ("phones", "", None, "13800138000"),
        ("occasion", "birthday:", None, "solar 1990 3 5 0"),
        ("consent", "sms", None, "given form 7"),
    ]
    assert {(one.at, one.staff, one.terminal, one.act, one.request, one.code) for one in rest} == {
        (MORNING, "Mia", "Till 1", "customer_add", shop.act(1).request_id, saved.code)
    }


Deed = Callable[[Services, int, int], object]


def _occasion(shop: Services, ann: int, _: int) -> None:
    shop.customers.edit(ann, Details(occasions=(BORN,)))
    shop.customers.drop_occasion(ann, Meant(OccasionKind.BIRTHDAY, "", None))


def _note(shop: Services, ann: int, _: int) -> None:
    note = shop.notes.add(ann, "likes tea")
    assert note is not None
    shop.notes.remove(ann, note)


def _record(shop: Services, ann: int, _: int) -> None:
    shop.records.add_kind("colour", "Colour")
    record = shop.records.add(ann, "colour", "6N")
    shop.records.edit(ann, record, "7N")
    shop.records.remove(ann, record)


def _merge(shop: Services, ann: int, bob: int) -> None:
    shop.customers.edit(bob, Details(email="b@b.com"))
    shop.merging.undo(shop.merging.merge(ann, bob, {}).id)


def _purpose(shop: Services, ann: int, _: int) -> None:
    shop.consents.define("photos", "Photos")
    shop.consents.say(ann, "photos", ConsentState.GIVEN, "form 7")


def _relationship(shop: Services, ann: int, bob: int) -> None:
    shop.relationships.link(ann, bob, LinkKind.PARENT)
    shop.relationships.link(ann, bob, LinkKind.PARENT)
    shop.relationships.unlink(ann, bob)


def _card(shop: Services, ann: int, _: int) -> None:
    shop.cards.issue(ann)
    shop.cards.freeze("681000000015", "misuse")
    shop.cards.unfreeze("681000000015")
    shop.cards.replace("681000000015")


def _tier(shop: Services, ann: int, _: int) -> None:
    shop.tiers.hold(HoldRequest(ann, "gold", dt.date(2026, 12, 31), HoldReason.FAMILY))
    shop.tiers.unhold(ann)


def _pin(shop: Services, ann: int, _: int) -> None:
    shop.spending_pins.set(ann, "4711")
    shop.spending_pins.reset(ann, "other", "0815")
    shop.spending_pins.remove(ann, current="0815")
    shop.spending_pins.remove(ann)


def _staff(shop: Services, ann: int, _: int) -> None:
    shop.staff.add_staff("Mia")
    shop.staff.rename_staff("Mia", "Mia Chen")
    shop.staff.set_staff_active("Mia Chen", active=False)
    shop.relationships.link_staff("Owner", ann)
    shop.relationships.link_staff("Owner", ann)
    shop.relationships.link_staff("Owner", None)


def _till(shop: Services, *_: int) -> None:
    shop.staff.add_terminal("Till 2")
    shop.staff.rename_terminal("Till 2", "Back")
    shop.staff.set_terminal_active("Back", active=False)
    shop.staff.set_terminal_active("Back", active=True)


DEEDS: dict[str, tuple[Deed, list[tuple[object, ...]]]] = {
    "edit": (
        lambda shop, ann, _: shop.customers.edit(ann, Details(email="a@b.com", code="A2")),
        [("code", "", "A1", "A2"), ("email", "", None, "a@b.com")],
    ),
    "note": (
        _note,
        [("note", "", None, "likes tea"), ("note", "", "likes tea", None)],
    ),
    "record": (
        _record,
        [
            ("record_kind", "colour", None, "Colour"),
            ("record", "colour", None, "2026-03-10 6N"),
            ("record", "colour", "2026-03-10 6N", "2026-03-10 7N"),
            ("record", "colour", "2026-03-10 7N", None),
        ],
    ),
    "merge": (
        _merge,
        [
            ("email", "", None, "b@b.com"),
            ("merged", "", None, "C000002"),
            ("merged", "", "C000002", None),
        ],
    ),
    "purpose": (
        _purpose,
        [
            ("purpose", "photos", None, "Photos"),
            ("consent", "purpose:photos", None, "given form 7"),
        ],
    ),
    "occasion": (
        _occasion,
        [
            ("occasion", "birthday:", None, "solar 1990 3 5 0"),
            ("occasion", "birthday:", "solar 1990 3 5 0", None),
        ],
    ),
    "consent": (
        lambda shop, ann, _: shop.customers.edit(ann, Details(consents=(GIVEN,))),
        [("consent", "sms", None, "given form 7")],
    ),
    "relationship": (
        _relationship,
        [
            ("relationship", "{bob}", None, "parent"),
            ("relationship", "{ann}", None, "child"),
            ("relationship", "{bob}", "parent", None),
            ("relationship", "{ann}", "child", None),
        ],
    ),
    "card": (
        _card,
        [
            ("card", "681000000015", None, "active"),
            ("card", "681000000015", "active", "frozen"),
            ("card", "681000000015", "frozen", "active"),
            ("card", "681000000015", "active", "replaced"),
            ("card", "681000000023", None, "active"),
        ],
    ),
    "tier": (
        _tier,
        [("tier", "", None, "3 2026-12-31"), ("tier", "", "3 2026-12-31", None)],
    ),
    "pin": (
        _pin,
        [("pin", "", None, "set"), ("pin", "", "set", "set"), ("pin", "", "set", None)],
    ),
    "setting": (
        lambda shop, *_: (shop.shop.set("shop.phone", "1"), shop.shop.set("shop.phone", "1")),
        [("setting", "shop.phone", None, "1")],
    ),
    "staff": (
        _staff,
        [
            ("staff_name", "2", None, "Mia"),
            ("staff_name", "2", "Mia", "Mia Chen"),
            ("staff_active", "2", "on", "off"),
            ("staff_customer", "1", None, "{ann}"),
            ("staff_customer", "1", "{ann}", None),
        ],
    ),
    "till": (
        _till,
        [
            ("till_name", "2", None, "Till 2"),
            ("till_name", "2", "Till 2", "Back"),
            ("till_active", "2", "on", "off"),
            ("till_active", "2", "off", "on"),
        ],
    ),
}


@pytest.mark.parametrize("name", DEEDS)
def test_what_is_done_is_logged(shop: StillShop, ann: int, name: str) -> None:
    bob = shop.services.customers.add(Details(full_name="Bob")).id
    shop.uow.run(lambda work: work.session.execute("DELETE FROM change_log"))
    do, expected = DEEDS[name]
    do(shop.services, ann, bob)
    ids = {"{ann}": str(ann), "{bob}": str(bob)}
    assert [tuple(one[1:]) for one in changes(shop)] == [
        tuple(ids.get(value, value) if isinstance(value, str) else value for value in one)
        for one in expected
    ]


def test_a_secret_is_never_written(shop: StillShop, ann: int) -> None:
    shop.services.spending_pins.set(ann, "4711")
    kept = shop.uow.read(lambda work: work.spending_pins.get(ann))
    assert kept is not None
    found = repr(logged(shop))
    assert "4711" not in found
    assert kept.secret not in found


def test_the_same_request_is_written_once(shop: StillShop, ann: int) -> None:
    for _ in range(2):
        shop.services.customers.edit(ann, Details(email="a@b.com"), shop.act(1))
    assert changes(shop) == [(ann, "email", "", None, "a@b.com")]


def test_what_is_refused_leaves_no_line(shop: StillShop, ann: int) -> None:
    with pytest.raises(UserError):
        shop.services.customers.edit(ann, Details(code="A9", referrer="nobody"))
    assert logged(shop) == []


def test_a_sale_writes_none(shop: StillShop, ann: int) -> None:
    shop.services.till.sale(SaleRequest(shop.act(1), ann, 900_000))
    assert shop.services.customers.show(ann).tier == "Gold"
    assert logged(shop) == []


def test_what_nobody_signs_is_not_done(shop: StillShop, ann: int) -> None:
    profile = shop.services.customers.get(ann).profile
    with pytest.raises(UnsignedChangeError, match="email"):
        shop.uow.run(
            lambda work: work.customers.change(ann, replace(profile, email="a@b.com"), MORNING)
        )
    assert shop.services.customers.get(ann).profile == profile
    with pytest.raises(LookupError):
        shop.uow.run(lambda work: work.customers.change(99, profile, MORNING))


def test_the_log_tells_how_everybody_became_who_they_are(shop: StillShop) -> None:
    """Each line begins where the one before ended, and the last ones say what is known now."""
    rng = random.Random(6)  # noqa: S311 - test data, and it must repeat
    customers = shop.services.customers
    ids = [customers.add(Details(full_name=name)).id for name in ("Ann", "Bob")]
    for _ in range(40):
        who, other = rng.sample(ids, 2)
        customers.edit(
            who,
            Details(
                email=rng.choice(("", "a@b.com", "b@c.com", None)),
                tags=rng.choice((None, (), ("vip",), ("b", "a"))),
                phones=rng.choice((None, (), ("13800138000", "1"))),
                status=rng.choice((None, Status.MOVED, Status.ACTIVE)),
                looked_after_by=rng.choice((None, "", "Owner")),
                referrer="" if rng.random() < 0.5 or other > who else customers.get(other).code,
                occasions=rng.choice((None, (BORN,))),
                without_occasions=rng.choice((None, ((OccasionKind.BIRTHDAY, ""),))),
            ),
        )
    for who in ids:
        lines = defaultdict(list)
        for one in logged(shop, Chosen(customer=who)):
            lines[one.change.field, one.change.part].append(one.change)
        for told in lines.values():
            assert all(one.before != one.after for one in told)
            assert [one.before for one in told[1:]] == [one.after for one in told[:-1]]
        status = ("status", "")
        now = {place: told[-1].after for place, told in lines.items() if place[0] != "customer"}
        if now.get(status) == Status.ACTIVE:
            del now[status]  # as somebody new is, which is not told
        known = profile_changes(who, Profile(), customers.get(who).profile)
        expected = {(one.field, one.part): one.after for one in known}
        assert {place: value for place, value in now.items() if value} == expected
