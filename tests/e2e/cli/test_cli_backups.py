"""`backup now|list|restore`, and the copy that is made by itself."""

from pathlib import Path

import pytest

from smbcrm.core.errors import EnvironmentFault
from smbcrm.membership.backups.service import BackupService
from tests.e2e.cli.program import Smbcrm


class NoRoom(EnvironmentFault):
    """A fault of the test."""

    msgid = "There is no room."


@pytest.fixture
def ann(shop: Smbcrm) -> str:
    """Return the code of a customer with one sale."""
    code = str(shop.json("customer", "add", "Ann Lee")["code"])
    shop.text("sale", code, "5")
    return code


def test_a_copy_is_made_proven_and_listed(shop: Smbcrm, ann: str) -> None:
    made = shop.json("backup", "now")
    assert ann
    assert (made["verified"], made["reason"], made["findings"]) == (True, "manual", [])
    assert (made["customers"], made["operations"]) == (1, 1)
    assert Path(made["path"]).is_file()
    listed = shop.json("backup", "list")["copies"]
    assert made in listed
    told = shop.text("backup", "list")
    assert made["copy"][:20] in told
    assert "The copy was read back and adds up." in shop.text("backup", "now")


def test_after_something_was_recorded_a_copy_is_made_by_itself(shop: Smbcrm) -> None:
    assert "There is no copy yet." in shop.text("backup", "list")
    shop.text("customer", "add", "Ann Lee")
    (copy,) = shop.json("backup", "list")["copies"]
    assert (copy["reason"], copy["verified"]) == ("automatic", True)
    shop.text("customer", "add", "Bo Chen")
    assert shop.json("backup", "list")["copies"] == [copy]


@pytest.mark.parametrize("error", [NoRoom(), ZeroDivisionError("Ann Lee")])
def test_a_copy_that_fails_is_told_and_what_was_done_stays_done(
    error: Exception, shop: Smbcrm, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    def failing(_: BackupService) -> None:
        raise error

    monkeypatch.setattr(BackupService, "if_due", failing)
    ending = shop.ends("customer", "add", "Ann Lee")
    assert ending.code == 0
    assert "Ann Lee" in ending.out
    assert "the copy of the shop that is due could not be made" in ending.err
    log = home / "smbcrm.log"
    assert log.exists() is isinstance(error, ZeroDivisionError)
    assert not log.exists() or "Ann" not in log.read_text("utf-8")
    assert len(shop.json("find", "ann")["customers"]) == 1


def test_a_restore_goes_back_and_keeps_what_was(shop: Smbcrm, ann: str, shop_address: str) -> None:
    made = shop.json("backup", "now")
    shop.text("sale", ann, "7")
    if "://" in shop_address:
        assert shop.refused("backup", "restore") == "RestoreNeedsEmpty"
        return
    done = shop.json("backup", "restore", made["copy"])
    assert (done["clean"], done["operations"]) == (True, 1)
    assert Path(done["source"]).name == made["copy"]
    assert len(shop.json("history", ann)["operations"]) == 1
    assert "Everything adds up." in shop.text("backup", "restore", done["before"])
    assert len(shop.json("history", ann)["operations"]) == 2
    assert shop.json("verify")["clean"] is True


def test_a_copy_becomes_a_shop_in_an_empty_place(
    shop: Smbcrm, ann: str, shop_address: str, tmp_path: Path, postgres_url: str
) -> None:
    path = shop.json("backup", "now")["path"]
    for address in {str(tmp_path / "new.db"), postgres_url} - {shop_address}:
        done = shop.json("--shop", address, "backup", "restore", path)
        assert done["before"] is None
        assert shop.json("balance", ann)["points"] == 5
        assert shop.json("--shop", address, "verify")["clean"] is True


def test_what_is_no_copy_is_refused(shop: Smbcrm, tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no copy")
    assert shop.refused("backup", "restore", "none") == "CopyNotFound"
    assert shop.refused("backup", "restore", str(tmp_path / "text")) == "CopyUnusable"
    assert shop.refused("backup", "restore") == "NoGoodCopy"
