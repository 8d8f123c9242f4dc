"""A sale that was acknowledged while a restore was under way is in the shop or in the copy."""

from collections.abc import Callable
from pathlib import Path

import pytest

from smbcrm.bootstrap import backups, open_shop
from smbcrm.core.clock import SetClock
from smbcrm.core.errors import ShopbellError
from smbcrm.core.i18n import Translator
from smbcrm.membership.backups import types
from smbcrm.membership.services import Services
from smbcrm.models import connect, replacing
from smbcrm.models.backup import ShopCopier
from tests.helpers.contents import contents
from tests.helpers.misfortune import spoil
from tests.helpers.processes import in_a_process
from tests.helpers.small_shop import customer, sell, small_shop


@pytest.fixture
def before_replacing(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """Return what has something happen after the copy of the present and before it is replaced."""

    def between(event: Callable[[], object]) -> None:
        original = ShopCopier.replace_with

        def replace_with(self: ShopCopier, file: Path) -> None:
            event()
            original(self, file)

        monkeypatch.setattr(ShopCopier, "replace_with", replace_with)

    return between


def sell_once(address: str) -> None:
    """Sell as another till that is opened at this moment; end with 1 where that is refused."""
    connect.BUSY_MILLISECONDS = 20
    connect._BUSY_SECONDS = 0.02
    try:
        shop = open_shop(address)
        sell(shop, 7700)
        shop.close()
    except ShopbellError:
        raise SystemExit(1) from None


@pytest.mark.parametrize("moment", ["copying", "replacing"])
def test_whoever_comes_after_the_copy_began_is_kept_out(
    sqlite_shop: Services,
    before_replacing: Callable[[Callable[[], object]], None],
    monkeypatch: pytest.MonkeyPatch,
    moment: str,
) -> None:
    made = sqlite_shop.backups.now()
    sell(sqlite_shop, 5000)
    customer(sqlite_shop, "Later")
    later = contents(sqlite_shop.address)
    refused: list[int | None] = []

    def come() -> None:
        refused.append(in_a_process(sell_once, sqlite_shop.address))

    if moment == "replacing":
        before_replacing(come)
    else:
        original = ShopCopier.copy_to

        def copy_to(self: ShopCopier, file: Path) -> types.BackupFigures:
            figures = original(self, file)
            come()
            return figures

        monkeypatch.setattr(ShopCopier, "copy_to", copy_to)
    done = sqlite_shop.backups.restore(made.name)
    assert refused == [1], "a sale was taken that is in neither of the two"
    assert done.before
    assert done.before.verified
    assert contents(done.before.path) == later
    assert contents(sqlite_shop.address) == contents(made.path)
    assert in_a_process(sell_once, sqlite_shop.address) == 0, "and then the shop is free again"


def test_a_restore_that_fails_gives_the_shop_free(
    sqlite_shop: Services, before_replacing: Callable[[Callable[[], object]], None]
) -> None:
    made = sqlite_shop.backups.now()
    sell(sqlite_shop, 5000)
    later = contents(sqlite_shop.address)

    def fail() -> None:
        raise types.CopyFolderFull(folder="")

    before_replacing(fail)
    with pytest.raises(types.CopyFolderFull):
        sqlite_shop.backups.restore(made.name)
    assert contents(sqlite_shop.address) == later
    assert in_a_process(sell_once, sqlite_shop.address) == 0


def test_the_ruins_are_set_aside_without_letting_go_of_the_lock(sqlite_shop: Services) -> None:
    """POSIX drops a program's locks on a file as soon as it closes the file anywhere."""
    sqlite_shop.close()
    path = Path(sqlite_shop.address)
    aside = path.with_name("aside")
    with replacing.taken(path) as seat:
        seat.set_aside(aside)
        assert aside.read_bytes() == path_bytes_in_a_process(path)
        assert in_a_process(sell_once, str(path)) == 1
    assert in_a_process(sell_once, str(path)) == 0


def path_bytes_in_a_process(path: Path) -> bytes:
    """Read a file without touching the locks that this process has on it."""
    copy = path.with_name("read elsewhere")
    assert in_a_process(_copy, (path, copy)) == 0
    return copy.read_bytes()


def _copy(files: tuple[Path, Path]) -> None:
    files[1].write_bytes(files[0].read_bytes())


def test_a_shop_made_where_nothing_was_is_kept(
    sqlite_shop: Services,
    tmp_path: Path,
    clock: SetClock,
    before_replacing: Callable[[Callable[[], object]], None],
) -> None:
    made = sqlite_shop.backups.now()
    new = str(tmp_path / "new.db")
    before_replacing(lambda: small_shop(new).close())
    with pytest.raises(types.ShopInUse, match="Nothing was changed"):
        backups(new, clock=clock).restore(str(made.path))
    shop = open_shop(new, clock=clock)
    assert shop.audit.verify().clean
    shop.close()


def test_a_shop_put_in_the_place_of_ruins_meanwhile_is_kept(
    sqlite_shop: Services,
    clock: SetClock,
    before_replacing: Callable[[Callable[[], object]], None],
) -> None:
    made = sqlite_shop.backups.now()
    sqlite_shop.close()
    path = Path(sqlite_shop.address)
    spoil(path, 0.0, 100)

    other = str(path.with_name("other.db"))
    small_shop(other).close()

    def mend() -> None:
        Path(other).replace(path)

    mended = contents(other)
    before_replacing(mend)
    with pytest.raises(types.ShopInUse) as caught:
        backups(str(path), clock=clock).restore(str(made.path))
    assert "Nothing was changed" in Translator("en").render(caught.value)
    assert contents(path) == mended


def test_a_server_that_is_filled_meanwhile_is_kept(
    sqlite_shop: Services,
    postgres_url: str,
    clock: SetClock,
    before_replacing: Callable[[Callable[[], object]], None],
) -> None:
    made = sqlite_shop.backups.now()

    def come() -> None:
        other = small_shop(postgres_url)
        sell(other, 7700)
        other.close()

    before_replacing(come)
    with pytest.raises(types.RestoreNeedsEmpty):
        backups(postgres_url, clock=clock).restore(str(made.path))
    shop = open_shop(postgres_url, clock=clock)
    verdict = shop.audit.verify()
    shop.close()
    assert verdict.clean
    assert verdict.figures.operations == 7
