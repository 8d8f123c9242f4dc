"""A copy of another shop never takes the place of this one."""

from pathlib import Path

import pytest

from smbcrm.core.clock import SetClock
from smbcrm.membership.backups import types
from smbcrm.membership.services import Services
from tests.helpers.contents import contents
from tests.helpers.small_shop import sell, small_shop


def test_a_copy_of_another_shop_is_refused_and_nothing_changes(
    sqlite_shop: Services, clock: SetClock, tmp_path: Path
) -> None:
    other = small_shop(str(tmp_path / "other.db"), clock)
    sell(other, 123)
    foreign = other.backups.now()
    other.close()
    sell(sqlite_shop, 700)
    before = contents(sqlite_shop.address)
    with pytest.raises(types.CopyOfAnotherShop):
        sqlite_shop.backups.restore(str(foreign.path))
    assert contents(sqlite_shop.address) == before


def test_where_nothing_is_any_copy_will_do(sqlite_shop: Services) -> None:
    sell(sqlite_shop, 700)
    copy = sqlite_shop.backups.now()
    sqlite_shop.close()
    Path(sqlite_shop.address).unlink()
    sqlite_shop.backups.restore(str(copy.path))
    assert sqlite_shop.audit.verify().clean
