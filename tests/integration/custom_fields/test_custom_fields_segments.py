"""Custom fields as conditions of a segment, on both databases."""

import pytest

from smbcrm.core.i18n import Translator
from smbcrm.membership.custom_fields.types import (
    CustomField,
    FieldChanges,
    FieldKind,
    NewField,
    UnknownField,
    column_id,
)
from smbcrm.membership.customers.types import Details
from smbcrm.membership.segments.kind import Shape
from smbcrm.membership.segments.types import (
    BadValue,
    DamagedSegment,
    TooManyValues,
    UnknownKind,
)
from smbcrm.models.session import Session
from tests.helpers.shops import StillShop

ENGLISH = Translator("en")
PEOPLE = {
    "Ann": {
        "Size": "38.5",
        "Lease": "2026-03-05",
        "Glasses": "yes",
        "Skin": "dry",
        "Tea": "Oolong",
    },
    "Bo": {"Size": "9", "Lease": "2026-12-24", "Glasses": "no", "Skin": "oily", "Tea": "100% oo"},
    "Cy": {"Size": "-2.25", "Skin": "dry"},
    "Di": {},
}


@pytest.fixture
def fields(shop: StillShop) -> dict[str, CustomField]:
    """Fill a shop whose clock stands on 10 March 2026."""
    add, customers = shop.services.custom_fields.add, shop.services.customers
    made = [
        add(NewField("Size", FieldKind.NUMBER)),
        add(NewField("Lease", FieldKind.DATE)),
        add(NewField("Glasses", FieldKind.YES_NO)),
        add(NewField("Skin", FieldKind.CHOICE, ("dry", "oily"))),
        add(NewField("Tea")),
    ]
    for name, said in PEOPLE.items():
        customers.add(Details(full_name=name, custom=tuple(said.items())))
    return {one.name: one for one in made}


def found(shop: StillShop, *where: tuple[str, str]) -> str:
    typed = tuple((f"custom:{name}", (value,)) for name, value in where)
    chosen = shop.services.segments.choose(typed)
    rows = shop.services.customers.page_at(chosen)
    return " ".join(row.full_name for row in rows)


@pytest.mark.usefixtures("fields")
@pytest.mark.parametrize(
    ("name", "value", "who"),
    [
        ("size", "9..", "Ann Bo"),
        ("Size", "..9", "Bo Cy"),
        ("Size", "-3..0", "Cy"),
        ("Size", "38,50..38.5", "Ann"),
        ("Lease", "2026-03-06..", "Bo"),
        ("Lease", "..2026-03-31", "Ann"),
        ("Lease", "5d..", "Ann Bo"),
        ("Glasses", "Yes", "Ann"),
        ("Skin", "DRY", "Ann Cy"),
        ("Tea", "oolong", "Ann"),
        ("Tea", "*OO*", "Ann Bo"),
        ("Tea", "*0% o*", "Bo"),
        ("Tea", "*_*", ""),
    ],
)
def test_each_kind_finds_whom_it_means(shop: StillShop, name: str, value: str, who: str) -> None:
    assert found(shop, (name, value)) == who


@pytest.mark.usefixtures("fields")
def test_values_are_or_and_fields_are_and(shop: StillShop) -> None:
    assert found(shop, ("Skin", "dry"), ("Skin", "oily")) == "Ann Bo Cy"
    assert found(shop, ("Skin", "dry"), ("Size", "0..")) == "Ann"


@pytest.mark.usefixtures("fields")
@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("Size", "big.."), ("Size", "9"), ("Size", "9..1"), ("Lease", "never")),
        *(("Glasses", "maybe"), ("Glasses", ""), ("Skin", "red"), ("Tea", "")),
    ],
)
def test_what_makes_no_sense_is_refused(shop: StillShop, name: str, value: str) -> None:
    with pytest.raises(BadValue) as told:
        found(shop, (name, value))
    assert told.value.params["kind"] == name


@pytest.mark.usefixtures("fields")
def test_unknown_fields_and_kinds_are_refused(shop: StillShop) -> None:
    with pytest.raises(UnknownField):
        found(shop, ("Shoes", "1.."))
    with pytest.raises(UnknownKind):
        shop.services.segments.choose((("custom_99", ("1",)),))
    many = tuple(("custom:Tea", (str(one),)) for one in range(51))
    with pytest.raises(TooManyValues):
        shop.services.segments.choose(many)


def test_a_segment_outlives_another_name_and_a_retirement(
    shop: StillShop, fields: dict[str, CustomField]
) -> None:
    segments, own = shop.services.segments, shop.services.custom_fields
    where = (("custom:size", ("9..",)), ("custom:Tea", ("*oo*", "none")))
    saved = segments.save("Big", where)
    assert saved.where == (
        (column_id(fields["Size"]), ("9..",)),
        (column_id(fields["Tea"]), ("*oo*", "none")),
    )
    own.edit("Size", FieldChanges(name="Shoe size", active=False))
    (shown,) = segments.all()
    assert shown.count == 2
    assert ENGLISH.value(shown.sentence) == "Shoe size at least 9, Tea with “oo” in it or none"
    names = [one.name for one in segments.forms()]
    assert names[-4:] == [column_id(one) for one in own.all() if one.active]
    forms = {ENGLISH.render(one.title): one for one in segments.forms()[-4:]}
    assert {name: one.shape for name, one in forms.items()} == {
        "Lease": Shape.DAYS,
        "Glasses": Shape.CHOICE,
        "Skin": Shape.CHOICE,
        "Tea": Shape.TEXT,
    }
    assert [one.value for one in forms["Glasses"].options] == ["yes", "no"]
    assert [one.value for one in forms["Skin"].options] == ["dry", "oily"]


@pytest.mark.usefixtures("fields")
def test_the_sql_of_a_segment_runs_as_it_stands(shop: StillShop) -> None:
    where = tuple(
        (f"custom:{name}", (value,))
        for name, value in (
            *(("Size", "9..40"), ("Lease", "2026-01-01..")),
            *(("Glasses", "yes"), ("Skin", "dry"), ("Tea", "*ool*")),
        )
    )
    shop.services.segments.save("All", where)
    text = shop.services.segments.statement("All").rstrip(";")

    def run(session: Session) -> list[str]:
        return [row[1] for row in session.rows(text)]

    assert shop.uow.read(lambda work: run(work.session)) == ["Ann"]


@pytest.mark.usefixtures("fields")
def test_a_kind_that_changed_makes_the_segment_unreadable(shop: StillShop) -> None:
    shop.services.segments.save("Big", (("custom:Size", ("9..",)),))
    shop.services.custom_fields.edit("Size", FieldChanges(kind=FieldKind.TEXT))
    assert shop.services.segments.chosen("Big") is not None  # as a text it may be asked for still
    shop.services.segments.save("Skins", (("custom:Skin", ("dry",)),))
    shop.uow.run(
        lambda work: work.session.execute(
            "UPDATE segment SET content = "
            "REPLACE(content, 'custom_', 'custom_9') WHERE name = 'Skins'"
        )
    )
    with pytest.raises(DamagedSegment):
        shop.services.segments.chosen("Skins")
