"""`customer`, `find` and `export`: who the customers are."""

import argparse
from pathlib import Path

from smbcrm.cli.command import Argument, Command, Facts, Group, Part, Reply, Table
from smbcrm.cli.context import Context
from smbcrm.cli.details import DETAILS, typed_details
from smbcrm.cli.typed import read_count
from smbcrm.core.clock import BusinessDay
from smbcrm.core.i18n import N_, Text
from smbcrm.membership.customers.types import Customer, Saved, Shown
from smbcrm.membership.occasions.types import Occasion

_CODE = Argument("customer", N_("code, card number, or a text that finds one only"), "CODE")


def _add(context: Context, args: argparse.Namespace) -> Reply:
    details = typed_details(args, context.shop, context.clock, ())
    return _saved(context, context.services.customers.add(details, context.act))


def _edit(context: Context, args: argparse.Namespace) -> Reply:
    customers = context.services.customers
    customer = customers.resolve(args.customer)
    known = customers.get(customer).profile.occasions
    details = typed_details(args, context.shop, context.clock, known)
    return _saved(context, customers.edit(customer, details, context.act))


def _saved(context: Context, saved: Saved) -> Reply:
    shown = context.services.customers.show(saved.id)
    alike = [
        {"code": one.code, "full_name": one.full_name, "why": one.why} for one in saved.alike
    ]
    data = {**_data(shown), "warnings": list(saved.warnings), "alike": alike}
    return Reply(data, (*_parts(shown, context.shop.day), *saved.warnings))


def _show(context: Context, args: argparse.Namespace) -> Reply:
    customers = context.services.customers
    shown = customers.show(customers.resolve(args.customer))
    return Reply(_data(shown), _parts(shown, context.shop.day))


def _find(context: Context, args: argparse.Namespace) -> Reply:
    found = context.services.customers.find(args.text, args.limit)
    data = [
        {
            "code": one.code,
            "full_name": one.full_name,
            "phone": one.phone or None,
            "card": one.card or None,
            "last_visit": one.last_visit,
            "alert": one.alert or None,
        }
        for one in found
    ]
    table = Table(
        (N_("Code"), N_("Name"), N_("Phone"), N_("Card"), N_("Last visit"), N_("Alert")),
        [
            (one.code, one.full_name, one.phone, one.card, one.last_visit, one.alert)
            for one in found
        ],
    )
    nobody = Text(N_("Nobody was found for “{text}”."), {"text": args.text})
    return Reply({"customers": data}, (table if found else nobody,))


def _export(context: Context, args: argparse.Namespace) -> Reply:
    file = Path(args.out)
    count = context.services.lists.export_customers(
        file, context.translator, replace=args.force, progress=context.progress
    )
    said = N_("{count} customers are in {file}.")
    return Reply(
        {"file": str(file), "customers": count},
        (Text(said, {"count": count, "file": str(file)}),),
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
        "occasions": [_occasion_data(one) for one in profile.occasions],
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


def _occasion_data(one: Occasion) -> dict[str, object]:
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
