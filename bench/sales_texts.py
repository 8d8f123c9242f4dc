"""What the baseline of a sale has to write as text: the request's hash and the bill."""

import calendar
import datetime as dt
import hashlib
import json
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from smbcrm.models.session import SqlRow

if TYPE_CHECKING:
    from bench.sales_baseline import Sale

_NOT_HERE: dict[str, object] = {
    **dict.fromkeys(("refunds", "refunds_bill", "again_until")),
    "gift_spent": 0,
    "taker": None,
    **dict.fromkeys(("visits", "vouchers"), ()),
    "reward": None,
}
"""What a bill says of refunds, withdrawals, transfers, packages, vouchers and rewards: nothing."""


def end_of_month_in_a_year(day: dt.date) -> str:
    """Return the last day of the same month next year: when points end."""
    last = calendar.monthrange(day.year + 1, day.month)[1]
    return dt.date(day.year + 1, day.month, last).isoformat()


def request_hash(sale: "Sale") -> str:
    """Return sha256 of the kind and the arguments that were given, in the order of their names."""
    parts = ["sale"]
    if not sale.items:
        parts.append(f"amount={sale.amount}")
    parts.append(f"customer={sale.customer}")
    if sale.items:
        parts.append("items=" + ",".join(f"{code}*1000" for code in sorted(sale.items)))
    if sale.means != "cash":
        parts.append(f"payments={sale.means}={sale.amount}")
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def bill_text(  # noqa: PLR0913 - the parts of a bill
    sale: "Sale",
    settings: dict[str, str],
    names: tuple[str, str, str, str],
    whom: SqlRow,
    items: list[SqlRow],
    before: dict[str, int],
    parts: tuple[int | None, int | None],
    points: int,
    bill_number: int,
) -> str:
    """Return the bill as JSON; `names` are those of staff, till and tier, and its code."""
    after = before["principal"] - (parts[0] or 0), before["gift"] - (parts[1] or 0)
    bill = {
        **_head(sale, bill_number),
        "language": whom[4] or settings["shop.document_language"],
        "currency": {"code": settings["shop.currency"], "exponent": 2},
        "shop": _shop(settings["shop.name"]),
        **dict(zip(("staff", "terminal"), names, strict=False)),
        "amount": sale.amount,
        "customer": _customer(whom, *names[2:]),
        "lines": _lines(sale, items),
        "gross": sale.amount,
        "discount": 0,
        **dict.fromkeys(("tax", "tax_rate")),
        "payments": [_payment(sale, parts)],
        "gift": 0,
        "points": points,
        "before": _balances(before["principal"], before["gift"], before["points"]),
        "after": _balances(*after, before["points"] + points),
        "reverses": None,
        "local_time": _local_time(sale, settings["shop.time_zone"]),
        "points_worth": before["points"] + points,  # 100 points are worth 1.00
        **_NOT_HERE,
    }
    return json.dumps(bill, ensure_ascii=False, separators=(",", ":"))


def _head(sale: "Sale", bill_number: int) -> dict[str, object]:
    return {
        "version": 1,
        "operation": sale.id,
        "kind": "sale",
        "bill_number": bill_number,
        "business_date": sale.day.isoformat(),
        "recorded_at": sale.recorded_at,
    }


def _shop(name: str) -> dict[str, str]:
    return {"name": name, **dict.fromkeys(("address", "phone", "tax_number", "note"), "")}


def _local_time(sale: "Sale", zone: str) -> str:
    local = dt.datetime.fromisoformat(sale.recorded_at).astimezone(ZoneInfo(zone))
    return f"{local:%Y-%m-%dT%H:%M}"


def _lines(sale: "Sale", items: list[SqlRow]) -> list[dict[str, object]]:
    found = [_line(code, name, price) for _, code, name, price, _, _ in items]
    return found or [_line("", "", sale.amount)]


def _payment(sale: "Sale", parts: tuple[int | None, int | None]) -> dict[str, object]:
    cash = sale.means == "cash"
    return {
        "means": sale.means,
        "amount": sale.amount,
        "points": None,
        "given": sale.amount if cash else None,
        "change": 0 if cash else None,
        "principal": parts[0],
        "gift": parts[1],
    }


def _customer(whom: SqlRow, tier: str, tier_code: str) -> dict[str, object]:
    digits = whom[12].removeprefix("+86")
    return {
        "id": whom[0],
        "code": whom[1],
        "name": whom[2],
        "phone": f"{digits[:3]} {digits[3:7]} {digits[7:]}",
        "address": "",
        "card": whom[13],
        "tier": tier,
        "given_name": whom[3],
        "tier_code": tier_code,
    }


def _line(code: str, name: str, price: int) -> dict[str, object]:
    return {"code": code, "name": name, "quantity": 1000, "price": price, "gross": price}


def _balances(principal: int, gift: int, points: int) -> dict[str, int]:
    return {"principal": principal, "gift": gift, "credit": 0, "points": points}
