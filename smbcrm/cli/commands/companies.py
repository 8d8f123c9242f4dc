"""`company`, `contact` and `address`: companies, who is reached there, where they get things."""

import argparse

from smbcrm.cli.command import Argument, Command, Facts, Group, Part, Reply
from smbcrm.cli.company_parts import company_data, company_parts
from smbcrm.cli.context import Context
from smbcrm.cli.details import PLACE
from smbcrm.cli.wording import named
from smbcrm.core.i18n import N_
from smbcrm.membership.companies.types import ContactSaid, DeliverySaid
from smbcrm.membership.customers.types import Details, Saved

_CODE = Argument("customer", N_("code, card number, or a text that finds one only"), "CODE")
_CONTACT = Argument("contact", N_("name, code, or number in the list"), "CONTACT")
_ADDRESS = Argument("delivery", N_("name, or number in the list"), "ADDRESS")
_REACHED = (
    Argument("--person", N_("the customer of the shop who it is; empty: none"), "CUSTOMER"),
    Argument("--role", N_("what they do there"), "TEXT"),
    Argument("--phone", N_("at work")),
    Argument("--email", N_("at work")),
    Argument("--main", N_("the main one from now on"), flag=True),
)


def _show(context: Context, args: argparse.Namespace) -> Reply:
    return Reply(*_shown(context, context.customer(args.customer)))


def _shown(context: Context, company: int) -> tuple[dict[str, object], list[Part]]:
    known = context.services.customers.get(company)
    profile, currency = known.profile, context.shop.currency
    people = context.services.companies.people(company)
    data = {"code": known.code, "full_name": profile.full_name}
    who = Facts([(N_("Customer"), named(profile.full_name, known.code))])
    parts = [who, *company_parts(profile, people, currency)]
    return {**data, **company_data(profile, people, currency)}, parts


def _saved(context: Context, saved: Saved) -> Reply:
    data, parts = _shown(context, saved.id)
    return Reply({**data, "warnings": list(saved.warnings)}, (*parts, *saved.warnings))


def _edit(context: Context, args: argparse.Namespace) -> Reply:
    details = Details(
        tax_id=args.tax_id,
        bank=args.bank,
        bank_account=args.account,
        currency=args.currency,
        payment_days=args.terms,
        credit_limit=args.credit_limit,
    )
    customer = context.customer(args.customer)
    return _saved(context, context.services.customers.edit(customer, details, context.act))


def _contact(context: Context, args: argparse.Namespace, name: str | None) -> ContactSaid:
    person = args.person
    if person is not None:
        person = context.customer(person) if person.strip() else 0
    return ContactSaid(name, args.role, args.phone, args.email, person, args.main)


def _add_contact(context: Context, args: argparse.Namespace) -> Reply:
    company, said = context.customer(args.customer), _contact(context, args, args.name)
    return _saved(context, context.services.companies.put_contact(company, said, None, context.act))


def _edit_contact(context: Context, args: argparse.Namespace) -> Reply:
    company, said = context.customer(args.customer), _contact(context, args, args.name)
    put = context.services.companies.put_contact
    return _saved(context, put(company, said, args.contact, context.act))


def _remove_contact(context: Context, args: argparse.Namespace) -> Reply:
    company = context.customer(args.customer)
    drop = context.services.companies.drop_contact
    return _saved(context, drop(company, args.contact, context.act))


def _delivery(args: argparse.Namespace, label: str | None) -> DeliverySaid:
    place = (args.province, args.city, args.district, args.postcode, args.country)
    return DeliverySaid(label, args.address, *place)


def _add_address(context: Context, args: argparse.Namespace) -> Reply:
    company, said = context.customer(args.customer), _delivery(args, args.label)
    put = context.services.companies.put_delivery
    return _saved(context, put(company, said, None, context.act))


def _edit_address(context: Context, args: argparse.Namespace) -> Reply:
    company, said = context.customer(args.customer), _delivery(args, args.name)
    put = context.services.companies.put_delivery
    return _saved(context, put(company, said, args.delivery, context.act))


def _remove_address(context: Context, args: argparse.Namespace) -> Reply:
    company = context.customer(args.customer)
    drop = context.services.companies.drop_delivery
    return _saved(context, drop(company, args.delivery, context.act))


COMPANY = Group(
    "company",
    N_("companies: tax id, bank account, currency, terms, contacts and delivery addresses"),
    (
        Command("show", N_("show what a company is dealt with by"), _show, (_CODE,)),
        Command(
            "edit",
            N_("change what is given, and nothing else; an empty text empties a field"),
            _edit,
            (
                _CODE,
                Argument("--tax-id", N_("as it is written on their papers"), "NUMBER"),
                Argument("--bank", N_("their bank"), "TEXT"),
                Argument("--account", N_("account number or IBAN"), "NUMBER"),
                Argument("--currency", N_("of ISO 4217; empty: that of the shop"), "CURRENCY"),
                Argument("--terms", N_("in how many days they pay"), "DAYS"),
                Argument("--credit-limit", N_("in their currency; it only informs"), "LIMIT"),
            ),
            writes=True,
        ),
    ),
)

CONTACT = Group(
    "contact",
    N_("who is reached at a company"),
    (
        Command(
            "add",
            N_("add one: a name, or a customer of the shop"),
            _add_contact,
            (_CODE, Argument("name", N_("name"), "NAME", optional=True), *_REACHED),
            writes=True,
        ),
        Command("list", N_("show them, the main one first"), _show, (_CODE,)),
        Command(
            "edit",
            N_("change what is given, and nothing else; an empty text empties a field"),
            _edit_contact,
            (_CODE, _CONTACT, Argument("--name", N_("name"), "NAME"), *_REACHED),
            writes=True,
        ),
        Command("remove", N_("take one away"), _remove_contact, (_CODE, _CONTACT), writes=True),
    ),
)

ADDRESS = Group(
    "address",
    N_("where a company has things brought to"),
    (
        Command(
            "add",
            N_("add one under a name"),
            _add_address,
            (_CODE, Argument("label", N_("what it is called"), "ADDRESS"), *PLACE),
            writes=True,
        ),
        Command("list", N_("show them"), _show, (_CODE,)),
        Command(
            "edit",
            N_("change what is given, and nothing else; an empty text empties a field"),
            _edit_address,
            (_CODE, _ADDRESS, Argument("--name", N_("what it is called"), "TEXT"), *PLACE),
            writes=True,
        ),
        Command("remove", N_("take one away"), _remove_address, (_CODE, _ADDRESS), writes=True),
    ),
)
