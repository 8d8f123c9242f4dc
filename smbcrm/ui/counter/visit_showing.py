"""What the panel of visits says of a wish: discs, the right column, the big button."""

import datetime as dt

from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.bills.types import Bill, BillVisits
from smbcrm.membership.ledger.types import OperationKind
from smbcrm.membership.visits import rules
from smbcrm.membership.visits.owning import OwnedPackage
from smbcrm.ui.counter.money_frame import MoneyFrame
from smbcrm.ui.counter.package_wishes import Mode
from smbcrm.ui.counter.package_words import days_words, left_words, state_words, until_words
from smbcrm.ui.counter.result_side import ResultSide
from smbcrm.ui.counter.visit_body import VisitBody
from smbcrm.ui.desk import Desk

_EXAMPLE_DAYS = 30
_HAND_OVER = NN_("Give {count} visit", "Give {count} visits")


class VisitShowing:
    """Shows one package in one mode, with what the till says to it."""

    def __init__(self, desk: Desk, frame: MoneyFrame, side: ResultSide, body: VisitBody) -> None:
        self._desk = desk
        self._frame = frame
        self.side = side
        self._body = body
        frame.summary.show_rows(())

    def show(self, one: OwnedPackage | None, mode: Mode, bill: Bill | None, *, waits: bool) -> None:
        """Show it; `waits`: the packages are not there yet."""
        self.side.show_figure("", "")
        self.side.show_rows("", ())
        self.side.show_told("", "")
        self.side.show_remark("")
        self.name_button(mode)
        if one is None:
            none = self._desk.say(N_("No visits are paid ahead."))
            self._frame.take.refuse("" if waits else none)
            return
        self.outline(one, mode)
        if bill is None or not bill.visits:
            self._without_quote(one, mode)
            return
        visits = bill.visits[0]
        match mode:
            case Mode.USE:
                self._use(one, visits)
            case Mode.PAUSE:
                self._pause(visits)
            case Mode.RESUME:
                self._resume(one, visits)
            case Mode.EXTEND:
                self._extend(one, visits)
            case Mode.TRANSFER:
                self._transfer(visits)

    def name_button(self, mode: Mode) -> None:
        """Let the button say what it will do where that waits for a person, as a transfer does."""
        words = self._desk.say(N_("Use a visit"))
        if mode is Mode.TRANSFER:
            words = self._desk.count(_HAND_OVER, self._body.stepper.count)
        self._frame.take.name(words)

    def done_words(self, bill: Bill) -> str:
        """Return what is said once a package stands still, goes on, or lasts longer."""
        say, visits = self._desk.say, bill.visits[0]
        until = until_words(self._desk, _date(visits.until))
        match bill.kind:
            case OperationKind.PAUSE:
                return say(N_("{package} stands still from today on."), package=visits.name)
            case OperationKind.RESUME:
                return say(N_("{package} goes on, {until}."), package=visits.name, until=until)
            case _:
                return say(N_("{package} lasts longer, {until}."), package=visits.name, until=until)

    def outline(self, one: OwnedPackage, mode: Mode) -> None:
        """Show which visits were used and are used now; that needs no answer of the till."""
        say, standing, body = self._desk.say, one.standing, self._body
        shown = standing.package.counted and standing.left > 0
        body.show_discs(shown=shown)
        if not shown:
            return
        used = one.brought - standing.left
        now = body.stepper.count if mode is Mode.USE and one.usable else 0
        stay = standing.left - now
        used_words = say(N_("{count} used"), count=used)
        stay_words = say(N_("{count} stay"), count=stay)
        if now == 1:
            now_words = say(N_("Number {number} is used now"), number=used + 1)
        else:
            numbers = N_("Numbers {first} to {last} are used now")
            now_words = say(numbers, first=used + 1, last=used + now)
        told = (used_words, now_words, stay_words) if now else (used_words, stay_words)
        body.discs.show_visits(one.brought, used, now, say(N_(", ")).join(told))
        body.used.setText(used_words)
        body.now.setText(now_words if now else "")
        body.stays.setText(stay_words)

    def _without_quote(self, one: OwnedPackage, mode: Mode) -> None:
        """Say on the button what is missing, or what can be done instead."""
        say, take = self._desk.say, self._frame.take
        if mode is Mode.TRANSFER:
            take.refuse(say(N_("Choose who gets them.")))
        elif one.usable or mode is not Mode.USE:
            take.wait()
        elif one.owner_name or one.standing.left:
            take.refuse(state_words(self._desk, one), loud=True)
        else:
            take.allow(say(N_("Sell a new one")), say(N_("Nothing of it is left.")))

    def _use(self, one: OwnedPackage, visits: BillVisits) -> None:
        say, desk = self._desk.say, self._desk
        count = -visits.moved
        until = _date(visits.until) if visits.left else one.standing.until
        title = N_("After this visit") if count == 1 else N_("After these visits")
        if visits.counted:
            left = say(N_("{left} of {brought} left"), left=visits.left, brought=one.brought)
            self.side.show_figure(say(title), left, days_words(desk, until) if visits.left else "")
        else:
            lasts = days_words(desk, until)
            self.side.show_figure(say(N_("Come as often as you like")), say(N_("Pass")), lasts)
        self._show_rhythm(one, visits)
        words = NN_("Use {count} visit", "Use {count} visits")
        self._frame.take.allow(desk.count(words, count))

    def _show_rhythm(self, one: OwnedPackage, visits: BillVisits) -> None:
        """Say how often it is used, and whether what is left is used up in time."""
        say, words, today = self._desk.say, self._desk.words, self._desk.today()
        left, until = (visits.left if visits.counted else 0), _date(visits.until)
        found = rules.rhythm(one.used, today, left)
        if found is None:
            return
        gap = self._desk.count(NN_("{count} day", "{count} days"), found.gap)
        title = say(N_("At the usual rhythm"))
        if not left:
            self.side.show_told(title, say(N_("Every {days}."), days=gap))
            return
        used_up = words.date(found.used_up, today=today)
        told = say(N_("Every {days}: all used by about {date}."), days=gap, date=used_up)
        over = rules.left_over(found, today, left, until)
        if until is not None and not over:
            self.side.show_told(title, told, say(N_("In time.")))
        elif over and visits.until == visits.last:
            lost = NN_("{count} visit would be lost.", "{count} visits would be lost.")
            self.side.show_told(title, told, self._desk.count(lost, over), "warnText")
        else:  # without an end, or where only some end that day
            self.side.show_told(title, told)

    def _pause(self, visits: BillVisits) -> None:
        say, words, until = self._desk.say, self._desk.words, _date(visits.until)
        left = left_words(self._desk, visits.left) if visits.counted else say(N_("Pass"))
        self.side.show_figure(say(N_("Stands still from today")), left)
        if until is not None:
            later = until + dt.timedelta(days=_EXAMPLE_DAYS)
            example = say(N_("After {days} days"), days=_EXAMPLE_DAYS)
            rows = ((say(N_("Ends now")), words.date(until)), (example, words.date(later)))
            self.side.show_rows(say(N_("The end moves with it")), rows)
        moves = N_("For every day that it stands still it ends a day later.")
        self.side.show_remark(say(moves))
        self._frame.take.allow(say(N_("Pause")))

    def _resume(self, one: OwnedPackage, visits: BillVisits) -> None:
        say, words = self._desk.say, self._desk.words
        before, after = one.standing.until, _date(visits.until)
        left = left_words(self._desk, visits.left) if visits.counted else say(N_("Pass"))
        self.side.show_figure(say(N_("Goes on today")), left, days_words(self._desk, after))
        if before is not None and after is not None:
            rows = (
                (say(N_("Ended before")), words.date(before)),
                (say(N_("Ends now")), words.date(after)),
            )
            self.side.show_rows(say(N_("The end moves with it")), rows)
        since = one.standing.paused
        hint = (
            ""
            if since is None
            else say(N_("Paused since {date}."), date=words.date(since, today=self._desk.today()))
        )
        self._frame.take.allow(say(N_("End the pause")), hint)

    def _extend(self, one: OwnedPackage, visits: BillVisits) -> None:
        say, words = self._desk.say, self._desk.words
        until = _date(visits.until)
        left = left_words(self._desk, visits.left) if visits.counted else say(N_("Pass"))
        self.side.show_figure(say(N_("Lasts longer")), left, days_words(self._desk, until))
        before = one.ended if not one.standing.left else one.standing.until
        if before is not None and until is not None:
            rows = (
                (say(N_("Ended before")), words.date(before)),
                (say(N_("Ends now")), words.date(until)),
            )
            self.side.show_rows(say(N_("The end moves")), rows)
        self._frame.take.allow(say(N_("Extend")))

    def _transfer(self, visits: BillVisits) -> None:
        say, count = self._desk.say, -visits.moved
        handed = self._desk.count(
            NN_("{count} visit paid ahead", "{count} visits paid ahead"), count
        )
        taker = self._body.transfer.taker.referrer().text
        stay = say(N_("{count} stay"), count=visits.left)
        self.side.show_figure(say(N_("{name} gets"), name=taker), handed, stay)
        self._frame.take.allow(self._desk.count(_HAND_OVER, count))


def _date(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)
