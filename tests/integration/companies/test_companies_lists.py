"""Companies in lists: terms and numbers come in and back; contacts and addresses stay."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from smbcrm.membership.companies.types import ContactSaid, DeliverySaid
from smbcrm.membership.customers.kinds import CustomerKind
from smbcrm.membership.customers.types import Details, Profile
from smbcrm.membership.imports import notes
from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.notes import NoteKind
from smbcrm.membership.imports.types import ImportReport
from tests.helpers.shops import StillShop
from tests.integration.imports.lists import ListSource, importer, request
from tests.integration.imports.others import Line
from tests.integration.imports.test_imports_returning import Sheet, cell, edit, export, imported


def test_who_is_erased_since_does_not_come_back(shop: StillShop, tmp_path: Path) -> None:
    services = shop.services
    inn = services.customers.add(Details(full_name="Inn", kind=CustomerKind.COMPANY, tax_id="1")).id
    ann, bo = (services.customers.add(Details(full_name=name)).id for name in ("Ann", "Bo"))
    for person in (ann, bo):
        services.companies.put_contact(inn, ContactSaid(person=person))
    services.companies.put_delivery(inn, DeliverySaid("Dock", "2 Dock Road"))
    file = export(shop, tmp_path / "list.xlsx")

    def change(sheet: Sheet) -> None:
        cell(sheet, "C000001", "City").value = "Portland"

    edit(file, change)
    run, _ = imported(shop, file)
    services.privacy.erase(ann, "asked")
    assert services.imports.undo(run.id).undo is not None
    found = services.customers.get(inn).profile
    assert (found.city, found.tax_id) == ("", "1")
    assert [one.person for one in found.contacts] == [bo]
    assert [one.label for one in found.deliveries] == ["Dock"]


FIRM = {"tax_id": "12345678", "bank": "Bank of Taiwan", "bank_account": "004000123456789012"}
HEADS: dict[str, Line] = {
    "en": (
        *("Name", "Kind", "Tax ID", "Bank", "Bank account"),
        *("Company currency", "Payment terms", "Credit limit"),
    ),
    "zh_CN": (
        *("姓名", "客户类型", "税号", "开户银行", "银行账户"),
        *("往来货币", "付款期限", "信用额度"),
    ),
    "zh_TW": (
        *("姓名", "客戶類型", "統一編號", "開戶銀行", "銀行帳戶"),
        *("往來幣別", "付款期限", "信用額度"),
    ),
}


def brought(shop: StillShop, heads: Line, *rows: Line) -> ImportReport:
    shop.clock.instant += dt.timedelta(seconds=1)
    source = ListSource([heads, *rows])
    checked = importer(shop, source).check(request(shop))
    report = importer(shop, source).run(request(shop)).report
    assert report == checked
    return report


def only(shop: StillShop) -> Profile:
    (one,) = shop.services.customers.ids()
    return shop.services.customers.get(one).profile


@pytest.mark.parametrize("language", HEADS)
def test_what_a_company_is_dealt_with_by_comes_in(shop: StillShop, language: str) -> None:
    row = ("新月茶行", "公司", *FIRM.values(), "usd", "Net 30", "$5,000.50")
    assert brought(shop, HEADS[language], row).notes == ()
    found = only(shop)
    assert found.kind is CustomerKind.COMPANY
    assert {name: getattr(found, name) for name in FIRM} == FIRM
    assert (found.currency, found.payment_days, found.credit_limit) == ("USD", 30, 500_050)
    again = brought(shop, ("姓名", "手机", *HEADS[language][1:]), ("新月茶行", None, *row[1:]))
    assert again.made == 1  # a name alone is nobody known


def test_what_of_a_company_cannot_be_read_is_left_out(shop: StillShop) -> None:
    row = ("Moon", None, 6.22e15, "x", 6.22e17, "gold", "soon", "much")
    report = brought(shop, HEADS["en"], row)
    assert [(note.field, note.kind) for note in report.notes] == [
        (field, NoteKind.PROBLEM)
        for field in (
            *(Field.TAX_ID, Field.BANK_ACCOUNT, Field.COMPANY_CURRENCY),
            *(Field.PAYMENT_DAYS, Field.CREDIT_LIMIT),
        )
    ]
    found = only(shop)
    assert (found.bank, found.tax_id, found.bank_account, found.currency) == ("x", "", "", "")
    assert (found.payment_days, found.credit_limit) == (None, None)


@pytest.mark.parametrize(
    ("heads", "cells", "known"),
    [
        (("Credit limit",), (700,), ("JPY", 700, 30)),
        (("Company currency",), ("CNY",), ("CNY", 500_000, 30)),
        (("Company currency", "Credit limit"), ("USD", 7.5), ("USD", 750, 30)),
        (("Credit limit",), (7.5,), ("JPY", 5000, 30)),
        (("Payment terms", "Credit limit"), (0, 0), ("JPY", 0, 0)),
    ],
)
def test_a_limit_keeps_its_number_in_the_currency_there_is(
    shop: StillShop, heads: Line, cells: Line, known: tuple[str, int, int]
) -> None:
    first = ("Name", "Phone", "Company currency", "Payment terms", "Credit limit")
    brought(shop, first, ("Moon", "13800138000", "JPY", 30, 5000))
    report = brought(shop, ("Name", "Phone", *heads), ("Moon", "13800138000", *cells))
    found = only(shop)
    assert (found.currency, found.credit_limit, found.payment_days) == known
    assert report.unchanged == int(known == ("JPY", 5000, 30))


def test_a_company_comes_back_from_a_list_of_ours(shop: StillShop, tmp_path: Path) -> None:
    moon = Details(full_name="Moon", kind=CustomerKind.COMPANY, bank=FIRM["bank"])
    moon = replace(moon, tax_id=FIRM["tax_id"], bank_account=FIRM["bank_account"])
    moon = replace(moon, payment_days="30", credit_limit="5000", currency="JPY")
    shop.services.customers.add(moon)
    file = export(shop, tmp_path / "list.xlsx")
    run, changes = imported(shop, file)
    assert (run.report.unchanged, changes) == (1, [])

    def change(sheet: Sheet) -> None:
        assert cell(sheet, "C000001", "Credit limit").value == 5000
        cell(sheet, "C000001", "Company currency").value = "usd"
        cell(sheet, "C000001", "Payment terms").value = "60 days"
        cell(sheet, "C000001", "Bank account").value = 6.22e17
        cell(sheet, "C000001", "Tax id").value = None

    edit(file, change)
    run, changes = imported(shop, file)
    assert len(changes) == 3
    found = only(shop)
    assert (found.currency, found.credit_limit, found.payment_days) == ("USD", 500_000, 60)
    assert (found.tax_id, found.bank_account) == ("", FIRM["bank_account"])
    assert [note.text.msgid for note in run.report.notes] == [notes.DIGITS_LOST]
    shop.services.imports.undo(run.id)
    assert only(shop).currency == "JPY"
    edit(file, lambda sheet: setattr(cell(sheet, "C000001", "Credit limit"), "value", None))
    imported(shop, file)
    assert only(shop).credit_limit is None
