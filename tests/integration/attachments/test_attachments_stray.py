"""Bytes that no file has: none stay where a step is refused or repeated, and a crash leaves few."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from smbcrm.core.errors import EnvironmentFault
from smbcrm.membership.attachments import keeping, rules, types
from smbcrm.membership.attachments.ports import Vault
from smbcrm.membership.attachments.service import AttachmentService
from smbcrm.membership.customers.types import Details
from smbcrm.membership.requests.types import RequestReused
from smbcrm.membership.staff.types import UnknownStaff
from smbcrm.models.uow import PeeweeUnitOfWork
from smbcrm.models.vaults import FolderVault, files_folder, vault_of
from tests.helpers.pictures import picture
from tests.helpers.shops import StillShop
from tests.helpers.vaults import kept

STRAY = "0" * 32
Run = Callable[[], object]


class Killed(BaseException):
    """The program ends here."""


class Otherwise(PeeweeUnitOfWork):
    """A unit of work whose steps come to another end."""

    ends: Callable[[Run], None]

    def run(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as what it stands for
        self.ends(partial(super().run, *args, **kwargs))


@contextmanager
def otherwise(shop: StillShop, ends: Callable[[Run], None]) -> Iterator[AttachmentService]:
    """Yield the use cases of files, where a step comes to another end."""
    uow = Otherwise(shop.services.address, shop.services.events)
    uow.ends = ends
    try:
        yield replace(shop.services.attachments, uow=uow)
    finally:
        uow.close()


@pytest.fixture
def ann(shop: StillShop) -> int:
    return shop.services.customers.add(Details(full_name="Ann")).id


@pytest.fixture
def form(tmp_path: Path) -> Path:
    file = tmp_path / "form.pdf"
    file.write_bytes(b"%PDF-1.7")
    return file


@pytest.fixture
def red(tmp_path: Path) -> Path:
    file = tmp_path / "red.png"
    file.write_bytes(picture(Image.new("RGB", (20, 20), "red"), "PNG"))
    return file


@pytest.fixture
def vault(shop: StillShop) -> Vault:
    return vault_of(shop.uow, shop.services.clock)


def age(shop: StillShop) -> None:
    """Let what is kept be of the day before."""
    shop.clock.instant += dt.timedelta(days=1, seconds=1)


def named(shop: StillShop) -> set[str]:
    """Return the bytes that files have."""
    return {one.stored for one in shop.uow.read(lambda work: work.attachments.all())}


def test_what_is_refused_leaves_no_bytes(
    shop: StillShop, ann: int, form: Path, red: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, photos = shop.services.attachments, shop.services.photos
    with pytest.raises(types.NoSuchRecordHere):
        files.add(ann, form, 7)
    with pytest.raises(UnknownStaff):
        photos.put(ann, red, shop.act(1, staff="nobody"))
    monkeypatch.setattr(rules, "MOST", 0)
    with pytest.raises(types.TooManyFiles):
        files.add(ann, form)
    assert kept(shop) == set()


def test_a_request_that_comes_again_leaves_no_bytes(
    shop: StillShop, ann: int, form: Path, red: Path
) -> None:
    files, photos = shop.services.attachments, shop.services.photos
    number = files.add(ann, form, None, shop.act(1))
    photos.put(ann, red, shop.act(2))
    before = kept(shop)
    assert before == named(shop)
    assert files.add(ann, form, None, shop.act(1)) == number
    assert photos.put(ann, red, shop.act(2)) == ()
    form.write_bytes(b"%PDF-other")
    with pytest.raises(RequestReused):
        files.add(ann, form, None, shop.act(1))
    assert kept(shop) == before
    files.remove(ann, number)
    assert files.add(ann, form.with_name("form.pdf"), None, shop.act(3)) != number
    assert kept(shop) == named(shop)


def test_a_request_that_comes_again_takes_no_bytes_of_the_first(
    shop: StillShop, ann: int, form: Path, tmp_path: Path
) -> None:
    """The first is done while the second, refused in the end, has its bytes kept already."""
    files = shop.services.attachments

    def late(_run: Run) -> None:
        files.add(ann, form, None, shop.act(1))
        raise types.TooManyFiles(most=0)

    with otherwise(shop, late) as other, pytest.raises(types.TooManyFiles):
        other.add(ann, form, None, shop.act(1))
    (file,) = files.of(ann)
    files.save(ann, file.id, tmp_path / "out.pdf")
    assert kept(shop) == {file.stored}


@pytest.mark.parametrize("error", [EnvironmentFault(), Killed()], ids=["fault", "killed"])
def test_what_was_committed_keeps_its_bytes_however_it_ends(
    shop: StillShop, ann: int, form: Path, error: BaseException
) -> None:
    def committed(run: Run) -> None:
        run()
        raise error

    with otherwise(shop, committed) as other, pytest.raises(type(error)):
        other.add(ann, form)
    assert kept(shop) == named(shop) != set()
    assert shop.services.audit.verify().clean


def test_what_was_done_is_done_where_no_stray_can_be_looked_for(
    shop: StillShop, ann: int, form: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> tuple[str, ...]:
        if shop.services.attachments.of(ann):
            raise EnvironmentFault
        return ()

    with monkeypatch.context() as patch:
        patch.setattr(keeping, "stray", away)
        shop.services.attachments.add(ann, form)
    assert len(shop.services.attachments.of(ann)) == 1


def test_bytes_without_a_row_are_tidied_after_a_day(
    shop: StillShop, ann: int, form: Path, vault: Vault
) -> None:
    shop.services.attachments.add(ann, form)
    (file,) = shop.services.attachments.of(ann)
    vault.keep(STRAY, b"of a crash")
    assert shop.services.attachments.tidy() == 0, "another till may be about to write its row"
    age(shop)
    assert shop.services.attachments.tidy() == 1
    assert kept(shop) == {file.stored}


def test_what_was_never_finished_is_tidied(shop: StillShop, vault: Vault, ann: int) -> None:
    if not isinstance(vault, FolderVault):
        return
    vault.keep(STRAY, b"of a crash")
    folder = files_folder(shop.services.address)
    (folder / STRAY).rename(folder / f"{STRAY}.0123abcd.making")
    (folder / "readme.txt").write_text("of somebody else")
    age(shop)
    shop.services.privacy.erase(ann, "asked")
    assert [one.name for one in folder.iterdir()] == ["readme.txt"]


def test_an_erase_tidies(shop: StillShop, ann: int, vault: Vault) -> None:
    vault.keep(STRAY, b"of a crash")
    age(shop)
    shop.services.privacy.erase(ann, "asked")
    assert vault.read(STRAY) is None
