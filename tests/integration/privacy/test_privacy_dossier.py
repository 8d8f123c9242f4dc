"""What the shop knows of one person, read back by other programs."""

import json
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from smbcrm.membership.customers.errors import UnknownCustomer
from smbcrm.membership.customers.kinds import Gender
from smbcrm.membership.customers.types import Details
from smbcrm.membership.files.types import FileExists
from tests.helpers.known_person import SAID, KnownShop

PDFTOTEXT = shutil.which("pdftotext")


def unpacked(file: Path) -> tuple[str, dict[str, Any]]:
    """Return the text of the PDF and the content of the JSON."""
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert [Path(name).suffix for name in names[:2]] == [".pdf", ".json"]
        archive.extractall(file.parent)
    assert PDFTOTEXT
    paper = file.with_suffix(".pdf")
    made = subprocess.run([PDFTOTEXT, "-layout", paper, "-"], capture_output=True, check=True)
    return made.stdout.decode(), json.loads(file.with_suffix(".json").read_text("utf-8"))


def test_everything_is_in_both_files(shop: KnownShop, tmp_path: Path) -> None:
    file = shop.services.dossiers.save(shop.she, tmp_path)
    assert file.name == "QUACK-77-2026-03-10.zip"
    paper, data = unpacked(file)
    content = json.dumps(data)
    assert [what for what, said in SAID.items() if said not in content] == []
    told = " ".join(paper.split())
    assert [what for what, said in SAID.items() if said not in told] == []
    assert (data["format"], data["version"], data["currency"]) == ("shopbell-person", 1, "USD")
    assert "What we know of you, Wilhelmina Quackenbush" in told


def test_the_rows_are_what_the_program_itself_says(shop: KnownShop, tmp_path: Path) -> None:
    services = shop.services
    _, data = unpacked(services.dossiers.save(shop.she, tmp_path))
    history = services.history.of_customer(shop.she, 100)
    assert [one["operation"] for one in data["operations"]] == [row.id for row in history]
    assert len(data["bills"]) == sum(row.bill_number is not None for row in history)
    shown = services.consents.show(shop.she)
    assert [one["about"] for one in data["consents"]] == [one.about for one in shown.words]
    assert [one["number"] for one in data["cards"]] == [
        one.number for one in services.cards.of_customer(shop.she)
    ]
    owed = services.ledger.standing(shop.she)
    money = sum(round(100 * float(one["amount"])) for one in data["balances"] if one["amount"])
    assert money == owed.principal + owed.gift + owed.credit
    assert [one["kind"] for one in data["relationships"]] == ["friend"]
    assert data["contact_of"] == [{"role": "guest"}]
    assert [one["name"] for one in data["contacts"]] == [SAID["contact"]]
    assert [one["in_one_line"] for one in data["deliveries"]] == [SAID["place street"]]
    dealt = {one["field"]: one["value"] for one in data["profile"]}
    assert (dealt["tax_id"], dealt["bank_account"]) == (SAID["tax id"], SAID["account"])
    assert (dealt["payment_days"], dealt["credit_limit"]) == (30, "5000")


def test_nobody_else_stands_in_it(shop: KnownShop, tmp_path: Path) -> None:
    paper, data = unpacked(shop.services.dossiers.save(shop.she, tmp_path))
    for said in ("Bo Tan", "5550199"):
        assert said not in paper
        assert said not in json.dumps(data)
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    paper, data = unpacked(shop.services.dossiers.save(shop.friend, theirs))
    assert "Wilhelmina" not in paper + json.dumps(data)
    assert {"referred": 1}.items() <= {
        one["field"]: one["value"] for one in data["profile"]
    }.items()


def test_in_their_language(shop: KnownShop, tmp_path: Path) -> None:
    name = "陈雨桐\U0001f600"
    details = Details(
        full_name=name, language="zh_CN", gender=Gender.FEMALE, looked_after_by="Owner"
    )
    who = shop.services.customers.add(details).id
    paper, data = unpacked(shop.services.dossiers.save(who, tmp_path))
    assert "陈雨桐" in paper
    assert data["language"] == "zh_CN"
    profile = {one["field"]: one["value"] for one in data["profile"]}
    assert profile["full_name"] == name
    assert (profile["gender"], profile["looked_after_by"]) == ("female", "Owner")


def test_nothing_is_written_over(shop: KnownShop, tmp_path: Path) -> None:
    shop.services.dossiers.save(shop.she, tmp_path)
    with pytest.raises(FileExists):
        shop.services.dossiers.save(shop.she, tmp_path)
    shop.services.dossiers.save(shop.she, tmp_path, replace=True)
    with pytest.raises(UnknownCustomer):
        shop.services.dossiers.save(99, tmp_path)


def test_it_is_written_to_a_file_of_any_name(shop: KnownShop, tmp_path: Path) -> None:
    file = tmp_path / "for her.zip"
    shop.services.dossiers.save_as(shop.she, file)
    with zipfile.ZipFile(file) as archive:
        assert archive.namelist()[:2] == ["QUACK-77-2026-03-10.pdf", "QUACK-77-2026-03-10.json"]
    with pytest.raises(FileExists):
        shop.services.dossiers.save_as(shop.she, file)
    shop.services.dossiers.save_as(shop.she, file, replace=True)
