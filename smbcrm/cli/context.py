"""What a command works with: the shop, who asks, and the words of the answer."""

import argparse
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TextIO

from smbcrm.cli.screens import Screens
from smbcrm.core.clock import Clock
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, Translator
from smbcrm.core.ids import uuid7
from smbcrm.core.machine import TERMINAL, Machine, full_address
from smbcrm.membership.cards.scanning import DeadCardScan
from smbcrm.membership.items.types import CodesAlike
from smbcrm.membership.requests.types import Act
from smbcrm.membership.services import Services
from smbcrm.membership.shop.types import Shop


class NoShopChosen(UserError):
    """No shop was named, and none was opened on this PC before."""

    msgid = N_(
        "No shop was opened on this PC before. Name one with --shop FILE, or make one with: "
        "smbcrm init FILE"
    )


@dataclass(slots=True)
class Context:
    """One run of one command. The shop is opened when a command first asks for it."""

    args: argparse.Namespace
    translator: Translator
    machine: Machine
    clock: Clock
    screen: TextIO
    """Where people are told how far a long piece of work has come; never part of the answer."""
    screens: Screens
    _services: Services | None = None
    _request_id: str = ""
    _progress: str = field(default="", init=False)
    dead_cards: list[DeadCardScan] = field(default_factory=list, init=False)
    """The dead cards by which a command names somebody who is only looked at or put right."""

    @property
    def address(self) -> str:
        """The shop that is meant; raise NoShopChosen where none is."""
        chosen = self.args.shop or self.machine.last_shop()
        if chosen is None:
            raise NoShopChosen
        return full_address(chosen)

    @property
    def shown_address(self) -> str:
        """The shop that is meant, as it may be shown; raise NoShopChosen, UnknownAddress."""
        from smbcrm import bootstrap  # noqa: PLC0415 - help must not wait for the databases

        return bootstrap.shown_address(self.address)

    @property
    def services(self) -> Services:
        """The use cases of the shop, which is opened now if it was not before."""
        if self._services is None:
            from smbcrm import bootstrap  # noqa: PLC0415 - help must not wait for the databases

            return self.take(bootstrap.open_shop(self.address, clock=self.clock))
        return self._services

    @property
    def opened(self) -> Services | None:
        """The use cases of the shop if it was opened."""
        return self._services

    def take(self, services: Services) -> Services:
        """Work with a shop that was just opened or made, and remember it for the next command."""
        self._services = services
        self.machine.remember_shop(services.address)
        return services

    @property
    def shop(self) -> Shop:
        """The shop as its settings make it."""
        return self.services.shop.shop()

    @property
    def request_id(self) -> str:
        """The id of the request: as given, else one made once for this run."""
        if not self._request_id:
            given: str | None = getattr(self.args, "request_id", None)
            self._request_id = given or uuid7(self.clock)
        return self._request_id

    @property
    def act(self) -> Act:
        """Who does it where, under which request id, for which day."""
        args = self.args
        return Act(self.request_id, args.staff, args.till or self._till, args.date, args.note)

    @property
    def _till(self) -> str | None:
        """The name of the till that this PC is; None where that was never said.

        One that is used no more is named all the same, and refused where it matters.
        """
        services = self.services
        number = self.machine.of_shop(services.address).get(TERMINAL)
        if not number:
            return None
        names = {one.id: one.name for one in services.staff.all_terminals()}
        return names.get(number)

    def customer(self, text: str, *, living: bool = False) -> int:
        """Return the customer who is meant; with `living` a dead card is refused.

        A request that is sent again names its customer as on the first day. Where that text finds
        nobody any more, or several (the card was replaced, the name changed, somebody of the same
        name came), the request that was recorded says who was meant; the use case compares the
        rest. Raises what `CardService.customer` raises.
        """
        try:
            customer = self.services.cards.customer(text, living=living)
        except UserError:
            first = self.services.requests.customer_of(self.request_id)
            if first is None:
                raise
            return first
        if not living:
            self._note_dead(text)
        return customer

    def _note_dead(self, text: str) -> None:
        """Keep in mind that somebody was named by a dead card: the answer says so."""
        with suppress(CodesAlike):  # then they were found by something else
            scan = self.services.cards.scan(text)
            if isinstance(scan, DeadCardScan):
                self.dead_cards.append(scan)

    def tier_names(self, codes: Iterable[str]) -> str:
        """Return the names of tiers, as they are shown to people; a code where none is known."""
        names = {tier.code: tier.name for tier in self.services.tiers.all()}
        return ", ".join(names.get(code, code) for code in codes)

    def progress(self, done: int, total: int) -> None:
        """Show how far a long piece of work has come, where somebody is looking."""
        if self.args.json or not self.screen.isatty() or not total:
            return
        told = f"{100 * done // total} %"
        if told != self._progress:
            self._progress = told
            self.screen.write(f"\r{told}" if done < total else f"\r{' ' * len(told)}\r")
            self.screen.flush()

    def close(self) -> None:
        """Close the shop if it was opened."""
        if self._services is not None:
            self._services.close()
