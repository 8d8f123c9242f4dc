"""What the last column of an example may say, and how it is looked up in the shop."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from smbcrm.core.money import Currency, Money
from smbcrm.membership.ledger.types import House, Lot
from smbcrm.membership.services import Services
from tests.helpers.twin import database
from tests.integration.examples.book import NotReadableError, day

_QUOTED = re.compile(r"“[^”]*”")
_STATEMENT = re.compile(r"(?P<label>.+?) (?P<value>-?[\d,.]+|[A-Z][a-z]+)")
_LASTING = re.compile(r"(?P<label>.+?) (?P<value>[\d,.]+) (?:until (?P<until>.+)|for ever)")
_CARD = re.compile(r"card (?P<number>\d+) (?P<state>[a-z]+)")
_VOUCHER = re.compile(r"voucher (?P<code>[A-Z]\d+) (?P<state>[a-z]+)")
_MEANS = {
    "in cash": "cash",
    "to the bank card": "card",
    "by WeChat Pay": "wechat",
    "to stored value": "stored",
    "to store credit": "credit",
    "in points": "points",
}
_LOTS = {
    "paid part": "principal",
    "gift part": "gift",
    "store credit": "credit",
    "points": "points",
}
_VISITS = "visits of "


@dataclass(frozen=True, slots=True)
class Answer:
    """What the program answered to a step: its data, its words, and the sentence of a refusal."""

    data: Mapping[str, Any]
    words: str = ""
    """As they are shown, with one blank where columns are parted by many."""
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """The shop after a step: whom the story is about by name, and the last answer."""

    services: Services
    customers: Mapping[str, int]
    answer: Answer

    @property
    def currency(self) -> Currency:
        """The shop's money."""
        return self.services.shop.shop().currency

    def amount(self, minor: int) -> str:
        """Return an amount as the examples write it: 1,050.00."""
        return self.currency.grouped(minor)


def said(then: str) -> list[tuple[str, str]]:
    """Return what a cell says as pairs of a name (or nothing) and one statement.

    Names stand before a colon and count up to the next semicolon; statements are parted by commas.
    Quoted words may hold any of these.
    """
    quotes = _QUOTED.findall(then)
    numbered = iter(range(len(quotes)))
    bare = _QUOTED.sub(lambda _: f"“{next(numbered)}”", then)
    pairs = []
    for clause in filter(None, map(str.strip, bare.split(";"))):
        name, colon, rest = clause.partition(": ")
        if not colon or name == "refused" or "“" in name:
            name, rest = "", clause
        for statement in rest.split(", "):
            whole = re.sub(r"“(\d+)”", lambda found: quotes[int(found[1])], statement.strip())
            pairs.append((name, whole))
    return pairs


def check(scene: Scene, name: str, statement: str) -> None:
    """Compare one statement with the shop; raise NotReadableError where it says nothing."""
    quoted = _QUOTED.search(statement)
    if quoted is not None and not name:
        verb, words = statement[: quoted.start()].strip(), quoted[0][1:-1]
        told = {"refused:": scene.answer.refusal, "says": scene.answer.words}.get(verb)
        if told is None:
            raise NotReadableError(f"nothing is known of: {statement!r}")
        assert words in told, f"said {words!r}, told {told!r}"
        return
    stated, found = _looked_up(scene, name, statement)
    assert found == stated, f"{statement!r} is said, {found} is found"


def _looked_up(scene: Scene, name: str, statement: str) -> tuple[str, str]:
    """Return the value that a statement gives and the one that the shop gives."""
    if lasting := _LASTING.fullmatch(statement):
        found = _lasting(scene, _customer(scene, name), lasting["label"], lasting["until"])
        return lasting["value"], found
    if card := _CARD.fullmatch(statement):
        return card["state"], str(scene.services.cards.show(card["number"]).card.state)
    if voucher := _VOUCHER.fullmatch(statement):
        return voucher["state"], str(scene.services.benefits.show(voucher["code"]).state)
    plain = _STATEMENT.fullmatch(statement)
    if plain is None:
        raise NotReadableError(f"nothing is known of: {statement!r}")
    return plain["value"], _counted(scene, name, plain["label"])


def _counted(scene: Scene, name: str, label: str) -> str:
    """Return how much or how many there is of something."""
    if label in _OWNED:
        return _OWNED[label](scene, _customer(scene, name))
    if label in _ANSWERED and not name:
        return _ANSWERED[label](scene)
    for begins, read in _OF.items():
        if label.startswith(begins):
            return read(scene, name, label.removeprefix(begins))
    raise NotReadableError(f"nothing is known of: {label!r}")


def _customer(scene: Scene, name: str) -> int:
    who = name or next(iter(scene.customers), "")
    if who not in scene.customers:
        raise NotReadableError(f"nobody of this example: {who!r}")
    return scene.customers[who]


def _lasting(scene: Scene, customer: int, label: str, until: str | None) -> str:
    """Return how much of something ends with a day, or never."""
    lots = scene.services.ledger.standing(customer).lots
    if label.startswith(_VISITS):
        lots = tuple(lot for lot in lots if lot.unit == f"visit:{label.removeprefix(_VISITS)}")
    elif label in _LOTS:
        lots = tuple(lot for lot in lots if lot.kind == _LOTS[label])
    else:
        raise NotReadableError(f"nothing lasts of: {label!r}")
    last = None if until is None else day(until)
    return _sum(scene, [lot for lot in lots if lot.expires_on == last])


def _sum(scene: Scene, lots: Iterable[Lot]) -> str:
    counted = [(lot.unit, lot.remaining) for lot in lots]
    total = sum(remaining for _, remaining in counted)
    money = scene.currency.code in {unit for unit, _ in counted}
    return scene.amount(total) if money else f"{total:,}"


def _visits(scene: Scene, customer: int, package: str) -> int:
    """Return how many visits are left today; raise UnknownPackage."""
    scene.services.packages.get(package)
    found = scene.services.visits.of_customer(customer)
    return sum(one.left for one in found if one.package.item.code == package)


def _back(scene: Scene, means: str) -> str:
    """Return what a refund gave back to a means of payment."""
    if means not in _MEANS:
        raise NotReadableError(f"nobody pays with: {means!r}")
    return scene.amount(
        sum(one["amount"].minor for one in _paid(scene) if one["means"] == _MEANS[means])
    )


def _paid(scene: Scene) -> Sequence[Mapping[str, Any]]:
    payments: Sequence[Mapping[str, Any]] = scene.answer.data["payments"]
    return payments


def _of_answer(key: str, sign: int = 1) -> Callable[[Scene], str]:
    """Return what reads an amount or a count of the last answer."""

    def read(scene: Scene) -> str:
        value = scene.answer.data[key] or 0
        if isinstance(value, Money):
            return scene.amount(sign * value.minor)
        return f"{sign * value:,}" if key != "bill_number" else str(value)

    return read


def _of_drawer(key: str) -> Callable[[Scene], str]:
    """Return what reads a sum of the drawer in a day close."""

    def read(scene: Scene) -> str:
        sections: Sequence[Mapping[str, Any]] = scene.answer.data["sections"]
        (drawer,) = (one for one in sections if one["section"] == "drawer")
        money: Money = drawer[key]
        return scene.amount(money.minor)

    return read


def _gift_spent(scene: Scene) -> str:
    spent = scene.answer.data["gift_spent"]
    return scene.amount(spent.minor if spent else 0)


def _change(scene: Scene) -> str:
    return scene.amount(sum(one["change"].minor for one in _paid(scene) if "change" in one))


def _drawer(scene: Scene) -> str:
    """Return the cash that went into the drawer, less what went out, over all the books."""
    row = database(scene.services).read(
        lambda work: work.session.row(
            "SELECT COALESCE(-SUM(e.amount), 0) FROM entry e JOIN account a ON a.id = e.account "
            "WHERE a.kind = ?",
            House.CASH.value,
        )
    )
    assert row is not None
    return scene.amount(int(row[0]))


def _operations(scene: Scene) -> str:
    return str(scene.services.audit.verify().figures.operations)


def _money(part: str) -> Callable[[Scene, int], str]:
    def read(scene: Scene, customer: int) -> str:
        return scene.amount(getattr(scene.services.ledger.standing(customer), part))

    return read


_OF: Mapping[str, Callable[[Scene, str, str], str]] = {
    _VISITS: lambda scene, name, code: str(_visits(scene, _customer(scene, name), code)),
    "stock of ": lambda scene, _, code: str(scene.services.rewards.get(code).stock),
    "back ": lambda scene, _, means: _back(scene, means),
}
"""What is said of a package, a reward or a means of payment."""

_OWNED: Mapping[str, Callable[[Scene, int], str]] = {
    "paid part": _money("principal"),
    "gift part": _money("gift"),
    "store credit": _money("credit"),
    "points": lambda scene, who: f"{scene.services.ledger.standing(who).points:,}",
    "tier": lambda scene, who: scene.services.customers.show(who).tier,
}
"""What a customer has today."""

_ANSWERED: Mapping[str, Callable[[Scene], str]] = {
    "bill": _of_answer("bill_number"),
    "net sale": _of_answer("amount"),
    "discount": _of_answer("discount"),
    "points earned": _of_answer("points"),
    "points taken back": _of_answer("points", -1),
    "change": _change,
    "goes back": _of_answer("amount"),
    "paid out": _of_answer("amount"),
    "gift voided": _of_answer("gift", -1),
    "gift spent before": _gift_spent,
    "cash in the drawer": _drawer,
    "expected in the drawer": _of_drawer("expected"),
    "counted in the drawer": _of_drawer("counted"),
    "difference": _of_drawer("difference"),
    "operations in the books": _operations,
}
"""What the last answer says, and what stands in the books."""
