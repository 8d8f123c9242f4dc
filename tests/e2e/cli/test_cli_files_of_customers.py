"""`file`."""

from pathlib import Path

from tests.e2e.cli.program import Smbcrm


def test_files_are_added_listed_saved_and_removed(shop: Smbcrm, tmp_path: Path) -> None:
    code = str(shop.json("customer", "add", "Ann Lee")["code"])
    form = tmp_path / "form.pdf"
    form.write_bytes(b"%PDF-1.7")
    shop.text("record", "kind", "add", "patch-test", "Patch test")
    record = shop.json("record", "add", code, "patch-test", "clear")["record"]
    first = shop.json("file", "add", code, str(form))["file"]
    second = shop.json("file", "add", code, str(form), "--record", str(record))["file"]
    found = shop.json("file", "list", code)["files"]
    assert [(one["id"], one["name"], one["kind"], one["record"]) for one in found] == [
        (second, "form.pdf", "pdf", record),
        (first, "form.pdf", "pdf", None),
    ]
    told = shop.text("file", "list", code)
    assert all(words in told for words in ("form.pdf", "PDF", "Owner", "Ann Lee"))
    out = tmp_path / "out.pdf"
    saved = shop.json("file", "save", code, str(first), "--out", str(out))
    assert (saved["name"], saved["size"], out.read_bytes()) == ("form.pdf", 8, b"%PDF-1.7")
    assert shop.refused("file", "save", code, str(first), "--out", str(out)) == "FileExists"
    shop.text("file", "remove", code, str(first))
    shop.text("file", "remove", code, str(second))
    assert shop.json("file", "list", code)["files"] == []
    assert shop.refused("file", "remove", code, str(first)) == "NoSuchFile"
