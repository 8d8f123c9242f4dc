"""What is asked of the shop's books only when a sale is taken, and what one has to be sure of."""

import datetime as dt
from dataclasses import dataclass

from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.sales.rules import is_large
from smbcrm.membership.sales.service import TillService
from smbcrm.ui.counter.in_place import Question
from smbcrm.ui.desk import Desk


@dataclass(frozen=True, slots=True)
class Usual:
    """The shop's usual net sale in minor units; None while there are too few."""

    net: int | None


@dataclass(frozen=True, slots=True)
class LastLook:
    """The answer. `same_at`: when the same customer paid the same sum within minutes."""

    usual: Usual
    same_at: dt.datetime | None


def look_at_sale(
    till: TillService, customer: int | None, net: int, usual: Usual | None
) -> LastLook:
    """Ask the till; the usual sale only where it is not known yet."""
    return LastLook(usual or Usual(till.usual_sale()), till.same_lately(customer, net))


def large_question(desk: Desk, net: int, usual: Usual | None) -> Question | None:
    """Return what is asked of a sale that is far above the usual one; None: it is not."""
    if not is_large(net, None if usual is None else usual.net):
        return None
    say = desk.say
    return Question(
        "large",
        "triangle-alert",
        say(N_("Take {amount}?"), amount=desk.words.money(net)),
        say(N_("That is more than 10 times the usual sale. Enter again takes it.")),
        say(N_("Take it")),
    )


def same_question(desk: Desk, net: int, name: str, same_at: dt.datetime) -> Question:
    """Return what is asked where the same customer paid the same sum a short while ago."""
    words = N_("Same sum {when}: {amount}, {name}.")
    told = desk.say(words, when=_ago(desk, same_at), amount=desk.words.sum(net), name=name)
    return Question("same", "copy", told, "", desk.say(N_("Take it again")))


def _ago(desk: Desk, instant: dt.datetime) -> str:
    minutes = (desk.services.clock.now() - instant) // dt.timedelta(minutes=1)
    if minutes < 1:
        return desk.say(N_("just now"))
    return desk.count(NN_("{count} minute ago", "{count} minutes ago"), minutes)
