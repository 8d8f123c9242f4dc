"""Files of customers: kept once, handed out, taken away with their bytes, put back."""

from pathlib import Path

import pytest

from smbcrm.membership.attachments import rules, types
from smbcrm.membership.attachments.ports import Vault
from smbcrm.membership.attachments.types import FileKind
from smbcrm.membership.customers.errors import UnknownCustomer
from smbcrm.membership.customers.types import Details
from smbcrm.membership.files.targets import FileKept
from smbcrm.membership.files.types import FileExists
from smbcrm.membership.requests.types import RequestReused
from smbcrm.models.vaults import FolderVault, files_folder, vault_of
from tests.helpers.shops import StillShop
from tests.helpers.vaults import kept

PDF = b"%PDF-1.7\n" + bytes(range(256))


@pytest.fixture
def ann(shop: StillShop) -> int:
    return shop.services.customers.add(Details(full_name="Ann")).id


@pytest.fixture
def form(tmp_path: Path) -> Path:
    file = tmp_path / "form\u202e.pdf"
    file.write_bytes(PDF)
    return file


@pytest.fixture
def vault(shop: StillShop) -> Vault:
    return vault_of(shop.uow, shop.services.clock)


def refuse(*_: object) -> None:
    raise PermissionError


def test_a_file_is_kept_once_and_handed_out(
    shop: StillShop, ann: int, form: Path, tmp_path: Path
) -> None:
    service, act = shop.services.attachments, shop.act(1)
    number = service.add(ann, form, None, act)
    assert service.add(ann, form, None, act) == number
    (file,) = service.of(ann)
    assert (file.id, file.name, file.kind, file.size) == (number, "form.pdf", FileKind.PDF, 265)
    assert (file.at, file.record) == (shop.services.clock.now(), None)
    assert file.staff == shop.services.staff.staff()[0].id
    assert kept(shop) == {file.stored}
    out = tmp_path / "out.pdf"
    assert service.save(ann, number, out) == file
    assert out.read_bytes() == PDF
    with pytest.raises(FileExists):
        service.save(ann, number, out)
    service.save(ann, number, out, force=True)
    form.write_bytes(b"%PDF-other")
    with pytest.raises(RequestReused):
        service.add(ann, form, None, act)
    service.add(ann, form)
    assert service.save(ann, number, out, force=True) == file
    assert out.read_bytes() == PDF


def test_a_file_belongs_to_a_record_that_is_there(shop: StillShop, ann: int, form: Path) -> None:
    shop.services.records.add_kind("patch-test", "Patch test")
    record = shop.services.records.add(ann, "patch-test", "clear")
    shop.services.attachments.add(ann, form, record)
    with pytest.raises(types.NoSuchRecordHere):
        shop.services.attachments.add(ann, form, record + 1)
    (file,) = shop.services.attachments.of(ann)
    assert file.record == record
    (was,) = shop.services.records.of(ann).records
    shop.services.records.remove(ann, record)
    shop.services.records.put_back(ann, was)
    assert [one.id for one in shop.services.records.of(ann).records] == [file.record]


def test_what_cannot_be_kept_is_refused(
    shop: StillShop, ann: int, form: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = shop.services.attachments
    for path in (form.with_name("none.pdf"), form.parent, Path("a\0b")):
        with pytest.raises(types.FileUnreadable):
            service.add(ann, path)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refuse)
        with pytest.raises(types.FileUnreadable):
            service.add(ann, form)
    with pytest.raises(UnknownCustomer):
        service.add(99, form)
    form.write_bytes(b"MZ\x00")
    with pytest.raises(types.FileNotKept):
        service.add(ann, form)
    assert kept(shop) == set(), "nothing was written for what is refused"
    form.write_bytes(PDF)
    monkeypatch.setattr(rules, "MOST", 1)
    service.add(ann, form)
    with pytest.raises(types.TooManyFiles):
        service.add(ann, form)
    monkeypatch.setattr(rules, "MOST", 9)
    monkeypatch.setattr(rules, "_MOST_MIB", 0)
    with pytest.raises(types.TooManyBytes):
        service.add(ann, form)
    assert len(service.of(ann)) == 1


def test_a_file_is_taken_away_with_its_bytes_and_put_back(
    shop: StillShop, ann: int, form: Path, tmp_path: Path
) -> None:
    service = shop.services.attachments
    number = service.add(ann, form)
    act = shop.act(2)
    removed = service.remove(ann, number, act)
    assert service.remove(ann, number, act) is None
    assert (service.of(ann), kept(shop)) == ((), set())
    with pytest.raises(types.NoSuchFile):
        service.remove(ann, number)
    with pytest.raises(types.NoSuchFile):
        service.save(ann, number, tmp_path / "x.pdf")
    assert removed is not None
    back = service.put_back(ann, removed)
    out = tmp_path / "back.pdf"
    assert service.save(ann, back, out).name == "form.pdf"
    assert out.read_bytes() == PDF


def test_a_file_that_is_lost_or_changed_is_said(
    shop: StillShop, ann: int, form: Path, vault: Vault, tmp_path: Path
) -> None:
    service = shop.services.attachments
    number = service.add(ann, form)
    assert shop.services.audit.verify().clean
    (file,) = service.of(ann)
    vault.drop([file.stored])
    (finding,) = shop.services.audit.verify().findings
    assert str(finding) == f"File {number} of customer C000001 is missing or changed."
    for content in (None, b"%PDF-other"):
        if content is not None:
            vault.keep(file.stored, content)
        with pytest.raises(types.FileLost):
            service.save(ann, number, tmp_path / "x.pdf")
        assert not shop.services.audit.verify().clean
    vault.drop([file.stored])
    assert service.remove(ann, number) is None, "there is nothing to put back"
    assert shop.services.audit.verify().clean


def test_nothing_is_written_over_the_files(shop: StillShop, ann: int, form: Path) -> None:
    number = shop.services.attachments.add(ann, form)
    folder = files_folder(shop.services.address)
    if folder.exists():
        assert [one.name for one in folder.iterdir()] == [
            shop.services.attachments.of(ann)[0].stored
        ]
        with pytest.raises(FileKept):
            shop.services.attachments.save(ann, number, folder / "x.pdf")


def test_a_folder_that_cannot_be_written_is_said(
    shop: StillShop, ann: int, form: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not isinstance(vault, FolderVault):
        return

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("smbcrm.models.vaults.os.fsync", full)
    with pytest.raises(types.FilesUnusable):
        shop.services.attachments.add(ann, form)
    assert (shop.services.attachments.of(ann), vault.names()) == ((), ())


def test_the_change_log_says_it(shop: StillShop, ann: int, form: Path) -> None:
    service = shop.services.attachments
    service.remove(ann, service.add(ann, form))
    told = [one.logged for one in shop.services.change_log.newest().told]
    found = [(one.act, *one.change[3:]) for one in told if one.change.field == "file"]
    assert found == [
        ("customer_file_remove", "form.pdf", None),
        ("customer_file", None, "form.pdf"),
    ]
