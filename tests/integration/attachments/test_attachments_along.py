"""Files go along: with a copy and its restore, a merge, an erase, and what is handed out."""

import datetime as dt
import json
import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from smbcrm.bootstrap import backups, open_shop
from smbcrm.core.clock import SetClock
from smbcrm.membership.attachments.types import FileLost, FilesUnusable
from smbcrm.membership.backups.types import CopyFolderUnusable
from smbcrm.membership.customers.types import Details
from smbcrm.membership.services import Services
from smbcrm.models.kept_files import FOLDER, KeptFiles
from smbcrm.models.uow import PeeweeUnitOfWork
from smbcrm.models.vaults import FolderVault, files_folder, vault_of
from tests.helpers import postgres
from tests.helpers.shops import MORNING, StillShop, still_shop

TWO_DAYS = dt.timedelta(days=2)
PDF = b"%PDF-1.7\n" + bytes(range(256))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the copies of PostgreSQL shops of one test to itself."""
    monkeypatch.setenv("SMBCRM_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def ann(shop: StillShop, tmp_path: Path) -> int:
    """Return somebody with one file."""
    form = tmp_path / "form.pdf"
    form.write_bytes(PDF)
    who = shop.services.customers.add(Details(full_name="Ann")).id
    shop.services.attachments.add(who, form)
    return who


@contextmanager
def restored(address: str, copy: Path) -> Iterator[Services]:
    """Restore a copy to another address and open it."""
    clock = SetClock(MORNING)
    assert backups(address, clock=clock).restore(str(copy)).verdict.clean
    services = open_shop(address, clock=clock)
    try:
        yield services
    finally:
        services.close()


def stored(shop: Services, who: int) -> str:
    return shop.attachments.of(who)[0].stored


def content(services: Services, who: int, folder: Path) -> bytes:
    out = folder / "out.pdf"
    (file,) = services.attachments.of(who)
    services.attachments.save(who, file.id, out, force=True)
    return out.read_bytes()


def pool(shop: Services) -> Path:
    return shop.backups.shelf.folder / FOLDER


def test_a_copy_has_its_files_and_every_shop_gets_them_back(
    shop: StillShop, ann: int, tmp_path: Path, postgres_server: str
) -> None:
    copy = shop.services.backups.now()
    assert [one.name for one in pool(shop.services).iterdir()] == [stored(shop.services, ann)]
    with restored(str(tmp_path / "other.db"), copy.path) as other:
        assert content(other, ann, tmp_path) == PDF
        assert other.audit.verify().clean
    with (
        postgres.fresh_database(postgres_server) as address,
        restored(address, copy.path) as other,
    ):
        assert content(other, ann, tmp_path) == PDF
        assert other.audit.verify().clean


@pytest.fixture
def last_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let only the last copy stay."""
    monkeypatch.setattr("smbcrm.membership.backups.rules.LAST", 1)
    monkeypatch.setattr("smbcrm.membership.backups.rules.DAYS", 0)
    monkeypatch.setattr("smbcrm.membership.backups.rules.WEEKS", 0)


@pytest.mark.usefixtures("last_only")
def test_a_file_lies_once_for_all_copies_and_goes_with_the_last(shop: StillShop, ann: int) -> None:
    name, copies = stored(shop.services, ann), shop.services.backups
    first = copies.now()
    made = (pool(shop.services) / name).stat().st_ino
    copies.now()
    assert (pool(shop.services) / name).stat().st_ino == made
    shop.services.attachments.remove(ann, shop.services.attachments.of(ann)[0].id)
    damaged = first.path.with_name("x.smbcrm-backup")
    damaged.write_bytes(b"nothing")
    shop.clock.instant += TWO_DAYS
    copies.now()
    assert (pool(shop.services) / name).exists(), "a copy that cannot be asked may name it"
    damaged.unlink()
    shop.clock.instant += TWO_DAYS
    copies.now()
    assert list(pool(shop.services).iterdir()) == []


@pytest.mark.usefixtures("last_only")
def test_nobody_prunes_what_another_gathers(
    shop: StillShop, ann: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program prunes between gathering and the end of a copy, or amid the gathering."""
    services, gather, sync = shop.services, KeptFiles.gather, os.fsync
    files = KeptFiles(services.address, services.backups.shelf.folder, shop.clock)

    def prune() -> None:
        files.prune(one.path for one in services.backups.copies())

    def gathered(own: KeptFiles, copy: Path) -> None:
        gather(own, copy)
        prune()

    def written(descriptor: int) -> None:
        sync(descriptor)
        prune()

    name = stored(services, ann)
    with monkeypatch.context() as patch:
        patch.setattr(KeptFiles, "gather", gathered)
        patch.setattr("smbcrm.models.vaults.os.fsync", written)
        services.backups.now()
        assert [one.name for one in pool(services).iterdir()] == [name]
        for copy in services.backups.copies():
            copy.path.unlink()
        shop.clock.instant += TWO_DAYS
        copy = services.backups.now()
    assert [one.name for one in pool(services).iterdir()] == [name]
    assert copy.verified


def test_a_file_that_no_copy_has_is_named(shop: StillShop, ann: int, tmp_path: Path) -> None:
    copy = shop.services.backups.now()
    alone = tmp_path / "carried" / copy.name
    alone.parent.mkdir()
    shutil.copy(copy.path, alone)
    done = backups(str(tmp_path / "other.db"), clock=shop.clock).restore(str(alone))
    assert [str(one) for one in done.verdict.findings] == [
        "File 1 of customer C000001 is missing or changed."
    ]
    name = stored(shop.services, ann)
    vault_of(shop.uow, shop.clock).drop([name])
    shutil.rmtree(pool(shop.services))
    assert shop.services.backups.now().verified, "what is lost does not spoil the copy"


@pytest.mark.usefixtures("ann")
def test_a_folder_that_takes_no_files_is_said(
    shop: StillShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise FilesUnusable(folder="x")

    monkeypatch.setattr(FolderVault, "keep", full)
    with pytest.raises(CopyFolderUnusable):
        shop.services.backups.now()


def test_a_shop_that_goes_back_has_the_files_of_then(tmp_path: Path) -> None:
    form = tmp_path / "form.pdf"
    form.write_bytes(PDF)
    with still_shop(str(tmp_path / "shop.db")) as shop:
        services = shop.services
        who = services.customers.add(Details(full_name="Ann")).id
        services.attachments.add(who, form)
        copy = services.backups.now()
        services.attachments.remove(who, services.attachments.of(who)[0].id)
        shop.uow.close()
        assert services.backups.restore(copy.name).verdict.clean
        assert content(services, who, tmp_path) == PDF
        services.privacy.erase(who, "asked")
        assert list(files_folder(services.address).iterdir()) == []
        shop.uow.close()
        done = services.backups.restore(copy.name)
        assert (done.erased_again, done.verdict.clean) == (1, True)
        assert list(files_folder(services.address).iterdir()) == [], "theirs do not come back"


def test_an_erase_takes_the_bytes(shop: StillShop, ann: int) -> None:
    name = stored(shop.services, ann)
    vault = vault_of(shop.uow, shop.clock)
    assert vault.read(name) == PDF
    shop.services.privacy.erase(ann, "asked")
    assert vault.read(name) is None


def test_a_merge_moves_files_and_its_undo_gives_them_back(
    shop: StillShop, ann: int, tmp_path: Path
) -> None:
    services = shop.services
    other = services.customers.add(Details(full_name="Anna")).id
    before = services.attachments.of(ann)
    merge = services.merging.merge(other, ann, {}, shop.act(1))
    assert services.attachments.of(other) == before
    assert content(services, other, tmp_path) == PDF
    services.merging.undo(merge.id, shop.act(2))
    assert (services.attachments.of(ann), services.attachments.of(other)) == (before, ())


def test_files_are_handed_out_with_all_else(shop: StillShop, ann: int, tmp_path: Path) -> None:
    file = shop.services.dossiers.save(ann, tmp_path)
    with zipfile.ZipFile(file) as archive:
        assert archive.read("files/1-form.pdf") == PDF
        (name,) = (one for one in archive.namelist() if one.endswith(".json"))
        (row,) = json.loads(archive.read(name))["files"]
    assert row == {"on": "2026-03-10", "name": "form.pdf", "path": "files/1-form.pdf"}
    vault_of(shop.uow, shop.clock).drop([stored(shop.services, ann)])
    with pytest.raises(FileLost):
        shop.services.dossiers.save(ann, tmp_path, replace=True)


def test_the_bytes_of_a_server_are_not_in_its_copies(
    shop: StillShop, ann: int, tmp_path: Path
) -> None:
    copy = shop.services.backups.now()
    other = str(tmp_path / "other.db")
    backups(other, clock=shop.clock).restore(str(copy.path))
    uow = PeeweeUnitOfWork(other, shop.services.events)
    try:
        assert uow.read(lambda work: work.file_contents.read(stored(shop.services, ann))) is None
    finally:
        uow.close()
