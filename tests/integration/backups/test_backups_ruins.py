"""A restore where the shop is in ruins, where there is no room, and where it is killed."""

import datetime as dt
import os
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from smbcrm.bootstrap import backups, open_shop
from smbcrm.core.clock import SetClock
from smbcrm.core.errors import EnvironmentFault, ShopbellError
from smbcrm.membership.services import Services
from smbcrm.models import replacing
from smbcrm.models.connect import uri_of
from tests.helpers.contents import contents
from tests.helpers.misfortune import spoil, with_little_room
from tests.helpers.processes import in_a_process
from tests.helpers.small_shop import START, customer, sell, small_shop

LATER = START + dt.timedelta(hours=1)


@pytest.mark.parametrize("ruin", ["gone", "empty", "junk", "header", "middle", "half"])
def test_a_ruined_shop_is_restored_and_what_is_left_of_it_kept(
    sqlite_shop: Services, clock: SetClock, ruin: str
) -> None:
    made = sqlite_shop.backups.now()
    then = contents(sqlite_shop.address)
    sqlite_shop.close()
    path = Path(sqlite_shop.address)
    match ruin:
        case "gone":
            path.unlink()
        case "empty":
            path.write_bytes(b"")
        case "junk":
            path.write_bytes(b"\xa5" * 9000)
        case "header":
            spoil(path, 0.0, 100)
        case "middle":
            spoil(path, 0.1, path.stat().st_size // 2)
        case _:
            os.truncate(path, path.stat().st_size // 2)
    ruins = path.read_bytes() if path.exists() else None
    path.with_name(path.name + "-wal").write_bytes(b"left over")
    with pytest.raises(ShopbellError):
        open_shop(sqlite_shop.address, clock=clock).backups.now()

    done = backups(sqlite_shop.address, clock=clock).restore()
    assert done.verdict.clean
    assert done.source == made.path
    assert contents(path) == then
    if ruins is None:
        assert done.set_aside is None
    else:
        assert (done.set_aside is None) != (done.before is None)
        if ruin == "empty":
            assert done.set_aside
            assert done.set_aside.read_bytes() == ruins
    shop = open_shop(sqlite_shop.address, clock=clock)
    sell(shop, 100)
    assert shop.audit.verify().clean
    shop.close()


def test_a_wal_that_was_left_over_is_not_taken_for_the_new_files(
    sqlite_shop: Services, clock: SetClock
) -> None:
    sqlite_shop.backups.now()
    then = contents(sqlite_shop.address)
    path = Path(sqlite_shop.address)
    wal = path.with_name(path.name + "-wal")
    customer(sqlite_shop, "Not in the copy")
    left_over = wal.read_bytes()
    assert left_over
    sqlite_shop.close()
    path.unlink()
    wal.write_bytes(left_over)
    assert backups(sqlite_shop.address, clock=clock).restore().verdict.clean
    assert contents(path) == then


def restore_with_little_room(address: str) -> str:
    try:
        backups(address, clock=SetClock(LATER)).restore()
    except EnvironmentFault as fault:
        return type(fault).__name__
    return ""


@pytest.mark.parametrize("room", [0, 3000, 100_000])
def test_without_room_the_shop_stays_as_it_is(sqlite_shop: Services, room: int) -> None:
    sqlite_shop.backups.now()
    sell(sqlite_shop, 100)
    before = contents(sqlite_shop.address)
    sqlite_shop.close()
    fault = with_little_room(room, restore_with_little_room, sqlite_shop.address)
    assert fault in {"CopyFolderFull", "CopyFolderUnusable", "DiskFull", "DiskFailing"}
    assert contents(sqlite_shop.address) == before


def die_in_the_middle(argument: tuple[str, str]) -> None:
    """Begin to overwrite a shop, and be killed when some of it is done."""
    path, prepared = map(Path, argument)

    def page(_status: int, remaining: int, total: int) -> None:
        if remaining < total // 2:
            os._exit(9)

    def overwrite(target: Any, file: Path) -> None:  # noqa: ANN401 - the driver has no types
        target.execute("PRAGMA journal_mode = delete")
        target.execute("PRAGMA cache_size = 1")  # so that pages reach the file early
        copy = sqlcipher.connect(uri_of(file, "ro"), uri=True, isolation_level=None)
        copy.backup(target, pages=1, progress=page)

    replacing._overwrite = overwrite
    with replacing.taken(path) as seat:
        seat.replace(prepared)


def test_a_restore_that_is_killed_is_taken_back(sqlite_shop: Services, tmp_path: Path) -> None:
    for number in range(30):
        customer(sqlite_shop, f"Somebody {number}")
    before = contents(sqlite_shop.address)
    sqlite_shop.close()
    other = small_shop(str(tmp_path / "other.db"))
    for number in range(60):
        customer(other, f"Another {number}")
    copy = other.backups.now()
    other.close()
    path = Path(sqlite_shop.address)
    intact = path.read_bytes()
    assert in_a_process(die_in_the_middle, (str(path), str(copy.path))) == 9
    assert path.read_bytes() != intact, "it was killed before it did anything"
    assert path.with_name(path.name + "-journal").exists()
    assert contents(path) == before
    assert sqlite_shop.audit.verify().clean
    sqlite_shop.close()
