"""`customer photo`."""

from pathlib import Path

from tests.e2e.cli.program import Smbcrm
from tests.helpers.pictures import from_a_phone


def test_a_photo_is_kept_told_and_taken_away(shop: Smbcrm, tmp_path: Path) -> None:
    code = str(shop.json("customer", "add", "Ann Lee")["code"])
    file = tmp_path / "ann.jpg"
    file.write_bytes(from_a_phone(80, 40))
    assert shop.json("customer", "photo", code)["photo"] is False
    told = shop.json("customer", "photo", code, str(file))
    assert (told["code"], told["photo"]) == (code, True)
    assert f"{code} has a photo." in shop.text("customer", "photo", code)
    assert shop.refused("customer", "photo", code, str(file), "--remove") == "PictureAndRemove"
    assert f"{code} has no photo." in shop.text("customer", "photo", code, "--remove")
    assert shop.refused("customer", "photo", code, "--remove") == "NoPhoto"
    file.write_bytes(b"MZ")
    assert shop.refused("customer", "photo", code, str(file)) == "NoPicture"
