"""A copy is of one moment, complete, read back and proven before it counts."""

import datetime as dt
import json
import os
import threading
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from smbcrm.bootstrap import backups, open_shop
from smbcrm.core.clock import SetClock
from smbcrm.core.errors import EnvironmentFault, ShopbellError
from smbcrm.core.i18n import Translator
from smbcrm.membership.backups import rules, types
from smbcrm.membership.services import Services
from smbcrm.models.connect import is_postgres_url
from smbcrm.models.copying import copy_pages
from tests.helpers.contents import contents
from tests.helpers.misfortune import nobody, open_folder, with_little_room
from tests.helpers.small_shop import START, sell, small_shop


def change(file: Path, *statements: str) -> None:
    """Change a SQLite file as anybody can who has the program for it."""
    connection = sqlcipher.connect(str(file), isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def spoil_the_books(shop: Services) -> None:
    """Give a customer what no operation gave; triggers do not guard the caches."""
    uow = shop.till.uow
    uow.run(
        lambda work: work.session.execute(  # type: ignore[attr-defined]
            "UPDATE account SET balance = balance + 1 WHERE kind = 'principal' AND balance > 0"
        )
    )


def test_a_copy_holds_every_row(shop: Services) -> None:
    made = shop.backups.now()
    assert made.verified
    assert contents(made.path) == contents(shop.address)
    assert any(contents(made.path)["search_part"])
    assert made.figures
    assert (made.figures.customers, made.figures.operations, made.figures.seq) == (2, 6, 6)
    assert (made.reason, made.version) == (types.BackupReason.MANUAL, "0.1.0")


def test_a_copy_is_one_file_for_its_owner_only(shop: Services) -> None:
    made = shop.backups.now()
    folder = shop.backups.shelf.folder
    assert {path.name for path in folder.iterdir()} == {made.name, f"{made.name}.json"}
    assert made.path.stat().st_mode & 0o077 == folder.stat().st_mode & 0o077 == 0
    assert made.path.read_bytes()[18:20] == b"\x01\x01", "no WAL is needed to read it"
    assert made.size == made.path.stat().st_size


def test_the_copies_of_a_file_lie_beside_it(sqlite_shop: Services, home: Path) -> None:
    made = sqlite_shop.backups.now()
    assert made.path.parent == Path(f"{sqlite_shop.address}.backups")
    assert made.name == "shop-20260520-120000.smbcrm-backup"
    assert not home.exists()


def test_the_copies_of_a_server_lie_in_the_users_own_folder(postgres_url: str, home: Path) -> None:
    shop = small_shop(postgres_url)
    made = shop.backups.now()
    shop.close()
    database = postgres_url.rpartition("/")[2]
    assert made.path.parent.parent == home / "backups"
    assert made.path.parent.name.startswith(f"{database}-")
    assert made.name == f"{database}-20260520-120000.smbcrm-backup"
    other = postgres_url.replace("127.0.0.1", "another-server")
    assert backups(other).shelf.folder != made.path.parent, "two servers do not mix"
    again = postgres_url.replace("smbcrm@", "ann:secret@")
    assert backups(again).shelf.folder == made.path.parent, "whoever looks"


def test_the_manifest_says_what_the_copy_holds(shop: Services) -> None:
    made = shop.backups.now()
    assert shop.backups.copies() == (made,)
    manifest = json.loads(Path(f"{made.path}.json").read_text("utf-8"))
    assert manifest["verified"] is True
    assert manifest["made_at"] == "2026-05-20T12:00:00.000000Z"
    assert manifest["figures"]["operations"] == 6
    assert manifest["figures"]["hash"] == shop.audit.verify().figures.head_hash


def test_two_copies_of_one_second_are_two(shop: Services) -> None:
    made = [shop.backups.now() for _ in range(3)]
    assert len({copy.path for copy in made}) == 3
    assert made[2].name.endswith("-20260520-120000-3.smbcrm-backup")
    assert set(shop.backups.copies()) == set(made)


def test_sales_go_on_meanwhile(shop: Services, shop_address: str, clock: SetClock) -> None:
    stop = threading.Event()
    sold: list[str] = []

    def till() -> None:
        other = open_shop(shop_address, clock=clock)
        while not stop.is_set():
            sold.append(sell(other, 100).operation)
        other.close()

    thread = threading.Thread(target=till)
    thread.start()
    try:
        made = [shop.backups.now() for _ in range(4)]
    finally:
        stop.set()
        thread.join()
    assert all(copy.verified for copy in made), made
    seqs = [copy.figures.seq for copy in made if copy.figures]
    assert seqs == sorted(seqs)
    assert seqs[-1] > 6, "somebody sold in between"
    assert shop.audit.verify().figures.operations == 6 + len(sold)


def test_the_newest_stands_first_and_strangers_do_not_count(
    shop: Services, clock: SetClock
) -> None:
    first = shop.backups.now()
    clock.instant += dt.timedelta(hours=1)
    second = shop.backups.now()
    folder = shop.backups.shelf.folder
    stranger = folder / "mine-20260520-123000.smbcrm-backup"
    stranger.write_bytes(first.path.read_bytes())
    nameless = folder / "old.smbcrm-backup"
    nameless.touch()
    listed = shop.backups.copies()
    assert [copy.name for copy in listed if copy.path != nameless] == [
        *(second.name, stranger.name, first.name)
    ]
    assert [copy.verified for copy in listed if copy.path in {stranger, nameless}] == [False] * 2
    clock.instant += dt.timedelta(days=300)
    shop.backups.now()
    assert stranger.exists(), "what we did not make we do not remove"


HOSTILE = [
    "",
    "[]",
    "{}",
    '{"made_at": 7}',
    "null",
    '{"verified": true}',
    "\x00",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_manifest_that_cannot_be_read_vouches_for_nothing(
    sqlite_shop: Services, text: str
) -> None:
    made = sqlite_shop.backups.now()
    Path(f"{made.path}.json").write_text(text)
    (listed,) = sqlite_shop.backups.copies()
    assert (listed.verified, listed.figures, listed.made_at) == (False, None, START)


@pytest.mark.parametrize(
    "msgid", ["{seq.__class__}", "{seq:>99999999999}", "{seq!r}", "{other}", "{", "{seq[0]}"]
)
def test_a_sentence_that_somebody_made_up_is_not_filled_in(
    sqlite_shop: Services, msgid: str
) -> None:
    made = sqlite_shop.backups.now()
    manifest = Path(f"{made.path}.json")
    content = json.loads(manifest.read_text("utf-8"))
    content["findings"] = [{"msgid": msgid, "params": {"seq": 1}}]
    manifest.write_text(json.dumps(content))
    (listed,) = sqlite_shop.backups.copies()
    assert listed.findings == ()
    assert not listed.verified


def test_a_copy_that_was_changed_since_does_not_count(sqlite_shop: Services) -> None:
    made = sqlite_shop.backups.now()
    with made.path.open("ab") as file:
        file.write(b"\0")
    assert [copy.verified for copy in sqlite_shop.backups.copies()] == [False]


# ---------------------------------------------------------------------------- what is not good


def test_a_shop_that_does_not_add_up_gives_no_good_copy(shop: Services, clock: SetClock) -> None:
    good = shop.backups.now()
    spoil_the_books(shop)
    clock.instant += dt.timedelta(hours=1)
    bad = shop.backups.now()
    assert not bad.verified
    assert shop.backups.copies() == (bad, good), "it is kept, and so is what was found"
    words = Translator("en").render(shop.backups.copies()[0].findings[0])
    assert "its entries say" in words
    assert [head.seq for head in shop.backups.known_heads()] == [6]


def test_a_copy_that_holds_less_than_the_shop_is_not_good(
    sqlite_shop: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def careless(source: object, file: Path) -> None:
        copy_pages(source, file)  # type: ignore[arg-type]
        change(file, "DELETE FROM customer_phone", "DELETE FROM customer WHERE id = 2")

    monkeypatch.setattr("smbcrm.models.backup.copy_pages", careless)
    made = sqlite_shop.backups.now()
    assert not made.verified
    assert "does not hold what the shop holds" in made.findings[0].msgid


def test_a_copy_that_cannot_be_read_back_is_none(
    sqlite_shop: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = sqlite_shop.backups.now()

    def broken(_source: object, file: Path) -> None:
        file.write_bytes(b"SQLite format 3\0" + bytes(5000))

    monkeypatch.setattr("smbcrm.models.backup.copy_pages", broken)
    with pytest.raises(types.CopyUnreadable):
        sqlite_shop.backups.now()
    assert sqlite_shop.backups.copies() == (good,)
    assert len(list(good.path.parent.iterdir())) == 2


def copy_with_little_room(address: str, home: str) -> str:
    os.environ["SMBCRM_HOME"] = home
    try:
        backups(address).now()
    except EnvironmentFault as fault:
        return type(fault).__name__
    return ""


@pytest.mark.parametrize("room", [0, 3000, 100_000, 300_000])
def test_without_room_the_shop_and_the_earlier_copies_stay(
    shop: Services, home: Path, room: int
) -> None:
    good = shop.backups.now()
    before = contents(shop.address), good.path.read_bytes()
    files = sorted(good.path.parent.iterdir())
    fault = with_little_room(room, copy_with_little_room, shop.address, str(home))
    assert fault in {"CopyFolderFull", "CopyFolderUnusable"}
    assert (contents(shop.address), good.path.read_bytes()) == before
    assert sorted(good.path.parent.iterdir()) == files
    assert shop.backups.copies() == (good,)


def test_a_folder_that_cannot_be_used(sqlite_shop: Services) -> None:
    folder = sqlite_shop.backups.shelf.folder
    folder.write_text("somebody put a file here")
    with pytest.raises(types.CopyFolderUnusable) as caught:
        sqlite_shop.backups.now()
    assert caught.value.params["folder"] == str(folder)
    assert sqlite_shop.backups.copies() == ()
    assert sqlite_shop.audit.verify().clean


def test_a_folder_that_may_not_be_written() -> None:
    with open_folder() as folder:
        shop = small_shop(str(folder / "shop.db"))
        for path in folder.iterdir():
            path.chmod(0o666)
        shop.backups.shelf.folder.mkdir(0o555)
        with nobody(), pytest.raises(types.CopyFolderUnusable):
            shop.backups.now()
        shop.close()


# ------------------------------------------------------------------------------- when it is due


def test_a_copy_is_made_when_it_is_due(shop: Services, clock: SetClock) -> None:
    assert shop.backups.if_due(idle=False) is None, "something is going on"
    first = shop.backups.if_due()
    assert first
    assert first.reason is types.BackupReason.AUTOMATIC
    assert shop.backups.if_due() is None
    clock.instant += dt.timedelta(hours=3, minutes=59)
    assert shop.backups.if_due() is None
    clock.instant += dt.timedelta(minutes=1)
    assert shop.backups.if_due()


def test_two_do_not_make_it_at_once(sqlite_shop: Services) -> None:
    shelf = sqlite_shop.backups.shelf
    making = shelf.begin()
    making.touch()
    moment = START.timestamp()
    os.utime(making, (moment - 60, moment - 60))
    assert sqlite_shop.backups.if_due() is None
    os.utime(making, (moment - 3700, moment - 3700))
    assert sqlite_shop.backups.if_due(), "that one never came to its end"


def test_what_a_crash_left_behind_is_swept_up(sqlite_shop: Services) -> None:
    shelf = sqlite_shop.backups.shelf
    old, fresh = shelf.begin(), shelf.begin()
    for path in (old, old.with_name(old.name + "-wal"), fresh):
        path.touch()
    os.utime(old, (0, 0))
    sqlite_shop.backups.now()
    assert not old.exists()
    assert not old.with_name(old.name + "-wal").exists()
    assert fresh.exists(), "somebody may be at it"


def test_old_copies_go_and_the_right_ones_stay(sqlite_shop: Services, clock: SetClock) -> None:
    made = set()
    for _ in range(24):
        clock.instant += dt.timedelta(hours=31)
        made.add(sqlite_shop.backups.now().made_at)
    stay = {copy.made_at for copy in sqlite_shop.backups.copies()}
    assert stay == rules.kept(made)
    assert len(stay) < len(made)
    files = list(sqlite_shop.backups.shelf.folder.iterdir())
    assert len(files) == 2 * len(stay), "each with its manifest"


# -------------------------------------------------------------------- what verify learns from it


def test_verify_misses_what_a_copy_holds(sqlite_shop: Services, clock: SetClock) -> None:
    """The file of yesterday, put back by hand, proves itself; only the copy tells."""
    file = Path(sqlite_shop.address)
    sqlite_shop.close()
    yesterday = file.read_bytes()
    sell(sqlite_shop, 5000)
    good = sqlite_shop.backups.now()
    assert sqlite_shop.audit.verify().clean
    sqlite_shop.close()
    file.write_bytes(yesterday)
    (finding,) = sqlite_shop.audit.verify().findings
    assert Translator("en").render(finding) == (
        "The copy of 2026-05-20 12:00 (UTC) holds operation 7, which the shop does not"
    )
    sell(sqlite_shop, 100)  # another operation takes that number
    (finding,) = sqlite_shop.audit.verify().findings
    assert finding.params["seq"] == 7
    clock.instant += dt.timedelta(hours=5)
    bad = sqlite_shop.backups.now()
    assert not bad.verified, "no copy of the cut shop may push out the good one"
    assert good in sqlite_shop.backups.copies()
    sqlite_shop.close()


def test_verify_is_silent_where_the_shop_went_on(shop: Services, clock: SetClock) -> None:
    for _ in range(3):
        shop.backups.now()
        sell(shop, 100)
        clock.instant += dt.timedelta(hours=5)
    assert shop.audit.verify().clean
    assert [head.seq for head in shop.backups.known_heads()] == [8, 7, 6]


def test_where_there_is_no_shop_there_is_nothing_to_copy(empty_address: str) -> None:
    with pytest.raises(ShopbellError, match="There is no shop"):
        backups(empty_address).now()
    assert is_postgres_url(empty_address) or not Path(empty_address).exists()
    assert backups(empty_address).copies() == ()
