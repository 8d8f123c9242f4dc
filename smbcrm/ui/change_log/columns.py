"""The columns of the change log: when, who, about whom, which field, from what to what."""

from collections.abc import Iterator

from smbcrm.core.i18n import N_, Text
from smbcrm.core.text import unturned
from smbcrm.membership.change_log.acts import act_words
from smbcrm.membership.change_log.document import Told
from smbcrm.membership.change_log.words import field_words, value_words
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.paged_model import Column
from smbcrm.ui.wording import called

_DOT = " · "
_WHEN, _STAFF, _WHO, _FIELD, _ACT = 130, 100, 160, 170, 150


def columns(desk: Desk, *, with_customers: bool) -> Iterator[Column[Told]]:
    """Yield the columns; the customer has one where not all is about the same."""
    say = desk.say
    yield Column(
        *(say(N_("When")), lambda told: desk.words.moment(told.logged.at, desk.today())),
        paint="muted",
        width=_WHEN,
    )
    yield Column(
        *(say(N_("Staff")), lambda told: unturned(told.logged.staff)),
        tooltip=lambda told: _where(desk, told),
        width=_STAFF,
    )
    if with_customers:
        yield Column(say(N_("Customer")), lambda told: _customer(desk, told), width=_WHO)
    yield Column(
        *(
            say(N_("Changed field")),
            lambda told: _words(desk, field_words(told.logged.change, told.names)),
        ),
        paint="strong",
        width=_FIELD,
    )
    yield Column(say(N_("Before")), lambda told: _value(desk, told, told.logged.change.before))
    yield Column(say(N_("After")), lambda told: _value(desk, told, told.logged.change.after))
    yield Column(
        *(say(N_("Changed by")), lambda told: _words(desk, act_words(told.logged.act))),
        paint="muted",
        width=_ACT,
    )


def _where(desk: Desk, told: Told) -> str:
    one, local = told.logged, desk.shop.day.local(told.logged.at)
    return unturned(_DOT.join((one.staff, one.terminal, local.strftime("%Y-%m-%d %H:%M:%S"))))


def _customer(desk: Desk, told: Told) -> str:
    one = told.logged
    if one.change.customer is None:
        return ""
    return called(one.name, one.code) if one.code else desk.say(N_("taken away"))


def _value(desk: Desk, told: Told, value: str | None) -> str:
    words = value_words(told.logged.change, value, told.names)
    return "" if words is None else _words(desk, words)


def _words(desk: Desk, words: Text | str) -> str:
    return unturned(words if isinstance(words, str) else desk.tell(words))
