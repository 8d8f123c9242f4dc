"""`customer`: who the customers are."""

import argparse
from collections.abc import Sequence

from smbcrm.cli.command import Argument, Command, Facts, Group, Part, Reply, Table
from smbcrm.cli.commands.photos import PHOTO
from smbcrm.cli.company_parts import company_data, company_parts
from smbcrm.cli.context import Context
from smbcrm.cli.details import DETAILS, typed_details
from smbcrm.cli.secret import read_new_secret, read_secret
from smbcrm.cli.wording import (
    date_text,
    named,
    reason,
    worded,
)
from smbcrm.core.clock import BusinessDay
from smbcrm.core.i18n import N_, Text
from smbcrm.membership.custom_fields.types import CustomField
from smbcrm.membership.customers.kinds import (
    CHANNELS,
    CONSENT_STATES,
    CUSTOMER_KINDS,
    GENDERS,
    STATUSES,
    how_words,
)
from smbcrm.membership.customers.types import Consent, Customer, Saved, Shown
from smbcrm.membership.notes.types import Note
from smbcrm.membership.occasions.types import Occasion
from smbcrm.membership.occasions.words import occasion_words
from smbcrm.membership.relationships.types import Link, LinkKind
from smbcrm.membership.relationships.words import LINKS
from smbcrm.membership.spending_pin.types import CurrentPinNeeded, NoResetReason, ResetReason

_CODE = Argument("customer", N_("code, card number, or a text that finds one only"), "CODE")

_OTHER = Argument("other", N_("the other customer"), "OTHER")


def _add(context: Context, args: argparse.Namespace) -> Reply:
    details = typed_details(args, context.shop, context.clock)
    return _saved(context, context.services.customers.add(details, context.act))


def _edit(context: Context, args: argparse.Namespace) -> Reply:
    customer = context.customer(args.customer)
    details = typed_details(args, context.shop, context.clock)
    return _saved(context, context.services.customers.edit(customer, details, context.act))


def _saved(context: Context, saved: Saved) -> Reply:
    data, parts = _shown(context, saved.id)
    alike = [{"code": one.code, "full_name": one.full_name, "why": one.why} for one in saved.alike]
    return Reply(
        {**data, "warnings": list(saved.warnings), "alike": alike}, (*parts, *saved.warnings)
    )


def _show(context: Context, args: argparse.Namespace) -> Reply:
    return Reply(*_shown(context, context.customer(args.customer)))


def _shown(context: Context, customer: int) -> tuple[dict[str, object], list[Part]]:
    shown = context.services.customers.show(customer)
    links = context.services.relationships.of(customer)
    notes = context.services.notes.of(customer)
    parts = _parts(shown, context.shop.day)
    profile, currency = shown.customer.profile, context.shop.currency
    people = context.services.companies.people(customer) if profile.contacts else {}
    parts += company_parts(profile, people, currency)
    custom = _custom(context, shown.customer)
    if custom:
        parts.append(Facts([(one.name, one.shown(value)) for one, value in custom]))
    if links:
        parts.append(_link_table(links))
    if notes:
        parts.append(_note_table(notes, context.shop.day))
    more: dict[str, object] = {
        "links": [_link_data(one) for one in links],
        "notes_of_days": [{"at": one.at, "text": one.text} for one in notes],
        "custom_fields": {one.name: value for one, value in custom},
    }
    return {**_data(shown), **company_data(profile, people, currency), **more}, parts


def _custom(context: Context, customer: Customer) -> list[tuple[CustomField, str]]:
    """Return what the fields hold that the shop shows."""
    held = dict(customer.profile.custom)
    known = context.services.custom_fields.all() if held else ()
    return [(one, held[one.id]) for one in known if one.active and one.id in held]


def _link(context: Context, args: argparse.Namespace) -> Reply:
    customer, other = context.customer(args.customer), context.customer(args.other)
    kind = LinkKind(getattr(args, "as"))  # a word of Python
    context.services.relationships.link(customer, other, kind, context.act)
    return _linked(context, customer)


def _unlink(context: Context, args: argparse.Namespace) -> Reply:
    customer, other = context.customer(args.customer), context.customer(args.other)
    context.services.relationships.unlink(customer, other, context.act)
    return _linked(context, customer)


def _linked(context: Context, customer: int) -> Reply:
    known = context.services.customers.get(customer)
    links = context.services.relationships.of(customer)
    data = {"code": known.code, "links": [_link_data(one) for one in links]}
    who = Facts([(N_("Customer"), named(known.profile.full_name, known.code))])
    return Reply(data, (who, _link_table(links)))


def _link_data(one: Link) -> dict[str, object]:
    return {"kind": one.kind, "code": one.code, "full_name": one.full_name}


def _link_table(links: Sequence[Link]) -> Table:
    return Table(
        (N_("Relationship"), N_("Customer")),
        [(worded(LINKS, one.kind), named(one.full_name, one.code)) for one in links],
    )


def _data(shown: Shown) -> dict[str, object]:
    known, profile = shown.customer, shown.customer.profile
    return {
        "code": known.code,
        "full_name": profile.full_name,
        "family_name": profile.family_name,
        "given_name": profile.given_name,
        "kind": profile.kind,
        "gender": profile.gender,
        "phones": [{"typed": one.typed, "e164": one.e164} for one in profile.phones],
        "email": profile.email,
        "wechat": profile.wechat,
        "whatsapp": profile.whatsapp,
        "line": profile.line,
        "address": profile.address,
        "province": profile.province,
        "city": profile.city,
        "district": profile.district,
        "postcode": profile.postcode,
        "country": profile.country,
        "preferred_language": profile.language,
        "tier": shown.tier,
        "cards": list(known.cards),
        "occasions": [occasion_data(one) for one in profile.occasions],
        "tags": list(profile.tags),
        "preferences": profile.preferences,
        "looked_after_by": shown.looked_after_by,
        "referrer": shown.referrer,
        "source": profile.source,
        "alert": profile.alert,
        "notes": profile.notes,
        "status": profile.status,
        "consents": _consents(known),
        "last_visit": known.last_visit,
        "created_at": known.created_at,
        "changed_at": known.changed_at,
    }


def occasion_data(one: Occasion) -> dict[str, object]:
    """Return an occasion as JSON has it."""
    return {
        "kind": one.kind,
        "calendar": one.calendar,
        "year": one.year,
        "month": one.month,
        "day": one.day,
        "is_leap_month": one.is_leap_month,
        "label": one.label,
    }


def _consents(known: Customer) -> list[dict[str, object]]:
    return [
        {"channel": one.channel, "state": one.state, "at": one.at, "how": one.how}
        for one in known.consents
    ]


def _parts(shown: Shown, day: BusinessDay) -> list[Part]:
    known, profile = shown.customer, shown.customer.profile
    place = (profile.province, profile.city, profile.district, profile.postcode, profile.country)
    facts = Facts(
        [
            (N_("Code"), known.code),
            (N_("Full name"), profile.full_name),
            (N_("Alert"), profile.alert),
            (N_("Tier"), shown.tier),
            (N_("Status"), worded(STATUSES, profile.status)),
            (N_("Kind"), worded(CUSTOMER_KINDS, profile.kind)),
            (N_("Gender"), worded(GENDERS, profile.gender)),
            (N_("Phone"), [one.e164 or one.typed for one in profile.phones]),
            (N_("E-mail"), profile.email),
            (N_("WeChat id"), profile.wechat),
            (N_("WhatsApp id"), profile.whatsapp),
            (N_("LINE id"), profile.line),
            (N_("Address"), profile.address),
            (N_("Place"), [part for part in place if part]),
            (N_("Preferred language"), profile.language),
            (N_("Card"), list(known.cards)),
            (N_("Tags"), list(profile.tags)),
            (N_("Preferences"), profile.preferences),
            (N_("Looked after by"), shown.looked_after_by),
            (N_("Referrer"), shown.referrer),
            (N_("Source"), profile.source),
            (N_("Notes"), profile.notes),
            (N_("Last visit"), known.last_visit),
            (N_("Added at"), day.local(known.created_at)),
        ]
    )
    parts: list[Part] = [facts]
    if profile.occasions:
        parts.append(_occasions(profile.occasions))
    if known.consents:
        parts.append(_consent_table(known.consents, day))
    return parts


def _note_table(notes: Sequence[Note], day: BusinessDay) -> Table:
    return Table((N_("Date"), N_("Note")), [(day.local(one.at), one.text) for one in notes])


def _occasions(occasions: Sequence[Occasion]) -> Table:
    return Table(
        (N_("Occasion"), N_("Date")),
        [(occasion_words(one), date_text(one)) for one in occasions],
    )


def _consent_table(consents: Sequence[Consent], day: BusinessDay) -> Table:
    return Table(
        (N_("Channel"), N_("Consent"), N_("Since"), N_("How")),
        [
            (
                worded(CHANNELS, one.channel),
                worded(CONSENT_STATES, one.state),
                day.local(one.at),
                how_words(one.how),
            )
            for one in consents
        ],
    )


def _change_pin(context: Context, customer: int, pin: str | None) -> None:
    """Set a PIN, or take it away; where there is one already, it is read now."""
    pins = context.services.spending_pins

    def change(current: str | None) -> None:
        if pin is None:
            pins.remove(customer, context.act, current=current)
        else:
            pins.set(customer, pin, context.act, current=current)

    try:
        change(None)
    except CurrentPinNeeded:
        current = read_secret(context, N_("Spending PIN until now"))
        if not current:
            raise
        change(current)


def _pin(context: Context, args: argparse.Namespace) -> Reply:
    customer, pins = context.customer(args.customer), context.services.spending_pins
    if args.forgotten != (args.reason is not None):
        raise NoResetReason
    words = N_("New spending PIN, 4 to 6 digits"), N_("The same again")
    pin = None if args.remove else read_new_secret(context, *words)
    if args.reason is not None:
        pins.reset(customer, args.reason, pin, context.act)
    else:
        _change_pin(context, customer, pin)
    code = context.services.customers.get(customer).code
    said = N_("{customer} has no spending PIN.") if args.remove else N_("{customer} has a PIN now.")
    return Reply({"code": code, "pin": not args.remove}, (Text(said, {"customer": code}),))


ADD = Command(
    "add",
    N_("add a customer"),
    _add,
    (Argument("name", N_("full name"), "NAME", optional=True), *DETAILS),
    writes=True,
)

EDIT = Command(
    "edit",
    N_("change what is given, and nothing else"),
    _edit,
    (_CODE, Argument("--name", N_("full name"), "NAME"), *DETAILS),
    writes=True,
)

CUSTOMER = Group(
    "customer",
    N_("add, change and show customers"),
    (
        *(ADD, EDIT, Command("show", N_("show all about a customer"), _show, (_CODE,))),
        Command(
            "link",
            N_("say what another customer is to this one"),
            _link,
            (
                _CODE,
                _OTHER,
                Argument(
                    "--as",
                    N_("what the other is"),
                    choices=tuple(kind.value for kind in LinkKind),
                    required=True,
                ),
            ),
            writes=True,
        ),
        Command("unlink", N_("take that back"), _unlink, (_CODE, _OTHER), writes=True),
        PHOTO,
        Command(
            "pin",
            N_("set or change the spending PIN, which is typed or piped in and never an argument"),
            _pin,
            (
                _CODE,
                Argument("--remove", N_("take the PIN away"), flag=True),
                Argument("--forgotten", N_("without the PIN until now, for a reason"), flag=True),
                reason(*ResetReason),
            ),
            writes=True,
        ),
    ),
)
