"""A Chinese salon without anybody in it, and lists to bring in."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from smbcrm import bootstrap
from smbcrm.core.clock import SetClock
from smbcrm.membership.services import Services
from smbcrm.membership.setup.service import NewShop
from smbcrm.ui.desk import Desk
from smbcrm.ui.imports.page import ImportPage
from tests.helpers.room import RecordingRoom, sit_down
from tests.helpers.salon import NOW
from tests.ui.imports.hands import show

DATA = Path(__file__).parents[2] / "data"
HEADS = ("姓名", "手机", "储值余额", "赠送余额")

MESSY_LIST = """\
美丽人生 会员名单 2026,,,,,
,,,,,
姓名,手机,卡号,储值余额,积分,生日
陈雨桐,138 0013 8000,10001,"¥1,050.00",320,农历八月十五
曾小燕,１３９１２３４５６７８,10002,¥68.5,0,1990-05-01
Mary O'Brien,+1 (415) 555-2671,10003,,12,5/17/1984
解　敏,13600136000.0,10004,"2,000.00",88,闰四月初一
合计,,,"3,118.50",420,
"""


@pytest.fixture
def empty_shop(tmp_path: Path) -> Iterator[Services]:
    """Yield a shop in China, at 23:24 on 21 November 2026."""
    new = NewShop("美丽人生", "CNY", "CN", "Asia/Shanghai")
    shop = bootstrap.create_shop(
        str(tmp_path / "empty.smbcrm"), new, clock=SetClock(NOW), durable=False
    )
    yield shop
    shop.close()


@pytest.fixture
def list_desk(empty_shop: Services, room: RecordingRoom) -> Desk:
    """Return a desk in the empty shop, in English."""
    return sit_down(empty_shop, room)


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    """Return the messy list, written as old programs in China do."""
    file = tmp_path / "会员名单.csv"
    file.write_text(MESSY_LIST, "gb18030")
    return file


@pytest.fixture
def long_list(tmp_path: Path) -> Callable[[int], Path]:
    """Return what writes a list of so many people with balances."""

    def write(count: int, name: str = "long.csv") -> Path:
        file = tmp_path / name
        with file.open("w", encoding="utf-8", newline="") as stream:
            lines = csv.writer(stream)
            lines.writerow(HEADS)
            lines.writerows((f"客人{i:05}", 13000000000 + i, "10.00", "2.50") for i in range(count))
        return file

    return write


@pytest.fixture
def page(list_desk: Desk, qtbot: QtBot) -> Iterator[ImportPage]:
    """Yield the page, shown and in use."""
    made = show(ImportPage(list_desk), qtbot)
    yield made
    made.course._pasted.forget()
