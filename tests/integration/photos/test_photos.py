"""The photo of a customer: kept once, in the place of another, taken away, brought back."""

import json
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from smbcrm.membership.attachments.types import (
    LARGEST,
    FileEmpty,
    FileLost,
    FileTooLarge,
    FileUnreadable,
)
from smbcrm.membership.customers.errors import UnknownCustomer
from smbcrm.membership.customers.types import Details
from smbcrm.membership.photos.types import NoPhoto, NoPicture
from smbcrm.membership.requests.types import RequestReused
from smbcrm.models.vaults import vault_of
from tests.helpers.pictures import picture
from tests.helpers.shops import StillShop


@pytest.fixture
def ann(shop: StillShop) -> int:
    return shop.services.customers.add(Details(full_name="Ann")).id


@pytest.fixture
def red(tmp_path: Path) -> Path:
    return drawn(tmp_path, "red")


@pytest.fixture
def blue(tmp_path: Path) -> Path:
    return drawn(tmp_path, "blue")


def drawn(folder: Path, colour: str) -> Path:
    file = folder / f"{colour}.png"
    file.write_bytes(picture(Image.new("RGB", (20, 20), colour), "PNG"))
    return file


def numbers(shop: StillShop, who: int) -> list[int]:
    """Return the numbers of the photos of somebody, newest first."""
    return shop.uow.read(lambda work: [one.id for one in work.attachments.photos(who)])


def content(shop: StillShop, who: int) -> bytes:
    """Return the bytes of the photo of somebody who has one."""
    found = shop.services.photos.of(who)
    assert found is not None
    return found


def stored(shop: StillShop, who: int) -> list[str]:
    return shop.uow.read(lambda work: [one.stored for one in work.attachments.photos(who)])


def test_a_photo_is_kept_once_and_is_no_file_of_theirs(
    shop: StillShop, ann: int, red: Path, blue: Path
) -> None:
    photos, act = shop.services.photos, shop.act(1)
    assert (photos.of(ann), shop.services.counter.customer(ann).photo) == (None, None)
    assert photos.put(ann, red, act) == ()
    first = content(shop, ann)
    assert first.startswith(b"\xff\xd8\xff")
    assert photos.put(ann, red, act) == (), "the same request is the same photo"
    (number,) = numbers(shop, ann)
    assert shop.services.counter.customer(ann).photo == number
    assert shop.services.attachments.of(ann) == shop.services.customer_page.page(ann).files == ()
    with pytest.raises(RequestReused):
        photos.put(ann, blue, act)
    (name,) = stored(shop, ann)
    assert photos.put(ann, blue) == (first,)
    assert content(shop, ann) != first
    assert shop.services.counter.customer(ann).photo != number
    assert vault_of(shop.uow, shop.clock).read(name) is None, "what is replaced is gone"
    assert shop.services.audit.verify().clean


def test_a_photo_is_taken_away_and_brought_back(shop: StillShop, ann: int, red: Path) -> None:
    photos, act = shop.services.photos, shop.act(2)
    photos.put(ann, red)
    first = content(shop, ann)
    before = photos.remove(ann, act)
    assert (photos.of(ann), before) == (None, (first,))
    assert photos.remove(ann, act) == (), "the same request has nothing to bring back"
    with pytest.raises(NoPhoto):
        photos.remove(ann)
    photos.put_back(ann, before)
    assert content(shop, ann) == first
    photos.put_back(ann, ())
    photos.put_back(ann, ())
    assert photos.of(ann) is None


def test_what_cannot_be_a_photo_is_refused(shop: StillShop, ann: int, red: Path) -> None:
    photos = shop.services.photos
    with pytest.raises(FileUnreadable):
        photos.put(ann, red.with_name("none.png"))
    with pytest.raises(UnknownCustomer):
        photos.put(99, red)
    with pytest.raises(UnknownCustomer):
        photos.remove(99)
    for wrong, refused in (
        (b"", FileEmpty),
        (b"\xff\xd8\xff" + bytes(LARGEST), FileTooLarge),
        (b"%PDF-1.7", NoPicture),
    ):
        red.write_bytes(wrong)
        with pytest.raises(refused):
            photos.put(ann, red)
    assert photos.of(ann) is None


def test_a_photo_that_is_lost_is_not_shown_and_named(
    shop: StillShop, ann: int, red: Path, blue: Path, tmp_path: Path
) -> None:
    photos, vault = shop.services.photos, vault_of(shop.uow, shop.clock)
    photos.put(ann, red)
    (name,) = stored(shop, ann)
    vault.drop([name])
    assert photos.of(ann) is None
    (finding,) = shop.services.audit.verify().findings
    assert "of customer C000001 is missing or changed" in str(finding)
    with pytest.raises(FileLost):
        shop.services.dossiers.save(ann, tmp_path)
    assert photos.put(ann, blue) == (), "there is nothing to bring back"
    assert shop.services.audit.verify().clean


def test_a_merge_shows_the_newest_and_its_undo_gives_each_their_own(
    shop: StillShop, ann: int, red: Path, blue: Path
) -> None:
    services = shop.services
    anna = services.customers.add(Details(full_name="Anna")).id
    services.photos.put(ann, red)
    services.photos.put(anna, blue)
    of_ann, of_anna = content(shop, ann), content(shop, anna)
    merge = services.merging.merge(ann, anna, {}, shop.act(1))
    assert content(shop, ann) == of_anna
    before = services.photos.remove(ann)
    assert (before, services.photos.of(ann)) == ((of_ann, of_anna), None)
    services.photos.put_back(ann, before)
    assert content(shop, ann) == of_anna
    services.merging.undo(merge.id, shop.act(2))
    assert content(shop, ann) == of_anna, "what was put back since stays with who has it"
    again = services.merging.merge(ann, anna, {}, shop.act(3))
    services.merging.undo(again.id, shop.act(4))
    assert (content(shop, ann), services.photos.of(anna)) == (of_anna, None)


def test_the_undo_of_a_merge_gives_a_photo_back(shop: StillShop, ann: int, red: Path) -> None:
    services = shop.services
    anna = services.customers.add(Details(full_name="Anna")).id
    services.photos.put(anna, red)
    photo = content(shop, anna)
    merge = services.merging.merge(ann, anna, {}, shop.act(1))
    assert content(shop, ann) == photo
    services.merging.undo(merge.id, shop.act(2))
    assert (services.photos.of(ann), content(shop, anna)) == (None, photo)


def test_a_photo_is_handed_out_and_goes_with_an_erase(
    shop: StillShop, ann: int, red: Path, tmp_path: Path
) -> None:
    shop.services.photos.put(ann, red)
    with zipfile.ZipFile(shop.services.dossiers.save(ann, tmp_path)) as archive:
        (name,) = (one for one in archive.namelist() if one.endswith(".json"))
        (row,) = json.loads(archive.read(name))["files"]
        assert row["name"] == "photo.jpg"
        assert archive.read(row["path"]) == content(shop, ann)
    (kept,) = stored(shop, ann)
    shop.services.privacy.erase(ann, "asked")
    assert vault_of(shop.uow, shop.clock).read(kept) is None


def test_the_change_log_says_it(shop: StillShop, ann: int, red: Path) -> None:
    photos = shop.services.photos
    photos.put(ann, red)
    photos.put_back(ann, photos.remove(ann))
    told = [one.logged for one in shop.services.change_log.newest().told]
    found = [(one.act, *one.change[3:]) for one in told if one.change.field == "photo"]
    assert found == [
        ("photo_back", None, "photo.jpg"),
        ("photo_remove", "photo.jpg", None),
        ("photo", None, "photo.jpg"),
    ]


def test_bytes_that_a_crash_left_are_tidied(shop: StillShop, ann: int, red: Path) -> None:
    vault = vault_of(shop.uow, shop.clock)
    vault.keep("0" * 32, b"of a crash")
    shop.clock.instant = shop.clock.instant.replace(year=2200)
    shop.services.photos.put(ann, red)
    assert vault.read("0" * 32) is None
