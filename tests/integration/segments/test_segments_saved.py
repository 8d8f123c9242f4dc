"""Segments under their names: saved once, found, replaced, removed, and refused where damaged."""

import datetime as dt

import pytest

from smbcrm.core.i18n import Translator
from smbcrm.membership.changes.types import SetUp, SetUpChanged
from smbcrm.membership.customers.types import Details
from smbcrm.membership.requests.types import RequestReused
from smbcrm.membership.segments.types import (
    BadValue,
    DamagedSegment,
    NewerSegment,
    NoCondition,
    Segment,
    SegmentExists,
    TooManyValues,
    UnknownKind,
    UnknownSegment,
    Where,
)
from smbcrm.membership.staff.types import BadName
from smbcrm.models.work import Work
from tests.helpers.shops import StillShop
from tests.integration.segments.people import Person

GOLD: Where = (("tier", ("gold",)),)
ENGLISH = Translator("en")


def changes(shop: StillShop) -> list[tuple[str, str, str]]:
    """Return what is kept of changes of segments."""
    rows = shop.uow.read(
        lambda work: work.session.rows("SELECT rule, before, after FROM rule_change ORDER BY rule")
    )
    return [(rule, before, after) for rule, before, after in rows]


def test_a_request_counts_once_and_is_kept(shop: StillShop) -> None:
    segments, told = shop.services.segments, list[object]()
    shop.services.events.subscribe(SetUpChanged, told.append)
    saved = [segments.save(" Gold ", GOLD, shop.act(1)) for _ in range(5)]
    assert {(one.name, one.count) for one in saved} == {("Gold", 0)}
    assert [one.name for one in segments.all()] == ["Gold"]
    for _ in range(5):
        segments.remove("GOLD", shop.act(2))
    assert segments.all() == ()
    assert told == [SetUpChanged(SetUp.SEGMENTS)] * 2
    with pytest.raises(UnknownSegment):
        segments.save(" Gold ", GOLD, shop.act(1))
    with pytest.raises(RequestReused):
        segments.save("Gold", GOLD, shop.act(2))
    kept = '{"version": 1, "where": {"tier": ["gold"]}}'
    assert sorted(changes(shop)) == [
        ("segment 1 content", "", kept),
        ("segment 1 content", kept, ""),
    ]


def test_a_name_is_one_whatever_its_capitals(shop: StillShop) -> None:
    segments = shop.services.segments
    segments.save("VIP", GOLD)
    with pytest.raises(SegmentExists):
        segments.save("vip", GOLD)
    segments.save("Vip", (("visits", ("5..",)),), replace=True)
    (one,) = segments.all()
    assert (one.name, one.where) == ("Vip", (("visits", ("5..",)),))
    for name in ("", "a\nb", "x" * 81):
        with pytest.raises(BadName):
            segments.save(name, GOLD)
    with pytest.raises(UnknownSegment):
        segments.chosen("gold")
    with pytest.raises(UnknownSegment):
        segments.statement("gold")
    with pytest.raises(UnknownSegment):
        segments.remove("gold")


REFUSED = (
    *(("tier", "platinum"), ("tier", ""), ("staff", "Zoe"), ("staff", "#99"), ("staff", "#")),
    *(("referrer", "C9"), ("referrer", "#99"), ("referrer", f"#{10**18}"), ("consent", "sms")),
    *(("consent", "sms:x"), ("consent", "fax:given"), ("tag", ""), ("tag", "x" * 101)),
    *(("tag", "a\nb"), ("city", "a\u202eb"), ("gender", ""), ("status", "1 OR 1=1")),
    *(("points", "5"), ("points", ".."), ("points", "9..5"), ("points", "-1..")),
    *(("points", "1.5.."), ("points", "..."), ("visits", "five.."), ("points", "1" * 200)),
    *(("stored", "5"), ("stored", "1.005.."), ("stored", "$5.."), ("stored", "9..5")),
    *(("last_visit", "60d"), ("last_visit", "30d..60d"), ("last_visit", "2026-02-30..")),
    *(("last_visit", "1899-12-31.."), ("last_visit", "3000-01-01.."), ("added", "never")),
    *(("last_visit", "2026-03-01..2026-02-01"), ("last_visit", "100000d.."), ("has", "wings")),
)


def test_a_value_that_makes_no_sense_is_refused(shop: StillShop) -> None:
    for kind, value in REFUSED:
        with pytest.raises(BadValue) as refused:
            shop.services.segments.save("x", ((kind, (value,)),))
        assert ENGLISH.render(refused.value), (kind, value)
    assert shop.services.segments.all() == ()


def test_a_filter_has_a_condition_and_not_too_many(shop: StillShop) -> None:
    segments = shop.services.segments
    with pytest.raises(NoCondition):
        segments.save("x", ())
    with pytest.raises(NoCondition):
        segments.save("x", (("tag", ()),))
    with pytest.raises(UnknownKind):
        segments.save("x", (("shoe size", ("9",)),))
    tags = tuple(map(str, range(51)))
    with pytest.raises(TooManyValues):
        segments.save("x", (("tag", tags),))
    segments.save("x", (("tag", tags[:50]), ("tag", tags[:9])))
    assert segments.all()[0].where == (("tag", tags[:50]),)


def test_people_are_kept_by_number(shop: StillShop, crowd: list[Person]) -> None:
    segments = shop.services.segments
    segments.save("Mia's", (("staff", ("Mia",)), ("referrer", (crowd[0].code,))))
    before = segments.all()[0]
    assert ENGLISH.value(before.sentence) == ("looked after by Mia, brought by Person 0 (C000001)")
    shop.services.staff.rename_staff("Mia", "Mia Chen")
    shop.services.customers.edit(crowd[0].id, Details(code="FIRST", full_name="Ann"))
    (after,) = segments.all()
    assert after.count == before.count
    assert ENGLISH.value(after.sentence) == "looked after by Mia Chen, brought by Ann (FIRST)"


CONTENTS = {
    '{"version": 2, "where": {"tier": ["gold"]}}': NewerSegment,
    '{"version": 1, "where": {"tier": ["gold"], "shoe": ["9"]}}': NewerSegment,
    '{"version": 1, "where": {"tier": ["no such tier"]}}': DamagedSegment,
    '{"version": 1, "where": {"points": ["0) OR (1=1"]}}': DamagedSegment,
    "nonsense": DamagedSegment,
}


def test_what_cannot_be_read_is_never_half_read(shop: StillShop) -> None:
    segments = shop.services.segments
    segments.save("Gold", GOLD)
    segments.save("Other", GOLD)
    for content, error in CONTENTS.items():
        shop.uow.run(put, Segment(1, "Gold", content))
        for ask in (segments.chosen, segments.statement):
            with pytest.raises(error):
                ask("gold")
        damaged, other = segments.all()
        assert (damaged.name, damaged.where, damaged.count) == ("Gold", (), None)
        assert isinstance(damaged.sentence, error)
        assert other.count == 0
    segments.save("Gold", GOLD, replace=True)
    assert segments.all()[0].count == 0


def put(work: Work, segment: Segment) -> None:
    """Write a segment as somebody else might."""
    work.segments.put(segment)


def test_days_ago_are_counted_from_the_day_it_is_asked(
    shop: StillShop, crowd: list[Person]
) -> None:
    segments = shop.services.segments
    segments.save("new", (("added", ("30d..",)),))
    assert 0 < (segments.all()[0].count or 0) < len(crowd)
    shop.clock.instant += dt.timedelta(days=31)
    assert segments.all()[0].count == 0
    segments.save("passed", (("last_visit", ("2026-04-09..1d",)),))
    segments.save("passing", (("last_visit", ("2026-04-01..5d",)),))
    shop.clock.instant -= dt.timedelta(days=20)
    assert {one.count for one in segments.all()[1:]} == {0}
