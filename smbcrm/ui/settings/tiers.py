"""Tiers: what they are, what they give, who would move at the next review."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QGridLayout

from smbcrm.core.errors import ShopbellError, UserError
from smbcrm.core.i18n import N_, Text
from smbcrm.membership.changes.types import Changed, SetUp, SetUpChanged
from smbcrm.membership.ledger.postings import OperationPosted
from smbcrm.membership.services import Services
from smbcrm.membership.shop import settings as s
from smbcrm.membership.shop.types import Rates
from smbcrm.membership.tiers.moves import ReviewList
from smbcrm.membership.tiers.standing import Close, TiersNow
from smbcrm.membership.tiers.types import NewTier, Tier
from smbcrm.membership.vouchers.types import Definition
from smbcrm.ui.desk import Desk
from smbcrm.ui.event_bridge import Elsewhere
from smbcrm.ui.jobs import Lane, Latest
from smbcrm.ui.saver import Save, Saver, Work
from smbcrm.ui.settings.part import Part, column
from smbcrm.ui.settings.tier_editor import TierEditor
from smbcrm.ui.settings.tier_moves import CloseCard, MovesCard
from smbcrm.ui.settings.tier_rows import TierRows

_RIGHT_WIDTH = 292
_ONE_COLUMN_BELOW = 880
_WATCHED = (SetUp.SHOP, SetUp.TIERS, SetUp.VOUCHERS)


@dataclass(frozen=True, slots=True)
class _Rules:
    now: TiersNow
    rates: Rates
    dates: str
    vouchers: tuple[Definition, ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """Who would move, and who is close to the chosen tier."""

    review: ReviewList
    due: bool
    close: tuple[Close, ...]


class TiersPart(Part):
    """The tiers and the chosen one at the left; who would move and who is close beside."""

    def __init__(self, desk: Desk, saver: Saver) -> None:
        super().__init__(desk, saver)
        self._chosen = 0
        self._rules: _Rules | None = None
        self.rows = TierRows(desk)
        self.editor = TierEditor(self)
        self.moves = MovesCard(self)
        self.close_to = CloseCard(desk)
        self.close_to.hide()
        self._outlook = Latest(desk.jobs, self, lane=Lane.LONG)
        self._left = column(self.rows, self.editor)
        self._right = column(self.moves, self.close_to)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        self._arrange(beside=True)
        self.rows.chosen.connect(self._choose)
        self.rows.ordered.connect(self._order)
        self.rows.added.connect(self._add)
        self.editor.tried.connect(lambda code: desk.room.go(f"settings/what_if/{code}"))
        self.moves.decided.connect(lambda: desk.room.go("settings/tier_review"))

    def arrive(self) -> None:
        """Ask for the rules, and then for who would move."""
        services = self.desk.services
        self.desk.ask(self, lambda: _rules(services), self._show)

    def happened(self, event: object) -> None:
        """Ask again after a change of the rules, or of what customers did."""
        changed = isinstance(event, SetUpChanged) and event.what in _WATCHED
        if changed or isinstance(event, Elsewhere | OperationPosted):
            self.arrive()

    def narrow(self, width: int, height: int) -> None:
        """Put who would move below where there is little room."""
        del height
        self._arrange(beside=width >= _ONE_COLUMN_BELOW)

    def drafts(self) -> dict[str, str]:
        """Return what is typed and not saved, and which tier is chosen."""
        return {**super().drafts(), "tier": str(self._chosen)}

    def _arrange(self, *, beside: bool) -> None:
        self._right.setFixedWidth(_RIGHT_WIDTH) if beside else self._right.setMaximumWidth(16777215)
        self._grid.addWidget(self._left, 0, 0)
        self._grid.addWidget(self._right, *((0, 1) if beside else (1, 0)))

    def _choose(self, tier: int) -> None:
        self._chosen = tier
        if self._rules is not None:
            self._show(self._rules)

    def _show(self, rules: _Rules) -> None:
        first, self._rules = self._rules is None, rules
        if first:
            self._chosen = int(self._drafts.pop("tier", "0"))
        now = rules.now
        tier = next((one for one in now.tiers if one.id == self._chosen), now.tiers[-1])
        self._chosen = tier.id
        self.rows.show_tiers(now.tiers, now.people, tier.id)
        self.editor.show_tier(tier, now, rules.dates, rules.vouchers, rules.rates)
        if first:
            self.retype()
        services = self.desk.services
        self._outlook.ask(
            lambda: _outlook(services, now, tier),
            partial(self._show_outlook, tier),
            self.desk.room.trouble,
        )

    def _show_outlook(self, tier: Tier, found: Outlook) -> None:
        self.moves.show_list(found.review, due=found.due)
        self.close_to.show_close(tier, found.close)

    def _order(self, codes: Sequence[str]) -> None:
        reorder, desk = self.desk.services.tiers.reorder, self.desk

        def back(done: Changed[tuple[Tier, ...]]) -> Work | None:
            if done.before is None or done.before == done.after:
                return None
            return partial(reorder, [tier.code for tier in done.before], desk.act())

        def refused(error: ShopbellError) -> None:
            if isinstance(error, UserError):
                self.rows.show_refusal(desk.tell(error))

        what = Text(N_("Order of the tiers"))
        self.saver.save(self, Save(what, partial(reorder, codes, desk.act()), back), refused)

    def _add(self) -> None:
        tiers, desk = self.desk.services.tiers, self.desk
        known = () if self._rules is None else self._rules.now.tiers
        taken = {words for tier in known for words in (tier.name, tier.code)}
        number = next(n for n in range(1, 100) if not {_code(n), _name(desk, n)} & taken)
        new = NewTier(_code(number), _name(desk, number))

        def done(tier: Tier) -> None:
            self._chosen = tier.id
            self.arrive()

        save = Save(
            Text(N_("Add a tier")),
            partial(tiers.add, new, desk.act()),
            lambda _: partial(tiers.drop, new.code, desk.act()),
            done=done,
        )
        self.saver.save(self, save, lambda error: self.rows.show_refusal(desk.tell(error)))


def _code(number: int) -> str:
    return f"tier-{number}"


def _name(desk: Desk, number: int) -> str:
    return desk.say(N_("New tier {number}"), number=number)


def _rules(services: Services) -> _Rules:
    return _Rules(
        services.tiers.standing(),
        services.shop.shop().rates,
        services.shop.get(s.REVIEW_DATES.key).value,
        services.vouchers.all(),
    )


def _outlook(services: Services, now: TiersNow, tier: Tier) -> Outlook:
    """Return the review that is due and moves somebody, else the one to come."""
    found = services.tiers.review()
    due = found.applied is None and bool(found.moves)
    review = found if due else services.tiers.review(now.next_review)
    return Outlook(review, due, services.tiers.close_to(tier.id))
