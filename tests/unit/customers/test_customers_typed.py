"""Somebody who is typed beside somebody who is here: what is the same, what is other."""

from smbcrm.membership.customers.phones import Phone
from smbcrm.membership.customers.typed import Trait, compared
from smbcrm.membership.customers.types import Details, Profile
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind

BORN = Occasion(OccasionKind.BIRTHDAY, Calendar.LUNAR, 1990, 10, 15)
LATER = Occasion(OccasionKind.BIRTHDAY, Calendar.LUNAR, 1991, 10, 15)
GRACE = Profile(
    full_name="林佩珊",
    email="Grace@example.com",
    phones=(Phone("138", None), Phone("13800138000", "+8613800138000")),
    occasions=(BORN,),
)


def test_what_is_typed_is_the_same_or_other() -> None:
    same = Details(
        full_name="Lin Peishan",
        email="grace@EXAMPLE.com",
        phones=("+86 138 0013 8000",),
        occasions=(BORN,),
    )
    assert compared(same, GRACE, "US") == dict.fromkeys(Trait, True)
    other = Details(
        full_name="Linda",
        email="linda@example.com",
        phones=("13900139000", "138"),
        occasions=(LATER,),
    )
    assert compared(other, GRACE, "CN") == dict.fromkeys(Trait, False)


def test_what_nobody_typed_is_neither() -> None:
    assert compared(Details(), GRACE, "CN") == dict.fromkeys(Trait)
    blank = Details(full_name=" ", email=" ", phones=(), occasions=())
    assert compared(blank, GRACE, "CN") == dict.fromkeys(Trait)


def test_what_they_do_not_have_is_not_compared() -> None:
    assert compared(Details(full_name="Ann"), Profile(), "CN") == {}
    assert compared(Details(full_name="Ann"), Profile(full_name="Ann"), "CN") == {Trait.NAME: True}
