"""Lists of sales in memory, and what of them a shop shows."""

from pathlib import Path

from smbcrm.core.ids import uuid7
from smbcrm.membership.customers.types import Details
from smbcrm.membership.imports.kinds import ListKind
from smbcrm.membership.imports.source import Cell
from smbcrm.membership.imports.types import ImportRequest
from smbcrm.membership.past_sales.types import PastSale
from smbcrm.membership.requests.types import Act
from tests.helpers.shops import StillShop

HEADS: tuple[Cell, ...] = ("日期", "单号", "手机", "姓名", "商品", "数量", "金额", "合计", "店员")


def request(
    shop: StillShop, *mapping: tuple[str, str], path: str = "sales.xlsx", act: Act | None = None
) -> ImportRequest:
    return ImportRequest(Path(path), act or Act(uuid7(shop.clock)), mapping, kind=ListKind.SALES)


def line(
    day: Cell = "2025-11-03 14:20",
    bill: Cell = None,
    phone: Cell = None,
    name: Cell = None,
    item: Cell = "剪发",
    quantity: Cell = 1,
    amount: Cell = None,
    total: Cell = None,
    by: Cell = None,
) -> tuple[Cell, ...]:
    return (day, bill, phone, name, item, quantity, amount, total, by)


def buyer(shop: StillShop, name: str = "王芳", phone: str = "13800138000") -> int:
    return shop.services.customers.add(Details(full_name=name, phones=(phone,))).id


def bought(shop: StillShop, customer: int) -> list[PastSale]:
    return list(shop.services.past_sales.of(customer, 100)[1])
