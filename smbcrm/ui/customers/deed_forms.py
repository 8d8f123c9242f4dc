"""What is asked before something is done for many customers: one form for each deed."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from smbcrm.core.clock import add_months
from smbcrm.core.i18n import N_, NN_, Counted
from smbcrm.membership.bulk.deeds import Consent, Hold, Tag, Voucher
from smbcrm.membership.bulk.ports import Deed
from smbcrm.membership.customers.kinds import CHANNELS, ConsentChannel, ConsentState
from smbcrm.membership.services import Services
from smbcrm.membership.tiers.types import HoldReason, Tier
from smbcrm.membership.tiers.words import hold_reason_words
from smbcrm.membership.vouchers.types import Definition
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.fields import Chooser, Field, TextField

_MONTHS = (3, 6, 12)
_REASONS = tuple(one for one in HoldReason if one is not HoldReason.RELEASE)
_STATES = {
    ConsentState.GIVEN: N_("have said yes"),
    ConsentState.REFUSED: N_("have said no"),
}
_NARROW, _WIDE = 170, 230


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be chosen in the forms."""

    tiers: tuple[Tier, ...]
    vouchers: tuple[Definition, ...]


def offered(services: Services) -> Offered:
    """Return what can be chosen today."""
    vouchers = tuple(one for one in services.vouchers.all() if one.active)
    return Offered(services.tiers.all(), vouchers)


class DeedForm(QWidget):
    """Fields in a row; `deed` is what they ask for, None while something is missing.

    `said` tells for how many it was done, `hint` what somebody should know before.
    """

    edited = Signal()
    said: Counted
    hint = ""

    def __init__(self, desk: Desk, fields: Sequence[Field]) -> None:
        super().__init__()
        self.desk = desk
        self.fields = tuple(fields)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for field in self.fields:
            field.setMinimumWidth(_NARROW)
            field.setMaximumWidth(_WIDE)
            field.edited.connect(self.edited)
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)

    @property
    def name(self) -> str:
        """What it is that they get."""
        return ""

    def offer(self, known: Offered) -> None:
        """Offer what can be chosen today."""

    def deed(self) -> Deed | None:
        """Return what is asked for."""
        raise NotImplementedError


class TagForm(DeedForm):
    """A tag to be put on or taken off."""

    def __init__(self, desk: Desk) -> None:
        on, off = desk.say(N_("Add tag")), desk.say(N_("Take tag off"))
        self.way = Chooser(desk.say(N_("What")), [(True, on, ""), (False, off, "")])
        self.way.choose(value=True)
        self.tag = TextField(desk.say(N_("Tag")), icon="tag")
        super().__init__(desk, (self.way, self.tag))

    @property
    def said(self) -> Counted:  # type: ignore[override] # it follows from the way
        """What is said when it is done."""
        if self.way.value():
            return NN_(
                "{count} customer got the tag {name}", "{count} customers got the tag {name}"
            )
        return NN_("{count} customer lost the tag {name}", "{count} customers lost the tag {name}")

    @property
    def name(self) -> str:
        """What it is that they get."""
        return self.tag.text()

    def deed(self) -> Deed | None:
        """Return what is asked for."""
        tag = self.tag.text()
        return Tag(tag, on=bool(self.way.value())) if tag else None


class HoldForm(DeedForm):
    """A tier given by hand, until when and why."""

    said = NN_("{count} customer got {name} by hand", "{count} customers got {name} by hand")

    def __init__(self, desk: Desk) -> None:
        say = desk.say
        self.tier = Chooser(say(N_("Tier")))
        self.until = Chooser(say(N_("Not lowered until")))
        self.reason = Chooser(say(N_("Reason, needed")))
        super().__init__(desk, (self.tier, self.until, self.reason))
        today = desk.today()
        ends = [add_months(today, months) for months in _MONTHS]
        days: list[tuple[object, str, str]] = [(one, desk.words.date(one), "") for one in ends]
        self.until.set_options([*days, (None, say(N_("for ever")), "")])
        self.until.choose(ends[-1])
        reasons = [(one, desk.tell(hold_reason_words(one)), "") for one in _REASONS]
        self.reason.set_options(reasons)
        self.reason.choose(None)

    def offer(self, known: Offered) -> None:
        """Offer the tiers above the lowest."""
        self.tier.set_options([(one.code, one.name, "") for one in known.tiers[1:]])

    @property
    def name(self) -> str:
        """What it is that they get."""
        return self.tier.combo.currentText()

    def deed(self) -> Deed | None:
        """Return what is asked for."""
        tier, reason, until = self.tier.value(), self.reason.value(), self.until.value()
        if not isinstance(tier, str) or not isinstance(reason, HoldReason):
            return None
        return Hold(tier, until if isinstance(until, dt.date) else None, reason)


class ConsentForm(DeedForm):
    """What customers said about a channel, and how they said it: a yes needs that."""

    said = NN_("Noted for {count} customer", "Noted for {count} customers")
    hint = N_("It is kept with day and name, and has no undo.")

    def __init__(self, desk: Desk) -> None:
        say = desk.say
        channels = [(one, say(CHANNELS[one]), "") for one in ConsentChannel]
        states = [(one, say(words), "") for one, words in _STATES.items()]
        self.channel = Chooser(say(N_("Channel")), channels)
        self.state = Chooser(say(N_("They")), states)
        self.how = TextField(say(N_("How, needed")))
        super().__init__(desk, (self.channel, self.state, self.how))
        self.state.choose(None)

    def deed(self) -> Deed | None:
        """Return what is asked for."""
        channel, state, how = self.channel.value(), self.state.value(), self.how.text()
        if not isinstance(channel, ConsentChannel) or not isinstance(state, ConsentState):
            return None
        return Consent(channel, state, how) if how else None


class VoucherForm(DeedForm):
    """A voucher for each."""

    said = NN_("{count} customer got {name}", "{count} customers got {name}")

    def __init__(self, desk: Desk) -> None:
        self.voucher = Chooser(desk.say(N_("Voucher")))
        super().__init__(desk, (self.voucher,))

    def offer(self, known: Offered) -> None:
        """Offer the vouchers that the shop gives."""
        self.voucher.set_options([(one.code, one.name, "") for one in known.vouchers])

    @property
    def name(self) -> str:
        """What it is that they get."""
        return self.voucher.combo.currentText()

    def deed(self) -> Deed | None:
        """Return what is asked for."""
        code = self.voucher.value()
        return Voucher(code) if isinstance(code, str) else None


@dataclass(frozen=True, slots=True)
class DeedButton:
    """One of the things that can be done for many: its words, its icon and its form."""

    id: str
    words: str
    icon: str
    form: Callable[[Desk], DeedForm]


DEEDS = (
    DeedButton("tag", N_("Tag"), "tag", TagForm),
    DeedButton("tier", N_("Tier"), "crown", HoldForm),
    DeedButton("consent", N_("Consent"), "shield-check", ConsentForm),
    DeedButton("voucher", N_("Voucher"), "ticket", VoucherForm),
)
"""What can be done for many, in the order of the bar."""
