"""Customers to a vCard file and back: into an empty shop the same people, into this one nobody."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from smbcrm.core.i18n import Translator
from smbcrm.core.ids import uuid7
from smbcrm.core.paths import localedir
from smbcrm.membership.customers.kinds import CustomerKind
from smbcrm.membership.customers.lists import CustomerFilter
from smbcrm.membership.customers.types import Details, Profile
from smbcrm.membership.imports import notes
from smbcrm.membership.imports.types import ImportReport, ImportRequest
from smbcrm.membership.lists import contacts
from smbcrm.membership.lists.types import CustomerList
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind
from smbcrm.membership.requests.types import Act
from tests.helpers.shops import StillShop, still_shop

ENGLISH, CHINESE = Translator("en"), Translator("zh_CN", localedir())


def birthday(calendar: Calendar, year: int | None, month: int, day: int) -> tuple[Occasion, ...]:
    return (Occasion(OccasionKind.BIRTHDAY, calendar, year, month, day),)


PEOPLE = (
    Details(
        full_name="王小明",
        family_name="王",
        given_name="小明",
        phones=("138 0013 8000", "0571-8888 1234"),
        email="ming@home.example",
        address="中山路 1 号\n3 单元; 左, 2\\",
        district="上城区",
        city="杭州市",
        province="浙江省",
        postcode="310000",
        country="中国",
        occasions=birthday(Calendar.SOLAR, 1985, 3, 5),
        alert="花生过敏",
        notes="总是迟到",
        tags=("VIP",),
    ),
    Details(full_name="Ann Lee", occasions=birthday(Calendar.SOLAR, None, 2, 29)),
    Details(full_name="陈雨桐", occasions=birthday(Calendar.LUNAR, 1990, 8, 15)),
    Details(full_name="Tea, Ltd.", kind=CustomerKind.COMPANY, phones=("13900139000",)),
    Details(phones=("13700137000",)),
    Details(full_name="C-3PO", code="DROID-7"),
)


@pytest.fixture
def people(shop: StillShop) -> list[int]:
    return [shop.services.customers.add(one).id for one in PEOPLE]


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[StillShop]:
    """Yield another shop."""
    with still_shop(str(tmp_path / "other.db")) as made:
        yield made


def profiles(shop: StillShop) -> list[Profile]:
    """Return who is in a shop, in the order they were added."""
    customers = shop.services.customers
    return [customers.get(id_).profile for id_ in customers.ids()]


def carried(profile: Profile) -> dict[str, object]:
    """Return of a profile what a card carries."""
    names = ("full_name", "family_name", "given_name", "kind", "email", "occasions")
    place = ("address", "district", "city", "province", "postcode", "country")
    known: dict[str, object] = {name: getattr(profile, name) for name in (*names, *place)}
    return known | {"phones": [phone.e164 or phone.typed for phone in profile.phones]}


def exported(shop: StillShop, tmp_path: Path, words: Translator = ENGLISH) -> Path:
    file = tmp_path / "contacts.vcf"
    count = shop.services.lists.export_customers(file, words, replace=True)
    assert count == shop.services.customers.count()
    return file


def brought(shop: StillShop, file: Path) -> ImportReport:
    imports = shop.services.imports
    checked = imports.check(ImportRequest(file, Act(uuid7(shop.clock))))
    report = imports.run(ImportRequest(file, Act(uuid7(shop.clock)))).report
    assert checked == report
    return report


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("words", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_an_empty_shop_gets_the_same_people(
    shop: StillShop, empty: StillShop, tmp_path: Path, words: Translator
) -> None:
    report = brought(empty, exported(shop, tmp_path, words))
    assert list(map(carried, profiles(empty))) == list(map(carried, profiles(shop)))
    assert (report.made, report.failed, report.with_problems) == (len(PEOPLE), 0, 0)
    kept = [(one.alert, one.notes, one.tags) for one in profiles(empty)]
    assert kept == [("", "", ())] * len(PEOPLE)
    assert empty.services.customers.get(empty.services.customers.ids()[-1]).code == "DROID-7"


@pytest.mark.usefixtures("people")
def test_the_same_shop_gets_nobody_and_nothing(shop: StillShop, tmp_path: Path) -> None:
    before = profiles(shop)
    report = brought(shop, exported(shop, tmp_path))
    assert (report.unchanged, report.went_in, report.failed) == (len(PEOPLE), 0, 0)
    assert profiles(shop) == before


@pytest.mark.usefixtures("people")
def test_the_code_of_another_shop_means_nobody_here(
    shop: StillShop, empty: StillShop, tmp_path: Path
) -> None:
    empty.services.customers.add(Details(full_name="Somebody else"))
    report = brought(empty, exported(shop, tmp_path))
    assert (report.made, report.updated) == (len(PEOPLE), 0)
    assert profiles(empty)[0].full_name == "Somebody else"
    assert notes.CODE_TAKEN in {note.text.msgid for note in report.notes}


@pytest.mark.usefixtures("people")
def test_a_file_has_whom_the_list_shows(
    shop: StillShop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contacts, "_PAGE", 1)
    told: list[tuple[int, int]] = []
    file = tmp_path / "contacts.vcf"
    asked = CustomerList(("name",), CustomerFilter(text="王小明"))
    count = shop.services.lists.export_customers(
        file, ENGLISH, asked, progress=lambda *done: told.append(done)
    )
    assert (count, told) == (1, [(0, 1), (1, 1)])
    assert "FN:王小明" in file.read_text()
    assert "过敏" not in file.read_text()
    nobody = CustomerList(("name",), CustomerFilter(text="nobody at all"))
    assert shop.services.lists.export_customers(file, ENGLISH, nobody, replace=True) == 0


def test_broken_cards_are_listed_and_the_others_come_in(empty: StillShop, tmp_path: Path) -> None:
    file = tmp_path / "contacts.vcf"
    file.write_text(
        "BEGIN:VCARD\nFN:Ann\n"
        "BEGIN:VCARD\nFN:Bo\nTEL;CHARSET=klingon:1\nEND:VCARD\n"
        "BEGIN:VCARD\nEMAIL:a@b.example\nEND:VCARD\n"
    )
    report = brought(empty, file)
    assert (report.made, report.failed, report.heading_row) == (1, 2, 0)
    assert [(note.row, note.text.msgid) for note in report.notes] == [
        *((1, notes.BROKEN_CARD), (1, notes.NOBODY)),
        *((2, notes.BAD_VALUE), (3, notes.NOBODY)),
    ]
