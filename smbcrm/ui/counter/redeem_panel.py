"""Redeem points (F7): money off a sale, which opens the sale, store credit, or a reward."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from smbcrm.core.amounts import LARGEST
from smbcrm.core.i18n import N_
from smbcrm.membership.balance.types import LedgerFilter, LotLeft
from smbcrm.membership.balance.types import Purse as OwnedPurse
from smbcrm.membership.benefits.types import RewardChoice, RewardRequest
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.counter.types import CustomerView
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.proposing import Choice, Purse, Way, usable_points
from smbcrm.membership.sales.quoting import Quote, RedeemDraft, RedeemQuote
from smbcrm.membership.services import Services
from smbcrm.ui.counter.count_field import CountField
from smbcrm.ui.counter.count_stepper import CountStepper
from smbcrm.ui.counter.happenings import DOT
from smbcrm.ui.counter.money_frame import MoneyFrame
from smbcrm.ui.counter.money_panel import MoneyPanel, for_whom
from smbcrm.ui.counter.panel import SALE
from smbcrm.ui.counter.points_ending import MOST_LOTS, going_rows, next_rows, show_beside
from smbcrm.ui.counter.result_side import ResultSide
from smbcrm.ui.counter.reward_list import RewardList
from smbcrm.ui.counter.sale_panel import SaleMemory
from smbcrm.ui.counter.served_by import ServedBy
from smbcrm.ui.counter.summary_rows import redeem_rows, reward_rows
from smbcrm.ui.counter.taking import Begun
from smbcrm.ui.counter.typing_place import TypingPlace
from smbcrm.ui.desk import Desk
from smbcrm.ui.jobs import Latest
from smbcrm.ui.sizes import MEDIUM, WIDE
from smbcrm.ui.widgets.buttons import Button, Segmented
from smbcrm.ui.widgets.labels import label

MONEY_OFF, CREDIT, REWARD = "money_off", "credit", "reward"
_MOST_AT_ONCE = 99


@dataclass(frozen=True, slots=True)
class RedeemMemory:
    """A redemption that is half typed; `begun` also knows what may have been recorded already."""

    points: str = ""
    staff: str = ""
    begun: Begun | None = None
    mode: str = CREDIT
    reward: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class RewardQuote(Quote):
    """What the shop says to a reward: the bill that would be written."""

    request: RewardRequest


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the shop says of a customer's points: what they are exchanged for, and their lots."""

    rewards: Sequence[RewardChoice]
    lots: Sequence[LotLeft]


class RedeemPanel(MoneyPanel):
    """Points of an open customer."""

    def __init__(
        self, desk: Desk, view: CustomerView | None, parent: QWidget | None = None
    ) -> None:
        say = desk.say
        points = view.owned.points if view else 0
        available = say(N_("{points} available"), points=desk.words.number(max(points, 0)))
        frame = MoneyFrame(
            desk,
            "sparkles",
            say(N_("Redeem points")),
            f"{for_whom(desk, view)}{DOT}{available}",
            say(N_("Redeem")),
            side := ResultSide(),
        )
        super().__init__(desk, view, parent, frame)
        self.side = side
        self._lots: Sequence[LotLeft] = ()
        self.mode = Segmented(
            [
                (MONEY_OFF, say(N_("Money off a sale")), "banknote"),
                (CREDIT, say(N_("Store credit")), "tag"),
                (REWARD, say(N_("A reward")), "gift"),
            ]
        )
        self.mode.setAccessibleName(say(N_("Redeem points")))
        self.mode.choose(CREDIT)
        self.rewards = RewardList(desk, self.mode.buttons()[-1])
        self.count = CountStepper(desk, say(N_("How many")))
        self._asking = Latest(desk.jobs, self)
        self.points = CountField(say(N_("Points")))
        self.served = ServedBy(desk, say(N_("Done by")), low=True)
        self.all = Button(say(N_("All of them")), small=True)
        self._lay_out()
        self._connect()
        self.tab_after(self.served.combo)
        self._allow()
        self._fit()
        self._look()
        self.quote_again()

    def focus_first(self) -> None:
        """Begin with the points or the rewards; where there are none, with the other uses."""
        if self.mode.value() == REWARD:
            if not self.rewards.take_focus():
                self._focus_mode()
        elif self.points.isEnabled():
            self.points.setFocus()
        else:
            self._focus_mode()

    def show_view(self, view: CustomerView) -> None:
        """Take up what changed of the customer meanwhile."""
        super().show_view(view)
        self._allow()
        self._look()
        if not self.half_done():
            self.quote_again()

    def narrow(self, width: int, height: int) -> None:
        """Fit a window of that size."""
        super().narrow(width, height)
        self.mode.show_icons(not MEDIUM <= width < WIDE)  # there the card leaves the least room

    def memory(self) -> object:
        """Return what is half typed."""
        return RedeemMemory(
            self.points.text(),
            self.served.name,
            self.taking.memory(),
            self.mode.value(),
            self.rewards.wanted,
            self.count.count,
        )

    def recall(self, memory: object) -> None:
        """Go on with what was half typed."""
        if not isinstance(memory, RedeemMemory):
            return
        if memory.staff:
            self.served.recall(memory.staff)
        self.points.set_text(memory.points)
        self.mode.choose(memory.mode)
        self.rewards.want(memory.reward)
        self._fit()
        self.count.show_count(memory.count, self._most())
        self.edited()
        self.go_on(memory.begun)

    def _connect(self) -> None:
        self.mode.changed.connect(self._mode_chosen)
        TypingPlace(self._typed_at, self.mode)
        self.points.changed.connect(self.edited)
        self.points.paused.connect(self._check_typed)
        self.points.entered.connect(self.enter)
        self.all.clicked.connect(self._take_all)
        self.rewards.changed.connect(self._reward_chosen)
        self.count.changed.connect(self.edited)
        self.served.changed.connect(self.edited)
        self.frame.keypad.pressed.connect(self._key)

    def _lay_out(self) -> None:
        desk, rates = self.desk, self.desk.shop.rates
        worth = desk.say(
            N_("{points} points are worth {amount}."),
            points=desk.words.number(rates.worth_points),
            amount=desk.words.money(rates.worth_minor),
        )
        modes = QHBoxLayout()
        modes.addWidget(self.mode)
        modes.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.points, 1)
        row.addWidget(self.count)
        below = QHBoxLayout()
        below.setSpacing(12)
        self._worth = label(worth, "caption", wrap=True)
        below.addWidget(self._worth, 1)
        below.addWidget(self.all)
        body = self.frame.body
        body.addLayout(modes)
        body.addWidget(self.rewards)
        body.addLayout(row)
        body.addLayout(below)
        row.addWidget(self.served)  # Tab goes in the order in which they are added
        row.addStretch()

    def _typed(self) -> bool:
        if self.mode.value() == REWARD:
            return self.rewards.chosen is not None
        return bool(self.points.text().strip())

    def _on_screen(self) -> object:  # the draft also depends on what is there
        if self.mode.value() == REWARD:
            return self.rewards.wanted, self.count.count, self._staff()
        return self.points.text(), self._staff()

    def _draft(self) -> RedeemDraft | RewardRequest | None:
        if self.mode.value() == REWARD:
            return self._reward()
        points = self.points.count()
        if not points or self.view is None or self._purse().points == 0:
            return None
        return RedeemDraft(self.view.shown.customer.id, points)

    def _work(self, draft: object, act: Act) -> Callable[[], Quote]:
        if isinstance(draft, RewardRequest):
            return partial(self._reward_quoted, replace(draft, act=act))
        if not isinstance(draft, RedeemDraft):
            raise TypeError(draft)
        return partial(self.desk.services.till.propose_redemption, act, draft)

    def _record(self, quote: Quote, act: Act) -> Callable[[], Bill]:
        if isinstance(quote, RewardQuote):
            return partial(self.desk.services.benefits.redeem, replace(quote.request, act=act))
        if not isinstance(quote, RedeemQuote):
            raise TypeError(quote)
        return partial(self.desk.services.till.redeem, quote.draft.request(act))

    def _show(self, quote: Quote | None) -> None:
        desk, take = self.desk, self.frame.take
        if quote is None:
            self.frame.summary.show_rows(())
            take.refuse(self._why_not(), loud=self.view is not None and self.view.owned.points < 0)
            return
        redeem = desk.say(N_("Redeem {points}"), points=desk.words.number(-quote.bill.points))
        going = going_rows(desk, self._lots, -quote.bill.points)
        after = next_rows(desk, self._lots, -quote.bill.points)
        if quote.bill.reward is not None:
            rows = reward_rows(desk, quote.bill, desk.shop.rates.worth)
            self.frame.summary.show_rows((*rows[:-1], *going, rows[-1], *after))
            take.allow(redeem)
            return
        rows = redeem_rows(desk, quote.bill, desk.shop.rates.worth)
        self.frame.summary.show_rows((*rows[:-1], *going, rows[-1], *after))
        worth = desk.words.money(quote.bill.amount)
        take.allow(redeem, desk.say(N_("{amount} more store credit."), amount=worth))

    def _why_not(self) -> str:
        """Return why nothing can be redeemed as it stands."""
        say, owned = self.desk.say, self.view.owned.points if self.view else 0
        if owned < 0:
            return say(
                N_(
                    "Points are {points} after a refund. Nothing can be redeemed before they are "
                    "earned back."
                ),
                points=self.desk.words.number(owned),
            )
        if not owned:
            return say(N_("There are no points yet."))
        if self.mode.value() == REWARD:
            none = N_("There is no reward to choose now.")
            return say(none if self.rewards.none_left else N_("Choose a reward."))
        return say(N_("Type how many points."))

    def _staff(self) -> str:
        return self.served.name

    def _fields_are_right(self) -> bool:
        if self.mode.value() == REWARD or not self.points.isEnabled() or self.points.count():
            return True
        self._say_wrong()
        self.points.setFocus()
        return False

    def _check_typed(self) -> None:
        """Say what is wrong once typing pauses."""
        if self._typed() and self.mode.value() != REWARD and not self.points.count():
            self._say_wrong()

    def _say_wrong(self) -> None:
        zero = not self._typed() or self.points.count() == 0
        words = N_("Type how many points.") if zero else N_("Type a whole number of points.")
        self.points.show_error(self.desk.say(words))

    def _purse(self) -> Purse:
        if self.view is None:
            return Purse()
        return Purse.of(self.view.owned, self.desk.shop.rates.worth)

    def _allow(self) -> None:
        """Let points be typed where there are any."""
        for part in (self.points, self.all):
            part.setEnabled(self._purse().points > 0)

    def _take_all(self) -> None:
        """Put in all points that make a whole amount."""
        most = usable_points(LARGEST, self._purse())
        self.points.set_text(str(most) if most else "")
        self.points.setFocus()
        self.points.edit.selectAll()
        self.edited()

    def _mode_chosen(self, mode: str) -> None:
        if mode == MONEY_OFF:
            self.mode.choose(CREDIT)
            if self.taking.sending or self.taking.uncertain:
                return  # it may be recorded as credit: that comes first
            choice = Choice(way=Way.MIXED, most_points=True)
            self.switched.emit(SALE, SaleMemory(choice=choice))
            return
        self._fit()
        self.edited()

    def _digit(self, digit: int) -> None:
        if self.mode.value() == REWARD:
            self.rewards.choose_number(digit)

    def _typed_at(self) -> QWidget | None:
        """Return where the use that is chosen goes on."""
        if self.mode.value() == REWARD:
            return self.rewards.place
        return self.points if self.points.isEnabled() else None

    def _focus_mode(self) -> None:
        next(one for one in self.mode.buttons() if one.isChecked()).setFocus()

    def _fit(self) -> None:
        """Show what belongs to the use that is chosen."""
        reward = self.mode.value() == REWARD
        shown: tuple[QWidget, ...] = (self.rewards, self.count)
        hidden: tuple[QWidget, ...] = (self.points, self.all, self._worth)
        for part in (*shown, *hidden):
            part.setVisible((part in shown) == reward)
        self.frame.use_keypad(not reward)

    def _look(self) -> None:
        """Ask for the rewards and the lots; what cannot be told is said at large."""
        if self.view is not None:
            work = partial(_asked, self.desk.services, self.view.shown.customer.id)
            self._asking.ask(work, self._know, self.desk.room.trouble)

    def _know(self, asked: "_Asked") -> None:
        self._lots, choices = asked.lots, asked.rewards
        show_beside(self.desk, self.side, self._lots, self._purse())
        if self.taking.sending or self.taking.uncertain:
            return  # what was sent stays on the screen until it is answered
        self.rewards.show_choices(choices)
        self.count.show_count(self.count.count, self._most())
        if self.mode.value() == REWARD:
            self.quote_again()
        elif self.quoting.quote is not None:
            self._show_now(self.quoting.quote)

    def _reward_chosen(self) -> None:
        self.count.show_count(1, self._most())
        self.edited()
        if (row := self.rewards.row) is not None:
            self.frame.show_place(row)

    def _most(self) -> int:
        """Return how many of the chosen reward the points and the stock allow."""
        chosen = self.rewards.chosen
        if chosen is None:
            return _MOST_AT_ONCE  # what was asked for before stays as it was
        reward = chosen.reward
        most = self._purse().points // reward.points
        return min(most, _MOST_AT_ONCE if reward.stock is None else reward.stock)

    def _reward(self) -> RewardRequest | None:
        """Return what is asked for, at the price that is shown."""
        chosen = self.rewards.chosen
        if chosen is None or self.view is None:
            return None
        customer, count = self.view.shown.customer.id, self.count.count
        points = chosen.reward.points * count
        return RewardRequest(self._quote_act, customer, chosen.reward.code, count, points)

    def _reward_quoted(self, request: RewardRequest) -> Quote:
        return RewardQuote(self.desk.services.benefits.quote_redeem(request), None, request)

    def _key(self, key: str) -> None:
        if self.points.isEnabled() and key != ".":
            self.points.press(key)
            self.points.setFocus()


def _asked(services: Services, customer: int) -> _Asked:
    lots = services.balance.lots(LedgerFilter(customer, OwnedPurse.POINTS), MOST_LOTS)
    return _Asked(services.benefits.reward_choices(customer), lots)
