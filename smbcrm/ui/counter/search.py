"""The search of the counter: what is typed, what it finds, and what Enter then means.

Results come from the first Han character, else from the second sign. An Enter that comes before the
answer to the last key waits for that answer, so that nobody is opened whom the typed text no longer
means.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtWidgets import QWidget

from smbcrm.core.i18n import N_
from smbcrm.membership.customers.found import Found
from smbcrm.membership.customers.search_keys import parse_query
from smbcrm.ui.counter.happenings import DOT
from smbcrm.ui.counter.suggestions import MOST, Suggestion, Suggestions
from smbcrm.ui.desk import Desk
from smbcrm.ui.jobs import Latest
from smbcrm.ui.widgets.search_box import SearchBox
from smbcrm.ui.wording import called, initials

if TYPE_CHECKING:
    from smbcrm.membership.tiers.types import Tier

_UNDER = 6


class CustomerSearch(QObject):
    """Brings the search box, the question and the list under it together.

    `opened` tells the customer that was chosen and what was typed, `new_wanted` the typed text that
    finds nobody, `typing` that a key was typed, `waiting` whether an answer takes long.
    """

    opened = Signal(int, str)
    new_wanted = Signal(str)
    typing = Signal()
    waiting = Signal(bool)

    def __init__(self, desk: Desk, box: SearchBox, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._box = box
        self._page = page
        self._tiers: Mapping[str, str] = {}
        self._spoken: dict[str, str] = {}
        self._text = ""
        self._answered = False
        self._enter_waits = False
        self._question = Latest(desk.jobs, self, self.waiting.emit)
        self.list = Suggestions(desk.say(N_("Customers found")), page)
        self.list.chosen.connect(self._choose)
        self.list.new_wanted.connect(self._want_new)
        box.typed.connect(self._typed)
        box.entered.connect(self._entered)
        box.moved.connect(self._moved)

    @property
    def text(self) -> str:
        """What is typed."""
        return self._text

    @property
    def choosing(self) -> bool:
        """Whether an Enter waits for the answer, which tells whom it means."""
        return self._enter_waits

    @property
    def meant(self) -> int | None:
        """The customer whom an Enter would open now; None where it would open nobody yet."""
        if not self.list.isVisible():
            return None
        only = self.list.rows[0] if len(self.list.rows) == 1 else None
        row = self.list.marked or only
        return None if row is None else row.customer

    def show_tiers(self, tiers: Iterable["Tier"]) -> None:
        """Take up how the shop's tiers look."""
        self._tiers = {tier.name: tier.code for tier in tiers}

    def finish(self) -> None:
        """Empty the search once what was typed has been used: Ctrl+Z is for the shop again."""
        self.close()
        self._text = ""
        self._box.clear()

    def clear(self) -> None:
        """Empty the search; what was typed can be brought back with the field's own undo."""
        self.close()
        self._text = ""
        self._box.field.selectAll()
        self._box.field.del_()

    def close(self) -> bool:
        """Close the list and want no answer any more; say whether it was open."""
        self._question.forget()
        self._enter_waits = False
        was_open = self.list.isVisible()
        self.list.hide()
        return was_open

    def place(self) -> None:
        """Put the list under the box."""
        under = self._box.mapTo(self._page, QPoint(0, self._box.height() + _UNDER))
        self.list.fit(QRect(under, self._box.size()), self._page.height() - _UNDER)

    def _typed(self, text: str) -> None:
        self._text = asked = text.strip()
        self._answered = self._enter_waits = False
        self.typing.emit()
        if parse_query(asked) is None:
            self.close()
            return
        customers = self._desk.services.customers
        self._question.ask(lambda: customers.find(asked, MOST + 1), self._answer, self._refused)

    def _answer(self, found: tuple[Found, ...]) -> None:
        self._answered = True
        say = self._desk.say
        if found:
            today = self._desk.shop.day.date(self._desk.services.clock.now())
            rows = [self._row(one, today) for one in found[:MOST]]
            more = say(N_("The first {count}. Type more to see fewer."), count=MOST)
            self.list.show_rows(rows, below=more if len(found) > MOST else "")
        elif self._is_misread():
            wrong = say(N_("The number of the card was read wrong. Scan the card again."))
            self.list.show_rows((), above=wrong)
        else:
            new = say(N_("New customer with {text}"), text=self._text)
            nobody = say(N_("Nobody with {text}. Not in phones, cards or names."), text=self._text)
            self.list.show_rows([Suggestion(None, new)], above=nobody)
        self.place()
        self.list.choose(-1 if found else 0)
        if self._enter_waits:
            self._entered()

    def _is_misread(self) -> bool:
        """Tell whether what was typed would be a card of ours but for a digit."""
        from smbcrm.membership.cards.rules import (  # noqa: PLC0415 - first nobody is found
            is_misread,
            read_number,
        )

        number = read_number(self._text)
        return number is not None and is_misread(number, self._desk.shop.card_prefix)

    def _refused(self, error: Exception) -> None:
        self.close()
        self._desk.room.trouble(error, self._ask_again)

    def _ask_again(self) -> None:
        self._typed(self._text)

    def _entered(self) -> None:
        if parse_query(self._text) is None:
            return
        if not self._answered:
            self._enter_waits = True
            return
        self._enter_waits = False
        if not self.list.isVisible():
            self.list.show_rows(self.list.rows)
            self.place()
        elif self.list.marked is not None:
            self.list.take(self.list.marked)
        elif len(self.list.rows) == 1:
            self.list.take(self.list.rows[0])
        else:
            # Several answer: a second Enter opens the one that is marked then.
            self.list.choose(0)

    def _moved(self, by: int) -> None:
        if self.list.isVisible():
            self.list.step(by)

    def _choose(self, customer: int) -> None:
        self.opened.emit(customer, self._text)

    def _want_new(self) -> None:
        self.new_wanted.emit(self._text)

    def _row(self, found: Found, today: dt.date) -> Suggestion:
        desk, name = self._desk, called(found.full_name, found.code)
        visit = (
            desk.say(N_("Not been here yet"))
            if found.last_visit is None
            else desk.say(N_("Last visit {when}"), when=desk.words.ago(found.last_visit, today))
        )
        second = DOT.join(filter(None, (desk.words.masked_phone(found.phone), visit)))
        return Suggestion(
            found.id,
            name,
            second,
            initials(name),
            self._tiers.get(found.tier, ""),
            found.tier,
            desk.say(N_("Note")) if found.alert else "",
            self._tier_words(found.tier),
        )

    def _tier_words(self, tier: str) -> str:
        if tier not in self._spoken:
            self._spoken[tier] = self._desk.say(N_("Tier: {tier}"), tier=tier)
        return self._spoken[tier]
