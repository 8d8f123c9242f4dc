"""Where the tour goes: the main jobs of a morning, in the order in which they come."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from smbcrm.core.i18n import N_
from smbcrm.membership.customers.types import Details
from smbcrm.membership.items.types import ItemKind
from smbcrm.membership.occasions.types import OccasionKind
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import ItemQuantity, SaleRequest
from smbcrm.ui.counter.sale_panel import SalePanel
from smbcrm.ui.open_shop import OpenShop
from smbcrm.ui.opening import Opening
from smbcrm.ui.tour.hands import Hands, Lost

Go = Callable[[Hands, Opening], None]

# Whom the tour serves, found by the end of the phone or by initials; and a name to type.
_REGULAR = {"en": "0142", "zh_CN": "cyt", "zh_TW": "林佩珊"}
_NEW = {"en": "Linda Lin 林美玲", "zh_CN": "欧阳美玲", "zh_TW": "歐陽美玲"}
_AMOUNT = {"en": "58+10", "zh_CN": "268+68", "zh_TW": "980+250"}
_COMPANY = {"en": "Casco Bay", "zh_CN": "鹭江商务", "zh_TW": "永康整合"}
_FILE = {"en": "Formula.txt", "zh_CN": "泡法.txt", "zh_TW": "修改紀錄.txt"}
_MID_AUTUMN = (*["Down"] * 8, "Tab", *["Down"] * 15)
"""The 15th of the 8th month, from an empty month on."""
_PARTS = (
    *("shop", "items", "staff", "tiers", "what_if", "tier_review"),
    *("points", "benefits", "fields", "look", "backup", "records", "privacy", "changes"),
)
_OPENED = {"backup": "backup_now"}
_TRIED = {"en": "900", "zh_CN": "4500", "zh_TW": "27000"}
"""The spend from which gold might be reached: less than before."""
_VISITS = "20"
_COUNTED = {"en": "40111", "zh_CN": "81200", "zh_TW": "50100"}
"""The drawer in the evening, the largest notes first: a little short."""
# A list as shops have them: a title above, a total below, signs and blanks in the numbers.
_LIST = """\
{title},,,,,,
,,,,,,
姓名,手机,卡号,等级,储值余额,积分,生日
陈雨彤,{phone}1,10001,钻石,"1,050.00",320,农历八月十五
曾小燕,{phone}2,10002,尊享金卡,68.5,0,1990-05-01
Mary O'Brien,{phone}3,10003,普通,,12,1984-05-17
解　敏,{phone}4,10004,银卡,见本子,88,闰四月初一
合计,,,,"1,118.50",420,
"""
_JUMP = {"en": "co", "zh_CN": "cy", "zh_TW": "lp"}
_PHONE = {"en": "207555018", "zh_CN": "1360013600", "zh_TW": "091234567"}


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop: what is done, and the name of the picture of it."""

    name: str
    go: Go


def _keys(*keys: str) -> Go:
    return lambda hands, _: hands.press(*keys)


def _typing(text: str, *before: str) -> Go:
    def go(hands: Hands, _: Opening) -> None:
        hands.press(*before)
        hands.type(text)

    return go


def stops(language: str) -> Iterator[Stop]:
    """Yield the stops in their order."""
    yield Stop("first-run", _keys())
    yield Stop("counter", _keys("2"))
    yield Stop("search", _typing(_REGULAR[language]))
    yield Stop("customer", _keys("Enter"))
    yield from _customer_page(language)
    yield Stop("explain", _explain)
    yield Stop("amount", _typing(_AMOUNT[language], "Esc", "Esc", "F5"))
    yield Stop("sale", _voucher)
    yield Stop("done", _keys("Enter"))
    yield Stop("bill", _keys("F9"))
    yield Stop("undone", _keys("Esc", "Ctrl+Z"))
    yield Stop("top-up", _keys("F6", "Right"))
    yield Stop("store-credit", _typing("300", "Esc", "F7"))
    yield Stop("redeem", _rewards)
    yield Stop("visit", _keys("Esc", "F8"))
    yield Stop("refund", _refund)
    yield Stop("nobody", _typing("zzzz", "Esc", "Esc", "F2"))
    yield Stop("new-customer", partial(_new_customer, language))
    yield Stop("customers", _keys("Esc", "Ctrl+2"))
    yield Stop("company", partial(_company, language))
    yield Stop("duplicates", partial(_duplicates, language))
    yield from _imports(language)
    yield Stop("day-close", partial(_close_day, language))
    for part in _PARTS:
        yield Stop(f"settings-{part}", partial(_settings, part))
        if part == "what_if":
            yield Stop("settings-replayed", partial(_replay, language))
        if part == "benefits":
            yield Stop("settings-voucher", lambda hands, _: hands.click("voucher_add"))
    yield Stop("palette", _typing(_JUMP[language], "Ctrl+1", "Ctrl+K"))
    yield Stop("keys", _keys("Esc", "F1"))
    yield Stop("empty-shop", partial(_empty, language))


def _imports(language: str) -> Iterator[Stop]:
    """Yield the stops of the imports."""
    yield Stop("import-file", _keys("Ctrl+3"))
    yield Stop("import-columns", partial(_bring, language))
    yield Stop("import-check", _keys("Enter"))
    yield Stop("import-done", _keys("Enter"))
    yield Stop("import-changes", partial(_bring_back, language))


def _customer_page(language: str) -> Iterator[Stop]:
    """Yield what there is to see on the page of a customer."""
    yield Stop("customer-page", _keys("Ctrl+O"))
    yield Stop("customer-notes", partial(_notes, language))
    yield Stop("customer-consent", _keys("Ctrl+PgDown"))
    yield Stop("customer-erase", lambda hands, _: hands.click("customer_erase"))
    yield Stop("customer-changes", _changes)
    yield Stop("customer-edit", _edit_customer)
    yield Stop("balance", _keys("Esc", "Ctrl+PgUp", "Ctrl+PgUp"))
    yield Stop("balance-bill", _keys("End", "Enter"))


def _notes(language: str, hands: Hands, opening: Opening) -> None:
    """Keep what was done last as a file, too, and look at records and files."""
    shop = _shop(opening)
    services, customer = shop.desk.services, _open_customer(shop)
    path = Path(opening.premises.folder) / _FILE[language]
    path.write_text(services.records.of(customer).records[0].text, "utf-8")
    services.attachments.add(customer, path)
    hands.press(*["Ctrl+PgDown"] * 3, *["Tab"] * 7)


def _company(language: str, hands: Hands, opening: Opening) -> None:
    """Look at the company among the customers."""
    shop = _shop(opening)
    (company,) = shop.desk.services.customers.find(_COMPANY[language], 1)
    shop.go(f"customer/{company.id}")
    hands.settle()


def _changes(hands: Hands, _: Opening) -> None:
    """Leave the question that erases, and look who changed what."""
    hands.press("Esc")
    hands.click("customer_changes")


def _edit_customer(hands: Hands, _: Opening) -> None:
    """Leave what was changed, and edit."""
    hands.press("Esc")
    hands.click("customer_edit")


def _voucher(hands: Hands, opening: Opening) -> None:
    """Use a voucher in the sale that is being made."""
    panel = _shop(opening).counter.flow.panel
    if not isinstance(panel, SalePanel):
        raise Lost
    free = (chip for chip in panel.vouchers.chips.values() if not chip.isChecked())
    next(free).setFocus()
    hands.press("Space")
    panel.focus_first()


def _rewards(hands: Hands, opening: Opening) -> None:
    """Look at what there is for points, and choose something."""
    shop = _shop(opening)
    hands.click_said(shop.desk.say(N_("A reward")))
    panel = shop.counter.flow.panel
    if panel is None:
        raise Lost
    panel.focus_first()
    hands.press("Down")


def _replay(language: str, hands: Hands, _: Opening) -> None:
    """Try another rule on the last twelve months."""
    hands.click("what_if_spend")
    hands.press("Ctrl+A")
    hands.type(_TRIED[language])
    hands.click("what_if_visits")
    hands.press("Ctrl+A")
    hands.type(_VISITS)
    hands.press("Enter")


def _refund(hands: Hands, opening: Opening) -> None:
    """Give one of two lines back that were paid with stored value and in cash."""
    shop = _shop(opening)
    desk, customer = shop.desk, _open_customer(shop)
    sold = [one for one in desk.services.items.find("", 20) if one.kind is ItemKind.SERVICE][-2:]
    items, due = tuple(ItemQuantity(one.code) for one in sold), sum(one.price for one in sold)
    quoted = desk.services.till.quote_sale(SaleRequest(desk.act(), customer, items=items))
    stored = min(due // 4, quoted.before.stored)
    paid = {Means.STORED: stored, Means.CASH: quoted.amount - stored}
    desk.services.till.sale(SaleRequest(desk.act(), customer, items=items, payments=paid))
    hands.settle()
    hands.press("Esc", "Ctrl+R", "Space")


def _open_customer(shop: OpenShop) -> int:
    if shop.counter.view is None:
        raise Lost
    return shop.counter.view.shown.customer.id


def _explain(hands: Hands, _: Opening) -> None:
    """Go back from the bill, and have the balance explained."""
    hands.press("Esc")
    hands.click("explain_balance")


def _new_customer(language: str, hands: Hands, opening: Opening) -> None:
    """Type a name, the phone of somebody who is here already, and a lunar birthday."""
    hands.press("Esc", "Esc", "F3")
    hands.type(_NEW[language])
    hands.press("Tab", "Tab", "Tab")
    find = _shop(opening).desk.services.customers.find
    hands.type(find(_REGULAR[language], 1)[0].phone)
    hands.press("Tab", "Tab", "Tab", "Right", "Tab")
    hands.type("1990")
    hands.press("Tab", *_MID_AUTUMN)


def _duplicates(language: str, hands: Hands, opening: Opening) -> None:
    """Add a regular once more, as it happens in a hurry, and look at both side by side."""
    customers = _shop(opening).desk.services.customers
    twin = customers.find(_REGULAR[language], 1)[0]
    known = customers.get(twin.id).profile
    born = tuple(one for one in known.occasions if one.kind is OccasionKind.BIRTHDAY)
    phones = tuple(one.typed for one in known.phones)
    name, notes = known.full_name, _NEW[language]
    customers.add(Details(full_name=name, phones=phones, occasions=born, notes=notes))
    hands.press("Ctrl+Shift+M")


def _bring(language: str, hands: Hands, opening: Opening) -> None:
    """Put a list on the table and have a look at its columns."""
    path = Path(opening.premises.folder) / "list.csv"
    title = {"en": "Regulars", "zh_CN": "会员名单", "zh_TW": "顧客名單"}[language]
    text = _LIST.format(title=title, phone=_PHONE[language])
    path.write_text(text, "utf-8-sig")
    _shop(opening).go(f"import/{path}")
    hands.settle()


def _bring_back(language: str, hands: Hands, opening: Opening) -> None:
    """Bring a list of the shop's own back, in which somebody has another name now."""
    desk = _shop(opening).desk
    path = Path(opening.premises.folder) / "customers.xlsx"
    desk.services.lists.export_to_edit(path, desk.words.translator, replace=True)
    name = desk.services.customers.find(_REGULAR[language], 1)[0].full_name
    with ZipFile(path) as book:
        parts = {part: book.read(part) for part in book.namelist()}
    with ZipFile(path, "w", ZIP_DEFLATED) as book:
        for part, content in parts.items():
            book.writestr(part, content.replace(name.encode(), _NEW[language].encode()))
    _shop(opening).go(f"import/{path}")
    hands.settle()
    hands.press("Enter")


def _close_day(language: str, hands: Hands, opening: Opening) -> None:
    """Count the cash of the morning."""
    _shop(opening).go("close")
    hands.settle()
    for count in _COUNTED[language]:
        hands.type(count)
        hands.press("Enter")


def _settings(part: str, hands: Hands, opening: Opening) -> None:
    _shop(opening).go(f"settings/{part}")
    hands.settle()
    if part in _OPENED:
        hands.click(_OPENED[part])


def _empty(language: str, hands: Hands, opening: Opening) -> None:
    """Begin again with an empty shop."""
    opening.begin_anew()
    hands.settle()
    hands.press("3")
    hands.type({"en": "Corner shop", "zh_CN": "街角小店", "zh_TW": "街角小店"}[language])
    hands.press("Enter")


def _shop(opening: Opening) -> OpenShop:
    if opening.session is None:
        raise Lost
    return opening.session.content
