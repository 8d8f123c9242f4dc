"""A list that comes back changes nothing of contacts and addresses, and neither does its undo."""

from pathlib import Path

from smbcrm.membership.companies.types import ContactSaid, DeliverySaid
from smbcrm.membership.customers.kinds import CustomerKind
from smbcrm.membership.customers.types import Details
from tests.helpers.shops import StillShop
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
