"""`init`, `demo` and `setting`: the shop itself."""

import argparse

from smbcrm.cli.command import Argument, Command, Facts, Group, Reply, Table
from smbcrm.cli.context import Context
from smbcrm.cli.typed import read_count, read_shop
from smbcrm.core.amounts import parse_amount
from smbcrm.core.currency_codes import checked_currency
from smbcrm.core.i18n import N_, Text
from smbcrm.core.machine import full_address
from smbcrm.core.money import Currency, Money
from smbcrm.core.settings import BadSetting, Setting
from smbcrm.membership.services import Services
from smbcrm.membership.setup.service import NewShop
from smbcrm.membership.shop.service import SettingValue, setting_called
from smbcrm.membership.shop.settings import OFF

_WHERE = Argument(
    "where", N_("a new file, or an empty PostgreSQL database"), "FILE|URL", read=read_shop
)
_STANDARD = NewShop("Shopbell")
_CURRENCY = N_("such as USD, CNY, TWD; it cannot be changed later")


def _init(context: Context, args: argparse.Namespace) -> Reply:
    from smbcrm import bootstrap  # noqa: PLC0415 - help must not wait for the databases

    currency = Currency.of(checked_currency(args.currency))
    thresholds = (
        None if text is None else parse_amount(text, currency)
        for text in (args.silver_from, args.gold_from)
    )
    silver, gold = thresholds
    new = NewShop(
        args.name,
        args.currency,
        args.region,
        args.time_zone,
        context.translator.language,
        silver,
        gold,
    )
    return _made(context.take(bootstrap.create_shop(full_address(args.where), new)))


def _demo(context: Context, args: argparse.Namespace) -> Reply:
    from smbcrm import bootstrap  # noqa: PLC0415 - help must not wait for the databases

    made = bootstrap.make_demo(
        full_address(args.where),
        customers=args.customers,
        seed=args.seed,
        language=context.translator.language,
        progress=context.progress,
    )
    return _made(context.take(made))


def _made(services: Services) -> Reply:
    shop = services.shop.shop()
    count = services.customers.count()
    data = {
        "shop": shop.name,
        "currency": shop.currency.code,
        "region": shop.region,
        "time_zone": shop.day.zone.key,
        "document_language": shop.language,
        "customers": count,
    }
    facts = Facts(
        [
            (N_("Name of the shop"), shop.name),
            (N_("Currency"), shop.currency.code),
            (N_("Region"), shop.region),
            (N_("Time zone"), shop.day.zone.key),
            (N_("Language of documents"), shop.language),
            (N_("Customers"), count),
        ]
    )
    return Reply(data, (Text(N_("The shop is made.")), facts))


def _list(context: Context, _: argparse.Namespace) -> Reply:
    values, currency = context.services.shop.all(), context.shop.currency
    table = Table(
        (N_("Setting"), N_("Value"), N_("Meaning")),
        [(one.setting.key, f"{_value(one, currency)}", Text(one.setting.label)) for one in values],
    )
    return Reply({"settings": [_setting(one, currency) for one in values]}, (table,))


def _get(context: Context, args: argparse.Namespace) -> Reply:
    value, currency = context.services.shop.get(args.key), context.shop.currency
    return Reply(_setting(value, currency), (f"{_value(value, currency)}",))


def _set(context: Context, args: argparse.Namespace) -> Reply:
    currency = context.shop.currency
    text = _stored(setting_called(args.key), args.value, currency)
    done = context.services.shop.set(args.key, text, context.act)
    told = {"key": args.key, "value": _value(done, currency)}
    return Reply(_setting(done, currency), (Text(N_("{key} is now: {value}"), told),))


def _value(one: SettingValue, currency: Currency) -> Money | str:
    """Return a value as people read it: an amount is stored in minor units."""
    if one.setting.amounts is None or not one.value.isdecimal():
        return one.value
    return Money(int(one.value), currency)


def _stored(setting: Setting[object], typed: str, currency: Currency) -> str:
    """Return what is stored of a value as it was typed; raise AmountRefused or BadSetting."""
    if setting.amounts is None:
        return typed
    text = typed.strip().lower()
    try:
        return setting.check(text if text == OFF else str(parse_amount(text, currency)))
    except BadSetting:
        takes = _takes(setting, currency)
        raise BadSetting(value=typed, key=setting.key, form=takes) from None


def _takes(setting: Setting[object], currency: Currency) -> Text:
    return setting.takes(lambda minor: Money(minor, currency))


def _setting(one: SettingValue, currency: Currency) -> dict[str, object]:
    money = {} if one.setting.amounts is None else {"currency": currency.code}
    return {
        "key": one.setting.key,
        **money,
        "value": _value(one, currency),
        "label": Text(one.setting.label),
        "form": _takes(one.setting, currency),
        "fixed": one.setting.fixed,
    }


_KEY = Argument("key", N_("a setting, see: smbcrm setting list"), "KEY")

INIT = Command(
    "init",
    N_("make a new, empty shop"),
    _init,
    (
        _WHERE,
        Argument("--name", N_("name of the shop"), "NAME", default=_STANDARD.name),
        Argument("--currency", _CURRENCY, "CODE", default=_STANDARD.currency),
        Argument("--region", N_("country, such as US, CN, TW"), "CODE", default=_STANDARD.region),
        Argument("--time-zone", N_("such as Asia/Taipei"), "ZONE", default=_STANDARD.time_zone),
        Argument("--silver-from", N_("spent in 12 months for silver"), "AMOUNT"),
        Argument("--gold-from", N_("spent in 12 months for gold"), "AMOUNT"),
    ),
)

DEMO = Command(
    "demo",
    N_("make a demo shop to play with"),
    _demo,
    (
        _WHERE,
        Argument("--customers", N_("how many customers"), "N", read=read_count, default=2000),
        Argument(
            "--seed", N_("the same seed makes the same shop"), "N", read=read_count, default=7
        ),
    ),
)

SETTING = Group(
    "setting",
    N_("read and change the settings of the shop"),
    (
        Command("list", N_("show all settings"), _list),
        Command("get", N_("show one setting"), _get, (_KEY,)),
        Command(
            "set",
            N_("change one setting"),
            _set,
            (_KEY, Argument("value", N_("the new value"), "VALUE")),
            writes=True,
        ),
    ),
)
