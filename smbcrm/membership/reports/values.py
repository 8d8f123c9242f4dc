"""What lies on accounts, and tiers, as the values of a document."""

from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Currency, Money
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.ledger.words import account_words
from smbcrm.membership.lists.types import Kind
from smbcrm.membership.reports.document import Coded
from smbcrm.membership.tiers.types import Tier

_MONEY = frozenset({AccountKind.PRINCIPAL, AccountKind.GIFT, AccountKind.CREDIT})


def is_money(kind: AccountKind) -> bool:
    """Tell whether accounts of a kind hold money, rather than so many of something."""
    return kind in _MONEY


def column_kind(kind: AccountKind) -> Kind:
    """Return what stands in a column of amounts on accounts of a kind."""
    return Kind.MONEY if is_money(kind) else Kind.COUNT


def amount_on(kind: AccountKind, amount: int, currency: Currency) -> Money | int:
    """Return an amount on an account of a kind: money, or a count."""
    return Money(amount, currency) if is_money(kind) else amount


def titled(kind: AccountKind, unit: str, name: str) -> Text:
    """Return what accounts of a kind and unit are called; visits by their package and its name."""
    if package := package_name(unit, name):
        return Text(N_("Visit package {package}"), {"package": package})
    return account_words(kind)


def package_name(unit: str, name: str) -> str:
    """Return what visits of a unit are called: the package's name, its code where that is gone."""
    return name or unit.partition(":")[2]


def numbered(number: int) -> Coded:
    """Return a number that names something, and is therefore not written in groups."""
    return Coded(number, Text(str(number)))


def tier_named(tier: Tier) -> Coded:
    """Return a tier: the name that the shop gave it stays as it is."""
    return Coded(tier.code, Text("{name}", {"name": tier.name}))
