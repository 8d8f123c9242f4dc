"""Items: pure rules."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from smbcrm.core.amounts import LARGEST
from smbcrm.core.i18n import N_
from smbcrm.core.text import clean
from smbcrm.membership.customers.folding import fold
from smbcrm.membership.customers.search_keys import match, parse_query
from smbcrm.membership.items import wrong
from smbcrm.membership.items.types import (
    BadItem,
    Item,
    ItemChanges,
    ItemKind,
    KindOfItem,
    NewItem,
)

LARGEST_FACTOR = 10_000
LONGEST_NAME = 200

CODE = re.compile(r"(?:(?!_)[\w.-]){1,40}")
"""What a code that people type may be, of an item, a voucher or a reward."""


_BARCODE_FORM = N_("A barcode has 1 to 40 letters, digits, dots or hyphens.")


def plain_code(text: str) -> str:
    """Return a code or barcode as it is kept: wide digits and letters are plain ones.

    So a scanner finds what was typed with a Chinese keyboard, and no card gets its number.

    >>> plain_code(" ６８１０ ")
    '6810'
    """
    return unicodedata.normalize("NFKC", text).strip()


def exact(items: Sequence[Item], code: str) -> Item | None:
    """Return the item with a code or barcode as it is written, wide or plain; a code comes first.

    What was kept wide before is found as it stands.
    """
    for text in dict.fromkeys((code, plain_code(code))):
        for written in ("code", "barcode"):
            for item in items:
                if getattr(item, written) == text:
                    return item
    return None


def check_item(new: NewItem) -> NewItem:
    """Return an item as it is kept; raise BadItem. The name stays raw, but for NUL."""
    code, barcode = plain_code(new.code), plain_code(new.barcode or "")
    name = clean(new.name)
    parts = (
        (CODE.fullmatch(code) is not None, wrong.CODE_FORM),
        (not barcode or CODE.fullmatch(barcode) is not None, _BARCODE_FORM),
        (bool(name.strip()) and len(name) <= LONGEST_NAME, wrong.NAME_FORM),
        (0 <= new.price <= LARGEST, wrong.PRICE_FORM),
        (0 <= new.points_factor <= LARGEST_FACTOR, wrong.FACTOR_FORM),
    )
    wrong.check_parts(BadItem, parts)
    return replace(new, code=code, barcode=barcode or None, name=name)


def changed(item: Item, changes: ItemChanges) -> Item:
    """Return an item with its changes; raise BadItem, KindOfItem."""
    if changes.kind not in {None, item.kind} and ItemKind.PACKAGE in {item.kind, changes.kind}:
        raise KindOfItem(code=item.code)
    kept = NewItem(item.code, item.name, item.price, item.kind, item.barcode, item.points_factor)
    new = check_item(replace(kept, **changes.given()))
    return Item(
        item.id,
        item.code,
        new.name,
        new.kind,
        new.price,
        new.barcode,
        new.points_factor,
        active=item.active,
    )


def rule_of(item: Item) -> dict[str, object]:
    """Return what of an item makes a difference in money."""
    return {"price": item.price, "points_factor": item.points_factor}


def found(items: Iterable[Item], text: str, limit: int) -> tuple[Item, ...]:
    """Return the active items that a typed text finds, the likeliest first; all of an empty text.

    First whose code or barcode it is, then whose code or name begins with it, then whose name
    holds it anywhere, or begins a word or the pinyin of one with it, or has such initials.
    """
    typed = fold(text).strip()
    ranked = [(_rank(item, typed), item) for item in items if item.active]
    best = sorted((rank, item.code, item) for rank, item in ranked if rank is not None)
    return tuple(item for _, _, item in best[:limit])


def _rank(item: Item, typed: str) -> int | None:
    code, name = fold(item.code), fold(item.name)
    if not typed or typed in {code, fold(item.barcode or "")}:
        return 0
    if code.startswith(typed) or name.startswith(typed):
        return 1
    if typed in name:
        return 2
    query = parse_query(typed)
    if query is not None and match(query, (item.name,), (), (), "") is not None:
        return 3
    return None
