"""Fields of the shop's own on the page of a customer: what they hold, and how it is typed."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from smbcrm.core.i18n import Text
from smbcrm.membership.custom_fields import rules
from smbcrm.membership.custom_fields.types import ANSWERS, CustomField, FieldKind, column_id
from smbcrm.membership.customer_page.types import CustomerPage
from smbcrm.membership.occasions.reading import order_of_region
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.fields import Chooser, TextField

ROW = 3
"""So many of them stand in a row of the form."""
_HINTS = {FieldKind.DATE: "2026-03-05"}


def values_of(page: CustomerPage) -> dict[str, str]:
    """Return what every field holds that is shown, by the names of its place in the form."""
    held = dict(page.view.shown.customer.profile.custom)
    return {column_id(one): held.get(one.id, "") for one in page.fields}


def facts_of(desk: Desk, page: CustomerPage) -> Iterator[tuple[str, str]]:
    """Yield what is known, under the names of the fields."""
    held = dict(page.view.shown.customer.profile.custom)
    for one in page.fields:
        if one.id in held:
            yield one.name, _words(desk, one, held[one.id])


def _words(desk: Desk, field: CustomField, value: str) -> str:
    if field.kind is FieldKind.DATE:
        return desk.words.date(dt.date.fromisoformat(value))
    shown = field.shown(value)
    return desk.words.translator.render(shown) if isinstance(shown, Text) else shown


def made_for(desk: Desk, field: CustomField) -> TextField | Chooser:
    """Return what a field is typed in or chosen with."""
    options: Sequence[tuple[object, str, str]] = ()
    if field.kind is FieldKind.YES_NO:
        options = [(value, desk.say(words), "") for value, words in ANSWERS.items()]
    elif field.kind is FieldKind.CHOICE:
        options = [(one, one, "") for one in field.choices]
    if options:
        return Chooser(field.name, [("", "—", ""), *options])
    return TextField(field.name, placeholder=_HINTS.get(field.kind, ""))


def check(desk: Desk, field: CustomField, text: str) -> None:
    """Raise BadFieldValue where a field cannot hold what is typed."""
    rules.read_value(field, text, order_of_region(desk.shop.region))


def typed_in(page: CustomerPage, values: Mapping[str, str]) -> tuple[tuple[int, str], ...]:
    """Return what was typed into the shop's own fields, by their ids."""
    places = {column_id(one): one.id for one in page.fields}
    return tuple((places[name], text) for name, text in values.items() if name in places)
